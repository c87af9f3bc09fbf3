"""One step in several languages, each compared by itself: where an edit is there, and what is in one only."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from builders import NEW, OLD, change, comparison

from tracker.concordance import checks, concordance
from tracker.languages import LANGUAGES, OFFICIAL
from tracker.model import Change, Check, Comparison, Concordance, Group
from tracker.pipeline.compare import compare, read
from tracker.tokens import plain

_SAME = change("OP9", "Decides to meet again.")


def _in(language: str, *changes: Change, **fields: Any) -> Comparison:
    """A comparison in a language, of these changes and one paragraph that stays."""
    sides = {"old": replace(OLD, language=language), "new": replace(NEW, language=language)}
    return comparison(*changes, _SAME, **{**sides, **fields})


def _held(**sides: Sequence[Change]) -> Concordance:
    return concordance({language: _in(language, *changes) for language, changes in sides.items()})


def _codes(found: Sequence[Check]) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(one.code, one.languages, one.labels) for one in found]


def _standing(found: Concordance) -> Mapping[str, str]:
    """The rows as text: the words of each cell in the order of the languages."""
    return {row.label: " ".join(row.standing.values()) for row in found.rows}


_GAINS = change("OP1", "Urges {+all+} towns")
_STAYS = change("OP1", "Invite les villes")
_GAGNE = change("OP1", "Invite {+toutes+} les villes")
_COMMA = change("OP1", "Invite[-,-] les villes", "typographic")


# -------------------------------------------------------------------------------------------------------- the table


def test_each_edit_of_the_language_that_leads_is_a_row() -> None:
    """English leads where it is there, the others follow in the order of the United Nations."""
    found = _held(zh=[_STAYS], fr=[_GAGNE], en=[_GAINS])
    assert ("en", "fr", "zh") == found.languages
    assert {"OP1": "there there unchanged"} == _standing(found)
    assert ("reworded", "all") == (found.rows[0].kind, found.rows[0].told)


def test_a_comma_is_not_the_edit() -> None:
    """Punctuation or a technical update is not what was reworded."""
    found = _held(en=[_GAINS], fr=[_COMMA], es=[change("OP1", "Insta [-74/1-]{+75/1+}", "technical")])
    assert {"OP1": "there unchanged unchanged"} == _standing(found)


def test_a_technical_update_is_there_beside_other_words() -> None:
    """What was brought up to date may stand in a paragraph that was reworded too."""
    updated = change("PP3", "Recalling [-74/1-]{+75/1+}", "technical")
    found = _held(
        en=[updated], fr=[change("PP3", "Rappelant [-les-]{+ses+} 75/1")], es=[change("PP3", "Recordando 74/1")]
    )
    assert {"PP3": "there there unchanged"} == _standing(found)


def test_new_and_deleted_paragraphs_are_rows() -> None:
    """Absent: a language has no such paragraph, or made something else of it."""
    new, gone = change("PP2", "{+Noting the river,+}"), change("PP5", "[-Recalling the flood,-]")
    found = _held(en=[new, gone], fr=[new], es=[gone])
    assert {"PP2": "there there absent", "PP5": "there absent there"} == _standing(found)
    assert ["new", "deleted"] == [row.kind for row in found.rows]


def test_what_a_language_reworded_alone_is_listed() -> None:
    """Changed here, not in the language that leads; a technical update there is no sameness."""
    updated = change("PP3", "Recalling [-74/1-]{+75/1+}", "technical")
    found = _held(en=[_SAME, updated], fr=[_GAGNE, change("PP3", "Rappelant [-le-]{+la+} 75/1")])
    assert {"fr": ("OP1",)} == found.alone


def test_one_language_is_held_against_nothing() -> None:
    """A table of one language has no checks; of none there is no table."""
    assert () == _held(en=[_GAINS]).checks
    with pytest.raises(ValueError, match="no comparison"):
        concordance({})


# ---------------------------------------------------------------------------------------------- what is in some only


def test_reworded_in_one_language_only() -> None:
    """Told with the language and the label; the same in all is not told."""
    told = _held(en=[_STAYS], fr=[_GAGNE], es=[_STAYS]).checks
    assert [("changed-in-some", ("fr",), ("OP1",))] == _codes(told)
    assert "Reworded in French only: OP1." == told[0].text
    assert () == _held(en=[_GAINS], fr=[_GAGNE]).checks


def test_reworded_in_all_languages_but_one() -> None:
    """What most did is what one did not."""
    told = _held(en=[_GAINS], fr=[_GAGNE], es=[_STAYS]).checks
    assert [("missing-in-some", ("es",), ("OP1",))] == _codes(told)
    assert "Reworded in every language but Spanish: OP1." == told[0].text


def test_of_two_languages_the_one_that_leads_is_the_measure() -> None:
    """French did something English did not, or did not what English did."""
    assert ["Reworded in French only: OP1."] == [one.text for one in _held(en=[_STAYS], fr=[_GAGNE]).checks]
    told = [one.text for one in _held(en=[_GAINS], fr=[_STAYS]).checks]
    assert ["Reworded in every language but French: OP1."] == told


def test_a_new_paragraph_in_one_language_only() -> None:
    """New and deleted are told in their own words."""
    new = change("PP2", "{+Notant la rivière,+}")
    assert ["New in French only: PP2."] == [
        one.text for one in _held(en=[_STAYS], fr=[new, _STAYS]).checks if "PP2" in one.text
    ]


def test_a_title_that_changed_in_one_language_is_told() -> None:
    """The title has no paragraph; capitals and blanks of another kind are no change."""
    other = _in("zh", new=replace(NEW, language="zh", title="Bridges and ferries"))
    blank = _in("fr", new=replace(NEW, language="fr", title="bridges"))
    told = checks({"en": _in("en"), "fr": blank, "zh": other})
    assert [("changed-in-some", ("zh",), ("title",))] == _codes(told)
    assert "Reworded in Chinese only: the title." == told[0].text


# ----------------------------------------------------------------------------------- opening words, and formulas


def _opened(label: str) -> tuple[Check, ...]:
    return (Check("operative-verb", "A/RES/76/2", label, "…", (label,), (), "Se félicitant", "Notant"),)


def test_opening_words_that_changed_in_one_language() -> None:
    """Told with the words; not where another language's changed too, marked by its source or not."""
    french = _in("fr", change("PP1", "[-Se félicitant-]{+Notant+} que"), checks=_opened("PP1"))
    english = _in("en", change("PP1", "Welcoming {+in this regard+} that"))
    told = checks({"en": english, "fr": french})
    assert [("opening-changed-in-one", ("fr",), ("PP1",))] == _codes(told)
    assert ("Se félicitant", "Notant") == (told[0].old, told[0].new)
    unmarked = _in("es", change("PP1", "[-Acogiendo-]{+Observando+} que"))
    assert () == checks({"en": _in("en", *english.changes, checks=_opened("PP1")), "fr": french})
    assert () == checks({"en": english, "fr": french, "es": unmarked})


