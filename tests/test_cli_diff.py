"""`tracker diff` of files: what is written, in which form, and what is refused. Needs no database."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from tracker.cli import cli, output, texts
from tracker.errors import UnknownVersion

NAME = "A_RES_66_152.txt"


@pytest.fixture
def old(fixtures: Path) -> str:
    """66/152 as it was supplied."""
    return str(fixtures / NAME)


@pytest.fixture
def new(fixtures: Path, tmp_path: Path) -> str:
    """66/152 with one word added, one paragraph's comma dropped."""
    text = (fixtures / NAME).read_text(encoding="utf-8")
    changed = text.replace("a culture of tolerance", "a culture of peace, tolerance", 1)
    assert changed != text
    path = tmp_path / "draft.txt"
    path.write_text(changed, encoding="utf-8")
    return str(path)


def diff(*args: str, **fields: Any) -> tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    result = CliRunner().invoke(cli, ["diff", *args], **fields)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def test_text_is_told_first(old: str, new: str) -> None:
    """Which texts, what changed, the words that carry it, what is unchanged."""
    code, out, err = diff(old, new)

    assert (0, "") == (code, err)
    assert out.startswith("A/RES/66/152, 19 December 2011  ->  A/RES/66/152, 19 December 2011     English\n")
    assert " a culture of {+peace,+} tolerance and respect for diversity, ..." in " ".join(out.split())
    assert "\nUnchanged  " in out


def test_stat_and_full(old: str, new: str) -> None:
    """--stat is a beginning of the text, --full holds every paragraph."""
    beginning, whole = diff(old, new, "--stat")[1], diff(old, new, "--full")[1]

    assert diff(old, new)[1].startswith(beginning)
    assert whole.startswith(beginning)
    assert [] == [label for label in ("PP1", "PP9", "OP1", "OP12") if f"\n{label}  " not in whole]


def test_json_is_the_contract(old: str, new: str) -> None:
    """--format json follows comparison-1, in UTF-8, and ends with a newline."""
    _, out, _ = diff(old, new, "--format", "json")
    data = json.loads(out)
    schema = json.loads(files("tracker.render").joinpath("comparison-1.schema.json").read_text(encoding="utf-8"))

    assert [] == list(Draft202012Validator(schema).iter_errors(data))
    assert ("comparison-1", 1) == (data["schema"], data["summary"]["edited"])
    assert out.endswith("}\n")
    assert "\\u" not in out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--format", "json", "--only", "substantive"], "--only goes with --format text, markdown or csv; json"),
        (["--format", "html", "--only", "substantive"], "--only goes with --format text, markdown or csv; html"),
        (["--format", "html", "--full"], "--full goes with --format text or markdown; html"),
        (["--format", "csv", "--stat"], "--stat goes with --format text or markdown; csv"),
        (["--stat", "--full"], "--stat and --full exclude each other"),
    ],
)
def test_no_option_is_silently_ignored(old: str, new: str, options: list[str], said: str) -> None:
    """An option that a format can't follow is refused in one line that names what goes together."""
    code, out, err = diff(old, new, *options)

    assert (2, "") == (code, out)
    assert err.startswith(f"error: {said}")


def test_csv_has_a_row_for_each_change(old: str, new: str) -> None:
    """--format csv is exact; --only substantive leaves rows out and says how many on stderr."""
    _, out, _ = diff(old, new, "--format", "csv")
    _, few, said = diff(old, new, "--format", "csv", "--only", "substantive")
    rows = list(csv.DictReader(io.StringIO(out, newline="")))

    assert len(json.loads(diff(old, new, "--format", "json")[1])["changes"]) == len(rows)
    assert ["peace,"] == [
        piece["text"].strip() for row in rows for piece in json.loads(row["segments"]) if piece["op"] == "insert"
    ]
    assert 1 == len(list(csv.DictReader(io.StringIO(few, newline=""))))
    assert f"not shown: {len(rows) - 1} of {len(rows)} rows (--only substantive)\n" == said


