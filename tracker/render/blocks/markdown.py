"""Blocks as Markdown; what was added and deleted stands in `<ins>` and `<del>`, as in render/markdown.py."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.render.blocks.model import Block, Cell, Entries, Grid, Heading, Line, NewPage, Report, Run, Text
from tracker.render.escape import markdown as safe

_AROUND = {"insert": ("<ins>", "</ins>"), "delete": ("<del>", "</del>"), "strong": ("**", "**")}


def report(item: Report) -> str:
    """A report as Markdown."""
    lines = [f"# {safe(item.kind)}: {safe(item.title)}", "", safe(item.about), ""]
    for block in item.blocks:
        lines += [*_block(block), ""]
    lines += ["---", "", *(f"- {safe(said)}" for said in item.provenance.lines())]
    return "\n".join(lines).rstrip("\n") + "\n"


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * (block.level + 1)} {safe(block.text)}"
    elif isinstance(block, Text):
        yield _line(block.runs)
    elif isinstance(block, Entries):
        yield from _entries(block)
    elif isinstance(block, Grid):
        yield f"| {' | '.join(safe(name) for name in block.head)} |"
        yield f"|{' --- |' * len(block.head)}"
        for row in block.rows:
            yield f"| {' | '.join(_cell(cell) for cell in row.cells)} |"
    elif isinstance(block, NewPage):
        yield "---"


def _entries(block: Entries) -> Iterator[str]:
    for entry in block.entries:
        name = f"{safe(entry.name)} {safe(entry.beside)}".strip()
        lines = [_line(line) for line in entry.lines]
        if len(lines) > 1:
            yield from (f"- **{name}**", *(f"  - {line}" for line in lines))
        else:
            yield f"- **{name}** {''.join(lines)}".rstrip() if name else f"- {''.join(lines)}"


def _cell(cell: Cell) -> str:
    return "<br>".join(_line(line) for line in cell)


def _line(runs: Line) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    before, after = _AROUND.get(run.mark, ("", ""))
    return f"{before}{safe(' '.join(run.text.splitlines()) if run.text.strip() else run.text)}{after}"
