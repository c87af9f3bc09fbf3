"""Between which paragraphs another one stands: anchors are pairs that kept their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

import pytest

from tracker.known import Known, Places
from tracker.model import Paragraph
from tracker.similarity import Space


def places(pairs: Iterable[tuple[int, int]], lengths: Sequence[int], sizes: tuple[int, int] = (9, 9)) -> Places:
    """The places of two texts with these pairs; `lengths` are the words of the new paragraphs."""
    old, new = ([Paragraph("operative", "", f"X{at}") for at in range(size)] for size in sizes)
    words = [[["word"]] * sizes[0], [["word"] * length for length in (*lengths, *[1] * sizes[1])]]
    plain = [[""] * size for size in sizes]
    known = Known(old, new, plain, words, ({}, {}), [[], []], cast("Space", None))
    known.pairs = dict.fromkeys(pairs, 1.0)
    return Places(known)


@pytest.mark.parametrize(
    ("lengths", "anchors"), [((1, 9, 2, 1), ([0, 2, 3], [0, 1, 3])), ((1, 2, 9, 1), ([0, 1, 3], [0, 2, 3]))]
)
def test_of_two_that_changed_places_the_longer_is_an_anchor(
    lengths: Sequence[int], anchors: tuple[list[int], list[int]]
) -> None:
    """The shorter is said to have moved: it says nothing of where others stand."""
    found = places([(0, 0), (1, 2), (2, 1), (3, 3)], lengths)
    assert anchors == (found.old_anchors, found.new_anchors)


@pytest.mark.parametrize(
    ("pairs", "anchors"),
    [
        ([(0, 0), (1, 0), (2, 1)], ([0, 2], [0, 1])),
        ([(1, 0), (0, 0), (2, 1)], ([0, 2], [0, 1])),  # in whichever order they were found
        ([(0, 0), (0, 1), (1, 2)], ([0, 1], [0, 2])),
        ([(0, 0), (0, 1), (1, 0), (1, 1), (4, 5)], ([0, 1, 4], [0, 1, 5])),
    ],
)
def test_several_by_hand_are_anchors_that_rise_in_both_texts(
    pairs: list[tuple[int, int]], anchors: tuple[list[int], list[int]]
) -> None:
    """As many on either side: the gaps of both texts are told by their number."""
    found = places(pairs, (1,) * 9)
    assert anchors == (found.old_anchors, found.new_anchors)


def test_alone_in_its_place() -> None:
    """Nothing else is left between the same neighbours, in either text."""
    assert places([(0, 0), (2, 2)], (1,), (3, 3)).alone(1, 1)
    assert not places([(0, 0), (2, 3)], (1,), (3, 4)).alone(1, 1)
    assert not places([(0, 0), (3, 2)], (1,), (4, 3)).alone(1, 1)
    assert not places([(0, 0), (3, 3)], (1,), (4, 4)).alone(1, 1)


def test_the_same_place() -> None:
    """Between the same neighbours, however many stand there."""
    found = places([(0, 0), (3, 5)], (1,), (9, 9))
    assert [True, True, False, False] == [found.same(*pair) for pair in ((1, 1), (2, 4), (2, 6), (4, 4))]
