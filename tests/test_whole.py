"""Files are written whole or not at all: a full disk, a kill, a folder that may not be written leave what was there."""

from __future__ import annotations

import os
import resource
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from tracker import whole
from tracker.cli import cli


def test_a_file_is_written_in_the_place_of_another(tmp_path: Path) -> None:
    """Which keeps its permissions; nothing else is left in the folder."""
    target = tmp_path / "brief.html"
    whole.write(target, b"one")
    umask = os.umask(0)
    os.umask(umask)
    assert 0o666 & ~umask == stat.S_IMODE(target.stat().st_mode)

    target.chmod(0o640)
    whole.write(target, b"two")

    assert b"two" == target.read_bytes()
    assert 0o640 == stat.S_IMODE(target.stat().st_mode)
    assert [target] == list(tmp_path.iterdir())


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the disk is full only when the file is closed."""
    target = tmp_path / "brief.html"
    whole.write(target, b"one")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        whole.write(target, b"two")

    assert b"one" == target.read_bytes()
    assert [target] == list(tmp_path.iterdir())


def test_a_link_stays_one(tmp_path: Path) -> None:
    """What it leads to is written."""
    target, link = tmp_path / "real.html", tmp_path / "link.html"
    link.symlink_to(target.name)

    for text in (b"one", b"two"):
        whole.write(link, text)
        assert link.is_symlink()
        assert text == target.read_bytes()


def test_a_device_is_written_to(tmp_path: Path) -> None:
    """`-o /dev/stdout` and pipes are never replaced by a file."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    whole.write(pipe, b"through")

    assert b"through" == os.read(reader, 100)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    os.close(reader)
    whole.write(Path(os.devnull), b"gone")


@pytest.mark.parametrize("form", ["text", "csv", "docx"])
def test_output_that_cannot_be_written_is_one_line(tmp_path: Path, fixtures: Path, form: str) -> None:
    """A folder that isn't there, a folder in the file's place, a name that is too long, a full device."""
    command = ["diff", str(fixtures / "SPECIMEN_1.txt"), str(fixtures / "SPECIMEN_2.xml"), "--format", form, "-o"]
    places = {
        tmp_path / "gone" / "x.out": "no such file or directory",
        tmp_path: "is a directory",
        tmp_path / ("x" * 300): "file name too long",
        Path("/dev/full"): "no space left on device",
    }
    for place, reason in places.items():
        run = CliRunner().invoke(cli, [*command, str(place)])
        assert (2, f"error: {place} can't be written: {reason}\n") == (run.exit_code, run.stderr)
    assert [] == list(tmp_path.iterdir())


_WRITES = """
import sys
from pathlib import Path
from tracker import whole
print("ready", flush=True)
while True:
    for letter in (b"a", b"b"):
        whole.write(Path(sys.argv[1]), letter * 3_000_000)
"""


def test_a_kill_leaves_one_or_the_other(tmp_path: Path) -> None:
    """At ten moments of a program that does nothing but write."""
    target = tmp_path / "file"
    target.write_bytes(b"b" * 3_000_000)
    for moment in range(10):
        process = subprocess.Popen(
            [sys.executable, "-c", _WRITES, str(target)], stdout=subprocess.PIPE, cwd=Path(__file__).parents[1]
        )
        assert process.stdout
        assert b"ready\n" == process.stdout.readline()
        time.sleep(0.02 + moment * 0.003)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        data = target.read_bytes()
        assert data in (b"a" * 3_000_000, b"b" * 3_000_000)


def test_a_limit_of_the_system_is_one_line(tmp_path: Path, fixtures: Path) -> None:
    """Through the real command line: a file that may grow to 10,000 bytes only."""
    target = tmp_path / "x.html"
    target.write_text("before", encoding="utf-8")
    command = [sys.executable, "-m", "tracker", "diff", "SPECIMEN_1.txt", "SPECIMEN_2.xml", "--format", "html"]
    run = subprocess.run(
        [*command, "-o", str(target)],
        check=False,
        capture_output=True,
        text=True,
        cwd=fixtures,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000)),
        env={**os.environ, "PYTHONPATH": str(fixtures.parent), "PYTHONDONTWRITEBYTECODE": "1"},
    )

    assert (2, f"error: {target} can't be written: file too large\n") == (run.returncode, run.stderr)
    assert "before" == target.read_text(encoding="utf-8")
    assert [target] == list(tmp_path.iterdir())
