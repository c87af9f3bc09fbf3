"""What pages and commands follow through a series: a paragraph by any of its names, and when its words came in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.dating import made_in
from tracker.errors import UnknownVersion
from tracker.model import Comparison, Interval, Lineage, SeriesView, Version
from tracker.pipeline import chain, views
from tracker.store import Store


@dataclass(frozen=True, slots=True)
class Born:
    """A text against the first of its series, the words of which are `unmarked`.

    `step` is when what came after was added, where that is one step; else its pieces bear their years.
    """

    comparison: Comparison
    unmarked: str
    step: str | None


def lineage_of(view: SeriesView, version: Version, label: str) -> Lineage:
    """A paragraph's life by a text and its label there, capitals and blanks apart. Raises UnknownVersion."""
    if version not in view.versions:
        raise UnknownVersion(
            f"{version.symbol} is not one of the texts that follow each other in this series.\n"
            f"These do: {', '.join(item.symbol for item in view.versions)}."
        )
    index = view.versions.index(version)
    steps = ((lineage, lineage.steps[index]) for lineage in view.lineages)
    known = {step.label: lineage for lineage, step in steps if step.label}
    if not known:
        raise UnknownVersion(f"{version.symbol} is the only text of its series here: there is nothing to follow it to")
    return known[label_of(known, version, label)]


def label_of(labels: Iterable[str], version: Version, wanted: str) -> str:
    """A label as it is written, from one with other capitals or blanks. Raises UnknownVersion if there is none."""
    names = {_bare(label): label for label in labels}
    if _bare(wanted) not in names:
        raise UnknownVersion(
            f"{version.symbol} has no paragraph {wanted.strip()}.\nIt has {', '.join(names.values())}."
        )
    return names[_bare(wanted)]


def since_first(store: Store, view: SeriesView, lineage: Lineage) -> tuple[Comparison, str, str | None] | None:
    """From a paragraph's first text to its last: their comparison, and its label in the first.

    Then the year of the step between the two, where that is one. None where the first is the last.
    """
    first = next(step for step in lineage.steps if step.label)
    last, _ = lineage.address
    if first.version == last:
        return None
    comparison = views.comparison_of(store, view.series.slug, view.versions[first.version], view.versions[last])
    interval = lineage.steps[last].interval if first.version + 1 == last else None
    return comparison, first.label or "", interval.text if interval else None


def born(store: Store, view: SeriesView, version: Version) -> Born:
    """When each word of a text came in, since the first text of its series. Raises UnknownVersion for that one."""
    series, first = view.series, view.versions[0] if view.versions else version
    if version == first:
        raise UnknownVersion(
            f"{version.symbol} is the first text of its series here: when its words came in is not known"
        )
    here = store.versions(series.slug, view.language)
    comparison = views.comparison_of(store, series.slug, first, version)
    oldest = Interval(None, made_in(comparison.old, comparison.old, ()).latest)
    alone = not chain.way(series, here, first, version)
    gap, unsure = chain.gap(series, here, first, version), comparison.between.unsure
    made = made_in(comparison.old, comparison.new, gap, unsure=unsure) if alone else None
    return Born(comparison, oldest.text, made.text if made else None)


def _bare(label: str) -> str:
    return "".join(label.split()).casefold()
