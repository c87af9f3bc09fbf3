"""Where a phrase stands: series by series, which texts have it, the first and the latest, and where it was dropped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tracker.model import Lineage, SeriesView, Version
from tracker.pipeline import views
from tracker.plugin import parts, texts
from tracker.plugin.links import Links
from tracker.plugin.pages import Values, Wanted
from tracker.render import finding, html_series, html_text, html_years, vocabulary
from tracker.sentences import listed
from tracker.store import Store
from tracker.store.search import Hit

HITS = 1000


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


def found(store: Store, words: str, wanted: Wanted, *, apart: bool = False) -> tuple[tuple[Hit, ...], bool]:
    """The paragraphs that hold some words as a phrase; if none does, or `apart`, those that hold them all."""
    if not any(map(str.isalnum, words)):
        return (), apart
    phrase = " ".join(words.replace('"', " ").split())
    if not apart and '"' not in words and " " in phrase:
        hits = store.search(f'"{phrase}"', language=wanted.language, limit=HITS)
        if hits:
            return hits, False
        apart = True
    return store.search(words, language=wanted.language, limit=HITS), apart


def search(store: Store, words: str, wanted: Wanted, *, apart: bool = False) -> Values:
    """Where words stand; first the text that they name, if they are a symbol or one with a label."""
    sought = any(map(str.isalnum, words))
    several = '"' not in words and " " in words.strip()
    hits, apart = found(store, words, wanted, apart=apart)
    named, label = parts.named(store, words, wanted.language) if sought else (None, "")
    homes = _homes(store)
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
        "more": len(hits) == HITS,
        "links": wanted.links,
        "credit": vocabulary.credit(
            item.status for item in (*(hit.version for hit in hits), *([named] if named else []))
        ),
    }


def _homes(store: Store) -> dict[str, str]:
    """The series of each text: of several the first, real ones before specimens."""
    return {item.symbol: one.slug for one in reversed(store.series()) for item in store.versions(one.slug)}


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
        terms = words.replace('"', " ").split() if apart else [words.replace('"', " ")]
        self.patterns = [pattern for term in terms if (pattern := finding.pattern(term))]

    def text(self, version: Version) -> str:
        """The address of a text that belongs to a series."""
        return self._links(version.language).version(self.homes[version.symbol], version.slug)

    def _links(self, language: str) -> Links:
        return self.wanted.spoken(language)

    def groups(self, hits: Sequence[Hit]) -> tuple[Group, ...]:
        """A group for each series and language, in the order of the best hit; then each other text by itself."""
        by_home: dict[tuple[str, str], list[Hit]] = defaultdict(list)
        for hit in hits:
            home = self.homes.get(hit.version.symbol)
            by_home[home or f"/{hit.version.symbol}", hit.version.language].append(hit)
        adoptions = self.store.adoptions({hit.version.symbol for hit in hits})
        ordered = sorted(by_home.items(), key=lambda item: (item[0][0].startswith("/"), item[0][1] != texts.DEFAULT))
        return tuple(self._group(home, language, found, adoptions) for (home, language), found in ordered)

    def _group(self, home: str, language: str, hits: list[Hit], adoptions: Mapping[str, str | None]) -> Group:
        if home.startswith("/"):
            return self._alone(hits, adoptions)
        view = views.series_view(self.store, home, language)
        rows = self._texts(hits, adoptions)
        specimen = view.series.specimen
        return Group(
            title=view.series.title,
            address=self._links(language).series(home),
            language=language,
            direction=html_text.direction(language),
            specimen=specimen,
            of=len(self.store.versions(home, language)),
            texts=rows,
            places=self._places(view, hits),
            dropped=_dropped(view, {hit.version.symbol for hit in hits}),
            adopted="" if specimen else _adopted([row.version for row in rows], adoptions),
        )

    def _alone(self, hits: list[Hit], adoptions: Mapping[str, str | None]) -> Group:
        version = hits[0].version
        return Group(
            title=version.title,
            address="",
            language=version.language,
            direction=html_text.direction(version.language),
            specimen=version.status == "specimen",
            of=1,
            texts=self._texts(hits, adoptions),
            places=tuple(Place(hit.label, "", "", self.marked(hit.text), "") for hit in hits),
            dropped=(),
            adopted=_adopted([version], adoptions),
        )

    def _texts(self, hits: list[Hit], adoptions: Mapping[str, str | None]) -> tuple[Text, ...]:
        by_text: dict[Version, list[str]] = defaultdict(list)
        for hit in hits:
            by_text[hit.version].append(hit.label)
        order = {item: at for at, item in enumerate(self.store.versions())}
        found = []
        for version in sorted(by_text, key=lambda item: order.get(item, 0)):
            address = self.text(version) if version.symbol in self.homes else ""
            places = tuple(
                (label, f"{address}#{html_text.anchor(label)}" if address else "") for label in by_text[version]
            )
            found.append(Text(version, address, adoptions.get(version.symbol) or "", places))
        return tuple(found)

    def _places(self, view: SeriesView, hits: list[Hit]) -> tuple[Place, ...]:
        """Each paragraph once, by its life; what has none (a draft, a title) by itself."""
        indices = {item.slug: index for index, item in enumerate(view.versions)}
        lives = {
            (step.version, step.label): at
            for at, lineage in enumerate(view.lineages)
            for step in lineage.steps
            if step.label
        }
        by_life: dict[int, dict[int, Hit]] = defaultdict(dict)
        others = []
        for hit in hits:
            index = indices.get(hit.version.slug)
            life = lives.get((index, hit.label)) if index is not None else None
            if index is None or life is None:
                others.append(Place(hit.label, "", html_series.short(hit.version.symbol), self.marked(hit.text), ""))
            else:
                by_life[life][index] = hit
        links = self._links(view.language)
        found = []
        for at in sorted(by_life):
            lineage, by_index = view.lineages[at], by_life[at]
            index, label = lineage.address
            address = links.paragraph(view.series.slug, view.versions[index].slug, label)
            words = self.marked(by_index[max(by_index)].text)
            found.append(Place(label, address, _when(view, by_index), words, _note(view, lineage, by_index)))
        return (*found, *others)

    def marked(self, text: str) -> Markup:
        """A text with the words that were looked for marked."""
        return html_text.highlighted(text, self.patterns)


def _when(view: SeriesView, by_index: Mapping[int, Hit]) -> str:
    years = [html_series.year(view.versions[index]) for index in sorted(by_index)]
    return years[0] if len(years) == 1 else f"{years[0]} to {years[-1]}"


def _note(view: SeriesView, lineage: Lineage, by_index: Mapping[int, Hit]) -> str:
    """Where a paragraph lost the words, or was deleted with them, and whether they came back to it."""
    told = []
    for step in lineage.steps[1:]:
        had, has = step.version - 1 in by_index, step.version in by_index
        year = html_years.when(view, step.version)
        if had and not has:
            told.append(
                f"dropped {year}" if step.label else f"deleted {year}" if step.mark == "deleted" else f"gone {year}"
            )
        elif has and not had and step.mark not in {"new", "first"}:
            told.append(f"came back {year}" if any(index < step.version for index in by_index) else f"came in {year}")
    return listed(told, last=", ")


def _dropped(view: SeriesView, symbols: set[str]) -> tuple[str, ...]:
    """Where a whole text lost the words that the one before it had, and whether they came back to the series."""
    has = [item.symbol in symbols for item in view.versions]
    told = []
    for index in range(1, len(has)):
        if has[index - 1] and not has[index]:
            later = next((at for at in range(index + 1, len(has)) if has[at]), None)
            name = html_series.short(view.versions[index].symbol)
            since = f"came back in {html_years.when(view, later)}" if later else "have not come back"
            told.append(f"Dropped in {html_years.when(view, index)} ({name}); they {since}.")
    return tuple(told)


def _adopted(versions: Sequence[Version], adoptions: Mapping[str, str | None]) -> str:
    """How the texts that have the words were adopted, counted: "4 without a vote, 1 by a recorded vote"."""
    how = [adoptions.get(item.symbol) for item in versions if item.status == "adopted"]
    without = sum(one == "without a vote" for one in how)
    unknown = sum(one is None for one in how)
    voted = len(how) - without - unknown
    counts = ((without, "without a vote"), (voted, "by a recorded vote"), (unknown, "not stated in the source"))
    return ", ".join(f"{count} {words}" for count, words in counts if count)
