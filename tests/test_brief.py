"""A comparison as it is told: a sentence for every shape of it, counts that sum, the lines of the year."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from builders import NEW, OLD, change, comparison, gap, note

from tracker.brief import tell, year_lines
from tracker.model import Between, Change, Group, NotApplied, Telling, WordOp

_SAME = change("OP9", "Decides to meet again.")
_UPDATED = change("PP3", "Recalling [-74/1-]{+75/1+}", "technical", reason="technical")
_COMMA = change("PP4", "Noting[-,-] with care", "typographic", reason="punctuation")
_SMALL = change("PP5", "held [-at-]{+in+} Ferryport", reason="house-style")
_NOTHING = "Nothing was deleted and nothing was moved."
_VOTE = "Adopted without a vote -> by a recorded vote of 175 to 3, with 2 abstentions."
_WITHOUT = replace(OLD, adoption="without a vote")


def _told(*changes: Change, **facts: Any) -> Telling:
    return tell(comparison(*changes, _SAME, **facts))


def _lines(*changes: Change, **facts: Any) -> tuple[str, ...]:
    item = comparison(*changes, _SAME, **facts)
    return year_lines(item, tell(item))


_NEW_PP, _NEW_OP = change("PP1", "{+Noting the river,+}"), change("OP1", "{+Urges the boats;+}")
_NEW_OP2 = change("OP2", "{+Urges the ferries;+}")
_OLD_PP, _OLD_OP = change("PP1", "[-Noting the river,-]"), change("OP1", "[-Urges the boats;-]")
_GAINS = change("OP1", "Urges {+all+} towns")
_LOSES = change("OP2", "Urges [-big-] towns")
_SWAPS = change("PP2", "Noting [-big-]{+small+} towns")
_MOVED = change("OP1", "Urges towns", old="OP3", moved=True)
_SPLIT = change("OP1,OP2", "Urges towns;{+\n+}invites them", "typographic", old="OP1", kind="split", reason="split")
_MERGED = change("OP1", "Urges towns;[-\n-]invites them", "typographic", old="OP1,OP2", kind="merged", reason="merged")
_RAISED = change("OP1", "Urges towns", "substantive", old="PP3", kind="edited", reason="promoted")

_HEADLINES: list[tuple[str, tuple[Change, ...], str]] = [
    ("nothing", (), "No wording changed."),
    ("only punctuation", (_COMMA,), "No wording changed."),
    ("only technical", (_UPDATED, _COMMA), "No wording changed: technical rollover."),
    ("one new", (_NEW_PP,), f"{_NOTHING} 1 paragraph is new (PP1)."),
    ("two new", (_NEW_PP, _NEW_OP), f"{_NOTHING} 2 paragraphs are new (1 preambular, 1 operative)."),
    ("one deleted", (_OLD_PP,), "1 paragraph was deleted (PP1)."),
    ("two deleted", (_OLD_PP, _OLD_OP), "2 paragraphs were deleted (1 preambular, 1 operative)."),
    ("both", (_OLD_PP, _NEW_OP), "1 paragraph is new (OP1); 1 paragraph was deleted (PP1)."),
    ("only small wording", (_SMALL, _UPDATED), f"{_NOTHING} Only small wording: PP5."),
    ("new and the rest", (_NEW_PP, _SMALL), f"{_NOTHING} 1 paragraph is new (PP1). The rest is small."),
    ("gained", (_GAINS,), f'{_NOTHING} 1 operative paragraph gained words: OP1 "all".'),
    ("lost", (_LOSES,), f"{_NOTHING} 1 operative paragraph is reworded: OP2."),
    ("in both parts", (_SWAPS, _GAINS), f'{_NOTHING} 2 paragraphs are reworded: PP2, OP1 "all".'),
    ("only moved", (_MOVED,), "Nothing was deleted. Moved: OP1."),
    ("split", (_SPLIT,), "No wording changed. Split: OP1 -> OP1 and OP2."),
    ("merged", (_MERGED,), "No wording changed. Merged: OP1 and OP2 -> OP1."),
    ("split and more", (_SPLIT, _NEW_PP),
     f"{_NOTHING} 1 paragraph is new (PP1). Split: OP1 -> OP1 and OP2. The rest is small."),
    ("promoted", (_RAISED,), f"{_NOTHING} Made operative: PP3 -> OP1."),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "headline"), [pytest.param(*row[1:], id=row[0]) for row in _HEADLINES])
def test_the_sentence_of_a_page(changes: tuple[Change, ...], headline: str) -> None:
    """What happened and what did not, the large before the small; one and two agree with their verbs."""
    assert headline == _told(*changes).headline


def test_what_is_too_much_for_a_sentence_is_counted() -> None:
    """A text written anew: 13 reworded, moved or new paragraphs are told by their number, not one by one."""
    reworded = [change(f"OP{n}", "Urges [-big-]{+small+} towns") for n in range(1, 14)]
    moved = [change(f"OP{n}", "Urges towns", old=f"OP{n + 20}", moved=True) for n in range(20, 33)]
    merged = [
        replace(_MERGED, new=(replace(_MERGED.new[0], label=f"OP{n}"),)) for n in range(40, 45)
    ]  # fmt: skip

    assert f"{_NOTHING} 13 paragraphs are reworded (13 operative)." == _told(*reworded).headline
    assert (
        "Nothing moved. 1 paragraph deleted (PP1), 13 reworded (13 OP). 9 -> 9 words."
        == _told(*reworded, _OLD_PP).terse
    )
    assert "Nothing was deleted. 13 paragraphs moved." == _told(*moved).headline
    assert "No wording changed. Merged: OP40, OP41, OP42, OP43 and OP44." == _told(*merged).headline


_TERSE: list[tuple[str, tuple[Change, ...], str]] = [
    ("only technical", (_UPDATED,), "No wording changed: technical rollover."),
    ("new", (_NEW_PP, _NEW_OP, _NEW_OP2), "Nothing deleted or moved. 3 paragraphs new (1 PP, 2 OP). 9 -> 9 words."),
    ("deleted", (_OLD_PP,), "Nothing moved. 1 paragraph deleted (PP1). 9 -> 9 words."),
    ("new, deleted, small", (_OLD_PP, _NEW_OP, _SMALL),
     "Nothing moved. 1 paragraph new (OP1), 1 deleted (PP1), 1 with small wording (PP5). 9 -> 9 words."),
    ("reworded", (_SWAPS, _GAINS), "2 changes in 2 of 3 paragraphs. Nothing new, deleted or moved. 9 -> 9 words."),
    ("one", (_SMALL,), "1 change in 1 of 2 paragraphs. Nothing new, deleted or moved. 9 -> 9 words."),
    ("moved", (_MOVED,), "Nothing new or deleted. Moved: OP1. 9 -> 9 words."),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "terse"), [pytest.param(*row[1:], id=row[0]) for row in _TERSE])
def test_the_sentence_of_a_terminal(changes: tuple[Change, ...], terse: str) -> None:
    """Shorter, with the words of both texts."""
    assert terse == _told(*changes).terse


def test_a_vote_belongs_in_the_sentence() -> None:
    """From consensus to a vote is news even where no word changed."""
    new = replace(NEW, adoption="175-3-2")
    told = _told(_UPDATED, old=_WITHOUT, new=new)
    assert f"No wording changed: technical rollover. {_VOTE}" == told.terse == told.headline
    assert ("No wording changed: technical rollover (PP3).", _VOTE) == _lines(_UPDATED, old=_WITHOUT, new=new)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("without a vote", "without a vote", "Adopted without a vote, both."),
        ("175-3-2", "without a vote", "Adopted by a recorded vote of 175 to 3, with 2 abstentions -> without a vote."),
        ("175-3-1", "175-3-1", "Adopted by a recorded vote of 175 to 3, with 1 abstention, both."),
        ("without a vote", "recorded vote", "Adopted without a vote -> by a recorded vote."),  # the numbers not known
        (None, "without a vote", ""),
        ("175-3-2", None, ""),
    ],
)
def test_how_both_were_adopted(old: str | None, new: str | None, sentence: str) -> None:
    """Said where both sources say it; nothing is made of a source that is silent."""
    told = _told(_UPDATED, old=replace(OLD, adoption=old), new=replace(NEW, adoption=new))
    assert f"No wording changed: technical rollover. {sentence}".strip() == told.terse


def test_a_note_with_other_words_is_told() -> None:
    """Under a paragraph that is the same: "no wording changed" would hide it."""
    bearing = change("PP4", "Noting the letter", notes=(note("inserted", "{+A letter of the masters.+}", mark="5"),))
    assert f"{_NOTHING} Notes: 5 of PP4 new." == _told(bearing).headline
    assert "Nothing new, deleted or moved. Notes: 5 of PP4 new. 9 -> 9 words." == _told(bearing).terse
    assert ("Notes: 5 of PP4 new.",) == _lines(bearing)
    updated = change("PP4", "Noting the report", notes=(note("edited", "A/[-75-]{+76+}/99", "technical", mark="5"),))
    assert "No wording changed." == _told(updated).headline


def _formula() -> tuple[tuple[Change, ...], tuple[Group, ...]]:
    changes = (
        change("OP1", "Studies {+all+} bridges {+for everyone+}", group=1),
        change("OP2", "Paints all bridges {+for everyone+}", group=1),
        change("OP3", "a culture of {+peace,+} trust"),
    )
    return changes, (Group(1, "all bridges for everyone", ("OP1", "OP2"), (NotApplied("OP4", "of bridges"),)),)


def test_a_formula_is_told_once() -> None:
    """One edit in several paragraphs is one change in a reader's eyes; who was left out is named."""
    changes, groups = _formula()
    told = _told(*changes, groups=groups)
    assert [("formula", ("OP1", "OP2"), "all bridges for everyone"), ("reworded", ("OP3",), "peace")] == [
        (story.kind, story.labels, story.phrase) for story in told.stories
    ]
    assert told.headline == (
        f'{_NOTHING} 3 paragraphs are reworded: two by one formula, "all bridges for everyone" (OP1, OP2); OP3 "peace".'
    )
    assert "2 changes in 3 of 4 paragraphs. Nothing new, deleted or moved. 9 -> 9 words." == told.terse
    assert _lines(*changes, groups=groups) == (
        'One formula in two paragraphs: "all bridges for everyone" (OP1, OP2; not in OP4).',
        'OP3 gains "peace".',
    )


