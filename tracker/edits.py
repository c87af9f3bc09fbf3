"""Matched words -> edits that a person would mark: runs in, runs out, the words of both sides kept.

What matching leaves is minimal, not readable. Here equal small words between two edits ("of the") join them, one atom
put in the place of another (a date, a number, a symbol) stands by itself, a letter of Chinese takes the word it is part
of, and an insertion or deletion slides, among the places that read the same, to where its clause ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

import regex

from tracker import config
from tracker.tokens import atom_pattern, blank_folded

_CLAUSE_ENDS = (",", ";", ".", ":", "،", "؛", "，", "；", "。", "、", "：")
_OPENING, _CLOSING = "([{“«《〈（「【", ")]}”»》〉）」】"  # an apostrophe is no quotation mark
_HAN = regex.compile(r"\p{Han}\p{M}*")
_NUMBER = regex.compile(r"\p{Nd}[\p{Nd}.,]*\p{L}*")  # 1,250 and 20th; not post-2015, nor 2018-2030, which is a name
_BREAKS = frozenset("\n\t")
_LANDMARKS = _BREAKS | frozenset("()（）")  # and the brackets of (a), which is no article

Sort = Literal["mark", "small", "joint", "word", "han", "date", "symbol", "ordinal", "quantity", "number"]
_ATOMS: frozenset[Sort] = frozenset(("date", "symbol", "ordinal", "quantity", "number"))
_COUNTED = _ATOMS - {"ordinal"}  # "the first" and "the second and third" are words; a date or sum is a fact by itself


@dataclass(slots=True)
class Run:
    """Equal words (they may differ in their blanks), or an edit: words taken out and words put in."""

    equal: bool
    old: list[str]
    new: list[str]

    @property
    def pure(self) -> bool:
        """Whether words are only put in, or only taken out."""
        return not self.old or not self.new


def kept(old: list[str], new: list[str]) -> Run:
    """Words that are equal."""
    return Run(equal=True, old=old, new=new)


def edit(old: list[str], new: list[str]) -> Run:
    """Words taken out, and words put in their place."""
    return Run(equal=False, old=old, new=new)


def readable(runs: list[Run], language: str) -> list[Run]:
    """The same words on both sides as edits that a person would mark; two edits may touch each other."""
    joined = _trim(_join(_join_chains(_gather(runs), language), language))
    if language == "zh":
        joined = _widen(joined, language)
    return _slide([part for run in joined for part in _peel(run, language)], language)


# ------------------------------------------------------------------------------------------------- what a word weighs


@lru_cache(maxsize=1 << 15)
def is_light(word: str, language: str) -> bool:
    """Whether this is a mark or a small word, with or without its blank."""
    text = word.strip()
    if not any(letter.isalnum() for letter in text):
        return True
    folded = text.casefold()
    return folded in config.JOINTS.get(language, ()) or folded in config.SMALL_WORDS_OF.get(language, ())


def effort(runs: Sequence[Run], language: str) -> float:
    """How much there is to read in edits: their words, in letters, and each edit by itself."""
    return sum(
        config.EDIT_COST + _weight(run.old, language) + _weight(run.new, language) for run in runs if not run.equal
    )


@lru_cache(maxsize=1 << 15)
def sort_of(word: str, language: str) -> Sort:
    """What a word is to a reader: a joint ("and") parts two things, other small words ("of the") belong to the next."""
    text = word.strip()
    folded = text.casefold()
    if not any(letter.isalnum() for letter in text):
        return "mark"
    if folded in config.JOINTS.get(language, ()):
        return "joint"
    if folded in config.SMALL_WORDS_OF.get(language, ()):
        return "small"
    if _HAN.fullmatch(text):
        return "han"
    match = atom_pattern(language).fullmatch(text)
    kind = match.lastgroup if match else "word"
    if kind == "word":
        return "number" if _NUMBER.fullmatch(text) else "word"
    return cast("Sort", kind)


def _weight(words: Sequence[str], language: str) -> float:
    """How much a reader would miss these words: small words and marks next to nothing, others by their length."""
    return sum(config.SMALL_WORD_WEIGHT if is_light(word, language) else len(word.strip()) for word in words)


def _content(words: Sequence[str], language: str) -> int:
    return sum(sort_of(word, language) != "mark" for word in words)


def _size(run: Run, language: str) -> int:
    return max(_content(run.old, language), _content(run.new, language))


def _is_swap(run: Run, language: str, sorts: frozenset[Sort] = _ATOMS) -> bool:
    """Whether one atom took the place of another: a reader compares the two, and nothing else should stand there."""
    if len(run.old) != 1 or len(run.new) != 1:
        return False
    sort = sort_of(run.old[0], language)
    return sort in sorts and sort == sort_of(run.new[0], language)


# ------------------------------------------------------------------------------------------------------------ crumbs


def _join(runs: list[Run], language: str) -> list[Run]:
    """Join two edits across equal words that are only crumbs between them."""
    index = 1
    while index < len(runs) - 1:
        left, middle, right = runs[index - 1 : index + 2]
        if middle.equal and _may_join(left, middle, right, language) and _is_crumb(left, middle, right, language):
            runs[index - 1 : index + 2] = [_joined((left, middle, right))]
            index = max(1, index - 2)
        else:
            index += 1
    return runs


def _gather(runs: list[Run]) -> list[Run]:
    """Two insertions, or deletions, as one where the words between them stand at an outer end of them too.

    "needs,{+ timely,+} and{+ adequate and+} fair": the first "and" may be the one put in, and the last the old one.
    """
    found: list[Run] = []
    for run in runs:
        found.append(run)
        while len(found) > 2 and (gathered := _gathered(*found[-3:])):
            found[-3:] = gathered
    return _fused(found)


def _gathered(left: Run, middle: Run, right: Run) -> list[Run]:
    if not middle.equal or left.equal or right.equal or len(middle.old) > config.CRUMB_WORDS:
        return []
    if not left.old and not right.old:
        found = _outward(left.new, middle.new, right.new)
        return [kept(middle.old, words) if same else edit([], words) for same, words in found]
    if not left.new and not right.new:
        found = _outward(left.old, middle.old, right.old)
        return [kept(words, middle.new) if same else edit(words, []) for same, words in found]
    return []


def _outward(one: list[str], crumb: list[str], other: list[str]) -> list[tuple[bool, list[str]]]:
    """What is equal, and what is not, if the crumb is taken from the other end of either edit; nothing if it can't."""
    words, size = [*one, *crumb, *other], len(crumb)
    if any(not _BREAKS.isdisjoint(word) for word in words):
        return []
    if len(other) > size and all(map(_same, other[-size:], crumb)):
        return [(False, words[:-size]), (True, words[-size:])]
    if len(one) > size and all(map(_same, one[:size], crumb)):
        return [(True, words[:size]), (False, words[size:])]
    return []


