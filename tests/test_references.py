"""Dates, citations, sessions: one edit at a time, with what stands around it."""

from __future__ import annotations

import pytest

from tracker.references import Edit, Judgement, citation_steps, judgement


def judged(old: str, new: str, before: str = "its ", after: str = " on bridges", step: int = 1) -> str | None:
    """What an edit is, as "technical citation"; None where other words stand there too."""
    found = judgement(Edit(old, new, before, before, after, after), "en", step, frozenset)
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
        (f" of {' ' * 40} 18 December 2007", "resolution 62/141", False),
        (" of 141 bridges of 2007", "resolution 62/141", False),
    ],
)
def test_a_date_put_in_or_taken_out(piece: str, before: str, is_its_date: bool) -> None:  # noqa: FBT001 - a fact
    """It is that of the citation before it, or another: then its words are words."""
    expected = "technical date" if is_its_date else None
    assert [expected] * 2 == [judged("", piece, before), judged(piece, "", before)]


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
