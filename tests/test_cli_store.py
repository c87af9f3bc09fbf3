"""The commands that fill a database and show what is in it."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tracker.cli import cli

SERIES = "drafting-exercise-66-152"
OFFICIAL = "enhancement-of-international-cooperation"


def run(*args: str, **fields: Any) -> tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    result = CliRunner().invoke(cli, args, **fields)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with what ships: 66/152 and the specimens."""
    from tracker.pipeline import ingest
    from tracker.store import Store

    path = tmp_path_factory.mktemp("filled") / "tracker.db"
    with Store.open(path, create=True) as store:
        ingest.load_fixtures(store)
    return path


@pytest.fixture
def db(tmp_path: Path) -> str:
    """Where a database may come into being."""
    return str(tmp_path / "new" / "tracker.db")


def test_add_and_add_again(fixtures: Path, db: str) -> None:
    """A file is added, with the folder of the database; adding it again changes nothing."""
    file = str(fixtures / "A_RES_66_152.txt")

    first, again = run("add", file, "--db", db), run("add", file, "--db", db)

    assert (0, f"added: A/RES/66/152 (en) from {file}") == (first[0], first[1].splitlines()[0])
    assert (0, "1 unchanged") == (again[0], again[1].splitlines()[-1])


def test_add_from_standard_input(fixtures: Path, db: str) -> None:
    """- reads one document from standard input."""
    code, out, _ = run("add", "-", "--db", db, input=(fixtures / "A_RES_66_152.txt").read_bytes())

    assert 0 == code
    assert "added: A/RES/66/152 (en) from standard input\n" in out


DRAFT = """\
Ponts

L'Assemblée générale,

Rappelant les ponts qui ont été construits,

1. Prie le Secrétaire général de les compter;

2. Décide de continuer de les compter.
"""


def test_a_pasted_draft_gets_what_it_does_not_say(db: str) -> None:
    """Symbol, series, language, day and that it is a draft are stated beside it, and kept when it is read again."""
    options = {"--symbol": "A/C.3/81/L.40", "--series": OFFICIAL, "--language": "fr", "--adopted": "2026-11-03"}
    stated = "--draft", *(word for option in options.items() for word in option)
    wanted = "A/C.3/81/L.40", "fr", "draft", "2026-11-03", OFFICIAL
    query = """select v.symbol, v.language, v.status, v.adopted, s.slug from versions v
join series_versions sv on sv.symbol = v.symbol join series s on s.id = sv.series_id where v.symbol like 'A/C%'"""

    code, out, _ = run("add", "-", *stated, "--db", db, input=DRAFT.encode())

    assert (0, "added: A/C.3/81/L.40 (fr) from standard input") == (code, out.splitlines()[0])
    assert [wanted] == sqlite3.connect(db).execute(query).fetchall()
    assert "draft" in next(line for line in run("versions", "--db", db)[1].splitlines() if "A/C.3/81/L.40" in line)
    assert 0 == run("rebuild", "--db", db)[0]
    assert [wanted] == sqlite3.connect(db).execute(query).fetchall()


def test_a_pasted_draft_without_a_symbol_says_what_is_missing(db: str) -> None:
    """Nothing is guessed: the line names the option that is missing."""
    code, _, err = run("add", "-", "--draft", "--db", db, input=DRAFT.encode())

    assert 2 == code
    assert "error: standard input names no symbol: state it with --symbol" in err


def test_dry_run_writes_nothing(fixtures: Path, db: str) -> None:
    """--dry-run says what would be, and the text is not there afterwards."""
    code, out, _ = run("add", str(fixtures / "A_RES_66_152.txt"), "--dry-run", "--db", db)

    assert 0 == code
    assert "would be added: A/RES/66/152 (en)" in out
    assert "66/152" not in run("versions", "--db", db)[1]


def test_a_bad_file_is_refused(tmp_path: Path, db: str) -> None:
    """One file that can't be read: one line, exit code 2."""
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\x00\x01")
    code, _, err = run("add", str(bad), "--db", db)

    assert 2 == code
    assert err.startswith("error: ")
    assert "Traceback" not in err


def test_bad_files_among_good_ones(fixtures: Path, tmp_path: Path, db: str) -> None:
    """Good files are taken, bad ones named with the reason, and the exit code is 2."""
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\x00\x01")
    code, out, err = run("add", str(fixtures / "A_RES_66_152.txt"), str(bad), "--db", db)

    assert 2 == code
    assert "1 added, 1 refused" in out
    assert f"refused: {bad} is not text" in err
    assert 1 == err.count("bad.txt")
    assert "error: 1 of 2 files was refused: see above" in err


def test_a_year_states_a_date(fixtures: Path, db: str) -> None:
    """--adopted takes a day as 2011-12-19, and refuses anything else in one line."""
    code, _, err = run("add", str(fixtures / "A_RES_66_152.txt"), "--adopted", "soon", "--db", db)

    assert 2 == code
    assert "soon is no day; write it like 2011-12-19" in err
    assert "2023-13-45 is no day" in run("add", "-", "--adopted", "2023-13-45", "--db", db)[2]