def test_html_is_one_file(old: str, new: str) -> None:
    """--format html is a page of its own that shows the added word."""
    _, out, _ = diff(old, new, "--format", "html")

    assert out.lower().startswith("<!doctype html>")
    assert "peace," in out


def test_markdown(old: str, new: str) -> None:
    """--format markdown marks the added word."""
    assert "<ins>peace,</ins>" in diff(old, new, "--format", "markdown")[1]


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json", "csv"])
def test_output_goes_to_a_file(form: str, old: str, new: str, tmp_path: Path) -> None:
    """-o FILE holds what would be printed, to the byte, and nothing is printed."""
    target = tmp_path / "out"
    code, out, _ = diff(old, new, "--format", form, "-o", str(target))
    printed = CliRunner().invoke(cli, ["diff", old, new, "--format", form]).stdout_bytes

    assert (0, "") == (code, out)
    assert printed == target.read_bytes()


def test_exit_code(old: str, new: str) -> None:
    """0 without --exit-code; with it 1 if something differs and 0 if nothing does."""
    assert [0, 1, 0] == [diff(*args)[0] for args in ((old, new), (old, new, "--exit-code"), (old, old, "--exit-code"))]
    assert 1 == diff(old, new, "--exit-code", "--only", "substantive")[0]


def test_exit_code_of_punctuation(old: str, tmp_path: Path, fixtures: Path) -> None:
    """A comma differs, but has no substance."""
    changed = tmp_path / "comma.txt"
    text = (fixtures / NAME).read_text(encoding="utf-8")
    changed.write_text(
        text.replace("a culture of tolerance and respect", "a culture of tolerance, and respect", 1), encoding="utf-8"
    )

    assert 1 == diff(old, str(changed), "--exit-code")[0]
    assert 0 == diff(old, str(changed), "--exit-code", "--only", "substantive")[0]


def test_a_text_with_itself(old: str) -> None:
    """Nothing differs, and that is said."""
    code, out, _ = diff(old, old)

    assert 0 == code
    assert "{+" not in out
    assert "\n1  " not in out


def test_standard_input(old: str, new: str) -> None:
    """- is standard input, on either side; never on both."""
    data = Path(new).read_bytes()

    assert (
        diff(old, new, "--format", "csv")[1].partition("\n")[0]
        == diff(old, "-", "--format", "csv", input=data)[1].partition("\n")[0]
    )
    assert "{+peace,+}" in diff(old, "-", input=data)[1]
    assert "[-peace,-]" in diff("-", old, input=data)[1]
    assert (2, "error: standard input can be one of the two texts, not both\n") == diff("-", "-")[::2]


@pytest.mark.parametrize("name", ["./none.txt", "none/none.txt", "none.xml", "nonsense"])
def test_a_file_that_is_not_there(name: str, old: str, tmp_path: Path) -> None:
    """One line on stderr that names it, exit code 2."""
    code, out, err = diff(old, name, "--db", str(tmp_path / "none.db"))

    assert (2, "") == (code, out)
    assert err.startswith("error: ")
    assert name in err
    assert "Traceback" not in err


def test_a_folder_is_no_text(old: str, tmp_path: Path) -> None:
    """A folder is refused in one line."""
    code, _, err = diff(old, f"{tmp_path}{os.sep}")

    assert 2 == code
    assert "can't be read" in err


def test_a_file_that_is_no_resolution(old: str, tmp_path: Path) -> None:
    """So is a file in which there is no resolution."""
    other = tmp_path / "other.txt"
    other.write_bytes(b"\x00\x01\x02")
    code, _, err = diff(old, str(other))

    assert 2 == code
    assert err.startswith("error: ")
    assert 2 >= len(err.splitlines())


def test_two_languages_are_refused(fixtures: Path, old: str) -> None:
    """Words of two languages are never compared."""
    code, _, err = diff(old, str(fixtures / "SPECIMEN_2_F.xml"))

    assert 2 == code
    assert "two languages are never compared word by word: the first text is in 'en', the second in 'fr'" in err


