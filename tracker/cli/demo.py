"""`tracker demo`: what ships, what can be fetched, and the pages."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli import database, options, output, serve
from tracker.errors import FetchError

if TYPE_CHECKING:
    from tracker.store import Store

SECONDS = 20.0  # for all fetching: nobody waits longer for a first look


@options.command("tracker demo", "tracker demo --port 8002")
@options.serving
@click.option("--no-serve", is_flag=True, help="Fill the database and end.")
@options.db
def demo(host: str, port: int, no_serve: bool, db: Path | None) -> None:
    """Fill a database with what ships and can be fetched, and show it.

    Adds the documents that ship with the program, fetches the official files of the series it knows in English (20
    seconds at most; without a network it goes on with what ships), and serves the pages. Ctrl-C ends it. The other
    languages: tracker fetch --series SLUG --language all.
    """
    if not no_serve:
        serve.must_be_free(host, port)
    path = database.place(db)
    with database.writable(db, create=True) as store:
        from tracker.pipeline import ingest

        ingest.load_fixtures(store)
        output.note(f"In {path}: what ships with the program.")
        _fetch(store)
        count = len({version.symbol for version in store.versions()})
    output.note(f"{count} texts are here.")
    if not no_serve:
        output.note("Starting the pages ...")
        serve.run(path, host, port)


def _fetch(store: Store) -> None:
    """Fetch the known series, English first, for as long as there is time; say why if something is missing."""
    from tracker import catalogue, fetch

    end = time.monotonic() + SECONDS
    for entry in catalogue.load():
        left = end - time.monotonic()
        if left <= 0:
            return
        output.note(
            f"Fetching the official texts of {entry.series.title!r} in English ({left:.0f} seconds at most) ..."
        )
        try:
            fetch.fetch_series(store, entry.series.slug, languages=("en",), seconds=left, say=output.note)
        except FetchError as error:
            output.note(f"{error}{'' if str(error).endswith('?') else '.'} Going on with what is here.")
