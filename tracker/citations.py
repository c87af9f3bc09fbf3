"""The documents that a text cites, with the date it gives them. Pure; what it does not recognise it leaves out.

Symbols in full (A/CONF.157/24, A/66/462/Add.2) are taken as they stand. A short form says its number, and the words
around it whose resolution or decision it is (UN.md B.1, B.4, C.4):
- "its resolution 74/153" is A/RES/74/153, "decision 74/550 A" A/DEC/74/550 A;
- "Human Rights Council resolution 38/3" is A/HRC/RES/38/3, "Economic and Social Council resolution 2018/18"
  E/RES/2018/18;
- "217 A (III)" is of the Assembly's third session, "1325 (2000)" of the Security Council.

The body stands before the symbol in English, Arabic and Chinese, after it in French, Spanish and Russian. The short
forms of the Assembly begin with session 31, so that 24/7 is none; and where a text speaks of no resolution or decision,
50/50 is none.
A resolution of another body (the Commission on Narcotic Drugs) is kept as printed, with that body's name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import regex

from tracker.errors import BadSymbol
from tracker.languages import LANGUAGES, find_date
from tracker.letters import figure
from tracker.symbols import Symbol

ASSEMBLY, SECURITY, RIGHTS = "General Assembly", "Security Council", "Human Rights Council"
ECOSOC, COMMISSION = "Economic and Social Council", "Commission on Human Rights"

_FULL = r"[A-Z]{1,5}(?:/[A-Z0-9][\w.\-]*){2,}(?:\s?\((?:[IVXLC]+|(?:19|20)\d\d)\))?"
_LETTERS = {"ألف": "A", "باء": "B", "جيم": "C", "دال": "D", "هاء": "E", "А": "A", "В": "B", "С": "C", "Е": "E"}
"""Letters of parts as Arabic spells and Russian types them."""
_OLD = rf"\d{{1,4}}(?:\s?(?:[A-Z]|{'|'.join(_LETTERS)})\s?|\s)\((?:(?:E?S-)?[IVXLC]+|د-\d{{1,2}})\)"
_OLD_PARTS = re.compile(r"(\d+)\s?([^\W\d]*)\s?\((.+)\)")
_PARTIES = r"\d{1,3}/(?:CP|CMP|CMA|COP)\.\d{1,3}|[IVXL]{1,6}/\d{1,3}(?:\s[A-Z](?![A-Za-z\u00c0-\u024f\d’']))?"
_OF_YEAR = r"\d{1,4}\s\((?:19|20)\d\d\)"
_SHORT = r"(?:ES-|S-)?\d{1,4}/\d{1,4}(?:\s[A-Z](?:-[A-Z])?(?![A-Za-z\u00c0-\u024f\d’']))?"
# Letters of other scripts may touch a symbol (第53/11号): only Latin ones would make it part of something else.
_SYMBOL = re.compile(
    rf"(?=[A-Z0-9])(?<![A-Za-z0-9/.\-])(?:(?P<full>{_FULL})|(?P<old>{_OLD})|(?P<year>{_OF_YEAR})|(?P<parties>{_PARTIES})|(?P<short>{_SHORT}))"
    r"(?![A-Za-z0-9/])"
)
# What every symbol has: most paragraphs cite nothing, and are not looked through for the rest.
_MAY_CITE = re.compile(r"[\dA-Z]/[\dA-Z]|\d\s?(?:\w{1,3}\s?)?\(")
_MORE_PARTS = regex.compile(
    r"(?:(?:,\s(?P<part>[A-Z])(?=,|\sand\s))*\sand\s(?P<part>[A-Z])|\sto\s(?P<last>[A-Z]))(?![A-Za-z\u00c0-\u024f\d’'.])"
)
_MORE_PIECES = regex.compile(r"(?:(?:,|,?\sand)\s(?P<piece>(?:Add|Corr|Rev)\.\d+))+")
_PLAIN = str.maketrans("\u00a0\u202f\u2011\u2010", "  --")
"""Blanks and hyphens of one width: offsets stay."""

_JOINTS = frozenset({" and ", ", ", " et ", " y ", " и ", " و"})
_NEAR = 160
"""How far before a word its body or place is looked for: the longest names have a hundred letters."""
_FIRST_SHORT_SESSION = 31
_LAST_SHORT_SESSION = 199  # 2000/22 is a year; no session will have four digits
_LAST_ROMAN_SESSION = 30  # of the Assembly; the Economic and Social Council's went on to LXIII

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

_NOUN = regex.compile(
    r"(?P<decision>décision|decisi[oó]n|решени|مقرر|决定|Beschl[uü])|r[eé]solu[tc]i|резолюци|قرار|决议",
    regex.IGNORECASE,
)
_BODIES = {
    RIGHTS: r"Human Rights Council|مجلس حقوق الإنسان|人权理事会",
    ECOSOC: r"Economic and Social Council|المجلس الاقتصادي والاجتماعي|经济及社会理事会",
    COMMISSION: r"Commission on Human Rights|لجنة حقوق الإنسان|人权委员会",
    ASSEMBLY: r"General Assembly|\b[Ii]ts\b|الجمعية العامة|قرارها|قراراتها|大会|其",
    "": r"Commission|Conference",
}
_AFTER = {
    RIGHTS: r"du Conseil des droits de l.homme|del Consejo de Derechos Humanos|Совета по правам человека|"
    r"des Menschenrechtsrats",
    ECOSOC: r"du Conseil économique et social|del Consejo Económico y Social|Экономического и Социального Совета",
    COMMISSION: r"de la Commission des droits de l.homme|de la Comisión de Derechos Humanos|"
    r"Комиссии по правам человека",
}
_NAMED_BEFORE = regex.compile("|".join(f"(?P<b{i}>{names})" for i, names in enumerate(_BODIES.values())))
_NAMED_AFTER = regex.compile(
    r"\s+(?:" + "|".join(f"(?P<b{i}>{names})" for i, names in enumerate(_AFTER.values())) + ")"
)
# English says the body next to the noun: "Human Rights Council resolution", "Council resolution", "its resolution".
_WHOSE = regex.compile(
    r"(?P<name>[A-Z][\w’'\-]*(?:\s(?:(?:of|on|for|to|the|and|in|against)\s)*[A-Z][\w’'\-]*)*)(?:[’']s?)?\s+$"
)
_ITS = regex.compile(
    rf"(?P<name>{RIGHTS}|{ECOSOC}|{SECURITY}|{COMMISSION})(?:,?\s\w+){{0,4}},?\s(?:in|by|through|under|with|to)\sits\s+$"
)
_LEAD = regex.compile(r"^(?:[A-Z]\w+(?:ing|ed)|In|By|The|See|Also|Further)\s+(?:(?:also|further|the)\s+)?")

_PLACE = regex.compile(
    r"""\)?,?\s(?P<place>(?:(?:paras?\.|chaps?\.|sects?\.|annex(?:es)?|par\.|párrs?\.|pp?\.|пункты?|п\.)
    (?:\s(?:\d+|[IVXL]+(?:\.[A-Z])?|[A-Z])(?![\w/])(?:\s?\([a-z]+\))*(?:(?:,|\sand|\sto|[-–])\s?(?:\d+(?![\w/])(?:\s?\([a-z]+\))*|\([a-z]+\)))*)?
    (?:,\s)?)+)""",
    regex.VERBOSE,
)
_PLACE_BEFORE = regex.compile(
    r"(?P<place>(?:sections?\s[IVXL]+(?:\.[A-Z])?(?:(?:,|,?\sand|\sto)\s[IVXL]+)*(?:,\sparagraphs?\s[\d\s,]*\d)?|paragraphs?\s\d+(?:\s?\([a-z]+\))*(?:(?:,|,?\sand|\sto|[-–])\s?(?:\d+(?:\s?\([a-z]+\))*|\([a-z]+\)))*))"
    r",?\sof\s(?:the\s)?(?:its\s|(?:[A-Z]\w+\s(?:and\s|on\s)?){0,5})(?:resolution|decision)\s$"
)


@dataclass(frozen=True, slots=True)
class Citation:
    """A document that a text cites: its symbol, the date the text gives it, the words, and where they stand.

    `body`: whose document it is, None where that isn't plain. `place`: the part of it that is cited, as printed.
    """

    symbol: str
    dated: date | None
    printed: str
    offset: int
    body: str | None = None
    place: str | None = None


def citations(text: str, language: str) -> tuple[Citation, ...]:
    """The documents cited in a paragraph or a note, in the order of the text. Offsets are in code points."""
    if ("/" not in text and "(" not in text) or not _MAY_CITE.search(text):
        return ()
    plain = text if text.isascii() else text.translate(_PLAIN)
    found: list[Citation] = []
    for match in _SYMBOL.finditer(plain):
        printed = match.group().rstrip(".-")
        symbol, body = _whole(match, printed, plain, language)
        if symbol:
            place = _place(plain, match)
            shown = text[match.start() : match.start() + len(printed)]
            one = Citation(symbol, _date(plain, match, language), shown, match.start(), body, place)
            found += [one, *_more(plain, match, one)]
    return _shared_dates(found, plain)


def renamed(text: str, language: str) -> tuple[tuple[str, str], ...]:
    """What a note says has got another name: (A/RES/75/245, A/RES/75/245 A), where it cites both in this order.

    So part B, issued later, tells what became of the first text (UN.md B.1), in any language.
    """
    names = [one.symbol for one in citations(text, language)]
    pairs = [(names[i], after) for i in range(len(names)) for after in names[i + 1 :]]
    return tuple(
        dict.fromkeys(
            (before, after) for before, after in pairs if regex.fullmatch(rf"{regex.escape(before)} [A-Z]", after)
        )
    )


# ---------------------------------------------------------------------------------------------------- which document


def _whole(match: re.Match[str], printed: str, text: str, language: str) -> tuple[str | None, str | None]:
    """The symbol in full and its body; no symbol for what only looks like one."""
    if match["full"]:
        return (_canonical(printed), _body_of(printed)) if any(map(str.isdigit, printed)) else (None, None)
    if match["year"]:
        return printed.replace(" ", "").join(("S/RES/", "")), SECURITY
    noun, body = _named(text, match, language)
    if match["old"]:
        return _of_old(_in_latin(printed), body)
    if match["parties"]:  # decision 2/CP.23, decision IX/16 C: of a convention's Conference of the Parties
        return (printed, None) if noun == "DEC" else (None, None)
    if noun is None:
        return None, None
    return _short(printed, noun, body)


def _in_latin(printed: str) -> str:
    """An old form as English prints it: "217 ألف (د-3)", "217 А (III)" and "217 A(III)" are 217 A (III)."""
    match = _OLD_PARTS.fullmatch(printed)
    if match is None:
        return printed
    number, letter, session = match.groups()
    if session.startswith("د"):  # how Arabic counts sessions
        tens, ones = divmod(int(session[2:]), 10)
        session = "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
    letter = f" {_LETTERS.get(letter, letter)}" if letter else ""
    return f"{number}{letter} ({session})"


def _of_old(printed: str, body: str) -> tuple[str, str]:
    """The symbol of a form with a session in roman numerals: 217 A (III), 1503 (XLVIII), 1874 (S-IV)."""
    special = "S-" in printed
    if not special and (body == ECOSOC or _session(printed) > _LAST_ROMAN_SESSION):
        return f"E/RES/{printed.replace(' (', '(')}", ECOSOC
    return f"A/RES/{printed.replace(' (', '(')}" if special else _canonical(printed), ASSEMBLY


def _short(printed: str, noun: str, body: str) -> tuple[str | None, str | None]:
    """The symbol of a short form: `noun` is RES or DEC, `body` whose it is."""
    first = printed.partition("/")[0]
    number = figure(first)
    if number is not None and number > _LAST_SHORT_SESSION:
        if not 1946 <= number <= 2099 or len(printed) > len("2000/1234 A"):
            return None, None
        prefix = {ECOSOC: f"E/{noun}/", COMMISSION: f"E/CN.4/{noun}/"}.get(body, "")
        return prefix + printed, body if prefix else None
    if body == RIGHTS:
        return f"A/HRC/{noun}/{printed}", RIGHTS
    if body not in (ASSEMBLY, ""):
        return printed, body
    assembly = number is None or number >= _FIRST_SHORT_SESSION
    return (f"A/{noun}/{printed}", ASSEMBLY) if assembly else (None, None)


def _canonical(printed: str) -> str:
    """A symbol of the Assembly's resolutions in the form under which texts are kept; others as they stand."""
    try:
        return str(Symbol.parse(printed)) if "/" not in printed or printed.startswith("A/RES/") else printed
    except BadSymbol:
        return printed


