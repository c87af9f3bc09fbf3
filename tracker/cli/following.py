"""`tracker history`, `origins`: one paragraph through the years, and when each word of a text came in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from tracker.cli import database, options, output
from tracker.errors import UnknownVersion

if TYPE_CHECKING:
    from tracker.model import SeriesView, Version
    from tracker.store import Store

_FORM = click.option(
    "--format", "-f", "form", type=click.Choice(["text", "json"]), default="text", help="What to write [text]."
)
Form = Literal["text", "json"]


@options.command("tracker history OP8", "tracker history 66/152:OP7", "tracker history 2021:PP4 --language fr")
@click.argument("place", metavar="[VERSION:]LABEL")
@options.series
@options.language
@_FORM
@options.db
def history(*, place: str, series: str | None, language: str | None, form: Form, db: Path | None) -> None:
    """Show one paragraph through the years.

    Each text that has it, and what was changed there; then when each of its words came in. LABEL alone (PP4, OP12 (a))
    is that of the latest text; VERSION:LABEL is what a paragraph is called in another: a symbol (66/152), a year
    (2011), a session (s66), latest or previous. Any name it ever had leads to the same paragraph.
    """
    from tracker.pipeline import lives
    from tracker.render import html_life, life

    version, colon, label = place.partition(":")
    if not colon:
        version, label = "latest", place
    if not label.strip():
        raise click.UsageError(f"which paragraph of {version}? Type it as {version}:OP1")
    with database.opened(db) as store:
        text, view = _followed(store, version.strip(), series, language)
        lineage = lives.lineage_of(view, text, label)
        since = lives.since_first(store, view, lineage)
    change = html_life.change_from(since[0], since[1], lineage.address[1]) if since else None
    came_in = tuple(html_life.pieces(change.segments, since[2] if since else None)) if change else ()
    if form == "json":
        _json(life.history_data(view, lineage, came_in))
    else:
        output.show(life.history(view, lineage, came_in, width=output.width(), color=output.has_colour()))


@options.command("tracker origins latest", "tracker origins 80/204 OP8")
@click.argument("version")
@click.argument("label", required=False)
@options.series
@options.language
@_FORM
@options.db
def origins(
    *, version: str, label: str | None, series: str | None, language: str | None, form: Form, db: Path | None
) -> None:
    """Show when each word of a text came in.

    The text, or the paragraph LABEL, with the year before the words it brought: |2021 for all|. Where texts between are
    not here, the years in which it can have been. VERSION is a symbol (66/152), a year (2011), a session (s66), latest
    or previous.
    """
    from tracker.pipeline import lives
    from tracker.render import life

    with database.opened(db) as store:
        text, view = _followed(store, version, series, language)
        found = lives.born(store, view, text)
        chosen = lives.label_of((one.label for one in store.resolution(text).paragraphs), text, label) if label else ""
    if form == "json":
        _json(life.origins_data(found.comparison, found.unmarked, found.step, label=chosen))
        return
    output.show(
        life.origins(
            found.comparison,
            found.unmarked,
            found.step,
            label=chosen,
            width=output.width(),
            color=output.has_colour(),
        )
    )


def _followed(store: Store, expression: str, series: str | None, language: str | None) -> tuple[Version, SeriesView]:
    """A version, and its series in its language. Raises UnknownVersion where it belongs to none."""
    from tracker.cli import texts
    from tracker.pipeline import views

    text = texts.chosen(store, expression, series, language)
    slug = texts.shared(store, text, text, series)
    if slug is None:
        raise UnknownVersion(f"{text.symbol} belongs to no series here: there is nothing to follow it through")
    return text, views.series_view(store, slug, text.language)


def _json(data: object) -> None:
    output.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n", None)
