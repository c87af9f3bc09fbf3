"""Blocks as a Word file. Added words are underlined and deleted ones struck through, in black and white too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.languages import LANGUAGES
from tracker.render.blocks.model import Block, Cell, Entries, Grid, Heading, Line, NewPage, Report, Row, Run, Text
from tracker.render.word import markup, package
from tracker.render.word.markup import Xml

_SHEETS = {
    "A4": package.Page(side=1077, top=850, bottom=794),
    "A4 landscape": package.Page(side=850, top=850, bottom=850).landscape,
    "A3 landscape": package.Page(width=16838, height=23811, side=850, top=850, bottom=850).landscape,
}
_STYLES = {"body": "ReportText", "note": "ReportFine", "cut": "ReportFine"}
_FILLS = {"": "", "new": "F2F2F2", "deleted": "E4E4E4"}
_HEAD_FILL = "D9D9D9"
_INSERTED, _DELETED = "0B5A2B", "8A1C14"
_NAME = 23  # of a hundred: the column of names, where a second name stands beside the first
_SHORT_NAME = 16


def report(item: Report) -> bytes:
    """A report as the bytes of a Word file, the same each time."""
    page = _SHEETS[item.sheet]
    body = [
        markup.paragraph(f"{item.kind.upper()}   (unofficial)", style="ReportKind"),
        markup.paragraph(_run(Run(item.title, language=item.language)), style="ReportTitle", rtl=_rtl(item.language)),
        markup.paragraph(item.about, style="ReportText"),
    ]
    blocks = list(item.blocks)
    for index, block in enumerate(blocks):
        breaks = index > 0 and isinstance(blocks[index - 1], NewPage)
        body += _block(block, page.text, breaks=breaks)
    body += [markup.paragraph(line, style="ReportFine") for line in _foot(item)]
    made = item.provenance
    return package.packed(
        package.File(
            body,
            package.Properties(
                f"{item.kind}: {item.title}", made.moment, item.about, made.acknowledgement, facts=made.facts()
            ),
            # The report's own words are English, whatever the language of the texts.
            language="en",
            page=page,
            footers={} if item.dense else {"default": _footer(item)},
        )
    )


def _foot(item: Report) -> Iterator[str]:
    return iter(item.provenance.short_lines() if item.dense else item.provenance.lines())


def _footer(item: Report) -> Xml:
    what = [f"{item.kind}, unofficial. {item.about}  ", markup.page_number(), " / ", markup.page_number(total=True)]
    return markup.paragraph(*what, style="Footer")


def _block(block: Block, width: int, *, breaks: bool) -> Iterator[Xml]:
    if isinstance(block, Heading):
        style = "ReportSection" if block.level == 1 else f"Heading{block.level}"
        yield markup.paragraph(block.text, style=style, page_break=breaks)
    elif isinstance(block, Text):
        yield markup.paragraph(*map(_run, block.runs), style=_STYLES[block.style], page_break=breaks)
    elif isinstance(block, Entries):
        yield _entries(block, width)
    elif isinstance(block, Grid):
        yield _grid(block, width)
        yield markup.paragraph(style="ReportFine")  # else Word makes one table of two that meet


def _entries(block: Entries, width: int) -> Xml:
    two = any(entry.beside for entry in block.entries)
    name = width * (_NAME if two else _SHORT_NAME) // 100
    rows: list[Sequence[markup.Cell | str]] = []
    for entry in block.entries:
        said = [markup.run(entry.name, bold=True), markup.run(f"  {entry.beside}" if entry.beside else "")]
        head = markup.Cell((markup.paragraph(*said, style="ReportText"),))
        rows.append([head, markup.Cell(tuple(_paragraph(line, "ReportText") for line in entry.lines))])
    return markup.table(rows, widths=(name, width - name), style="TableNormal")


def _grid(block: Grid, width: int) -> Xml:
    style = "ReportSmallCell" if block.small else "ReportCell"
    widths = [width * share // sum(block.widths) for share in block.widths]
    head = [markup.Cell((markup.paragraph(markup.run(one, bold=True), style=style),), _HEAD_FILL) for one in block.head]
    return markup.table([head, *(_row(row, style) for row in block.rows)], widths=widths, header=1)


def _row(row: Row, style: str) -> list[markup.Cell]:
    return [_cell(cell, style, _FILLS[row.mark]) for cell in row.cells]


def _cell(cell: Cell, style: str, fill: str) -> markup.Cell:
    return markup.Cell(tuple(_paragraph(line, style) for line in cell) or (markup.paragraph(style=style),), fill)


def _paragraph(line: Line, style: str) -> Xml:
    """A paragraph; it runs from right to left where all its words do."""
    return markup.paragraph(*map(_run, line), style=style, rtl=bool(line) and all(_rtl(run.language) for run in line))


def _run(run: Run) -> Xml:
    added, deleted = run.mark == "insert", run.mark == "delete"
    return markup.run(
        run.text,
        bold=run.mark == "strong",
        strike=deleted,
        underline="single" if added else "",
        colour=_INSERTED if added else _DELETED if deleted else "595959" if run.mark == "quiet" else "",
        rtl=_rtl(run.language),
    )


def _rtl(language: str) -> bool:
    return language in LANGUAGES and LANGUAGES[language].direction == "rtl"
