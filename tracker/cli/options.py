"""What several commands have: examples in their help, and options with one help text each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click


class WithExamples(click.Command):
    """A command whose help shows how it is typed, before its options."""

    def __init__(self, *args: Any, examples: Sequence[str], **fields: Any) -> None:
        super().__init__(*args, **fields)
        self.examples = examples

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Examples" if len(self.examples) > 1 else "Example"):
            for example in self.examples:
                formatter.write(f"{' ' * formatter.current_indent}{example}\n")
        super().format_options(ctx, formatter)


def command(*examples: str) -> Callable[[Callable[..., Any]], WithExamples]:
    """A command with examples of how it is typed."""
    return click.command(cls=WithExamples, examples=examples)


LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
F = TypeVar("F", bound=Callable[..., Any])


def db(function: F) -> F:
    """`--db`: which database."""
    return click.option(
        "--db",
        type=click.Path(path_type=Path, dir_okay=False),
        envvar="TRACKER_DB",
        metavar="FILE",
        help="The database [TRACKER_DB; else db/tracker.db in a checkout, else in your data folder].",
    )(function)


def language(function: F, *, default: str = "English, else the only one there is") -> F:
    """`--language`: in which language; `default` is what holds without it."""
    return click.option(
        "--language",
        "-l",
        type=click.Choice(LANGUAGES, case_sensitive=False),
        metavar="CODE",
        help=f"en, fr, es, ru, ar or zh [{default}].",
    )(function)


def any_language(function: F) -> F:
    """`--language` where all are meant without it."""
    return language(function, default="all")


def series(function: F) -> F:
    """`--series`: of which series."""
    return click.option(
        "--series",
        "-s",
        metavar="SLUG",
        help="The series that is meant, where there are several (see: tracker series).",
    )(function)


def original(function: F) -> F:
    """`--original`: which text of a file that holds two."""
    return click.option(
        "--original",
        is_flag=True,
        help="Read files as they were before their tracked changes, or before what a drafter marked.",
    )(function)


def date(function: F) -> F:
    """`--date`: the date that a report bears."""
    return click.option(
        "--date",
        "on",
        callback=_day,
        metavar="YYYY-MM-DD",
        help="The date that the file bears [SOURCE_DATE_EPOCH, else that of its newest text].",
    )(function)


def _day(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> dt.date | None:
    """A day as it is typed. Raises click.BadParameter."""
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no day; write it as 2026-03-31") from None


def excel(function: F) -> F:
    """`--excel`: CSV for a spreadsheet."""
    return click.option(
        "--excel",
        is_flag=True,
        help="CSV as Excel opens it well: marked as UTF-8, an apostrophe before what it would take for a formula.",
    )(function)


def serving(function: F) -> F:
    """`--host` and `--port`: where pages are served."""
    with_port = click.option(
        "--port", "-p", type=click.IntRange(1, 65535), default=8001, help="The port to serve at [8001]."
    )(function)
    return click.option("--host", default="127.0.0.1", help="The address to serve at [127.0.0.1: this machine only].")(
        with_port
    )
