"""`tracker check` names every stored value that is not as the files give it: each column of each table, one by one.

What is tried is generated from the schema, so that a new table or column is tried too: it is proven, or it stands among
those that nothing else says (UNPROVEN), with the reason.
"""
# ruff: noqa: S608 - names of tables and columns come from the schema itself

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import FIXTURES
from documents import resolution
from text_files import plain_text

from tracker.model import Footnote, Masthead, Paragraph
from tracker.pairing import Pairing
from tracker.pipeline import pairings, ruling
from tracker.pipeline.ingest import Supplied, add, check, rebuild
from tracker.store import Store
from tracker.store.differing import TABLES, UNPROVEN
from tracker.store.migrations import SCHEMA

HELD_BY_THEMSELVES = {"_sqlite_migrations", "paragraphs_fts"}
"""Not compared row by row: the steps that made the schema, and the index, are proven as a whole (soundness.py)."""
HELD_ELSEWHERE = {("sources", "sha256"), ("sources", "bytes")}
"""Each is proven by the other."""


def text(symbol: str, title: str, *paragraphs: str, notes: dict[int, str] | None = None, **fields: Any) -> Supplied:
    """A small resolution that we wrote ourselves, in resolution JSON; `notes` stand at the end of paragraphs."""
    listed = [
        {
            "kind": "operative" if place else "preambular",
            "number": f"{place}." if place else None,
            "text": words,
            "notes": [{"mark": "1", "text": notes[place], "offset": 3}] if notes and place in notes else [],
        }
        for place, words in enumerate(paragraphs)
    ]
    value = {"symbol": symbol, "language": "en", "title": title, "paragraphs": listed, **fields}
    return Supplied(f"{symbol.replace('/', '_')}.json", json.dumps(value).encode())


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database that has a row in every table, and the files beside it: nothing differs."""
    folder = tmp_path_factory.mktemp("whole")
    before: dict[str, Any] = {
        "agenda_title": "Bridges of the north",
        "committee": "Third Committee",
        "adopted": "2020-12-16",
    }
    with Store.open(folder / "tracker.db", create=True) as store:
        add(store, [str(FIXTURES / name) for name in ("SPECIMEN_1.txt", "SPECIMEN_2.xml")])
        add(store, [
            text("75/1", "Bridges", "Recalling bridges,", "Urges all to build them;", "Thanks all.", **before),
            text("76/1", "Bridges", "Recalling its resolution 75/1 of 16 December 2020,", "Urges some to build them;",
                 "Thanks all;", "Decides to end.", notes={1: "See resolution 70/1."}, adopted="2021-12-16"),
            text("77/1", "Bridges", "Recalling its resolution 76/1 of 16 December 2021,", "Urges some to tend them;",
                 "Thanks all;", adopted="2022-12-16"),
            text("75/2", "Roads", "Noting roads,", "Urges all to mend them."),
            text("76/2", "Roads", "Noting more roads,", "Urges all to mend them."),
        ])  # fmt: skip
        add(store, [_with_a_part()])
        add(store, [_nameless()], symbol="A/C.3/77/L.9", series="bridges")
        pairings.pair(store, Pairing("A/RES/75/1", "A/RES/76/1", ("OP2",), ("OP3",), "en", "so agreed"))
        ruling.split(store, "bridges", "77/1")
        assert check(store) == ()
        for table in TABLES:
            assert store.conn.execute(f"select count(*) from {table}").fetchone()[0], table
    return folder


def _with_a_part() -> Supplied:
    """The second part of a text, whose title says in a note what became of the first."""
    note = Footnote("1", "Resolution 75/2, in section VI, becomes resolution 75/2 A.", 0)
    lines = ("A/RES/75/2 B", "Resolution adopted by the General Assembly on 16 December 2020", "75/2 B.")
    made = resolution("75/2 B", "PP1 Noting the side roads,", "OP1 Urges all to mend them.", title="Roads")
    formula = Paragraph("formula", "The General Assembly,", "F", path=("F",))
    urges = replace(made.paragraphs[1], number="1.")
    closing = ("46th plenary meeting", "16 December 2020")
    made = replace(made, title_notes=(note,), masthead=Masthead(lines=lines), closing=closing)
    made = replace(made, paragraphs=(formula, made.paragraphs[0], urges))
    return Supplied("A_RES_75_2B.md", plain_text(made).encode())


def _nameless() -> Supplied:
    value = {"language": "en", "title": "Bridges", "paragraphs": [{"kind": "preambular", "text": "Recalling piers,"}]}
    return Supplied("draft.json", json.dumps(value).encode())


@pytest.fixture
def database(whole: Path, tmp_path: Path) -> Path:
    """A copy of it, with the files beside it."""
    for file in whole.iterdir():
        shutil.copy(file, tmp_path / file.name)
    return tmp_path / "tracker.db"


def schema(database: Path) -> dict[str, list[str]]:
    """Every table that holds rows of ours, with its columns."""
    with sqlite3.connect(database) as conn:
        names = [name for (name,) in conn.execute("select name from sqlite_master where type = 'table'")]
        return {
            name: [row[1] for row in conn.execute(f'pragma table_info("{name}")')]
            for name in names
            if not name.startswith(("sqlite_", "paragraphs_fts"))
        }


def test_every_table_is_compared(whole: Path) -> None:
    """All tables of the schema; what stands among the unproven is a column of it, and says why."""
    here = schema(whole / "tracker.db")
    assert set(here) == {*TABLES, *HELD_BY_THEMSELVES} - {"paragraphs_fts"}
    for table, columns in UNPROVEN.items():
        assert set(columns) <= set(here[table])
        assert all(reason.strip() for reason in columns.values())


def altered(value: Any, kind: str) -> Any:
    """Another value of the same kind."""
    match value:
        case None:
            return {"INTEGER": 7, "REAL": 0.5}.get(kind.upper(), "x")
        case int() | float():
            return value + 1 if value not in (0, 1) else 1 - value
        case bytes():
            return bytes([*value[:9], *(255 - one for one in value[9:10]), *value[10:]]) or b"\0"
    known = {"adopted": "draft", "en": "fr", "in favour": "against", "against": "abstaining", "draft": "additional"}
    return known.get(value) or known.get(value.lower()) or f"{value}x"


def tamper(conn: sqlite3.Connection, table: str, column: str, row: int) -> None:
    """Change one value, with no rule of the schema in the way."""
    conn.execute("pragma foreign_keys = off")
    conn.execute("pragma ignore_check_constraints = on")
    (before,) = conn.execute(f'select "{column}" from "{table}" where rowid = ?', [row]).fetchone()
    kinds = {name: kind for _, name, kind, *_ in conn.execute(f'pragma table_info("{table}")')}
    value, tries = altered(before, kinds[column]), 0
    while True:
        try:
            conn.execute(f'update "{table}" set "{column}" = ? where rowid = ?', [value, row])
        except sqlite3.IntegrityError:
            tries += 1
            value = 1000 + tries if isinstance(before, int) else f"{before}y{tries}"
            assert tries < 5, (table, column)
        else:
            return


def named(lines: tuple[str, ...], table: str, column: str | None = None) -> bool:
    """Whether check says that this is what differs, or that its row is another."""
    if column and any(f"another {column}:" in line for line in lines):
        return True
    if table in {"pairings", "series_overrides"}:
        return any("says something else" in line or "by hand" in line for line in lines)
    if table == "overrides":
        return True  # by what follows from it, whatever that is
    return any(line.startswith(f"{table}:") or "missing" in line or "nothing gives it" in line for line in lines)


def proven() -> Iterator[tuple[str, str]]:
    """Each column that check proves."""
    with sqlite3.connect(":memory:") as conn:
        conn.executescript((Path(__file__).parent.parent / "db" / "schema.sql").read_text(encoding="utf-8"))
        for table in TABLES:
            for row in conn.execute(f'pragma table_info("{table}")'):
                if row[1] not in UNPROVEN.get(table, {}) or (table, row[1]) in HELD_ELSEWHERE:
                    yield table, row[1]


@pytest.mark.parametrize(("table", "column"), list(proven()))
def test_a_value_that_was_changed_is_named(database: Path, table: str, column: str) -> None:
    """In the last row that has one."""
    with Store.open(database) as store:
        order = f'select rowid from "{table}" order by "{column}" is null, rowid desc limit 1'
        tamper(store.conn, table, column, store.conn.execute(order).fetchone()[0])
        store.conn.commit()
        lines = check(store)
        assert lines
        if (table, column) not in HELD_ELSEWHERE:
            assert named(lines, table, column), lines
        assert all("\n" not in line and len(line) < 400 for line in lines)


@pytest.mark.parametrize("table", TABLES)
def test_a_row_that_was_taken_away_is_named(database: Path, table: str) -> None:
    """Whatever pointed at it."""
    with Store.open(database) as store:
        store.conn.execute("pragma foreign_keys = off")
        store.conn.execute(f'delete from "{table}" where rowid = (select max(rowid) from "{table}")')
        store.conn.commit()
        assert check(store)


KEYS = {
    "id", "position", "symbol", "sha256", "slug", "part", "alias", "name", "other", "new_revision_id", "revision_id",
    "new_symbol",
}  # fmt: skip
"""What is unique in a table, with others."""


@pytest.mark.parametrize("table", TABLES)
def test_a_row_that_was_added_is_named(database: Path, table: str) -> None:
    """The last row once more, with another key."""
    with Store.open(database) as store:
        conn = store.conn
        conn.execute("pragma foreign_keys = off")
        conn.row_factory = sqlite3.Row
        row = dict(conn.execute(f'select * from "{table}" order by rowid desc limit 1').fetchone())
        conn.row_factory = None
        if table == "known_versions":
            row["evidence"] = "cited"  # that a text was here and is gone nothing else says (UNPROVEN_ROWS)
        keys = KEYS if table != "overrides" else {"field"}
        if table == "overrides":
            row["value"] = "fr"
        for key in keys & set(row):
            row[key] = row[key] + 50 if isinstance(row[key], int) else "language" if key == "field" else f"{row[key]}9"
        marks, names = ", ".join("?" * len(row)), ", ".join(f'"{name}"' for name in row)
        conn.execute(f'insert into "{table}" ({names}) values ({marks})', list(row.values()))
        conn.commit()
        assert check(store)


@pytest.mark.parametrize("table", [table for table in TABLES if table not in ("sources", "overrides")])
def test_rebuild_puts_right_what_check_names(database: Path, table: str) -> None:
    """All values of a table changed at once, each in a row of its own: after a rebuild nothing differs."""
    columns = [column for name, column in proven() if name == table and column != "language"]
    with Store.open(database) as store:
        ids = [row for (row,) in store.conn.execute(f'select rowid from "{table}" order by rowid')]
        for place, column in enumerate(columns):
            tamper(store.conn, table, column, ids[place % len(ids)])
        store.conn.commit()
        assert check(store)
        rebuild(store)
        assert check(store) == ()


# --------------------------------------------------------------------------------------------- the file as a whole


def lines_after(database: Path, *statements: str) -> tuple[str, ...]:
    """What check says when somebody has done this to a database."""
    with Store.open(database) as store:
        for statement in statements:
            store.conn.execute(statement)
        store.conn.commit()
        return check(store)


def test_the_index_is_held_against_the_paragraphs(database: Path) -> None:
    """A word that would be found where it is not, or not where it is."""
    found = lines_after(
        database,
        "insert into paragraphs_fts(paragraphs_fts, rowid, plain, words) "
        "select 'delete', id, plain, words from paragraphs limit 1",
    )
    assert found == ("the full-text index is not that of the paragraphs: tracker rebuild renews it",)
    with Store.open(database) as store:
        rebuild(store)
        assert check(store) == ()


def test_a_view_that_says_something_else_is_named(database: Path) -> None:
    """A view is what SQL users and exports read."""
    found = lines_after(database, "drop view parts", "create view parts as select 1 as whole", "drop view edits")
    assert found == (
        "the view edits is missing: tracker rebuild renews it",
        "the view parts is not as tracker makes it: tracker rebuild renews it",
    )
    with Store.open(database) as store:
        rebuild(store)
        assert check(store) == ()


def test_a_trigger_an_index_and_a_step_are_named(database: Path) -> None:
    """A trigger could change what is written; a view or table of the user's own beside ours is no trouble."""
    found = lines_after(
        database,
        "create view mine as select count(*) from votes",
        "create table notes_of_mine (text)",
        "create trigger sly after insert on votes begin delete from sponsors; end",
        "drop index votes_country",
        "delete from _sqlite_migrations where name = 'm002_pairings'",
    )
    assert found == (
        "the index votes_country is missing: restore a copy, or add its documents to a new database",
        "the trigger sly on votes is not tracker's: drop it",
        f"the steps that made the schema are not those of schema {SCHEMA}: restore a copy",
    )


