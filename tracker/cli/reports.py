"""`tracker brief`, `tracker table` and `tracker report`: what is handed on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from tracker.cli import options, output

if TYPE_CHECKING:
    from tracker.render.blocks.model import Report
    from tracker.reports.formats import Format

F = TypeVar("F", bound=Callable[..., Any])
_SUFFIXES = {
    ".txt": "text", ".md": "markdown", ".html": "html", ".htm": "html", ".docx": "docx", ".csv": "csv", ".json": "json",
    ".zip": "csv",
}  # fmt: skip
_EXCEL = "--excel goes with --format csv"


def _format(*forms: str) -> Callable[[F], F]:
    """`--format` and `--output`; the format is also known by the name of the file."""

    def decorated(function: F) -> F:
        named = click.option(
            "--format", "-f", "form", type=click.Choice(forms), help="What to write [what FILE ends with, else text]."
        )
        target = click.option(
            "--output", "-o", "target", type=click.Path(path_type=Path), metavar="FILE", help="Write to this file."
        )
        return named(target(function))

    return decorated


@options.command("tracker brief", "tracker brief 2019 2025 -o brief.docx", "tracker brief latest ./draft.docx")
@click.argument("old", metavar="[OLD", required=False)
@click.argument("new", metavar="[NEW]]", required=False)
@options.series
@options.language
@click.option("--second-page", is_flag=True, help="A second page with the reworded paragraphs side by side.")
@_format("text", "markdown", "html", "docx")
@options.date
@options.db
def brief(
    *,
    old: str | None,
    new: str | None,
    series: str | None,
    language: str | None,
    second_page: bool,
    form: str | None,
    target: Path | None,
    on: date | None,
    db: Path | None,
) -> None:
    """One page on what changed, to hand on.

    In short; what changed, year by year; net effect; how it was adopted; sponsors named; to check. On one A4 page: what
    has no room there is cut, and it is said what. Of a whole series, or from OLD to NEW: versions (66/152, 2011, s66,
    latest) with all texts between them, or files.
    """
    from tracker.cli import spans
    from tracker.reports import brief as briefs

    form = _form(form, target, "text")
    span = spans.span(old, new, db=db, series=series, language=language)
    _write(briefs.brief(span, spans.provenance(span, on), second_page=second_page), form, target)


@options.command("tracker table 2019 2025 -o table.docx", "tracker table --years -o years.docx")
@click.argument("old", metavar="[OLD", required=False)
@click.argument("new", metavar="[NEW]]", required=False)
@options.series
@options.language
@click.option("--years", is_flag=True, help="One column for each text, from the first to the last.")
@click.option("--only", type=click.Choice(["substantive"]), help="Leave out rows without substance; they are counted.")
@_format("text", "markdown", "html", "docx", "csv")
@options.excel
@options.date
@options.db
def table(
    *,
    old: str | None,
    new: str | None,
    series: str | None,
    language: str | None,
    years: bool,
    only: str | None,
    form: str | None,
    target: Path | None,
    excel: bool,
    on: date | None,
    db: Path | None,
) -> None:
    """A comparative table of two texts, or of all years.

    One row for each paragraph in the new order: label with the one it had, the old text, the new text with what changed
    marked, what kind of change that is, since when it has its words, and room for comments. On a lying sheet, its first
    row on every page. OLD and NEW as for tracker brief. For the text itself with Word's own tracked changes:
    tracker diff OLD NEW --format docx.
    """
    from tracker.cli import spans
    from tracker.render import csvs
    from tracker.reports import table as tables
    from tracker.reports import years_table

    form = _form(form, target, "text")
    if excel and form != "csv":
        raise click.UsageError(_EXCEL)
    span = spans.span(old, new, db=db, series=series, language=language)
    module = years_table if years else tables
    if form == "csv":
        written = module.to_csv(span, substantive=only is not None)
        output.write(csvs.for_excel(written) if excel else written, target)
        return
    _write(module.table(span, spans.provenance(span, on), substantive=only is not None), form, target)


@options.command("tracker report -o report.html", "tracker report --from 2019 --language fr --format csv -o data.zip")
@options.series
@options.language
@click.option("--from", "first", metavar="VERSION", help="The oldest text [the oldest that is here].")
@click.option("--to", "last", metavar="VERSION", help="The newest text [the latest].")
@click.option("--only", type=click.Choice(["substantive"]), help="Leave out what has no substance; it is counted.")
@_format("text", "markdown", "html", "docx", "json", "csv")
@options.excel
@options.date
@options.db
def report(
    *,
    series: str | None,
    language: str | None,
    first: str | None,
    last: str | None,
    only: str | None,
    form: str | None,
    target: Path | None,
    excel: bool,
    on: date | None,
    db: Path | None,
) -> None:
    """Everything on a series: brief, tables, data.

    The brief without its limits, every paragraph by year, then each step with what it changed, oldest first, and the
    first text against the last. JSON holds the comparisons by their schema (--only has no hold on it); csv is an
    archive of tables with a codebook.
    """
    from tracker.cli import spans
    from tracker.reports import data
    from tracker.reports import series as reports

    form = _form(form, target, "text")
    if only and form == "json":
        raise click.UsageError("--only goes with the other formats; json always holds the whole")
    if excel and form != "csv":
        raise click.UsageError(_EXCEL)
    span = spans.between(first, last, db=db, series=series, language=language)
    made = spans.provenance(span, on)
    if form == "json":
        output.write(data.to_json(span, made), target)
    elif form == "csv":
        output.must_be_for_a_file(target, form, "data.zip")
        output.write_bytes(data.to_zip(span, made, substantive=only is not None, excel=excel), target)
    else:
        _write(reports.report(span, made, substantive=only is not None), form, target)


def _form(given: str | None, target: Path | None, default: str) -> str:
    """The format: as it was asked for, else by the name of the file. Raises UsageError where bytes would be printed."""
    form = given or (_SUFFIXES.get(target.suffix.lower(), default) if target else default)
    if form == "docx":
        output.must_be_for_a_file(target, form, "FILE.docx")
    return form


def _write(report: Report, form: str, target: Path | None) -> None:
    from tracker.reports import formats

    if form == "text":
        data = formats.written(report, "text", width=output.width(target), color=output.has_colour(target))
        output.show(data.decode(), target)
    else:
        output.write_bytes(formats.written(report, cast("Format", form)), target)
