"""Reading plain text and Markdown: 66/152 paragraph by paragraph, and texts written here for one rule each."""

from __future__ import annotations

import textwrap
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from visible import read_of, shown_by_text

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


def test_a_date_alone_can_close_a_text() -> None:
    """As in the spring of 2020, when no meeting was held; before an annex too."""
    plain, annexed = one("1. Ends.", "30 June 2020"), one("1. Ends.", "30 June 2020", "Annex", "1. Rules.")

    assert [("30 June 2020",)] * 2 == [plain.closing, annexed.closing]
    assert [date(2020, 6, 30)] * 2 == [plain.adopted, annexed.adopted]
    assert ["F", "OP1", "Annex H1", "Annex 1"] == [p.label for p in annexed.paragraphs]


COMPILED = """RESOLUTION 55/990

Adopted at the 81st plenary meeting, on 4 December 2000, {how}, on the recommendation of {committee}¹

¹ The draft resolution recommended in the report was sponsored in the Committee by: Chad, Chile, Peru and Togo.

{title}

The General Assembly,

Recalling,

1. Ends.
"""


@pytest.mark.parametrize("title", ["55/990. Bridges", "Bridges"])
def test_a_compiled_volume_says_above_what_others_say_below(title: str) -> None:
    """Symbol, meeting, date, vote, report and sponsors; it has no closing lines, and none are missed."""
    document = read(
        COMPILED.format(
            committee="the Committee (A/55/602/Add.2, para. 94)", how="without a vote", title=title
        ).encode(),
        "a.txt",
    )
    found = document.resolutions[0]

    assert ("A/RES/55/990", "Bridges", date(2000, 12, 4), "without a vote", "adopted") == (
        str(found.symbol), found.title, found.adopted, found.adoption.text, found.status,
    )  # fmt: skip
    assert ("81st plenary meeting", "A/55/602/Add.2, para. 94") == (found.masthead.meeting, found.masthead.report)
    assert ["Chad", "Chile", "Peru", "Togo"] == [sponsor.name for sponsor in found.sponsors]
    assert ((), (), ["F", "PP1", "OP1"]) == (document.unplaced, document.findings, [p.label for p in found.paragraphs])


def test_a_compiled_volume_says_how_the_vote_went() -> None:
    """With its three figures."""
    data = COMPILED.format(
        committee="the Committee (A/55/602/Add.2, para. 94)",
        how="by a recorded vote of 132 to 4, with 50 abstentions",
        title="Bridges",
    ).encode()

    assert "132-4-50" == read(data, "a.txt").resolutions[0].adoption.text


# ------------------------------------------------------------------------------------------------------- pasted texts

PASTED = """76/990. Bridges (specimen)
The General Assembly,
Recalling its resolutions on bridges, ferries and
the people who use them,
Bearing in mind that no bridge is built by one
bank alone,
Having considered the report,
1. Decides to continue the construction of
bridges, including:
(a) bridges for people;¹
(b) bridges for goods; and
(c) other bridges;
2. Requests the Secretary-General to report on the
matters in paragraphs 1
(a) and (b) above.
9th plenary meeting
16 December 2021

¹ And their dogs.
"""


def test_paragraphs_need_no_blank_lines() -> None:
    """Numbers open operative ones; preambular ones follow a comma with a participle, as no other line does."""
    found = read(PASTED.encode(), "a.txt").resolutions[0]

    assert ["F", "PP1", "PP2", "PP3", "OP1", "OP1 (a)", "OP1 (b)", "OP1 (c)", "OP2"] == [
        p.label for p in found.paragraphs
    ]
    assert "Bearing in mind that no bridge is built by one bank alone," == found.paragraphs[2].text
    assert ("9th plenary meeting", "16 December 2021") == found.closing


def test_a_single_operative_paragraph_is_told_by_its_verb() -> None:
    """It has no number, and follows a comma without a blank line."""
    assert ["F", "PP1", "OP1"] == [p.label for p in one("Recalling its work,\nTakes note of the report.").paragraphs]


def test_a_point_in_the_middle_of_a_sentence_is_none() -> None:
    """A line that a wrap begins with (a) goes on, for what stands before it has no stop."""
    assert (
        read(PASTED.encode(), "a.txt").resolutions[0].paragraphs[-1].text.endswith("in paragraphs 1 (a) and (b) above.")
    )


