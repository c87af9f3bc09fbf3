"""What the finding of series reads and keeps: facts of texts, sketches, links, evidence, and what the user says."""

from __future__ import annotations

import re
import sqlite3
import struct
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from hashlib import sha256

from tracker import config, ordinals
from tracker.rulings import Ruling
from tracker.series import Passage, Reading, Text
from tracker.similarity import measured_words
from tracker.sketches import Sketch, sketch
from tracker.store import facts
from tracker.store import sql_found as sql
from tracker.store.fresh import series_id, sweep
from tracker.store.opening import writing
from tracker.store.rows import insert_all, rows
from tracker.symbols import Symbol

_AHEAD = 5  # sessions: a text speaks of the session at which it is to be taken up, not of the next century


Each = Callable[[Callable[[list[str]], Sketch], Iterable[list[str]]], Iterable[Sketch]]
"""Calls a function for each of many values, and gives the results in their order, as map does."""


@dataclass(frozen=True, slots=True)
class Link:
    """A text in a series, and why."""

    symbol: str
    series: str
    evidence: str
    specimen: bool


@dataclass(frozen=True, slots=True)
class Witness:
    """A line of what speaks for a text to be, or not to be, of a series: as it is stored and shown."""

    symbol: str
    other: str
    verdict: str
    kind: str
    points: float | None
    said: str


def texts(conn: sqlite3.Connection, each: Each = map) -> tuple[tuple[Text, ...], tuple[Text, ...], dict[str, str]]:
    """The adopted texts, the drafts, and which adopted text came of which draft (by the draft's symbol).

    `each` calls the function that sketches a text for all that are new.
    """
    _sketch_new(conn, each)
    sketches = {row["revision_id"]: _sketch_of(row["sketch"]) for row in rows(conn, sql.FINGERPRINTS, [_ALGORITHM])}
    passages, dated = _citations(conn)
    closings: dict[int, list[str]] = defaultdict(list)
    for row in rows(conn, sql.SERIES_CLOSINGS):
        closings[row["revision_id"]].append(row["plain"])
    by_symbol: dict[str, list[sqlite3.Row]] = defaultdict(list)
    for row in rows(conn, sql.SERIES_TEXTS):
        by_symbol[row["symbol"]].append(row)
    adopted: list[Text] = []
    drafts: list[Text] = []
    becomes: dict[str, str] = {}
    for symbol, own in by_symbol.items():
        first = own[0]
        session = first["session"] or Symbol(symbol).session
        readings = {
            row["language"]: Reading(
                row["title"],
                sketches.get(row["revision_id"], ()),
                tuple(passages[row["revision_id"]]),
                _asked(closings[row["revision_id"]], row["language"], session),
            )
            for row in own
        }
        cites = {cited: day for row in own for cited, day in dated[row["revision_id"]].items() if cited != symbol}
        one = Text(symbol, session, facts.day_of(first["adopted"]), first["agenda_title"], readings, dated=cites)
        one = replace(one, organ=first["organ"], committee=_committee(first["committee"]))
        (adopted if first["status"] == "adopted" else drafts).append(one)
        if first["draft"] and first["status"] == "adopted":
            becomes[first["draft"]] = symbol
    return tuple(adopted), tuple(drafts), becomes


def _committee(named: str | None) -> str | None:
    """A committee; None for what was adopted without reference to one."""
    return named if named and "ommittee" in named and not named.casefold().startswith("without") else None


_ALGORITHM = config.SERIES_ALGORITHM


def _sketch_new(conn: sqlite3.Connection, each: Each) -> None:
    """Sketch the current readings that have no sketch by this algorithm; those of other readings go."""
    missing = [row["revision_id"] for row in rows(conn, sql.WITHOUT_FINGERPRINT, [_ALGORITHM])]
    words = ([row["plain"] for row in rows(conn, sql.WORDS_OF_REVISION, [revision])] for revision in missing)
    with writing(conn):
        conn.execute(sql.DELETE_OTHER_FINGERPRINTS)
        for revision, found in zip(missing, each(sketch, words), strict=True):
            conn.execute(sql.DELETE_FINGERPRINT, [revision])
            conn.execute(sql.INSERT_FINGERPRINT, [revision, _ALGORITHM, _bytes_of(found)])


def _bytes_of(found: Sketch) -> bytes:
    """Four bytes for each number, the lowest first, on every machine."""
    return struct.pack(f"<{len(found)}I", *found)


def _sketch_of(data: bytes) -> Sketch:
    return struct.unpack(f"<{len(data) // 4}I", data)


