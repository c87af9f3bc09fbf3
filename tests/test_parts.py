"""Which left-over paragraph is a part of another: each rule by itself, on paragraphs whose words are letters.

Every letter is a word, and a phrase of weight one; a paragraph is "OP abcd". How much
must be shared is read from the settings, so that each test states on which side of the limit it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from typing import cast

import pytest

from tracker import config
from tracker.model import Kind, Paragraph
from tracker.parts import attach_parts
from tracker.similarity import Phrases

KINDS: dict[str, Kind] = {"PP": "preambular", "OP": "operative", "H": "heading", "T": "table"}
ALPHABET = "abcdefghijklmnopqrstuvwxyz"
OTHERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Letters:
    """Each word is a phrase of its own."""

    def of(self, words: Iterable[str]) -> frozenset[int]:
        return frozenset(map(ord, words))

    def count(self, words: Sequence[str]) -> int:
        return len(words)

    def telling(self, phrases: frozenset[int]) -> frozenset[int]:
        return phrases

    def weigh(self, phrases: frozenset[int]) -> float:
        return float(len(phrases))


def text(lines: Sequence[str]) -> list[Paragraph]:
    """Paragraphs; "OP* abc" stands in an annex."""
    cut = [line.partition(" ") for line in lines]
    return [
        Paragraph(KINDS[code.rstrip("*")], words, f"X{at}", division="Annex" if code.endswith("*") else "")
        for at, (code, _, words) in enumerate(cut)
    ]


def parts(
    old: Sequence[str],
    new: Sequence[str],
    pairs: Mapping[tuple[int, int], bool] | None = None,
    closed: tuple[set[int], set[int]] = (set(), set()),
) -> list[tuple[int, int]]:
    texts = text(old), text(new)
    words = [[list(one.text) for one in side] for side in texts]
    return attach_parts(texts, words, cast("Phrases", Letters()), pairs or {}, closed)


def least(limit: float) -> int:
    """The fewest letters that reach a limit."""
    return ceil(limit)


def turned(pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    return {(new, old) for old, new in pairs}


def assert_limit(limit: float, shared_in: str, *, old: str = "OP", new: str = "OP") -> None:
    """So many letters of a left-over paragraph in one that has its counterpart are enough, one fewer are not."""
    for count, expected in ((least(limit), [(0, 1)]), (least(limit) - 1, [])):
        before = [f"{old} {ALPHABET}"]
        after = [f"{old} {OTHERS}", f"{new} {ALPHABET[:count]}{shared_in[count:]}"]
        assert expected == parts(before, after, {(0, 0): False})
        assert turned(expected) == set(parts(after, before, {(0, 0): False}))


def test_a_long_paragraph_that_is_left_over() -> None:
    """It is a part where it shares a clause, whichever of the texts it is in."""
    assert_limit(config.PART, "0123456789")


@pytest.mark.parametrize("size", [3, 4, 5, 6])
def test_a_short_paragraph_needs_most_of_its_words(size: int) -> None:
    """Of few words most must be shared, and never fewer than make a phrase."""
    assert_limit(max(config.PART_SHORT, config.PART_SHORT_SHARE * size), "0123456789"[:size])


def test_a_paragraph_that_says_nothing_else() -> None:
    """Two words are enough if they are all it says; one never is."""
    assert [(0, 1)] == parts([f"OP {ALPHABET}"], [f"OP {OTHERS}", "OP ab"], {(0, 0): False})
    assert [] == parts([f"OP {ALPHABET}"], [f"OP {OTHERS}", "OP a"], {(0, 0): False})


def test_most_of_a_short_paragraph_that_has_its_counterpart() -> None:
    """It went on elsewhere: a few of its words in a long paragraph say nothing, though they are most of its own."""
    assert [] == parts(["OP abcx"], [f"OP {OTHERS}", "OP abc0123456789"], {(0, 0): False})
    assert [] == parts([f"OP {OTHERS}", "OP abc0123456789"], ["OP abcx"], {(0, 0): False})


def test_a_part_in_another_part_of_the_text() -> None:
    """From the operative part to the preamble, or back: it must share more."""
    assert_limit(config.PART_ACROSS, "0123456789", old="OP", new="PP")
    assert_limit(config.PART_ACROSS, "0123456789", old="PP", new="OP")


def test_a_part_in_an_annex() -> None:
    """Annexes say again what the text says: a passage must be shared."""
    assert_limit(config.PART_ACROSS_SECTIONS, "0123456789", old="OP", new="OP*")


def test_a_part_under_another_heading() -> None:
    """A section is as far as an annex, for what is linked already; of what is not, nothing is known."""
    near, far = least(config.PART), least(config.PART_ACROSS_SECTIONS)
    for count, expected in ((far - 1, []), (far, [(0, 2)])):
        after = [f"OP {OTHERS}", "H Z", f"OP {ALPHABET[:count]}0123456789"]
        assert expected == parts([f"OP {ALPHABET}"], after, {(0, 0): False})
        assert turned(expected) == set(parts(after, [f"OP {ALPHABET}"], {(0, 0): False}))
    assert [(0, 1)] == parts([f"OP {ALPHABET}"], ["H Z", f"OP {ALPHABET[:near]}0123456789"])


@pytest.mark.parametrize("between", [0, 1, 2, 3, 4])
def test_a_part_far_from_what_the_other_became(between: int) -> None:
    """Beyond a few paragraphs it must share more; not if it says nothing else."""
    limit = config.PART if between < config.PART_NEAR else config.PART_FAR
    strangers = [f"OP {mark * 9}" for mark in "!?%&+"[:between]]
    for count, expected in ((least(limit), [(0, between + 1)]), (least(limit) - 1, [])):
        new = [f"OP {OTHERS}", *strangers, f"OP {ALPHABET[:count]}0123456789"]
        assert expected == parts([f"OP {ALPHABET}"], new, {(0, 0): False})
        before = [f"OP {mark * 9}" for mark in ",.;:=/_"]
        shifted = [(old, at + len(before)) for old, at in expected]
        assert shifted == parts([f"OP {ALPHABET}"], [*before, *new], {(0, len(before)): False})
        backwards = [(old, len(new) - 1 - at) for old, at in expected]
        assert backwards == parts([f"OP {ALPHABET}"], new[::-1], {(0, len(new) - 1): False})
    assert [(0, between + 1)] == parts([f"OP {ALPHABET}"], [f"OP {OTHERS}", *strangers, "OP abcd"], {(0, 0): False})


def test_two_that_have_their_counterparts() -> None:
    """A sentence that went from one to the other makes them one change, a clause does not."""
    for count, expected in ((least(config.PART_BETWEEN_PAIRED), [(0, 1)]), (least(config.PART_BETWEEN_PAIRED) - 1, [])):
        old, new = [f"OP {ALPHABET}", "OP 0123"], ["OP 4567", f"OP {ALPHABET[:count]}89"]
        assert expected == parts(old, new, {(0, 0): False, (1, 1): False})


def test_what_a_pair_shares_is_explained() -> None:
    """What two say that are linked is taken from both: nobody else can have it from there."""
    assert [] == parts([f"OP {ALPHABET}"], [f"OP {ALPHABET}", f"OP {ALPHABET[:9]}"], {(0, 0): True})
    assert [] == parts([f"OP {ALPHABET}"], [f"OP {ALPHABET}", f"OP {ALPHABET[:9]}"], {(0, 0): False})
    assert [] == parts([f"OP {ALPHABET}", f"OP {ALPHABET[:9]}"], [f"OP {ALPHABET}"], {(0, 0): False})


def test_what_is_paired_by_hand_is_closed() -> None:
    """It neither gives nor takes, on either side."""
    old, new = [f"OP {ALPHABET}"], [f"OP {OTHERS}", f"OP {ALPHABET[:9]}"]
    assert [(0, 1)] == parts(old, new, {(0, 0): False})
    assert [] == parts(old, new, {(0, 0): False}, ({0}, set()))
    assert [] == parts(old, new, {(0, 0): False}, (set(), {1}))


@pytest.mark.parametrize("kind", ["H", "T"])
def test_headings_and_rows_have_no_parts(kind: str) -> None:
    """Nor are they parts of anything."""
    assert [] == parts([f"OP {ALPHABET}"], [f"OP {OTHERS}", f"{kind} {ALPHABET[:9]}"], {(0, 0): False})
    assert [] == parts([f"{kind} {ALPHABET}"], [f"{kind} {OTHERS}", f"{kind} {ALPHABET[:9]}"], {(0, 0): False})


def test_the_surest_part_comes_first() -> None:
    """Of several that want the same words that which shares most has them; the others have what is left."""
    old = [f"OP {ALPHABET}"]
    new = [f"OP {OTHERS}", "OP abcde01", "OP abcdefghij", "OP ijklmnop2345", "OP klmnopqrstuvwxyz"]
    # 4 takes k to z: of ijklmnop only i and j are left to 3, which is no clause, and 2 takes a to j.
    assert [(0, 4), (0, 2)] == parts(old, new, {(0, 0): False})


def test_what_shrank_waits_for_its_turn() -> None:
    """A part of which another took some words is still one if enough is left, after those that share more now."""
    old = [f"OP {ALPHABET}"]
    new = [f"OP {OTHERS}", "OP abcdefghijkl", "OP ijklmnopqr012", "OP stuvwxy3"]
    # 1 shares twelve; 2 shared ten, and has six left; 3 shares seven.
    assert [(0, 1), (0, 3), (0, 2)] == parts(old, new, {(0, 0): False})


def test_what_hangs_together_is_one_thing() -> None:
    """One to many and many to one; several with several only if nearly each shares words with each."""
    old = ["OP abcdefghi0", "OP jklmnopqABCDEFG1", "OP HIJKLM236789!?"]
    new = ["OP abcdefghijklmnopq4", "OP ABCDEFGHIJKLM5"]
    assert [(0, 0), (1, 0), (1, 1)] == parts(old, new)  # three of four; with the third old one it were four of six
    assert [(0, 0), (1, 0), (1, 1)] == [(one, other) for other, one in parts(new, old)]
    assert [(2, 1)] == parts(["OP 0", "OP 1", old[2]], new)  # alone it is a part