def test_the_counts_sum_to_the_paragraphs() -> None:
    """Each change stands under one word of the page; the enacting formula is not counted."""
    formula = replace(_SAME, old=(), new=tuple(replace(place, kind="formula", label="F") for place in _SAME.new))
    told = _told(formula, _NEW_PP, _OLD_OP, _GAINS, _SMALL, _UPDATED, _COMMA, _MOVED)
    expected = {"New": 1, "Deleted": 1, "Reworded": 1, "Small wording": 1, "Technical": 1, "Punctuation": 1}
    assert {**expected, "Unchanged": 2} == dict(told.counts)
    assert 8 == told.paragraphs == sum(number for _, number in told.counts)


@pytest.mark.parametrize(
    ("line", "one"),
    [
        ('OP1 gains "all".', _GAINS),
        ('OP2 loses "big".', _LOSES),
        ('PP2 reworded: "big" to "small".', _SWAPS),
        ("OP1 moved (was OP3).", _MOVED),
        ('OP1 gains "all". It moved (was OP4).', change("OP1", "Urges {+all+} towns", old="OP4", moved=True)),
        ("OP1 was PP3: it became operative.", _RAISED),
        ("PP3 was OP1: it became preambular.", replace(_RAISED, old=_RAISED.new, new=_RAISED.old,
                                                       reason=replace(_RAISED.reason, code="demoted"))),
        ('Small wording: PP5, "at" to "in".', _SMALL),
        ('PP1 is new: "Noting the river,".', _NEW_PP),
        ('OP1 is deleted: "Urges the boats;".', _OLD_OP),
        ('OP1 is deleted with its note: "Urges the boats;".',
         replace(_OLD_OP, notes=(note("deleted", "See 75/1.", "substantive", mark="2"),))),
        ("Split: OP1 -> OP1 and OP2.", _SPLIT),
        ("Merged: OP1 and OP2 -> OP1.", _MERGED),
        ('OP1: another cycle, "tenth" to "twelfth".',
         change("OP1", "its [-tenth-]{+twelfth+} session", reason="periodicity")),
        ("No wording changed.", _COMMA),
        ("No wording changed: technical rollover (PP3).", _UPDATED),
    ],
)  # fmt: skip
def test_the_line_of_a_year(line: str, one: Change) -> None:
    """What the series' page says of one step: each thing in its words."""
    assert (line,) == _lines(one)


