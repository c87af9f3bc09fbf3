"""What each page shows, read from a store inside one of Datasette's threads: no HTTP, no permission is decided here.

Each function takes the store and what the address says, and returns the values of one template, or raises
UnknownVersion with a line that says what is here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from tracker.errors import UnknownVersion
from tracker.model import Version
from tracker.pipeline import views
from tracker.plugin import parts, texts
from tracker.plugin.links import Links, SeriesLinks
from tracker.render import html, html_opening, html_text, vocabulary
from tracker.store import Store

Values = dict[str, Any]
HITS = 100


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address asks for besides its path.

    Of the comparison page: whether it is `inline`, what is `opened` ("unchanged", "punctuation", "technical" or "all"),
    and the words to `find` in both texts.
    """

    links: Links
    language: str | None = None
    inline: bool = False
    opened: frozenset[str] = frozenset()
    find: str = ""

    def spoken(self, language: str) -> Links:
        """The links of a page in this language."""
        return replace(self.links, language=language if language != texts.DEFAULT else None)


def home(store: Store, wanted: Wanted) -> Values:
    """The series that are here; a series of one text as a reading page, if it is the only real one."""
    cards = [parts.card(store, series, wanted.links) for series in store.series()]
    real = [card for card in cards if not card["series"].specimen]
    reading = None
    if len(real) == 1 and len(real[0]["here"]) == 1:
        reading = parts.reading(store, real[0]["series"], real[0]["here"][0], heading=2)
    return {
        "template": "home",
        "title": "Resolutions and what changed in them",
        "real": real,
        "specimens": [card for card in cards if card["series"].specimen],
        "reading": reading,
        "links": wanted.links,
        "credit": vocabulary.credit(item.status for card in cards for item in card["here"]),
    }


def version(store: Store, slug: str, version_slug: str, wanted: Wanted) -> Values:
    """A text as printed."""
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
        **parts.reading(store, one, found, heading=1),
    }


def paragraph(store: Store, slug: str, version_slug: str, label: str, wanted: Wanted) -> Values:
    """A paragraph through the years, named by any text and label that it ever had; `label` as in addresses."""
    one = store.one_series(slug)
    language = texts.language(store, slug, wanted.language)
    view = views.series_view(store, slug, language)
    index = next((at for at, item in enumerate(view.versions) if item.slug == version_slug), None)
    if index is None:
        texts.version(view.versions, version_slug)
        raise UnknownVersion(f"{version_slug} is not one of the texts that follow each other in this series")
    lineage = parts.lineage_of(view, index, label)
    links = wanted.spoken(language)
    return {
        "template": "paragraph",
        "title": f"{lineage.address[1]} through the years",
        "series": one,
        "lineage": lineage,
        "links": links,
        "languages": parts.languages(view.languages, language, lambda item: replace(links, language=item).series(slug)),
        "others": parts.others(lineage),
        "life": html.life(view, lineage, SeriesLinks(links, slug, view.versions)),
        "specimen": html_opening.SPECIMEN if one.specimen else "",
        "sources": parts.sources(view),
        "credit": vocabulary.credit(item.status for item in view.versions),
    }


def search(store: Store, words: str, wanted: Wanted) -> Values:
    """The paragraphs in which words stand; first the text that they name, if they are a symbol or one with a label."""
    sought = any(map(str.isalnum, words))
    hits = store.search(words, language=wanted.language, limit=HITS) if sought else ()
    homes = {item.symbol: one.slug for one in reversed(store.series()) for item in store.versions(one.slug)}
    links = wanted.links

    def place(item: Version, label: str) -> str:
        if item.symbol not in homes:
            return ""
        address = wanted.spoken(item.language).version(homes[item.symbol], item.slug)
        return f"{address}#{html_text.anchor(label)}" if label else address

    named, label = parts.named(store, words, wanted.language) if sought else (None, "")
    return {
        "template": "search",
        "title": f"Where “{words}” stands" if sought else "Find words or a phrase",
        "words": words,
        "sought": sought,
        "named": named,
        "named_label": label,
        "named_address": place(named, label) if named else "",
        "hits": [(hit, place(hit.version, hit.label), html_text.direction(hit.version.language)) for hit in hits],
        "more": len(hits) == HITS,
        "links": links,
        "credit": vocabulary.credit(
            item.status for item in (*(hit.version for hit in hits), *([named] if named else []))
        ),
    }


def what_is_here(store: Store, slug: str | None) -> Values:
    """For a page that is not there: the series, or the texts of the one that was asked for."""
    known = {item.slug: item for item in store.series()}
    one = known.get(slug or "")
    here = store.versions(slug) if one else ()
    return {
        "template": "not_here",
        "title": "Not here",
        "all_series": tuple(known.values()),
        "series": one,
        "here": here,
        "credit": vocabulary.credit(item.status for item in here),
    }
