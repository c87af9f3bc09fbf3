"""The user's own pairings of paragraphs: as TOML that a person writes and reviews, and as places in two texts. Pure.

    [[pairing]]
    old = "A/RES/74/153"
    old_labels = ["OP7"]
    new = "A/RES/76/159"
    new_labels = ["OP8", "OP9"]    # an empty list: no paragraph of that text
    language = "en"                # or "all"
    note = "split in the informals"  # these three only if wished
    by = "the editor"
    on = 2021-12-17

A pairing is said of two texts by their symbols and labels, not of files: it outlives a better file of either, and waits
for a text that is not here. What does not fit the texts any more is not in force, and is named.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from reprlib import repr as shown
from typing import Any

from tracker.errors import BadSource, BadSymbol, UnknownVersion
from tracker.model import Resolution
from tracker.pairing import Pairing, folded, made, natural, order, shared, typed
from tracker.symbols import Symbol
from tracker.toml import parsed

_NEEDED = ("old", "old_labels", "new", "new_labels", "language")
_WISHED = ("note", "by", "on")
_NEAREST = 5  # labels named where one is not there
_HEAD = """\
# Which paragraphs became which, as we say it: believed over what the program finds.
# `tracker rebuild` reads this file; `tracker pair` writes it anew (what to remember about a pairing is its note).
#
# [[pairing]]
# old = "66/152"            # the two texts, by their symbols
# old_labels = ["OP7"]      # paragraphs of the old text; [] says that those of the new text are new
# new = "74/153"
# new_labels = ["OP8"]      # what they became; [] says that they were deleted
# language = "en"           # en, fr, es, ru, ar, zh, or "all"
# note = "why"              # if you wish; also by = "who" and on = 2021-12-17
"""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file of pairings says; and what of it can't be taken, a line for each."""

    pairings: tuple[Pairing, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A pairing that fits two texts, as positions in their paragraphs."""

    pairing: Pairing
    old: tuple[int, ...]
    new: tuple[int, ...]


# ------------------------------------------------------------------------------------------------------------- TOML


def write(pairings: Iterable[Pairing]) -> str:
    """Pairings as TOML: the same text for the same pairings, in whatever order they come."""
    return _HEAD + "".join(f"\n[[pairing]]\n{_entry(one)}" for one in sorted(pairings, key=order))


def _entry(one: Pairing) -> str:
    values = {
        "old": _string(one.old),
        "old_labels": _strings(one.old_labels),
        "new": _string(one.new),
        "new_labels": _strings(one.new_labels),
        "language": _string(one.language),
        "note": _string(one.note) if one.note else "",
        "by": _string(one.by) if one.by else "",
        "on": one.on.isoformat() if one.on else "",
    }
    return "".join(f"{key} = {value}\n" for key, value in values.items() if value)


def _string(text: str) -> str:
    # A string of JSON is one of TOML, but for DEL, which TOML wants escaped.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _strings(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(_string, texts))}]"


def read(text: str, name: str) -> Reading:
    """Read a file of pairings; `name` is the file's. What is said wrongly is left out, the rest is taken.

    Raises BadSource if it is no TOML, or has no list of pairings.
    """
    data = parsed(text, name)
    entries = data.pop("pairing", [])
    if data or not isinstance(entries, list):
        odd = " ".join(", ".join([*data][:3] or ["pairing"])[:80].split())
        raise BadSource(f"{name}: {odd} has no meaning here: a pairing begins with [[pairing]]; nothing of it was read")
    found: dict[int, Pairing] = {}
    left_out = []
    for count, entry in enumerate(entries, start=1):
        try:
            one = _pairing(entry)
            _must_be_alone(one, found)
            found[count] = one
        except (BadSource, BadSymbol) as error:
            left_out.append(f"{name}: pairing {count} is left out: {error}")
    return Reading(tuple(found.values()), tuple(left_out))


def _pairing(entry: Any) -> Pairing:
    """One entry. Raises BadSource or BadSymbol, saying what is wrong with it."""
    if not isinstance(entry, Mapping):
        raise BadSource("it is no table: a pairing begins with [[pairing]]")
    odd = [key for key in entry if key not in {*_NEEDED, *_WISHED}]
    if odd:
        near = difflib.get_close_matches(odd[0], (*_NEEDED, *_WISHED), 1)
        raise BadSource(f"it has {shown(odd[0])}, which is no word here" + (f"; {near[0]!r} is" if near else ""))
    missing = [key for key in _NEEDED if key not in entry]
    if missing:
        raise BadSource(f"it does not say {' and '.join(missing)}")
    for key in ("old", "new", "language", "note", "by"):
        if not isinstance(entry.get(key, ""), str):
            raise BadSource(f'{key} is no text: write it in quotes, {key} = "{entry[key]}"')
    on = entry.get("on")
    if on is not None and type(on) is not date:
        raise BadSource("on is no day: write it like on = 2021-12-17, without quotes")
    return made(
        (str(Symbol.parse(entry["old"])), _labels(entry, "old_labels")),
        (str(Symbol.parse(entry["new"])), _labels(entry, "new_labels")),
        entry["language"],
        note=entry.get("note", ""),
        by=entry.get("by", ""),
        on=on,
    )


def _labels(entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
    found = entry[key]
    if not isinstance(found, list) or not all(isinstance(one, str) and one.strip() for one in found):
        raise BadSource(f'{key} is no list of labels: write it like {key} = ["OP7"], or [] for none')
    return tuple(dict.fromkeys(found))


def _must_be_alone(one: Pairing, found: Mapping[int, Pairing]) -> None:
    for count, other in found.items():
        label = shared(one, other)
        if label:
            raise BadSource(f"{label} is paired already, in pairing {count}")


# ------------------------------------------------------------------------------------------------------ in two texts


def find_label(wanted: str, labels: Sequence[str], text: str) -> str:
    """The label that is meant, among those of `text`, as a delegate or an address writes it: "op12(a)", "OP12-a".

    Capitals and blanks are free where one label alone is meant. Raises UnknownVersion, with the nearest labels.
    """
    for form in (str.strip, folded, _bare):
        found = [label for label in labels if form(label) == form(wanted)]
        if len(found) == 1:
            return found[0]
        if found:
            raise UnknownVersion(f"{wanted} of {text} could be {' or '.join(found)}: write it as it stands")
    if numbered := [label for label in labels if re.sub("^[A-Za-z]+", "", label) == wanted.strip()]:
        raise UnknownVersion(f"{text} has no paragraph {wanted}; did you mean {' or '.join(reversed(numbered))}?")
    raise UnknownVersion(f"{text} has no paragraph {wanted}; nearest: {', '.join(_nearest(wanted, labels))}")


def _nearest(wanted: str, labels: Sequence[str]) -> list[str]:
    """The labels most like one that is not there; those of its part of the text before others."""
    part = re.match("[a-z]*", folded(wanted))
    mine = [label for label in labels if part and folded(label).startswith(part[0])]
    found = difflib.get_close_matches(wanted.lower(), [label.lower() for label in mine], _NEAREST)
    names = sorted({label for label in mine if label.lower() in found}, key=natural)
    return names or [*mine[-_NEAREST:]] or [*labels[:_NEAREST]]


def _bare(label: str) -> str:
    """A label without its marks, by which OP12a and OP12-a are OP12 (a); two numbers never run together."""
    return re.sub(r"(?<!\d) | (?!\d)", "", re.sub("[^a-z0-9]+", " ", label.lower())).strip()


def place(pairings: Iterable[Pairing], old: Resolution, new: Resolution) -> tuple[tuple[Placed, ...], tuple[str, ...]]:
    """Pairings of two texts as positions in them; and a line for each that does not fit them as they are here.

    One that was said of the newer and the older text counts the other way round.
    """
    placed: list[Placed] = []
    unfit: list[str] = []
    taken: tuple[set[int], set[int]] = (set(), set())
    for one in pairings:
        turned = one.old == str(new.symbol)
        try:
            sides = (_positions(one, old, turned=turned), _positions(one, new, turned=not turned))
        except UnknownVersion as error:
            unfit.append(f"{typed(one)}: {error}")
            continue
        if taken[0].intersection(sides[0]) or taken[1].intersection(sides[1]):
            unfit.append(f"{typed(one)}: another pairing speaks of the same paragraph")
            continue
        taken[0].update(sides[0])
        taken[1].update(sides[1])
        placed.append(Placed(one, *sides))
    return tuple(placed), tuple(unfit)


def _positions(one: Pairing, text: Resolution, *, turned: bool) -> tuple[int, ...]:
    labels = [paragraph.label for paragraph in text.paragraphs]
    wanted = one.new_labels if turned else one.old_labels
    name = f"{text.symbol} ({text.language})"
    return tuple(sorted({labels.index(find_label(label, labels, name)) for label in wanted}))
