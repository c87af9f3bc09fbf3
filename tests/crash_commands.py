"""The command line, killed at random moments: the program alone, with all it started, or by Ctrl-C.

PYTHONPATH=tests:. python -m crash_commands [RUNS]     so many kills (60), over the commands that write; `make crash`
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import crash

from tracker import overrides, rulings
from tracker.pipeline.ingest import add, check, load_fixtures
from tracker.store import Store

RUNS = 60
_SERIES = "drafting-exercise-66-152"
COMMANDS = {
    "add": ("add", "TEXTS", "--jobs", "2"),
    "rebuild": ("rebuild",),
    "remove": ("remove", "SPECIMEN/1"),
    "pair": ("pair", "SPECIMEN/1:OP1", "SPECIMEN/2:OP1", "--series", _SERIES),
    "pin": ("series", _SERIES, "--pin", "66/152"),
    "brief": ("brief", "--series", _SERIES, "-o", "OUT.html"),
    "draft": ("draft", _SERIES, "-o", "OUT.docx"),
    "publish": ("publish", "OUT.db", "--specimens"),
}
WAYS = ("the program", "all", "Ctrl-C")
_ORPHANS = 10.0
"""Seconds in which what the program started must be gone."""


@dataclass(slots=True)
class Commands:
    """Where they run: a database with texts, and texts to add."""

    folder: Path

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        texts = crash.folder_of_texts(self.folder / "texts")
        for number in range(300):  # enough that the workers are started and busy
            said = json.loads((texts / f"{number % crash.TEXTS:03}.json").read_text(encoding="utf-8"))
            said |= {"symbol": f"A/RES/{60 + number // 100}/{number % 100 + 1}", "title": f"Road {number % 7}"}
            (texts / f"more-{number}.json").write_text(json.dumps(said), encoding="utf-8")
        with Store.open(self.folder / "before.db", create=True) as store:
            load_fixtures(store)
            add(store, sorted(texts.glob("0*.json"))[:6])

    def run(self, name: str, way: str, seed: int) -> bool:
        """Kill a command once, then run it to its end. Returns whether it was killed before it was done.

        Raises AssertionError if anything is left half done, held, or still running.
        """
        place = self.folder / f"{seed}"
        place.mkdir()
        database = Path(shutil.copy(self.folder / "before.db", place / "t.db"))
        chance = random.Random(f"{name} {way} {seed}")  # noqa: S311 - moments to kill at, not secrets
        process = self._start(name, place)
        if name == "add" and seed % 2 == 0:
            _wait_for_workers(process)
        time.sleep(chance.uniform(0.0 if name == "add" else 0.2, 2.5))
        early = process.poll() is None
        if way == "the program":
            process.kill()
        elif early:
            os.killpg(process.pid, signal.SIGKILL if way == "all" else signal.SIGINT)
        _, said = process.communicate(timeout=60)
        if way == "Ctrl-C" and early:
            assert process.returncode in {0, 130, -signal.SIGINT}, said  # before Python listens it just ends
            assert "Traceback" not in said or process.returncode == -signal.SIGINT, said
        self._must_be_alone(process.pid)
        self._must_be_whole(place, database)
        again = self._start(name, place)
        _, said = again.communicate(timeout=120)
        assert again.returncode == 0 or "is not here" in said or "is there already" in said, said
        with Store.open(database) as store:
            assert check(store) == ()
        shutil.rmtree(place)
        return early

    def _start(self, name: str, place: Path) -> subprocess.Popen[str]:
        places = {"TEXTS": str(self.folder / "texts"), "OUT": str(place / "out")}
        given = [one.replace("TEXTS", places["TEXTS"]).replace("OUT", places["OUT"]) for one in COMMANDS[name]]
        return subprocess.Popen(
            [sys.executable, "-m", "tracker", *given, "--db", str(place / "t.db")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            cwd=Path(__file__).parents[1],
        )

    @staticmethod
    def _must_be_alone(group: int) -> None:
        end = time.monotonic() + _ORPHANS
        while time.monotonic() < end:
            try:
                os.killpg(group, 0)
            except ProcessLookupError:
                return
            time.sleep(0.05)
        raise AssertionError("what the program started is still there")

    @staticmethod
    def _must_be_whole(place: Path, database: Path) -> None:
        crash.assert_whole(database)
        conn = sqlite3.connect(database, timeout=0)
        conn.execute("begin immediate")  # nobody holds it
        conn.close()
        for file in place.glob("*.toml"):
            read = overrides.read if "pairings" in file.name else rulings.read_rulings
            assert read(file.read_text(encoding="utf-8"), file.name).left_out == ()
        for file in place.glob("out.*"):
            data = file.read_bytes()
            if file.suffix == ".db":
                crash.assert_whole(file)
            else:
                assert data.endswith(b"</html>\n") or data[-22:-18] == b"PK\x05\x06", file


def _wait_for_workers(process: subprocess.Popen[str]) -> None:
    """Until what reads and compares for the program has begun: moments before that are those of a single process."""
    while process.poll() is None and len(_group(process.pid)) < 3:
        time.sleep(0.02)


def _group(leader: int) -> list[int]:
    """The processes of a group, where /proc tells."""
    found = []
    for one in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if os.getpgid(int(one.name)) == leader:
                found.append(int(one.name))
    return found or [leader] * 3


def main(runs: int) -> None:
    """Run them all; the first that fails ends it, with its seed."""
    with tempfile.TemporaryDirectory() as folder:
        commands, killed = Commands(Path(folder)), dict.fromkeys(COMMANDS, 0)
        for seed in range(runs):
            name, way = list(COMMANDS)[seed % len(COMMANDS)], WAYS[seed // len(COMMANDS) % len(WAYS)]
            try:
                killed[name] += commands.run(name, way, seed)
            except BaseException:
                sys.stderr.write(f"{name}, {way}, seed {seed}:\n")
                raise
        told = ", ".join(f"{name} {count}" for name, count in killed.items())
        sys.stdout.write(f"{runs} commands; killed before they were done: {told}; all whole, none left running\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS)
