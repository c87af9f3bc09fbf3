"""From a store to what a report speaks of: texts of a series in one language, or any two texts."""

from __future__ import annotations

from itertools import pairwise

from tracker.errors import UnknownVersion
from tracker.lineage import lineages
from tracker.model import Comparison, Edition, Version
from tracker.pipeline import across, views
from tracker.reports.span import Span
from tracker.store import Store


def of_series(store: Store, series_slug: str, language: str, first: str | None = None, last: str | None = None) -> Span:
    """The texts of a series from one to another, by their symbols or slugs; without them from the oldest to the newest.

    Raises UnknownVersion if one of them is not among the texts that follow each other, or there are not two.
    """
    view = views.series_view(store, series_slug, language)
    names = [version.symbol for version in view.versions]
    if len(names) < 2:
        raise UnknownVersion(
            f"{series_slug} has {len(names)} text{'s' * (len(names) != 1)} here in {language}: a report needs two"
        )
    start = _place(view.versions, first, 0)
    end = _place(view.versions, last, len(names) - 1)
    if start == end:
        raise UnknownVersion(f"{names[start]} was named twice: name two texts, the older and the newer one")
    start, end = sorted((start, end))
    inside = view.versions[start : end + 1]
    steps = tuple(across.checked(store, series_slug, old, new) for old, new in pairwise(inside))
    gaps = view.gaps[start:end]
    editions = view.editions[start : end + 1]
    known = lineages(view.editions[: end + 1], view.comparisons[:end], view.gaps[:end])
    return Span(
        editions=editions,
        whole=steps[0] if len(steps) == 1 else across.checked(store, series_slug, inside[0], inside[-1]),
        steps=steps,
        gaps=gaps,
        lineages=lineages(editions, steps, gaps),
        series=view.series,
        since={label: one.wording_since for one in known if (label := one.steps[end].label)},
    )


def _place(versions: tuple[Version, ...], name: str | None, default: int) -> int:
    if name is None:
        return default
    for index, version in enumerate(versions):
        if name in (version.symbol, version.slug):
            return index
    raise UnknownVersion(
        f"{name} is not one of the texts that follow each other in this series\n"
        f"These are {', '.join(version.symbol for version in versions)}."
    )


def of_comparison(comparison: Comparison, editions: tuple[Edition, Edition] | None = None) -> Span:
    """Two texts that are compared, of whatever series or none."""
    sides = editions or (comparison.old, comparison.new)
    steps = (comparison,)
    lives = lineages(sides, steps, ((),))
    return Span(
        editions=sides,
        whole=comparison,
        steps=steps,
        gaps=((),),
        lineages=lives,
        since={label: one.wording_since for one in lives if (label := one.steps[-1].label)},
    )
