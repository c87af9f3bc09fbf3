"""`tracker pair`: what a delegate types, and what is said back."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tracker.cli import cli

FIRST, SECOND = "specimen-1", "SPECIMEN/2"
NO_VERSION = (
    "'specimen-9' names no version: write a symbol (66/152), a year (2011), a session (s66), latest, previous, "
    "or a file (./name)."
)
NO_PAIRING = "no pairing by hand says that; these two texts have none: `tracker pair` lists all"


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
def db(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, which TRACKER_DB names."""
    path = tmp_path / "tracker.db"
    shutil.copy(filled, path)
    monkeypatch.setenv("TRACKER_DB", str(path))
    return path


def changes() -> list[dict[str, Any]]:
    """The changes between the two specimens that were paired by hand."""
    _, out, _ = run("diff", FIRST, SECOND, "--format", "json")
    return [one for one in json.loads(out)["changes"] if "override" in one["flags"]]


def test_a_pairing_is_said_listed_and_taken_back(db: Path) -> None:
    """What is said back can be typed; it says what the program finds alone, and where it is kept."""
    code, out, err = run("pair", f"{FIRST}:pp10", f"{SECOND}:PP10", "--note", "the same  thought")

    assert (0, "") == (code, err)
    first, pairing, note, alone, back, where = out.splitlines()
    assert ("paired by hand:", "SPECIMEN/1:PP10 SPECIMEN/2:PP10 --language en") == (first, pairing)
    assert note.startswith("   the same thought (20")
    assert "   The program alone: PP10 became OP3, PP10 new." == alone
    assert f"   to take it back: tracker pair --remove {pairing}" == back
    assert f"kept in {db.with_name('tracker.pairings.toml')}" == where
    assert (0, f"{pairing}\n{note}\n{alone}\n", "") == run("pair")
    assert [("PP10", "PP10")] == [(one["old"][0]["label"], one["new"][0]["label"]) for one in changes()]

    code, out, _ = run("pair", "--remove", *pairing.split())
    assert (0, "no longer paired by hand:") == (code, out.splitlines()[0])
    assert f"no pairing by hand is left, and no {db.with_name('tracker.pairings.toml')}" == out.splitlines()[-1]
    assert [] == changes()
    assert (0, "") == run("pair")[:2]
    assert "tracker pair 2020:OP7 2021:OP8" in run("pair")[2]


@pytest.mark.usefixtures("db")
def test_brackets_and_none(capsys: pytest.CaptureFixture[str]) -> None:
    """OP10b is OP10 (b); none says that there is no such paragraph in the other text."""
    code, out, _ = run("pair", "66/152:NONE", f"{FIRST}:OP1")
    assert (0, "66/152:none SPECIMEN/1:OP1 --language en") == (code, out.splitlines()[1])

    code, out, _ = run("pair", f"{FIRST}:OP9", f"{SECOND}:op10,OP10a,OP10-b")
    assert (0, "SPECIMEN/1:OP9 'SPECIMEN/2:OP10,OP10 (a),OP10 (b)' --language en") == (code, out.splitlines()[1])
    assert ["split"] == [one["kind"] for one in changes()]