@pytest.mark.parametrize("width", [30, 45, 72, 100, 100_000])
@pytest.mark.parametrize("indent", [0, 6])
@pytest.mark.parametrize("blank", ["\n", "\n\n"])
def test_wraps_of_any_width_make_no_difference(width: int, indent: int, blank: str, fixtures: Path) -> None:
    """A specimen wrapped anew, with and without indents and blank lines, has the same paragraphs."""
    whole = (fixtures / "SPECIMEN_1.txt").read_text(encoding="utf-8")
    expected = read(whole.encode(), "a.txt").resolutions[0]
    body = [p for p in expected.paragraphs if p.kind != "formula"]
    texts = [f"{p.number} {p.text}" if p.number else p.text for p in body]
    wrapped = [
        textwrap.fill(one, width, initial_indent=" " * indent, break_on_hyphens=False, break_long_words=False)
        for one in texts
    ]
    data = blank.join(["SPECIMEN/1. Title\n\nThe General Assembly,", *wrapped, "58th plenary meeting\n3 December 2012"])
    found = read(data.encode(), "a.txt").resolutions[0]

    assert [(p.label, p.text) for p in expected.paragraphs] == [(p.label, p.text) for p in found.paragraphs]


def test_a_blank_line_after_every_line_says_nothing() -> None:
    """As some programs paste: the lines are joined as if no blank one stood there."""
    long = [
        "Recalling the resolutions that it adopted in former years on all the",
        "bridges of the specimen and on the General Conference of those who",
        "Build them, and its decision to build some more in the coming years,",
        "1. Decides to continue the construction of bridges over the rivers of",
        "Europe, Asia and the Americas, which was begun some years ago at the",
        "Request of the people who live on one of the two banks of each river,",
        "and to report on the progress that was made to the Conference of the",
        "Owners of ferries, who asked for it at their last session and at all",
        "Sessions before;",
        "2. Ends.",
    ]
    found = one("\n\n".join(long))

    assert ["F", "PP1", "OP1", "OP2"] == [p.label for p in found.paragraphs]
    assert "at all Sessions before;" in found.paragraphs[2].text


@pytest.mark.parametrize(
    "line",
    ["11-56802 (E)", "*1156802*", "11-56802 (E)    *1156802*", "A/RES/66/990", "2/4", "3", "- 3 -", "Page 3", "281011",
     "2 11-56802", "11-56802 3", "__________________", "Please recycle", "/...", "GE.18-11661(E)"],
)  # fmt: skip
def test_what_a_page_adds_is_taken_out(line: str) -> None:
    """In the middle of a paragraph, between blank lines or not; it is kept apart."""
    for around in ("\n", "\n\n"):
        data = text(
            "Recalling,", f"1. Decides to build bridges for all{around}{line}{around}People of both banks.", *CLOSING
        )
        document = read(data, "a.txt")

        assert ["Recalling,", "Decides to build bridges for all People of both banks."] == [
            p.text for p in document.resolutions[0].paragraphs[1:]
        ]
        assert (line,) == document.unplaced


def test_a_number_on_its_own_line_belongs_to_what_follows() -> None:
    """With a blank line between or without."""
    found = one("Recalling,", "1.\nDecides:", "(a)\n\nTo build;", "(b)\nTo open;", "2.\n\nEnds.")

    assert [("OP1", "Decides:"), ("OP1 (a)", "To build;"), ("OP1 (b)", "To open;"), ("OP2", "Ends.")] == [
        (p.label, p.text) for p in found.paragraphs[2:]
    ]


def test_plain_digits_are_marks_of_notes_under_a_rule() -> None:
    """As PDF viewers copy raised digits: each only where its turn has come; other numbers are numbers."""
    page = "_______________\n1 A/CONF.990/24 (Part I), chap. III.\n2 Resolution 55/2.\n11-56802 (E)\n2/3"
    found = one(
        f"Recalling the Conference of 25 June 19931 and resolution 55/2,2 and 2 bridges,\n\n{page}",
        "1. Ends,3 within 2 years.\n\n_____\n3 Resolution 66/3.",
    )

    assert "Recalling the Conference of 25 June 1993 and resolution 55/2, and 2 bridges," == found.paragraphs[1].text
    assert [("1", "June 1993"), ("2", "ion 55/2,")] == [
        (n.mark, found.paragraphs[1].text[: n.offset][-9:]) for n in found.paragraphs[1].notes
    ]
    assert [("3", "Resolution 66/3.", 5)] == [(n.mark, n.text, n.offset) for n in found.paragraphs[2].notes]


