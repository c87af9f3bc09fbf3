"""Which marks, digits and letters are the same when words are compared, one by one."""

from __future__ import annotations

import pytest

from tracker.wording import same_blanks_apart, same_letters, same_words, words


@pytest.mark.parametrize("code", range(0xFF01, 0xFF5F))
def test_a_full_width_letter_is_the_letter(code: int) -> None:
    """As are digits and marks: Chinese prints either."""
    assert words(f"a{chr(code - 0xFEE0)}b 5") == words(f"a{chr(code)}b 5")
    assert words(chr(code - 0xFEE0)) == words(chr(code))


@pytest.mark.parametrize("zero", [0x0660, 0x06F0])
def test_digits_of_other_scripts_are_digits(zero: int) -> None:
    """Arabic prints either kind; what stands behind the nine is no digit."""
    assert ["1234567890"] == words("".join(chr(zero + digit) for digit in (1, 2, 3, 4, 5, 6, 7, 8, 9, 0)))
    assert ["10"] != words(chr(zero + 10))


@pytest.mark.parametrize("mark", "\u2019\u02bc\u02b9\u00b4`\u2032\uff07")
def test_every_apostrophe_is_one(mark: str) -> None:
    """A typewriter's, a printer's, an accent that stands for it."""
    assert words("l'eau") == words(f"l{mark}eau")


@pytest.mark.parametrize("dash", "\u2010\u2011\u2012\u2013\ufe63\uff0d")
def test_every_dash_that_joins_words_is_a_hyphen(dash: str) -> None:
    """Whichever was at hand."""
    assert words("slow-onset") == words(f"slow{dash}onset")


@pytest.mark.parametrize(("arabic", "latin"), [("٢٥\u066a", "25%"), ("١\u066b٥ كم", "1.5 كم"), ("١\u066c٢٥٠", "1,250")])
def test_arabic_marks_of_numbers(arabic: str, latin: str) -> None:
    """The signs for per cent, for a decimal and for thousands."""
    assert words(latin, "en") == words(arabic, "en")


@pytest.mark.parametrize(
    ("number", "language", "expected"),
    [
        ("1,250", "en", ["1250"]),
        ("1,250", "zh", ["1250"]),
        ("1,250", "fr", ["1,250"]),  # one and a quarter
        ("1 250", "en", ["1250"]),
        ("1 250", "fr", ["1250"]),
        ("12,50", "en", ["12", "50"]),
        ("1,2500", "en", ["1", "2500"]),
        ("1 2500", "fr", ["1", "2500"]),
        ("1.250", "en", ["1.250"]),
        ("74/153", "en", ["74/153"]),
    ],
)
def test_groups_of_digits(number: str, language: str, expected: list[str]) -> None:
    """Three digits after a blank, in English and Chinese after a comma, belong to the number before them."""
    assert expected == words(number, language)


def test_blanks_beside_a_stroke_are_none_in_either_text() -> None:
    """And nothing else about a stroke is."""
    assert same_blanks_apart("and / or", "and/or")
    assert same_blanks_apart("and/or", "and / or")
    assert not same_blanks_apart("and/or", "and or")
    assert not same_blanks_apart("and/or", "and//or")


def test_the_same_letters() -> None:
    """Whatever stands between them, and in whichever case."""
    assert same_letters("Co-operation of 5 States", "cooperation, of (5) states")
    assert not same_letters("cooperation", "corporation")


@pytest.mark.parametrize(
    ("old", "new", "around", "same"),
    [
        ("5", "-5", ("", ""), False),
        ("-5", "\u22125", ("", ""), True),  # both are minus
        ("5", "-5", ("rows 3", ""), True),  # 3-5: a range, whose hyphen is not part of a number
        ("-5", "5", ("year ", ""), False),
        ("-5", "5", ("rows 3 ", ""), True),
        ("\u20115", "5", ("", ""), False),
        ("-", "", ("", "5"), False),
        ("(5", "5", ("a\t", ""), False),
        ("5)", "5", ("", ""), False),
        ("(5", "5", ("a\t", ")"), False),  # a cell in brackets is below zero
        ("(5)", "5", ("see ", " now"), True),
        ("e", "é", ("", ""), False),
    ],
)
def test_signs_are_read_with_what_stands_around_them(old: str, new: str, around: tuple[str, str], same: bool) -> None:  # noqa: FBT001 - a fact
    """A piece of a diff is cut anywhere: whether its hyphen is a sign, the letters beside it say."""
    assert same is same_words(old, new, "en", around)


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("slow onset", "slow-onset", True),
        ("co-operation", "cooperation", True),
        ("too big-to-fail", "too-big-to-fail", True),
        ("too-big to-fail", "too-big-to-fail", True),
        ("re-sign", "resign", False),
        ("2018-2030", "2018 2030", False),
        ("3-5", "35", False),
        ("a-5", "a 5", True),
        ("well-being or well being", "wellbeing or wellbeing", False),  # each text has one way
    ],
)
def test_a_hyphen_may_be_a_blank_or_nothing(old: str, new: str, same: bool) -> None:  # noqa: FBT001 - a fact
    """Throughout a text the one, or throughout the other; never between numbers."""
    assert same is same_words(old, new)
    assert same is same_words(new, old)
