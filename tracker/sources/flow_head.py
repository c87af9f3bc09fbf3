"""The masthead and the title: what stands above the formula, in every format that is a flow of paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.errors import BadSymbol
from tracker.languages import LANGUAGES, find_date, plain_line
from tracker.model import Adoption, Finding, Footnote, Masthead, Sponsor
from tracker.ordinals import ordinal, pattern
from tracker.sources.runs import Piece, Runs
from tracker.sources.sponsors import read_sponsors
from tracker.symbols import Symbol

_TITLE = re.compile(
    r"(?P<number>(?:A/(?:HRC/)?RES/)?(?:(?:ES-|S-)?\d{1,4}/\d{1,4}|\d{1,4}\s?\([IVXLC]+\)|SPECIMEN/\d+)"
    r"(?:\s[A-Z](?:[-\u2013][A-Z])?)?\s*(?:\.\s*-?|-|\.?(?=\s)))\s*(?P<title>[^\s.].*)"
)
_SYMBOL_LINE = re.compile(r"(?:[A-Z]/[A-Z0-9]|SPECIMEN/)[\w./()\-\u2010\u2011\u2013\s]*")
_PARTS = re.compile(r"(?P<whole>.+) (?P<first>[A-Z])-(?P<last>[A-Z])")
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2013"), "-")
_ITEM = re.compile(
    r"(?:Agenda items?|Point|Tema|Пункт|البند|议程项目|Tagesordnungspunkt)\s*(?P<item>\d+(?:\s*\(?\w\))?)",
    re.IGNORECASE,
)
_REPORT = re.compile(r"\[.*[(（](?P<report>[^()（）]*/[^()（）]*(?:\([^()]*\)[^()]*)?)[)）]\]$")
_COMMITTEE = re.compile(r"report of the (?P<committee>[^()]+?)\s*\(")
_JOB = re.compile(r"\d{2}-\d{5}\s*\([A-Z]\)")
_VOTE = re.compile(
    r"recorded vote of (\d{1,3})(?: votes)? to (\d{1,3})(?:,? with (\d{1,3}) abstentions?)?", re.IGNORECASE
)
# Compiled volumes say above the text what others say below it (UN.md B.5): "RESOLUTION 55/104", "Adopted at the 81st
# plenary meeting, on 4 December 2000, without a vote, on the recommendation of the Committee (A/55/602/Add.2, ...)".
_RESOLUTION_LINE = re.compile(
    r"(?:RESOLUTION|RÉSOLUTION|RESOLUCIÓN|РЕЗОЛЮЦИЯ)\s+(?P<number>\S+\d(?:\s?[A-Z])?)\.?", re.IGNORECASE
)
_ADOPTED_AT = re.compile(r"Adopted at the (?P<meeting>\d{1,4}(?:st|nd|rd|th)(?: plenary)? meeting)\b", re.IGNORECASE)
_COMPILED_REPORT = re.compile(r"\((?P<report>[A-Z]/\d[^()]*)\)")
# The table above French pages of the 1990s has "Date", "Adoptée sans vote", "Séance plénière" and "Rapport".
_TABLE_HEAD = re.compile(r"séance plénière", re.IGNORECASE)
_SPONSORED = re.compile(
    r"draft resolution .{0,160}?(?:was sponsored|sponsored)\b.{0,80}? by:?\s+(?P<names>.+?)\.?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Head:
    """What the lines above the text say. `notes` are those whose marks stand in these lines, the title's apart."""

    symbol: Symbol | None
    title: Piece
    masthead: Masthead
    session: int | None
    adopted: date | None
    adoption: Adoption
    sponsors: tuple[Sponsor, ...]
    notes: tuple[Footnote, ...]


def is_title(text: str) -> bool:
    """Whether a line is a number with its title: "66/152. Enhancement of ..."."""
    return _TITLE.fullmatch(text) is not None


