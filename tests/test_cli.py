"""The command line as such: help, start-up, errors, where the database is, colour and pipes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import click
import pytest
from click.testing import CliRunner

from tracker.cli import cli, database, output
from tracker.cli.group import COMMANDS
from tracker.errors import StoreError, TrackerError

ROOT = Path(__file__).parent.parent


def run(*args: str, **fields: str) -> tuple[int, str, str]:
    """Exit code, standard output, standard error of a command in this process."""
    result = CliRunner().invoke(cli, args, **fields)  # type: ignore[arg-type]  # input=... as text
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stdout, result.stderr


def command(name: str) -> click.Command:
    found = cli.get_command(click.Context(cli), name)
    assert found is not None
    return found


def modules_after(code: str, *, cwd: Path | None = None) -> set[str]:
    """Which modules are loaded after some code, in a Python of its own."""
    script = (
        f"import json, sys\ntry:\n    {code}\nexcept SystemExit: pass\nprint('\\n' + json.dumps(sorted(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=cwd)
    return set(json.loads(result.stdout.splitlines()[-1]))


def test_tracker_alone_shows_help() -> None:
    """`tracker` is no error: it shows what there is."""
    code, out, err = run()

    assert (0, "") == (code, err)
    assert out == run("--help")[1]
    assert list(COMMANDS) == [
        line.split()[0] for line in out.partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    ]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name: str) -> None:
    """Its summary is that of the list, its help says more in some lines, has examples, and explains each option."""
    found = command(name)
    text = (found.help or "").strip()
    examples = getattr(found, "examples", ())

    assert COMMANDS[name][1] == text.splitlines()[0]
    assert len(text.splitlines()) >= 3
    assert examples
    assert [] == [example for example in examples if not example.startswith(f"tracker {name}")]
    assert [] == [one.name for one in found.params if isinstance(one, click.Option) and not one.help]
    assert "\nExample" in run(name, "--help")[1]


@pytest.mark.parametrize("name", COMMANDS)
def test_examples_can_be_typed(name: str) -> None:
    """The examples in the help use options that there are."""
    found = command(name)

    for example in getattr(found, "examples", ()):
        found.make_context(name, example.split()[2:])


def test_help_loads_nothing_but_click() -> None:
    """Start-up is fast because nothing is imported before it is needed."""
    bare = modules_after("import click, importlib.metadata, json")
    more = modules_after("from tracker.cli import main; sys.argv = ['tracker', '--help']; main()") - bare
    own = {name for name in more if name.partition(".")[0] == "tracker"}

    assert {
        "tracker",
        "tracker.cli",
        "tracker.cli.group",
        "tracker.cli.options",
        "tracker.cli.output",
        "tracker.errors",
    } == own
    assert set() == {name.partition(".")[0] for name in more} - {"tracker", "click"} - set(sys.stdlib_module_names)


def test_importing_a_command_loads_nothing_heavy() -> None:
    """Also a command's own help needs nothing but click."""
    more = modules_after("from tracker.cli import main; sys.argv = ['tracker', 'diff', '--help']; main()")

    assert set() == {"lxml", "regex", "sqlite_utils", "datasette", "rapidfuzz", "tracker.model"} & more


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (("nonsense",), "error: No such command 'nonsense'.\n       Help: tracker --help\n"),
        (("diff",), "error: Missing argument 'OLD'.\n       Help: tracker diff --help\n"),
        (("diff", "a", "b", "--colour"), "error: No such option '--colour'"),
        (("serve", "--port", "0"), "error: Invalid value for '--port' / '-p': 0 is not in the range"),
    ],
)
def test_usage_errors_are_trouble(args: tuple[str, ...], expected: str) -> None:
    """One clear line on stderr, exit code 2."""
    code, out, err = run(*args)

    assert (2, "") == (code, out)
    assert err.startswith(expected)


def test_errors_of_the_program_are_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A TrackerError is one line, its candidates an indented second one, and no traceback."""

    def fail(*_: object) -> None:
        raise TrackerError("it is not there\nThere are a and b.")

    monkeypatch.setattr(database, "opened", fail)

    assert (2, "", "error: it is not there\n       There are a and b.\n") == run(
        "series", "--db", str(tmp_path / "x.db")
    )


@pytest.mark.parametrize("stop", [KeyboardInterrupt, click.Abort])
def test_ctrl_c_is_no_traceback(stop: type[BaseException], monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C says "stopped" and leaves with 130, as a shell expects."""

    def interrupt(*_: object) -> None:
        raise stop

    monkeypatch.setattr(database, "opened", interrupt)
    code, _, err = run("series")

    assert (130, "stopped") == (code, err.strip())


def test_no_database_says_what_to_do(tmp_path: Path) -> None:
    """Where there is nothing yet, the message says how to begin."""
    code, _, err = run("series", "--db", str(tmp_path / "none.db"))

    assert 2 == code
    assert err == (
        f"error: nothing here yet: there is no {tmp_path / 'none.db'}.\n"
        "       Add a file: tracker add FILE. Or see it work: tracker demo.\n"
    )


