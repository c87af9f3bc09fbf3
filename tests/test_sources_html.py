"""Web pages: the UN's of the 1990s, compiled volumes, and pages of today. All texts are specimens written here."""

from __future__ import annotations

import contextlib
import time
from collections import Counter
from datetime import date

import pytest
from selectolax.lexbor import LexborHTMLParser
from visible import read_of

from tracker.errors import TrackerError, UnsafeSource
from tracker.model import Document, Resolution
from tracker.sources import read

NINETIES = """<HTML><HEAD><TITLE>A/RES/51/990</TITLE></HEAD><BODY BGCOLOR=#FFFFFF>
<PRE>
                                                   Distr.
                                                   GENERAL

                                                   A/RES/51/990
                                                   4 March 1997

                                                   ORIGINAL:
ENGLISH

                 Fifty-first session
                 Agenda item 110 (b)

                 RESOLUTION ADOPTED BY THE GENERAL ASSEMBLY

          [on the report of the Third Committee (A/51/619/Add.2)]


51/990.     Enhancement of international
            cooperation in the field of

            bridges 1/


      The General Assembly,

      Bearing in mind the Declaration of the
Conference of 25 June 1993, 2/ and its
ferries,
      Convinced that bridges should be open to all those who want
to reach the other bank,

      1.    Supports the work of the Bridge Committee, in
particular that on co-
operation between banks;

      2.    Requests the Secretary-General:

      (a)   To consult the owners of ferries about the
cooperation of both banks;

      (b)   To report to the General Assembly at its fifty-second
session.

                                             82nd plenary meeting
                                                 12 December 1996


                              Notes

1/    A specimen, written by this project: no document of the
      United Nations.

2/    A/CONF.990/24 (Part I), chap. III.
</PRE>
<HR>
<P>This document has been posted online by the Library of Specimens. Reproduction is free.
</BODY></HTML>
"""


def one(body: str) -> Resolution:
    return document(body).resolutions[0]


def document(body: str, head: str = "") -> Document:
    """A page with a title, the formula, and this."""
    start = "<h1>76/10. Bridges (specimen)</h1><p>The General Assembly,</p>"
    return read(f"<!DOCTYPE html><html><head>{head}</head><body>{start}{body}</body></html>".encode(), "a.html")


def shown(page: str) -> Counter[str]:
    """The characters that a page shows."""
    body = LexborHTMLParser(page).body
    assert body is not None
    return Counter(letter for letter in body.text() if not letter.isspace())


@pytest.fixture(scope="module")
def nineties() -> Document:
    return read(NINETIES.encode("cp1252"), "ares51-990.htm")


def test_a_page_of_the_nineties_has_its_paragraphs(nineties: Document) -> None:
    """Indents and hard wraps make paragraphs, also where no blank line does; a word cut at a line's end is one."""
    found = [(p.label, p.number, p.text) for p in nineties.resolutions[0].paragraphs]
    expected = [
        ("F", None, "The General Assembly,"),
        ("PP1", None, "Bearing in mind the Declaration of the Conference of 25 June 1993, and its ferries,"),
        ("PP2", None, "Convinced that bridges should be open to all those who want to reach the other bank,"),
        ("OP1", "1.", "Supports the work of the Bridge Committee, in particular that on cooperation between banks;"),
        ("OP2", "2.", "Requests the Secretary-General:"),
        ("OP2 (a)", "(a)", "To consult the owners of ferries about the cooperation of both banks;"),
        ("OP2 (b)", "(b)", "To report to the General Assembly at its fifty-second session."),
    ]  # fmt: skip

    assert expected == found


