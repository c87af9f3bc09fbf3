"""Facts of the official languages as data, German where a resolution has it; ordinals are in `ordinals.py`.

What stands here was read in the documents (UN.md B.8, and the series in six languages); nothing is guessed at run time.

>>> LANGUAGES["fr"].adverbs
('également', 'en outre', 'par ailleurs', 'aussi')
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

BLANK = r"[ \u00a0\u202f]"
"""One blank of the kinds that are printed inside a line."""


@dataclass(frozen=True, slots=True)
class Language:
    """What is particular to resolutions in one language.

    code, letter, iso: as in `en`, in a file name (`E`), in an FRBR address (`eng`).
    direction: `ltr` or `rtl`. formulas: enacting formulas without their comma, the Assembly's first.
    closing: source of a pattern for the first closing line ("89th plenary meeting"), the whole line.
    months: twelve sources of patterns, January first. date: source of a pattern for "16 December 2021" as one unit,
    without groups. adverbs: what a lead phrase takes when the same verb came just before ("also", "further");
    what says "again" is none (вновь подтверждает, 再次): it has its meaning.
    annex: the word that heads an annex. session: source of a pattern for the word that a session's ordinal counts.
    operative: source of a pattern for an operative number as printed.
    """

    code: str
    name: str
    letter: str
    iso: str
    direction: str
    formulas: tuple[str, ...]
    closing: str
    months: tuple[str, ...]
    date: str
    adverbs: tuple[str, ...]
    annex: tuple[str, ...]
    session: str
    operative: str = r"\d{1,3}\."


def _dated(months: tuple[str, ...], template: str) -> str:
    return template.replace("B", BLANK).replace("MONTH", f"(?:{'|'.join(months)})")


_EN = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
       "December")  # fmt: skip
_FR = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
       "décembre")  # fmt: skip
_ES = ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "sep?tiembre", "octubre",
       "noviembre", "diciembre")  # fmt: skip
_RU = ("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
       "декабря")  # fmt: skip
# Both names of a month are printed, "كانون الأول/ديسمبر"; either may stand alone.
_AR_PAIRS = (("كانون الثاني", "يناير"), ("شباط", "فبراير"), ("آذار", "مارس"), ("نيسان", "أبريل"), ("أيار", "مايو"),
             ("حزيران", "يونيه"), ("تموز", "يوليه"), ("آب", "أغسطس"), ("أيلول", "سبتمبر"),
             ("تشرين الأول", "أكتوبر"), ("تشرين الثاني", "نوفمبر"), ("كانون الأول", "ديسمبر"))  # fmt: skip
_AR = tuple(
    f"(?:{first.replace(' ', BLANK)}{BLANK}?/{BLANK}?{second}|{second}|{first.replace(' ', BLANK)})"
    for first, second in _AR_PAIRS
)
_ZH = tuple(f"{number}月" for number in range(1, 13))
_DE = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
       "Dezember")  # fmt: skip

_ALL = (
    Language(
        "en", "English", "E", "eng", "ltr",
        formulas=("The General Assembly", "The Human Rights Council", "The Economic and Social Council",
                  "The Security Council", "The Commission on Human Rights"),
        closing=r"\d{1,4}(?:st|nd|rd|th)(?: \([^)]*\))?(?: resumed)?(?: plenary)? meeting",
        months=_EN,
        date=_dated(_EN, r"\d{1,2}BMONTHB\d{4}"),
        adverbs=("also", "further"),
        annex=("Annex", "Appendix"),
        session=r"session",
    ),
    Language(
        "fr", "French", "F", "fra", "ltr",
        formulas=("L’Assemblée générale", "Le Conseil des droits de l’homme", "Le Conseil économique et social",
                  "Le Conseil de sécurité"),
        closing=r"\d{1,4}(?:re|er|e|ème|ᵉ) (?:séance(?: plénière)?)(?: \([^)]*\))?",
        months=_FR,
        date=_dated(_FR, r"(?:1er|1ᵉʳ|\d{1,2})BMONTHB\d{4}"),
        adverbs=("également", "en outre", "par ailleurs", "aussi"),
        annex=("Annexe", "Appendice"),
        session=r"session",
    ),
    Language(
        "es", "Spanish", "S", "spa", "ltr",
        formulas=("La Asamblea General", "El Consejo de Derechos Humanos", "El Consejo Económico y Social",
                  "El Consejo de Seguridad"),
        closing=r"\d{1,4}(?:\.?[aªo])? sesión(?: plenaria)?(?: \([^)]*\))?",
        months=_ES,
        date=_dated(_ES, r"(?:1[º°o]|\d{1,2})BdeBMONTHBdeB\d{4}"),
        adverbs=("también", "además", "asimismo"),
        annex=("Anexo", "Apéndice"),
        session=r"períodos?(?: ordinarios?| extraordinarios?| sustantivos?)? de sesiones",
    ),
    Language(
        "ru", "Russian", "R", "rus", "ltr",
        formulas=("Генеральная Ассамблея", "Совет по правам человека", "Экономический и Социальный Совет",
                  "Совет Безопасности"),
        closing=r"\d{1,4}-(?:е|e|ое)(?: \([^)]*\))?(?: пленарное)? заседание(?: \([^)]*\))?",
        months=_RU,
        date=_dated(_RU, r"\d{1,2}BMONTHB\d{4}(?:Bгода)?"),
        adverbs=("также", "далее"),
        annex=("Приложение", "Добавление"),
        session=r"сесси[яиюей]",
    ),
    Language(
        "ar", "Arabic", "A", "ara", "rtl",
        formulas=("إن الجمعية العامة", "إن مجلس حقوق الإنسان", "إن المجلس الاقتصادي والاجتماعي", "إن مجلس الأمن"),
        closing=r"الجلسة(?: العامة)? [\d\u0660-\u0669]{1,4}(?: \([^)]*\))?",
        months=_AR,
        date=_dated(_AR, r"[\d\u0660-\u0669]{1,2}BMONTHB[\d\u0660-\u0669]{4}"),
        adverbs=("أيضا", "كذلك"),
        annex=("المرفق", "مرفق", "التذييل", "تذييل"),
        session=r"الدورة|الدورتين|دورتها|دورته|دورتيها|دورتيه",
        operative=r"[\d\u0660-\u0669]{1,3}\s?-",
    ),
    Language(
        "zh", "Chinese", "C", "zho", "ltr",
        formulas=("大会", "人权理事会", "经济及社会理事会", "安全理事会"),
        closing=r"第\s?\d{1,4}\s?次(?:\([^)]*\))?(?:全体)?会议(?:[（(][^)）]*[)）])?",
        months=_ZH,
        date=r"\d{4}年\d{1,2}月\d{1,2}日",
        adverbs=("又", "还", "也"),
        annex=("附件", "附录"),
        session=r"届会议|届",
    ),
    Language(
        "de", "German", "G", "deu", "ltr",
        formulas=("Die Generalversammlung", "Der Menschenrechtsrat", "Der Wirtschafts- und Sozialrat",
                  "Der Sicherheitsrat"),
        closing=r"\d{1,4}\. Plenarsitzung",
        months=_DE,
        date=_dated(_DE, r"\d{1,2}\.BMONTHB\d{4}"),
        adverbs=("ferner", "außerdem", "sowie"),
        annex=("Anlage", "Anhang"),
        session=r"Tagung",
    ),
)  # fmt: skip

LANGUAGES: Mapping[str, Language] = MappingProxyType({language.code: language for language in _ALL})
"""By code; the six official languages first, then German."""

OFFICIAL = ("en", "fr", "es", "ru", "ar", "zh")
BY_ISO: Mapping[str, str] = MappingProxyType({language.iso: language.code for language in _ALL})
BY_LETTER: Mapping[str, str] = MappingProxyType({language.letter: language.code for language in _ALL})

_CLOSING = {code: re.compile(rf"{language.closing}\s*$", re.IGNORECASE) for code, language in LANGUAGES.items()}
_DATES = {code: re.compile(language.date, re.IGNORECASE) for code, language in LANGUAGES.items()}
_MONTHS = {
    code: tuple(re.compile(month, re.IGNORECASE) for month in language.months) for code, language in LANGUAGES.items()
}
# Arabic pairs share their first word with another month ("كانون"), and its second name alone is a month's too.
_DIGITS = re.compile(r"\d+")
_APOSTROPHES = str.maketrans({"'": "’", "\u2018": "’", "\u00a0": " ", "\u202f": " ", "\u2011": "-", "\u2010": "-"})
_FORMULAS = {
    formula.casefold(): language.code for language in _ALL for formula in language.formulas
}  # fmt: skip


def plain_line(text: str) -> str:
    """A line for recognising it: one kind of apostrophe, hyphen and blank, single blanks, none at the ends."""
    return " ".join(text.translate(_APOSTROPHES).split())


def formula_language(text: str) -> str | None:
    """The language whose enacting formula this line is, with or without its comma; None if it is none."""
    return _FORMULAS.get(plain_line(text).rstrip(",،，:： ").casefold())


def closing_language(text: str) -> str | None:
    """The language in which this line says at which meeting a text was adopted; None if it says no such thing."""
    line = plain_line(text)
    if len(line) > 80:  # the longest line seen has 40 characters; a paragraph is no closing line
        return None
    return next((code for code, pattern in _CLOSING.items() if pattern.match(line)), None)


def find_date(text: str, language: str) -> date | None:
    """The first full date in a text, in this language or else in English (mastheads leave it untranslated)."""
    for code in dict.fromkeys((language, "en")):
        match = _DATES[code].search(text)
        if match and (found := _to_date(match.group(), code)):
            return found
    return None


def _to_date(text: str, code: str) -> date | None:
    numbers = [int(number) for number in _DIGITS.findall(text)]  # int() reads Arabic-Indic digits too
    if code == "zh":
        year, month, day = numbers
    else:
        day, year = numbers[0], numbers[-1]
        month = next((n for n, name in enumerate(_MONTHS[code], 1) if name.search(text)), 0)
    try:
        return date(year, month, day)
    except ValueError:  # "31 February", or a month that only looks like one
        return None
