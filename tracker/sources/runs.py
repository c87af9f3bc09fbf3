"""A paragraph under construction: printed text in pieces, with notes and a lead phrase at their places."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Literal

from tracker.letters import normal
from tracker.model import Footnote
from tracker.tokens import normalise

_BLANKS = re.compile(r"\s+")
Marked = Literal["struck", "new", "bold"]
"""How a drafter marks words: struck out; marked as new beyond doubt; bold or underlined, which may say "new"."""

_LINE = "\u2028"
_NO_BLANK = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef])\u2028")  # a line ends between Han letters
# What a paragraph's number looks like where it stands in the text: "12.", "١٢ -", "1.1", "(a)", "a)", "(ii)", "(أ)",
# "’1‘" (Arabic, second degree), "㈠" (Chinese, second degree); "3 TAB" is 75/68 OP3. Delegates type "8 bis.",
# "PP4 ter", "OP8 alt 2:", "OP3" (UN.md E.4).
_NUMBER = re.compile(
    r"""\s*(?P<number>
        (?i:(?:(?:PP|OP)\s?)?\d{1,3}\.?\s?(?:bis|ter|quater|quinquies|alt)(?:\s?(?:bis|ter|alt|\d{1,2}))*\s?[.:)]?)(?=\s)
      | (?i:(?:PP|OP)\s?\d{1,3}\s?[.:)]?)(?=\s)
      | \d{1,3}(?:\.\d{1,2})*\s?[.\-\u2013](?=\s) | \d{1,3}\s?[\-\u2013](?=[\u0621-\u064a])
      | \d{1,3}(?:\.\d{1,2})+(?=\t|\s+[A-ZÀ-ÞА-Я]) | \d{1,3}(?=\t)
      | \((?:[a-z]|(?P<twice>[a-z])(?P=twice)|[ivxlc]{2,6})\) | (?:[a-z]|[ivx]{2,4}|[\u0430-\u044f])\)(?=\s)
      | \([\u0621-\u064a]\u0640?\) | ['\u2018\u2019]\d{1,2}['\u2018\u2019](?=\s)
      | [\u3220-\u3229] )\s*""",
    re.VERBOSE,
)
_LEAD_END = " ,،，;:\u00a0\t\n"


@dataclass(frozen=True, slots=True)
class Aside:
    """What a drafter left in a text that is no text of it: `offset` is where it stands in the clean one.

    struck, new: words that the drafter took out or put in. remark: what a delegation says of the place, as in
    "[EU: delete]". stands: whether the words are in the text: those struck are not, unless the original is read.
    """

    kind: Literal["struck", "new", "remark"]
    text: str
    offset: int = 0
    stands: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """What to put for a part of the raw text, and what is remembered of it at its place."""

    start: int
    end: int
    text: str = ""
    aside: Aside | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A finished text: clean, with its number taken off, the length of its lead phrase, its notes and asides."""

    text: str
    number: str | None = None
    lead: int = 0
    notes: tuple[Footnote, ...] = ()
    asides: tuple[Aside, ...] = ()


def split_number(text: str) -> tuple[str | None, str]:
    """A number that stands at the start of a text, and the rest; (None, text) where there is none."""
    match = _NUMBER.match(text)
    return (match["number"].strip(), text[match.end() :]) if match else (None, text)


