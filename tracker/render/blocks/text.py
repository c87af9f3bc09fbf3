"""Blocks as text for a terminal or a mail: wrapped, with marks or colours for what was added and deleted."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.render.blocks.model import Block, Entries, Grid, Heading, Line, NewPage, Report, Run, Text
from tracker.render.escape import terminal as safe
from tracker.render.excerpt import Piece
from tracker.render.layout import fill, finish, pad, redline, strong, width_of

_MOST_NAME = 20


def report(item: Report, *, width: int = 80, color: bool = False) -> str:
    """A report as text."""
    lines = [*fill(strong(f"{item.kind}: {safe(item.title)}"), width, color=color)]
    lines += fill(safe(item.about), width, color=color)
    for block in item.blocks:
        lines += _block(block, width, color=color)
    lines += ["", "-" * min(width, 80)]
    for said in item.provenance.lines():
        lines += fill(safe(said), width, rest="  ", color=color)
    return finish(lines, color=color)


def _block(block: Block, width: int, *, color: bool) -> Iterator[str]:
    if isinstance(block, Heading):
        yield from ("", *fill(strong(safe(block.text.upper() if block.level == 1 else block.text)), width, color=color))
    elif isinstance(block, Text):
        yield from fill(_line(block.runs), width, color=color)
    elif isinstance(block, Entries):
        yield from _entries(block, width, color=color)
    elif isinstance(block, Grid):
        yield from _grid(block, width, color=color)
    elif isinstance(block, NewPage):
        yield from ("", "=" * min(width, 80))


def _entries(block: Entries, width: int, *, color: bool) -> Iterator[str]:
    wide = max((width_of(entry.name) for entry in block.entries), default=0) + 1
    names = [f"{pad(entry.name, wide)} {entry.beside}" if entry.beside else entry.name for entry in block.entries]
    column = min(max((width_of(name) for name in names), default=0), _MOST_NAME) + 2
    for name, entry in zip(names, block.entries, strict=True):
        first = pad(safe(name), column)
        for line in entry.lines or ((),):
            yield from fill(_line(line), width, first=first, rest=" " * column, color=color)
            first = " " * column


def _grid(block: Grid, width: int, *, color: bool) -> Iterator[str]:
    """A table as a terminal can hold it: each row a block, its cells one below the other with their names."""
    column = max(map(width_of, block.head)) + 5
    for row in block.rows:
        first, *others = zip(block.head, row.cells, strict=True)
        yield from ("", *fill(" ".join(_line(line) for line in first[1]), width, color=color))
        for name, cell in others:
            start = pad(f"   {name}", column)
            for line in cell:
                yield from fill(_line(line), width, first=start, rest=" " * column, color=color)
                start = " " * column


def _line(runs: Line) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    if run.mark in ("insert", "delete"):
        return redline([Piece(run.mark, run.text)])
    return strong(safe(run.text)) if run.mark == "strong" else safe(run.text)
