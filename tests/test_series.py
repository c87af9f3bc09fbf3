"""Series as they are found, kept apart, and put right by hand."""

from __future__ import annotations

import json
from pathlib import Path

from tracker.pipeline import ruling
from tracker.pipeline.files import Supplied
from tracker.pipeline.ingest import add, rebuild
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