def test_the_lines_of_a_year_run_from_large_to_small() -> None:
    """What a text decides before what it recalls; what is new before what is deleted; small wording last."""
    assert _lines(_SWAPS, _GAINS, _NEW_PP, _NEW_OP2, _OLD_PP, _SMALL, _UPDATED) == (
        'OP1 gains "all".',
        'PP2 reworded: "big" to "small".',
        'PP1 is new: "Noting the river,".',
        'OP2 is new: "Urges the ferries;".',
        'PP1 is deleted: "Noting the river,".',
        'Small wording: PP5, "at" to "in".',
    )


def test_where_much_is_new_it_is_counted_first() -> None:
    """More than three new paragraphs are one line, which also says that none was deleted."""
    many = [change(f"OP{number}", f"{{+Urges boat {number};+}}") for number in range(2, 6)]
    assert ("4 paragraphs new (OP2, OP3, OP4 and OP5), none deleted.", 'OP1 gains "all".') == _lines(_GAINS, *many)


def test_of_many_edits_the_longest_are_told() -> None:
    """A paragraph with more than three edits is told by those with most letters, in the order of the text."""
    one = change("PP1", "a [-b-]{+c+} d {+a much longer piece+} e [-f-]{+ggg+} h {+another long piece+}")
    assert ('PP1 reworded: "a much longer piece" added, "f" to "ggg", "another long piece" added and 1 more.',) == (
        _lines(one)
    )


