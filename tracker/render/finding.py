"""Words looked for in both texts of a comparison: where they stand, and their marks inside a word diff. Pure.

What is typed finds what is printed: any blank, hyphen or quote stands for any other of its kind, capitals don't matter,
and a phrase that an edit cuts in two is found on the side that has it whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from markupsafe import Markup

from tracker.model import Change, Comparison, Footnote, Op, WordOp
from tracker.render import html_text

Pattern = re.Pattern[str]
Side = Literal["old", "new", "both"]

_SIDES: dict[Side, tuple[frozenset[Op], ...]] = {
    "old": (frozenset({"equal", "delete"}),),
    "new": (frozenset({"equal", "insert"}),),
}
_SIDES["both"] = (*_SIDES["old"], *_SIDES["new"])
_ALIKE = ("-\u2010\u2011\u2212", "'\u2018\u2019\u201a\u201b", '"\u201c\u201d\u201e')
_LONGEST = 200
_START, _END = "\ufdd0", "\ufdd1"  # noncharacters: no document may hold them, and one that does loses them here
_FOREIGN = str.maketrans({_START: "\ufffd", _END: "\ufffd"})


@dataclass(frozen=True, slots=True)
class Where:
    """A change that has the words: its label, its anchor, and how often they stand in either text of it."""

    label: str
    id: str
    old: int
    new: int


@dataclass(frozen=True, slots=True)
class Found:
    """Words, how often they stand in the old and the new text, and in which changes."""

    words: str
    old: int
    new: int
    places: tuple[Where, ...]


def pattern(words: str) -> Pattern | None:
    """What finds some words in a paragraph; None where there are none to find."""
    parts = words[:_LONGEST].split()
    if not any(map(str.isalnum, words)):
        return None
    return re.compile(r"[^\S\n]+".join("".join(map(_letter, part)) for part in parts), re.IGNORECASE)


def patterns(words: str, *, apart: bool) -> list[Pattern]:
    """What finds the words as one phrase, or each of them if they are looked for apart from each other."""
    terms = words.replace('"', " ").split() if apart else [words.replace('"', " ")]
    return [found for term in dict.fromkeys(terms) if (found := pattern(term))]


def _letter(letter: str) -> str:
    alike = next((kind for kind in _ALIKE if letter in kind), "")
    return f"[{re.escape(alike)}]" if alike else re.escape(letter)


def found(comparison: Comparison, words: str) -> Found | None:
    """Where some words stand in both texts, notes included; None if there is nothing to look for."""
    sought = pattern(words)
    if sought is None:
        return None
    places = [where for change in comparison.changes if (where := _where(change, sought))]
    return Found(" ".join(words.split()), sum(one.old for one in places), sum(one.new for one in places), tuple(places))


def has(change: Change, sought: Pattern) -> bool:
    """Whether a change has the words in either text of it."""
    return _where(change, sought) is not None


def _where(change: Change, sought: Pattern) -> Where | None:
    counts = []
    for items, notes in (
        (change.old, [note.old for note in change.notes]),
        (change.new, [note.new for note in change.notes]),
    ):
        counts.append(sum(len(sought.findall(text)) for text in _texts([item.text for item in items], notes)))
    old, new = counts
    label = ", ".join(item.label for item in change.new or change.old)
    return Where(label, html_text.row_id(change), old, new) if old or new else None


def _texts(paragraphs: Sequence[str], notes: Sequence[Footnote | None]) -> Iterator[str]:
    yield from paragraphs
    yield from (note.text for note in notes if note)


def marked(ops: Sequence[WordOp], sought: Pattern, side: Side = "both") -> tuple[WordOp, ...]:
    """The same pieces with signs around each part of them that belongs to words found: `shown` makes marks of them."""
    clean = [replace(op, text=op.text.translate(_FOREIGN)) for op in ops]
    flags = [bytearray(len(op.text)) for op in clean]
    for shown_ops in _SIDES[side]:
        members = [index for index, op in enumerate(clean) if op.op in shown_ops]
        places = [(index, offset) for index in members for offset in range(len(clean[index].text))]
        for match in sought.finditer("".join(clean[index].text for index in members)):
            for index, offset in places[match.start() : match.end()]:
                flags[index][offset] = 1
    return tuple(replace(op, text=_with_signs(op.text, flag)) for op, flag in zip(clean, flags, strict=True))


def shown(markup: Markup) -> Markup:
    """Markup made of pieces with signs: the words that were found are marked."""
    return Markup(str(markup).replace(_START, "<mark>").replace(_END, "</mark>"))  # noqa: S704  # it was markup


def _with_signs(text: str, flags: bytearray) -> str:
    if not any(flags):
        return text
    pieces, inside = [], 0
    for letter, flag in zip(text, flags, strict=True):
        if flag != inside:
            pieces.append(_START if flag else _END)
        pieces.append(letter)
        inside = flag
    return "".join([*pieces, _END if inside else ""])
