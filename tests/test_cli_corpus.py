"""`tracker diff` on the official texts, against SKETCHES.md 3: labels and figures only."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from tracker.cli import cli


@pytest.fixture(scope="module")
def db(corpus: Path, fixtures: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The English texts of the series that are in the corpus, and 66/152."""
    path = str(tmp_path_factory.mktemp("corpus") / "tracker.db")
    files = sorted(str(file) for file in (corpus / "series").glob("*/English/*.xml"))
    assert files
    result = CliRunner().invoke(cli, ["add", str(fixtures / "A_RES_66_152.txt"), *files, "--db", path])
    assert 0 == result.exit_code, result.output
    return path


def diff(db: str, *args: str) -> str:
    result = CliRunner().invoke(cli, ["diff", *args, "--db", db])
    assert 0 == result.exit_code, result.output
    return result.stdout


def labels(text: str) -> list[str]:
    """The labels that begin a line of a story."""
    return re.findall(r"^(?:\d+ +| {3})((?:PP|OP)\d+) +(?=\S)", text.partition("Technical updates")[0], re.MULTILINE)


def test_the_one_big_revision(db: str) -> None:
    """2020 to 2021: one formula in five paragraphs, and two more changes."""
    out = diff(db, "2020", "2021")

    assert out.startswith("A/RES/75/180, 16 December 2020  ->  A/RES/76/159, 16 December 2021     English\n")
    assert "3 changes in 7 of 32 paragraphs. Nothing new, deleted or moved. 1,272 -> 1,286\nwords." in out
    assert "One formula in five paragraphs" in out
    assert " Before, three wordings." in out
    assert re.search(r" {2}11 words$", out, re.MULTILINE)
    assert ["PP13", "OP1", "OP4", "OP8", "OP12"] == labels(out)[:5]
    assert {"OP3", "PP4"} == set(labels(out)[5:])
    assert (11, 3) == (out.count("{+"), out.count("[-"))
    assert "\n   Not in OP7: " in out
    assert "\nUnchanged  23 paragraphs (in PP15 the note is now 6)\n" in out


def test_across_texts_that_are_not_here(db: str) -> None:
    """2011 to 2019: what is new is listed, and that the years are not known is said."""
    out = diff(db, "2011", "2019")
    new = re.findall(r"(\w+) +New: ", out)

    assert "7 texts in between (sessions 67 to 73) are not here" in " ".join(out.split())
    assert {"PP2", "PP7", "PP8", "PP10", "PP11", "PP12", "OP4", "OP9", "OP10", "OP13", "OP15"} == set(new)
    assert " 878 -> 1,272 words." in " ".join(out.split())


def test_files_know_the_gap_too(db: str, corpus: Path, fixtures: Path) -> None:
    """The catalogue says how many texts lie between two files, without a database."""
    new = next((corpus / "series").glob("74session/English/*.xml"))

    assert diff(db, "2011", "2019") == diff("none.db", str(fixtures / "A_RES_66_152.txt"), str(new))


def test_a_technical_rollover(db: str) -> None:
    """2019 to 2020: no wording changed, and no story is told; the title, with another blank, is the same."""
    out = diff(db, "2019", "2020")

    assert "No wording changed: technical rollover." in out
    assert [] == labels(out)
    assert "Before: " not in out
    assert "\nPunctuation  1 paragraph: PP12\n" in out
    assert "\nUnchanged    29 paragraphs\n" in out


def test_a_year_that_is_not_here(db: str) -> None:
    """It says what is, and how to get it."""
    result = CliRunner().invoke(cli, ["diff", "2012", "2019", "--db", db])

    assert 2 == result.exit_code
    assert result.stderr.startswith(
        "error: 2012 is not here. This series has 2011 and 2019 to 2023.\n       No official file"
    )
