"""Word files: what Word prints is read, and nothing else. All texts are specimens written here."""

from __future__ import annotations

import zipfile
from collections import Counter
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from visible import read_of
from word_files import NAMESPACES, Xml, docx, i, note, of_resolution, p, r, t, table

from tracker.errors import BadSource, UnsafeSource
from tracker.model import Document, Paragraph, Resolution
from tracker.sources import read

TITLE = "Bridges (specimen)"
FORMULA = "The General Assembly,"


def draft(*body: str, **parts: object) -> Document:
    """A specimen with a title, the formula, and these paragraphs."""
    return read(docx(TITLE, FORMULA, *body, **parts), "mine.docx")  # type: ignore[arg-type]


def one(*body: str, **parts: object) -> Resolution:
    return draft(*body, **parts).resolutions[0]


def last(*body: str, **parts: object) -> Paragraph:
    return one(*body, **parts).paragraphs[-1]


def texts(*body: str, **parts: object) -> list[str]:
    return [paragraph.text for paragraph in one(*body, **parts).paragraphs[1:]]


def rezipped(data: bytes, **changed: bytes) -> bytes:
    """A .docx with other parts: document=b"..." is word/document.xml."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            stem = name.rsplit("/", 1)[-1].removesuffix(".xml")
            new.writestr(name, changed.get(stem, old.read(name)))
    return out.getvalue()


# ------------------------------------------------------------------------------------------------------ the whole text


def test_the_whole_text_of_66_152_is_read_back(fixtures: Path) -> None:
    """From Word as from text: paragraphs, numbers, leads, notes, title, closing lines, symbol, date, session."""
    name = "A_RES_66_152.txt"
    given = read((fixtures / name).read_bytes(), name).resolutions[0]
    document = read(of_resolution(given), "A_RES_66_152.docx")
    found = document.resolutions[0]

    assert ("docx", "plain") == (document.origin.format, document.origin.quality)
    assert given.paragraphs == found.paragraphs
    assert (given.title, given.closing, given.symbol) == (found.title, found.closing, found.symbol)
    assert (given.adopted, given.session, given.status) == (found.adopted, found.session, found.status)
    assert () == document.findings


def test_what_a_page_shows_around_the_text_is_masthead_or_kept_apart(fixtures: Path) -> None:
    """The foot of page one has the job number; the symbol that runs on other pages, and their numbers, are no text."""
    name = "A_RES_66_152.txt"
    given = read((fixtures / name).read_bytes(), name).resolutions[0]
    document = read(of_resolution(given), "x.docx")
    found = document.resolutions[0].masthead

    assert ("A/RES/66/152", "2") == document.unplaced
    assert ("12-34567 (E)", "69 (b)", date(2012, 3, 13)) == (found.job_number, found.agenda_item, found.issued)
    assert "Please recycle" in " ".join(found.lines)


def test_every_character_of_a_file_is_read(fixtures: Path) -> None:
    """Neither lost nor invented; a note's mark is counted by Word, so it stands nowhere in the file."""
    name = "SPECIMEN_3.xml"
    data = of_resolution(read((fixtures / name).read_bytes(), name).resolutions[0])
    shown: Counter[str] = Counter()
    with zipfile.ZipFile(BytesIO(data)) as archive:
        from lxml import etree

        for part in archive.namelist():
            if part.startswith("word/") and part.endswith(".xml") and "styles" not in part:
                words = "".join(map(str, etree.fromstring(archive.read(part)).itertext()))
                words += "\u2011" * archive.read(part).count(b"noBreakHyphen")
                shown += Counter(letter for letter in words if not letter.isspace())

    assert shown == read_of(read(data, "x.docx"), marks=0)


def test_the_masthead_is_a_table() -> None:
    """Its cells are lines, in the order in which they stand; the title may stand beside its number in one."""
    rows = (["United Nations", "A/RES/76/990"], ["General Assembly", p("Distr.: General\n4 March 2022")])
    body = (table(*rows), "Seventy-sixth session", table(["76/990.", "Bridges"]), FORMULA, "1. Ends.")
    found = read(docx(*body), "x.docx").resolutions[0]

    assert ("A/RES/76/990", "Bridges", 76) == (str(found.symbol), found.title, found.session)
    assert ("General Assembly", date(2022, 3, 4)) == (found.masthead.organ, found.masthead.issued)
    assert "United Nations" == found.masthead.lines[0]


