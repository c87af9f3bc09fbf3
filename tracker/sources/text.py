"""Plain text and Markdown in the form of fixtures/A_RES_66_152.txt -> a resolution.

Reads: masthead lines, "66/152. Title", the enacting formula, paragraphs apart by blank lines, notes at page breaks,
closing lines, annexes. Guarantees: every printed character is in the resolution or in `unplaced`; what is left out is
markup only (UN.md B.6 has the rules that work).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from tracker.errors import BadSource
from tracker.languages import LANGUAGES, closing_language, find_date, formula_language
from tracker.model import Finding, Kind, Resolution, Status
from tracker.sources import markdown
from tracker.sources.decoding import ACCEPTED
from tracker.sources.numbering import readings
from tracker.sources.runs import Piece, Runs, split_number
from tracker.sources.structure import Block, opens_division, place
from tracker.sources.text_head import Head, adoption_told, read_head, title_at
from tracker.tokens import normalise

_LINES = re.compile(r"\r\n|\r|\n")
_RULE = re.compile(r"\s*[_\-\u2013\u2014=]{5,}\s*$")
_STOPS = (".", ";", ":", ",", "،", "؛", "。", "；", "：", "，", "!", "?")
_COMMAS = (",", "،", "，", ":", "：")
_WIDE = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]$")
LONGEST_HEADING = 250


@dataclass(slots=True)
class _Para:
    """Lines that belong together. `broken`: a page break or notes stood before it."""

    line: int
    lines: list[str] = field(default_factory=list)
    broken: bool = False

    @property
    def text(self) -> str:
        out = ""
        for line in self.lines:
            out += line if not out or _WIDE.search(out) else f" {line}"
        return out


def read_resolution(
    text: str, name: str, language: str | None, unplaced: list[str], findings: list[Finding]
) -> Resolution:
    """The resolution that a text is. Raises BadSource if it has neither an enacting formula nor a masthead."""
    lines = _LINES.split(text.replace("\f", "\n\n\n"))
    start, code = _formula(lines)
    if start is None:
        start = _after_title(lines, name)
    paras = _paragraphs(lines, start + (code is not None))
    code = code or _closing_code(paras) or language
    if code is None:
        findings.append(Finding("language-unknown", "the text does not show its language; read as English"))
        code = "en"
    notes = _lift_notes(paras, unplaced, findings)
    head = read_head(lines[:start], code, notes, findings)
    closing, after = _take_closing(paras, unplaced, findings)
    blocks = _blocks(lines[start], _joined(paras[:after]), notes) if start < len(lines) else []
    blocks += _annexes(_joined(paras[after:]), notes)
    _check_notes(head, blocks, notes, unplaced, findings)
    if not closing and _status(head) in ("adopted", "specimen"):
        said = "no closing lines (Nth plenary meeting, date): is the file whole?"
        findings.append(Finding("no-closing-lines", said))
    return _assemble(head, code, blocks, closing, findings)


def _assemble(
    head: Head, code: str, blocks: list[Block], closing: tuple[str, ...], findings: list[Finding]
) -> Resolution:
    adopted = next((day for line in closing if (day := find_date(line, code))), None)
    if adopted and head.adopted and adopted != head.adopted:
        text = f"the closing lines say {adopted}, the masthead {head.adopted}"
        findings.append(Finding("date-differs", f"the file gives different dates of adoption: {text}"))
    return Resolution(
        symbol=head.symbol,
        language=code,
        title=head.title.text,
        paragraphs=place(blocks),
        status=_status(head),
        adopted=adopted or head.adopted,
        session=head.session,
        masthead=replace(head.masthead, meeting=closing[0] if closing else None),
        adoption=adoption_told(closing),
        title_notes=head.title.notes,
        closing=closing,
    )


def _status(head: Head) -> Status:
    if head.symbol is None:
        return "draft"
    if head.symbol.is_specimen:
        return "specimen"
    return "tabled" if "/L." in head.symbol.text else "adopted"


# ------------------------------------------------------------------------------------------------------ from lines


def _formula(lines: list[str]) -> tuple[int | None, str | None]:
    for index, line in enumerate(lines):
        if line and len(line) < 80 and (code := formula_language(markdown.bare(line))):
            return index, code
    return None, None


def _after_title(lines: list[str], name: str) -> int:
    """Where the text begins if it has no formula: after its title. Five files of the corpus have none."""
    index = title_at(lines)
    if index is None or not any(closing_language(markdown.bare(line)) for line in lines):
        raise BadSource(
            f"{name} is text, but no resolution: it has neither an enacting formula (“The General Assembly,”) "
            f"nor a masthead with closing lines; {ACCEPTED}"
        )
    while index < len(lines) and lines[index].strip():
        index += 1
    return index


def _paragraphs(lines: list[str], start: int) -> list[_Para]:
    found: list[_Para] = []
    blanks = 0
    for index in range(start, len(lines)):
        line = lines[index]
        if not line.strip():
            blanks += 1
            continue
        if blanks or not found or _begins(line):
            found.append(_Para(index + 1, broken=blanks > 1))
        found[-1].lines.append(line.strip())
        blanks = 0
    return found


def _begins(line: str) -> bool:
    """Whether a line that follows another without a blank one is a paragraph of its own."""
    if markdown.is_heading(line) or markdown.NOTE.match(line) or _RULE.match(line):
        return True
    text = markdown.bare(line)
    return split_number(text)[0] is not None or closing_language(text) is not None


def _closing_code(paras: list[_Para]) -> str | None:
    return next((code for para in reversed(paras) if (code := closing_language(markdown.bare(para.lines[0])))), None)


def _lift_notes(paras: list[_Para], unplaced: list[str], findings: list[Finding]) -> dict[str, str]:
    """Take the notes out of the text; what follows one comes after a page break. Rules above notes go too."""
    notes: dict[str, str] = {}
    kept: list[_Para] = []
    broken = False
    for para in paras:
        match = markdown.NOTE.fullmatch(para.text)
        if _RULE.match(para.text):
            unplaced.append(para.text)
        elif match is None:
            para.broken = para.broken or broken
            kept.append(para)
            broken = False
            continue
        elif markdown.note_mark(match) in notes:
            findings.append(Finding("note-twice", f"two notes have the mark {markdown.note_mark(match)}", _at(para)))
            unplaced.append(para.text)
        else:
            notes[markdown.note_mark(match)] = markdown.bare(match["text"])
        broken = True
    paras[:] = kept
    return notes


def _at(para: _Para) -> str:
    return f"line {para.line}"


def _take_closing(paras: list[_Para], unplaced: list[str], findings: list[Finding]) -> tuple[tuple[str, ...], int]:
    """The closing lines, taken out, and where what follows them begins: an annex, or nothing that has a place."""
    at = next((i for i, para in enumerate(paras) if closing_language(_first(para))), None)
    if at is None:
        return (), len(paras)
    lines = _closing_lines(paras[at])
    end = at + 1
    while end < len(paras) and _goes_on(paras[end]):
        lines += _closing_lines(paras[end])
        end += 1
    del paras[at:end]
    if at < len(paras) and not (opens_division(_first(paras[at])) or "").startswith("Annex"):
        text = "text after the closing lines that is no annex"
        findings.append(Finding("after-closing", text, _at(paras[at])))
        unplaced += [para.text for para in paras[at:]]
        del paras[at:]
    return tuple(lines), at


def _first(para: _Para) -> str:
    return markdown.bare(para.lines[0].strip("*_ "))


def _closing_lines(para: _Para) -> list[str]:
    """Closing lines as printed: one emphasis may span them, so that each holds only half of its marks."""
    return [markdown.bare(line.strip("*_ ")) for line in para.lines]


def _goes_on(para: _Para) -> bool:
    """A date, or how the text was adopted in brackets (Human Rights Council), belongs to the closing lines."""
    text = markdown.bare(para.text)
    dated = len(text) < 60 and any(re.fullmatch(language.date, text) for language in LANGUAGES.values())
    return dated or (text.startswith("[") and text.endswith("]"))


def _joined(paras: list[_Para]) -> list[_Para]:
    """Join a paragraph that a page break cut: it has no stop, and what follows goes on without a capital."""
    found: list[_Para] = []
    for para in paras:
        if found and _continues(found[-1], para):
            found[-1].lines += para.lines
        else:
            found.append(replace(para, lines=list(para.lines)))
    return found


def _continues(before: _Para, para: _Para) -> bool:
    text = markdown.bare(para.text)
    head = markdown.bare(before.text).rstrip(markdown.SUPERSCRIPTS + " ")
    if head.endswith(_STOPS) or markdown.is_heading(before.lines[0]) or markdown.is_heading(para.lines[0]):
        return False
    if split_number(text)[0] is not None or not text[:1].isalpha():
        return False
    cased = text[0].lower() != text[0].upper()
    if cased and not text[0].islower():
        return False
    # Russian paragraphs begin in lower case, Arabic and Chinese have no case: there only a page break says it.
    return para.broken or text[0].isascii()


# ----------------------------------------------------------------------------------------------------- into blocks


def _piece(text: str, notes: dict[str, str], *, numbered: bool) -> Piece:
    runs = Runs()
    markdown.write(re.sub(r"^\s*#{1,6}\s+", "", text), notes, runs)
    return runs.finish(numbered=numbered)


def _blocks(formula: str, paras: list[_Para], notes: dict[str, str]) -> list[Block]:
    pieces = [(para, _piece(para.text, notes, numbered=not markdown.is_heading(para.lines[0]))) for para in paras]
    blocks = []
    if formula_language(markdown.bare(formula)):
        first = _piece(formula, notes, numbered=False)
        blocks.append(Block("formula", first.text, notes=first.notes))
    turn = _turn([piece for _, piece in pieces])
    for index, (para, piece) in enumerate(pieces):
        kind: Kind = "operative" if index >= turn else "preambular"
        blocks.append(_block(para, piece, kind, notes))
    return blocks


def _turn(pieces: list[Piece]) -> int:
    """Where the operative part begins: at the first number, or at the first paragraph that does not end in a comma."""
    numbered = next((i for i, piece in enumerate(pieces) if _top(piece.number)), None)
    if numbered is not None:
        return numbered
    return next((i for i, piece in enumerate(pieces) if piece.text and not piece.text.endswith(_COMMAS)), len(pieces))


def _top(number: str | None) -> bool:
    return bool(number) and any(one.style == "number" for one in readings(number or ""))


def _block(para: _Para, piece: Piece, kind: Kind, notes: dict[str, str]) -> Block:
    whole = _piece(para.text, notes, numbered=False)
    short = len(whole.text) <= LONGEST_HEADING and not whole.text.endswith(_STOPS)
    set_off = piece.lead in (0, len(piece.text))
    named = markdown.is_heading(para.lines[0]) or (opens_division(whole.text) is not None and short)
    if named or (kind == "operative" and piece.number is None and short and set_off):
        return Block("heading", whole.text, notes=whole.notes)
    return Block(kind, piece.text, piece.number, piece.lead, piece.notes)


def _annexes(paras: list[_Para], notes: dict[str, str]) -> list[Block]:
    return [_block(para, _piece(para.text, notes, numbered=True), "operative", notes) for para in paras]


def _check_notes(
    head: Head, blocks: list[Block], notes: dict[str, str], unplaced: list[str], findings: list[Finding]
) -> None:
    """A note whose mark stands nowhere is kept apart, and said."""
    placed = {note.mark for block in blocks for note in block.notes} | {note.mark for note in head.title.notes}
    for mark in notes.keys() - placed:
        findings.append(Finding("note-without-mark", f"no place in the text carries the mark of note {mark}"))
        unplaced.append(normalise(f"{mark} {notes[mark]}"))
