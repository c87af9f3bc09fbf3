"""PDF: letters at their places become lines as they are read; Arabic, with its numbers and brackets, from the right.

A line is given as it stands on paper, from the left: pieces of one script each, with room between them.
"""

from __future__ import annotations

import pytest

from tracker.sources.pdf_lines import is_from_the_right, lines_of
from tracker.sources.pdf_page import Glyph, Page

SIZE, WIDTH = 10.0, 5.0


def is_arabic(text: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" for letter in text)


def letters(*pieces: str, written: bool = False) -> list[Glyph]:
    """The letters of a line from the left, each as wide as the next; Arabic pieces stand turned, as on paper."""
    shown = " ".join(piece[::-1] if is_arabic(piece) else piece for piece in pieces)
    return [
        Glyph(letter, 50 + WIDTH * at, 50 + WIDTH * (at + 1), 700, SIZE)
        for at, letter in enumerate(shown)
        if letter != " " or written
    ]


def read(glyphs: list[Glyph], *, from_the_right: bool = True) -> list[str]:
    page = Page(1, 612, 792, tuple(glyphs))
    return ["".join(part.text for part in line.parts) for line in lines_of(page, from_the_right=from_the_right)]


@pytest.mark.parametrize("written", [False, True])
@pytest.mark.parametrize(
    ("paper", "said"),
    [
        (("السلام", "ثقافة"), "ثقافة السلام"),
        (("المؤرخ", "75/180", "القرار"), "القرار 75/180 المؤرخ"),  # a number is read from the left
        (("2020", "16"), "16 2020"),  # but two numbers follow each other from the right
        (("في", "12", "-", "9", "من"), "من 9 - 12 في"),
        (("نسمة", "1.5", "نحو"), "نحو 1.5 نسمة"),
        (("المتحدة", "UN Women", "هيئة"), "هيئة UN Women المتحدة"),  # Latin words are read from the left, all of them
        (("المتحدة", "Agenda 2030", "خطة"), "خطة Agenda 2030 المتحدة"),
        (("من", "A/66/462", "الوثيقة"), "الوثيقة A/66/462 من"),
        (("الدولي", "(World Bank)", "البنك"), "البنك (World Bank) الدولي"),
        (("الدولي", "[IMF]", "الصندوق"), "الصندوق [IMF] الدولي"),
        (("!", "السلام"), "السلام !"),
    ],
)
def test_numbers_and_latin_words_in_arabic(paper: tuple[str, ...], said: str, written: bool) -> None:  # noqa: FBT001 - both ways
    """Arabic is read from the right, and what is not Arabic in it from the left; with blanks that are drawn or not."""
    assert [said] == read(letters(*paper, written=written))


@pytest.mark.parametrize("brackets", ["()", ")(", "((", "))"])
def test_brackets_are_opened_before_they_are_closed(brackets: str) -> None:
    """A file may keep brackets as they are read, as they are drawn, or one for both: the meaning is one."""
    drawn = f"{brackets[1]}أ{brackets[0]}"
    assert ["الفقرة (أ) من"] == read(letters("من", drawn, "الفقرة"))


def test_brackets_among_latin_words_are_not_turned_with_the_others() -> None:
    """Brackets between Latin words are read from the left with them, however the Arabic around keeps its own."""
    paper = "ب", "A/66/462 (Part II)"
    said = ["«أ» A/66/462 (Part II) ب"]
    assert said == read(letters(*paper, "«أ»"))
    assert said == read(letters(*paper, "»أ«"))


def test_lam_is_read_before_the_alef_that_is_drawn_with_it() -> None:
    """Both stand at one place, as one sign: the order in which a file has them says nothing."""
    both = [Glyph("ا", 60, 65, 700, SIZE), Glyph("ل", 60, 65, 700, SIZE), Glyph("ب", 65, 70, 700, SIZE)]
    assert ["بلا"] == read(both)
    assert ["بلا"] == read([both[1], both[0], both[2]])


@pytest.mark.parametrize("from_the_right", [False, True])
def test_a_mark_follows_the_letter_it_stands_above(from_the_right: bool) -> None:  # noqa: FBT001 - both ways
    """Vowel signs and accents are drawn by themselves, wherever in the file."""
    text, mark = ("بتن", "\u064f") if from_the_right else ("aen", "\u0301")
    base = letters(text)
    middle = base[1]
    accent = Glyph(mark, middle.left + 1, middle.left + 3, 701, SIZE)
    assert [text[:2] + mark + text[2:]] == read([accent, *base], from_the_right=from_the_right)


def test_a_mark_without_a_letter_is_not_lost() -> None:
    """Every letter of a page is in one line, an accent that stands alone too."""
    assert ["\u0301"] == read([Glyph("\u0301", 50, 55, 700, SIZE)], from_the_right=False)


def test_a_line_of_blanks_is_none() -> None:
    """Blanks print nothing, and neither does a letter that is none."""
    assert [] == read([Glyph(" ", 50, 55, 700, SIZE), Glyph("", 55, 60, 700, SIZE)], from_the_right=False)


def test_a_small_letter_far_from_a_line_is_a_line() -> None:
    """Raised is what touches the letters of a line; what stands beside it, far away, is text of its own."""
    line = letters("squared metres", written=True)
    near = Glyph("2", line[-1].right, line[-1].right + 3, 704, 6.0)
    far = Glyph("2", 500, 503, 704, 6.0)
    assert ["squared metres2"] == read([*line, near], from_the_right=False)
    assert ["2", "squared metres"] == read([*line, far], from_the_right=False)


def test_a_lowered_letter_belongs_to_the_line_above() -> None:
    """The 2 of CO2 is smaller, and a little below its line."""
    line = letters("CO")
    assert ["CO2"] == read([*line, Glyph("2", line[-1].right, line[-1].right + 3, 698, 6.0)], from_the_right=False)


def test_which_way_a_file_is_read() -> None:
    """From the right if most letters are; digits and marks say nothing."""
    pages = {text: [Page(1, 612, 792, tuple(letters(text)))] for text in ("السلام", "peace", "12", "السلام peaceful")}
    assert [True, False, False, False] == [is_from_the_right(one) for one in pages.values()]
