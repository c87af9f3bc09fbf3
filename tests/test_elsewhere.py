"""On systems that are not ours: no call that only POSIX knows, no text read or written in the system's own encoding."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import FIXTURES
from pdf_files import block, pdf

import tracker

OURS = str(Path(tracker.__file__).parent)

# Runs in every Python that is started, workers too. What Python's own modules need is there where they ask.
WITHOUT_POSIX = """
import builtins, multiprocessing, os, signal, sys

KNOWN = builtins.__import__
MODULES = {"resource", "fcntl", "pwd", "grp", "termios", "tty", "pty", "syslog", "crypt", "posix"}

def ask(name, globals=None, *rest, **more):
    if name in MODULES and (globals or {}).get("__name__", "").startswith("tracker"):
        raise ImportError(f"no {name} on this system")
    return KNOWN(name, globals, *rest, **more)

builtins.__import__ = ask
for name in "killpg sched_getaffinity getuid geteuid setsid getpgid nice fchmod chown mkfifo uname".split():
    if hasattr(os, name):
        delattr(os, name)
for name in "SIGXCPU SIGHUP SIGALRM SIGUSR1 setitimer alarm pthread_sigmask".split():
    if hasattr(signal, name):
        delattr(signal, name)
multiprocessing.get_all_start_methods = lambda: ["spawn"]
multiprocessing.context.DefaultContext.get_all_start_methods = lambda self: ["spawn"]
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A system without POSIX, whose own encoding is refused: whoever opens a text must say which it is."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "sitecustomize.py").write_text(WITHOUT_POSIX, encoding="utf-8")
    return {**os.environ, "PYTHONPATH": str(tmp_path / "elsewhere"), "PYTHONWARNDEFAULTENCODING": "1"}


def run(environment: dict[str, str], folder: Path, *arguments: str | Path) -> str:
    """What a command says; anything of our own that warns is an error."""
    command = [sys.executable, "-m", "tracker", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, cwd=folder, encoding="utf-8", env=environment, check=False)
    assert done.returncode == 0, f"{arguments}: {done.stdout}{done.stderr}"
    assert "Traceback" not in done.stderr
    assert [] == [line for line in done.stderr.splitlines() if "EncodingWarning" in line and line.startswith(OURS)]
    return done.stdout


PROBE = """
import os, signal
assert not hasattr(os, "killpg") and not hasattr(signal, "SIGXCPU")
try:
    import resource
except ImportError:
    print("without")
"""


def test_the_system_without_posix_is_one(environment: dict[str, str], tmp_path: Path) -> None:
    """What these tests stand on: what only POSIX knows is not there for a module of ours."""
    (tmp_path / "elsewhere" / "tracker_probe.py").write_text(PROBE, encoding="utf-8")
    command = [sys.executable, "-c", "import tracker_probe"]

    assert "without\n" == subprocess.check_output(command, encoding="utf-8", env=environment)


def test_every_way_in_and_out_works_without_posix(environment: dict[str, str], tmp_path: Path) -> None:
    """Two workers read all that ships, and a PDF in its fence; what is kept is compared, proved and removed."""
    lines = (
        block(72, 720, "77/999. Bridges"),
        block(72, 700, "The General Assembly,"),
        block(72, 680, "1. Decides to build a bridge."),
    )
    (tmp_path / "text.pdf").write_bytes(pdf([part for line in lines for part in line]))

    def command(*arguments: str | Path) -> str:
        return run(environment, tmp_path, *arguments, "--db", tmp_path / "tracker.db")

    command("add", FIXTURES, "--jobs", "2")
    command("add", tmp_path / "text.pdf", "--symbol", "77/999", "--jobs", "2")
    assert "Decides to build a bridge" in command("show", "77/999")
    assert "Bridges" in command("versions")
    command("rebuild")
    command("check")
    command("diff", "SPECIMEN/1", "SPECIMEN/2", "-f", "docx", "-o", tmp_path / "redline.docx")
    command("brief", "SPECIMEN/1", "SPECIMEN/2", "-o", tmp_path / "brief.html")
    command("publish", tmp_path / "public.db")
    assert {"redline.docx", "brief.html", "public.db"} <= {path.name for path in tmp_path.iterdir()}
    command("remove", "77/999")
    assert "77/999" not in command("versions")
