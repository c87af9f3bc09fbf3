"""How large a document may be. A reader's time and memory grow with it; docs/limits.md has the figures."""

from __future__ import annotations

from tracker.errors import UnsafeSource

LARGEST_TEXT = 8 << 20
"""Bytes of a file that is text: the largest official one has two million (UN.md C.1)."""
MOST_LINES = 100_000
"""Lines of a text; that of the largest official file has 33,000 where they are cut at 60 letters."""
MOST_PARAGRAPHS = 20_000
"""Paragraphs, lines of a masthead and rows of tables; the longest official texts have some thousand."""


def must_be_short(size: int, name: str) -> None:
    """Raises UnsafeSource for more bytes of text than any resolution has."""
    if size > LARGEST_TEXT:
        raise UnsafeSource(f"{name} is refused: it has more than {LARGEST_TEXT >> 20} MB, which no resolution has")


def must_be_few(paragraphs: int, name: str) -> None:
    """Raises UnsafeSource for more paragraphs than any resolution has."""
    if paragraphs > MOST_PARAGRAPHS:
        raise UnsafeSource(f"{name} is refused: it has more than {MOST_PARAGRAPHS:,} paragraphs, as no resolution has")


def must_have_few_lines(lines: int, name: str) -> None:
    """Raises UnsafeSource for more lines than any resolution has."""
    if lines > MOST_LINES:
        raise UnsafeSource(f"{name} is refused: it has more than {MOST_LINES:,} lines, as no resolution has")
