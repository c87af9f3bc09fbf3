"""A program that is killed at random moments: what it leaves is whole, and the next run completes it.

PYTHONPATH=tests python -m crash [RUNS]     kill -9 so many times (200), over all that writes; `make crash`
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import old_schemas

from tracker.pipeline.checking import check, differing
from tracker.pipeline.ingest import add, load_fixtures, rebuild
from tracker.store import Store

TEXTS = 20
RUNS = 200
_START = """
import sys
from pathlib import Path
from tracker.pipeline.ingest import add, load_fixtures, rebuild
from tracker.store import Store
"""
_READY = 'print("ready", flush=True)\n'


def folder_of_texts(folder: Path) -> Path:
    """Texts of two series that we wrote ourselves, one for each session."""
    folder.mkdir()
    for number in range(TEXTS):
        words = [f"Recalling bridge {number + place} of {place}," for place in range(8)]
        value = {
            "symbol": f"A/RES/{40 + number // 2}/{1 + number % 2}",
            "language": "en",
            "title": "Bridges" if number % 2 else "Roads",
            "paragraphs": [{"kind": "preambular", "number": None, "text": text} for text in words],
        }
        (folder / f"{number:03}.json").write_text(json.dumps(value), encoding="utf-8")
    return folder


@dataclass(frozen=True, slots=True)
class Work:
    """Something that writes: how its database is before, the program that is killed, and the same in this process."""

    before: Callable[[Path, Path], None]
    program: str
    complete: Callable[[Path, Path], None]
    world: Callable[[Path], AbstractContextManager[object]] = lambda _: nullcontext()  # what is so while it is checked
    tables: Collection[str] = frozenset()  # what must be as the documents say whenever it is killed; none: all of texts


def _nothing(database: Path, texts: Path) -> None:
    """There is no database yet."""


def _filled(database: Path, texts: Path) -> None:
    with Store.open(database, create=True) as store:
        load_fixtures(store)
        add(store, [texts])


def _old(database: Path, texts: Path) -> None:
    old_schemas.restore(1, database)


def _add(database: Path, texts: Path) -> None:
    with Store.open(database, create=True) as store:
        load_fixtures(store)
        add(store, [texts])


def _fetch(database: Path, texts: Path) -> None:
    with fetching(texts) as fetch_all, Store.open(database, create=True) as store:
        fetch_all(store)


def _rebuild(database: Path, texts: Path) -> None:
    with Store.open(database) as store:
        rebuild(store)


class fetching:  # noqa: N801 - read as a with-statement
    """Let the catalogue know the texts of a folder, which is its mirror: nothing of a network is needed."""

    def __init__(self, texts: Path) -> None:
        self._texts = texts

    def __enter__(self) -> Callable[[Store], object]:
        from hashlib import sha256

        from tracker import catalogue, fetch
        from tracker.model import KnownVersion, Series

        files = [
            file for file in sorted(self._texts.glob("*.json")) if json.loads(file.read_text())["title"] == "Roads"
        ]
        symbols = {file: json.loads(file.read_text())["symbol"] for file in files}
        known = tuple(KnownVersion(symbol, int(symbol.split("/")[2]), None, "read") for symbol in symbols.values())
        entry = catalogue.Entry(
            Series("roads", "Roads", "General Assembly", None, known=known),
            tuple(
                catalogue.OfficialFile(
                    symbol, "en", file.name, None, sha256(file.read_bytes()).hexdigest(), "https://x/"
                )
                for file, symbol in symbols.items()
            ),
        )
        self._load = catalogue.load
        catalogue.load = lambda: (entry,)  # type: ignore[assignment]
        return lambda store: fetch.fetch_series(store, "roads", source=self._texts)

    def __exit__(self, *args: object) -> None:
        from tracker import catalogue

        catalogue.load = self._load


WORK = {
    "add": Work(
        _nothing,
        f"{_START}with Store.open(sys.argv[1], create=True) as store:\n    {_READY}    load_fixtures(store)\n"
        "    add(store, [sys.argv[2]])\n",
        _add,
    ),
    "fetch": Work(
        _nothing,
        f"{_START}import crash\nwith crash.fetching(Path(sys.argv[2])) as fetch_all, "
        f"Store.open(sys.argv[1], create=True) as store:\n    {_READY}    fetch_all(store)\n",
        _fetch,
        fetching,
    ),
    "rebuild": Work(
        _filled, f"{_START}with Store.open(sys.argv[1]) as store:\n    {_READY}    rebuild(store)\n", _rebuild
    ),
    "migration": Work(
        _old,
        f"{_START}{_READY}with Store.open(sys.argv[1]) as store:\n    rebuild(store)\n",
        _rebuild,
        tables={"paragraphs", "footnotes"},  # what an older program read besides may be less than today's reads
    ),
}


class Crash:
    """One kind of work, made ready once: how long it takes, and what it should give."""

    def __init__(self, name: str, folder: Path) -> None:
        self.work, self._folder = WORK[name], folder
        folder.mkdir(parents=True, exist_ok=True)
        self._texts = folder / "texts"
        if not self._texts.exists():
            folder_of_texts(self._texts)
        self._before = folder / "before.db"
        self.work.before(self._before, self._texts)
        whole = self._fresh("whole.db")
        started = time.monotonic()
        self._start(whole).communicate()
        self._duration = time.monotonic() - started
        self._expected = _said(whole)

    def run(self, seed: int) -> int:
        """Kill it twice at random moments, then complete it. Returns how often it was killed before it was done.

        Raises AssertionError if what it leaves is not whole, or what it comes to is not what an unharmed run gives.
        """
        moments = random.Random(seed)  # noqa: S311 - moments to kill at, not secrets
        database, killed = self._fresh(f"{seed}.db"), 0
        for _ in range(2):
            process = self._start(database)
            time.sleep(moments.uniform(0, self._duration * 0.6))
            killed += process.poll() is None
            process.kill()
            process.communicate()
            if database.exists() and database.stat().st_size:
                assert_whole(database, self.work.tables or OF_TEXTS)
        self.work.complete(database, self._texts)
        with self.work.world(self._texts), Store.open(database) as store:
            assert check(store) == ()
        assert _said(database) == self._expected
        database.unlink()
        return killed

    def _fresh(self, name: str) -> Path:
        target = self._folder / name
        target.unlink(missing_ok=True)
        if self._before.exists():
            shutil.copy(self._before, target)
        return target

    def _start(self, database: Path) -> subprocess.Popen[str]:
        """The program in a process of its own, as soon as it begins to write."""
        command = [sys.executable, "-c", self.work.program, str(database), str(self._texts)]
        here = str(Path(__file__).parent)
        process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            text=True,
            env={**_environment(), "PYTHONPATH": f"{here}:{Path(here).parent}"},
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        return process


def _environment() -> dict[str, str]:
    import os

    return dict(os.environ)


OF_TEXTS = {
    "sources", "resolutions", "versions", "revisions", "paragraphs", "footnotes", "citations", "votes", "sponsors",
    "subjects", "aliases", "overrides",
}  # fmt: skip


def assert_whole(database: Path, tables: Collection[str] = OF_TEXTS) -> None:
    """The file is sound, and every text in it is that of its document; what is derived may be missing."""
    with Store.open(database) as store:
        assert store.conn.execute("pragma integrity_check").fetchone()[0] == "ok"
        assert store.conn.execute("pragma foreign_key_check").fetchall() == []
        found = [one for one in differing(store) if one.table in tables and one.column != "lineage_id"]
        assert [one.text for one in found] == []


def _said(database: Path) -> list[object]:
    with Store.open(database) as store:
        texts = [store.resolution(version) for version in store.versions()]
        return [texts, [store.versions(series.slug) for series in store.series()]]


def main(runs: int) -> None:
    """Run them all; the first that fails ends it, with its seed."""
    with tempfile.TemporaryDirectory() as folder:
        crashes = {name: Crash(name, Path(folder) / name) for name in WORK}
        killed = dict.fromkeys(WORK, 0)
        for seed in range(runs):
            name = list(WORK)[seed % len(WORK)]
            try:
                killed[name] += crashes[name].run(seed)
            except BaseException:
                sys.stderr.write(f"{name}, seed {seed}:\n")
                raise
        told = ", ".join(f"{name} {count}" for name, count in killed.items())
        sys.stdout.write(f"{runs} runs, two kills each; killed before it was done: {told}; all whole, all completed\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS)
