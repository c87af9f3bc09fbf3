"""How much two paragraphs share, with a true zero.

Formulaic prose makes strangers look alike: "Recalling its resolution … on the …" stands in half of all paragraphs. So a
paragraph is measured by its words and pairs of neighbouring words, each weighted by how rare it is in the two texts
together; what stands in most paragraphs weighs nothing. Dates, symbols and numbers are masked before: the citation of
another year's resolution is no difference, and no likeness either.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from tracker import config
from tracker.tokens import plain

Feature = str | tuple[str, str]

# Words for measuring: not lossless, no punctuation; a Han letter is a word (tokens.py has those that are shown).
_LETTERS = r"[[\p{L}\p{M}\p{N}]--\p{Han}]+"
_WORD = regex.compile(rf"\p{{Han}}|{_LETTERS}(?:[-'./]{_LETTERS})*", regex.V1)
_MASK = "#"


def measured_words(text: str) -> list[str]:
    """The words of a text for measuring: folded, without punctuation, everything that holds a digit masked as "#"."""
    return [
        _MASK if any(letter.isdigit() for letter in word) else word for word in _WORD.findall(plain(text).casefold())
    ]


@dataclass(frozen=True, slots=True)
class Profile:
    """A paragraph as it is measured: its features with their counts, and their total weight in a Space."""

    features: Mapping[Feature, int]
    weight: float


class Space:
    """The paragraphs of two texts, and how rare each feature is in both together."""

    def __init__(self, old: Sequence[Sequence[str]], new: Sequence[Sequence[str]]) -> None:
        """Take the measured words of every paragraph of either text."""
        counted = [_features(words) for words in (*old, *new)]
        spread: Counter[Feature] = Counter()
        for features in counted:
            spread.update(features.keys())
        total = len(counted)
        common = max(2.0, total * config.COMMON_SHARE)
        self.rarity: dict[Feature, float] = {
            feature: math.log((total + 2) / count) if count <= common else 0.0 for feature, count in spread.items()
        }
        self.spread = spread
        self.rarest = math.log(total + 2)  # what a word that stands once weighs
        profiles = [Profile(features, self.weigh(features.items())) for features in counted]
        self.old = profiles[: len(old)]
        self.new = profiles[len(old) :]

    def tells(self, feature: Feature) -> bool:
        """Whether a feature is worth looking up: pairs of words that aren't everywhere, and rare words."""
        limit = config.INDEX_PAIR if isinstance(feature, tuple) else config.INDEX_WORD
        return self.spread[feature] <= limit and self.rarity[feature] > 0

    def weigh(self, features: Iterable[tuple[Feature, int]]) -> float:
        """The total weight of some features."""
        return sum(count * self.rarity[feature] for feature, count in features)

    def shared(self, one: Mapping[Feature, int], other: Mapping[Feature, int]) -> float:
        """The weight of what two paragraphs share."""
        if len(one) > len(other):
            one, other = other, one
        return sum(
            min(count, other[feature]) * self.rarity[feature] for feature, count in one.items() if feature in other
        )


def similarity(old: str, new: str) -> float:
    """How much two texts share by themselves, from 0 (no two neighbouring words in common) to 1 (the same words)."""
    one, other = _pairs(measured_words(old)), _pairs(measured_words(new))
    size = one.total() + other.total()
    return 2 * (one & other).total() / size if size else 1.0


def _features(words: Sequence[str]) -> Counter[Feature]:
    features: Counter[Feature] = Counter(words)
    features.update(pairwise(words))
    return features


def _pairs(words: Sequence[str]) -> Counter[Feature]:
    if len(words) == 1:
        return Counter(words)
    return Counter(pairwise(words))
