"""Figures and accents as a document may pile them up: read where they are what anybody prints, and left as they are."""

from __future__ import annotations

import unicodedata
from typing import Literal

import regex

_MOST_FIGURES = 9
_SHORT = 1_000
"""Letters of a text whose accents take no time to speak of, however many they are."""
_PILED = regex.compile(r"\p{M}{64}")


def figure(text: str) -> int | None:
    """The whole number that a text is in figures; None for any other text, and for more of them than are ever printed.

    A document may hold any: int() refuses 5,000 of them, and "²", which isdigit() takes for one.
    """
    return int(text) if text.isdecimal() and len(text) <= _MOST_FIGURES else None


def normal(form: Literal["NFC", "NFD", "NFKC", "NFKD"], text: str) -> str:
    """A text in a normal form of Unicode; as it is where one letter carries 64 accents or more.

    To put them in order takes a time that grows with their square: a minute for half a megabyte.
    """
    return text if len(text) > _SHORT and _PILED.search(text) else unicodedata.normalize(form, text)