def test_words_cut_at_a_line_s_end_are_joined_where_the_text_says_how() -> None:
    """As one word, or with their hyphen; where the text doesn't say, the lines stay apart as printed."""
    found = one(
        "Recalling co-\noperation, non-\ngovernmental work and re-\nform,",
        "1. Decides cooperation;",
        "2. Non-governmental.",
    )

    assert "Recalling cooperation, non-governmental work and re- form," == found.paragraphs[1].text


def test_a_soft_hyphen_at_a_line_s_end_joins() -> None:
    """It was put there by a program."""
    assert "Recalling cooperation," == one("Recalling coop\u00ad\neration,", "1. Ends.").paragraphs[1].text


def test_quotes_stay_as_they_are() -> None:
    """Straight or curly: they are printed so."""
    words = "Recalling “bridges”, 'ferries' and \"roads\" of l’Europe,"

    assert words == one(words, "1. Ends.").paragraphs[1].text


def test_bullets_are_numbers_that_do_not_count() -> None:
    """They stand beside the text, not in it; a dash inside a sentence is none."""
    found = one("Recalling,", "1. Decides:\n• to build;\n• to open;", "2. Requests:\n- a report;\n- an\n- old - list.")

    assert [("OP1 +1", "•", "to build;"), ("OP1 +2", "•", "to open;")] == [
        (p.label, p.number, p.text) for p in found.paragraphs[3:5]
    ]
    assert [("-", "a report;"), ("-", "an - old - list.")] == [(p.number, p.text) for p in found.paragraphs[6:]]


def test_markdown_lists_nest() -> None:
    """Letters and roman numerals with a stop, as Markdown's editors write them, under their paragraph."""
    found = one("Recalling,", "1. Decides:\n   a. One:\n      i. Deep;\n      ii. Deeper;\n   b. Two;\n2. Ends.")

    assert ["OP1", "OP1 (a)", "OP1 (a)(i)", "OP1 (a)(ii)", "OP1 (b)", "OP2"] == [p.label for p in found.paragraphs[2:]]


def test_markdown_tables_are_rows() -> None:
    """The line under the head is markup; a bar that is escaped is text."""
    found = one("Recalling,", "1. Ends:", "| Post | *Number* |\n|:--|--:|\n| Keeper \\| guard | 3 |")

    assert [("T1.1", "Post\tNumber"), ("T1.2", "Keeper | guard\t3")] == [
        (p.label, p.text) for p in found.paragraphs[3:]
    ]


def test_no_character_of_a_pasted_text_is_lost() -> None:
    """What a page adds included; the bars of a table are markup."""
    page = "\n\n11-56802 (E)\n*1156802*\n2/3\n\n"
    data = PASTED.replace("by one\n", f"by one{page}").encode()

    assert shown_by_text(data.replace(b"*", b"")) == read_of(read(data, "a.txt"), marks=2) - Counter("**")


def test_a_long_text_is_read_at_once() -> None:
    """Two megabytes of lines take no time that grows with their square."""
    data = text(
        "Recalling,", *(f"{n}. Decides to build the bridge\nover the river;" for n in range(1, 900)), "\n" * 500_000
    )

    assert 901 == len(read(data, "a.txt").resolutions[0].paragraphs)


def test_dates_of_adoption_that_differ_are_said() -> None:
    """The masthead says one, the closing lines another."""
    head = "Resolution adopted by the General Assembly on 18 December 2021\n\n76/10. Bridges"
    document = read(text("1. Ends.", *CLOSING, title=head), "a.txt")

    assert ["date-differs"] == [one.code for one in document.findings if one.code == "date-differs"]


def test_a_note_of_several_lines_is_one() -> None:
    """Plain digits under a rule begin notes; a line without one goes on with the note before it."""
    notes = "1 See resolution 55/2,\nand others.\n2 See also 56/1."
    found = one("Recalling it,1 and more,2", "1. Ends.", *CLOSING, "_______________", notes)

    assert ["See resolution 55/2, and others.", "See also 56/1."] == [n.text for n in found.paragraphs[1].notes]
