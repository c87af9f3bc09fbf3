"""The comparative tables: a row for each paragraph, in two columns of text or in one for each year."""

from __future__ import annotations

import csv
import io
from io import BytesIO
from typing import Any

import docx
import pytest
from builders import change, note
from spans_built import edition, span, specimens

from tracker.brief.kinds import paragraphs
from tracker.model import places
from tracker.render.blocks.model import Grid, Report, Row, Text
from tracker.render.provenance import provenance
from tracker.reports import table, years_table
from tracker.reports.formats import written
from tracker.reports.span import Span
from tracker.tokens import plain

_CHANGES = (
    change("PP1", "Noting the river,"),
    change("PP2", "[-Noting the sea,-]"),
    change("PP2", "{+Noting the lake,+}"),
    change("OP7", "Urges {+all +}towns;", old="OP8", notes=[note("edited", "A[-/1-]{+/2+}", "technical")]),
)


def item() -> Span:
    return span([_CHANGES], _CHANGES, (edition(2019), edition(2020)))


def rows(report: Report) -> tuple[Row, ...]:
    (grid,) = [block for block in report.blocks if isinstance(block, Grid)]
    return grid.rows


def cells(row: Row) -> list[str]:
    marks = {"insert": "{{+{}+}}", "delete": "[-{}-]"}
    return [
        " / ".join("".join(marks.get(run.mark, "{}").format(run.text) for run in line) for line in cell)
        for cell in row.cells
    ]


def test_each_paragraph_has_its_row() -> None:
    """Label with the one it had, both texts, the kind, since when, and room; deleted and new rows are marked."""
    found = rows(table.table(item(), provenance(item().editions)))

    assert [
        ["PP1", "Noting the river,", "Noting the river,", "Unchanged", "", ""],
        ["PP2", "Noting the sea,", "Deleted", "Deleted", "", ""],
        ["PP2", "", "{+Noting the lake,+}", "New", "", ""],
        ["OP7 / (ex OP8)", "Urges towns;", "Urges {+all+} towns; / Note 1: A[-/1-]{+/2+}", "Reworded", "", ""],
    ] == [cells(row) for row in found]
    assert ["", "deleted", "new", ""] == [row.mark for row in found]


def test_every_change_of_the_specimens_stands_in_one_row() -> None:
    """Nothing is left out, and the order is that of the comparison."""
    whole = specimens().whole
    expected = [places(one.new or one.old) for one in whole.changes if one in paragraphs(whole)]

    assert [", ".join(names) for names in expected] == [row.label for row in table.rows(specimens())]


def test_only_substantive_counts_the_rest() -> None:
    """What is left out is counted under the table, and the line of counts above it stays whole."""
    report = table.table(item(), provenance(item().editions), substantive=True)
    texts = ["".join(run.text for run in block.runs) for block in report.blocks if isinstance(block, Text)]

    assert 3 == len(rows(report))
    assert "Not shown: 1 of 4 rows (--only substantive)." == texts[-1]
    assert any("Unchanged 1 = 4 paragraphs." in text for text in texts)


def test_the_word_file_lies_and_repeats_its_first_row() -> None:
    """Landscape; the row of names on every page; underlined and struck through, also in grey."""
    found = docx.Document(BytesIO(written(table.table(item(), provenance(item().editions)), "docx")))
    (grid,) = found.tables
    runs = [run for row in grid.rows for cell in row.cells for one in cell.paragraphs for run in one.runs]

    assert found.sections[0].page_width > found.sections[0].page_height  # type: ignore[operator]
    assert 1 == len(grid.rows[0]._tr.xpath("./w:trPr/w:tblHeader"))
    assert {"all", "Noting the lake,", "/2"} == {run.text for run in runs if run.underline}
    assert {"/1"} == {run.text for run in runs if run.font.strike}


def test_the_csv_is_exact() -> None:
    """The words come back to the letter, also with quotes and line breaks; there is a column for comments."""
    found: list[dict[str, Any]] = list(csv.DictReader(io.StringIO(table.to_csv(specimens()), newline="")))

    assert list(table.COLUMNS) == list(found[0])
    for row, compared in zip(found, table.rows(specimens()), strict=True):
        assert "\n".join(place.text for place in compared.change.new) == row["new_text"]
        assert "\n".join(place.text for place in compared.old) == row["old_text"]


def test_one_column_for_each_year() -> None:
    """The first text that has a paragraph gives its words, each later one what it changed."""
    steps = [
        _CHANGES,
        (change("PP1", "Noting the river,"), change("PP2", "Noting the lake,"), change("OP7", "Urges all towns;")),
    ]
    found = span(steps, _CHANGES, (edition(2019), edition(2020), edition(2021)))

    assert [
        ["PP1", "Noting the river,", "same words", "same words", "2019 or before"],
        ["(PP2)", "Noting the sea,", "Deleted", "", "2019 or before until 2020"],
        ["PP2", "", "New / Noting the lake,", "same words", "2020"],
        ["OP7 / (ex OP8)", "Urges towns;", "Reworded / Urges {+all+} towns;", "same words", "2020"],
    ] == [cells(row) for row in rows(years_table.table(found, provenance(found.editions)))]


@pytest.mark.parametrize(("count", "sheet"), [(2, "A4 landscape"), (5, "A4 landscape"), (6, "A3 landscape")])
def test_many_years_need_a_larger_sheet(count: int, sheet: str) -> None:
    """Up to five texts stand on A4, more on A3."""
    same = (change("PP1", "Noting the river,"),)
    found = span([same] * (count - 1), same, [edition(2010 + number) for number in range(count)])

    assert sheet == years_table.table(found, provenance(found.editions)).sheet


def test_the_csv_of_years_has_every_text_of_every_paragraph() -> None:
    """A row for each paragraph and text: what it says there, and what became of it."""
    found = list(csv.DictReader(io.StringIO(years_table.to_csv(specimens()), newline="")))
    lives = specimens().lineages

    assert len(lives) * len(specimens().editions) == len(found)
    assert all(bool(row["label_there"]) == bool(row["text"]) for row in found)
    assert any("human rights" in plain(row["text"]) for row in found)
