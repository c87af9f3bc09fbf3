"""Words as HTML: the one place where text is escaped and where a word diff becomes `<ins>` and `<del>`.

Everything that leaves this module is `Markup`, safe as it stands. An addition is underlined and a deletion struck
through by the style sheet, and both are named in words that only a screen reader says, so that colour never carries
the meaning alone (WCAG 2.2, 1.4.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Literal

from markupsafe import Markup, escape

from tracker.model import Change, Op, WordOp
from tracker.render import excerpt

Side = Literal["old", "new", "both"]

_SHOWN: dict[Side, frozenset[Op]] = {
    "old": frozenset({"equal", "delete"}),
    "new": frozenset({"equal", "insert"}),
    "both": frozenset({"equal", "delete", "insert"}),
}
_ELEMENT: dict[Op, Markup] = {
    "delete": Markup('<del{}><span class="said">deleted: </span>{}<span class="said"> end. </span></del>'),
    "insert": Markup('<ins{}><span class="said">added: </span>{}<span class="said"> end. </span></ins>'),
}
_QUIET = frozenset({"none", "typographic", "technical"})
_QUIET_CLASS = Markup(' class="quiet"')
_SINCE: dict[Op, Markup] = {
    "insert": Markup('<sup class="since" title="came in then"><span class="said">came in </span>{}</sup>'),
    "delete": Markup('<sup class="since" title="went out then"><span class="said">went out </span>{}</sup>'),
}
_PILCROW = Markup('<span class="pilcrow" title="paragraph ends here">¶</span>')
_LABEL = re.compile(r"\b(?:PP|OP|H|T|F)\d+(?:\.\d+)?(?: (?:bis|ter|alt))?(?: ?\([a-z]+\))*")
_RTL = frozenset({"ar", "he", "fa", "ur"})


def direction(language: str) -> str:
    """Which way a language is written: "rtl" or "ltr"."""
    return "rtl" if language in _RTL else "ltr"


def anchor(label: str) -> str:
    """A label as it stands in an address: "OP12 (a)(ii)" is "OP12-a-ii", "Annex I 3 (a)" is "Annex-I-3-a"."""
    return re.sub(r"[^0-9A-Za-z.]+", "-", label.replace("+", "plus-")).strip("-")


def row_id(change: Change) -> str:
    """The anchor of a change: its first new label, or for what is gone "was-" and its old label."""
    return anchor(change.new[0].label) if change.new else f"was-{anchor(change.old[0].label)}"


def label(text: str) -> Markup:
    """A label or symbol among words of another direction."""
    return Markup("<bdi>{}</bdi>").format(text)


def highlighted(text: str, patterns: Sequence[re.Pattern[str]]) -> Markup:
    """A text with all that one of some patterns finds in it marked."""
    inside = bytearray(len(text))
    for pattern in patterns:
        for match in pattern.finditer(text):
            inside[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    result, start = Markup(), 0
    for marked, run in groupby(inside):
        stop = start + len(list(run))
        piece = escape(text[start:stop])
        result += Markup("<mark>{}</mark>").format(piece) if marked else piece
        start = stop
    return result


def with_links(text: Markup, addresses: Mapping[str, str], at_end: Mapping[str, str] | None = None) -> Markup:
    """A sentence whose labels lead where `addresses` says, by label; the one that ends it where `at_end` says."""
    shown, end = Markup(), 0
    for match in _LABEL.finditer(text):
        known = at_end if at_end is not None and match.end() == len(text) else addresses
        if address := known.get(match.group()):
            shown += text[end : match.start()] + Markup('<a href="{}"><bdi>{}</bdi></a>').format(address, match.group())
            end = match.end()
    return shown + text[end:]


def redline(ops: Iterable[WordOp], side: Side = "both") -> tuple[Markup, ...]:
    """A word diff as paragraphs: what one side says, or both in one.

    A paragraph ends at each newline of the side that is shown; where both are, at a newline of either, with a mark
    that shows whether the break was added or deleted.
    """
    paragraphs: list[Markup] = [Markup()]
    for op in _without_blanks(ops, side):
        if op.op not in _SHOWN[side]:
            continue
        for index, piece in enumerate(op.text.split("\n")):
            if index:
                if side == "both" and op.op != "equal":
                    paragraphs[-1] += _element(op, _PILCROW)
                paragraphs.append(Markup())
            if piece:
                paragraphs[-1] += _piece(op, piece)
    return tuple(paragraphs)


def _without_blanks(ops: Iterable[WordOp], side: Side) -> Iterator[WordOp]:
    """Another kind of blank is no change: it is shown as the text of its side, of the new one where both are."""
    for op in ops:
        if op.op != "equal" and op.significance == "none":
            if op.op == ("delete" if side == "old" else "insert"):
                yield WordOp("equal", op.text)
        else:
            yield op


def inline(ops: Iterable[WordOp]) -> Markup:
    """A word diff in one run, for a cell of a table."""
    return Markup(" ").join(redline(ops))


def cut(ops: Sequence[WordOp], phrase: str = "") -> Markup:
    """The changed words of a diff with a few unchanged ones around each; "…" stands for what is left out."""
    result = Markup()
    for piece in excerpt.cut(ops, phrase):
        if piece.op == "gap":
            result += escape(piece.text.replace("...", "…"))
        elif piece.op == "equal":
            result += escape(piece.text)
        else:
            result += _element(WordOp(piece.op, piece.text, piece.significance), escape(piece.text))
    return result


def marked(op: Literal["insert", "delete"], content: str) -> Markup:
    """Words that were added or deleted, on paper and on a screen, and read aloud as such."""
    return _ELEMENT[op].format("", content)


def _piece(op: WordOp, text: str) -> Markup:
    """One piece. The blanks at its ends stay outside the line that marks it."""
    core = text.strip(" ")
    if op.op == "equal" or not core:
        return escape(text) if op.op == "equal" else _element(op, escape(text))
    start = text.index(core)
    return escape(text[:start]) + _element(op, escape(core)) + escape(text[start + len(core) :])


def _element(op: WordOp, content: Markup) -> Markup:
    quiet = op.significance in _QUIET or op.reason == "house-style"
    marked = _ELEMENT[op.op].format(_QUIET_CLASS if quiet else "", content)
    return marked + (_SINCE[op.op].format(op.since) if op.since and op.significance not in _QUIET else Markup())