@pytest.mark.parametrize(("organ", "formula"), [("Генеральная Ассамблея", "ru"), ("大会", "zh")])
def test_the_organ_in_the_masthead_is_no_formula(organ: str, formula: str) -> None:
    """In Russian and Chinese both have the same words: the formula has a comma."""
    comma = "," if formula == "ru" else "，"
    found = read(docx(table([organ, "A/RES/76/990"]), "Мосты", f"{organ}{comma}", "1. A."), "x.docx").resolutions[0]

    assert (formula, "A/RES/76/990", 2) == (found.language, str(found.symbol), len(found.paragraphs))


def test_a_text_that_is_set_in_a_table_is_read() -> None:
    """As a frame around all of it, and as numbers beside their paragraphs."""
    body = table(["Bridges"], [FORMULA], [p("Recalling it,")], ["1. Decides to end."])
    framed = read(docx(body), "x.docx").resolutions[0]
    beside = one("Recalling it,", table(["1.", "Decides;"], ["2.", "Ends."]))

    assert ["F", "PP1", "OP1"] == [one_.label for one_ in framed.paragraphs]
    assert [("1.", "Decides;"), ("2.", "Ends.")] == [(p_.number, p_.text) for p_ in beside.paragraphs[2:]]


def test_a_table_gives_its_rows() -> None:
    """Cells joined by TAB, their paragraphs and a table inside them by a blank; a note stands in its cell."""
    inner = Xml(p("Bridge 2") + table(["north", "south"]))
    rows = (["Item", "Metres"], [Xml(p("Bridge 1", note(1)) + p("old")), "12"], [inner, "7"])
    found = one("1. Decides as follows:", table(*rows), notes={1: "Measured twice."}).paragraphs[2:]

    assert [("T1.1", "Item\tMetres"), ("T1.2", "Bridge 1 old\t12"), ("T1.3", "Bridge 2 north south\t7")] == [
        (row.label, row.text) for row in found
    ]
    assert [(8, "Measured twice.")] == [(n.offset, n.text) for n in found[1].notes]


# --------------------------------------------------------------------------------------------------------------- runs


def test_a_lead_phrase_is_what_is_set_off() -> None:
    """In italics, over several runs, with the plain blanks that editors leave between them."""
    whole = last(p("1.\t", i("Takes"), r(" "), i("note "), "of it."))

    assert ("1.", "Takes note of it.", 10) == (whole.number, whole.text, whole.lead)


def test_italics_come_from_styles_too() -> None:
    """Of the run, based on another, and of the paragraph, where italics inside it are upright."""
    style = (
        '<w:style w:type="character" w:styleId="A"><w:rPr><w:i/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="P"><w:pPr/><w:rPr><w:i/></w:rPr></w:style>'
    )
    based = last(p("1. ", r("Decides", "rStyle=B"), " to end."), parts={"styles": style})
    undone = last(p(r("1. "), r("Decides"), r(" to end.", "rStyle=A"), style="P"), parts={"styles": style})
    off = last(p("1. ", r("Decides", "rStyle=B", "i=0"), " to end."), parts={"styles": style})

    assert [7, 7, 0] == [based.lead, undone.lead, off.lead]


@pytest.mark.parametrize(
    ("properties", "formula", "words"),
    [
        (("b", "i", "bCs", "iCs", "rtl"), "إن الجمعية العامة،", "تقرر"),
        (("iCs", "rtl"), "إن الجمعية العامة،", "تقرر"),
        (("b",), "大会，", "决定"),
    ],
)
def test_leads_of_arabic_and_chinese_are_bold(properties: tuple[str, ...], formula: str, words: str) -> None:
    """Bold italic for complex scripts, bold for Chinese (UN.md B.8)."""
    found = read(docx("Bridges", formula, p("1.\t", r(words, *properties), " ...。")), "x.docx")

    assert len(words) == found.resolutions[0].paragraphs[-1].lead


