"""A term that was replaced through a text: the same words taken out and the same put in, in many paragraphs.

"droits de l'homme" became "droits humains" in 24 paragraphs of the French 75/180. There is no list of terms: one is
recognised by its repetition, and words count as the same whatever their endings, since other words agree with them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker import config
from tracker.model import Change, WordOp
from tracker.tokens import blank_folded, plain, tokens

Stems = tuple[str, ...]
_NEAR = 120  # characters beside an edit in which the words next to it are looked for


@dataclass(frozen=True, slots=True)
class Term:
    """A term and what became of it: words as printed, places as indices into the changes.

    `alone`: where nothing else was changed but blanks; `beside`: where other words of substance were. Where only
    punctuation or technical words were changed besides, a place is in neither. `kept`: new labels of paragraphs in
    which the old term still stands (it may be part of a name), replaced elsewhere in them or not.
    """

    old: str
    new: str
    places: tuple[int, ...]
    alone: tuple[int, ...]
    beside: tuple[int, ...]
    kept: tuple[str, ...]

    def explains(self, phrase: str, members: set[int]) -> bool:
        """Whether a repeated edit says no more than that this term was replaced: its phrase, where it was made."""
        return members <= set(self.places) and (
            phrase.casefold() in self.new.casefold() or not members & set(self.beside)
        )


@dataclass(frozen=True, slots=True)
class _Swap:
    """Words taken out and put in, without what both begin or end with, and the equal words around.

    `index` is that of the change, `at` that of the piece taken out.
    """

    index: int
    at: int
    old: tuple[str, ...]
    new: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def key(self) -> tuple[Stems, Stems]:
        return _stems(self.old), _stems(self.new)


def replaced(changes: Sequence[Change], language: str) -> tuple[Term, ...]:
    """The terms that were replaced, those of most places first. Empty if no edit is repeated often enough."""
    left = [swap for index, change in enumerate(changes) for swap in _swaps(index, change, language)]
    found: list[Term] = []
    while core := _core(left):
        members = [swap for swap in left if _holds(swap, core)]
        term = _term(core, members, changes, language)
        left = [swap for swap in left if swap not in members]
        if term:
            found.append(term)
    return tuple(found)


def _swaps(index: int, change: Change, language: str) -> Iterator[_Swap]:
    if not (change.old and change.new) or change.significance != "substantive":
        return
    segments = change.segments
    for place, (first, second) in enumerate(pairwise(segments)):
        if (first.op, second.op) == ("delete", "insert") and _counts(first) and _counts(second):
            old, new = _words(first.text, language), _words(second.text, language)
            before = _words(segments[place - 1].text[-_NEAR:], language) if place else []
            after = _words(segments[place + 2].text[:_NEAR], language) if place + 2 < len(segments) else []
            yield _trimmed((index, place), (old, new), (before, after))


def _counts(op: WordOp) -> bool:
    return op.significance == "substantive" and op.reason == "wording"


def _words(text: str, language: str) -> list[str]:
    return [token for token in tokens(text, language) if any(letter.isalnum() for letter in token)]


def _trimmed(where: tuple[int, int], sides: tuple[list[str], list[str]], around: tuple[list[str], list[str]]) -> _Swap:
    old, new = sides
    most = min(len(old), len(new))
    head = next((at for at in range(most) if _folded(old[at]) != _folded(new[at])), most)
    tail = next((at for at in range(most - head) if _folded(old[-1 - at]) != _folded(new[-1 - at])), most - head)
    before, after = (*around[0], *new[:head]), (*new[len(new) - tail :], *around[1])
    return _Swap(*where, tuple(old[head : len(old) - tail]), tuple(new[head : len(new) - tail]), before, after)


def _folded(word: str) -> str:
    return plain(word).casefold()


def _stems(words: Sequence[str]) -> Stems:
    return tuple(_folded(word)[: config.TERM_STEM] for word in words)


def _core(swaps: Sequence[_Swap]) -> tuple[Stems, Stems] | None:
    """The exchange of words that was made, just so, in most paragraphs, the longest of those; None if in too few."""
    places: defaultdict[tuple[Stems, Stems], set[int]] = defaultdict(set)
    for swap in swaps:
        if _is_of_a_term(swap):
            places[swap.key].add(swap.index)
    often = [key for key, indices in places.items() if len(indices) >= config.TERM_PLACES]
    return max(often, key=lambda key: (len(places[key]), len(key[0]) + len(key[1]), key), default=None)


def _is_of_a_term(swap: _Swap) -> bool:
    """Whether words were exchanged for words: not small ones only, no amounts, and not one form of a word for another.

    Nor the words with which paragraphs open: a verb that is used again is not a term (see `leads.py`).
    """
    sides = [[word for word in side if _folded(word) not in config.SMALL_WORDS] for side in (swap.old, swap.new)]
    digits = any(letter.isdigit() for word in (*swap.old, *swap.new) for letter in word)
    return all(sides) and not digits and bool(swap.before) and _stems(swap.old) != _stems(swap.new)


def _holds(swap: _Swap, core: tuple[Stems, Stems]) -> bool:
    return all(_find(words, part) is not None for words, part in zip(swap.key, core, strict=True))


def _find(words: Sequence[str], wanted: Sequence[str]) -> int | None:
    size = len(wanted)
    return next((at for at in range(len(words) - size + 1) if tuple(words[at : at + size]) == tuple(wanted)), None)


def _term(core: tuple[Stems, Stems], members: Sequence[_Swap], changes: Sequence[Change], language: str) -> Term | None:
    """The term around a core; None if its old words were left in more paragraphs than they were replaced in."""
    exact = [swap for swap in members if swap.key == core]
    before = _shared([swap.before[::-1] for swap in exact])[::-1]
    after = _shared([swap.after for swap in exact])
    old, new = Counter((swap.old, swap.new) for swap in exact).most_common(1)[0][0]
    was, became = (*before, *old, *after), (*before, *new, *after)
    places = tuple(sorted({swap.index for swap in members}))
    kept = [index for index, change in enumerate(changes) if _stands(was, became, change, language)]
    if len(places) < config.TERM_SHARE * len({*places, *kept}):
        return None
    left = {
        index: _left(changes[index], {swap.at for swap in exact if swap.index == index}, language) for index in places
    }
    return Term(
        old=_printed((*before, *old, *after), language),
        new=_printed((*before, *new, *after), language),
        places=places,
        alone=tuple(index for index in places if left[index] <= {"none"}),
        beside=tuple(index for index in places if "substantive" in left[index]),
        kept=tuple(place.label for index in kept for place in changes[index].new),
    )


def _shared(sides: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The words next to the core that are the same in every place; none that carries little stands at their end."""
    found: list[str] = []
    for words in zip(*sides, strict=False):
        if len({_stems([word]) for word in words}) > 1 or len(found) == config.TERM_BESIDE:
            break
        found.append(Counter(words).most_common(1)[0][0])
    while found and _folded(found[-1]) in config.SMALL_WORDS:
        found.pop()
    return tuple(found)


