"""An edit made in several paragraphs, word for word, in every text of a series: in how many paragraphs it stands.

The table under that of the languages (SKETCHES 6). Capitals, hyphens, quotes and blanks of another kind make no other
word; the same words that stand apart from each other in a paragraph are named, not counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tracker.model import Comparison
from tracker.repeated import Repeated, Side, label_of, repeated, side_of
from tracker.tokens import plain


@dataclass(frozen=True, slots=True)
class Formula:
    """One language's words of an edit, and where the same words stand apart from each other.

    `counts`: in how many paragraphs of each text of the series they stand, None where it is not here in this language.
    """

    language: str
    phrase: str
    apart: tuple[str, ...]
    counts: tuple[int | None, ...]


def formulas(
    comparisons: Mapping[str, Comparison], texts: Mapping[str, Sequence[Sequence[str] | None]]
) -> tuple[tuple[Formula, ...], ...]:
    """The edits that several languages made in several paragraphs, each with a line for each language.

    `comparisons` by language, the one that leads first; `texts` are the paragraphs of each text of the series.
    """
    sides = [side_of(language, comparison) for language, comparison in comparisons.items()]
    return tuple(tuple(_lines(edit, sides, texts)) for edit in repeated(sides))


def _lines(
    edit: Repeated, sides: Sequence[Side], texts: Mapping[str, Sequence[Sequence[str] | None]]
) -> Iterator[Formula]:
    for side in sides:
        if side.language in edit.groups:
            phrase = edit.groups[side.language].phrase
            counts = tuple(_count(phrase, paragraphs) for paragraphs in texts[side.language])
            yield Formula(side.language, phrase, tuple(_apart(edit, side)), counts)


def _apart(edit: Repeated, side: Side) -> Iterator[str]:
    """Where a language has the edit and not its words next to each other."""
    wanted = {label for group in edit.groups.values() for label in group.places}
    for where, change in side.changes.items():
        label = label_of(where)
        here = label in wanted and edit.standing(where, change, side) == "there"
        if here and not _count(edit.groups[side.language].phrase, [place.text for place in change.new]):
            yield label


def _count(phrase: str, paragraphs: Sequence[str] | None) -> int | None:
    if paragraphs is None:
        return None
    wanted = plain(phrase).casefold()
    return sum(wanted in plain(text).casefold() for text in paragraphs)