def test_what_word_keeps_as_elements_is_text() -> None:
    """TAB, U+2011, U+00AD, line ends, signs of picture fonts, words in fields, links, controls and formulas."""
    field = Xml(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>field</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    simple = Xml('<w:fldSimple w:instr=" DATE "><w:r><w:t> simple</w:t></w:r></w:fldSimple>')
    link = Xml(f'<w:hyperlink r:id="out">{r(" link")}</w:hyperlink>')
    control = Xml(f"<w:sdt><w:sdtPr/><w:sdtContent>{r(' control')}</w:sdtContent></w:sdt>")
    sign = r(Xml('<w:sym w:font="Symbol" w:char="F0B0"/>'))
    text = "non\u2011selective co\u00adoperation\tand "
    found = texts(p("1. ", text, field, simple, link, control, sign), p("Ends\nhere."))

    assert ["non\u2011selective co\u00adoperation and field simple link control°", "Ends here."] == found


def test_blocks_inside_controls_are_paragraphs() -> None:
    """A content control around paragraphs, and around a table, changes nothing."""
    inside = Xml(f"<w:sdt><w:sdtContent>{p('Recalling it,')}{p('1. Decides;')}</w:sdtContent></w:sdt>")

    assert ["Recalling it,", "Decides;", "Ends."] == texts(inside, "2. Ends.")


def test_raised_digits_stay_raised() -> None:
    """Square metres are no number; what is a mark of a note is one already."""
    assert "Builds 10 m² now." == last(p("1. Builds 10 m", r("2", "vertAlign=superscript"), " now.")).text


def test_hidden_words_are_not_printed() -> None:
    """They are kept apart, and said."""
    document = draft(p("1. Decides", r(" secretly", "vanish"), " to end."))

    assert "Decides to end." == document.resolutions[0].paragraphs[-1].text
    assert (("secretly",), ["hidden-text"]) == (document.unplaced, [f.code for f in document.findings])


def test_comments_are_no_text() -> None:
    """What is said in the margin is counted, and kept with the name of who says it."""
    comment = f'<w:comment w:id="0" w:author="Ann">{p("Why bridges?")}</w:comment>'
    document = draft("1. Ends.", parts={"comments": comment})

    assert ["1 comments in the margin are no part of the text"] == [f.text for f in document.findings]
    assert ("Ann: Why bridges?",) == document.unplaced


def test_lines_inside_one_paragraph_may_be_paragraphs() -> None:
    """Pasted text has line ends for paragraphs: a number opens one, an empty line ends one."""
    assert ["Recalling it,", "Decides to build;", "Ends."] == texts("Recalling it,\n\n1. Decides\nto build;\n2. Ends.")


def test_a_struck_word_is_a_draft_s() -> None:
    """Struck by hand, not tracked: left out of the text as in every other format, and standing in the original."""
    body = docx(TITLE, FORMULA, p("1. Decides", r(" at once", "strike"), " to end."))

    assert "Decides to end." == read(body, "x.docx").resolutions[0].paragraphs[-1].text
    assert "Decides at once to end." == read(body, "x.docx", original=True).resolutions[0].paragraphs[-1].text


def test_headings_are_those_of_the_outline() -> None:
    """By level or by name; what is numbered and ends in a stop is a paragraph, whatever its style."""
    styles = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style>'
    body = (p("Roads; and bridges", style="H"), p("1. Decides;", style="H"), p("2. Ends."))

    assert ["heading", "operative", "operative"] == [
        x.kind for x in one(*body, parts={"styles": styles}).paragraphs[1:]
    ]


def test_a_text_box_is_masthead_or_kept_apart() -> None:
    """Above the text a line, below it nothing of the text; of two ways to say it only one is read."""

    def box(text: str) -> Xml:
        content = f"<w:txbxContent>{p(text)}</w:txbxContent>"
        shape = f"<w:drawing><wp:inline><wps:txbx>{content}</wps:txbx></wp:inline></w:drawing>"
        old = f"<w:pict><v:textbox>{content}</v:textbox></w:pict>"
        choice = f'<mc:Choice Requires="wps">{shape}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
        return r(Xml(f"<mc:AlternateContent>{choice}</mc:AlternateContent>"))

    document = read(docx(p(box("A/RES/76/990")), TITLE, FORMULA, p("1. Ends.", box("Turn over"))), "x.docx")

    assert ("A/RES/76/990", "Ends.") == (
        str(document.resolutions[0].symbol),
        document.resolutions[0].paragraphs[-1].text,
    )
    assert (("Turn over",), "text-box") == (document.unplaced, document.findings[0].code)


# -------------------------------------------------------------------------------------------------------------- notes


def notes_of(paragraph: Paragraph) -> list[tuple[str, int, str]]:
    return [(one_.mark, one_.offset, one_.text) for one_ in paragraph.notes]


def test_notes_are_counted_where_their_marks_stand() -> None:
    """Not by their ids, nor by the order in which the file keeps them."""
    found = one(p("Recalling", note(7), " it,", note(2)), "1. Ends.", notes={2: "Two.", 7: "Seven."}).paragraphs[1]

    assert [("1", 9, "Seven."), ("2", 13, "Two.")] == notes_of(found)


def test_a_note_may_have_a_mark_of_its_own() -> None:
    """A star does not count; the note itself begins with it."""
    found = read(
        docx(p(TITLE, note(1, "*")), FORMULA, p("1. Ends.", note(2)), notes={1: p(r("*"), " Reissued."), 2: "Two."}),
        "x.docx",
    ).resolutions[0]

    assert [("*", "Reissued.")] == [(n.mark, n.text) for n in found.title_notes]
    assert [("1", 5, "Two.")] == notes_of(found.paragraphs[-1])


def test_brackets_around_a_raised_mark_are_its_own() -> None:
    """Arabic prints (1); a raised bracket elsewhere is text."""
    left, right = r("(", "vertAlign=superscript"), r(")", "vertAlign=superscript")
    found = last(p("1. Ends", left, note(1), right, " here", left, "so", right, "."), notes={1: "One."})

    assert ("Ends here(so).", [("1", 4, "One.")]) == (found.text, notes_of(found))


def test_endnotes_are_notes_in_roman() -> None:
    """As Word counts them, unless the file says otherwise."""
    assert [("i", 5, "See it.")] == notes_of(last(p("1. Ends.", note(1, kind="endnote")), endnotes={1: "See it."}))
    settings = '<w:footnotePr><w:numFmt w:val="lowerLetter"/><w:numStart w:val="3"/></w:footnotePr>'
    found = last(p("1. Ends.", note(1)), notes={1: "See it."}, parts={"settings": settings})
    assert [("c", 5, "See it.")] == notes_of(found)


def test_a_note_that_nothing_refers_to_is_kept_and_said() -> None:
    """It is printed nowhere, but someone wrote it."""
    document = draft("1. Ends.", notes={1: "Alone."})

    assert (("Alone.",), ["note-without-mark"]) == (document.unplaced, [f.code for f in document.findings])


# ---------------------------------------------------------------------------------------------------- headers, footers


def test_page_one_may_have_a_header_of_its_own() -> None:
    """With it, what others show is theirs; without it, page one shows what all show."""
    parts = {"header1": p("A/C.3/76/L.99"), "header2": p("Draft of 3 March")}
    both = '<w:headerReference w:type="default" r:id="header1"/><w:headerReference w:type="first" r:id="header2"/>{}'
    own = draft("1. Ends.", parts=parts, section=both.format("<w:titlePg/>"))
    shared = draft("1. Ends.", parts=parts, section=both.format(""))

    assert (("A/C.3/76/L.99",), "Draft of 3 March") == (own.unplaced, own.resolutions[0].masthead.lines[0])
    assert (("Draft of 3 March",), "A/C.3/76/L.99") == (shared.unplaced, str(shared.resolutions[0].symbol))


def test_a_rule_is_no_paragraph() -> None:
    """The stroke that ends United Nations documents."""
    document = draft("1. Ends.", "________________")

    assert (("________________",), "Ends.") == (document.unplaced, document.resolutions[0].paragraphs[-1].text)


# ------------------------------------------------------------------------------------------------------- hostile files


def test_a_doctype_in_any_part_is_refused() -> None:
    """No Word file has one, and its entities can be used to attack."""
    evil = f'<!DOCTYPE w:document [<!ENTITY a "b">]><w:document {NAMESPACES}><w:body/></w:document>'.encode()
    with pytest.raises(UnsafeSource, match=r"^x is refused: word/document.xml holds a DOCTYPE"):
        read(rezipped(docx("a"), document=evil), "x")


def test_a_part_that_explodes_is_refused_before_it_is_unpacked() -> None:
    """By the size the archive states, and by what really comes out where it lies."""
    data = rezipped(docx(TITLE, FORMULA), document=b"<a>" + b" " * (65 << 20) + b"</a>")
    with pytest.raises(UnsafeSource, match=r"^x is refused: word/document.xml unpacks to more than 16 MB"):
        read(data, "x")
    size = (65 << 20) + 7
    lying = data.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert lying != data
    with pytest.raises(BadSource, match=r"word/document.xml (is damaged|unpacks|is not well-formed)"):
        read(lying, "x")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (docx("Dear colleague,"), "x is a Word file, but no resolution: it has neither an enacting formula"),
        (docx(TITLE, FORMULA)[:900], "x is a damaged zip archive"),
        (rezipped(docx("a"), document=b"<a"), "x: word/document.xml is not well-formed XML (line 1, column 3"),
        (rezipped(docx("a"), document=b"<a/>"), "x is a zip archive, not a Word file"),
    ],
)
def test_what_is_no_readable_word_file_is_refused_in_one_line(data: bytes, message: str) -> None:
    """The line names the file and what is wrong with it."""
    with pytest.raises(BadSource) as refused:
        read(data, "x")

    assert str(refused.value).startswith(message)
    assert "\n" not in str(refused.value)


