"""`tracker series`, `versions`, `show`: what is here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli import database, options, output
from tracker.errors import BadSource, UnknownVersion

if TYPE_CHECKING:
    from tracker.model import Resolution, Version
    from tracker.store import Store


@options.command("tracker series")
@options.db
def series(db: Path | None) -> None:
    """List the series that are here, and what is missing of them.

    The slug is what --series takes. Texts that are known to exist but are not here are counted, with their sessions.
    """
    from tracker.render import listing

    with database.opened(db) as store:
        found = [(one, store.versions(one.slug)) for one in store.series()]
    if not found:
        output.note("no series here yet: tracker fetch --series SLUG, or tracker add FILE --series SLUG")
    output.show(listing.series(found, width=output.width(), color=output.has_colour()))


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
