"""What ships is what was meant to ship: hashes, credit, and no specimen that could be taken for a UN document."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from conftest import FIXTURES

from tracker.symbols import Symbol

_LISTED: list[dict[str, Any]] = tomllib.loads((FIXTURES / "MANIFEST.toml").read_text(encoding="utf-8"))["file"]
_SERIES: dict[str, Any] = tomllib.loads((FIXTURES / "specimens.toml").read_text(encoding="utf-8"))
_SPECIMENS = [entry for entry in _LISTED if entry["symbol"] != "A/RES/66/152"]
_SAYS_SO = {
    "en": "Specimen, written by this project: not a document of the United Nations",
    "fr": "Spécimen rédigé par ce projet : ne constitue pas un document de l’Organisation des Nations Unies",
}
_IN_TITLE = {"en": "(specimen)", "fr": "(spécimen)"}


def _name(entry: dict[str, Any]) -> str:
    return str(entry["name"])


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8").replace("\u00a0", " ")


@pytest.mark.parametrize("entry", _LISTED, ids=_name)
def test_each_file_is_the_one_that_was_listed(entry: dict[str, Any]) -> None:
    """A fixture's bytes have the sha256 that MANIFEST.toml gives: no editor, no git setting has touched them."""
    assert entry["sha256"] == hashlib.sha256((FIXTURES / entry["name"]).read_bytes()).hexdigest()


def test_every_document_that_ships_is_listed() -> None:
    """MANIFEST.toml names every document file of fixtures/ once, and no other."""
    facts = {"MANIFEST.toml", "specimens.toml"}
    shipped = sorted(path.name for path in FIXTURES.iterdir() if path.name not in facts and path.name[0] != ".")
    assert shipped == sorted(map(_name, _LISTED))


def test_resolution_66_152_is_the_text_that_was_supplied() -> None:
    """66/152 stands byte for byte as supplied: this hash is that of the file before it came here."""
    supplied = "faaffd0cba4b0295ca41e446dd706dc5ef4b01019cac326ebed2432d56af1fac"
    assert supplied == hashlib.sha256((FIXTURES / "A_RES_66_152.txt").read_bytes()).hexdigest()


@pytest.mark.parametrize("entry", _LISTED, ids=_name)
def test_each_file_says_what_it_is_and_credits_its_source(entry: dict[str, Any]) -> None:
    """Every entry of the manifest tells what the file is, where it comes from, and credits the United Nations."""
    assert [] == [key for key in ("what", "source", "credit") if not entry[key].strip()]
    assert "United Nations" in entry["what"] + entry["credit"]


@pytest.mark.parametrize("entry", _SPECIMENS, ids=_name)
def test_each_specimen_says_that_it_is_one(entry: dict[str, Any]) -> None:
    """A specimen says so in its masthead and in its title, in its own language, and the manifest says so too."""
    text = _text(FIXTURES / entry["name"])
    assert _SAYS_SO[entry["language"]] in text
    assert _IN_TITLE[entry["language"]] in text
    assert entry["what"].startswith("Specimen")


@pytest.mark.parametrize("entry", _SPECIMENS, ids=_name)
def test_no_specimen_has_a_symbol_that_could_be_a_real_one(entry: dict[str, Any]) -> None:
    """A specimen's symbol is SPECIMEN/n, with no body and no session: no citation can be meant for it."""
    symbol = Symbol.parse(entry["symbol"])
    assert re.fullmatch(r"SPECIMEN/\d", entry["symbol"])
    assert (True, None) == (symbol.is_specimen, symbol.session)


@pytest.mark.parametrize("entry", _SPECIMENS, ids=_name)
def test_a_specimens_own_papers_are_specimens(entry: dict[str, Any]) -> None:
    """Masthead and metadata name no document of the United Nations: symbol, draft, report, meeting are SPECIMEN/n/…."""
    text = _text(FIXTURES / entry["name"])
    body = "<preamble>" if "<preamble>" in text else "The General Assembly,"
    assert [] == re.findall(r"\bA/[A-Z0-9][^\s\"<)]*", text.partition(body)[0])


@pytest.mark.parametrize("entry", _SPECIMENS, ids=_name)
def test_no_specimen_lends_a_vote_to_a_real_state(entry: dict[str, Any]) -> None:
    """Voters and sponsors are "State A", "State B": nobody's vote is invented."""
    text = _text(FIXTURES / entry["name"])
    voters = re.findall(r"<organization[^>]*>([^<]*)<", text)
    assert [] == [name for name in voters if not re.fullmatch(r"STATE [A-Z]", name)]
    sponsors = re.findall(r'outcome="draftResolution\w*"[^>]* by="([^"]*)"', text)
    named = re.split(r", | and ", re.sub(r" \([^)]*\)", "", " and ".join(sponsors))) if sponsors else []
    assert [] == [name for name in named if not re.fullmatch(r"State [A-Z]", name)]


def test_the_series_of_specimens_is_the_manifest_in_order() -> None:
    """specimens.toml and MANIFEST.toml speak of the same files, symbols and languages; versions run oldest first."""
    versions = _SERIES["version"]
    in_series = {(name, v["symbol"], language) for v in versions for language, name in v["files"].items()}
    assert {(f["name"], f["symbol"], f["language"]) for f in _LISTED} == in_series
    assert sorted(versions, key=lambda version: version["adopted"]) == versions
    assert ["A/RES/66/152"] == [version["symbol"] for version in versions if version["reference"]]


def test_the_specimens_between_them_contain_every_kind_of_change() -> None:
    """Every kind, significance, named reason and kind of note stands in the truth; moves with and without an edit."""
    changes = [change for pair in _SERIES["comparison"] for change in pair["changes"]]
    notes = [note for change in changes for note in change.get("notes", [])]
    assert {"unchanged", "edited", "split", "merged", "inserted", "deleted"} == {c["kind"] for c in changes}
    assert {"none", "typographic", "technical", "substantive"} == {c["significance"] for c in changes}
    assert {"house-style", "promoted", "demoted", "periodicity"} == {c["reason"] for c in changes if "reason" in c}
    assert {"unchanged", "edited"} == {c["kind"] for c in changes if c.get("moved")}
    assert {"unchanged", "renumbered", "edited", "inserted", "deleted"} == {note["kind"] for note in notes}
    assert any(group["not_applied"] for pair in _SERIES["comparison"] for group in pair["groups"])
