"""Word files on the command line: which text of a file with tracked changes is read, shown, compared and kept."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from word_files import docx, gone, i, ins, p

from tracker.cli import cli


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft whose second paragraph was changed with its changes tracked."""
    body = (
        "A/C.3/76/L.99",
        "Bridges",
        "The General Assembly,",
        "Recalling its resolution 75/990,",
        p("1.\t", i("Decides"), " to ", gone("repair"), ins("build"), " bridges over all rivers;"),
        p("2.\t", i("Decides"), " to end."),
    )
    path = tmp_path / "mine.docx"
    path.write_bytes(docx(*body))
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(one) for one in arguments], env={"COLUMNS": "100", "NO_COLOR": "1"})


def test_a_file_against_itself_tells_what_was_changed_in_it(draft: Path) -> None:
    """With --original the old side is the file before its changes; the head says which is which."""
    result = run("diff", draft, draft, "--original", "--full")
    output = " ".join(result.output.split())

    assert 0 == result.exit_code, result.output
    assert "Old text: as it was before 2 tracked changes by Ann." in output
    assert "New text: with 2 tracked changes by Ann accepted." in output
    assert "[-repair-]{+build+}" in output


def test_without_the_option_it_is_the_accepted_text(draft: Path) -> None:
    """So a file against itself has no change; every form of the comparison says what was read."""
    result = run("diff", draft, draft, "--exit-code")
    assert (0, True) == (result.exit_code, "with 2 tracked changes by Ann accepted" in result.output)

    for form in ("markdown", "html", "json"):
        assert "with 2 tracked changes by Ann accepted" in run("diff", draft, draft, "--format", form).output


def test_show_has_both_views(draft: Path) -> None:
    """The text, and under --source what the reader noticed."""
    assert "to build bridges" in run("show", draft).output
    assert "to repair bridges" in run("show", draft, "--original").output
    said = " ".join(run("show", draft, "--source", "--original").output.split())
    assert "read as it was before them: 1 insertion and 1 deletion by Ann" in said


def test_what_is_added_as_the_original_stays_so(draft: Path, tmp_path: Path) -> None:
    """Reading the stored file again gives the same text: rebuild and check agree with what was added."""
    db = ("--db", tmp_path / "t.db")
    added = run("add", draft, "--original", "--draft", *db)
    assert 0 == added.exit_code, added.output
    assert "as it was before them" in added.output
    assert "to repair bridges" in run("show", "A/C.3/76/L.99", *db).output

    assert 0 == run("rebuild", *db).exit_code
    assert 0 == run("check", *db).exit_code
    assert "to repair bridges" in run("show", "A/C.3/76/L.99", *db).output
    against = run("diff", "A/C.3/76/L.99", draft, *db).output
    assert re.search(r"Old text: as it was before 2 tracked changes", against)


def test_the_option_is_about_files(tmp_path: Path) -> None:
    """A text of the database is as it was added: the option is refused, not ignored."""
    for arguments in (("diff", "66/152", "74/153"), ("show", "66/152")):
        result = run(*arguments, "--original", "--db", tmp_path / "t.db")
        assert "--original is about a file" in result.output
        assert 0 != result.exit_code


def test_other_formats_load_nothing_of_word(fixtures: Path) -> None:
    """Comparing two texts starts no program and opens no archive."""
    name = str(fixtures / "A_RES_66_152.txt")
    code = f"import sys, tracker; tracker.read({name!r}); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()

    assert set() == {"subprocess", "tracker.convert", "tracker.sources.word"} & set(loaded)