def test_another_language_than_asked_for(old: str, new: str) -> None:
    """--language holds for files too."""
    code, _, err = diff(old, new, "--language", "fr")

    assert 2 == code
    assert err.startswith(f"error: {NAME} is in English (en), not in fr")


def test_files_need_no_store(old: str, new: str) -> None:
    """Comparing two files loads neither the store nor sqlite-utils nor Datasette."""
    code = (
        "import json, sys\nfrom tracker.cli import main\nsys.argv = ['tracker', 'diff', *sys.argv[1:]]\n"
        "try:\n    main()\nexcept SystemExit: pass\nprint(json.dumps(sorted(sys.modules)))"
    )
    alone = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}  # it has a store
    result = subprocess.run(
        [sys.executable, "-c", code, old, new], capture_output=True, text=True, check=True, env=alone
    )
    loaded = set(json.loads(result.stdout.splitlines()[-1]))

    assert "tracker.pipeline.compare" in loaded
    assert set() == {"sqlite3", "sqlite_utils", "datasette", "tracker.store", "platformdirs", "jinja2"} & loaded


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("-", True),
        ("./none", True),
        ("../2011", True),
        ("/somewhere/x", True),
        ("C:\\x.txt", True),
        ("2011", False),
        ("s66", False),
        ("latest", False),
        ("66/152", False),
        ("A/C.3/66/L.32", False),
        ("none.txt", True),
    ],
)
def test_what_means_a_file(expression: str, *, expected: bool) -> None:
    """A path by its looks always does; a version never does where no such file is."""
    assert expected == texts.is_file(expression)


def test_a_file_that_is_called_like_a_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file `2011` is meant by ./2011 only; one with a suffix, or with a name that is no version, by its name."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "66").mkdir()
    for name in ("2011", "66/152", "mine.txt", "draft"):
        Path(name).write_text("x", encoding="utf-8")

    assert [False, False, True, True, True] == [
        texts.is_file(name) for name in ("2011", "66/152", "mine.txt", "draft", "./2011")
    ]


def test_what_is_neither_file_nor_version() -> None:
    """It says both, and what a version is."""
    with pytest.raises(UnknownVersion, match="there is no such file, and it names no version"):
        texts.chosen(None, "mine", None, None)  # type: ignore[arg-type]  # refused before the store is asked


def test_a_word_file_is_written_to_a_file_or_a_pipe(old: str, new: str, tmp_path: Path) -> None:
    """The same bytes each time, and others with another date; what tells less than the whole is refused."""
    target = tmp_path / "changes.docx"
    arguments = (old, new, "--format", "docx", "-o", str(target))

    assert (0, "", "") == diff(*arguments)
    first = target.read_bytes()
    assert first.startswith(b"PK")
    assert (0, "", "") == diff(*arguments)
    assert first == target.read_bytes()
    assert 0 == diff(*arguments, "--date", "2030-01-02")[0]
    assert first != target.read_bytes()
    assert first == CliRunner().invoke(cli, ["diff", old, new, "--format", "docx"]).stdout_bytes
    assert "docx always holds the whole comparison" in diff(*arguments, "--only", "substantive")[2]


def test_a_word_file_is_not_printed_on_a_terminal(old: str, new: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no text: one line says how to write it to a file."""
    monkeypatch.setattr(output, "is_terminal", lambda: True)

    code, out, err = diff(old, new, "--format", "docx")

    assert (2, "") == (code, out)
    assert "say where to write it: -o changes.docx" in err


@pytest.mark.parametrize("date", ["2020", "31.12.2020", "2020-02-30"])
def test_a_date_is_a_day(old: str, new: str, date: str) -> None:
    """Anything else is refused, and so is a date where the form bears none."""
    assert "is no day; write it as 2026-03-31" in diff(old, new, "--format", "docx", "--date", date)[2]
    assert "--date goes with --format docx" in diff(old, new, "--date", "2020-01-01")[2]
