"""`tracker publish`: a database to be served in public."""

from __future__ import annotations

from pathlib import Path

import click

from tracker.cli import database, options, output


@options.command("tracker publish public.db", "tracker publish with-drafts.db --drafts")
@click.argument("target", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--drafts", is_flag=True, help="With drafts and tabled texts.")
@click.option("--specimens", is_flag=True, help="With the specimens of this project.")
@click.option("--notes", is_flag=True, help="With who paired paragraphs by hand, and why.")
@options.db
def publish(target: Path, *, drafts: bool, specimens: bool, notes: bool, db: Path | None) -> None:
    """Write a copy to be served in public.

    Without drafts, tabled texts, specimens, and notes on pairings by hand.

    The files from which its texts were read are in it, as they came: a Word file with its author's name. How to serve
    it (datasette publish, a container, behind a proxy): docs/publishing.md.
    """
    from tracker.pipeline import publishing

    with database.opened(db) as store:
        done = publishing.publish(store, target, drafts=drafts, specimens=specimens, notes=notes)
    texts, series = _count(done.texts, "text"), "1 series" if done.series == 1 else f"{done.series} series"
    output.say(f"{target}: {texts} of {series}, in {', '.join(done.languages)}")
    stayed = [_count(number, status) for status, number in done.left_out.items()]
    if done.notes:
        stayed.append(_count(done.notes, "note") + " on pairings by hand")
    output.say(f"left out: {', '.join(stayed) or 'nothing'}")
    output.say(f"Serve it: datasette -i {target}")


def _count(number: int, noun: str) -> str:
    named = {"adopted": "adopted text", "tabled": "tabled text"}.get(noun, noun)
    return f"{number} {named}{'s' * (number != 1)}"
