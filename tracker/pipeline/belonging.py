"""Which series a text belongs to, and why."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable

from tracker import catalogue
from tracker.errors import BadSource, UnknownVersion
from tracker.letters import normal
from tracker.model import Resolution, Series
from tracker.pipeline import shipped
from tracker.store import Store
from tracker.symbols import Symbol
from tracker.tokens import plain

_RESERVED = {"search", "paragraph", "version", "feed", "series"}  # words of the pages' own addresses (DESIGN.md)
_LONGEST_SLUG = 80
_Key = tuple[str, str]


class Belonging:
    """The series of a store, looked up by symbol and by title; it learns every text that it is told of.

    A text belongs, in this order, to

    1. the series that was named (`wanted`), which must be here or in the catalogue;
    2. for a specimen: the series of specimens, and no other;
    3. the series in which it stands already, in whatever language;
    4. the series of which the catalogue says so; where nobody has read the text that the catalogue means
       ("unverified"), its English title must be the series' own;
    5. the series of the catalogue with the same title of the same body, hyphens, capitals and blanks apart.

    What none of this places is found when all texts are here (finding.py). A text that the series of specimens takes by
    reference stands there too, once that series is here.
    """

    def __init__(self, store: Store, wanted: str | None = None) -> None:
        self._store = store
        self._series = {series.slug: series for series in store.series()}
        self._by_symbol: dict[str, set[str]] = defaultdict(set)
        self._of_catalogue: dict[_Key, str] = {
            _key(entry.series.known[0].symbol, entry.series.title): entry.series.slug for entry in catalogue.load()
        }
        for series in self._series.values():
            for version in store.versions(series.slug):
                self._by_symbol[version.symbol].add(series.slug)
        self._wanted = self._named(wanted) if wanted else None

    def of(self, resolution: Resolution) -> tuple[tuple[Series, str], ...]:
        """The series that a text with a symbol belongs to, each with the evidence for it. Raises BadSource."""
        found = self._main(resolution)
        specimens = shipped.specimen_series()
        if str(resolution.symbol) in shipped.by_reference() and specimens.slug in self._series:
            found = (*found, (specimens, "reference"))
        return tuple({series.slug: (series, evidence) for series, evidence in reversed(found)}.values())

    def link(self, resolution: Resolution) -> tuple[str, ...]:
        """Write down what a stored text belongs to; what is written already stays. Returns the slugs of its series."""
        symbol = str(resolution.symbol)
        homes = self.of(resolution)
        for series, evidence in homes:
            if series.slug not in self._series:
                self._store.save_series(series)
                self._series[series.slug] = series
                if series.specimen:
                    self._take_by_reference(series)
            if series.slug not in self._by_symbol[symbol]:
                self._store.link(series.slug, symbol, evidence)
            self._by_symbol[symbol].add(series.slug)
        return tuple(series.slug for series, _ in homes)

    def _take_by_reference(self, specimens: Series) -> None:
        """Put the texts that the specimens take by reference, and that came before them, beside them."""
        here = {version.symbol for version in self._store.versions()}
        for symbol in here.intersection(shipped.by_reference()):
            self._store.link(specimens.slug, symbol, "reference")
            self._by_symbol[symbol].add(specimens.slug)

    def _main(self, resolution: Resolution) -> tuple[tuple[Series, str], ...]:
        symbol = str(resolution.symbol)
        if resolution.status == "specimen" or Symbol(symbol).is_specimen:
            if self._wanted and not self._wanted.specimen:
                raise BadSource(f"{symbol} is a specimen: it can't stand in the series {self._wanted.slug}")
            return ((self._wanted or shipped.specimen_series(), "specimen"),)
        if self._wanted:
            if self._wanted.specimen and symbol not in shipped.by_reference():
                raise BadSource(f"{symbol} is no specimen: it can't stand in the series {self._wanted.slug}")
            return ((self._wanted, "stated"),)
        here = [self._series[slug] for slug in sorted(self._by_symbol[symbol]) if not self._series[slug].specimen]
        if here:
            return tuple((series, "symbol") for series in here)
        return self._by_facts(resolution, symbol)

    def _by_facts(self, resolution: Resolution, symbol: str) -> tuple[tuple[Series, str], ...]:
        known = catalogue.of_symbol(symbol)
        if known and _is_meant(known, symbol, resolution):
            return ((known, "catalogue"),)
        slug = self._of_catalogue.get(_key(symbol, resolution.title))
        return ((catalogue.entry(slug).series, "catalogue title"),) if slug else ()

    def _named(self, slug: str) -> Series:
        candidates: Iterable[Series] = (*self._series.values(), *(entry.series for entry in catalogue.load()))
        for series in candidates:
            if series.slug == slug:
                return series
        names = ", ".join(dict.fromkeys(series.slug for series in candidates))
        raise UnknownVersion(f"there is no series {slug!r}; there are: {names}")


def free_slug(wanted: str, taken: Collection[str]) -> str:
    """A slug that no series has, and that is no word of the pages' own addresses: with a number after it if need be."""
    number, slug = 1, wanted
    while slug in taken or slug in _RESERVED:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def slug_of(title: str) -> str:
    """A title as a series' address, `[a-z0-9-]`, cut at a word; empty if it has no Latin letters."""
    letters = normal("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", letters.replace("'", ""))
    slug = ""
    for word in words:
        if slug and len(slug) + 1 + len(word) > _LONGEST_SLUG:
            break
        slug = f"{slug}-{word}" if slug else word[:_LONGEST_SLUG]
    return slug if re.search("[a-z]", slug) else ""


def same_title(one: str, other: str) -> bool:
    """Whether two titles have the same words; hyphens, quotes, capitals and blanks apart."""
    return _folded(one) == _folded(other)


def _folded(title: str) -> str:
    return plain(title).casefold().rstrip(" .*")


def _key(symbol: str, title: str) -> _Key:
    """What texts of one series share: the body that adopts them, and the title."""
    return _body(symbol), _folded(title)


def _body(symbol: str) -> str:
    """The body of a symbol: the General Assembly and its committees are one, the Human Rights Council another."""
    first, _, rest = symbol.partition("/")
    return "A/HRC" if first == "A" and rest.startswith("HRC/") else first


def _is_meant(series: Series, symbol: str, resolution: Resolution) -> bool:
    evidence = next(known.evidence for known in series.known if known.symbol == symbol)
    return evidence != "unverified" or resolution.language != "en" or same_title(series.title, resolution.title)
