"""Bad luck: a full disk, two writers, a writer beside readers, another clock or locale. Nothing is ever half done."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import crash
import pytest
from datasette.app import Datasette  # type: ignore[import-untyped]
from datasette.utils import StartupError  # type: ignore[import-untyped]

from tracker.errors import StoreError
from tracker.pipeline.ingest import add, check, load_fixtures
from tracker.store import Store

ADD = """
import sys
from tracker.pipeline.ingest import add, check
from tracker.store import Store
with Store.open(sys.argv[1]) as store:
    print(add(store, [sys.argv[2]]).count("added"))
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """What ships."""
    path = tmp_path / "tracker.db"
    with Store.open(path, create=True) as store:
        load_fixtures(store)
    return path


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """Texts to add."""
    return crash.folder_of_texts(tmp_path / "texts")


# ---------------------------------------------------------------------------------------------------- a full disk


@pytest.mark.parametrize("room", [0, 3, 30])
def test_a_full_disk_is_one_line_and_nothing_is_half_written(database: Path, texts: Path, room: int) -> None:
    """Wherever the room ends: what was written stands whole, and with room again the same command completes it."""
    with Store.open(database) as store:
        pages = store.conn.execute("pragma page_count").fetchone()[0]
        free = store.conn.execute("pragma freelist_count").fetchone()[0]
        store.conn.execute(f"pragma max_page_count = {pages + room - (free if room else 0)}")
        with pytest.raises(StoreError, match="the disk is full: make room and try again"):
            add(store, [texts])
    crash.assert_whole(database)

    with Store.open(database) as store:
        add(store, [texts])
        assert () == check(store)


# ---------------------------------------------------------------------------------------------------- several at once