def test_series(filled: Path) -> None:
    """Each series with its slug, and how many texts are here; a series of specimens says that it is one."""
    code, out, _ = run("series", "--db", str(filled))

    assert 0 == code
    assert f"{SERIES}\n" in out
    said = "Specimens: texts of this project, no documents of the United Nations. 4 texts here: 2011 to 2013 and 2015"
    assert said in " ".join(out.split())


def test_versions(filled: Path) -> None:
    """One line for each text, oldest first, with its languages."""
    code, out, _ = run("versions", SERIES, "--db", str(filled))
    lines = [line.split() for line in out.splitlines() if line.startswith(("A/RES", "SPECIMEN"))]

    assert 0 == code
    assert ["A/RES/66/152", "SPECIMEN/1", "SPECIMEN/2", "SPECIMEN/3"] == [line[0] for line in lines]
    assert "19 December 2011  session 66  en     adopted   text" in out
    assert "en fr" in out


def test_versions_in_one_language(filled: Path) -> None:
    """--language leaves out what is not there in it, and counts it as missing."""
    out = run("versions", SERIES, "--language", "fr", "--db", str(filled))[1]

    assert "SPECIMEN/2" in out
    assert "A/RES/66/152" not in out
    assert "(2 known texts are not here: sessions 66 and 67)" in out


def test_versions_of_an_unknown_series(filled: Path) -> None:
    """A slug that is not there is refused with those that are."""
    code, _, err = run("versions", "nonsense", "--db", str(filled))

    assert 2 == code
    assert SERIES in err


def test_show_a_text(filled: Path) -> None:
    """The text as printed, labels in the margin, notes below their paragraphs."""
    code, out, _ = run("show", "66/152", "--db", str(filled))

    assert 0 == code
    assert out.startswith("A/RES/66/152, 19 December 2011     English\nEnhancement of international cooperation")
    assert "\nF     The General Assembly,\n" in out
    assert "\nPP1   Reaffirming its commitment" in out
    assert "\n      Note 1: " in out
    assert "\nOP1   1. " in out


def test_show_is_the_same_from_the_file(filled: Path, fixtures: Path) -> None:
    """What was stored reads as the file does."""
    assert run("show", "66/152", "--db", str(filled)) == run("show", str(fixtures / "A_RES_66_152.txt"))


def test_show_one_paragraph(filled: Path) -> None:
    """A label may be written with other capitals and blanks; one that is not there is refused with those that are."""
    whole = run("show", "SPECIMEN/2", "OP10 (a)", "--db", str(filled))
    code, _, err = run("show", "66/152", "OP99", "--db", str(filled))

    assert whole == run("show", "SPECIMEN/2", "op10(a)", "--db", str(filled))
    assert 1 == whole[1].count("\nOP10 (a)  ")
    assert 2 == code
    assert "error: A/RES/66/152 has no paragraph OP99.\n       It has F, PP1, " in err


def test_show_source(filled: Path, fixtures: Path) -> None:
    """Where a text came from: name, hash, size, format, and that everything has its place, or what has none."""
    data = (fixtures / "A_RES_66_152.txt").read_bytes()
    stored = run("show", "66/152", "--source", "--db", str(filled))[1]

    assert f"sha256      {hashlib.sha256(data).hexdigest()}\n" in stored
    assert f"Size        {len(data):,} bytes\n" in stored
    assert "File        A_RES_66_152.txt\n" in stored
    assert "Not placed  " in stored
    assert hashlib.sha256(data).hexdigest() in run("show", str(fixtures / "A_RES_66_152.txt"), "--source")[1]


def test_diff_of_versions(filled: Path) -> None:
    """Two texts of the database are compared by their symbols."""
    code, out, _ = run("diff", "SPECIMEN/1", "SPECIMEN/2", "--db", str(filled))

    assert 0 == code
    assert out.startswith("SPECIMEN/1, 3 December 2012  ->  SPECIMEN/2, 2 December 2013     English\n")
    assert "formula" in out


def test_diff_of_a_version_and_a_file(filled: Path, fixtures: Path) -> None:
    """A text of the database with a file gives the same as two files."""
    files = run("diff", *(str(fixtures / name) for name in ("A_RES_66_152.txt", "SPECIMEN_1.txt")), "--format", "csv")

    assert files == run("diff", "66/152", str(fixtures / "SPECIMEN_1.txt"), "--db", str(filled), "--format", "csv")
    assert files == run(
        "diff", str(fixtures / "A_RES_66_152.txt"), "SPECIMEN/1", "--db", str(filled), "--format", "csv"
    )


def test_the_language_that_both_have(filled: Path) -> None:
    """English if both have it; a file's language decides for the other side; --language is believed."""
    english = run("diff", "SPECIMEN/2", "SPECIMEN/3", "--db", str(filled), "--stat")[1]
    french = run("diff", "SPECIMEN/2", "SPECIMEN/3", "--db", str(filled), "--stat", "--language", "fr")[1]

    assert english.splitlines()[0].endswith("     English")
    assert french.splitlines()[0].endswith("     French")


