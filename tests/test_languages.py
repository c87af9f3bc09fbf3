"""The facts of six languages, held against the texts they come from."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tracker.languages import BLANK, LANGUAGES, OFFICIAL, closing_language, find_date, formula_language
from tracker.ordinals import HIGHEST, forms, ordinal, pattern

each_language = pytest.mark.parametrize("language", LANGUAGES)

SEVENTY_SIX = [
    ("seventy-sixth", "en"),
    ("Seventy\u2011sixth", "en"),
    ("seventy sixth", "en"),
    ("soixante-seizième", "fr"),
    ("Soixante\u2011seizième", "fr"),
    ("septuagésimo sexto", "es"),
    ("septuagésima sexta", "es"),
    ("семьдесят шестая", "ru"),
    ("семьдесят шестой", "ru"),
    ("السادسة والسبعون", "ar"),
    ("السادسة والسبعين", "ar"),
    ("第七十六届", "zh"),
    ("sechsundsiebzigsten", "de"),
]


@pytest.mark.parametrize(("text", "language"), SEVENTY_SIX)
def test_an_ordinal_is_read_in_every_form_a_text_prints(text: str, language: str) -> None:
    """Hyphen, non-breaking hyphen or blank, gender and case make no difference."""
    assert ordinal(text, language) == 76


@each_language
def test_every_ordinal_that_is_written_is_read(language: str) -> None:
    """Reading undoes writing, for all forms of 1 to 120, and no two numbers share a form."""
    written = [(number, form) for number in range(1, HIGHEST + 1) for form in forms(number, language)]

    assert [number for number, _ in written] == [ordinal(form, language) for _, form in written]


@each_language
def test_the_pattern_of_ordinals_matches_each_as_one_unit(language: str) -> None:
    """What finds ordinals in a text finds every form, whole."""
    whole = re.compile(pattern(language), re.IGNORECASE)
    all_forms = [form for number in range(1, HIGHEST + 1) for form in forms(number, language)]

    assert [] == [form for form in all_forms if not whole.fullmatch(form)]


@pytest.mark.parametrize(
    ("number", "language", "usual"),
    [
        (80, "en", "eightieth"),
        (71, "fr", "soixante et onzième"),
        (80, "fr", "quatre-vingtième"),
        (81, "fr", "quatre-vingt-unième"),
        (91, "fr", "quatre-vingt-onzième"),
        (79, "es", "septuagésimo noveno"),
        (80, "ru", "восьмидесятая"),
        (81, "ar", "الحادية والثمانون"),
        (100, "zh", "第一百届"),
        (101, "en", "one hundred and first"),
        (117, "zh", "第一百一十七届"),
    ],
)
def test_the_usual_form_comes_first(number: int, language: str, usual: str) -> None:
    """The form a masthead prints is the first."""
    assert forms(number, language)[0] == usual


@pytest.mark.parametrize("text", ["", "session", "seventy-sixtieth", "76", "first-class", "第届"])
def test_what_is_no_ordinal_is_none(text: str) -> None:
    """Nothing is guessed."""
    assert {ordinal(text, language) for language in LANGUAGES} == {None}


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("16 December 2021", "en", date(2021, 12, 16)),
        ("1er août 2019", "fr", date(2019, 8, 1)),
        ("16\u00a0décembre 2021", "fr", date(2021, 12, 16)),
        ("16 de diciembre de 2021", "es", date(2021, 12, 16)),
        ("16 декабря 2021 года", "ru", date(2021, 12, 16)),
        ("16 كانون الأول/ديسمبر 2021", "ar", date(2021, 12, 16)),
        ("١٢ كانون الثاني/يناير ٢٠٢٢", "ar", date(2022, 1, 12)),
        ("2021年12月16日", "zh", date(2021, 12, 16)),
        ("16. Dezember 2021", "de", date(2021, 12, 16)),
    ],
)
def test_a_date_is_one_unit_and_means_a_day(text: str, language: str, day: date) -> None:
    """The pattern matches the whole date, and find_date reads it."""
    assert re.fullmatch(LANGUAGES[language].date, text, re.IGNORECASE)
    assert find_date(f"({text})", language) == day


@each_language
def test_the_twelve_months_are_told_apart(language: str) -> None:
    """Every month is read as itself, also the Arabic ones, which share words with each other."""
    names = [re.sub(r"\(\?:|\)$", "", month).split("|")[0].replace("?", "") for month in LANGUAGES[language].months]
    shape = {"es": "3 de {} de 2020", "zh": "2020年{}3日", "de": "3. {} 2020"}.get(language, "3 {} 2020")
    names = [name.replace(BLANK, " ") for name in names]

    assert list(range(1, 13)) == [getattr(find_date(shape.format(name), language), "month", name) for name in names]


def test_mastheads_keep_their_dates_in_english() -> None:
    """Russian, Arabic and Chinese mastheads print the date of issuance in English (UN.md B.1)."""
    assert {find_date("22 December 2025", language) for language in OFFICIAL} == {date(2025, 12, 22)}


@pytest.mark.parametrize("text", ["", "31 February 2020", "December 2020", "2020", "12 people in 2020"])
def test_what_is_no_date_is_none(text: str) -> None:
    """An impossible day is no date."""
    assert find_date(text, "en") is None


def test_formula_and_closing_lines_say_the_language() -> None:
    """Each formula, with either apostrophe and its comma, and each first closing line, is of one language only."""
    formulas = {"The General Assembly,": "en", "L'Assemblée générale,": "fr", "L’Assemblée générale,": "fr",
                "La Asamblea General,": "es", "Генеральная Ассамблея,": "ru", "إن الجمعية العامة،": "ar",
                "大会，": "zh", "Die Generalversammlung,": "de", "The General Assembly": "en"}  # fmt: skip
    closing = {"89th plenary meeting": "en", "52nd (resumed) plenary meeting": "en", "69e séance plénière": "fr",
               "69a sesión plenaria": "es", "69\u2011е пленарное заседание": "ru", "50-e пленарное заседание": "ru",
               "الجلسة العامة 69": "ar", "第69次全体会议": "zh", "38th meeting": "en"}  # fmt: skip

    assert formulas == {line: formula_language(line) for line in formulas}
    assert closing == {line: closing_language(line) for line in closing}


@pytest.mark.parametrize(
    "line", ["The General Assembly decides,", "General Assembly", "at its 89th plenary meeting,", ""]
)
def test_a_line_that_only_mentions_them_says_nothing(line: str) -> None:
    """Formula and closing line are whole lines."""
    assert (None, None) == (formula_language(line), closing_language(line))
