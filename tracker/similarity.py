"""How much two paragraphs share, with a true zero.

Formulaic prose makes strangers look alike: "Recalling its resolution … on the …" stands in half of all paragraphs. So a
paragraph is measured by its words and pairs of neighbouring words, each weighted by how rare it is in the two texts
together; what stands in most paragraphs weighs nothing. Dates, symbols and numbers are masked before: the citation of
another year's resolution is no difference, and no likeness either.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise
from operator import sub
from typing import TypeVar

from tracker import config
from tracker.tokens import plain

_DIGIT = re.compile(r"\d")
_JOINERS = "-'./"  # inside a word: non-selectivity, State's, 74/153
_MASK = "#"
_T = TypeVar("_T")

Phrase = tuple[str, ...]


class _Apart(dict[int, str]):
    """For str.translate: letters and digits stay, a Han letter is a word of its own, all other marks are blanks."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if unicodedata.category(letter)[0] not in "LMN":
            kept = letter if letter in _JOINERS else " "
        else:
            kept = f" {letter} " if _is_han(letter) else letter
        self[code] = kept
        return kept


_APART = _Apart()


def _is_han(letter: str) -> bool:
    """Whether this is a letter of a script without blanks, of which two or so make a word."""
    return letter > "\u2e80" and unicodedata.name(letter, "").startswith("CJK ")


def printed_words(text: str) -> list[str]:
    """The words of a plain text (tokens.plain), without punctuation, as printed; each Han letter is one.

    Not lossless: tokens.py has the words that are shown. A table for str.translate takes a third of a pattern's time.
    """
    words = [word.strip(_JOINERS) for word in text.translate(_APART).split()]
    return words if all(words) else [word for word in words if word]


def masked(words: Sequence[str]) -> list[str]:
    """Words folded, and everything that holds a digit as "#"."""
    together = " ".join(words)
    folded = together.casefold().split(" ")
    if not _DIGIT.search(together):
        return folded if words else []
    return [word if word.isalpha() or not _DIGIT.search(word) else _MASK for word in folded]


def measured_words(text: str) -> list[str]:
    """The words of a text for measuring: folded, without punctuation, everything that holds a digit masked as "#"."""
    return masked(printed_words(plain(text)))


Features = frozenset[int]
"""What a paragraph is measured by, as numbers: its words and pairs of neighbouring words (Space), or its phrases."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A paragraph as it is measured: its features, and what they weigh together."""

    features: Features
    weight: int


class Space:
    """The words of two texts, and how rare each feature is in both together.

    Weights are whole numbers (thousandths of the logarithm), so that a sum is the same in any order. Only paragraphs
    that are asked for get a profile: most are the same in both texts, and only count for what is rare.
    """

    def __init__(self, paragraphs: Collection[Sequence[str]]) -> None:
        """Take the measured words of every paragraph of both texts."""
        self._spread: Counter[object] = Counter()
        for words in paragraphs:
            self._spread.update(set(words))
            self._spread.update(set(pairwise(words)))
        self._total = len(paragraphs)
        self._common = max(2.0, self._total * config.COMMON_SHARE)
        self._numbers: dict[object, int] = {}
        self._weights: list[int] = []
        self._telling: set[int] = set()

    def profile(self, words: Sequence[str]) -> Profile:
        """A paragraph of one of the texts, by its measured words."""
        known = self._numbers
        found = {*words, *pairwise(words)}
        features = frozenset(known[one] if one in known else self._new_number(one) for one in found)
        return Profile(features, self.weigh(features))

    def together(self, profiles: Iterable[Profile]) -> Profile:
        """Several paragraphs measured as one; what stands in two of them counts once."""
        features = frozenset[int]().union(*(profile.features for profile in profiles))
        return Profile(features, self.weigh(features))

    def telling(self, profile: Profile) -> AbstractSet[int]:
        """The features worth looking up: pairs of words that aren't everywhere, and rare words."""
        return profile.features & self._telling

    def weigh(self, features: AbstractSet[int]) -> int:
        """The total weight of some features."""
        return sum(map(self._weights.__getitem__, features))

    def likeness(self, one: Profile, other: Profile) -> float:
        """What two paragraphs share, twice, over what both have: from 0 to 1, and 1 where neither has anything."""
        size = one.weight + other.weight
        return 2 * self.weigh(one.features & other.features) / size if size else 1.0

    def _new_number(self, feature: object) -> int:
        number = self._numbers[feature] = len(self._weights)
        spread = self._spread[feature]
        rarity = math.log((self._total + 2) / spread) if spread <= self._common else 0.0
        self._weights.append(round(1000 * rarity))
        limit = config.INDEX_WORD if isinstance(feature, str) else config.INDEX_PAIR
        if rarity and spread <= limit:
            self._telling.add(number)
        return number


