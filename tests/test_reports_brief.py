"""The brief: a fixed outline, what it says of every shape of a series, and what it says when it must cut."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from builders import change
from spans_built import edition, span, specimens

from tracker.model import Change, Edition
from tracker.render.blocks.model import Entries, Heading, Report, Text
from tracker.render.provenance import provenance
from tracker.reports import brief, facts, fitting
from tracker.reports.span import Span, run_of_years

_SAME = change("OP9", "Decides to meet again.")
_REWORDED = change("OP1", "Urges {+all+} towns to build bridges")
_UPDATED = change("PP3", "Recalling [-74/1-]{+75/1+}", "technical", reason="technical")
_NEW, _GONE = change("PP2", "{+Noting the river,+}"), change("PP2", "[-Noting the river,-]")
_BOTH = (edition(2019), edition(2020))


def two(*changes: Change, editions: tuple[Edition, ...] = _BOTH) -> Span:
    return span([[*changes, _SAME]], [*changes, _SAME], editions)


def made(item: Span, **options: Any) -> Report:
    return brief.brief(item, provenance(item.editions), **options)


def headings(report: Report) -> list[str]:
    return [block.text for block in report.blocks if isinstance(block, Heading)]


def said(report: Report) -> str:
    """All words of a report, section by section."""
    parts = []
    for block in report.blocks:
        if isinstance(block, Text):
            parts.append("".join(run.text for run in block.runs))
        elif isinstance(block, Entries):
            for entry in block.entries:
                lines = [" ".join("".join(run.text for run in line).split()) for line in entry.lines]
                parts.append(f"{entry.name} {entry.beside}: {' | '.join(lines)}")
    return "\n".join(parts)


def test_the_outline_is_fixed() -> None:
    """Whoever knows one brief finds everything in the next; "To check" only where something is."""
    outline = [
        "In short", "What changed, year by year", "Net effect", "How it was adopted, in plenary", "Sponsors named",
    ]  # fmt: skip

    assert [*outline, "To check"] == headings(made(specimens()))
    assert outline == headings(made(two(_REWORDED)))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ((), "The text of 2019 stands: no paragraph of it was removed, and 1 of 1 has the same words."),
        ((_REWORDED,),
         "The text of 2019 stands: no paragraph of it was removed, and 1 of 2 has the same words. 1 was reworded."),
        ((_NEW,), "The text of 2019 stands: no paragraph of it was removed, and 1 of 1 has the same words. 1 is new."),
        ((_GONE, _REWORDED), "Of the 3 paragraphs of 2019, 1 was removed and 1 has the same words. 1 was reworded."),
    ],
)  # fmt: skip
def test_in_short(changes: tuple[Change, ...], sentence: str) -> None:
    """What stands first, then what does not; how both were adopted last."""
    assert f"{sentence} Both texts were adopted without a vote." == facts.in_short(two(*changes))


def test_a_vote_after_years_without_one() -> None:
    """The news of a rollover can be how it was adopted."""
    editions = [edition(year) for year in (2018, 2019, 2020)]
    last = edition(2021, adoption="175-3-2", against=("Argentina", "Israel", "United States"), abstaining=("Ukraine",))
    item = span([[_UPDATED, _SAME]] * 3, [_UPDATED, _SAME], [*editions, last])

    told = facts.in_short(item)

    assert told.endswith(
        "In 2021 no wording changed. The text of 2021 was adopted by a recorded vote (175-3-2), "
        "after three without a vote."
    )
    assert [
        ("2018 to 2020", ("without a vote",)),
        (
            "2021",
            (
                "recorded vote: 175 in favour, 3 against, 2 abstentions; not recorded: 13 of 193 Members",
                "Against: Argentina, Israel, United States",
                "Abstaining: Ukraine",
            ),
        ),
    ] == list(facts.adoptions(item, 60))


def test_voters_beyond_the_limit_are_counted() -> None:
    """Nobody takes twelve names for all of them."""
    voters = tuple(f"State {letter}" for letter in "ABCDE")
    item = two(_SAME, editions=(edition(2019), edition(2020, adoption="100-5-0", against=voters)))

    (_, lines) = list(facts.adoptions(item, 3))[1]

    assert "Against: State A, State B, State C and 2 more" == lines[1]


def test_absence_is_not_told_of_old_texts() -> None:
    """How many Members there were is known here from session 66 on only."""
    item = two(_SAME, editions=(edition(2008, adoption="100-5-0"), edition(2020)))

    assert ("2008", ("recorded vote: 100 in favour, 5 against, 0 abstentions",)) == next(facts.adoptions(item, 3))


def test_sponsors_by_their_years() -> None:
    """Who is named always stands first, with the group for which it speaks; a name in brackets is part of a name."""
    years = (
        edition(2019, sponsors=("Cuba (NAM)", "China", "Palau")),
        edition(2020, sponsors=("Cuba (NAM)", "China", "Palau")),
        edition(2021, sponsors=("China (NAM)", "Cuba", "Iran (Islamic Republic of)")),
        edition(2022),
    )
    item = span([[_SAME]] * 3, [_SAME], years)

    assert (
        (
            "In all three: Cuba (for the NAM 2019, 2020), China (for the NAM 2021).",
            "Palau 2019, 2020.",
            "Iran (Islamic Republic of) 2021.",
            "Not stated in the source: 2022.",
        ),
        0,
    ) == facts.sponsors(item, 100)
    assert 3 == facts.sponsors(item, 1)[1]


def test_what_came_and_went() -> None:
    """A paragraph that neither end has is part of the net effect: nobody sees it by comparing the two."""
    steps = [[_NEW, _SAME], [change("PP2", "Noting the river,"), _SAME], [_GONE, _SAME]]
    item = span(steps, [_SAME], [edition(year) for year in (2019, 2020, 2021, 2022)])

    assert ("PP2 (2020 to 2021)",) == facts.came_and_went(item)
    assert "Came and went : PP2 (2020 to 2021)." in said(made(item))


def test_the_words_of_a_change_are_quoted_with_their_marks() -> None:
    """A line shows what was added and deleted; an edit of house style beside it is not marked."""
    report = made(two(_REWORDED))
    (lines,) = [block.entries[0].lines for block in report.blocks if isinstance(block, Entries)][:1]

    assert [("plain", "Urges "), ("insert", "all"), ("plain", " towns to build bridges")] == [
        (run.mark, run.text) for run in lines[0] if run.language
    ]


@pytest.mark.parametrize(
    ("chosen", "told"),
    [((0, 1, 2, 3), "2019 to 2022"), ((0, 1), "2019, 2020"), ((0, 2), "2019, 2021"),
     ((0, 1, 2, 4), "2019 to 2021, 2023")],
)  # fmt: skip
def test_years_in_a_row(chosen: tuple[int, ...], told: str) -> None:
    """Three or more neighbours are told by their ends."""
    assert told == run_of_years(("2019", "2020", "2021", "2022", "2023"), chosen)


@pytest.mark.parametrize("count", [2, 12, 45])
@pytest.mark.parametrize("paragraphs", [1, 15])
def test_whatever_the_series_it_fits(count: int, paragraphs: int) -> None:
    """Many years, many changes, many sponsors and voters: it is one page, and what was cut is said."""
    names = tuple(f"Republic of Number {number}" for number in range(90))
    editions = [
        edition(1950 + year, adoption="80-60-40", against=names[:60], abstaining=names[:40],
                sponsors=names[: 60 + year % 9])
        for year in range(count)
    ]  # fmt: skip
    changes = [
        replace(change(f"OP{number}", "Urges {+" + "all the many " * 30 + "+} towns"), group=None)
        for number in range(1, paragraphs + 1)
    ]
    report = made(span([changes] * (count - 1), changes, editions))

    assert fitting.fits(report)
    assert "Cut to fit the page: " in said(report)


def test_the_second_page_holds_the_reworded_paragraphs() -> None:
    """As many as there is room for; it is told how many are not there."""
    few = made(two(_REWORDED), second_page=True)
    long = [change(f"OP{number}", "Urges {+" + "all the many " * 40 + "+} towns") for number in range(1, 40)]
    many = made(two(*long), second_page=True)

    assert "The reworded paragraphs, 2019 to 2020" == headings(few)[-1]
    assert 2 == len(fitting.heights(few)) == len(fitting.heights(many))
    assert fitting.fits(many)
    assert "more reworded. Whole: tracker table." in said(many)
