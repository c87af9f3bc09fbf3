"""Where a phrase stands: series by series, which texts have it, the first and the latest, and where it was dropped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tracker.model import Version
from tracker.pipeline import phrases
from tracker.plugin import parts
from tracker.plugin.links import Links
from tracker.plugin.pages import Values, Wanted
from tracker.render import finding, html_text, standing, vocabulary
from tracker.store import Store
from tracker.store.search import Hit


@dataclass(frozen=True, slots=True)
class Text:
    """A text that has the words: how it was adopted, and its places with their addresses."""

    version: Version
    address: str
    adoption: str
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph that has the words, in one text or through several; `note` says where they were dropped."""

    label: str
    address: str
    when: str
    words: Markup
    note: str


@dataclass(frozen=True, slots=True)
class Group:
    """The texts of a series in one language that have the words, or one text that belongs to none."""

    title: str
    address: str
    language: str
    direction: str
    specimen: bool
    of: int
    texts: tuple[Text, ...]
    places: tuple[Place, ...]
    dropped: tuple[str, ...]
    adopted: str
    partial: str


def search(store: Store, words: str, wanted: Wanted, *, apart: bool = False) -> Values:
    """Where words stand; first the text that they name, if they are a symbol or one with a label."""
    sought = any(map(str.isalnum, words))
    several = phrases.are_several(words)
    hits, apart = phrases.found(store, words, wanted.language, apart=apart)
    named, label = parts.named(store, words, wanted.language) if sought else (None, "")
    homes = phrases.homes(store)
    shown = _Shown(store, wanted, words, homes, apart=apart)
    address = ""
    if named and named.symbol in homes:
        address = shown.text(named) + (f"#{html_text.anchor(label)}" if label else "")
    groups = shown.groups(hits)
    return {
        "template": "search",
        "title": f"Where “{words}” stands" if sought else "Find words or a phrase",
        "words": words,
        "sought": sought,
        "several": several,
        "apart": apart and several,
        "apart_address": wanted.links.search_for(words, wanted.language, apart="1"),
        "languages": _languages(hits, words, wanted),
        "named": named,
        "named_label": label,
        "named_address": address,
        "groups": groups,
        "hits": len(hits),
        "texts": len({(hit.version.symbol, hit.version.language) for hit in hits}),
        "many": phrases.counted(store, hits, words, wanted.language, apart=apart),
        "links": wanted.links,
        "forms": parts.forms(hit.version for hit in hits),
        "credit": vocabulary.credit(
            item.status for item in (*(hit.version for hit in hits), *([named] if named else []))
        ),
    }


def _languages(hits: Sequence[Hit], words: str, wanted: Wanted) -> tuple[parts.Choice, ...]:
    """All languages, and each of those in which the words stand."""
    codes = {hit.version.language for hit in hits}
    if wanted.language is None and len(codes) < 2:
        return ()
    chosen = [("", "all languages"), *((code, vocabulary.language(code)) for code in vocabulary.LANGUAGES)]
    return tuple(
        parts.Choice(code or "en", name, wanted.links.search_for(words, code or None), code == (wanted.language or ""))
        for code, name in chosen
        if not code or code in codes
    )


class _Shown:
    """What was found, put in the order of series and paragraphs."""

    def __init__(self, store: Store, wanted: Wanted, words: str, homes: Mapping[str, str], *, apart: bool) -> None:
        self.store, self.wanted, self.homes = store, wanted, homes
        self.patterns = finding.patterns(words, apart=apart)

    def text(self, version: Version) -> str:
        """The address of a text that belongs to a series."""
        return self._links(version.language).version(self.homes[version.symbol], version.slug)

    def _links(self, language: str) -> Links:
        return self.wanted.spoken(language)

    def groups(self, hits: Sequence[Hit]) -> tuple[Group, ...]:
        """What was found, with its addresses and marks."""
        return tuple(self._group(one) for one in phrases.groups(self.store, hits, self.homes))

    def _group(self, one: standing.Group) -> Group:
        links = self._links(one.language)
        return Group(
            title=one.title,
            address=links.series(one.slug) if one.slug else "",
            language=one.language,
            direction=html_text.direction(one.language),
            specimen=one.specimen,
            of=one.of,
            texts=tuple(self._text(text) for text in one.texts),
            places=tuple(
                Place(
                    place.label,
                    links.paragraph(one.slug, place.address[0].slug, place.address[1])
                    if one.slug and place.address
                    else "",
                    place.when,
                    html_text.highlighted(place.text, self.patterns),
                    place.note,
                )
                for place in one.places
            ),
            dropped=one.dropped,
            adopted=one.adopted,
            partial=standing.PARTIAL if one.partial else "",
        )

    def _text(self, one: standing.Text) -> Text:
        address = self.text(one.version) if one.version.symbol in self.homes else ""
        places = tuple((label, f"{address}#{html_text.anchor(label)}" if address else "") for label in one.labels)
        return Text(one.version, address, one.adoption, places)
