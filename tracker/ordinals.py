"""Ordinals in words, 1 to 120, in the official languages and German: the numbers of sessions.

    ordinal("seventy-sixth", "en") == 76 == ordinal("семьдесят шестой", "ru") == ordinal("第七十六届", "zh")

Every form a text may print is derived from the words of its language, so that reading and writing can't disagree.
Hyphens of any kind, blanks and accents are not told apart in reading.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache

from tracker.letters import normal

HIGHEST = 120
"""The highest session that is read in words; the hundred-and-twentieth is in 2065."""

_SEPARATORS = re.compile(r"[\s\u00a0\u202f\u2010\u2011\u2012\-]+")
_GAP = r"(?:[\-\u2010\u2011 \u00a0\u202f]|\s)"


def ordinal(text: str, language: str) -> int | None:
    """The number that an ordinal in words means ("septuagésimo sexto" is 76 in `es`); None if it is none."""
    return _numbers(language).get(_fold(text))


def forms(number: int, language: str) -> tuple[str, ...]:
    """Every way to write this ordinal in words, the usual one first. Raises ValueError outside 1 to 120."""
    if not 1 <= number <= HIGHEST:
        raise ValueError(f"ordinals are known from 1 to {HIGHEST}, not {number}")
    return _WRITE[language](number)


@cache
def pattern(language: str) -> str:
    """Source of a pattern, without groups, that matches an ordinal in words as one unit; give it re.IGNORECASE."""
    if language == "zh":
        return r"第[〇零一二三四五六七八九十百]+(?:届|次|屆)?"
    heads: set[str] = set()
    lasts: set[str] = set()
    for number in range(1, HIGHEST + 1):
        for form in forms(number, language):
            head, _, last = form.replace("-", " ").rpartition(" ")
            lasts.add(last)
            if head:
                heads.add(head)
    before = "|".join(_loose(head) for head in sorted(heads, key=len, reverse=True))
    after = "|".join(sorted(lasts, key=len, reverse=True))
    return rf"\b(?:(?:{before}){_GAP})?(?:{after})\b" if before else rf"\b(?:{after})\b"


def _loose(words: str) -> str:
    return _GAP.join(words.split(" "))


def _fold(text: str) -> str:
    """Lower case, without accents, vowel signs or hyphens: NFKD splits them off, and й from и, أ from ا as well."""
    split = normal("NFKD", _SEPARATORS.sub(" ", text).strip().casefold())
    return "".join(letter for letter in split if not unicodedata.combining(letter) and letter != "\u0640")


@cache
def _numbers(language: str) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for number in range(HIGHEST, 0, -1):
        for form in _WRITE[language](number):
            found[_fold(form)] = number
    return found


# ------------------------------------------------------------------------------------------------------------ English

_EN_CARDINAL = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
                "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")  # fmt: skip
_EN_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_EN_ODD = {1: "first", 2: "second", 3: "third", 5: "fifth", 8: "eighth", 9: "ninth", 12: "twelfth"}


def _english(number: int) -> tuple[str, ...]:
    if number > 100:
        rest = _english(number - 100)[0]
        return f"one hundred and {rest}", f"hundred and {rest}", f"one hundred {rest}"
    if number == 100:
        return "one hundredth", "hundredth"
    if number < 20:
        return (_EN_ODD.get(number) or f"{_EN_CARDINAL[number]}th",)
    tens, unit = divmod(number, 10)
    return (f"{_EN_TENS[tens]}-{_english(unit)[0]}" if unit else f"{_EN_TENS[tens][:-1]}ieth",)


# ------------------------------------------------------------------------------------------------------------- French

_FR_UNITS = ("", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
             "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf")  # fmt: skip
_FR_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}


def _french_cardinal(number: int) -> str:
    if number < 20:
        return _FR_UNITS[number]
    if number >= 100:
        return f"cent {_FR_UNITS[number - 100] if number < 120 else 'vingt'}".rstrip()
    base = 60 if 60 < number < 80 else 80 if number > 80 else number // 10 * 10
    rest = number - base
    joint = " et " if rest in (1, 11) and base != 80 else "-"
    return _FR_TENS[base] + (joint + _FR_UNITS[rest] if rest else "")


def _french(number: int) -> tuple[str, ...]:
    if number == 1:
        return "première", "premier"
    cardinal = _french_cardinal(number)
    stem = cardinal.removesuffix("e")
    if cardinal.endswith("cinq"):
        stem = cardinal + "u"
    elif cardinal.endswith("neuf"):
        stem = cardinal.removesuffix("f") + "v"
    found = f"{stem}ième"
    return (found, "seconde", "second") if number == 2 else (found,)


# ------------------------------------------------------------------------------------------------------------ Spanish

_ES_UNITS = ("", "primero", "segundo", "tercero", "cuarto", "quinto", "sexto", "séptimo", "octavo", "noveno")
_ES_TENS = ("", "décimo", "vigésimo", "trigésimo", "cuadragésimo", "quincuagésimo", "sexagésimo", "septuagésimo",
            "octogésimo", "nonagésimo", "centésimo")  # fmt: skip
_ES_ODD = {11: ("undécimo", "decimoprimero"), 12: ("duodécimo", "decimosegundo")}


def _spanish(number: int) -> tuple[str, ...]:
    if number > 100:
        masculine = [f"centésimo {form}" for form in _spanish(number - 100) if form.endswith("o")]
    else:
        tens, unit = divmod(number, 10)
        words = f"{_ES_TENS[tens]} {_ES_UNITS[unit]}".strip()
        glued = f"{_ES_TENS[tens].replace('é', 'e')}{_ES_UNITS[unit]}" if tens in (1, 2) and unit else ""
        usual = (*_ES_ODD.get(number, ()), *((glued, words) if tens == 1 and unit else (words, glued)))
        masculine = [form for form in usual if form]
    short = [form.removesuffix("o") for form in masculine if form.endswith(("primero", "tercero"))]
    feminine = [" ".join(f"{word[:-1]}a" for word in form.split(" ")) for form in masculine]
    return (*masculine, *short, *feminine)


# ------------------------------------------------------------------------------------------------------------ Russian

_RU_STEMS = {1: "перв", 2: "втор", 4: "четверт", 5: "пят", 6: "шест", 7: "седьм", 8: "восьм", 9: "девят", 10: "десят",
             11: "одиннадцат", 12: "двенадцат", 13: "тринадцат", 14: "четырнадцат", 15: "пятнадцат",
             16: "шестнадцат", 17: "семнадцат", 18: "восемнадцат", 19: "девятнадцат", 20: "двадцат", 30: "тридцат",
             40: "сороков", 50: "пятидесят", 60: "шестидесят", 70: "семидесят", 80: "восьмидесят", 90: "девяност",
             100: "сот"}  # fmt: skip
_RU_TENS = {20: "двадцать", 30: "тридцать", 40: "сорок", 50: "пятьдесят", 60: "шестьдесят", 70: "семьдесят",
            80: "восемьдесят", 90: "девяносто", 100: "сто"}  # fmt: skip
# Sessions are feminine: "сессия" first; then the other cases and genders.
_RU_ENDINGS = ("ая", "ой", "ую", "ый", "ого", "ому", "ым", "ом", "ое", "ые", "ых", "ыми", "ий")
_RU_THIRD = ("третья", "третьей", "третью", "третий", "третьего", "третьему", "третьим", "третьем", "третье")


def _russian(number: int) -> tuple[str, ...]:
    if number > 100 and number != 100:
        return tuple(f"сто {form}" for form in _russian(number - 100))
    if number == 3:
        return _RU_THIRD
    if number in _RU_STEMS:
        return tuple(_RU_STEMS[number] + ending for ending in _RU_ENDINGS)
    tens, unit = number // 10 * 10, number % 10
    return tuple(f"{_RU_TENS[tens]} {form}" for form in _russian(unit))


# ------------------------------------------------------------------------------------------------------------- Arabic

_AR_FEMININE = ("", "الأولى", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة", "السابعة", "الثامنة", "التاسعة",
                "العاشرة")  # fmt: skip
_AR_MASCULINE = ("", "الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع",
                 "العاشر")  # fmt: skip
_AR_TENS = ("", "", "العشر", "الثلاث", "الأربع", "الخمس", "الست", "السبع", "الثمان", "التسع")


def _arabic(number: int) -> tuple[str, ...]:
    if number == 100:
        return "المائة", "المئة"
    if number > 100:
        return tuple(f"{form} بعد المائة" for form in _arabic(number - 100))
    if number <= 10:
        return _AR_FEMININE[number], _AR_MASCULINE[number]
    tens, unit = divmod(number, 10)
    if tens > 1 and not unit:
        return f"{_AR_TENS[tens]}ون", f"{_AR_TENS[tens]}ين"
    feminine = "الحادية" if unit == 1 else _AR_FEMININE[unit]
    masculine = "الحادي" if unit == 1 else _AR_MASCULINE[unit]
    if tens == 1:
        return f"{feminine} عشرة", f"{masculine} عشر"
    return tuple(f"{one} و{_AR_TENS[tens]}{case}" for one in (feminine, masculine) for case in ("ون", "ين"))


# ------------------------------------------------------------------------------------------------- Chinese and German

_ZH_DIGITS = "零一二三四五六七八九"


def _chinese(number: int) -> tuple[str, ...]:
    hundreds, rest = divmod(number, 100)
    tens, unit = divmod(rest, 10)
    words = "一百" if hundreds else ""
    if tens:
        words += ("一十" if hundreds else "十") if tens == 1 else f"{_ZH_DIGITS[tens]}十"
    elif hundreds and unit:
        words += "零"
    words += _ZH_DIGITS[unit] if unit else ""
    return tuple(f"第{words}{counter}" for counter in ("届", "", "次", "屆"))


_DE_UNITS = ("", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf",
             "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn")  # fmt: skip
_DE_TENS = ("", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
_DE_ODD = {1: "erst", 3: "dritt", 7: "siebt", 8: "acht"}


def _german(number: int) -> tuple[str, ...]:
    hundred = "hundert" if number >= 100 else ""
    rest = number % 100
    if rest == 0:
        stem = f"{hundred}st"
    elif rest < 20:
        stem = hundred + (_DE_ODD.get(rest) or f"{_DE_UNITS[rest]}t")
    else:
        tens, unit = divmod(rest, 10)
        stem = f"{hundred}{_DE_UNITS[unit]}{'und' if unit else ''}{_DE_TENS[tens]}st"
    stems = (stem, f"ein{stem}") if hundred else (stem,)
    return tuple(one + ending for one in stems for ending in ("e", "en", "er", "es", "em"))


_WRITE: Mapping[str, Callable[[int], tuple[str, ...]]] = {
    "en": _english,
    "fr": _french,
    "es": _spanish,
    "ru": _russian,
    "ar": _arabic,
    "zh": _chinese,
    "de": _german,
}