def test_where_the_database_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is named; in a checkout of this project its db/tracker.db; elsewhere the user's data folder."""
    named = tmp_path / "mine.db"
    monkeypatch.chdir(tmp_path)
    elsewhere = database.place(None)
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "resolution-tracker"\n', encoding="utf-8")

    assert named == database.place(named)
    assert ("resolution-tracker", "tracker.db") == (elsewhere.parent.name, elsewhere.name)
    assert Path("db", "tracker.db") == database.place(None)


@pytest.mark.parametrize("text", ['[project]\nname = "another"\n', "not = [toml", "project = 3\n"])
def test_another_project_is_no_checkout(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pyproject.toml of something else, or a broken one, means nothing."""
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    assert Path("db", "tracker.db") != database.place(None)


def test_tracker_db_names_the_database(tmp_path: Path) -> None:
    """TRACKER_DB stands in for --db."""
    result = CliRunner().invoke(cli, ["series"], env={"TRACKER_DB": str(tmp_path / "env.db")})

    assert f"there is no {tmp_path / 'env.db'}" in result.stderr


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    """Any other file is refused in one line."""
    other = tmp_path / "other.db"
    other.write_text("not a database, but long enough to be read as the header of one" * 20, encoding="utf-8")
    code, _, err = run("series", "--db", str(other))

    assert 2 == code
    assert err.startswith("error: ")
    assert "Traceback" not in err
    with pytest.raises(StoreError):
        database.opened(other)


@pytest.mark.parametrize(
    ("terminal", "environment", "expected"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_colour_only_on_a_terminal(
    *, terminal: bool, environment: dict[str, str], expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Colour needs a terminal, and NO_COLOR (if not empty) forbids it."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)

    assert expected == output.has_colour()
    assert not output.has_colour(Path("file.txt"))


def test_eighty_columns_where_there_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is piped or written to a file does not depend on the window that it was typed in."""
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: False)
    piped = output.width()
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)

    assert (80, 80) == (piped, output.width(Path("file.txt")))


@pytest.mark.parametrize(("said", "columns"), [("200", 200), ("10", 40), ("0", 80), ("wide", 80), ("", 80)])
def test_columns_is_believed_when_piped_too(monkeypatch: pytest.MonkeyPatch, said: str, columns: int) -> None:
    """COLUMNS holds on a terminal, in a pipe and for a file; what is no width is ignored."""
    monkeypatch.setenv("COLUMNS", said)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: False)

    assert (columns, columns) == (output.width(), output.width(Path("file.txt")))


def test_the_pager_only_for_what_is_taller(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """On a terminal a text goes through the pager only if it does not fit."""
    paged: list[str] = []
    monkeypatch.setattr(click, "echo_via_pager", lambda text, **_: paged.append(text))
    monkeypatch.setenv("LINES", "5")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    output.show("a\n" * 4)
    output.show("b\n" * 5)

    assert ["b\n" * 5] == paged
    assert "a\n" * 4 == capsys.readouterr().out


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    """An output that is a folder, or in none, is told in one line."""
    for target in (tmp_path, tmp_path / "none" / "file"):
        with pytest.raises(TrackerError, match="can't be written"):
            output.write("text", target)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of another kind")
def test_a_reader_that_leaves_is_no_trouble() -> None:
    """`tracker ... | head` ends in silence, with 0."""
    code = """
        import click
        from tracker.cli import output
        from tracker.cli.group import Tracker, tracker

        @click.command()
        def long():
            for _ in range(5000):
                output.show("line " * 20 + "\\n")

        Tracker.get_command = lambda *_: long
        tracker(["long"])
    """
    with subprocess.Popen(
        [sys.executable, "-c", dedent(code)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()

    assert (0, b"") == (process.returncode, said)


@pytest.mark.skipif(sys.platform == "win32", reason="another locale")
def test_utf8_in_any_locale() -> None:
    """Output is UTF-8 also where the system's own encoding is not."""
    environment = {
        **os.environ,
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONIOENCODING": "ascii",
    }
    code = (
        "from tracker.cli.group import _code\nfrom tracker.cli import output\n"
        "_code(lambda: output.show('\\u5927\\n'), [])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, cwd=ROOT, check=False)

    assert ("大\n".encode(), b"") == (result.stdout, result.stderr)


def test_python_m_tracker() -> None:
    """`python -m tracker` is the command."""
    result = subprocess.run([sys.executable, "-m", "tracker", "--version"], capture_output=True, text=True, check=True)

    assert result.stdout.startswith("tracker, version ")


def test_signal_numbers() -> None:
    """130 is 128 and the number of the signal that Ctrl-C sends."""
    from tracker.cli.group import _STOPPED

    assert 128 + signal.SIGINT == _STOPPED
