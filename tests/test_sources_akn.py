"""Reading AKN4UN XML: the series in six languages (corpus), and small files written here for one rule each."""

from __future__ import annotations

import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import hostile
import pytest

from tracker.languages import BY_LETTER, LANGUAGES
from tracker.model import Document, Footnote, Resolution
from tracker.sources import read
from tracker.sources.sponsors import read_sponsors

NS = 'xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0" xmlns:akn4un="http://un.org/akn4un"'
# UN.md C.8: preambular, operative, notes; and the words by the project's count in English.
SERIES = {
    "A/RES/74/153": (15, 17, 5, 1272, date(2019, 12, 18)),
    "A/RES/75/180": (15, 17, 5, 1272, date(2020, 12, 16)),
    "A/RES/76/159": (15, 17, 6, 1286, date(2021, 12, 16)),
    "A/RES/77/213": (16, 17, 6, 1317, date(2022, 12, 15)),
    "A/RES/78/199": (16, 17, 7, 1345, date(2023, 12, 19)),
}


def series(corpus: Path) -> list[Document]:
    return [read(path.read_bytes(), path.name) for path in sorted((corpus / "series").rglob("*.xml"))]


def akn(body: str, *, meta: str = "", cover: str = "", preface: str = "") -> Document:
    """A small file with these parts."""
    cover = cover or '<p><docNumber refersTo="#symbol">A/RES/76/10</docNumber></p>'
    preface = preface or '<p><docNumber>76/10.</docNumber><docTitle refersTo="#resolutionTitle">Bridges</docTitle></p>'
    return read(
        f'<akomaNtoso {NS}><statement name="resolution"><meta>{meta}</meta><coverPage>{cover}</coverPage>'
        f"<preface>{preface}</preface>{body}</statement></akomaNtoso>".encode(),
        "x.xml",
    )


def only(document: Document) -> Resolution:
    (resolution,) = document.resolutions
    return resolution


def main(*paragraphs: str) -> str:
    return f"<mainBody>{''.join(paragraphs)}</mainBody>"


def numbered(number: str, text: str) -> str:
    return f"<paragraph><num>{number}</num><content><p>{text}</p></content></paragraph>"


def bare(text: str) -> str:
    return f"<paragraph><content><p>{text}</p></content></paragraph>"


# ---------------------------------------------------------------------------------------------------- the series


def test_the_series_has_its_paragraphs_and_notes_in_every_language(corpus: Path) -> None:
    """Five versions, six languages: the same counts, also where Arabic has no <num>; symbol, session, date."""
    documents = series(corpus)
    counts = {}
    for document in documents:
        text = only(document)
        kinds = Counter(p.kind for p in text.paragraphs)
        found = (kinds["preambular"], kinds["operative"], sum(len(p.notes) for p in text.paragraphs), text.adopted)
        counts[str(text.symbol), text.language] = (found, text.session, kinds["formula"], len(text.paragraphs))
    expected = {
        (symbol, code): ((pp, op, notes, day), int(symbol[6:8]), 1, pp + op + 1)
        for symbol, (pp, op, notes, _, day) in SERIES.items()
        for code in BY_LETTER.values()
        if code != "de"
    }

    assert expected == counts
    assert [((), ())] * 30 == [(document.unplaced, document.findings) for document in documents]


def test_labels_are_the_same_in_every_language(corpus: Path) -> None:
    """And paths: nothing of a label depends on how a language writes numbers."""
    by_symbol: dict[str, set[tuple[tuple[str, tuple[str, ...]], ...]]] = {}
    for document in series(corpus):
        text = only(document)
        by_symbol.setdefault(str(text.symbol), set()).add(tuple((p.label, p.path) for p in text.paragraphs))

    assert [1] * 5 == [len(each) for each in by_symbol.values()]


def test_the_english_series_has_its_words(corpus: Path) -> None:
    """By the project's count: paragraphs without the formula, numbers and notes."""
    words = {
        str(only(document).symbol): sum(len(p.text.split()) for p in only(document).paragraphs if p.kind != "formula")
        for document in series(corpus)
        if only(document).language == "en"
    }

    assert {symbol: facts[3] for symbol, facts in SERIES.items()} == words


