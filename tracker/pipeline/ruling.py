"""What the user says of series, put in force: pinned, split, taken back, or read from another database's TOML."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.errors import UnknownVersion
from tracker.pipeline.derive import renew
from tracker.pipeline.finding import find_series
from tracker.pipeline.workers import Workers
from tracker.rulings import Ruling, ruled
from tracker.store import Store
from tracker.symbols import Symbol


def pin(store: Store, slug: str, text: str) -> Ruling:
    """Say that a text is of a series: of one series with its text nearest before. Raises UnknownVersion."""
    store.one_series(slug)
    symbol = _here(store, text)
    members = list(dict.fromkeys(one.symbol for one in store.versions(slug) if one.symbol != symbol))
    if not members:
        raise UnknownVersion(f"{slug} has no other text that {symbol} could stand with")
    order = [one.symbol for one in store.versions()]
    older = [one for one in members if order.index(one) < order.index(symbol)]
    return _keep(store, ruled("pin", symbol, older[-1] if older else members[0]))


def split(store: Store, slug: str, text: str) -> Ruling:
    """Say that a text is not of one series with the text before it there. Raises UnknownVersion if there is none."""
    symbol = _here(store, text)
    members = list(dict.fromkeys(one.symbol for one in store.versions(slug)))
    if symbol not in members[1:]:
        raise UnknownVersion(f"{symbol} follows no text of {slug}: its texts are {', '.join(members)}")
    return _keep(store, ruled("split", symbol, members[members.index(symbol) - 1]))


def take(store: Store, said: Sequence[Ruling]) -> None:
    """Say all of these in the place of what was said of the same texts, and put them in force."""
    pairs = {one.pair for one in said}
    with store.transaction():
        store.save_rulings([*(one for one in store.rulings() if one.pair not in pairs), *said])
        find_series(store)
    renew(store, Workers())
    store.finish()


def _keep(store: Store, one: Ruling) -> Ruling:
    take(store, [one])
    return one


def _here(store: Store, text: str) -> str:
    symbol = str(Symbol.parse(text))
    if symbol not in {one.symbol for one in store.versions()}:
        raise UnknownVersion(f"{symbol} is not here: `tracker versions` lists what is")
    return symbol
