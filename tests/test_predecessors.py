"""Texts that a series is known to have and that are not here: told by citations, and in force in its dates."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tracker.model import Interval
from tracker.pipeline.files import Supplied
from tracker.pipeline.finding import find_series
from tracker.pipeline.ingest import add, remove
from tracker.predecessors import absent, period
from tracker.series import Passage, Reading, Text
from tracker.store import Store
from tracker.symbols import Symbol

RECALLS = frozenset({"recalling", "its", "earlier", "resolutions", "on", "bridges", "and", "their", "keepers"})


def citing(symbol: str, *cites: str, words: frozenset[str] = RECALLS) -> Text:
    """A text with one paragraph that cites resolutions."""
    full = tuple(f"A/RES/{one}" for one in cites)
    reading = Reading("Bridges", (), (Passage(words, full),) if full else ())
    return Text(
        f"A/RES/{symbol}", Symbol(f"A/RES/{symbol}").session, None, None, {"en": reading}, dated=dict.fromkeys(full)
    )


def known(*series: Sequence[Text]) -> list[list[str]]:
    return [[Symbol(item.symbol).short for item in one] for one in absent(series)]


def test_what_stood_in_the_place_of_a_citation_is_of_the_series() -> None:
    """74/1 cites 72/1 where 76/1 cites 74/1: it is biennial."""
    assert [["72/1"]] == known([citing("74/1", "72/1"), citing("76/1", "74/1")])


def test_a_list_made_longer_is_followed_backwards_while_its_sessions_keep_the_step() -> None:
    """Two series of one list are not mixed: 60/5 is out of step."""
    older, newer = citing("74/1", "60/5", "70/1", "72/1"), citing("76/1", "60/5", "70/1", "72/1", "74/1")
    assert [["70/1", "72/1"]] == known([older, newer])


def test_what_two_series_claim_is_of_neither() -> None:
    """A sister's text is cited beside one's own."""
    one = [citing("74/1", "73/1"), citing("75/1", "74/1")]
    other = [citing("74/2", "73/1"), citing("75/2", "74/2")]
    assert [[], []] == known(one, other)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (citing("74/1", "73/1", "60/4"), citing("75/1", "74/1")),
        (citing("74/1", "73/1"), citing("75/1", "74/1", "73/1")),
        (citing("74/1", "73/1", words=frozenset({"welcoming", "ferries"})), citing("75/1", "74/1")),
        (citing("74/1"), citing("75/1", "74/1")),
    ],
    ids=["two gone", "nothing gone, order turned", "another paragraph", "no citation"],
)
def test_what_is_not_plain_is_not_claimed(older: Text, newer: Text) -> None:
    """A wrong member of a series is worse than none."""
    assert [[]] == known([older, newer])


def test_a_text_of_a_session_that_is_here_already_is_not_absent() -> None:
    """A series has one text of a session: what else is cited is of another."""
    assert [[]] == known([citing("73/2"), citing("74/1", "73/1"), citing("75/1", "74/1")])


def test_the_period_is_the_one_step_of_all_sessions() -> None:
    """A series that changed its step, or has one text, has none."""
    assert [1, 2, None, None] == [period(one) for one in ([74, 75, 76], [72, 74, 76, 74], [70, 72, 73], [74])]


# ------------------------------------------------------------------------------------------------------ in the store


def bridges(number: int, before: int, more: Sequence[str] = ()) -> Supplied:
    """A text of session `number` that recalls the text of session `before`."""
    recalls = f"Recalling its resolution {before}/1 of 16 December {1945 + before} on bridges and on their keepers,"
    texts = [
        recalls,
        *(f"Noting that bridge {one} is safe for all who walk over the river," for one in range(6)),
        *more,
    ]
    value: dict[str, Any] = {
        "symbol": f"A/RES/{number}/1",
        "language": "en",
        "title": "Bridges",
        "adopted": f"{1945 + number}-12-16",
        "paragraphs": [{"kind": "preambular", "number": None, "text": words} for words in texts],
    }
    return Supplied(f"{number}.json", json.dumps(value).encode())


def test_what_came_in_across_an_absent_text_is_dated_by_an_interval(tmp_path: Path) -> None:
    """The text of session 75 is cited and not here: the new paragraph came in 2020 or 2021, and so it is told."""
    new = "Welcoming the ferry that crosses the sea at night with its many lamps,"
    given = [bridges(74, 73), bridges(76, 75, [new]), bridges(77, 76, [new])]
    with Store.open(tmp_path / "a.db", create=True) as store:
        add(store, given)
        (series,) = store.series()
        assert [("73/1", "cited"), ("75/1", "cited")] == [
            (Symbol(item.symbol).short, item.evidence) for item in series.known if item.evidence == "cited"
        ]
        step = store.comparison(series.slug, "en", "74-1", "76-1")
        assert step
        assert (1, 0, (75, 75)) == (step.between.known, step.between.loaded, step.between.sessions)
        (came,) = [one for one in store.lineages(series.slug, "en") if one.address[1] == "PP8"]
        assert Interval(2020, 2021) == came.began

        add(store, [bridges(75, 74)])
        (series,) = store.series()
        (came,) = [one for one in store.lineages(series.slug, "en") if one.address[1] == "PP8"]
        assert Interval(2021, 2021) == came.began

        remove(store, "75/1")
        (series,) = store.series()
        assert "75/1" in [Symbol(item.symbol).short for item in series.known]
        before, now = store.series_inputs()
        find_series(store)
        assert before == now == store.series_inputs()[0]
