"""Dates, citations, sessions: one edit at a time, with what stands around it."""

from __future__ import annotations

import pytest

from tracker.references import Edit, Judgement, citation_steps, judgement


def judged(
    old: str, new: str, before: str = "its ", after: str = " on bridges", step: int = 1, *, language: str = "en"
) -> str | None:
    """What an edit is, as "technical citation"; None where other words stand there too."""
    found = judgement(Edit(old, new, before, before, after, after), language, step, frozenset)
    return f"{found.significance} {found.reason}" if found else None


@pytest.mark.parametrize(
    ("old", "new", "forward"),
    [
        ("74/153", "75/180", True),
        ("74/153", "74/160", True),
        ("75/180", "74/153", False),
        ("A/75/99", "A/76/12", True),
        ("A/75/99", "E/76/12", False),
        ("A/75/99", "A/C.3/76/12", False),
        ("A/75/99/Add.1", "A/76/12/Add.2", True),
        ("A/75/99/Add.1", "A/76/12", False),
        ("A/75/99", "A/76/12/Add.1", False),
        ("A/75/99/Add.1", "A/75/99/Add.2", False),
        ("A/75/99/Rev.1", "A/75/99/Rev.2", True),
        ("A/75/99/Rev.2", "A/75/99/Rev.1", False),
        ("A/75/99/Rev.1", "A/75/99/Add.1", False),
        ("A/75/99", "A/75/99/Rev.1", False),
        ("75/101 A", "76/5 B", True),
        ("75/101 A", "76/5", True),
        ("75/101 A", "75/101 B", False),
        ("64/292", "S-27/2", False),
        ("S-27/2", "64/292", False),
        ("217 A (III)", "220 A (III)", True),
        ("220 A (III)", "217 A (III)", False),
        ("217 A (III)", "2625 (XXV)", True),  # the session is in brackets, and the number goes on
    ],
)
def test_which_citations_go_forward(old: str, new: str, forward: bool) -> None:  # noqa: FBT001 - a fact
    """The same body and form, and a later session, number or revision."""
    assert ("technical citation" if forward else "substantive citation") == judged(old, new)


def test_what_is_cited_as_before_is_no_change() -> None:
    """Nothing of it was brought up to date, however it is printed."""
    assert judged("74/153", "74/153") is None
    assert judged("seventy-sixth", "76th", after=" session") is None


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("see A/73/99 and 74/1", "see A/75/99 and 76/1", {(73, 75), (74, 76)}),
        ("see 74/1", "see 75/1 and 76/1", set()),
        ("see 74/1 and 73/2", "see 75/1", set()),
        ("see 75/1 and 70/1", "see 74/1 and 71/1", {(70, 71)}),
        ("see 75/1", "see 75/2", set()),
        ("see S-27/2", "see 75/1", set()),
        ("see 75/1", "see S-28/1", set()),
        ("see nothing", "see 75/1", set()),
        ("see C-SS-4/DEC.3 and 74/1", "see C-SS-5/DEC.1 and 75/1", {(74, 75)}),  # whose session can't be read
        ("see C-SS-4/DEC.3", "see 75/1", set()),
        ("see 75/1", "see C-SS-4/DEC.3", set()),
        ("of 5 May 2020 see 74/1", "of 6 May 2021 see 75/1", {(74, 75)}),
    ],
)
def test_from_which_session_to_which_citations_go(old: str, new: str, expected: set[tuple[int, int]]) -> None:
    """One by one, where both texts have as many; those that go forward, of regular sessions."""
    assert expected == citation_steps(old, new, "en")


@pytest.mark.parametrize(
    ("piece", "before", "is_its_date"),
    [
        (" of 18 December 2007", "resolution 62/141", True),
        (" of 18 December 2007", "resolution 62/141 ", True),
        (" of 18 December 2007", "resolution 217 A (III)", True),
        (" of 18 December 2007", "resolution", False),
        (" of 18 December 2007", "part 62 of it", False),
        (" of 18 December 2007 of 19 December 2008", "resolution 62/141", False),
        (" adopted on 18 December 2007", "resolution 62/141", False),
        (" by 18 December 2007", "resolution 62/141", False),
        (" of 18 December", "resolution 62/141", False),
        (" of 2007 bridges", "resolution 62/141", False),
        (f" of{' ' * 29}18 December 2007", "resolution 62/141", True),  # 48 characters
        (f" of{' ' * 30}18 December 2007", "resolution 62/141", False),
        (" of 141 bridges of 2007", "resolution 62/141", False),
        (" 18 December 2007", "resolution 62/141", False),
        (" of 18 December 2007", "the bridges (of stone)", False),
    ],
)
def test_a_date_put_in_or_taken_out(piece: str, before: str, is_its_date: bool) -> None:  # noqa: FBT001 - a fact
    """It is that of the citation before it, or another: then its words are words."""
    expected = "technical date" if is_its_date else None
    assert [expected] * 2 == [judged("", piece, before), judged(piece, "", before)]


