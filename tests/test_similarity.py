"""How much two paragraphs share: measured by rare words, with a true zero."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import agreed, any_text, few, wordy

from tracker.similarity import Phrases, Space, measured_words, printed_words, similarity

FIRST = "Recalling its resolution 74/153 of 18 December 2019 on the repair of bridges"
LATER = "Recalling its resolution 75/180 of 16 December 2020 on the repair of bridges"
OTHER = "Recalling its resolution 75/182 of 16 December 2020 on the sale of lighthouses"
FILLER = "Recalling its resolution 75/183 of 16 December 2020 on the"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The States\u2019 \u201cown\u201d: non\u2011selectivity;", ["the", "states", "own", "non-selectivity"]),
        ("resolution 74/153 of 18 December 2019,", ["resolution", "#", "of", "#", "december", "#"]),
        ("大会第12号决议", ["大", "会", "第", "#", "号", "决", "议"]),
        (" ,; ", []),
    ],
)
def test_the_words_that_are_measured(text: str, expected: list[str]) -> None:
    """Small letters, no punctuation, every number masked, each Han letter by itself."""
    assert expected == measured_words(text)


@few
@given(old=st.one_of(any_text(), wordy()), new=st.one_of(any_text(), wordy()))
def test_similarity_is_a_share(old: str, new: str) -> None:
    """From 0 to 1, the same both ways, and 1 for a text and itself."""
    assert 0.0 <= similarity(old, new) <= 1.0
    assert similarity(old, new) == similarity(new, old)
    assert 1.0 == similarity(old, old)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (FIRST, LATER, 1.0),  # a citation of another year is no difference
        ("peace and dialogue", "Peace, and dialogue;", 1.0),
        ("peace and dialogue", "dialogue and peace", 0.0),  # the same words, no two neighbours
        ("peace", "war", 0.0),
        ("peace", "peace", 1.0),
        ("", "", 1.0),
        ("", "peace and dialogue", 0.0),
    ],
)
def test_similarity(old: str, new: str, expected: float) -> None:
    """By pairs of neighbouring words."""
    assert expected == similarity(old, new)


def test_what_stands_everywhere_weighs_nothing() -> None:
    """Two citations share their formula with all others, and so nothing; the rare words tell them apart."""
    old, new = ([measured_words(text) for text in (one, OTHER, *[FILLER] * 8)] for one in (FIRST, LATER))
    space = Space([*old, *new])
    citation, stranger, later = (space.profile(words) for words in (old[0], old[1], new[0]))

    assert (0.0, 1.0) == (space.likeness(citation, stranger), space.likeness(citation, later))


def test_paragraphs_of_one_text_are_strangers() -> None:
    """Paragraphs of 66/152 share little although they speak of the same: hardly a pair is more than 0.3 alike."""
    words = [measured_words(paragraph.text) for paragraph in agreed().paragraphs]
    space = Space([*words, *words])
    profiles = [space.profile(one) for one in words]
    likeness = sorted(
        space.likeness(one, other)
        for index, one in enumerate(profiles)
        for other in profiles[index + 1 :]
        if one.weight + other.weight
    )

    assert 0.3 > likeness[-4]
    assert 0.1 > likeness[len(likeness) // 2]


@few
@given(texts=st.lists(wordy(), min_size=2, max_size=6))
def test_sharing_is_never_more_than_the_whole(texts: list[str]) -> None:
    """Two paragraphs share the same both ways, and no more than the lighter of them has."""
    words = [measured_words(text) for text in texts]
    space = Space(words)
    one, *others = (space.profile(each) for each in words)
    for other in others:
        assert space.weigh(one.features & other.features) <= min(one.weight, other.weight)
        assert space.likeness(one, other) == space.likeness(other, one)


ROW = measured_words("faced with significantly higher borrowing costs")


def test_phrases_are_worth_by_the_paragraphs_that_have_them() -> None:
    """Three words in a row that stand in one old and one new paragraph count one, in four paragraphs a half."""
    once, often = Phrases([ROW, ROW]), Phrases([ROW] * 4)
    assert (4.0, 2.0) == (once.weigh(once.of(ROW)), often.weigh(often.of(ROW)))


def test_names_are_worth_less() -> None:
    """All who speak of a body give its name, also where its words stand small elsewhere."""
    texts = "supported by the World Health Organization", "as the World Health Organization said", "an organization"
    words = [measured_words(text) for text in texts]
    found = Phrases(words, [printed_words(text) for text in texts])
    assert 0.25 * 1 + 0.5 * 1 == found.weigh(found.of(words[0]) & found.of(words[1]))


def test_what_is_written_small_once_is_no_name() -> None:
    """Nor is the capital that opens a sentence one: the phrase counts whole, whichever text has which."""
    texts = ["Recalling the Ferries of winter", "recalling the ferries of winter"]
    for printed in (texts, texts[::-1], [texts[0].replace("F", "f")] * 2):
        words = [measured_words(text) for text in printed]
        found = Phrases(words, [printed_words(text) for text in printed])
        assert 3.0 == found.weigh(found.of(words[0]))
