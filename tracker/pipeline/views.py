"""What pages and commands show, from a store: a series in one language, and the comparison of any two texts.

What is stored and fresh is taken as it is; anything else is computed, kept in memory, and never written. A server has
what is large computed elsewhere: see `elsewhere`.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import pairwise

from tracker.brief import tell
from tracker.config import ALGORITHM
from tracker.errors import AmbiguousVersion
from tracker.lineage import lineages
from tracker.model import Between, Comparison, KnownVersion, Lineage, SeriesView, Version
from tracker.pairing import Pairing
from tracker.pipeline import chain
from tracker.pipeline.compare import edition
from tracker.pipeline.once import Once
from tracker.pipeline.work import Work, made
from tracker.store import Store

_KEPT, MEMORY = 128, 64 << 20
"""Comparisons that are kept, and the bytes that they may take together."""
_OBJECT = 400
"""Bytes of a piece, a change or a step without its letters, measured: 300 to 600."""
_LARGE = 200_000
"""Letters (see Work.size) from which a server has two texts compared elsewhere: so many take 0.1 to 0.5 seconds."""


def bytes_of(found: Comparison) -> int:
    """How much memory a comparison takes, about: once to twice as much as it does."""
    texts = [piece.text for change in found.changes for piece in change.segments]
    return sum(map(len, texts)) * 2 + _OBJECT * (len(texts) + len(found.changes))


def _bytes_of_lives(found: tuple[Lineage, ...]) -> int:
    return sum(_OBJECT * (1 + len(life.steps)) for life in found)


_comparisons: Once[Comparison] = Once(_KEPT, bytes_of, MEMORY)
_lineages: Once[tuple[Lineage, ...]] = Once(_KEPT, _bytes_of_lives, MEMORY)
_given: ContextVar[Mapping[Hashable, Comparison] | None] = ContextVar("given", default=None)


class Elsewhere(Exception):
    """A comparison is wanted that is too large to be computed here: its key, and what it is to be made from."""

    def __init__(self, key: Hashable, work: Work) -> None:
        super().__init__(key)
        self.key, self.work = key, work


@contextmanager
def elsewhere(given: Mapping[Hashable, Comparison]) -> Iterator[None]:
    """Inside, what is large is not computed but raised as Elsewhere, unless it is `given` by its key."""
    token = _given.set(given)
    try:
        yield
    finally:
        _given.reset(token)


def keep(key: Hashable, found: Comparison) -> None:
    """Keep a comparison that was made elsewhere."""
    _comparisons.put(key, found)


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
        lineages=store.lineages(series_slug, language)
        or _lineages.get(
            tuple((_placed(store, series_slug, *pair), gap) for pair, gap in zip(pairwise(main), gaps, strict=True)),
            lambda: tuple(lineages(editions, comparisons, gaps)),
        ),
        drafts=chain.drafts(series, here),
    )


def comparison_of(store: Store, series_slug: str | None, old: Version, new: Version) -> Comparison:
    """The comparison of two texts that are here, in the order given; `series_slug` None if they share no series.

    Where texts between the two are here, its pieces say when they came in or went out, and it tells what came and went.
    It is kept by all that it rests on (see _Placed): whatever changes one of these makes another.
    Raises AmbiguousVersion for texts in two languages: these are never compared word by word.
    """
    if old.language != new.language:
        raise AmbiguousVersion(
            f"{old.symbol} is in {old.language} and {new.symbol} in {new.language}: choose one --language for both"
        )
    placed = _placed(store, series_slug, old, new)
    given = _given.get()
    if given is not None and placed in given:
        return given[placed]
    return _comparisons.get(placed, lambda: _found(store, placed))


@dataclass(frozen=True, slots=True)
class _Placed:
    """Two texts where they stand in a series, and all that their comparison rests on besides: by it one is kept.

    `way` leads from the old text to the new one by way of those that are here, and `gaps` are what is not here at each
    of its steps. `pairings` are said of the two texts and of each step, `readings` say how each file was read.
    """

    series: str | None
    old: Version
    new: Version
    between: Between
    way: tuple[Version, ...]
    gaps: tuple[tuple[KnownVersion, ...], ...]
    pairings: tuple[tuple[Pairing, ...], ...]
    readings: tuple[object, ...]
    algorithm: str = ALGORITHM


def _placed(store: Store, series_slug: str | None, old: Version, new: Version) -> _Placed:
    between = Between()
    way: tuple[Version, ...] = ()
    gaps: tuple[tuple[KnownVersion, ...], ...] = ()
    if series_slug is not None:
        series, here = store.one_series(series_slug), store.versions(series_slug, old.language)
        between, way = chain.between(series, here, old, new), chain.way(series, here, old, new)
        gaps = tuple(chain.gap(series, here, *pair) for pair in pairwise(way))
    pairings = tuple(store.pairings_between(*pair) for pair in ((old, new), *pairwise(way)))
    return _Placed(series_slug, old, new, between, way, gaps, pairings, store.readings(way or (old, new)))


def _found(store: Store, placed: _Placed) -> Comparison:
    """A comparison as it is stored, or made anew. Raises Elsewhere where that is for others to do."""
    old, new, slug = placed.old, placed.new, placed.series
    stored = store.comparison(slug, old.language, old.slug, new.slug) if slug else None
    if stored and stored.between == placed.between:
        return stored
    steps = tuple(comparison_of(store, slug, *pair) for pair in pairwise(placed.way))
    both = store.resolution(old), store.resolution(new)
    work = Work(*both, placed.between, placed.pairings[0], steps, placed.gaps)
    if _given.get() is not None and work.size > _LARGE:
        raise Elsewhere(placed, work)
    return made(work)
