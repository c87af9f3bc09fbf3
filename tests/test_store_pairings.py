"""Pairings by hand in the store: lossless, described, and in a file of the schema before them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from tracker.errors import StoreError
from tracker.pairing import Pairing
from tracker.store import Store, migrations

PAIRINGS = (
    Pairing("A/RES/75/1", "A/RES/76/1", ("OP1", "OP12 (a)"), (), "en", 'a "note"\n', "editor", date(2021, 12, 17)),
    Pairing("A/RES/75/1", "A/RES/76/1", (), ("OP1",), "all"),
)  # fmt: skip


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty database."""
    with Store.open(":memory:", create=True) as made:
        yield made


def test_what_is_saved_is_read(store: Store) -> None:
    """Every field, in the order in which it was saved; saving replaces what was there."""
    store.save_pairings(PAIRINGS)
    assert PAIRINGS == store.pairings()

    store.save_pairings(PAIRINGS[::-1])
    assert PAIRINGS[::-1] == store.pairings()

    store.save_pairings([])
    assert () == store.pairings()


def test_they_are_saved_whole_or_not_at_all(store: Store) -> None:
    """The same said twice is refused by the table, and what was there stays."""
    store.save_pairings(PAIRINGS[:1])

    with pytest.raises(StoreError):
        store.save_pairings([PAIRINGS[1], PAIRINGS[1]])
    assert PAIRINGS[:1] == store.pairings()


def test_sql_users_read_plain_columns(store: Store) -> None:
    """Labels as JSON, an unsaid fact as null."""
    store.save_pairings(PAIRINGS)
    rows = store.conn.execute(
        "select old_symbol, new_symbol, old_labels, new_labels, language, note, said_by, said_on from pairings"
    )

    assert [
        ("A/RES/75/1", "A/RES/76/1", '["OP1","OP12 (a)"]', "[]", "en", 'a "note"\n', "editor", "2021-12-17"),
        ("A/RES/75/1", "A/RES/76/1", "[]", '["OP1"]', "all", None, None, None),
    ] == rows.fetchall()


def test_a_file_of_the_schema_before_is_brought_to_this_one(tmp_path: Path) -> None:
    """It gets the table and the views of a new file, and keeps what it holds."""
    path = tmp_path / "tracker.db"
    conn = sqlite3.connect(path)
    migrations._steps().apply(Database(conn), stop_before="m002_pairings")
    conn.execute("drop view edits")
    conn.execute("create view edits as select 1 as old_form")
    conn.execute("insert into series(slug, title, specimen) values ('bridges', 'Bridges', 0)")
    conn.commit()
    assert (1,) == conn.execute("pragma user_version").fetchone()
    conn.close()

    with Store.open(path) as store, Store.open(":memory:", create=True) as new:
        assert ["bridges"] == [one.slug for one in store.series()]
        assert () == store.pairings()
        statement = "select name, sql from sqlite_master where type in ('table', 'view') order by name"
        assert new.conn.execute(statement).fetchall() == store.conn.execute(statement).fetchall()
        assert (migrations.SCHEMA,) == store.conn.execute("pragma user_version").fetchone()
