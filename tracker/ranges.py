"""Two ends of a range that both changed, as one edit: from [-14 to 18 October 2019-]{+8 to 11 February 2021+}.

Days before their month and numbers joined by a dash say one thing; a reader takes in "14 to 18" at once, and a piece of
one digit is a crumb. Two full dates, or two numbers in a list, stay two edits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import regex

from tracker import config
from tracker.edits import Run, edit, sort_of

_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014~～")
_DAY = regex.compile(r"\d{1,2}[日]?")
_TO: Mapping[str, frozenset[str]] = {
    "en": frozenset(("to", "and")),
    "fr": frozenset(("au", "et")),
    "es": frozenset(("al", "a", "y")),
    "ru": frozenset(("по", "и")),
    "ar": frozenset(("إلى", "و")),
    "zh": frozenset("至和"),
    "de": frozenset(("bis", "und")),
}
"""What stands between two days of one month; a dash does in every language."""


def joined(runs: Sequence[Run], language: str) -> list[Run]:
    """The same words on both sides, with both ends of a range in one edit where both changed."""
    found: list[Run] = []
    for run in runs:
        found.append(run)
        while len(found) > 2 and _is_range(found[-3:], language):
            left, middle, right = found[-3:]
            found[-3:] = [edit(left.old + middle.old + right.old, left.new + middle.new + right.new)]
    return found


def _is_range(runs: Sequence[Run], language: str) -> bool:
    left, middle, right = runs
    if left.equal or right.equal or not middle.equal or len(middle.old) > config.RANGE_WORDS:
        return False
    sides = ((left.old, right.old), (left.new, right.new))
    if any(len(words) != 1 for side in sides for words in side):
        return False
    between = {word.strip().casefold() for word in middle.old}
    ends = [tuple(sort_of(words[0], language) for words in side) for side in sides]
    if between <= _DASHES:
        return all(end == ("number", "number") for end in ends)
    days = all(_DAY.fullmatch(side[0][0].strip()) for side in sides)
    return days and between <= _TO.get(language, frozenset()) and all(end[1] == "date" for end in ends)
