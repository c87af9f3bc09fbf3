"""Rows out and in: by name, in bulk."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from tracker.store import sql


def rows(conn: sqlite3.Connection, statement: str, values: Iterable[Any] | Mapping[str, Any] = ()) -> list[sqlite3.Row]:
    """All rows of a statement, by name: a cursor's own row factory leaves the connection as its owner has set it."""
    cursor = conn.cursor()
    cursor.row_factory = sqlite3.Row
    return cursor.execute(statement, values if isinstance(values, Mapping) else tuple(values)).fetchall()


def insert(conn: sqlite3.Connection, table: str, record: Mapping[str, Any]) -> int:
    """Insert one row, which gets the next free id. Returns that id."""
    identity = next(free_ids(conn, table))
    insert_all(conn, table, [{"id": identity, **record}])
    return identity


def insert_all(conn: sqlite3.Connection, table: str, records: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows that have the same columns."""
    records = list(records)
    if records:
        insert_rows(conn, table, tuple(records[0]), [tuple(record.values()) for record in records])


def insert_rows(conn: sqlite3.Connection, table: str, columns: Sequence[str], values: Iterable[Sequence[Any]]) -> None:
    """Insert rows in bulk: sqlite-utils' own insert_all looks at every value, and takes six times as long."""
    names, marks = ", ".join(f'"{column}"' for column in columns), ", ".join("?" * len(columns))
    conn.executemany(sql.INSERT.format(table=table, columns=names, marks=marks), values)


def free_ids(conn: sqlite3.Connection, table: str) -> Iterator[int]:
    """The ids that a table has free, in order: given out before inserting, so that rows can point at each other."""
    return count(int(rows(conn, sql.NEXT_ID.format(table=table))[0][0]))
