"""What a comparison is made from, all of it: so that it can be made here, or by another process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker import origins
from tracker.dating import made_in
from tracker.lineage import lineages
from tracker.model import Between, Comparison, KnownVersion, Resolution
from tracker.pairing import Pairing
from tracker.pipeline.by_hand import compared

_PARAGRAPH = 100
"""A paragraph costs as much as so many letters: it is held against others, however short it is."""


@dataclass(frozen=True, slots=True)
class Work:
    """Two texts, what lies between them, and what the user pairs.

    `steps` lead from the one to the other by way of the texts between, and `gaps` are what is not here at each step:
    they date the pieces. Without them nothing is dated.
    """

    old: Resolution
    new: Resolution
    between: Between
    pairings: tuple[Pairing, ...]
    steps: tuple[Comparison, ...] = ()
    gaps: tuple[tuple[KnownVersion, ...], ...] = ()

    @property
    def size(self) -> int:
        """How much there is to compare, in letters."""
        texts = [len(paragraph.text) for side in (self.old, self.new) for paragraph in side.paragraphs]
        steps = [sum(len(piece.text) for piece in change.segments) for step in self.steps for change in step.changes]
        return sum(texts) + sum(steps) + _PARAGRAPH * (len(texts) + len(steps))


def made(work: Work) -> Comparison:
    """The comparison, with the years of its pieces, and what came and went, by the steps of the texts between."""
    found = compared(work.old, work.new, between=work.between, pairings=work.pairings)
    return _dated(found, work.steps, work.gaps) if work.steps else found


def _dated(found: Comparison, steps: Sequence[Comparison], gaps: Sequence[tuple[KnownVersion, ...]]) -> Comparison:
    editions = [steps[0].old, *(step.new for step in steps)]
    years = [
        made_in(step.old, step.new, gap, unsure=step.between.unsure).text for step, gap in zip(steps, gaps, strict=True)
    ]
    lives = lineages(editions, steps, gaps)
    return replace(origins.dated(found, steps, years), passing=origins.passing(steps, lives, years))
