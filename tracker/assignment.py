"""The best pairing of two sets when each pair has a worth: global, not greedy."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

Pair = tuple[int, int]


def best_pairs(worth: Mapping[Pair, float], limit: int) -> tuple[list[Pair], set[Pair]]:
    """The pairs of largest total worth in which no item stands twice, and those of them that are only nearly so.

    `worth` holds positive numbers for the pairs that are possible. The sets of items that hang together are solved by
    themselves: exactly (Hungarian method) up to `limit` items a side, best first beyond it; the pairs of the latter are
    returned a second time, so that they can be marked.
    """
    chosen: list[Pair] = []
    degraded: set[Pair] = set()
    for component in _components(worth):
        rows = sorted({old for old, _ in component})
        columns = sorted({new for _, new in component})
        if len(component) == 1:
            chosen.append(next(iter(component)))
        elif max(len(rows), len(columns)) <= limit:
            chosen.extend(_hungarian(rows, columns, component))
        else:
            greedy = _best_first(component)
            chosen.extend(greedy)
            degraded.update(greedy)
    return sorted(chosen), degraded


def together(pairs: Iterable[Pair]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The sets of old and of new items that pairs hold together, each sorted, in the order of their first old item."""
    news_of: defaultdict[int, set[int]] = defaultdict(set)
    olds_of: defaultdict[int, set[int]] = defaultdict(set)
    for old, new in pairs:
        news_of[old].add(new)
        olds_of[new].add(old)
    found, seen = [], set()
    for start in sorted(news_of):
        if start in seen:
            continue
        olds, news, stack = {start}, set[int](), [start]
        while stack:
            for new in news_of[stack.pop()] - news:
                news.add(new)
                fresh = olds_of[new] - olds
                olds |= fresh
                stack.extend(fresh)
        seen |= olds
        found.append((tuple(sorted(olds)), tuple(sorted(news))))
    return found


def _components(worth: Mapping[Pair, float]) -> Iterator[dict[Pair, float]]:
    by_old: defaultdict[int, list[int]] = defaultdict(list)
    by_new: defaultdict[int, list[int]] = defaultdict(list)
    for old, new in worth:
        by_old[old].append(new)
        by_new[new].append(old)
    seen: set[int] = set()
    for start in sorted(by_old):
        if start in seen:
            continue
        seen.add(start)
        stack, found = [start], {}
        while stack:
            old = stack.pop()
            for new in by_old[old]:
                found[old, new] = worth[old, new]
                fresh = [other for other in by_new[new] if other not in seen]
                seen.update(fresh)
                stack.extend(fresh)
        yield found


def _best_first(worth: Mapping[Pair, float]) -> list[Pair]:
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    pairs = []
    for old, new in sorted(worth, key=lambda pair: (-worth[pair], pair)):
        if old not in taken_old and new not in taken_new:
            taken_old.add(old)
            taken_new.add(new)
            pairs.append((old, new))
    return pairs


def _hungarian(rows: list[int], columns: list[int], worth: Mapping[Pair, float]) -> list[Pair]:
    """Shortest augmenting paths with potentials (Kuhn, Munkres; the O(n²m) form); a missing pair is worth nothing."""
    if len(rows) > len(columns):
        turned = _hungarian(columns, rows, {(new, old): value for (old, new), value in worth.items()})
        return [(old, new) for new, old in turned]
    cost = [[-worth.get((row, column), 0.0) for column in columns] for row in rows]
    width = len(columns)
    row_potential = [0.0] * (len(rows) + 1)
    column_potential = [0.0] * (width + 1)
    row_of = [0] * (width + 1)  # the row (from 1) matched to each column (from 1); 0: none
    for row in range(1, len(rows) + 1):
        _augment(row, cost, row_potential, column_potential, row_of)
    pairs = ((rows[row_of[column] - 1], columns[column - 1]) for column in range(1, width + 1) if row_of[column])
    return [pair for pair in pairs if pair in worth]


def _augment(
    row: int, cost: list[list[float]], row_potential: list[float], column_potential: list[float], row_of: list[int]
) -> None:
    width = len(column_potential) - 1
    row_of[0] = row
    column = 0
    least = [math.inf] * (width + 1)
    came_from = [0] * (width + 1)
    used = [False] * (width + 1)
    while row_of[column]:
        used[column] = True
        current, delta, following = row_of[column], math.inf, 0
        costs, potential = cost[current - 1], row_potential[current]
        for other in range(1, width + 1):
            if used[other]:
                continue
            reduced = costs[other - 1] - potential - column_potential[other]
            if reduced < least[other]:
                least[other] = reduced
                came_from[other] = column
            if least[other] < delta:
                delta, following = least[other], other
        for other in range(width + 1):
            if used[other]:
                row_potential[row_of[other]] += delta
                column_potential[other] -= delta
            else:
                least[other] -= delta
        column = following
    while column:
        row_of[column] = row_of[came_from[column]]
        column = came_from[column]
