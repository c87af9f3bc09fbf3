"""What UN.md C.4 to C.7 says of AKN4UN files: a small file written here for each; the corpus by labels and figures."""

from __future__ import annotations

import zipfile
from collections import Counter, defaultdict
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from test_sources_akn import NS, akn, bare, main, numbered, only
from visible import read_of, shown_by_xml

from tracker.model import Document, Footnote, Subject
from tracker.sources import read
from tracker.sources.sponsors import read_sponsors

POINT = "<point><num>{}</num><content><p>{}</p></content></point>".format


def labels(document: Document) -> list[str]:
    return [one.label for one in only(document).paragraphs]


def codes(document: Document) -> set[str]:
    return {one.code for one in document.findings} - {"language-unknown", "no-formula"}


def closing(day: str, words: str) -> str:
    return f'<conclusions><p>30th meeting<eol/><docDate date="{day}">{words}</docDate></p></conclusions>'


# ------------------------------------------------------------------------------------ C.4: four kinds of sub-paragraphs


def test_the_four_encodings_of_a_list_give_the_same_labels() -> None:
    """A list with points, bare paragraphs that begin (a), paragraphs numbered (a); blockLists in the preamble."""
    intro = "<list><intro><p>Decides:</p></intro>"
    as_list = f"<paragraph><num>4.</num>{intro}{POINT('(a)', 'One;')}{POINT('(b)', 'Two.')}</list></paragraph>"
    first = main(numbered("3.", "One;"), as_list)
    second = main(numbered("3.", "One;"), numbered("4.", "Decides:"), bare("(a)\tOne;"), bare("(b)\tTwo."))
    third = main(numbered("3.", "One;"), numbered("4.", "Decides:"), numbered("(a)", "One;"), numbered("(b)", "Two."))
    items = "<item><num>(a)</num><p>One,</p></item><item><num>(b)</num><p>Two,</p></item>"
    block = f"<blockList><listIntroduction>Noting:</listIntroduction>{items}</blockList>"
    fourth = f"<preamble><container><p>First,</p></container>{block}</preamble>{main(numbered('1.', 'Ends.'))}"

    assert [["OP3", "OP4", "OP4 (a)", "OP4 (b)"]] * 3 == [labels(akn(body)) for body in (first, second, third)]
    assert ["PP1", "PP2", "PP2 (a)", "PP2 (b)", "OP1"] == labels(akn(fourth))


def test_a_list_inside_a_point_and_one_beside_it_are_the_same() -> None:
    """As the standard nests it, and as the files do (80/11)."""
    inner = f"{POINT('(i)', 'Two')}{POINT('(ii)', 'Three')}"
    nested = f"<point><num>(a)</num><list><intro><p>One:</p></intro>{inner}</list></point>"
    beside = f"{POINT('(a)', 'One:')}<sublist>{inner}</sublist>"
    intro = "<paragraph><num>1.</num><list><intro><p>Decides:</p></intro>"
    bodies = [main(f"{intro}{part}{POINT('(b)', 'Four')}</list></paragraph>") for part in (nested, beside)]

    assert [["OP1", "OP1 (a)", "OP1 (a)(i)", "OP1 (a)(ii)", "OP1 (b)"]] * 2 == [labels(akn(body)) for body in bodies]


def test_a_paragraph_after_a_list_is_named_after_its_owner() -> None:
    """The flush paragraph of a list ends the paragraph that the list began."""
    assert ["OP1", "OP1 (a)", "OP1 +1", "OP2"] == labels(
        akn(main(numbered("1.", "Decides:"), bare("(a) One"), bare("all of it together;"), numbered("2.", "Ends.")))
    )


