"""`tracker series`: what is told of a series, and what a user types to put it right."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from test_series import text

from tracker.cli import cli
from tracker.pipeline.ingest import add
from tracker.store import Store


def run(*args: str) -> tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    result = CliRunner().invoke(cli, ["series", *args])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Bridges every second session, and ferries."""
    path = tmp_path / "tracker.db"
    with Store.open(path, create=True) as store:
        add(
            store,
            [
                *(text(f"{session}/1", f"Bridges of {1945 + session}") for session in (72, 74, 76)),
                text("74/2", "Ferries of the sea", "Urges all to use the ferries."),
            ],
        )
    monkeypatch.setenv("TRACKER_DB", str(path))
    monkeypatch.setenv("COLUMNS", "80")
    return path


def test_a_series_tells_how_often_it_comes_and_what_speaks_for_each_text(db: Path) -> None:
    """The list of all has no evidence; a series that is only one text has no period."""
    _, out, _ = run("bridges-of-2017")
    slug, title, about, *lines = out.splitlines()
    assert ("bridges-of-2017", "   Bridges of 2021") == (slug, title)
    assert "   3 texts here. en" == about
    assert [
        "   Comes every second session.",
        "   74/1 follows 72/1: the same title but for its numbers; 100% of the words are",
        "      the same",
        "   76/1 follows 74/1: the same title but for its numbers; 100% of the words are",
        "      the same",
    ] == lines
    assert "follows" not in run()[1]
    assert "Comes" not in run("ferries-of-the-sea")[1]


def test_a_text_is_split_off_and_taken_back(db: Path) -> None:
    """What is said back can be typed; it tells where the text stands now, and in which file it is kept."""
    code, out, err = run("bridges-of-2017", "--split", "76/1")
    assert (0, "") == (code, err)
    kept = db.with_name("tracker.series.toml")
    assert [
        "said by hand: 76/1 is not of one series with 74/1",
        "   76/1 stands in bridges-of-2021, alone",
        "   to take it back: tracker series --undo 76/1",
        f"kept in {kept}",
    ] == out.splitlines()
    assert "   You say: 76/1 is not of one series with 74/1" in run("bridges-of-2021")[1].splitlines()
    assert [
        "no longer said: 76/1 is not of one series with 74/1",
        "   76/1 stands in bridges-of-2017, with 72/1, 74/1",
        f"nothing is said by hand of any series, and no {kept}",
    ] == run("--undo", "A/RES/76/1")[1].splitlines()
    assert not kept.exists()


def test_a_text_is_pinned_and_that_is_handed_on(db: Path, tmp_path: Path) -> None:
    """The file that is exported says the same elsewhere; what of it can't be taken is told, and is an error."""
    run("ferries-of-the-sea", "--pin", "76/1")
    assert "   76/1 follows 74/2: you say so" in run("ferries-of-the-sea")[1].splitlines()
    file = tmp_path / "mine.toml"
    run("--export", str(file))
    run("--undo", "76/1")
    assert "you say so" not in run("ferries-of-the-sea")[1]
    assert "said of series: 1" == run("--from", str(file))[1].splitlines()[0]
    assert "you say so" in run("ferries-of-the-sea")[1]
    file.write_text('[[pin]]\ntext = "76/1"\n', encoding="utf-8")
    code, _, err = run("--from", str(file))
    assert 2 == code
    assert (
        "mine.toml: pin 1 is left out: it does not say with\nerror: 1 of mine.toml could not be taken: see above\n"
        == err
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["--pin", "76/1"], "of which series? tracker series SLUG --pin 76/1"),
        (["x", "--undo", "76/1"], "--undo takes no SLUG: it is of all series"),
        (["x", "--pin", "76/1", "--split", "76/1"], "one at a time: --pin, --split, --undo, --export or --from"),
        (["--undo", "76/1"], "nothing is said of A/RES/76/1; nothing is said of any series"),
        (["bridges-of-2017", "--split", "72/1"], "A/RES/72/1 follows no text of bridges-of-2017: its texts are"),
        (["bridges-of-2017", "--pin", "79/1"], "A/RES/79/1 is not here: `tracker versions` lists what is"),
        (
            ["ferries-of-the-sea", "--pin", "74/2"],
            "ferries-of-the-sea has no other text that A/RES/74/2 could stand with",
        ),
        (["bridges", "--pin", "76/1"], "bridges-of-2017"),
    ],
)
def test_what_cannot_be_done_says_why(db: Path, typed: list[str], said: str) -> None:
    """Nothing is changed then, and no file made."""
    code, _, err = run(*typed)
    assert 0 != code
    assert said in " ".join(err.split())
    assert not db.with_name("tracker.series.toml").exists()