def _body_of(symbol: str) -> str | None:
    bodies = {"A/HRC/": RIGHTS, "E/CN.4/": COMMISSION, "A/": ASSEMBLY, "S/": SECURITY, "E/": ECOSOC}
    return next((body for start, body in bodies.items() if symbol.startswith(start)), None)


def _session(printed: str) -> int:
    try:
        return Symbol.parse(printed).session or 0
    except BadSymbol:  # a thousand numerals
        return 0


def _named(text: str, match: re.Match[str], language: str) -> tuple[str | None, str]:
    """RES or DEC, None if no such word stands in the text; and the body named with it ("" if none is)."""
    nouns = _nouns(text)
    if not nouns:
        return None, ""
    before = [noun for noun in nouns if noun.start() < match.start()]
    after = [noun for noun in nouns if noun.start() >= match.end()]
    if language == "zh":  # the noun stands behind the symbol
        before, after = after[:1], before
    noun = before[-1] if before else after[0]
    kind = "DEC" if noun["decision"] else "RES"
    if named := _NAMED_AFTER.match(text, match.end()):
        return kind, list(_AFTER)[int(named.lastgroup[1:])] if named.lastgroup else ""
    if language == "en" and before:
        return kind, _whose(text, noun.start())
    nearest = list(_NAMED_BEFORE.finditer(text, 0, match.start()))
    return kind, list(_BODIES)[int((nearest[-1].lastgroup or "b4")[1:])] if nearest else ""