def test_headings_in_every_dress() -> None:
    """A subheading, a bare text without a stop, a roman number alone, and the converter's slip."""
    body = main(
        bare("I"), bare("On bridges"), numbered("1.", "One."),
        "<paragraph><subhheading>On roads</subhheading></paragraph>",
        '<paragraph class="H23"><subheading>On rails</subheading></paragraph>', numbered("2.", "Two."),
    )  # fmt: skip

    assert ["heading", "heading", "operative", "heading", "heading", "operative"] == [
        one.kind for one in only(akn(body)).paragraphs
    ]
    assert ("I", ()) == (only(akn(body)).paragraphs[2].division, akn(body).unplaced)


def test_elements_without_a_namespace_lose_nothing() -> None:
    """Two occur in the first page's foot; wherever one stood, its text would be kept."""
    document = akn(main('<x xmlns="">stray words</x>', numbered("1.", 'One <y xmlns="">and</y> two.')))

    assert (("stray words",), ["One and two."]) == (document.unplaced, [one.text for one in only(document).paragraphs])


def test_notes_kept_apart_are_read_at_their_marks() -> None:
    """By noteRef and notes/note (four files, none in English); a note without a mark has no place."""
    notes = '<notes><note eId="n1"><p>The first.</p></note><note eId="n2"><p>Lost.</p></note></notes>'
    document = akn(main(numbered("1.", 'Since 1993<noteRef href="#n1" marker="1"/> we go on.')) + notes)

    assert (Footnote("1", "The first.", 10),) == only(document).paragraphs[0].notes
    assert ("Lost.",) == document.unplaced


def test_superscripts_and_line_ends_are_text() -> None:
    """10<sup>o</sup> is one word; a line end is a blank."""
    assert (
        "10o de enero ends" == only(akn(main(numbered("1.", "10<sup>o</sup> de enero<eol/>ends")))).paragraphs[0].text
    )


def test_cells_stay_in_their_columns() -> None:
    """A wide cell takes the columns it covers, a tall one its column in the rows below; borders are no text."""
    rows = (
        '<tr><th rowspan="2"><p>Level</p></th><th colspan="2" data-borders="{}"><p>Share</p></th></tr>'
        "<tr><td><p>2022</p></td><td><p>2023</p></td></tr>"
        "<tr><td><p>A</p></td><td><p>1</p></td><td><p>2</p></td></tr>"
    )
    found = only(akn(main(f"<table>{rows}</table>", numbered("1.", "Ends.")))).paragraphs

    assert ["Level\tShare\t", "\t2022\t2023", "A\t1\t2"] == [one.text for one in found if one.kind == "table"]


@pytest.mark.parametrize("span", ["", "0", "-3", "many", "99999999999"])
def test_a_span_that_is_none_is_harmless(span: str) -> None:
    """It is read as one column, or as many as a page can have."""
    row = f'<table><tr><td colspan="{span}" rowspan="{span}"><p>A</p></td><td><p>B</p></td></tr></table>'

    assert ["A", "B"] == only(akn(main(row, numbered("1.", "Ends.")))).paragraphs[0].text.split()


def test_annexes_by_attachment_and_by_heading_are_the_same() -> None:
    """One is an element of its own, the other a heading in the main text; both count by themselves."""
    inside = main(bare("<subheading>Annex II</subheading>"), numbered("1.", "One."))
    attached = f"{main(numbered('1.', 'Ends.'))}<attachments><attachment><doc>{inside}</doc></attachment></attachments>"
    plain = main(numbered("1.", "Ends."), bare("<subheading>Annex II</subheading>"), numbered("1.", "One."))

    assert [["OP1", "Annex II H1", "Annex II 1"]] * 2 == [labels(akn(body)) for body in (attached, plain)]


def test_articles_of_an_annex_have_short_labels() -> None:
    """Numbers begin again under each article; headings count through the annex, and never pile up in a label."""
    parts = [bare("<subheading>Annex</subheading>")]
    for number in range(1, 5):
        parts += [bare(f"<subheading>Article {number}</subheading>"), numbered("1.", "One."), numbered("2.", "Two.")]

    assert "Annex H5 2" == labels(akn(main(*parts)))[-1]


