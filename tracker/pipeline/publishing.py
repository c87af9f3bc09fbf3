"""A database to be handed on: a clean copy, without drafts, specimens and the user's notes unless they are asked for.

The copy is made, what is not to be seen is taken out of it, what follows from the rest is renewed, and the whole is
written once more into its place: nothing that was deleted is left between the pages of the file.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from tracker.errors import StoreError
from tracker.model import Status
from tracker.pipeline.derive import derive
from tracker.store import Store

DRAFTS: tuple[Status, ...] = ("tabled", "draft")
SPECIMENS: tuple[Status, ...] = ("specimen",)


@dataclass(frozen=True, slots=True)
class Published:
    """What a copy holds, and how many texts stayed behind, by their status; `notes` is how many notes did."""

    texts: int
    series: int
    languages: tuple[str, ...]
    left_out: dict[str, int]
    notes: int


def publish(
    store: Store, target: Path, *, drafts: bool = False, specimens: bool = False, notes: bool = False
) -> Published:
    """Write a copy of a database. `notes`: also who paired paragraphs by hand and why.

    Raises StoreError if the target is there, if no text would be left, or if it can't be written.
    """
    if target.exists():
        raise StoreError(f"{target} is there already: name a file that isn't, or delete it first")
    statuses = (*(() if drafts else DRAFTS), *(() if specimens else SPECIMENS))
    folder = target.absolute().parent
    if not folder.is_dir():
        raise StoreError(f"there is no folder {folder}: make it, or name another file")
    try:
        return _published(store, target, statuses, notes=notes)
    except OSError as error:
        raise StoreError(f"{target} can't be written: {(error.strerror or str(error)).lower()}") from error


def _published(store: Store, target: Path, statuses: tuple[Status, ...], *, notes: bool) -> Published:
    with TemporaryDirectory(dir=target.absolute().parent, prefix=".publish-") as work:
        draft = Path(work) / "draft.db"
        store.copy(draft)
        with Store.open(draft) as copy:
            left_out = copy.leave_out(statuses)
            quiet = 0 if notes else _without_notes(copy)
            published = _described(copy, left_out, quiet)
            if not published.texts:
                raise StoreError("no text would be left: all are drafts or specimens; see --drafts and --specimens")
            for series in copy.series():
                for language in copy.languages(series.slug):
                    derive(copy, series.slug, language)
            copy.finish()
            whole = Path(work) / "whole.db"
            copy.copy(whole)
        whole.replace(target)
    return published


def _without_notes(store: Store) -> int:
    """Take away who paired what and why; the pairings stay. Returns how many said so."""
    said = store.pairings()
    noted = [one for one in said if one.note or one.by]
    if noted:
        store.save_pairings([replace(one, note="", by="") for one in said])
    return len(noted)


def _described(store: Store, left_out: dict[str, int], notes: int) -> Published:
    versions = store.versions()
    languages = tuple(dict.fromkeys(item.language for item in versions))
    return Published(len(versions), len(store.series()), tuple(sorted(languages)), left_out, notes)
