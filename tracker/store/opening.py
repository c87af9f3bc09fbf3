"""Opening a database file: is it one, is it ours, is it of this schema; and the one way to write to it.

Everything that SQLite can say against a file becomes one StoreError that says what to do.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.errors import StoreError
from tracker.store.migrations import APPLICATION_ID, SCHEMA, migrate

BUSY_SECONDS = 5.0
"""How long another program's write is waited for: a document is saved in far less."""

_UNNAMED = "the database"
_MODE_AT, _IN_WAL_MODE = 18, b"\x02\x02"
"""Where a file says how it is written, and what it says in WAL mode (the file format of SQLite, 1.3.3)."""

_IN_THE_LOG = (
    "{file} has changes that stand in its -wal alone, and can't be read where it is: copy both to a folder where you "
    "may write"
)
_LOCKED = "{file} is locked: another program is writing to it; wait until it is done and try again"
_ADVICE = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_READONLY: "{file} can't be written: the file or its folder is read-only; change that, or copy it",
    sqlite3.SQLITE_READONLY_ROLLBACK: "{file} was left half-written by a program that was killed, and can't be put in "
    "order where it is: copy it and its -journal to a folder where you may write",
    sqlite3.SQLITE_READONLY_CANTINIT: _IN_THE_LOG,
    sqlite3.SQLITE_READONLY_CANTLOCK: _IN_THE_LOG,
    sqlite3.SQLITE_CANTOPEN: "{file} can't be opened: check that its folder exists and that you may read and write it",
    sqlite3.SQLITE_NOTADB: "{file} is not a database: name another file by --db or TRACKER_DB",
    sqlite3.SQLITE_CORRUPT: "{file} is damaged ({error}): restore a copy, or delete it and add its documents again",
    sqlite3.SQLITE_IOERR: "{file} can't be read or written ({error}): see whether its disk is whole and has room, and "
    "try again",
    sqlite3.SQLITE_FULL: "{file} can't grow, the disk is full: make room and try again; nothing was half-written",
}
_ALTERED = (
    "{file} lacks what tracker put there ({error}): another program altered it; restore a copy, or delete it and add "
    "its documents again"
)
_OTHERWISE = "{file} refuses what was asked ({error}): run `tracker check`, and report this if it goes on"


def connect(path: str | os.PathLike[str], *, create: bool = False, readonly: bool = False) -> sqlite3.Connection:
    """Open a database of this project, bringing an older schema to this one unless `readonly`.

    With `create` a file that isn't there, or is empty, becomes an empty database. Raises StoreError.
    """
    file = Path(path)
    _must_be_there(file, create=create)
    with told(file):
        if readonly:
            _put_in_order(file)
        conn = _connection(file, readonly=readonly)
        try:
            _prepare(conn, file, create=create, readonly=readonly)
        except BaseException:
            conn.close()
            raise
    return conn


def copied(conn: sqlite3.Connection) -> sqlite3.Connection:
    """A private copy of a database in a temporary file of SQLite's own. Raises StoreError."""
    with told(place_of(conn)):
        copy = sqlite3.connect("")
        conn.backup(copy)
        for pragma in ("foreign_keys = on", "synchronous = off", "journal_mode = memory"):
            copy.execute(f"pragma {pragma}")
    return copy


def _must_be_there(file: Path, *, create: bool) -> None:
    try:
        mode = file.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        mode = 0
    except OSError as error:
        raise StoreError(
            f"{file} can't be reached ({error.strerror}): name another place by --db or TRACKER_DB"
        ) from error
    if stat.S_ISDIR(mode):
        raise StoreError(f"{file} is a folder: name the database file in it, such as {file / 'tracker.db'}")
    if mode and not stat.S_ISREG(mode):  # a pipe would be waited for without end
        raise StoreError(f"{file} is a device or a pipe, and no file: name the database by --db or TRACKER_DB")
    if mode:
        return
    if not create:
        raise StoreError(
            f"there is no database {file}: `tracker add FILE...` makes one, or name another by --db or TRACKER_DB"
        )
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"the folder of {file} can't be made ({error.strerror}): name another place by --db or TRACKER_DB"
        ) from error


def _connection(file: Path, *, readonly: bool) -> sqlite3.Connection:
    if not readonly:
        return sqlite3.connect(file, timeout=BUSY_SECONDS)
    how = "immutable=1" if must_be_immutable(file) else "mode=ro"
    return sqlite3.connect(f"{file.resolve().as_uri()}?{how}", uri=True, timeout=BUSY_SECONDS)