def test_other_zip_files_are_told_apart() -> None:
    """A workbook is named; a plain archive is no Word file."""
    for name, message in (("xl/workbook.xml", "x is an Excel file"), ("a.txt", "x is a zip file, and no Word file")):
        out = BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(name, "a")
            if name.startswith("xl"):
                archive.writestr("[Content_Types].xml", "<a/>")
        with pytest.raises(BadSource) as refused:
            read(out.getvalue(), "x")
        assert str(refused.value).startswith(message)


def test_nothing_outside_the_file_is_read(tmp_path: Path) -> None:
    """A relation that points out of the archive, or up from it, is left alone."""
    outside = tmp_path / "styles.xml"
    outside.write_text("<no", encoding="utf-8")
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="x/styles" TargetMode="External" Target="{outside.as_uri()}"/>'
        f'<Relationship Id="b" Type="x/footnotes" Target="../../../..{outside}"/></Relationships>'
    )
    data = rezipped(docx(TITLE, FORMULA, "1. Ends."), **{"document.xml.rels": relations.encode()})

    assert "Ends." == read(data, "x.docx").resolutions[0].paragraphs[-1].text


def test_cut_files_never_crash() -> None:
    """A file cut anywhere, or with any byte turned, is read or refused; nothing else is raised."""
    data = docx(TITLE, FORMULA, p("1. Ends.", note(1)), notes={1: "One."})
    damaged = [data[:end] for end in range(4, len(data), 37)]
    damaged += [data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :] for at in range(4, len(data), 7)]
    for one_ in damaged:
        try:
            read(one_, "x.docx")
        except BadSource as refused:
            assert "\n" not in str(refused)  # noqa: PT017 - some are read, some refused: both are right


