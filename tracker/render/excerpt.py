"""The words of a change that a reader needs: whole words around what was added and deleted, the rest left out.

A piece is shown as added or deleted without the blanks at its edges: these are put beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from tracker.model import Op, Significance, WordOp

_WIDE = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"  # scripts without blanks: two characters count as a word
_WORD = re.compile(rf"[\n\t]|[{_WIDE}]{{1,2}}[\u3000-\u303f\uff00-\uff0f]*|[^ \n\t{_WIDE}]+")
_BREAKS = {"\n": "¶", "\t": "|"}  # between the paragraphs of a split or a merger, between the cells of a table
_SPACED = (" ", *_BREAKS)
_PAUSE = (",", ";", ":", "，", "；", "、", "،", "؛")
_NEAR, _FAR = 5, 8  # words of context: enough to read, and how far a pause is looked for
_BESIDE = (3, 4)  # the same beside a formula, which explains itself
_LEAST_GAP = 2  # leaving out a single word saves nothing


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece to show. A `gap` stands where words were left out: its text is "..." with the blanks it needs."""

    op: Op | Literal["gap"]
    text: str
    significance: Significance | None = None


@dataclass(frozen=True, slots=True)
class _Item:
    """A word of an equal piece, or a whole added or deleted piece; `blank` if a blank stands before it.

    `start` and `end` are offsets in the new text. A piece without significance (another kind of blank) is no change:
    its new text is shown as an equal one. A no-break blank belongs to its word.
    """

    op: Op
    text: str
    significance: Significance | None
    blank: bool
    start: int
    end: int


def whole(segments: Sequence[WordOp]) -> tuple[Piece, ...]:
    """All of a word diff, ready to show."""
    items = list(_items(segments))
    return _pieces(items, [True] * len(items))


def cut(segments: Sequence[WordOp], phrase: str = "") -> tuple[Piece, ...]:
    """What a word diff adds and deletes, with some words around it, and all of `phrase` where the edit brought it."""
    items = list(_items(segments))
    span = _span(segments, phrase)
    keep = [item.op != "equal" or (span is not None and item.end > span[0] and item.start < span[1]) for item in items]
    near, far = _BESIDE if span else (_NEAR, _FAR)
    for kept, group in groupby(range(len(items)), key=lambda index: keep[index]):
        run = list(group)
        last = items[run[0] - 1] if run[0] else None
        # A formula that ends at a pause needs no word after it.
        ends = span is not None and last is not None and last.op == "equal" and last.text.endswith(_PAUSE)
        if not kept:
            _keep_context(items, keep, run, (near, far), 0 if ends else near)
    return _pieces(items, keep)


def size(text: str) -> int:
    """How many words a text has here, where two characters of a script without blanks count as one."""
    return len(_WORD.findall(text))


