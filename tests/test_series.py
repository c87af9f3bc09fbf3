"""Series as they are found, kept apart, and put right by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.errors import BadSource, UnknownVersion
from tracker.pipeline import ruling
from tracker.pipeline.files import Supplied
from tracker.pipeline.ingest import add, check, rebuild
from tracker.store import Store

WORDS = "Recalling the bridges that were built over the wide and cold river by many hands, decides to return to it."


def text(symbol: str, title: str = "Bridges", words: str = WORDS) -> Supplied:
    paragraphs = [{"kind": "preambular", "number": None, "text": words}]
    value = {"symbol": symbol, "language": "en", "title": title, "paragraphs": paragraphs}
    return Supplied(f"{symbol.replace('/', '_')}.json", json.dumps(value).encode())


def homes(store: Store) -> list[list[str]]:
    return sorted(sorted({v.symbol[6:] for v in store.versions(one.slug)}) for one in store.series())


def test_a_split_and_a_pin_survive_a_rebuild(tmp_path: Path) -> None:
    """What a person says goes before what is found; a text alone is a series of one."""
    with Store.open(tmp_path / "a.db", create=True) as store:
        add(store, [text("75/1"), text("76/1"), text("75/2", "Ferries of the sea", "Urges all to use the ferries.")])
        assert homes(store) == [["75/1", "76/1"], ["75/2"]]
        ruling.split(store, "bridges", "76/1")
        rebuild(store)
        assert homes(store) == [["75/1"], ["75/2"], ["76/1"]]
        ruling.pin(store, "ferries-of-the-sea", "76/1")
        rebuild(store)
        assert homes(store) == [["75/1"], ["75/2", "76/1"]]


def test_a_title_but_for_its_year_is_one_series_and_sisters_of_a_session_are_not(tmp_path: Path) -> None:
    """The nearer of two texts of one session follows; the other says why it does not."""
    with Store.open(tmp_path / "a.db", create=True) as store:
        add(store, [text("75/1", "Fund for 2020"), text("76/1", "Fund for 2021"), text("76/2", "Fund for 2021")])
        assert homes(store) == [["75/1", "76/1"], ["76/2"]]
        apart = [one.said for series in store.series() for one in store.evidence(series.slug) if one.kind == "verdict"]
        assert apart == ["A/RES/76/1 is nearer to it"]


# ------------------------------------------------------------------------------------------- taken back, and kept


def kept(store: Store) -> Path:
    file = ruling.file_of(store)
    assert file
    return file


@pytest.fixture
def bridges(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "mine.db", create=True) as store:
        add(store, [text("75/1"), text("76/1"), text("75/2", "Ferries of the sea", "Urges all to use the ferries.")])
        yield store


def test_what_was_said_is_taken_back(bridges: Store) -> None:
    """The series are as they were found, and the file that said otherwise is gone."""
    before = homes(bridges)
    ruling.split(bridges, "bridges", "76/1")
    assert "mine.series.toml" == kept(bridges).name
    assert kept(bridges).exists()
    assert ["76/1 is not of one series with 75/1"] == [one.text for one in ruling.undo(bridges, "76/1")]
    assert before == homes(bridges)
    assert not kept(bridges).exists()
    with pytest.raises(UnknownVersion, match="nothing is said of any series"):
        ruling.undo(bridges, "76/1")


def test_what_is_said_anew_takes_the_place_of_what_it_contradicts(bridges: Store) -> None:
    """A text pinned elsewhere is not of the first any more; one pinned back is split no more."""
    ruling.split(bridges, "bridges", "76/1")
    ruling.pin(bridges, "ferries-of-the-sea", "76/1")
    ruling.pin(bridges, "bridges", "76/1")
    assert [["75/1", "76/1"], ["75/2"]] == homes(bridges)
    assert ["pin"] == [one.verb for one in bridges.rulings()]
    ruling.split(bridges, "bridges", "76/1")
    assert [["75/1"], ["75/2"], ["76/1"]] == homes(bridges)
    assert ["split"] == [one.verb for one in bridges.rulings()]


def test_the_file_beside_the_database_is_read_by_a_rebuild(bridges: Store) -> None:
    """What the user wrote there by hand is in force; of what can't be taken a line is told, and check tells it."""
    kept(bridges).write_text('[[split]]\ntext = "76/1"\nwith = "75/1"\nnote = "other bridges"\n', encoding="utf-8")
    assert check(bridges) == (f"{kept(bridges)} says something else than the database: tracker rebuild reads it",)
    told: list[str] = []
    rebuild(bridges, told.append)
    assert [["75/1"], ["75/2"], ["76/1"]] == homes(bridges)
    assert [f"said of series: 1, from {kept(bridges)}"] == told
    assert () == check(bridges)
    kept(bridges).write_text('[[split]]\ntext = "76/1"\n', encoding="utf-8")
    with pytest.raises(BadSource, match=r"mine\.series\.toml: split 1 is left out: it does not say with"):
        rebuild(bridges)
    with pytest.raises(BadSource, match="nothing was changed"):
        ruling.pin(bridges, "bridges", "75/2")


def test_a_file_that_is_no_toml_changes_nothing(bridges: Store) -> None:
    """The rebuild does all else, and says so."""
    ruling.split(bridges, "bridges", "76/1")
    kept(bridges).write_text("[[split", encoding="utf-8")
    with pytest.raises(BadSource, match="what is said of series is as before"):
        rebuild(bridges)
    assert [["75/1"], ["75/2"], ["76/1"]] == homes(bridges)


def test_a_ruling_waits_for_a_text_that_is_not_here(bridges: Store) -> None:
    """Read from a file, it is in force as soon as the text is added."""
    read = ruling.take(bridges, b'[[pin]]\ntext = "77/9"\nwith = "75/2"\n', "other.toml")
    assert (1, ()) == (len(read.rulings), read.left_out)
    add(bridges, [text("77/9", "Harbours", "Invites ships of all flags to the harbours.")])
    assert [["75/1", "76/1"], ["75/2", "77/9"]] == homes(bridges)
