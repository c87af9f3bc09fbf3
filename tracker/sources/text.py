"""Plain text and Markdown in the form of fixtures/A_RES_66_152.txt -> a resolution.

Reads: masthead lines, "66/152. Title", the enacting formula, paragraphs apart by blank lines, notes at page breaks,
closing lines, annexes. Guarantees: every printed character is in the resolution or in `unplaced`; what is left out is
markup only (UN.md B.6 has the rules that work).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tracker.languages import closing_language, formula_language
from tracker.model import Finding, Resolution
from tracker.sources import flow, markdown
from tracker.sources.flow import Para
from tracker.sources.flow_head import is_title
from tracker.sources.runs import Runs, split_number

_LINES = re.compile(r"\r\n|\r|\n")
_RULE = re.compile(r"\s*[_\-\u2013\u2014=]{5,}\s*$")


@dataclass(slots=True)
class _Block:
    """Lines that belong together. `broken`: a page break or notes stood before it."""

    line: int
    lines: list[str] = field(default_factory=list)
    broken: bool = False

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
    lines = _LINES.split(text.replace("\f", "\n\n\n"))
    start = _body_at(lines)
    above, below = _above(lines[:start]), _below(lines, start)
    notes = _lift_notes(below, unplaced, findings)
    paras = [_para(block, notes) for block in (*above, *below)]
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


def _body_at(lines: list[str]) -> int:
    """The line of the formula; without one, that after the title; without either, the end."""
    for index, line in enumerate(lines):
        if line and len(line) < 80 and formula_language(markdown.bare(line)):
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
    end = start
    while end < len(lines) and lines[end].strip():
        end += 1
    blocks = [_Block(index + 1, [line.strip()]) for index, line in enumerate(lines) if line.strip()]
    title = [one for one in blocks if start < one.line <= end]
    if title:
        title[0].lines += [line for one in title[1:] for line in one.lines]
    return [one for one in blocks if one not in title[1:]]


def _below(lines: list[str], start: int) -> list[_Block]:
    found: list[_Block] = []
    blanks = 0
    for index in range(start, len(lines)):
        line = lines[index]
        if not line.strip():
            blanks += 1
            continue
        if blanks or not found or formula_language(markdown.bare(found[-1].lines[0])) or _begins(line):
            found.append(_Block(index + 1, broken=blanks > 1))
        found[-1].lines.append(line.strip())
        blanks = 0
    return found


def _begins(line: str) -> bool:
    """Whether a line that follows another without a blank one is a paragraph of its own."""
    if markdown.is_heading(line) or markdown.NOTE.match(line) or _RULE.match(line):
        return True
    text = markdown.bare(line)
    return split_number(text)[0] is not None or closing_language(text) is not None


def _lift_notes(blocks: list[_Block], unplaced: list[str], findings: list[Finding]) -> dict[str, str]:
    """Take the notes out of the text; what follows one comes after a page break. Rules above notes go too."""
    notes: dict[str, str] = {}
    kept: list[_Block] = []
    broken = False
    for block in blocks:
        match = markdown.NOTE.fullmatch(block.text)
        if _RULE.match(block.text):
            unplaced.append(block.text)
        elif match is None:
            block.broken = block.broken or broken
            kept.append(block)
            broken = False
            continue
        elif markdown.note_mark(match) in notes:
            where = f"line {block.line}"
            findings.append(Finding("note-twice", f"two notes have the mark {markdown.note_mark(match)}", where))
            unplaced.append(block.text)
        else:
            notes[markdown.note_mark(match)] = markdown.bare(match["text"])
        broken = True
    blocks[:] = kept
    return notes


def _para(block: _Block, notes: dict[str, str]) -> Para:
    """A block without its markup, its lines kept; one emphasis may span several of them."""
    runs = Runs()
    heading = markdown.is_heading(block.lines[0])
    markdown.write(re.sub(r"^\s*#{1,6}\s+", "", Runs.LINE.join(block.lines)), notes, runs)
    return Para(runs, f"line {block.line}", heading=heading, broken=block.broken)