def test_the_series_has_its_facts(corpus: Path) -> None:
    """78/199: masthead, agenda, report with paragraph, draft, meeting, sponsors, adoption, subjects."""
    path = corpus / "series/78session/English/A_RES_78_199-2326037E.xml"
    text = only(read(path.read_bytes(), path.name))
    masthead = text.masthead

    assert ("General Assembly", date(2023, 12, 22), "71 (b)", "Third Committee") == (
        masthead.organ, masthead.issued, masthead.agenda_item, masthead.committee,
    )  # fmt: skip
    assert ("A/78/481/Add.2, para. 139", "A/C.3/78/L.37", "50th plenary meeting", "23-26037 (E)") == (
        masthead.report, masthead.draft, masthead.meeting, masthead.job_number,
    )  # fmt: skip
    assert ["Belarus", "China", "Cuba", "Democratic People’s Republic of Korea", "Russian Federation",
            "Syrian Arab Republic", "El Salvador"] == [sponsor.name for sponsor in text.sponsors]  # fmt: skip
    assert [2] == [index for index, sponsor in enumerate(text.sponsors) if sponsor.behalf]
    assert ["draft"] * 6 + ["additional"] == [sponsor.stage for sponsor in text.sponsors]
    assert ("without a vote", "HUMAN RIGHTS" in {one.term for one in text.subjects}) == (text.adoption.text, True)
    assert ("A/78/PV.50", date(2023, 12, 4)) == (masthead.record, masthead.report_date)


def test_every_lead_phrase_of_the_series_is_known(corpus: Path) -> None:
    """In all languages: all paragraphs have one, but Chinese PP16 of 78/199, whose verb does not come first."""
    without = [
        (str(only(document).symbol), only(document).language, p.label)
        for document in series(corpus)
        for p in only(document).paragraphs
        if p.kind != "formula" and not p.lead
    ]

    assert [("A/RES/78/199", "zh", "PP16")] == without


def test_lead_phrases_end_without_blank_or_comma(corpus: Path) -> None:
    """3,600 spans of the corpus hold the blank or the comma that follows (UN.md C.6)."""
    leads = [p.text[: p.lead] for document in series(corpus) for p in only(document).paragraphs if p.lead]

    assert [] == [lead for lead in leads if lead != lead.strip(" ,،，\u00a0\t")]


def test_the_corpus_has_no_label_twice(corpus: Path) -> None:
    """Every tenth English file of five sessions: labels are unique, each text has a title and a symbol."""
    bad = []
    for archive in sorted(corpus.glob("*session-English.zip")):
        with zipfile.ZipFile(archive) as files:
            for name in sorted(n for n in files.namelist() if n.endswith(".xml"))[::10]:
                for text in read(files.read(name), name).resolutions:
                    labels = Counter(p.label for p in text.paragraphs)
                    if max(labels.values()) > 1 or not text.title or text.symbol is None or text.adopted is None:
                        bad.append((name, text.symbol, labels.most_common(1)))

    assert [] == bad


# --------------------------------------------------------------------------------------------- one rule each


def test_points_and_lists_inside_lists() -> None:
    """A sublist stands beside the points in the file and belongs under the one before it (UN.md C.4)."""
    point = "<point><num>{}</num><content><p>{}</p></content></point>".format
    body = (
        f"<paragraph><num>4.</num><list><intro><p>Decides:</p></intro>{point('(h)', 'One')}"
        f"<sublist>{point('(i)', 'Two')}{point('(ii)', 'Three')}</sublist>{point('(i)', 'Four')}</list></paragraph>"
    )
    found = only(akn(main(body))).paragraphs

    assert ["OP4", "OP4 (h)", "OP4 (h)(i)", "OP4 (h)(ii)", "OP4 (i)"] == [p.label for p in found]


def test_a_number_in_the_text_is_taken_out() -> None:
    """75/68 OP3 has it glued in, Arabic files have no <num>, sessions 74 and 75 have points as bare paragraphs."""
    found = only(akn(main(bare("\t3\tCalls upon"), bare("\t١٢ -\tتقرر"), bare("\t(a)\tOne;")))).paragraphs

    assert [("3", "Calls upon"), ("١٢ -", "تقرر"), ("(a)", "One;")] == [(p.number, p.text) for p in found]
    assert ["OP3", "OP12", "OP12 (a)"] == [p.label for p in found]


