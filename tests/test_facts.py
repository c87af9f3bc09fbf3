"""The facts around a text: which edition it is, and what differs about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from documents import resolution

from tracker.facts import edition, metadata
from tracker.model import Adoption, Footnote, MetadataChange, Origin, Resolution, Sponsor, Vote

_VOTES = (Vote("UNITED STATES", "against"), Vote("Uruguay", "abstaining"), Vote("Cuba", "in favour"))
_VOTED = Adoption("recorded vote", 175, 3, 1, _VOTES)


def _text(**fields: Any) -> Resolution:
    lines = ("PP1 Recalling the river and its resolution 74/1,", "OP1 Decides to meet.", "OP2 Urges all towns.")
    return resolution("75/1", *lines, **fields)


def _sponsored(*names: str, **fields: Any) -> Resolution:
    return _text(sponsors=tuple(Sponsor(name) for name in names), **fields)


# ---------------------------------------------------------------------------------------------------------- edition


def test_an_edition_counts_parts_and_words() -> None:
    """A word is what stands between two blanks; the enacting formula and the notes don't count."""
    text = _text()
    formula = replace(text.paragraphs[0], kind="formula", text="The General Assembly,", label="F")
    noted = replace(text.paragraphs[0], notes=(Footnote("1", "See the letter of the masters.", 9),))
    found = edition(replace(text, paragraphs=(formula, noted, *text.paragraphs[1:])))
    assert (1, 2, 13) == (found.preambular, found.operative, found.words)


def test_an_edition_knows_its_text() -> None:
    """Symbol, language, title, date, session, status; hash and format of the file it was read from."""
    found = edition(_text(origin=Origin("a.txt", "f00d", "text", "plain")))
    assert ("A/RES/75/1", "en", "Bridges", date(2020, 12, 16)) == (
        found.symbol, found.language, found.title, found.adopted
    )  # fmt: skip
    assert (75, "adopted", "f00d", "text") == (found.session, found.status, found.sha256, found.format)


def test_an_edition_without_an_origin_or_a_symbol() -> None:
    """What is not known is None."""
    found = edition(replace(_text(), symbol=None))
    assert (None, None, None) == (found.symbol, found.sha256, found.format)


def test_an_edition_names_who_did_not_agree() -> None:
    """Votes as they are counted, States by their usual names; each sponsor once."""
    found = edition(_sponsored("Cuba", "Viet\u00a0Nam", "Cuba", adoption=_VOTED))
    assert ("175-3-1", ("United States",), ("Uruguay",)) == (found.adoption, found.against, found.abstaining)
    assert ("Cuba", "Viet Nam") == found.sponsors


# --------------------------------------------------------------------------------------------------------- metadata


def _fields(old: Resolution, new: Resolution) -> list[str]:
    return [item.field for item in metadata(old, new)]


def test_the_same_facts_are_no_change() -> None:
    """A blank of another kind neither."""
    assert [] == _fields(_text(title="Two bridges"), _text(title="Two\u00a0bridges"))


def test_what_differs_is_told_with_both_sides() -> None:
    """The title, how it was adopted, agenda item, report and committee."""
    old = _text(adoption=Adoption("without a vote"))
    new = _text(adoption=_VOTED, title="Bridges and ferries")
    assert metadata(old, new) == (
        MetadataChange("title", "Bridges", "Bridges and ferries"),
        MetadataChange("adoption", "without a vote", "175-3-1"),
    )
    masthead = replace(new.masthead, agenda_item="72 (b)", report="A/75/99", committee="Third Committee")
    told = metadata(new, replace(new, masthead=masthead))
    expected = [("agenda_item", None, "72 (b)"), ("report", None, "A/75/99"), ("committee", None, "Third Committee")]
    assert expected == [(item.field, item.old, item.new) for item in told]


def test_sponsors_who_joined_and_left() -> None:
    """By name, in the order in which they are named; another order alone is none."""
    (told,) = metadata(_sponsored("Cuba", "China", "Palau"), _sponsored("Uruguay", "China", "Cuba"))
    assert MetadataChange("sponsors", added=("Uruguay",), removed=("Palau",)) == told
    assert [] == _fields(_sponsored("Cuba", "China"), _sponsored("China", "Cuba"))


def test_sponsors_that_one_source_does_not_name_did_not_join() -> None:
    """A source that names none is silent: nobody joined or left."""
    assert [] == _fields(_text(), _sponsored("Cuba"))
    assert [] == _fields(_sponsored("Cuba"), _text())


def test_who_tables_for_a_group_is_named_first_with_the_group_as_delegates_call_it() -> None:
    """Cuba for the Movement of Non-Aligned Countries is "Cuba (NAM)"; another group is told as it is printed."""
    movement = "the States Members of the United Nations that are members of the Movement of Non-Aligned Countries"
    tabled = (Sponsor("China"), Sponsor("Cuba", movement), Sponsor("Angola", None, "additional"))

    assert ("Cuba (NAM)", "Angola", "China") == edition(_text(sponsors=tabled)).sponsors
    assert ("Fiji (the island States)",) == edition(_text(sponsors=(Sponsor("Fiji", "the island States"),))).sponsors