def test_a_list_that_counts_inside_a_paragraph_is_its_own() -> None:
    """78/223 OP11: a provisional agenda of seven items, then paragraph 12."""
    items = [numbered(f"{number}.", "An item.") for number in range(1, 4)]
    found = labels(akn(main(numbered("1.", "Notes;"), numbered("2.", "Approves this agenda:"), *items,
                            numbered("3.", "Ends."))))  # fmt: skip

    assert ["OP1", "OP2", "OP2 (1)", "OP2 (2)", "OP2 (3)", "OP3"] == found


# ------------------------------------------------------------------------------------------------ C.4: the facts around


def test_the_workflow_is_kept() -> None:
    """Draft, report and record with their days; 0001-01-01 says that a day is not known."""
    step = '<step outcome="{}" as="{}" date="{}" by=""/>'.format
    meta = (
        step("draftResolution", "A/C.3/76/L.35", "2021-11-01")
        + step("recommendedForAdoption", "A/76/462", "0001-01-01")
        + step("adopted", "A/76/PV.53", "2021-12-16")
    )
    masthead = only(akn(main(numbered("1.", "Ends.")), meta=meta)).masthead

    assert ("A/C.3/76/L.35", date(2021, 11, 1), None, "A/76/PV.53") == (
        masthead.draft, masthead.draft_date, masthead.report_date, masthead.record,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "record", "extra"),
    [
        ("A/78/PV.50", "A/78/PV.50", {}),
        ("A/78/PV.50 (Resumption 1)", "A/78/PV.50 (Resumption 1)", {}),
        ("Adopted through silence procedure", None, {"adopted": "Adopted through silence procedure"}),
    ],
)
def test_the_record_and_what_stands_in_its_place(said: str, record: str | None, extra: dict[str, str]) -> None:
    """In 2020 the Assembly could not meet; other files say the outcome again."""
    text = only(akn(main(numbered("1.", "Ends.")), meta=f'<step outcome="adopted" as="{said}" date="2021-04-16"/>'))

    assert (record, extra) == (text.masthead.record, text.extra)


def test_subjects_name_their_vocabulary() -> None:
    """Thesaurus, EuroVoc, goals, and the agenda's own title with its item; the same twice is said once."""
    word = '<keyword dictionary="{}" showAs="{}" value="{}" {}/>'.format
    meta = (
        word("UNBIS Thesaurus", "civil_society", "civil_society", 'href="http://metadata.un.org/thesaurus/1001012"')
        + word("SDGO", "sdg_16", "16", "") * 2
        + word("EuroVoc", "right_to_justice", "x", "")
        + word("DHLAUTH", "UN System", "UN System", "")
        + word("A/76/251", "BRIDGES--HIGH", "71b", 'refersTo="agenda"')
    )

    assert (
        Subject("CIVIL SOCIETY", "UNBIS", "http://metadata.un.org/thesaurus/1001012"),
        Subject("SDG 16", "SDG", "16"),
        Subject("right to justice", "EuroVoc"),
        Subject("UN System", "DHLAUTH"),
        Subject("BRIDGES--HIGH", "agenda", "A/76/251, item 71b"),
    ) == only(akn(main(numbered("1.", "Ends.")), meta=meta)).subjects


@pytest.mark.parametrize(
    ("outcome", "counts", "text", "code"),
    [
        ("adoptedWithoutVote", "", "without a vote", set()),
        ("Adopted without vote, 59th plenary meeting", "", "without a vote", set()),
        ("Adopted 90-0-47, 87th plenary meeting", "", "90-0-47", {"vote-in-words"}),
        ("adoptedRecordedVote", '<count refersTo="inFavour" value="5"/>', "5-0-0", set()),
        ("", '<count refersTo="inFavour" value="5"/>', "5-0-0", {"vote-unsaid"}),
        ("", "", None, {"vote-unsaid"}),
    ],
)  # fmt: skip
def test_how_a_text_was_adopted(outcome: str, counts: str, text: str | None, code: set[str]) -> None:
    """By code or in words (24 files); a count of zero is left out; 66 parts do not say."""
    document = akn(main(numbered("1.", "Ends.")), meta=f'<voting outcome="{outcome}">{counts}</voting>')

    assert (text, code) == (only(document).adoption.text, codes(document))