def _citations(
    conn: sqlite3.Connection,
) -> tuple[Mapping[int, list[Passage]], Mapping[int, dict[str, date | None]]]:
    """By reading: the paragraphs that cite resolutions, and the dates that are given to what is cited.

    A text that was given a letter later, when there was a part B (75/251, then 75/251 A), is meant by both.
    """
    names = {row["symbol"]: row["alias"] for row in rows(conn, sql.SERIES_ALIASES)}
    words = {row["id"]: frozenset(measured_words(row["plain"])) for row in rows(conn, sql.SERIES_PASSAGES)}
    inside: dict[tuple[int, int], dict[str, None]] = defaultdict(dict)
    dated: dict[int, dict[str, date | None]] = defaultdict(dict)
    for row in rows(conn, sql.SERIES_CITATIONS):
        reading, paragraph = row["revision_id"], row["paragraph_id"]
        symbol = names.get(row["symbol"], row["symbol"])
        dated[reading][symbol] = dated[reading].get(symbol) or facts.day_of(row["dated"])
        if paragraph is not None:
            inside[reading, paragraph][symbol] = None
    passages: dict[int, list[Passage]] = defaultdict(list)
    for (reading, paragraph), symbols in inside.items():
        passages[reading].append(Passage(words[paragraph], tuple(symbols)))
    return passages, dated


def _asked(closing: Sequence[str], language: str, session: int | None) -> frozenset[int]:
    """The sessions to come that the last paragraphs speak of."""
    if session is None:
        return frozenset()
    found = (ordinals.ordinal(match, language) for text in closing for match in _ordinals(language).findall(text))
    return frozenset(one for one in found if one and session < one <= session + _AHEAD)


@cache
def _ordinals(language: str) -> re.Pattern[str]:
    return re.compile(ordinals.pattern(language), re.IGNORECASE)


# ------------------------------------------------------------------------------------------------------ what is kept


def links(conn: sqlite3.Connection) -> tuple[Link, ...]:
    """Which texts stand in which series."""
    return tuple(
        Link(row["symbol"], row["slug"], row["evidence"], bool(row["specimen"])) for row in rows(conn, sql.SERIES_LINKS)
    )


def unlink(conn: sqlite3.Connection, slug: str, symbol: str) -> None:
    """Take a text out of a series; what rested on it goes."""
    with writing(conn):
        conn.execute(sql.UNLINK, [series_id(conn, slug), symbol])
        sweep(conn, slug)


def drop_series(conn: sqlite3.Connection, slug: str) -> None:
    """Take a series away, with its links and all that was derived; its texts stay."""
    with writing(conn):
        conn.execute(sql.DELETE_SERIES, [series_id(conn, slug)])


def save_evidence(conn: sqlite3.Connection, found: Mapping[str, Sequence[Witness]], inputs: str) -> None:
    """Keep what speaks for all series, by slug, in the place of what was there; and what it was found from."""
    with writing(conn):
        conn.execute(sql.DELETE_EVIDENCE)
        records = [
            {
                "series_id": series_id(conn, slug),
                "symbol": one.symbol,
                "other": one.other,
                "verdict": one.verdict,
                "kind": one.kind,
                "points": one.points,
                "said": one.said,
            }
            for slug, own in found.items()
            for one in own
        ]
        insert_all(conn, "series_evidence", [{"id": n, **one} for n, one in enumerate(records, start=1)])
        conn.execute(sql.SAVE_INPUTS, ["series", inputs])


def evidence(conn: sqlite3.Connection, slug: str) -> tuple[Witness, ...]:
    """What speaks for the texts of a series, in its order."""
    return tuple(
        Witness(row["symbol"], row["other"], row["verdict"], row["kind"], row["points"], row["said"])
        for row in rows(conn, sql.EVIDENCE, [slug])
    )


def inputs(conn: sqlite3.Connection) -> str:
    """What the series were last found from; empty if never."""
    found = rows(conn, sql.INPUTS, ["series"])
    return str(found[0]["inputs"]) if found else ""


def digest(said: Iterable[object]) -> str:
    """A hash over what series are found from."""
    return sha256(facts.dumps([_ALGORITHM, *said]).encode()).hexdigest()


# ------------------------------------------------------------------------------------------------ what the user says


def rulings(conn: sqlite3.Connection) -> tuple[Ruling, ...]:
    """What the user says of series, in the order in which it was saved."""
    return tuple(
        Ruling(
            row["verb"],
            row["symbol"],
            row["other"],
            row["note"] or "",
            row["said_by"] or "",
            facts.day_of(row["said_on"]),
        )
        for row in rows(conn, sql.SERIES_OVERRIDES)
    )


def save_rulings(conn: sqlite3.Connection, said: Sequence[Ruling]) -> None:
    """Save what the user says of series, in the place of what was there."""
    with writing(conn):
        conn.execute(sql.DELETE_SERIES_OVERRIDES)
        records = [
            {
                "id": n,
                "verb": one.verb,
                "symbol": one.symbol,
                "other": one.other,
                "note": one.note or None,
                "said_by": one.by or None,
                "said_on": facts.iso(one.on),
            }
            for n, one in enumerate(said, start=1)
        ]
        insert_all(conn, "series_overrides", records)
