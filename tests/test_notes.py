"""What became of notes: compared by content, not by mark, and told with the paragraph that carries them."""

from __future__ import annotations

from tracker.model import Footnote, NoteChange, Significance
from tracker.pipeline.notes import compare_notes
from tracker.significance import Context

_REPORT = "See Official Records of the River Council, Seventy-fifth Session, Supplement No. 99 (A/75/99), chap. V."
_NEXT_REPORT = (
    "See Official Records of the River Council, Seventy-sixth Session, Supplement No. 99 (A/76/99), chap. II."
)


def _note(mark: str, text: str = "Resolution 55/2.") -> Footnote:
    return Footnote(mark, text, 0)


def _compared(old: list[list[Footnote]], new: list[list[Footnote]]) -> list[list[tuple[str, Significance, str, str]]]:
    """For each change its notes as (kind, significance, old mark, new mark), "-" for none."""
    return [[_said(note) for note in notes] for notes in compare_notes(old, new, Context("en", 1))]


def _said(note: NoteChange) -> tuple[str, Significance, str, str]:
    return note.kind, note.significance, note.old.mark if note.old else "-", note.new.mark if note.new else "-"


def test_the_same_words_under_the_same_mark_are_unchanged() -> None:
    """A blank of another kind is no change."""
    old, new = [[_note("1", "Supplement No.\u00a099.")]], [[_note("1", "Supplement No. 99.")]]
    assert [[("unchanged", "none", "1", "1")]] == _compared(old, new)


def test_another_mark_alone_is_a_renumbering() -> None:
    """A note added above moves the marks of all that follow (76/159 PP15)."""
    assert [[("renumbered", "none", "5", "6")]] == _compared([[_note("5")]], [[_note("6")]])


def test_a_reworded_note_is_edited_and_has_its_own_significance() -> None:
    """Report, session and chapter are technical; other words are not; See resolution is house style, substantive."""
    assert [[("edited", "technical", "3", "3")]] == _compared([[_note("3", _REPORT)]], [[_note("3", _NEXT_REPORT)]])
    assert [[("edited", "substantive", "3", "4")]] == _compared(
        [[_note("3", "The text of the plan is in the annex.")]],
        [[_note("4", "The text of the plan is in the letter.")]],
    )
    (see,) = compare_notes([[_note("2", "See resolution 55/2.")]], [[_note("2")]], Context())[0]
    assert {"house-style"} == {op.reason for op in see.segments if op.op != "equal"}


def test_an_edited_note_rebuilds_both_its_texts() -> None:
    """Its pieces obey the rule of a paragraph's."""
    (note,) = compare_notes([[_note("3", _REPORT)]], [[_note("3", _NEXT_REPORT)]], Context("en", 1))[0]
    assert _REPORT == "".join(op.text for op in note.segments if op.op != "insert")
    assert _NEXT_REPORT == "".join(op.text for op in note.segments if op.op != "delete")


def test_notes_added_and_dropped() -> None:
    """What has no counterpart is inserted or deleted, and counts as words do."""
    assert [[("inserted", "substantive", "-", "1")]] == _compared([[]], [[_note("1")]])
    assert [[("deleted", "substantive", "1", "-")]] == _compared([[_note("1")]], [[]])
    assert [[("deleted", "substantive", "1", "-")], []] == _compared([[_note("1")], []], [[], []])


def test_notes_of_unlike_words_are_not_one() -> None:
    """Two notes with nothing in common are one dropped and one added, even if both stand alone."""
    told = _compared([[_note("1", "Ferry masters' handbook, volume two.")]], [[_note("1", "A/CONF.199/20, annex.")]])
    assert [[("inserted", "substantive", "-", "1"), ("deleted", "substantive", "1", "-")]] == told


def test_a_note_that_went_to_another_paragraph_is_reanchored() -> None:
    """Told where it now stands, and not again where it stood."""
    old, new = [[_note("1")], []], [[], [_note("1")]]
    assert [[], [("reanchored", "none", "1", "1")]] == _compared(old, new)


def test_the_same_words_twice_stay_each_in_its_place() -> None:
    """A text that cites one resolution in two notes: neither is taken for the other."""
    old, new = [[_note("1")], [_note("2")]], [[_note("1")], [_note("2")]]
    assert [[("unchanged", "none", "1", "1")], [("unchanged", "none", "2", "2")]] == _compared(old, new)
    dropped = _compared(old, [[], [_note("1")]])
    assert [[("deleted", "substantive", "1", "-")], [("renumbered", "none", "2", "1")]] == dropped


def test_of_several_notes_the_likest_are_one() -> None:
    """An added note does not take another one's place, and notes are told in the order of their marks."""
    old = [[_note("3", _REPORT)]]
    new = [[_note("3", "The handbook of the ferry masters."), _note("4", _NEXT_REPORT)]]
    assert [[("inserted", "substantive", "-", "3"), ("edited", "technical", "3", "4")]] == _compared(old, new)
