"""Official texts by their symbols: from the public XML repository, else as printed (Word, PDF), into a store.

The places are asked one after the other, one request at a time, and a place that does not answer is not asked again in
the same run. What comes is read, and must say that it is the text that was asked for, in that language, and under the
title of the series that is fetched, before anything is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from tracker import catalogue
from tracker.errors import BadSource, FetchError, UnknownVersion
from tracker.fetch import cache, hosts, library, network, ods, repository
from tracker.fetch.found import Ask, Found
from tracker.model import Document
from tracker.pipeline.belonging import same_title
from tracker.pipeline.ingest import Adding
from tracker.pipeline.reading import read
from tracker.pipeline.report import Outcome, Report
from tracker.store import Stated, Store
from tracker.symbols import Symbol

Say = Callable[[str], object]
_AHEAD = 3
"""In how many sessions after the latest text a newer one is looked for: a triennial text comes back after three."""


class _Place(Protocol):
    """A module that finds a text at one host: its name for people, and what it has, best first."""

    NAME: str

    def find(self, hosts: hosts.Hosts, symbol: Symbol, language: str, ask: Ask) -> Iterator[Found]: ...


_PLACES: tuple[_Place, ...] = (repository, ods, library)


def fetch_symbols(
    store: Store,
    symbols: Sequence[str],
    languages: Sequence[str] = ("en",),
    *,
    series: str | None = None,
    anew: bool = False,
    seconds: float | None = None,
    say: Say = lambda _: None,
) -> Report:
    """Fetch official texts by symbol, in some languages.

    A text of `series` (a slug) must have that series' title in English. `anew` asks again also for what is here, and
    for what was fetched once: a file that has changed becomes the current reading. All requests together take at most
    `seconds`. A run that was interrupted and is run again goes on where it stopped.

    Raises BadSymbol for what is no symbol, UnknownVersion for an unknown series, FetchError if nothing came.
    """
    wanted = [(symbol, language) for symbol in map(Symbol.parse, symbols) for language in languages]
    run = _Run(store, network.Budget(seconds), say, anew=anew, title=_title(store, series) if series else None)
    try:
        for symbol, language in wanted:
            run.fetch(symbol, language)
    finally:
        report = run.report()
    if not any(outcome.what != "refused" for outcome in report.outcomes):
        raise FetchError(_nothing(report))
    return report


def newer(store: Store, slug: str, say: Say = lambda _: None) -> Symbol | None:
    """The first text of a series after the latest that is known, by the public repository's tables of the sessions.

    Raises UnknownVersion for an unknown series, FetchError where the repository can't be asked.
    """
    title = _title(store, slug)
    here = {item.session for item in store.versions(slug)} if _is_here(store, slug) else set()
    known = {one.session for entry in catalogue.load() if entry.series.slug == slug for one in entry.series.known}
    latest = max((session for session in here | known if session is not None), default=None)
    if latest is None:
        raise UnknownVersion(f"no text of {slug} has a session: nothing to look after")
    budget = network.Budget()
    for session in range(latest + 1, latest + _AHEAD + 1):
        try:
            found = repository.in_extract(hosts.OFFICIAL, session, title, lambda address: network.get(address, budget))
        except network.NotThere:
            say(f"session {session}: {repository.NAME} has no texts yet")
            return None
        if found:
            return found
        say(f"session {session}: no text of this title in {repository.NAME}")
    return None


class _Run:
    """One run: whom it asks, and what became of each text."""

    def __init__(self, store: Store, budget: network.Budget, say: Say, *, anew: bool, title: str | None) -> None:
        self._store, self._budget, self._say = store, budget, say
        self._anew, self._title = anew, title
        self._adding = Adding(store, Stated())
        self._here = {(item.symbol, item.language) for item in store.versions()}
        self._outcomes: list[Outcome] = []
        self._missing: list[str] = []
        self._unfetched: list[str] = []
        self._down: dict[str, str] = {}

    def fetch(self, symbol: Symbol, language: str) -> None:
        """Have one text; what happens is kept for the report."""
        text = f"{symbol} ({language})"
        if not self._anew and (str(symbol), language) in self._here:
            self._outcomes.append(Outcome(text, "unchanged", (text,)))
            return
        reasons: list[str] = []
        for found in self._offers(symbol, language, reasons):
            try:
                self._outcomes.append(self._take(found, symbol, language))
            except (FetchError, BadSource) as error:
                reasons.append(str(error))
            else:
                return
        if reasons:
            self._outcomes.append(Outcome(text, "refused", reason=f"{text}: {'; '.join(reasons)}"))
        else:
            (self._unfetched if self._down else self._missing).append(text)

    def report(self) -> Report:
        """What became of all texts; what follows from those that came is derived first."""
        self._adding.finish()
        trouble = "; ".join(f"{name} was left out: {why}" for name, why in self._down.items())
        return Report(
            tuple(self._outcomes),
            missing=tuple(self._missing),
            unfetched=tuple(self._unfetched),
            trouble=trouble or None,
        )

    def _offers(self, symbol: Symbol, language: str, reasons: list[str]) -> Iterator[Found]:
        """What the places have of a text, one after the other; `reasons` is told why one that answered has none."""
        for place in _PLACES:
            if place.NAME in self._down:
                continue
            self._say(f"asking {place.NAME} for {symbol} ({language})")
            try:
                yield from place.find(hosts.OFFICIAL, symbol, language, self._ask)
            except (network.NotThere, network.Empty):
                continue
            except network.Unreachable as error:
                self._down[place.NAME] = str(error)
            except FetchError as error:
                reasons.append(str(error))

    def _ask(self, address: str) -> bytes:
        """The bytes behind an address, kept or from the host; lists change by the day and are not kept."""
        if address.startswith((hosts.OFFICIAL.contents, f"{hosts.OFFICIAL.library}/search")):
            return network.get(address, self._budget)
        kept = None if self._anew else cache.answer(address)
        if kept is not None:
            return kept
        data = network.get(address, self._budget)
        cache.remember(address, data)
        return data

    def _take(self, found: Found, symbol: Symbol, language: str) -> Outcome:
        document = read(found.data, found.name, language=language)
        _must_be(document, found, symbol, language, self._title)
        return self._adding.take(document, found.data, found.address)


def _must_be(document: Document, found: Found, symbol: Symbol, language: str, title: str | None) -> None:
    """Check that a document is, or holds, the text that was asked for. Raises FetchError."""
    said = [f"{text.symbol} ({text.language})" for text in document.resolutions]
    if f"{symbol} ({language})" not in said:
        what = ", ".join(said).replace("None", "no symbol") or "nothing"
        raise FetchError(f"{found.name} from {found.host} says that it is {what}: not stored")
    # In other languages the title of a series changes over the years while the English stays.
    for text in document.resolutions if title and language == "en" else ():
        if not same_title(text.title, title or ""):
            raise FetchError(f"{found.name} from {found.host} has another title, {text.title!r}: not stored")


def _title(store: Store, slug: str) -> str:
    known = [*store.series(), *(entry.series for entry in catalogue.load())]
    for series in known:
        if series.slug == slug:
            return series.title
    names = ", ".join(dict.fromkeys(series.slug for series in known))
    raise UnknownVersion(f"there is no series {slug!r}; there are: {names}")


def _is_here(store: Store, slug: str) -> bool:
    return any(series.slug == slug for series in store.series())


def _nothing(report: Report) -> str:
    if report.refused:
        return f"nothing was fetched: {report.refused[0].reason}"
    if report.trouble:
        return f"nothing was fetched: {report.trouble}"
    return f"nothing was fetched: no place has {', '.join(report.missing)}"
