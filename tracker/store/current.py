"""Which reading of a text is the current one, and the facts of a resolution that follow from the current readings."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from tracker.citations import renamed
from tracker.countries import country
from tracker.model import Adoption, Finding
from tracker.store import facts, sql
from tracker.store.loading import OPENED
from tracker.store.rows import rows

_FORMATS = ("akn", "docx", "doc", "html", "text", "pdf")
"""Best first (DESIGN.md, "The contract: the database"). JSON stands with text: it is as good as the hand behind it."""
_SAME = {"json": "text", "markdown": "text", "rtf": "doc", "odt": "doc"}

_CUT = "no-closing-lines"
"""The finding of a reader of text: what stands at the end of every adopted text is not there."""

_MASTHEAD = (
    "organ", "meeting", "agenda_item", "agenda_title", "committee", "report", "draft", "draft_date", "report_date",
    "record",
)  # fmt: skip

_LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")


def choose(conn: sqlite3.Connection, version: int) -> int | None:
    """Make a version's best reading its current one: a whole one, by format, then the latest. None if it has none."""
    readings = rows(conn, sql.READINGS_OF_VERSION, [version])
    if not readings:
        return None
    best = min(readings, key=lambda row: (_worth(row), -row["id"]))
    values = [best["id"], best["status"], best["session"], best["adopted"], best["title"], version]
    conn.execute(sql.UPDATE_VERSION, values)
    return int(best["id"])


def may_lead(conn: sqlite3.Connection, source: int) -> bool:
    """Whether a file has a reading that is not current, and would be if it were the latest."""
    for reading in rows(conn, sql.REVISIONS_OF_SOURCE, [source]):
        others = {row["id"]: _worth(row) for row in rows(conn, sql.READINGS_OF_VERSION, [reading["version_id"]])}
        if reading["current"] != reading["id"] and others[reading["id"]] <= others[reading["current"]]:
            return True
    return False


def is_whole(findings: Sequence[Finding]) -> bool:
    """Whether a file was read to its end as it stands: not recovered from damage, and with its closing lines."""
    return not any(one.severity == "recovered" or one.code == _CUT for one in findings)


def _worth(row: sqlite3.Row) -> tuple[bool, int]:
    """What a reading is worth, the least first: a whole one before all others, then by format."""
    return not is_whole(facts.findings_from_json(row["findings"])), _rank(row["format"])


def _rank(name: str) -> int:
    name = _SAME.get(name, name)
    return _FORMATS.index(name) if name in _FORMATS else len(_FORMATS)


def clean(conn: sqlite3.Connection) -> None:
    """Take away what nothing points at any more: versions without a reading, symbols without a version, empty files."""
    for statement in (
        sql.DELETE_EMPTY_VERSIONS,
        sql.DELETE_EMPTY_RESOLUTIONS,
        sql.DELETE_EMPTY_SOURCES,
        sql.DELETE_LOOSE_OVERRIDES,
    ):
        conn.execute(statement)


def refresh(conn: sqlite3.Connection, symbol: str) -> None:
    """Renew a resolution's facts, votes, sponsors, subjects and what it says of other names.

    Each is had from the first language that says it, English first.
    """
    found = rows(conn, sql.FACTS_OF_SYMBOL, [symbol])
    readings = sorted(found, key=lambda row: (_place(row["language"]), row["language"]))
    said = [json.loads(row["facts"]) for row in readings]
    adoptions = [facts.adoption_of(one) for one in said]
    adoption = next((one for one in adoptions if one.mode), Adoption())
    adopted = next((row["adopted"] for row in readings if row["adopted"]), None)
    session = next((row["session"] for row in readings if row["session"] is not None), None)
    conn.execute(
        sql.UPDATE_RESOLUTION,
        {
            "symbol": symbol,
            "session": session,
            "adopted": adopted,
            "year": int(adopted[:4]) if adopted else None if session is None else OPENED + session,
            "adoption": adoption.mode,
            "in_favour": adoption.in_favour,
            "against": adoption.against,
            "abstaining": adoption.abstaining,
            **{field: _first(said, field) for field in _MASTHEAD},
        },
    )
    _votes(conn, symbol, next((one for one in adoptions if one.votes), Adoption()))
    _sponsors(conn, symbol, next((one for one in said if one["sponsors"]), {"sponsors": []}))
    _subjects(conn, symbol, next((one for one in said if one["subjects"]), {"subjects": []}))
    _aliases(conn, symbol)


def _place(language: str) -> int:
    return _LANGUAGES.index(language) if language in _LANGUAGES else len(_LANGUAGES)


def _first(said: list[Mapping[str, Any]], field: str) -> str | None:
    return next((one["masthead"][field] for one in said if one["masthead"].get(field)), None)


def _votes(conn: sqlite3.Connection, symbol: str, adoption: Adoption) -> None:
    conn.execute(sql.DELETE_VOTES, [symbol])
    records = [
        (symbol, position, *country(vote.country), vote.choice, vote.country)
        for position, vote in enumerate(adoption.votes)
    ]
    conn.executemany(sql.INSERT_VOTE, records)


def _sponsors(conn: sqlite3.Connection, symbol: str, said: Mapping[str, Any]) -> None:
    conn.execute(sql.DELETE_SPONSORS, [symbol])
    records = [
        (symbol, position, *country(sponsor.name), sponsor.stage, sponsor.behalf, sponsor.name)
        for position, sponsor in enumerate(facts.sponsors_of(said))
    ]
    conn.executemany(sql.INSERT_SPONSOR, records)


def _subjects(conn: sqlite3.Connection, symbol: str, said: Mapping[str, Any]) -> None:
    conn.execute(sql.DELETE_SUBJECTS, [symbol])
    records = [
        (symbol, position, subject.term, subject.vocabulary, subject.code)
        for position, subject in enumerate(facts.subjects_of(said))
    ]
    conn.executemany(sql.INSERT_SUBJECT, records)


def _aliases(conn: sqlite3.Connection, symbol: str) -> None:
    """Part B, issued later, says in a note of its title that what was 75/245 is 75/245 A from then on (UN.md B.1)."""
    evidence = f"a note of the title of {symbol}"
    conn.execute(sql.DELETE_ALIASES, [evidence])
    for row in rows(conn, sql.TITLE_NOTES, [symbol]):
        for before, after in renamed(row["text"], row["language"]):
            conn.execute(sql.INSERT_ALIAS, [before, after, evidence])
