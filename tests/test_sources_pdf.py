"""PDF: paragraphs, notes and what pages add, told from where the letters stand."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from pdf_files import SCAN, Rule, Words, at, block, form, pdf

from tracker.errors import BadSource, UnsafeSource
from tracker.model import Document, Resolution
from tracker.pipeline import bounded, fenced, reading
from tracker.sources import read

Drawn = Words | Rule | str
HEAD: list[Drawn] = [
    at(72, 750, "A/RES/99/1"),
    at(72, 720, "Resolution adopted by the General Assembly on 1 May 2044", 12, "bold"),
    at(40, 690, "99/1.", 12, "bold"),
    at(72, 690, "Bridges between", 12, "bold"),
    at(72, 676, "all banks", 12, "bold"),
    at(96, 650, "The General Assembly,", font="italic"),
]
END: list[Drawn] = [at(400, 200, "7th plenary meeting", font="italic"), at(400, 188, "1 May 2044", font="italic")]
LONG = "the many bridges that stand over the rivers of every country and are in need of care"


def text_of(*pages: Sequence[Drawn]) -> Resolution:
    return read(pdf(*pages), "x.pdf").resolutions[0]


def texts(*pages: Sequence[Drawn]) -> list[str]:
    return [one.text for one in text_of(*pages).paragraphs[1:]]


# -------------------------------------------------------------------------------------------------- the official ones

# By hand, from the printed pages: preambular and operative paragraphs; headings; marks of notes by the paragraph in
# which they stand, those that are printed twice included.
OFFICIAL = {
    "A_RES_73_3-EN.pdf": (0, 53, ["H1", "H2"], "OP1:1,2 OP2:3,4,5 OP3:6 OP23:7", "2018-10-10", "18th"),
    "A_RES_73_6-EN.pdf": (25, 14, [], "PP2:1 PP5:2,3,4 PP13:5 PP22:1 PP23:6 OP1:2 OP4:2", "2018-10-26", "26th"),
    "A_RES_73_7-EN.pdf": (
        13,
        28,
        [],
        "PP2:1 PP9:2 PP10:3 OP1:4 OP2:1 OP3:5 OP11:2 OP12:6 OP13:7,8 OP21:9",
        "2018-10-29",
        "28th",
    ),
    "A_RES_73_8-EN.pdf": (8, 5, [], "OP1:1", "2018-11-01", "30th"),
}
FURNITURE = {"A_RES_73_3-EN.pdf": 10, "A_RES_73_6-EN.pdf": 5, "A_RES_73_7-EN.pdf": 5, "A_RES_73_8-EN.pdf": 2}


@pytest.mark.corpus
@pytest.mark.parametrize("name", OFFICIAL)
def test_official_pdfs(corpus: Path, name: str) -> None:
    """Labels, counts, notes at their marks and the closing lines are those of the printed pages."""
    preambular, operative, headings, notes, adopted, meeting = OFFICIAL[name]
    document = read((corpus / "pdf" / name).read_bytes(), name)
    found = document.resolutions[0]
    labels = [one.label for one in found.paragraphs]

    expected = [f"PP{at + 1}" for at in range(preambular)] + [f"OP{at + 1}" for at in range(operative)]
    assert expected == [label for label in labels if label[:2] in ("PP", "OP") and "+" not in label]
    assert headings == [label for label in labels if label.startswith("H")]
    marks = [f"{one.label}:{','.join(note.mark for note in one.notes)}" for one in found.paragraphs if one.notes]
    assert notes.split() == marks
    assert (adopted, f"{meeting} plenary meeting") == (str(found.adopted), found.closing[0])
    assert ("A/RES/" + name[6:].partition("-")[0].replace("_", "/"), "en") == (str(found.symbol), found.language)
    assert [] == list(document.findings)
    assert ("pdf", "plain") == (document.origin.format, document.origin.quality)


@pytest.mark.corpus
@pytest.mark.parametrize("name", OFFICIAL)
def test_what_official_pages_add_is_out_of_the_text(corpus: Path, name: str) -> None:
    """Running symbol and title, job number, page numbers and rules are kept apart; words have no blanks inside."""
    document = read((corpus / "pdf" / name).read_bytes(), name)
    found = document.resolutions[0]
    text = " ".join(one.text for one in found.paragraphs)
    job = found.masthead.job_number or ""

    assert FURNITURE[name] - 1 == sum(one.endswith(f"/{FURNITURE[name]}") for one in document.unplaced)
    assert 1 == document.unplaced.count(str(found.symbol))
    assert job[:8] not in text
    assert "___" not in text
    assert "\ufffe" not in text


@pytest.mark.corpus
def test_leads_of_an_official_pdf(corpus: Path) -> None:
    """Lead phrases are what is set in italics: in 73/8 by their number of words."""
    name = "A_RES_73_8-EN.pdf"
    found = read((corpus / "pdf" / name).read_bytes(), name).resolutions[0]

    assert [1, 1, 1, 1, 2, 1, 2, 1, 2, 4, 3, 1, 1] == [
        len(one.text[: one.lead].split()) for one in found.paragraphs[1:]
    ]


# --------------------------------------------------------------------------------------------------------- paragraphs


def test_the_head_of_a_pdf() -> None:
    """Symbol, title of two lines, adoption and meeting."""
    found = text_of([*HEAD, *block(72, 630, f"1.   Decides to keep {LONG}."), *END])

    assert ("A/RES/99/1", "Bridges between all banks") == (str(found.symbol), found.title)
    assert ("2044-05-01", ("7th plenary meeting", "1 May 2044")) == (str(found.adopted), found.closing)


def test_a_first_line_that_stands_in_begins_a_paragraph() -> None:
    """Though there is no room above it, and the line before it is full and ends in a comma."""
    first = f"Recalling {LONG},"
    page: list[Drawn] = [
        *HEAD,
        *block(72, 630, first, f"{LONG},"),
        *block(72, 606, first, "and care,"),
        *block(72, 582, first),
    ]

    assert [f"{first} {LONG},", f"{first} and care,", first] == texts([*page, *END])


def test_room_above_a_line_begins_a_paragraph() -> None:
    """Where no line stands in."""
    first = f"Recalling {LONG},"
    blocks = [block(72, y, first, "and " + LONG + ",", indent=0) for y in (630, 598, 566)]

    assert [f"{first} and {LONG},"] * 3 == texts([*HEAD, *(one for lines in blocks for one in lines), *END])


def test_numbers_and_points_begin_paragraphs() -> None:
    """Without indent and room."""
    lines = [f"1.   Decides {LONG}:", f"(a)   To keep {LONG};", f"(b)   To build {LONG};", f"2.   Requests {LONG}."]
    found = text_of([*HEAD, *(at(72, 630 - 12 * index, line) for index, line in enumerate(lines)), *END])

    assert ["F", "OP1", "OP1 (a)", "OP1 (b)", "OP2"] == [one.label for one in found.paragraphs]


def test_a_sentence_over_two_pages_is_one_paragraph() -> None:
    """It goes on where the next page's text begins, below what runs on every page; notes stand between."""
    one: list[Drawn] = [*HEAD, *block(72, 120, f"Recalling {LONG} and"), Rule(72, 140, 100), at(80, 90, "See 1/2.", 8)]
    one += [at(76, 93, "1", 5), at(160, 124, "1", 6), at(72, 30, "44-12345 (E)")]
    two: list[Drawn] = [
        at(72, 750, "A/RES/99/1", 8),
        at(72, 720, f"{LONG.upper()},"),
        at(500, 30, "2/2"),
        at(72, 30, "44-12345"),
    ]
    document = read(pdf(one, [*two, *END]), "x.pdf")
    found = document.resolutions[0]

    assert [f"Recalling {LONG} and {LONG.upper()},"] == [part.text for part in found.paragraphs[1:]]
    assert [("1", "See 1/2.")] == [(note.mark, note.text) for note in found.paragraphs[1].notes]
    assert "44-12345 (E)" == found.masthead.job_number
    assert {"A/RES/99/1", "2/2", "44-12345"} == set(document.unplaced)


