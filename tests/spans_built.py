"""What reports speak of, for tests: the series of specimens, and small series of changes written with marks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from builders import comparison

from tracker.lineage import lineages
from tracker.model import Change, Edition
from tracker.pipeline import ingest, shipped, spans
from tracker.reports.span import Span
from tracker.store import Store


@cache
def specimens(language: str = "en") -> Span:
    """The series of specimens: 66/152 and three texts of this project; French has two of them."""
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "tracker.db", create=True) as store:
        ingest.load_fixtures(store)
        return spans.of_series(store, shipped.specimen_series().slug, language)


def edition(year: int, **facts: Any) -> Edition:
    """A text of a year, adopted without a vote unless said otherwise."""
    words: dict[str, Any] = {"adoption": "without a vote", "preambular": 1, "operative": 2, "words": 9}
    symbol = f"A/RES/{year - 1945}/1"
    return Edition(symbol, "en", "Bridges", adopted=date(year, 12, 16), session=year - 1945, **{**words, **facts})


def span(steps: Sequence[Sequence[Change]], whole: Sequence[Change], editions: Sequence[Edition]) -> Span:
    """A series whose steps and whole way are these changes."""
    made = tuple(
        comparison(*changes, old=old, new=new) for changes, old, new in zip(steps, editions, editions[1:], strict=False)
    )
    gaps: tuple[tuple[()], ...] = ((),) * len(made)
    return Span(
        editions=tuple(editions),
        whole=comparison(*whole, old=editions[0], new=editions[-1]),
        steps=made,
        gaps=gaps,
        lineages=lineages(editions, made, gaps),
    )
