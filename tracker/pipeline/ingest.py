"""Documents into a store, and what follows from them: add and remove; rebuild and check stand in modules of their own.

Each document is stored whole or not at all, and doing anything twice changes nothing; a run that was killed is
completed by running it again. Each run ends by deriving whatever is missing or stale, wherever it is missing: what
an earlier run was kept from, and what a text that left a series leaves behind.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import PurePath

from tracker.errors import BadSource, BadSymbol, UnknownVersion
from tracker.model import Document, Finding, Resolution
from tracker.pipeline import shipped
from tracker.pipeline.believed import must_be_storable, read_as_stated
from tracker.pipeline.belonging import Belonging
from tracker.pipeline.checking import check
from tracker.pipeline.derive import renew
from tracker.pipeline.files import File, Given, Supplied, collect
from tracker.pipeline.finding import find_series
from tracker.pipeline.progress import SILENT, Progress, following
from tracker.pipeline.rebuilding import rebuild
from tracker.pipeline.report import Outcome, Report, What, uncoded
from tracker.pipeline.stamp import stamp
from tracker.pipeline.workers import Died, Result, Workers, batches
from tracker.store import Stated, Store
from tracker.store.current import is_whole
from tracker.store.opening import writing
from tracker.symbols import Symbol

_BATCH = 100
"""Files that are written in one transaction: begun and ended once, they take half the time."""

__all__ = ["Adding", "Supplied", "add", "check", "load_fixtures", "rebuild", "remove"]


def add(
    store: Store,
    paths: Sequence[Given],
    *,
    series: str | None = None,
    symbol: str | None = None,
    language: str | None = None,
    adopted: date | None = None,
    draft: bool = False,
    original: bool = False,
    dry_run: bool = False,
    jobs: int = 1,
    progress: Progress = SILENT,
) -> Report:
    """Add documents: files, folders and zip archives with all that is in them, and bytes that were Supplied.

    What the user states (`language`, `adopted`, `draft`) is believed over what a file says, and kept. A file at odds
    with its own name, folder or parts is refused unless the user states what it is at odds about: `language` for its
    language, `symbol` for anything else. A `symbol` names a file that has none, or is one of those that a file at odds
    with itself gives; no other is believed, and none makes a text of the United Nations of a specimen, or a specimen of
    such a text. With `original` files are read as they were before their tracked changes, now and whenever they are
    read again. Which `series` it belongs to is decided in `Belonging`. With `dry_run` everything is read and nothing is
    written. `jobs` processes read and compare; `progress` is told how far it is.

    A file that is not whole (recovered from damage, or text without its closing lines) is taken only where no whole one
    is here. One file alone that is here already becomes the current reading of its text, if that in force is no better.

    One single bad file raises its error: BadSource, or BadSymbol. Among several it is reported as refused, and the
    others go on. Raises StoreError for the database, UnknownVersion for an unknown series.
    """
    stated = Stated(Symbol.parse(symbol) if symbol else None, language, "draft" if draft else None, adopted, original)
    files, skipped = collect(paths)
    if len(files) > 1 and (symbol or adopted):
        raise BadSource(f"--symbol and --adopted are about one text, and {len(files)} files are given: add them singly")
    adding = Adding(store, stated, series, dry_run=dry_run, lead=len(files) == 1)
    outcomes = []
    counts: Counter[str] = Counter()
    with Workers(jobs) as workers:
        with following(progress, "reading", len(files), "files") as task:
            for batch in batches(workers.each(_read_one, adding.offered(files)), _BATCH):
                with nullcontext() if dry_run else store.transaction():
                    for offered, result in batch:
                        outcomes.append(_outcome(adding, offered, result, alone=len(files) == 1))
                        counts[outcomes[-1].what] += 1
                        task.step(**counts)
        adding.finish(workers, progress)
    return Report(tuple(outcomes), skipped)


def _outcome(adding: Adding, offered: Offered, result: Result[Document | None], *, alone: bool) -> Outcome:
    """What became of one file. Raises why it is refused if it is alone; among several, that is its outcome."""
    try:
        document = result.get()
        return adding.take(document, offered.data) if document else adding.unchanged(offered.name, str(offered.known))
    except Died as error:
        refusal: Exception = BadSource(
            f"{offered.name} can't be read: the program that read it crashed; report this file"
        )
        refusal.__cause__ = error
    except (BadSource, BadSymbol) as error:
        refusal = error
    if alone:
        raise refusal
    return Outcome(offered.name, "refused", reason=str(refusal))


@dataclass(frozen=True, slots=True)
class Offered:
    """A file as it goes to be read: its bytes, or why there are none; and what the user states of it."""

    name: str
    data: bytes
    stated: Stated
    error: BadSource | None = None
    known: str | None = None  # its hash, if it need not be read


def _read_one(offered: Offered) -> Document | None:
    if offered.error:
        raise offered.error
    return None if offered.known else read_as_stated(offered.name, offered.data, offered.stated)


def load_fixtures(store: Store) -> Report:
    """Add what ships with the project, with the series of specimens; 66/152 stands in it by reference."""
    series = shipped.specimen_series()
    if series.slug not in {one.slug for one in store.series()}:
        store.save_series(series)
    adding = Adding(store, Stated())
    outcomes = [adding.put(name, data) for name, data in shipped.documents()]
    adding.finish()
    return Report(tuple(outcomes))


def remove(store: Store, symbol: str, language: str | None = None) -> int:
    """Take a text out, in one language or all; what followed from it is renewed. Returns how many were taken out.

    Raises UnknownVersion if it isn't here.
    """
    name = str(Symbol.parse(symbol))
    here = [item for item in store.versions() if item.symbol == name and language in (None, item.language)]
    if not here:
        where = f" in {language!r}" if language else ""
        raise UnknownVersion(f"{name} is not here{where}: `tracker versions` lists what is")
    gone = store.remove(name, language)
    find_series(store)
    renew(store, Workers())
    store.finish()
    return gone


class Adding:
    """One run: documents are stored one by one, and what follows from all of them is derived at its end."""

    def __init__(
        self, store: Store, stated: Stated, series: str | None = None, *, dry_run: bool = False, lead: bool = False
    ) -> None:
        self._store = store
        self._stated = stated
        self._wanted = series
        if series:
            _ = self._belonging  # a series that is not there is said before anything is read
        self._dry_run = dry_run
        self._lead = lead
        believed = stated == Stated() and not series and not lead
        self._known = store.read_by(stamp()) if believed else {}
        self._changes = store.conn.total_changes

    @cached_property
    def _belonging(self) -> Belonging:
        """Looked up when the first text asks for it: files that are here already do not."""
        return Belonging(self._store, self._wanted)

    def offered(self, files: Iterable[File]) -> Iterator[Offered]:
        """The files, one after the other, to be read by whoever has time."""
        for file in files:
            try:
                data = file.read()
                digest = hashlib.sha256(data).hexdigest()
                if digest in self._known:
                    yield Offered(file.name, b"", self._stated, known=digest)
                else:
                    yield Offered(file.name, data, self.believed(digest))
            except BadSource as error:
                yield Offered(file.name, b"", self._stated, error)

    def unchanged(self, name: str, digest: str) -> Outcome:
        """What became of a file that is here, and was read by this very code."""
        texts, findings = self._known[digest]
        return Outcome(name, "unchanged", tuple(f"{symbol} ({language})" for symbol, language in texts), None, findings)

    def put(self, name: str, data: bytes) -> Outcome:
        """Read a document and take it. Raises BadSource, BadSymbol, or StoreError."""
        return self.take(read_as_stated(name, data, self.believed(hashlib.sha256(data).hexdigest())), data)

    def take(self, document: Document, data: bytes, address: str | None = None) -> Outcome:
        """Store a document that was read, whole or not at all. Raises BadSource or StoreError."""
        texts = [_as_stated(one, self.believed(document.origin.sha256)) for one in document.resolutions]
        must_be_storable(document.origin.name, texts)
        for text in texts:
            self._belonging.of(text)
            self._must_not_replace_a_whole_one(document, text)
        what = self._foresee(document, texts) if self._dry_run else self._write(document, texts, data, address)
        findings = (*document.findings, *(() if self._dry_run else self._not_current(document, texts)))
        names = () if what == "unchanged" else uncoded(texts)
        return Outcome(document.origin.name, what, tuple(map(_name, texts)), findings=findings, uncoded=names)

    def finish(self, workers: Workers | None = None, progress: Progress = SILENT) -> None:
        """Derive what follows from the documents that are here, where it is missing or stale."""
        if not self._dry_run:
            workers = workers or Workers()
            find_series(self._store, workers)
            renew(self._store, workers, progress)
            if self._store.conn.total_changes != self._changes:
                self._store.finish()

    def _must_not_replace_a_whole_one(self, document: Document, text: Resolution) -> None:
        here = self._store.current(str(text.symbol), text.language)
        if here is None or here.origin.sha256 == document.origin.sha256 or is_whole(document.findings):
            return
        if is_whole(self._store.findings(here)):
            wrong = next(one for one in document.findings if not is_whole([one]))
            where = f" ({wrong.where})" if wrong.where else ""
            raise BadSource(
                f"{document.origin.name}: {wrong.text}{where}; nothing was stored, "
                f"the whole text of {_name(text)} that is here, from {here.origin.name}, is kept"
            )

    def _not_current(self, document: Document, texts: Sequence[Resolution]) -> list[Finding]:
        """Which of the texts are still those of other files: of a better one, or of a later one that is as good."""
        found = []
        for text in texts:
            here = self._store.current(str(text.symbol), text.language)
            if here and here.origin.sha256 != document.origin.sha256:
                said = f"{_name(text)} stays as it is read from {here.origin.name} ({here.origin.format})"
                found.append(Finding("not-current", said))
        return found

    def believed(self, digest: str) -> Stated:
        """What the user states now, and what he stated of the same file before."""
        return self._stated.over(self._store.stated(digest))

    def _write(self, document: Document, texts: Sequence[Resolution], data: bytes, address: str | None) -> What:
        with writing(self._store.conn):
            what: What = self._store.save(
                _without_folder(document),
                data=data,
                address=address,
                stated=self._stated,
                lead=self._lead,
                reader=stamp(),
            )
            for text in texts:
                self._belonging.link(text)
        return what

    def _foresee(self, document: Document, texts: Sequence[Resolution]) -> What:
        here = {(item.symbol, item.language): item.origin.sha256 for item in self._store.versions()}
        hashes = {here.get((str(text.symbol), text.language)) for text in texts}
        if hashes == {document.origin.sha256}:
            return "unchanged"
        return "replaced" if hashes - {None} else "added"


def _without_folder(document: Document) -> Document:
    """The document under its file's name alone: a database that is handed on does not tell of its maker's folders."""
    origin = replace(document.origin, name=PurePath(document.origin.name).name)
    return replace(
        document, origin=origin, resolutions=tuple(replace(one, origin=origin) for one in document.resolutions)
    )


def _as_stated(text: Resolution, stated: Stated) -> Resolution:
    return replace(
        text,
        symbol=stated.symbol or text.symbol,
        language=stated.language or text.language,
        status=stated.status or text.status,
    )


def _name(text: Resolution) -> str:
    return f"{text.symbol} ({text.language})"


def _all(store: Store) -> list[tuple[str, str]]:
    return [(series.slug, language) for series in store.series() for language in store.languages(series.slug)]