def test_a_note_that_goes_on_at_the_foot_of_the_next_page() -> None:
    """Its second half stands below a rule, without a mark."""
    one: list[Drawn] = [*HEAD, *block(72, 630, f"Recalling {LONG},"), at(430, 634, "1", 6), Rule(72, 140, 100)]
    one += [at(76, 93, "1", 5), at(80, 90, "See 1/2, 1/3,", 8)]
    two: list[Drawn] = [
        *block(72, 720, f"1.   Decides {LONG}."),
        *END,
        Rule(72, 140, 100),
        at(72, 90, "1/4 and 1/5.", 8),
    ]

    assert "See 1/2, 1/3, 1/4 and 1/5." == text_of(one, two).paragraphs[1].notes[0].text


def test_what_is_raised_and_no_note_stays_in_the_text() -> None:
    """Ordinals, and square metres."""
    raised = "/roman 6 Tf 4 Ts ({}) Tj /roman 10 Tf 0 Ts"
    line = f"(1.   Decides on the 5) Tj {raised.format('th')} ( day on 10 m) Tj {raised.format('2')} ( of land.) Tj"
    page: list[Drawn] = [*HEAD, f"BT /roman 10 Tf 1 0 0 1 96 630 Tm {line} ET"]

    assert ["Decides on the 5th day on 10 m² of land."] == texts([*page, *END])


