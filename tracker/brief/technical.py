"""Technical updates said plainly: what was there, what is there now, a citation together with its date or chapter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tracker.brief.kinds import paragraphs
from tracker.brief.stories import bare
from tracker.brief.wording import label
from tracker.model import Comparison, TechnicalUpdate, WordOp
from tracker.tokens import count_words

_COUNCIL = re.compile(r"Human Rights Council resolutions?\s+$")
"""The short form of the Assembly's resolutions and the Council's is the same: what is told must say which it is."""


def technical_updates(comparison: Comparison) -> Iterator[TechnicalUpdate]:
    """Each technical piece with the label of its paragraph or note, in the order of the text."""
    for change in paragraphs(comparison):
        if change.old and change.new:
            yield from _updates(label(change), change.segments)
            for note in change.notes:
                if note.new and note.kind == "edited":
                    yield from _of_a_note(f"note {note.new.mark}", note.segments)


def _of_a_note(name: str, segments: Sequence[WordOp]) -> Iterator[TechnicalUpdate]:
    """A report's session goes with its symbol (A/75/53): said once."""
    updates = list(_updates(name, segments))
    cites = any(update.reason == "citation" for update in updates)
    yield from (update for update in updates if not (cites and update.reason == "session"))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A technical edit, and the equal words before and after it."""

    old: str
    new: str
    reason: str
    before: str
    after: str


def _updates(name: str, segments: Sequence[WordOp]) -> Iterator[TechnicalUpdate]:
    joined: list[_Piece] = []
    for piece in _pieces(segments):
        last = joined[-1] if joined else None
        if last and last.reason == "citation" and piece.reason in {"date", "chapter"} and count_words(last.after) <= 3:
            joined[-1] = replace(
                last, old=last.old + last.after + piece.old, new=last.new + last.after + piece.new, after=piece.after
            )
        else:
            joined.append(piece)
    for piece in joined:
        yield TechnicalUpdate(name, *_told(piece), piece.reason)


def _pieces(segments: Sequence[WordOp]) -> Iterator[_Piece]:
    """Technical edits: a deletion and the insertion that follows it are one."""
    before = ""
    for index, op in enumerate(segments):
        if op.op == "equal":
            before = op.text
        elif op.significance == "technical" and not (op.op == "insert" and _deletes(segments, index - 1)):
            pair = op.op == "delete" and index + 1 < len(segments) and segments[index + 1].op == "insert"
            end = index + 1 + pair
            after = segments[end].text if end < len(segments) and segments[end].op == "equal" else ""
            new = segments[index + 1].text if pair else op.text if op.op == "insert" else ""
            yield _Piece(op.text if op.op == "delete" else "", new, op.reason or "", before, after)


def _deletes(segments: Sequence[WordOp], index: int) -> bool:
    return index >= 0 and segments[index].op == "delete"


def _told(piece: _Piece) -> tuple[str, str]:
    old, new = bare(piece.old), bare(piece.new)
    if piece.reason == "citation" and _COUNCIL.search(piece.before):
        return f"HRC {old}", f"HRC {new}"
    if piece.reason == "session" and piece.after.startswith(" session"):
        return old, f"{new} session"
    return old, new
