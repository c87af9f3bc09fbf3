"""A paragraph's life through all versions of a series that are here: comparisons, oldest first, to lineages. Pure.

Dates follow DESIGN.md: what happened across texts that are not here, or may not be, is an interval. A paragraph of the
oldest text here is dated "2011 or before", whether or not an older text is known: no source here says that it is
younger.
Words that come back after an absence begin a new lineage: nothing in two neighbouring texts ties them to the old one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.dating import made_in, year_of
from tracker.model import Change, Comparison, Edition, Interval, Kind, KnownVersion, Lineage, Mark, Place, Step
from tracker.similarity import measured_words

_NEW_WORDS: frozenset[Mark] = frozenset({"first", "new", "reworded", "small"})


def lineages(
    editions: Sequence[Edition], comparisons: Sequence[Comparison], gaps: Sequence[Sequence[KnownVersion]]
) -> tuple[Lineage, ...]:
    """Follow every paragraph through a series in one language.

    `comparisons[i]` leads from `editions[i]` to `editions[i + 1]`; `gaps[i]` are the known texts between the two that
    are not here, oldest first. The result stands in the order of the latest version; a paragraph that ended follows
    the last one of its kind that stood before it. One edition alone has no comparison, and so no lineage.

    `begins` and `ends` are set only where a paragraph was split off or merged away. One that was merged away has the
    mark "absent" and the kind "merged" in its last step, because its words were not deleted.
    """
    if not comparisons:
        return ()
    oldest = Interval(None, year_of(editions[0].adopted, editions[0].session))
    rows = [_first(comparisons[0], oldest)]
    for index, (comparison, gap) in enumerate(zip(comparisons, gaps, strict=True)):
        made = made_in(editions[index], editions[index + 1], gap, unsure=comparison.between.unsure)
        rows.append(_advance(rows[-1], comparison, index + 1, made))
    return tuple(life.finished(len(editions)) for life in _in_order(rows))


@dataclass(eq=False, slots=True)
class _Life:
    """A lineage while it is followed: its kind, label and version as they were last seen, and its steps by version."""

    kind: Kind
    label: str
    version: int
    wording_since: Interval
    began: Interval
    steps: dict[int, Step]
    ended: Interval | None = None
    begins: str | None = None
    ends: str | None = None

    def finished(self, versions: int) -> Lineage:
        return Lineage(
            kind=self.kind,
            address=(self.version, self.label),
            steps=tuple(self.steps.get(version) or Step(version, None, "absent") for version in range(versions)),
            wording_since=self.wording_since,
            began=self.began,
            ended=self.ended,
            begins=self.begins,
            ends=self.ends,
        )


def _first(comparison: Comparison, oldest: Interval) -> dict[int, _Life]:
    """The lives of the oldest version, by position."""
    old = sorted((place for change in comparison.changes for place in change.old), key=lambda place: place.position)
    return {
        place.position: _Life(
            place.kind, place.label, 0, oldest, oldest, {0: Step(0, place.label, "first", interval=oldest)}
        )
        for place in old
    }


def _advance(lives: Mapping[int, _Life], comparison: Comparison, version: int, made: Interval) -> dict[int, _Life]:
    """Carry all lives on into the next version; returns those that are in it, by position."""
    following: dict[int, _Life] = {}
    for change in comparison.changes:
        ancestors = _ancestors(change)
        heirs = _heirs(change, ancestors)
        since = _wording_since(lives, change, made)
        for place in change.new:
            ancestor = ancestors.get(place.position)
            if ancestor and heirs.get(ancestor.position) is place:
                life = lives[ancestor.position]
                life.kind, life.label, life.version, life.wording_since = place.kind, place.label, version, since
            else:
                begins = f"split from {ancestor.label}" if ancestor else None
                life = _Life(place.kind, place.label, version, since, made, {}, begins=begins)
            life.steps[version] = _step(change, place, version, made)
            following[place.position] = life
        for place in change.old:
            if place.position not in heirs:
                _end(lives[place.position], change, place, version, made)
    return dict(sorted(following.items()))


def _end(life: _Life, change: Change, place: Place, version: int, made: Interval) -> None:
    """Close a life whose paragraph has no heir: deleted, or merged into the one that shares most words with it."""
    life.ended = made
    if change.new:
        into = _nearest(place, change.new)
        life.ends = f"merged into {into.label}"
    life.steps[version] = Step(
        version,
        None,
        "absent" if change.new else "deleted",
        from_labels=(place.label,),
        kind=change.kind,
        group=change.group,
        interval=made,
    )


def _ancestors(change: Change) -> dict[int, Place]:
    """Each new paragraph's main ancestor: the old one with which it shares most words, then the earlier (DESIGN.md)."""
    if not change.old:
        return {}
    return {new.position: _nearest(new, change.old) for new in change.new}


