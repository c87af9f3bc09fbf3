"""A paragraph under construction: printed text in pieces, with notes and a lead phrase at their places."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

from tracker.model import Footnote
from tracker.tokens import normalise

_BLANKS = re.compile(r"\s+")
_LINE = "\u2028"
_NO_BLANK = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef])\u2028")  # a line ends between Han letters
# What a paragraph's number looks like where it stands in the text: "12.", "١٢ -", "1.1", "(a)", "a)", "(ii)", "(أ)",
# "’1‘" (Arabic, second degree), "㈠" (Chinese, second degree); "3 TAB" is 75/68 OP3.
_NUMBER = re.compile(
    r"""\s*(?P<number>
        \d{1,3}(?:\.\d{1,2})*\s?[.\-\u2013](?=\s)
      | \d{1,3}\s(?:bis|ter|quater|alt)\.?(?=\s)
      | \d{1,3}(?:\.\d{1,2})+(?=\t|\s+[A-ZÀ-ÞА-Я]) | \d{1,3}(?=\t)
      | \((?:[a-z]|(?P<twice>[a-z])(?P=twice)|[ivxlc]{2,6})\) | (?:[a-z]|[ivx]{2,4}|[\u0430-\u044f])\)(?=\s)
      | \([\u0621-\u064a]\u0640?\) | ['\u2018\u2019]\d{1,2}['\u2018\u2019](?=\s)
      | [\u3220-\u3229] )\s*""",
    re.VERBOSE,
)
_LEAD_END = " ,،，;:\u00a0\t\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """A finished text: clean, with its number taken off, the length of its lead phrase, and its notes."""

    text: str
    number: str | None = None
    lead: int = 0
    notes: tuple[Footnote, ...] = ()


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

    def add(self, text: str | None) -> None:
        """Text as it stands in the file."""
        if text:
            part = text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
            self._parts.append(part)
            self._length += len(part)

    def note(self, mark: str, text: str) -> None:
        """A note whose mark stands here."""
        self._notes.append((self._length, mark, text))

    def emphasis(self, start: int) -> None:
        """What was added since `start` is set off (italic, bold); what joins it belongs to it."""
        if self._set_off and self._set_off[-1][1] == start:
            start = self._set_off.pop()[0]
        self._set_off.append((start, self._length))

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

    def copy(self) -> Runs:
        """The same, to go on with."""
        other = Runs()
        other.extend(self)
        return other

    def lines(self) -> list[str]:
        """The printed lines, clean."""
        return [normalise(line) for line in "".join(self._parts).split(_LINE)]

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
        notes = tuple(Footnote(mark, note, _place(body, shift(at) - cut, text)) for at, mark, note in self._notes)
        lead = 0
        spans = ((shift(start), shift(end)) for start, end in self._set_off)
        first = next((span for span in spans if span[1] > cut), None)
        if first and not raw[cut : first[0]].strip():
            phrase = text[: _place(body, first[1] - cut, text)]
            lead = len(phrase.rstrip(_LEAD_END))
        return Piece(text, number, lead, notes)

    def _unbroken(self) -> tuple[str, Callable[[int], int]]:
        """All that was added, without the line ends that are no blank; and where an offset has gone."""
        raw = "".join(self._parts)
        gone = [match.start() for match in _NO_BLANK.finditer(raw)]
        return _NO_BLANK.sub("", raw), lambda at: at - bisect_left(gone, at)


def _place(raw: str, offset: int, text: str) -> int:
    """Where an offset of the raw text lies in the clean one: every run of blanks counts as one."""
    return min(len(_BLANKS.sub(" ", raw[: max(offset, 0)]).lstrip()), len(text))
