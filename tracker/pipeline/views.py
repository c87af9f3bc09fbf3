"""What pages and commands show, from a store: a series in one language, and the comparison of any two texts.

What is stored and fresh is taken as it is; anything else is computed, kept in memory, and never written.
"""

from __future__ import annotations

from itertools import pairwise

from tracker.brief import tell
from tracker.config import ALGORITHM
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

    def find() -> Comparison:
        stored = store.comparison(series_slug, old.language, old.slug, new.slug) if series_slug else None
        if stored and stored.between == between:
            return stored
        return compared(store.resolution(old), store.resolution(new), between=between, pairings=pairings)

    return _comparisons.get((ALGORITHM, old, new, between, pairings), find)


def _between(store: Store, series_slug: str | None, old: Version, new: Version) -> Between:
    if series_slug is None:
        return Between()
    return chain.between(store.one_series(series_slug), store.versions(series_slug, old.language), old, new)