@pytest.mark.usefixtures("db")
def test_in_a_language_or_in_all() -> None:
    """--language is that of the texts, or all of those in which both are."""
    ends = ("SPECIMEN/2:OP10(b)", "SPECIMEN/3:none")

    assert "   said of fr alone; --language all says it of en too\n" in run("pair", *ends, "-l", "fr")[1]
    assert ["'SPECIMEN/2:OP10 (b)' SPECIMEN/3:none --language all"] == run("pair", *ends, "-l", "all")[1].splitlines()[
        1:2
    ]
    assert "that is said of all languages already" in run("pair", *ends, "-l", "fr")[2]
    assert "--language fr and en: name one, or all" in run("pair", *ends, "-l", "fr", "-l", "en")[2]
    assert (2, "") == run("pair", f"{FIRST}:OP1", f"{SECOND}:OP1", "-l", "fr")[:2]


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    ("args", "line"),
    [
        (("specimen-1", "specimen-2:OP1"),
         "specimen-1: say which paragraph, as specimen-1:OP7, or specimen-1:none if there is none in that text"),
        (("OP1", "OP2"), "OP1: a text comes before its paragraph, as 2021:OP1"),
        (("OP1:specimen-1", "specimen-2:OP2"),
         "OP1:specimen-1: a text comes before its paragraph, as specimen-1:OP1"),
        (("specimen-1:3", "specimen-2:OP1"), "SPECIMEN/1 (en) has no paragraph 3; did you mean OP3 or PP3?"),
        (("specimen-1:OP1",),
         "specimen-1:OP1 and what? give two paragraphs, as 2020:OP7 2021:OP8, or 2021:none for none"),
        (("specimen-1:OP1", "specimen-2:OP1", "--export", "-"),
         "give two paragraphs, as 2020:OP7 2021:OP8, or --export, or --from, or nothing"),
        (("--remove",), "say which paragraphs: 2020:OP7 2021:OP8"),
        (("specimen-1:none", "specimen-2:none"), "it names no paragraph of either text"),
        (("specimen-1:OP1", "SPECIMEN/1:OP2"), "SPECIMEN/1 can't be paired with itself: name two texts"),
        (("specimen-1:OP33", "specimen-2:OP1"),
         "SPECIMEN/1 (en) has no paragraph OP33; nearest: OP3, OP13"),
        (("specimen-1:PP33", "specimen-2:OP1"), "SPECIMEN/1 (en) has no paragraph PP33; nearest: PP3"),
        (("specimen-1:H1", "specimen-2:OP1"),
         "SPECIMEN/1 (en) has no paragraph H1; nearest: F, PP1, PP2, PP3, PP4"),
        (("specimen-2:F", "specimen-9:OP1"), NO_VERSION),
        (("--remove", "77/1:OP1", "76/1:OP1"), NO_PAIRING),
    ],
)  # fmt: skip
def test_what_cannot_be_paired(args: tuple[str, ...], line: str) -> None:
    """One clear line, exit code 2, and nothing is kept."""
    code, out, err = run("pair", *args)

    assert (2, "", f"error: {line}") == (code, out, err.splitlines()[0])
    assert (0, "") == run("pair")[:2]


@pytest.mark.usefixtures("db")
def test_said_again_without_a_language_it_keeps_the_one_it_has() -> None:
    """A new note on what is said of all languages: not the same once more of English."""
    ends = ("SPECIMEN/2:OP9", "SPECIMEN/3:OP10")
    run("pair", *ends, "-l", "all", "--note", "first")
    code, out, _ = run("pair", *ends, "--note", "second")
    assert (0, "SPECIMEN/2:OP9 SPECIMEN/3:OP10 --language all") == (code, out.splitlines()[1])
    assert ["second"] == [line.split()[0] for line in run("pair")[1].splitlines()[1:2]]


@pytest.mark.usefixtures("db")
def test_what_stays_in_another_language_is_named() -> None:
    """--remove takes back the English one, and says what is still there."""
    ends = ("SPECIMEN/2:OP9", "SPECIMEN/3:OP10")
    run("pair", *ends)
    run("pair", *ends, "-l", "fr")
    code, out, _ = run("pair", "--remove", *ends)
    assert (0, "SPECIMEN/2:OP9 SPECIMEN/3:OP10 --language en") == (code, out.splitlines()[1])
    assert "still there: SPECIMEN/2:OP9 SPECIMEN/3:OP10 --language fr" in out.splitlines()


@pytest.mark.usefixtures("db")
def test_none_is_said_in_its_own_words() -> None:
    """What is said to be new or deleted was paired with nothing; the older text comes first, however it is typed."""
    _, out, _ = run("pair", f"{SECOND}:none", f"{FIRST}:PP5")
    assert ["said by hand to be deleted:", "SPECIMEN/1:PP5 SPECIMEN/2:none --language en"] == out.splitlines()[:2]
    assert "said by hand to be deleted:" == run("pair", f"{FIRST}:OP1", f"{SECOND}:none")[1].splitlines()[0]
    assert "said by hand to be new:" == run("pair", f"{FIRST}:none", f"{SECOND}:OP2")[1].splitlines()[0]
    shown = run("diff", FIRST, SECOND)[1]
    assert "OP1: Said by hand to be deleted. The program alone: " in shown


