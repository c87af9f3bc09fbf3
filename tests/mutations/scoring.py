"""How well an alignment finds what is known of a mutation: precision, recall and F1, and whether weights are right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from mutations.truth import Mutation, Pair, main_ancestors, moved_by_rule
from tracker.model import SIGNIFICANCES, Comparison, Link

MEASURES = ("links", "hard", "moved", "splits", "merges", "promoted")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were right, how many were found, how many are true."""

    right: int = 0
    found: int = 0
    true: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.found + other.found, self.true + other.true)

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what is true that was found; 1 where nothing is true."""
        return self.right / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Found:
    """What an aligner says: links, which new paragraphs moved, and with which weight (None: it says nothing of that).

    `gone` are the weights of the old paragraphs that have no link.
    """

    links: frozenset[Pair]
    moved: frozenset[int]
    weights: Mapping[int, str] | None = None
    gone: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Score:
    """The tallies by measure; of the changes with a least or a greatest weight, how many are `below`, `above` it."""

    tallies: Mapping[str, Tally]
    weighed: int = 0
    below: int = 0
    above: int = 0
    misses: tuple[str, ...] = ()

    def __add__(self, other: Score) -> Score:
        tallies = {name: self.tallies[name] + other.tallies[name] for name in MEASURES}
        return Score(
            tallies,
            self.weighed + other.weighed,
            self.below + other.below,
            self.above + other.above,
            self.misses + other.misses,
        )


NOTHING = Score(dict.fromkeys(MEASURES, Tally()))


def total(scores: Iterable[Score]) -> Score:
    """All of them together: every link counts the same, whatever text it is in."""
    return sum(scores, NOTHING)


def of_comparison(comparison: Comparison) -> Found:
    """What a comparison says."""
    links = frozenset(
        (new.position, old.position) for change in comparison.changes for new in change.new for old in change.old
    )
    places = [(place, change) for change in comparison.changes for place in change.new]
    return Found(
        links,
        frozenset(place.position for place, _ in places if place.moved),
        {place.position: change.significance for place, change in places},
        {old.position: change.significance for change in comparison.changes for old in change.old if not change.new},
    )


def of_links(links: Iterable[Link]) -> Found:
    """What an alignment says."""
    told = tuple(links)
    pairs = frozenset((new, old) for link in told for new in link.new for old in link.old)
    return Found(pairs, frozenset(new for link in told for new in link.moved))


def of_pairs(mutation: Mutation, pairs: Iterable[Pair]) -> Found:
    """What bare links say; what moved follows from them by DESIGN's rule, so that an aligner need not know it."""
    links = frozenset(pairs)
    mains = main_ancestors(mutation.old.paragraphs, mutation.new.paragraphs, links)
    return Found(links, moved_by_rule(mains, mutation.new.paragraphs))


def score(mutation: Mutation, found: Found) -> Score:
    """Hold what was found against the truth."""
    truth = mutation.links(found.links)
    splits, merges = many(truth)
    found_splits, found_merges = many(found.links)
    true_moved = mutation.moved(truth)
    if found.moved != true_moved and mutation.is_moved_set(found.moved, truth):
        true_moved = found.moved
    tallies = {
        "links": _tally(found.links, truth),
        "hard": _tally(_hard(mutation, found.links), _hard(mutation, truth)),
        "moved": _tally(found.moved, true_moved),
        "splits": _tally(found_splits, splits),
        "merges": _tally(found_merges, merges),
        "promoted": _tally(_crossing(mutation, found.links), _crossing(mutation, truth)),
    }
    misses = [f"{mutation.name}: {line}" for line in _misses(mutation, found, truth, true_moved)]
    weights = _weights(mutation, found, truth)
    below = [one for one in weights if one[1] < one[2]]
    above = [one for one in weights if one[1] > one[3]]
    misses += [f"{mutation.name}: weight below its floor at {place}" for place, *_ in below]
    misses += [f"{mutation.name}: weight above its ceiling at {place}" for place, *_ in above]
    return Score(tallies, len(weights), len(below), len(above), tuple(misses))


def many(links: AbstractSet[Pair]) -> tuple[frozenset[Pair], frozenset[Pair]]:
    """The links of old paragraphs that became several, and of new ones made of several."""
    news, olds = Counter(new for new, _ in links), Counter(old for _, old in links)
    return (
        frozenset(link for link in links if olds[link[1]] > 1),
        frozenset(link for link in links if news[link[0]] > 1),
    )


def _tally(found: AbstractSet[object], true: AbstractSet[object]) -> Tally:
    return Tally(len(found & true), len(found), len(true))


def _hard(mutation: Mutation, links: AbstractSet[Pair]) -> frozenset[Pair]:
    """Links of paragraphs whose texts differ: to pair what is the same is no art."""
    old, new = mutation.old.paragraphs, mutation.new.paragraphs
    return frozenset(link for link in links if new[link[0]].text != old[link[1]].text)


def _crossing(mutation: Mutation, links: AbstractSet[Pair]) -> frozenset[Pair]:
    old, new = mutation.old.paragraphs, mutation.new.paragraphs
    kinds = ("preambular", "operative")
    return frozenset(link for link in links if {new[link[0]].kind, old[link[1]].kind} == set(kinds))


def _weights(mutation: Mutation, found: Found, truth: AbstractSet[Pair]) -> list[tuple[str, int, int, int]]:
    """For each new paragraph, and each that is gone: where, the weight found, its floor and its ceiling.

    A copy weighs what the choice of the successor makes of it: nothing, or as a new paragraph.
    """
    if found.weights is None:
        return []
    rank: dict[str, int] = {name: n for n, name in enumerate(SIGNIFICANCES)}
    linked = {new for new, _ in truth}
    weights = []
    for new, fate in enumerate(mutation.fates):
        floor = "substantive" if new not in linked else fate.floor
        ceiling = fate.ceiling
        weights.append((f"new {new}", rank[found.weights[new]], rank[floor], rank[ceiling]))
    weights.extend(
        (f"old {old}", rank[found.gone[old]], rank["substantive"], rank["substantive"])
        for old in mutation.deleted
        if old in found.gone
    )
    return weights


def _misses(mutation: Mutation, found: Found, truth: AbstractSet[Pair], moved: AbstractSet[int]) -> Iterable[str]:
    """In words: which link is missing or wrong, which paragraph's moving."""
    old, new = mutation.old.paragraphs, mutation.new.paragraphs

    def operations(position: int) -> str:
        return ",".join(mutation.fates[position].operations) or "untouched"

    for told, links in (("missed", truth - found.links), ("wrong", found.links - truth)):
        for one, other in sorted(links):
            yield f"{told} link {old[other].label} -> {new[one].label} (old {other}, new {one}; {operations(one)})"
    for told, places in (("missed", moved - found.moved), ("wrong", found.moved - moved)):
        for place in sorted(places):
            yield f"{told} move {new[place].label} (new {place}; {operations(place)})"
