"""Paragraphs as a file sets them -> a resolution: what plain text, Markdown, Word, HTML and PDF share.

A reader of a format gives the paragraphs in order, each with what the format says of it (runs.py), and the notes; here
it is decided what they are: masthead, title, formula, preamble, operative part, closing lines, annexes, or nothing that
has a place. Guarantees: every printed character is in the resolution or in `unplaced` (UN.md B.1 to B.6).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tracker.errors import BadSource
from tracker.languages import LANGUAGES, closing_language, find_date, formula_language
from tracker.model import Finding, Footnote, Kind, Resolution, Status
from tracker.sources import draft
from tracker.sources.decoding import ACCEPTED
from tracker.sources.flow_head import Head, adoption_told, is_title, read_head
from tracker.sources.limits import must_be_few
from tracker.sources.numbering import readings
from tracker.sources.runs import Aside, Piece, Runs, split_number
from tracker.sources.structure import Block, opens_division, place
from tracker.tokens import normalise

_STOPS = (".", ";", ":", ",", "،", "؛", "。", "；", "：", "，", "!", "?")
_PART = re.compile(r"[B-Z]\.?")
_COMMAS = (",", "،", "，", ":", "：")
LONGEST_HEADING = 250
LONGEST_LINE = 100
_LONGEST_HEAD = 1000


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph before anyone knows what it is.

    where: for messages ("line 12", "page 3"). number: one that the format keeps apart from the text, as Word can.
    heading: the format says that it is one. broken: a page break or notes stood before it. cells: it is the row of a
    table; `begins_table` for its first row.
    """

    runs: Runs
    where: str = ""
    number: str | None = None
    heading: bool = False
    broken: bool = False
    cells: tuple[Runs, ...] = ()
    begins_table: bool = False

    @property
    def text(self) -> str:
        """Its clean text, number included."""
        return self.runs.finish().text if self.number is None else self.piece(numbered=False).text

    @property
    def lines(self) -> tuple[str, ...]:
        """Its printed lines, clean; a row gives its cells."""
        return tuple(line for runs in self.cells or (self._whole(),) for line in runs.lines() if line)

    def piece(self, *, numbered: bool) -> Piece:
        """Its text with lead phrase and notes. numbered: a number at its start is taken off, or is given."""
        if self.cells:
            return _row(self.cells)
        if not numbered or self.number is None:
            return self._whole().finish(numbered=numbered)
        return replace(self.runs.finish(), number=self.number)

    def _whole(self) -> Runs:
        """Its text with the number that the format keeps apart."""
        if self.number is None:
            return self.runs
        whole = Runs()
        whole.add(f"{self.number} ")
        whole.extend(self.runs)
        return whole


def read_resolution(
    paras: Sequence[Para],
    notes: Mapping[str, str],
    *,
    name: str,
    form: str,
    language: str | None,
    unplaced: list[str],
    findings: list[Finding],
    original: bool = False,
) -> Resolution:
    """The resolution that a run of paragraphs is.

    notes: by mark, those that stand at marks in the runs, and those that no mark leads to. form: what the file is, for
    the message ("text"). language: what the user says. original: words that a drafter struck stand, those marked as new
    do not (draft.py). Raises BadSource if there is neither an enacting formula nor a
    title with closing lines.
    """
    must_be_few(len(paras), name)
    paras = _settled(paras, original=original)
    start, code = _formula(paras)
    if start is None:
        start = _after_title(paras, f"{name} is {form}")
    body = list(paras[start + (code is not None) :])
    code = code or _closing_code(body) or language
    if code is None:
        findings.append(Finding("language-unknown", "the text does not show its language; read as English"))
        code = "en"
    head = read_head([(para.runs, para.lines) for para in paras[:start]], code, findings)
    closing, after = _take_closing(body, unplaced, findings)
    blocks = _blocks(paras[start], _joined(body[:after])) if start < len(paras) else []
    blocks += [_block(para, para.piece(numbered=True), "operative") for para in _joined(body[after:])]
    _check_notes(head, blocks, notes, unplaced, findings)
    if not closing and not head.masthead.meeting and _status(head) in ("adopted", "specimen"):
        said = "no closing lines (Nth plenary meeting, date): is the file whole?"
        findings.append(Finding("no-closing-lines", said))
    resolution = _assemble(head, code, blocks, closing, findings)
    places = [("", "", para.runs.finish().asides) for para in paras[:start]]
    places += [(one.label, one.text, block.asides) for one, block in zip(resolution.paragraphs, blocks, strict=True)]
    issued = resolution.status in ("adopted", "specimen")
    extra = draft.told(places, original=original, adopted=issued, unplaced=unplaced, findings=findings)
    return replace(resolution, extra=extra)