class Runs:
    """Collects what is printed, in order; finish() makes it one clean text with offsets counted in that text."""

    LINE = _LINE
    """Where a printed line ends: a blank, or nothing after a Han letter."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._notes: list[tuple[int, str, str]] = []
        self._set_off: list[tuple[int, int]] = []
        self._marked: list[tuple[int, int, Marked]] = []
        self._asides: list[tuple[int, Aside]] = []

    def add(self, text: str | None) -> None:
        """Text as it stands in the file."""
        if text:
            part = normal("NFC", text)
            self._parts.append(part)
            self._length += len(part)

    def note(self, mark: str, text: str, *, tight: bool = False) -> None:
        """A note whose mark stands here. tight: a blank before the mark is none of the text ("1993, 1/ and")."""
        self._notes.append((self._tight_length() if tight else self._length, mark, text))

    def _tight_length(self) -> int:
        """How much was added so far, blanks at the end apart."""
        length = self._length
        for part in reversed(self._parts):
            kept = len(part.rstrip())
            length += kept - len(part)
            if kept:
                break
        return length

    def emphasis(self, start: int) -> None:
        """What was added since `start` is set off (italic, bold); what joins it belongs to it."""
        if self._set_off and self._set_off[-1][1] == start:
            start = self._set_off.pop()[0]
        self._set_off.append((start, self._length))

    def mark(self, how: Marked, start: int) -> None:
        """What was added since `start` is marked by a drafter; `draft.settle` decides what that makes of it."""
        if start < self._length:
            self._marked.append((start, self._length, how))

    def aside(self, aside: Aside) -> None:
        """Something that is said of this place."""
        self._asides.append((self._length, aside))

    def line(self) -> None:
        """A printed line ends here, and the paragraph goes on."""
        self.add(_LINE)

    def extend(self, other: Runs) -> None:
        """Go on with all of another."""
        start = self._length
        self._parts += other._parts
        self._length += other._length
        self._notes += [(at + start, mark, text) for at, mark, text in other._notes]
        self._set_off += [(first + start, last + start) for first, last in other._set_off]
        self._marked += [(first + start, last + start, how) for first, last, how in other._marked]
        self._asides += [(at + start, aside) for at, aside in other._asides]

    def copy(self) -> Runs:
        """The same, to go on with."""
        other = Runs()
        other.extend(self)
        return other

    def edited(self, edits: Sequence[Edit]) -> Runs:
        """The same with parts of its raw text replaced: `edits` in order, apart from each other.

        What stood inside such a part (notes, emphasis) goes with it; a drafter's marks are gone, for they are settled.
        """
        raw, other = self.raw, Runs()
        at = 0
        for edit in edits:
            other.add(raw[at : edit.start])
            if edit.aside:
                other.aside(edit.aside)
            other.add(edit.text)
            at = edit.end
        other.add(raw[at:])

        def moved(place: int) -> int:
            shift = 0
            for edit in edits:
                if place >= edit.end:
                    shift += len(edit.text) - (edit.end - edit.start)
                elif place > edit.start:
                    return edit.start + shift
            return place + shift

        inside = [(edit.start, edit.end) for edit in edits]
        other._notes = [
            (moved(at), mark, text)
            for at, mark, text in self._notes
            if not any(first < at <= last and not edit.text for (first, last), edit in zip(inside, edits, strict=True))
        ]
        spans = [(moved(first), moved(last)) for first, last in self._set_off]
        other._set_off = [span for span in spans if span[0] < span[1]]
        other._asides = sorted(
            [*((moved(at), aside) for at, aside in self._asides), *other._asides], key=lambda x: x[0]
        )
        return other

    @property
    def raw(self) -> str:
        """All that was added so far."""
        return "".join(self._parts)

    @property
    def marked(self) -> tuple[tuple[int, int, Marked], ...]:
        """What a drafter marked, and how."""
        return tuple(self._marked)

    def lines(self) -> list[str]:
        """The printed lines, clean."""
        return [normalise(line) for line in self.raw.split(_LINE)]

    @property
    def length(self) -> int:
        """How much was added so far."""
        return self._length

    def finish(self, *, numbered: bool = False) -> Piece:
        """The clean text. numbered: a number at its start is taken off."""
        raw, shift = self._unbroken()
        number, body = split_number(raw) if numbered else (None, raw)
        cut = len(raw) - len(body)
        text = normalise(body)
        place = _Places(body, text)
        notes = tuple(Footnote(mark, note, place(shift(at) - cut)) for at, mark, note in self._notes)
        lead = 0
        spans = ((shift(start), shift(end)) for start, end in self._set_off)
        first = next((span for span in spans if span[1] > cut), None)
        if first and not raw[cut : first[0]].strip():
            phrase = text[: place(first[1] - cut)]
            lead = len(phrase.rstrip(_LEAD_END))
        asides = tuple(replace(aside, offset=place(shift(at) - cut)) for at, aside in self._asides)
        return Piece(text, number, lead, notes, asides)

    def _unbroken(self) -> tuple[str, Callable[[int], int]]:
        """All that was added, without the line ends that are no blank; and where an offset has gone."""
        raw = self.raw
        gone = [match.start() for match in _NO_BLANK.finditer(raw)]
        return _NO_BLANK.sub("", raw) if gone else raw, lambda at: at - bisect_left(gone, at)


class _Places:
    """Where an offset of the raw text lies in the clean one: every run of blanks counts as one, the first as none.

    The runs are found once, when the first offset is asked for: a page can have thousands of notes, most lines none.
    """

    def __init__(self, raw: str, text: str) -> None:
        self._raw: str | None = raw
        self._length = len(text)

    def _find(self, raw: str) -> None:
        runs = [match.span() for match in _BLANKS.finditer(raw)]
        self._starts, self._ends = [start for start, _ in runs], [end for _, end in runs]
        self._blanks = [0, *accumulate(end - start for start, end in runs)]
        self._leading = bool(runs) and runs[0][0] == 0

    def __call__(self, offset: int) -> int:
        if self._raw is not None:
            self._find(self._raw)
            self._raw = None
        offset = max(offset, 0)
        begun = bisect_left(self._starts, offset)  # the runs that begin before it, the last perhaps not ended
        blanks = self._blanks[begun] - (max(0, self._ends[begun - 1] - offset) if begun else 0)
        return min(offset - blanks + begun - (self._leading and begun > 0), self._length)
