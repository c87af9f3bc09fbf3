"""What a user says of series: that a text is of one series with another, or is not; as TOML. Pure.

    [[pin]]
    text = "A/RES/77/213"
    with = "A/RES/76/159"      # is of one series with it
    note = "retitled"          # if wished; also by = "who" and on = 2021-12-17

    [[split]]
    text = "A/RES/77/263 B"
    with = "A/RES/75/253 B"    # is not of one series with it

Said of texts by their symbols, not of series by their names: it outlives every rebuild, holds in another database too,
and waits for a text that is not here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from reprlib import repr as shown
from typing import Any, Literal, cast

from tracker.errors import BadSource, BadSymbol
from tracker.symbols import Symbol
from tracker.toml import parsed

Verb = Literal["pin", "split"]
VERBS: tuple[Verb, ...] = ("pin", "split")
_HEAD = """\
# Which texts are of one series, as we say it: believed over what the program finds.
# `tracker series --from FILE` takes it into a database, `tracker series --export FILE` writes it.
#
# [[pin]]                    # or [[split]]: they are not of one series
# text = "77/213"
# with = "76/159"
# note = "why"               # if you wish; also by = "who" and on = 2021-12-17
"""
_FIELDS = ("text", "with", "note", "by", "on")


@dataclass(frozen=True, slots=True)
class Ruling:
    """A text is pinned to another (of one series with it), or split from it. Symbols in full."""

    verb: Verb
    symbol: str
    other: str
    note: str = ""
    by: str = ""
    on: date | None = None

    @property
    def pair(self) -> frozenset[str]:
        """The two texts, in whatever order it was said."""
        return frozenset({self.symbol, self.other})

    @property
    def text(self) -> str:
        """As it is told: "77/213 is of one series with 76/159"."""
        verb = "is of one series with" if self.verb == "pin" else "is not of one series with"
        return f"{Symbol(self.symbol).short} {verb} {Symbol(self.other).short}"


@dataclass(frozen=True, slots=True)
class RulingsRead:
    """What a file says of series; and what of it can't be taken, a line for each."""

    rulings: tuple[Ruling, ...]
    left_out: tuple[str, ...] = ()


def write_rulings(rulings: Iterable[Ruling]) -> str:
    """Rulings as TOML: the same text for the same rulings, in whatever order they come."""
    ordered = sorted(rulings, key=lambda one: (one.verb, one.symbol, one.other))
    return _HEAD + "".join(f"\n[[{one.verb}]]\n{_entry(one)}" for one in ordered)


def _entry(one: Ruling) -> str:
    values = {"text": one.symbol, "with": one.other, "note": one.note, "by": one.by}
    # A string of JSON is one of TOML, but for DEL, which TOML wants escaped.
    lines = [
        f"{key} = {json.dumps(value, ensure_ascii=False)}\n".replace("\x7f", "\\u007f")
        for key, value in values.items()
        if value
    ]
    return "".join([*lines, f"on = {one.on.isoformat()}\n" if one.on else ""])


def read_rulings(text: str, name: str) -> RulingsRead:
    """Read a file of rulings; `name` is the file's. What is said wrongly is left out, the rest is taken.

    Raises BadSource if it is no TOML, or holds something else.
    """
    data = parsed(text, name)
    odd = [key for key, value in data.items() if key not in VERBS or not isinstance(value, list)]
    if odd:
        name_ = " ".join(odd[0][:80].split())
        raise BadSource(f"{name}: {name_} has no meaning here: write [[pin]] or [[split]]; nothing of it was read")
    found: dict[frozenset[str], Ruling] = {}
    left_out = []
    for verb in VERBS:
        for count, entry in enumerate(data.get(verb, []), start=1):
            try:
                one = _ruling(verb, entry)
                _must_be_new(one, found)
                found[one.pair] = one
            except (BadSource, BadSymbol) as error:
                left_out.append(f"{name}: {verb} {count} is left out: {error}")
    return RulingsRead(tuple(found.values()), tuple(left_out))


def _must_be_new(one: Ruling, found: Mapping[frozenset[str], Ruling]) -> None:
    if one.pair in found:
        raise BadSource(f"it was said already that {found[one.pair].text}")


def _ruling(verb: Verb, entry: Any) -> Ruling:
    if not isinstance(entry, Mapping):
        raise BadSource(f"it is no table: it begins with [[{verb}]]")
    odd = [key for key in entry if key not in _FIELDS]
    if odd:
        raise BadSource(f"it has {shown(odd[0])}, which is no word here: {', '.join(_FIELDS)} are")
    for key in _FIELDS[:4]:
        if not isinstance(entry.get(key, ""), str):
            raise BadSource(f'{key} is no text: write it in quotes, {key} = "{entry[key]}"')
    missing = [key for key in ("text", "with") if not entry.get(key)]
    if missing:
        raise BadSource(f"it does not say {' and '.join(missing)}")
    on = entry.get("on")
    if on is not None and type(on) is not date:
        raise BadSource("on is no day: write it like on = 2021-12-17, without quotes")
    return ruled(verb, entry["text"], entry["with"], note=entry.get("note", ""), by=entry.get("by", ""), on=on)


def ruled(verb: str, text: str, other: str, *, note: str = "", by: str = "", on: date | None = None) -> Ruling:
    """A ruling of two texts, by their symbols in any form. Raises BadSymbol, or BadSource if they are one text."""
    one = Ruling(cast("Verb", verb), str(Symbol.parse(text)), str(Symbol.parse(other)), note, by, on)
    if one.symbol == one.other:
        raise BadSource(f"{one.symbol} is one text: name two")
    return one
