"""Lossless words for six languages: `"".join(tokens(text)) == text`, and the plain form used for comparing."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

import regex

from tracker import ordinals
from tracker.languages import LANGUAGES
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

    return _UNTIDY.sub(one, unicodedata.normalize("NFC", text)).strip()


def blank_folded(text: str) -> str:
    """Text in which a blank of one kind is as good as of another."""
    return _BLANKS.sub(" ", text).strip()


def plain(text: str) -> str:
    """Text for searching and comparing: plain hyphens, quotes and blanks; marks that print nothing are dropped."""
    return _BLANKS.sub(" ", text.translate(_PLAIN)).strip()


# ------------------------------------------------------------------------------------------------------------- words

_BLANK = r"[ \u00a0\u202f]"
_UNSPACED = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
_LETTERS = regex.compile(rf"{_UNSPACED}\p{{M}}*", regex.V1)
_LETTER = rf"[[\p{{L}}\p{{M}}\p{{N}}_]--{_UNSPACED}]"
_SYMBOL = (
    r"(?-i:(?<![\w/])[AES]/[A-Z0-9][\w.\-]*(?:/(?:E?S-)?[\w.]+)*"  # A/66/462/Add.2; small letters are never part of it
    r"(?:-[AES]/[\w./]+)*(?:\([IVXLC]+\))?(?<![.\-])"
    rf"|\b\d{{1,4}}(?:{_BLANK}[A-Z])?{_BLANK}?\((?:[IVXLC]+|\d{{4}})\)"  # 217 A (III), 2334 (2016)
    rf"|\b(?:ES-|S-)?\d{{1,4}}/\d{{1,4}}(?:{_BLANK}[A-Z](?:-[A-Z])?(?![\w’']))?)"  # 74/153, 75/101 A-B
)
_QUANTITY = rf"[$€£]?\d+(?:[.,]\d+)*(?:{_BLANK}(?:per{_BLANK}cent|million|billion|trillion)\b|{_BLANK}?(?:%|°C))+"
_WORD = (
    r"\p{N}+(?:[./,:\-\u2010\u2011]\p{N}+)*"
    rf"|{_UNSPACED}\p{{M}}*"
    rf"|{_LETTER}+(?:[’'\-\u2010\u2011\u00ad\u200c\u200d]{_LETTER}+)*"
    r"|\s+|."
)


@cache
def atom_pattern(language: str) -> regex.Pattern[str]:
    """What is one unit whatever it is made of, by named group: date, symbol, ordinal, quantity, word."""
    facts = LANGUAGES.get(language, LANGUAGES["en"])
    months = "|".join(facts.months)
    of = f"(?:{_BLANK}de)?{_BLANK}" if language == "es" else _BLANK
    partial = rf"\b\d{{1,2}}{of}(?:{months})\b|\b(?:{months}){of}\d{{4}}\b" if language != "zh" else r"\d{4}年"
    ordinal = ordinals.pattern(language)
    if language != "zh":
        ordinal = rf"\b(?:{ordinal})\b"
    return regex.compile(
        rf"(?P<date>{facts.date}|{partial})|(?P<symbol>{_SYMBOL})|(?P<ordinal>{ordinal})"
        rf"|(?P<quantity>{_QUANTITY})|(?P<word>{_WORD})",
        regex.V1 | regex.DOTALL | regex.IGNORECASE,
    )


def tokens(text: str, language: str = "en") -> list[str]:
    """The words, atoms, blanks and marks of a text, without loss: joined they give it back.

    Dates, symbols, session ordinals and numbers with their units are atoms; words keep inner hyphens and apostrophes; a
    letter of a script that is written without blanks is a word of its own.
    """
    return [match.group() for match in atom_pattern(language).finditer(text)]


def count_words(text: str) -> int:
    """How many words a text has: a word is what stands between two blanks; in a script without blanks, a letter."""
    unspaced = len(_LETTERS.findall(text))
    if not unspaced:
        return len(text.split())
    others = _LETTERS.sub(" ", text).split()
    return unspaced + sum(any(letter.isalnum() for letter in word) for word in others)


def changed_words(segments: Iterable[WordOp], op: Op) -> int:
    """How many words were inserted, or deleted; another kind of blank between the same words counts for nothing."""
    return sum(count_words(piece.text) for piece in segments if piece.op == op and piece.significance != "none")
