"""Several versions of a text as one: every piece knows which version brought it and which took it away.

What a redline is made of. The oldest version is what nothing brought, the newest what nothing took away.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tracker.model import Edition

Weight = Literal["substantive", "technical", "typographic"]
Role = Literal["masthead", "title", "text", "heading", "row", "closing"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What brought or took a piece: the step (1: from the oldest text to the next), its weight, and the move if any.

    Pieces of one move have the same number, where they went and where they came from; 0 is no move.
    """

    step: int
    weight: Weight = "substantive"
    move: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one fate and one look. `lead`: part of a lead phrase. `note`: instead of words, the mark of that note.

    `comment`: which comment is about it.
    """

    text: str
    born: Mark | None = None
    died: Mark | None = None
    lead: bool = False
    note: int | None = None
    comment: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its number (`head`), its words, and the fate of the mark that ends it.

    Where that mark was taken away the words go on in the next line. `depth`: how far a point is set in, from 0.
    `shape`: of a line of the masthead, which it is.
    """

    role: Role
    head: tuple[Piece, ...]
    pieces: tuple[Piece, ...]
    born: Mark | None = None
    died: Mark | None = None
    depth: int = 0
    shape: str = ""


@dataclass(frozen=True, slots=True)
class Woven:
    """The texts, oldest first, as one. `notes[i]` are the words of note i, in the order of their marks."""

    editions: tuple[Edition, ...]
    language: str
    lines: tuple[Line, ...]
    notes: tuple[tuple[Piece, ...], ...]
    comments: tuple[str, ...] = ()
