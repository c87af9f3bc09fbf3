"""From VERSION arguments to a Word file with tracked changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.cli import texts

if TYPE_CHECKING:
    from tracker.model import Comparison


@dataclass(frozen=True, slots=True)
class Redlined:
    """The comparison of two texts, and the Word file that shows it."""

    comparison: Comparison
    data: bytes


def redlined(
    old: str,
    new: str,
    *,
    db: Path | None,
    series: str | None,
    language: str | None,
    original: bool = False,
    on: date | None = None,
) -> Redlined:
    """Two versions as `texts.compared` takes them; texts of the database by way of those between them."""
    from tracker.pipeline import redlines

    if texts.is_file(old) or texts.is_file(new):
        first, second, comparison = texts.read_and_compared(
            old, new, db=db, series=series, language=language, original=original
        )
        return Redlined(comparison, redlines.written([first, second], [comparison], on=on))
    comparison = texts.compared(old, new, db=db, series=series, language=language, original=original)
    from tracker.cli import database

    with database.opened(db) as store:
        pair = texts.in_one_language(store, old, new, series, language)
        return Redlined(comparison, redlines.between(store, texts.shared(store, *pair, series), *pair, on=on))
