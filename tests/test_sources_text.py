"""Reading plain text and Markdown: 66/152 paragraph by paragraph, and texts written here for one rule each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tracker.model import Document, Resolution
from tracker.sources import read

OPENINGS = """
F The General Assembly
PP1 Reaffirming its commitment
PP2 Recalling its adoption
PP3 Recalling also the
PP4 Recognizing that the
PP5 Recognizing also that
PP6 Reaffirming that dialogue
PP7 Emphasizing the need
PP8 Underlining the fact
PP9 Recalling the adoption
OP1 Reaffirms that it
OP2 Recognizes that, in
OP3 Reaffirms that dialogue
OP4 Urges all actors
OP5 Reaffirms the importance
OP6 Considers that international
OP7 Reaffirms that the
OP8 Emphasizes the role
OP9 Calls upon Member
OP10 Invites States and
OP11 Requests the Secretary-General,
OP12 Decides to continue
""".strip().splitlines()


@pytest.fixture(scope="module")
def document(fixtures: Path) -> Document:
    return read((fixtures / "A_RES_66_152.txt").read_bytes(), "A_RES_66_152.txt")


@pytest.fixture(scope="module")
def resolution(document: Document) -> Resolution:
    return document.resolutions[0]


def text(*blocks: str, title: str = "76/10. Bridges") -> bytes:
    """A small resolution: its title, the formula, and these blocks."""
    return "\n\n".join((title, "The General Assembly,", *blocks)).encode()


CLOSING = ("9th plenary meeting\n16 December 2021",)


def one(*blocks: str, name: str = "a.txt") -> Resolution:
    return read(text(*blocks), name).resolutions[0]


def test_66_152_has_its_paragraphs_by_label_and_first_words(resolution: Resolution) -> None:
    """Nine preambular and twelve operative paragraphs, PP5 joined over the page break and the notes in it."""
    found = [f"{p.label} {' '.join(p.text.rstrip(',').split()[:3])}" for p in resolution.paragraphs]

    assert OPENINGS == found
    assert "and aimed at strengthening the capacity" in resolution.paragraphs[5].text


def test_66_152_has_its_notes_where_their_marks_stood(resolution: Resolution) -> None:
    """Five notes: in PP1, twice in PP2, in PP3 and PP9; a mark stands right after the text it is printed behind."""
    notes = [(p.label, note.mark, p.text[: note.offset][-10:]) for p in resolution.paragraphs for note in p.notes]
    expected = [
        ("PP1", "1", " June 1993"),
        ("PP2", "2", "ember 2000"),
        ("PP2", "3", "March 2011"),
        ("PP3", "4", "of Action,"),
        ("PP9", "5", "d session,"),
    ]

    assert expected == notes
    assert resolution.paragraphs[1].notes[0].text == "A/CONF.157/24 (Part I), chap. III."


def test_66_152_is_878_words_long(resolution: Resolution) -> None:
    """By the project's count: words between blanks, of the paragraphs without the formula, numbers and notes."""
    assert sum(len(p.text.split()) for p in resolution.paragraphs if p.kind != "formula") == 878


def test_66_152_has_its_facts(document: Document, resolution: Resolution) -> None:
    """Everything the masthead and the closing lines say, and nothing they don't: how it was adopted is not said."""
    masthead = resolution.masthead

    assert ("A/RES/66/152", "en", "adopted", 66) == (
        str(resolution.symbol), resolution.language, resolution.status, resolution.session,
    )  # fmt: skip
    assert date(2011, 12, 19) == resolution.adopted
    assert ("General Assembly", date(2012, 3, 13), "Sixty-sixth session", "69 (b)") == (
        masthead.organ, masthead.issued, masthead.session_text, masthead.agenda_item,
    )  # fmt: skip
    assert ("Third Committee", "A/66/462/Add.2", "89th plenary meeting") == (
        masthead.committee, masthead.report, masthead.meeting,
    )  # fmt: skip
    assert resolution.adoption.text is None
    assert resolution.closing == ("89th plenary meeting", "19 December 2011")
    assert (document.origin.format, document.origin.quality, document.unplaced, document.findings) == (
        "text", "plain", (), (),
    )  # fmt: skip


def test_lead_phrases_are_known_where_they_are_marked(resolution: Resolution) -> None:
    """Operative leads are set off in this text, preambular ones are not; the marks are no part of the text."""
    leads = {p.label: p.text[: p.lead] for p in resolution.paragraphs if p.lead}

    assert [f"OP{number}" for number in range(1, 13)] == list(leads)
    assert (leads["OP9"], "*" in "".join(p.text for p in resolution.paragraphs)) == ("Calls upon", False)


