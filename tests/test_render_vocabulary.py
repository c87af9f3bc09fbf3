"""The words by which changes are called (DESIGN.md "Words")."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builders import NEW, change, ops

from tracker.model import Change
from tracker.render import vocabulary

SMALL = change("OP7", "Recalls the Charter[- of the Rivers-]", reason=vocabulary.HOUSE_STYLE)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (change("PP2", "{+Recalling+}"), "New"),
        (change("PP2", "[-Recalling-]"), "Deleted"),
        (change("PP2", "a {+b+}"), "Reworded"),
        (SMALL, "Small wording"),
        (replace(SMALL, segments=(*SMALL.segments, *ops("{+ also+}", "technical"))), "Small wording, technical update"),
        (change("PP2", "a {+b+}", "technical"), "Technical update"),
        (change("PP2", "a {+,+}", "typographic"), "Punctuation and hyphens"),
        (change("PP2", "a"), "Unchanged"),
        (change("PP2", "a", moved=True), "Moved"),
        (change("PP2", "a {+b+}", moved=True), "Moved, reworded"),
        (change("PP2, PP3", "a{+\n+}b", "none", kind="split", old="PP2"), "Split"),
        (change("PP2", "a[-\n-]b {+c+}", kind="merged", old="PP2, PP3"), "Merged, reworded"),
        (change("PP2, PP3", "a[-\n-]b {+c\n+}", kind="merged", old="PP2, PP3"), "Recast, reworded"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_a_change_is_called(item: Change, expected: str) -> None:
    """Each change by what happened to its place, then to its words."""
    assert expected == vocabulary.phrase(item)


def test_new_and_deleted_are_never_small() -> None:
    """A paragraph that came or went is told as such, whatever its reason."""
    assert "New" == vocabulary.word(change("PP2", "{+Recalling+}", reason=vocabulary.HOUSE_STYLE))


def test_every_mark_has_its_word() -> None:
    """Marks, words and letters belong together, and every word of a page is explained."""
    assert set(vocabulary.WORDS) == set(vocabulary.LETTERS)
    assert [] == [
        name
        for mark, name in vocabulary.WORDS.items()
        if mark not in {"absent", "first"} and name not in vocabulary.MEANINGS
    ]


@pytest.mark.parametrize(
    ("stated", "expected"),
    [("175-3-2", "recorded vote 175-3-2"), ("without a vote", "without a vote"), (None, None)],
)
def test_how_a_text_was_adopted(stated: str | None, expected: str | None) -> None:
    """The official words; nothing where the source does not say."""
    assert expected == vocabulary.adoption(replace(NEW, adoption=stated))


def test_a_day_as_the_texts_write_it() -> None:
    """Days have no leading zero."""
    assert "6 May 2021" == vocabulary.day(date(2021, 5, 6))


@pytest.mark.parametrize(
    ("names", "expected"), [((), ""), (("OP1",), "OP1"), (("OP1", "OP2", "OP3"), "OP1, OP2 and OP3")]
)
def test_labels_in_a_sentence(names: tuple[str, ...], expected: str) -> None:
    """The last one is joined by "and"."""
    assert expected == vocabulary.labels(names)


def test_what_has_substance() -> None:
    """`--only substantive` keeps small wording and what moved, was split or merged; never a technical update."""
    assert [True, True, True, False, False, False] == [
        vocabulary.has_substance(item)
        for item in (
            SMALL,
            change("PP2", "a", moved=True),
            change("PP2, PP3", "a{+\n+}b", "none", kind="split", old="PP2"),
            change("PP2", "a {+b+}", "technical"),
            change("PP2", "a {+,+}", "typographic"),
            change("PP2", "a"),
        )
    ]