def read_head(paras: Sequence[tuple[Runs, Sequence[str]]], code: str, findings: list[Finding]) -> Head:
    """Read what stands above the enacting formula: each paragraph, and its clean lines.

    All of it but the title stays in the masthead's lines. The title is the last paragraph with a number before it, as
    the symbol comes first; where none has, the last. One of several parts has its own below its letter.
    """
    pieces = [runs.finish() for runs, _ in paras]
    start = _title_at([piece.text for piece in pieces])
    whole = pieces[start] if pieces else Piece("")
    match = _TITLE.fullmatch(whole.text)
    number = match["number"].strip() if match else ""
    title = _titled(whole, match)
    above, below = (
        [line for _, lines in part for line in lines] for part in (paras[: max(start, 0)], paras[start + 1 :])
    )
    symbol, letter_at = _part(_symbol(above, number, findings), [piece.text for piece in pieces])
    titles = range(start, start + 1)
    if start < letter_at < len(paras) - 1:
        titles = range(letter_at + 1, len(paras))
        below = [title.text, *(line for _, lines in paras[start + 1 : letter_at + 1] for line in lines)]
        title = _joined([paras[index][0] for index in titles])
    notes = tuple(note for index, piece in enumerate(pieces) if index not in titles for note in piece.notes)
    printed = [*above, *([number] if number else []), *below]
    session_text, session = _session(printed, symbol, code, findings)
    masthead = _masthead(printed, code, session_text)
    masthead = replace(masthead, lines=(*masthead.lines, *(f"{note.mark} {note.text}" for note in notes)))
    adopted = next(
        (day for line in printed if line != _issued_line(printed, code) and (day := find_date(line, code))), None
    )
    return Head(
        symbol,
        title,
        masthead,
        session,
        adopted,
        _adoption(printed),
        _sponsors((*printed, *(n.text for n in notes))),
        notes,
    )


def _title_at(texts: Sequence[str]) -> int:
    """The last paragraph with a number before it; without one, the last that says no more than how it was adopted."""
    numbered = [index for index, text in enumerate(texts) if is_title(text)]
    plain = [index for index, text in enumerate(texts) if not _says_of_it(text)]
    return numbered[-1] if numbered else plain[-1] if plain else len(texts) - 1


def _says_of_it(text: str) -> bool:
    return bool(_ADOPTED_AT.match(text) or _RESOLUTION_LINE.fullmatch(text) or _SPONSORED.search(text))


def _adoption(printed: Sequence[str]) -> Adoption:
    """How it was adopted, where the head says so."""
    told = tuple(line for line in printed if _ADOPTED_AT.match(line))
    if any(_TABLE_HEAD.search(line) for line in printed):
        told += tuple("without a vote" for line in printed if line.casefold().startswith("adoptée sans vote"))
    return adoption_told(told)


def _sponsors(lines: Sequence[str]) -> tuple[Sponsor, ...]:
    match = next((match for line in lines if (match := _SPONSORED.search(line))), None)
    return read_sponsors(match["names"]) if match else ()


def _joined(lines: Sequence[Runs]) -> Piece:
    runs = lines[0].copy()
    for line in lines[1:]:
        runs.line()
        runs.extend(line)
    return _titled(runs.finish(), None)


def _titled(whole: Piece, match: re.Match[str] | None) -> Piece:
    if match is None:
        return Piece(whole.text, notes=whole.notes)
    cut = match.start("title")
    notes = (replace(note, offset=max(note.offset - cut, 0)) for note in whole.notes)
    return Piece(whole.text[cut:], notes=tuple(notes))


def _symbol(above: list[str], number: str, findings: list[Finding]) -> Symbol | None:
    """The symbol: of the title's number, or of a line above it; where they differ, a finding and the title's."""
    titled = _parsed(number.rstrip(" .-"))
    named = [match["number"] if (match := _RESOLUTION_LINE.fullmatch(line)) else line for line in above]
    lines = [
        symbol
        for line, name in zip(above, named, strict=True)
        if (name != line or _SYMBOL_LINE.fullmatch(line)) and (symbol := _parsed(name))
    ]
    if part := next((one for one in lines if titled and one.short.startswith(f"{titled.short} ")), None):
        return part  # "76/244." above a title is that of its parts too; the masthead says which: "A/RES/76/244 B"
    if titled and lines and titled not in lines:
        text = f"the file gives itself different symbols: masthead {lines[0]}, title {titled}"
        findings.append(Finding("symbol-differs", text, "", "contradiction"))
    return titled or (lines[0] if lines else None)


