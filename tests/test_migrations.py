"""Databases of every schema that stood on main when an issue was closed: opened by today's program, nothing is lost."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import old_schemas
import pytest

from tracker.errors import StoreError
from tracker.pipeline.ingest import check, load_fixtures, rebuild
from tracker.store import Store
from tracker.store.migrations import SCHEMA


@pytest.fixture(params=old_schemas.numbers())
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A database as a program of an earlier schema left it."""
    return old_schemas.restore(request.param, tmp_path / "old.db")


@pytest.fixture(scope="module")
def today(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ships, as today's program stores it."""
    path = tmp_path_factory.mktemp("today") / "today.db"
    with Store.open(path, create=True) as store:
        load_fixtures(store)
    return path


def schema(path: Path) -> list[tuple[str, str]]:
    """Tables, indexes, triggers and views with their columns, whatever the order of steps that made them."""
    conn = sqlite3.connect(path)
    tables = conn.execute(
        "select name, type from sqlite_master where name not like 'sqlite_%' order by name"
    ).fetchall()
    found = [(name, str(sorted(row[1:] for row in conn.execute(f'pragma table_info("{name}")')))) for name, _ in tables]
    conn.close()
    return found


def test_the_first_schema_is_among_them() -> None:
    """The list is not empty by accident; issue 2 was closed on schema 1."""
    assert 1 in old_schemas.numbers()
    assert max(old_schemas.numbers()) <= SCHEMA


def test_an_old_file_has_todays_schema_once_opened(old: Path, today: Path) -> None:
    """Opening it for writing takes all steps; the tables are then those of a new file."""
    with Store.open(old):
        pass

    assert schema(today) == schema(old)
    assert (SCHEMA,) == sqlite3.connect(old).execute("pragma user_version").fetchone()


def test_every_text_of_an_old_file_reads_as_before(old: Path) -> None:
    """Paragraphs, notes, votes and sponsors are those of the day they were stored."""
    before = (
        sqlite3.connect(old).execute("select label, text from paragraphs order by revision_id, position").fetchall()
    )
    notes = sqlite3.connect(old).execute("select mark, text from footnotes order by id").fetchall()
    with Store.open(old) as store:
        after = store.conn.execute("select label, text from paragraphs order by revision_id, position").fetchall()
        assert notes == [tuple(row) for row in store.conn.execute("select mark, text from footnotes order by id")]
        assert len(store.versions()) == len({(one.symbol, one.language) for one in store.versions()}) > 1
    assert before == [tuple(row) for row in after]


def test_rebuilt_an_old_file_is_as_a_new_one(old: Path, today: Path) -> None:
    """What an older program derived is stale and never shown; rebuild renews it, and check finds nothing."""
    with Store.open(old) as store, Store.open(today) as expected:
        rebuild(store)
        assert () == check(store)
        assert [store.resolution(one) for one in store.versions()] == [
            expected.resolution(one) for one in expected.versions()
        ]
        for series in expected.series():
            for language in expected.languages(series.slug):
                texts = [[one.symbol for one in each.versions(series.slug)] for each in (store, expected)]
                assert texts[0] == texts[1], (series.slug, language)


def test_an_old_file_is_not_read_by_accident(old: Path) -> None:
    """Opened for reading alone it is refused with what to do, and not changed."""
    if SCHEMA in old_schemas.numbers() and old.stat().st_size and _schema_of(old) == SCHEMA:
        pytest.skip("this one is of today's schema")
    before = old.read_bytes()

    with pytest.raises(StoreError, match=r"older tracker .* `tracker rebuild`"):
        Store.open(old, readonly=True)
    assert before == old.read_bytes()


def _schema_of(path: Path) -> int:
    return int(sqlite3.connect(path).execute("pragma user_version").fetchone()[0])
