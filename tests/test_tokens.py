"""Words of six languages: without loss, with what is one unit kept whole; and the forms used for comparing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import LANGUAGE_CODES, any_text, few, wordy

from tracker.tokens import blank_folded, count_words, glued, normalise, plain, tokens


def words(text: str, language: str = "en") -> list[str]:
    return [word for word in tokens(text, language) if not word.isspace()]


@pytest.mark.parametrize("language", LANGUAGE_CODES)
@few
@given(text=st.one_of(any_text(), wordy()))
def test_nothing_is_lost(language: str, text: str) -> None:
    """Joined, the words give the text back, whatever it holds, and no word is empty."""
    cut = tokens(text, language)

    assert text == "".join(cut)
    assert all(cut)


@pytest.mark.parametrize(
    ("language", "date"),
    [
        ("en", "16 December 2021"),
        ("en", "16\u00a0December\u00a02021"),
        ("en", "31 August"),
        ("en", "March 2012"),
        ("en", "22-23 September 2024"),
        ("fr", "16 décembre 2021"),
        ("fr", "1er janvier 2020"),
        ("es", "16 de diciembre de 2021"),
        ("es", "1 de enero de 2020"),
        ("es", "31 de agosto"),
        ("es", "septiembre de 2015"),
        ("ru", "16 декабря 2021 года"),
        ("ar", "16 كانون الأول/ديسمبر 2021"),
        ("zh", "2021年12月16日"),
        ("zh", "9月8日"),
        ("zh", "24日"),
        ("zh", "2023年"),
    ],
)
def test_a_date_is_one_word(language: str, date: str) -> None:
    """Whole or without its day or year, in six languages, with blanks of any kind."""
    assert [date, ","] == words(f"{date},", language)


@pytest.mark.parametrize(
    "symbol",
    [
        "74/153",
        "A/66/462/Add.2",
        "217 A (III)",
        "217\u00a0A\u00a0(III)",
        "3379 (XXX)",
        "2334 (2016)",
        "75/101 A",
        "75/101 A-B",
        "ES-11/1",
        "S-10/2",
        "A/RES/217(III)",
        "A/RES/ES-11/1",
        "A/HRC/RES/44/18",
        "A/C.3/66/L.32/Rev.1",
        "A/CONF.157/24",
        "E/CN.4/2001/2-E/CN.4/Sub.2/2000/46",
        "A/HRC/RES/59/3",
        "S/PRST/2015/22",
        "FCCC/CP/2015/10/Add.1",
        "ISBA/26/C/12",
        "C-SS-4/DEC.3",
        "GC(65)/RES/11",
        "CCW/CONF.V/2",
        "1/CP.21",
    ],
)
def test_a_symbol_is_one_word(symbol: str) -> None:
    """As it is cited, with its letters and additions; the full stop or comma after it is not part of it."""
    assert ["See", symbol, "."] == words(f"See {symbol}.")
    assert [symbol, ",", "chap", ".", "II"] == words(f"{symbol}, chap. II")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "La résolution 74/153 a été", ["La", "résolution", "74/153", "a", "été"]),
        ("es", "resoluciones 74/153 y 75/180", ["resoluciones", "74/153", "y", "75/180"]),
        ("es", "de la 74/153 a la 75/180", ["de", "la", "74/153", "a", "la", "75/180"]),
        ("en", "paragraph 12 (c) of", ["paragraph", "12", "(", "c", ")", "of"]),
        ("en", "he and/or she", ["he", "and", "/", "or", "she"]),
    ],
)
def test_a_small_letter_after_a_number_is_a_word(language: str, text: str, expected: list[str]) -> None:
    """Only capitals belong to a symbol: "74/153 a" in French is a symbol and a verb, "12 (c)" a sub-paragraph."""
    assert expected == words(text, language)


@pytest.mark.parametrize(
    ("language", "ordinal", "session"),
    [
        ("en", "sixty-seventh", "session"),
        ("en", "sixty\u2011seventh", "session"),
        ("en", "one hundred and first", "session"),
        ("fr", "soixante-dix-septième", "session"),
        ("fr", "vingt et unième", "session"),
        ("es", "septuagésimo séptimo", "período"),
        ("ru", "семьдесят седьмой", "сессии"),
        ("ar", "السابعة والسبعين", "سنة"),
        ("zh", "第七十七届", "会"),
    ],
)
def test_an_ordinal_is_one_word(language: str, ordinal: str, session: str) -> None:
    """The number of a session in words, in six languages."""
    gap = "" if language == "zh" else " "
    assert [ordinal, session] == words(f"{ordinal}{gap}{session}", language)


@pytest.mark.parametrize(
    ("language", "quantity"),
    [
        *(
            ("en", text)
            for text in ("10 per cent", "1.5 million", "$3.5 billion", "20%", "5 °C", "0,7\u00a0%", "US$ 40")
        ),
        *(("en", text) for text in ("81 945 300", "1,345,700", "20th", "1990s", "2 percentage points")),
        *(("fr", text) for text in ("10 pour cent", "1,5 milliard", "81\u00a0945\u00a0300", "1er", "20 millions")),
        *(("es", text) for text in ("10 por ciento", "100 millones", "2 mil millones", "10º", "3,5 millones")),
        *(("ru", text) for text in ("10 процентов", "100 млрд", "1,5 миллиона", "1990\u2011х", "20 %")),
        *(("ar", text) for text in ("10 في المائة", "5 ملايين", "100 بليون")),
        *(("zh", text) for text in ("百分之十", "百分之20", "100亿", "三十", "二十五", "20%")),
    ],
)
def test_a_number_and_its_unit_are_one_word(language: str, quantity: str) -> None:
    """Per cent, millions, degrees, money, thousands printed apart, Chinese numerals: half of one says nothing."""
    assert [":", quantity, ";"] == words(f":{quantity};", language)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HIV/AIDS and", ["HIV", "/", "AIDS", "and"]),
        ("in 2019 100 000 people", ["in", "2019", "100 000", "people"]),
        ("COVID-19 million", ["COVID-19", "million"]),
        ("1990,25 per cent", ["1990,25 per cent"]),
        ("secondary schools", ["secondary", "schools"]),
        ("the Mayor may march on", ["the", "Mayor", "may", "march", "on"]),
        ("paragraphs 5, 7 and 9", ["paragraphs", "5", ",", "7", "and", "9"]),
    ],
)
def test_what_only_looks_like_an_atom(text: str, expected: list[str]) -> None:
    """A symbol has a number; no atom begins inside a word or number; a longer word is no ordinal or month."""
    assert expected == words(text)


@pytest.mark.parametrize(
    "word",
    ["non\u2011governmental", "non-selectivity", "State\u2019s", "don't", "l\u2019Assemblée", "co\u00adoperation"],
)
def test_a_word_keeps_its_hyphens_and_apostrophes(word: str) -> None:
    """U+2011, a plain hyphen, either apostrophe and a soft hyphen stand inside a word."""
    assert ["the", word, ","] == words(f"the {word},")


def test_a_hyphen_that_waits_for_the_next_word_belongs_to_its_own() -> None:
    """In "knowledge- and skill-sharing" the first hyphen ends a word; a dash between blanks is a mark."""
    assert ["knowledge-", "and", "skill-sharing", "-", "now"] == words("knowledge- and skill-sharing - now")


def test_han_letters_are_words_of_their_own() -> None:
    """Chinese is written without blanks: each letter is a word, whole dates, symbols and ordinals apart."""
    assert ["大", "会", "第", "74/153", "号", "决", "议", "，"] == words("大会第74/153号决议，", "zh")
    assert ["A", "和", "B"] == words("A和B", "zh")


@pytest.mark.parametrize("language", LANGUAGE_CODES)
@few
@given(before=wordy(), text=any_text(), after=wordy())
def test_glued_words_are_the_same_words(language: str, before: str, text: str, after: str) -> None:
    """With its blanks before each word, and of any part that begins and ends at a comma and a blank."""
    whole = f"{before}, {text}, {after}"
    start, end = len(before) + 1, len(before) + len(text) + 3
    assert whole == "".join(glued(whole, language, 0, len(whole)))
    assert words(whole, language) == [word.strip() for word in glued(whole, language, 0, len(whole)) if word.strip()]
    parts = [glued(whole, language, *part) for part in ((0, start), (start, end), (end, len(whole)))]
    assert glued(whole, language, 0, len(whole)) == [word for part in parts for word in part]


def test_blanks_and_marks_stand_alone() -> None:
    """A run of blanks is one piece, each mark is one."""
    assert ["a", " \u00a0 ", "(", "b", ")", ";", "\n", "c"] == tokens("a \u00a0 (b);\nc")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  two\n\twords ", "two words"),
        ("16\u00a0December", "16\u00a0December"),
        ("16 \u00a0 December", "16\u00a0December"),
        ("a\u2003b", "a b"),
        ("cafe\u0301", "café"),
        ("non\u2011governmental \u201cone\u201d", "non\u2011governmental \u201cone\u201d"),
        ("", ""),
    ],
)
def test_normalise(text: str, expected: str) -> None:
    """NFC, one blank for many, a no-break blank where one was; hyphens and quotes stay as printed."""
    assert expected == normalise(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("non\u2011governmental", "non-governmental"),
        ("State\u2019s \u201cown\u201d", 'State\'s "own"'),
        ("16\u00a0 December", "16 December"),
        ("co\u00adoperation\u200b", "cooperation"),
        ("\u200fالعـام", "العام"),
    ],
)
def test_plain(text: str, expected: str) -> None:
    """Hyphens, quotes and blanks are plain; what prints nothing, and the Arabic stroke, is dropped."""
    assert expected == plain(text)


def test_blanks_are_folded_and_nothing_else() -> None:
    """Of any kind and number they are one blank; the hyphen stays what it is."""
    assert "a b non\u2011c" == blank_folded(" a\u00a0\u202f b\u2003non\u2011c ")


@few
@given(text=any_text())
def test_the_forms_are_settled(text: str) -> None:
    """Each form, applied to its own result, changes nothing more; a stored text is NFC."""
    for form in (normalise, plain, blank_folded):
        assert form(text) == form(form(text))
    assert unicodedata.is_normalized("NFC", normalise(text))


@few
@given(text=any_text())
def test_the_plainer_form_forgets_more(text: str) -> None:
    """Normalising takes nothing away that folding the blanks would keep."""
    assert blank_folded(unicodedata.normalize("NFC", text)) == blank_folded(normalise(text))


def test_words_are_counted_between_blanks() -> None:
    """A date has three words, a symbol one."""
    assert 6 == count_words("resolution 74/153 of 18\u00a0December 2019")


def test_a_letter_of_a_script_without_blanks_counts_as_a_word() -> None:
    """Chinese is counted by letters, everything else by blanks, also where the two are mixed."""
    assert 5 == count_words("at its 76th session held")
    assert 5 == count_words("大会，回顾其")
    assert 4 == count_words("第76届会")


@given(any_text())
def test_tidy_text_is_left_as_it_is(text: str) -> None:
    """What was normalised once is not changed by doing it again."""
    assert normalise(text) == normalise(normalise(text))


def test_plain_has_nothing_to_do_for_ascii() -> None:
    """Every mark of ASCII is as plain as it can be."""
    marks = "".join(map(chr, range(33, 127)))
    assert marks == plain(marks) == plain(f"{marks}\u00ad")
