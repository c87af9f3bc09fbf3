"""`tracker diff`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from tracker.cli import options, output

if TYPE_CHECKING:
    from tracker.model import Comparison

Format = Literal["text", "markdown", "html", "json", "csv", "docx"]
FORMATS: tuple[Format, ...] = ("text", "markdown", "html", "json", "csv", "docx")


@options.command("tracker diff 2020 2021", "tracker diff 2019 2025 --format docx -o changes.docx")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@options.series
@options.language
@options.original
@click.option("--format", "-f", "form", type=click.Choice(FORMATS), default="text", help="What to write [text].")
@click.option("--output", "-o", "target", type=click.Path(path_type=Path), metavar="FILE", help="Write to this file.")
@click.option(
    "--only",
    type=click.Choice(["substantive"]),
    help="Leave out what has no substance and say how much that is; text, markdown and csv (JSON is always whole).",
)
@options.excel
@click.option("--stat", is_flag=True, help="The first lines alone: text and markdown.")
@click.option("--full", is_flag=True, help="Every paragraph, also the unchanged: text and markdown.")
@click.option(
    "--exit-code",
    is_flag=True,
    help="Exit with 1 if anything but blanks differs; with --only, if anything of substance does.",
)
@options.date
@options.db
@click.pass_context
def diff(
    ctx: click.Context,
    *,
    old: str,
    new: str,
    series: str | None,
    language: str | None,
    original: bool,
    form: Format,
    target: Path | None,
    only: Literal["substantive"] | None,
    excel: bool,
    stat: bool,
    full: bool,
    exit_code: bool,
    on: date | None,
    db: Path | None,
) -> None:
    """Show what really changed between two versions.

    OLD and NEW are versions: a symbol (66/152), a year (2011), a session (s66), latest, previous, a file (./name), or
    - for standard input. Words with meaning come first; technical updates, punctuation and what is unchanged are
    counted. Two files are compared without a database. The same Word file twice with --original: what was changed in it
    with its changes tracked.

    --format docx writes a Word file with real tracked changes. Reject all, and it is OLD; accept all, and it is NEW.
    The author of a change is the version that made it: where texts between the two are in the database, each is shown
    by itself. Technical updates and punctuation have authors of their own, so that Word can hide them.
    """
    shape = Shape(stat, full, only, excel)
    _must_fit(form, shape)
    if on and form != "docx":
        raise click.UsageError("--date goes with --format docx; the other formats bear no date")
    if form == "docx":
        output.must_be_for_a_file(target, "docx", "changes.docx")
    comparison = _shown(
        old, new, form, target, shape, db=db, series=series, language=language, original=original, on=on
    )
    if exit_code and _differs(comparison, only):
        ctx.exit(1)


def _shown(old: str, new: str, form: Format, target: Path | None, shape: Shape, **how: Any) -> Comparison:
    """Compare two versions, write that, and return it."""
    from tracker.cli import redlined, texts

    if form == "docx":
        output.must_be_for_a_file(target, form, "changes.docx")
        made = redlined.redlined(old, new, **how)
        output.write_bytes(made.data, target)
        return made.comparison
    if how.pop("on"):
        raise click.UsageError("--date goes with --format docx; what the other formats write bears no date")
    comparison = texts.compared(old, new, **how)
    if form == "text":
        _print_text(comparison, target, shape)
    else:
        output.write(_written(comparison, form, shape), target)
    return comparison


@dataclass(frozen=True, slots=True)
class Shape:
    """What of a comparison is shown, in the formats that tell it."""

    stat: bool
    full: bool
    only: Literal["substantive"] | None
    excel: bool


def _must_fit(form: Format, shape: Shape) -> None:
    """Refuse options that a format would ignore. Raises click.UsageError."""
    if shape.stat and shape.full:
        raise click.UsageError("--stat and --full exclude each other: the first lines alone, or every paragraph")
    for name, given, forms in (
        ("--stat", shape.stat, ("text", "markdown")),
        ("--full", shape.full, ("text", "markdown")),
        ("--only", shape.only, ("text", "markdown", "csv")),
        ("--excel", shape.excel, ("csv",)),
    ):
        if given and form not in forms:
            raise click.UsageError(
                f"{name} goes with --format {_either(forms)}"
                + ("" if name == "--excel" else f"; {form} always holds the whole comparison")
            )


def _either(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]


def _print_text(comparison: Comparison, target: Path | None, shape: Shape) -> None:
    from tracker import brief
    from tracker.render import terminal

    text = terminal.comparison(
        comparison,
        brief.tell(comparison),
        width=output.width(target),
        color=output.has_colour(target),
        stat=shape.stat,
        full=shape.full,
        only=shape.only,
    )
    output.show(text, target)


def _written(comparison: Comparison, form: Format, shape: Shape) -> str:
    """A comparison in a format that is not for a terminal."""
    if form == "json":
        return json.dumps(comparison.to_dict(), ensure_ascii=False, indent=2) + "\n"
    if form == "csv":
        return _csv(comparison, shape)
    from tracker import brief
    from tracker.render import html, markdown

    telling = brief.tell(comparison)
    return (
        html.document(comparison, telling)
        if form == "html"
        else markdown.comparison(comparison, telling, stat=shape.stat, full=shape.full, only=shape.only)
    )


def _csv(comparison: Comparison, shape: Shape) -> str:
    from tracker.render import csvs, rows, vocabulary

    found = rows.changes(comparison)
    if shape.only:
        kept = [row for row, change in zip(found, comparison.changes, strict=True) if vocabulary.has_substance(change)]
        output.note(f"not shown: {len(found) - len(kept)} of {len(found)} rows (--only substantive)")
        found = kept
    written = rows.to_csv(found)
    return csvs.for_excel(written) if shape.excel else written


def _differs(comparison: Comparison, only: Literal["substantive"] | None) -> bool:
    """Whether anything differs but blanks and the numbers of notes; with `only`, whether anything of substance does."""
    from tracker.render import vocabulary

    if only:
        return any(map(vocabulary.has_substance, comparison.changes))
    return any(
        change.significance != "none"
        or change.moved
        or change.kind != "unchanged"
        or any(note.kind not in {"unchanged", "renumbered"} for note in change.notes)
        for change in comparison.changes
    )
