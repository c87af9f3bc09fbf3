"""The lines of pages -> paragraphs: what a page adds is taken out, notes stand apart, and lines belong together again.

Where a paragraph begins is read from the room above it, from its first line's indent and from the line before: a line
that ends where its next word had room was ended by its author. Guarantees: every line is in a paragraph, in a note, or
in what was taken out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tracker.languages import closing_language
from tracker.sources import text_lines
from tracker.sources.flow import formula_at
from tracker.sources.flow_head import is_title
from tracker.sources.pdf_lines import Line
from tracker.sources.pdf_page import Page
from tracker.sources.runs import split_number
from tracker.sources.structure import opens_division
from tracker.sources.text_lines import RULE, STOPS
from tracker.tokens import normalise

Edges = dict[tuple[str, int], set[int]]
_MARK = re.compile(r"[(（\[]?(?P<mark>\d{1,3}|[a-z]|[*†‡§]{1,3})[)）\]]?")
_BARE_MARK = re.compile(r"[(（]?(?P<mark>\d{1,3}|\*{1,3})[)）]?(?=[\s\u3000])")
_LETTER = re.compile(r"[^\W\d_]")
_INDENT = 0.8
_OTHER_SIZE = 0.6
_SHORT = 0.6
_GAP = 1.3
_EDGE = 0.14
"""The part of a page, above and below, in which what runs on every page stands."""
_HEADER_LINES = 4


@dataclass(frozen=True, slots=True)
class Note:
    """A note at the foot of a page: its mark and its lines, those of the next page included."""

    mark: str
    lines: list[Line]


@dataclass(slots=True)
class Layout:
    """What pages hold.

    head: paragraphs above the text. body: those of the text, each with the lines it has; `broken` are the places of
    those before which a page ended. around: what page one shows below the text (job number). removed: what else pages
    add. loose: lines among notes that belong to none.
    """

    head: list[list[Line]] = field(default_factory=list)
    body: list[list[Line]] = field(default_factory=list)
    broken: set[int] = field(default_factory=set)
    notes: list[Note] = field(default_factory=list)
    around: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Shape:
    """How a file sets its text.

    lead: from line to line. indented: first lines stand in. margins: left and right, by page.
    """

    size: float
    lead: float
    indented: bool
    margins: dict[int, tuple[float, float]]

    def margin(self, line: Line) -> tuple[float, float]:
        """The margins of a line's page."""
        return self.margins[line.page]

    def indent(self, line: Line) -> float:
        """How far a line stands in, in parts of its size."""
        return (line.left - self.margin(line)[0]) / max(line.size, 1)

    def is_short(self, line: Line) -> bool:
        """Whether a line ends where no wrap can have ended it, however long the word that had no room."""
        left, right = self.margin(line)
        return line.right - line.left < _SHORT * (right - left)

    def is_full(self, line: Line, after: Line, right: float | None = None) -> bool:
        """Whether the first word of the next line had no room at the end of this one; right: of another margin."""
        words = normalise(after.text).split(" ")
        letters = max(len(after.text.strip()), 1)
        width = (after.right - after.left) * (len(words[0]) + 1) / letters
        end = self.margin(line)[1] if right is None else right
        return line.right + 0.85 * width > end - 0.2 * line.size


def layout(pages: Sequence[Page], lines: Sequence[Sequence[Line]]) -> Layout:
    """The paragraphs and notes of pages, whose lines are given page by page."""
    found = Layout()
    edges = _edges(lines)
    kept = [_without_furniture(page, given, edges, found) for page, given in zip(pages, lines, strict=True)]
    size = _body_size(kept)
    texts = [_without_notes(page, given, size, found) for page, given in zip(pages, kept, strict=True)]
    shape = _shape(texts, size)
    body = [line for given in texts for line in given]
    formula, _ = formula_at([normalise(line.text) if len(line.text) < 80 else "" for line in body])
    titles = [index for index, line in enumerate(body) if is_title(normalise(line.text))]
    start = formula if formula is not None else len(body)
    title = max((one for one in titles if one < start), default=None)
    _head(body[:start], shape, found, pages[0].width, title)
    _body(body[start:], shape, found)
    return found


