"""What aligning knows so far: the paragraphs as they are measured, the pairs found, and where the others stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.assignment import Pair
from tracker.model import Paragraph
from tracker.order import gap_of, kept_in_order
from tracker.similarity import Space
from tracker.tables import Blocks, Row


@dataclass
class Known:
    """What is known so far, one object for all steps: pairs found, and how alike the candidates are."""

    old: Sequence[Paragraph]
    new: Sequence[Paragraph]
    plain: list[list[str]]  # of either text, as the following three; rows have their blank cells filled
    words: list[list[list[str]]]
    rows: tuple[dict[int, Row], dict[int, Row]]
    standing: list[list[tuple[str, ...]]]  # its kind; for a row also of which annex and under which heading
    space: Space
    pairs: dict[Pair, float] = field(default_factory=dict)  # (old, new) -> likeness
    same: frozenset[Pair] = frozenset()  # those with the same words, or paired by hand
    degraded: set[Pair] = field(default_factory=set)
    likeness: dict[Pair, float] = field(default_factory=dict)
    fixed_old: set[int] = field(default_factory=set)  # paired by hand, or said to have no counterpart
    fixed_new: set[int] = field(default_factory=set)

    def is_sum(self, old: int) -> bool:
        """Whether an old paragraph is a row that only sums up."""
        return old in self.rows[0] and self.rows[0][old].is_sum

    def left(self) -> tuple[list[int], list[int]]:
        """The positions of either side that stand in no pair yet."""
        olds = self.fixed_old.union(old for old, _ in self.pairs)
        news = self.fixed_new.union(new for _, new in self.pairs)
        return (
            [position for position in range(len(self.old)) if position not in olds],
            [position for position in range(len(self.new)) if position not in news],
        )


class Places:
    """Between which paragraphs that kept their order each other paragraph stands."""

    def __init__(self, work: Known) -> None:
        """Take what is known now: pairs found later are no anchors here."""
        pairs = sorted(work.pairs, key=lambda pair: (pair[1], pair[0]))
        kept = kept_in_order([old for old, _ in pairs], [len(work.words[1][new]) for _, new in pairs])
        self.old_anchors: list[int] = []
        self.new_anchors: list[int] = []
        for old, new in (pairs[index] for index in sorted(kept)):
            # Several paired by hand are one anchor: the gaps of both texts are told by their number.
            if not self.old_anchors or (old > self.old_anchors[-1] and new > self.new_anchors[-1]):
                self.old_anchors.append(old)
                self.new_anchors.append(new)
        left_old, left_new = work.left()
        self.old_gaps = Counter(gap_of(old, self.old_anchors) for old in left_old)
        self.new_gaps = Counter(gap_of(new, self.new_anchors) for new in left_new)
        self.blocks = Blocks(work.rows, work.pairs)

    def same(self, old: int, new: int) -> bool:
        """Whether two paragraphs stand between the same neighbours."""
        return gap_of(old, self.old_anchors) == gap_of(new, self.new_anchors)

    def may_be(self, old: int, new: int) -> bool:
        """Whether two paragraphs of one kind stand in the same block, if they are rows."""
        return old not in self.blocks.old or self.blocks.same(old, new, same_place=self.same(old, new))

    def alone(self, old: int, new: int) -> bool:
        """Whether either is all that is left between its neighbours."""
        old_gap, new_gap = gap_of(old, self.old_anchors), gap_of(new, self.new_anchors)
        return self.old_gaps[old_gap] == self.new_gaps[new_gap] == 1
