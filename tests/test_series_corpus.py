"""Series found in the official corpus: cases that were read in the texts. Symbols and verdicts, no sentence."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from tracker.pipeline.files import Supplied
from tracker.pipeline.ingest import add
from tracker.store import Store
from tracker.symbols import Symbol

SERIES = {
    "a title that is the beginning of another": ["74/14", "75/24", "76/11"],
    "that other": ["74/90", "75/99", "76/81"],
    "a title with the session's ordinal, and no citation": ["74/179", "75/19", "76/15"],
    "a report that came a year late": ["74/186", "75/135", "76/111"],
    "every second session, retitled": ["74/211", "76/201", "78/145"],
    "retitled with the same agenda item": ["76/188", "77/238"],
    "another title after the colon": ["74/20", "75/130", "78/280"],
    "the same agenda item, another thing": ["76/257"],
    "part A of a budget": ["74/264 A", "75/254 A", "76/247 A"],
    "part B of a budget": ["74/264 B", "75/254 B", "76/247 B"],
    "several texts of one session": [
        "74/261",
        "74/261 B",
        "74/261 C",
        "75/251",
        "75/251 B",
        "75/251 C",
        "76/244",
        "76/244 B",
    ],
    "financial reports": ["74/249", "75/242", "76/235"],
    "financial reports of peacekeeping, under the same title": ["74/249 B", "75/242 B", "76/235 B"],
    "sisters that came alternately": ["74/255 B", "75/245", "76/240"],
    "the other sister": ["74/255 A", "75/245 B"],
    "a mission that was financed twice in a session": ["74/292", "75/250", "75/250 B", "76/290"],
    "near in words, another subject": ["74/216"],
    "what it was near to": ["75/213", "76/202"],
}
ABSENT = {"74/20": ["63/33", "73/132"], "74/211": ["68/207", "70/196", "72/214"], "74/90": ["73/100"], "74/179": []}
"""Texts that must be known to be absent, of the series of a text; an empty list: none at all."""


def _files(corpus: Path) -> list[Supplied]:
    wanted = {one.partition(" ")[0].replace("/", "_") for own in SERIES.values() for one in own}
    found = []
    for session in sorted({one[:2] for one in wanted}):
        with zipfile.ZipFile(corpus / f"{session}session-English.zip") as archive:
            for item in archive.namelist():
                number = re.search(r"(\d\d_\d+)(?!\d)", item)
                if number and number[1] in wanted and item.endswith(".xml"):
                    found.append(Supplied(Path(item).name, archive.read(item)))
    return found


@pytest.fixture(scope="module")
def filled(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("series") / "a.db"
    with Store.open(path, create=True) as store:
        add(store, _files(corpus))
    return path


def test_series_are_as_they_were_read(filled: Path) -> None:
    """Each of these is one series with no other text of them."""
    listed = {one for own in SERIES.values() for one in own}
    with Store.open(filled) as store:
        found = {
            tuple(sorted({Symbol(version.symbol).short for version in store.versions(one.slug)} & listed))
            for one in store.series()
        }
    assert {tuple(sorted(own)) for own in SERIES.values()} == found - {()}


def test_absent_texts_are_known(filled: Path) -> None:
    """By what stands in the place of a citation, and by lists of all earlier resolutions."""
    with Store.open(filled) as store:
        for symbol, expected in ABSENT.items():
            (one,) = [
                one
                for one in store.series()
                if f"A/RES/{symbol}" in {version.symbol for version in store.versions(one.slug)}
            ]
            absent = {Symbol(item.symbol).short for item in one.known if item.evidence == "cited"}
            assert set(expected) <= absent, symbol
            assert bool(expected) == bool(absent), symbol


def test_nothing_is_found_anew_where_nothing_changed(filled: Path) -> None:
    """What the series were found from is as it was."""
    with Store.open(filled) as store:
        before, now = store.series_inputs()
    assert before == now
