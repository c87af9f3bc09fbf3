"""What is known of a mutated text, exactly: where each paragraph comes from, what moved, how much each change weighs.

`moved` follows DESIGN's rule, worked out anew here: the smallest set of new paragraphs without which the places of
their main ancestors rise; among equal sets that of fewest words. Where two sets are equal in both, either is right.

A duplicate has no truth of its own: either copy may be the successor, the other is then new. A question about the truth
therefore takes the links that were found and settles for the copy that they chose (the first, where they chose none).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property, lru_cache

import regex

from tracker.model import ChangeKind, Paragraph, Resolution, Significance
from tracker.tokens import blank_folded, count_words, plain

_WORD = regex.compile(r"\p{Han}|[[\p{L}\p{M}\p{N}]--\p{Han}]+(?:['.\-/][[\p{L}\p{M}\p{N}]--\p{Han}]+)*", regex.V1)

Pair = tuple[int, int]
"""A link: (new position, old position)."""
Bag = frozenset[tuple[str, int]]
"""Words with their counts: the third "rights" of a text is ("rights", 3)."""


@dataclass(frozen=True, slots=True)
class Fate:
    """Where a new paragraph comes from, what was done to it, and between which weights its change must lie."""

    old: tuple[int, ...]
    operations: tuple[str, ...] = ()
    floor: Significance = "none"
    ceiling: Significance = "none"


@dataclass(frozen=True)
class Mutation:
    """A text, what was made of it, and the truth: one fate for each new paragraph.

    `copies` are groups of new positions that carry the same paragraph, of which one descends from the old one.
    """

    name: str
    old: Resolution
    new: Resolution
    fates: tuple[Fate, ...]
    copies: tuple[tuple[int, ...], ...] = ()

    @cached_property
    def deleted(self) -> tuple[int, ...]:
        """The old positions of which nothing is left."""
        kept = {old for fate in self.fates for old in fate.old}
        return tuple(old for old in range(len(self.old.paragraphs)) if old not in kept)

    def links(self, found: AbstractSet[Pair] = frozenset()) -> frozenset[Pair]:
        """The true links; of copies the one that `found` links."""
        lost = set[int]()
        for group in self.copies:
            olds = {old for new in group for old in self.fates[new].old}
            chosen = next((new for new in group if any((new, old) in found for old in olds)), group[0])
            lost.update(new for new in group if new != chosen)
        return frozenset((new, old) for new, fate in enumerate(self.fates) for old in fate.old if new not in lost)

    def kinds(self) -> tuple[ChangeKind, ...]:
        """The kind of change of each new paragraph, with the first of copies as the successor."""
        links = self.links()
        parents = Counter(old for _, old in links)
        return tuple(
            _kind(self, new, [old for one, old in links if one == new], parents) for new in range(len(self.fates))
        )

    def is_moved_set(self, moved: AbstractSet[int], links: AbstractSet[Pair]) -> bool:
        """Whether this is the set that moved by DESIGN's rule, or one as small, of as few words."""
        mains = main_ancestors(self.old.paragraphs, self.new.paragraphs, links)
        if not moved <= set(mains):
            return False
        kept = [mains[new] for new in sorted(mains) if new not in moved]
        return kept == sorted(kept) and self._weight(moved) == self._weight(self.moved(links))

    def moved(self, links: AbstractSet[Pair]) -> frozenset[int]:
        """The new positions that moved, by DESIGN's rule."""
        return moved_by_rule(main_ancestors(self.old.paragraphs, self.new.paragraphs, links), self.new.paragraphs)

    def _weight(self, moved: AbstractSet[int]) -> Pair:
        return len(moved), sum(count_words(self.new.paragraphs[new].text) for new in moved)


def _kind(mutation: Mutation, new: int, olds: Sequence[int], children: Mapping[int, int]) -> ChangeKind:
    if not olds:
        return "inserted"
    if len(olds) > 1:
        return "merged"
    if children[olds[0]] > 1:
        return "split"
    one, other = mutation.old.paragraphs[olds[0]], mutation.new.paragraphs[new]
    same = one.kind == other.kind and blank_folded(one.text) == blank_folded(other.text)
    return "unchanged" if same else "edited"


@lru_cache(maxsize=20_000)
def words(text: str) -> Bag:
    """The words of a text, cut by this module's own plain rule: each with its count so far, as (word, 1), (word, 2).

    So the words that two texts share are the intersection of two sets, which is quick.
    """
    seen: Counter[str] = Counter()
    found = []
    for word in map(str.casefold, _WORD.findall(plain(text))):
        seen[word] += 1
        found.append((word, seen[word]))
    return frozenset(found)


def main_ancestors(old: Sequence[Paragraph], new: Sequence[Paragraph], links: AbstractSet[Pair]) -> Mapping[int, int]:
    """For each linked new position the old one with which it shares most words, then the earlier."""
    ancestors: dict[int, list[int]] = {}
    for position, before in sorted(links):
        ancestors.setdefault(position, []).append(before)
    return {
        position: olds[0]
        if len(olds) == 1
        else max(olds, key=lambda one: (len(words(new[position].text) & words(old[one].text)), -one))
        for position, olds in ancestors.items()
    }


def moved_by_rule(mains: Mapping[int, int], new: Sequence[Paragraph]) -> frozenset[int]:
    """The smallest set without which the places rise, of fewest words: what is not in the heaviest longest rise.

    Plainly in n * n steps, and not with the tracker's own code: this is what that code is held to.
    """
    order = sorted(mains)
    best: list[tuple[int, int, int]] = []  # length and weight of the best rise that ends here, and what is before it
    for index, position in enumerate(order):
        length, weight, before = 0, 0, -1
        for earlier in range(index):
            if mains[order[earlier]] <= mains[position] and best[earlier][:2] > (length, weight):
                length, weight, before = *best[earlier][:2], earlier
        best.append((length + 1, weight + count_words(new[position].text), before))
    kept = set[int]()
    cursor = max(range(len(order)), key=lambda index: best[index][:2], default=-1)
    while cursor >= 0:
        kept.add(order[cursor])
        cursor = best[cursor][2]
    return frozenset(order) - kept
