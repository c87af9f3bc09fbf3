"""Texts of the tests as Word files with tracked changes, held against the texts themselves."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import word_views

from tracker.model import Resolution
from tracker.pipeline import redlines
from tracker.pipeline.compare import compare


def redlined(*texts: Resolution) -> bytes:
    """The Word file from the first text to the last."""
    return redlines.written(texts, [compare(*pair) for pair in pairwise(texts)])


def assert_exact(data: bytes, texts: Sequence[Resolution]) -> None:
    """Reject all is the first text and accept all the last, to the letter; no number stands twice."""
    assert word_views.printed(texts[0]) == word_views.lines(data, "rejected")
    assert word_views.printed(texts[-1]) == word_views.lines(data, "accepted")
    numbers = word_views.ids(data)
    assert len(set(numbers)) == len(numbers)
