"""How much of a page blocks take, by the widths of letters: known before any program lays them out.

Word, LibreOffice and browsers break lines a little differently. The measure is therefore a careful one: letters are
taken 4% wider than those of Times New Roman, and the page 3% shorter than it is. A test counts the pages of the files
that come out (tests/test_reports_pages.py).
"""

from __future__ import annotations

import re
from functools import cache

from tracker.render.blocks.model import Block, Cell, Entries, Grid, Heading, Line, NewPage, Report, Text

_WIDE_LETTERS, _SHORT_PAGE = 1.04, 0.97
_WIDTH, _HEIGHT = 487.0, 758.0  # points of an A4 sheet within the margins of render/blocks/word.py
_TEXT, _CELL, _SMALL_CELL, _FINE = 9.5, 9.0, 7.5, 7.0
_LEADING = 1.15
_ENTRY, _TWO_ENTRY = 0.84, 0.77  # the share of the width that is left beside the names
_SPACE = 1.5  # points below each paragraph
_PADDING = 8.5  # points that a cell loses at its sides
_HEADING = 20.0
_ATOM = re.compile(r"\s+|[\u3000-\u9fff\uf900-\ufaff\uff00-\uffef]|[^\s\u3000-\u9fff\uf900-\ufaff\uff00-\uffef]+")
_TALL = ((re.compile("[\u0600-\u06ff]"), 1.75), (re.compile("[\u3000-\u9fff]"), 1.35))
"""How much higher lines with Arabic and Chinese are: the one is set larger, the fonts of both need more room."""

# Thousandths of the size of the type, from the metrics of Times Roman; other letters are guessed by their script.
_WIDTHS = {
    letter: wide
    for wide, letters in (
        (250, " .,\u00a0"), (280, "ijlt/;:|"), (333, "frI()-\u2010\u2011'‘’[]!J"), (389, "s"), (444, 'acez"“”?'),
        (500, "bdghknopquvxy0123456789$–"), (560, "FPS+="), (611, "ELTZ"), (667, "BCR"), (722, "wADGHKNOQUVXY"),
        (780, "m&"), (889, "M%@"), (944, "W"), (1000, "—…"),
    )
    for letter in letters
}  # fmt: skip


def fits(report: Report) -> bool:
    """Whether each page of a dense report holds what is put on it."""
    return all(height <= _HEIGHT * _SHORT_PAGE for height in heights(report))


def heights(report: Report) -> list[float]:
    """How high the blocks of each page are, in points; the sources stand under the last one."""
    head = 11 + 1.15 * 13 * _rows(report.title, 13, _WIDTH) + _text(report.about, _TEXT, _WIDTH) + 3
    pages = [head]
    for block in report.blocks:
        if isinstance(block, NewPage):
            pages.append(0.0)
        else:
            pages[-1] += height(block)
    pages[-1] += sum(_text(line, _FINE, _WIDTH) for line in report.provenance.short_lines()) + 6
    return pages


def height(block: Block) -> float:
    """How high a block is, in points."""
    if isinstance(block, Heading):
        return _HEADING
    if isinstance(block, Text):
        return _line(block.runs, _TEXT if block.style == "body" else _FINE + 0.5, _WIDTH)
    if isinstance(block, Entries):
        share = _TWO_ENTRY if any(entry.beside for entry in block.entries) else _ENTRY
        side = _WIDTH * (1 - share) - _PADDING
        return sum(
            max(
                _cell(entry.lines, _TEXT, _WIDTH * share - _PADDING),
                _text(f"{entry.name}  {entry.beside}", _TEXT, side),
            )
            for entry in block.entries
        )
    if isinstance(block, Grid):
        size = _SMALL_CELL if block.small else _CELL
        widths = [_WIDTH * share / sum(block.widths) - _PADDING for share in block.widths]
        rows = [tuple(((_run(name)),) for name in block.head), *(row.cells for row in block.rows)]
        return sum(max(_cell(cell, size, width) for cell, width in zip(row, widths, strict=True)) + 2.5 for row in rows)
    return 0.0


def _run(text: str) -> Line:
    from tracker.render.blocks.model import said

    return said(text)


def _cell(cell: Cell, size: float, width: float) -> float:
    return sum(_line(line, size, width) for line in cell) or size * _LEADING + _SPACE


def _line(line: Line, size: float, width: float) -> float:
    return _text("".join(run.text for run in line), size, width)


def _text(text: str, size: float, width: float) -> float:
    tall = next((factor for letters, factor in _TALL if letters.search(text)), 1.0)
    return _rows(text, size, width) * size * _LEADING * tall + _SPACE


def _rows(text: str, size: float, width: float) -> int:
    """How many lines a text takes."""
    rows, used = 1, 0.0
    for atom in _ATOM.findall(text):
        long = _wide(atom) * size / 1000 * _WIDE_LETTERS
        if used + long > width and not atom.isspace():
            rows += 1 + int(long // width)
            used = 0.0
        used += long
    return rows


@cache
def _wide(atom: str) -> float:
    return sum(map(_letter, atom))


def _letter(letter: str) -> int:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if "\u3000" <= letter <= "\u9fff" or "\uf900" <= letter <= "\uffef":
        return 1000
    if "\u0600" <= letter <= "\u06ff":
        return 620
    if "\u0400" <= letter <= "\u04ff":
        return 560 if letter.islower() else 700
    return 690 if letter.isupper() else 500
