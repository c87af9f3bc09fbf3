"""CSV: exact, and the form for Excel, in which nothing is a formula."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.render import csvs

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"))


def read(text: str) -> list[list[str]]:
    """As any program reads it."""
    return list(csv.reader(io.StringIO(text, newline="")))


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1))
def test_exact_is_exact(rows: list[tuple[str, str]]) -> None:
    """What is read is what was written, to the letter: line ends, quotes, blanks and signs."""
    found = read(csvs.written(("a", "b"), [{"a": one, "b": other} for one, other in rows]))

    assert found == [["a", "b"], *map(list, rows)]


@pytest.mark.parametrize("cell", ["=1+1", "+SUM(A1)", "-2+3", "@cmd", "\t=1", "\r=1", '=HYPERLINK("x")', "-"])
def test_excel_gets_no_formula(cell: str) -> None:
    """An apostrophe stands before what could be one; the rest of the cell is as it was."""
    text = csvs.for_excel(csvs.written(("a",), [{"a": cell}]))

    assert text.startswith("\ufeffa\r\n")
    assert read(text)[1] == [f"'{cell}"]


@given(CELLS.filter(lambda cell: not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))))
def test_all_else_stays(cell: str) -> None:
    """Words, [-redlines-] and numbers are as they are without it."""
    assert read(csvs.for_excel(csvs.written(("a", "b"), [{"a": cell, "b": -3}])))[1] == [cell, "-3"]