def test_what_is_exported_is_read_elsewhere(db: Path, tmp_path: Path) -> None:
    """--export prints or writes what is kept; --from adds it to what is here, and tells trouble line by line."""
    run("pair", f"{FIRST}:PP10", f"{SECOND}:PP10")
    kept = db.with_name("tracker.pairings.toml").read_text(encoding="utf-8")
    assert (0, kept, "") == run("pair", "--export", "-")
    run("pair", "--export", str(tmp_path / "mine.toml"))
    assert kept == (tmp_path / "mine.toml").read_text(encoding="utf-8")

    run("pair", "--remove", f"{FIRST}:PP10", f"{SECOND}:none")
    code, out, err = run("pair", "--from", str(tmp_path / "mine.toml"))
    assert (0, "pairings by hand: 1, 1 added", "") == (code, out.splitlines()[0], err)

    broken = '[[pairing]]\nold = "66/152"\n'
    code, out, err = run("pair", "--from", "-", input=broken)
    assert (2, "pairings by hand: 1, 0 added") == (code, out.splitlines()[0])
    assert [
        "standard input: pairing 1 is left out: it does not say old_labels and new and new_labels and language",
        "error: 1 of standard input are not in force: see above",
    ] == err.splitlines()


def test_rebuild_and_check_say_what_is_left_out(db: Path) -> None:
    """The rest is done; the line says which pairing, and why."""
    run("pair", f"{FIRST}:PP10", f"{SECOND}:PP10")
    file = db.with_name("tracker.pairings.toml")
    file.write_text(file.read_text(encoding="utf-8") + '[[pairing]]\nold = "66/152"\n', encoding="utf-8")

    code, _, err = run("rebuild")
    assert (2, f"pairings by hand: 1, from {file}") == (code, err.splitlines()[0])
    assert err.splitlines()[1].startswith("error: all else was rebuilt; tracker.pairings.toml: pairing 2 is left out")
    code, out, err = run("check")
    assert (2, "tracker.pairings.toml: pairing 2 is left out") == (code, out.partition(": it does")[0])
    assert 1 == len(changes())


@pytest.mark.usefixtures("db")
def test_every_format_says_that_it_was_paired_by_hand() -> None:
    """Beside the change, with the note; what was unchanged by words alone is named too."""
    run("pair", f"{FIRST}:PP10", f"{SECOND}:PP10", "--note", "<b>agreed</b>")
    run("pair", f"{FIRST}:PP3", f"{SECOND}:PP3")
    said = {form: run("diff", FIRST, SECOND, "--format", form)[1] for form in ("text", "markdown", "html", "csv")}

    assert "PP10      Reworded, paired by hand: " in said["text"]
    assert "Paired by hand  PP3: The program alone finds the same." in said["text"]
    assert "PP10: <b>agreed</b>. The program alone: PP10 became" in said["text"]
    assert "- PP10: \\<b\\>agreed\\</b\\>. The program alone: PP10 became OP3, PP10 new." in said["markdown"]
    assert "Paired by hand: &lt;b&gt;agreed&lt;/b&gt;. The program alone: PP10 became OP3" in said["html"]
    assert '<span class="word">Unchanged, paired by hand</span>' in said["html"]
    assert '"Reworded, paired by hand"' in said["csv"]


def test_a_note_is_shown_without_what_a_terminal_obeys(db: Path) -> None:
    """Control characters of a note, and bytes that are no letters, do nothing."""
    run("pair", f"{FIRST}:PP10", f"{SECOND}:PP10", "--note", "red \x1b[31m \udcff")

    assert "\x1b" not in run("pair")[1] + run("diff", FIRST, SECOND)[1]
    assert 'note = "red \\u001b[31m ?"' in db.with_name("tracker.pairings.toml").read_text(encoding="utf-8")
