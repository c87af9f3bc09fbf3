"""`tracker series`, `versions`, `show`: what is here."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli import database, options, output
from tracker.errors import BadSource, TrackerError, UnknownVersion
from tracker.symbols import Symbol

if TYPE_CHECKING:
    from tracker.model import Resolution, Version
    from tracker.store import Store


@options.command(
    "tracker series",
    "tracker series SLUG",
    "tracker series SLUG --pin 77/213",
    "tracker series --undo 77/213",
)
@click.argument("slug", required=False)
@click.option("--pin", metavar="SYMBOL", help="Say that this text is of the series SLUG.")
@click.option("--split", metavar="SYMBOL", help="Say that this text is not of one series with the one before it.")
@click.option("--undo", metavar="SYMBOL", help="Take back what you said of this text.")
@click.option("--export", "target", metavar="FILE", help="Write what you said of series as TOML; - prints it.")
@click.option("--from", "source", metavar="FILE", help="Say what this file says (TOML; - is standard input).")
@options.db
def series(
    *,
    slug: str | None,
    pin: str | None,
    split: str | None,
    undo: str | None,
    target: str | None,
    source: str | None,
    db: Path | None,
) -> None:
    """List the series that are here, and what is missing of them.

    With SLUG, that one alone, and what speaks for each of its texts; SLUG is what --series takes. Texts that are known
    to exist but are not here are counted, with their sessions.
    What you say of series goes before what is found; it is kept beside the database as TOML, which you may edit and
    hand on: tracker rebuild reads it.
    """
    from tracker.render import listing

    asked = {"pin": pin, "split": split, "undo": undo, "export": target, "from": source}
    given = [(name, value) for name, value in asked.items() if value]
    if len(given) > 1:
        raise click.UsageError("one at a time: --pin, --split, --undo, --export or --from")
    if (pin or split) and not slug:
        raise click.UsageError(f"of which series? tracker series SLUG --{given[0][0]} {given[0][1]}")
    if slug and (undo or target or source):
        raise click.UsageError(f"--{given[0][0]} takes no SLUG: it is of all series")
    if given and not target:
        _rule(slug or "", *given[0], db)
        return
    with database.opened(db) as store:
        if target:
            from tracker.rulings import write_rulings

            output.write(write_rulings(store.rulings()), None if target == "-" else Path(target))
            return
        found = [(one, store.versions(one.slug)) for one in ([store.one_series(slug)] if slug else store.series())]
        lines = _evidence(store, slug) if slug else ""
    if not found:
        output.note("no series here yet: tracker fetch --series SLUG, or tracker add FILE --series SLUG")
    output.show(listing.series(found, width=output.width(), color=output.has_colour()) + lines)


def _rule(slug: str, verb: str, value: str, db: Path | None) -> None:
    """Do what one of the options says, and tell what is said now, where the text stands, and in which file."""
    from tracker.pipeline import ruling

    with database.writable(db) as store:
        if verb == "from":
            _take(store, value)
        elif verb == "undo":
            gone = ruling.undo(store, value)
            for one in gone:
                click.echo(f"no longer said: {one.text}")
            _tell_home(store, gone[0].symbol)
        else:
            today = datetime.now(UTC).date()
            said = (ruling.pin if verb == "pin" else ruling.split)(store, slug, value, today)
            click.echo(f"said by hand: {said.text}")
            _tell_home(store, said.symbol)
            click.echo(f"   to take it back: tracker series --undo {_quoted(Symbol(said.symbol).short)}")
        _tell_file(store)


def _take(store: Store, source: str) -> None:
    from tracker.cli import texts
    from tracker.pipeline import ruling

    data, name = texts.content(source)
    read = ruling.take(store, data, name)
    for line in read.left_out:
        output.note(line)
    click.echo(f"said of series: {len(read.rulings)}")
    if read.left_out:
        _tell_file(store)
        raise TrackerError(f"{len(read.left_out)} of {name} could not be taken: see above")


def _tell_file(store: Store) -> None:
    from tracker.pipeline import ruling

    if file := ruling.file_of(store):
        output.say(f"kept in {file}" if file.exists() else f"nothing is said by hand of any series, and no {file}")


def _tell_home(store: Store, symbol: str) -> None:
    for one in store.series():
        members = list(dict.fromkeys(version.symbol for version in store.versions(one.slug)))
        if symbol in members:
            others = [Symbol(other).short for other in members if other != symbol]
            beside = f"with {', '.join(others)}" if others else "alone"
            click.echo(f"   {Symbol(symbol).short} stands in {one.slug}, {beside}")


def _quoted(short: str) -> str:
    return f'"{short}"' if " " in short else short


def _evidence(store: Store, slug: str) -> str:
    """How often a series comes, and what speaks for each of its texts; what the user says of them."""
    from tracker.render import listing

    ties: dict[tuple[str, str, str], list[str]] = {}
    for one in store.evidence(slug):
        ties.setdefault((one.symbol, one.verdict, one.other), []).append(one.said)
    members = {version.symbol for version in store.versions(slug)}
    said = [f"You say: {one.text}" for one in store.rulings() if not one.pair.isdisjoint(members)]
    sessions = [version.session for version in store.versions(slug) if version.status == "adopted"]
    known = [item.session for item in store.one_series(slug).known]
    return listing.evidence([session for session in (*sessions, *known) if session], ties, said, output.width())


@options.command("tracker versions", "tracker versions enhancement-of-international-cooperation --language fr")
@click.argument("series", required=False)
@options.any_language
@options.db
def versions(series: str | None, language: str | None, db: Path | None) -> None:
    """List the texts that are here, oldest first.

    One line for each text: symbol, day, session, languages, status, format; between them, how many known texts are not
    here. With SERIES, a slug, those of one series.
    """
    from tracker.render import listing

    with database.opened(db) as store:
        chosen = (store.one_series(series),) if series else store.series()
        found = [(one, store.versions(one.slug, language)) for one in chosen]
        inside = {item.symbol for _, texts in found for item in texts}
        others = tuple(item for item in store.versions(None, language) if item.symbol not in inside)
    groups = [*found, (None, others)] if others and not series else [*found]
    output.show(listing.versions(groups, color=output.has_colour()))


@options.command("tracker show 2011", "tracker show 66/152 OP7", "tracker show latest --source")
@click.argument("version")
@click.argument("label", required=False)
@options.series
@options.language
@options.original
@click.option("--source", is_flag=True, help="Where the text came from, what its reader noticed, what has no place.")
@options.db
def show(
    *,
    version: str,
    label: str | None,
    series: str | None,
    language: str | None,
    original: bool,
    source: bool,
    db: Path | None,
) -> None:
    """Show one text, or one paragraph of it.

    The text as printed, with labels in the margin and its notes. VERSION is a symbol (66/152), a year (2011), a session
    (s66), latest, previous, a file (./name), or - for standard input; LABEL is PP4, OP12 (a), ...
    """
    from tracker.cli import texts
    from tracker.render import listing

    if original and not texts.is_file(version):
        raise BadSource(f"--original is about a file, and {version} is a text of the database: it is as it was added")
    if source:
        output.show(_source(version, series, language, db, original=original))
        return
    if texts.is_file(version):
        item = texts.read(version, language, original=original)
    else:
        with database.opened(db) as store:
            item = store.resolution(texts.chosen(store, version, series, language))
    if label:
        label = _label(item, label)
    output.show(listing.text(item, label=label, width=output.width(), color=output.has_colour()))


def _label(item: Resolution, wanted: str) -> str:
    """A label as it is written, from one with other capitals or blanks. Raises UnknownVersion if there is none."""
    names = {"".join(one.label.split()).lower(): one.label for one in item.paragraphs}
    found = names.get("".join(wanted.split()).lower())
    if found is None:
        known = ", ".join(one.label for one in item.paragraphs)
        raise UnknownVersion(f"{item.symbol or 'this text'} has no paragraph {wanted}.\nIt has {known}.")
    return found


def _source(version: str, series: str | None, language: str | None, db: Path | None, *, original: bool) -> str:
    from tracker.cli import texts
    from tracker.render import listing

    width = output.width()
    if texts.is_file(version):
        data, document = texts.document(version, language, original=original)
        return listing.source(document, document.resolutions[0], None, len(data), width=width)
    with database.opened(db) as store:
        return _stored_source(store, texts.chosen(store, version, series, language), width)


def _stored_source(store: Store, version: Version, width: int) -> str:
    from tracker.render import listing

    source = store.source(version)
    return listing.source(source.document, store.resolution(version), source.address, len(source.data), width=width)
