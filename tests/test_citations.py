"""What a text cites: symbols in full and in short, with the date it gives, in six languages."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.citations import citations

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
        ("open 24/7, one in 1/3 of cases, 2030/2063", []),
        ("no citation at all", []),
    ],
)  # fmt: skip
def test_forms_of_symbols(text: str, expected: list[str]) -> None:
    """Full forms as they stand, short ones completed; figures that only look alike are none."""
    assert expected == [one.symbol for one in citations(text, "en")]


def test_where_a_citation_stands() -> None:
    """The words as printed are found at its offset; a date that is none is no date."""
    text = "Recalling its resolution 75/1 of 31 June 2020 and 76/1 of 1 Smarch 2021,"
    found = citations(text, "en")
    assert ["75/1", "76/1"] == [text[one.offset : one.offset + len(one.printed)] for one in found]
    assert [None, None] == [one.dated for one in found]