def test_small_words_beside_a_change_are_not_its_words() -> None:
    """In a paragraph that is reworded, house style is not told as what it gained (66/152 OP11)."""
    pieces = (
        WordOp("equal", "as well as "),
        WordOp("insert", "on ", "substantive", "house-style"),
        WordOp("equal", "floods and "),
        WordOp("insert", "honest ", "substantive", "wording"),
        WordOp("equal", "talks"),
    )
    assert ('OP1 gains "honest".',) == _lines(replace(_GAINS, segments=pieces))


def test_a_citation_is_told_with_its_date() -> None:
    """Pieces that only a small word parts are one update; a session is one by itself."""
    pieces = (
        WordOp("delete", "74/1", "technical", "citation"),
        WordOp("insert", "75/1", "technical", "citation"),
        WordOp("equal", " of "),
        WordOp("delete", "18 December 2019", "technical", "date"),
        WordOp("insert", "16 December 2020", "technical", "date"),
        WordOp("equal", ", and at the "),
        WordOp("delete", "tenth", "technical", "session"),
        WordOp("insert", "eleventh", "technical", "session"),
        WordOp("equal", " session"),
    )
    told = _told(replace(_UPDATED, segments=pieces)).technical
    assert [
        ("PP3", "74/1 of 18 December 2019", "75/1 of 16 December 2020", "citation"),
        ("PP3", "tenth", "eleventh session", "session"),
    ] == [(one.label, one.old, one.new, one.reason) for one in told]


def test_a_report_is_told_with_its_chapter_and_without_half_a_bracket() -> None:
    """Note 3: A/75/99, chap. V."""
    pieces = (
        WordOp("equal", "No. 99 ("),
        WordOp("delete", "A/75/99", "technical", "citation"),
        WordOp("insert", "A/76/99", "technical", "citation"),
        WordOp("equal", "), chap. "),
        WordOp("delete", "V", "technical", "chapter"),
        WordOp("insert", "VII", "technical", "chapter"),
    )
    bearing = change("PP3", "Noting", notes=(replace(note("edited", "x", "technical", mark="3"), segments=pieces),))
    (told,) = _told(bearing).technical
    assert ("note 3", "A/75/99, chap. V", "A/76/99, chap. VII") == (told.label, told.old, told.new)


@pytest.mark.parametrize(
    ("between", "sentence"),
    [
        (Between(), None),
        (Between(2, 2, (68, 69)), None),
        (gap(1, 70, 70), "1 text in between (session 70) is not here: the years of these changes are not known."),
        (gap(7, 67, 73),
         "7 texts in between (sessions 67 to 73) are not here: the years of these changes are not known."),
        (Between(3, 1), "2 texts in between are not here: a change made there has an interval of years."),
    ],
)  # fmt: skip
def test_the_texts_that_are_not_here(between: Between, sentence: str | None) -> None:
    """A comparison across texts that are not loaded does not know the years of what it tells."""
    assert sentence == _told(_GAINS, between=between).gap
