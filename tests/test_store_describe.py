"""Every table and column has its words, and the files in db/ say what the schema is."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import yaml

from tracker.store import Store
from tracker.store.describe import CREDIT, DESCRIPTIONS, write

ROOT = Path(__file__).parent.parent
OURS = "name not like 'sqlite_%' and name not like 'paragraphs_fts_%' and name <> '_sqlite_migrations'"


@pytest.fixture(scope="module")
def conn() -> sqlite3.Connection:
    """An empty database."""
    return Store.open(":memory:", create=True).conn


def test_every_table_and_column_is_described_and_nothing_else(conn: sqlite3.Connection) -> None:
    """Also of views, in the order in which the columns stand."""
    statement = f"select name from sqlite_master where type in ('table', 'view') and {OURS}"  # noqa: S608
    tables = [row[0] for row in conn.execute(statement)]
    columns = {name: [row[1] for row in conn.execute(f'pragma table_info("{name}")')] for name in tables}
    assert columns == {name: list(table.columns) for name, table in DESCRIPTIONS.items()}


def test_words_are_sentences() -> None:
    """Short, and finished: they stand alone on a page."""
    said = [text for table in DESCRIPTIONS.values() for text in (table.description, *table.columns.values())]
    assert [text for text in said if not text.endswith((".", "}.")) or len(text) > 140] == []


@pytest.mark.parametrize("name", ["schema.sql", "metadata.yaml"])
def test_the_files_in_db_are_up_to_date(tmp_path: Path, name: str) -> None:
    """If this fails: `python -m tracker.store.describe`."""
    write(tmp_path)
    assert (tmp_path / name).read_text(encoding="utf-8") == (ROOT / "db" / name).read_text(encoding="utf-8")


def test_the_schema_file_makes_the_schema(conn: sqlite3.Connection) -> None:
    """Run by itself it makes the same tables, indexes and views, and marks the file as ours."""
    other = sqlite3.connect(":memory:")
    other.executescript((ROOT / "db" / "schema.sql").read_text(encoding="utf-8"))
    statement = (
        f"select type, name, sql from sqlite_master where {OURS} and name not like '%migrations%' order by rowid"  # noqa: S608
    )
    assert conn.execute(statement).fetchall() == other.execute(statement).fetchall()
    for pragma in ("application_id", "user_version"):
        assert conn.execute(f"pragma {pragma}").fetchone() == other.execute(f"pragma {pragma}").fetchone()


def test_the_metadata_is_what_datasette_reads() -> None:
    """Valid YAML, with the credit of the texts."""
    said = yaml.safe_load((ROOT / "db" / "metadata.yaml").read_text(encoding="utf-8"))
    tables = said["databases"]["tracker"]["tables"]
    assert CREDIT == said["source"]
    assert tables.pop("_sqlite_migrations") == {"hidden": True}
    assert tables == {
        name: {"title": table.title, "description": table.description, "columns": dict(table.columns)}
        | ({"facets": list(table.facets)} if table.facets else {})
        for name, table in DESCRIPTIONS.items()
    }


def test_facets_are_columns(conn: sqlite3.Connection) -> None:
    """What a table is counted by is one of its columns."""
    assert [] == [
        (name, one) for name, table in DESCRIPTIONS.items() for one in table.facets if one not in table.columns
    ]


def test_views_use_only_what_every_sqlite_has(conn: sqlite3.Connection) -> None:
    """No function of ours: each can be read by a plain connection."""
    for name in ("adoptions", "edits", "paragraph_history", "paragraph_versions"):
        assert conn.execute(f"select * from {name}").fetchall() == []  # noqa: S608
