"""How much two paragraphs share, with a true zero.

Formulaic prose makes strangers look alike: "Recalling its resolution … on the …" stands in half of all paragraphs. So a
paragraph is measured by its words and pairs of neighbouring words, each weighted by how rare it is in the two texts
together; what stands in most paragraphs weighs nothing. Dates, symbols and numbers are masked before: the citation of
another year's resolution is no difference, and no likeness either.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

import regex

from tracker import config
from tracker.tokens import plain

# Words for measuring: not lossless, no punctuation; a Han letter is a word (tokens.py has those that are shown).
_LETTERS = r"[[\p{L}\p{M}\p{N}]--\p{Han}]+"
_WORD = regex.compile(rf"\p{{Han}}|{_LETTERS}(?:[-'./]{_LETTERS})*", regex.V1)
_DIGIT = regex.compile(r"\p{Nd}")
_MASK = "#"


def measured_words(text: str) -> list[str]:
    """The words of a text for measuring: folded, without punctuation, everything that holds a digit masked as "#"."""
    words: list[str] = _WORD.findall(plain(text).casefold())
    return [_MASK if _DIGIT.search(word) else word for word in words] if _DIGIT.search(text) else words


Features = frozenset[int]
"""What a paragraph is measured by, as numbers of a Space: its words and its pairs of neighbouring words; a word that
stands there a second time is a feature of its own, so that what two sets share is what two paragraphs share."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A paragraph as it is measured: its features, and what they weigh together."""

    features: Features
    weight: int


class Space:
    """The paragraphs of two texts, and how rare each feature is in both together.

    Weights are whole numbers (thousandths of the logarithm), so that a sum is the same in any order.
    """

    def __init__(self, old: Sequence[Sequence[str]], new: Sequence[Sequence[str]]) -> None:
        """Take the measured words of every paragraph of either text."""
        self._numbers: dict[object, int] = {}
        self._first: list[int] = []  # of each feature: the number of its first occurrence
        sides = [[tuple(words) for words in side] for side in (old, new)]
        paragraphs = Counter(words for side in sides for words in side)
        features = {words: self._numbered(words) for words in paragraphs}
        spread = [0] * len(self._first)
        for words, times in paragraphs.items():
            for feature in features[words]:
                spread[feature] += times
        total = len(old) + len(new)
        self.rarest = _rarity(total, 1)
        common = max(2.0, total * config.COMMON_SHARE)
        self.weights = [_rarity(total, spread[first]) if spread[first] <= common else 0 for first in self._first]
        self.telling = frozenset(
            number
            for feature, number in self._numbers.items()
            if self.weights[number]
            and spread[number] <= (config.INDEX_WORD if isinstance(feature, str) else config.INDEX_PAIR)
        )
        profiles = {words: Profile(found, self.weigh(found)) for words, found in features.items()}
        self.old, self.new = ([profiles[words] for words in side] for side in sides)

    def _numbered(self, words: tuple[str, ...]) -> Features:
        found = []
        for feature, times in Counter[object]((*words, *pairwise(words))).items():
            first = self._number(feature, None)
            found.append(first)
            found.extend(self._number((feature, nth), first) for nth in range(1, times))
        return frozenset(found)

    def _number(self, feature: object, first: int | None) -> int:
        number = self._numbers.setdefault(feature, len(self._first))
        if number == len(self._first):
            self._first.append(number if first is None else first)
        return number

    def weigh(self, features: AbstractSet[int]) -> int:
        """The total weight of some features."""
        return sum(map(self.weights.__getitem__, features))

    def likeness(self, one: Profile, other: Profile) -> float:
        """What two paragraphs share, twice, over what both have: from 0 to 1, and 1 where neither has anything."""
        size = one.weight + other.weight
        return 2 * self.weigh(one.features & other.features) / size if size else 1.0

    def together(self, profiles: Iterable[Profile]) -> Profile:
        """Several paragraphs measured as one; what stands in two of them counts once."""
        features = frozenset[int]().union(*(profile.features for profile in profiles))
        return Profile(features, self.weigh(features))


class Phrases:
    """Which words of two texts stand together in a row, and in how many paragraphs.

    Words alone are shared by all who speak of the same; three in a row that stand in one old and one new paragraph and
    nowhere else were hardly written twice. One that stands in n paragraphs counts 2/n, and less if it is a name.
    """

    def __init__(
        self, old: Sequence[Sequence[str]], new: Sequence[Sequence[str]], names: AbstractSet[str] = frozenset()
    ) -> None:
        """Take the measured words of every paragraph of either text, and which of them are names."""
        numbers: dict[tuple[str, ...], int] = {}
        self.old, self.new = (
            [frozenset(numbers.setdefault(phrase, len(numbers)) for phrase in _in_a_row(words)) for words in side]
            for side in (old, new)
        )
        spread = Counter(phrase for features in (*self.old, *self.new) for phrase in features)
        self._weights = [
            round(
                1000 * min(1.0, 2 / spread[number]) * (1 - config.PHRASE_NAME * sum(word in names for word in phrase))
            )
            for phrase, number in numbers.items()
        ]
        self.telling = frozenset(number for number, times in spread.items() if 1 < times <= config.INDEX_PHRASE)

    def weigh(self, features: AbstractSet[int]) -> float:
        """How many phrases these are worth."""
        return sum(map(self._weights.__getitem__, features)) / 1000


def name_words(texts: Iterable[str]) -> frozenset[str]:
    """The words, folded, that never stand with a small first letter: names, and words that only open sentences."""
    words = {word for text in texts for word in _WORD.findall(plain(text))}
    return frozenset(word.casefold() for word in words if word[:1].isupper()) - {
        word.casefold() for word in words if not word[:1].isupper()
    }


def _in_a_row(words: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return zip(words, words[1:], words[2:], strict=False)


def similarity(old: str, new: str) -> float:
    """How much two texts share by themselves, from 0 (no two neighbouring words in common) to 1 (the same words)."""
    one, other = _pairs(measured_words(old)), _pairs(measured_words(new))
    size = one.total() + other.total()
    return 2 * (one & other).total() / size if size else 1.0


def _rarity(total: int, spread: int) -> int:
    return round(1000 * math.log((total + 2) / spread))


def _pairs(words: Sequence[str]) -> Counter[object]:
    if len(words) == 1:
        return Counter(words)
    return Counter(pairwise(words))
