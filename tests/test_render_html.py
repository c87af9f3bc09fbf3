"""Values as HTML: what is folded, what is said, and that no text of a document ever becomes markup."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace

import builders as b
import pytest
from bridges import HOSTILE
from markup import tags
from markupsafe import Markup

from tracker.model import Check, Comparison, Footnote, Group, MetadataChange, NotApplied, Paragraph, Resolution, WordOp
from tracker.render import html, html_map, html_rows, html_text, html_version
from tracker.symbols import Symbol


def spoken(markup: str) -> str:
    """What a screen reader says: the words of a fragment without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", markup)).strip()


def shown(item: Comparison) -> list[tuple[str, str]]:
    """The rows of a comparison: their shape and label."""
    return [(row.shape, row.label) for row in html_rows.rows(item)]


def test_an_edit_is_marked_by_elements_and_by_spoken_words() -> None:
    """Added and deleted words stand in ins and del, and are named for those who don't see the lines."""
    (text,) = html_text.redline(b.ops("a culture of {+peace, +}[-some -]tolerance"))

    assert "<ins>" in text
    assert "<del>" in text
    assert "a culture of added: peace, end. deleted: some end. tolerance" == spoken(text)


def test_each_side_rebuilds_its_text() -> None:
    """The old side shows what is equal and deleted, the new side what is equal and added: nothing else."""
    ops = b.ops("one [-two -]{+three +}four")

    assert ["one deleted: two end. four"] == [spoken(text) for text in html_text.redline(ops, "old")]
    assert ["one added: three end. four"] == [spoken(text) for text in html_text.redline(ops, "new")]


def test_a_split_paragraph_is_shown_as_several() -> None:
    """A line break of the shown side begins a paragraph; where both sides are shown, a mark says it was added."""
    ops = b.ops("one;{+\n+}two")

    assert 2 == len(html_text.redline(ops, "new"))
    assert 1 == len(html_text.redline(ops, "old"))
    assert "¶" in html_text.redline(ops, "both")[0]


@pytest.mark.parametrize(
    ("label", "anchor"),
    [
        ("PP4", "PP4"),
        ("OP12 (a)(ii)", "OP12-a-ii"),
        ("Annex I 3 (a)", "Annex-I-3-a"),
        ("T1.3", "T1.3"),
        ("OP12 +1", "OP12-plus-1"),
    ],
)
def test_labels_keep_their_letters_in_addresses(label: str, anchor: str) -> None:
    """An anchor is the label with hyphens for what an address can't hold."""
    assert anchor == html_text.anchor(label)


def test_small_pieces_are_quiet() -> None:
    """A technical or typographic piece, or house style, is marked without weight; substance is not."""
    assert 'class="quiet"' in html_text.inline(b.ops("{+now+}", "technical"))
    assert 'class="quiet"' in html_text.inline((WordOp("insert", "in", "substantive", "house-style"),))
    assert 'class="quiet"' not in html_text.inline(b.ops("{+genuine+}"))


def test_unchanged_paragraphs_that_stand_together_are_one_fold() -> None:
    """What is unchanged is folded, never across the line between preamble and operative part."""
    item = b.comparison(
        b.change("PP1", "Recalling"),
        b.change("PP2", "Noting"),
        b.change("OP1", "Urges"),
        b.change("OP2", "Urges {+all+}"),
    )

    assert [("fold", "PP1, PP2"), ("part", ""), ("fold", "OP1"), ("full", "OP2")] == shown(item)


def test_technical_and_punctuation_are_quiet_lines_with_their_content() -> None:
    """A technical update or a comma is one line that says what it is; opened it shows both texts."""
    item = b.comparison(
        b.change("PP1", "Recalling[-,-] it", "typographic"),
        b.change("OP1", "at its [-sixtieth-]{+sixty-first+} session", "technical"),
    )
    rows = [row for row in html_rows.rows(item) if row.shape == "quiet"]

    assert ["PP1", "OP1"] == [row.label for row in rows]
    assert "at its deleted: sixtieth end. added: sixty-first end. session" in spoken(rows[1].content)


