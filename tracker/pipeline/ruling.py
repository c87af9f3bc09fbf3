"""What the user says of series, put in force and kept: pinned, split, taken back, or read from a file.

The file beside the database and the store say the same after each of these. Where the file was changed since, it is
read first: it is the user's own hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tracker.errors import BadSource, UnknownVersion
from tracker.pipeline import beside
from tracker.pipeline.derive import renew
from tracker.pipeline.finding import find_series
from tracker.pipeline.workers import Workers
from tracker.rulings import Ruling, RulingsRead, Verb, read_rulings, ruled, write_rulings
from tracker.store import Store
from tracker.store.opening import writing
from tracker.symbols import Symbol


def file_of(store: Store) -> Path | None:
    """Where it is kept as TOML: tracker.series.toml beside tracker.db. None for a database in memory."""
    return beside.file_of(store, "series")


# --------------------------------------------------------------------------------------------------- said, taken back


def pin(store: Store, slug: str, text: str, on: date | None = None) -> Ruling:
    """Say that a text is of a series: of one series with its text nearest before.

    What was said before against it, or of another series, is taken back. Raises UnknownVersion.
    """
    store.one_series(slug)
    symbol = _here(store, text)
    members = list(dict.fromkeys(one.symbol for one in store.versions(slug) if one.symbol != symbol))
    if not members:
        raise UnknownVersion(f"{slug} has no other text that {symbol} could stand with")
    order = [one.symbol for one in store.versions()]
    older = [one for one in members if order.index(one) < order.index(symbol)]
    one = ruled("pin", symbol, older[-1] if older else members[0], on=on)
    kept = [
        other
        for other in _now(store)
        if not (other.verb == "pin" and other.symbol == symbol) and not _says(other, "split", symbol, members)
    ]
    _keep(store, [*kept, one])
    return one


def split(store: Store, slug: str, text: str, on: date | None = None) -> Ruling:
    """Say that a text is not of one series with the text before it there; pins to that series are taken back.

    Raises UnknownVersion if there is none before it.
    """
    symbol = _here(store, text)
    members = list(dict.fromkeys(one.symbol for one in store.versions(slug)))
    if symbol not in members[1:]:
        raise UnknownVersion(f"{symbol} follows no text of {slug}: its texts are {', '.join(members)}")
    one = ruled("split", symbol, members[members.index(symbol) - 1], on=on)
    kept = [other for other in _now(store) if other.pair != one.pair and not _says(other, "pin", symbol, members)]
    _keep(store, [*kept, one])
    return one


def undo(store: Store, text: str) -> tuple[Ruling, ...]:
    """Take back what was said of a text, whether or not it is here; else what was said of others with it.

    Raises UnknownVersion if there is nothing, with all that is said.
    """
    symbol, now = str(Symbol.parse(text)), _now(store)
    gone = [one for one in now if one.symbol == symbol] or [one for one in now if one.other == symbol]
    if not gone:
        said = "; said is:\n" + "\n".join(one.text for one in now) if now else "; nothing is said of any series"
        raise UnknownVersion(f"nothing is said of {symbol}{said}")
    _keep(store, [one for one in now if one not in gone])
    return tuple(gone)


def take(store: Store, data: bytes, name: str) -> RulingsRead:
    """Say all that a file says, in the place of what was said of the same texts. Raises BadSource."""
    read = read_rulings(beside.decoded(data, name), name)
    pairs = {one.pair for one in read.rulings}
    _keep(store, [*(one for one in _now(store) if one.pair not in pairs), *read.rulings])
    return read


def _says(one: Ruling, verb: Verb, symbol: str, others: Sequence[str]) -> bool:
    """Whether it pins (or splits) a text and any of these others, in whatever order it was said."""
    return one.verb == verb and symbol in one.pair and not one.pair.isdisjoint({*others} - {symbol})


def _here(store: Store, text: str) -> str:
    symbol = str(Symbol.parse(text))
    if symbol not in {one.symbol for one in store.versions()}:
        raise UnknownVersion(f"{symbol} is not here: `tracker versions` lists what is")
    return symbol


# ----------------------------------------------------------------------------------------------------- file and store


def reread(store: Store) -> RulingsRead | None:
    """Make the store say what the file says; series are not found anew here. None if there is no file.

    Raises BadSource if it can't be read at all: then the store keeps what it has.
    """
    read = _read(store)
    if read is not None:
        store.save_rulings(read.rulings)
    return read


def differences(store: Store) -> tuple[str, ...]:
    """Where the file says something else than the store, or something that can't be taken: a line for each."""
    try:
        read = _read(store)
    except BadSource as error:
        return (str(error),)
    if read is None:
        return ()
    if set(read.rulings) != set(store.rulings()):
        return (*read.left_out, f"{file_of(store)} says something else than the database: tracker rebuild reads it")
    return read.left_out


def _now(store: Store) -> tuple[Ruling, ...]:
    """What is said now: by the file, where there is one. Raises BadSource if not all of it can be taken.

    A file that is half understood is never written anew: what it says would be lost.
    """
    read = _read(store)
    if read is None:
        return store.rulings()
    if read.left_out:
        raise BadSource(f"{read.left_out[0]}\nPut that right first: nothing was changed.")
    return read.rulings


def _read(store: Store) -> RulingsRead | None:
    file = file_of(store)
    text = beside.content(file)
    return None if file is None or text is None else read_rulings(text, file.name)


def _again(text: str) -> str:
    """What a file of rulings says, as it is written here."""
    return write_rulings(read_rulings(text, "").rulings)


def _keep(store: Store, said: Sequence[Ruling]) -> None:
    """Say this, and nothing else, in the store and the file; find the series by it, and renew what rests on them."""
    with writing(store.conn):
        store.save_rulings(said)
        find_series(store)
        beside.keep(file_of(store), write_rulings(said), write_rulings(()), _again)
    renew(store, Workers())
    store.finish()