def test_notes_stand_where_their_marks_stood() -> None:
    """Blanks around a note, its own tabs, and the parentheses set around it in Arabic are no text."""
    note = '<sup>(</sup><authorialNote marker="7"><p>\t()\tA  note.</p></authorialNote><sup>)</sup>'
    (found,) = only(akn(main(numbered("1.", f"\n  Since 1993{note} we\n go on.")))).paragraphs

    assert "Since 1993 we go on." == found.text
    assert [("7", "A note.", 10)] == [(n.mark, n.text, n.offset) for n in found.notes]


def test_a_lead_phrase_in_two_spans_is_one() -> None:
    """And a span further on is none."""
    span = '<span class="italic">{}</span>'.format
    found = only(akn(main(numbered("1.", f"\t{span('Also ')}{span('decides,')} to {span('inter alia')} end."),
                          numbered("2.", f"In {span('Official Records')}.")))).paragraphs  # fmt: skip

    assert ["Also decides", ""] == [p.text[: p.lead] for p in found]


def test_headings_tables_and_annexes() -> None:
    """Subheadings are headings, table rows join their cells, an attachment is an annex."""
    row = "<tr><td><p>{}</p></td><td><p>{}</p></td></tr>".format
    table = f'<container name="table"><table>{row("a", "b")}{row("c", "d")}</table></container>'
    rules = main(bare("<subheading>Rules</subheading>"), numbered("1.", "One."))
    annex = f'<attachments><attachment><doc name="annex">{rules}</doc></attachment></attachments>'
    found = only(akn(main(numbered("1.", "Ends:"), table, bare("<subheading>More</subheading>")) + annex)).paragraphs

    assert ["OP1", "T1.1", "T1.2", "H1", "Annex H1", "Annex 1"] == [p.label for p in found]
    assert "c\td" == found[2].text


def test_sections_have_preambles_of_their_own() -> None:
    """A crossHeading that refers to the preamble is preambular; the roman number names the section."""
    cross = '<crossHeading refersTo="#preamble">Recalling,</crossHeading>'
    section = f"<section><num>{{}}</num><subheading>On it</subheading>{cross}</section>".format
    found = only(akn(main(section("I"), numbered("1.", "One."), section("II"), numbered("1.", "Two.")))).paragraphs
    half = ["H1", "H2", "PP1", "OP1"]

    assert [f"{part} {label}" for part in ("I", "II") for label in half] == [p.label for p in found]


def test_parts_are_resolutions_of_their_own() -> None:
    """A, B of a collection share the cover; each has its own symbol, and the title of the whole if it has none."""
    part = (
        f"<component><statement><preface><p><docNumber>{{}}</docNumber><docTitle>{{}}</docTitle></p></preface>"
        f"{main(numbered('1.', 'Ends.'))}</statement></component>"
    ).format
    data = (
        f'<akomaNtoso {NS}><documentCollection><coverPage><p><docNumber refersTo="#symbol">A/RES/76/10 A-B</docNumber>'
        f"</p></coverPage><preface><p><docNumber>76/10.</docNumber><docTitle>Bridges</docTitle></p></preface>"
        f"</documentCollection><components>{part('A', '')}{part('B', 'Long ones')}</components></akomaNtoso>"
    )
    found = read(data.encode(), "x.xml").resolutions

    assert [("A/RES/76/10 A", "Bridges"), ("A/RES/76/10 B", "Long ones")] == [(str(r.symbol), r.title) for r in found]


def test_a_recorded_vote_with_a_count_left_out() -> None:
    """Zero abstentions are not in the file; countries are kept as printed."""
    country = "<akn4un:voters><organization>{}</organization></akn4un:voters>".format
    voting = (
        f'<voting outcome="adoptedRecordedVote"><count refersTo="inFavour" value="1">{country("FIJI")}</count>'
        f'<count refersTo="against" value="2">{country("CHAD")}</count></voting>'
    )
    document = akn(main(numbered("1.", "Ends.")), meta=voting)
    adoption = only(document).adoption

    assert ("1-2-0", [("FIJI", "in favour"), ("CHAD", "against")]) == (
        adoption.text, [(vote.country, vote.choice) for vote in adoption.votes],
    )  # fmt: skip
    assert ["vote-differs"] == [finding.code for finding in document.findings if finding.code.startswith("vote")]


