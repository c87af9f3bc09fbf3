"""Plain text and Markdown in the form of fixtures/A_RES_66_152.txt, or as pasted from elsewhere -> a resolution.

Reads: masthead lines, "66/152. Title", the enacting formula, paragraphs apart by blank lines, indents or numbers, notes
at page breaks or at the end, closing lines, annexes. Guarantees: every printed character is in the resolution or in
`unplaced`; what is left out is markup only, and the hyphen of a word that a line's end cut (UN.md B.5 and B.6).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tracker.languages import closing_language, formula_language
from tracker.model import Finding, Resolution
from tracker.sources import flow, markdown, text_lines
from tracker.sources.flow import Para
from tracker.sources.flow_head import is_title
from tracker.sources.limits import must_have_few_lines
from tracker.sources.markdown import Notes
from tracker.sources.runs import Runs, split_number
from tracker.sources.structure import opens_division
from tracker.sources.text_lines import RULE, Shape

_LINES = re.compile(r"\r\n|\r|\n")
_BULLET = re.compile(r"\s*(?P<bullet>[•▪‣◦·●○–—*+\-])\s+(?=\S)")
_THIRD = re.compile(r"\s+(?P<number>[a-z]\.|[ivx]{1,4}\.)\s+(?=\S)")
_CELL = re.compile(r"(?<!\\)\|")
_DASHES = re.compile(r"[\s|:\-]+")


@dataclass(slots=True)
class _Block:
    """Lines that belong together. `broken`: a page break or notes stood before it. `ruled`: a rule did."""

    line: int
    lines: list[str] = field(default_factory=list)
    broken: bool = False
    ruled: bool = False
    number: str | None = None

    @property
    def text(self) -> str:
        return " ".join(self.lines)


def read_resolution(
    text: str,
    name: str,
    language: str | None,
    unplaced: list[str],
    findings: list[Finding],
    *,
    original: bool = False,
) -> Resolution:
    """The resolution that a text is. Raises BadSource if it has neither an enacting formula nor a masthead."""
    paras, notes = paragraphs(text, name, unplaced, findings)
    return flow.read_resolution(
        paras,
        notes,
        name=name,
        form="text",
        language=language,
        unplaced=unplaced,
        findings=findings,
        original=original,
    )


def paragraphs(text: str, name: str, unplaced: list[str], findings: list[Finding]) -> tuple[list[Para], Notes]:
    """The paragraphs of a text and its notes by mark; what a page adds goes to `unplaced`. Raises UnsafeSource."""
    text = text_lines.joined_words("\n".join(_LINES.split(text.replace("\f", "\n\n\n"))))
    lines = text.split("\n")
    must_have_few_lines(sum(1 for line in lines if line), name)
    start = _body_at(lines)
    above, below = _above(lines[:start]), _below(lines, start, unplaced)
    blocks = [*above, *below]
    notes = _lift_notes(blocks, len(above), unplaced, findings)
    return [para for block in _numbered(blocks) for para in _paras(block, notes)], notes


def begins(line: str) -> bool:
    """Whether a line that follows another without a blank one is a paragraph of its own."""
    if markdown.is_heading(line) or markdown.NOTE.match(line) or RULE.fullmatch(line) or line.lstrip().startswith("|"):
        return True
    text = markdown.bare(line)
    if split_number(f"{text} ")[0] is not None or closing_language(text) is not None:
        return True
    return (opens_division(text) or "").startswith("Annex")


# ------------------------------------------------------------------------------------------------------------ blocks


def _body_at(lines: list[str]) -> int:
    """The line of the formula; without one, that after the title; without either, the end."""
    for index, line in enumerate(lines):
        if line and len(line) < 120 and formula_language(markdown.bare(line)):
            return index
    title = _title_at(lines)
    if title is None:
        return len(lines)
    while title < len(lines) and lines[title].strip():
        title += 1
    return title


def _title_at(lines: list[str]) -> int | None:
    """The line that begins the title ("66/152. Enhancement of ..."): the last such line, as the symbol comes first."""
    found = [index for index, line in enumerate(lines) if is_title(markdown.bare(line))]
    return found[-1] if found else None


def _above(lines: list[str]) -> list[_Block]:
    """The masthead, a block for each line, and the title in one; a text without a number has its title at the end."""
    start = _title_at(lines)
    if start is None:
        start = len(lines)
        while start and not lines[start - 1].strip():
            start -= 1
        while start and lines[start - 1].strip():
            start -= 1
    end = _title_end(lines, start)
    blocks = [_Block(index + 1, [line.strip()]) for index, line in enumerate(lines) if line.strip()]
    title = [one for one in blocks if start < one.line <= end]
    if title:
        title[0].lines += [line for one in title[1:] for line in one.lines]
    return [one for one in blocks if one in title[:1] or not start < one.line <= end]


def _title_end(lines: list[str], start: int) -> int:
    """After its last line: the next blank one, unless what follows that stands where the title's words do."""
    column = None
    if start < len(lines) and (match := re.match(r"\s*\S+\s{2,}(?=\S)", lines[start])):
        column = match.end()
    end = start
    while end < len(lines):
        if not lines[end].strip():
            after = next((line for line in lines[end:] if line.strip()), "")
            if column is None or abs(len(after) - len(after.lstrip()) - column) > 1:
                break
        end += 1
    return end