def test_points_stand_under_their_paragraph() -> None:
    """(a) and (i) nest, (b) goes back, and the words after a list belong to its paragraph."""
    found = one(
        "Recalling,", "1. Decides:", "(a) One:", "(i) Two;", "(ii) Three;", "(b) Four;", "As above.", "2. Ends."
    )

    labels = ["F", "PP1", "OP1", "OP1 (a)", "OP1 (a)(i)", "OP1 (a)(ii)", "OP1 (b)", "OP1 +1", "OP2"]
    assert labels == [p.label for p in found.paragraphs]
    assert ("1", "a", "ii") == found.paragraphs[5].path


def test_notes_are_read_in_three_forms() -> None:
    """Superscript digits, Markdown's [^1], and 1/ of the 1990s."""
    forms = [
        ("Recalling it,¹", "¹ A note."),
        ("Recalling it,[^1]", "[^1]: A note."),
        ("Recalling it, 1/", "1/ A note."),
    ]

    notes = [one(words, "1. Ends.", note).paragraphs[1].notes[0] for words, note in forms]
    assert [("1", "A note.")] * 3 == [(note.mark, note.text) for note in notes]


def test_a_raised_digit_without_a_note_stays_text() -> None:
    """Square metres are no note."""
    assert one("Recalling 10 m²,", "1. Ends.").paragraphs[1].text == "Recalling 10 m²,"


def test_a_note_that_nothing_points_at_is_kept_and_said() -> None:
    """It is in `unplaced`, and a finding names it."""
    document = read(text("Recalling,", "1. Ends.", "² Lost.", *CLOSING), "a.txt")

    assert (("2 Lost.",), ["note-without-mark"]) == (document.unplaced, [found.code for found in document.findings])


def test_an_annex_follows_the_closing_lines() -> None:
    """Its paragraphs carry its name, and its numbers may begin again."""
    found = one("1. Adopts it.", "*5th plenary meeting\n1 May 2021*", "Annex II", "Rules", "1. One.", "(a) Two.")

    assert ["F", "OP1", "Annex II H1", "Annex II H2", "Annex II 1", "Annex II 1 (a)"] == [
        p.label for p in found.paragraphs
    ]
    assert {"", "Annex II"} == {p.division for p in found.paragraphs}


def test_sections_that_count_anew_are_named() -> None:
    """II OP1 where numbers restart; plain OP3 where they go on."""
    anew = one("I", "1. One.", "II", "1. Two.")
    on = one("I", "1. One.", "II", "2. Two.")

    assert ["F", "I H1", "I OP1", "II H1", "II OP1"] == [p.label for p in anew.paragraphs]
    assert ["F", "H1", "OP1", "H2", "OP2"] == [p.label for p in on.paragraphs]


def test_a_single_operative_paragraph_needs_no_number() -> None:
    """The first paragraph that does not end in a comma is operative."""
    assert ["F", "PP1", "OP1"] == [p.label for p in one("Recalling,", "*Decides* to end.").paragraphs]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    """Lines of a block are joined with a blank; a number begins a paragraph also without a blank line."""
    found = one("Recalling its\nresolutions,", "1. Decides\nto go on;\n2. Ends.")

    assert ["Recalling its resolutions,", "Decides to go on;", "Ends."] == [p.text for p in found.paragraphs[1:]]


def test_markdown_markup_is_no_text() -> None:
    """Headings, bold numbers, escapes and both kinds of emphasis leave the words, and the lead phrase."""
    data = (
        b"# 76/10. Bridges\n\n*The General Assembly*,\n\n_Recalling_ it,\n\n**1\\.** *Decides*, *inter alia*, to end."
    )
    found = read(data, "a.md").resolutions[0]

    assert ("Bridges", ["The General Assembly,", "Recalling it,", "Decides, inter alia, to end."]) == (
        found.title, [p.text for p in found.paragraphs],
    )  # fmt: skip
    assert [0, 9, 7] == [p.lead for p in found.paragraphs]


def test_the_language_is_that_of_the_formula() -> None:
    """No option is needed; Arabic numbers are read, and labels are the same in every language."""
    data = (
        "76/10 - جسور\n\nإن الجمعية العامة،\n\nإذ تشير إلى ذلك،\n\n١ - تقرر:\n\n(أ) أن تبدأ؛\n\n(ب) أن تنهي.".encode()
    )
    found = read(data, "a.txt").resolutions[0]

    assert ("ar", ["F", "PP1", "OP1", "OP1 (a)", "OP1 (b)"]) == (found.language, [p.label for p in found.paragraphs])