def _stands(term: Sequence[str], new: Sequence[str], change: Change, language: str) -> bool:
    """Whether a new paragraph holds a term, other than in the words of the new one ("States" in "State parties").

    Its stems are looked for first, since most paragraphs lack one of them.
    """
    for place in change.new:
        text = _folded(place.text)
        if all(stem in text for stem in _stems(term)):
            words = _words(place.text, language)
            standing = {frozenset(range(at, at + len(term))) for at in _found(words, term)}
            taken = {frozenset(range(at, at + len(new))) for at in _found(words, new)}
            if any(not any(old & other and not other <= old for other in taken) for old in standing):
                return True
    return False


def _found(words: Sequence[str], wanted: Sequence[str]) -> Iterator[int]:
    """Where some words stand in a text, whatever their endings."""
    for at in range(len(words) - len(wanted) + 1):
        if all(map(_is_a_form, words[at : at + len(wanted)], wanted)):
            yield at


def _is_a_form(word: str, other: str) -> bool:
    """Whether a word is another with a different ending: States and State, not statement."""
    if _stems([word]) != _stems([other]):
        return False
    least = max(len(word), len(other)) - config.TERM_ENDING
    return _folded(word)[: max(least, 0)] == _folded(other)[: max(least, 0)]


def _left(change: Change, explained: set[int], language: str) -> set[str]:
    """The weights of what a change holds besides the pairs of pieces that begin at these places, and of their marks."""
    pieces = {at + step for at in explained for step in (0, 1)}
    left = {op.significance or "none" for at, op in enumerate(change.segments) if op.op != "equal" and at not in pieces}
    old_and_new = ([_marks(change.segments[at + step].text, language) for step in (0, 1)] for at in explained)
    return left | {"typographic" for old, new in old_and_new if old != new}


def _marks(text: str, language: str) -> list[str]:
    return [token for token in tokens(text, language) if not token.isspace() and not any(map(str.isalnum, token))]


def _printed(words: Sequence[str], language: str) -> str:
    return blank_folded(("" if language == "zh" else " ").join(words))
