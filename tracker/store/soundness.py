"""Whether a database file is sound in itself: its pages, its schema, its references, its full-text index."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from functools import cache

from tracker.store import sql
from tracker.store.rows import rows

_RENEWS = "tracker rebuild renews it"


def flaws(conn: sqlite3.Connection) -> Iterator[str]:
    """A line for each flaw. The connection must be one that may be written: the index is asked by a statement."""
    for (said,) in conn.execute(sql.INTEGRITY):
        if said != "ok":
            yield f"the file is damaged ({said}): restore a copy, or delete it and add its documents again"
    yield from _schema(conn)
    broken = Counter((table, parent) for table, _, parent, _ in conn.execute(sql.BROKEN_REFERENCES))
    for (table, parent), count in broken.items():
        yield f"{table}: {count} point at rows of {parent} that are gone: tracker rebuild takes them away"
    try:
        conn.execute(sql.INDEX_INTEGRITY)
    except sqlite3.DatabaseError:
        yield f"the full-text index is not that of the paragraphs: {_RENEWS}"
    finally:
        conn.rollback()


def _schema(conn: sqlite3.Connection) -> Iterator[str]:
    """Tables, indexes and views that are not as the steps make them, and triggers on our tables."""
    (expected, steps), here = _today(), _made(conn)
    for (kind, name), statement in expected.items():
        if (kind, name) not in here:
            yield f"the {kind} {name} is missing: {_remedy(kind)}"
        elif here[kind, name] != statement:
            yield f"the {kind} {name} is not as tracker makes it: {_remedy(kind)}"
    tables = {name for kind, name in expected if kind == "table"}
    for row in rows(conn, sql.TRIGGERS):
        if row["tbl_name"] in tables:
            yield f"the trigger {row['name']} on {row['tbl_name']} is not tracker's: drop it"
    if steps != _steps(conn):
        yield f"the steps that made the schema are not those of schema {len(steps)}: restore a copy"


@cache
def _today() -> tuple[dict[tuple[str, str], str], set[str]]:
    """Today's schema and the steps that make it, in an empty database."""
    from sqlite_utils import Database

    from tracker.store.migrations import migrate

    with Database(memory=True) as today:
        migrate(today)
        return _made(today.conn), _steps(today.conn)


def _steps(conn: sqlite3.Connection) -> set[str]:
    return {row["name"] for row in rows(conn, sql.STEPS)}


def _remedy(kind: str) -> str:
    return _RENEWS if kind == "view" else "restore a copy, or add its documents to a new database"


def _made(conn: sqlite3.Connection) -> dict[tuple[str, str], str]:
    return {(row["type"], row["name"]): row["sql"] for row in rows(conn, sql.SCHEMA_HERE)}