def test_parts_have_votes_of_their_own() -> None:
    """And the sponsors of the whole, whose workflow they share; the whole's number and title stand above each."""
    vote = '<meta><voting outcome="adoptedRecordedVote"><count refersTo="inFavour" value="{}"/></voting></meta>'.format
    part = (
        "<component><statement>{}<preface><p><docNumber>{}</docNumber><docTitle>Part</docTitle></p></preface>"
        "<mainBody><paragraph><num>1.</num><content><p>Ends.</p></content></paragraph></mainBody></statement></component>"
    ).format
    shared = '<meta><step outcome="draftResolution" as="A/76/L.1" by="Cuba and Fiji" date="2021-11-01"/></meta>'
    data = (
        f'<akomaNtoso {NS}><documentCollection>{shared}<coverPage><p><docNumber refersTo="#symbol">A/RES/76/10 A-B'
        "</docNumber></p></coverPage><preface><p><docNumber>76/10.</docNumber><docTitle>Bridges</docTitle></p></preface>"
        f"</documentCollection><components>{part(vote(5), 'A')}{part(vote(7), 'B')}</components></akomaNtoso>"
    )
    first, second = read(data.encode(), "x.xml").resolutions

    assert [("A/RES/76/10 A", "5-0-0"), ("A/RES/76/10 B", "7-0-0")] == [
        (str(one.symbol), one.adoption.text) for one in (first, second)
    ]
    assert [["Cuba", "Fiji"]] * 2 == [[sponsor.name for sponsor in one.sponsors] for one in (first, second)]
    assert [("76/10.", "Bridges", "A"), ("76/10.", "Bridges", "B")] == [
        one.masthead.lines[-3:] for one in (first, second)
    ]


@pytest.mark.parametrize("cover", ["A/RES/74/92", "A/RES/74/92 A-B"])
def test_suffixes_of_the_whole_differ_by_language_and_are_no_contradiction(cover: str) -> None:
    """74/92 is "A-B" in five languages and plain in Chinese: the parts are the same."""
    document = akn(
        main(numbered("1.", "Ends.")),
        cover=f'<p><docNumber refersTo="#symbol">{cover}</docNumber></p>',
        preface="<p><docNumber>74/92.</docNumber><docNumber>A</docNumber><docTitle>Bridges</docTitle></p>",
    )

    assert ("A/RES/74/92 A", set()) == (str(only(document).symbol), codes(document))


@pytest.mark.parametrize(
    ("text", "name", "behalf"),
    [
        ("United Arab Emirates (on behalf the Group of Friends)", "United Arab Emirates", "the Group of Friends"),
        ("Senegal (of behalf of the Group of Friends)", "Senegal", "the Group of Friends"),
        ("the representative of the Gambia, on behalf of the Bureau", "Gambia", "the Bureau"),
        ("introduced in the Committee by the representative of Peru on behalf of the Bureau", "Peru", "the Bureau"),
        ("Romania (in its capacity as Chair of the Group)", "Romania", "in its capacity as Chair of the Group"),
        ("submitted by the Chair of the Committee, A Person (Fiji) and on the basis of consultations",
         "submitted by the Chair of the Committee, A Person (Fiji) and on the basis of consultations", None),
    ],
)  # fmt: skip
def test_one_sponsor_however_it_is_said(text: str, name: str, behalf: str | None) -> None:
    """Slips in "on behalf of", representatives, capacities; an officer of a committee is no list of countries."""
    (found,) = read_sponsors(text)

    assert (name, behalf) == (found.name, found.behalf)