@lru_cache(maxsize=4)
def _nouns(text: str) -> tuple[regex.Match[str], ...]:
    """Where a text speaks of resolutions and decisions: asked for each of its symbols."""
    return tuple(_NOUN.finditer(text))


def _whose(text: str, noun: int) -> str:
    """Whose resolution it is in English, by the words that stand before the noun."""
    if its := _ITS.search(text, max(noun - _NEAR, 0), noun):
        return str(its["name"])
    named = _WHOSE.search(text, max(noun - _NEAR, 0), noun)
    if not named:
        return ASSEMBLY
    name = _LEAD.sub("", named["name"])
    # "General Assembly and Security Council resolutions 60/180 and 1645 (2005)": the second has a form of its own.
    known = next((one for one in (RIGHTS, ECOSOC, COMMISSION) if name.endswith(one)), ASSEMBLY * (ASSEMBLY in name))
    if known:
        return known
    if name.endswith("Governing Council") or not name.endswith(("Council", "Assembly")):
        return _other(name)
    if name == "Council":  # short for the one that was named in full
        full = [one for body in (RIGHTS, ECOSOC) for one in regex.finditer(body, text[:noun])]
        return max(full, key=lambda one: one.start()).group() if full else RIGHTS
    return ASSEMBLY if name == "Assembly" else _other(name)