def test_a_note_that_changed_keeps_its_paragraph_out_of_the_fold() -> None:
    """An unchanged paragraph with an edited note is a line of its own: nothing real is hidden."""
    note = b.note("edited", "chap. [-V-]{+VI+}", "technical", mark="3")
    item = b.comparison(b.change("PP1", "Recalling", notes=[note]))
    (row,) = html_rows.rows(item)

    assert "quiet" == row.shape
    assert "Note 3 chap. deleted: V end. added: VI end." == spoken(row.content)


def test_what_moved_is_linked_both_ways() -> None:
    """The new place leads to a line at the old one, and that line leads back."""
    item = b.comparison(
        b.change("OP1", "Encourages", old="OP2", kind="unchanged", moved=True), b.change("OP2", "Urges", old="OP1")
    )
    found = html_rows.rows(item)

    assert [("full", "OP1"), ("fold", "OP2"), ("moved-away", "OP2")] == [(row.shape, row.label) for row in found]
    assert found[2].id == found[0].moved_from
    assert found[2].moved_to == found[0].id


def test_what_moved_from_the_top_leaves_its_line_there() -> None:
    """A line for the first old paragraph stands before everything else."""
    item = b.comparison(b.change("OP1", "Urges", old="OP2"), b.change("OP2", "Notes", old="OP1", moved=True))

    assert "moved-away" == shown(item)[0][0]


def test_every_change_stands_in_exactly_one_row() -> None:
    """Whatever is folded is there: each label of either text is shown, new ones as the anchor of one element."""
    item = b.comparison(
        b.change("PP1", "Recalling"),
        b.change("PP2", "[-Noting-]"),
        b.change("PP2", "{+Welcoming+}"),
        b.change("OP1,OP2", "Urges{+\n+}Notes", old="OP1", kind="split"),
        b.change("OP3", "Decides"),
    )
    anchors = [attributes["id"] for _, attributes in tags(html.changes(item)).found if attributes.get("id")]

    assert sorted(["PP1", "was-PP2", "PP2", "OP1", "OP2", "OP3", "operative-part", "paragraphs"]) == sorted(
        map(str, anchors)
    )


def test_a_renumbered_paragraph_names_what_it_was() -> None:
    """PP3 that was PP2 is told as "PP3 (ex PP2)"."""
    item = b.comparison(b.change("PP3", "Noting {+all+}", old="PP2"))

    assert "PP3 (ex PP2) Reworded" in spoken(html.changes(item))


def test_steps_lead_from_change_to_change() -> None:
    """Each change in full leads to the one before and the one after."""
    item = b.comparison(b.change("PP1", "a {+b+}"), b.change("PP2", "c"), b.change("OP1", "d {+e+}"))
    first, *_, last = (row for row in html_rows.rows(item) if row.shape == "full")

    assert ("", "OP1") == (first.previous, first.next)
    assert ("PP1", "") == (last.previous, last.next)


def test_the_opening_tells_the_headline_the_counts_and_what_is_to_check() -> None:
    """The counts, the gap, repeated edits and checks stand above the paragraphs."""
    item = b.comparison(
        b.change("OP1", "for {+all+}", group=1),
        b.change("OP2", "of {+all+}", group=1),
        groups=(Group(1, "all", ("OP1", "OP2"), (NotApplied("OP3", "any"),)),),
        checks=(Check("cites", None, "PP1", "PP1 cites 72/169 of 2017."),),
    )
    said = spoken(html.opening(item, b.told(item, terse="Two gain a word.", gap="7 texts are not here.")))

    for words in (
        "Two gain a word.",
        "2 Reworded",
        "= 2 paragraphs",
        "7 texts are not here.",
        "in OP1, OP2.",
        "Not in OP3",
    ):
        assert words in said
    assert "To check" in said


def test_words_of_a_text_in_a_check_keep_their_language() -> None:
    """A sentence in English that quotes another language, or another direction, says so around the quoted words."""
    check = Check("operative-verb", None, "OP1", 'OP1: "b & c"; before, "a".', old="a", new="b & c", languages=("ar",))
    page = str(html.opening(b.comparison(b.change("OP1", "x"), checks=(check,)), b.told(b.comparison())))

    assert (
        '<a href="#OP1"><bdi>OP1</bdi></a>: "<bdi lang="ar">b &amp; c</bdi>"; before, "<bdi lang="ar">a</bdi>".</li>'
        in page
    )