# --------------------------------------------------------------------------------------------------------------- words


def test_letters_that_stand_close_are_one_word() -> None:
    """Word writes "peopl" and "e" apart; there is no room for a blank between them."""
    line = "[(1.   Decides to help all peopl) -110 (e of the w) -130 (orld) -250 (now.)] TJ"

    assert ["Decides to help all people of the world now."] == texts(
        [*HEAD, f"BT /roman 10 Tf 1 0 0 1 96 630 Tm {line} ET", *END]
    )


def test_hyphens_at_line_ends() -> None:
    """A hyphen is part of the word, but where the text has the word without it; a listing keeps its blank."""
    lines = ["Recalling its cooperation, " + LONG + " and coop-", "eration in capacity-", "building, information-"]
    page: list[Drawn] = [*HEAD, *block(72, 630, *lines, "and infrastructure-sharing,")]

    expected = f"{LONG} and cooperation in capacity-building, information- and infrastructure-sharing,"
    assert [f"Recalling its cooperation, {expected}"] == texts([*page, *END])


def test_blanks_inside_words_are_closed_and_said() -> None:
    """Where the file itself has them: the word stands elsewhere, and its halves nowhere. "In formal" may be meant."""
    page: list[Drawn] = [*HEAD, *block(72, 630, "Recalling the protection of informal talk in Rome,")]
    page += block(72, 612, "Noting the protec tion of it in formal talk,")
    document = read(pdf([*page, *END]), "x.pdf")

    assert "Noting the protection of it in formal talk," == document.resolutions[0].paragraphs[2].text
    assert ["broken-words"] == [one.code for one in document.findings]


# ------------------------------------------------------------------------------------------------- quality, and refusal


def test_a_scan_without_text_is_refused_in_one_line() -> None:
    """Which says what to do."""
    with pytest.raises(BadSource) as refused:
        read(pdf([SCAN], [SCAN]), "x.pdf")

    assert (
        "x.pdf is a scan: 2 pages of pictures without text; get the official Word or XML file, or have its text "
        "recognised (OCR) and look it over"
    ) == str(refused.value)


def test_a_scan_with_a_recognised_text_says_so() -> None:
    """Its letters lie unseen under the picture."""
    seen = [*HEAD, *block(72, 630, f"1. Keeps {LONG}."), *END]
    page = [replace(one, mode=3) for one in seen if isinstance(one, Words)]
    document = read(pdf([SCAN, *page]), "x.pdf")

    assert ("ocr", ["ocr"]) == (document.origin.quality, [one.code for one in document.findings])


