"""Work for several processes: in order, past what fails, and not a process outlives its program."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tracker.pipeline import workers
from tracker.pipeline.workers import Died, Workers

TOGETHER = """
import signal, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
from tracker.pipeline.workers import Workers
if __name__ == "__main__":
    import tracker.pipeline.workers as module
    module._MOMENT = 0
    with Workers(2) as pool:
        for value, result in pool.each(time.sleep, [0, 0.1, 0.1, 60, 60]):
            result.get()
            print("done", value, flush=True)
"""


def root(value: int) -> float:
    """What can fail."""
    if value < 0:
        raise ValueError(value)
    return float(value**0.5)


def dying(value: int) -> int:
    """What takes its process with it."""
    if value == 3:
        os._exit(9)
    return os.getpid()


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes are started after the first value."""
    monkeypatch.setattr(workers, "_MOMENT", -1)


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_order_and_errors_as_they_were(jobs: int) -> None:
    """One that fails is no end."""
    values = [4, -1, 9, *range(40)]
    with Workers(jobs) as pool:
        found = list(pool.each(root, values))

    assert [value for value, _ in found] == values
    assert [result.get() for value, result in found if value >= 0] == [value**0.5 for value in values if value >= 0]
    with pytest.raises(ValueError, match="-1"):
        found[1][1].get()


def test_one_that_dies_is_one_value_lost() -> None:
    """The others are worked on again."""
    with Workers(2) as pool:
        found = dict(pool.each(dying, range(20)))

    with pytest.raises(Died):
        found.pop(3).get()
    assert all(result.get() for result in found.values())
    assert len({result.get() for result in found.values()}) > 1


def test_little_work_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is done before one would be there."""
    monkeypatch.setattr(workers, "_MOMENT", 60)
    with Workers(2) as pool:
        assert {result.get() for _, result in pool.each(dying, [0, 1, 2, 4])} == {os.getpid()}


def children(parent: int) -> set[int]:
    """The processes that a process started, and those that these started."""
    found: set[int] = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8").rpartition(") ")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent:
            found |= {int(stat.parent.name)} | children(int(stat.parent.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes as Linux shows them")
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT])
def test_no_process_outlives_its_program(tmp_path: Path, end: signal.Signals) -> None:
    """Killed or interrupted, it takes its workers with it, what they do half done."""
    (tmp_path / "program.py").write_text(TOGETHER, encoding="utf-8")
    process = subprocess.Popen([sys.executable, str(tmp_path / "program.py")], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert [process.stdout.readline() for _ in range(2)] == ["done 0\n", "done 0.1\n"]
    started = children(process.pid)
    assert len(started) >= 2

    process.send_signal(end)
    process.communicate(timeout=60)

    deadline = time.monotonic() + 30
    while alive := {one for one in started if Path(f"/proc/{one}").exists()}:
        assert time.monotonic() < deadline, alive
        time.sleep(0.05)


def test_results_stand_in_for_map(monkeypatch: pytest.MonkeyPatch) -> None:
    """In their order, here or elsewhere; what is raised is raised where the result is asked for."""
    monkeypatch.setattr(workers, "_MOMENT", 0)
    for jobs in (1, 2):
        with Workers(jobs) as pool:
            assert [1.0, 2.0, 3.0, 4.0] == list(pool.results(root, [1, 4, 9, 16]))
            with pytest.raises(ValueError, match="-1"):
                list(pool.results(root, [1, -1, 4]))
