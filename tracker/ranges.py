"""Two ends of a range that both changed, as one edit: from [-14 to 18 October 2019-]{+8 to 11 February 2021+}.

Days before their month and numbers joined by a dash say one thing; a reader takes in "14 to 18" at once, and a piece of
one digit is a crumb. So it is where the new range begins with the number that the old one ended with (2020–2021, then
2021–2022): that it stands in both is chance. Two full dates, or two numbers in a list, stay two edits.
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

_END = 2
"""The words of one end of a range: a number and the dash beside it."""


def joined(runs: Sequence[Run], language: str) -> list[Run]:
    """The same words on both sides, with both ends of a range in one edit where both changed."""
    found: list[Run] = []
    for run in runs:
        found.append(run)
        while len(found) > 2 and (_is_range(found[-3:], language) or _has_shifted(found[-3:], language)):
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


def _has_shifted(runs: Sequence[Run], language: str) -> bool:
    """Whether one end of a range went and another came, and the number between is the end of one and start of other."""
    left, middle, right = runs
    if left.equal or right.equal or not middle.equal or len(middle.old) != 1:
        return False
    before, after = (left.old, right.new) if left.old else (left.new, right.old)
    return (
        len(left.old) + len(left.new) == len(right.old) + len(right.new) == len(before) == len(after) == _END
        and _are_ends(before[0], before[1], middle.old[0], language)
        and _are_ends(middle.new[0], after[0], after[1], language)
    )


def _are_ends(first: str, dash: str, last: str, language: str) -> bool:
    return dash.strip() in _DASHES and sort_of(first, language) == sort_of(last, language) == "number"
