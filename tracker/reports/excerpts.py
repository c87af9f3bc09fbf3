"""The words of one change in as few as can be: what a line of a brief quotes."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.brief.kinds import is_small
from tracker.brief.wording import amount
from tracker.model import Change, WordOp
from tracker.render import excerpt
from tracker.render.blocks.model import Line, Run, quoted, said
from tracker.render.excerpt import Piece

_ENDS = " ,;:.،，；：。、"


def edits(change: Change, most: int, language: str) -> Line:
    """A change in quotes with its edits marked; of more than about `most` words the first edits, and how many more.

    An edit is never cut in two but where it alone is longer: then its first words stand for it.
    """
    pieces = _trimmed(excerpt.cut(_weighty(change)))
    shown, left = _first_edits(pieces, most)
    if not shown:
        return ()
    more = f" and {amount(left)} more edit{'s' * (left > 1)}" if left else ""
    return (*said('"'), *quoted(shown, language), *said(f'"{more}'))


def opening(text: str, most: int, language: str) -> Line:
    """The first words of a paragraph, in quotes."""
    return (*said('"'), Run(_few(text, most), language=language), *said('"'))


def _weighty(change: Change) -> list[WordOp]:
    """A word diff in which only edits with meaning are marked; of small wording, which has no others, all are."""
    if is_small(change):
        return list(change.segments)
    found = []
    for op in change.segments:
        if op.op == "equal" or (op.significance == "substantive" and op.reason != "house-style"):
            found.append(op)
        elif op.op == "insert":
            found.append(WordOp("equal", op.text))
    return found


def _trimmed(pieces: Sequence[Piece]) -> list[Piece]:
    """Without what was left out at either end; "..." stays where the words break off before a pause."""
    found = list(pieces)
    while found and found[0].op == "gap":
        found.pop(0)
    left_out = bool(found) and found[-1].op == "gap"
    while found and found[-1].op == "gap":
        found.pop()
    if found and found[0].op == "equal":
        found[0] = Piece("equal", found[0].text.lstrip())
    if found and found[-1].op == "equal":
        last = found[-1].text
        broken = left_out and not last.rstrip().endswith(tuple(_ENDS.strip()))
        found[-1] = Piece("equal", last.rstrip(_ENDS) + (" ..." if broken else ""))
    return [piece for piece in found if piece.text]


def _first_edits(pieces: Sequence[Piece], most: int) -> tuple[list[Piece], int]:
    """The pieces up to the first gap after `most` words, and how many edits come after it."""
    shown: list[Piece] = []
    words = 0
    for index, piece in enumerate(pieces):
        if piece.op == "gap" and words >= most:
            return _trimmed([*shown, Piece("gap", "...")]), _count(pieces[index:])
        size = excerpt.size(piece.text)
        if size > most:
            short = Piece(piece.op, _few(piece.text, most), piece.significance)
            return [*shown, short], _count(pieces[index + 1 :])
        if piece.op != "equal" and words + size > 2 * most and shown and shown[-1].op == "equal":
            return _trimmed([*shown, Piece("gap", "...")]), _count(pieces[index:])
        shown.append(piece)
        words += size
    return shown, 0


def _count(pieces: Sequence[Piece]) -> int:
    """How many edits: words taken out and those put in beside them are one."""
    edits = 0
    before = "equal"
    for piece in pieces:
        if piece.op in ("insert", "delete") and before not in ("insert", "delete"):
            edits += 1
        before = piece.op
    return edits


def _few(text: str, most: int) -> str:
    shown = excerpt.opening(text, most)
    return shown.rstrip(_ENDS) if not shown.endswith("...") else shown.removesuffix(" ...").rstrip(_ENDS) + " ..."
