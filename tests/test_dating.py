"""When a change between two texts was made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builders import NEW, OLD, comparison

from tracker.dating import made_in
from tracker.model import KnownVersion, SeriesView
from tracker.render import html_years


def known(day: date | None, session: int | None = None) -> KnownVersion:
    """A text that is known and not here."""
    return KnownVersion("A/RES/76/9", session, day, "cited")


@pytest.mark.parametrize(
    ("old", "between", "new", "said"),
    [
        (date(2020, 12, 16), (), date(2021, 12, 17), "2021"),
        (date(2011, 12, 19), (known(date(2012, 12, 20)),), date(2019, 12, 18), "2012-2019"),
        (date(2011, 12, 19), (known(None, 68),), date(2019, 12, 18), "2013-2019"),
        (date(2011, 12, 19), (known(None),), date(2019, 12, 18), "2012-2019"),
        (date(2021, 6, 30), (known(date(2021, 9, 10)),), date(2021, 12, 24), "2021"),
        (date(2020, 12, 16), (known(None),), date(2021, 12, 17), "2021"),
    ],
    ids=["none between", "its date", "its session", "nothing known of it", "all in one year", "the next year"],
)
def test_a_change_was_made_in_the_new_text_or_one_between(
    old: date, between: tuple[KnownVersion, ...], new: date, said: str
) -> None:
    """The year of the new text, or the years since the first that is not here."""
    editions = replace(OLD, adopted=old), replace(NEW, adopted=new)
    interval = made_in(*editions, between)

    assert said == interval.text
    assert interval.exact == ("-" not in said)


def test_the_page_of_a_series_says_the_same() -> None:
    """A step within one year is not "2022–2021"."""
    editions = replace(OLD, adopted=date(2021, 6, 30)), replace(NEW, adopted=date(2021, 12, 24))
    view = object.__new__(SeriesView)
    object.__setattr__(view, "editions", editions)
    object.__setattr__(view, "comparisons", (comparison(old=editions[0], new=editions[1]),))
    object.__setattr__(view, "gaps", ((known(date(2021, 9, 10)),),))

    assert "2021" == html_years.when(view, 1)