def test_a_page_of_the_nineties_has_its_facts(nineties: Document) -> None:
    """Symbol, title over three lines, dates, session, item, report, meeting."""
    found = nineties.resolutions[0]

    assert ("A/RES/51/990", "Enhancement of international cooperation in the field of bridges", 51) == (
        str(found.symbol), found.title, found.session,
    )  # fmt: skip
    assert (date(1996, 12, 12), date(1997, 3, 4), "82nd plenary meeting") == (
        found.adopted, found.masthead.issued, found.masthead.meeting,
    )  # fmt: skip
    assert ("110 (b)", "A/51/619/Add.2") == (found.masthead.agenda_item, found.masthead.report)
    assert ("Distr.", "GENERAL", "A/RES/51/990") == found.masthead.lines[:3]
    assert ("html", "plain") == (nineties.origin.format, nineties.origin.quality)


def test_a_page_of_the_nineties_has_its_notes(nineties: Document) -> None:
    """`1/` in the text, the notes after the closing lines, over several lines."""
    found = nineties.resolutions[0]
    note = found.paragraphs[1].notes[0]

    assert ["A specimen, written by this project: no document of the United Nations."] == [
        n.text for n in found.title_notes
    ]
    assert ("2", "A/CONF.990/24 (Part I), chap. III.", "June 1993,") == (
        note.mark, note.text, found.paragraphs[1].text[: note.offset][-10:],
    )  # fmt: skip


def test_nothing_of_a_page_of_the_nineties_is_lost(nineties: Document) -> None:
    """What the site adds is kept apart, and every character is somewhere; the hyphen of a cut word is none."""
    page = shown(NINETIES)
    page.subtract({"-": 1, "/": 4})
    found = read_of(nineties, marks=2)

    assert nineties.unplaced[0].startswith("This document has been posted online by")
    assert "Notes" in nineties.unplaced
    assert +page == found


def test_french_pages_say_it_in_a_table() -> None:
    """Date, vote, meeting and report in a table above the text; a note's mark glued to a year."""
    page = """<html><body>
    <table><tr><td>Date</td><td>Adoptée sans vote</td></tr><tr><td>12 décembre 1997</td><td>Séance plénière 70</td></tr>
    <tr><td>Rapport</td><td>A/52/644/Add.2</td></tr></table>
    <p>52/990. Ponts (modèle)</p><p>L'Assemblée générale,</p>
    <p>Rappelant la Conférence sur les ponts du 25 juin 19931/ et ses travaux,</p><p>1. Décide de continuer.</p>
    <p>1/ A/CONF.990/24, chap. III.</p></body></html>"""
    found = read(page.encode("cp1252"), "f52990.htm").resolutions[0]
    note = found.paragraphs[1].notes[0]

    assert ("fr", date(1997, 12, 12), "without a vote", None) == (
        found.language, found.adopted, found.adoption.text, found.masthead.issued,
    )  # fmt: skip
    assert ("25 juin 1993 et ses", "1", "A/CONF.990/24, chap. III.") == (
        found.paragraphs[1].text[41:60], note.mark, note.text,
    )  # fmt: skip


@pytest.mark.parametrize("mark", ["1", "(1)"])
def test_chinese_notes_are_plain_digits(mark: str) -> None:
    """Or digits in brackets: marks only where a note of that number is due, so years and numbers are none."""
    page = f"""<html><head><meta charset=gb2312></head><body><p>51/990. 桥梁</p><p>大会，</p>
    <p>回顾1993年6月25日桥梁会议通过的《宣言》，{mark} 以及第1号决议，</p><p>1. 决定继续审议。</p>
    <p>第82次全体会议</p><p>1996年12月12日</p><p>{mark} A/CONF.990/24，第三章。</p></body></html>"""
    document = read(page.encode("gb2312"), "a51r990.htm")
    found = document.resolutions[0]

    assert ("zh", ["F", "PP1", "OP1"], ()) == (found.language, [p.label for p in found.paragraphs], document.unplaced)
    assert [("1", "A/CONF.990/24，第三章。", "《宣言》，")] == [
        (n.mark, n.text, found.paragraphs[1].text[: n.offset][-5:]) for n in found.paragraphs[1].notes
    ]


