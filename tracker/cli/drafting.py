"""`tracker draft`."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli import options, output

if TYPE_CHECKING:
    from tracker.pipeline.drafts import Draft
    from tracker.pipeline.rolling import Passage, Roll, Spot


@options.command("tracker draft -o next.docx", "tracker draft --onto A_RES_80_204.docx -o next.docx")
@click.argument("series", required=False, metavar="[SERIES]")
@click.option("--from", "start", default="latest", metavar="VERSION", help="The text to roll forward [latest].")
@click.option(
    "--onto",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.docx",
    help="Write the changes into a copy of this Word file, the issued one, and touch nothing else in it.",
)
@click.option("--author", default="draft", metavar="NAME", help="The author of the changes and comments [draft].")
@click.option(
    "--output",
    "-o",
    "target",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE.docx",
    help="Write to this file.",
)
@options.language
@options.date
@options.db
def draft(
    *,
    series: str | None,
    start: str,
    onto: Path | None,
    author: str,
    target: Path,
    language: str | None,
    on: date | None,
    db: Path | None,
) -> None:
    """Write the base text for the next session as a Word file.

    It is the latest adopted text rolled forward, as tracked changes. What is known is done: its own
    citation and the session that it names. What was brought up to date last time and is not known is left open in
    brackets, each with a Word comment that says what to look up. Nothing is guessed; masthead, title and closing lines
    are left as they are.
    """
    from tracker.cli import database, texts
    from tracker.pipeline import drafts
    from tracker.pipeline import onto as into

    if not author.strip():
        raise click.UsageError("--author is empty: Word needs a name for who made the changes")
    if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in author):
        raise click.UsageError("--author holds what is no letter: Word could not open the file")
    with database.opened(db) as store:
        base = texts.chosen(store, start, series, language)
        slug = texts.shared(store, base, base, series)
        if slug is None:
            raise click.UsageError(f"{base.symbol} belongs to no series here: nothing is known of what follows it")
        if onto:
            data, document = texts.document(str(onto), base.language)
            given = drafts.draft(store, slug, base, into.same(document, base, onto.name))
            made = into.written(data, onto.name, given, author=author, on=on)
        else:
            given = drafts.draft(store, slug, base)
            made = drafts.written(given, author=author, on=on)
    output.write_bytes(made, target)
    click.echo(_told(given, author, target, onto), nl=False)


def _told(given: Draft, author: str, target: Path, onto: Path | None) -> str:
    """What was done and what is left to do, for the terminal."""
    from tracker.facts import edition
    from tracker.pipeline.rolling import passages
    from tracker.render import drafted

    found = [
        (one.known, drafted.Place(_label(given.roll, one.spot), one.was, _now(one))) for one in passages(given.roll)
    ]
    told = drafted.Told(
        edition(given.roll.base),
        given.roll.session,
        [place for known, place in found if known],
        [place for known, place in found if not known],
        author,
        target.name,
        onto.name if onto else None,
    )
    return drafted.drafted(told, width=output.width())


def _now(passage: Passage) -> str:
    return passage.now if passage.known else f"{passage.before} {passage.now}".strip()


def _label(roll: Roll, spot: Spot) -> str:
    """Where it stands: "PP3", or "note 3" for what is in a note."""
    paragraph = roll.base.paragraphs[spot[0]]
    return paragraph.label if spot[1] < 0 else f"note {paragraph.notes[spot[1]].mark}"