def _formula(language: str, *changes: Change, phrase: str) -> Comparison:
    members = [one for one in changes if one.group == 1]
    group = Group(1, phrase, tuple(one.new[0].label for one in members))
    return _in(language, *changes, groups=(group,))


def _english(*labels: str) -> Comparison:
    return _formula("en", *(change(one, "Urges {+all+} towns", group=1) for one in labels), phrase="all towns")


def test_a_formula_that_is_missing_in_one_language() -> None:
    """Where the paragraph stayed as it was, and where it changed but without it: by label."""
    french = _formula(
        "fr",
        *(change(one, "Invite {+toutes+} les villes", group=1) for one in ("OP1", "OP2")),
        change("OP3", "Invite les villes"),
        change("OP4", "Invite les {+grandes+} villes"),
        phrase="toutes les villes",
    )
    found = {"en": _english("OP1", "OP2", "OP3", "OP4"), "fr": french}
    assert [("formula-uneven", ("fr",), ("OP3", "OP4"))] == _codes(checks(found))
    assert checks(found)[0].text == (
        'English made one edit in 4 paragraphs ("all towns"); French has it in 2: not in OP3 (the same words as '
        "before) and OP4 (changed, but in other words)."
    )
    expected = {"OP1": "there there", "OP2": "there there", "OP3": "there unchanged", "OP4": "there otherwise"}
    assert expected == _standing(concordance(found))


def test_a_formula_whose_words_stand_apart_is_there() -> None:
    """SKETCHES 6, French OP1 of 76/159: the same words came in, with others between them."""
    french = _formula(
        "fr",
        *(change(one, "Invite {+toutes+} les villes", group=1) for one in ("OP1", "OP2")),
        change("OP3", "Invite {+toutes+} ou presque les autres villes"),
        phrase="toutes les villes",
    )
    assert () == checks({"en": _english("OP1", "OP2", "OP3"), "fr": french})


def test_the_language_with_most_places_is_the_measure_of_a_formula() -> None:
    """It need not be English."""
    french = _formula(
        "fr", *(change(one, "Invite {+toutes+} les villes", group=1) for one in ("OP1", "OP2", "OP3")), phrase="toutes"
    )
    english = _formula("en", *_english("OP1", "OP2").changes[:2], change("OP3", "Urges towns"), phrase="all towns")
    assert [("formula-uneven", ("en",), ("OP3",))] == _codes(checks({"en": english, "fr": french}))


# ------------------------------------------------------------------------------------------------------- the series

_SYMBOLS = ("74/153", "75/180", "76/159", "77/213", "78/199")
each_step = pytest.mark.parametrize("new", _SYMBOLS[1:])


@cache
def _series(corpus: Path, new: str) -> dict[str, Comparison]:
    """The step that leads to a text, in six languages."""
    old = dict(pairwise(reversed(_SYMBOLS)))[new]
    found = {}
    for language in OFFICIAL:
        sides = [corpus / "series" / f"{one[:2]}session" / LANGUAGES[language].name for one in (old, new)]
        found[language] = compare(*(read(next(side.glob("*.xml"))) for side in sides))
    return found


