"""A file of one of several parts: "A" between "A/RES/76/10 A-C" and its own title says which text it is."""

from __future__ import annotations

import pytest

from tracker.model import Document
from tracker.sources import read

BODY = (
    "The General Assembly,",
    "Recalling its resolution 75/10 of 3 May 2020,",
    "1. Decides to light the lamps.",
    "40th plenary meeting\n1 December 2021",
)


def document(*above: str, more: tuple[str, ...] = (), symbol: str = "A/RES/76/10 A-C", form: str = "txt") -> Document:
    blocks = ["United Nations", symbol, "General Assembly", "Seventy-sixth session", *above, *BODY, *more]
    text = "\n\n".join(blocks) if form == "txt" else "".join(f"<p>{one}</p>" for one in blocks)
    return read((f"<!DOCTYPE html><html><body>{text}" if form == "html" else text).encode(), f"x.{form}")


@pytest.mark.parametrize("form", ["txt", "html"])
@pytest.mark.parametrize("letter", ["A", "B", "C", "B."])
@pytest.mark.parametrize("symbol", ["A/RES/76/10 A-C", "A/RES/76/10 A\u2013C", "A/RES/76/10\u00a0A\u2011C"])
def test_a_part_s_letter_names_it(symbol: str, letter: str, form: str) -> None:
    """As the UN prints it: the title of all parts, the letter, the part's own title. Nothing of it is lost."""
    (found,) = document("76/10. Harbours", letter, "Lamps", symbol=symbol, form=form).resolutions

    assert (f"A/RES/76/10 {letter[0]}", "Lamps") == (str(found.symbol), found.title)
    assert ("76/10.", "Harbours", letter) == found.masthead.lines[-3:]
    assert 76 == found.session


def test_a_part_s_title_may_take_several_lines() -> None:
    """What stands between the letter and the formula is the title."""
    (found,) = document("76/10. Harbours", "B", "Lamps of the harbour\nand their oil").resolutions

    assert "Lamps of the harbour and their oil" == found.title


def test_a_part_s_letter_may_stand_above_the_number() -> None:
    """Some set the number before the part's own title."""
    (found,) = document("Harbours", "B", "76/10. Lamps").resolutions

    assert ("A/RES/76/10 B", "Lamps") == (str(found.symbol), found.title)


@pytest.mark.parametrize(
    ("symbol", "letter"),
    [("A/RES/76/10 A-C", "D"), ("A/RES/76/10 A-C", "AB"), ("A/RES/76/10", "A"), ("A/RES/76/10 B", "A")],
)
def test_a_letter_that_names_no_part_is_a_line_of_the_masthead(symbol: str, letter: str) -> None:
    """Only one that the masthead's range holds is a part's."""
    (found,) = document(letter, "76/10. Lamps", symbol=symbol).resolutions

    assert (symbol, "Lamps") == (str(found.symbol), found.title)


def test_a_letter_without_a_title_leaves_the_title_that_is_there() -> None:
    """The letter still says which part it is."""
    (found,) = document("76/10. Harbours", "B").resolutions

    assert ("A/RES/76/10 B", "Harbours") == (str(found.symbol), found.title)


def test_the_next_part_is_told() -> None:
    """A file of several parts gives the first, under its own name; that others follow is said, and they are kept."""
    found = document("76/10. Harbours", "A", "Lamps", more=("B", "Oil", *BODY))

    assert ["A/RES/76/10 A"] == [str(one.symbol) for one in found.resolutions]
    (finding,) = found.findings
    assert ("after-closing", "part B follows and is not read; give each part as a file of its own") == (
        finding.code,
        finding.text,
    )
    assert ("B", "Oil", "The General Assembly,") == found.unplaced[:3]