def _settled(paras: Sequence[Para], *, original: bool) -> list[Para]:
    """The paragraphs as they read in this view; those of which nothing is left are gone."""
    settled = draft.settle([para.runs for para in paras], original=original)
    found = [replace(para, runs=runs) for para, runs in zip(paras, settled, strict=True) if runs is not None]
    rows = (_row_settled(para, original=original) if para.cells else para for para in found)
    return list(rows)


def _row_settled(para: Para, *, original: bool) -> Para:
    cells = draft.settle(para.cells, original=original)
    return replace(para, cells=tuple(runs or Runs() for runs in cells))


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
        masthead=replace(head.masthead, meeting=closing[0] if closing else head.masthead.meeting),
        adoption=head.adoption if head.adoption.mode else adoption_told(closing),
        sponsors=head.sponsors,
        title_notes=head.title.notes,
        closing=closing,
    )


def _status(head: Head) -> Status:
    if head.symbol is None:
        return "draft"
    if head.symbol.is_specimen:
        return "specimen"
    return "tabled" if "/L." in head.symbol.text else "adopted"


def _formula(paras: Sequence[Para]) -> tuple[int | None, str | None]:
    return formula_at([para.text if para.runs.length < 80 else "" for para in paras])


def formula_at(texts: Sequence[str]) -> tuple[int | None, str | None]:
    """Where the enacting formula stands among paragraphs, and its language.

    In Russian and Chinese the masthead names the organ with the same words: the formula is what has a comma.
    """
    first: tuple[int | None, str | None] = (None, None)
    for index, text in enumerate(texts):
        if (code := formula_language(text)) is None:
            continue
        if text.rstrip().endswith(_COMMAS):
            return index, code
        if first[0] is None:
            first = index, code
    return first


def _after_title(paras: Sequence[Para], what: str) -> int:
    """Where the text begins if it has no formula: after its title. Five files of the corpus have none."""
    titles = [index for index, para in enumerate(paras) if is_title(para.text)]
    if not titles or not any(closing_language(line) for para in paras for line in para.lines):
        raise BadSource(
            f"{what}, but no resolution: it has neither an enacting formula (“The General Assembly,”) "
            f"nor a masthead with closing lines; {ACCEPTED}"
        )
    return titles[-1] + 1


# ------------------------------------------------------------------------------------------------- closing, joining


def _closing_code(paras: Sequence[Para]) -> str | None:
    firsts = (para.lines[0] for para in reversed(paras) if para.lines)
    return next((code for line in firsts if (code := closing_language(line))), None)


def _take_closing(paras: list[Para], unplaced: list[str], findings: list[Finding]) -> tuple[tuple[str, ...], int]:
    """The closing lines, taken out, and where what follows them begins: an annex, or nothing that has a place."""
    at = next((i for i, para in enumerate(paras) if para.lines and closing_language(para.lines[0])), None)
    if at is None:  # adopted without a meeting, as in spring 2020: the date stands alone, at the end or before an annex
        ends = [i for i, para in enumerate(paras) if i + 1 == len(paras) or _opens_annex(paras[i + 1])]
        at = next((i for i in ends if _goes_on(paras[i]) and not paras[i].text.startswith("[")), None)
    if at is None:
        return (), len(paras)
    lines = list(paras[at].lines)
    end = at + 1
    while end < len(paras) and _goes_on(paras[end]):
        lines += paras[end].lines
        end += 1
    del paras[at:end]
    if at < len(paras) and not _opens_annex(paras[at]):
        first = paras[at].lines[0] if paras[at].lines else ""
        text = "text after the closing lines that is no annex"
        if _PART.fullmatch(first):
            text = f"part {first[0]} follows and is not read; give each part as a file of its own"
        findings.append(Finding("after-closing", text, paras[at].where))
        unplaced += ["\t".join(para.lines) if para.cells else para.text for para in paras[at:]]
        del paras[at:]
    return tuple(lines), at


def _opens_annex(para: Para) -> bool:
    return (opens_division(" ".join(para.lines[:1])) or "").startswith("Annex")


def _goes_on(para: Para) -> bool:
    """A date, or how the text was adopted in brackets (Human Rights Council), belongs to the closing lines."""
    text = para.text
    dated = len(text) < 60 and any(re.fullmatch(language.date, text) for language in LANGUAGES.values())
    return dated or (text.startswith("[") and text.endswith("]"))


def _joined(paras: Iterable[Para]) -> list[Para]:
    """Join a paragraph that a page break cut: it has no stop, and what follows goes on without a capital.

    Whether the next one goes on is seen from how the whole begins, that it is long, and how it ends: what lies between
    is left out, for thousands of pieces would be joined thousands of times.
    """
    groups: list[list[Para]] = []
    head: Para | None = None
    before: Para | None = None
    for para in paras:
        if head is None or before is None or not _continues(before, para):
            groups.append([para])
            head = before = para
            continue
        groups[-1].append(para)
        before = _whole((head, para))
        if len(head.text) <= LONGEST_LINE and head.runs.length <= _LONGEST_HEAD:
            head = before
    return [_whole(group) if len(group) > 1 else group[0] for group in groups]


