"""Whether two texts have the same words, however they are printed.

A hyphen, a quote, a capital, a mark of punctuation, a vowel sign, a full-width letter, a digit of another script, a
mark that prints nothing: none of these makes another word. A sign before a number does, and so do the brackets in which
a table prints what is below zero.
"""

from __future__ import annotations

import re

import regex

from tracker.letters import normal
from tracker.tokens import blank_folded, plain

_LETTER = r"[[\p{L}\p{M}\p{N}]--\p{Han}]"


def _pattern(joiners: str) -> regex.Pattern[str]:
    """Letters of Chinese are words of their own; signs that are read aloud ("per cent", "dollars") are words too."""
    return regex.compile(rf"\p{{Han}}|{_LETTER}+(?:(?:['.\-/]{joiners}){_LETTER}+)*|[\p{{Sc}}%‰°+=<>§№&±]", regex.V1)


_WORDS = _pattern("")
_WORDS_DECIMAL = _pattern(r"|(?<=\d),(?=\d)")
_GROUP_COMMAS = frozenset(("en", "zh"))  # "1,250" is a thousand and more there, and one and a quarter elsewhere
_GROUPED = regex.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_GROUPED_BY_COMMAS = regex.compile(r"(?<=\d)[ ,](?=\d{3}(?!\d))")
_NOT_PRINTED = regex.compile(r"\p{Cf}|[\u064b-\u0652\u0670]")  # and vowel signs: Arabic prints a word with or without
_NO_LETTER = re.compile(r"[\W_]+")
_SLASH = regex.compile(r"\s*/\s*")
_FOLDED = str.maketrans(
    {
        **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},  # full-width letters, digits and marks
        **{chr(0x0660 + digit): str(digit) for digit in range(10)},
        **{chr(0x06F0 + digit): str(digit) for digit in range(10)},
        **dict.fromkeys("\u2012\u2013\ufe63", "-"),  # dashes that join words as a hyphen does
        **dict.fromkeys("\u02bc\u02b9\u00b4\u2032", "'"),
        "\u066a": "%",
        "\u066b": ".",
        "\u066c": ",",
    }
)
_SIGNED = regex.compile(
    r"(?<![\p{L}\p{M}\p{N}.)/])(?<!\p{N}\s)-(?=\p{N})"  # -5, not 3-5
    r"|(?<![^\t\n])\((?=\p{N})|(?<=\p{N})\)(?![^\t\n])"  # (1,250) alone in a cell
)
_HYPHEN = regex.compile(r"(?<=\w)-(?=\w)(?!(?<=\p{N}-)\p{N})")  # not that of 2018-2030
_GLUE = regex.compile(r"(?<=\p{L})(?<!\bre)-(?=\p{L})")  # not that of "re-sign"


def words(text: str, language: str = "en") -> list[str]:
    """The words of a text in the form in which they are compared."""
    folded = _NOT_PRINTED.sub("", plain(text)) if not text.isascii() else plain(text)
    if not folded.isascii():
        folded = normal("NFC", folded).translate(_FOLDED)
    folded = folded.replace("`", "'")
    if any(map(str.isdigit, folded)):
        folded = (_GROUPED_BY_COMMAS if language in _GROUP_COMMAS else _GROUPED).sub("", folded)
    return [word.casefold() for word in (_WORDS if language in _GROUP_COMMAS else _WORDS_DECIMAL).findall(folded)]


def same_blanks_apart(old: str, new: str) -> bool:
    """Whether only blanks differ: of another kind, at an end, or beside a stroke ("and / or")."""
    return _SLASH.sub("/", blank_folded(old)) == _SLASH.sub("/", blank_folded(new))


def same_letters(old: str, new: str) -> bool:
    """Whether two texts have the same letters and digits in a row: quick, and nearly always so if words are same."""
    return _NO_LETTER.sub("", old).casefold() == _NO_LETTER.sub("", new).casefold()


def same_words(old: str, new: str, language: str = "en", around: tuple[str, str] = ("", "")) -> bool:
    """Whether two texts have the same words. `around`: the text before and after, in which their signs are read.

    A hyphen may be a blank in the other text ("slow onset", "slow-onset"), or nothing ("co-operation").
    """
    if _signs(old, *around) != _signs(new, *around):
        return False
    one, other = words(old, language), words(new, language)
    if one == other:
        return True
    if not any("-" in word for word in (*one, *other)):
        return False
    return any(_spelled(one, form) == _spelled(other, form) for form in (_HYPHEN, _GLUE))


def _spelled(found: list[str], form: regex.Pattern[str]) -> list[str]:
    put = " " if form is _HYPHEN else ""
    return [part for word in found for part in form.sub(put, word).split(" ")]


def _signs(text: str, before: str, after: str) -> list[str]:
    """The signs and brackets of numbers that belong to a piece of text."""
    head, tail = before[-2:], after[:2]
    whole = f"{head}{text}{tail}".translate(_FOLDED).replace("\u2212", "-").replace("\u2011", "-")
    if "-" not in whole and "(" not in whole and ")" not in whole:
        return []
    return [match.group() for match in _SIGNED.finditer(whole) if len(head) <= match.start() < len(head) + len(text)]
