"""Since when: the years in which the pieces of a comparison came in or went out, where texts between are here. Pure.

Two texts far apart say what differs, not when it changed. The steps between them do: every letter of the newer text is
followed back to the step that brought it, every letter of the older one on to the step that took it away. A piece whose
words came in different years is cut between words. What one step brought and another took away is in neither text, and
is told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import accumulate, groupby

from tracker import config
from tracker.model import Change, Comparison, Lineage, Passing, Place, WordOp
from tracker.tokens import tokens

Steps = list[int]
"""For each letter of a text, the step that brought it or took it away: 0 for what both ends have, else from 1."""

_AROUND = " \u00a0,;.:\u060c\u061b\uff0c\uff1b\u3001\u3002"
_SAME_WORDS = frozenset({"none", "typographic"})


def dated(comparison: Comparison, steps: Sequence[Comparison], years: Sequence[str]) -> Comparison:
    """A comparison whose pieces say when they came in or went out.

    `steps` lead from its old text to its new one, oldest first, and each was made in the year or years `years` names.
    """
    if len(steps) < 2:
        return comparison
    born, died = _born(steps), _died(steps)
    changes = tuple(_dated(change, born, died, years, comparison.new.language) for change in comparison.changes)
    return replace(comparison, changes=changes)


def passing(steps: Sequence[Comparison], lives: Sequence[Lineage], years: Sequence[str]) -> tuple[Passing, ...]:
    """What came and went between two texts: paragraphs, then words of paragraphs that stayed.

    `lives` are those of the paragraphs through the texts of `steps`, the first and the last of which are the two.
    """
    return (*_paragraphs(lives, steps), *_words(steps, years))


def _dated(
    change: Change, born: Mapping[int, Steps], died: Mapping[int, Steps], years: Sequence[str], language: str
) -> Change:
    came, went = _joined(change.new, born), _joined(change.old, died)
    pieces: list[WordOp] = []
    at_old = at_new = 0
    for op in change.segments:
        length = len(op.text)
        if op.op == "insert":
            pieces.extend(_cut(op, came[at_new : at_new + length], years, language))
        elif op.op == "delete":
            pieces.extend(_cut(op, went[at_old : at_old + length], years, language))
        else:
            pieces.append(op)
        at_old += length if op.op != "insert" else 0
        at_new += length if op.op != "delete" else 0
    return replace(change, segments=tuple(pieces))


def _cut(op: WordOp, steps: Steps, years: Sequence[str], language: str) -> Iterator[WordOp]:
    """A piece by the steps of its words; what has no letter belongs to the word before it.

    Only substance is cut: a date or a citation is one thing, and so is what differs in its blanks alone.
    """
    if op.significance in _SAME_WORDS:
        yield op
        return
    told: list[tuple[int, str]] = []
    at = 0
    for word in tokens(op.text, language) if op.significance == "substantive" else [op.text]:
        letters = [step for step, letter in zip(steps[at:], word, strict=False) if letter.isalnum()]
        told.append((max(letters) if letters else told[-1][0] if told else -1, word))
        at += len(word)
    first = next((step for step, _ in told if step >= 0), 0)
    for step, words in groupby(told, key=lambda one: first if one[0] < 0 else one[0]):
        yield replace(op, text="".join(word for _, word in words), since=years[step - 1] if step else None)


# ------------------------------------------------------------------------------------- following letters through steps


def _born(steps: Sequence[Comparison]) -> dict[int, Steps]:
    """Which step brought each letter of the newest text, by the position of its paragraph."""
    state = {place.position: [0] * len(place.text) for change in steps[0].changes for place in change.old}
    for number, step in enumerate(steps, start=1):
        state = {key: value for change in step.changes for key, value in _after(change, state, number).items()}
    return state


def _died(steps: Sequence[Comparison]) -> dict[int, Steps]:
    """Which step took away each letter of the oldest text: the same, walked backwards."""
    state = {place.position: [0] * len(place.text) for change in steps[-1].changes for place in change.new}
    for number, step in reversed(list(enumerate(steps, start=1))):
        turned = (_turned(change) for change in step.changes)
        state = {key: value for change in turned for key, value in _after(change, state, number).items()}
    return state


def _turned(change: Change) -> Change:
    ops: list[WordOp] = []
    for op in change.segments:
        if op.op == "insert" and ops and ops[-1].op == "insert" and ops[-1].significance == op.significance:
            ops.insert(len(ops) - 1, replace(op, op="delete"))  # a pair stays one: first what goes, then what comes
        elif op.op == "equal":
            ops.append(op)
        else:
            ops.append(replace(op, op="insert" if op.op == "delete" else "delete"))
    return replace(change, old=change.new, new=change.old, segments=tuple(ops))


def _after(change: Change, state: Mapping[int, Steps], number: int) -> dict[int, Steps]:
    """The letters of a change's new paragraphs, after a step."""
    before = _joined(change.old, state)
    after: Steps = []
    at = 0
    gone = ""
    steps_gone: Steps = []  # the deletion just before: in other blanks or hyphens it goes on
    for op in change.segments:
        here = before[at : at + len(op.text)]
        if op.op == "equal":
            after += here
        elif op.op == "insert" and op.significance in _SAME_WORDS and gone:
            after += steps_gone if len(steps_gone) == len(op.text) else [max(steps_gone)] * len(op.text)
        elif op.op == "insert":
            after += _kept(gone, steps_gone, op.text, number)
        gone, steps_gone = (op.text, here) if op.op == "delete" else ("", [])
        at += len(op.text) if op.op != "insert" else 0
    return dict(_parted(change.new, after))