def test_a_page_that_is_only_a_picture_is_said() -> None:
    """The rest is read."""
    document = read(pdf([*HEAD, *block(72, 630, f"1.   Keeps {LONG}."), *END], [SCAN]), "x.pdf")

    assert [("page-without-text", "page 2")] == [(one.code, one.where) for one in document.findings]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7 ...", "x is a damaged PDF; get the file again"),
        (pdf([]), "x is a PDF without text; get the official Word or XML file"),
        (
            pdf([at(72, 700, "Dear all, the meeting on all bridges begins at ten o'clock.")]),
            "x is a PDF file, but no resolution",
        ),
        (
            pdf(
                HEAD,
                trailer="/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
                f"/O <{'11' * 32}> /U <{'22' * 32}> >>",
            ),
            "x is a PDF protected with a password; save it without one",
        ),
    ],
)
def test_what_can_not_be_read_is_refused_in_one_line(data: bytes, message: str) -> None:
    """With what it is."""
    with pytest.raises(BadSource) as refused:
        read(data, "x")

    assert str(refused.value).startswith(message)
    assert "\n" not in str(refused.value)


def test_a_pdf_behind_other_bytes_is_known_by_its_content() -> None:
    """Some servers put a line before it; the name says nothing."""
    document = read(b"\r\n" + pdf([*HEAD, *block(72, 630, f"1.   Keeps {LONG}."), *END]), "x.doc")

    assert ("pdf", "OP1") == (document.origin.format, document.resolutions[0].paragraphs[1].label)


def test_more_pages_than_any_resolution_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before they are read; letters are counted too."""
    monkeypatch.setattr("tracker.sources.pdf_page.LARGEST_PAGES", 1)
    with pytest.raises(UnsafeSource, match=r"^x is refused: it has 2 pages"):
        read(pdf(HEAD, HEAD), "x")
    monkeypatch.setattr("tracker.sources.pdf_page.LARGEST_LETTERS", 50)
    with pytest.raises(UnsafeSource, match=r"^x is refused: it has more than 50 letters"):
        read(pdf(HEAD), "x")


# ------------------------------------------------------------------------------------------------------------ the fence

LAUGHS = [form(" ".join([f"/F{9 + at} Do"] * 10)) for at in range(9)]
"""Forms that draw ten of the next each: a thousand million letters from a file of 3 kB."""


def test_the_fence_gives_the_same_document() -> None:
    """What commands read in a process of its own is what the reader gives; refusals come through as they are."""
    data = pdf([*HEAD, *block(72, 630, f"1.   Keeps {LONG}."), *END])

    assert read(data, "x.pdf") == reading.read(data, "x.pdf")
    with pytest.raises(BadSource, match=r"^x is a scan"):
        reading.read(pdf([SCAN]), "x")


def test_a_file_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """And said to be refused."""
    monkeypatch.setattr(fenced, "SECONDS", 1)
    with pytest.raises(UnsafeSource, match=r"^x is refused: it (was not read in 1 seconds|asks for more than)"):
        reading.read(pdf(["/F8 Do"], more=[*LAUGHS, form(" ".join(["BT /roman 9 Tf (a) Tj ET"] * 10))]), "x")


def test_a_file_that_asks_for_too_much_memory_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """And said to be refused, or to have broken its reader."""
    monkeypatch.setattr(fenced, "MEMORY", 160 << 20)
    with pytest.raises(BadSource, match=r"^x (is refused: it|can't be read)"):
        reading.read(pdf(["BT /roman 9 Tf (aaaaaaaaa) Tj ET\n" * 300_000]), "x")


def test_a_file_beyond_all_size_is_not_handed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused before a process begins."""
    monkeypatch.setattr(bounded, "LARGEST", 100)
    with pytest.raises(UnsafeSource, match=r"^x is refused: it has more than"):
        reading.read(pdf(HEAD), "x")


def test_nothing_but_documents_comes_through_the_fence() -> None:
    """A decoder that was taken over can't make this process run anything."""
    with pytest.raises(pickle.UnpicklingError, match="no part of the model"):
        fenced.answer(pickle.dumps(Path("x")))
    document = read(pdf([*HEAD, *block(72, 630, f"1.   Keeps {LONG}."), *END]), "x.pdf")

    assert isinstance(fenced.answer(pickle.dumps(document)), Document)


# -------------------------------------------------------------------------------------------- notes, where they stand


