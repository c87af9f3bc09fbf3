"""Opening a database: each thing that can be wrong is one clear line that says what to do."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from documents import document, resolution

from tracker.errors import StoreError, UnknownVersion
from tracker.store import Stated, Store, opening
from tracker.store.migrations import APPLICATION_ID, SCHEMA


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with one text."""
    file = tmp_path / "tracker.db"
    with Store.open(file, create=True) as store:
        made, data = document(resolution("76/1", "OP1 Decides"))
        store.save(made, data=data)
        store.finish()
    return file


def refused(path: Path, *, create: bool = False, readonly: bool = False) -> str:
    """The line with which a file is refused."""
    with pytest.raises(StoreError) as error:
        Store.open(path, create=create, readonly=readonly)
    assert "\n" not in str(error.value)
    assert str(path) in str(error.value)
    return str(error.value)


def altered(path: Path, statement: str) -> Path:
    conn = sqlite3.connect(path)
    conn.execute(statement)
    conn.commit()
    conn.close()
    return path


def test_a_file_of_ours_is_marked(path: Path) -> None:
    """By SQLite's own fields, so that `file tracker.db` and older programs can tell."""
    conn = sqlite3.connect(path)
    assert conn.execute("pragma application_id").fetchone() == (APPLICATION_ID,)
    assert conn.execute("pragma user_version").fetchone() == (SCHEMA,)
    conn.close()


def test_it_opens_again_for_reading_and_for_writing(path: Path) -> None:
    """What was saved is there, and foreign keys are held."""
    for readonly in (True, False):
        with Store.open(path, readonly=readonly) as store:
            assert [one.slug for one in store.versions()] == ["76-1"]
            assert store.conn.execute("pragma foreign_keys").fetchone() == (1,)


def test_a_file_that_is_not_there_is_made_only_when_asked(tmp_path: Path) -> None:
    """With its folder; otherwise the line says how to make one."""
    path = tmp_path / "new" / "tracker.db"
    assert "there is no database" in refused(path)
    assert "`tracker add FILE...` makes one" in refused(path, readonly=True)
    with Store.open(path, create=True) as store:
        assert store.versions() == ()


def test_a_path_that_cannot_be_reached(tmp_path: Path) -> None:
    """What the system says against it is in the line."""
    assert "can't be reached (File name too long): name another place" in refused(tmp_path / ("x" * 300), create=True)


def test_a_folder_is_not_a_database(tmp_path: Path) -> None:
    """The line names the file that could be meant."""
    assert f"is a folder: name the database file in it, such as {tmp_path / 'tracker.db'}" in refused(tmp_path)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    """A text is never overwritten, also with `create`."""
    path = tmp_path / "notes.txt"
    path.write_text("not a database, " * 100, encoding="utf-8")
    assert "is not a database: name another file" in refused(path, create=True)
    assert "not a database" in path.read_text(encoding="utf-8")


def test_an_empty_file_becomes_ours_only_when_asked(tmp_path: Path) -> None:
    """Reading it is refused."""
    path = tmp_path / "tracker.db"
    path.touch()
    assert "is empty" in refused(path, readonly=True)
    with Store.open(path, create=True) as store:
        assert store.versions() == ()


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    """Also with `create`: not one table is added."""
    path = altered(tmp_path / "other.db", "create table mine (a)")
    assert "not one of tracker's" in refused(path, create=True)
    conn = sqlite3.connect(path)
    assert conn.execute("select name from sqlite_master").fetchall() == [("mine",)]
    conn.close()


def test_a_newer_schema_is_refused(path: Path) -> None:
    """It says which schema, and how to upgrade."""
    line = refused(altered(path, f"pragma user_version = {SCHEMA + 1}"))
    assert f"newer tracker (schema {SCHEMA + 1}, this one knows {SCHEMA}): upgrade with" in line


def test_an_older_schema_is_refused_for_reading(path: Path) -> None:
    """Only an opening that may write brings it to this schema."""
    assert "older tracker (schema 0): run `tracker rebuild`" in refused(
        altered(path, "pragma user_version = 0"), readonly=True
    )


