"""Blocks as one HTML file that needs nothing else: it can be mailed, read on any screen, and printed on A4."""

from __future__ import annotations

from importlib.resources import files
from itertools import groupby

from markupsafe import Markup, escape

from tracker.render.blocks.model import Block, Cell, Entries, Grid, Heading, Line, NewPage, Report, Row, Run, Text
from tracker.render.escape import inert
from tracker.render.html_text import direction, marked

_SIZES = {"A4": "A4", "A4 landscape": "A4 landscape", "A3 landscape": "A3 landscape"}
_PAGE = """<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
@page {{ size: {size}; }}
{style}</style>
</head>
<body class="{look}">
<main>
<p class="kind">{kind} <span class="unofficial">unofficial</span></p>
<h1>{name}</h1>
<p class="about">{about}</p>
{blocks}
<footer>
{foot}
</footer>
</main>
</body>
</html>
"""


def report(item: Report) -> str:
    """A report as a whole HTML file."""
    style = files("tracker.render.blocks").joinpath("report.css").read_text(encoding="utf-8")
    name = Run(item.title, language=item.language)
    made = Markup(_PAGE).format(  # noqa: S704  # our own frame; format escapes what goes in
        title=f"{item.kind}: {item.title}",
        size=_SIZES[item.sheet],
        style=Markup(style),  # noqa: S704  # our own file
        look=("dense " if item.dense else "") + ("wide" if "landscape" in item.sheet else "tall"),
        kind=item.kind,
        name=_line((name,)),
        about=item.about,
        blocks=Markup("\n").join(map(_block, item.blocks)),
        foot=_foot(item),
    )
    return inert(made)


def _foot(item: Report) -> Markup:
    made = item.provenance
    if not item.dense:
        return Markup("\n").join(Markup("<p>{}</p>").format(line) for line in made.lines())
    short = Markup("\n").join(Markup("<p>{}</p>").format(line) for line in made.short_lines())
    whole = Markup("\n").join(Markup("<li>{}</li>").format(line) for line in made.sources())
    return short + Markup(
        '\n<details class="screen"><summary>Sources in full</summary><ul>\n{}\n</ul></details>'
    ).format(whole)


def _block(block: Block) -> Markup:
    if isinstance(block, Heading):
        return Markup("<h{0}>{1}</h{0}>").format(block.level + 1, block.text)
    if isinstance(block, Text):
        return Markup('<p class="{}">{}</p>').format(block.style, _line(block.runs))
    if isinstance(block, Entries):
        return _entries(block)
    if isinstance(block, Grid):
        return _grid(block)
    assert isinstance(block, NewPage)
    return Markup('<hr class="page">')


def _entries(block: Entries) -> Markup:
    two = any(entry.beside for entry in block.entries)
    rows = Markup("\n").join(
        Markup("<tr><th scope=row>{}{}</th><td>{}</td></tr>").format(
            entry.name,
            Markup(' <span class="beside">{}</span>').format(entry.beside) if entry.beside else "",
            _cell(entry.lines),
        )
        for entry in block.entries
    )
    return Markup('<table class="entries{}">\n{}\n</table>').format(" two" if two else "", rows)


def _grid(block: Grid) -> Markup:
    total = sum(block.widths)
    columns = Markup().join(Markup('<col style="width: {}%">').format(round(100 * one / total)) for one in block.widths)
    head = Markup().join(Markup("<th scope=col>{}</th>").format(name) for name in block.head)
    rows = Markup("\n").join(map(_row, block.rows))
    return Markup(
        '<div class="frame" tabindex="0" role="region" aria-label="{}"><table class="grid{}">'
        "<colgroup>{}</colgroup>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}\n</tbody></table></div>"
    ).format(", ".join(block.head), " small" if block.small else "", columns, head, rows)


def _row(row: Row) -> Markup:
    first, *others = row.cells
    cells = Markup().join(Markup("<td>{}</td>").format(_cell(cell)) for cell in others)
    mark = Markup(' class="{}"').format(row.mark) if row.mark else ""
    return Markup("<tr{}><th scope=row>{}</th>{}</tr>").format(mark, _cell(first), cells)


def _cell(cell: Cell) -> Markup:
    return Markup().join(map(_paragraph, cell))


def _paragraph(line: Line) -> Markup:
    languages = {run.language for run in line}
    if len(languages) == 1 and "" not in languages:
        language = languages.pop()
        inside = _line(tuple(Run(run.text, run.mark) for run in line))
        return Markup('<p lang="{}" dir="{}">{}</p>').format(language, direction(language), inside)
    return Markup("<p>{}</p>").format(_line(line))


def _line(runs: Line) -> Markup:
    """Runs one after the other; those of one text are set apart together, so that Arabic reads on from run to run."""
    return Markup().join(_of_one_text(language, tuple(group)) for language, group in groupby(runs, _language))


def _language(run: Run) -> str:
    return run.language


def _of_one_text(language: str, runs: Line) -> Markup:
    inside = Markup().join(map(_run, runs))
    if not language:
        return inside
    return Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(language, direction(language), inside)


def _run(run: Run) -> Markup:
    if run.mark in ("insert", "delete"):
        return marked(run.mark, run.text)
    if run.mark == "plain":
        return escape(run.text)
    element = Markup("<b>{}</b>") if run.mark == "strong" else Markup("<small>{}</small>")
    return element.format(run.text)