def test_the_closing_lines_date_the_text_and_a_disagreement_is_said() -> None:
    """0001-01-01 is no date; the workflow's date does not win over the printed one."""
    closing = (
        "<conclusions><p>30th meeting<eol/><docDate date='2020-12-16'>16 December 2020</docDate></p></conclusions>"
    )
    step = '<step outcome="adopted" date="{}"/>'.format
    agreed = akn(main(numbered("1.", "Ends.")) + closing, meta=step("0001-01-01"))
    differs = akn(main(numbered("1.", "Ends.")) + closing, meta=step("2020-12-21"))

    assert [date(2020, 12, 16)] * 2 == [only(agreed).adopted, only(differs).adopted]
    assert [False, True] == ["date-differs" in {f.code for f in document.findings} for document in (agreed, differs)]
    assert ("30th meeting", "16 December 2020") == only(agreed).closing


def test_cover_preface_and_address_are_compared() -> None:
    """Two against one win, and it is said (UN.md C.6, 2)."""
    uri = '<identification><FRBRWork><FRBRuri value="/akn/un/x/unga/2020-12-16/75-269/"/></FRBRWork></identification>'
    document = akn(
        main(numbered("1.", "Ends.")),
        meta=uri,
        cover='<p><docNumber refersTo="#symbol">A/RES/75/268</docNumber></p>',
        preface="<p><docNumber>75/269.</docNumber><docTitle>Bridges</docTitle></p>",
    )

    assert "A/RES/75/269" == str(only(document).symbol)
    assert [("symbol-differs", "contradiction")] == [
        (f.code, f.severity) for f in document.findings if f.code.startswith("symbol")
    ]


def test_text_between_elements_is_kept() -> None:
    """It has no place in the format: it is in `unplaced`."""
    assert ("stray",) == akn(main("stray", numbered("1.", "Ends."))).unplaced


def test_a_specimen_in_xml_is_one(fixtures: Path) -> None:
    """With a vote, sponsors on behalf of others, and the same labels in French."""
    english, french = (
        only(read((fixtures / name).read_bytes(), name)) for name in ("SPECIMEN_2.xml", "SPECIMEN_2_F.xml")
    )

    assert ("specimen", 68, "14-2-3") == (english.status, english.session, english.adoption.text)
    assert ["State A", "State B", "State C", "State D"] == [sponsor.name for sponsor in english.sponsors]
    assert "the Informal Group of Friends of Cooperation" == english.sponsors[1].behalf
    assert [p.label for p in english.paragraphs] == [p.label for p in french.paragraphs]
    assert {"en", "fr"} == {english.language, french.language} < set(LANGUAGES)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Cuba", ["Cuba"]),
        ("Spain and Viet Nam", ["Spain", "Viet Nam"]),
        ("China, El  Salvador, Palau and the Russian Federation",
         ["China", "El Salvador", "Palau", "Russian Federation"]),
        ("Bosnia and Herzegovina", ["Bosnia and Herzegovina"]),
        ("Chile, Bosnia and Herzegovina and Trinidad and Tobago",
         ["Chile", "Bosnia and Herzegovina", "Trinidad and Tobago"]),
        ("Bolivia (Plurinational State of) and Venezuela (Bolivarian Republic of)",
         ["Bolivia (Plurinational State of)", "Venezuela (Bolivarian Republic of)"]),
        ("Cuba (on behalf of A, B and C), Fiji and Chad", ["Cuba", "Fiji", "Chad"]),
        ("Cuba, on behalf of the Group of 77 and China", ["Cuba"]),
        ("Democratic People’s Republic of Korea, Syrian Arab Republic",
         ["Democratic People’s Republic of Korea", "Syrian Arab Republic"]),
        ("", []),
    ],
)  # fmt: skip
def test_sponsors_are_split_with_care(text: str, names: list[str]) -> None:
    """Parentheses protect; countries whose names hold "and" are whole; "on behalf of" stays with its sponsor."""
    assert names == [sponsor.name for sponsor in read_sponsors(text)]


def test_on_behalf_of_is_kept_as_printed() -> None:
    """In parentheses or after a comma."""
    said = ("Cuba (on behalf of the Group of 77 and China), Fiji", "Cuba, on behalf of the Group of 77 and China")

    assert ["the Group of 77 and China"] * 2 == [read_sponsors(text)[0].behalf for text in said]