def test_strict_files_have_other_names() -> None:
    """ISO's strict form says the same under other namespaces."""
    with zipfile.ZipFile(BytesIO(docx(TITLE, FORMULA, "1. Ends."))) as archive:
        document = archive.read("word/document.xml")
    strict = document.replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    data = rezipped(docx(TITLE, FORMULA, "1. Ends."), document=strict)

    assert strict != document
    assert "Ends." == read(data, "x.docx").resolutions[0].paragraphs[-1].text


def test_runs_and_words_are_written_as_word_does() -> None:
    """The yardstick itself: what the builder makes of TAB and U+2011 is elements, not letters."""
    assert "<w:tab/><w:noBreakHyphen/>" == t("\t\u2011")


# ------------------------------------------------------------------------------------------ how Word may say the same


def way(choice: str, fallback: str = "") -> Xml:
    """The same said for programs of today, and for older ones."""
    said = f'<mc:Choice Requires="wps">{choice}</mc:Choice>' if choice else ""
    return Xml(f"<mc:AlternateContent>{said}<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>")


@pytest.mark.parametrize(
    "body",
    [
        way(p("Decides;"), p("Old;")),  # around paragraphs
        p(way(r("Decides;"), r("Old;"))),  # around runs
        p(r(way(t("Decides;"), t("Old;")))),  # inside a run
        p(r(way("", t("Decides;")))),  # only for older programs
        p(r(Xml(f"<w:ruby><w:rt>{r('rubies')}</w:rt><w:rubyBase>{r('Decides;')}</w:rubyBase></w:ruby>"))),
        Xml(f"<w:sdt><w:sdtPr/><w:sdtContent>{p('Decides;')}</w:sdtContent></w:sdt>"),
    ],
)
def test_of_several_ways_to_say_the_same_one_is_read(body: Xml) -> None:
    """Word keeps what older programs show beside what it shows: words are read once, wherever they stand."""
    assert ["Decides;"] == texts(body)