def test_what_is_said_leads_to_its_paragraph() -> None:
    """Labels of the headline, counts and checks are links; one of the old text leads to what its paragraph became."""
    item = b.comparison(
        b.change("PP2", "Recalling {+also+}", "technical", old="PP1"),
        b.change("OP1", "for {+all+}"),
        checks=(Check("stale", "A/RES/75/1", "PP1", "PP1 of 75/1 cites 72/169."),),
    )
    page = str(html.opening(item, b.told(item, terse="OP1 gains a word.")))

    assert '<a href="#OP1"><bdi>OP1</bdi></a> gains a word.' in page
    assert '<a href="#OP1"><span class="n">1</span> Reworded</a>' in page
    assert '<a href="#PP2"><bdi>PP1</bdi></a> of 75/1' in page


def test_a_label_before_an_arrow_is_of_the_old_text() -> None:
    """In "Split: OP1 -> OP2 and OP3" the first leads to what became of the old OP1, which is no longer OP1."""
    item = b.comparison(b.change("OP1", "{+Urges+}"), b.change("OP2,OP3", "Urges{+\n+}Notes", old="OP1", kind="split"))
    page = str(html.opening(item, b.told(item, terse="New: OP1. Split: OP1 -> OP2 and OP3.")))

    assert 'New: <a href="#OP1">' in page
    assert 'Split: <a href="#OP2"><bdi>OP1</bdi></a> → <a href="#OP2"><bdi>OP2</bdi></a> and <a href="#OP3">' in page


def test_facts_in_another_direction_stand_apart() -> None:
    """A fact as printed, old and new, has a direction of its own: an Arabic agenda item keeps its order in the line."""
    item = replace(b.comparison(b.change("OP1", "تحث")), metadata=(MetadataChange("agenda_item", "72 (ب)", "74 (ب)"),))
    arabic = replace(item, new=replace(item.new, language="ar"))
    page = str(html.opening(arabic, b.told(arabic)))

    assert '<bdi lang="ar">72 (ب)</bdi> <span aria-hidden="true">→</span>' in page
    assert '</span> <bdi lang="ar">74 (ب)</bdi>' in page


def test_the_title_stands_before_the_masthead_which_is_folded() -> None:
    """What differs in the title or the sponsors is said; agenda item and report are folded."""
    item = replace(
        b.comparison(b.change("OP1", "Urges")),
        metadata=(
            MetadataChange("report", "A/74/399", "A/75/478"),
            MetadataChange("title", "Bridges", "Bridges and fords"),
        ),
    )
    page = str(html.opening(item, b.told(item)))
    folded = page[page.index("<details") :]

    assert "Bridges and fords" in page.removesuffix(folded)
    assert "A/75/478" in folded
    assert "report adopted on" in spoken(folded)


def test_a_fold_names_both_sides() -> None:
    """Unchanged paragraphs are named as in either text, also one by one."""
    item = b.comparison(b.change("PP2", "Recalling", old="PP1"), b.change("PP3", "Noting", old="PP2"))
    (row,) = html_rows.rows(item)

    assert ("PP2, PP3", "PP1, PP2") == (row.label, row.was)
    assert ["PP2 (ex PP1)", "PP3 (ex PP2)"] == [name for _, name, _, _ in row.items]


def test_a_coarse_pairing_says_so() -> None:
    """Where not every pairing was tried, the paragraph says it in words."""
    page = spoken(html.changes(b.comparison(replace(b.change("OP1", "Urges {+all+}"), flags=("degraded",)))))

    assert "paired coarsely" in page


def test_the_overview_has_a_cell_for_each_paragraph() -> None:
    """Every paragraph by part and in order; what is unchanged leads nowhere."""
    item = b.comparison(
        b.change("PP1", "Recalling"),
        b.change("PP2", "{+Noting+}"),
        b.change("OP1", "Urges {+all+}"),
        b.change("OP2", "[-Notes-]"),
        b.change("OP3", "Asks", moved=True),
    )
    told = [(part, "".join(cell.letter for cell in cells)) for part, cells in html_map.parts(item)]
    links = [attributes["href"] for tag, attributes in tags(html.overview(item)).found if tag == "a"]

    assert [("PP", "·N"), ("OP", "RDm")] == told
    assert ["#PP2", "#OP1", "#was-OP2", "#OP3"] == links


