"""Numbers that Word counts by itself, as it prints them (ISO/IEC 29500-1, 17.9). All texts are specimens."""

from __future__ import annotations

import pytest
from word_files import Xml, docx, lists, p

from tracker.sources import read
from tracker.sources.word_numbering import counted

LEGAL = [("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "(%3)")]


def numbers(*body: str, numbering: str, styles: str = "") -> list[tuple[str | None, str]]:
    """Number and label of each paragraph after the formula."""
    data = docx("Bridges", "The General Assembly,", *body, parts={"numbering": numbering, "styles": styles})
    paragraphs = read(data, "x.docx").resolutions[0].paragraphs[1:]
    return [(one.number, one.label) for one in paragraphs]


def at(level: int, text: str = "Decides;", use: int = 1) -> Xml:
    return p(text, number=(use, level))


def test_levels_count_by_themselves() -> None:
    """A level begins again after a paragraph of one above it, and goes on after one below it."""
    body = ("Recalling,", at(0), at(1), at(1), at(2), at(2), at(1), at(0), at(1))
    found = numbers(*body, numbering=lists(LEGAL))

    assert [None, "1.", "(a)", "(b)", "(i)", "(ii)", "(c)", "2.", "(a)"] == [number for number, _ in found]
    labels = ["PP1", "OP1", "OP1 (a)", "OP1 (b)", "OP1 (b)(i)", "OP1 (b)(ii)", "OP1 (c)", "OP2", "OP2 (a)"]
    assert labels == [label for _, label in found]


def test_a_number_may_hold_those_above_it() -> None:
    """As "2.1", in plain digits where the file asks for them."""
    levels = [("decimal", "%1."), ("decimal", "%1.%2")]
    assert ["1.", "2.", "2.1", "2.2"] == [n for n, _ in numbers(at(0), at(0), at(1), at(1), numbering=lists(levels))]
    legal = lists([("upperRoman", "%1."), ("decimal", "%1.%2")]).replace('w:val="%1.%2"/>', 'w:val="%1.%2"/><w:isLgl/>')
    assert ["1.1"] == [number for number, _ in numbers(at(1), numbering=legal)]


def test_two_uses_of_a_list_count_on_unless_one_begins_anew() -> None:
    """The second goes on where the first stopped; a third says that it starts at 5, once."""
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = (at(0), at(0, use=2), at(0, use=3), at(0, use=3), at(0, use=1))

    assert ["1.", "2.", "5.", "6.", "7."] == [number for number, _ in numbers(*body, numbering=lists(LEGAL, uses=more))]


def test_a_use_may_print_a_level_otherwise() -> None:
    """An override brings a level of its own."""
    level = '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl>'
    more = f'<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">{level}</w:lvlOverride></w:num>'

    assert ["1.", "c)"] == [n for n, _ in numbers("1. Decides:", at(0, use=2), numbering=lists(LEGAL, uses=more))]


def test_a_level_may_never_begin_again() -> None:
    """With lvlRestart 0 points are counted through all paragraphs."""
    through = lists(LEGAL).replace('<w:lvlText w:val="(%2)"/>', '<w:lvlRestart w:val="0"/><w:lvlText w:val="(%2)"/>')

    assert ["1.", "(a)", "2.", "(b)"] == [n for n, _ in numbers(at(0), at(1), at(0), at(1), numbering=through)]


def test_numbers_come_from_styles() -> None:
    """Of the paragraph's style or one it is based on, at the level that names the style; 0 takes them off."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="N"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Sub"><w:basedOn w:val="N"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Based"><w:basedOn w:val="N"/></w:style>'
    )
    numbering = lists(LEGAL).replace('<w:lvlText w:val="(%2)"/>', '<w:pStyle w:val="Sub"/><w:lvlText w:val="(%2)"/>')
    body = [p("Decides;", style=style) for style in ("N", "Sub", "Based")]
    off = p("And asks.", style="N", more='<w:numPr><w:numId w:val="0"/></w:numPr>')

    assert ["1.", "(a)", "2.", None] == [n for n, _ in numbers(*body, off, numbering=numbering, styles=styles)]


def test_a_list_may_be_that_of_a_style() -> None:
    """w:numStyleLink: the levels stand in the list that the numbering style names."""
    linked = '<w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="Bullets"/></w:abstractNum>'
    uses = '<w:num w:numId="5"><w:abstractNumId w:val="9"/></w:num>'
    given = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = f'<w:style w:type="numbering" w:styleId="Bullets">{given}</w:style>'

    assert ["1.", "2."] == [
        n for n, _ in numbers(at(0, use=5), at(0, use=5), numbering=lists(LEGAL, uses=linked + uses), styles=styles)
    ]


def test_a_bullet_is_printed_as_one() -> None:
    """Picture fonts keep it as a private letter."""
    found = numbers("1. Decides:", at(0, "to build", 1), numbering=lists([("bullet", "\uf0b7")]))

    assert [("1.", "OP1"), ("•", "OP1 +1")] == found


def test_sections_counted_in_capitals_are_headings() -> None:
    """As "II. Roads": the number belongs to the words, as it does where it is typed."""
    body = (at(0, "Bridges"), p("1. Decides;"), at(0, "Roads"), p("2. Ends."))
    data = docx("Bridges", "The General Assembly,", *body, parts={"numbering": lists([("upperRoman", "%1.")])})
    found = read(data, "x.docx").resolutions[0].paragraphs[1:]

    assert [("heading", "I. Bridges", ""), ("operative", "Decides;", "1.")] == [
        (one.kind, one.text, one.number or "") for one in found[:2]
    ]
    assert ("II. Roads", "II", "OP2") == (found[2].text, found[3].division, found[3].label)


@pytest.mark.parametrize(
    ("form", "value", "printed"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("lowerLetter", 27, "aa"),
        ("upperLetter", 2, "B"),
        ("lowerRoman", 19, "xix"),
        ("upperRoman", 4, "IV"),
        ("ordinal", 12, "12th"),
        ("ordinal", 22, "22nd"),
        ("russianLower", 10, "к"),
        ("arabicAbjad", 3, "ج"),
        ("arabicAlpha", 3, "ت"),
        ("chineseCounting", 21, "二十一"),
        ("chineseCountingThousand", 10, "十"),
        ("ideographDigital", 20, "二〇"),
        ("decimalEnclosedParen", 1, "⑴"),
        ("decimalFullWidth", 10, "１０"),
        ("chineseCounting", 100, "100"),
        ("lowerLetter", 0, "0"),
        ("none", 5, ""),
        ("unheard-of", 5, "5"),
    ],
)
def test_forms_of_numbers(form: str, value: int, printed: str) -> None:
    """As Word prints them; what is not known, or has no such form, is counted in plain digits."""
    assert printed == counted(form, value)