def _other(name: str) -> str:
    """Another body's name; what is no body's ("Member States") is nobody's, so the text's own Assembly's."""
    kinds = "Commission|Conference|Committee|Council|Assembly|Board|Parties|Congress|Authority|Organization|Union"
    return name if regex.search(kinds, name) else ASSEMBLY


# --------------------------------------------------------------------------------------------- date, place and lists


def _date(text: str, match: re.Match[str], language: str) -> date | None:
    """The date that a text gives what it cites, where it stands next to the symbol."""
    if language == "zh":
        found = _CHINESE_DATE.search(text, 0, match.start())
    else:
        end = parts.end() if (parts := _MORE_PARTS.match(text, match.end())) else match.end()
        found = _DATE_AFTER.get(language, _DATE_AFTER["en"]).match(text, end)
    return find_date(found["date"], language) if found else None


def _place(text: str, match: re.Match[str]) -> str | None:
    """The paragraph, annex or chapter that is cited, where it stands next to the symbol."""
    if after := _PLACE.match(text, match.end()):
        return after["place"].rstrip(" ,")
    before = _PLACE_BEFORE.search(text, max(match.start() - _NEAR, 0), match.start())
    return before["place"] if before else None


def _more(text: str, match: re.Match[str], one: Citation) -> list[Citation]:
    """What is cited with it in short: "75/101 A and B", "A/74/53 and Corr.1"."""
    if one.symbol[-2:-1] == " " and (parts := _MORE_PARTS.match(text, match.end())):
        if parts["last"]:
            last = replace(one, printed=parts["last"], offset=parts.start("last"), place=None)
            letters = map(chr, range(ord(one.symbol[-1]) + 1, ord(parts["last"]) + 1))
            return [replace(last, symbol=one.symbol[:-1] + letter) for letter in letters]
        spans = [(one.symbol[:-1], span) for span in parts.spans("part")]
    elif match["full"] and (pieces := _MORE_PIECES.match(text, match.end())):
        base = regex.sub(r"/(?:Add|Corr|Rev)\.\d+$", "", one.symbol)
        spans = [(f"{base}/", span) for span in pieces.spans("piece")]
    else:
        return []
    return [
        replace(one, symbol=stem + text[start:end], printed=text[start:end], offset=start, place=None)
        for stem, (start, end) in spans
    ]


def _shared_dates(found: list[Citation], text: str) -> tuple[Citation, ...]:
    """Two of one time, as in "55/235 and 55/236 of 23 December 2000", have the date of the second."""
    out = list(found)
    for place in range(len(out) - 2, -1, -1):
        one, after = out[place], out[place + 1]
        between = text[one.offset + len(one.printed) : after.offset]
        if one.dated is None and after.dated and between in _JOINTS and _at_that_time(one.symbol, after):
            out[place] = replace(one, dated=after.dated)
    return tuple(out)


def _at_that_time(symbol: str, after: Citation) -> bool:
    """Whether a text can be of the date of what follows it: of the same session, or of the Assembly's in that year."""
    if symbol.rpartition("/")[0] == after.symbol.rpartition("/")[0]:
        return True
    session = Symbol(symbol).session if symbol.startswith("A/RES/") else None
    return bool(session and after.dated and after.dated.year - session in (1945, 1946))