def _heirs(change: Change, ancestors: Mapping[int, Place]) -> dict[int, Place]:
    """In which new paragraph each old one goes on, among those whose main ancestor it is; some have none."""
    heirs: dict[int, Place] = {}
    for old in change.old:
        own = [new for new in change.new if ancestors[new.position] is old]
        if own:
            heirs[old.position] = _nearest(old, own)
    return heirs


def _nearest(one: Place, others: Sequence[Place]) -> Place:
    """The place that shares most words with one, then the earlier; where there is but one nothing is counted."""
    if len(others) == 1:
        return others[0]
    return max(others, key=lambda other: (_shared(one, other), -other.position))


def _shared(old: Place, new: Place) -> int:
    """How many words two paragraphs share, each as often as both have it."""
    return (Counter(measured_words(old.text)) & Counter(measured_words(new.text))).total()


def _wording_since(lives: Mapping[int, _Life], change: Change, made: Interval) -> Interval:
    """When the words came in that stand after a change: with it, or else with the youngest of its ancestors."""
    if _mark(change) in _NEW_WORDS:
        return made
    return max((lives[old.position].wording_since for old in change.old), key=_age)


def _age(interval: Interval) -> tuple[float, float]:
    return (
        float("inf") if interval.latest is None else interval.latest,
        float("-inf") if interval.earliest is None else interval.earliest,
    )


def _step(change: Change, place: Place, version: int, made: Interval) -> Step:
    untouched = change.kind == "unchanged" and not place.moved
    return Step(
        version,
        place.label,
        _mark(change),
        from_labels=tuple(old.label for old in change.old),
        kind=change.kind,
        moved=place.moved,
        group=change.group,
        interval=None if untouched else made,
    )


def _mark(change: Change) -> Mark:
    """The mark of SKETCHES.md 1 for a paragraph that stands in the new version."""
    if change.kind == "inserted":
        return "new"
    match change.significance:
        case "substantive":
            return "small" if change.reason.code == "house-style" else "reworded"
        case "technical":
            return "technical"
        case "typographic":
            return "typographic"
        case "none":
            return "same"


def _in_order(rows: Sequence[Mapping[int, _Life]]) -> list[_Life]:
    """All lives in the order of the latest version, with those that ended put in from the latest to the oldest."""
    ordered = list(rows[-1].values())
    for row in reversed(rows[:-1]):
        before: list[_Life] = []
        for life in row.values():
            if life not in ordered:
                ordered.insert(_place_of(life, before, ordered), life)
            before.append(life)
    return ordered


def _place_of(life: _Life, before: Sequence[_Life], ordered: Sequence[_Life]) -> int:
    """Where a life that ended is put: after the nearest before it of its kind, else before the first of its kind."""
    for neighbour in reversed(before):
        if neighbour.kind == life.kind:
            return ordered.index(neighbour) + 1
    return next((place for place, other in enumerate(ordered) if other.kind == life.kind), len(ordered))
