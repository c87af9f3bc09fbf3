"""What a derived row was made from, and whether that still stands.

A comparison or lineage carries the number of the algorithm, a hash over the texts and the known list it rests on, and
one over what the user has stated. The store returns it only while all three are as they were; and whatever changes a
text or a series takes away, in the same transaction, what no longer stands: SQL users read the tables by themselves.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from tracker.config import ALGORITHM
from tracker.store import facts, loading, sql
from tracker.store.opening import writing
from tracker.store.rows import rows


def series_id(conn: sqlite3.Connection, slug: str) -> int:
    """The row of a series. Raises UnknownVersion, naming those that are here."""
    found = rows(conn, sql.SERIES_ID, [slug])
    if not found:
        loading.one_series(conn, slug)
    return int(found[0]["id"])


def inputs(conn: sqlite3.Connection, slug: str, language: str, ends: tuple[str, str] | None = None) -> str:
    """A hash over all that a derived row of a series rests on: the texts, by their bytes and facts, and the known list.

    With `ends`, two slugs, only the texts from the one to the other: a text older or younger changes nothing between.
    """
    here = loading.versions(conn, slug, language)
    if ends:
        places = [place for place, version in enumerate(here) if version.slug in ends]
        here = here[min(places) : max(places) + 1] if places else ()
    known = loading.one_series(conn, slug).known
    said = [
        [[one.slug, one.origin.sha256, one.status, one.session, facts.iso(one.adopted), one.title] for one in here],
        [[one.symbol, one.session, facts.iso(one.adopted)] for one in known],
    ]
    return _hash(said)


def overrides(conn: sqlite3.Connection, digests: Sequence[str]) -> str:
    """A hash over what the user has stated of some files; of none: of an empty list."""
    return _hash(
        [
            [digest, row["field"], row["value"]]
            for digest in sorted(set(digests))
            for row in rows(conn, sql.OVERRIDES_OF_SOURCE, [digest])
        ]
    )


def _hash(value: Any) -> str:
    return sha256(facts.dumps(value).encode()).hexdigest()


def is_fresh(conn: sqlite3.Connection, row: sqlite3.Row, made_from: str, digests: Sequence[str]) -> bool:
    """Whether a derived row was made by this algorithm from what is here now."""
    same = row["algorithm"] == ALGORITHM and row["inputs"] == made_from
    return bool(same and row["overrides"] == overrides(conn, digests))


def digests(conn: sqlite3.Connection, slug: str, language: str) -> list[str]:
    """The hashes of the files whose texts are a series in a language."""
    return [version.origin.sha256 for version in loading.versions(conn, slug, language)]


def drop(conn: sqlite3.Connection, slug: str, language: str | None) -> None:
    """Take away the comparisons and lineages of a series, in all languages or one."""
    with writing(conn):
        series = series_id(conn, slug)
        conn.execute(sql.DELETE_COMPARISONS, [series, language, language])
        conn.execute(sql.DELETE_LINEAGES, [series, language, language])


def sweep(conn: sqlite3.Connection, slug: str) -> None:
    """Take away the comparisons and lineages of a series that no longer stand."""
    series = series_id(conn, slug)
    for row in rows(conn, sql.COMPARISONS_OF_SERIES, [series]):
        ends = (row["old_slug"], row["new_slug"])
        current = None not in ends and is_fresh(
            conn, row, inputs(conn, slug, row["language"], ends), [row["old_sha256"], row["new_sha256"]]
        )
        if not current:
            conn.execute(sql.DELETE_COMPARISON_BY_ID, [row["id"]])
    for row in rows(conn, sql.LINEAGES_OF_SERIES, [series]):
        language = row["language"]
        if not is_fresh(conn, row, inputs(conn, slug, language), digests(conn, slug, language)):
            conn.execute(sql.DELETE_LINEAGES, [series, language, language])
