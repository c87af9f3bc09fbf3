"""Which words of a change are shown: whole words, enough of them to read."""

from __future__ import annotations

import re

import pytest
from builders import ops
from hypothesis import given
from hypothesis import strategies as st

from tracker.model import WordOp
from tracker.render import excerpt
from tracker.render.excerpt import Piece

MARKS = {"equal": "{}", "gap": "{}", "insert": "{{+{}+}}", "delete": "[-{}-]"}


def shown(pieces: tuple[Piece, ...]) -> str:
    return "".join(MARKS[piece.op].format(piece.text) for piece in pieces)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "one two three four five six seven {+new +}eight nine ten eleven twelve thirteen fourteen",
            "... three four five six seven {+new+} eight nine ten eleven twelve ...",
        ),
        (
            "a culture of {+peace, +}rest and respect, and more words after",
            "a culture of {+peace,+} rest and respect, ...",
        ),
        ("{+New +}words", "{+New+} words"),
        ("for the boats[-, the-] and{+ all+} ships", "for the boats[-, the-] and {+all+} ships"),
        ("the [-tenth -]{+twentieth +}year", "the [-tenth-]{+twentieth+} year"),
        ("freedoms{+ for all+}, and", "freedoms {+for all+}, and"),
        ("the banks[-, as well as-]{+ and+} bridges", "the banks[-, as well as-]{+ and+} bridges"),
        ("the banks[- and-]{+,+} bridges", "the banks [-and-]{+,+} bridges"),
    ],
)
def test_words_around_a_change(marked: str, expected: str) -> None:
    """Some words before and after, to a pause if one is near; blanks stand beside the marks, never inside."""
    assert expected == shown(excerpt.cut(ops(marked)))


def test_changes_far_apart_have_a_gap_between_them() -> None:
    """What lies between two changes is left out if it is long."""
    marked = "{+a +}" + "word " * 30 + "{+b+}"

    assert "{+a+} word word word word word ... word word word word word {+b+}" == shown(excerpt.cut(ops(marked)))


def test_a_formula_is_shown_whole() -> None:
    """The phrase that an edit brought is never cut, however long, and needs few words around it."""
    phrase = "all the long and winding roads and open bridges of every land for all"
    marked = f"nought one two three four {{+all +}}{phrase[4:-8]}{{+ for all+}} five six seven eight nine ten"

    assert f"... two three four {{+all+}} {phrase[4:-8]} {{+for all+}} five six seven ..." == shown(
        excerpt.cut(ops(marked), phrase)
    )


def test_old_wording_of_a_formula() -> None:
    """What stood where the phrase stands now; nothing where the edit did not bring it."""
    brought = ops("for {+all +}roads and [-any -]bridges{+ for all+}, by day")

    assert "roads and any bridges" == excerpt.old_wording(brought, "all roads and bridges for all")
    assert excerpt.old_wording(ops("all roads for all, {+and+}"), "all roads for all") is None
    assert excerpt.old_wording(brought, "something else") is None


def test_another_kind_of_blank_is_not_shown() -> None:
    """Pieces without significance are shown as the new text has them, without marks."""
    segments = (*ops("on [-24 April-]{+24\u00a0April+} 2009", "none"), *ops(", {+gladly+}"))

    assert "on 24\u00a0April 2009, {+gladly+}" == shown(excerpt.whole(segments))


def test_opening_of_a_text() -> None:
    """A long new paragraph is told by its first words, a short one whole."""
    assert "Noting the roads" == excerpt.opening("Noting the roads")
    assert "one two three ..." == excerpt.opening("one two three " + "word " * 20, words=3)


@given(
    st.lists(st.tuples(st.sampled_from(["equal", "insert", "delete"]), st.text("ab, \n所", min_size=1, max_size=20)))
)
def test_nothing_that_changed_is_ever_left_out(parts: list[tuple[str, str]]) -> None:
    """Every added and deleted piece is shown whole, blanks and breaks apart, in the order in which they stand."""
    segments = [WordOp(op, text) for op, text in parts]  # type: ignore[arg-type]  # drawn from the three ops
    bare = re.compile(r"[\s¶]+")
    wanted = [(op.op, bare.sub("", op.text)) for op in segments if op.op != "equal"]

    for pieces in (excerpt.cut(segments), excerpt.whole(segments)):
        assert wanted == [(piece.op, bare.sub("", piece.text)) for piece in pieces if piece.op in {"insert", "delete"}]


@given(st.lists(st.tuples(st.sampled_from(["equal", "insert", "delete"]), st.text("ab, 所", min_size=1, max_size=20))))
def test_the_whole_is_whole(parts: list[tuple[str, str]]) -> None:
    """All words of both texts are in the whole redline, in order."""
    segments = [WordOp(op, text) for op, text in parts]  # type: ignore[arg-type]  # drawn from the three ops
    text = "".join(text for _, text in parts)

    assert re.sub(r"\s", "", text) == re.sub(r"\s", "", "".join(piece.text for piece in excerpt.whole(segments)))