def test_a_sponsor_that_withdrew_is_no_part_of_the_last_name() -> None:
    """The sentence that says so is kept, after the names."""
    found = read_sponsors("Fiji and Chad. - Peru was removed from the list of sponsors of the draft resolution")

    assert ["Fiji", "Chad", "Peru was removed from the list of sponsors of the draft resolution"] == [
        one.name for one in found
    ]


# ----------------------------------------------------------------------------------------------- C.6: told, not settled

URI = '<identification><FRBRWork><FRBRuri value="/akn/un/x/unga/2020-12-16/{}/"/>{}</FRBRWork></identification>'


@pytest.mark.parametrize(
    ("cover", "preface", "address", "file", "symbol", "code"),
    [
        ("75/268", "75/269.", "75-269", "75_269_C.xml", "A/RES/75/269", {"symbol-differs", "name-language"}),
        ("78/13", "78/13.", "78-13", "A_RES_78_130-2325870F.xml", "A/RES/78/13", {"name-symbol", "name-language"}),
        ("78/3", "78/4.", "78-3", "A_RES_78_4.xml", "A/RES/78/3", {"symbol-differs", "name-symbol"}),
        ("78/4", "78/4.", "78-4", "A_RES_78_4.xml", "A/RES/78/4", set()),
    ],
)
def test_a_contradiction_in_the_symbol_is_reported(  # noqa: PLR0917 - the columns of the table
    cover: str, preface: str, address: str, file: str, symbol: str, code: set[str]
) -> None:
    """Cover, preface, address and file name, in the combinations that occur (UN.md C.6, 2)."""
    data = (
        f"<akomaNtoso {NS}><statement><meta>{URI.format(address, '')}</meta><coverPage><p>"
        f'<docNumber refersTo="#symbol">A/RES/{cover}</docNumber></p></coverPage><preface><p><docNumber>{preface}'
        f"</docNumber><docTitle>Bridges</docTitle></p></preface>{main(numbered('1.', 'Ends.'))}"
        "</statement></akomaNtoso>"
    )
    document = read(data.encode(), file)

    assert (symbol, code) == (str(only(document).symbol), codes(document))
    assert {"contradiction"} >= {one.severity for one in document.findings if one.code in code}


def test_the_declared_language_is_believed_and_the_name_is_said() -> None:
    """Eight files lie in the folder of another language."""
    meta = '<FRBRExpression><FRBRlanguage language="fra"/></FRBRExpression>'
    formula = "<preamble><formula>The General Assembly,</formula></preamble>"
    document = akn(formula + main(numbered("1.", "Ends.")), meta=meta)

    assert ("fr", {"language-differs"}) == (only(document).language, codes(document))


@pytest.mark.parametrize(
    ("written", "code"),
    [("0219-12-27", {"date-unreadable"}), (" 2020-12-16", set()), ("16.12.2020", {"date-unreadable"}),
     ("2020-12-21", {"date-differs"}), ("0001-01-01", set())],
)  # fmt: skip
def test_dates_that_can_not_be(written: str, code: set[str]) -> None:
    """The closing lines' date is believed; what the file says otherwise is told (288 files)."""
    meta = URI.format("76-10", f'<FRBRdate date="{written}"/>')
    document = akn(main(numbered("1.", "Ends.")) + closing("2020-12-16", "16 December 2020"), meta=meta)

    assert (date(2020, 12, 16), code) == (only(document).adopted, codes(document))


def test_reports_that_differ_are_said() -> None:
    """The cover is believed; a paragraph, or an oral revision, makes no difference."""
    step = '<step outcome="recommendedForAdoption" as="{}" date="2021-12-01"/>'.format
    printed = '<inline name="originating document">A/76/446, para. 9</inline>'
    cover = f'<p><docNumber refersTo="#symbol">A/RES/76/10</docNumber></p><p>{printed}</p>'
    found = [
        akn(main(numbered("1.", "Ends.")), cover=cover, meta=step(said))
        for said in ("A/76/446, as orally revised", "A/76/444")
    ]

    assert [set(), {"report-differs"}] == [codes(document) for document in found]
    assert "A/76/446, para. 9" == only(found[1]).masthead.report


