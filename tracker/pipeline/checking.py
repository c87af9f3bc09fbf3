"""Proof of what is stored: derived again from the stored files in a private copy, and compared row by row."""

from __future__ import annotations

from collections.abc import Callable

from tracker.errors import StoreError
from tracker.pipeline import pairings, ruling
from tracker.pipeline.progress import SILENT, Progress
from tracker.pipeline.rebuilding import derive_again
from tracker.pipeline.workers import Workers
from tracker.store import Difference, Store
from tracker.store.differing import lines
from tracker.store.opening import writing


def check(store: Store, *, jobs: int = 1, progress: Progress = SILENT) -> tuple[str, ...]:
    """Derive everything again from the stored files and compare. Returns a line for each thing that differs.

    Works on copies: the database is neither written nor locked, and what others write meanwhile is not looked at.
    Raises StoreError where it can't be read, or there is no room for the copies.
    """
    with store.apart() as stored, stored.apart() as again, Workers(jobs) as workers:
        found = [*stored.flaws()]
        try:
            found += [*_derived(again, workers, progress), *lines(stored.differences(again))]
        except StoreError as error:
            found.append(str(error))
        return (*found, *_said(pairings.differences, store, again), *_said(ruling.differences, store))


def differing(store: Store) -> tuple[Difference, ...]:
    """The rows that are not as the stored files give them, one by one."""
    with store.apart() as stored, stored.apart() as again:
        _derived(again, Workers(), SILENT)
        return tuple(stored.differences(again))


def _said(differences: Callable[..., tuple[str, ...]], *stores: Store) -> tuple[str, ...]:
    """What differs of what the user says; what can't be read of it is a line too."""
    try:
        return differences(*stores)
    except StoreError as error:
        return (str(error),)


def _derived(again: Store, workers: Workers, progress: Progress) -> list[str]:
    """Derive everything in a copy; what is to be said of files that can't be read."""
    with writing(again.conn):
        failed = derive_again(again, workers, progress)[1]
    return [line if line.startswith("the stored file") else f"a stored file is read no more: {line}" for line in failed]
