"""A comparison as rows: one for each change, exact."""

from __future__ import annotations

import csv
import io
import json

from builders import change, comparison
from test_render_terminal import ITEM

from tracker import contract
from tracker.render import rows


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_one_row_for_each_change() -> None:
    """Rows follow the comparison's order and have the columns of the codebook, in its order."""
    found = rows.changes(ITEM)

    assert [list(rows.COLUMNS)] * len(ITEM.changes) == [list(row) for row in found]
    assert ["PP1", "PP3", "PP13", "OP4", "OP8", "OP12", "", "OP15", "OP16", "OP17"] == [
        row["new_labels"] for row in found
    ]
    assert list(range(1, 11)) == [row["row"] for row in found]


def test_the_codebook_explains_every_column() -> None:
    """Each column says what it holds."""
    assert [] == [column for column, holds in rows.COLUMNS.items() if not holds.strip()]


def test_a_row_says_all() -> None:
    """The words, their count, and what the change is called."""
    row = rows.changes(ITEM)[2]

    assert ("edited", "substantive", "Reworded", 1, 3, 0) == tuple(
        row[name] for name in ("kind", "significance", "called", "group", "words_inserted", "words_deleted")
    )
    assert "Noting also, anew, the care for {+all +}bridges" == row["redline"][:47]


def test_segments_rebuild_both_texts() -> None:
    """In every row the pieces give the old and the new text to the letter."""
    for row in rows.changes(ITEM):
        segments = json.loads(row["segments"])

        assert row["old_text"] == "".join(piece["text"] for piece in segments if piece["op"] != "insert")
        assert row["new_text"] == "".join(piece["text"] for piece in segments if piece["op"] != "delete")


def test_segments_and_notes_are_those_of_the_contract() -> None:
    """JSON in a cell has the form of comparison-1."""
    row = rows.changes(ITEM)[0]

    assert contract.segments_from_list(json.loads(row["segments"])) == ITEM.changes[0].segments
    assert ITEM.to_dict()["changes"][0]["notes"] == json.loads(row["notes"])


def test_csv_is_exact() -> None:
    """Commas, quotes, newlines, formulas and other scripts come back as they went in; lines end with CR LF."""
    texts = '=1+1, or "a, b"\n大会 {not a mark}'
    written = rows.to_csv(rows.changes(comparison(change("OP1, OP2", texts + "{+ more+}", kind="merged"))))

    assert texts == read(written)[0]["old_text"]
    assert 2 == written.count("\r\n")
    assert ",".join(rows.COLUMNS) == written.partition("\r\n")[0]


def test_what_is_not_known_is_empty() -> None:
    """A new paragraph has no similarity and no old text, and belongs to no group."""
    row = read(rows.to_csv(rows.changes(ITEM)))[5]

    assert ("", "", "", "inserted") == (row["similarity"], row["old_text"], row["group"], row["kind"])