def _whole(paras: Sequence[Para]) -> Para:
    """Several paragraphs as the one that they were."""
    whole = paras[0].runs.copy()
    for para in paras[1:]:
        whole.line()
        whole.extend(para.runs)
    return replace(paras[0], runs=whole)


def _continues(before: Para, para: Para) -> bool:
    text = para.text
    if before.text.rstrip("]").endswith(_STOPS) or any(
        one.heading or one.cells or one.number for one in (before, para)
    ):
        return False
    if split_number(text)[0] is not None or not text[:1].isalpha():
        return False
    cased = text[0].lower() != text[0].upper()
    if cased and not text[0].islower():
        # "... to the | General Assembly": over a page break only, and after what can be no heading.
        return para.broken and (split_number(before.text)[0] is not None or len(before.text) > LONGEST_LINE)
    # Russian paragraphs begin in lower case, Arabic and Chinese have no case: there only a page break says it.
    return para.broken or text[0].isascii()


# ----------------------------------------------------------------------------------------------------- into blocks


def _blocks(formula: Para, paras: list[Para]) -> list[Block]:
    pieces = [(para, para.piece(numbered=not para.heading)) for para in paras]
    blocks = []
    first = formula.piece(numbered=False)
    if formula_language(first.text):
        blocks.append(Block("formula", first.text, notes=first.notes, asides=first.asides))
    turn = 0 if first.text and not first.text.endswith(_COMMAS) else _turn(pieces)
    for index, (para, piece) in enumerate(pieces):
        kind: Kind = "operative" if index >= turn else "preambular"
        blocks.append(_block(para, piece, kind))
    return _with_preambles(blocks)


def _with_preambles(blocks: list[Block]) -> list[Block]:
    """Sections may have a preamble of their own: what ends in commas between a heading and the next number (76/226)."""
    found = list(blocks)
    for index, block in enumerate(blocks):
        end = index + 1
        while block.kind == "heading" and end < len(blocks) and _is_recital(blocks[end]):
            end += 1
        if end < len(blocks) and _top(blocks[end].number):
            found[index + 1 : end] = [replace(one, kind="preambular") for one in blocks[index + 1 : end]]
    return found


def _is_recital(block: Block) -> bool:
    return block.kind == "operative" and block.number is None and block.text.endswith((",", "،", "，"))


def _turn(pieces: Sequence[tuple[Para, Piece]]) -> int:
    """Where the operative part begins: at the first number, or at the first paragraph that does not end in a comma."""
    numbered = next((i for i, (_, piece) in enumerate(pieces) if _top(piece.number)), None)
    if numbered is not None:
        return numbered
    ends = (i for i, (_, piece) in enumerate(pieces) if piece.text and not piece.text.rstrip("]").endswith(_COMMAS))
    return next(ends, len(pieces))


def _top(number: str | None) -> bool:
    return bool(number) and any(one.style == "number" for one in readings(number or ""))


def _block(para: Para, piece: Piece, kind: Kind) -> Block:
    if para.cells:
        opens = "table" if para.begins_table else ""
        return Block("table", piece.text, notes=piece.notes, opens=opens, asides=piece.asides)
    whole = para.piece(numbered=False)
    short = len(whole.text) <= LONGEST_HEADING and not whole.text.endswith(_STOPS)
    set_off = piece.lead in (0, len(piece.text))
    named = para.heading or (opens_division(whole.text) is not None and short)
    if named or (kind == "operative" and piece.number is None and short and set_off):
        return Block("heading", whole.text, notes=whole.notes, asides=whole.asides)
    if piece.number and any(one.style == "preambular" for one in readings(piece.number)):
        kind = "preambular"
    return Block(kind, piece.text, piece.number, piece.lead, piece.notes, asides=piece.asides)


def _row(cells: Sequence[Runs]) -> Piece:
    """The cells of a row joined by TAB, its notes counted in that text."""
    texts: list[str] = []
    notes: list[Footnote] = []
    asides: list[Aside] = []
    for runs in cells:
        piece = runs.finish()
        start = sum(map(len, texts)) + len(texts)
        notes += [replace(note, offset=note.offset + start) for note in piece.notes]
        asides += [replace(aside, offset=aside.offset + start) for aside in piece.asides]
        texts.append(piece.text)
    return Piece("\t".join(texts), notes=tuple(notes), asides=tuple(asides))


def _check_notes(
    head: Head, blocks: list[Block], notes: Mapping[str, str], unplaced: list[str], findings: list[Finding]
) -> None:
    """A note whose mark stands nowhere is kept apart, and said."""
    placed = {note.mark for block in blocks for note in block.notes}
    placed |= {note.mark for note in (*head.title.notes, *head.notes)}
    for mark in notes.keys() - placed:
        findings.append(Finding("note-without-mark", f"no place in the text carries the mark of note {mark}"))
        unplaced.append(normalise(f"{mark} {notes[mark]}"))
