"""What holds of every judgement: noise says nothing, and a comparison made backwards weighs each change the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutations import sample
from mutations.generate import NAMES, mutate
from strategies import LANGUAGE_CODES, agreed, any_text, few, fewer, redrafted, wordy

from tracker.diff import diff
from tracker.model import Change, Comparison, Resolution, Significance, WordOp
from tracker.pipeline.compare import compare
from tracker.pipeline.judged import is_backward, judged
from tracker.significance import Context, judge, weightiest

Sides = tuple[tuple[int, ...], tuple[int, ...]]
"""The old and the new positions of a change."""

_INVERSE = {"inserted": "deleted", "deleted": "inserted", "split": "merged", "merged": "split"}
_INVERSE_REASON = {**_INVERSE, "promoted": "demoted", "demoted": "promoted"}

# ------------------------------------------------------------------------------------------------------------ noise

_LETTERS = {
    "en": ("Recalls", "the", "non-binding", "States'", "“code”", "co-operation", "74/153", "16 December 2021", "2,000"),
    "fr": ("Rappelle", "l’accord", "non-officiel", "« code »", "d’août", "74/153", "16 décembre 2021", "1,5"),
    "es": ("Recuerda", "el", "no-oficial", "“código”", "10º", "74/153", "16 de diciembre de 2021", "1,5"),
    "ru": ("ссылается", "на", "какой-либо", "«кодекс»", "78-й", "74/153", "16 декабря 2021 года", "10 процентов"),
    "ar": ("تشير", "إلى", "غير-الرسمي", "”قانون“", "سعيا", "74/153", "16 كانون الأول/ديسمبر 2021", "الدورة"),
    "zh": ("回顾", "第七十六届会议", "“守则”", "非-约束性", "74/153", "2021年12月16日", "百分之十"),
}
_LOOK_ALIKES = {
    "-": "\u2010\u2011",
    "'": "\u2019\u2018",
    "’": "'\u2018",
    "“": '"„«',
    "”": '"»',
    " ": "\u00a0\u202f",
    "«": "“",
    "»": "”",
}
_PRINT_NOTHING = "\u200b\u200e\u200f\u2060\u00ad\ufeff\u061c"


@st.composite
def noisy(draw: st.DrawFn, language: str) -> tuple[str, str]:
    """Words, and the same words with look-alikes of their marks, marks that print nothing, and other capitals."""
    words = draw(st.lists(st.sampled_from(_LETTERS[language]), min_size=1, max_size=9))
    old = ("" if language == "zh" else " ").join(words)
    found = []
    for letter in old:
        if letter in _LOOK_ALIKES and draw(st.booleans()):
            found.append(draw(st.sampled_from(_LOOK_ALIKES[letter])))
        else:
            found.append(letter)
        if draw(st.integers(0, 9)) == 0 and not letter.isdigit():
            found.append(draw(st.sampled_from(_PRINT_NOTHING)))
    new = "".join(found)
    return old, new.upper() if language not in {"zh", "ar"} and draw(st.integers(0, 5)) == 0 else new


@pytest.mark.parametrize("language", LANGUAGE_CODES)
@few
@given(data=st.data())
def test_noise_is_never_substantive_wherever_it_falls(language: str, data: st.DataObject) -> None:
    """Also inside words, symbols and dates, and several at once; either way round."""
    old, new = data.draw(noisy(language))
    for one, other in ((old, new), (new, old)):
        pieces = judge(diff(one, other, language), Context(language))
        assert {"none", "typographic"} >= {piece.significance for piece in pieces if piece.op != "equal"}, (one, other)


@few
@given(text=st.one_of(any_text(), wordy()), language=st.sampled_from(LANGUAGE_CODES))
def test_a_text_beside_itself_weighs_nothing(text: str, language: str) -> None:
    """No piece at all, whatever the letters."""
    assert {None} >= {piece.significance for piece in judge(diff(text, text, language), Context(language))}


# ------------------------------------------------------------------------------------------- forwards and backwards


def later(resolution: Resolution, sessions: int) -> Resolution:
    """The text as of so many sessions later."""
    session = (resolution.session or 70) + sessions
    return replace(resolution, session=session, adopted=date(1945 + session, 12, 18))


def by_sides(comparison: Comparison, *, turned: bool = False) -> dict[Sides, Change]:
    """The changes by their positions on both sides; turned round, as the other direction has them."""
    return {
        (new, old) if turned else (old, new): change
        for change in comparison.changes
        for old, new in [(_positions(change, "old"), _positions(change, "new"))]
    }


def _positions(change: Change, side: str) -> tuple[int, ...]:
    return tuple(place.position for place in getattr(change, side))


def differences(old: Resolution, new: Resolution) -> list[str]:
    """Where a comparison and the one made the other way round do not say the same; only changes that both have."""
    forward, backward = by_sides(compare(old, new)), by_sides(compare(new, old), turned=True)
    found = []
    for sides in forward.keys() & backward.keys():
        one, other = forward[sides], backward[sides]
        several = len(one.old) > 1 and len(one.new) > 1
        expected = (
            one.kind if several else _INVERSE.get(one.kind, one.kind),
            one.significance,
            _INVERSE_REASON.get(one.reason.code, one.reason.code),
        )
        told = (other.kind, other.significance, other.reason.code)
        if told != expected and not (several and told[1] == expected[1]):
            found.append(f"{sides}: {expected} is {told} backwards")
        weights = [
            sorted(note.significance for note in change.notes if note.kind != "reanchored") for change in (one, other)
        ]  # a note that changed its place is told where it now stands
        if weights[0] != weights[1]:
            found.append(f"{sides}: its notes weigh {weights}")
    return found


@fewer
@given(new=redrafted(), sessions=st.integers(1, 3))
def test_backwards_every_change_weighs_the_same(new: Resolution, sessions: int) -> None:
    """66/152 as redrafted: kinds are the inverse ones, significance and reason the same."""
    assert [] == differences(agreed(), later(new, sessions))


@pytest.mark.parametrize("name", NAMES)
def test_mutated_fixtures_weigh_the_same_backwards(name: str) -> None:
    """Each operation of the generator, on the texts that ship."""
    for base in sample.fixtures()[::2]:
        one = mutate(base, sample.donors(None, base.language), operation=name, intensity="middle", seed=5)
        assert [] == differences(one.old, later(replace(one.new, session=one.old.session), 1))


@pytest.mark.parametrize("language", LANGUAGE_CODES)
def test_the_series_weighs_the_same_backwards(language: str, corpus: Path) -> None:
    """Five official texts in each language, each with the next and with the last."""
    texts = sample.series(corpus, language)
    for old, new in (*pairwise(texts), (texts[0], texts[-1])):
        assert [] == differences(old, new)


@pytest.mark.parametrize("operation", ["roll-over", "cite-back", "further", "mixed"])
@pytest.mark.parametrize("language", LANGUAGE_CODES)
def test_mutated_texts_of_the_series_weigh_the_same_backwards(language: str, operation: str, corpus: Path) -> None:
    """What goes forward or back in time, in six languages."""
    for base in sample.series(corpus, language)[:2]:
        donors = sample.donors(corpus, language, 4)
        one = mutate(base, donors, operation=operation, intensity="heavy", seed=5)
        assert [] == differences(one.old, later(one.new, 1))


@few
@given(old=wordy(), new=wordy(), step=st.integers(1, 3))
def test_any_two_texts_weigh_the_same_backwards(old: str, new: str, step: int) -> None:
    """Piece by piece: what was put in is taken out, for the same reason, and the pieces rebuild both texts."""
    forward = judged(old, new, Context(session_step=step))
    backward = judged(new, old, Context(session_step=-step), backward=True)
    assert _bag(forward, "insert", "delete") == _bag(backward, "delete", "insert")
    assert old == "".join(piece.text for piece in backward if piece.op != "delete")
    assert new == "".join(piece.text for piece in backward if piece.op != "insert")


def _bag(pieces: Sequence[WordOp], first: str, second: str) -> list[list[tuple[str, str | None, str | None]]]:
    return [[(one.text, one.significance, one.reason) for one in pieces if one.op == op] for op in (first, second)]


def _text(session: int | None, adopted: date | None) -> Resolution:
    return replace(agreed(), session=session, adopted=adopted)


@pytest.mark.parametrize(
    ("old", "new", "backward"),
    [
        ((66, None), (74, None), False),
        ((74, None), (66, None), True),
        ((74, date(2011, 12, 19)), (66, date(2019, 12, 18)), True),  # sessions before days
        ((75, date(2020, 12, 16)), (75, date(2021, 4, 13)), False),
        ((75, date(2021, 4, 13)), (75, date(2020, 12, 16)), True),
        ((None, date(2021, 4, 13)), (75, date(2020, 12, 16)), True),
        ((None, None), (75, date(2020, 12, 16)), False),  # nothing tells: the first is the older
        ((75, date(2020, 12, 16)), (75, date(2020, 12, 16)), False),
    ],
)
def test_which_text_is_the_older(
    old: tuple[int | None, date | None], new: tuple[int | None, date | None], *, backward: bool
) -> None:
    """By their sessions, else by their days of adoption; where nothing tells, the first."""
    assert backward == is_backward(_text(*old), _text(*new))


@pytest.mark.parametrize(
    ("one", "other", "significance", "reason"),
    [
        ("resolution 65/1 on bridges", "resolution 66/1 on bridges", "technical", "citation"),
        ("resolution 66/1 on bridges", "resolution 65/1 on bridges", "substantive", "citation"),
        ("at its sixty-seventh session", "at its sixty-eighth session", "technical", "session"),
        ("at its sixty-seventh session", "at its sixty-ninth session", "substantive", "periodicity"),
        ("the meeting held at Ferryport", "the meeting held in Ferryport", "substantive", "house-style"),
        ("the meeting held in Ferryport", "the meeting held at Ferryport", "substantive", "wording"),
    ],
)
def test_forward_is_forward_in_time(one: str, other: str, significance: Significance, reason: str) -> None:
    """From the older text to the newer one, whichever is given first."""
    for pieces in (
        judged(one, other, Context(session_step=1)),
        judged(other, one, Context(session_step=-1), backward=True),
    ):
        weight = weightiest([piece.significance or "none" for piece in pieces])
        assert (significance, {reason}) == (weight, {piece.reason for piece in pieces if piece.op != "equal"})