class Phrases:
    """Which words of two texts stand together in a row, and in how many paragraphs.

    Words alone are shared by all who speak of the same; three in a row (in Chinese five letters) that stand in one old
    and one new paragraph and nowhere else were hardly written twice. A phrase that stands in n paragraphs counts 2/n,
    and less if it is a name: written with capitals wherever it stands, however often its words stand elsewhere.
    """

    def __init__(self, paragraphs: Collection[Sequence[str]], printed: Iterable[Sequence[str]] = ()) -> None:
        """Take the words of every paragraph of both texts, as they are measured, and as they are printed."""
        words = set(chain.from_iterable(paragraphs))
        letters = sum(len(word) == 1 and _is_han(word) for word in words)
        self._size = config.ROW_LETTERS if 2 * letters > len(words) else config.ROW_WORDS
        self._spread: Counter[Phrase] = Counter()
        for paragraph in paragraphs:
            self._spread.update(set(self._in_a_row(paragraph)))
        self._named: dict[Phrase, int] = {}
        for paragraph, as_printed in zip(paragraphs, printed, strict=False):
            self._count_names(paragraph, as_printed)
        self._numbers: dict[Phrase, int] = {}
        self._weights: list[int] = []
        self._telling: set[int] = set()

    def of(self, words: Sequence[str]) -> Features:
        """The phrases of a paragraph that another one has too, as numbers."""
        known, spread = self._numbers, self._spread
        shared = [phrase for phrase in self._in_a_row(words) if spread[phrase] > 1]
        return frozenset(known[phrase] if phrase in known else self._new_number(phrase) for phrase in shared)

    def count(self, words: Sequence[str]) -> int:
        """How many phrases a paragraph has."""
        return max(0, len(words) - self._size + 1)

    def telling(self, phrases: Features) -> AbstractSet[int]:
        """Those worth looking up."""
        return phrases & self._telling

    def weigh(self, phrases: AbstractSet[int]) -> float:
        """How many phrases these are worth."""
        return sum(map(self._weights.__getitem__, phrases)) / 1000

    def _count_names(self, paragraph: Sequence[str], printed: Sequence[str]) -> None:
        """How many words of a phrase are those of names; where it has fewest."""
        before = list(accumulate(_are_names(printed), initial=0))
        counts = map(sub, before[self._size :], before)
        for phrase, count in zip(self._in_a_row(paragraph), counts, strict=True):
            if count < self._named.get(phrase, self._size + 1):
                self._named[phrase] = count

    def _in_a_row(self, words: Sequence[str]) -> Iterator[Phrase]:
        return self._windows(words)

    def _windows(self, items: Sequence[_T]) -> Iterator[tuple[_T, ...]]:
        return zip(*(items[start:] for start in range(self._size)), strict=False)

    def _new_number(self, phrase: Phrase) -> int:
        number = self._numbers[phrase] = len(self._weights)
        spread = self._spread[phrase]
        named = config.PHRASE_NAME * self._named.get(phrase, 0)
        self._weights.append(round(1000 * min(1.0, 2 / spread) * (1 - named)))
        if spread <= config.INDEX_PHRASE:
            self._telling.add(number)
        return number


def _are_names(printed: Sequence[str]) -> list[bool]:
    """Which words have a capital, but for that of the sentence."""
    return [at > 0 and word[:1].isupper() for at, word in enumerate(printed)]


def similarity(old: str, new: str) -> float:
    """How much two texts share by themselves, from 0 (no two neighbouring words in common) to 1 (the same words)."""
    one, other = _pairs(measured_words(old)), _pairs(measured_words(new))
    size = one.total() + other.total()
    return 2 * (one & other).total() / size if size else 1.0


def _pairs(words: Sequence[str]) -> Counter[object]:
    if len(words) == 1:
        return Counter(words)
    return Counter(pairwise(words))
