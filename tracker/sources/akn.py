"""AKN4UN XML (Akoma Ntoso for the United Nations) -> resolutions.

Reads: every statement of the file, in document order. Guarantees: all visible text of coverPage, preface, preamble,
mainBody, attachments and conclusions is in a resolution or in `unplaced`; what is left out is only the marks of notes
(the empty "()" and the parentheses set around a mark in Arabic). UN.md C.4 has the encoding, C.6 its defects.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from dataclasses import replace as change

from lxml import etree

from tracker.letters import figure
from tracker.model import Finding, Footnote, Kind, Resolution
from tracker.sources import akn_facts as facts
from tracker.sources.akn_facts import NS, Envelope
from tracker.sources.decoding import local_name
from tracker.sources.oddities import oddities
from tracker.sources.runs import Piece, Runs
from tracker.sources.sponsors import read_sponsors
from tracker.sources.structure import Block, place
from tracker.tokens import normalise

_SET_OFF = frozenset({"italic", "bold", "bold italic"})
_ENDS = tuple(".;:,…。；：，、؛،؟?!)")
_LETTERED = re.compile(r"[A-Z]{1,5}\.?")  # "A. Base/floor salary scale", "III" (77/256, 76/246): never a paragraph's
WIDEST_SPAN = 100
LONGEST_HEADING = 250
"""Unnumbered text that ends without a stop is a heading up to this length (the longest seen has 205 characters)."""


def read_resolutions(root: etree._Element, unplaced: list[str], findings: list[Finding]) -> tuple[Resolution, ...]:
    """Every text of the file, in order: one, or the parts A, B, ... of a resolution adopted in parts."""
    collection = root.find(f".//{NS}documentCollection")
    statements = list(root.iter(f"{NS}statement"))
    shared_meta = collection.find(f"{NS}meta") if collection is not None else None
    shared_cover = collection.find(f"{NS}coverPage") if collection is not None else None
    heading, _, title = _preface(collection.find(f"{NS}preface") if collection is not None else None)
    over = (*heading, normalise(title.text)) if title.text else heading
    found = []
    for statement in statements:
        own = statement.find(f"{NS}meta")
        cover = statement.find(f"{NS}coverPage")
        box = Envelope(
            statement=statement,
            meta=own if shared_meta is None else shared_meta,
            own_meta=own,
            cover=shared_cover if cover is None else cover,
            preface=statement.find(f"{NS}preface"),
        )
        found.append(_resolution(box, over, title, unplaced, findings))
    findings += oddities(found)
    return tuple(found)


def _resolution(
    box: Envelope, over: tuple[str, ...], whole: Piece, unplaced: list[str], findings: list[Finding]
) -> Resolution:
    before, number, title = _preface(box.preface)
    name = facts.symbol(box, number, findings)
    code = facts.language(box, findings)
    body = _Body(findings)
    for child in box.statement:
        body.take(child)
    unplaced += body.unplaced
    findings += facts.report_findings(box)
    draft, more = facts.named_sponsors(box.meta)
    return Resolution(
        symbol=name,
        language=code,
        title=title.text or whole.text,
        paragraphs=place(body.blocks),
        status="specimen" if name and name.is_specimen else "adopted",
        adopted=facts.adopted(box, code, findings),
        session=facts.session(box, name, code, findings),
        masthead=facts.masthead(box, (*over, *before), code, tuple(body.closing)),
        adoption=facts.adoption(box, findings),
        sponsors=read_sponsors(draft) + read_sponsors(more, "additional"),
        subjects=facts.subjects(box.meta),
        title_notes=title.notes or whole.notes,
        closing=tuple(body.closing),
        extra=facts.further(box),
    )


def _preface(preface: etree._Element | None) -> tuple[tuple[str, ...], str, Piece]:
    """Lines that are not the title, the last number ("78/199.", or a part's letter), and the title with its notes."""
    lines: list[str] = []
    number, title = "", Piece("")
    if preface is None:
        return (), number, title
    for element in preface.iter(f"{NS}docNumber", f"{NS}docTitle"):
        piece = _piece(element)
        if element.tag == f"{NS}docNumber":
            number = piece.text
            lines += [number] if number else []
        elif piece.text:
            lines += [title.text] if title.text else []
            title = piece
    for line in preface.iterfind(f"{NS}p"):
        if line.find(f".//{NS}docNumber") is None and line.find(f".//{NS}docTitle") is None:
            lines += facts.lines(line)
        for note in line.iterfind(f"{NS}authorialNote"):  # "74/232 becomes 74/232 A" stands after the part's letter
            title = change(
                title, notes=(*title.notes, Footnote(note.get("marker") or "", _note(note), len(title.text)))
            )
    title, printed = _undashed(title, lines)
    return printed, number, title


def _undashed(title: Piece, lines: list[str]) -> tuple[Piece, tuple[str, ...]]:
    """Arabic prints a dash between number and title, and the file keeps it with the title: it goes with the number."""
    if title.text.startswith("-"):
        text = title.text.lstrip("- \u00a0")
        cut = len(title.text) - len(text)
        title = Piece(text, notes=tuple(change(note, offset=max(note.offset - cut, 0)) for note in title.notes))
        lines[-1:] = [f"{lines[-1]} -"] if lines else ["-"]
    return title, tuple(lines)


# ---------------------------------------------------------------------------------------------------------- one text


def _piece(element: etree._Element, *, numbered: bool = False) -> Piece:
    runs = Runs()
    _collect(element, runs)
    return runs.finish(numbered=numbered)


def _collect(element: etree._Element, runs: Runs) -> None:
    """Add all that is printed inside an element; its notes at their places."""
    runs.add(element.text)
    for child in element:
        if child.tag == f"{NS}authorialNote":
            runs.note((child.get("marker") or "").strip(), _note(child))
        elif child.tag == f"{NS}sup" and not len(child) and (child.text or "").strip() in {"(", ")"}:
            pass  # set around a note's mark in Arabic
        elif child.tag == f"{NS}span" and child.get("class") in _SET_OFF:
            start = runs.length
            _collect(child, runs)
            runs.emphasis(start)
        elif child.tag == f"{NS}noteRef":
            runs.note((child.get("marker") or "").strip(" ()"), _note_at(child))
        elif child.tag == f"{NS}eol":
            runs.add(" ")
        else:
            _collect(child, runs)
        runs.add(child.tail)


def _note_at(reference: etree._Element) -> str:
    """The text of a note that the file keeps apart, in `notes`; empty if it is not there."""
    wanted = (reference.get("href") or "").lstrip("#")
    notes = reference.getroottree().iter(f"{NS}note")
    return next((_note(note) for note in notes if wanted and note.get("eId") == wanted), "")


def _note(note: etree._Element) -> str:
    runs = Runs()
    runs.add(note.text)
    for part in note:
        _collect(part, runs)
        runs.add(" ")
        runs.add(part.tail)
    text = runs.finish().text
    return text[2:].lstrip() if text.startswith("()") else text


@dataclass(slots=True)
class _Body:
    """Walks the parts of a statement and gathers leaves, closing lines, and what has no place."""

    findings: list[Finding]
    blocks: list[Block] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    number: str | None = None
    kind: Kind = "operative"
    depth: int = 0
    opens: str = ""
    counted: bool = False
    """Whether the file has given a number its own element: where it gives none at all, that is its habit (Arabic)."""

    def take(self, element: etree._Element) -> None:
        """Read one element of the text's structure; an element of another kind is looked into."""
        handler = _HANDLERS.get(local_name(element))
        if handler:
            handler(self, element)
        else:
            self.inside(element)

    def inside(self, element: etree._Element) -> None:
        self.loose(element.text)
        for child in element:
            self.take(child)
            self.loose(child.tail)

    def loose(self, text: str | None) -> None:
        """Text between elements has no place in the format; it is kept."""
        if text and not text.isspace():
            self.unplaced.append(normalise(text))

    def add(self, kind: Kind, piece: Piece, number: str | None = None) -> None:
        self.blocks.append(Block(kind, piece.text, number, piece.lead, piece.notes, self.depth, self.opens))
        self.opens = ""

    # Each handler takes one element.

    def preamble(self, element: etree._Element) -> None:
        self.kind = "preambular"
        self.inside(element)
        self.kind = "operative"

    def formula(self, element: etree._Element) -> None:
        piece = _piece(element)
        self.add("formula", change(piece, lead=0))

    def text(self, element: etree._Element) -> None:
        """A `p` or another element that holds printed text directly."""
        number, self.number = self.number, None
        piece = _piece(element, numbered=number is None)
        if number is None and not self._is_heading(element, piece):
            number = piece.number
            if number and number[0].isdigit() and self.counted:
                what = f"the number {number} stands in the text, not in its own element"
                self.findings.append(Finding("number-in-text", what, f"number {number}"))
        elif number is None:
            piece = _piece(element)
            if piece.text:
                self.add("heading", change(piece, lead=0))
            return
        if number is not None and _LETTERED.fullmatch(number):
            self.add("heading", change(piece, text=f"{number} {piece.text}".strip(), lead=0))
        elif number is not None and not piece.text and not piece.notes:
            self.add("heading", Piece(number.strip()))  # section/p/num: a number that heads what follows
        elif piece.text or piece.notes:
            self.add(self.kind, piece, number)

    def _is_heading(self, element: etree._Element, piece: Piece) -> bool:
        if any(True for _ in element.iter(f"{NS}subheading", f"{NS}heading", f"{NS}decoration")):
            return True
        if any(True for _ in element.iter(f"{NS}num")):
            return True
        bare = self.kind == "operative" and piece.number is None and not self.depth
        return bare and len(piece.text) <= LONGEST_HEADING and not piece.text.endswith(_ENDS) and not _leads(piece)

    def num(self, element: etree._Element) -> None:
        if self.number:  # two numbers and no text between them
            self.add("heading", Piece(self.number))
        self.number = facts.words(element) or None
        self.counted = True

    def heading(self, element: etree._Element) -> None:
        self.flush()
        piece = _piece(element)
        if piece.text:
            self.add("heading", change(piece, lead=0))

    def cross_heading(self, element: etree._Element) -> None:
        if element.get("refersTo") != "#preamble":
            self.heading(element)
            return
        self.flush()
        kind, self.kind = self.kind, "preambular"
        self.text(element)
        self.kind = kind

    def flush(self) -> None:
        """A number that no text followed is a heading: the roman number of a section."""
        if self.number:
            self.add("heading", Piece(self.number))
            self.number = None

    def paragraph(self, element: etree._Element) -> None:
        self.flush()
        self.inside(element)
        self.flush()

    def sublist(self, element: etree._Element) -> None:
        """A list inside a list; the file sets it beside the points, not into one (80/11)."""
        self.depth = 2
        self.inside(element)
        self.depth = 0

    def table(self, element: etree._Element) -> None:
        self.flush()
        self.opens = "table"
        self.loose(element.text)
        for cells in _rows(element):
            text = "\t".join(cell.text for cell in cells)
            if text.strip():
                self.add("table", Piece(text, notes=_row_notes(cells)))
        self.opens = ""

    def note(self, element: etree._Element) -> None:
        """A note kept apart is read at its mark; one that nothing refers to has no place."""
        references = element.getroottree().iter(f"{NS}noteRef")
        if element.get("eId") is None or f"#{element.get('eId')}" not in {one.get("href") for one in references}:
            self.loose(_note(element))

    def attachment(self, element: etree._Element) -> None:
        self.opens = "annex"
        self.inside(element)
        self.opens = ""

    def conclusions(self, element: etree._Element) -> None:
        for part in element:
            self.closing += facts.lines(part)
        self.loose(element.text)

    def skip(self, element: etree._Element) -> None:
        """Meta, cover and preface are read by others."""


def _leads(piece: Piece) -> bool:
    """A lead phrase that is only the start of the text: a paragraph, not a heading set in italics."""
    return 0 < piece.lead < len(piece.text)


def _rows(table: etree._Element) -> Iterator[list[Piece]]:
    """The rows of a table, each with a cell for every column: what a wide or tall cell covers is empty."""
    covered: dict[int, int] = {}  # by column: how many rows a cell from above still reaches into
    for row in table.iter(f"{NS}tr"):
        cells: list[Piece] = []

        def fill(cells: list[Piece] = cells) -> None:
            while covered.get(len(cells), 0):
                covered[len(cells)] -= 1
                cells.append(Piece(""))

        for cell in row:
            fill()
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            start = len(cells)
            cells += [_piece(cell), *[Piece("")] * (across - 1)]
            covered.update(dict.fromkeys(range(start, start + across), down - 1))
        fill()
        yield cells


def _span(cell: etree._Element, name: str) -> int:
    """How many columns or rows a cell covers: at most as many as a page has, whatever a file says."""
    return min(max(figure((cell.get(name) or "").strip()) or 1, 1), WIDEST_SPAN)


def _row_notes(cells: Iterable[Piece]) -> tuple[Footnote, ...]:
    """Notes of a row, their offsets counted in the joined cells."""
    found: list[Footnote] = []
    start = 0
    for cell in cells:
        found += [change(note, offset=note.offset + start) for note in cell.notes]
        start += len(cell.text) + 1
    return tuple(found)


_HANDLERS: dict[str, Callable[[_Body, etree._Element], None]] = {
    "meta": _Body.skip,
    "coverPage": _Body.skip,
    "preface": _Body.skip,
    "preamble": _Body.preamble,
    "formula": _Body.formula,
    "p": _Body.text,
    "listIntroduction": _Body.text,
    "num": _Body.num,
    "heading": _Body.heading,
    "subheading": _Body.heading,
    "subhheading": _Body.heading,  # a slip of the converter, in one file (UN.md C.3)
    "note": _Body.note,
    "crossHeading": _Body.cross_heading,
    "paragraph": _Body.paragraph,
    "sublist": _Body.sublist,
    "table": _Body.table,
    "attachment": _Body.attachment,
    "conclusions": _Body.conclusions,
}
