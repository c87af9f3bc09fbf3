"""The order of a series' texts, what is compared with what, and what is missing between two."""

from __future__ import annotations

from datetime import date

from tracker import catalogue
from tracker.model import Between, KnownVersion, Origin, Series, Status, Version
from tracker.pipeline import chain
from tracker.symbols import Symbol

COOPERATION = catalogue.entry("enhancement-of-international-cooperation").series


def here(symbol: str, adopted: date | None = None, status: Status = "adopted", session: int | None = None) -> Version:
    """A text that is here, by the catalogue's date if it has one."""
    name = Symbol.parse(symbol)
    known = next((item for item in COOPERATION.known if item.symbol == str(name)), None)
    day = adopted or (known.adopted if known else None)
    origin = Origin("a.txt", "0" * 64, "text", "plain")
    return Version(name.slug, str(name), "en", status, session or name.session, day, "A title", origin)


OLD, NEW, LAST = here("66/152"), here("74/153"), here("75/180")
DRAFT = here("A/C.3/75/L.40", date(2020, 11, 2), "draft", 75)


def symbols(versions: tuple[Version, ...]) -> list[str]:
    return [Symbol(version.symbol).short for version in versions]


def test_adopted_texts_stand_oldest_first_and_drafts_apart() -> None:
    """A draft is never a link of the chain."""
    given = [LAST, DRAFT, OLD, NEW]

    assert symbols(chain.texts(COOPERATION, given)) == ["66/152", "74/153", "75/180"]
    assert symbols(chain.drafts(COOPERATION, given)) == ["A/C.3/75/L.40"]


def test_specimens_stand_in_the_order_of_their_series() -> None:
    """Not by date: a specimen's dates are part of the exercise."""
    one, two = here("SPECIMEN/1", date(2012, 1, 1), "specimen"), here("SPECIMEN/2", date(2011, 1, 1), "specimen")
    known = tuple(KnownVersion(item.symbol, None, item.adopted, "read") for item in (OLD, one, two))
    exercise = Series("exercise", "Exercise", specimen=True, known=known)

    assert symbols(chain.texts(exercise, [two, one, OLD])) == ["66/152", "SPECIMEN/1", "SPECIMEN/2"]
    assert symbols(chain.texts(COOPERATION, [two, one, OLD])) == ["66/152"]


def test_each_text_is_compared_with_the_next_and_a_draft_with_the_text_it_amends() -> None:
    """A draft of session 75 amends the text of session 74, not the one that it became."""
    pairs = [symbols(pair) for pair in chain.pairs(COOPERATION, [LAST, DRAFT, OLD, NEW])]

    assert pairs == [["66/152", "74/153"], ["74/153", "75/180"], ["74/153", "A/C.3/75/L.40"]]


def test_a_draft_without_session_or_date_amends_the_latest_text() -> None:
    """Nothing says otherwise; with nothing adopted there is nothing to amend."""
    draft = here("A/C.3/X/L.1", None, "draft")

    assert [symbols(pair) for pair in chain.pairs(COOPERATION, [NEW, LAST, draft])][-1] == ["75/180", "A/C.3/X/L.1"]
    assert chain.pairs(COOPERATION, [draft]) == ()


def test_what_is_known_between_is_counted() -> None:
    """66/152 to 74/153: seven known texts, sessions 67 to 73, none of them here."""
    assert chain.between(COOPERATION, [OLD, NEW], OLD, NEW) == Between(7, 0, (67, 73))
    assert chain.between(COOPERATION, [OLD, NEW], NEW, OLD) == Between(7, 0, (67, 73))
    assert chain.between(COOPERATION, [OLD, NEW, LAST], NEW, LAST) == Between()


def test_what_is_here_between_is_counted_apart() -> None:
    """66/152 to 75/180 with 74/153 here: eight between, one here, and the sessions of the seven that are missing."""
    assert chain.between(COOPERATION, [OLD, NEW, LAST], OLD, LAST) == Between(8, 1, (67, 73))
    full = [here(known.symbol) for known in COOPERATION.known]
    assert chain.between(COOPERATION, full, OLD, LAST) == Between(8, 8, (67, 74))


def test_a_gap_names_the_missing_texts_oldest_first() -> None:
    """Those that are known and not here."""
    assert [known.symbol for known in chain.gap(COOPERATION, [OLD, NEW], OLD, NEW)] == [
        f"A/RES/{name}" for name in ("67/169", "68/160", "69/179", "70/153", "71/194", "72/169", "73/168")
    ]


def test_a_draft_stands_after_the_texts_that_are_older() -> None:
    """Between 66/152 and a draft of November 2020 lie the texts up to 74/153."""
    assert chain.between(COOPERATION, [OLD, NEW, DRAFT], OLD, DRAFT) == Between(8, 1, (67, 73))
    assert chain.between(COOPERATION, [NEW, DRAFT, LAST], DRAFT, LAST) == Between()


def test_a_text_that_is_here_is_known() -> None:
    """A text that the catalogue does not have takes its place by its date; drafts are not among the known."""
    new = here("81/999", date(2026, 12, 17))
    series = chain.with_texts(COOPERATION, [new, OLD, DRAFT])

    assert [known.symbol for known in series.known] == [*(item.symbol for item in COOPERATION.known), "A/RES/81/999"]
    assert chain.with_texts(series, [new, OLD, DRAFT]) == series