def opening(text: str, words: int = 30) -> str:
    """The first words of a text, with "..." where it goes on; a text that is a little longer is given whole."""
    found = list(_WORD.finditer(text))
    if len(found) <= words + 5:
        return text
    count = _to_pause([match.group() for match in found], max(words - 10, words // 2), words) or words
    return f"{text[: found[count - 1].end()]} ..."


def old_wording(segments: Sequence[WordOp], phrase: str) -> str | None:
    """What stood where the new text came to have `phrase`; None if the edit didn't bring it."""
    span = _span(segments, phrase)
    if span is None:
        return None
    old = []
    position = 0
    for op in segments:
        if op.op == "delete":
            old.append(op.text if span[0] <= position <= span[1] else "")
            continue
        if op.op == "equal":
            old.append(op.text[max(span[0] - position, 0) : max(span[1] - position, 0)])
        position += len(op.text)
    return " ".join("".join(old).split())


def _items(segments: Sequence[WordOp]) -> Iterator[_Item]:
    position = 0
    blank = False
    for op in segments:
        text = op.text
        length = len(text) if op.op != "delete" else 0
        if op.op == "delete" and op.significance == "none":
            continue
        if op.op == "equal" or op.significance == "none":
            for match in _WORD.finditer(text):
                word = _BREAKS.get(match.group(), match.group())
                spaced = blank or word in _BREAKS.values() or text[: match.start()].endswith(_SPACED)
                yield _Item("equal", word, None, spaced, position + match.start(), position + match.end())
                blank = False
            blank = blank or text.endswith(_SPACED)
        else:
            for sign, shown in _BREAKS.items():
                text = text.replace(sign, f" {shown} ")
            spaced = blank or text.startswith(" ")
            yield _Item(op.op, text.strip(" ") or " ", op.significance, spaced, position, position + length)
            blank = bool(text.strip(" ")) and text.endswith(" ")
        position += length


def _span(segments: Sequence[WordOp], phrase: str) -> tuple[int, int] | None:
    """Where the new text has a phrase that the edit touches, in any case and with blanks of any kind."""
    if not phrase:
        return None
    new = "".join(op.text for op in segments if op.op != "delete")
    touched = []
    position = 0
    for op in segments:
        length = len(op.text) if op.op != "delete" else 0
        if op.op != "equal":
            touched.append((position, position + length))
        position += length
    pattern = r"\s+".join(re.escape(word) for word in phrase.split())
    for match in re.finditer(pattern, new, re.IGNORECASE):
        if any(match.start() <= last and first <= match.end() for first, last in touched):
            return match.span()
    return None


def _keep_context(items: list[_Item], keep: list[bool], run: list[int], context: tuple[int, int], least: int) -> None:
    """Keep the words of a run that stand beside something kept; `least` 0: none after what is kept."""
    near, far = context
    words = [items[index].text for index in run]
    after = _after(words, near, far) if run[0] > 0 and least else 0
    before = _before(words, near, far) if run[-1] < len(items) - 1 else 0
    if len(run) - after - before < _LEAST_GAP:
        after = len(run)
    for index in [*run[:after], *run[len(run) - before :]]:
        keep[index] = True


def _to_pause(words: Sequence[str], least: int, most: int) -> int:
    """How many words lead to the first pause between `least` and `most` words; 0 if there is none."""
    return next((count for count in range(least, min(most, len(words)) + 1) if words[count - 1].endswith(_PAUSE)), 0)


def _after(words: Sequence[str], near: int, far: int) -> int:
    """How many words to show after something kept: to a pause, else `near`."""
    return _to_pause(words, min(3, near), far) or min(near, len(words))


def _before(words: Sequence[str], near: int, far: int) -> int:
    """How many words to show before something kept: from after a pause, if that is near enough."""
    most = min(far, len(words) - 1)
    return next((count for count in range(near, most + 1) if words[-count - 1].endswith(_PAUSE)), min(near, len(words)))


def _pieces(items: Sequence[_Item], keep: Sequence[bool]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for index, item in enumerate(items):
        if not keep[index]:
            if index == 0 or keep[index - 1]:
                pieces.append(Piece("gap", "..."))
            continue
        _add(pieces, item)
    spaced = [_spaced_gap(piece, index, len(pieces)) for index, piece in enumerate(pieces)]
    return tuple(_joined(spaced))


def _add(pieces: list[Piece], item: _Item) -> None:
    """Add an item, and the blank before it where it belongs: to an equal piece, never inside a mark.

    But for what is put in with a blank in the place of what had none: "banks[-, as well as-]{+ and+} bridges".
    """
    last = pieces[-1].op if pieces else "gap"
    text = item.text
    if item.blank and last == "delete" and item.op == "insert":
        spaced = len(pieces) == 1 or pieces[-2].op in {"gap", "delete"} or pieces[-2].text.endswith(" ")
        text = text if spaced else f" {text}"
    elif item.blank and last != "gap":
        pieces.append(Piece("equal", " "))
    pieces.append(Piece(item.op, text, item.significance))


def _spaced_gap(piece: Piece, index: int, count: int) -> Piece:
    if piece.op != "gap":
        return piece
    return Piece("gap", f"{' ' if index else ''}...{' ' if index < count - 1 else ''}")


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Pieces with their neighbours of the same kind; two deletions that meet stay two, for what they weigh."""
    for (op, significance), run in groupby(pieces, key=lambda piece: (piece.op, piece.significance)):
        parts = list(run)
        if op == "equal":
            yield Piece("equal", "".join(piece.text for piece in parts), significance)
        else:
            yield from parts
