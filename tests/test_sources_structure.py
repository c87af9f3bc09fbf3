"""Labels and paths: unique in a version, and free of language."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.model import Kind
from tracker.sources.numbering import readings, roman, roman_value
from tracker.sources.runs import Runs, split_number
from tracker.sources.structure import Block, place
from tracker.tokens import normalise


def labels(*items: str) -> list[str]:
    """Labels of operative paragraphs with these numbers; "" for none, "# x" for a heading, "p (a)" for a preamble."""
    return [paragraph.label for paragraph in place([_block(item) for item in items])]


def _block(item: str) -> Block:
    if item.startswith("#"):
        return Block("heading", item[1:].strip())
    kind: Kind = "preambular" if item.startswith("p") else "operative"
    return Block(kind, "Words.", item.removeprefix("p").strip() or None)


@pytest.mark.parametrize(
    ("number", "step"),
    [
        ("12.", "12"), ("\t12.", "12"), ("12 -", "12"), ("١٢ -", "12"), ("4 bis.", "4 bis"), ("1.1", "1.1"),
        ("(b)", "b"), ("b)", "b"), ("(bb)", "bb"), ("(ب)", "b"), ("(هـ)", "e"), ("(أ)", "a"), ("б)", "b"), ("а)", "a"),
        ("’2‘", "ii"), ("㈡", "ii"), ("(2)", "2"), ("b.", "b"),
    ],
)  # fmt: skip
def test_a_number_makes_the_same_step_in_every_language(number: str, step: str) -> None:
    """By its position in the alphabet it is written in."""
    assert step == readings(number)[0].step


def test_a_number_that_can_be_two_things_is_what_follows() -> None:
    """(i) comes after (h), or is the first of an inner list; (v) and (c) likewise."""
    assert ["OP1", "OP1 (h)", "OP1 (i)", "OP1 (j)"] == labels("1.", "(h)", "(i)", "(j)")
    assert ["OP1", "OP1 (a)", "OP1 (a)(i)", "OP1 (a)(ii)", "OP1 (b)"] == labels("1.", "(a)", "(i)", "(ii)", "(b)")
    assert "OP1 (a)(v)" == labels("1.", "(a)", "(i)", "(ii)", "(iii)", "(iv)", "(v)")[-1]


def test_russian_lists_count_on_either_keyboard() -> None:
    """Latin letters, Cyrillic ones that look like them, and the Cyrillic alphabet itself."""
    abc = ["OP1", "OP1 (a)", "OP1 (b)", "OP1 (c)"]

    assert [abc] * 3 == [labels("1.", *each) for each in (("a)", "b)", "c)"), ("а)", "b)", "с)"), ("а)", "б)", "в)"))]


def test_arabic_and_chinese_lists_have_the_labels_of_english_ones() -> None:
    """Arabic letters count in the order of abjad; the second degree is ’1‘ and ㈠."""
    english = labels("1.", "(a)", "(i)", "(ii)", "(b)", "(c)")

    assert english == labels("1 -", "(أ)", "’1‘", "’2‘", "(ب)", "(ج)")
    assert english == labels("1.", "(a)", "㈠", "㈡", "(b)", "(c)")


def test_text_without_a_number_is_named_after_what_it_follows() -> None:
    """OP +1 before the first number, OP12 +1 after it; where nothing has a number, they are counted."""
    assert ["OP +1", "OP1", "OP1 (a)", "OP1 +1", "OP1 +2", "OP2"] == labels("", "1.", "(a)", "", "", "2.")
    assert ["PP1", "OP1"] == labels("p", "")
    assert ["OP1", "OP2"] == labels("", "")


def test_preambular_lists_belong_to_their_paragraph() -> None:
    """A point has the kind of its parent."""
    assert ["PP1", "PP1 (a)", "PP1 (b)", "PP2", "OP1"] == labels("p", "p(a)", "p(b)", "p", "1.")


@pytest.mark.parametrize(
    "heading", ["Annex II", "Annexe II", "Anexo II", "Приложение II", "المرفق الثاني", "附件二", "Anlage II"]
)
def test_an_annex_has_one_name_in_every_language(heading: str) -> None:
    """Annex II 3 (a)."""
    assert ["OP1", "Annex II H1", "Annex II 3", "Annex II 3 (a)"] == labels("1.", f"# {heading}", "3.", "(a)")


@pytest.mark.parametrize("heading", ["II", "II.", "II. On bridges", "二", "二、桥", "ثانيا", "ثانيا - جسور"])
def test_a_section_has_one_name_in_every_language(heading: str) -> None:
    """II OP1, where numbers restart."""
    assert "II OP1" == labels("# I", "1.", f"# {heading}", "1.")[-1]


def test_numbers_that_begin_again_are_told_apart() -> None:
    """Under another heading by it, else by their count."""
    assert ["OP1", "OP2", "H1", "H1 OP1"] == labels("1.", "2.", "# A declaration", "1.")
    assert ["OP4", "OP4 [2]", "OP4 [3]"] == labels("4.", "4.", "4.")


def test_rows_are_counted_by_table() -> None:
    """T1.3: rows in a row are one table, unless the file says that one begins."""
    row = Block("table", "a\tb")
    blocks = [row, row, Block("operative", "Words.", "1."), row, Block("table", "c", opens="table")]

    assert ["T1.1", "T1.2", "OP1", "T2.1", "T3.1"] == [p.label for p in place(blocks)]


numbers = st.sampled_from(
    ["", "1.", "2.", "1.1", "(a)", "(b)", "(i)", "(v)", "(c)", "(ج)", "а)", "’1‘", "㈡", "4 bis.", "•"]
)
blocks = st.one_of(
    st.builds(
        Block, st.sampled_from(["preambular", "operative"]), st.just("Words:"), numbers, depth=st.sampled_from([0, 2])
    ),
    st.builds(Block, st.just("heading"), st.sampled_from(["I", "II", "Annex", "Annex I", "Words", "附件"])),
    st.builds(
        Block, st.sampled_from(["formula", "table"]), st.just("Words"), opens=st.sampled_from(["", "annex", "table"])
    ),
)


@given(st.lists(blocks, max_size=30))
def test_labels_are_unique_whatever_comes(items: list[Block]) -> None:
    """A property: every leaf is placed, in order, under a label of its own."""
    placed = place(items)

    assert [item.text for item in items] == [paragraph.text for paragraph in placed]
    assert [1] * len(items) == [*Counter(paragraph.label for paragraph in placed).values()]


@given(st.integers(1, 300))
def test_roman_numerals_are_read_back(value: int) -> None:
    """Up to 300; what is no numeral is none."""
    assert value == roman_value(roman(value))
    assert (None, None) == (roman_value("iiii"), roman_value("word"))


words = st.text(alphabet=" \u00a0\t\n.aeé\u0301عж大", max_size=12)


@given(st.lists(words, max_size=5))
def test_a_text_in_pieces_is_the_text_as_a_whole(parts: list[str]) -> None:
    """Tidying counts runs of blanks across pieces, and notes stand inside the clean text."""
    runs = Runs()
    for part in parts:
        runs.add(part)
        runs.note("1", "A note.")
    piece = runs.finish()

    assert normalise("".join(parts)) == piece.text
    offsets = [note.offset for note in piece.notes]
    assert offsets == sorted(offsets)
    assert all(0 <= offset <= len(piece.text) for offset in offsets)


@pytest.mark.parametrize("text", ["2030 Agenda", "(the) words", "1993 was", "I recall", "No. 5", "3.5 per cent"])
def test_words_at_the_start_are_no_number(text: str) -> None:
    """Only what stands as a number is taken for one."""
    assert (None, text) == split_number(text)


@pytest.mark.parametrize("number", ["1.", "12 -", "١٢ -", "1.1", "(a)", "a)", "(bb)", "(xiv)", "(أ)", "’1‘", "4 bis."])
def test_a_number_at_the_start_is_taken_off(number: str) -> None:
    """As printed; the words follow."""
    assert (number, "Words") == split_number(f"\t{number} Words")