def test_a_heading_without_words_is_none() -> None:
    """Empty elements print nothing, in the text, in the preface and in a table."""
    document = akn(
        main(
            "<heading> </heading>",
            "<crossHeading></crossHeading>",
            "<p><subheading> </subheading></p>",
            "<p></p>",
            "<table><tr><td> </td></tr></table>",
            "<paragraph><num>1.</num><content><p>Decides;</p></content></paragraph>",
        ),
        preface="<p><docNumber></docNumber><docNumber>76/10.</docNumber>"
        "<docTitle> </docTitle><docTitle>Bridges</docTitle></p>",
    )
    found = only(document)
    assert (["Decides;"], "Bridges") == ([one.text for one in found.paragraphs], found.title)


def test_numbers_that_no_text_follows_are_headings() -> None:
    """The roman number of a section stands in an element for numbers, with nothing beside it: it heads what follows."""
    document = akn(
        main(
            "<paragraph><num>I</num><num>1.</num><content><p>Decides;</p></content></paragraph>",
            "<paragraph><num>II</num></paragraph>",
            "<paragraph><num>2.</num><content><p>Requests;</p></content></paragraph>",
        )
    )
    assert [("heading", None, "I"), ("operative", "1.", "Decides;"), ("heading", None, "II"),
            ("operative", "2.", "Requests;")] == [
        (one.kind, one.number, one.text) for one in only(document).paragraphs
    ]  # fmt: skip


def test_the_dash_of_an_arabic_title_goes_with_its_number() -> None:
    """Arabic prints "76/10 - Bridges", and the files keep the dash with the title: a title begins with its words."""
    titled = "<docTitle>- Bridges<authorialNote marker='1'><p>Was 76/9.</p></authorialNote></docTitle>"
    found = only(akn(main("<p>Decides;</p>"), preface=f"<p><docNumber>76/10</docNumber>{titled}</p>"))
    assert ("Bridges", (Footnote("1", "Was 76/9.", 7),)) == (found.title, found.title_notes)
    assert "76/10 -" in found.masthead.lines


def test_a_title_in_two_elements_is_the_last_one() -> None:
    """What stands before it is printed above it, and is kept as a line of the head."""
    titles = "<docTitle>Report of the Bridge Committee</docTitle><docTitle>Bridges</docTitle>"
    found = only(akn(main("<p>Decides;</p>"), preface=f"<p><docNumber>76/10.</docNumber>{titles}</p>"))
    assert "Bridges" == found.title
    assert "Report of the Bridge Committee" in found.masthead.lines


def test_comments_of_a_file_are_not_read() -> None:
    """They are the program's that wrote it; the words around them are the text's."""
    document = akn(main("<!-- a --><p>Decides <!-- b -->to build;</p>"))
    assert ["Decides to build;"] == [one.text for one in only(document).paragraphs]


def test_a_session_that_the_cover_does_not_say_is_that_of_the_symbol() -> None:
    """Covers say it in words; a file without them still has its symbol."""
    cover = '<p><docNumber refersTo="#symbol">A/RES/76/10</docNumber></p>'
    assert 76 == only(akn(main("<p>Decides;</p>"), cover=cover)).session


def test_a_cover_that_says_another_session_is_said() -> None:
    """The symbol is right; what the cover's words and attribute say is told."""
    cover = (
        '<p><docNumber refersTo="#symbol">A/RES/76/10</docNumber></p>'
        '<p><session value="75">Seventy-fifth session</session></p>'
    )
    document = akn(main("<p>Decides;</p>"), cover=cover)
    assert 76 == only(document).session
    assert ["session-differs"] == [one.code for one in document.findings if one.code.startswith("session")]


def test_a_name_without_its_namespace_is_no_trouble() -> None:
    """Broken XML is read as far as it goes: an element may then be called "w:note", which lxml gives and refuses."""
    body = "<paragraph><num>1.</num><content><p>Decides.</p></content></paragraph><w:note>x</w:note>"
    data = hostile.akn(body).encode()

    assert "Decides." in [one.text for one in read(data, "x.xml").resolutions[0].paragraphs]