def test_two_notes_with_one_mark_are_said() -> None:
    """The first is the note; the second is kept apart, with its mark."""
    one: list[Drawn] = [*HEAD, *block(72, 630, f"Recalling {LONG},"), at(430, 634, "1", 6), Rule(72, 140, 100)]
    one += [at(76, 93, "1", 5), at(80, 90, "See 1/2.", 8)]
    two: list[Drawn] = [*block(72, 720, f"1.   Decides {LONG}."), *END, Rule(72, 140, 100)]
    two += [at(76, 93, "1", 5), at(80, 90, "See 3/4.", 8)]
    document = read(pdf(one, two), "x.pdf")

    assert ["See 1/2."] == [note.text for note in document.resolutions[0].paragraphs[1].notes]
    assert ["note-twice"] == [one.code for one in document.findings if one.code.startswith("note")]
    assert ("1 See 3/4.",) == document.unplaced


def test_notes_at_the_end_of_the_text() -> None:
    """Behind the closing lines, each with its raised mark."""
    page: list[Drawn] = [*HEAD, *block(72, 630, f"1.   Decides {LONG}."), at(440, 634, "1", 6), *END]
    page += [at(76, 153, "1", 6), at(82, 150, "See resolution 1/2.")]
    (paragraph,) = text_of(page).paragraphs[1:]

    assert [("1", "See resolution 1/2.")] == [(note.mark, note.text) for note in paragraph.notes]


def test_notes_below_a_printed_rule() -> None:
    """The rule is a line of underscores: it is kept apart, what stands below are notes."""
    page: list[Drawn] = [*HEAD, *block(72, 630, f"1.   Decides {LONG}."), at(440, 634, "1", 6), *END]
    page += [at(72, 104, "__________"), at(76, 93, "1", 5), at(80, 90, "See 1/2.", 8)]
    document = read(pdf(page), "x.pdf")

    assert ["See 1/2."] == [note.text for note in document.resolutions[0].paragraphs[1].notes]
    assert ("__________",) == document.unplaced


def test_notes_without_a_rule_are_what_is_printed_small() -> None:
    """At the foot of a page, from the first line with a mark on."""
    page: list[Drawn] = [*HEAD, *block(72, 630, f"1.   Decides {LONG}."), at(440, 634, "1", 6), *END]
    page += [at(72, 110, "Please recycle", 8), at(76, 93, "1", 5), at(80, 90, "See 1/2.", 8)]
    document = read(pdf(page), "x.pdf")

    assert ["See 1/2."] == [note.text for note in document.resolutions[0].paragraphs[1].notes]


def test_small_print_without_a_mark_before_any_note_has_no_place() -> None:
    """Below a rule, on a page before any note: it belongs to nothing, and is kept."""
    page: list[Drawn] = [*HEAD, *block(72, 630, f"1.   Decides {LONG}."), *END, Rule(72, 140, 100)]
    page += [at(72, 90, "Reissued for technical reasons.", 8)]

    assert ("Reissued for technical reasons.",) == read(pdf(page), "x.pdf").unplaced


def test_words_set_sideways_are_said() -> None:
    """They run along no line: they are left out, and that is told."""
    turned = "BT /roman 10 Tf 0 1 -1 0 40 300 Tm (Advance copy) Tj ET"
    document = read(pdf([*HEAD, *block(72, 630, f"1.   Decides {LONG}."), *END, turned]), "x.pdf")

    assert ["sideways"] == [one.code for one in document.findings if one.code == "sideways"]
    assert not any("Advance" in one.text for one in document.resolutions[0].paragraphs)


def test_a_heading_of_two_lines_in_the_middle() -> None:
    """Each line is set in the middle, in bold: they are one heading, but "Annex" is one by itself."""
    page: list[Drawn] = [*HEAD, *block(72, 630, f"1.   Decides {LONG}."), *END]
    lines = (290, "Annex"), (245, "Rules of the bridge houses"), (260, "and of the ferries")
    annex: list[Drawn] = [at(x, 750 - 12 * index, line, font="bold") for index, (x, line) in enumerate(lines)]
    annex += [*block(72, 700, f"1.   Bridges {LONG}."), *block(72, 676, f"2.   Ferries {LONG}.")]
    found = text_of(page, annex)

    headings = [one.text for one in found.paragraphs if one.kind == "heading"]
    assert ["Annex", "Rules of the bridge houses and of the ferries"] == headings
    assert ["Annex 1", "Annex 2"] == [one.label for one in found.paragraphs[-2:]]