def test_lists_give_their_numbers() -> None:
    """As a resolution prints them, on three levels; a start and a value are kept; the words after a list have none."""
    found = one("""<p>Recalling,</p><ol><li>Decides:<ol type="a">
        <li>One:<ol type=i><li>Deep;</li><li>Deeper;</li></ol></li>
        <li>Two;</li></ol><p>as above;</p></li><li>Ends;</li></ol>
        <ol start=4 style="list-style-type: decimal"><li>Four;</li><li value=8><p>Eight.</p></li></ol>""")

    assert [
        ("F", None), ("PP1", None), ("OP1", "1."), ("OP1 (a)", "(a)"), ("OP1 (a)(i)", "(i)"), ("OP1 (a)(ii)", "(ii)"),
        ("OP1 (b)", "(b)"), ("OP1 +1", None), ("OP2", "2."), ("OP4", "4."), ("OP8", "8."),
    ] == [(p.label, p.number) for p in found.paragraphs]  # fmt: skip


def test_a_number_in_the_text_of_a_list_is_its_number() -> None:
    """What is printed wins over what the list counts."""
    found = one("<p>Recalling,</p><ol><li>5. Decides:</li></ol><ul><li>(a) One;</li><li>Two.</li></ul>")

    assert [("OP5", "5."), ("OP5 (a)", "(a)"), ("OP5 +1", "•")] == [(p.label, p.number) for p in found.paragraphs[2:]]


def test_emphasis_is_the_lead_phrase() -> None:
    """By element or by style, in pieces, after the number."""
    found = one("""<p><em>Recalling</em> it,</p><p><span style="font-style:italic">Noting</span>
        <i>with concern</i> it,</p>        <p>1.&nbsp;&nbsp;&nbsp;<i>Calls <b>upon</b></i> States to end.</p>""")

    assert ["", "Recalling", "Noting", "Calls upon"] == [p.text[: p.lead] for p in found.paragraphs]
    assert "Calls upon States to end." == found.paragraphs[-1].text


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        ('<sup><a href="#n1" id="r1">1</a></sup>', '<ol><li id="n1">A note. <a href="#r1">↩</a></li></ol>'),
        ('<a href="#_ftn1" name="_ftnref1"><span style="vertical-align:super">[1]</span></a>',
         '<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> A note.</p></div>'),
        ("<sup>1</sup>", "<p><sup>1</sup> A note.</p>"),
        ("<sup>1/</sup>", "<p>1/ A note.</p>"),
        ("¹", "<p>¹ A note.</p>"),
    ],
)  # fmt: skip
def test_notes_are_found_by_link_or_by_mark(mark: str, note: str) -> None:
    """A link, a raised digit, or both; the way back is no text of the note."""
    found = document(f"<p>Recalling it,{mark} and more,</p><p>1. Ends.</p>{note}")
    paragraph = found.resolutions[0].paragraphs[1]

    assert ("Recalling it, and more,", [("1", "A note.", 13)]) == (
        paragraph.text, [(n.mark, n.text, n.offset) for n in paragraph.notes],
    )  # fmt: skip
    assert (["F", "PP1", "OP1"], ()) == ([p.label for p in found.resolutions[0].paragraphs], found.unplaced)


def test_a_raised_digit_without_a_note_is_text() -> None:
    """Square metres are no note."""
    assert "Recalling 10 m² of it," == one("<p>Recalling 10 m<sup>2</sup> of it,</p><p>1. Ends.</p>").paragraphs[1].text


def test_tables_are_rows_and_layout_is_none() -> None:
    """A table of data gives its rows; one that sets a number beside its paragraph gives paragraphs."""
    found = one("""<p>Recalling,</p><table><tr><td>1.</td><td>Decides;</td></tr>
        <tr><td>2.</td><td>Ends:</td></tr></table>
        <table><tr><th>Post</th><th>Number</th></tr><tr><td>Bridge<br>keeper</td><td>3</td></tr></table>
        <table><tr><td><ol start=3><li>Last.</li></ol></td><td>&nbsp;</td></tr></table>""")

    assert [
        ("OP1", "Decides;"),
        ("OP2", "Ends:"),
        ("T1.1", "Post\tNumber"),
        ("T1.2", "Bridge keeper\t3"),
        ("OP3", "Last."),
    ] == [(p.label, p.text) for p in found.paragraphs[2:]]


