"""tracker publish: what a copy for the public holds, and that nothing of the rest is left in its bytes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import bridges
import pytest
from click.testing import CliRunner
from documents import document, resolution

from tracker.cli import cli
from tracker.errors import StoreError
from tracker.model import Series
from tracker.pairing import made
from tracker.pipeline.publishing import publish
from tracker.store import Store

_KEPT = "Decides that the ferrymen of Ferryport shall keep this to themselves;"
_NOTE = "agreed behind the third pillar"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """The bridges, with a draft of the next text, a series of drafts only, and a pairing with a note."""
    path = bridges.build(tmp_path / "tracker.db", derived=True)
    with Store.open(path) as store:
        for name, status in (("A/C.3/76/L.1", "tabled"), ("A/C.3/76/L.2", "draft")):
            text, data = document(resolution(name, f"OP1 {_KEPT}", status=status))
            store.save(text, data=data)
        store.link(bridges.SERIES, "A/C.3/76/L.1", "stated")
        store.save_series(Series("ferries", "Ferries that nobody knows of"))
        store.link("ferries", "A/C.3/76/L.2", "stated")
        first, second = ("A/RES/72/1", ("OP1",)), ("A/RES/74/2", ("OP2",))
        store.save_pairings([made(first, second, "en", note=_NOTE, by="A. Delegate", on=date(2021, 1, 5))])
        store.finish()
    return path


def shared(database: Path, target: Path, **more: bool) -> Store:
    """The copy, opened."""
    with Store.open(database, readonly=True) as store:
        publish(store, target, **more)
    return Store.open(target, readonly=True)


def test_drafts_specimens_and_notes_stay_behind(database: Path, tmp_path: Path) -> None:
    """Adopted texts and their series are there, with fresh comparisons; a pairing stays, without who and why."""
    with shared(database, tmp_path / "public.db") as store:
        assert {"adopted"} == {item.status for item in store.versions()}
        assert [bridges.SERIES] == [one.slug for one in store.series()]
        (paired,) = store.pairings()
        assert ("", "") == (paired.note, paired.by)
        comparison = store.comparison(bridges.SERIES, "en", "72-1", "74-2")
        assert comparison is not None
        assert any("override" in change.flags for change in comparison.changes)
        assert store.lineages(bridges.SERIES, "ar")
        assert [] == store.conn.execute("pragma foreign_key_check").fetchall()


def test_nothing_of_what_stayed_is_in_the_bytes(database: Path, tmp_path: Path) -> None:
    """Not the words of a draft, nor the name of its series, a specimen's symbol, or a note; all are in the original."""
    for words in (_KEPT, "Ferries that nobody knows of", "SPECIMEN/1", _NOTE, "A. Delegate"):
        assert words.encode() in database.read_bytes()
    with shared(database, tmp_path / "public.db"):
        found = (tmp_path / "public.db").read_bytes()

    assert [] == [
        words
        for words in (_KEPT, "nobody knows", "SPECIMEN/1", "third pillar", "A. Delegate", "L.1")
        if words.encode() in found
    ]


def test_what_is_asked_for_comes_along(database: Path, tmp_path: Path) -> None:
    """Drafts, specimens and notes, each for the asking; with all of them the copy holds what the original does."""
    with shared(database, tmp_path / "all.db", drafts=True, specimens=True, notes=True) as store:
        assert {"adopted", "tabled", "draft", "specimen"} == {item.status for item in store.versions()}
        assert _NOTE == store.pairings()[0].note
        assert 3 == len(store.series())


def test_a_file_is_never_overwritten_and_never_half_written(database: Path, tmp_path: Path) -> None:
    """An existing target is refused; where nothing would be left, nothing is written."""
    target = tmp_path / "public.db"
    target.write_text("mine")
    with Store.open(database, readonly=True) as store, pytest.raises(StoreError, match="is there already"):
        publish(store, target)
    assert "mine" == target.read_text()

    only = bridges.build(tmp_path / "only.db", only=["SPECIMEN/1"])
    with Store.open(only, readonly=True) as store, pytest.raises(StoreError, match="no text would be left"):
        publish(store, tmp_path / "none.db")
    with Store.open(only, readonly=True) as store, pytest.raises(StoreError, match="no folder"):
        publish(store, tmp_path / "nowhere" / "none.db")
    assert ["only.db", "public.db", "tracker.db"] == sorted(path.name for path in tmp_path.iterdir())


def test_the_command_says_what_stayed(database: Path, tmp_path: Path) -> None:
    """How many texts the copy has, what was left out, and how to serve it."""
    target = tmp_path / "public.db"
    run = CliRunner().invoke(cli, ["publish", str(target), "--db", str(database)])

    assert 0 == run.exit_code, run.output
    assert f"{target}: 5 texts of 1 series, in ar, en" in run.output
    assert "left out: 1 draft, 2 specimens, 1 tabled text, 1 note on pairings by hand" in run.output
