"""What a derived row was made from, and whether that still stands.

A comparison or lineage carries the number of the algorithm, a hash over the texts and the known list it rests on, and
one over what the user has stated and paired. The store returns it only while all three are as they were; and whatever
changes a text, a series or a pairing takes away, in the same transaction, what no longer stands: SQL users read the
tables by themselves.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from tracker.config import ALGORITHM
from tracker.model import Between, KnownVersion, Version
from tracker.store import facts, loading, pairings, sql
from tracker.store.opening import writing
from tracker.store.rows import rows

Ends = tuple[str, str]  # the slugs of the two texts of a comparison


def series_id(conn: sqlite3.Connection, slug: str) -> int:
    """The row of a series. Raises UnknownVersion, naming those that are here."""
    found = rows(conn, sql.SERIES_ID, [slug])
    if not found:
        loading.one_series(conn, slug)
    return int(found[0]["id"])


@dataclass(frozen=True, slots=True)
class Ground:
    """All that the derived rows of a series in a language rest on: read once, asked for every row."""

    here: tuple[Version, ...]
    known: tuple[KnownVersion, ...]

    def inputs(self, ends: tuple[str, str] | None = None) -> str:
        """A hash over what a derived row rests on: the texts, by their bytes and facts, and the known list.

        With `ends`, two slugs, only the texts from the one to the other: one older or younger changes nothing between.
        """
        here = self.here
        if ends:
            places = [place for place, version in enumerate(here) if version.slug in ends]
            here = here[min(places) : max(places) + 1] if places else ()
        said = [
            [[one.slug, one.origin.sha256, one.status, one.session, facts.iso(one.adopted), one.title] for one in here],
            [[one.symbol, one.session, facts.iso(one.adopted)] for one in self.known],
        ]
        return _hash(said)

    @property
    def digests(self) -> list[str]:
        """The hashes of the files whose texts these are."""
        return [version.origin.sha256 for version in self.here]

    @property
    def symbols(self) -> frozenset[str]:
        """The symbols of these texts."""
        return frozenset(version.symbol for version in self.here)


def ground(conn: sqlite3.Connection, slug: str, language: str) -> Ground:
    """What a series in a language rests on now. Raises UnknownVersion if there is no such series."""
    return Ground(loading.versions(conn, slug, language), loading.one_series(conn, slug).known)


class Said:
    """What the user has stated of files and paired between texts: asked for row by row, or all read at once."""

    def __init__(self, conn: sqlite3.Connection, *, at_once: bool = False) -> None:
        self._conn = conn
        self._stated: dict[str, list[list[str]]] | None = None
        if at_once:
            self._stated = defaultdict(list)
            for row in rows(conn, sql.ALL_OVERRIDES):
                self._stated[row["sha256"]].append([row["sha256"], row["field"], row["value"]])
        self._pairings = pairings.pairings(conn) if at_once else None

    def hash(self, digests: Sequence[str], symbols: Collection[str], language: str) -> str:
        """A hash over what is said of some files, and between texts with these symbols in a language."""
        stated = [one for digest in sorted(set(digests)) for one in self._of(digest)]
        paired = pairings.among(self._conn, symbols, language, self._pairings)
        return _hash([*stated, *sorted(pairings.said(paired))])

    def _of(self, digest: str) -> list[list[str]]:
        if self._stated is not None:
            return self._stated.get(digest, [])
        return [[digest, row["field"], row["value"]] for row in rows(self._conn, sql.OVERRIDES_OF_SOURCE, [digest])]


def overrides(conn: sqlite3.Connection, digests: Sequence[str], symbols: Collection[str], language: str) -> str:
    """A hash over what the user has stated of some files, and paired between texts with these symbols in a language."""
    return Said(conn).hash(digests, symbols, language)


def readings(conn: sqlite3.Connection, digests: Collection[str]) -> tuple[tuple[object, ...], ...]:
    """How some files are read, each once: its hash, by which code, and what the user states of it."""
    return tuple(
        (
            digest,
            *(row["reader"] for row in rows(conn, sql.READER_OF_SOURCE, [digest])),
            *((row["field"], row["value"]) for row in rows(conn, sql.OVERRIDES_OF_SOURCE, [digest])),
        )
        for digest in dict.fromkeys(digests)
    )


def _hash(value: Any) -> str:
    return sha256(facts.dumps(value).encode()).hexdigest()


def compares(said: Said, row: sqlite3.Row, base: Ground, ends: Ends) -> bool:
    """Whether a comparison was made by this algorithm from what is here now."""
    same = row["algorithm"] == ALGORITHM and row["inputs"] == base.inputs(ends)
    digests, symbols = ([row[f"{side}_{what}"] for side in ("old", "new")] for what in ("sha256", "symbol"))
    return bool(same and row["overrides"] == said.hash(digests, symbols, row["language"]))


def lives(said: Said, row: sqlite3.Row, base: Ground, language: str) -> bool:
    """Whether lineages were made by this algorithm from what is here now."""
    same = row["algorithm"] == ALGORITHM and row["inputs"] == base.inputs()
    return bool(same and row["overrides"] == said.hash(base.digests, base.symbols, language))


def drop(conn: sqlite3.Connection, slug: str, language: str | None) -> None:
    """Take away the comparisons and lineages of a series, in all languages or one."""
    with writing(conn):
        series = series_id(conn, slug)
        conn.execute(sql.DELETE_COMPARISONS, [series, language, language])
        conn.execute(sql.DELETE_LINEAGES, [series, language, language])


def sweep(conn: sqlite3.Connection, slug: str) -> None:
    """Take away the comparisons and lineages of a series that no longer stand."""
    series, said = series_id(conn, slug), Said(conn)
    grounds: dict[str, Ground] = {}
    for row in rows(conn, sql.COMPARISONS_OF_SERIES, [series]):
        base = _once(grounds, conn, slug, row["language"])
        if not _compares(said, row, base):
            conn.execute(sql.DELETE_COMPARISON_BY_ID, [row["id"]])
    for row in rows(conn, sql.LINEAGES_OF_SERIES, [series]):
        language = row["language"]
        base = _once(grounds, conn, slug, language)
        if not lives(said, row, base, language):
            conn.execute(sql.DELETE_LINEAGES, [series, language, language])


def _once(grounds: dict[str, Ground], conn: sqlite3.Connection, slug: str, language: str) -> Ground:
    if language not in grounds:
        grounds[language] = ground(conn, slug, language)
    return grounds[language]


def standing(conn: sqlite3.Connection, slug: str, language: str) -> tuple[dict[Ends, Between], bool]:
    """What is stored of a series in a language and still stands, without reading it.

    Returns the comparisons, by the slugs of their two texts, each with what it says to lie between them; and whether
    the lineages stand.
    """
    series, base, said = series_id(conn, slug), ground(conn, slug, language), Said(conn)
    found = {
        (row["old_slug"], row["new_slug"]): _between(json.loads(row["facts"])["between"])
        for row in rows(conn, sql.COMPARISONS_OF_SERIES, [series])
        if row["language"] == language and _compares(said, row, base)
    }
    followed = [row for row in rows(conn, sql.LINEAGES_OF_SERIES, [series]) if row["language"] == language]
    return found, bool(followed) and all(lives(said, row, base, language) for row in followed)


def all_standing(conn: sqlite3.Connection) -> dict[tuple[str, str], tuple[dict[Ends, Between], bool]]:
    """`standing` of every series in every language, by slug and language, in few questions to the database."""
    known = {series.slug: series.known for series in loading.all_series(conn)}
    here = loading.versions_by_series(conn)
    said = Said(conn, at_once=True)
    bases: dict[tuple[str, str], Ground] = {}
    for slug, versions in here.items():
        for language in {one.language for one in versions}:
            own = tuple(one for one in versions if one.language == language)
            bases[slug, language] = Ground(own, known[slug])
    compared: dict[tuple[str, str], dict[Ends, Between]] = {key: {} for key in bases}
    for row in rows(conn, sql.ALL_COMPARISONS):
        key = row["series_slug"], row["language"]
        if key in bases and _compares(said, row, bases[key]):
            compared[key][row["old_slug"], row["new_slug"]] = _between(json.loads(row["facts"])["between"])
    followed: dict[tuple[str, str], bool] = {}
    for row in rows(conn, sql.ALL_LINEAGES):
        key = row["series_slug"], row["language"]
        if key in bases:
            followed[key] = followed.get(key, True) and lives(said, row, bases[key], row["language"])
    return {key: (found, followed.get(key, False)) for key, found in compared.items()}


def _compares(said: Said, row: sqlite3.Row, base: Ground) -> bool:
    """Whether a comparison is one of two current readings, and stands."""
    ends = (row["old_slug"], row["new_slug"])
    return None not in ends and compares(said, row, base, ends)


def _between(said: dict[str, Any]) -> Between:
    sessions = said["sessions"]
    return Between(said["known"], said["loaded"], (sessions[0], sessions[1]) if sessions else None)
