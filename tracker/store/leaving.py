"""What stays behind when a database is handed on, texts by their status with all that names them; and a clean copy."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from pathlib import Path

from tracker.store import sql
from tracker.store.opening import place_of, told_of, writing
from tracker.store.rows import rows
from tracker.store.saving import settle


def leave_out(conn: sqlite3.Connection, statuses: Collection[str]) -> dict[str, int]:
    """Take away the readings of these statuses, and what names their texts. Returns how many texts went, by status.

    A series of which no text is left goes too, one of specimens with these, and so does what a user said of paragraphs
    that are gone. A file that holds other texts as well goes with all of them, for its bytes can't be cut.
    """
    wanted = json.dumps(sorted(statuses))
    with writing(conn):
        before = {(row["symbol"], row["language"]): row["status"] for row in rows(conn, sql.STATUSES)}
        readings = rows(conn, sql.READINGS_OF_STATUS, [wanted, wanted])
        for row in readings:
            conn.execute(sql.UNINDEX_REVISION, [row["id"]])
            conn.execute(sql.DELETE_REVISION, [row["id"]])
        settle(conn, {int(row["version_id"]): None for row in readings})
        left = {(row["symbol"], row["language"]) for row in rows(conn, sql.STATUSES)}
        here = {symbol for symbol, _ in left}
        gone = json.dumps(sorted({symbol for symbol, _ in before} - here))
        for statement in (sql.FORGET_ALIASES, sql.FORGET_PAIRINGS):
            conn.execute(statement, {"gone": gone})
        conn.execute(sql.DELETE_EMPTY_SERIES, [wanted])
    lost = [status for name, status in before.items() if name not in left]
    return {status: lost.count(status) for status in sorted(set(lost))}


def copy(conn: sqlite3.Connection, target: Path) -> None:
    """Write what a database holds into a new file, without a trace of what was deleted. Raises StoreError."""
    try:
        conn.execute(sql.COPY_INTO, [str(target)])
    except sqlite3.DatabaseError as error:
        damaged = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
        raise told_of(place_of(conn) if damaged else str(target), error) from error
