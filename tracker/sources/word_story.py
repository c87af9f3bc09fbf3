"""A story of a Word file (its text, a note, a header) -> paragraphs and rows, in one view of its tracked changes.

Accepted: what was inserted stands, what was deleted does not. Original: the other way round. A paragraph whose mark is
not there in the view goes on in the next. Guarantees: what is printed is in a paragraph, or in `Story.aside`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from tracker.sources.runs import Runs
from tracker.sources.word_numbering import Number, Numbering
from tracker.sources.word_package import MC, W
from tracker.sources.word_styles import Look, Styles

_GONE = {False: frozenset((f"{W}del", f"{W}moveFrom")), True: frozenset((f"{W}ins", f"{W}moveTo"))}
_ROW_GONE = {False: (f"{W}del", f"{W}cellDel"), True: (f"{W}ins", f"{W}cellIns")}
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_DRAWN_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_PLAIN = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}
_SILENT = frozenset(
    f"{W}{name}"
    for line in (
        "pPr rPr sectPr tblPr tblGrid trPr tcPr sdtPr sdtEndPr smartTagPr customXmlPr fldData instrText delInstrText",
        "annotationRef separator continuationSeparator lastRenderedPageBreak rt",
    )
    for name in line.split()
)
# Bullets and other signs that are set from a picture font are not letters.
_HEX = re.compile("(?!00[01]|D[89A-F])[0-9A-F]{4}")  # no control character, no half of a letter
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SIGNS = {"F0B7": "•", "F0A7": "▪", "F0D8": "➢", "F0FC": "✓", "F02D": "\u2212", "F0B0": "°", "F0BE": "—"}

NoteAt = Callable[[str, str, str | None], tuple[str, str] | None]
"""("footnote", its id, its own mark or None) -> mark and text; None if there is no such note."""


@dataclass(slots=True)
class Written:
    """A paragraph as it is printed: its lines, what counts it, and what hangs at it."""

    lines: list[Runs] = field(default_factory=lambda: [Runs()])
    number: Number | None = None
    heading: bool = False
    broken: bool = False
    boxes: list[etree._Element] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it is printed."""
        return not any(line.raw.strip() for line in self.lines)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: the paragraphs of each of its cells."""

    cells: tuple[tuple[Written, ...], ...]
    begins: bool


@dataclass(slots=True)
class Story:
    """Reads the blocks of one story. `aside` collects what is in the file and not printed: hidden text."""

    styles: Styles
    numbering: Numbering
    original: bool
    note_at: NoteAt
    section_ends: Callable[[], None] = lambda: None
    aside: list[str] = field(default_factory=list)
    _fields: list[bool] = field(default_factory=list)  # of each open field: whether its result has begun
    _broken: bool = False

    def blocks(self, container: etree._Element) -> Iterator[Written | Row]:
        """The paragraphs and rows of a body, a cell, a note, in order."""
        carried: Written | None = None
        for element in self._items(container):
            if element.tag == f"{W}tbl":
                if carried:
                    yield carried
                    carried = None
                yield from self._rows(element)
                continue
            written = carried or Written()
            goes_on = self._paragraph(element, written)
            carried = written if goes_on else None
            if not goes_on:
                yield written
        if carried:
            yield carried

    def _items(self, container: Iterable[etree._Element]) -> Iterator[etree._Element]:
        """Paragraphs and tables, out of content controls, tracked ranges and alternatives."""
        for child in container:
            if child.tag in (f"{W}p", f"{W}tbl"):
                yield child
            elif child.tag == f"{MC}AlternateContent":
                yield from self._items(chosen(child))
            elif child.tag not in _GONE[self.original] and child.tag not in _SILENT:
                yield from self._items(child)

    def _rows(self, table: etree._Element) -> Iterator[Row]:
        begins = True
        for row in table.iter(f"{W}tr"):
            if next(row.iterancestors(f"{W}tbl")) is not table or self._is_gone(row, "trPr"):
                continue
            cells = [
                tuple(self._cell(cell))
                for cell in row.iter(f"{W}tc")
                if next(cell.iterancestors(f"{W}tr")) is row and not self._is_gone(cell, "tcPr")
            ]
            if cells:
                yield Row(tuple(cells), begins)
                begins = False

    def _is_gone(self, element: etree._Element, properties: str) -> bool:
        given = element.find(f"{W}{properties}")
        return given is not None and any(given.find(tag) is not None for tag in _ROW_GONE[self.original])

    def _cell(self, cell: etree._Element) -> Iterator[Written]:
        """The paragraphs of a cell, those of a table inside it too."""
        for block in self.blocks(cell):
            if isinstance(block, Row):
                for inner in block.cells:
                    yield from inner
            else:
                yield block

    # ---------------------------------------------------------------------------------------------------- a paragraph

    def _paragraph(self, element: etree._Element, written: Written) -> bool:
        """Write a paragraph; returns whether its mark is not there in this view, so that the next one goes on."""
        properties = element.find(f"{W}pPr")
        mark = properties.find(f"{W}rPr") if properties is not None else None
        goes_on = mark is not None and any(mark.find(tag) is not None for tag in _GONE[self.original])
        written.broken = written.broken or self._broken or _is_set(properties, "pageBreakBefore")
        self._broken = False
        writer = _Writer(self, written, properties)
        writer.write(element)
        writer.release()
        self._fields = [begun for begun in self._fields if begun]  # a field's code never leaves its paragraph
        if properties is not None and properties.find(f"{W}sectPr") is not None:
            self._broken = True
            self.section_ends()
        if not goes_on:
            written.number = self.numbering.next(properties)
            written.heading = self.styles.is_heading(properties)
        return goes_on


@dataclass(slots=True)
class _Writer:
    """Writes the runs of one paragraph into its lines."""

    story: Story
    written: Written
    properties: etree._Element | None
    bracket: str = ""  # a raised "(" that may belong to the mark of a note, as Arabic texts print it
    closes: bool = False  # the mark of a note stands right before
    waiting: tuple[str, str] | None = None  # a note whose own mark is the next text
    italic: bool = False

    def write(self, elements: Iterable[etree._Element]) -> None:
        for child in elements:
            if child.tag in _SILENT or child.tag in _GONE[self.story.original]:
                continue
            if child.tag == f"{W}r":
                self._run(child)
            elif child.tag == f"{MC}AlternateContent":
                self.write(chosen(child))
            elif child.tag == _MATH_TEXT:
                self._text(child.text or "", Look())
            else:
                self.write(child)

    def _run(self, run: etree._Element) -> None:
        look = self.story.styles.look(self.properties, run.find(f"{W}rPr"))
        for child in run:
            self._piece(child, look)

    def _piece(self, child: etree._Element, look: Look) -> None:
        tag = child.tag
        if (text := _printed(child)) is not None:
            self._text(text, look)
        elif tag == f"{W}fldChar":
            self._field(child.get(f"{W}fldCharType", ""))
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            self._note(child)
        elif tag in (f"{W}footnoteRef", f"{W}endnoteRef"):  # in the note, its own mark
            self.bracket, self.closes = "", True
        elif tag in (f"{W}br", f"{W}cr"):
            self._break(child.get(f"{W}type", ""))
        elif tag == f"{MC}AlternateContent":
            for inner in chosen(child):
                self._piece(inner, look)
        elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            self._drawing(child)
        elif tag not in _SILENT:
            self.write(child)

    def _field(self, kind: str) -> None:
        fields = self.story._fields
        if kind == "begin":
            fields.append(False)
        elif kind == "separate" and fields:
            fields[-1] = True
        elif kind == "end" and fields:
            fields.pop()

    def _break(self, kind: str) -> None:
        if kind == "page":
            if self.written.is_empty:
                self.written.broken = True
            else:
                self.story._broken = True  # noqa: SLF001 - one machine in two halves
        if kind not in ("page", "column") or not self.written.is_empty:
            self.release()
            self.written.lines.append(Runs())

    def _drawing(self, element: etree._Element) -> None:
        """A text box hangs at the paragraph; words drawn without one are kept aside."""
        boxes = [one for one in _shown(element) if one.tag == f"{W}txbxContent"]
        self.written.boxes += boxes
        if not boxes:
            drawn = " ".join(one.text or "" for one in _shown(element) if one.tag == _DRAWN_TEXT)
            self.story.aside += [drawn] if drawn.strip() else []

    def _note(self, reference: etree._Element) -> None:
        kind = "footnote" if reference.tag == f"{W}footnoteReference" else "endnote"
        which = reference.get(f"{W}id", "")
        self.bracket = ""
        if reference.get(f"{W}customMarkFollows", "0") not in ("0", "false", "off"):
            self.waiting = kind, which
        elif found := self.story.note_at(kind, which, None):
            self.written.lines[-1].note(*found)
            self.closes = True

    def _text(self, text: str, look: Look) -> None:
        if not text or not all(self.story._fields):
            return
        if self.waiting and text.strip():
            kind, which = self.waiting
            self.waiting = None
            if found := self.story.note_at(kind, which, text.strip()):
                self.written.lines[-1].note(*found)
                return
        if look.hidden:
            self.story.aside.append(text)
            return
        if look.raised and text.strip() in ("(", ")"):
            if text.strip() == "(":
                self.release()
                self.bracket = text
                return
            if self.closes:
                self.closes = False
                return
        self.release()
        self._add(text, look)

    def release(self) -> None:
        """A raised bracket after which no note came is text."""
        text, self.bracket = self.bracket, ""
        if text:
            self._add(text, Look(raised=True))
        self.closes = False

    def _add(self, text: str, look: Look) -> None:
        line = self.written.lines[-1]
        start = line.length
        line.add(text.translate(_RAISED) if look.raised else text)
        # A plain blank between two words that are set off belongs to them: editors leave such blanks everywhere.
        if look.italic or look.bold or look.underlined or (self.italic and not text.strip()):
            line.emphasis(start)
            self.italic = True
        else:
            self.italic = False
        if look.bold or look.underlined:
            line.mark("bold", start)
        if look.struck:
            line.mark("struck", start)


def _printed(piece: etree._Element) -> str | None:
    """The words of a piece of a run; None if it is something else."""
    if piece.tag in (f"{W}t", f"{W}delText"):
        return piece.text or ""
    if piece.tag == f"{W}sym":
        code = piece.get(f"{W}char", "").upper()
        return _SIGNS.get(code) or (chr(int(code, 16)) if _HEX.fullmatch(code) else "")
    return _PLAIN.get(str(piece.tag))


def chosen(element: etree._Element) -> list[etree._Element]:
    """Of several ways to say the same (mc:AlternateContent) what the first says, the last is for older programs."""
    ways = [one for one in element if one.tag in (f"{MC}Choice", f"{MC}Fallback") and len(one)]
    return list(ways[0]) if ways else []


def _shown(element: etree._Element) -> Iterator[etree._Element]:
    """An element and all in it, of alternatives only one; what is in a text box is the box's."""
    yield element
    for child in chosen(element) if element.tag == f"{MC}AlternateContent" else element:
        if element.tag != f"{W}txbxContent":
            yield from _shown(child)


def _is_set(properties: etree._Element | None, name: str) -> bool:
    found = properties.find(f"{W}{name}") if properties is not None else None
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false", "off")
