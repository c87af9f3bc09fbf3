"""What pages and commands show, from a store: a series in one language, and the comparison of any two texts.

What is stored and fresh is taken as it is; anything else is computed, kept in memory, and never written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tracker import origins
from tracker.brief import tell
from tracker.config import ALGORITHM
from tracker.dating import made_in
from tracker.errors import AmbiguousVersion
from tracker.lineage import lineages
from tracker.model import Between, Comparison, SeriesView, Version
from tracker.pipeline import chain
from tracker.pipeline.by_hand import compared
from tracker.pipeline.compare import edition
from tracker.pipeline.once import Once
from tracker.store import Store

_KEPT = 128
_comparisons: Once[Comparison] = Once(_KEPT)


def series_view(store: Store, series_slug: str, language: str) -> SeriesView:
    """A series in one language as it is told. Raises UnknownVersion if there is no such series."""
    series = store.one_series(series_slug)
    here = store.versions(series_slug, language)
    main = chain.texts(series, here)
    comparisons = tuple(comparison_of(store, series_slug, old, new) for old, new in pairwise(main))
    editions = tuple(edition(store.resolution(version)) for version in main)
    gaps = tuple(chain.gap(series, main, old, new) for old, new in pairwise(main))
    return SeriesView(
        series=series,
        language=language,
        languages=store.languages(series_slug),
        versions=main,
        editions=editions,
        comparisons=comparisons,
        tellings=tuple(map(tell, comparisons)),
        gaps=gaps,
        lineages=store.lineages(series_slug, language) or lineages(editions, comparisons, gaps),
        drafts=chain.drafts(series, here),
    )


def comparison_of(store: Store, series_slug: str | None, old: Version, new: Version) -> Comparison:
    """The comparison of two texts that are here, in the order given; `series_slug` None if they share no series.

    Where texts between the two are here, its pieces say when they came in or went out, and it tells what came and went.
    It is kept under the texts, what lies between them, what the user says of their paragraphs, and the algorithm:
    whatever changes one of these makes another.
    Raises AmbiguousVersion for texts in two languages: these are never compared word by word.
    """
    if old.language != new.language:
        raise AmbiguousVersion(
            f"{old.symbol} is in {old.language} and {new.symbol} in {new.language}: choose one --language for both"
        )
    between = _between(store, series_slug, old, new)
    pairings = store.pairings_between(old, new)

    way = _way(store, series_slug, old, new)

    def find() -> Comparison:
        stored = store.comparison(series_slug, old.language, old.slug, new.slug) if series_slug else None
        if stored and stored.between == between:
            return stored
        found = compared(store.resolution(old), store.resolution(new), between=between, pairings=pairings)
        return _dated(store, series_slug, way, found) if series_slug and way else found

    between_them = tuple((*pair, store.pairings_between(*pair)) for pair in pairwise(way))
    return _comparisons.get((ALGORITHM, old, new, between, pairings, between_them), find)


def _way(store: Store, series_slug: str | None, old: Version, new: Version) -> tuple[Version, ...]:
    if series_slug is None:
        return ()
    return chain.way(store.one_series(series_slug), store.versions(series_slug, old.language), old, new)


def _dated(store: Store, series_slug: str, way: Sequence[Version], found: Comparison) -> Comparison:
    """A comparison with the years of its pieces, and what came and went, by the steps of the texts between."""
    series, here = store.one_series(series_slug), store.versions(series_slug, found.old.language)
    steps = [comparison_of(store, series_slug, *pair) for pair in pairwise(way)]
    editions = [steps[0].old, *(step.new for step in steps)]
    gaps = [chain.gap(series, here, *pair) for pair in pairwise(way)]
    years = [made_in(*pair, gap).text for pair, gap in zip(pairwise(editions), gaps, strict=True)]
    lives = lineages(editions, steps, gaps)
    return replace(origins.dated(found, steps, years), passing=origins.passing(steps, lives, years))


def _between(store: Store, series_slug: str | None, old: Version, new: Version) -> Between:
    if series_slug is None:
        return Between()
    return chain.between(store.one_series(series_slug), store.versions(series_slug, old.language), old, new)
