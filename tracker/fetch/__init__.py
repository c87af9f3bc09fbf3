"""The official files of a known series, from the public repository or a mirror of it, into a store.

What comes is checked by its sha256, read, and checked again by its symbol, language and title before it is stored.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from tracker import catalogue
from tracker.catalogue import Entry, OfficialFile
from tracker.errors import BadSource, FetchError, UnknownVersion
from tracker.fetch import cache
from tracker.fetch.by_symbol import Say, fetch_symbols, newer
from tracker.fetch.network import Budget, Unreachable
from tracker.fetch.places import Place, place
from tracker.model import Document
from tracker.pipeline.belonging import same_title
from tracker.pipeline.ingest import Adding
from tracker.pipeline.reading import read
from tracker.pipeline.report import Outcome, Report
from tracker.store import Stated, Store
from tracker.symbols import Symbol

__all__ = ["MIRROR", "Say", "fetch_series", "fetch_symbols", "newer"]

MIRROR = "TRACKER_MIRROR"  # the environment variable that names a mirror


def fetch_series(
    store: Store,
    slug: str,
    languages: Sequence[str] = ("en",),
    *,
    source: str | Path | None = None,
    printed: bool = False,
    anew: bool = False,
    seconds: float | None = None,
    say: Say = lambda _: None,
) -> Report:
    """Fetch the official files of a series in some languages ("all": in all that there are).

    They come from `source` (a folder or an address), else from TRACKER_MIRROR, else from the public repository; what is
    here already, or was fetched once, is not asked for again. All requests together take at most `seconds`. `say` is
    given one line before each wait, and one for each thing that did not come. With `printed` the texts that are known,
    and that the public repository does not have, are asked for as they were printed, unless there is a mirror. With
    `anew` all are asked for as they stand today, whatever is here and whatever hash the catalogue knows.

    Raises UnknownVersion for a series or language that the catalogue does not know, FetchError if nothing came.
    """
    entry = catalogue.entry(slug)
    where = place(source or os.environ.get(MIRROR) or None, named_by="--from" if source else MIRROR)
    run = _Run(store, entry, where, Budget(seconds), say)
    wanted = _wanted(entry, languages)
    spoken = tuple(dict.fromkeys(file.language for file in wanted))
    if anew and not where.mirror:
        everything = [known.symbol for known in entry.series.known]
        return fetch_symbols(store, everything, spoken, series=slug, anew=True, seconds=seconds, say=say)
    if where.mirror:
        say(f"from {where.name}")
    for file in wanted:
        run.fetch(file)
    report = run.report({file.language for file in wanted})
    if printed and not where.mirror and not report.trouble:
        report = _with_printed(store, slug, spoken, report, say)
    _tell(report, run.place, say)
    if not any(outcome.what != "refused" for outcome in report.outcomes):
        raise FetchError(_nothing(report, run.place))
    return report


def _with_printed(store: Store, slug: str, languages: Sequence[str], report: Report, say: Say) -> Report:
    """The report, and what came of the texts of which the repository has no file."""
    try:
        more = fetch_symbols(store, report.unavailable, languages, series=slug, say=say) if report.unavailable else None
    except FetchError as error:
        say(str(error))
        return report
    if more is None:
        return report
    return replace(
        more, outcomes=(*report.outcomes, *more.outcomes), missing=(*report.missing, *more.missing), unavailable=()
    )


class _Run:
    """One fetch: a file after the other, none after the network has failed."""

    def __init__(self, store: Store, entry: Entry, where: Place, budget: Budget, say: Say) -> None:
        self.place = where
        self._entry, self._budget, self._say = entry, budget, say
        self._adding = Adding(store, Stated())
        here = store.versions()
        slugs = {series.slug for series in store.series()}
        inside = store.versions(entry.series.slug) if entry.series.slug in slugs else ()
        self._here = {item.origin.sha256 for item in inside}
        self._symbols = {item.symbol for item in here}
        self._outcomes: list[Outcome] = []
        self._missing: list[OfficialFile] = []
        self._unfetched: list[OfficialFile] = []
        self._trouble: str | None = None

    def fetch(self, file: OfficialFile) -> None:
        """Have one file, from here, the cache or the place; what happens is kept for the report."""
        if file.sha256 in self._here:
            self._outcomes.append(Outcome(_name(file), "unchanged", (_text(file),)))
            return
        try:
            data = cache.get(file.sha256) or self._ask(file)
            if data is not None:
                self._outcomes.append(self._take(file, data))
        except Unreachable as error:
            self._trouble = str(error)
            self._unfetched.append(file)
        except (FetchError, BadSource) as error:
            self._outcomes.append(Outcome(_name(file), "refused", reason=str(error)))

    def report(self, languages: set[str]) -> Report:
        """What became of all files in these languages; what follows from the texts that came is derived first."""
        self._adding.finish()
        has = {file.symbol for file in self._entry.files} | self._symbols
        unavailable = (known.symbol for known in self._entry.series.known if known.symbol not in has)
        return Report(
            tuple(self._outcomes),
            missing=_names(self._missing, languages),
            unfetched=_names(self._unfetched, languages),
            unavailable=tuple(Symbol(symbol).short for symbol in unavailable),
            trouble=self._trouble,
        )

    def _ask(self, file: OfficialFile) -> bytes | None:
        if self._trouble:
            self._unfetched.append(file)
            return None
        if not self.place.local:
            self._say(f"fetching {_text(file)} from {self.place.name}")
        data = self.place.read(file, self._budget)
        if data is None:
            self._missing.append(file)
            return None
        if hashlib.sha256(data).hexdigest() != file.sha256:
            raise FetchError(
                f"{_text(file)} from {self.place.name} is not the file that the catalogue means "
                "(another sha256): not stored"
            )
        if not self.place.local:
            cache.put(file.sha256, data)
        return data

    def _take(self, file: OfficialFile, data: bytes) -> Outcome:
        document = read(data, _name(file), language=file.language)
        _must_be(document, file, self._entry)
        return self._adding.take(document, data, file.source)


def _wanted(entry: Entry, languages: Sequence[str]) -> list[OfficialFile]:
    """The files to fetch, language by language; archives last in each, for they are a hundred times as large."""
    chosen = entry.languages if "all" in languages else tuple(languages)
    for language in chosen:
        if language not in entry.languages:
            raise UnknownVersion(
                f"there are no official files of {entry.series.slug} in {language!r}; there are in: "
                f"{', '.join(entry.languages)}, all"
            )
    wanted = (file for file in entry.files if file.language in chosen)
    return sorted(wanted, key=lambda file: (chosen.index(file.language), file.archive is not None))


def _must_be(document: Document, file: OfficialFile, entry: Entry) -> None:
    """Check that a document is the text that was asked for.

    The title is that of the series in English only: in other languages it has changed over the years while the English
    stayed ("droits de l'homme", "droits humains"), so there the symbol and the language must do.
    """
    for text in document.resolutions:
        if str(text.symbol) != file.symbol or text.language != file.language:
            raise FetchError(f"{_text(file)}: what came says that it is {text.symbol} ({text.language}): not stored")
        if file.language == "en" and not same_title(text.title, entry.series.title):
            raise FetchError(f"{_text(file)}: what came has another title, {text.title!r}: not stored")


def _tell(report: Report, where: Place, say: Say) -> None:
    for outcome in report.refused:
        say(f"refused: {outcome.reason}")
    if report.missing:
        say(f"not in {'the mirror' if where.mirror else where.name}: {', '.join(report.missing)}")
    if report.trouble:
        say(f"{report.trouble}; not fetched: {', '.join(report.unfetched)}")
    if report.unavailable:
        texts = report.unavailable
        say(
            f"{len(texts)} more texts are known ({texts[0]} to {texts[-1]}), and no official file of them: "
            "add your own with tracker add FILE"
        )


def _nothing(report: Report, where: Place) -> str:
    if report.trouble:
        return f"nothing was fetched: {report.trouble}"
    if report.missing:
        return f"nothing was fetched: {where.name} has none of {', '.join(report.missing)}"
    return f"nothing was fetched: {report.refused[0].reason}" if report.refused else "nothing was fetched"


def _names(files: Iterable[OfficialFile], wanted: set[str]) -> tuple[str, ...]:
    """Texts by their short symbols, oldest first, each once; with its languages if others of those wanted came."""
    by_symbol: dict[str, list[str]] = {}
    for file in sorted(files, key=lambda file: Symbol(file.symbol).session or 0):
        by_symbol.setdefault(Symbol(file.symbol).short, []).append(file.language)
    return tuple(
        name if set(languages) == wanted else f"{name} ({', '.join(languages)})"
        for name, languages in by_symbol.items()
    )


def _text(file: OfficialFile) -> str:
    return f"{file.symbol} ({file.language})"


def _name(file: OfficialFile) -> str:
    return file.path
