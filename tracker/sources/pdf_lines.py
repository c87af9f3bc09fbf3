"""The letters of a page, each with its place -> its printed lines, in reading order, raised marks where they stand.

A blank is where there is room for one, not where the file has one: Word writes "peopl" and "e" apart, and leaves blanks
out. Arabic is turned from the order on paper into that of reading. Guarantees: every letter of a page is in one line.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby, pairwise

from tracker.sources.pdf_page import Glyph, Page

_SAME_LINE = 0.12
"""How far baselines of one line may lie apart, in parts of the size; also a note's mark is raised by more."""
_RAISED, _LOWERED = 0.7, 0.35
_SMALLER = 0.88
_BLANK, _NO_BLANK = 0.19, 0.06
"""Room between two letters, in parts of their size: from the first on a blank; below the second none, though the file
has one. Letters of a word that Word cut stand up to 0.15 apart, words of a narrow line 0.2."""
_TAB, _APART = 0.9, 1.8
_FULLWIDTH = ("\u2e80", "\u9fff", "\uff00", "\uffef")
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_ALEFS = "اأإآٱ"


@dataclass(frozen=True, slots=True)
class Span:
    """Letters of one style. raised: they stand above the line, and are smaller."""

    text: str
    italic: bool = False
    bold: bool = False
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A run of spans that no wide gap cuts."""

    left: float
    right: float
    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """Its text, raised marks included."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line of a page. In texts that are read from the right `left` and `right` are counted from the right."""

    page: int
    y: float
    size: float
    parts: tuple[Part, ...]

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.parts[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.parts[-1].right

    @property
    def text(self) -> str:
        """Its text, parts apart by TAB."""
        return "\t".join(part.text for part in self.parts)

    @property
    def bold(self) -> bool:
        """Whether all its letters are bold."""
        return all(span.bold for part in self.parts for span in part.spans if span.text.strip())


@dataclass(slots=True)
class _Row:
    """Letters of one baseline."""

    y: float
    glyphs: list[Glyph]
    size: float = 0.0
    raised: frozenset[int] = frozenset()

    @property
    def left(self) -> float:
        return min(one.left for one in self.glyphs)

    @property
    def right(self) -> float:
        return max(one.right for one in self.glyphs)


def is_from_the_right(pages: Iterable[Page]) -> bool:
    """Whether the texts of a file are read from the right."""
    strong = Counter(
        unicodedata.bidirectional(glyph.text[:1]) for page in pages for glyph in page.glyphs if glyph.text.strip()
    )
    return strong["AL"] + strong["R"] > strong["L"]


def lines_of(page: Page, *, from_the_right: bool) -> list[Line]:
    """The lines of a page, from its top."""
    glyphs = page.glyphs
    if from_the_right:
        width = page.width
        glyphs = tuple(replace(one, left=width - one.right, right=width - one.left) for one in reversed(glyphs))
    found = []
    for row in _with_raised(_rows(glyphs)):
        parts = tuple(_parts(row, from_the_right=from_the_right))
        if parts:
            found.append(Line(page.number, row.y, row.size, parts))
    return found


def _rows(glyphs: Iterable[Glyph]) -> list[_Row]:
    found: list[_Row] = []
    for glyph in sorted((one for one in glyphs if one.text), key=lambda one: -one.y):
        if found and found[-1].y - glyph.y <= max(_SAME_LINE * min(glyph.size, found[-1].glyphs[0].size), 0.5):
            found[-1].glyphs.append(glyph)
        else:
            found.append(_Row(glyph.y, [glyph]))
    kept = [row for row in found if any(map(_is_base, row.glyphs))] or found
    for row in found:  # accents that are drawn by themselves stand a little higher or lower than their letters
        if row not in kept and any(one.text.strip() for one in row.glyphs):
            nearest = min(kept, key=partial(_distance, row.y))
            nearest.glyphs += row.glyphs
    kept = [row for row in kept if any(one.text.strip() for one in row.glyphs)]
    for row in kept:
        row.size = Counter(one.size for one in row.glyphs if one.text.strip()).most_common(1)[0][0]
    return kept


def _distance(y: float, row: _Row) -> float:
    return abs(row.y - y)


def _is_base(glyph: Glyph) -> bool:
    return bool(glyph.text.strip()) and not unicodedata.combining(glyph.text[:1])


def _with_raised(rows: list[_Row]) -> list[_Row]:
    """Rows of small letters put into the line at which they stand a little higher, or lower."""
    into: dict[int, tuple[int, bool]] = {}
    for index, row in enumerate(rows):
        below = next(_lines_near(rows, index, 1), None)
        above = next(_lines_near(rows, index, -1), None)
        if below is not None and _touches(row, rows[below]):
            into[index] = below, True
        elif above is not None and _touches(row, rows[above]):
            into[index] = above, False
    for index, (target, is_raised) in into.items():
        if target in into:
            continue
        row, line = rows[index], rows[target]
        if is_raised:
            line.raised |= {id(glyph) for glyph in row.glyphs}
        line.glyphs += row.glyphs
    return [row for index, row in enumerate(rows) if index not in into or into[index][0] in into]


def _lines_near(rows: list[_Row], index: int, step: int) -> Iterator[int]:
    """Rows of larger letters, so close below (step 1) or above that letters of this one can belong to them."""
    row = rows[index]
    at = index + step
    while 0 <= at < len(rows) and abs(at - index) <= 4:
        distance = (row.y - rows[at].y) * step
        if distance > (_RAISED if step == 1 else _LOWERED) * rows[at].size:
            return
        if row.size <= _SMALLER * rows[at].size:
            yield at
        at += step


def _touches(row: _Row, line: _Row) -> bool:
    room = line.size
    return row.left >= line.left - room and row.left <= line.right + room and row.right <= line.right + 3 * room


# ---------------------------------------------------------------------------------------------------- letters to text


def _parts(row: _Row, *, from_the_right: bool) -> Iterator[Part]:
    """The parts of a line, with blanks where there is room for them."""
    ordered = _ordered(row.glyphs, from_the_right=from_the_right)
    for apart in _apart(ordered):
        words = list(_spaced(apart, from_the_right=from_the_right))
        if from_the_right:
            words = _logical(words, row.raised)
        spans = []
        for key, group in groupby(words, lambda one: (one[1].italic, one[1].bold, id(one[1]) in row.raised)):
            spans.append(Span("".join(text for text, _ in group), *key))
        glyphs = [glyph for _, glyph in words]
        yield Part(min(one.left for one in glyphs), max(one.right for one in glyphs), tuple(spans))


def _ordered(glyphs: Sequence[Glyph], *, from_the_right: bool) -> list[Glyph]:
    """In the order on paper; a mark above or below a letter follows it."""
    bases = sorted((one for one in glyphs if not unicodedata.combining(one.text[:1])), key=lambda one: one.left)
    marks = [one for one in glyphs if unicodedata.combining(one.text[:1])]
    if from_the_right:
        bases = _lam_first(sorted(bases, key=_middle))  # their boxes overlap
    if not marks:
        return bases
    starts = [one.left for one in bases]
    after: dict[int, list[Glyph]] = {}
    for mark in marks:
        after.setdefault(max(bisect_right(starts, _middle(mark)) - 1, 0), []).append(mark)
    return [one for index, base in enumerate(bases) for one in (base, *after.get(index, ()))] or marks


def _middle(glyph: Glyph) -> float:
    return (glyph.left + glyph.right) / 2


def _lam_first(glyphs: list[Glyph]) -> list[Glyph]:
    """Lam and alef are drawn as one sign, at one place: lam is read first."""
    found = list(glyphs)
    for index, (first, second) in enumerate(pairwise(glyphs)):
        if second.text == "ل" and first.text in _ALEFS and abs(first.left - second.left) < 0.05:
            found[index], found[index + 1] = second, first
    return found


def _apart(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Parts between which there is a wide gap; blanks at their ends are gone."""
    part: list[Glyph] = []
    right = 0.0
    wide = _wide(glyphs)
    for glyph in glyphs:
        if glyph.text.isspace():
            if part:
                part.append(glyph)
            continue
        if part and glyph.left - right > max(_APART * max(glyph.size, 6), wide):
            yield _trimmed(part)
            part = []
        part.append(glyph)
        right = max(glyph.right, right) if len(part) > 1 else glyph.right
    if part:
        yield _trimmed(part)


def _wide(glyphs: Sequence[Glyph]) -> float:
    """What is a wide gap in a line that was spread to its margins: clearly more than the others."""
    letters = [one for one in glyphs if one.text.strip()]
    gaps = sorted(b.left - a.right for a, b in pairwise(letters) if b.left - a.right > _BLANK * b.size)
    return 2.5 * gaps[len(gaps) // 2] if len(gaps) > 3 else 0.0


def _trimmed(part: list[Glyph]) -> list[Glyph]:
    end = len(part)
    while end and part[end - 1].text.isspace():
        end -= 1
    return part[:end]


def _spaced(glyphs: Sequence[Glyph], *, from_the_right: bool) -> Iterator[tuple[str, Glyph]]:
    """Each letter with the blank before it, if there is one."""
    last: Glyph | None = None
    written = False
    for glyph in glyphs:
        if glyph.text.isspace():
            written = written or glyph.right - glyph.left > _NO_BLANK * glyph.size
            continue
        blank = " " if last and written and from_the_right else _blank(last, glyph, written=written)
        yield blank + glyph.text, glyph
        if last is None or not unicodedata.combining(glyph.text[:1]):  # the room that an accent leaves is no blank
            last = glyph
        written = False


def _blank(last: Glyph | None, glyph: Glyph, *, written: bool) -> str:
    if last is None or unicodedata.combining(glyph.text[:1]):
        return ""
    size = max(min(last.size, glyph.size), 1)
    room = (glyph.left - last.right) / size
    if room > _TAB:
        return "\t"
    if written:
        return " " if room > _NO_BLANK else ""
    # letters of two scripts are set a little apart, with no blank
    between_scripts = (_is_full(last.text) and glyph.text.isalnum()) or (last.text.isalnum() and _is_full(glyph.text))
    return " " if room > (_TAB if between_scripts else _BLANK) else ""


def _is_full(text: str) -> bool:
    return _FULLWIDTH[0] <= text[-1] <= _FULLWIDTH[1] or _FULLWIDTH[2] <= text[-1] <= _FULLWIDTH[3]


# ------------------------------------------------------------------------------------------------- from paper to mouth


def _logical(words: Sequence[tuple[str, Glyph]], raised: frozenset[int]) -> list[tuple[str, Glyph]]:
    """Letters in the order from the right to the left, with numbers and Latin words turned round as they are read."""
    texts = [text.strip() for text, _ in words]
    found: list[tuple[str, Glyph]] = []
    turned: set[int] = set()
    at = 0
    while at < len(words):
        start = at + (texts[at] in (")", "]"))  # the bracket that closes Latin words is the first from the right
        end = _foreign_end(texts, words, start, raised) if start < len(words) else start
        if start > at and texts[start:end].count("(") + texts[start:end].count("[") == 0:
            end = start = at
        if end == start:
            found.append(words[at])
            at += 1
            continue
        turned |= set(range(len(found), len(found) + end - at))
        found += _turned(words[at:end])
        at = end
    return _brackets(found, turned)


def _foreign_end(texts: Sequence[str], words: Sequence[tuple[str, Glyph]], start: int, raised: frozenset[int]) -> int:
    """Where a number or a run of Latin words that begins here ends."""
    if not _runs_right(texts[start]):
        return start
    end, letters = start + 1, texts[start].isalpha()
    at = end
    level = id(words[start][1]) in raised
    while at < len(texts) and not _is_rtl(texts[at]) and (id(words[at][1]) in raised) == level:
        blank = words[at][0][:1].isspace()
        if _runs_right(texts[at]):
            if any(words[i][0][:1].isspace() for i in range(end, at + 1)) and not (letters or texts[at].isalpha()):
                return end
            letters = letters or texts[at].isalpha()
            end = at + 1
        elif blank and not letters:
            return end
        at += 1
    return end


def _runs_right(text: str) -> bool:
    return unicodedata.bidirectional(text[:1] or " ") in ("L", "EN", "AN")


def _is_rtl(text: str) -> bool:
    return unicodedata.bidirectional(text[:1] or " ") in ("R", "AL")


def _turned(words: Sequence[tuple[str, Glyph]]) -> list[tuple[str, Glyph]]:
    """The same from the left; a blank that stood before a letter stands now before the next."""
    blanks = [text[: len(text) - len(text.lstrip())] for text, _ in words]
    letters = [(text.lstrip(), glyph) for text, glyph in words][::-1]
    before = [blanks[0], *blanks[:0:-1]]
    return [(f"{blank}{text}", glyph) for blank, (text, glyph) in zip(before, letters, strict=True)]


def _brackets(words: list[tuple[str, Glyph]], turned: set[int]) -> list[tuple[str, Glyph]]:
    """Brackets as they are read: on paper they are mirrored, and some files keep what is on paper, or one for both."""
    places = [index for index, (one, _) in enumerate(words) if index not in turned and one.strip() in ("(", ")")]
    if len(places) % 2 == 0 and len({words[index][0].strip() for index in places}) == 1:
        for order, index in enumerate(places):
            blank = " " * words[index][0].startswith(" ")
            words[index] = f"{blank}{'()'[order % 2]}", words[index][1]
        return words
    text = "".join(one for index, (one, _) in enumerate(words) if index not in turned)
    mirrored = text.translate(_MIRRORED)
    if _closed_first(text) <= _closed_first(mirrored):
        return words
    return [(one if index in turned else one.translate(_MIRRORED), glyph) for index, (one, glyph) in enumerate(words)]


def _closed_first(text: str) -> int:
    """How many brackets are closed before they are opened, and left open."""
    depth = wrong = 0
    for letter in text:
        if letter in "([{«":
            depth += 1
        elif letter in ")]}»":
            wrong += depth == 0
            depth = max(depth - 1, 0)
    return wrong + depth
