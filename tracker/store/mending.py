"""Before everything is derived again: what the texts give is taken away, and what points at nothing with it."""

from __future__ import annotations

import re
import sqlite3

from tracker.store import sql, views
from tracker.store.current import clean
from tracker.store.rows import rows
from tracker.store.saving import settle
from tracker.symbols import Symbol


def clear(conn: sqlite3.Connection) -> None:
    """Take away all that follows from texts, and rows that point at rows that are gone; make views and index anew.

    Texts, what the user says, and the series in which texts stand are left; a day that is none is taken out.
    """
    for statement in sql.CLEAR:
        conn.execute(statement)
    _let_go(conn)
    for name, statement in zip(views.NAMES, views.STATEMENTS, strict=True):
        conn.execute(sql.DROP_VIEW.format(name=name))
        conn.execute(statement)
    conn.execute(sql.INDEX_ANEW)


def settle_all(conn: sqlite3.Connection) -> None:
    """Choose the current reading of every text, renew the facts that follow from it, and the slugs."""
    clean(conn)
    settle(conn, {row["id"]: row["revision_id"] for row in rows(conn, sql.ALL_VERSIONS)})
    taken = {row["symbol"]: row["slug"] for row in rows(conn, sql.ALL_SLUGS)}
    for symbol, slug in taken.items():
        wanted = Symbol(symbol).slug or "text"
        others = {other for name, other in taken.items() if name != symbol}
        if slug == wanted or (wanted in others and re.fullmatch(rf"{re.escape(wanted)}-\d+", slug)):
            continue
        number = 1
        while (free := wanted if number == 1 else f"{wanted}-{number}") in others:
            number += 1
        taken[symbol] = free
        conn.execute(sql.RENEW_SLUG, [free, symbol])
    conn.execute(sql.RENEW_VERSION_SLUGS)


def _let_go(conn: sqlite3.Connection) -> None:
    """Rows that point at rows that are gone: they go too, or point at nothing, as their table says."""
    while broken := conn.execute(sql.BROKEN_REFERENCES).fetchall():
        for table, row, _, number in broken:
            keys = [key for key in conn.execute(sql.REFERENCES.format(table=table)) if key[0] == number]
            _, _, _, column, _, _, on_delete, _ = keys[0]
            statement = sql.POINT_AT_NOTHING if on_delete == "SET NULL" else sql.DELETE_ROW
            conn.execute(statement.format(table=table, column=column), [row])
