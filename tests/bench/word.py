"""How many Word files with tracked changes are written in a second, over texts of the corpus."""

from __future__ import annotations

import time
import zipfile
from collections import defaultdict
from pathlib import Path

from bench.speed import Line
from tracker import sources
from tracker.errors import BadSource
from tracker.model import Comparison, Resolution
from tracker.pipeline import redlines
from tracker.pipeline.compare import compare
from tracker.tokens import plain

SESSIONS = (76, 77)
EVERY = 4
AIM = 1000 / 20
"""Milliseconds a file: 20 files a second."""


def compared(corpus: Path) -> list[tuple[Resolution, Resolution, Comparison]]:
    """Every fourth pair of texts of one title in two sessions."""
    by_title: defaultdict[str, tuple[list[Resolution], list[Resolution]]] = defaultdict(lambda: ([], []))
    for at, session in enumerate(SESSIONS):
        with zipfile.ZipFile(corpus / f"{session}session-English.zip") as archive:
            for name in sorted(name for name in archive.namelist() if name.endswith(".xml")):
                try:
                    texts = sources.read(archive.read(name), name).resolutions
                except BadSource:
                    continue
                for text in texts:
                    by_title[plain(text.title).casefold()][at].append(text)
    pairs = [pair for sides in by_title.values() for pair in zip(*sides, strict=False)]
    return [(*pair, compare(*pair)) for pair in pairs[::EVERY]]


def lines(corpus: Path) -> list[Line]:
    """The time of one file, best of three rounds over all."""
    found = compared(corpus)
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        for old, new, comparison in found:
            redlines.written([old, new], [comparison])
        best = min(best, time.perf_counter() - start)
    each = best / len(found)
    name = f"a Word file with tracked changes, from its comparison ({len(found)} pairs: {1 / each:.0f} files a second)"
    return [Line(name, each * 1000, AIM, "ms")]
