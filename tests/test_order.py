"""The places that keep their order, against trying every subsequence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import few

from tracker.order import gap_of, kept_in_order


def best_by_trying(places: Sequence[int], weights: Sequence[int]) -> tuple[int, int]:
    """How many can be kept without a fall, and the most that so many can weigh: every subsequence is tried."""
    every = (kept for size in range(len(places) + 1) for kept in combinations(range(len(places)), size))
    rising = (kept for kept in every if all(places[a] <= places[b] for a, b in pairwise(kept)))
    return max((len(kept), sum(weights[index] for index in kept)) for kept in rising)


@few
@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 4)), max_size=9))
def test_as_many_as_can_be_and_of_those_the_heaviest(items: list[tuple[int, int]]) -> None:
    """What is kept never falls, and no other choice keeps more items, or as many and more weight."""
    places, weights = [place for place, _ in items], [weight for _, weight in items]
    kept = sorted(kept_in_order(places, weights))

    assert all(places[a] <= places[b] for a, b in pairwise(kept))
    assert best_by_trying(places, weights) == (len(kept), sum(weights[index] for index in kept))


@pytest.mark.parametrize(
    ("places", "weights", "expected"),
    [
        ([], [], set()),
        ([3], [1], {0}),
        ([0, 1, 2], [1, 1, 1], {0, 1, 2}),
        ([2, 0, 1], [50, 1, 1], {1, 2}),  # the fewest move, however long the mover is
        ([1, 0], [5, 9], {1}),  # of two that changed places the one with fewer words moved
        ([1, 0], [9, 5], {0}),
        ([0, 0, 1, 1], [1, 1, 1, 1], {0, 1, 2, 3}),  # parts of one paragraph stand in one place
        ([10, 40, 20, 30], [1, 1, 1, 1], {0, 2, 3}),
    ],
)
def test_examples(places: list[int], weights: list[int], expected: set[int]) -> None:
    """Places need not be dense; equal places keep each other company."""
    assert expected == kept_in_order(places, weights)


def test_weights_belong_to_places() -> None:
    """One for each."""
    with pytest.raises(ValueError, match="shorter"):
        kept_in_order([1, 2], [1])


def test_the_gap_of_a_position() -> None:
    """Counted by the anchors before it; an anchor stands in the gap before itself."""
    assert [0, 0, 1, 1, 2] == [gap_of(position, [1, 3]) for position in range(5)]