def _below(lines: list[str], start: int, unplaced: list[str]) -> list[_Block]:
    shape = text_lines.shape_of(lines[start + 1 :], begins)
    found: list[_Block] = []
    blanks, cut = 0, False
    for index in range(start, len(lines)):
        line = lines[index]
        if not line.strip():
            blanks += 1
        elif found and text_lines.is_furniture(line):
            unplaced.append(line.strip())
            cut = True
        else:
            apart = blanks > (1 if shape.spaced else 0)
            if not found or cut or apart or _opens(lines, index, shape):
                found.append(_Block(index + 1, broken=cut or blanks > 1))
            found[-1].lines.append(line.strip())
            blanks, cut = 0, False
    return found


def _opens(lines: list[str], index: int, shape: Shape) -> bool:
    """Whether a line with no blank one before it is a paragraph of its own, after what stands before it."""
    line, before = lines[index], next((lines[at] for at in range(index - 1, -1, -1) if lines[at].strip()), "")
    if RULE.fullmatch(before) or (line.startswith("|") and before.startswith("|")):
        return not line.startswith("|")
    ended = text_lines.has_ended(before) or re.search(r"\b(?:and|or|et|ou|y|o|и|или)$", before.rstrip())
    if _BULLET.match(line) or _THIRD.match(line):
        return bool(ended)
    if formula_language(markdown.bare(before)):
        return True
    number, _ = split_number(f"{markdown.bare(line)} ")
    if number and number.startswith("(") and not ended and before.strip():
        return split_number(f"{markdown.bare(before)} ")[1].strip() == ""
    if closing_language(markdown.bare(before)):
        return begins(line)
    return begins(line) or text_lines.opens(line, before, shape)


def _numbered(blocks: list[_Block]) -> list[_Block]:
    """A number that stands alone belongs to what follows it; a bullet is the number of its block."""
    found: list[_Block] = []
    for block in blocks:
        last = found[-1] if found else None
        if last and len(last.lines) == 1 and _is_number(last.lines[0]):
            last.lines.append(block.lines[0])
            last.lines[:2] = [f"{last.lines[0]} {block.lines[0]}"]
            last.lines += block.lines[1:]
            continue
        for pattern, group in ((_BULLET, "bullet"), (_THIRD, "number")):
            if match := pattern.match(f" {block.lines[0]}"):
                block.number, block.lines[0] = match[group], f" {block.lines[0]}"[match.end() :]
        found.append(block)
    return found


def _is_number(line: str) -> bool:
    number, rest = split_number(f"{markdown.bare(line)} ")
    return number is not None and not rest.strip()


# ------------------------------------------------------------------------------------------------------------- notes


def _lift_notes(blocks: list[_Block], body: int, unplaced: list[str], findings: list[Finding]) -> Notes:
    """Take the notes out of the text; what follows one comes after a page break. Rules above notes go too."""
    notes = Notes()
    kept: list[_Block] = []
    broken = ruled = closed = False
    for index, block in enumerate(blocks):
        closed = index >= body and (closed or closing_language(markdown.bare(block.lines[0])) is not None)
        closed = closed and not (opens_division(block.lines[0]) or "").startswith("Annex")
        if RULE.fullmatch(block.text):
            unplaced.append(block.text)
            broken = ruled = True
        elif match := markdown.NOTE.fullmatch(block.text):
            if (mark := markdown.note_mark(match)) in notes:
                findings.append(Finding("note-twice", f"two notes have the mark {mark}", f"line {block.line}"))
                unplaced.append(block.text)
            else:
                notes[mark] = markdown.bare(match["text"])
            broken = True
        elif (ruled or closed) and index > body and _bare_notes(block, notes):
            broken = True
        else:
            block.broken = block.broken or (broken and index > body)
            kept.append(block)
            broken = ruled = False
    blocks[:] = kept
    return notes


def _bare_notes(block: _Block, notes: Notes) -> bool:
    """Notes that begin with a plain digit, a line or several each: those whose number is the next."""
    found: list[tuple[str, list[str]]] = []
    for line in block.lines:
        match = markdown.BARE.fullmatch(line)
        if match and match["mark"] == str(len(notes.bare) + len(found) + 1):
            found.append((match["mark"], [match["text"]]))
        elif found:
            found[-1][1].append(line)
        else:
            return False
    for mark, lines in found:
        notes[mark] = markdown.bare(" ".join(lines))
        notes.bare.append(mark)
    return True


# -------------------------------------------------------------------------------------------------------- paragraphs


def _paras(block: _Block, notes: Notes) -> list[Para]:
    """A block without its markup, its lines kept; one emphasis may span several of them. A table gives its rows."""
    if all(line.startswith("|") for line in block.lines):
        return _rows(block, notes)
    runs = Runs()
    heading = markdown.is_heading(block.lines[0])
    markdown.write(re.sub(r"^\s*#{1,6}\s+", "", Runs.LINE.join(block.lines)), notes, runs)
    return [Para(runs, f"line {block.line}", number=block.number, heading=heading, broken=block.broken)]


def _rows(block: _Block, notes: Notes) -> list[Para]:
    found: list[Para] = []
    for line in block.lines:
        if _DASHES.fullmatch(line):
            continue
        cells = []
        for cell in _CELL.split(line.strip().removeprefix("|").removesuffix("|")):
            cells.append(Runs())
            markdown.write(cell.strip().replace("\\|", "|"), notes, cells[-1])
        found.append(Para(Runs(), f"line {block.line}", cells=tuple(cells), begins_table=not found))
    return found
