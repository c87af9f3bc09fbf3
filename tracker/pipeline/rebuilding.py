"""Everything derived again from the stored files and what the user says: to renew a database, or to prove it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tracker.errors import BadSource, BadSymbol
from tracker.model import Document
from tracker.pipeline import pairings, ruling, shipped
from tracker.pipeline.believed import must_be_storable, read_as_stated
from tracker.pipeline.belonging import Belonging
from tracker.pipeline.derive import renew
from tracker.pipeline.finding import find_series
from tracker.pipeline.progress import SILENT, Progress, following
from tracker.pipeline.stamp import stamp
from tracker.pipeline.workers import Died, Workers
from tracker.store import Stated, Store, Stored
from tracker.store.opening import writing


def rebuild(
    store: Store, say: Callable[[str], None] | None = None, *, jobs: int = 1, progress: Progress = SILENT
) -> int:
    """Read every stored file again, and derive everything again. Returns how many files were read.

    What the user stated about a file, and the series of a text, stay; the user's own pairings, and what the user says
    of series, become those of the files beside the database, if there are such, and `say` is told what that changed. A
    file that can't be read any more keeps its last reading, and what can't be taken is left out; when all is done,
    BadSource names the first of them. Interrupted, everything is as it was before.
    """
    left_out: list[str] = []

    def take() -> None:
        left_out.extend(_pairings_again(store, say or _silent))
        left_out.extend(_rulings_again(store, say or _silent))

    with Workers(jobs) as workers, writing(store.conn):
        number, failed = derive_again(store, workers, progress, take)
    store.finish()
    if failed:
        raise BadSource(f"{len(failed)} of {number + len(failed)} files keep their last reading: {failed[0]}")
    if left_out:
        raise BadSource(f"all else was rebuilt; {left_out[0]}")
    return number


def derive_again(
    store: Store, workers: Workers, progress: Progress = SILENT, between: Callable[[], None] | None = None
) -> tuple[int, list[str]]:
    """Make all rows again that follow from the files and from what the user says; which files could not be read.

    `between` is called when the texts are there, and what follows from all of them is not. Raises StoreError.
    """
    store.clear_derived()
    number, failed = _read_again(store, workers, progress)
    store.settle()
    if between:
        between()
    specimens = shipped.specimen_series()
    for series in store.series():
        store.save_series(specimens if series.slug == specimens.slug else series)
    find_series(store, workers)
    renew(store, workers, progress)
    return number, failed


@dataclass(frozen=True, slots=True)
class _Again:
    """A stored file as it goes to be read, with what the user states of it."""

    file: Stored
    stated: Stated


def _read(one: _Again) -> Document:
    if one.file.trouble:
        raise BadSource(one.file.trouble)
    return read_as_stated(one.file.name, one.file.data, one.stated)


def _read_again(store: Store, workers: Workers, progress: Progress) -> tuple[int, list[str]]:
    """Read every stored file anew, and write all its rows anew; how many were read, and what was said of the others."""
    number, failed = 0, []
    belonging = Belonging(store)
    with following(progress, "reading", store.count_files(), "files") as task:
        for one, result in workers.each(_read, _offered(store)):
            try:
                document = result.get()
                texts = [one.stated.applied(text) for text in document.resolutions]
                must_be_storable(one.file.name, texts)
                store.save(document, data=one.file.data, address=one.file.address, reader=stamp(), anew=True)
                for text in texts:
                    belonging.link(text)
            except Died:
                failed.append(f"{one.file.name}: the program that read it crashed; report this file")
            except (BadSource, BadSymbol) as error:
                failed.append(str(error))
            else:
                number += 1
            task.step()
    return number, failed


def _offered(store: Store) -> Iterator[_Again]:
    return (_Again(file, store.stated(file.sha256)) for file in store.files())


def _pairings_again(store: Store, say: Callable[[str], None]) -> tuple[str, ...]:
    """Take the user's own pairings from their file; what of them can't be taken, a line for each."""
    try:
        renewed = pairings.renew(store)
    except BadSource as error:
        return (f"{error}; the pairings by hand are as before",)
    if renewed is None:
        return ()
    changed = f", {renewed.added} added, {renewed.removed} removed" if renewed.added or renewed.removed else ""
    say(f"pairings by hand: {renewed.count}{changed}, from {renewed.file}")
    for line in renewed.left_out[1:]:
        say(line)
    return renewed.left_out


def _rulings_again(store: Store, say: Callable[[str], None]) -> tuple[str, ...]:
    """Take what the user says of series from its file; what of it can't be taken, a line for each."""
    try:
        renewed = ruling.reread(store)
    except BadSource as error:
        return (f"{error}; what is said of series is as before",)
    if renewed is None:
        return ()
    say(f"said of series: {len(renewed.rulings)}, from {ruling.file_of(store)}")
    return renewed.left_out


def _silent(_: str) -> None:
    """Tell nobody."""