def test_two_writers_wait_for_each_other(database: Path, texts: Path) -> None:
    """Both finish, and everything is there."""
    files = sorted(texts.iterdir())
    other = texts.parent / "other"
    other.mkdir()
    for file in files[::2]:
        file.rename(other / file.name)
    command = [sys.executable, "-c", ADD, str(database)]

    writers = [
        subprocess.Popen([*command, str(folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for folder in (texts, other)
    ]
    said = [writer.communicate(timeout=120) for writer in writers]

    assert [("10\n", 0), ("10\n", 0)] == [
        (out, writer.returncode) for (out, _), writer in zip(said, writers, strict=True)
    ], said
    with Store.open(database) as store:
        assert () == check(store)


@pytest.mark.asyncio
async def test_a_writer_beside_open_pages(database: Path, texts: Path) -> None:
    """Datasette goes on while texts are added, and shows them as soon as they are there."""
    datasette = Datasette([str(database)])
    await datasette.invoke_startup()
    before = (await datasette.client.get("/-/tracker")).text
    command = [sys.executable, "-c", ADD, str(database), str(texts)]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: ASYNC220 - it starts in a moment

    codes = set()
    while writer.poll() is None:
        codes.add((await datasette.client.get("/-/tracker")).status_code)
    after = (await datasette.client.get("/-/tracker")).text

    assert (0, {200}) == (writer.returncode, codes | {200})
    assert ("Roads" in before, "Roads" in after) == (False, True)


# ------------------------------------------------------------------------------------------------ a write-ahead log


@pytest.fixture
def logged(database: Path) -> Iterator[Path]:
    """A database in WAL mode with a change that stands in its log alone, as a program left it that still runs."""
    conn = sqlite3.connect(database)
    conn.execute("pragma journal_mode = wal")
    conn.execute("pragma wal_autocheckpoint = 0")
    conn.execute("update series set title = 'In the log'")
    conn.commit()
    assert Path(f"{database}-wal").stat().st_size
    yield database
    conn.close()


@pytest.mark.asyncio
async def test_a_log_is_not_left_out_in_silence(logged: Path) -> None:
    """Served immutable the change in the log would be missing: the server says what to do, and does not start."""
    with pytest.raises(StartupError, match=r"run `sqlite-utils disable-wal tracker.db` on it"):
        await Datasette([], immutables=[str(logged)]).invoke_startup()


@pytest.mark.asyncio
async def test_a_log_is_read_where_it_can_be(logged: Path) -> None:
    """Served as what it is, a database in WAL mode shows everything; and so does an immutable one without a log."""
    copy = logged.with_name("copy.db")
    sqlite3.connect(logged).execute("vacuum into ?", [str(copy)])

    for datasette in (Datasette([str(logged)]), Datasette([], immutables=[str(copy)])):
        await datasette.invoke_startup()
        assert "In the log" in (await datasette.client.get("/-/tracker")).text


# ------------------------------------------------------------------------------------------------- clock and locale

_ELSEWHERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "7"}
_HERE = {"TZ": "UTC", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "0"}


def told(surroundings: dict[str, str], *arguments: str) -> str:
    """What the command prints in other surroundings."""
    command = [sys.executable, "-m", "tracker", *arguments]
    run = subprocess.run(command, check=True, capture_output=True, encoding="utf-8", env={**os.environ, **surroundings})
    return run.stdout


@pytest.mark.parametrize("format_", ["json", "text", "html"])
def test_clock_locale_and_hashes_alter_nothing(fixtures: Path, format_: str) -> None:
    """The same bytes at the other end of the world, in Turkish (whose i is no I), and in another order of hashes."""
    arguments = ("diff", str(fixtures / "SPECIMEN_1.txt"), str(fixtures / "SPECIMEN_2.xml"), "--format", format_)

    assert told(_HERE, *arguments) == told(_ELSEWHERE, *arguments)


def test_a_database_is_the_same_wherever_it_is_made(tmp_path: Path) -> None:
    """But for the times at which its files came."""
    found = []
    for name, surroundings in (("here", _HERE), ("elsewhere", _ELSEWHERE)):
        path = tmp_path / f"{name}.db"
        told({**surroundings, "TRACKER_MIRROR": str(tmp_path)}, "demo", "--no-serve", "--db", str(path))
        found.append(_content(path))

    assert found[0] == found[1]


_CLOCK = """
import datetime, os, time
SHIFT = int(os.environ["AT"]) - time.time()
_time, _day, _moment = time.time, datetime.date, datetime.datetime
time.time = lambda: _time() + SHIFT
time.time_ns = lambda: int((_time() + SHIFT) * 10**9)
class date(_day):
    today = classmethod(lambda cls: cls.fromtimestamp(time.time()))
class datetime_(_moment):
    now = classmethod(lambda cls, tz=None: cls.fromtimestamp(time.time(), tz))
    utcnow = classmethod(lambda cls: cls.fromtimestamp(time.time()))
    today = now
datetime.date, datetime.datetime = date, datetime_
"""
"""A clock that is wrong: read by Python before anything else (sitecustomize)."""


@pytest.mark.skipif(sys.platform == "win32", reason="no umask")
@pytest.mark.parametrize("year", [1970, 2100])
def test_a_wrong_clock_and_a_strict_umask_alter_nothing(tmp_path: Path, fixtures: Path, year: int) -> None:
    """In 1970 and in 2100, and where nobody else may read what is made: the same bytes."""
    (tmp_path / "sitecustomize.py").write_text(_CLOCK, encoding="utf-8")
    when = str(int(datetime(year, 1, 2, tzinfo=UTC).timestamp()))
    asked = [str(fixtures / "SPECIMEN_1.txt"), str(fixtures / "SPECIMEN_2.xml")]
    made = []
    for name, more in (("now", {}), ("then", {"AT": when, "PYTHONPATH": str(tmp_path)})):
        path = tmp_path / f"{name}.docx"
        before = os.umask(0o077 if more else 0o022)
        try:
            told({**_HERE, **more}, "diff", *asked, "--format", "docx", "-o", str(path))
        finally:
            os.umask(before)
        made.append(path.read_bytes())
    assert made[0] == made[1]
    command = [sys.executable, "-c", "import datetime; print(datetime.date.today().year)"]
    clock = subprocess.run(
        command, capture_output=True, check=True, env={**os.environ, "AT": when, "PYTHONPATH": str(tmp_path)}
    )
    assert str(year) == clock.stdout.decode().strip()


def _content(path: Path) -> dict[str, list[Any]]:
    """Every table, times apart."""
    conn = sqlite3.connect(path)
    names = [name for (name,) in conn.execute("select name from sqlite_master where type = 'table'")]
    found = {}
    for name in names:
        if name.startswith(("_", "sqlite_", "paragraphs_fts_")):
            continue
        columns = [row[1] for row in conn.execute(f'pragma table_info("{name}")')]
        kept = ", ".join(f'"{one}"' for one in columns if one not in {"added", "read", "stated", "made", "computed"})
        found[name] = conn.execute(f'select {kept} from "{name}"').fetchall()  # noqa: S608 - names of the schema
    return json.loads(json.dumps(found, default=bytes.hex))  # type: ignore[no-any-return]
