"""Lossless words for six languages: `"".join(tokens(text)) == text`, and the plain form used for comparing."""

from __future__ import annotations

import unicodedata

import regex

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
