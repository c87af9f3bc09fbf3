"""Markdown inside a line -> runs. What is taken as markup: emphasis (* and _), escapes, marks of notes.

Marks of notes are superscript digits, `[^1]`, and `1/` (texts of the 1990s, UN.md B.5; also glued to a year, "19931/");
each only where the document has a note of that mark: "10 m²" stays what it is. Plain digits and "(1)" are marks only of
notes that are printed so, in their order.
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
      | (?:(?<=\s)|(?<=\b(?:19|20)\d\d))(?P<slashed>\d{{1,2}})/(?=[\s,.;]|$)
      | (?:(?<=[^\W\d_][^\W\d_][^\W\d_])|(?<=[,;”’")\]》」，、）])|(?<=\b(?:19|20)\d\d))
        (?P<plain>\d{{1,2}})(?=[\s,.;:)\]，。；]|$)
      | [(（](?P<round>\d{{1,2}})[)）]
      | \\(?P<escaped>[\\*_\[\]().\#\-])
      | (?P<tag></?(?:s|strike|del|ins|u|b|strong|i|em)>)
      | (?P<mark>~~|\*{{1,3}}|(?<![^\W_])_{{1,3}}(?=\S)|(?<=\S)_{{1,3}}(?![^\W_]))""",
    re.VERBOSE,
)
NOTE = re.compile(
    rf"\s*(?:\[\^(?P<reference>\w+)\]:|(?P<raised>[{SUPERSCRIPTS}]+)|(?P<slashed>\d{{1,2}})/(?=\s))\s*(?P<text>.*)",
    re.DOTALL,
)
BARE = re.compile(r"\s*[(（]?(?P<mark>\d{1,2})[)）]?[\s\u3000]\s*(?P<text>\S.*)", re.DOTALL)
_STRUCK = frozenset(("~~", "<s>", "<strike>", "<del>"))
_BOLD = frozenset(("**", "__", "***", "___", "<b>", "<strong>", "<u>"))
_HEADING = re.compile(r"\A\s*#{1,6}\s+")


class Notes(dict[str, str]):
    """The notes of a text by mark. `bare`: those that are marked by a plain digit, as in texts pasted from a PDF.

    A plain digit is a mark only where the next such note is due: `due` is how many were found.
    """

    def __init__(self) -> None:
        super().__init__()
        self.bare: list[str] = []
        self.due = 0

    def takes(self, mark: str) -> bool:
        """Whether a plain digit is the mark of the next note; if so, it is found."""
        if self.due < len(self.bare) and self.bare[self.due] == mark:
            self.due += 1
            return True
        return False


def note_mark(match: re.Match[str]) -> str:
    """The mark of a note, in plain digits: "³" is "3"."""
    raised = match["raised"]
    return raised.translate(_DIGITS) if raised else match["reference"] or match["slashed"] or ""


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
    last: dict[str, int] = {}  # where each mark stands for the last time: looked for once
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
        elif mark not in opened and text[at : at + 1].strip() and _last(mark, text, last) >= at:
            opened[mark] = runs.length
        else:
            runs.add(mark)
    runs.add(text[at:])


def _last(mark: str, text: str, known: dict[str, int]) -> int:
    """Where a mark stands for the last time in a text."""
    if mark not in known:
        known[mark] = text.rfind(mark)
    return known[mark]


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


def marks(text: str, notes: Mapping[str, str], runs: Runs) -> None:
    """Add a text that has no markup but marks of notes."""
    at = 0
    for token in _TOKEN.finditer(text):
        if token["mark"] is None and token["tag"] is None and token["escaped"] is None:
            runs.add(text[at : token.start()])
            _token(token, notes, runs)
            at = token.end()
    runs.add(text[at:])


def _token(token: re.Match[str], notes: Mapping[str, str], runs: Runs) -> None:
    if token["escaped"]:
        runs.add(token["escaped"])
        return
    plain = token["plain"] or token["round"]
    mark = plain or note_mark(token)
    due = isinstance(notes, Notes) and notes.takes(mark) if plain else mark in notes
    if due:
        runs.note(mark, notes[mark], tight=not token["raised"])
    else:
        runs.add(token.group())
