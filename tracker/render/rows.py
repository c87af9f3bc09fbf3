"""A comparison as rows, one for each change, for a spreadsheet or a data frame; nothing is shortened.

COLUMNS is the codebook: what each column holds.

The CSV follows RFC 4180: UTF-8 without a mark at its beginning, commas, lines end with CR LF, a cell that holds a
comma, a quote or a newline stands in quotes. Cells are exact: a text that begins with "=" is not altered, so open files
of unknown origin in a spreadsheet as text.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from tracker.contract import segments_to_list
from tracker.model import Change, Comparison, Place, WordOp, places
from tracker.render import csvs, vocabulary
from tracker.tokens import changed_words

COLUMNS = {
    "old": "symbol of the older text, empty where it has none",
    "new": "symbol of the newer text, empty where it has none",
    "old_adopted": "when the older text was adopted, as 2021-12-16; empty if not known",
    "new_adopted": "when the newer text was adopted, as 2021-12-16; empty if not known",
    "language": "two letters",
    "row": "1, 2, ... in the order of the comparison (a deleted paragraph follows its old neighbour)",
    "old_labels": "labels in the older text, several joined by '; '; empty where there is no paragraph",
    "new_labels": "labels in the newer text, several joined by '; '; empty where there is no paragraph",
    "kind": "unchanged, edited, split, merged, inserted, deleted",
    "moved": "1 if a paragraph of the row moved, else 0",
    "significance": "none, typographic, technical, substantive",
    "called": "the page's words: 'Small wording, technical update'",
    "reason": "the code of the reason",
    "reason_text": "the reason in a sentence",
    "group": "the number of the edit that was made in several paragraphs, else empty",
    "similarity": "0 to 1, empty for inserted and deleted",
    "words_inserted": "words (what stands between two blanks) in added pieces",
    "words_deleted": "words (what stands between two blanks) in deleted pieces",
    "old_text": "the paragraphs as printed in the older text, several joined by a newline",
    "new_text": "the paragraphs as printed in the newer text, several joined by a newline",
    "redline": "both in one: {+added+} [-deleted-]",
    "segments": "the word diff as JSON; equal+delete gives old_text, equal+insert new_text, to the letter",
    "notes": "what became of the notes, as JSON, in the form of comparison-1",
    "flags": "joined by '; '",
}
_MARKS = {"equal": "{}", "insert": "{{+{}+}}", "delete": "[-{}-]"}


def changes(comparison: Comparison) -> list[dict[str, Any]]:
    """One row for each change, with the columns of COLUMNS; what is not known is None."""
    notes = [item["notes"] for item in comparison.to_dict()["changes"]]
    return [
        {
            "old": comparison.old.symbol,
            "new": comparison.new.symbol,
            "old_adopted": comparison.old.adopted.isoformat() if comparison.old.adopted else None,
            "new_adopted": comparison.new.adopted.isoformat() if comparison.new.adopted else None,
            "language": comparison.new.language,
            "row": count,
            **_change(change),
            "notes": _json(notes[count - 1]),
            "flags": "; ".join(change.flags),
        }
        for count, change in enumerate(comparison.changes, start=1)
    ]


def to_csv(rows: Sequence[dict[str, Any]]) -> str:
    """Rows of changes() as CSV, with a first line of names."""
    return csvs.written(COLUMNS, rows)


def redline(segments: Sequence[WordOp]) -> str:
    """A word diff in one text, to the letter: "a culture of {+peace, +}tolerance"."""
    return "".join(_MARKS[op.op].format(op.text) for op in segments)


def _change(change: Change) -> dict[str, Any]:
    return {
        "old_labels": "; ".join(places(change.old)),
        "new_labels": "; ".join(places(change.new)),
        "kind": change.kind,
        "moved": int(change.moved),
        "significance": change.significance,
        "called": vocabulary.phrase(change),
        "reason": change.reason.code,
        "reason_text": change.reason.text,
        "group": change.group,
        "similarity": change.similarity,
        "words_inserted": changed_words(change.segments, "insert"),
        "words_deleted": changed_words(change.segments, "delete"),
        "old_text": _text(change.old),
        "new_text": _text(change.new),
        "redline": redline(change.segments),
        "segments": _json(segments_to_list(change.segments)),
    }


def _text(items: Sequence[Place]) -> str:
    return "\n".join(item.text for item in items)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
