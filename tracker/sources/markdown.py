"""Markdown inside a line -> runs. What is taken as markup: emphasis (* and _), escapes, marks of notes.

Marks of notes are superscript digits, `[^1]`, and `1/` (texts of the 1990s, UN.md B.5); each only where the document
has a note of that mark: "10 m²" stays what it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from tracker.sources.runs import Runs

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")
_TOKEN = re.compile(
    rf"""\[\^(?P<reference>\w+)\]
      | (?P<raised>[{SUPERSCRIPTS}]+)
      | (?<=\s)(?P<slashed>\d{{1,2}})/(?=[\s,.;]|$)
      | \\(?P<escaped>[\\*_\[\]().\#\-])
      | (?P<tag></?(?:s|strike|del|ins|u|b|strong|i|em)>)
      | (?P<mark>~~|\*{{1,3}}|(?<![^\W_])_{{1,3}}(?=\S)|(?<=\S)_{{1,3}}(?![^\W_]))""",
    re.VERBOSE,
)
NOTE = re.compile(
    rf"\s*(?:\[\^(?P<reference>\w+)\]:|(?P<raised>[{SUPERSCRIPTS}]+)|(?P<slashed>\d{{1,2}})/(?=\s))\s*(?P<text>.*)",
    re.DOTALL,
)
_STRUCK = frozenset(("~~", "<s>", "<strike>", "<del>"))
_BOLD = frozenset(("**", "__", "***", "___", "<b>", "<strong>", "<u>"))
_HEADING = re.compile(r"\s*#{1,6}\s+")


def note_mark(match: re.Match[str]) -> str:
    """The mark of a note, in plain digits: "³" is "3"."""
    raised = match["raised"]
    return raised.translate(_DIGITS) if raised else match["reference"] or match["slashed"]


def is_heading(line: str) -> bool:
    """Whether Markdown says that this line is a heading."""
    return _HEADING.match(line) is not None


def bare(line: str) -> str:
    """A line without its markup, to see what it is."""
    runs = Runs()
    write(_HEADING.sub("", line, count=1), {}, runs)
    return runs.finish().text


def write(text: str, notes: Mapping[str, str], runs: Runs) -> None:
    """Add a text to runs without its markup: emphasis becomes emphasis, a mark of one of `notes` that note."""
    opened: dict[str, int] = {}
    at = 0
    for token in _TOKEN.finditer(text):
        runs.add(text[at : token.start()])
        at = token.end()
        mark = token["mark"] or (token["tag"] or "").replace("/", "") or None
        if mark is None:
            _token(token, notes, runs)
        elif token["tag"]:
            if "/" not in token["tag"]:
                opened[mark] = runs.length
            elif mark in opened:
                _mark(mark, opened.pop(mark), runs)
        elif mark in opened and not text[token.start() - 1].isspace():
            _mark(mark, opened.pop(mark), runs)
        elif mark not in opened and text[at : at + 1].strip() and mark in text[at:]:
            opened[mark] = runs.length
        else:
            runs.add(mark)
    runs.add(text[at:])


def _mark(mark: str, start: int, runs: Runs) -> None:
    """What began at `start` ends here: struck, marked as new, or set off."""
    if mark in _STRUCK:
        runs.mark("struck", start)
        return
    if mark == "<ins>":
        runs.mark("new", start)
        return
    if mark in _BOLD:
        runs.mark("bold", start)
    if mark != "<u>":
        runs.emphasis(start)


def _token(token: re.Match[str], notes: Mapping[str, str], runs: Runs) -> None:
    if token["escaped"]:
        runs.add(token["escaped"])
        return
    mark = note_mark(token)
    if mark in notes:
        runs.note(mark, notes[mark])
    else:
        runs.add(token.group())
