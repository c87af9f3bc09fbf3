"""Reading resolution JSON: taken as it is."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tracker.errors import BadSource
from tracker.model import Footnote
from tracker.sources import read


def given(**fields: Any) -> bytes:
    paragraphs = [
        {"kind": "formula", "number": None, "text": "The General Assembly,"},
        {"kind": "preambular", "text": "Recalling  it,\n"},
        {"kind": "operative", "number": "1.", "text": "Decides:", "origin": {"page": 3}},
        {"kind": "operative", "number": "(a)", "text": "1. To begin;", "notes": [{"mark": "1", "text": "A note."}]},
    ]
    return json.dumps(
        {"symbol": "76/10", "language": "en", "title": "Bridges", "paragraphs": paragraphs, **fields}
    ).encode()


def test_paragraphs_are_taken_as_they_are() -> None:
    """Position is the index in the list; texts are neither cut nor tidied, numbers in them stay."""
    found = read(given(), "x.json").resolutions[0]

    assert ["The General Assembly,", "Recalling  it,\n", "Decides:", "1. To begin;"] == [
        p.text for p in found.paragraphs
    ]
    assert ["F", "PP1", "OP1", "OP1 (a)"] == [p.label for p in found.paragraphs]
    assert (Footnote("1", "A note.", 0),) == found.paragraphs[3].notes


def test_unknown_fields_are_kept() -> None:
    """Those of the resolution under their names, those of paragraphs under the paragraph's index."""
    found = read(given(basis="A/C.3/76/L.1"), "x.json").resolutions[0]

    assert {"basis": "A/C.3/76/L.1", "paragraphs": {"2": {"origin": {"page": 3}}}} == found.extra


def test_facts_are_read_where_they_are_given() -> None:
    """Masthead fields stand in an object or at the top; a session not given is the symbol's."""
    found = read(given(adopted="2021-12-16", masthead={"agenda_item": "71 (b)"}, report="A/76/1", status="tabled"), "x")
    text = found.resolutions[0]

    assert (date(2021, 12, 16), 76, "tabled") == (text.adopted, text.session, text.status)
    assert ("71 (b)", "A/76/1") == (text.masthead.agenda_item, text.masthead.report)
    assert ("json", "structured") == (found.origin.format, found.origin.quality)


def test_divisions_and_paths_that_are_given_are_kept() -> None:
    """Kind "annex" is operative text in the annex."""
    paragraphs = [
        {"kind": "operative", "number": "1.", "text": "One."},
        {"kind": "annex", "number": "1.", "text": "Two."},
        {"kind": "operative", "number": "1.", "text": "Three.", "division": "Annex II", "path": ["x", "1"]},
    ]
    found = read(given(paragraphs=paragraphs), "x").resolutions[0].paragraphs

    assert ["OP1", "Annex 1", "Annex II 1"] == [p.label for p in found]
    assert ["", "Annex", "Annex II"] == [p.division for p in found]
    assert ("x", "1") == found[2].path


@pytest.mark.parametrize(
    ("case", "side"), [(case, side) for case in ("G1", "G7", "G9", "G10") for side in ("old", "new")]
)
def test_the_gold_texts_are_read(gold: Path, case: str, side: str) -> None:
    """As many paragraphs as their lists have, with unique labels."""
    data = (gold / case / f"{side}.json").read_bytes()
    labels = Counter(p.label for p in read(data, f"{side}.json").resolutions[0].paragraphs)

    assert (len(json.loads(data)["paragraphs"]), 1) == (labels.total(), max(labels.values()))


# ---------------------------------------------------------------------------------------------------- what is wrong


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"paragraphs": [{"kind": "verse", "text": "x"}]}, "must be one of formula, preambular, operative"),
        ({"symbol": "bridges"}, "bridges"),
        ({"symbol": 76}, '"symbol" must be text, not int'),
        ({"status": "final"}, '"status" must be one of'),
        ({"masthead": ["GENERAL"]}, '"masthead" must be an object'),
        ({"adopted": "in May"}, "must be a date like 2011-12-19, not 'in May'"),
        ({"adopted": 2011}, "must be a date like 2011-12-19, not 2011"),
        ({"session": "76"}, "must be a whole number from 0 to 10000, not '76'"),
        ({"session": True}, "must be a whole number from 0 to 10000, not True"),
        ({"paragraphs": [{"kind": "operative", "text": "x", "notes": {"mark": "1"}}]}, "must be a list"),
        ({"paragraphs": [{"kind": "operative", "text": "x", "notes": [{"mark": "1"}]}]}, 'must have "mark" and "text"'),
    ],
)
def test_a_wrong_value_is_named(fields: dict[str, Any], said: str) -> None:
    """Which field of which file, and what it may be: a program wrote it, and a person must mend that."""
    with pytest.raises(BadSource) as raised:
        read(given(**fields), "x.json")
    assert said in str(raised.value)
    assert str(raised.value).startswith("x.json")


@pytest.mark.parametrize(
    ("symbol", "given_status", "status"),
    [
        (None, None, "draft"),  # nobody gave it a symbol yet
        ("A/RES/76/10", None, "adopted"),
        ("SPECIMEN/1", None, "specimen"),
        ("A/RES/76/10", "draft", "draft"),
    ],
)
def test_the_status_is_the_symbols_if_it_is_not_said(symbol: str | None, given_status: str | None, status: str) -> None:
    """A text without a symbol is a draft; a specimen is never called adopted."""
    assert status == read(given(symbol=symbol, status=given_status), "x.json").resolutions[0].status


def test_a_paragraph_of_an_annex_is_operative_in_it() -> None:
    """Some corpora call what stands in an annex a kind of its own: it is operative text, under the annex's name."""
    found = read(given(paragraphs=[{"kind": "annex", "text": "Bridges are open."}]), "x.json").resolutions[0]
    assert [("operative", True)] == [(one.kind, one.in_annex) for one in found.paragraphs]
