"""A term that was replaced through a text: recognised without a list, told once, with what it does not explain."""

from __future__ import annotations

import re

import pytest
from documents import resolution

from tracker.brief import tell, year_lines
from tracker.model import Comparison
from tracker.pipeline.compare import compare
from tracker.render import html, markdown, terminal
from tracker.terms import Term, replaced

_LINES = (
    "PP1 Recalling the needs of river boats, and the towns that build them,",
    "PP2 Noting with care that river boats carry bread to every village,",
    "OP1 Urges all masters of river boats to keep their lamps lit at night;",
    "OP2 Invites the Institute of River Boats to meet in spring;",
    "OP3 Decides that river boats may pass below the old bridge at noon;",
    "OP4 Requests the harbour to count its ropes.",
)


def _compared(*replacements: tuple[str, str], lines: tuple[str, ...] = _LINES, language: str = "en") -> Comparison:
    """These lines compared with what they become by replacements of expressions, one after the other."""
    new = list(lines)
    for pattern, words in replacements:
        new = [re.sub(pattern, words, line) for line in new]
    sides = (resolution(symbol, *text, language=language) for symbol, text in (("74/1", lines), ("75/1", new)))
    return compare(*sides)


def _terms(*replacements: tuple[str, str], lines: tuple[str, ...] = _LINES, language: str = "en") -> tuple[Term, ...]:
    return replaced(_compared(*replacements, lines=lines, language=language).changes, language)


def _labels(item: Comparison, indices: tuple[int, ...]) -> list[str]:
    return [item.changes[index].new[0].label for index in indices]


_SWAP = ("river boats", "river vessels")


def test_a_term_is_told_with_its_words_and_places() -> None:
    """With the words around it that are the same in every place; a name keeps the old one."""
    item = _compared(_SWAP)
    (term,) = replaced(item.changes, "en")
    assert ("river boats", "river vessels") == (term.old, term.new)
    assert ["PP1", "PP2", "OP1", "OP3"] == _labels(item, term.places) == _labels(item, term.alone)
    assert () == term.beside
    assert ("OP2",) == term.kept


def test_old_words_in_the_new_term_do_not_still_stand() -> None:
    """The new term may hold a form of the old words, and another word their stem: neither is the old term."""
    lines = tuple(line.replace("river boats", "harbours").replace("Boats", "Harbingers") for line in _LINES)
    item = _compared(("(?<!the )harbours", "harbour towns"), lines=lines)
    (term,) = replaced(item.changes, "en")
    assert ("harbours", "harbour towns") == (term.old, term.new)
    assert ("OP4",) == term.kept


def test_what_a_term_does_not_explain_stays_visible() -> None:
    """Where other words changed too, and where only a comma did, a paragraph is not the term alone."""
    item = _compared(_SWAP, ("at noon", "at midnight"), ("vessels, and", "vessels and"))
    (term,) = replaced(item.changes, "en")
    assert ["OP3"] == _labels(item, term.beside)
    assert ["PP2", "OP1"] == _labels(item, term.alone)


def test_two_places_are_no_term() -> None:
    """What was exchanged in two paragraphs only may be chance."""
    assert () == _terms(("(?<=needs of )river boats|(?<=that )river boats(?= carry)", "river vessels"))


def test_words_that_were_only_added_are_no_term() -> None:
    """A formula came to several paragraphs: that is another edit, and has its own telling."""
    assert () == _terms(("river boats", "all river boats"))


def test_amounts_and_opening_verbs_are_no_terms() -> None:
    """Figures belong to a year; a verb that opens several paragraphs is told by itself."""
    lines = tuple(f"OP{n} Notes the sum of {n}00 and 12,000 ropes for the {place};" for n, place in enumerate(
        ("harbour", "old bridge", "village school", "lamp house"), start=1))  # fmt: skip
    assert () == _terms(("12,000", "14,500"), lines=lines)
    assert () == _terms(("Notes", "Welcomes"), lines=lines)


def test_a_term_left_in_most_paragraphs_was_not_replaced() -> None:
    """Three places of seven were edited; the term still is what it was. In four of seven it is replaced."""
    lines = (*_LINES[:3], _LINES[4], *(
        "OP5 Welcomes the bread that river boats carry to hungry children;",
        "OP6 Calls upon every school to paint river boats on its walls;",
        "OP7 Expresses its thanks to the crews of river boats after the flood;",
    ))  # fmt: skip
    three = "river boats(?=.*(?:towns|village|lamps))"
    assert () == _terms((three, "river vessels"), lines=lines)
    assert 1 == len(_terms((three.replace("lamps", "lamps|flood"), "river vessels"), lines=lines))


def test_endings_follow_the_sentence() -> None:
    """The same words in other cases are one term (Russian инвалидам, инвалидов; людям с инвалидностью, людей с)."""
    lines = (
        "OP1 призывает оказывать инвалидам помощь в каждом городе у реки;",
        "OP2 отмечает большую роль инвалидов в жизни деревни и школы;",
        "OP3 просит всех мастеров спросить инвалидов о новом мосте;",
    )
    new = (("инвалидам", "лицам с ограничениями"), ("инвалидов", "лицах с ограничениями"))
    (term,) = _terms(*new, lines=lines, language="ru")
    assert 3 == len(term.places)


# ------------------------------------------------------------------------------------------------------ how it is told


_ITEM = _compared(_SWAP, ("at noon", "at midnight"), ("its ropes", "all ropes"))


def test_the_headline_names_the_term_and_what_else_changed() -> None:
    """One term, not a list of its paragraphs."""
    assert tell(_ITEM).headline == (
        'Nothing was deleted and nothing was moved. 5 paragraphs are reworded: four by one term, "river vessels" for '
        '"river boats"; other words in OP3 and OP4.'
    )
    assert "3 changes in 5 of 6 paragraphs. Nothing new, deleted or moved." in tell(_ITEM).terse


def test_the_stories_are_the_term_and_the_rest() -> None:
    """A paragraph with other edits is told again among the reworded, the others are not."""
    told = [(story.kind, story.labels) for story in tell(_ITEM).stories]
    assert [("term", ("PP1", "PP2", "OP1", "OP3")), ("reworded", ("OP3",)), ("reworded", ("OP4",))] == told


def test_the_year_has_one_line_for_the_term() -> None:
    """What the term explains is not said again of a paragraph with other edits."""
    assert year_lines(_ITEM, tell(_ITEM)) == (
        'One term in four paragraphs: "river boats" became "river vessels".',
        'OP3 reworded: "noon" to "midnight".',
        'OP4 reworded: "its" to "all".',
    )


@pytest.mark.parametrize("show", [terminal.comparison, markdown.comparison])
def test_terminal_and_markdown_tell_it_once(show: object) -> None:
    """One line with the term, one with the labels; no redline of each place."""
    text = show(_ITEM, tell(_ITEM))  # type: ignore[operator]
    assert 1 == text.count("One term in four paragraphs:")
    assert "PP1, PP2, OP1, OP3" in text
    assert 1 == text.count("vessels+}") + text.count("vessels</ins>")


def test_the_page_tells_it_above_the_paragraphs_and_leads_to_each() -> None:
    """Where a paragraph says that it is part of an edit in several places, the link leads to the term."""
    page = str(html.document(_ITEM, tell(_ITEM)))
    assert "One term in 4 places:" in page
    assert "One edit in" not in page
    assert set(re.findall(r'href="#(edit-\d+)"', page)) <= set(re.findall(r'id="(edit-\d+)"', page))
