"""Options that several commands have, each with one help text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

VERSION_HELP = "A symbol (66/152), a year (2011), a session (s66), latest, previous, a file (./name), or - for input."


def db(function: F) -> F:
    """`--db`: which database."""
    return click.option(
        "--db",
        type=click.Path(path_type=Path, dir_okay=False),
        envvar="TRACKER_DB",
        metavar="FILE",
        help="The database [TRACKER_DB; else db/tracker.db in a checkout, else in your data folder].",
    )(function)


def language(function: F) -> F:
    """`--language`: in which language."""
    return click.option(
        "--language",
        "-l",
        metavar="CODE",
        help="en, fr, es, ru, ar or zh [English, else the only one there is].",
    )(function)


def series(function: F) -> F:
    """`--series`: of which series."""
    return click.option(
        "--series",
        "-s",
        metavar="SLUG",
        help="The series that is meant, where there are several (see: tracker series).",
    )(function)
