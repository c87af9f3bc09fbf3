"""The saved questions about votes and citations give the whole answer and nothing else, in any SQLite tool."""

from __future__ import annotations

import sqlite3

import bridges
import pytest

from tracker.store.questions import QUESTIONS

BOTH = [("A/RES/75/3", "ARG", "against"), ("A/RES/75/3", "UKR", "abstaining")]


@pytest.fixture(scope="module")
def conn(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    """A plain connection, without any function of ours."""
    return sqlite3.connect(bridges.build(tmp_path_factory.mktemp("questions") / "tracker.db"))


def answer(conn: sqlite3.Connection, name: str, *columns: str, **asked: str) -> list[tuple[object, ...]]:
    """Some columns of what a question answers; what is not asked for is empty, as in its form."""
    question = next(one for one in QUESTIONS if one.name == name)
    cursor = conn.execute(question.sql, dict.fromkeys(question.parameters, "") | asked)
    places = [[one[0] for one in cursor.description].index(column) for column in columns]
    return [tuple(row[place] for place in places) for row in cursor]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, BOTH),
        ({"series": "bridges"}, BOTH),
        ({"series": "ferries"}, []),
        ({"symbol": "75/3"}, BOTH),
        ({"symbol": "A/RES/75/3"}, BOTH),
        ({"symbol": "74/2"}, []),
        ({"country": "ukraine"}, BOTH[1:]),
        ({"country": "arg", "series": "bridges"}, BOTH[:1]),
        ({"country": "a"}, []),
    ],
)
def test_which_countries_voted_on_which_version(
    conn: sqlite3.Connection, asked: dict[str, str], expected: list[tuple[str, ...]]
) -> None:
    """Of a text, a series, a country by name or code, or of all; a text in two languages is voted on once."""
    assert expected == answer(conn, "who_voted_how", "symbol", "iso", "vote", **asked)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"symbol": "74/2"}, [("A/RES/75/3", "en", "PP1")]),
        ({"symbol": "A/RES/74/2"}, [("A/RES/75/3", "en", "PP1")]),
        ({"symbol": "72/1", "language": "ar"}, [("A/RES/74/2", "ar", "PP1"), ("A/RES/75/3", "ar", "PP1")]),
        ({"symbol": "72/1", "language": "en"}, [("A/RES/74/2", "en", "PP1"), ("SPECIMEN/2", "en", "PP1")]),
        ({"symbol": "75/3"}, []),
        ({"symbol": "7"}, []),
        ({}, []),
    ],
)
def test_which_resolutions_cite_this_one(
    conn: sqlite3.Connection, asked: dict[str, str], expected: list[tuple[str, ...]]
) -> None:
    """Every place that cites a symbol, oldest text first, and no symbol that only begins like it."""
    assert sorted(expected) == sorted(answer(conn, "which_resolutions_cite", "symbol", "language", "label", **asked))


def test_a_citation_says_whether_a_note_makes_it(conn: sqlite3.Connection) -> None:
    """A report is found as it is, by its own symbol: here in the notes."""
    found = answer(conn, "which_resolutions_cite", "symbol", "label", "in_a_note", symbol="A/72/53", language="en")

    assert ("A/RES/75/3", "PP1", 1) in found
    assert {1} == {row[2] for row in found}
    assert {0} == {row[0] for row in answer(conn, "which_resolutions_cite", "in_a_note", symbol="74/2")}
