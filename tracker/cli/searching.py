"""`tracker search`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from tracker.cli import database, options, output

if TYPE_CHECKING:
    from tracker.render.standing import Group


@options.command("tracker search genuine dialogue", 'tracker search "66/152" --language en')
@click.argument("words", nargs=-1, required=True)
@options.any_language
@click.option("--apart", is_flag=True, help="Paragraphs that have all the words, not only as a phrase.")
@click.option(
    "--format", "-f", "form", type=click.Choice(["text", "json"]), default="text", help="What to write [text]."
)
@options.db
def search(
    *, words: tuple[str, ...], language: str | None, apart: bool, form: Literal["text", "json"], db: Path | None
) -> None:
    """Show where words stand, and where they were dropped.

    Series by series: the first and the latest text that has them, and each paragraph once, with its years. Several
    words are looked for as a phrase; where no paragraph has it, those that have all the words are shown.
    """
    from tracker.pipeline import phrases
    from tracker.render import finding, standing

    wanted = " ".join(words)
    with database.opened(db) as store:
        hits, apart = phrases.found(store, wanted, language, apart=apart)
        groups = phrases.groups(store, hits, phrases.homes(store))
        many = phrases.counted(store, hits, wanted, language, apart=apart)
    if form == "json":
        data = {"words": wanted, "as_phrase": not apart, "groups": [_data(group) for group in groups]}
        output.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n", None)
        return
    several = len(wanted.split()) > 1
    what = "all these words" if apart and several else "this phrase" if several else "it"
    said = f"{many} ha{'ve' if len(hits) > 1 else 's'} {what}." if hits else f"No paragraph here has {what}."
    patterns = finding.patterns(wanted, apart=apart)
    output.show(standing.terminal(groups, patterns, said=said, width=output.width(), color=output.has_colour()))


def _data(group: Group) -> dict[str, Any]:
    """A group as data; a text is named by its symbol."""
    return asdict(group) | {
        "texts": [
            {"symbol": one.version.symbol, "adoption": one.adoption or None, "labels": list(one.labels)}
            for one in group.texts
        ],
        "places": [{"label": one.label, "when": one.when, "note": one.note, "text": one.text} for one in group.places],
    }
