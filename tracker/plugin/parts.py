"""The parts of which pages are made: a series on the home page, a text to read, a year of a series, steps around."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tracker import brief
from tracker.errors import BadSymbol, UnknownVersion
from tracker.model import (
    Edition,
    Lineage,
    Series,
    SeriesView,
    Version,
)
from tracker.pipeline import chain, views
from tracker.plugin import texts
from tracker.plugin.links import Links
from tracker.render import html, html_opening, html_text, html_version, vocabulary
from tracker.store import Store
from tracker.symbols import Symbol

_ORDER = tuple(vocabulary.LANGUAGES)


@dataclass(frozen=True, slots=True)
class Choice:
    """A language to choose: its code, its name, where it leads, and whether it is this page's."""

    code: str
    name: str
    address: str
    here: bool


def card(store: Store, series: Series, links: Links, *, news: bool = False) -> dict[str, Any]:
    """A series on the home page: its texts in its first language, the languages it is in, and its latest step."""
    spoken = store.languages(series.slug)
    here = ordered(store, series, texts.language(store, series.slug, None)) if spoken else ()
    latest = here[-1] if here else None
    return {
        "series": series,
        "here": here,
        "languages": [vocabulary.language(code) for code in spoken],
        "address": links.series(series.slug),
        "latest": latest,
        "step": links.comparison(series.slug, here[-2].slug, here[-1].slug) if len(here) > 1 else "",
        "whole": links.comparison(series.slug, here[0].slug, here[-1].slug) if len(here) > 2 else "",
        "missing": texts.missing(series, here),
        "news": _news(store, series, here) if news else None,
    }


def _news(store: Store, series: Series, here: Sequence[Version]) -> tuple[Version, tuple[str, ...]] | None:
    """The latest of a series' texts, and what it changed, line by line."""
    main = chain.texts(series, here)
    if len(main) < 2:
        return None
    comparison = views.comparison_of(store, series.slug, *main[-2:])
    return main[-1], brief.year_lines(comparison, brief.tell(comparison))


def reading(
    store: Store, series: Series, version: Version, *, heading: int, margins: html_version.Margins | None = None
) -> dict[str, Any]:
    """A text to read, with where it comes from, how it was adopted and what is missing of its series."""
    resolution = store.resolution(version)
    adoption = resolution.adoption
    edition = Edition(version.symbol, version.language, version.title, adoption=adoption.text)
    return {
        "version": version,
        "text": html.text(resolution, heading=heading, margins=margins),
        "adopted_how": vocabulary.adoption(edition) or "not stated in the source",
        "votes": {
            choice: [vote.country for vote in adoption.votes if vote.choice == choice]
            for choice in ("against", "abstaining", "in favour")
        },
        "sponsors": [sponsor.name for sponsor in resolution.sponsors],
        "source": _source(version),
        "missing": texts.missing(series, [version]),
        "specimen": html_opening.SPECIMEN if version.status == "specimen" else "",
        "credit": vocabulary.credit([version.status]),
    }


def ordered(store: Store, series: Series, language: str) -> tuple[Version, ...]:
    """All texts of a series in a language: those that follow each other, then the drafts."""
    here = store.versions(series.slug, language)
    return (*chain.texts(series, here), *chain.drafts(series, here))


def common(store: Store, series: str, old: str, new: str) -> tuple[str, ...]:
    """The languages in which both texts are here."""
    spoken = [{item.language for item in store.versions(series) if item.slug == slug} for slug in (old, new)]
    return tuple(code for code in _ORDER if all(code in one for one in spoken))


def languages(codes: Iterable[str], chosen: str, address: Callable[[str], str]) -> tuple[Choice, ...]:
    """The languages of a page, English first; none if there is nothing to choose."""
    known = sorted(set(codes), key=lambda code: (code != texts.DEFAULT, code))
    found = tuple(Choice(code, vocabulary.language(code), address(code), code == chosen) for code in known)
    return found if len(found) > 1 else ()


def sources(versions: Iterable[Version], *, spoken: bool = False) -> tuple[tuple[str, str, str], ...]:
    """Each text's name, the form of its source, and its hash; `spoken`: with its language."""
    return tuple(
        (
            f"{item.symbol}, {vocabulary.language(item.language)}" if spoken else item.symbol,
            _source(item),
            item.origin.sha256,
        )
        for item in versions
    )


def forms(versions: Iterable[Version]) -> str:
    """What many texts were read from, those of most texts first: "official XML (12), plain text (1)"."""
    each = {(item.symbol, item.language): item for item in versions}.values()
    return ", ".join(f"{form} ({count:,})" for form, count in Counter(map(_source, each)).most_common())


def _source(version: Version) -> str:
    return vocabulary.source(version.origin.format, version.status, version.origin.quality)


def steps(
    slugs: Sequence[str], old: str, new: str, address: Callable[[str, str, str], str], series: str
) -> list[tuple[str, str]]:
    """Ways from one comparison to those beside it: what it is called and where it leads."""
    at_old, at_new = slugs.index(old), slugs.index(new)
    found = [("Swap", address(series, new, old))]
    if at_old and at_new:
        found.append(("One step earlier", address(series, slugs[at_old - 1], slugs[at_new - 1])))
    if max(at_old, at_new) + 1 < len(slugs):
        found.append(("One step later", address(series, slugs[at_old + 1], slugs[at_new + 1])))
    return found


def named(store: Store, words: str, language: str | None) -> tuple[Version | None, str]:
    """The text that is here and that words name by its symbol, and the label after it: "66/152", "66/152 OP7".

    None, with an empty label, if they name none; a label that the text does not have is no name either.
    """
    first, *rest = words.split()
    try:
        symbol = str(Symbol.parse(first))
    except BadSymbol:
        return None, ""
    here = [item for item in store.versions() if item.symbol == symbol]
    here.sort(key=lambda item: (item.language != (language or texts.DEFAULT), item.language))
    if not here or not rest:
        return (here[0] if here else None), ""
    wanted = "".join(rest).lower()
    labels = (item.label for item in store.resolution(here[0]).paragraphs)
    label = next((item for item in labels if "".join(item.split()).lower() == wanted), "")
    return (here[0] if label else None), label


def lineage_of(view: SeriesView, index: int, label: str) -> Lineage:
    """The life of a paragraph by a text and its label there, as it stands in addresses. Raises UnknownVersion."""
    labels = []
    for lineage in view.lineages:
        for step in lineage.steps:
            if step.version == index and step.label:
                if html_text.anchor(step.label) == label:
                    return lineage
                labels.append(step.label)
    slug = view.versions[index].slug
    raise UnknownVersion(
        f"{slug} has no paragraph {label}; it has: {', '.join(labels) or 'none that are compared here'}"
    )