def field_piece(kind: str) -> Xml:
    return Xml(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>')


def test_the_code_of_a_field_is_no_text() -> None:
    """Only its result is printed; fields in a field's code print nothing, and a broken field loses no words."""
    begin, separate, end = (field_piece(kind) for kind in ("begin", "separate", "end"))
    inner = (begin, r("IF"), separate, r("hidden"), end)
    assert ["Decides it;"] == texts(p(begin, r("REF "), *inner, separate, r("Decides"), end, " it;"))
    assert ["Decides;"] == texts(p(separate, end, "Decides;"))
    assert ["Decides;", "Requests;"] == texts(p("Decides;", begin, r("REF")), p("Requests;"))


def test_a_table_in_a_table_is_read_where_it_stands() -> None:
    """The words of a cell are those of the tables in it too; its rows are no rows of the table around."""
    inner = Xml(table(("b", "c")) + p("d"))
    assert ["a\tb c d"] == texts(table(("a", inner)))


def test_a_paragraph_whose_end_was_deleted_goes_on_before_a_table() -> None:
    """A table is no continuation: what was begun is a paragraph of its own."""
    assert ["Decides", "a\tb"] == texts(p("Decides", mark="del"), table(("a", "b")))
    assert ["Decides"] == texts(p("Decides", mark="del"))


def test_words_drawn_without_a_box_are_said() -> None:
    """WordArt and charts print words that are no part of the text: they are kept apart."""
    drawn = "<w:drawing><wp:inline><a:t>Draft</a:t></wp:inline></w:drawing>"
    document = draft(p("Decides;", r(Xml(drawn)), r(Xml("<w:drawing/>"))))
    assert ["Decides;"] == [one.text for one in document.resolutions[0].paragraphs[1:]]
    assert ["Draft"] == list(document.unplaced)


@pytest.mark.parametrize("break_", ['<w:br w:type="page"/>', '<w:br w:type="column"/>', "<w:br/>", "<w:cr/>"])
def test_a_break_is_a_blank_unless_a_number_follows(break_: str) -> None:
    """Whatever it goes on on, another line, column or page: a sentence goes on, and a numbered point begins anew."""
    assert ["Decides to build;"] == texts(p("1. Decides", r(Xml(break_)), "to build;"))
    assert ["Decides;", "Requests;"] == texts(p("1. Decides;", r(Xml(break_)), "2. Requests;"))
    assert ["Requests;"] == texts(p(r(Xml(break_)), "1. Requests;"))


def test_a_mark_of_a_note_that_is_not_there_is_text() -> None:
    """A reference to nothing prints its own mark, if it has one, and else nothing."""
    assert ["Decides;"] == texts(p("Decides", note(9), ";"))
    assert ["Decides*;"] == texts(p("Decides", note(9, own="*"), ";"))


def test_raised_brackets_without_a_note_are_text() -> None:
    """They are a note's only if one stands between them."""
    raised = "vertAlign=superscript"
    assert ["Decides(a);"] == texts(p("Decides", r("(", raised), r("a", raised), r(")", raised), ";"))


def test_a_letter_that_no_font_has_is_left_out() -> None:
    """Signs by their code: known ones are letters, others what their code says, a broken code nothing."""
    signs = [r(Xml(f'<w:sym w:font="Symbol" w:char="{code}"/>')) for code in ("F0B7", "00B1", "zz")]
    assert ["Adds •±;"] == texts(p("Adds ", *signs, ";"))


def test_other_documents_set_into_a_file_are_said() -> None:
    """They are not read, and that is told."""
    document = draft(p("Decides;"), Xml('<w:altChunk r:id="x"/>'))
    assert ["other-documents"] == [one.code for one in document.findings if one.code == "other-documents"]
