"""Databases of every schema that stood on main when an issue was closed: opened by today's program, nothing is lost."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import click
import old_schemas
import pytest
from click.testing import CliRunner
from conftest import ROOT
from datasette.app import Datasette  # type: ignore[import-untyped]

from tracker.cli import cli
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
    """Issue 2 was closed on schema 2, issues 3 to 6 on schema 6; 1 and 4 stood on main for hours, and are tried too."""
    assert {1, 2, 4, 6} <= set(old_schemas.numbers())
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


# ------------------------------------------------------------------------------------------------- a newer database


COMMANDS = [
    ["add", "fixtures/SPECIMEN_1.txt"], ["add", "fixtures/SPECIMEN_1.txt", "--dry-run"], ["fetch", "A/RES/66/152"],
    ["series"], ["versions"], ["show", "66/152"], ["diff", "SPECIMEN/1", "SPECIMEN/2"], ["history", "OP1"],
    ["origins", "SPECIMEN/2"], ["search", "rights"], ["brief"], ["table"], ["report", "-o", "{out}"],
    ["draft", "-o", "{out}"], ["pair"], ["languages", "SPECIMEN/1", "SPECIMEN/2"], ["serve", "--port", "8765"],
    ["publish", "{out}"], ["demo", "--no-serve"], ["remove", "66/152"], ["rebuild"], ["check"],
]  # fmt: skip


def test_every_command_is_tried_below() -> None:
    """None is forgotten."""
    assert set(cli.list_commands(click.Context(cli))) == {command for command, *_ in COMMANDS}


@pytest.fixture(scope="module")
def newer(today: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of a program to come: one more step was taken, and a table has a column that we don't know."""
    path = tmp_path_factory.mktemp("newer") / "newer.db"
    shutil.copy(today, path)
    with sqlite3.connect(path) as conn:
        conn.execute("alter table paragraphs add column mood text")
        conn.execute(f"pragma user_version = {SCHEMA + 1}")
    return path


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_newer_database_is_refused_in_one_line_by_every_command(
    newer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    """It says how new, and what to do; nothing is written, to the byte, and no file appears."""
    monkeypatch.chdir(ROOT)
    before = newer.read_bytes()
    words = [word.format(out=tmp_path / "out") for word in command]

    result = CliRunner().invoke(cli, [*words, "--db", str(newer)])

    assert result.exit_code == 2, result.output
    assert result.stderr == (
        f"error: {newer} was made by a newer tracker (schema {SCHEMA + 1}, this one knows {SCHEMA}): "
        "upgrade with `pip install --upgrade resolution-tracker`\n"
    )
    assert result.stdout == ""
    assert before == newer.read_bytes()
    assert [] == list(tmp_path.iterdir())
    assert [newer] == list(newer.parent.iterdir())


@pytest.mark.asyncio
async def test_a_newer_database_has_no_pages_and_says_so(newer: Path) -> None:
    """In plain Datasette its tables are there as any; the first page says that another version made it."""
    datasette = Datasette([str(newer)])
    await datasette.invoke_startup()
    first = await datasette.client.get("/-/tracker")
    assert (200, True) == (first.status_code, "was made by another version of the program" in first.text)
    for path in ("/-/tracker/search?q=rights", "/-/tracker/drafting-exercise-66-152"):
        assert 404 == (await datasette.client.get(path)).status_code
    assert 200 == (await datasette.client.get("/newer/paragraphs.json?_size=1")).status_code
