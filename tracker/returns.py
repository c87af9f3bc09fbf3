"""Paragraphs that come back: new in a text, and the same as one that a text before the last had dropped. Pure.

Two neighbouring texts do not tie them together, so that each is a life of its own (lineage.py); a reader wants to know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.model import Comparison, Lineage, SeriesView
from tracker.similarity import similarity

SAME = 0.8
"""What two paragraphs must share to be called one that came back. Chosen, not measured."""


@dataclass(frozen=True, slots=True)
class Return:
    """A paragraph that came back: the version that last had it, and its label there."""

    version: int
    label: str


def came_back(view: SeriesView) -> Mapping[int, Return]:
    """Which lineages of a view, by their index, began with what another had lost, and where that stood last."""
    gone = [(lineage, _last(lineage)) for lineage in view.lineages if lineage.ended and not lineage.ends]
    found = {}
    for index, lineage in enumerate(view.lineages):
        first = _first(lineage)
        if first is None or lineage.begins or lineage.steps[first].mark != "new":
            continue
        text = _text(view.comparisons[first - 1], lineage.steps[first].label, new=True)
        before = [
            (similarity(_text(view.comparisons[last], old.steps[last].label, new=False), text), last, old)
            for old, last in gone
            if last + 1 < first and old.kind == lineage.kind
        ]
        likest = max(before, key=lambda item: item[:2], default=None)
        if likest and likest[0] >= SAME:
            _, last, old = likest
            found[index] = Return(last, old.steps[last].label or "")
    return found


def _first(lineage: Lineage) -> int | None:
    """The version in which a life began; None for one of the oldest text here."""
    return next((step.version for step in lineage.steps if step.label), None) or None


def _last(lineage: Lineage) -> int:
    return max(step.version for step in lineage.steps if step.label)


def _text(comparison: Comparison, label: str | None, *, new: bool) -> str:
    places = (place for change in comparison.changes for place in (change.new if new else change.old))
    return next((place.text for place in places if place.label == label), "")
