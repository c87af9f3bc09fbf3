"""House style is a short closed list: each entry with its example, and what comes near it and is none."""

from __future__ import annotations

from time import perf_counter

import pytest

from tracker import housestyle
from tracker.diff import diff
from tracker.significance import Context, judge

_CHARTER = "in accordance with the Charter of the United Nations, the river towns"


def reasons(old: str, new: str, language: str = "en", above: str = "") -> set[str]:
    """The codes of the substantive pieces between two texts."""
    segments = judge(diff(old, new, language), Context(language, above=above))
    return {one.reason or "" for one in segments if one.op != "equal" and one.significance == "substantive"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("the meeting held at Ferryport in 2001", "the meeting held in Ferryport in 2001"),  # held-in
        ("See resolution 55/2.", "Resolution 55/2."),  # see
    ],
)
def test_the_preposition_of_a_place_and_see_are_house_style(old: str, new: str) -> None:
    """Held at and held in, See resolution and Resolution: the first two entries."""
    assert {"house-style"} == reasons(old, new)


def test_only_what_is_listed_is_house_style() -> None:
    """The list is closed: another verb before the place, or another name made short, is a change of words."""
    assert {"wording"} == reasons("the programme adopted at Ferryport", "the programme adopted in Ferryport")
    full = "the Convention on the Rights of the Child and its protocols"
    assert {"wording"} == reasons(full, "the Convention and its protocols", above=full)


def test_a_short_name_is_house_style_where_the_full_name_stands_above() -> None:
    """The Charter of the United Nations becomes the Charter once the name stands in full, above or before."""
    old, new = "set out in the Charter of the United Nations and the law", "set out in the Charter and the law"
    assert {"house-style"} == reasons(old, new, above=_CHARTER)
    assert {"house-style"} == reasons(f"{_CHARTER}, {old}", f"{_CHARTER}, {new}")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("to report on ways as well as obstacles", "to report on ways as well as on obstacles"),
        ("with care for rivers and for lakes", "with care for rivers and lakes"),
        ("of its adoption of the plan and of its letter", "of its adoption of the plan, its letter"),
    ],
)
def test_a_preposition_said_again_is_house_style(old: str, new: str) -> None:
    """In a list of parts a preposition may be said for each or once for all; "and" may give way to a comma with it."""
    assert {"house-style"} == reasons(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("look at the river", "look in the river"),  # nothing is held
        ("the meeting held in Ferryport", "the meeting held at Ferryport"),  # the other way
        ("the meeting held at Ferryport", "the meeting held near Ferryport"),
        ("Engineers see the river", "Engineers the river"),  # not at the beginning
        ("the office of the United Nations and the law", "the office and the law"),
        ("rivers and lakes", "rivers or lakes"),
        ("care for rivers and for lakes", "care for rivers and of lakes"),  # one preposition for another
        ("care for rivers, lakes", "care for rivers, for all lakes"),
        ("to build and repair bridges", "to build and not to repair bridges"),
        ("to report on rivers and lakes", "to report on rivers and with lakes"),  # a preposition not said before
        ("the ways, as well as obstacles, on bridges", "the ways, as well as on obstacles, on bridges"),
    ],
)
def test_what_comes_near_house_style_is_wording(old: str, new: str) -> None:
    """The list is closed: what is not on it is told as a change of words."""
    assert {"wording"} == reasons(old, new, above=_CHARTER)


@pytest.mark.parametrize("above", ["", "in accordance with the charter of the river towns"])
def test_a_short_name_without_its_full_name_is_wording(above: str) -> None:
    """Where the name does not stand in full, dropping part of it drops words with meaning."""
    old, new = "set out in the Charter of the United Nations and the law", "set out in the Charter and the law"
    assert {"wording"} == reasons(old, new, above=above)


@pytest.mark.parametrize(
    ("language", "full", "old", "new"),
    [
        (
            "fr",
            "Guidés par la Charte des Nations Unies",
            "dans la Charte des Nations Unies et le droit",
            "dans la Charte et le droit",
        ),
        ("es", "según la Carta de las Naciones Unidas", "en la Carta de las Naciones Unidas y el", "en la Carta y el"),
        ("ru", "с Уставом Организации Объединенных Наций", "в Уставе Организации Объединенных Наций и", "в Уставе и"),
        (
            "ar",
            "وفقا لميثاق الأمم المتحدة",
            "التي ينص عليها ميثاق الأمم المتحدة والقانون",
            "التي ينص عليها الميثاق والقانون",
        ),
        ("zh", "按照《联合国宪章》", "按照《联合国宪章》的宗旨架桥", "按照《宪章》的宗旨架桥"),
    ],
)
def test_the_short_name_of_the_charter_in_five_more_languages(language: str, full: str, old: str, new: str) -> None:
    """All six took the short name in 77/213 OP7; without the full name above it is a change of words."""
    assert {"house-style"} == reasons(old, new, language, above=full)
    assert {"wording"} == reasons(old, new, language)