def test_rows_that_point_at_nothing_are_counted(database: Path) -> None:
    """Left by a program that does not mind references; a rebuild takes them away."""
    found = lines_after(database, "pragma foreign_keys = off", "update changes set comparison_id = comparison_id + 900")
    assert found[0].startswith("changes: ")
    assert found[0].endswith(" point at rows of comparisons that are gone: tracker rebuild takes them away")
    with Store.open(database) as store:
        rebuild(store)
        assert check(store) == ()


def test_check_writes_nothing_and_locks_nothing(database: Path) -> None:
    """Opened for reading alone it can be proven, and the file stays as it is to the byte."""
    before = database.read_bytes()
    with Store.open(database, readonly=True) as store:
        assert check(store) == ()
    assert before == database.read_bytes()
    assert [] == [file.name for file in database.parent.iterdir() if file.name.endswith(("-journal", "-wal"))]


def test_damaged_bytes_are_named_and_the_rest_is_proven(database: Path) -> None:
    """The line says which file, and what to do; what was read from it is compared no more, all else is."""
    found = lines_after(
        database,
        "update sources set bytes = x'00' where name = 'SPECIMEN_1.txt'",
        "update votes set country = 'Nowhere' where position = 0",
    )
    assert found[0].startswith("the stored file SPECIMEN_1.txt is damaged (")
    assert found[0].endswith("): remove its text and add it again")
    assert "SPECIMEN/2: the vote of Nowhere has another country: stored “Nowhere”, derived again “" in found[1]
