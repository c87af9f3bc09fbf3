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


@options.command("tracker series", "tracker series SLUG", "tracker series SLUG --split 77/213")
@click.argument("slug", required=False)
@click.option("--pin", metavar="SYMBOL", help="Say that this text is of the series SLUG.")
@click.option("--split", metavar="SYMBOL", help="Say that this text is not of one series with the one before it.")
@click.option("--export", "target", metavar="FILE", help="Write what you said of series as TOML; - prints it.")
@click.option("--from", "source", metavar="FILE", help="Say what this file says (TOML; - is standard input).")
@options.db
def series(
    *,
    slug: str | None,
    pin: str | None,
    split: str | None,
    target: str | None,
    source: str | None,
    db: Path | None,
) -> None:
    """List the series that are here, and what is missing of them; of one, what speaks for each of its texts.

    SLUG is what --series takes. Texts that are known to exist but are not here are counted, with their sessions.
    """
    from tracker.render import listing

    if sum(map(bool, (pin, split, target, source))) > 1 or ((pin or split) and not slug):
        raise click.UsageError("give SLUG with --pin or --split, or --export, or --from")
    if pin or split or source:
        _rule(slug or "", pin, split, source, db)
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


def _rule(slug: str, pin: str | None, split: str | None, source: str | None, db: Path | None) -> None:
    from tracker.cli import texts
    from tracker.pipeline import ruling
    from tracker.rulings import read_rulings

    with database.writable(db) as store:
        if source:
            data, name = texts.content(source)
            read = read_rulings(data.decode("utf-8-sig", errors="replace"), name)
            for line in read.left_out:
                output.note(line)
            ruling.take(store, read.rulings)
            click.echo(f"said of series: {len(read.rulings)}")
        else:
            one = ruling.pin(store, slug, pin) if pin else ruling.split(store, slug, split or "")
            click.echo(f"said by hand: {one.text}")


def _evidence(store: Store, slug: str) -> str:
    """What speaks for each text of a series, a line for each."""
    from tracker.render.escape import terminal

    verbs = {"follows": "follows", "apart": "is kept apart from", "known": "is known by"}
    lines: dict[str, list[str]] = {}
    for one in store.evidence(slug):
        lines.setdefault(f"{one.symbol} {verbs[one.verdict]} {one.other}", []).append(one.said)
    said = [f"{ruling.text}, as you say" for ruling in store.rulings()]
    return "".join(f"   {terminal(line)}\n" for line in [*(f"{k}: {'; '.join(v)}" for k, v in lines.items()), *said])


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