def _joined(runs: Sequence[Run]) -> Run:
    return edit([word for run in runs for word in run.old], [word for run in runs for word in run.new])


def _may_join(left: Run, middle: Run, right: Run, language: str) -> bool:
    """Not over a line, a cell of a table, a bracket, or an equal date or number: these are landmarks; and no swap."""
    return (
        len(middle.old) <= config.CRUMB_WORDS
        and not (_is_swap(left, language) or _is_swap(right, language))
        and not any(sort_of(word, language) in _ATOMS or not _LANDMARKS.isdisjoint(word) for word in middle.old)
    )


def _is_crumb(left: Run, middle: Run, right: Run, language: str) -> bool:
    sorts = {sort_of(word, language) for word in middle.old}
    if language == "zh" and "han" in sorts | {sort_of(word, language) for word in (*left.old[-1:], *left.new[-1:])}:
        return _is_han_crumb(left, middle, right, language)
    if left.pure or right.pure:
        return sorts == {"small"} and _is_half(left, right, len(middle.old), language)
    weight = _weight(middle.old, language)
    edits = [max(_weight(run.old, language), _weight(run.new, language)) for run in (left, right)]
    one_word = all(_size(run, language) <= 1 for run in (left, right))
    most = max(config.CRUMB_WEIGHT, min(edits) / config.CRUMB_RATIO)
    return weight < most and weight <= min(edits) and not one_word


