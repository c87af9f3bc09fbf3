"""A whole corpus: what importing it costs, beside the least that can be done with the same files.

Time is that of the clock, for all processors count here: best of several, everything in turn.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from lxml import etree

from bench.speed import Line
from tracker.pipeline.ingest import add
from tracker.pipeline.workers import processors
from tracker.store import Store

SESSIONS = tuple(f"{session}session-English.zip" for session in range(74, 79))
"""1,637 files."""
_PARAGRAPH = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}p"


def lines(corpus: Path, rounds: int = 2) -> list[Line]:
    """Import, import again, memory. A document refused for good reason (75_274_F.xml) is part of both."""
    archives = [corpus / name for name in SESSIONS]
    took: dict[str, list[float]] = {name: [] for name in ("bare", "import", "hash", "again")}
    peaks = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(rounds):
            database = Path(folder, f"{number}.db")
            took["bare"].append(_timed(lambda: parsed_and_inserted(archives, Path(folder, "bare.db"))))
            took["import"].append(_timed(lambda file=database: peaks.append(imported(archives, file))))  # type: ignore[misc]
            for _ in range(3):
                took["hash"].append(_timed(lambda: hashed(archives)))
                took["again"].append(_timed(lambda file=database: _again(archives, file)))  # type: ignore[misc]
    best = {name: min(times) for name, times in took.items()}
    return [
        Line("a bare lxml parse and a plain insert with FTS, sessions 74 to 78 in English", best["bare"], None, "s"),
        Line(f"tracker add of the same, compared and followed, {processors()} processors", best["import"], None, "s"),
        Line("the second beside the first", best["import"] / best["bare"], 15, "x"),
        Line("its memory, all processes together", max(peaks) / 1e9, 1.5, "GB"),
        Line("the same files again, nothing changed", best["again"], None, "s"),
        Line("the same, beside reading, inflating and hashing them", best["again"] / best["hash"], 2, "x"),
    ]


def _timed(task: Callable[[], object]) -> float:
    start = time.perf_counter()
    task()
    return time.perf_counter() - start


def contents(archives: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    """Every file of the archives."""
    for place in archives:
        with zipfile.ZipFile(place) as archive:
            for name in archive.namelist():
                yield name, archive.read(name)


def parsed_and_inserted(archives: Sequence[Path], database: Path) -> None:
    """The least that gives a table of paragraphs that can be searched."""
    database.unlink(missing_ok=True)
    conn = sqlite3.connect(database)
    conn.execute("create table paragraphs(id integer primary key, file text, text text)")
    conn.execute("create virtual table found using fts5(text, content=paragraphs, content_rowid=id)")
    for name, data in contents(archives):
        texts = ("".join(one.itertext()) for one in etree.fromstring(data).iter(_PARAGRAPH))
        conn.executemany("insert into paragraphs(file, text) values (?, ?)", [(name, text) for text in texts])
    conn.execute("insert into found(found) values ('rebuild')")
    conn.commit()
    conn.close()


def hashed(archives: Sequence[Path]) -> None:
    """The least that tells whether a file has changed."""
    for _, data in contents(archives):
        sha256(data).hexdigest()


def imported(archives: Sequence[Path], database: Path) -> int:
    """`tracker add` as a user runs it. Returns the most memory that it held with its workers, in bytes; 0: unknown."""
    command = [sys.executable, "-m", "tracker", "add", "--db", str(database), *map(str, archives)]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0
    done = threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(0.2):
            peak = max(peak, _memory(run.pid))

    watching = threading.Thread(target=watch)
    watching.start()
    run.wait()
    done.set()
    watching.join()
    with Store.open(database) as store:  # one file is refused for good reason, so that the exit code tells nothing
        if len(store.versions()) < 1_600:
            raise RuntimeError(f"tracker add stored {len(store.versions())} texts: what was timed is no import")
    return peak


def _again(archives: Sequence[Path], database: Path) -> None:
    with Store.open(database) as store:
        report = add(store, archives, jobs=processors())
    assert report.count("unchanged") == len(report.outcomes) - len(report.refused)


def _memory(process: int) -> int:
    """Bytes that a process and those below it hold; what they share is counted for each (Linux alone says this)."""
    held: dict[int, int] = {}
    above: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = dict(line.split(":", 1) for line in (folder / "status").read_text(encoding="utf-8").splitlines())
            held[int(folder.name)] = int(fields.get("VmRSS", "0 kB").split()[0]) * 1024
            above[int(folder.name)] = int(fields["PPid"])
        except (OSError, KeyError, ValueError):
            continue
    below, found = {process}, 0
    while below:
        found += sum(held.get(one, 0) for one in below)
        below = {one for one, parent in above.items() if parent in below}
    return found
