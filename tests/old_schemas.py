"""Databases of earlier schemas, as SQL: what ships, as the program of that day stored it.

PYTHONPATH=tests python -m old_schemas      writes tests/schemas/schema-N.sql, N being today's schema

That is run, and its file committed, when an issue is closed that changed the schema.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tracker.pipeline.ingest import load_fixtures
from tracker.store import Store
from tracker.store.migrations import APPLICATION_ID, SCHEMA

FOLDER = Path(__file__).parent / "schemas"
_INDEX = "paragraphs_fts"
_WHOLE_INDEX = "INSERT INTO paragraphs_fts(paragraphs_fts) VALUES ('rebuild');"


def numbers() -> list[int]:
    """The schemas of which there is a file."""
    return sorted(int(file.stem.rpartition("-")[2]) for file in FOLDER.glob("schema-*.sql"))


def restore(number: int, database: Path) -> Path:
    """Make a database file as a program of that schema left it."""
    conn = sqlite3.connect(database)
    conn.executescript((FOLDER / f"schema-{number}.sql").read_text(encoding="utf-8"))
    conn.close()
    return database


def dump(conn: sqlite3.Connection) -> Iterator[str]:
    """The statements that make a database anew. The index is made from its table, as it always can be."""
    version = conn.execute("pragma user_version").fetchone()[0]
    yield "BEGIN TRANSACTION;"
    for kind in ("table", "index", "trigger", "view"):
        for name, sql in conn.execute("select name, sql from sqlite_master where type = ? order by rowid", [kind]):
            if sql and not name.startswith((f"{_INDEX}_", "sqlite_")):
                yield f"{sql};"
            if kind == "table" and not name.startswith((_INDEX, "sqlite_")):
                yield from _rows(conn, name)
    yield _WHOLE_INDEX
    yield f"PRAGMA application_id = {APPLICATION_ID};"
    yield f"PRAGMA user_version = {version};"
    yield "COMMIT;"


def _rows(conn: sqlite3.Connection, table: str) -> Iterator[str]:
    columns = [row[1] for row in conn.execute(f'pragma table_info("{table}")')]
    values = " || ',' || ".join(f'quote("{column}")' for column in columns)
    for (text,) in conn.execute(f'select {values} from "{table}"'):  # noqa: S608 - names from the schema itself
        yield f'INSERT INTO "{table}" VALUES({text});'


def main() -> None:
    """Write the file of today's schema."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tracker.db"
        with Store.open(path, create=True) as store:
            load_fixtures(store)
        conn = sqlite3.connect(path)
        FOLDER.mkdir(exist_ok=True)
        (FOLDER / f"schema-{SCHEMA}.sql").write_text("\n".join(dump(conn)) + "\n", encoding="utf-8")
        conn.close()


if __name__ == "__main__":
    main()
