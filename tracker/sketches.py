"""What a whole text says as a few hundred numbers, and how alike two texts are by these. Pure.

A text's features are its runs of three words (dates, symbols and numbers masked). The smallest of their hashes are a
fair sample of them all (a bottom-k sketch, Broder 1997): two texts are as alike as their samples, give or take a few
hundredths, and exactly so where a text has no more features than the sample. So a thousand texts are told apart in a
second, without reading them again.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from zlib import crc32

from tracker import config
from tracker.similarity import measured_words

Sketch = tuple[int, ...]
"""The smallest hashes of a text's features, in rising order; all of them if there are few."""

_BITS = 0xFFFFFFFF
_ODD = (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D)  # odd numbers without pattern: equal words in another place count as others


def sketch(paragraphs: Iterable[str]) -> Sketch:
    """The sketch of a text, from its paragraphs as they are searched (tokens.plain). The same on every machine."""
    first, second, third = _ODD
    features: set[int] = set()
    for text in paragraphs:
        words = [_hash(word) for word in measured_words(text)]
        features.update(
            (one * first ^ two * second ^ three * third) & _BITS
            for one, two, three in zip(words, words[1:], words[2:], strict=False)
        )
    return tuple(sorted(features)[: config.SKETCH])


@lru_cache(maxsize=1 << 15)
def _hash(word: str) -> int:
    return crc32(word.encode())


def likeness(one: Sketch, other: Sketch) -> float:
    """How much two texts share: 0 for strangers, 1 for the same words; twice the shared features over all of both."""
    if not one or not other:
        return 0.0
    mine, theirs = set(one), set(other)
    sample = sorted(mine | theirs)[: config.SKETCH]
    shared = sum(feature in mine and feature in theirs for feature in sample)
    return 2 * shared / (len(sample) + shared)
