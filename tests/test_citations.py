"""What a text cites: symbols in full and in short, with the date it gives, in six languages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tracker.citations import citations, renamed
from tracker.sources import read

ASSEMBLY = ("A/RES/70/11", date(2016, 5, 3))
COUNCIL = ("A/HRC/RES/31/4", date(2016, 7, 5))


SENTENCES = {
    "en": "Recalling its resolution 70/11 of 3 May 2016 and Human Rights Council resolution 31/4 of 5 July 2016,",
    "fr": "Rappelant sa résolution 70/11 du 3 mai 2016 et la résolution 31/4 du Conseil des droits de l’homme, en date "
    "du 5 juillet 2016,",
    "es": "Recordando su resolución 70/11, de 3 de mayo de 2016, y la resolución 31/4 del Consejo de Derechos Humanos, "
    "de 5 de julio de 2016,",
    "ru": "вспоминая резолюцию 70/11 от 3 мая 2016 года и "
    "резолюцию 31/4 Совета по правам человека от 5 июля 2016 года,",
    "ar": "قرارها 70/11 المؤرخ 3 أيار/مايو 2016 وقرار مجلس حقوق الإنسان 31/4 المؤرخ 5 تموز/يوليه 2016",
    "zh": "大会2016年5月3日第70/11号决议、人权理事会2016年7月5日第31/4号决议",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_the_assembly_and_the_council_are_told_apart(language: str) -> None:
    """By the body that is named next to the symbol; the date belongs to it."""
    assert [(one.symbol, one.dated) for one in citations(SENTENCES[language], language)] == [ASSEMBLY, COUNCIL]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Resolution 217 A (III).", ["A/RES/217 A (III)"]),
        ("See A/CONF.157/24 (Part I), chap. III.", ["A/CONF.157/24"]),
        ("(A/66/462/Add.2, para. 89)", ["A/66/462/Add.2"]),
        ("resolutions 75/101 A-B and ES-11/1", ["A/RES/75/101 A-B", "A/RES/ES-11/1"]),
        ("resolution 2000/22 of 18 August 2000", ["2000/22"]),
        ("Human Rights Council resolutions 44/18 and 47/9, its resolution 76/159",
         ["A/HRC/RES/44/18", "A/HRC/RES/47/9", "A/RES/76/159"]),
        ("Security Council resolutions 242 (1967), 1325\u00a0(2000)", ["S/RES/242(1967)", "S/RES/1325(2000)"]),
        ("resolutions 2625 (XXV) and 1503 (XLVIII)", ["A/RES/2625(XXV)", "E/RES/1503(XLVIII)"]),
        ("its decision 74/550 A and its resolution 74/1", ["A/DEC/74/550 A", "A/RES/74/1"]),
        ("Economic and Social Council resolutions 1996/31 and 2018/18", ["E/RES/1996/31", "E/RES/2018/18"]),
        ("Commission on Human Rights resolution 2000/22", ["E/CN.4/RES/2000/22"]),
        ("the Human Rights Council, in its resolution 6/30, and the Council, in Council decision 17/119",
         ["A/HRC/RES/6/30", "A/HRC/DEC/17/119"]),
        ("Recalling Commission on Narcotic Drugs resolution 61/2", ["61/2"]),
        ("its resolutions 75/101 A and B and 40/257 A to C",
         ["A/RES/75/101 A", "A/RES/75/101 B", "A/RES/40/257 A", "A/RES/40/257 B", "A/RES/40/257 C"]),
        ("General Assembly and Security Council resolutions 60/180 and 1645 (2005)",
         ["A/RES/60/180", "S/RES/1645(2005)"]),
        ("its resolution 1874 (S-IV), decisions 2/CP.23 and IX/16 C", ["A/RES/1874(S-IV)", "2/CP.23", "IX/16 C"]),
        ("chapter XI/3 of a resolution", []),
        ("the report (A/74/53 and Corr.1)", ["A/74/53", "A/74/53/Corr.1"]),
        ("resolution ES\u201110/19 of today", ["A/RES/ES-10/19"]),
        ("for 2022/23, a 50/50 share, HIV/AIDS/malaria, his/her, 70/100", []),
        ("open 24/7, one in 1/3 of cases, 2030/2063", []),
        ("no citation at all", []),
    ],
)  # fmt: skip
def test_forms_of_symbols(text: str, expected: list[str]) -> None:
    """Full forms as they stand, short ones completed; figures that only look alike are none."""
    assert expected == [one.symbol for one in citations(text, "en")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("القرار 217 ألف (د-3).", "ar"),
        ("第217 A(III)号决议。", "zh"),
        ("Резолюция 217 А (III).", "ru"),
        ("217 A (III)", "fr"),
    ],
)
def test_an_old_form_has_one_symbol_in_every_language(text: str, language: str) -> None:
    """Arabic spells the letter and counts the session, Russian types its own A, Chinese leaves a blank out."""
    assert ["A/RES/217 A (III)"] == [one.symbol for one in citations(text, language)]


def test_the_series_cites_the_same_in_every_language(corpus: Path) -> None:
    """Paragraph by paragraph; Chinese alone names A/CONF.157/24 in PP1 as well."""
    cited: dict[str, dict[str, set[tuple[str, str]]]] = {}
    for path in sorted((corpus / "series").rglob("*.xml")):
        (text,) = read(path.read_bytes(), path.name).resolutions
        cited.setdefault(str(text.symbol), {})[text.language] = {
            (paragraph.label, one.symbol)
            for paragraph in text.paragraphs
            for words in (paragraph.text, *(note.text for note in paragraph.notes))
            for one in citations(words, text.language)
        } - {("PP1", "A/CONF.157/24")}

    assert [6] * 5 == [len(languages) for languages in cited.values()]
    assert [1] * 5 == [len({frozenset(found) for found in languages.values()}) for languages in cited.values()]


def test_where_a_citation_stands() -> None:
    """The words as printed are found at its offset; a date that is none is no date."""
    text = "Recalling its resolution 75/1 of 31 June 2020 and 76/1 of 1 Smarch 2021,"
    found = citations(text, "en")
    assert ["75/1", "76/1"] == [text[one.offset : one.offset + len(one.printed)] for one in found]
    assert [None, None] == [one.dated for one in found]


def test_a_date_is_of_all_that_share_it() -> None:
    """Two symbols of one session joined by "and"; a date of another session's text is no other's."""
    text = "resolutions 55/235 and 55/236 of 23 May 2000, 60/1 and 61/2 of 3 May 2007 and 45/250 A to C of 5 May 1991"
    days = {one.symbol: one.dated for one in citations(text, "en")}

    assert [date(2000, 5, 23)] * 2 == [days["A/RES/55/235"], days["A/RES/55/236"]]
    assert [None, date(2007, 5, 3)] == [days["A/RES/60/1"], days["A/RES/61/2"]]
    assert date(2005, 12, 20) == citations("resolutions 60/180 and 1645 (2005) of 20 December 2005", "en")[0].dated
    assert {date(1991, 5, 5)} == {days[f"A/RES/45/250 {letter}"] for letter in "ABC"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("See A/CONF.157/24, chap. III.", "chap. III"),
        ("Supplement No. 53 (A/66/53), chap. II, sect. A.", "chap. II, sect. A"),
        ("Resolution 60/1, paras. 5 and 6 (a).", "paras. 5 and 6 (a)"),
        ("Resolution 60/1, annex II.", "annex II"),
        ("in paragraph 7 (b) of General Assembly resolution 60/1 of 3 May 2007", "paragraph 7 (b)"),
        ("Recalls sections II and VI of its resolution 60/1", "sections II and VI"),
        ("Reaffirms section III, paragraph 9, of its resolution 60/1", "section III, paragraph 9"),
        ("Recalling section I.B of its resolution 60/1", "section I.B"),
        ("See CAC/COSP/2019/17, sect. I.B.", "sect. I.B"),
        ("Its resolution 60/1 in 3 paragraphs", None),
    ],
)
def test_the_part_that_is_cited(text: str, place: str | None) -> None:
    """As printed, next to the symbol."""
    assert [place] == [one.place for one in citations(text, "en")]


@pytest.mark.parametrize(
    "note",
    [
        "Resolution 76/10, in section I of the Official Records, becomes resolution 76/10 A.",
        "La résolution 76/10 devient la résolution 76/10 A.",
        "第76/10号决议改为第76/10 A号决议。",
    ],
)
def test_a_text_that_has_got_another_name(note: str) -> None:
    """Part B tells what the first text is called from then on; a part cited by itself tells nothing."""
    assert (("A/RES/76/10", "A/RES/76/10 A"),) == renamed(note, "zh" if "号" in note else "en")
    assert () == renamed("See resolutions 76/10 A and 75/3.", "en")


def test_the_body_of_a_citation() -> None:
    """By the symbol, or as the text names it."""
    text = "resolution 60/1, Environment Assembly resolution 5/14, S/2015/716, E/CN.6/2019/3, A/HRC/44/1, ST/AI/2018/1"

    assert [
        "General Assembly", "Environment Assembly", "Security Council", "Economic and Social Council",
        "Human Rights Council", None,
    ] == [one.body for one in citations(text, "en")]  # fmt: skip
