"""The documents that a text cites, with the date it gives them. Pure; what it does not recognise it leaves out.

Symbols in full (A/CONF.157/24, A/66/462/Add.2) are taken as they stand. A short form (74/153) is a resolution of the
General Assembly (A/RES/74/153), or of the Human Rights Council (A/HRC/RES/38/3) where the text names the Council next
to it: before the symbol in English, Arabic and Chinese, after it in French, Spanish and Russian (UN.md B.4, C.4).
The Assembly's short forms begin with session 31, so that 24/7 is none. Year forms (2000/22) are kept as printed: which
body they belong to stands elsewhere in the sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import regex

from tracker.languages import LANGUAGES, find_date

_FULL = r"[AES]/(?:[A-Z0-9][\w.\-]*)(?:/[A-Z0-9][\w.\-]*)+(?:\((?:[IVXLC]+|\d{4})\))?"
_OLD = r"\d{1,4}(?:\s[A-Z])?\s\([IVXLC]+\)"
_SHORT = r"(?:ES-|S-)?\d{1,4}/\d{1,4}(?:\s[A-Z](?:-[A-Z])?(?![\w’']))?"
# Letters of other scripts may touch a symbol (第53/11号): only Latin ones would make it part of something else.
_SYMBOL = regex.compile(
    rf"(?<![A-Za-z0-9/.\-])(?:(?P<full>{_FULL})|(?P<old>{_OLD})|(?P<short>{_SHORT}))(?![A-Za-z0-9/])"
)
_FIRST_SHORT_SESSION = 31
_LAST_SHORT_SESSION = 199  # 2000/22 is a year; no session will have four digits

_BODY = r"(?:\s[^\d,;]{3,60}?)??"
_BEFORE_DATE = {
    "en": r"\s+of\s+",
    "fr": rf"{_BODY},?\s+(?:en date du|du)\s+",
    "es": rf"{_BODY},?\s+de\s+",
    "ru": rf"{_BODY}\s+от\s+",
    "ar": r"\s+المؤرخة?\s+",
    "de": rf"{_BODY}\s+vom\s+",
}
"""What stands between a symbol and its date; in Chinese the date stands before the symbol."""
_DATE_AFTER = {
    code: regex.compile(rf"{before}(?P<date>{LANGUAGES[code].date})", regex.IGNORECASE)
    for code, before in _BEFORE_DATE.items()
}
_CHINESE_DATE = regex.compile(rf"(?P<date>{LANGUAGES['zh'].date})(?:通过的)?第?$")

_COUNCIL = "Human Rights Council|مجلس حقوق الإنسان|人权理事会"
_NAMED_BEFORE = regex.compile(
    rf"(?P<council>{_COUNCIL})|General Assembly|\bits\b|Commission|Conference|الجمعية العامة|قرارها|قراراتها|大会|其"
)
_NAMED_AFTER = regex.compile(
    r"\s+(?:du Conseil des droits de l.homme|del Consejo de Derechos Humanos|Совета по правам человека)"
)


@dataclass(frozen=True, slots=True)
class Citation:
    """A document that a text cites: its symbol, the date the text gives it, the words, and where they stand."""

    symbol: str
    dated: date | None
    printed: str
    offset: int


def citations(text: str, language: str) -> tuple[Citation, ...]:
    """The documents cited in a paragraph or a note, in the order of the text. Offsets are in code points."""
    found = []
    for match in _SYMBOL.finditer(text):
        printed = match.group().rstrip(".-")
        symbol = _symbol(match, printed, text)
        if symbol:
            found.append(Citation(symbol, _date(text, match, language), printed, match.start()))
    return tuple(found)


def _symbol(match: regex.Match[str], printed: str, text: str) -> str | None:
    if match["full"]:
        return printed
    if match["old"]:
        return f"A/RES/{printed}"
    first = printed.partition("/")[0]
    if not first.isdigit():
        return f"A/RES/{printed}"
    number = int(first)
    if number > _LAST_SHORT_SESSION:
        return printed if 1946 <= number <= 2006 else None  # with the Commission on Human Rights
    if _of_the_council(text, match):
        return f"A/HRC/RES/{printed}"
    return f"A/RES/{printed}" if number >= _FIRST_SHORT_SESSION else None


def _of_the_council(text: str, match: regex.Match[str]) -> bool:
    """Whether the body named nearest to a short form is the Human Rights Council."""
    if _NAMED_AFTER.match(text, match.end()):
        return True
    named = list(_NAMED_BEFORE.finditer(text, 0, match.start()))
    return bool(named and named[-1]["council"])


def _date(text: str, match: regex.Match[str], language: str) -> date | None:
    """The date that a text gives what it cites, where it stands next to the symbol."""
    if language == "zh":
        found = _CHINESE_DATE.search(text, 0, match.start())
    else:
        found = _DATE_AFTER.get(language, _DATE_AFTER["en"]).match(text, match.end())
    return find_date(found["date"], language) if found else None
