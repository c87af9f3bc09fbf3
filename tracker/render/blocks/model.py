"""What a report is made of: headings, sentences, entries and tables, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from tracker.render.excerpt import Piece
from tracker.render.provenance import Provenance

Mark = Literal["plain", "insert", "delete", "strong", "quiet"]
Style = Literal["body", "note", "cut"]
RowMark = Literal["", "new", "deleted"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words that look alike. `language` is that of a text they are quoted from; empty for the report's own English."""

    text: str
    mark: Mark = "plain"
    language: str = ""


Line = tuple[Run, ...]
Cell = tuple[Line, ...]
"""The paragraphs of a cell; none for an empty one."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; 1 is a section of the report."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph: of the text, a note in small print, or what was cut."""

    runs: Line
    style: Style = "body"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is said of one thing: its name, a second name beside it, and the lines."""

    name: str
    lines: tuple[Line, ...]
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Entries:
    """Entries below each other, their names in a column."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; new and deleted paragraphs have a mark."""

    cells: tuple[Cell, ...]
    mark: RowMark = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with ruled cells. `widths` are shares of the page; `small` sets it in smaller print."""

    head: tuple[str, ...]
    rows: tuple[Row, ...]
    widths: tuple[int, ...]
    small: bool = False


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins a page, where there are pages."""


Block = Heading | Text | Entries | Grid | NewPage


@dataclass(frozen=True, slots=True)
class Report:
    """A report: what kind it is, of which text, and its blocks.

    `language` is that of the texts; the report's own words are English. `dense` is set where it must fit on a page.
    """

    kind: str
    title: str
    about: str
    blocks: tuple[Block, ...]
    provenance: Provenance
    language: str
    sheet: Literal["A4", "A4 landscape", "A3 landscape"] = "A4"
    dense: bool = False


def said(text: str, mark: Mark = "plain") -> Line:
    """The report's own words, as a line."""
    return (Run(text, mark),)


def quoted(pieces: Iterable[Piece], language: str) -> Line:
    """Pieces of a text, with what was added and deleted marked."""
    return tuple(
        Run(piece.text, piece.op if piece.op in ("insert", "delete") else "plain", language) for piece in pieces
    )