# --------------------------------------------------------------------------------------------------- what pages add


def _without_furniture(page: Page, lines: Sequence[Line], edges: Edges, found: Layout) -> list[Line]:
    """A page's lines without those that only say which page of which document it is."""
    above = _header(page, lines, edges) if page.number > 1 else 0
    below = _footer(page, lines, edges)
    end = len(lines) - below
    found.removed += [part.text.strip() for line in lines[:above] for part in line.parts]
    target = found.around if page.number == 1 else found.removed
    target += [part.text.strip() for line in lines[end:] for part in line.parts]
    return list(lines[above:end])


def _header(page: Page, lines: Sequence[Line], edges: Edges) -> int:
    """How many lines a page has above its text: the running symbol and title."""
    top = [line for line in lines[:_HEADER_LINES] if line.y > page.height * (1 - _EDGE)]
    sure = [index for index, line in enumerate(top) if _names_document(line) or _recurs(line, edges)]
    if not sure:
        return 0
    return sure[-1] + 1


def _footer(page: Page, lines: Sequence[Line], edges: Edges) -> int:
    count = 0
    for line in reversed(lines):
        if line.y > page.height * _EDGE or not (_runs(line) or _recurs(line, edges)):
            break
        count += 1
    return count


def _names_document(line: Line) -> bool:
    """Whether a line has the running symbol or a page number at one of its ends; the title may stand beside it."""
    return any(text_lines.is_furniture(normalise(part.text)) for part in (line.parts[0], line.parts[-1]))


def _runs(line: Line) -> bool:
    """Whether each part of a line is what pages add."""
    words = [normalise(word) for part in line.parts for word in part.text.split("\t")]
    return all(text_lines.is_furniture(word) for word in words if word) or text_lines.is_furniture(normalise(line.text))


def _edges(pages: Sequence[Sequence[Line]]) -> Edges:
    """The first and last lines of all pages but the first, with the pages on which they stand."""
    found: Edges = {}
    for given in pages[1:]:
        for line in (*given[:_HEADER_LINES], *given[-_HEADER_LINES:]):
            found.setdefault(_without_number(line), set()).add(line.page)
    return found


def _recurs(line: Line, edges: Edges) -> bool:
    """Whether another page has the same words at this height, its own number apart."""
    said = _without_number(line)
    return _LETTER.search(said[0]) is not None and len(edges.get(said, set()) - {line.page}) > 0


def _without_number(line: Line) -> tuple[str, int]:
    words = " ".join(sorted(part.text.strip() for part in line.parts))
    return re.sub(rf"\b{line.page}\b", "#", words), round(line.y / 3)


