"""`tracker add`, `fetch`, `remove`, `rebuild`, `check`: what goes into the database, and what it is worth."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli import database, options, output
from tracker.cli.outcomes import tell
from tracker.errors import TrackerError

if TYPE_CHECKING:
    from tracker.pipeline.files import Supplied
    from tracker.store import Store


class Day(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.4 on
    """A day as 2011-12-19."""

    name = "day"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value} is no day; write it like 2011-12-19", param, ctx)


@options.command(
    "tracker add A_RES_74_153.xml",
    "tracker add 74session-English.zip ./documents --dry-run",
    "tracker add draft.txt --draft --symbol A/C.3/81/L.40 --series enhancement-of-international-cooperation",
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@options.series
@click.option(
    "--symbol", metavar="SYMBOL", help="The symbol of the text, where the file does not say it or contradicts itself."
)
@options.language
@click.option("--adopted", type=Day(), metavar="DAY", help="When it was adopted: 2011-12-19.")
@click.option("--draft", is_flag=True, help="It is a draft: a year or latest never means it.")
@options.original
@click.option("--dry-run", is_flag=True, help="Read everything, write nothing.")
@click.option(
    "--jobs", "-j", type=click.IntRange(1), metavar="N", help="Processes that read and compare [one a processor]."
)
@options.db
def add(
    *,
    paths: tuple[str, ...],
    series: str | None,
    symbol: str | None,
    language: str | None,
    adopted: date | None,
    draft: bool,
    original: bool,
    dry_run: bool,
    jobs: int | None,
    db: Path | None,
) -> None:
    """Add documents: files, folders or zip archives.

    PATH is a file, a folder or zip archive with all that is in it, or - for standard input. A document is stored whole
    or not at all; adding it again changes nothing, and a run that was stopped goes on when it is started again. What
    you state is believed over what the file says.
    """
    from tracker.cli.progress import bars
    from tracker.pipeline import ingest
    from tracker.pipeline.progress import SILENT
    from tracker.pipeline.workers import processors

    with _place(db, dry_run=dry_run) as store:
        try:
            report = ingest.add(
                store,
                [_given(path) for path in paths],
                series=series,
                symbol=symbol,
                language=language,
                adopted=adopted,
                draft=draft,
                original=original,
                dry_run=dry_run,
                jobs=jobs or processors(),
                progress=bars() or SILENT,
            )
        except KeyboardInterrupt:
            output.note("What was stored is whole and stays; the same command goes on from there.")
            raise
    tell(report, dry_run=dry_run)


@contextlib.contextmanager
def _place(db: Path | None, *, dry_run: bool) -> Iterator[Store]:
    """The database to add to; for a dry run where there is none, an empty one that is gone afterwards."""
    if not dry_run or database.place(db).exists():
        with database.writable(db, create=True) as store:
            yield store
        return
    with tempfile.TemporaryDirectory() as folder, database.writable(Path(folder, "dry.db"), create=True) as store:
        yield store


@options.command(
    "tracker fetch --series enhancement-of-international-cooperation --language all",
    "tracker fetch A/RES/73/168",
    "tracker fetch --series enhancement-of-international-cooperation --next",
)
@click.argument("symbols", nargs=-1, metavar="[SYMBOL]...")
@click.option("--series", "-s", "slug", metavar="SLUG", help="All official texts of a series.")
@click.option(
    "--language",
    "-l",
    "languages",
    type=click.Choice([*options.LANGUAGES, "all"], case_sensitive=False),
    multiple=True,
    metavar="CODE",
    help="A language, or all; more than once [en].",
)
@click.option("--latest", "anew", is_flag=True, help="Ask again also for what is here: has the official file changed?")
@click.option("--next", "ahead", is_flag=True, help="Look whether the series has a newer text, and fetch it.")
@click.option("--from", "source", metavar="PLACE", help="A folder or an address in place of the official ones.")
@options.db
def fetch(
    *,
    symbols: tuple[str, ...],
    slug: str | None,
    languages: tuple[str, ...],
    anew: bool,
    ahead: bool,
    source: str | None,
    db: Path | None,
) -> None:
    """Fetch official texts, by symbol or of a series.

    They come from the public XML repository, else as Word or PDF from the Official Document System or the Digital
    Library: one request at a time, and each file once. Before it is stored a file must say that it is the text that was
    asked for; those that the catalogue knows must have their sha256.
    """
    from tracker import catalogue, fetch

    _must_go_together(symbols, slug, source, anew=anew, ahead=ahead)
    if slug and not ahead:
        catalogue.entry(slug)  # what is not known makes no database
    wanted = options.LANGUAGES if "all" in languages else languages or ("en",)
    with database.writable(db, create=True) as store:
        if slug and ahead:
            found = fetch.newer(store, slug, output.note)
            if found is None:
                click.echo(f"no newer text of {slug} is known")
                return
            click.echo(f"newer: {found}")
            report = fetch.fetch_symbols(store, [str(found)], wanted, series=slug, say=output.note)
        elif slug:
            report = fetch.fetch_series(store, slug, wanted, source=source, printed=True, anew=anew, say=output.note)
        else:
            report = fetch.fetch_symbols(store, symbols, wanted, anew=anew, say=output.note)
    tell(report, refused=False)


def _must_go_together(
    symbols: tuple[str, ...], slug: str | None, source: str | None, *, anew: bool, ahead: bool
) -> None:
    if bool(symbols) == bool(slug):
        raise click.UsageError("Name texts by their symbols, or a series with --series: one of the two.")
    if ahead and not slug:
        raise click.UsageError("--next looks after a series: name it with --series.")
    if source and (symbols or anew or ahead):
        raise click.UsageError("--from holds files that the catalogue knows: it goes with --series alone.")


@options.command("tracker remove 66/152")
@click.argument("symbol")
@options.any_language
@options.db
def remove(symbol: str, language: str | None, db: Path | None) -> None:
    """Remove a text: undo an add.

    In one language with --language, else in all. What followed from it is renewed.
    """
    from tracker.pipeline import ingest

    with database.writable(db) as store:
        before = store.versions()
        count = ingest.remove(store, symbol, language)
        left = {(item.symbol, item.language) for item in store.versions()}
    gone = [item for item in before if (item.symbol, item.language) not in left]
    named = ", ".join(f"{item.symbol} ({item.language})" for item in gone)
    output.say(f"removed: {count} {'text' if count == 1 else 'texts'}: {named}")


@options.command("tracker rebuild")
@options.db
def rebuild(db: Path | None) -> None:
    """Renew everything that is derived from the documents.

    Reads every stored file again and makes all comparisons again, as after a new version of the program. Pairings by
    hand become those of their file beside the database (see: tracker pair), if there is one.
    """
    from tracker.cli.progress import bars
    from tracker.pipeline import ingest
    from tracker.pipeline.progress import SILENT
    from tracker.pipeline.workers import processors

    with database.writable(db) as store:
        count = ingest.rebuild(store, output.note, jobs=processors(), progress=bars() or SILENT)
    click.echo(f"rebuilt from {count} {'file' if count == 1 else 'files'}")


@options.command("tracker check")
@options.db
def check(db: Path | None) -> None:
    """Prove that what is stored agrees with the documents.

    Derives everything again from the stored files, in a copy that is gone afterwards, and compares every value: hashes,
    paragraphs, votes, series, comparisons, lineages, the search index. Nothing is written. What differs is listed, and
    the exit code is then 2.
    """
    from tracker.cli.progress import bars
    from tracker.pipeline import ingest
    from tracker.pipeline.progress import SILENT
    from tracker.pipeline.workers import processors

    with database.opened(db) as store:
        found = ingest.check(store, jobs=processors(), progress=bars() or SILENT)
        count = len(store.versions())
    for line in found:
        output.say(line)
    if found:
        raise TrackerError(f"{len(found)} differ: see above. tracker rebuild renews what is derived.")
    click.echo(f"checked: {count} {'text' if count == 1 else 'texts'}, all as the documents say")


def _given(path: str) -> str | Supplied:
    if path != "-":
        return path
    from tracker.pipeline import bounded
    from tracker.pipeline.files import Supplied

    return Supplied("standard input", bounded.of_stdin())
