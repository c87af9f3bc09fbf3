"""Splits and merges: what is left over and stands in the words of another paragraph that nothing else explains.

What a pair explains is taken from both of its paragraphs, so that a formula which stands in many is explained once. A
paragraph that is left over is a part of another if they share a clause that stands nowhere else (similarity.Phrases):
it was hardly written twice. Far from what the other became, or in another section, it must share more. Two paragraphs
that have their counterparts already share a part only if it is a long one, a sentence that went from one to the other.
What hangs together must still be one thing that happened: one became several, several became one, or nearly all of
several share words with nearly all of several.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate

from tracker import config
from tracker.assignment import Pair
from tracker.model import Paragraph
from tracker.similarity import Features, Phrases

PROSE = {"preambular", "operative"}
_NOTHING: Features = frozenset()


def attach_parts(
    texts: Sequence[Sequence[Paragraph]],
    words: Sequence[Sequence[Sequence[str]]],
    phrases: Phrases,
    pairs: Mapping[Pair, bool],
    closed: tuple[AbstractSet[int], AbstractSet[int]] = (frozenset(), frozenset()),
) -> list[Pair]:
    """The parts of paragraphs, (old, new) positions, the surest first: those that share most beside what they need.

    `texts` are the old and the new one, `words` the measured words of their paragraphs; `pairs` are known already, with
    whether they have the same words; `closed` are the old and the new positions that take no further part. What a
    candidate shares can only shrink while others are attached: the heap is looked at lazily.
    """
    parts = _Parts(texts, words, phrases, pairs)
    parts.close(*closed)
    found: list[Pair] = []
    heap = [(-parts.rank(pair), pair) for pair in parts.candidates()]
    heapq.heapify(heap)
    while heap:
        known, pair = heapq.heappop(heap)
        rank = parts.rank(pair)
        if -rank > known:
            if rank:
                heapq.heappush(heap, (-rank, pair))
        elif rank:
            found.append(pair)
            parts.explain(*pair)
    return found


class _Parts:
    """The phrases of each paragraph that no pair explains yet, what is left over, and what hangs together."""

    def __init__(
        self,
        texts: Sequence[Sequence[Paragraph]],
        words: Sequence[Sequence[Sequence[str]]],
        phrases: Phrases,
        pairs: Mapping[Pair, bool],
    ) -> None:
        self.old, self.new = texts
        self.phrases = phrases
        self.sections = [list(accumulate(item.kind == "heading" for item in text)) for text in texts]
        self.counts = [[phrases.count(one) for one in side] for side in words]
        whole = [{pair[side] for pair, same in pairs.items() if same} for side in (0, 1)]
        self.free_old, self.free_new = (
            [_NOTHING if position in whole[side] else phrases.of(one) for position, one in enumerate(words[side])]
            for side in (0, 1)
        )
        self.news_of: defaultdict[int, set[int]] = defaultdict(set)
        self.olds_of: defaultdict[int, set[int]] = defaultdict(set)
        self.left_old, self.left_new = set(range(len(self.old))), set(range(len(self.new)))
        for one, other in pairs:
            self.explain(one, other)

    def explain(self, old: int, new: int) -> None:
        """Take what a pair shares from the phrases that both have to spare."""
        common = self.free_old[old] & self.free_new[new]
        self.free_old[old] -= common
        self.free_new[new] -= common
        self.news_of[old].add(new)
        self.olds_of[new].add(old)
        self.left_old.discard(old)
        self.left_new.discard(new)

    def close(self, olds: AbstractSet[int], news: AbstractSet[int]) -> None:
        """Leave these paragraphs as they are linked."""
        for old in olds:
            self.free_old[old] = _NOTHING
        for new in news:
            self.free_new[new] = _NOTHING

    def candidates(self) -> set[Pair]:
        """Pairs that share a phrase which no pair explains."""
        index: defaultdict[int, list[int]] = defaultdict(list)
        for old, phrases in enumerate(self.free_old):
            for phrase in self.phrases.telling(phrases):
                index[phrase].append(old)
        return {
            (old, new)
            for new, phrases in enumerate(self.free_new)
            for phrase in phrases & index.keys()
            for old in index[phrase]
        }

    def rank(self, pair: Pair) -> float:
        """What a pair shares that nothing explains, as a multiple of what makes it a part; 0 where it makes none.

        So a paragraph that would else have no counterpart comes before one that has, with the same words.
        """
        old, new = pair
        kinds = {self.old[old].kind, self.new[new].kind}
        if not kinds <= PROSE:
            return 0.0
        times = self.phrases.weigh(self.free_old[old] & self.free_new[new]) / self._needed(old, new, kinds)
        return times if times >= 1 and self._is_one_thing(old, new) else 0.0

    def _needed(self, old: int, new: int, kinds: AbstractSet[str]) -> float:
        left = [
            counts[position]
            for counts, position, side in ((self.counts[0], old, self.left_old), (self.counts[1], new, self.left_new))
            if position in side
        ]
        if not left:
            return config.PART_BETWEEN_PAIRED
        by_place = self._needed_by_place(old, new)
        if len(kinds) > 1:
            return max(config.PART_ACROSS, by_place)
        if self._is_whole(old, new):
            return max(config.PART_SHORT, by_place)
        return max(min(config.PART, max(config.PART_SHORT, config.PART_SHORT_SHARE * min(left))), by_place)

    def _needed_by_place(self, old: int, new: int) -> float:
        """What a part needs for where it stands, beside what is linked already with its old or its new paragraph."""
        if self.old[old].in_annex != self.new[new].in_annex:
            return config.PART_ACROSS_SECTIONS
        news, olds = self.news_of[old], self.olds_of[new]
        if (news or olds) and not (
            any(self.sections[1][new] == self.sections[1][one] for one in news)
            or any(self.sections[0][old] == self.sections[0][one] for one in olds)
        ):
            return config.PART_ACROSS_SECTIONS
        if news and all(abs(new - one) > config.PART_NEAR for one in news) and not self._is_whole(old, new):
            return config.PART_FAR
        return 0.0

    def _is_whole(self, old: int, new: int) -> bool:
        """Whether a paragraph that is left over says hardly anything but what stands in the other."""
        shared = len(self.free_old[old] & self.free_new[new])
        return (old in self.left_old and shared >= config.PART_WHOLE * self.counts[0][old]) or (
            new in self.left_new and shared >= config.PART_WHOLE * self.counts[1][new]
        )

    def _is_one_thing(self, old: int, new: int) -> bool:
        """Whether what hangs together with this pair shares words nearly each with each."""
        olds, news = {old}, {new}
        pairs = {(old, new)}
        waiting = [(old, new)]
        while waiting:
            one, other = waiting.pop()
            near = {(one, following) for following in self.news_of[one]} | {
                (before, other) for before in self.olds_of[other]
            }
            waiting.extend(near - pairs)
            pairs |= near
            olds.add(one)
            news.add(other)
        return len(pairs) >= config.PART_DENSITY * len(olds) * len(news)
