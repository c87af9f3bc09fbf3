"""Tracked changes: a file holds two texts, and says which of them is read. All texts are specimens."""

from __future__ import annotations

from typing import Any

import pytest
from word_files import Xml, docx, gone, i, ins, lists, note, p, table

from tracker.contract import comparison_from_dict
from tracker.model import Document
from tracker.pipeline.compare import compare
from tracker.render import terminal
from tracker.sources import read

HEAD = ("Bridges (specimen)", "The General Assembly,")


def both(*body: str, **parts: Any) -> tuple[list[str], list[str]]:
    """The paragraphs as accepted, and as they were."""
    accepted, original = views(*body, **parts)
    return texts(accepted), texts(original)


def views(*body: str, **parts: Any) -> tuple[Document, Document]:
    data = docx(*HEAD, *body, **parts)
    return read(data, "x.docx"), read(data, "x.docx", original=True)


def texts(document: Document) -> list[str]:
    return [" ".join(filter(None, (x.number, x.text))) for x in document.resolutions[0].paragraphs[1:]]


def test_words_that_were_put_in_and_taken_out() -> None:
    """Accepted, what was inserted stands; in the original, what was deleted."""
    found = both(p("1. ", i("Decides"), " to ", gone("repair"), ins("build"), " bridges."))

    assert (["1. Decides to build bridges."], ["1. Decides to repair bridges."]) == found


def test_words_put_in_by_one_and_taken_out_by_another_are_in_neither() -> None:
    """They never were in the text, and are not to be."""
    found = both(p("1. Decides", ins(gone(" never", author="Bob")), " to end."))

    assert (["1. Decides to end."], ["1. Decides to end."]) == found


def test_a_paragraph_that_was_put_in_is_not_in_the_original() -> None:
    """Its words and its mark are tracked; automatic numbers are counted in each view."""
    new, old = p(ins("Builds;"), number=(1, 0), mark="ins"), p(gone("Repairs;"), number=(1, 0), mark="del")
    last = p("Ends.", number=(1, 0))
    found = both(new, old, last, parts={"numbering": lists([("decimal", "%1.")])})

    assert (["1. Builds;", "2. Ends."], ["1. Repairs;", "2. Ends."]) == found


def test_paragraphs_are_joined_and_divided() -> None:
    """A mark that was deleted joins two, one that was inserted divided one; the last paragraph's form stays."""
    joined = both(p("1. Decides to build", mark="del"), p(" Bridges."))
    divided = both(p("1. Decides;", mark="ins"), p(ins("2. "), "Ends."))

    assert (["1. Decides to build Bridges."], ["1. Decides to build", "Bridges."]) == joined
    assert (["1. Decides;", "2. Ends."], ["1. Decides;Ends."]) == divided


def test_a_paragraph_that_moved_stands_in_one_place() -> None:
    """Where it went; in the original, where it was."""
    here = p(ins("2. Moves;", tag="moveTo"), mark="moveTo")
    there = p(gone("2. Moves;", tag="moveFrom"), mark="moveFrom")

    assert (["2. Moves;", "1. Stays."], ["1. Stays.", "2. Moves;"]) == both(here, p("1. Stays."), there)


def test_rows_of_a_table_come_and_go() -> None:
    """A row that was inserted or deleted is there in one view."""
    rows = table(["Item", "Metres"], ["new", "1"], ["old", "2"], tracked={1: "ins", 2: "del"})

    assert (["1. Decides:", "Item\tMetres", "new\t1"], ["1. Decides:", "Item\tMetres", "old\t2"]) == both(
        "1. Decides:", rows
    )


def test_notes_are_counted_in_each_view() -> None:
    """A note whose mark was deleted is no note of the accepted text, and takes no number there."""
    body = p("Recalling", gone(note(1)), " it", note(2), ",")
    accepted, original = views(body, "1. Ends.", notes={1: "Gone.", 2: p("Kept ", gone("old"), ins("new"))})

    def found(document: Document) -> list[tuple[str, str]]:
        return [(n.mark, n.text) for n in document.resolutions[0].paragraphs[1].notes]

    assert [("1", "Kept new")] == found(accepted)
    assert [("1", "Gone."), ("2", "Kept old")] == found(original)
    assert () == accepted.unplaced


def test_what_is_only_set_otherwise_is_no_change() -> None:
    """Tracked formatting says nothing of the text."""
    changed = '<w:rPr><w:i/><w:rPrChange w:id="1" w:author="Ann"><w:rPr/></w:rPrChange></w:rPr>'
    run = Xml(f"<w:r>{changed}<w:t>1. Ends.</w:t></w:r>")
    accepted, original = views(p(run))

    assert texts(accepted) == texts(original) == ["1. Ends."]
    assert ({}, ()) == (accepted.resolutions[0].extra, accepted.findings)


def test_a_finding_says_how_many_by_whom_and_which_view() -> None:
    """Words that follow each other are one change; a paragraph with its mark is one; a move is counted once."""
    body = (
        p("1. ", gone("A"), gone("B"), ins("C", author="Bob"), " ends."),
        p(ins("2. New."), mark="ins"),
        p(ins("3. Moved.", tag="moveTo")),
        p(gone("3. Moved.", tag="moveFrom")),
    )
    accepted, original = views(*body)
    said = "2 insertions, 1 deletion and 1 move by Ann and Bob, 2024-01-01 to 2024-01-02"

    assert [("tracked-changes", f"read as if they were accepted: {said}")] == [
        (f.code, f.text) for f in accepted.findings if f.code.startswith("tracked")
    ]
    assert f"read as it was before them: {said}" in [f.text for f in original.findings]
    assert {"view": "accepted", "changes": 4, "by": ["Ann", "Bob"]} == accepted.resolutions[0].extra["tracked"]


def test_bold_words_are_no_new_ones_where_changes_are_tracked() -> None:
    """Who tracks changes marks none by hand: the original keeps bold words."""
    from word_files import r

    body = p("1. Decides ", r("boldly", "b"), ins(" now"), " to end.")

    assert (["1. Decides boldly now to end."], ["1. Decides boldly to end."]) == both(body)


@pytest.mark.parametrize(
    ("original", "said"),
    [(False, "with 2 tracked changes by Ann accepted"), (True, "as it was before 2 tracked changes by Ann")],
)
def test_a_comparison_says_in_its_head_which_text_was_read(original: bool, said: str) -> None:  # noqa: FBT001 - the case
    """In the terminal and in JSON; a text without tracked changes has nothing to say."""
    from tracker.brief import tell

    plain = read(docx(*HEAD, "1. Decides to repair."), "x.docx").resolutions[0]
    data = docx(*HEAD, p("1. Decides to ", gone("repair"), ins("build"), "."))
    comparison = compare(plain, read(data, "x.docx", original=original).resolutions[0])
    head = terminal.comparison(comparison, tell(comparison), width=100)

    assert f"New text: {said}." in head
    assert "Old text:" not in head
    assert (None, said) == (comparison.old.view, comparison.to_dict()["new"]["view"])
    assert comparison == comparison_from_dict(comparison.to_dict())