@pytest.mark.parametrize(
    ("language", "before", "piece", "is_its_date"),
    [
        ("fr", "résolution 62/141", " du 18 décembre 2007", True),
        ("fr", "résolution 62/141", " en date du 18 décembre 2007", True),
        ("fr", "résolution 62/141 du Conseil", " en date du 18 décembre 2007", False),
        ("zh", "回顾", "2007年12月18日", True),
        ("zh", "回顾各方", "2007年12月18日的", True),
    ],
)
def test_a_date_put_in_stands_right_beside_its_citation(
    language: str,
    before: str,
    piece: str,
    is_its_date: bool,  # noqa: FBT001 - a fact
) -> None:
    """After it, in Chinese before it: after other words it may be that of another thing."""
    after = "第62/141号决议" if language == "zh" else " sur les ponts"
    assert is_its_date == (judged("", piece, before, after, language=language) == "technical date")


@pytest.mark.parametrize(
    ("language", "before", "old", "new", "after", "expected"),
    [
        ("en", "resolution 62/141 of ", "18 May 2007", "18 June 2007", " on bridges", "technical date"),
        ("en", "resolution 62/141 on ferries of ", "18 May 2007", "18 June 2007", "", "technical own-date"),
        ("ar", "القرار 62/141 المؤرخ ", "18 أيار/مايو 2007", "18 حزيران/يونيه 2007", "", "technical date"),
        (
            "ar",
            "القرار 62/141 بشأن الجسور المؤرخ ",
            "18 أيار/مايو 2007",
            "18 حزيران/يونيه 2007",
            "",
            "technical own-date",
        ),
        ("fr", "38/3 du Conseil des ponts, en date du ", "18 mai 2007", "18 juin 2007", "", "technical date"),
    ],
)
def test_how_far_from_its_citation_a_date_may_stand(  # noqa: PLR0917 - facts
    language: str, before: str, old: str, new: str, after: str, expected: str
) -> None:
    """In English and Arabic it follows at once; elsewhere who adopted it may stand between."""
    assert expected == judged(old, new, before, after, language=language)


@pytest.mark.parametrize(
    ("language", "old", "new", "after", "is_a_day"),
    [
        ("en", "6", "7", " to 17 November 2022", True),
        ("en", "30", "31", " to 17 November 2022", True),
        ("en", "31", "32", " to 17 November 2022", False),
        ("en", "006", "007", " to 17 November 2022", False),
        ("en", "6", "7", " bridges to 17 November 2022", False),
        ("zh", "3", "4", "至9月举行", True),
        ("zh", "3", "4", "至9座桥", False),
    ],
)
def test_the_first_day_of_a_range_is_a_date(language: str, old: str, new: str, after: str, is_a_day: bool) -> None:  # noqa: FBT001 - a fact
    """It has two digits at most and is no more than 31; in Chinese months are numbers too."""
    assert is_a_day == (judged(old, new, after=after, language=language) == "technical own-date")


@pytest.mark.parametrize(
    ("old", "new"),
    [("C-SS-4/DEC.3", "C-SS-5/DEC.1"), ("A/75/99", "C-SS-5/DEC.1"), ("C-SS-4/DEC.3", "A/75/99")],
)
def test_a_symbol_that_names_no_session_says_nothing(old: str, new: str) -> None:
    """Of such two it is not known which is the later: another is another word."""
    assert judged(old, new) is None


@pytest.mark.parametrize("mark", "和至、及")
def test_each_of_several_chinese_sessions_is_one(mark: str) -> None:
    """The word for a session stands after the last of them alone."""
    around = f"{mark}第七十八届会议"
    assert "technical session" == judged("第七十六", "第七十七", "大会", around, language="zh")
    assert "technical session" == judged("第七十六届", "第七十七届", "大会", around, language="zh")


@pytest.mark.parametrize(
    ("old", "new"), [("第七十六", "第七十七"), ("第二百届", "第七十七届"), ("第七十六届", "第二百届")]
)
def test_a_chinese_number_that_is_no_session(old: str, new: str) -> None:
    """A meeting, which is not a session, and a number beyond those that are read."""
    assert judged(old, new, "大会", "会议", language="zh") is None


def test_sessions_and_how_far_the_texts_are_apart() -> None:
    """Another step than theirs is another cycle, unless a citation beside it takes the same."""
    edit = Edit("seventy-sixth", "seventy-eighth", "its ", "its ", " session", " session")
    assert "technical session" == judged(edit.old, edit.new, after=" session", step=2)
    assert "substantive periodicity" == judged(edit.old, edit.new, after=" session", step=1)
    assert Judgement("technical", "session") == judgement(edit, "en", 1, lambda: frozenset({(76, 78)}))
    assert Judgement("substantive", "periodicity") == judgement(edit, "en", 1, lambda: frozenset({(76, 77)}))
    assert judged("seventy-sixth", "seventy-eighth", after=" anniversary", step=2) is None


@pytest.mark.parametrize(("old", "new"), [("74/153 and", "75/180"), ("74/153", "75/180 and"), ("2020", "75/180"),
                                          ("75/180", "2020"), ("chap. V", "2020"), ("bridges", "ferries")])  # fmt: skip
def test_other_things_on_either_side_are_words(old: str, new: str) -> None:
    """One more, or another kind of thing: nothing was brought up to date."""
    assert judged(old, new) is None
