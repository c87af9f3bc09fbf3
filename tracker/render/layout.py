"""Lines for a terminal: wrapped to a width in columns, with marks or colours for what was added and deleted.

Text is laid out with four signs of the private use area in place of the marks, so that a line break, a margin or a
colour never has to find a mark again in the text; `escape.terminal` keeps those signs out of documents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from tracker.render import escape
from tracker.render.excerpt import Piece

_INSERT, _END_INSERT, _DELETE, _END_DELETE, _STRONG, _END_STRONG = "\ue000\ue001\ue002\ue003\ue004\ue005"
_PLAIN = {_INSERT: "{+", _END_INSERT: "+}", _DELETE: "[-", _END_DELETE: "-]", _STRONG: "", _END_STRONG: ""}
_COLOURS = {
    _INSERT: "\x1b[32;4m",
    _DELETE: "\x1b[31;9m",
    _STRONG: "\x1b[1m",
}  # underline and strike: never colour alone
_ENDS = {_INSERT: _END_INSERT, _DELETE: _END_DELETE, _STRONG: _END_STRONG}
_SIGNS = re.compile("[\ue000-\ue005]")
_WIDE = "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
# Where a line may end: at blanks, and before a wide character (but for closing punctuation and the end of a mark).
_ATOM = re.compile(
    rf" +|[\ue000\ue002\ue004]*[{_WIDE}][\u3001\u3002\uff01-\uff0f\uff1a-\uff1f\ue001\ue003\ue005]*|[^ {_WIDE}]+"
)


def redline(pieces: Iterable[Piece]) -> str:
    """Pieces as one text with signs for marks."""
    signs = {"insert": (_INSERT, _END_INSERT), "delete": (_DELETE, _END_DELETE), "equal": ("", ""), "gap": ("", "")}
    return "".join(f"{signs[piece.op][0]}{escape.terminal(piece.text)}{signs[piece.op][1]}" for piece in pieces)


def strong(text: str) -> str:
    """A text that stands out where there is colour; it has no mark where there is none."""
    return f"{_STRONG}{text}{_END_STRONG}"


def finish(lines: Sequence[str], *, color: bool) -> str:
    """Lines with signs as text to print, ending with a newline."""
    if not color:
        return "".join(f"{_SIGNS.sub(lambda sign: _PLAIN[sign.group()], line).rstrip()}\n" for line in lines)
    return "".join(f"{_coloured(line)}\n" for line in lines)


def width_of(text: str, *, color: bool = False) -> int:
    """How many columns a text takes; marks are counted where they are shown."""
    return sum(_columns(character, color=color) for character in text)


def fill(text: str, width: int, *, first: str = "", rest: str = "", color: bool = False) -> list[str]:
    """A text in lines of at most `width` columns, the first line behind `first`, the others behind `rest`.

    A word that is longer than a line stands on its own.
    """
    lines: list[str] = []
    line, used = first, width_of(first, color=color)
    empty, blanks, opened = True, "", ""
    for atom in _ATOM.findall(text):
        if not atom.strip(" "):
            blanks = "" if empty else atom
            continue
        size = width_of(atom, color=color)
        if not empty and used + len(blanks) + size > width:
            lines.append(line + (_ENDS[opened] if opened and color else ""))
            line, used, blanks = rest + (opened if color else ""), width_of(rest, color=color), ""
        line += blanks + atom
        used += len(blanks) + size
        opened = _still_open(atom, opened)
        empty, blanks = False, ""
    return [*lines, line]


def pad(text: str, columns: int) -> str:
    """A text with blanks after it to so many columns, and at least one."""
    return text + " " * max(columns - width_of(text), 1)


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as columns with two blanks between them; the last column is as long as it is."""
    if not rows:
        return []
    widths = [max(width_of(row[index]) for row in rows) + 2 for index in range(len(rows[0]))]
    return ["".join(pad(cell, size) for cell, size in zip(row, widths, strict=True)).rstrip() for row in rows]


def _still_open(atom: str, opened: str) -> str:
    """Which mark a line break after this atom would stand in."""
    for sign in _SIGNS.findall(atom):
        opened = sign if sign in _ENDS else ""
    return opened


def _columns(character: str, *, color: bool) -> int:
    if character in _PLAIN:
        return 0 if color else len(_PLAIN[character])
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _coloured(line: str) -> str:
    return _SIGNS.sub(lambda sign: _COLOURS.get(sign.group(), "\x1b[0m"), line).rstrip()
