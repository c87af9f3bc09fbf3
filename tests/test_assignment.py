"""The best pairing, against trying every one."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st
from strategies import few

from tracker.assignment import Pair, best_pairs, together

_TABLES = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 20).map(lambda tenths: tenths / 10), max_size=14
)


def best_by_trying(worth: Mapping[Pair, float]) -> float:
    """The largest total of any pairing: every order of the new ones is tried against the old ones."""
    return max(sum(worth.get((old, new), 0.0) for old, new in enumerate(order)) for order in permutations(range(5)))


def is_pairing(pairs: list[Pair], worth: Mapping[Pair, float]) -> bool:
    olds, news = [old for old, _ in pairs], [new for _, new in pairs]
    return len(set(olds)) == len(olds) and len(set(news)) == len(news) and set(pairs) <= set(worth)


@few
@given(worth=_TABLES)
def test_no_pairing_is_worth_more(worth: dict[Pair, float]) -> None:
    """Of possible pairs only, no item twice, and of the largest total worth; none is marked."""
    pairs, degraded = best_pairs(worth, limit=5)

    assert is_pairing(pairs, worth)
    assert round(best_by_trying(worth), 6) == round(sum(worth[pair] for pair in pairs), 6)
    assert (sorted(pairs), set()) == (pairs, degraded)


@few
@given(worth=_TABLES)
def test_above_the_limit_pairs_are_marked(worth: dict[Pair, float]) -> None:
    """Best first is still a pairing that leaves no possible pair of two free items, and all of it is marked."""
    pairs, degraded = best_pairs(worth, limit=0)

    assert is_pairing(pairs, worth)
    olds, news = {old for old, _ in pairs}, {new for _, new in pairs}
    assert [] == [pair for pair in worth if pair[0] not in olds and pair[1] not in news]
    assert degraded <= set(pairs)
    assert sum(worth[pair] for pair in pairs) * 2 >= best_by_trying(worth) - 1e-9


@few
@given(worth=_TABLES)
def test_the_other_way_round_the_worth_is_the_same(worth: dict[Pair, float]) -> None:
    """Old for new and new for old."""
    turned = {(new, old): value for (old, new), value in worth.items()}
    totals = [sum(table[pair] for pair in best_pairs(table, limit=5)[0]) for table in (worth, turned)]

    assert round(totals[0], 6) == round(totals[1], 6)


def test_the_whole_counts_not_the_best_single_pair() -> None:
    """Two good pairs are worth more than the best one and a poor one."""
    worth = {(0, 0): 1.0, (0, 1): 0.9, (1, 0): 0.9, (1, 1): 0.1}

    assert ([(0, 1), (1, 0)], set()) == best_pairs(worth, limit=2)


def test_only_the_large_set_is_marked() -> None:
    """What hangs together with nothing else is solved exactly, however large the rest is."""
    worth = {(0, 0): 1.0, (0, 1): 0.9, (1, 0): 0.9, (1, 1): 0.1, (7, 9): 0.5}

    assert ([(0, 0), (1, 1), (7, 9)], {(0, 0), (1, 1)}) == best_pairs(worth, limit=1)


def test_nothing_to_pair() -> None:
    """No pairs of nothing."""
    assert ([], set()) == best_pairs({}, limit=3)


def test_what_hangs_together_by_pairs() -> None:
    """Over any number of pairs; each set sorted, in the order of their first old items."""
    pairs = [(5, 1), (3, 3), (2, 7), (1, 0), (0, 0), (1, 1), (4, 3), (6, 9)]
    assert [((0, 1, 5), (0, 1)), ((2,), (7,)), ((3, 4), (3,)), ((6,), (9,))] == together(pairs)
    assert [] == together([])
