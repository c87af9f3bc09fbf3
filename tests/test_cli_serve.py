"""`tracker serve` and `demo`: they start, say where, and end."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from tracker.cli import cli, serve
from tracker.errors import TrackerError

ROOT = Path(__file__).parent.parent


@pytest.fixture
def taken() -> Iterator[int]:
    """A port at which something listens."""
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _hear_interrupts() -> None:
    """A job that a shell started in the background ignores Ctrl-C, and so would its children: this one shall not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def tracker(*args: str, mirror: Path) -> Iterator[subprocess.Popen[str]]:
    """A command in a process of its own; it is ended if it doesn't end by itself."""
    environment = {**os.environ, "TRACKER_MIRROR": str(mirror), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "tracker", *args],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment,
        preexec_fn=_hear_interrupts if os.name == "posix" else None,  # noqa: PLW1509 - no threads start this
    )
    with process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def test_a_taken_port_is_told_before_anything_is_done(taken: int, tmp_path: Path) -> None:
    """One clear line with the way out, and no database yet."""
    result = CliRunner().invoke(cli, ["demo", "--port", str(taken), "--db", str(tmp_path / "tracker.db")])

    assert 2 == result.exit_code
    assert result.stderr.startswith(f"error: port {taken} of 127.0.0.1 can't be used (address already in use): choose ")
    assert 1 == len(result.stderr.splitlines())
    assert not (tmp_path / "tracker.db").exists()


def test_the_way_out_is_a_free_port(taken: int) -> None:
    """The port that is suggested can be used."""
    with pytest.raises(TrackerError) as error:
        serve.must_be_free("127.0.0.1", taken)
    suggested = int(str(error.value).rpartition(" ")[2])

    serve.must_be_free("127.0.0.1", suggested)
    assert suggested > taken


def test_a_host_that_is_none() -> None:
    """So is a host that can't be served at."""
    with pytest.raises(TrackerError, match="is no address of this machine"):
        serve.must_be_free("no.such.host.invalid", 8001)


def test_serve_needs_a_database(tmp_path: Path) -> None:
    """Without one there is nothing to show, and the message says how to begin."""
    result = CliRunner().invoke(cli, ["serve", "--port", str(free_port()), "--db", str(tmp_path / "none.db")])

    assert 2 == result.exit_code
    assert "nothing here yet" in result.stderr


def test_demo_without_a_network_goes_on_with_what_ships(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fixtures: Path
) -> None:
    """Where nothing can be fetched, that is said, and what ships is there."""
    monkeypatch.setenv("TRACKER_MIRROR", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    db = str(tmp_path / "tracker.db")
    result = CliRunner().invoke(cli, ["demo", "--no-serve", "--db", db])

    assert 0 == result.exit_code, result.output
    assert "Going on with what is here." in result.stderr
    assert "4 texts are here." in result.stderr
    assert "?." not in result.stderr
    assert "A/RES/66/152" in CliRunner().invoke(cli, ["versions", "--db", db]).stdout


def test_serve_runs_and_tells_nothing_of_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python files that lie beside a database, or where one stands, are not run; no page says in which folder it is."""
    folder = tmp_path / "unpacked"
    folder.mkdir()
    database, harm = folder / "tracker.db", f"open({str(tmp_path / 'run')!r}, 'w')\n"
    assert 0 == CliRunner().invoke(cli, ["demo", "--no-serve", "--db", str(database)], env=_offline(tmp_path)).exit_code
    for name in ("datasette.py", "sqlite3.py", "click.py"):
        (folder / name).write_text(harm)
    monkeypatch.chdir(folder)
    port = free_port()
    with serve._server(Path("tracker.db"), "127.0.0.1", port) as process:
        serve._wait_for(f"http://127.0.0.1:{port}/-/tracker", process)
        with serve._direct().open(f"http://127.0.0.1:{port}/-/databases.json", timeout=10) as answer:
            assert str(folder) not in answer.read().decode()
        foreign = urllib.request.Request(f"http://127.0.0.1:{port}/-/tracker", headers={"Host": "elsewhere.example"})
        with pytest.raises(urllib.error.HTTPError, match="403"):
            serve._direct().open(foreign, timeout=10)
    assert not (tmp_path / "run").exists()


def _offline(folder: Path) -> dict[str, str]:
    return {"TRACKER_MIRROR": str(folder), "XDG_CACHE_HOME": str(folder / "cache")}


@pytest.mark.skipif(sys.platform == "win32", reason="signals of another kind")
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_demo_shows_the_pages_and_ends_cleanly(end: signal.Signals, tmp_path: Path) -> None:
    """The address stands on a line of its own once it answers; Ctrl-C ends it in seconds, and frees the port."""
    port = free_port()
    with tracker("demo", "--port", str(port), "--db", str(tmp_path / "tracker.db"), mirror=tmp_path) as process:
        assert process.stdout is not None
        address = process.stdout.readline()
        assert f"http://127.0.0.1:{port}/-/tracker\n" == address
        with serve._direct().open(address.strip(), timeout=10) as answer:
            assert 200 == answer.status
        begun = time.monotonic()
        process.send_signal(end)
        _, said = process.communicate(timeout=20)

    assert 0 == process.returncode
    assert "Traceback" not in said
    assert "stopped" in said
    assert time.monotonic() - begun < 10
    serve.must_be_free("127.0.0.1", port)