def test_headings_and_annexes() -> None:
    """A heading is one by its element; an annex follows the closing lines."""
    found = one("""<p>Recalling,</p><h3>First steps</h3><p>1. Ends.</p>
        <p><i>9th plenary meeting<br>16 December 2021</i></p>
        <h2>Annex</h2><p>1. Rules.</p>""")

    assert ["F", "PP1", "H1", "OP1", "Annex H1", "Annex 1"] == [p.label for p in found.paragraphs]
    assert ("9th plenary meeting", "16 December 2021") == found.closing


def test_breaks_end_lines_and_two_end_paragraphs() -> None:
    """As old pages are written: a text in one element, its lines by <br>; a number begins a paragraph."""
    found = one("Recalling the<br>bridges,<br><br>Noting them,<br><br>1. Decides<br>to end;<br>2. Ends.")

    assert ["Recalling the bridges,", "Noting them,", "Decides to end;", "Ends."] == [
        p.text for p in found.paragraphs[1:]
    ]


def test_marks_of_a_drafter_are_read() -> None:
    """Elements and styles: struck words are out, new ones stand, and the other way in the original."""
    body = """<p>Recalling <s>old</s> <ins>new</ins> <span style="text-decoration:line-through">worn</span>
        <span style="text-decoration: underline">bright</span> bridges,</p><p>1. Ends.</p>"""
    page = f"<h1>Bridges</h1><p>The General Assembly,</p>{body}".encode()
    views = [read(page, "a.html", original=view).resolutions[0].paragraphs[1].text for view in (False, True)]

    assert ["Recalling new bright bridges,", "Recalling old worn bridges,"] == views


def test_what_surrounds_a_page_is_kept_apart() -> None:
    """Menus, forms, footers and hidden words are no text of it; scripts and styles show nothing."""
    found = document("""<nav><a href=/>Home</a> <a href=/s>Search</a></nav><script>var a = "1. Decides";</script>
        <p>Recalling,</p><p>1. Ends.</p><p hidden>secret</p><footer>Copyright, the specimen</footer>""")

    assert ["F", "PP1", "OP1"] == [p.label for p in found.resolutions[0].paragraphs]
    assert ("Home Search", "secret", "Copyright, the specimen") == found.unplaced


@pytest.mark.parametrize(
    ("encoding", "declared", "codes"),
    [("utf-8", "", []), ("utf-8", "utf-8", []), ("utf-8-sig", "", []), ("utf-16", "", []),
     ("cp1252", "windows-1252", []), ("cp1252", "iso-8859-1", []), ("cp1252", "", ["encoding"]),
     ("utf-8", "windows-1252", []), ("cp1252", "utf-8", ["encoding"]), ("cp1252", "nonsense", ["encoding"])],
)  # fmt: skip
def test_bytes_are_decoded_as_browsers_do(encoding: str, declared: str, codes: list[str]) -> None:
    """Mark, then UTF-8 where the bytes are, then what the page says, then Windows-1252; a guess is told."""
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    page = f"<html><head>{meta}</head><p>Ponts</p><p>The General Assembly,</p><p>1. Décide “d’agir”.</p>"
    found = read(page.encode(encoding), "a.htm")

    assert "Décide “d’agir”." == found.resolutions[0].paragraphs[1].text
    assert codes == [finding.code for finding in found.findings]


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("<div>" * 200_000, "x is refused: its elements are nested more than"),
        ("<p>" + "a" * 20_000_001, "x is refused: it has more than 8 MB, which no resolution has"),
        ("<!DOCTYPE html [<!ENTITY a 'b'>]><html><p>The General Assembly,", "x is refused: line 1 holds a DOCTYPE"),
    ],
)
def test_hostile_pages_are_refused(page: str, message: str) -> None:
    """In one line, before the parser sees them."""
    with pytest.raises(UnsafeSource) as refused:
        read(page.encode(), "x")

    assert str(refused.value).startswith(message)


