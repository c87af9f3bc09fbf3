"""Rows of a table: which cell of the old row stands in the place of which of the new one.

A row's cells are parted by tabs, rows that were merged by line ends. Cells are compared each by itself, so that no edit
runs from one into the next; a figure is compared whole, with its sign and its brackets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex
from rapidfuzz.distance import LCSseq

_CELL = regex.compile(r"([\t\n]?)([^\t\n]*)")
_FIGURE = regex.compile(r"[^\p{L}\t\n]*\p{Nd}[^\p{L}\t\n]*|[-–—−‑.…]+")

Cell = tuple[str, str]
"""What parts a cell from the one before it (nothing, a tab or a line end), and its text."""


def has_cells(text: str) -> bool:
    """Whether this is a row of a table with more than one cell."""
    return "\t" in text


def is_figure(text: str) -> bool:
    """Whether a cell holds nothing but a figure, or the dash that stands for none."""
    return _FIGURE.fullmatch(text) is not None


def paired(old: str, new: str) -> Iterator[tuple[Cell | None, Cell | None]]:
    """The cells of two rows side by side, in order; None where the other row has no such cell.

    Rows of one length are paired cell by cell; else cells that are equal first, and those between them in order.
    """
    before, after = _cells(old), _cells(new)
    if len(before) == len(after):
        yield from zip(before, after, strict=True)
        return
    at_old = at_new = 0
    for one, other in (*_equal(before, after), (len(before), len(after))):
        yield from _between(before[at_old:one], after[at_new:other])
        if one < len(before):
            yield before[one], after[other]
        at_old, at_new = one + 1, other + 1


def _cells(text: str) -> list[Cell]:
    found = [(match[1], match[2]) for match in _CELL.finditer(text)]
    return found[:-1] if found[-1] == ("", "") and len(found) > 1 else found  # the empty match at the end


def _equal(before: Sequence[Cell], after: Sequence[Cell]) -> Iterator[tuple[int, int]]:
    words = [[text for _, text in side] for side in (before, after)]
    for code in LCSseq.opcodes(*words):
        if code.tag == "equal":
            yield from zip(range(code.src_start, code.src_end), range(code.dest_start, code.dest_end), strict=True)


def _between(before: Sequence[Cell], after: Sequence[Cell]) -> Iterator[tuple[Cell | None, Cell | None]]:
    both = min(len(before), len(after))
    yield from zip(before[:both], after[:both], strict=True)
    yield from ((cell, None) for cell in before[both:])
    yield from ((None, cell) for cell in after[both:])