@pytest.mark.parametrize(
    ("numbers", "code", "where"),
    [
        (["1.", "2.", "4."], "number-missing", "OP4"),
        (["2.", "3."], "number-missing", "OP2"),
        (["13.", "14.", "4.", "15."], "number-order", "OP4"),
    ],
)
def test_numbers_that_skip_or_repeat_are_said(numbers: list[str], code: str, where: str) -> None:
    """They stay as printed (75/248, 76/256, 78/248)."""
    found = [one for one in akn(main(*(numbered(number, "One;") for number in numbers))).findings if one.code == code]

    assert where == found[-1].where


def test_a_number_in_the_text_is_said_where_others_have_an_element() -> None:
    """75/68 OP3; a file without any such element has that habit (Arabic)."""
    mixed = akn(main(numbered("1.", "One;"), bare("\t2\tTwo;")))
    none = akn(main(bare("1 -\tOne;"), bare("2 -\tTwo;")))

    assert [{"number-in-text"}, set()] == [codes(mixed), codes(none)]
    assert ["OP1", "OP2"] == labels(mixed) == labels(none)


@pytest.mark.parametrize(("marks", "count"), [("123", 0), ("12", 0), ("13", 1), ("2", 1), ("112", 0), ("1248", 2)])
def test_notes_that_are_not_there_are_said(marks: str, count: int) -> None:
    """Marks count from 1: where one is skipped its text is lost (56 files). Parts count on, or begin again."""
    notes = [f'{mark}<authorialNote marker="{mark}"><p>A note.</p></authorialNote>' for mark in marks]
    document = akn(main(*(numbered(f"{place}.", note) for place, note in enumerate(notes, start=1))))

    assert count == sum(one.code == "note-missing" for one in document.findings)


def test_a_text_without_formula_or_operative_part_is_read_and_said() -> None:
    """78/225 has no formula, the Chinese 76/54 no mainBody."""
    document = akn("<preamble><container><p>Recalling,</p></container></preamble>")

    assert {"no-formula", "no-operative"} <= {one.code for one in document.findings}
    assert ["PP1"] == labels(document)


def test_blanks_that_the_printer_put_in_are_one() -> None:
    """Line ends and indents inside a paragraph that says it keeps its blanks; decomposed accents become whole."""
    words = '<p xml:space="preserve">\r\n   Re\u0301affirme\r\n\t  ici.</p>'
    body = main(f"<paragraph><num>1.</num><content>{words}</content></paragraph>")

    assert "Réaffirme ici." == only(akn(body)).paragraphs[0].text


# ----------------------------------------------------------------------------------------------------- the whole corpus


@cache
def english(corpus: Path) -> tuple[tuple[str, bytes, Document], ...]:
    """Every English file of five sessions."""
    found = []
    for archive in sorted(corpus.glob("*session-English.zip")):
        with zipfile.ZipFile(archive) as files:
            for name in sorted(one for one in files.namelist() if one.endswith(".xml")):
                data = files.read(name)
                found.append((name, data, read(data, name)))
    return tuple(found)


def test_every_english_file_is_read_whole(corpus: Path) -> None:
    """1,637 files: no character lost or invented, no label twice, nothing without a place, a title and a date each."""
    read_ones = english(corpus)

    assert 1637 == len(read_ones)
    assert [] == [name for name, data, document in read_ones if shown_by_xml(data) != read_of(document)]
    assert [] == [name for name, _, document in read_ones if document.unplaced]
    for name, _, document in read_ones:
        for text in document.resolutions:
            names = Counter(one.label for one in text.paragraphs)
            assert (name, 1) == (name, max(names.values()))
            assert text.title, name
            assert text.symbol, name
            assert text.adopted, name


