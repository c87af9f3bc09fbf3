"""Paragraphs paired by hand in some languages only: what can't be held against the others, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.languages import LANGUAGES
from tracker.model import Check, Comparison
from tracker.pairing import ALL, Pairing, natural, typed
from tracker.repeated import Places, Side
from tracker.sentences import listed


@dataclass(frozen=True, slots=True)
class Unlike:
    """A pairing said of some languages (`said`), which others lack; `touched`: all that rests on it in any of them."""

    where: Places
    said: tuple[str, ...]
    lacking: tuple[str, ...]
    touched: frozenset[Places]

    @property
    def languages(self) -> tuple[str, ...]:
        """All that it concerns."""
        return (*self.said, *self.lacking)

    def check(self, comparison: Comparison) -> Check:
        """What to do so that all languages are judged alike, once."""
        old, new = comparison.old.symbol, comparison.new.symbol
        language = self.lacking[0] if len(self.lacking) == 1 else ALL
        names, others = (listed([LANGUAGES[code].name for code in codes]) for codes in (self.said, self.lacking))
        do = f"say it of {others} too"
        if old and new:
            do += f": tracker pair {typed(Pairing(old, new, *self.where, language))}"
        label = (*self.where[1], *self.where[0])[0]
        text = f"{_said(self.where)}, in {names} only; {do}"
        return Check("paired-in-some", new, label, text, (*self.where[1],) or self.where[0], self.lacking)


def _said(where: Places) -> str:
    old, new = (listed(labels) for labels in where)
    verb = "is" if len(where[0] or where[1]) == 1 else "are"
    if old and new:
        return f"{old} {verb} paired by hand with {new}"
    return f"{old or new} {verb} said by hand to be {'deleted' if old else 'new'}"


@dataclass(frozen=True, slots=True)
class Beside:
    """Paragraphs whose labels a pairing has that all languages know, and which they link otherwise, each by itself.

    What a pairing takes from them leaves them to the program, which may find something else for them in each language.
    """

    labels: tuple[str, ...]
    languages: tuple[str, ...]
    touched: frozenset[Places]

    def check(self, comparison: Comparison) -> Check:
        """That they are to be paired by hand too, with a command where a language has found a pair for them."""
        old, new = comparison.old.symbol, comparison.new.symbol
        found = next((where for where in sorted(self.touched) if all(where)), None)
        do = "say by hand what became of them"
        if found and old and new:
            do += f", as tracker pair {typed(Pairing(old, new, *found, ALL))}"
        verb = "stands" if len(self.labels) == 1 else "stand"
        text = f"{listed(self.labels)} {verb} beside a pairing by hand, and not alike in every language; {do}"
        return Check("beside-a-pairing", new, self.labels[0], text, self.labels)


def pairings(sides: Sequence[Side]) -> tuple[Unlike | Beside, ...]:
    """The pairings by hand that not every language has, by hand or found; and what stands otherwise beside the rest."""
    wheres = dict.fromkeys(where for side in sides for where, one in side.changes.items() if "override" in one.flags)
    found: list[Unlike | Beside] = []
    for where in wheres:
        lacking = tuple(side.language for side in sides if where not in side.changes)
        if lacking:
            said = tuple(
                side.language for side in sides if where in side.changes and "override" in side.changes[where].flags
            )
            found.append(Unlike(where, said, lacking, frozenset(_touched(where, sides))))
    apart = {where for one in found for where in one.touched}
    names = {label for where in wheres for side in where for label in side}
    otherwise = [
        where
        for where in dict.fromkeys(where for side in sides for where in side.changes)
        if where not in apart
        and names.intersection((*where[0], *where[1]))
        and any(where not in side.changes for side in sides)
    ]
    if otherwise:
        labels = sorted({label for where in otherwise for side in where for label in side}, key=natural)
        found.append(Beside(tuple(labels), tuple(side.language for side in sides), frozenset(otherwise)))
    return tuple(found)


def _touched(where: Places, sides: Sequence[Side]) -> Iterator[Places]:
    """All places, in any language, that have a paragraph in common with a pairing, or with such a place."""
    taken = (set(where[0]), set(where[1]))
    left = dict.fromkeys(one for side in sides for one in side.changes)
    while met := [one for one in left if taken[0] & set(one[0]) or taken[1] & set(one[1])]:
        for one in met:
            taken[0].update(one[0])
            taken[1].update(one[1])
            del left[one]
            yield one
