"""A series: what changed year by year, its paragraphs by year, how it was adopted, what is to check."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from tracker import brief
from tracker.model import Check, Comparison, Series, SeriesView, places
from tracker.pipeline import across, views
from tracker.plugin import parts, texts
from tracker.plugin.links import Links, SeriesLinks
from tracker.plugin.pages import Values, Wanted
from tracker.render import html, html_opening, html_series, html_text, html_years, vocabulary
from tracker.store import Store

_SUBJECTS = {
    "stale-citation": "Citations",
    "operative-verb": "Opening words",
    "term-replaced": "Terms",
    "coarse-pairing": "Pairing",
    "ocr": "Scan",
}
_LANGUAGES = "Languages"  # all that is seen only by comparing several
_ENOUGH = 4  # texts in a row that must stand as far apart before it is said how often a resolution returns


def series(store: Store, slug: str, wanted: Wanted, *, oldest_first: bool = False) -> Values:
    """A series; with one text only, that text."""
    one = store.one_series(slug)
    language = texts.language(store, slug, wanted.language)
    links = wanted.spoken(language)
    view = views.series_view(store, slug, language)
    values: Values = {
        "title": one.title,
        "series": one,
        "view": view,
        "links": links,
        "languages": parts.languages(view.languages, language, lambda item: links.series(slug, item)),
        "missing": texts.missing(one, view.versions),
        "span": texts.span(view),
        "often": how_often(one),
        "specimen": html_opening.SPECIMEN,
        "credit": vocabulary.credit(item.status for item in (*view.versions, *view.drafts)),
    }
    if len(view.versions) < 2:
        reading = parts.reading(store, one, view.versions[0], heading=2) if view.versions else None
        return values | {"template": "one_text", "reading": reading}
    seen = [across.checked(store, slug, older, newer) for older, newer in pairwise(view.versions)]
    pages = SeriesLinks(links, slug, view.versions)
    years = html_years.years(view, year_lines(view), pages)
    return values | {
        "template": "series",
        "years": tuple(reversed(years)) if oldest_first else years,
        "oldest_first": oldest_first,
        "other_order": links.series(slug, **({} if oldest_first else {"order": "oldest"})),
        "always": html_years.linked(view, brief.always_updated(view), pages),
        "before": html_series.short(view.versions[-2].symbol),
        "latest": html_series.short(view.versions[-1].symbol),
        "table": html.table(view, pages),
        "checks": checks(view, seen, links),
        "sources": parts.sources(view.versions),
        "drafts": view.drafts,
    }


def year_lines(view: SeriesView) -> list[tuple[str, ...]]:
    """What is told of each step of a series; how it was adopted is told beside it."""
    steps = zip(view.comparisons, view.tellings, strict=True)
    return [brief.year_lines(comparison, telling, adoption=False) for comparison, telling in steps]


def how_often(series: Series) -> str:
    """How often a resolution returns, by the sessions of its last texts: "Every year", or empty."""
    sessions = [known.session for known in series.known if known.session]
    steps = {later - earlier for earlier, later in pairwise(sessions[-_ENOUGH - 1 :])}
    if len(sessions) <= _ENOUGH or len(steps) != 1:
        return ""
    step = steps.pop()
    return "Every year" if step == 1 else f"Every {step} years" if step > 1 else ""


def checks(
    view: SeriesView, comparisons: Sequence[Comparison], links: Links
) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """What is to check in a series, by its subject: a sentence and where it leads, newest first.

    `comparisons` are those of the view, with what is seen across languages. Each sentence stands once, for a text is in
    two steps. A sentence that does not name its text gets its symbol; a paragraph of the older text is shown where it
    stands in the newer one.
    """
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for old, new, comparison in zip(view.versions, view.versions[1:], comparisons, strict=False):
        page = links.comparison(view.series.slug, old.slug, new.slug)
        for check in comparison.checks:
            name = html_series.short(check.symbol or new.symbol)
            text = check.text if name in check.text else f"{name}: {check.text}"
            label = _label_in_new(comparison, check)
            address = f"{page}#{html_text.anchor(label)}" if label else page
            found[_SUBJECTS.get(check.code, _LANGUAGES)].setdefault(text, address)
    return tuple((subject, tuple(reversed(found[subject].items()))) for subject in _subjects(found))


def _subjects(found: dict[str, Any]) -> Iterator[str]:
    return (subject for subject in (*_SUBJECTS.values(), _LANGUAGES) if subject in found)


def _label_in_new(comparison: Comparison, check: Check) -> str:
    """The label of the newer text at which a check's first place is shown; empty for what is no paragraph."""
    of_the_old = check.symbol == comparison.old.symbol != comparison.new.symbol
    for change in comparison.changes:
        if check.label in places(change.old if of_the_old else change.new):
            return (change.new or change.old)[0].label
    return ""
