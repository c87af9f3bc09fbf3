"""A comparison at a glance: one cell for each paragraph, in its order, that leads to what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from tracker.model import Change, Comparison, Mark, places
from tracker.render import html_text, vocabulary

LETTERS: dict[Mark, str] = {
    "new": "N",
    "deleted": "D",
    "reworded": "R",
    "small": "w",
    "technical": "t",
    "typographic": "-",
    "same": "\u00b7",
}
"""One letter, that of the table of a series where that has one."""
MOVED, SPLIT = "m", "s"
"""What moved, was split or merged and kept its words."""
_PARTS = {"formula": "PP", "preambular": "PP", "operative": "OP"}


@dataclass(frozen=True, slots=True)
class Cell:
    """What became of a paragraph: its anchor, its letter, its mark, and what is said of it ("OP8: Reworded")."""

    id: str
    letter: str
    mark: str
    said: str

    @property
    def same(self) -> bool:
        """Whether there is nothing to go to."""
        return self.mark == "same"


def parts(comparison: Comparison) -> tuple[tuple[str, tuple[Cell, ...]], ...]:
    """The cells by part ("PP", "OP", "" for headings and tables), in the order of the comparison."""
    told = [(part, _cell(change)) for part, change in _in_parts(comparison)]
    return tuple((part, tuple(cell for _, cell in cells)) for part, cells in groupby(told, key=lambda item: item[0]))


def legend(told: Iterable[tuple[str, Sequence[Cell]]]) -> tuple[tuple[str, str], ...]:
    """The letters that occur and what they mean, in the order of weight."""
    used = {cell.letter for _, cells in told for cell in cells}
    known = [(letter, vocabulary.WORDS[mark].lower()) for mark, letter in LETTERS.items()]
    return tuple(item for item in (*known, (MOVED, "moved"), (SPLIT, "split or merged")) if item[0] in used)


def _in_parts(comparison: Comparison) -> Iterator[tuple[str, Change]]:
    """Headings and tables belong to the part they stand in; the formula counts as no paragraph."""
    part = ""
    for change in comparison.changes:
        kind = (change.new or change.old)[0].kind
        part = _PARTS.get(kind, part)
        if kind != "formula" or vocabulary.mark(change) != "same":
            yield part, change


def _cell(change: Change) -> Cell:
    mark = vocabulary.mark(change)
    name = vocabulary.labels(places(change.new or change.old))
    said = f"{name}: {vocabulary.phrase(change)}"
    if mark == "same" and (change.moved or change.structure):
        return Cell(html_text.row_id(change), MOVED if change.moved else SPLIT, "moved", said)
    return Cell(html_text.row_id(change), LETTERS[mark], mark, said)
