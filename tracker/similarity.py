"""How much two paragraphs share, with a true zero.

Formulaic prose makes strangers look alike: "Recalling its resolution … on the …" stands in half of all paragraphs. So a
paragraph is measured by its words and pairs of neighbouring words, each weighted by how rare it is in the two texts
together; what stands in most paragraphs weighs nothing. Dates, symbols and numbers are masked before: the citation of
another year's resolution is no difference, and no likeness either.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain, pairwise

from tracker import config
from tracker.tokens import plain

# Words for measuring: not lossless, no punctuation; a Han letter is a word (tokens.py has those that are shown). The
# standard library's re, with ranges, takes half the time of regex's properties.
_HAN = "\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MARKS = "\u0300-\u036f\u0483-\u0489\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"  # Latin, Cyrillic, Arabic
_LETTERS = rf"(?:[^\W_{_HAN}]|[{_MARKS}])+"
_WORD = re.compile(rf"[{_HAN}]|{_LETTERS}(?:[-'./]{_LETTERS})*")
_DIGIT = re.compile(r"\d")
_MASK = "#"

Phrase = tuple[str, ...]


def printed_words(text: str) -> list[str]:
    """The words of a plain text (tokens.plain), without punctuation, as printed."""
    words: list[str] = _WORD.findall(text)
    return words


def masked(words: Sequence[str]) -> list[str]:
    """Words folded, and everything that holds a digit as "#"."""
    together = " ".join(words)
    folded = together.casefold().split(" ")
    if not _DIGIT.search(together):
        return folded if words else []
    return [_MASK if _DIGIT.search(word) else word for word in folded]


def measured_words(text: str) -> list[str]:
    """The words of a text for measuring: folded, without punctuation, everything that holds a digit masked as "#"."""
    return masked(printed_words(plain(text)))


def name_words(paragraphs: Iterable[Sequence[str]]) -> frozenset[str]:
    """Of the words as printed those, folded, that never begin with a small letter: names, and what opens sentences."""
    words = set[str]().union(*paragraphs)
    return frozenset(word.casefold() for word in words if word[:1].isupper()) - {
        word.casefold() for word in words if not word[:1].isupper()
    }


Features = frozenset[int]
"""What a paragraph is measured by, as numbers of a Space: its words and its pairs of neighbouring words; a word that
stands there a second time is a feature of its own, so that what two sets share is what two paragraphs share."""


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
        found = []
        for feature, times in Counter[object]((*words, *pairwise(words))).items():
            number = known.get(feature)
            found.append(self._new_number(feature, feature) if number is None else number)
            if times > 1:
                keys = [(feature, nth) for nth in range(1, times)]
                found.extend(known[key] if key in known else self._new_number(key, feature) for key in keys)
        features = frozenset(found)
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

    def _new_number(self, key: object, feature: object) -> int:
        number = self._numbers[key] = len(self._weights)
        spread = self._spread[feature]
        rarity = math.log((self._total + 2) / spread) if spread <= self._common else 0.0
        self._weights.append(round(1000 * rarity))
        limit = config.INDEX_WORD if isinstance(feature, str) else config.INDEX_PAIR
        if key is feature and rarity and spread <= limit:
            self._telling.add(number)
        return number


class Phrases:
    """Which words of two texts stand together in a row, and in how many paragraphs.

    Words alone are shared by all who speak of the same; three in a row (in Chinese five letters) that stand in one old
    and one new paragraph and nowhere else were hardly written twice. A phrase that stands in n paragraphs counts 2/n,
    and less if it is a name.
    """

    def __init__(self, paragraphs: Collection[Sequence[str]], names: AbstractSet[str] = frozenset()) -> None:
        """Take the measured words of every paragraph of both texts, and which of the words are names."""
        letters = sum(map(_is_letter, chain.from_iterable(paragraphs)))
        self._size = config.ROW_LETTERS if 2 * letters > sum(map(len, paragraphs)) else config.ROW_WORDS
        self._spread: Counter[Phrase] = Counter()
        for words in paragraphs:
            self._spread.update(set(self._in_a_row(words)))
        self._names = names
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

    def _in_a_row(self, words: Sequence[str]) -> Iterator[Phrase]:
        return zip(*(words[start:] for start in range(self._size)), strict=False)

    def _new_number(self, phrase: Phrase) -> int:
        number = self._numbers[phrase] = len(self._weights)
        spread = self._spread[phrase]
        named = config.PHRASE_NAME * sum(word in self._names for word in phrase)
        self._weights.append(round(1000 * min(1.0, 2 / spread) * (1 - named)))
        if spread <= config.INDEX_PHRASE:
            self._telling.add(number)
        return number


def _is_letter(word: str) -> bool:
    """Whether this is a letter of a script without blanks: two or three of them make a word."""
    return len(word) == 1 and word > "\u2e80"


def similarity(old: str, new: str) -> float:
    """How much two texts share by themselves, from 0 (no two neighbouring words in common) to 1 (the same words)."""
    one, other = _pairs(measured_words(old)), _pairs(measured_words(new))
    size = one.total() + other.total()
    return 2 * (one & other).total() / size if size else 1.0


def _pairs(words: Sequence[str]) -> Counter[object]:
    if len(words) == 1:
        return Counter(words)
    return Counter(pairwise(words))