def _kept(gone: str, steps: Steps, come: str, number: int) -> Steps:
    """The letters that replace others: a word of both, joined with its neighbours into one edit, is none that came."""
    found = [number] * len(come)
    if gone:
        words, others = (re.findall(r"\s+|\S+", text) for text in (gone, come))
        starts = [list(accumulate(map(len, items), initial=0)) for items in (words, others)]
        for one in SequenceMatcher(None, words, others, autojunk=False).get_matching_blocks():
            old, new, length = starts[0][one.a], starts[1][one.b], starts[0][one.a + one.size] - starts[0][one.a]
            found[new : new + length] = steps[old : old + length]
    return found


def _joined(places: Sequence[Place], state: Mapping[int, Steps]) -> Steps:
    """The letters of some paragraphs, joined as their segments are: by one newline."""
    joined: Steps = []
    for index, place in enumerate(places):
        joined += [0] * bool(index) + state[place.position]
    return joined


def _parted(places: Sequence[Place], steps: Steps) -> Iterator[tuple[int, Steps]]:
    at = 0
    for place in places:
        yield place.position, steps[at : at + len(place.text)]
        at += len(place.text) + 1


# ------------------------------------------------------------------------------------------------ what came and went


def _paragraphs(lives: Sequence[Lineage], steps: Sequence[Comparison]) -> Iterator[Passing]:
    for life in lives:
        present = [step for step in life.steps if step.label is not None]
        if present[0].version == 0 or life.ended is None:
            continue
        last = present[-1]
        text = next(
            place.text for change in steps[last.version].changes for place in change.old if place.label == last.label
        )
        reworded = tuple(step.interval.text for step in present[1:] if step.mark == "reworded" and step.interval)
        symbol = steps[last.version].old.symbol
        yield Passing(symbol, last.label or "", life.began.text, life.ended.text, text, reworded, True, life.ends)  # noqa: FBT003


def _words(steps: Sequence[Comparison], years: Sequence[str]) -> Iterator[Passing]:
    """Words that came to a paragraph with one step and left it with another."""
    state = {place.position: [0] * len(place.text) for change in steps[0].changes for place in change.old}
    for number, step in enumerate(steps, start=1):
        for change in step.changes:
            if change.old and change.new:
                for words, brought in _gone(change, state):
                    came, went = years[max(brought) - 1], years[number - 1]
                    yield Passing(step.old.symbol, change.old[0].label, came, went, words)
        state = {key: value for change in step.changes for key, value in _after(change, state, number).items()}


def _gone(change: Change, state: Mapping[int, Steps]) -> Iterator[tuple[str, set[int]]]:
    """The words of substance that a step takes away and others had brought, with these; small words alone are none."""
    before = _joined(change.old, state)
    at = 0
    for op in change.segments:
        if op.op == "delete" and op.significance == "substantive" and op.reason != "house-style":
            letters = zip(op.text, before[at : at + len(op.text)], strict=True)
            brought = {step for letter, step in letters if letter.isalnum()}
            words = op.text.strip(_AROUND)
            if brought and 0 not in brought and not config.SMALL_WORDS.issuperset(words.lower().split()):
                yield words, brought
        at += len(op.text) if op.op != "insert" else 0
