"""The page of one step in all languages: what each cell says and where it leads."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from bridges import HOSTILE
from builders import NEW, OLD, change, comparison
from markup import tags

from tracker.concordance import concordance
from tracker.model import Change, Comparison, Concordance, ConcordanceRow
from tracker.render import html, html_languages


def in_language(language: str, *changes: Change, **fields: Any) -> Comparison:
    """A comparison in a language, its paragraphs in this order."""
    placed = [
        replace(
            one,
            old=tuple(replace(place, position=position) for place in one.old),
            new=tuple(replace(place, position=position) for place in one.new),
        )
        for position, one in enumerate(changes)
    ]
    return comparison(*placed, old=replace(OLD, language=language), new=replace(NEW, language=language), **fields)


def address(code: str, anchor: str) -> str:
    """Where a cell leads."""
    return f"/{code}#{anchor}"


FOUND = concordance(
    {
        "en": in_language(
            "en",
            change("PP1", "Recalling {+also+}", "technical"),
            change("PP2", "[-Noting bridges-]"),
            change("OP1", "for {+all+}"),
            change("OP2", "of {+many+}"),
            change("OP3", "asks"),
        ),
        "fr": in_language(
            "fr",
            change("PP1", "Rappelant {+aussi+}", "technical"),
            change("PP2", "[-Notant les ponts-]"),
            change("OP1", "pour {+tous+}"),
            change("OP2", "de"),
            change("OP3", "prie {+encore+}"),
        ),
    }
)


def test_each_edit_says_whether_it_is_there() -> None:
    """A row for each edit, a cell for each language that leads to the paragraph there; technical ones come last."""
    table = html_languages.table(FOUND, (), address)
    cells = {line.label: [(cell.standing, cell.address) for cell in line.cells] for line in table.lines}

    assert ["PP2", "OP1", "OP2", "PP1"] == [line.label for line in table.lines]
    assert [("there", "/en#OP1"), ("there", "/fr#OP1")] == cells["OP1"]
    assert ("unchanged", "/fr#OP2") == cells["OP2"][1]
    assert ("there", "/en#was-PP2") == cells["PP2"][0]
    assert {"fr": (("OP3", "/fr#OP3"),)} == {one.language: one.places for one in table.alone}
    assert ["✓", "–"] == [sign for sign, _ in table.legend]


@pytest.mark.parametrize(
    ("standing", "alone", "said"),
    [
        ("there", (), "The one edit of the English wording is there in every language."),
        ("otherwise", (), "1 of 1 edits of the English wording is not there in every language: OP1."),
        ("there", ("OP2",), "The one edit of the English wording is there in every language. French reworded what"),
    ],
)
def test_the_page_opens_with_a_sentence(standing: Any, alone: tuple[str, ...], said: str) -> None:
    """Whether the languages say the same."""
    row = ConcordanceRow("OP1", "reworded", "all", {"en": "there", "fr": standing})
    found = Concordance("A", "B", ("en", "fr"), (row,), {"fr": alone}, ())

    assert html_languages.table(found, (), address).headline.startswith(said)


def test_no_text_of_a_document_becomes_markup() -> None:
    """Words of an edit, labels and checks are shown as they stand."""
    row = ConcordanceRow(HOSTILE, "reworded", HOSTILE, {"en": "there", "fr": "absent"})
    page = html.languages(Concordance("A", "B", ("en", "fr"), (row,), {"fr": (HOSTILE,)}, ()), (), (), address)

    assert "<script>" not in page
    assert "{{ 7*7 }}" in page
    assert [] == tags(page).stray