def _part(symbol: Symbol | None, texts: Sequence[str]) -> tuple[Symbol | None, int]:
    """Which part a text is, and where its letter stands: alone, as "A" does between "A/RES/76/247 A-C" and a title.

    Without such a letter, the symbol as it is, and -1.
    """
    if symbol and (parts := _PARTS.fullmatch(symbol.text)):
        for index, text in reversed(list(enumerate(texts))):
            letter = text.strip(" .")
            if len(letter) == 1 and parts["first"] <= letter <= parts["last"]:
                return Symbol.parse(f"{parts['whole']} {letter}"), index
    return symbol, -1


def _parsed(text: str) -> Symbol | None:
    try:
        return Symbol.parse(text.translate(_HYPHENS))
    except BadSymbol:
        return None


def _session(
    printed: list[str], symbol: Symbol | None, code: str, findings: list[Finding]
) -> tuple[str | None, int | None]:
    word, numeral = re.compile(LANGUAGES[code].session, re.IGNORECASE), re.compile(pattern(code), re.IGNORECASE)
    line = next((one for one in printed if len(one) < 80 and word.search(one) and numeral.search(one)), None)
    match = numeral.search(line) if line else None
    said = ordinal(match.group(), code) if match else None
    known = symbol.session if symbol else None
    if said and known and said != known:
        findings.append(Finding("session-differs", f"the masthead says session {said}, the symbol {known}"))
    return line, known or said


def _issued_line(printed: list[str], code: str) -> str | None:
    """The date that stands alone on a line is that of issuance, but in the table of French pages that of adoption."""
    if any(_TABLE_HEAD.search(line) for line in printed):
        return None
    return next((line for line in printed if len(line) < 40 and find_date(line, code) and line[:1].isdigit()), None)


def _masthead(printed: list[str], code: str, session_text: str | None) -> Masthead:
    formulas = tuple(plain_line(formula).casefold() for formula in LANGUAGES[code].formulas)
    organ = next((line for line in printed if len(line) > 1 and _names(line, formulas)), None)
    issued = _issued_line(printed, code)
    item_at = next((i for i, line in enumerate(printed) if _ITEM.match(line)), None)
    item = _ITEM.match(printed[item_at]) if item_at is not None else None
    told = next((line for line in printed if _ADOPTED_AT.match(line)), "")
    meeting = _ADOPTED_AT.match(told)
    report = next((match["report"] for line in printed if (match := _REPORT.match(line))), None)
    compiled = _COMPILED_REPORT.search(told)
    committee = next((match["committee"] for line in printed if (match := _COMMITTEE.search(line))), None)
    job = next((match.group() for line in printed if (match := _JOB.search(line))), None)
    return Masthead(
        lines=tuple(printed),
        organ=organ,
        issued=find_date(issued, code) if issued else None,
        session_text=session_text,
        agenda_item=item["item"] if item else None,
        agenda_title=_agenda_title(printed, item_at, code),
        committee=committee,
        report=report or (compiled["report"] if compiled else None),
        meeting=meeting["meeting"] if meeting else None,
        job_number=job,
    )


def _names(line: str, formulas: tuple[str, ...]) -> bool:
    name = plain_line(line).casefold()
    return any(formula == name or formula.endswith((f" {name}", f"’{name}")) for formula in formulas)


def _agenda_title(printed: list[str], item_at: int | None, code: str) -> str | None:
    """The line after the agenda item, unless it already says how the text was adopted."""
    if item_at is None or item_at + 1 >= len(printed):
        return None
    line = printed[item_at + 1]
    return None if line.startswith("[") or find_date(line, code) or line[:1].isdigit() else line


def adoption_told(closing: tuple[str, ...]) -> Adoption:
    """How a text was adopted where its closing lines say so, as those of the Human Rights Council do (English)."""
    told = " ".join(closing)
    if "without a vote" in told:
        return Adoption("without a vote")
    if match := _VOTE.search(told):
        return Adoption("recorded vote", int(match[1]), int(match[2]), int(match[3] or 0))
    return Adoption()
