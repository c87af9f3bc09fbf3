"""Odd surroundings: closed and full streams, a narrow terminal, no home, no temporary folder, files without end."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tracker.cli import cli
from tracker.cli.output import width

ROOT = Path(__file__).parents[1]
TEXTS = ("SPECIMEN_1.txt", "SPECIMEN_2.xml")


def run(line: str, **surroundings: str) -> subprocess.CompletedProcess[bytes]:
    """A line of the shell, "tracker" meaning this one's, among the fixtures."""
    program = f"{shlex.quote(sys.executable)} -m tracker"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **surroundings}
    return subprocess.run(
        ["sh", "-c", line.replace("tracker", program, 1)],
        check=False,
        capture_output=True,
        cwd=ROOT / "fixtures",
        env={name: value for name, value in environment.items() if value},
        timeout=60,
    )


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_trouble(tmp_path: Path, closed: str) -> None:
    """Nothing is printed where nobody listens, and nothing of it gets into the database."""
    database = tmp_path / "t.db"
    done = run(f"tracker add A_RES_66_152.txt SPECIMEN_1.txt --db {database} {closed}")
    assert (0, b"") == (done.returncode, done.stderr)

    checked = run(f"tracker check --db {database}")
    assert (0, b"checked: 2 texts, all as the documents say\n") == (checked.returncode, checked.stdout)


def test_a_closed_standard_input_is_empty() -> None:
    """One line."""
    done = run("tracker show - <&-")
    assert (2, b"error: standard input is empty\n") == (done.returncode, done.stderr)


@pytest.mark.parametrize("command", ["diff {} {}", "show {}", "diff {} {} --format docx"])
def test_a_full_standard_output_is_one_line(command: str) -> None:
    """As when a disk is full behind a `>`."""
    done = run(f"tracker {command.format(*TEXTS)} > /dev/full")
    assert (2, b"error: standard output can't be written: no space left on device\n") == (done.returncode, done.stderr)


def test_a_reader_who_leaves_is_no_trouble() -> None:
    """`| head`."""
    done = run(f"tracker diff {' '.join(TEXTS)} --full | head -1")
    assert (0, b"") == (done.returncode, done.stderr)


@pytest.mark.parametrize(
    ("said", "columns"),
    [("20", 40), ("0", 80), ("-5", 80), ("abc", 80), ("120", 120), ("000120", 120), ("9" * 40, 1000), ("", 80)],
)
def test_columns_are_bounded(monkeypatch: pytest.MonkeyPatch, said: str, columns: int) -> None:
    """Whatever COLUMNS says: no narrower than words, and never a line of a million blanks."""
    monkeypatch.setenv("COLUMNS", said)
    assert columns == width(Path("x"))


@pytest.mark.parametrize(
    "surroundings",
    [
        {"TMPDIR": "/nonexistent", "TEMP": "/nonexistent", "TMP": "/nonexistent"},
        {"HOME": "", "XDG_DATA_HOME": "", "XDG_CACHE_HOME": ""},
        {"HOME": "/proc/nowhere"},
        {"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "ar_EG.UTF-8", "LANG": "no such locale"},
        {"NO_COLOR": "1", "TERM": "dumb"},
    ],
    ids=["TMPDIR", "no home", "home not to be written", "ascii", "locale", "no colour"],
)
def test_surroundings_alter_nothing(surroundings: dict[str, str]) -> None:
    """The same bytes."""
    line = f"tracker diff {' '.join(TEXTS)}"
    assert run(line, COLUMNS="").stdout == run(line, COLUMNS="", **surroundings).stdout != b""


def test_a_home_that_nobody_has(tmp_path: Path) -> None:
    """~name of nobody is taken for a name."""
    for command in (["show", "~nosuchuser/x.txt"], ["fetch", "-s", "x", "--from", "~nosuchuser/x", "--db", "t.db"]):
        done = CliRunner().invoke(cli, [one.replace("t.db", str(tmp_path / "t.db")) for one in command])
        assert 2 == done.exit_code, done.exception
        assert done.stderr.startswith("error: ")


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    """A command in a folder that somebody deleted says where it looked."""
    done = run(f"cd {tmp_path} && mkdir gone && cd gone && rmdir ../gone && tracker versions", HOME=str(tmp_path))
    assert 2 == done.returncode
    assert done.stderr.startswith(b"error: nothing here yet: there is no ")


@pytest.mark.parametrize("command", ["show /dev/zero", "show -", "diff /dev/zero {}", "add -", "add /dev/zero"])
def test_what_has_no_end_is_refused(tmp_path: Path, command: str) -> None:
    """One line, and no more memory than for the largest file that is read."""
    done = run(f"ulimit -v 1500000; tracker {command.format(*TEXTS)} --db {tmp_path / 't.db'} < /dev/zero")
    name = b"standard input" if "-" in command else b"/dev/zero"
    refused = b" is refused: it has more than 64 MB, which no resolution has\n"
    assert (2, b"error: " + name + refused) == (done.returncode, done.stderr)


def test_a_file_of_gigabytes_is_refused_at_once(tmp_path: Path) -> None:
    """It is not read to its end."""
    file = tmp_path / "large.txt"
    with file.open("wb") as opened:
        opened.truncate(2 << 30)
    done = run(f"ulimit -v 1500000; tracker show {file}")
    assert (2, f"error: {file} is refused: it has more than 64 MB, which no resolution has\n") == (
        done.returncode,
        done.stderr.decode(),
    )