def test_the_findings_of_the_english_files(corpus: Path) -> None:
    """In how many files each fires: these are the defects that UN.md C.4 and C.6 lists, and no other."""
    files: dict[str, set[str]] = defaultdict(set)
    for name, _, document in english(corpus):
        for one in document.findings:
            files[one.code].add(name)

    assert {
        "date-differs": 42,
        "report-differs": 6,
        "number-missing": 3,
        "number-order": 1,
        "number-in-text": 3,
        "note-missing": 5,
        "vote-in-words": 2,
        "vote-differs": 1,
        "no-formula": 1,
    } == {code: len(names) for code, names in files.items()}


def test_rows_of_a_table_have_the_same_columns(corpus: Path) -> None:
    """Whatever is wide or tall in them."""
    uneven, tables = [], 0
    for name, _, document in english(corpus):
        for text in document.resolutions:
            rows: dict[str, set[int]] = defaultdict(set)
            for one in text.paragraphs:
                if one.kind == "table":
                    rows[one.label.rpartition(".")[0]].add(one.text.count("\t"))
            tables += len(rows)
            uneven += [(name, label) for label, widths in rows.items() if len(widths) > 1]

    assert (47, []) == (tables, uneven)


def test_parts_of_the_corpus(corpus: Path) -> None:
    """Thirteen files of several parts; every part has its letter, its meeting and how it was adopted."""
    several = [document.resolutions for _, _, document in english(corpus) if len(document.resolutions) > 1]
    parts = [part for texts in several for part in texts]

    assert (13, 31) == (len(several), len(parts))
    assert [] == [str(part.symbol) for part in parts if not (part.adoption.mode and part.masthead.meeting)]
    assert ["ABC"[: len(texts)] for texts in several] == [
        "".join(str(one.symbol)[-1] for one in texts) for texts in several
    ]


def test_each_annex_that_is_named_is_one() -> None:
    """By its heading, whatever stands between; an attachment that names itself is no second annex."""
    named = [bare(f"<subheading>Annex {number}</subheading>") for number in ("I", "II")]
    body = main(numbered("1.", "Ends."), named[0], numbered("1.", "One."), named[1], numbered("1.", "Two."))
    inside = main(named[0], numbered("1.", "One."), named[1], numbered("1.", "Two."))
    attached = f"{main(numbered('1.', 'Ends.'))}<attachments><attachment><doc>{inside}</doc></attachment></attachments>"

    expected = ["OP1", "Annex I H1", "Annex I 1", "Annex II H1", "Annex II 1"]
    assert [expected] * 2 == [labels(akn(one)) for one in (body, attached)]


def test_a_list_under_words_without_a_number_is_theirs() -> None:
    """Points that follow a colon count under the words before it, though those have no number."""
    body = main(
        numbered("1.", "Decides;"), bare("Also decides:"), numbered("(a)", "To build;"), numbered("(b)", "To keep.")
    )

    assert ["OP1", "OP1 +1", "OP1 +1 (a)", "OP1 +1 (b)"] == labels(akn(body))


def test_notes_in_another_order_are_said() -> None:
    """A mark that stands after a later one; marks that are no numbers have no order."""
    marks = ("2", "1", "*", "3", "2")
    notes = [f'<authorialNote marker="{mark}"><p>A note.</p></authorialNote>' for mark in marks]
    document = akn(main(*(numbered(f"{place}.", f"One;{note}") for place, note in enumerate(notes, start=1))))

    assert ["note 2 stands after note 3"] == [one.text for one in document.findings if one.code == "note-order"]


def test_letters_that_are_named_as_on_web_pages_are_letters() -> None:
    """XML knows five names; a file with others is not well-formed, but its words stay apart and whole."""
    document = akn(main(numbered("1.", "Decides&nbsp;to keep the r&eacute;gime <i>of</i>&#160;&unheard; bridges;")))

    assert ["Decides\u00a0to keep the régime of\u00a0&unheard; bridges;"] == [
        one.text for one in only(document).paragraphs
    ]
    assert "not-well-formed" in codes(document)