def _size(lines: Sequence[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _body_size(pages: Sequence[Sequence[Line]]) -> float:
    return _size([line for given in pages for line in given])


# ------------------------------------------------------------------------------------------------------------- notes


def _without_notes(page: Page, lines: list[Line], size: float, found: Layout) -> list[Line]:
    """A page's lines without the notes at its foot, which go to `found`."""
    start = _notes_at(page, lines, size)
    foot = lines[start:]
    if foot and RULE.fullmatch(foot[0].text):
        found.removed.append(foot.pop(0).text.strip())
    for index, line in enumerate(foot):
        last = found.notes[-1].mark if found.notes else 0
        mark = note_mark(line, last, any_later=index == 0)
        if mark:
            found.notes.append(Note(mark, [line]))
        elif found.notes:
            found.notes[-1].lines.append(line)
        else:
            found.loose.append(line.text)
    return lines[:start]


def _notes_at(page: Page, lines: Sequence[Line], size: float) -> int:
    """Where the notes of a page begin: below a short rule, printed or drawn; without one, where small print begins."""
    printed = [index for index, line in enumerate(lines) if RULE.fullmatch(line.text)]
    for index in reversed(printed):
        if _are_notes(lines[index + 1 :], size):
            return index
    for left, right, y in sorted(page.rules, key=lambda rule: rule[2]):
        if not 30 < right - left < 0.45 * page.width:
            continue
        index = next((at for at, line in enumerate(lines) if line.y < y), len(lines))
        if _are_notes(lines[index:], size):
            return index
    index = len(lines)
    while index and lines[index - 1].size < 0.93 * size:
        index -= 1
    while index < len(lines) and not note_mark(lines[index], 0):
        index += 1
    return index


def _are_notes(lines: Sequence[Line], size: float) -> bool:
    if not lines:
        return False
    return note_mark(lines[0], None) is not None or all(line.size < 0.93 * size for line in lines)


def note_mark(line: Line, last: str | int | None, *, any_later: bool = False) -> str | None:
    """The mark with which a line begins a note: a raised one, or the number after `last` (None: any, 0: none yet).

    any_later: the number may be a later one too, as those between may be lost.
    """
    first = line.parts[0].spans[0]
    if first.raised and (match := _MARK.fullmatch(first.text.strip())):
        return match["mark"]
    match = _BARE_MARK.match(f"{line.text.strip()} ")
    if match is None:
        return None
    mark = match["mark"]
    if last is None or mark.startswith("*"):
        return mark if last != 0 or mark.isdigit() else None
    expected = int(last) + 1 if str(last).isdigit() else 0
    return mark if int(mark) == expected or (any_later and expected < int(mark) < expected + 10) else None


# -------------------------------------------------------------------------------------------------------- paragraphs


def _shape(pages: Sequence[Sequence[Line]], size: float) -> Shape:
    """How a file sets its text, read from its lines of the text's size."""
    margins: dict[int, tuple[float, float]] = {}
    leads: Counter[float] = Counter()
    common = [line for given in pages for line in given if _is_common(line, size)]
    every = _margins(common) if common else (0.0, 0.0)
    for given in pages:
        own = [line for line in given if _is_common(line, size)]
        for line in given[:1]:
            margins[line.page] = _margins(own) if len(own) > 5 else every
        leads.update(round(a.y - b.y) for a, b in pairwise(given) if 0.8 * size < a.y - b.y < 2.2 * size)
    lead = leads.most_common(1)[0][0] if leads else 1.2 * size
    back = sum(
        a.left - margins[a.page][0] > _INDENT * size >= abs(b.left - margins[b.page][0])
        for given in pages
        for a, b in pairwise(given)
        if _is_wide(a, margins) and split_number(f"{a.text} ")[0] is None
    )
    return Shape(size, float(lead), back > 1, margins)


def _is_common(line: Line, size: float) -> bool:
    return abs(line.size - size) < _OTHER_SIZE and len(line.text) > 30


def _margins(lines: Sequence[Line]) -> tuple[float, float]:
    """Where most lines begin, and where the longest of those end."""
    lefts = Counter(round(line.left / 3) for line in lines)
    most = max(lefts.values())
    left = min(key for key, count in lefts.items() if count * 2 >= most)
    begin = min(line.left for line in lines if round(line.left / 3) == left)
    rights = sorted(line.right for line in lines if line.left < begin + 4)
    return begin, rights[int(0.95 * (len(rights) - 1))]


def _is_wide(line: Line, margins: dict[int, tuple[float, float]]) -> bool:
    left, right = margins[line.page]
    return line.right > right - 0.1 * (right - left)


def _head(lines: Sequence[Line], shape: Shape, found: Layout, width: float, title: int | None) -> None:
    """The lines above the text; what stands side by side is apart, and what was cut at a line's end is joined."""
    right = width - min((line.left for line in lines), default=0.0)
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        if before is not None and index != title and _head_goes_on(before, line, shape, right):
            found.head[-1].append(line)
        elif index == title or len(line.parts) == 1:
            found.head.append([line])
        else:
            found.head += [[Line(line.page, line.y, line.size, (part,))] for part in line.parts]


def _head_goes_on(before: Line, line: Line, shape: Shape, right: float) -> bool:
    near = before.y - line.y <= max(_GAP * shape.lead, 1.35 * line.size)
    if before.page != line.page or not near or before.size != line.size or before.bold != line.bold:
        return False
    return (line.bold and line.size > shape.size) or (len(line.parts) == 1 and shape.is_full(before, line, right))


def _body(lines: Sequence[Line], shape: Shape, found: Layout) -> None:
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        if before is not None and index > 1 and not _opens(before, line, shape):
            found.body[-1].append(line)
            continue
        if before is not None and before.page != line.page:
            found.broken.add(len(found.body))
        found.body.append([line])


def _opens(before: Line, line: Line, shape: Shape) -> bool:
    """Whether a line begins a paragraph."""
    words = normalise(line.text)
    turned = before.page != line.page
    counted = text_lines.opens_number(words)
    heading = before.bold and line.bold and not turned and not counted and _are_centred(before, line, shape)
    if _are_apart(before, line, shape):
        return True
    if heading:  # of several lines, each set in the middle
        return opens_division(normalise(before.text)) is not None
    full, ended = shape.is_full(before, line), _has_ended(before)
    if counted and (ended or not full):
        return True
    if full and not ended:
        return before.bold != line.bold and (before.bold or not words[:1].islower())
    if shape.indented:
        return _stands_in(before, line, shape) or (not full and _begins_anew(before, words, shape))
    return _by_words(before, line, words) if full else ended or _begins_anew(before, words, shape)


def _are_apart(before: Line, line: Line, shape: Shape) -> bool:
    """Whether there is room between two lines, another size, or one of them closes the text."""
    gap = before.page == line.page and before.y - line.y > _GAP * max(shape.lead, 1.0)
    closing = closing_language(normalise(line.text)) or closing_language(normalise(before.text))
    return gap or closing is not None or abs(before.size - line.size) > _OTHER_SIZE


def _begins_anew(before: Line, words: str, shape: Shape) -> bool:
    """Whether a line begins with no small letter, after one that no wrap can have ended."""
    return shape.is_short(before) and not words[:1].islower()


def _are_centred(before: Line, line: Line, shape: Shape) -> bool:
    """Whether two lines are set in the middle, one below the other."""
    middles = [(one.left + one.right) / 2 for one in (before, line)]
    return abs(middles[0] - middles[1]) < 0.8 * line.size and shape.indent(line) + shape.indent(before) > 2 * _INDENT


def _stands_in(before: Line, line: Line, shape: Shape) -> bool:
    step = shape.indent(line)
    return step > _INDENT and step - (0 if before.page != line.page else shape.indent(before)) > _INDENT / 2


def _by_words(before: Line, line: Line, words: str) -> bool:
    """Whether a line begins a paragraph, where only its words can say so: after a stop at the end of a full line."""
    stop = normalise(before.text).rstrip('"”’»]')[-1:]
    first = line.parts[0].spans[0]
    if stop in (";", "؛", "；") or words[:1].islower():
        return not words[:1].islower()
    if (first.italic or first.bold) and len(first.text) < len(line.text):
        return True
    return stop in (",", ".") and text_lines.is_lead(words)


def _has_ended(line: Line) -> bool:
    """Whether a line ends in a stop, behind which the mark of a note may stand."""
    spans = [span for part in line.parts for span in part.spans]
    while spans and (spans[-1].raised or not spans[-1].text.strip()):
        spans.pop()
    words = "".join(span.text for span in spans).rstrip(' \t]"”’»')
    return words.endswith(STOPS) or re.search(r"[,;]\s(?:and|or|et|ou|y|o|и|или)$", words) is not None