def test_a_page_break_joins_a_russian_paragraph() -> None:
    """Russian paragraphs begin in lower case: only a page break says that one goes on."""
    head = "76/10. Мосты\n\nГенеральная Ассамблея,\n\n"
    apart = read(f"{head}I\n\nнапоминая,\n\n1. постановляет.".encode(), "a.txt").resolutions[0]
    joined = read(f"{head}напоминая о\n\n\n\nрешении,\n\n1. постановляет.".encode(), "a.txt").resolutions[0]

    assert ["F", "H1", "PP1", "OP1"] == [p.label for p in apart.paragraphs]
    assert "напоминая о решении," == joined.paragraphs[1].text


def test_a_specimen_says_so_in_its_masthead(fixtures: Path) -> None:
    """SPECIMEN/1 is a specimen, with a session in words and no symbol of the United Nations."""
    found = read((fixtures / "SPECIMEN_1.txt").read_bytes(), "SPECIMEN_1.txt").resolutions[0]

    assert ("SPECIMEN/1", "specimen", 67) == (str(found.symbol), found.status, found.session)


def test_a_text_without_symbol_is_a_draft_and_one_of_a_committee_is_tabled() -> None:
    """The status follows from the symbol."""
    body = "Bridges\n\nThe General Assembly,\n\n1. Ends."
    statuses = [read(f"{head}{body}".encode(), "a.txt").resolutions[0].status for head in ("", "A/C.3/76/L.1\n\n")]

    assert ["draft", "tabled"] == statuses


def test_other_bodies_say_how_they_adopted() -> None:
    """The Human Rights Council prints the vote behind the meeting."""
    closing = "38th meeting\n\n5 July 2018\n\n[Adopted by a recorded vote of 32 to 1, with 15 abstentions.]"
    data = f"38/3. Bridges\n\nThe Human Rights Council,\n\n1. Ends.\n\n{closing}".encode()

    assert read(data, "a.txt").resolutions[0].adoption.text == "32-1-15"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_and_byte_order_marks_make_no_difference(ending: str) -> None:
    """The same paragraphs from any editor."""
    plain = text("Recalling,", "1. Ends.")
    other = plain.decode().replace("\n", ending).encode("utf-8-sig")

    assert read(plain, "a.txt").resolutions[0].paragraphs == read(other, "a.txt").resolutions[0].paragraphs


@pytest.mark.parametrize(
    ("title", "closing", "codes"),
    [
        ("76/10. Bridges", (), ["no-closing-lines"]),
        ("76/10. Bridges", CLOSING, []),
        ("SPECIMEN/9. Bridges", (), ["no-closing-lines"]),
        ("A/C.3/76/L.9\n\nBridges", (), []),
        ("Bridges", (), []),
    ],
)
def test_a_text_that_was_adopted_has_closing_lines(title: str, closing: tuple[str, ...], codes: list[str]) -> None:
    """Without them it may have been cut off, and that is said; a draft has none."""
    document = read(text("Recalling,", "1. Ends.", *closing, title=title), "a.txt")

    assert codes == [found.code for found in document.findings]


COMPILED = """RESOLUTION 55/990

Adopted at the 81st plenary meeting, on 4 December 2000, {how}, on the recommendation of the Committee (A/55/602/Add.2, para. 94)¹

¹ The draft resolution recommended in the report was sponsored in the Committee by: Chad, Chile, Peru and Togo.

{title}

The General Assembly,

Recalling,

1. Ends.
"""


@pytest.mark.parametrize("title", ["55/990. Bridges", "Bridges"])
def test_a_compiled_volume_says_above_what_others_say_below(title: str) -> None:
    """Symbol, meeting, date, vote, report and sponsors; it has no closing lines, and none are missed."""
    document = read(COMPILED.format(how="without a vote", title=title).encode(), "a.txt")
    found = document.resolutions[0]

    assert ("A/RES/55/990", "Bridges", date(2000, 12, 4), "without a vote", "adopted") == (
        str(found.symbol), found.title, found.adopted, found.adoption.text, found.status,
    )  # fmt: skip
    assert ("81st plenary meeting", "A/55/602/Add.2, para. 94") == (found.masthead.meeting, found.masthead.report)
    assert ["Chad", "Chile", "Peru", "Togo"] == [sponsor.name for sponsor in found.sponsors]
    assert ((), (), ["F", "PP1", "OP1"]) == (document.unplaced, document.findings, [p.label for p in found.paragraphs])


def test_a_compiled_volume_says_how_the_vote_went() -> None:
    """With its three figures."""
    data = COMPILED.format(how="by a recorded vote of 132 to 4, with 50 abstentions", title="Bridges").encode()

    assert "132-4-50" == read(data, "a.txt").resolutions[0].adoption.text
