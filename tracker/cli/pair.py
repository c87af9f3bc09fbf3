"""`tracker pair`: the user's own pairings of paragraphs."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli import database, options, output
from tracker.errors import BadSymbol, TrackerError, UnknownVersion

if TYPE_CHECKING:
    from tracker.pairing import Pairing, Side
    from tracker.pipeline.pairings import State
    from tracker.store import Store

_LABEL = re.compile(r"(?:PP|OP)\d", re.IGNORECASE)
_NONE = "none"
_ALL = "all"


@options.command(
    "tracker pair 2020:OP7 2021:OP8",
    "tracker pair 74/153:OP7 76/159:OP8,OP9 --note informals",
    "tracker pair 2020:PP4 2021:none",
    "tracker pair --remove 2020:OP7 2021:OP8",
    "tracker pair",
)
@click.argument("old", required=False, metavar="[OLD:LABEL")
@click.argument("new", required=False, metavar="NEW:LABEL]")
@options.series
@click.option(
    "--language",
    "-l",
    "spoken",
    type=click.Choice([*options.LANGUAGES, _ALL], case_sensitive=False),
    multiple=True,
    metavar="CODE",
    help="The language it is said of, or all [English, else the only one both are in].",
)
@click.option("--note", metavar="WORDS", help="Why; it is shown beside the change.")
@click.option("--remove", is_flag=True, help="Take back the pairing that has these paragraphs.")
@click.option("--export", "target", metavar="FILE", help="Write all pairings to this file as TOML; - prints them.")
@click.option("--from", "source", metavar="FILE", help="Add the pairings of this file (TOML; - is standard input).")
@options.db
def pair(
    *,
    old: str | None,
    new: str | None,
    series: str | None,
    spoken: tuple[str, ...],
    note: str | None,
    remove: bool,
    target: str | None,
    source: str | None,
    db: Path | None,
) -> None:
    """Say which paragraph became which, over what the program finds.

    OLD and NEW are versions as in tracker diff, LABEL is PP4, OP12(a), several with commas, or none: OLD:PP4 NEW:none
    says that PP4 was deleted, OLD:none NEW:PP4 that it is new. Quote what has brackets or blanks: '2021:OP12 (a)'.
    Said again, a pairing gets the new note. --remove takes it back in the language it is said of; of several, in
    English.
    Without arguments all pairings are listed, with what the program finds alone. They are kept beside the database as
    TOML, which you may edit and hand on: tracker rebuild reads it.
    """
    if len(set(spoken)) > 1:
        raise click.UsageError(f"--language {' and '.join(spoken)}: name one, or {_ALL} for every one; or say it twice")
    language = spoken[0] if spoken else None
    given = [bool(old), bool(target), bool(source)]
    if old and not new and sum(given) == 1:
        raise click.UsageError(f"{old} and what? give two paragraphs, as 2020:OP7 2021:OP8, or 2021:{_NONE} for none")
    if sum(given) > 1:
        raise click.UsageError("give two paragraphs, as 2020:OP7 2021:OP8, or --export, or --from, or nothing")
    if not old and (remove or note or language):
        raise click.UsageError("say which paragraphs: 2020:OP7 2021:OP8")
    if target:
        _export(target, db)
    elif source:
        _take(source, db)
    elif old and new:
        with database.writable(db) as store:
            asked = _Asked(store, series, language)
            _remove(asked, old, new) if remove else _pair(asked, old, new, note or "")
    else:
        _list(db)


class _Asked:
    """What was typed, read with the store at hand."""

    def __init__(self, store: Store, series: str | None, language: str | None) -> None:
        self.store, self.series, self.language = store, series, language

    def sides(self, old: str, new: str) -> tuple[Side, Side, str]:
        """Both texts with their labels, the older first, and the language in which they are paired."""
        from tracker.cli import texts
        from tracker.selection import age

        (first, old_labels), (second, new_labels) = _split(old), _split(new)
        spoken = None if self.language == _ALL else self.language
        one, other = texts.in_one_language(self.store, first, second, self.series, spoken)
        sides = sorted([(one, old_labels), (other, new_labels)], key=lambda side: age(side[0]))
        old_side, new_side = ((version.symbol, labels) for version, labels in sides)
        return old_side, new_side, self.language or one.language

    def side(self, typed: str) -> Side:
        """One text with its labels; its symbol alone where it is not here."""
        from tracker.cli import texts
        from tracker.symbols import Symbol

        version, labels = _split(typed)
        try:
            return texts.chosen(self.store, version, self.series, None).symbol, labels
        except UnknownVersion:
            try:
                return str(Symbol.parse(version)), labels
            except BadSymbol:
                pass
            raise


def _split(typed: str) -> tuple[str, tuple[str, ...]]:
    """A version and its labels. Raises click.UsageError if there are none."""
    version, colon, rest = (part.strip() for part in typed.partition(":"))
    labels = tuple(label.strip() for label in rest.split(",") if label.strip())
    if _LABEL.match(version):
        text = rest if colon and rest else "2021"
        raise click.UsageError(f"{typed}: a text comes before its paragraph, as {text}:{version}")
    if not version or not labels:
        name = version or "2021"
        raise click.UsageError(
            f"{typed}: say which paragraph, as {name}:OP7, or {name}:{_NONE} if there is none in that text"
        )
    return version, () if [label.lower() for label in labels] == [_NONE] else labels


def _pair(asked: _Asked, old: str, new: str, note: str) -> None:
    from tracker.pairing import made, typed
    from tracker.pipeline import pairings

    first, second, language = asked.sides(old, new)
    today = datetime.now(UTC).date()
    said = made(first, second, language, note=_plain(note), on=today)
    if asked.language is None and pairings.is_said_of_all(asked.store, said):
        language, said = _ALL, replace(said, language=_ALL)
    state = pairings.pair(asked.store, said)
    click.echo("\n".join([_done(state.pairing), *_lines(state)]))
    others = [code for code in pairings.languages(asked.store, first[0], second[0]) if code != language]
    if others and language != _ALL:
        click.echo(f"   said of {language} alone; --language all says it of {', '.join(others)} too")
    click.echo(f"   to take it back: tracker pair --remove {_safe(typed(state.pairing))}")
    _tell_file(asked.store)


def _done(one: Pairing) -> str:
    """What has been said, before the pairing as it is typed."""
    if one.old_labels and one.new_labels:
        return "paired by hand:"
    return f"said by hand to be {'deleted' if one.old_labels else 'new'}:"


def _remove(asked: _Asked, old: str, new: str) -> None:
    from tracker.pairing import typed
    from tracker.pipeline import pairings

    sides = asked.side(old), asked.side(new)
    gone = pairings.unpair(asked.store, *sides, asked.language)
    for one in gone:
        click.echo("\n".join([f"no longer {_done(one)}", *_lines(pairings.State(one))]))
    for one in pairings.said_of(asked.store, *sides):
        click.echo(f"still there: {_safe(typed(one))}")
    _tell_file(asked.store)


def _tell_file(store: Store) -> None:
    from tracker.pipeline import pairings

    file = pairings.file_of(store)
    if file:
        output.say(f"kept in {file}" if file.exists() else f"no pairing by hand is left, and no {file}")


def _export(target: str, db: Path | None) -> None:
    from tracker import overrides

    with database.opened(db) as store:
        text = overrides.write(store.pairings())
    output.write(text, None if target == "-" else Path(target))


def _take(source: str, db: Path | None) -> None:
    from tracker.cli import texts
    from tracker.pipeline import pairings

    data, name = texts.content(source)
    with database.writable(db) as store:
        taken = pairings.take(store, data, name)
        for line in taken.left_out:
            output.note(line)
        click.echo(f"pairings by hand: {taken.count}, {taken.added} added")
        _tell_file(store)
    if taken.left_out:
        raise TrackerError(f"{len(taken.left_out)} of {name} are not in force: see above")


def _list(db: Path | None) -> None:
    from tracker.pipeline import pairings

    with database.opened(db) as store:
        states = pairings.states(store)
    if not states:
        output.note("no pairings by hand yet: tracker pair 2020:OP7 2021:OP8 says that OP7 became OP8")
    output.show("".join(f"{line}\n" for state in states for line in _lines(state)))


def _lines(state: State) -> list[str]:
    """A pairing as it is typed, its note, and what it does."""
    from tracker.pairing import typed

    one = state.pairing
    who = ", ".join(part for part in (one.by, one.on.isoformat() if one.on else "") if part)
    note = " ".join(one.note.split())
    said = f"{note} ({who})" if note and who else note or (f"said: {who}" if who else "")
    more = [said, state.instead, f"Not in force: {state.trouble}" if state.trouble else ""]
    return [_safe(typed(one)), *(f"   {_safe(line)}" for line in more if line)]


def _safe(text: str) -> str:
    from tracker.render.escape import terminal

    return terminal(text)


def _plain(note: str) -> str:
    """A note as it can be stored: bytes that are no letters, as a terminal may send them, are shown as such."""
    return note.encode("utf-8", errors="replace").decode("utf-8").strip()