def test_the_other_entries_are_english_alone() -> None:
    """No other language's usage was read closely enough to list it."""
    assert {"wording"} == reasons("Notes for us and for them", "Notes for us and them", "fr")
    assert {"wording"} == reasons(
        "la Convention sur les ponts", "la Convention", "fr", above="Convention sur les ponts"
    )


def test_the_agenda_of_2030_is_short_once_its_name_stands_in_full() -> None:
    """The 2030 Agenda for Sustainable Development, then the 2030 Agenda; the other way round it is wording."""
    full, short = "in line with the 2030 Agenda for Sustainable Development,", "in line with the 2030 Agenda,"
    assert {"house-style"} == reasons(full, short, above=full)
    assert {"wording"} == reasons(full, short)
    assert {"wording"} == reasons(short, full, above=full)


@pytest.mark.parametrize(
    ("name", "old", "new", "before"),
    [
        ("held-in", "at", "in", "the meeting held "),
        ("see", "See resolution", "Resolution", ""),
        ("short-name", " of the United Nations", "", "set out in the Charter"),
        ("repeated-word", "", "on ", "on ways as well as "),
        (None, "rivers", "lakes", "the "),
    ],
)
def test_each_entry_has_its_name(name: str | None, old: str, new: str, before: str) -> None:
    """By which the list in the module's docstring calls it."""
    assert name == housestyle.find(old, new, before, _CHARTER)


def test_a_huge_paragraph_is_read_once() -> None:
    """What stands far before an edit is not read again for each edit: in ten times the text each takes no longer."""
    taken = []
    for size in (20_000, 200_000):
        before = "towns of the river, " * (size // 20)
        start = perf_counter()
        for _ in range(50):
            assert "held-in" == housestyle.find("at", "in", f"{before}held", "")
        taken.append(perf_counter() - start)
    assert taken[1] < 4 * taken[0]


_STANDS = {"en": "the Charter of the United Nations", "zh": "《联合国宪章》", "ar": "ميثاق الأمم المتحدة"}


@pytest.mark.parametrize(
    ("language", "old", "new", "before", "name"),
    [
        ("en", "See resolution", "Resolution", "", "see"),
        ("en", "Note resolution", "Resolution", "", None),
        ("en", "See resolution", "Decision", "", None),
        ("en", "See resolution", "Resolution", "as in ", None),
        ("en", "at", "in", "held on bridges ", "held-in"),
        ("en", "at", "in", "held on all bridges ", None),
        ("en", "near", "in", "held ", None),
        ("en", "at", "near", "held ", None),
        ("en", " of the United Nations", "", "the Charter", "short-name"),
        ("en", " of the bridges", "", "the Charter", None),
        ("en", " of the United Nations", " of all", "the Charter", None),
        ("en", "bridges and ferries of every country and every age", "", "the Charter", None),
        ("en", "", " on", "on bridges and", "repeated-word"),
        ("en", "", " on", "on bridges", None),
        ("en", "", " on", "of bridges and", None),
        ("en", " on", " of", "on and of bridges and", None),
        ("en", " of on", "", "of and on bridges and", None),
        ("en", " and of", ",", "of bridges", "repeated-word"),
        ("en", ",", " and of", "of bridges", "repeated-word"),
        ("en", " and of", "", "of bridges", None),
        ("en", " all of", ",", "of bridges", None),
        ("zh", "联合国", "", "《", "short-name"),
        ("zh", "大会", "", "《", None),
        ("zh", "联合国", "大会", "《", None),
        ("ar", "ميثاق الأمم المتحدة", "الميثاق", "", "short-name"),
        ("ar", "ميثاق الأمم المتحدة", "القرار", "", None),
        ("ar", "القرار", "الميثاق", "", None),
    ],
)
def test_what_an_entry_asks_for(language: str, old: str, new: str, before: str, name: str | None) -> None:
    """Each entry has a part on either side, and a place: where one is another, it is no house style."""
    assert name == housestyle.find(old, new, before, _STANDS[language], language)