def _is_half(left: Run, right: Run, between: int, language: str) -> bool:
    """Whether two edits, one of which only adds or only drops words, are two halves of one rewording.

    "[-des droits-] de [-l'homme-]{+tous les droits humains+}": what one takes out the other puts in. Two insertions
    are one if each is more than a word: "{+child marriages+} that {+occur every year+}".
    """
    gains = [len(run.new) - len(run.old) for run in (left, right)]
    sizes = [_size(run, language) for run in (left, right)]
    if between > config.HALVES_BETWEEN:
        return False
    if min(gains) < 0 < max(gains) and (left.pure == right.pure or max(map(abs, gains)) > 1):
        return sum(sizes) >= config.HALVES_TOGETHER
    return min(sizes) >= (config.HALVES_PURE if left.pure and right.pure else config.HALVES_MIXED)


def _is_han_crumb(left: Run, middle: Run, right: Run, language: str) -> bool:
    """One letter, or two between two replacements: part of a word that was changed around it. A joint stays."""
    sorts = [sort_of(word, language) for word in middle.old]
    if not {"han", "small"}.issuperset(sorts):
        return False
    if len(sorts) == 1:
        return sorts == ["han"] or left.pure != right.pure
    return len(sorts) == config.CRUMB_HAN and "small" not in sorts and not (left.pure or right.pure)


def _join_chains(runs: list[Run], language: str) -> list[Run]:
    """Join three edits and more that have nothing but single small words and marks between them."""
    found: list[Run] = []
    index = 0
    while index < len(runs):
        end = index
        while end + 2 < len(runs) and _is_link(runs[end : end + 3], language):
            end += 2
        length = (end - index) // 2 + 1
        edits = _joined([run for run in runs[index : end + 1] if not run.equal])
        if length >= config.CHAIN_EDITS and max(len(edits.old), len(edits.new)) >= config.CHAIN_SHARE * length:
            found.append(_joined(runs[index : end + 1]))
        else:
            found.extend(runs[index : end + 1])
        index = end + 1
    return found


def _is_link(runs: Sequence[Run], language: str) -> bool:
    left, middle, right = runs
    return (
        middle.equal
        and not left.equal
        and not right.equal
        and len(middle.old) <= config.CHAIN_WORDS
        and _may_join(left, middle, right, language)
        and {"mark", "small", "joint"}.issuperset(sort_of(word, language) for word in middle.old)
    )


def _trim(runs: list[Run]) -> list[Run]:
    """Words that both sides of an edit begin or end with are equal: joining may have brought them in."""
    found: list[Run] = []
    for run in runs:
        if run.equal or run.pure:
            found.append(run)
            continue
        least = min(len(run.old), len(run.new))
        head = next((at for at in range(least) if not _same(run.old[at], run.new[at])), least)
        least -= head
        tail = next((at for at in range(least) if not _same(run.old[-1 - at], run.new[-1 - at])), least)
        ends = (len(run.old) - tail, len(run.new) - tail)
        found.append(kept(run.old[:head], run.new[:head]))
        found.append(edit(run.old[head : ends[0]], run.new[head : ends[1]]))
        found.append(kept(run.old[ends[0] :], run.new[ends[1] :]))
    return _fused(found)


def _same(old: str, new: str) -> bool:
    return old == new or blank_folded(old) == blank_folded(new)


def _fused(runs: Sequence[Run]) -> list[Run]:
    """Without empty runs; equal runs that touch are one."""
    found: list[Run] = []
    for run in runs:
        if found and run.equal and found[-1].equal:
            found[-1] = kept(found[-1].old + run.old, found[-1].new + run.new)
        elif run.old or run.new:
            found.append(run)
    return found


# ------------------------------------------------------------------------------------------------------------- atoms


def _peel(run: Run, language: str) -> list[Run]:
    """An atom that took another's place at an end of an edit, apart from the rest: 5 July 2018, -> 17 July 2020."""
    if run.equal:
        return [run]
    pairs = [edit([old], [new]) for old, new in zip(run.old, run.new, strict=False)]
    ends = [edit([old], [new]) for old, new in zip(run.old[::-1], run.new[::-1], strict=False)]
    first = last = 0  # how many are apart at either end
    # Words only put in after it, or only taken out before it, would be one piece with it again.
    while first < len(pairs) and len(run.old) - first > 1 and _is_swap(pairs[first], language, _COUNTED):
        first += 1
    while first + last < len(ends) and len(run.new) - first - last > 1 and _is_swap(ends[last], language, _COUNTED):
        last += 1
    middle = edit(run.old[first : len(run.old) - last], run.new[first : len(run.new) - last])
    return [*pairs[:first], *([middle] if middle.old or middle.new else []), *ends[:last][::-1]]


