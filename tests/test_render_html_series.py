"""The page of a series: lines whose labels lead to their evidence, votes that are news, the table's facts and signs."""

from __future__ import annotations

import builders as b
import pytest
from test_returns import view

from tracker.brief import always_updated
from tracker.model import Edition
from tracker.render import html_lines, html_series, html_years


class Links:
    """Addresses that say what they lead to."""

    def version(self, index: int) -> str:
        return f"text-{index}"

    def step(self, index: int, label: str) -> str:
        return f"step-{index}-{label}"

    def life(self, index: int, label: str) -> str:
        return f"life-{index}-{label}"

    def comparison(self, index: int) -> str:
        return f"step-{index}"


_LEADS = {"OP1": "p#OP1", "OP12": "p#OP12", "OP12 (a)": "p#OP12-a", "PP3": "p#was-PP3"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OP12 gains.", '<a href="p#OP12"><bdi>OP12</bdi></a> gains.'),
        ("OP12 (a) gains.", '<a href="p#OP12-a"><bdi>OP12 (a)</bdi></a> gains.'),
        ("OP1 (the session)", '<a href="p#OP1"><bdi>OP1</bdi></a> (the session)'),
        ('PP3: "see OP1 <b>"', '<a href="p#was-PP3"><bdi>PP3</bdi></a>: “<bdi lang="fr">see OP1 &lt;b&gt;</bdi>”'),
        ("No wording changed.", '<a href="p">No wording changed.</a>'),
    ],
)
def test_a_line_leads_to_its_evidence(text: str, expected: str) -> None:
    """Each label is a link, words of a text are not; a line without a label leads to the whole comparison."""
    assert expected == html_lines.line(text, _LEADS, "p", "fr")


def test_what_is_deleted_is_led_to_where_it_was() -> None:
    """A label that only the old text has leads to its deletion; one that both have, to the new text."""
    item = b.comparison(b.change("OP1", "[-Urges the boats;-]"), b.change("PP1", "Noting {+all+}"))

    assert {"OP1": "page#was-OP1", "PP1": "page#PP1"} == html_lines.addresses(item, "page")


@pytest.mark.parametrize(
    ("how", "told"),
    [
        (("without a vote", "without a vote"), ""),
        ((None, "without a vote"), ""),
        ((None, None), ""),
        (("without a vote", "without a vote", "175-3-2"),
         "Recorded vote: 175 in favour, 3 against, 2 abstentions. The two before: without a vote."),
        (("170-1-1", "175-3-1"), "Recorded vote: 175 in favour, 3 against, 1 abstention. The one before: 170-1-1."),
        (("170-1-1", "without a vote"), "Without a vote. The one before: 170-1-1."),
        ((None, "recorded vote"), "Recorded vote."),
    ],
)  # fmt: skip
def test_a_vote_is_told_where_it_is_news(how: tuple[str | None, ...], told: str) -> None:
    """Votes are told with what was before; a text adopted as the one before it, without a vote, says nothing."""
    assert told == html_years.vote(adopted_editions(how))


def adopted_editions(how: tuple[str | None, ...]) -> list[Edition]:
    """Editions that were adopted so."""
    return [Edition("A/RES/70/1", "en", "Bridges", adoption=text) for text in how]


def sponsored(*names: tuple[str, ...]) -> list[Edition]:
    """Editions with these sponsors."""
    return [Edition("A/RES/70/1", "en", "Bridges", sponsors=one) for one in names]


def test_sponsors_are_counted_beside_the_one_that_leads() -> None:
    """Who speaks for a group in most texts heads the row; a text that prints it otherwise is marked."""
    editions = sponsored((), ("Cuba (NAM)", "China", "Palau"), ("Cuba (NAM)", "China"), ("Fiji (NAM)", "China", "Cuba"))
    lead = html_series._lead(editions)

    assert "Cuba (NAM)" == lead
    assert [("?", False), ("2", False), ("1", False), ("2", True)] == [
        html_series._named(edition.sponsors, lead) for edition in editions
    ]
    assert "" == html_series._lead(sponsored(("China", "Palau"), ("China",)))


_STAYS = "OP1 Urges all towns to keep their bridges open by day and by night;"
_FERRY = "OP2 Requests the ferry master to report on the depth of the river and the state of the piers;"


def test_the_table_marks_what_came_back() -> None:
    """A paragraph that an earlier text had is new, with the sign of a return and where it stood."""
    table = html_series.table(view((_STAYS, _FERRY), (_STAYS,), (_STAYS, _FERRY)), Links())
    cells = [cell for row in table.rows for cell in row.cells if "↩" in cell.signs]

    assert ["OP2 New, came back: OP2 of 70/1"] == [cell.title for cell in cells]
    assert ("↩", html_series.SIGNS["↩"]) in table.signs


def test_what_is_gone_says_when_it_was_there() -> None:
    """The column of wording tells of a paragraph that came and went both years, the last being the last that had it."""
    item = view((_STAYS,), (_STAYS, _FERRY), (_STAYS, _FERRY), (_STAYS,))
    once = view((_STAYS,), (_STAYS, _FERRY), (_STAYS,))

    assert "2016 to 2017 only" == html_series.table(item, Links()).rows[1].since
    assert "2016 only" == html_series.table(once, Links()).rows[1].since


def test_what_every_step_updates_is_said_once() -> None:
    """A paragraph whose session is counted on in every step is named with what is updated in it."""
    decides = "OP2 Decides to consider the question at its {} session."
    item = view(*((_STAYS, decides.format(name)) for name in ("seventy-first", "seventy-second", "seventy-third")))

    assert "In every step OP2 (the session) is updated: not repeated here." == always_updated(item)
    assert "" == always_updated(view((_STAYS,), (_STAYS,), (_STAYS,)))