def test_a_language_is_one_of_six_codes(filled: Path) -> None:
    """Capitals are the same code; what is no code is refused with the codes; fetch also takes all."""
    here = ("--db", str(filled))
    assert run("show", "66/152", "--language", "en", *here) == run("show", "66/152", "--language", "EN", *here)
    for command in (("show", "66/152"), ("versions",), ("remove", "66/152"), ("fetch", "--series", SERIES)):
        code, _, err = run(*command, "--language", "english", *here)
        assert (2, True) == (code, "'en', 'fr', 'es', 'ru', 'ar', 'zh'" in err)
    assert "'zh', 'all'" in err
    assert "[all]" in run("remove", "--help")[1]
    assert "[all]" in run("versions", "--help")[1]


def test_a_language_that_is_not_there(filled: Path) -> None:
    """It is refused with the languages that are."""
    code, _, err = run("diff", "66/152", "SPECIMEN/3", "--language", "fr", "--db", str(filled))

    assert 2 == code
    assert "A/RES/66/152 is not here in 'fr'; it is here in en" in err


def test_a_version_that_is_not_there(filled: Path) -> None:
    """It says what is here and how to get more."""
    code, _, err = run("diff", "99/1", "66/152", "--db", str(filled))

    assert 2 == code
    assert err.startswith("error: A/RES/99/1 is not here.")
    assert "tracker add FILE" in err


def test_remove(fixtures: Path, db: str) -> None:
    """Removing undoes adding; what is not there is refused."""
    run("add", str(fixtures / "A_RES_66_152.txt"), "--db", db)

    assert (0, "removed: 1 text: A/RES/66/152 (en)\n", "") == run("remove", "66/152", "--db", db)
    assert 2 == run("remove", "66/152", "--db", db)[0]


def test_rebuild_and_check(fixtures: Path, db: str) -> None:
    """A database that was tampered with is told by check; one that was not, passes after a rebuild too."""
    run("add", str(fixtures / "A_RES_66_152.txt"), str(fixtures / "SPECIMEN_1.txt"), "--db", db)

    assert (0, "checked: 2 texts, all as the documents say\n", "") == run("check", "--db", db)
    assert (0, "rebuilt from 2 files\n", "") == run("rebuild", "--db", db)
    assert 0 == run("check", "--db", db)[0]
    with sqlite3.connect(db) as conn:
        conn.execute("UPDATE paragraphs SET text = text || ' and more' WHERE label = 'OP1'")
    code, out, err = run("check", "--db", db)
    assert 2 == code
    assert "A/RES/66/152 (en)" in out
    assert "differ: see above" in err


def test_fetch_from_a_mirror_that_has_nothing(tmp_path: Path, db: str) -> None:
    """A place without the files is told in one line, and nothing is stored."""
    series = "enhancement-of-international-cooperation"
    code, _, err = run("fetch", "--series", series, "--from", str(tmp_path), "--db", db)

    assert 2 == code
    assert "error: nothing was fetched" in err


def test_fetch_of_an_unknown_series(db: str) -> None:
    """The catalogue says which series it knows."""
    code, _, err = run("fetch", "--series", "nonsense", "--db", db)

    assert 2 == code
    assert "enhancement-of-international-cooperation" in err
    assert not Path(db).exists()


def test_the_next_text_is_drafted(filled: Path, tmp_path: Path) -> None:
    """What was done and what is left open is said; the Word file is the same each time."""
    target = tmp_path / "next.docx"
    arguments = ("draft", "--from", "SPECIMEN/3", "--author", "Ann", "-o", str(target), "--db", str(filled))

    code, out, err = run(*arguments)
    first = target.read_bytes()

    assert (0, "") == (code, err)
    assert out.startswith("Base: SPECIMEN/3, 30 November 2015, English. For the seventy-second session.\n")
    assert "   PP2     66/152 of 19 December 2011 -> SPECIMEN/3 of 30 November 2015\n" in out
    assert "   OP14    seventy-second -> seventy-fourth\n" in out
    assert "Human Rights Council resolution [  ] of [  ]    was 25/3 of 27 March" in out
    assert 'the author is "Ann"' in out
    assert (0, out, "") == run(*arguments)
    assert first == target.read_bytes()


def test_a_draft_needs_its_base_and_a_name(filled: Path, fixtures: Path, tmp_path: Path) -> None:
    """A file of another kind or of another text, and an author without a name, are refused in one line."""
    arguments = ("draft", "--from", "SPECIMEN/3", "-o", str(tmp_path / "next.docx"), "--db", str(filled))

    assert "is no .docx file" in run(*arguments, "--onto", str(fixtures / "SPECIMEN_3.xml"))[2]
    assert "--author is empty" in run(*arguments, "--author", " ")[2]
    assert "--author holds what is no letter" in run(*arguments, "--author", "a\x1b[31m")[2]
    assert not (tmp_path / "next.docx").exists()
