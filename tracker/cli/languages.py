"""`tracker languages`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

import click

from tracker.cli import options, output


@options.command("tracker languages 2020 2021", "tracker languages previous latest --format json -o languages.json")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@options.series
@click.option(
    "--language",
    "-l",
    "wanted",
    type=click.Choice([*options.LANGUAGES, "all"], case_sensitive=False),
    multiple=True,
    metavar="CODE",
    help="Only these beside English; more than once [all that have both].",
)
@click.option("--full", is_flag=True, help="Every paragraph of a long row by its label.")
@click.option(
    "--format", "-f", "form", type=click.Choice(["text", "json"]), default="text", help="What to write [text]."
)
@click.option("--output", "-o", "target", type=click.Path(path_type=Path), metavar="FILE", help="Write to this file.")
@options.db
def languages(
    *,
    old: str,
    new: str,
    series: str | None,
    wanted: tuple[str, ...],
    full: bool,
    form: Literal["text", "json"],
    target: Path | None,
    db: Path | None,
) -> None:
    """Show whether each edit is there in every language.

    One row for each edit of the English text, one column for each language that has both versions; then what was
    reworded in one language only, and what is to check. Each language is compared by itself, without a look at another.
    An edit made in several paragraphs is there where its own words came in.
    OLD and NEW are versions that are in the database: a symbol (66/152), a year (2011), a session (s66), latest,
    previous. The older one comes first, however they are named.
    """
    from tracker.cli import texts

    found = texts.in_every_language(old, new, db=db, series=series, languages=() if "all" in wanted else wanted)
    if form == "json":
        from tracker import contract

        output.write(json.dumps(contract.concordance_to_dict(found), ensure_ascii=False, indent=2) + "\n", target)
        return
    from tracker.render import languages as table

    output.show(table.languages(found, width=output.width(target), color=output.has_colour(target), full=full), target)
