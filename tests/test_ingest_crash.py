"""Killed in the middle, each document is whole or absent, and running it again completes the work."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tracker.pipeline.ingest import add, check, load_fixtures
from tracker.store import Store

RUNS = 5
TEXTS = 40
PROGRAM = """
import sys
from tracker.pipeline.ingest import add, load_fixtures
from tracker.store import Store
with Store.open(sys.argv[1], create=True) as store:
    print("ready", flush=True)
    load_fixtures(store)
    add(store, [sys.argv[2]])
print("done", flush=True)
"""


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


def start(database: Path, folder: Path) -> subprocess.Popen[str]:
    """A run in a process of its own, as soon as it begins to write."""
    command = [sys.executable, "-c", PROGRAM, str(database), str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def whole(store: Store) -> bool:
    """Whether the file is sound and every text in it is that of its document; what is derived may be missing."""
    (sound,) = store.conn.execute("pragma integrity_check").fetchone()
    loose = store.conn.execute("pragma foreign_key_check").fetchall()
    return (sound, loose) == ("ok", []) and not [line for line in check(store) if "comparison" not in line]


@pytest.mark.parametrize("seed", range(RUNS))
def test_killed_and_run_again(tmp_path: Path, seed: int) -> None:
    """Killed twice at random moments (of the time that a whole run takes), then run once more: complete and checked."""
    folder, database = folder_of_texts(tmp_path / "texts"), tmp_path / "tracker.db"
    started = time.monotonic()
    start(tmp_path / "whole.db", folder).communicate()
    duration = time.monotonic() - started
    moments = random.Random(seed)  # noqa: S311  # moments to kill at, not secrets

    for _ in range(2):
        process = start(database, folder)
        time.sleep(moments.uniform(0, duration / 2))
        process.kill()
        process.communicate()
        with Store.open(database) as store:
            assert whole(store)

    with Store.open(database) as store, Store.open(tmp_path / "whole.db") as expected:
        load_fixtures(store)
        add(store, [folder])
        assert check(store) == ()
        assert [store.resolution(version) for version in store.versions()] == [
            expected.resolution(version) for version in expected.versions()
        ]
        assert [store.versions(series.slug) for series in store.series()] == [
            expected.versions(series.slug) for series in expected.series()
        ]
