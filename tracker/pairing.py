"""What a user says of paragraphs, over what the program finds: which of one text became which of another. Pure."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.errors import BadSource
from tracker.languages import LANGUAGES

ALL = "all"
"""The language of what is said of every language in which both texts are."""
DEFAULT = "en"
"""The language that is meant where none is named."""

Side = tuple[str, tuple[str, ...]]
"""A text by its symbol, and the labels in it."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """Which paragraphs of one text became which of another, as a person says it: believed over what is found.

    `old` and `new` are symbols, the labels those of their current readings; one side may be empty: no paragraph of the
    other text. `language` is a code, or "all". `note` says why, `by` who says so, `on` when, where that is said.
    """

    old: str
    new: str
    old_labels: tuple[str, ...]
    new_labels: tuple[str, ...]
    language: str = ALL
    note: str = ""
    by: str = ""
    on: date | None = None


def made(old: Side, new: Side, language: str, *, note: str = "", by: str = "", on: date | None = None) -> Pairing:
    """A pairing that says something. Raises BadSource if it doesn't."""
    if language not in {*LANGUAGES, ALL}:
        raise BadSource(f"{language!r} is no language here: {', '.join(LANGUAGES)}, or {ALL}")
    if old[0] == new[0]:
        raise BadSource(f"{old[0]} can't be paired with itself: name two texts")
    if not (old[1] or new[1]):
        raise BadSource("it names no paragraph of either text")
    return Pairing(old[0], new[0], old[1], new[1], language, note, by, on)


def shared(one: Pairing, other: Pairing) -> str:
    """A paragraph of which two pairings speak, as "OP7 of A/RES/74/153"; empty if there is none.

    Two pairings of the same two texts that share a paragraph contradict each other, or say the same twice.
    """
    if ALL not in {one.language, other.language} and one.language != other.language:
        return ""
    if {one.old, one.new} != {other.old, other.new}:
        return ""
    said = {(other.old, folded(label)) for label in other.old_labels}
    said |= {(other.new, folded(label)) for label in other.new_labels}
    mine = [*((one.old, label) for label in one.old_labels), *((one.new, label) for label in one.new_labels)]
    return next((f"{label} of {symbol}" for symbol, label in mine if (symbol, folded(label)) in said), "")


def typed(one: Pairing) -> str:
    """A pairing as it is typed: "74/153:OP7 76/159:OP8,OP9 --language en"; in quotes what a shell would take apart."""
    sides = ((one.old, one.old_labels), (one.new, one.new_labels))
    words = [f"{symbol.removeprefix('A/RES/')}:{','.join(labels) or 'none'}" for symbol, labels in sides]
    return f"{shlex.join(words)} --language {one.language}"


def order(one: Pairing) -> tuple[Any, ...]:
    """A key that puts pairings in the order in which they are written."""
    labels = [list(map(natural, side)) for side in (one.old_labels, one.new_labels)]
    return natural(one.old), natural(one.new), one.language, *labels, one.note, one.by, str(one.on)


def natural(text: str) -> tuple[int | str, ...]:
    """An order in which OP9 stands before OP10."""
    return tuple(int(part[:18]) if index % 2 else part for index, part in enumerate(re.split(r"([0-9]+)", text)))


def folded(label: str) -> str:
    """A label without blanks and capitals."""
    return "".join(label.split()).lower()
