"""Text x text -> word operations that a person can read, and that give back both texts exactly.

diff-match-patch does the matching, over whole words: each distinct word is one private-use character, which its
clean-ups can't mistake for a letter, a blank or a line end (STACK.md 3). Words carry their leading blank. What both
texts begin and end with is left out of it, clause by clause, and `edits.py` makes the result readable.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence

import regex
from diff_match_patch import diff_match_patch
from rapidfuzz.distance import Indel, LCSseq

from tracker import cells, config, ranges
from tracker.edits import Run, edit, effort, is_light, kept, readable
from tracker.model import Op, WordOp
from tracker.order import kept_in_order
from tracker.tokens import blank_folded, glued

# Two planes and the BMP's private area: 137,468 distinct words, no letter, blank, line end or surrogate among them.
_PRIVATE = [*range(0xF0000, 0xFFFFE), *range(0x100000, 0x10FFFE), *range(0xE000, 0xF900)]
# For texts of still more words, which diff-match-patch never sees: letters, in planes two to thirteen.
_MORE = range(0x20000, 0xE0000)
# A mark and a blank stand inside no word and no atom (a date, a symbol, "10 per cent"); these Chinese marks need none.
_CLAUSE_END = regex.compile(r"[,;:.،؛](?=\s)|[，；。]")
_BLANK_FIRST = regex.compile(r"[^\S\n\t](?=.*\S)", regex.DOTALL)
_ENGINE = diff_match_patch()
_ENGINE.Diff_Timeout = 0.0  # no deadline: the result must not depend on the machine


def diff(old: str, new: str, language: str = "en") -> tuple[WordOp, ...]:
    """The operations that lead from one text to the other: equal, delete, insert, a delete before its insert."""
    if old == new:
        return (WordOp("equal", old),) if old else ()
    if not old or not new:
        return (WordOp("delete", old) if old else WordOp("insert", new),)
    if cells.has_cells(old) and cells.has_cells(new):
        return tuple(_joined(_by_cells(old, new, language), ("equal",)))
    start, end = _shared_clauses(old, new)
    before, after = (glued(text, language, start, len(text) - end) for text in (old, new))
    runs = ranges.joined(_read_best(before, after, language), language)
    return tuple(_joined([*_equal(old[:start]), *_operations(runs), *_equal(old[len(old) - end :])]))


def apply(old: str, operations: Sequence[WordOp]) -> str:
    """The new text that the operations make of the old one. Raises ValueError if they are of another text."""
    if "".join(op.text for op in operations if op.op != "insert") != old:
        raise ValueError("these operations belong to another text")
    return "".join(op.text for op in operations if op.op != "delete")


def is_coarse(old: str, new: str) -> bool:
    """Whether two texts are so long that their words are not all held against each other."""
    if old == new or _is_matched(len(old), len(new)):  # there are fewer words than letters
        return False
    return not _is_matched(*(len(glued(text, "en", 0, len(text))) for text in (old, new)))


def _is_matched(old: int, new: int) -> bool:
    """Whether so many words a side are all held against each other."""
    return old * new <= config.DIFF_MOST**2


def _by_cells(old: str, new: str, language: str) -> Iterator[WordOp]:
    """The operations of each cell by itself; one that is put in or taken out goes with the tab before it."""
    for before, after in cells.paired(old, new):
        if not before or not after:
            yield from _edit("".join(before or ()), "".join(after or ()))
            continue
        yield from _equal(before[0]) if before[0] == after[0] else _edit(before[0], after[0])
        whole = cells.is_figure(before[1]) and cells.is_figure(after[1])
        if whole and blank_folded(before[1]) != blank_folded(after[1]):
            yield from _edit(before[1], after[1])
        else:
            yield from diff(before[1], after[1], language)


# ------------------------------------------------------------------------------------------------------------- words


def _shared_clauses(old: str, new: str) -> tuple[int, int]:
    """How much of both texts is left alone, in code points from the start and from the end.

    Whole clauses, and none in which an edit could slide to another place that gives the same texts.
    """
    head, tail = _ENGINE.diff_commonPrefix(old, new), _ENGINE.diff_commonSuffix(old, new)
    least = min(len(old), len(new))
    first, last = min(head, least - tail), len(old) - min(tail, least - head)
    starts = [match.end() for match in _CLAUSE_END.finditer(old, 0, first) if match.end() < first]
    end = next((match.end() for match in _CLAUSE_END.finditer(old, last)), len(old))
    return starts[-1] if starts else 0, len(old) - end


# ---------------------------------------------------------------------------------------------------------- matching


_Match = tuple[int, int]
"""The places of a word on both sides."""


def _read_best(before: list[str], after: list[str], language: str) -> list[Run]:
    """The edits that are least to read, of two ways to match: all words alike, or those that say something first.

    The first may keep "of" and "and" at the cost of a citation that stands in both texts; the second may keep a word
    that stands there by chance.
    """
    if len({*before, *after}) > len(_PRIVATE) + len(_MORE):
        return [edit(before, after)]
    old, new = _coded(before, after)
    plain = list(_matches(old, new))
    found = readable(_runs(before, after, plain), language)
    if sum(not run.equal for run in found) < 2 or not _is_matched(len(old), len(new)):
        return found
    words = dict(zip(old + new, (*before, *after), strict=True))
    light = frozenset(code for code, word in words.items() if is_light(word, language))
    most = LCSseq.similarity(*("".join(word for word in side if word not in light) for side in (old, new)))
    if most <= sum(old[at] not in light for at, _ in plain):  # nothing that says something is lost to small words
        return found
    weighed = _weighed_matches(old, new, light)
    other = readable(_runs(before, after, weighed), language)
    return min(found, other, key=lambda runs: effort(runs, language))


def _runs(before: list[str], after: list[str], matches: Iterable[_Match]) -> list[Run]:
    """Matched words as runs of equal ones, and what stands between them as edits."""
    runs: list[Run] = []
    at_old = at_new = 0
    for old, new in (*matches, (len(before), len(after))):
        if at_old < old or at_new < new:
            runs.append(edit(before[at_old:old], after[at_new:new]))
        if old < len(before):
            if not runs or not runs[-1].equal:
                runs.append(kept([], []))
            runs[-1].old.append(before[old])
            runs[-1].new.append(after[new])
        at_old, at_new = old + 1, new + 1
    return runs


def _coded(before: list[str], after: list[str]) -> tuple[str, str]:
    """Each word as one character, the same for words that differ only in their blanks."""
    codes: dict[str, str] = {}
    folded: dict[str, str] = {}
    for word in dict.fromkeys((*before, *after)):
        bare = word.strip()
        codes[word] = folded.setdefault(bare if bare.isalnum() else blank_folded(word), _code(len(folded)))
    return "".join(map(codes.__getitem__, before)), "".join(map(codes.__getitem__, after))


def _code(number: int) -> str:
    return chr(_PRIVATE[number] if number < len(_PRIVATE) else _MORE[number - len(_PRIVATE)])


def _matches(old: str, new: str, passed: frozenset[str] = frozenset()) -> Iterator[_Match]:
    """The places of the words that match, in order, without those that are passed over.

    Words of one side only can't match and are left out of the search, which takes as long as there are differences.
    """
    both = (set(old) & set(new)) - passed
    places = [[at for at, word in enumerate(side) if word in both] for side in (old, new)]
    at_old = at_new = 0
    for op, size in _engine(*("".join(word for word in side if word in both) for side in (old, new))):
        if op == 0:
            yield from zip(places[0][at_old : at_old + size], places[1][at_new : at_new + size], strict=True)
        at_old += size if op <= 0 else 0
        at_new += size if op >= 0 else 0


def _weighed_matches(old: str, new: str, light: frozenset[str]) -> Iterator[_Match]:
    """The same, small words and marks only between the other words that match."""
    at_old = at_new = 0
    for match in (*_matches(old, new, light), (len(old), len(new))):
        taken, put = old[at_old : match[0]], new[at_new : match[1]]
        if taken == put:
            yield from zip(range(at_old, match[0]), range(at_new, match[1]), strict=True)
        elif taken and put:
            yield from ((at_old + i, at_new + j) for i, j in _matches(taken, put))
        if match[0] < len(old):
            yield match
        at_old, at_new = match[0] + 1, match[1] + 1


def _engine(old: str, new: str) -> Iterator[tuple[int, int]]:
    """What to do with how many words: -1 take out, 0 keep, 1 put in."""
    if max(len(old), len(new)) <= config.DIFF_LIMIT:
        yield from ((op, len(text)) for op, text in _ENGINE.diff_main(old, new, checklines=False))
    elif _is_matched(len(old), len(new)):
        for code in Indel.opcodes(old, new):
            if code.tag == "equal":
                yield 0, code.src_end - code.src_start
                continue
            yield -1, code.src_end - code.src_start
            yield 1, code.dest_end - code.dest_start
    else:
        yield from _piece_by_piece(old, new)


def _piece_by_piece(old: str, new: str) -> Iterator[tuple[int, int]]:
    """The same for long texts: what stands once on either side, in its order, and the pieces between by themselves."""
    at_old = at_new = 0
    for one, other in (*_anchors(old, new), (len(old), len(new))):
        taken, put = old[at_old:one], new[at_new:other]
        if _is_matched(len(taken), len(put)):
            yield from _engine(taken, put)
        else:
            yield from ((-1, len(taken)), (1, len(put)))
        if one < len(old):
            yield 0, 1
        at_old, at_new = one + 1, other + 1


def _anchors(old: str, new: str) -> list[_Match]:
    """The places of words that stand once on either side: the longest run of them that is in order in both."""
    counted = [Counter(side) for side in (old, new)]
    places = {word: at for at, word in enumerate(new) if counted[1][word] == 1}
    pairs = [(at, places[word]) for at, word in enumerate(old) if counted[0][word] == 1 and word in places]
    kept = kept_in_order([place for _, place in pairs], [1] * len(pairs))
    return [pairs[number] for number in sorted(kept)]


# -------------------------------------------------------------------------------------------------------- operations

_Piece = tuple[Op | None, str]
_END: _Piece = (None, "")
"""The end of an edit, where two of them touch."""


def _equal(text: str) -> Iterator[WordOp]:
    if text:
        yield WordOp("equal", text)


def _operations(runs: Sequence[Run]) -> Iterator[WordOp]:
    """Runs as operations; blanks that both sides of an edit share belong to the words before it."""
    pending: list[_Piece] = []
    for run in runs:
        if run.equal:
            pending.extend(_equal_words(run))
        else:
            old, new = "".join(run.old), "".join(run.new)
            lead = _shared_blank(old, new)
            old, new = old[len(lead) :], new[len(lead) :]
            pending.extend((_END, ("equal", lead)))
            if all(_BLANK_FIRST.match(side) for side in (old, new)):  # of two kinds: no part of either word
                pending.extend((("delete", old[0]), ("insert", new[0]), _END))
                old, new = old[1:], new[1:]
            pending.extend((("delete", old), ("insert", new)))
    return _merged(pending)


def _joined(operations: Iterable[WordOp], kinds: Container[Op] = ("equal", "delete", "insert")) -> list[WordOp]:
    """Pieces of one kind that touch are one: a word put in at the start of a text, and the blank after it.

    What differs only in its blanks stays by itself: a date that did not change is not struck out with what is added
    after it.
    """
    pieces = list(operations)
    found: list[WordOp] = []
    at, closed = 0, True
    while at < len(pieces):
        size = 2 if _is_spacing(pieces[at : at + 2]) else 1
        if size == 1 and not closed and found[-1].op == pieces[at].op and pieces[at].op in kinds:
            found[-1] = WordOp(found[-1].op, found[-1].text + pieces[at].text)
        else:
            found.extend(pieces[at : at + size])
        at, closed = at + size, size == 2
    return found


def _is_spacing(pieces: Sequence[WordOp]) -> bool:
    """Whether these are the same words with other blanks, taken out and put in."""
    if [piece.op for piece in pieces] != ["delete", "insert"]:
        return False
    return blank_folded(pieces[0].text) == blank_folded(pieces[1].text)


def _equal_words(run: Run) -> Iterator[_Piece]:
    """Equal words; where only the blank before a word differs, the blanks are the edit, apart from its neighbours."""
    if run.old == run.new:
        yield "equal", "".join(run.old)
        return
    for old, new in zip(run.old, run.new, strict=True):
        word = old.lstrip()
        if old == new:
            yield "equal", old
        elif word == new.lstrip():
            yield from (_END, ("delete", old.removesuffix(word)), ("insert", new.removesuffix(word)), _END)
            yield "equal", word
        else:  # the blanks differ inside an atom
            lead = _shared_blank(old, new)
            yield "equal", lead
            yield from (_END, ("delete", old[len(lead) :]), ("insert", new[len(lead) :]), _END)


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
