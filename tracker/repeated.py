"""One edit made in several paragraphs, in several languages: its own words say whether it is there (SKETCHES 6).

The rule, for any two texts of a series, next to each other or not. A group of one language is the edit of another if
it is in the same paragraphs, most of those with which it shares two. It is there in a paragraph that came to have its
phrase, or all words of the phrase in their order where those that came in elsewhere came in too. A term that was
replaced through a whole text is no such edit, and its words are none that came in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker import config, terms
from tracker.model import Change, Comparison, Group, Standing, WordOp, places
from tracker.sentences import listed
from tracker.tokens import plain, tokens

_SHARED_PLACES = 2  # a group of one language is that of another if they share as many paragraphs: one may be chance

Places = tuple[tuple[str, ...], tuple[str, ...]]
"""The old and the new labels of a change: the same change in every language."""


@dataclass(frozen=True, slots=True)
class Side:
    """One language's comparison by places.

    `termed` are those in which a term was replaced and nothing else changed, `terms` all that were replaced, `groups`
    the repeated edits that are none of these.
    """

    language: str
    comparison: Comparison
    changes: Mapping[Places, Change]
    termed: Mapping[Places, terms.Term]
    terms: tuple[terms.Term, ...]
    groups: tuple[Group, ...]


def side_of(language: str, comparison: Comparison) -> Side:
    """A language's comparison, to be held against others; the enacting formula is left out."""
    changes = comparison.changes
    wheres = [(places(change.old), places(change.new)) for change in changes]
    replaced = terms.replaced(changes, language)
    members = {
        group.id: {index for index, change in enumerate(changes) if change.group == group.id}
        for group in comparison.groups
    }
    return Side(
        language,
        comparison,
        {
            where: change
            for where, change in zip(wheres, changes, strict=True)
            if any(place.kind != "formula" for place in (*change.old, *change.new))
        },
        {wheres[at]: term for term in replaced for at in term.alone},
        replaced,
        tuple(
            group
            for group in comparison.groups
            if not any(term.explains(group.phrase, members[group.id]) for term in replaced)
        ),
    )


def label_of(where: Places) -> str:
    """How a change is named: by its new labels, or the old ones of what was deleted."""
    return listed(where[1] or where[0])


def counts(piece: WordOp) -> bool:
    """Whether a piece is words with meaning put in or taken out."""
    return piece.significance == "substantive"


@dataclass(frozen=True, slots=True)
class Repeated:
    """One edit made in several paragraphs, as each language's own comparison found it; `widest` has most of them."""

    widest: str
    groups: Mapping[str, Group]

    def places(self, language: str) -> tuple[str, ...]:
        """Where a language has it; where none was found, nowhere."""
        return self.groups[language].places if language in self.groups else ()

    def standing(self, where: Places, change: Change, side: Side) -> Standing:
        """Whether the edit is in a paragraph: its phrase, or the same words put in though they stand apart there.

        Where a language has no phrase for it, other words are all that can be asked for; a term alone is none.
        """
        if where in side.termed:
            return "otherwise"
        other: Standing = "otherwise" if change.significance == "substantive" else "unchanged"
        if side.language not in self.groups:
            return "there" if other == "otherwise" else other
        label = label_of(where)
        return "there" if label in self.places(side.language) or self._is_apart(change, side) else other

    def _is_apart(self, change: Change, side: Side) -> bool:
        """Whether all words of the phrase stand in a paragraph, and those that came in elsewhere came in here."""
        if not change.new or change.significance != "substantive":
            return False
        group = self.groups[side.language]
        phrase = _words(group.phrase, side)
        came = set(_inserted(change, side))
        members = [one for one in side.changes.values() if one.group == group.id]
        needed = [set(_inserted(one, side)) & set(phrase) for one in members]
        return _in_order(phrase, _words(change.new[0].text, side)) and any(words and words <= came for words in needed)


def repeated(sides: Sequence[Side]) -> list[Repeated]:
    """The edits that two languages at least made in several paragraphs, by the paragraphs they share."""
    left = [(side.language, group) for side in sides for group in side.groups]
    found = []
    while left:
        language, widest = max(left, key=lambda one: len(one[1].places))
        groups = {language: widest}
        for other in dict.fromkeys(code for code, _ in left if code != language):
            nearest = max((group for code, group in left if code == other), key=lambda one: _shared(one, widest))
            if _shared(nearest, widest) >= _SHARED_PLACES:
                groups[other] = nearest
        left = [(code, group) for code, group in left if groups.get(code) is not group]
        if len(groups) > 1:
            found.append(Repeated(language, groups))
    return found


def _shared(one: Group, other: Group) -> int:
    return len(set(one.places) & set(other.places))


def _words(text: str, side: Side) -> list[str]:
    return [plain(word).casefold() for word in tokens(text, side.language) if any(letter.isalnum() for letter in word)]


def _inserted(change: Change, side: Side) -> list[str]:
    """The words put in, but small ones, which come with others, and those of a term that was replaced everywhere."""
    apart = config.SMALL_WORDS.union(*(_words(term.new, side) for term in side.terms))
    words = [word for op in change.segments if op.op == "insert" and counts(op) for word in _words(op.text, side)]
    return [word for word in words if word not in apart]


def _in_order(wanted: Sequence[str], words: Sequence[str]) -> bool:
    """Whether some words stand in a text one after the other, whatever stands between them."""
    rest = iter(words)
    return all(word in rest for word in wanted)
