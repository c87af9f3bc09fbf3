"""Which places keep their order (the heaviest non-decreasing subsequence), and in which order links are told."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from tracker.model import Link

Best = tuple[int, int, int]  # how many are kept, their weight, and minus the index of the last
_NONE: Best = (0, 0, 0)


def kept_in_order(places: Sequence[int], weights: Sequence[int]) -> frozenset[int]:
    """The indices whose places never fall, as many as can be, and among equals those that weigh most.

    `places[k]` is where item k stood before, `weights[k]` what it weighs. The items left out are the fewest that must
    have moved (DESIGN: `moved`). O(n log n), by a tree of prefix maxima over the places.
    """
    if len(places) == len(weights) and all(one <= other for one, other in pairwise(places)):
        return frozenset(range(len(places)))
    ranks = {place: rank for rank, place in enumerate(sorted(set(places)), start=1)}
    tree: list[Best] = [_NONE] * (len(ranks) + 1)
    before: list[int | None] = []
    last = _NONE
    for index, (place, weight) in enumerate(zip(places, weights, strict=True)):
        best = _prefix_maximum(tree, ranks[place])
        before.append(-best[2] if best != _NONE else None)
        here = (best[0] + 1, best[1] + weight, -index)
        last = max(last, here)
        _raise_to(tree, ranks[place], here)
    kept: set[int] = set()
    cursor: int | None = -last[2]
    while cursor is not None:
        kept.add(cursor)
        cursor = before[cursor]
    return frozenset(kept)


def gap_of(position: int, anchors: Sequence[int]) -> int:
    """Between which anchors (sorted positions) a position stands: the number of anchors before it."""
    return bisect_left(anchors, position)


def in_order(links: Sequence[Link], size: int) -> tuple[Link, ...]:
    """The links in the order of DESIGN's contract; `size` is how many old paragraphs there are.

    A link stands at its first new paragraph; a deleted one after the nearest old one before it that didn't move.
    """
    present = sorted((link for link in links if link.new), key=lambda link: link.new[0])
    home: list[int] = [-1] * size
    for index, link in enumerate(present):
        if not link.moved:
            for old in link.old:
                home[old] = index
    after: defaultdict[int, list[Link]] = defaultdict(list)
    nearest = -1
    deleted = {link.old[0]: link for link in links if not link.new}
    for old in range(size):
        nearest = home[old] if home[old] >= 0 else nearest
        if old in deleted:
            after[nearest].append(deleted[old])
    ordered = list(after[-1])
    for index, link in enumerate(present):
        ordered.append(link)
        ordered.extend(after[index])
    return tuple(ordered)


def _prefix_maximum(tree: Sequence[Best], rank: int) -> Best:
    best = _NONE
    while rank:
        best = max(best, tree[rank])
        rank &= rank - 1
    return best


def _raise_to(tree: list[Best], rank: int, value: Best) -> None:
    while rank < len(tree):
        tree[rank] = max(tree[rank], value)
        rank += rank & -rank