def hostile() -> Comparison:
    note = b.note("edited", f"{HOSTILE} {{+see+}}", mark=HOSTILE)
    return b.comparison(
        b.change(f"PP1 {HOSTILE}", f"{HOSTILE} {{+{HOSTILE}+}} [-{HOSTILE}-]", notes=[note], group=1),
        b.change("PP2", HOSTILE, kind="unchanged"),
        b.change("OP1", f"at its [-{HOSTILE}-]", "technical", kind="edited"),
        groups=(Group(1, HOSTILE, (HOSTILE,), (NotApplied(HOSTILE, HOSTILE),)),),
        checks=(
            Check("x", None, "PP1", HOSTILE),
            Check("y", None, "PP1", f'It was "{HOSTILE}", is "{HOSTILE}!".', old=HOSTILE, new=f"{HOSTILE}!"),
        ),
    )


def test_no_text_of_a_document_becomes_markup() -> None:
    """Whatever a document holds is shown as it stands: no element, no attribute, no template comes out of it."""
    page = html.document(hostile(), b.told(hostile(), terse=HOSTILE, gap=HOSTILE))
    found = tags(page)

    assert [] == [tag for tag, _ in found.found if tag == "script"]
    assert "<script>alert" not in page
    assert "{{ 7*7 }}" in page
    assert [] == found.stray


def test_the_document_needs_nothing_else() -> None:
    """One file: it loads nothing, runs nothing, and names its language."""
    item = b.comparison(b.change("OP1", "Urges {+all+}"))
    found = tags(html.document(item, b.told(item))).found

    assert {"lang": "en", "dir": "ltr"} == next(attributes for tag, attributes in found if tag == "html")
    assert [] == [attributes for _, attributes in found if {"src", "style", "onclick"} & set(attributes)]
    assert [] == [tag for tag, _ in found if tag in {"link", "script", "img", "iframe"}]
    assert {True} == {str(attributes["href"]).startswith("#") for tag, attributes in found if tag == "a"}


def test_arabic_runs_from_right_to_left() -> None:
    """The words of an Arabic text say their language and direction; the page around them stays as it is."""
    item = b.comparison(b.change("OP1", "تحث {+جميع+} الدول"))
    arabic = Comparison(item.algorithm, item.old, replace(item.new, language="ar"), item.changes, item.summary)
    sides = [attributes for _, attributes in tags(html.changes(arabic)).found if attributes.get("class") == "sides"]

    assert [("ar", "rtl")] == [(attributes["lang"], attributes["dir"]) for attributes in sides]


def test_a_text_as_printed_has_its_notes_where_they_stood() -> None:
    """A note's mark is a link at its offset, the lead phrase is in italics, and the note leads back."""
    paragraph = Paragraph(
        "preambular", "Recalling the Charter, and all", "PP1", lead=9, notes=(Footnote("1", "See <A>", 21),)
    )
    printed = html_version.text(Resolution(Symbol.parse("66/152"), "en", "Title", (paragraph,)))
    words = printed.parts[0][1][0].words

    assert words.startswith("<i>Recalling</i> the Charter<sup>")
    assert words.endswith("</sup>, and all")
    assert 'href="#note-1"' in words
    assert "note-1" == printed.notes[0].id


def test_fragments_are_safe_as_they_stand() -> None:
    """Every function gives Markup, so that no page escapes it twice or trusts a plain string."""
    item = hostile()
    telling = b.told(item)

    assert all(
        isinstance(part, Markup)
        for part in (html.opening(item, telling), html.changes(item), html.sources(item, telling))
    )


def test_terminal_diffs_do_not_load_templates() -> None:
    """Jinja2 is loaded with HTML, and with nothing else of the views."""
    code = "import sys; from tracker.render import terminal, markdown, rows; print('jinja2' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "False" == run.stdout.strip()


def test_another_kind_of_blank_is_shown_as_text() -> None:
    """A date whose blanks differ has the same words: each side shows its own, nothing is struck or underlined."""
    ops = (
        WordOp("delete", "8 September", "none", "blanks"),
        WordOp("insert", "8\u00a0September", "none", "blanks"),
    )

    assert (Markup("8 September"),) == html_text.redline(ops, "old")
    assert (Markup("8\u00a0September"),) == html_text.redline(ops, "new")
    assert (Markup("8\u00a0September"),) == html_text.redline(ops)
