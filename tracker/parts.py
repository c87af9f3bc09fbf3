"""Splits and merges: what is left over and stands in the words of another paragraph that nothing else explains.

What a pair explains is taken from both of its paragraphs, so that a formula which stands in many is explained once.
A left-over paragraph is a part of another if most of it stands there, beside other parts of the same (a split, or
neighbours that were merged); if half of it does, from anywhere; or if it shares so much that is rare that chance is out
of the question, whatever else was written into either.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from tracker import config
from tracker.assignment import Pair
from tracker.model import Paragraph
from tracker.similarity import Feature, Space

_PROSE = {"preambular", "operative"}


def attach_parts(
    old: Sequence[Paragraph],
    new: Sequence[Paragraph],
    space: Space,
    pairs: dict[Pair, float],
    closed: tuple[AbstractSet[int], AbstractSet[int]] = (frozenset(), frozenset()),
) -> None:
    """Add to `pairs`, (old, new) positions with their likeness, the parts of paragraphs, the surest first.

    `closed` are the old and the new positions that take no further part.
    A candidate's share can only shrink while others are attached: the heap is looked at lazily.
    """
    parts = _Parts(old, new, space, pairs)
    parts.close(*closed)
    heap = [(-parts.share(pair), pair) for pair in parts.candidates()]
    heapq.heapify(heap)
    while heap:
        rank, pair = heapq.heappop(heap)
        share = parts.share(pair)
        if -share > rank:
            if share:
                heapq.heappush(heap, (-share, pair))
        elif share:
            pairs[pair] = share
            parts.explain(*pair)


class _Parts:
    """The words of each paragraph that no pair explains yet, and what is left over."""

    def __init__(self, old: Sequence[Paragraph], new: Sequence[Paragraph], space: Space, pairs: Iterable[Pair]) -> None:
        self.old, self.new, self.space = old, new, space
        self.spare_old = [Counter(profile.features) for profile in space.old]
        self.spare_new = [Counter(profile.features) for profile in space.new]
        self.news_of: defaultdict[int, set[int]] = defaultdict(set)
        self.olds_of: defaultdict[int, set[int]] = defaultdict(set)
        self.left_old, self.left_new = set(range(len(old))), set(range(len(new)))
        for one, other in pairs:
            self.explain(one, other)

    def explain(self, old: int, new: int) -> None:
        """Take what a pair shares from the words that both have to spare."""
        common = self.spare_old[old] & self.spare_new[new]
        self.spare_old[old] = self.spare_old[old] - common
        self.spare_new[new] = self.spare_new[new] - common
        self.news_of[old].add(new)
        self.olds_of[new].add(old)
        self.left_old.discard(old)
        self.left_new.discard(new)

    def close(self, olds: AbstractSet[int], news: AbstractSet[int]) -> None:
        """Leave these paragraphs as they are linked."""
        for old in olds:
            self.spare_old[old] = Counter()
        for new in news:
            self.spare_new[new] = Counter()
        self.left_old -= olds
        self.left_new -= news

    def candidates(self) -> set[Pair]:
        """Left-over paragraphs with all of the other side that have words to spare for them."""
        olds = [position for position, spare in enumerate(self.spare_old) if spare]
        news = [position for position, spare in enumerate(self.spare_new) if spare]
        return {*self._meeting(sorted(self.left_old), news), *self._meeting(olds, sorted(self.left_new))}

    def _meeting(self, olds: Iterable[int], news: Iterable[int]) -> Iterator[Pair]:
        index: defaultdict[Feature, list[int]] = defaultdict(list)
        for old in olds:
            for feature in self.spare_old[old]:
                if self.space.tells(feature):
                    index[feature].append(old)
        for new in news:
            for feature in self.spare_new[new]:
                for old in index.get(feature, ()):
                    yield old, new

    def share(self, pair: Pair) -> float:
        """How much of what is left over stands in the other's spare words; 0 where that is too little, or none is."""
        old, new = pair
        if self.old[old].kind != self.new[new].kind or self.old[old].kind not in _PROSE:
            return 0.0
        weight = self.space.shared(self.spare_old[old], self.spare_new[new])
        wholes = [self.space.old[old].weight] if old in self.left_old else []
        wholes += [self.space.new[new].weight] if new in self.left_new else []
        share = max((weight / whole for whole in wholes if whole), default=0.0)
        if weight >= config.PART_EVIDENCE * self.space.rarest:
            return share if share >= config.PART_SHARE else 0.0
        if len(wholes) != 1:  # two left-over paragraphs with little in common were not alike: no part of each other
            return 0.0
        needed = config.PART_ADJACENT if self._adjacent(old, new) else config.PART_APART
        return share if share >= needed and weight >= config.PART_WEIGHT else 0.0

    def _adjacent(self, old: int, new: int) -> bool:
        """Whether the part stands beside another part of the same paragraph."""
        if old in self.left_old:
            return any(abs(old - other) <= 1 for other in self.olds_of[new])
        return any(abs(new - other) <= 1 for other in self.news_of[old])