# ----------------------------------------------------------------------------------------------------------- Chinese


def _widen(runs: list[Run], language: str) -> list[Run]:
    """One letter for another takes in its neighbour, if a word ends on the other side: 共[-处-]{+存+} is all new."""
    for index in range(1, len(runs) - 1):
        left, run, right = runs[index - 1 : index + 2]
        alone = not run.equal and len(run.old) == len(run.new) == 1
        if not alone or {sort_of(word, language) for word in (*run.old, *run.new)} != {"han"}:
            continue
        before, after = (sort_of(word, language) for word in (left.old[-1], right.old[0]))
        if before == "han" and after != "han" and len(left.old) > 1:
            run.old.insert(0, left.old.pop())
            run.new.insert(0, left.new.pop())
        elif after == "han" and before != "han" and len(right.old) > 1:
            run.old.append(right.old.pop(0))
            run.new.append(right.new.pop(0))
    return runs


# ------------------------------------------------------------------------------------------------------------ places


def _slide(runs: list[Run], language: str) -> list[Run]:
    """Move a pure insertion or deletion to where it reads best, among the places that give the same texts."""
    runs = [kept([], []), *runs, kept([], [])]
    for index in range(1, len(runs) - 1):
        run, left, right = runs[index], runs[index - 1], runs[index + 1]
        if run.equal or not run.pure or not (left.equal and right.equal):
            continue
        words = run.old or run.new
        full = [*(left.old if run.old else left.new), *words, *(right.old if run.old else right.new)]
        shift = _best_shift(full, len(left.old), len(words), language)
        if shift:
            _shift(left, run, right, shift)
    return _fused(runs)


def _best_shift(full: list[str], start: int, size: int, language: str) -> int:
    places = [0]
    for step in (-1, 1):
        at = start if step > 0 else start - 1
        while len(places) < config.SLIDE_WORDS and 0 <= at < len(full) - size and full[at] == full[at + size]:
            places.append(at + 1 - start if step > 0 else at - start)
            at += step
    if len(places) == 1:
        return 0
    return max(places, key=lambda shift: (_place_score(full, start + shift, size, language), -abs(shift), shift))


def _place_score(full: list[str], start: int, size: int, language: str) -> float:
    """How well an edit stands here.

    It follows a clause and ends with one, begins with no mark but that of a whole clause, and ends with no small word
    that belongs to the next; brackets and quotation marks in it are in pairs.
    """
    words = full[start : start + size]
    first, last = sort_of(words[0], language), sort_of(words[-1], language)
    score = 2.0 * (start == 0 or full[start - 1].endswith(_CLAUSE_ENDS)) + 2.0 * words[-1].endswith(_CLAUSE_ENDS)
    if words[0].strip() in _CLAUSE_ENDS:  # ", and of ferries" before ";" is a clause of its own
        score += 2.0 if "".join(full[start + size : start + size + 1]).strip() in _CLAUSE_ENDS else -2.0
    score -= 3.0 * (not _is_balanced("".join(words)))
    if language == "zh":
        return score - 1.0 * (first == "small") + 0.5 * (last == "small")
    return score - 1.0 * (last in {"small", "joint"}) + 0.5 * (first in {"small", "joint"})


def _is_balanced(text: str) -> bool:
    depth = 0
    for letter in text:
        depth += (letter in _OPENING) - (letter in _CLOSING)
        if depth < 0:
            return False
    return depth == 0


def _shift(left: Run, run: Run, right: Run, shift: int) -> None:
    """Move an edit by so many words; the sides that it does not touch keep the same words."""
    for side in ("old", "new"):
        before, words, after = getattr(left, side), getattr(run, side), getattr(right, side)
        full, start = [*before, *words, *after], len(before) + shift
        setattr(left, side, full[:start])
        setattr(run, side, full[start : start + len(words)])
        setattr(right, side, full[start + len(words) :])
