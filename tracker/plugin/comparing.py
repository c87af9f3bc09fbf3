"""The page of two texts compared, and the same in all languages: values of their templates, read from a store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from tracker import brief
from tracker.model import Comparison, Version
from tracker.pipeline import across
from tracker.plugin import parts, texts
from tracker.plugin.pages import Values, Wanted
from tracker.render import finding, html, html_opening, html_rows, html_series, vocabulary
from tracker.store import Store
from tracker.symbols import Symbol

DOWNLOADS = {
    "docx": "Word with tracked changes",
    "txt": "Text",
    "md": "Markdown",
    "html": "HTML",
    "json": "JSON",
    "csv": "CSV",
}
"""The forms of a comparison, by the ending of its address."""
ALL = "all"
FOLDS: tuple[html_rows.Fold, ...] = ("unchanged", "punctuation", "technical")
LONGEST_FIND = 200
"""Letters that are looked for in both texts. The page leads to itself many times, each time with what was asked."""


def comparison(store: Store, slug: str, old: str, new: str, wanted: Wanted) -> Values:
    """Two texts of a series, compared."""
    wanted = replace(wanted, opened=wanted.opened & {ALL, *FOLDS}, find=wanted.find[:LONGEST_FIND])
    found, here, language = compared(store, slug, old, new, wanted)
    links = wanted.spoken(language)
    telling = brief.tell(found)
    shown = {"inline": "1" if wanted.inline else "", "open": ",".join(sorted(wanted.opened)), "find": wanted.find}

    def history(side: str, label: str) -> str:
        return links.paragraph(slug, new if side == "new" else old, label)

    def paragraph(symbol: str, label: str) -> str:
        return links.paragraph(slug, Symbol.parse(symbol).slug, label)

    def this(**more: str) -> str:
        return links.comparison(slug, old, new, **(shown | more))

    languages = parts.languages(
        parts.common(store, slug, old, new),
        language,
        lambda item: links.comparison(slug, old, new, **(shown | {"language": item, "find": ""})),
    )
    view = html_rows.View(
        folded=frozenset() if ALL in wanted.opened else html_rows.FOLDED - wanted.opened,
        history=history,
        find=finding.pattern(wanted.find),
        elsewhere=tuple((one.code, one.name, _query(one.address)) for one in languages if not one.here),
    )
    return {
        "template": "comparison",
        "title": f"{html_series.short(found.old.symbol or old)} to {html_series.short(found.new.symbol or new)}",
        "heading": found.new.title,
        "series": store.one_series(slug),
        "language": language,
        "links": links,
        "languages": languages,
        "here": here,
        "old": old,
        "new": new,
        "status": [item.status for name in (old, new) for item in here if item.slug == name],
        "steps": parts.steps([item.slug for item in here], old, new, links.comparison, slug),
        "all_languages": links.languages(slug, old, new) if languages else "",
        "opening": html.opening(found, telling, paragraph),
        "overview": html.overview(found),
        "where": html.found(found, wanted.find),
        "changes": html.changes(found, inline=wanted.inline, view=view),
        "sources": html.sources(found, telling),
        "credit": vocabulary.credit((found.old.status, found.new.status)),
        "wanted": wanted,
        "this": this,
        "folds": _folds(view, this),
        "downloads": DOWNLOADS.items(),
        "brief": links.brief(slug, "html", **{"from": old, "to": new}) if _follows(here, old, new) else "",
        "specimen": html_opening.SPECIMEN if "specimen" in {found.old.status, found.new.status} else "",
    }


def _follows(here: Sequence[Version], old: str, new: str) -> bool:
    """Whether a brief can lead from one text to the other: both are in the series itself, in this order."""
    main = [item.slug for item in here if item.status in {"adopted", "specimen"}]
    return old in main and new in main[main.index(old) + 1 :]


def _query(address: str) -> str:
    """An address of the same page in short: a page of 400 paragraphs leads to each in five languages."""
    return f"?{address.partition('?')[2]}"


def _folds(view: html_rows.View, this: Callable[..., str]) -> tuple[tuple[str, bool, str], ...]:
    """What can be folded: its name, whether it is, and the address at which it is the other way round."""
    opened = set(FOLDS) - set(view.folded)
    return tuple((fold, fold not in opened, this(open=",".join(sorted(opened ^ {fold})))) for fold in FOLDS)


def compared(
    store: Store, slug: str, old: str, new: str, wanted: Wanted
) -> tuple[Comparison, tuple[Version, ...], str]:
    """The comparison of two texts of a series, all its texts in that language, and the language."""
    one = store.one_series(slug)
    language = wanted.language
    if language is None:
        both = parts.common(store, slug, old, new)
        language = texts.DEFAULT if texts.DEFAULT in both or not both else both[0]
    else:
        language = texts.language(store, slug, language)
    here = parts.ordered(store, one, language)
    found = across.checked(store, slug, texts.version(here, old), texts.version(here, new))
    return found, here, language


def languages(store: Store, slug: str, old: str, new: str, wanted: Wanted) -> Values:
    """Two texts of a series compared in all languages: whether each edit is there in each."""
    one = store.one_series(slug)
    both = pair_of(store, slug, old, new)
    found = across.concordance_of(store, slug, *both)
    counted, formulas = across.formulas_of(store, slug, *both)
    links = wanted.links
    slugs = [item.slug for item in parts.ordered(store, one, both[0].language)]

    def address(code: str, anchor: str) -> str:
        return links.comparison(slug, old, new, anchor=anchor, language=code if code != texts.DEFAULT else "")

    pair = f"{html_series.short(both[0].symbol)} to {html_series.short(both[1].symbol)}"
    read = [item for item in store.versions(slug) if item.slug in (old, new)]
    names = ("", "one language", "two languages", "three languages", "four languages", "five languages")
    number = len(found.languages)
    return {
        "template": "languages",
        "title": f"{pair} in {names[number] if number < len(names) else 'six languages'}",
        "heading": f"The same change in {names[number] if number < len(names) else 'six languages'}",
        "pair": pair,
        "series": one,
        "links": links,
        "old": old,
        "new": new,
        "steps": parts.steps(slugs, old, new, links.languages, slug)[1:],
        "table": html.languages(found, formulas, [(html_series.year(item), item.symbol) for item in counted], address),
        "credit": vocabulary.credit([item.status for item in both]),
        "specimen": html_opening.SPECIMEN if one.specimen else "",
        "forms": parts.forms(read),
        "sources": parts.sources(read, spoken=True),
    }


def pair_of(store: Store, slug: str, old: str, new: str) -> tuple[Version, Version]:
    """Two texts of a series in a language that has both, or else each where it is. Raises UnknownVersion."""
    spoken = (*parts.common(store, slug, old, new), *store.languages(slug), texts.DEFAULT)
    here = parts.ordered(store, store.one_series(slug), spoken[0])
    return texts.version(here, old), texts.version(here, new)


def download_languages(store: Store, slug: str, old: str, new: str) -> tuple[str, str]:
    """The same as JSON, in the form `languages-1`, and its name."""
    import json

    from tracker import contract

    found = across.concordance_of(store, slug, *pair_of(store, slug, old, new))
    return json.dumps(contract.concordance_to_dict(found), ensure_ascii=False, indent=2), f"{old}_{new}_languages"


def download(store: Store, slug: str, old: str, new: str, wanted: Wanted, *, form: str) -> tuple[str | bytes, str]:
    """A comparison in one of the forms in which it can be had, and the name of its file without the ending.

    A Word file has the tracked changes from one text to the other, by way of those between them.
    """
    found, here, language = compared(store, slug, old, new, wanted)
    name = f"{old}_{new}_{language}"
    if form == "docx":
        from tracker.pipeline import redlines

        return redlines.between(store, slug, texts.version(here, old), texts.version(here, new)), name
    return _WRITERS[form](found), name


def _json(found: Comparison) -> str:
    import json

    return json.dumps(found.to_dict(), ensure_ascii=False, indent=2)


def _csv(found: Comparison) -> str:
    from tracker.render import rows

    return rows.to_csv(rows.changes(found))


def _markdown(found: Comparison) -> str:
    from tracker.render import markdown

    return markdown.comparison(found, brief.tell(found))


def _html(found: Comparison) -> str:
    return html.document(found, brief.tell(found))


def _text(found: Comparison) -> str:
    from tracker.render import terminal

    return terminal.comparison(found, brief.tell(found), full=True)


_WRITERS: dict[str, Callable[[Comparison], str | bytes]] = {
    "json": _json,
    "csv": _csv,
    "md": _markdown,
    "html": _html,
    "txt": _text,
}
