"""Printed numbers -> steps of a path that are the same in every language.

"(أ)", "(a)", "a)", "а)" are `a`; "(ii)", "’2‘" (Arabic) and "㈡" (Chinese) are `ii` (UN.md B.3). One printed number can
mean several things: "(i)" follows (h), or it is the first of a list inside; readings() names all, the likelier first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Style = Literal["number", "decimal", "letter", "roman", "digit", "preambular"]

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
# Russian texts count with Latin letters, typed on either keyboard: these look the same.
_LOOKALIKE = str.maketrans("аеорсух", "aeopcyx")
_ABJAD = "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ"  # the order in which Arabic lists count, not that of the dictionary
_HAMZA = str.maketrans("أإآى", "اااي", "ـ")
_ROMAN_PARTS = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST_ROMAN = 1000
_ROMAN = re.compile(r"c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_TOP = re.compile(r"(?P<number>\d{1,5})\s*[.\-\u2013)]?")
# As delegates type it: "8 bis.", "8. bis", "PP4 ter", "OP8 alt 2:", "OP3" (UN.md E.4).
_AGAIN = re.compile(
    r"(?P<part>[PO]P)?\s*(?P<number>\d{1,5})\.?\s*"
    r"(?P<again>(?:bis|ter|quater|quinquies|alt)(?:\s*(?:bis|ter|alt|\d{1,2}))*)?\s*[.:)]?",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[a-z]+|\d+")
_DECIMAL = re.compile(r"\d+(?:\.\d+)+")
_INNER = re.compile(r"[\u2018\u2019']\s*(?P<quoted>\d{1,5})\s*[\u2018\u2019']|\((?P<digit>\d{1,5})\)")
_CHINESE = re.compile(r"[\u3220-\u3229]")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a number may mean: how it counts, where it stands in its count, and the step of the path it makes."""

    style: Style
    value: int
    step: str


def roman(value: int) -> str:
    """4 is "iv"; what no text counts so stays in figures: a number of ten digits would be a hundred million letters."""
    if value >= _MOST_ROMAN:
        return str(value)
    out = ""
    for weight, letters in _ROMAN_PARTS:
        while value >= weight:
            out, value = out + letters, value - weight
    return out


def roman_value(text: str) -> int | None:
    """The value of lower-case roman numerals; None if they are none."""
    if not text or not _ROMAN.fullmatch(text):
        return None
    values = {letters: weight for weight, letters in _ROMAN_PARTS}
    total, rest = 0, text
    while rest:
        step = rest[:2] if rest[:2] in values else rest[0]
        total, rest = total + values[step], rest[len(step) :]
    return total


@lru_cache(maxsize=4096)
def readings(number: str) -> tuple[Reading, ...]:
    """All that a printed number may mean; () if it is not one that counts."""
    text = " ".join(number.replace("\u2011", "-").split()).strip(" .") if "." in number else number.strip()
    again = _AGAIN.fullmatch(text)
    if again and (again["part"] or again["again"]):
        value = int(again["number"])
        step = " ".join([str(value), *_WORDS.findall((again["again"] or "").lower())])
        return (Reading("preambular" if (again["part"] or "").lower() == "pp" else "number", value, step),)
    if _DECIMAL.fullmatch(text):
        return (Reading("decimal", 0, text),)
    if top := _TOP.fullmatch(text):
        return (Reading("number", int(top["number"]), str(int(top["number"]))),)
    if inner := _INNER.fullmatch(text):
        value = int(inner["quoted"] or inner["digit"])
        return (_roman_reading(value),) if inner["quoted"] else (Reading("digit", value, str(value)),)
    if _CHINESE.fullmatch(text):
        return (_roman_reading(ord(text) - 0x3220 + 1),)
    return _letters(text.strip("() ").lower())


def _roman_reading(value: int) -> Reading:
    return Reading("roman", value, roman(value))


def _letters(text: str) -> tuple[Reading, ...]:
    """Readings of "b", "bb", "ii", "ب", "б": as letters of each alphabet that has them, and as a roman numeral."""
    found: list[Reading] = []
    for letters, alphabet in (
        (text.translate(_LOOKALIKE), _LATIN),
        (text, _CYRILLIC),
        (text.translate(_HAMZA), _ABJAD),
    ):
        if letters and letters[0] in alphabet and letters == letters[0] * len(letters):
            value = alphabet.index(letters[0]) + 1 + len(_LATIN) * (len(letters) - 1)
            found.append(Reading("letter", value, _letter(value)))
    value_as_roman = roman_value(text)
    if value_as_roman is not None:
        found.append(_roman_reading(value_as_roman))
    return tuple(dict.fromkeys(found))


def _letter(value: int) -> str:
    times, index = divmod(value - 1, len(_LATIN))
    return _LATIN[index] * (times + 1)
