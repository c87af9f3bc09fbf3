"""`tracker brief` and `tracker table`: which texts are meant, in which format, and what is refused."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from bridges import build
from click.testing import CliRunner

from tracker.cli import cli

FIXTURES = Path(__file__).parent.parent / "fixtures"
_SPECIMENS = ("--series", "drafting-exercise-66-152")


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Three years of "Bridges" in English, two in Arabic."""
    return str(build(tmp_path_factory.mktemp("reports") / "tracker.db"))


def run(*args: str, **fields: Any) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli, args, **fields)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("command", ["brief", "table"])
def test_without_texts_the_whole_series(command: str, db: str) -> None:
    """The only series is meant, from its oldest text to its newest."""
    code, out, _ = run(command, "--db", db, "--series", "bridges", env={"COLUMNS": "200"})

    assert 0 == code
    assert "A/RES/72/1 (2017) to A/RES/75/3 (2020)" in out


def test_from_a_text_to_the_latest(db: str) -> None:
    """One text: from it to the newest."""
    code, out, _ = run("brief", "2019", "--db", db, "--series", "bridges", env={"COLUMNS": "200"})

    assert 0 == code
    assert "A/RES/74/2 (2019) to A/RES/75/3 (2020)" in out


def test_two_files_need_no_database(tmp_path: Path) -> None:
    """A delegate's draft against a text: both are files, and nothing is stored."""
    old, new = str(FIXTURES / "SPECIMEN_1.txt"), str(FIXTURES / "SPECIMEN_2.xml")

    code, out, _ = run("brief", old, new, env={"TRACKER_DB": str(tmp_path / "none.db"), "COLUMNS": "200"})

    assert 0 == code
    assert "SPECIMEN/1 (2012) to SPECIMEN/2 (2013), English." in out
    assert "Specimens of this project, not documents of the United Nations." in out


@pytest.mark.parametrize(
    ("name", "start"),
    [("a.docx", b"PK"), ("a.html", b"<!DOCTYPE html>"), ("a.md", b"# Change brief"), ("a", b"Change")],
)
def test_the_name_of_the_file_says_the_format(name: str, start: bytes, db: str, tmp_path: Path) -> None:
    """-o brief.docx is enough."""
    code, _, _ = run("brief", "--series", "bridges", "--db", db, "-o", str(tmp_path / name))

    assert 0 == code
    assert (tmp_path / name).read_bytes().startswith(start)


def test_arabic(db: str, tmp_path: Path) -> None:
    """The texts in another language; the report's own words stay English."""
    code, _, _ = run("table", "--series", "bridges", "--language", "ar", "--db", db, "-o", str(tmp_path / "a.docx"))

    assert 0 == code
    assert "Arabic." in "".join(one.text for one in docx.Document(str(tmp_path / "a.docx")).paragraphs)


@pytest.mark.parametrize(
    ("arguments", "environment", "created"),
    [
        ((), {}, "2020-12-16"),
        ((), {"SOURCE_DATE_EPOCH": "1700000000"}, "2023-11-14"),
        (("--date", "2021-01-02"), {"SOURCE_DATE_EPOCH": "1700000000"}, "2021-01-02"),
    ],
)
def test_its_date(arguments: tuple[str, ...], environment: dict[str, str], created: str, db: str) -> None:
    """That of the newest text, unless SOURCE_DATE_EPOCH or --date says otherwise; made again it is the same."""
    command = ("brief", "--series", "bridges", "--db", db, "--format", "docx", *arguments)
    files = [CliRunner().invoke(cli, command, env=environment).stdout_bytes for _ in range(2)]

    assert files[0] == files[1]
    found = docx.Document(BytesIO(files[0])).core_properties.created
    assert found is not None
    assert created == found.date().isoformat()


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("brief", "2019", "2019"), "was named twice"),
        (("brief", "./no.docx"), "name the text that it is compared with too"),
        (("brief", "--series", "none"), "none"),
        (("brief", "--language", "fr"), "is not here in fr; it is in en, ar"),
        (("brief", "--format", "csv"), "'csv' is not one of"),
    ],
)
def test_what_is_refused_in_one_line(command: tuple[str, ...], said: str, db: str) -> None:
    """Trouble is one clear line, and the exit code 2."""
    series = () if "--series" in command else ("--series", "bridges")
    result = CliRunner().invoke(cli, [*command, *series, "--db", db])

    assert 0 != result.exit_code
    assert said in f"{result.stderr}{result.exception}"


def test_only_substantive(db: str) -> None:
    """Rows without substance are counted."""
    code, out, _ = run("table", "--series", "bridges", "--only", "substantive", "--db", db, "--format", "markdown")

    assert 0 == code
    assert "(--only substantive)." in out


def test_one_column_for_each_year(db: str) -> None:
    """--years, also as CSV."""
    code, out, _ = run("table", "--series", "bridges", "--years", "--db", db, "--format", "csv")

    assert 0 == code
    assert out.startswith("row,label,other_labels,symbol,adopted,year,label_there,mark")


@pytest.mark.parametrize(
    ("name", "start"),
    [("r.html", b"<!DOCTYPE"), ("r.docx", b"PK"), ("r.md", b"# Rep"), ("r.json", b"{"), ("r.zip", b"PK")],
)
def test_the_report_in_every_format(name: str, start: bytes, db: str, tmp_path: Path) -> None:
    """One file each; JSON and the archive hold all."""
    code, _, _ = run("report", "--series", "bridges", "--db", db, "-o", str(tmp_path / name))

    assert 0 == code
    assert (tmp_path / name).read_bytes().startswith(start)


def test_the_report_from_a_text_to_another(db: str) -> None:
    """--from and --to, each alone too."""
    ends = [
        run("report", "--series", "bridges", "--db", db, *arguments, env={"COLUMNS": "200"})[1]
        for arguments in (("--from", "2019"), ("--to", "2019"), ("--from", "2017", "--to", "2020"))
    ]

    assert "A/RES/74/2 (2019) to A/RES/75/3 (2020)" in ends[0].splitlines()[1]
    assert "A/RES/72/1 (2017) to A/RES/74/2 (2019)" in ends[1].splitlines()[1]
    assert "A/RES/72/1 (2017) to A/RES/75/3 (2020)" in ends[2].splitlines()[1]


def test_json_is_always_whole(db: str) -> None:
    """--only is refused where it would be without effect."""
    result = CliRunner().invoke(cli, ["report", "--db", db, "--only", "substantive", "--format", "json"])

    assert "json always holds the whole" in f"{result.stderr}{result.exception}"