def test_unclosed_elements_are_no_depth() -> None:
    """Old pages never close a paragraph, a cell or a line."""
    found = one("<p>Recalling,<p>1. Decides;" + "<p><br>more<li><td>" * 300)

    assert ["F", "PP1", "OP1", "OP1 +1"] == [p.label for p in found.paragraphs[:4]]


@pytest.mark.parametrize(
    "data",
    [
        "<html><p>" + "<a" * 300_000,
        "<!-- a -->" * 20_000 + "words",
        "The General Assembly,\n" + "a" * 1_000_000,
        "<p>The General Assembly,<p>1. " + "[" * 100_000,
        "<p>The General Assembly,<p>1. Ends." + "<sup>1</sup>" * 2_000 + "<ol>" * 900,
    ],
    ids=["open tags", "comments", "one word", "brackets", "notes"],
)
def test_what_is_made_to_take_long_does_not(data: str) -> None:
    """Each is read or refused in a moment; what is read of it does not matter here."""
    began = time.process_time()
    with contextlib.suppress(TrackerError):
        read(data.encode(), "x")

    assert time.process_time() - began < 10


def test_lists_without_points_print_none() -> None:
    """A list whose style is none has no numbers; what is in a list and no point of it is text beside it."""
    found = one("""<p>Recalling,</p><ol style="list-style: none"><li>Decides;</li></ol>
        <ol><li> </li><p>Beside;</p><li>Ends.</li></ol>""")

    assert [("Decides;", None), ("Beside;", None), ("Ends.", "2.")] == [
        (p.text, p.number) for p in found.paragraphs[2:]
    ]


def test_a_table_of_head_and_foot_is_one_table() -> None:
    """Rows stand in a head, a body and a foot; an empty one is none, and a table of one column sets out a page."""
    found = one("""<p>Recalling,</p><p>1. Decides:</p><table>
        <caption>Posts</caption><thead><tr><th>Post</th><th>Number</th></tr></thead>
        <tbody><tr><td> </td><td> </td></tr><tr><td>Keeper</td><td>3</td></tr></tbody><tfoot><tr></tr></tfoot></table>
        <table><tr><td>2. Ends.</td></tr></table>
        <table><tr><td><p>3. a</p><p>b</p><p>c</p><p>d</p></td><td>e</td></tr></table>""")

    assert ["T1.1", "T1.2"] == [p.label for p in found.paragraphs if p.kind == "table"]
    assert "Post\tNumber" == next(p.text for p in found.paragraphs if p.kind == "table")
    assert ["2.", "3."] == [p.number for p in found.paragraphs if p.number in {"2.", "3."}]


def test_two_notes_with_one_mark_are_said() -> None:
    """The second is kept apart: nobody knows which of the two is meant."""
    found = document("<p>Recalling it,<sup>1</sup></p><p>1. Ends.</p><p><sup>1</sup> A.</p><p><sup>1</sup> B.</p>")

    assert [("1", "A.")] == [(n.mark, n.text) for n in found.resolutions[0].paragraphs[1].notes]
    assert (("¹ B.",), ["note-twice"]) == (
        found.unplaced,
        [f.code for f in found.findings if f.code.startswith("note")],
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a * b * c", "a * b * c"),
        ("2 <b>x", "2 x"),
        ("</b>a", "a"),
    ],
)
def test_marks_that_open_nothing_are_text(words: str, expected: str) -> None:
    """A star with a blank behind it is a star; elements that are never closed, or never opened, print nothing."""
    assert expected == one(f"<p>Recalling,</p><p>1. {words}</p>").paragraphs[-1].text
