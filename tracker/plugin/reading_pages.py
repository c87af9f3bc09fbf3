"""What is read rather than compared: a text as printed, and a paragraph through the years."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from tracker.errors import UnknownVersion
from tracker.model import Lineage, SeriesView, Version
from tracker.pipeline import lives, views
from tracker.plugin import parts, texts
from tracker.plugin.links import Links, SeriesLinks
from tracker.plugin.pages import Values, Wanted
from tracker.render import html, html_life, html_opening, html_series, html_text, html_version, vocabulary
from tracker.store import Store


def version(store: Store, slug: str, version_slug: str, wanted: Wanted) -> Values:
    """A text as printed; in its margin, since when each paragraph has its words."""
    one = store.one_series(slug)
    language = wanted.language
    if language is None:
        spoken = [item.language for item in store.versions(slug) if item.slug == version_slug]
        language = texts.DEFAULT if texts.DEFAULT in spoken or not spoken else spoken[0]
    here = parts.ordered(store, one, texts.language(store, slug, language))
    found = texts.version(here, version_slug)
    links = wanted.spoken(language)
    slugs = [item.slug for item in here]
    at = slugs.index(found.slug)
    others = [item.language for item in store.versions(slug) if item.slug == version_slug]
    view = views.series_view(store, slug, language)
    margins = None
    if found in view.versions and len(view.versions) > 1:
        index = view.versions.index(found)
        margins = html_version.margins(view, index, SeriesLinks(links, slug, view.versions))
    return {
        "template": "version",
        "title": found.symbol,
        "series": one,
        "version": found,
        "links": links,
        "languages": parts.languages(
            others, language, lambda item: replace(links, language=item).version(slug, version_slug)
        ),
        "before": here[at - 1] if at else None,
        "after": here[at + 1] if at + 1 < len(here) else None,
        "margins": margins,
        **parts.reading(store, one, found, heading=1, margins=margins),
    }


def paragraph(store: Store, slug: str, version_slug: str, label: str, wanted: Wanted) -> Values:
    """A paragraph through the years, named by any text and label that it ever had; `label` as in addresses."""
    one = store.one_series(slug)
    language = texts.language(store, slug, wanted.language)
    view, lineage = found(store, slug, version_slug, label, language)
    links = wanted.spoken(language)
    pages = SeriesLinks(links, slug, view.versions)
    at = view.lineages.index(lineage)
    return {
        "template": "paragraph",
        "title": f"{lineage.address[1]} through the years",
        "series": one,
        "view": view,
        "language": language,
        "direction": html_text.direction(language),
        "lineage": lineage,
        "since": html_series.since(view, lineage),
        "links": links,
        "languages": parts.languages(
            _with_paragraph(store, view, lineage),
            language,
            lambda item: _life(replace(links, language=item), slug, view.versions, lineage),
        ),
        "names": html_life.names(view, lineage),
        "everywhere": all(step.label for step in lineage.steps),
        "last": view.versions[lineage.address[0]],
        "cited": html_life.words(view, *lineage.address),
        "before": _beside(pages, view.lineages[at - 1 : at]),
        "after": _beside(pages, view.lineages[at + 1 : at + 2]),
        "life": html.life(view, lineage, pages),
        "came_in": _came_in(store, view, lineage),
        "specimen": html_opening.SPECIMEN if one.specimen else "",
        "sources": parts.sources(view.versions),
        "credit": vocabulary.credit(item.status for item in view.versions),
    }


def found(store: Store, slug: str, version_slug: str, label: str, language: str) -> tuple[SeriesView, Lineage]:
    """The paragraph that an address names, in its series. Raises UnknownVersion, saying what is here."""
    view = views.series_view(store, slug, language)
    index = next((at for at, item in enumerate(view.versions) if item.slug == version_slug), None)
    if index is None:
        texts.version(view.versions, version_slug)
        raise UnknownVersion(f"{version_slug} is not one of the texts that follow each other in this series")
    return view, parts.lineage_of(view, index, label)


def _came_in(store: Store, view: SeriesView, lineage: Lineage) -> Markup:
    """The paragraph's last words with the years in which they came in; empty where nothing came after the first."""
    followed = lives.since_first(store, view, lineage)
    if followed is None:
        return Markup()
    comparison, first, step = followed
    return html_life.came_in(comparison, first, lineage.address[1], step)


def _life(links: Links, slug: str, versions: tuple[Version, ...], lineage: Lineage) -> str:
    index, label = lineage.address
    return links.paragraph(slug, versions[index].slug, label)


def _with_paragraph(store: Store, view: SeriesView, lineage: Lineage) -> list[str]:
    """The languages in which the paragraph's last text is here, with a paragraph of this label."""
    index, label = lineage.address
    here = [item for item in store.versions(view.series.slug) if item.slug == view.versions[index].slug]
    return [
        item.language
        for item in here
        if len(store.versions(view.series.slug, item.language)) > 1
        and any(paragraph.label == label for paragraph in store.resolution(item).paragraphs)
    ]


def _beside(pages: SeriesLinks, lineages: tuple[Lineage, ...]) -> tuple[str, str] | None:
    """The label of a paragraph beside this one, and where it leads."""
    for lineage in lineages:
        index, label = lineage.address
        return label, pages.life(index, label)
    return None
