"""Lossless words for six languages: `"".join(tokens(text)) == text`, and the plain form used for comparing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import regex

from tracker import ordinals
from tracker.languages import LANGUAGES
from tracker.letters import normal
from tracker.model import Op, WordOp

# U+2010 hyphen, U+2011 non-breaking hyphen, U+2212 minus, U+00AD soft hyphen (dropped); quotes; blanks of every kind.
_PLAIN = str.maketrans(
    {
        "\u2010": "-",
        "\u2011": "-",
        "\u2212": "-",
        "\u00ad": None,
        "\u2018": "'",
        "\u2019": "'",
        "\u201a": "'",
        "\u201b": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u200b": None,
        "\u200e": None,
        "\u200f": None,
        "\u2060": None,
        "\ufeff": None,
        "\u0640": None,  # Arabic tatweel: a lengthened stroke, not a letter
    }
)
_BLANKS = regex.compile(r"[\s\u00a0\u202f\u2000-\u200a\u3000]+")
# Single blanks that stay as they are need no work: nearly all of them (a third of the time of reading a document).
_UNTIDY = regex.compile(r"[\s\u00a0\u202f\u2000-\u200a\u3000]{2,}|(?![ \u00a0\u202f])[\s\u2000-\u200a\u3000]")


def normalise(text: str) -> str:
    """Text as it is stored: NFC, runs of white space as one blank, none at the ends.

    A single no-break blank stays what it is; a run that holds one is one no-break blank.
    """

    def one(match: regex.Match[str]) -> str:
        run = match.group()
        return next((blank for blank in run if blank in "\u00a0\u202f"), " ")

    text = normal("NFC", text)
    if " ".join(text.split()) == text:  # most are tidy already; this takes a tenth of the pattern's time
        return text
    return _UNTIDY.sub(one, text).strip()


def blank_folded(text: str) -> str:
    """Text in which a blank of one kind is as good as of another."""
    return " ".join(text.split())


def plain(text: str) -> str:
    """Text for searching and comparing: plain hyphens, quotes and blanks; marks that print nothing are dropped."""
    if not text.isascii():  # the table has nothing for ASCII
        text = text.translate(_PLAIN)
    return " ".join(text.split())


# ------------------------------------------------------------------------------------------------------------- words

_BLANK = r"[ \u00a0\u202f]"
_HYPHEN = r"\-\u2010\u2011"
_INNER = rf"’'{_HYPHEN}\u00ad\u200c\u200d"  # what joins two parts of a word
_UNSPACED = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
_LETTERS = regex.compile(rf"{_UNSPACED}\p{{M}}*", regex.V1)
_MAY_BE_UNSPACED = re.compile("[\u0e00-\u109f\u1780-\u17ff\u2e80-\U0003ffff]")  # quicker than to look for none
_LETTER = rf"[[\p{{L}}\p{{M}}\p{{N}}_]--{_UNSPACED}]"
# An atom begins where a word can begin: not inside one, and not after its hyphen or apostrophe.
_START = rf"(?<!{_LETTER})(?<!{_LETTER}[{_INNER}])(?<!\p{{N}}[./,:])"
_SIMPLE = r"a-zß-öø-ÿ\u0430-\u045f\u0621-\u064a"  # most letters, as ranges: three times as quick as a property
_SYMBOL = (
    r"(?<!/)(?:[A-Z](?=[\w.()\-]*/)(?=\S*\d)[A-Z\d.\-]*(?:\(\d+\))?"  # A/66/462/Add.2, FCCC/CP/2015/10, C-SS-4/DEC.3
    r"(?:/(?:E?S-)?[A-Za-z\d][\w.]*(?:-\w[\w.]*)*)+(?:-[AES]/[\w./]+)*(?:\([IVXLC]+\))?(?<![.\-])"
    rf"|\d{{1,4}}(?:{_BLANK}[A-Z])?{_BLANK}?\((?:[IVXLC]+|\d{{4}})\)"  # 217 A (III), 2334 (2016)
    rf"|(?:ES-|S-)?\d{{1,4}}/(?:\d{{1,4}}(?!\d)(?:{_BLANK}[A-Z](?:-[A-Z])?(?![\w’']))?"  # 75/101 A-B
    r"|[A-Z]+\.\d+))"  # 1/CP.21
)
_GROUPED = rf"\d{{1,3}}(?:{_BLANK}\d{{3}})+(?!\d)(?:[.,]\d+)?"
_NUMBER = rf"(?:{_GROUPED}|\d+(?:[.,]\d+)*)"
_HAN_NUMERALS = "〇零一二三四五六七八九十百千万亿两"
_UNITS = {
    "en": rf"per{_BLANK}cent|percentage{_BLANK}points?|(?:m|b|tr)illion|thousand",
    "fr": rf"pour{_BLANK}cent|points?{_BLANK}de{_BLANK}pourcentage|millions?|milliards?|billions?",
    "es": rf"por{_BLANK}ciento|puntos{_BLANK}porcentuales|mil{_BLANK}millones|mill(?:ón|ones)|bill(?:ón|ones)|mil",
    "ru": r"процент(?:ный|ных|[ао]\w*)?|тыс(?:\.|яч\w?)|(?:млн|млрд|трлн)\.?|(?:милли(?:он|ард)|триллион)(?:[ао]\w*)?",
    "ar": rf"(?:في{_BLANK}|ب)(?:المائة|المئة)|(?:مليون|مليار|بليون|تريليون)(?:ا|اً)?|ملايين|بلايين|ألف|آلاف",
    "zh": r"万亿|亿|万|个百分点",
    "de": r"Prozent|Millionen|Milliarden|Million|Milliarde",
}
_MONEY = rf"(?:(?:US|A|C)?[$]|[€£¥]){_BLANK}?"
_WORD = (
    rf"\p{{N}}+(?:[./,:{_HYPHEN}]\p{{N}}+)*(?:[{_INNER}]?{_LETTER}+)*"  # 1,250 20th 10º 1990s
    rf"|{_UNSPACED}\p{{M}}*"
    rf"|{_LETTER}+(?:[{_INNER}]{_LETTER}+)*(?:[{_HYPHEN}](?=\s))?"  # knowledge- and skill-sharing
    r"|\s+|."
)


def _quantity(language: str) -> str:
    """10 per cent, $1.5 billion, 81 945 300, 20 °C: a number with what it counts, or one printed in groups."""
    end = "" if language == "zh" else r"(?![\p{L}\p{M}])"
    unit = rf"{_BLANK}?(?:(?:{_UNITS.get(language, _UNITS['en'])}){end}|[%‰٪]|°[CF])"
    found = rf"(?:{_MONEY})?{_NUMBER}(?:{unit})+|{_MONEY}{_NUMBER}|{_GROUPED}"
    if language == "zh":
        return rf"{found}|百分之(?:\d+(?:\.\d+)?|[{_HAN_NUMERALS}点]+)|[{_HAN_NUMERALS}]{{2,}}"
    return found


def _stems(language: str) -> str:
    """How months and ordinals begin, small or capital, as a pattern: a word that begins otherwise is only a word."""
    months = regex.findall(r"(?:^|[:|])(\p{L}{2,3})", "|".join(LANGUAGES[language].months))
    ordered = [form[:3] for number in range(1, ordinals.HIGHEST + 1) for form in ordinals.forms(number, language)]
    return "|".join(sorted({case for stem in (*months, *ordered) for case in (stem, stem.lower(), stem.capitalize())}))


@cache
def atom_pattern(language: str) -> regex.Pattern[str]:
    """What is one unit whatever it is made of, by named group: date, symbol, ordinal, quantity, word.

    An atom is looked for only where one can begin, by its first letter: most of a text is plain words, and they come
    first (a fifth of the time).
    """
    code = language if language in LANGUAGES else "en"
    months = "|".join(LANGUAGES[code].months)
    of = f"(?:{_BLANK}de)?{_BLANK}" if code == "es" else _BLANK
    day = rf"(?:\d{{1,2}}[{_HYPHEN}])?"  # 22-23 September 2024, one date
    date = rf"{day}(?:(?i:{LANGUAGES[code].date})|\d{{1,2}}{of}(?i:{months})(?!{_LETTER}))"
    date += rf"|(?i:{months}){of}\d{{4}}(?!\d)"
    ordinal = rf"(?i:{ordinals.pattern(code)})(?!{_LETTER})"
    numerals = ""
    if code == "zh":
        date = rf"{LANGUAGES[code].date}|\d{{1,2}}月\d{{1,2}}日|\d{{4}}年(?:\d{{1,2}}月)?|\d{{1,2}}[月日]"
        ordinal, numerals = ordinals.pattern(code), _HAN_NUMERALS
    stems = "第" if code == "zh" else _stems(code)
    plain_word = rf"(?!{stems})[A-Z]?[{_SIMPLE}]++(?![\w\p{{M}}{_INNER}/.(])"
    return regex.compile(
        rf"(?P<word>\s++|{plain_word})|(?=[\d$€£¥A-Z{numerals}]|{stems}){_START}(?:"
        rf"(?P<date>{date})|(?P<symbol>{_SYMBOL})|(?P<ordinal>{ordinal})|(?P<quantity>{_quantity(code)}))"
        rf"|(?P<word>{_WORD})",
        regex.V1 | regex.DOTALL,
    )


@cache
def _ungrouped(language: str, blanks: str) -> regex.Pattern[str]:
    pattern = atom_pattern(language)
    source = regex.sub(r"\?P<\w+>", "?:", pattern.pattern)
    return regex.compile(f"{blanks}(?:{source})|\\s+", pattern.flags)


def tokens(text: str, language: str = "en") -> list[str]:
    """The words, atoms, blanks and marks of a text, without loss: joined they give it back.

    Dates, symbols, session ordinals and numbers with their units are atoms; words keep inner hyphens and apostrophes; a
    letter of a script that is written without blanks is a word of its own.
    """
    return _ungrouped(language, "").findall(text)


def glued(text: str, language: str, start: int, end: int) -> list[str]:
    """The same, of a part of a text that begins and ends between words, each word with the blanks before it."""
    return _ungrouped(language, r"\s*+").findall(text, start, end)


def count_words(text: str) -> int:
    """How many words a text has: a word is what stands between two blanks; in a script without blanks, a letter."""
    if not _MAY_BE_UNSPACED.search(text):
        return len(text.split())
    unspaced = len(_LETTERS.findall(text))
    if not unspaced:
        return len(text.split())
    others = _LETTERS.sub(" ", text).split()
    return unspaced + sum(any(letter.isalnum() for letter in word) for word in others)


def changed_words(segments: Iterable[WordOp], op: Op) -> int:
    """How many words were inserted, or deleted; another kind of blank between the same words counts for nothing."""
    return sum(count_words(piece.text) for piece in segments if piece.op == op and piece.significance != "none")