def test_a_locked_database_is_said_to_be_locked(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When another program writes for longer than is waited; reading goes on."""
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.05)
    other = sqlite3.connect(path)
    other.execute("begin immediate")
    with Store.open(path) as store:
        assert len(store.versions()) == 1
        with pytest.raises(StoreError, match="is locked: another program is writing to it; wait"):
            store.remove("A/RES/76/1")
    other.execute("rollback")
    other.execute("begin exclusive")
    assert "is locked" in refused(path)
    other.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_file_and_folder(path: Path) -> None:
    """They are read as ever; writing says that they can't be written, and a new file's folder that it can't be made."""
    path.chmod(0o400)
    path.parent.chmod(0o500)
    try:
        with Store.open(path, readonly=True) as store, pytest.raises(StoreError, match="can't be written"):
            store.remove("A/RES/76/1")
        assert "can't be opened" in refused(path.parent / "new.db", create=True)
        assert "can't be made" in refused(path.parent / "new" / "new.db", create=True)
    finally:
        path.parent.chmod(0o700)


def test_left_in_wal_mode_where_nothing_may_be_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is read, and served, as one that nobody changes; but not while changes stand in its log alone."""
    conn = sqlite3.connect(path)
    conn.execute("pragma journal_mode = wal")
    conn.close()
    assert not opening.must_be_immutable(path)

    monkeypatch.setattr(os, "access", lambda *_: False)
    assert opening.must_be_immutable(path)
    with Store.open(path, readonly=True) as store:
        assert len(store.versions()) == 1
    path.with_name(f"{path.name}-wal").write_bytes(b"x")
    assert not opening.must_be_immutable(path)


def test_writing_through_a_reading_connection(path: Path) -> None:
    """Datasette's connections can't write: one line, and nothing is changed."""
    with Store.open(path, readonly=True) as store:
        with pytest.raises(StoreError, match="can't be written: the file or its folder is read-only"):
            store.remove("A/RES/76/1")
        assert len(store.versions()) == 1


def test_a_damaged_database_is_said_to_be_damaged(path: Path) -> None:
    """Its first page is whole, the others are not."""
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    with pytest.raises(StoreError, match="is damaged"), Store.open(path) as store:
        store.remove("A/RES/76/1")


def test_a_plain_connection_is_wrapped_without_checks(path: Path) -> None:
    """As the plugin does with Datasette's, whose rows may have a shape of their own."""
    conn = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    conn.row_factory = lambda _cursor, _row: "another shape"
    assert Store(conn).resolution(Store(conn).versions()[0]).title == "Bridges"
    conn.close()


def test_a_pipe_is_no_database(tmp_path: Path) -> None:
    """It would be waited for without end."""
    os.mkfifo(tmp_path / "pipe")
    assert "is a device or a pipe, and no file" in refused(tmp_path / "pipe")


def test_damage_that_reading_comes_upon_is_told(path: Path) -> None:
    """SQLite finds it wherever it lies: what it says is told as any other trouble with the file."""
    with pytest.raises(StoreError, match=r"tracker\.db"), Store.open(path) as store:
        store.conn.execute("select * from nowhere")


def test_a_text_that_is_not_here_has_no_file(path: Path) -> None:
    """It is named, and so is how to see what is here."""
    with Store.open(path) as store:
        (version,) = store.versions()
        assert ["A/RES/76/1"] == [str(one.document.resolutions[0].symbol) for one in store.sources()]
        assert store.source(version) == next(store.sources())
        with pytest.raises(UnknownVersion, match="`tracker versions` lists what is"):
            store.source(replace(version, symbol="A/RES/77/1"))


def test_a_status_that_is_none_is_refused() -> None:
    """What was stated is kept in files that people can write."""
    with pytest.raises(StoreError, match="the status 'final' is none of"):
        Stated.of({"status": "final"})
