"""Texts that a series is known to have and that are not here, by what its texts cite. Pure.

Where a text cites the one before it, that one cites its own predecessor at the same place: what stood there is of the
series too; and so on, back from a text that was found absent in this way. A list of all earlier resolutions is
followed backwards while its sessions go on in the step of the series.
What two series lay claim to is nobody's: a sister's text is cited beside one's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tracker.series import Passage, Text, same_passage
from tracker.symbols import Symbol


@dataclass(frozen=True, slots=True)
class Absent:
    """A text of a series that is not here: which text says so, and in what way."""

    symbol: str
    session: int
    adopted: date | None
    said_by: str
    how: str


def absent(series: Sequence[Sequence[Text]]) -> list[tuple[Absent, ...]]:
    """For each series (its texts, oldest first) the texts that it is known to have besides, oldest first."""
    here = {text.symbol for texts in series for text in texts}
    found = [_of_one(texts, here) for texts in series]
    claims = Counter(symbol for one in found for symbol in one)
    return [
        tuple(sorted((item for item in one.values() if claims[item.symbol] == 1), key=lambda item: item.session))
        for one in found
    ]


def _of_one(texts: Sequence[Text], here: Collection[str]) -> dict[str, Absent]:
    dates: dict[str, date] = {}
    for text in texts:
        dates.update({symbol: day for symbol, day in text.dated.items() if day})
    found: dict[str, Absent] = {}
    # The latest first: what stood there before an absent text is told by the place of that text's own citation.
    for old, new in reversed(list(pairwise(texts))):
        for symbol, by, how in _between(old, new, found):
            session = Symbol(symbol).session
            if symbol not in here and session is not None and _fits(session, texts):
                found.setdefault(symbol, Absent(symbol, session, dates.get(symbol), by, how))
    return found


def _fits(session: int, texts: Sequence[Text]) -> bool:
    """Whether a text of this session can be of the series: none of its texts that are here is of the same."""
    return session not in {text.session for text in texts} and session < max(text.session or 0 for text in texts)


def _between(old: Text, new: Text, known: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """What two neighbouring texts tell: symbols, which of the two says so, and how. `known`: what is absent between."""
    language = next((code for code in ("en", *new.readings) if code in new.readings and code in old.readings), None)
    if language is None or old.session is None:
        return
    for after in new.readings[language].passages:
        before = _counterpart(after, old.readings[language].passages)
        if old.symbol not in after.cites:
            for symbol in (one for one in after.cites if one in known):
                if earlier := before and _replaced(after, before, symbol, old):
                    yield earlier, old.symbol, f"where {Symbol(new.symbol).short} cites {Symbol(symbol).short}"
            continue
        replaced = _predecessor(after, before, old) if before else None
        if replaced:
            yield replaced, old.symbol, f"where {Symbol(new.symbol).short} cites {Symbol(old.symbol).short}"
        for symbol in _run(after.cites, old, replaced):
            yield symbol, new.symbol, f"in the list that ends with {Symbol(old.symbol).short}"
        if replaced:
            return


def _counterpart(after: Passage, passages: Sequence[Passage]) -> Passage | None:
    """The same paragraph in the text before."""
    alike = [one for one in passages if same_passage(after, one)]
    return max(alike, key=lambda one: len(one.words & after.words), default=None)


def _predecessor(after: Passage, before: Passage, old: Text) -> str | None:
    """What the older text cites in the place where the newer cites it; None if that is not plain."""
    if replaced := _replaced(after, before, old.symbol, old):
        return replaced
    new = [symbol for symbol in after.cites if symbol not in before.cites]
    place = after.cites.index(old.symbol)
    grown = set(before.cites) <= set(after.cites) and place and new == [old.symbol]
    return after.cites[place - 1] if grown and _session(after.cites[place - 1]) < (old.session or 0) else None


def _replaced(after: Passage, before: Passage, symbol: str, old: Text) -> str | None:
    """The one resolution that the older text cites where the newer cites `symbol`, all else being equal."""
    gone = [one for one in before.cites if one not in after.cites and _session(one) < (old.session or 0)]
    new = [one for one in after.cites if one not in before.cites]
    return gone[0] if len(gone) == 1 and gone[0].startswith("A/RES/") and new == [symbol] else None


def _run(cites: Sequence[str], old: Text, predecessor: str | None) -> Iterator[str]:
    """The list that ends with the older text, backwards while its sessions go on in one step."""
    place = cites.index(old.symbol)
    if place == 0 or cites[place - 1] != predecessor:
        return
    step = (old.session or 0) - _session(predecessor)
    for later, earlier in pairwise(reversed(cites[:place])):
        if step <= 0 or _session(later) - _session(earlier) != step:
            return
        yield earlier


def _session(symbol: str) -> int:
    """The session of a resolution; none counts as later than all."""
    return Symbol(symbol).session or 999


def period(sessions: Collection[int]) -> int | None:
    """In which step of sessions a series runs: 1 yearly, 2 every second; None if it is not regular or too short."""
    steps = {new - old for old, new in pairwise(sorted(set(sessions)))}
    return steps.pop() if len(steps) == 1 else None
