"""Text x text -> word operations that a person can read, and that give back both texts exactly.

diff-match-patch does the matching, over whole words: each distinct word is one private-use character, which its
clean-ups can't mistake for a letter, a blank or a line end (STACK.md 3). Words carry their leading blank. What follows
makes the result readable rather than minimal: crumbs of equal small words between two edits join them, an insertion
slides to the end of its clause, and blanks that both sides share are given back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from diff_match_patch import diff_match_patch
from rapidfuzz.distance import Indel

from tracker import config
from tracker.model import Op, WordOp
from tracker.tokens import blank_folded, tokens

# Two planes and the BMP's private area: 137,468 distinct words, no letter, blank, line end or surrogate among them.
_PRIVATE = [*range(0xF0000, 0xFFFFE), *range(0x100000, 0x10FFFE), *range(0xE000, 0xF900)]
_CLAUSE_ENDS = (",", ";", ".", ":", "،", "؛", "，", "；", "。", "、")


@dataclass
class _Run:
    """Equal words, or an edit: words taken out and words put in."""

    equal: bool
    old: list[str]
    new: list[str]


def diff(old: str, new: str, language: str = "en") -> tuple[WordOp, ...]:
    """The operations that lead from one text to the other: equal, delete, insert, a delete before its insert."""
    if old == new:
        return (WordOp("equal", old),) if old else ()
    before, after = _glued(tokens(old, language)), _glued(tokens(new, language))
    runs = _slide(_join(_runs(before, after)))
    return tuple(_operations(runs))


def apply(old: str, operations: Sequence[WordOp]) -> str:
    """The new text that the operations make of the old one. Raises ValueError if they are of another text."""
    if "".join(op.text for op in operations if op.op != "insert") != old:
        raise ValueError("these operations belong to another text")
    return "".join(op.text for op in operations if op.op != "delete")


def _glued(words: Sequence[str]) -> list[str]:
    glued: list[str] = []
    blanks = ""
    for word in words:
        if word.isspace():
            blanks += word
        else:
            glued.append(blanks + word)
            blanks = ""
    return [*glued, blanks] if blanks else glued


def _runs(before: list[str], after: list[str]) -> list[_Run]:
    """Matched words as runs; words that differ only in their blank match."""
    codes: dict[str, str] = {}
    texts = [
        "".join(codes.setdefault(blank_folded(word), chr(_PRIVATE[len(codes)])) for word in side)
        for side in (before, after)
    ]
    runs: list[_Run] = []
    at_old = at_new = 0
    for op, size in _matched(texts[0], texts[1]):
        if op == 0:
            runs.append(_Run(equal=True, old=before[at_old : at_old + size], new=after[at_new : at_new + size]))
        else:
            if not runs or runs[-1].equal:
                runs.append(_Run(equal=False, old=[], new=[]))
            taken = before[at_old : at_old + size] if op < 0 else []
            put = after[at_new : at_new + size] if op > 0 else []
            runs[-1].old.extend(taken)
            runs[-1].new.extend(put)
        at_old += size if op <= 0 else 0
        at_new += size if op >= 0 else 0
    return runs


def _matched(old: str, new: str) -> Iterator[tuple[int, int]]:
    if max(len(old), len(new)) > config.DIFF_LIMIT:
        for code in Indel.opcodes(old, new):
            if code.tag == "equal":
                yield 0, code.src_end - code.src_start
            else:
                yield from (
                    (sign, size)
                    for sign, size in _sizes(code.src_end - code.src_start, code.dest_end - code.dest_start)
                )
        return
    engine = diff_match_patch()
    engine.Diff_Timeout = 0.0  # no deadline: the result must not depend on the machine
    for op, text in engine.diff_main(old, new, checklines=False):
        yield op, len(text)


def _sizes(deleted: int, inserted: int) -> Iterator[tuple[int, int]]:
    if deleted:
        yield -1, deleted
    if inserted:
        yield 1, inserted


# ---------------------------------------------------------------------------------------------------- readable edits


def _weight(words: Sequence[str]) -> float:
    """How much a reader would miss these words: small words and marks next to nothing, others by their length."""
    return sum(
        config.SMALL_WORD_WEIGHT
        if word.strip().casefold() in config.SMALL_WORDS or not any(letter.isalnum() for letter in word)
        else len(word.strip())
        for word in words
    )


def _content(words: Sequence[str]) -> int:
    return sum(any(letter.isalnum() for letter in word) for word in words)


def _join(runs: list[_Run]) -> list[_Run]:
    """Join two edits across equal words that are only crumbs between them."""
    index = 1
    while index < len(runs) - 1:
        left, middle, right = runs[index - 1 : index + 2]
        if middle.equal and _is_crumb(left, middle, right):
            joined = _Run(equal=False, old=left.old + middle.old + right.old, new=left.new + middle.new + right.new)
            runs[index - 1 : index + 2] = [joined]
            index = max(1, index - 2)
        else:
            index += 1
    return runs


def _is_crumb(left: _Run, middle: _Run, right: _Run) -> bool:
    if len(middle.old) > config.CRUMB_WORDS:
        return False
    weight = _weight(middle.old)
    edits = [max(_weight(run.old), _weight(run.new)) for run in (left, right)]
    one_word = all(_content(side) <= 1 for run in (left, right) for side in (run.old, run.new))
    pure = any(not run.old or not run.new for run in (left, right))
    return weight < config.CRUMB_WEIGHT and weight <= min(edits) and not one_word and not pure


def _slide(runs: list[_Run]) -> list[_Run]:
    """Move a pure insertion or deletion to where it ends with its clause, among the places that read the same."""
    for index in range(1, len(runs) - 1):
        run, left, right = runs[index], runs[index - 1], runs[index + 1]
        if run.equal or (run.old and run.new) or not (left.equal and right.equal):
            continue
        words = run.old or run.new
        side = "old" if run.old else "new"
        full = [*getattr(left, side), *words, *getattr(right, side)]
        shift = _best_shift(full, len(getattr(left, side)), len(words))
        if shift:
            _shift(left, run, right, shift)
    return [run for run in runs if run.old or run.new]


def _best_shift(full: list[str], start: int, size: int) -> int:
    best = (_clause_score(full, start, size), 0)
    for direction in (-1, 1):
        shift = 0
        while abs(shift) < config.SLIDE_WORDS:
            outer, inner = (
                (start + shift - 1, start + shift + size - 1)
                if direction < 0
                else (start + shift, start + shift + size)
            )
            if outer < 1 or inner >= len(full) - 1 or full[outer] != full[inner]:
                break
            shift += direction
            best = max(
                best, (_clause_score(full, start + shift, size) - 0.01 * abs(shift), shift), key=lambda pair: pair[0]
            )
    return best[1]


def _clause_score(full: list[str], start: int, size: int) -> float:
    score = 2.0 * full[start - 1].endswith(_CLAUSE_ENDS) if start else 2.0
    score += 2.0 * full[start + size - 1].endswith(_CLAUSE_ENDS)
    return score - 2.0 * (full[start].strip() in _CLAUSE_ENDS)


def _shift(left: _Run, run: _Run, right: _Run, shift: int) -> None:
    """Move `shift` words over the edit; the sides that the edit does not touch keep the same words."""
    count = abs(shift)
    if shift < 0:
        passed_old, passed_new = left.old[-count:], left.new[-count:]
        left.old, left.new = left.old[:-count], left.new[:-count]
        if run.old:
            moved = passed_old + run.old
            run.old, right_old = moved[: len(run.old)], moved[len(run.old) :]
            right.old, right.new = right_old + right.old, passed_new + right.new
        else:
            moved = passed_new + run.new
            run.new, right_new = moved[: len(run.new)], moved[len(run.new) :]
            right.old, right.new = passed_old + right.old, right_new + right.new
        return
    passed_old, passed_new = right.old[:count], right.new[:count]
    right.old, right.new = right.old[count:], right.new[count:]
    if run.old:
        moved = run.old + passed_old
        left.old, left.new = left.old + moved[:count], left.new + passed_new
        run.old = moved[count:]
    else:
        moved = run.new + passed_new
        left.old, left.new = left.old + passed_old, left.new + moved[:count]
        run.new = moved[count:]


def _operations(runs: Sequence[_Run]) -> Iterator[WordOp]:
    """Runs as operations; blanks that both sides of an edit share belong to the words before it."""
    pending: list[tuple[Op | None, str]] = []
    for run in runs:
        if run.equal:
            pending.extend(_equal_words(run))
        else:
            old, new = "".join(run.old), "".join(run.new)
            lead = _shared_blank(old, new)
            pending.extend([("equal", lead), ("delete", old[len(lead) :]), ("insert", new[len(lead) :])])
    yield from _joined(_merged(pending))


def _joined(operations: Iterable[WordOp]) -> Iterator[WordOp]:
    """Pieces of one kind that touch are one: a word put in at the start of a text, and the blank after it."""
    for op, group in groupby(operations, key=lambda operation: operation.op):
        yield WordOp(op, "".join(operation.text for operation in group))


def _equal_words(run: _Run) -> Iterator[tuple[Op | None, str]]:
    """Equal words; where only the blank before a word differs, the blanks are the edit, apart from its neighbours."""
    for old, new in zip(run.old, run.new, strict=True):
        word = old.lstrip()
        if old == new:
            yield "equal", old
        elif word == new.lstrip():
            yield from ((None, ""), ("delete", old.removesuffix(word)), ("insert", new.removesuffix(word)), (None, ""))
            yield "equal", word
        else:  # the blanks differ inside an atom
            lead = _shared_blank(old, new)
            yield "equal", lead
            yield from ((None, ""), ("delete", old[len(lead) :]), ("insert", new[len(lead) :]), (None, ""))


def _shared_blank(old: str, new: str) -> str:
    size = 0
    while size < min(len(old), len(new)) and old[size] == new[size] and old[size].isspace():
        size += 1
    return old[:size]


def _merged(pieces: Sequence[tuple[Op | None, str]]) -> Iterator[WordOp]:
    """Operations of one kind joined, the deleted before the inserted; None ends an edit."""
    equal = deleted = inserted = ""
    for op, text in pieces:
        if op in {None, "equal"} and (deleted or inserted) and (text or op is None):
            yield from _edit(deleted, inserted)
            deleted = inserted = ""
        if op == "equal":
            equal += text
        elif text:
            if equal:
                yield WordOp("equal", equal)
                equal = ""
            deleted += text if op == "delete" else ""
            inserted += text if op == "insert" else ""
    if equal:
        yield WordOp("equal", equal)
    yield from _edit(deleted, inserted)


def _edit(deleted: str, inserted: str) -> Iterator[WordOp]:
    if deleted:
        yield WordOp("delete", deleted)
    if inserted:
        yield WordOp("insert", inserted)