_DRIFT = {
    "75/180": (25, ("OP16",), (), (), ("PP7", "PP12", "OP8", "OP16")),
    "76/159": ((), (), (), ("PP15",), ("PP7", "PP12", "PP15", "OP7", "OP9", "OP11", "OP13")),
    "77/213": (("OP16",), ("PP1", "PP4", "PP6", "PP12", "OP14", "OP16"), ("OP1", "OP3"), (), ("PP12",)),
    "78/199": ((), (), (), ("OP16",), ("PP4", "PP7", "PP9", "OP5", "OP6")),
}
"""The table of drift of series_changes.md in French, Spanish, Russian, Arabic, Chinese, without what differs by a blank
or a mark alone: Russian PP1 of 2020, Spanish OP11 of 2022, Arabic PP4 of 2022 and PP1 of 2023, Chinese PP12, PP14, OP1
of 2023."""


@each_step
def test_the_drift_of_the_series(corpus: Path, new: str) -> None:
    """What five languages reworded where English was not: found by reading, and here."""
    alone = concordance(_series(corpus, new)).alone
    told = tuple(len(labels) if len(labels) > 20 else labels for labels in alone.values())
    assert _DRIFT[new] == told


_TABLE = {"75/180": (25, 1, 1, 0, 4), "76/159": (0, 0, 0, 1, 7), "77/213": (1, 7, 2, 1, 1), "78/199": (0, 0, 0, 2, 8)}
"""The table of drift as it was counted: with marks and blanks, but not kinds of hyphens and blanks, nor vowel signs."""


def _differs(one: Change) -> bool:
    sides = [" ".join(place.text for place in side) for side in (one.old, one.new)]
    old, new = (re.sub("[\u064b-\u0652]", "", plain(side)) for side in sides)
    return old != new and bool(one.old and one.new)


@each_step
def test_the_table_of_drift_as_it_was_counted(corpus: Path, new: str) -> None:
    """Paragraphs that differ at all in a language where English has neither other words nor an update."""
    found = _series(corpus, new)
    english = {one.new[0].label for one in found["en"].changes if one.significance in {"technical", "substantive"}}
    told = tuple(
        sum(_differs(one) and one.new[0].label not in english for one in found[language].changes)
        for language in OFFICIAL[1:]
    )
    assert _TABLE[new] == told


_CHECKS = {
    "75/180": [
        ("changed-in-some", ("fr",), ("title", "PP1", "PP2", "OP10", "OP13", "OP14")),
        ("changed-in-some", ("fr", "zh"), ("PP3", "PP7")),
        ("changed-in-some", ("zh",), ("PP12", "OP8")),
        ("changed-in-some", ("es", "zh"), ("OP16",)),
    ],
    "76/159": [
        ("formula-uneven", ("zh",), ("PP13", "OP4")),
        ("changed-in-some", ("zh",), ("PP7", "PP12", "OP7", "OP9", "OP11", "OP13")),
        ("changed-in-some", ("ar", "zh"), ("PP15",)),
    ],
    "77/213": [
        ("changed-in-some", ("es",), ("PP1", "PP4", "PP6", "OP14")),
        ("changed-in-some", ("es", "zh"), ("PP12",)),
        ("changed-in-some", ("ru",), ("OP1", "OP3")),
        ("changed-in-some", ("fr", "es"), ("OP16",)),
    ],
    "78/199": [
        ("opening-changed-in-one", ("fr",), ("PP16",)),
        ("changed-in-some", ("zh",), ("PP4", "PP7", "PP9", "OP5", "OP6")),
        ("changed-in-some", ("ar",), ("OP16",)),
    ],
}


@each_step
def test_the_checks_of_the_series(corpus: Path, new: str) -> None:
    """All that is to check across its languages, the French term apart."""
    told = [one for one in checks(_series(corpus, new)) if one.old is None or one.code != "changed-in-some"]
    assert _CHECKS[new] == _codes(told)


def test_the_french_term_of_2020_explains_19_paragraphs(corpus: Path) -> None:
    """SKETCHES 6: of the 25 that changed only in French 19 are nothing but the term; the six others stay visible."""
    term, *others = [one for one in checks(_series(corpus, "75/180")) if one.code == "changed-in-some" and one.old]
    assert (19, ("fr",), []) == (len(term.labels), term.languages, others)


def test_the_formula_of_2021_is_in_every_language_but_two_paragraphs_of_chinese(corpus: Path) -> None:
    """SKETCHES 6: in French and Russian OP1 its words stand apart, and are there."""
    rows = {row.label: list(row.standing.values()) for row in concordance(_series(corpus, "76/159")).rows}
    missing = {label: cells for label, cells in rows.items() if set(cells) != {"there"}}
    assert {"PP13": [*["there"] * 5, "unchanged"], "OP4": [*["there"] * 5, "otherwise"]} == missing
    assert ["PP3", "PP4", "PP13", "OP1", "OP3", "OP4", "OP8", "OP12", "OP17"] == list(rows)