def must_be_immutable(file: Path) -> bool:
    """Whether a database can be read as one that nobody changes, and not otherwise.

    So it is with one that another program left in WAL mode, where nothing can be written beside it: SQLite would put
    files there to read it. One with changes in its log is not read so, for they would be missing.
    """
    log = file.with_name(f"{file.name}-wal")
    if os.access(file.parent, os.W_OK) or (log.exists() and log.stat().st_size):
        return False
    with file.open("rb") as content:
        return content.read(len(_IN_WAL_MODE) + _MODE_AT)[_MODE_AT:] == _IN_WAL_MODE


def _put_in_order(file: Path) -> None:
    """Undo what a killed program had half written.

    SQLite does that at the first opening that may write, and refuses to read the file before.
    """
    journal = file.with_name(f"{file.name}-journal")
    if journal.exists() and os.access(file, os.W_OK) and os.access(file.parent, os.W_OK):
        conn = sqlite3.connect(file, timeout=BUSY_SECONDS)
        try:
            conn.execute("select count(*) from sqlite_master").fetchone()
        finally:
            conn.close()


def _prepare(conn: sqlite3.Connection, file: Path, *, create: bool, readonly: bool) -> None:
    conn.execute("pragma foreign_keys = on")
    version = _version(conn, file, create=create)
    if version > SCHEMA:
        raise StoreError(
            f"{file} was made by a newer tracker (schema {version}, this one knows {SCHEMA}): "
            "upgrade with `pip install --upgrade resolution-tracker`"
        )
    if version == SCHEMA:
        return
    if readonly:
        raise StoreError(f"{file} was made by an older tracker (schema {version}): run `tracker rebuild` on it once")
    from sqlite_utils import Database

    migrate(Database(conn))


def _version(conn: sqlite3.Connection, file: Path, *, create: bool) -> int:
    """The schema of a file of ours; 0 for an empty one that may become ours."""
    if conn.execute("pragma application_id").fetchone()[0] == APPLICATION_ID:
        return int(conn.execute("pragma user_version").fetchone()[0])
    if conn.execute("select count(*) from sqlite_master").fetchone()[0]:
        raise StoreError(
            f"{file} is a SQLite database but not one of tracker's: name another file by --db or TRACKER_DB"
        )
    if not create:
        raise StoreError(f"{file} is empty: `tracker add FILE...` fills it, or name another by --db or TRACKER_DB")
    return 0


@contextmanager
def told(file: str | os.PathLike[str]) -> Iterator[None]:
    """What SQLite says against a file, as one line that says what to do."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise told_of(str(file), error) from error


def told_of(file: str, error: sqlite3.DatabaseError) -> StoreError:
    """What SQLite says against a file, as our own error."""
    code = getattr(error, "sqlite_errorcode", 0)
    if code == sqlite3.SQLITE_ERROR and "no such" in str(error):
        return StoreError(_ALTERED.format(file=file, error=error))
    advice = _ADVICE.get(code) or _ADVICE.get(code & 0xFF, _OTHERWISE)  # the low byte is the class of the error
    return StoreError(advice.format(file=file, error=error))


def place_of(conn: sqlite3.Connection) -> str:
    """The file behind a connection, for messages. Its name need not be text."""
    cursor = conn.cursor()
    cursor.row_factory = None  # a connection of Datasette's may have one of its own
    try:
        place = cursor.execute("select cast(file as blob) from pragma_database_list where name = 'main'").fetchone()[0]
    except sqlite3.DatabaseError:
        return _UNNAMED  # it is damaged: what was asked of it will say so
    return os.fsdecode(place) if place else _UNNAMED


@contextmanager
def writing(conn: sqlite3.Connection) -> Iterator[None]:
    """One transaction: what is written inside stands whole or not at all. Inside another one, part of that.

    It begins as a writer, so that a second program waits at the start; one that had read first could not wait.
    """
    with told(place_of(conn)):
        if conn.in_transaction:
            yield
            return
        conn.execute("pragma foreign_keys = on")
        conn.execute("begin immediate")
        try:
            yield
        except BaseException:
            if conn.in_transaction:
                conn.rollback()
            raise
        conn.commit()
