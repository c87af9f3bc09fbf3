"""From the texts of a series in one language to what follows from them: comparisons and lineages, stored.

Only what is stale is computed; what is fresh is not written again, so that doing it twice changes nothing. Whether
anything is stale is told by hashes, without reading a text: every run may ask it of all that is here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

from tracker import catalogue
from tracker.errors import UnknownVersion
from tracker.lineage import lineages
from tracker.model import Comparison, Lineage, Resolution, Series, Version
from tracker.pairing import Pairing
from tracker.pipeline import chain
from tracker.pipeline.by_hand import compared
from tracker.pipeline.compare import edition
from tracker.store import Store
from tracker.store.opening import writing

Read = Callable[[Version], Resolution]


def derive(store: Store, slug: str, language: str) -> None:
    """Renew what is stale of a series in one language. Raises StoreError."""
    series, versions = renew_series(store, slug), store.versions(slug, language)
    pairs = chain.pairs(series, versions)
    between = {(old.slug, new.slug): chain.between(series, versions, old, new) for old, new in pairs}
    if store.standing(slug, language) == (between, True):
        return
    stored = [_fresh(store, series, versions, pair) for pair in pairs]
    read = cache(store.resolution)
    comparisons = [
        one or computed(series, versions, pair, read, store.pairings_between(*pair))
        for one, pair in zip(stored, pairs, strict=True)
    ]
    main = chain.texts(series, versions)
    lives = _lives(series, main, comparisons, read)
    if None not in stored and lives == store.lineages(slug, language):
        return
    with writing(store.conn):
        store.drop_derived(slug, language)
        for comparison in comparisons:
            store.save_comparison(slug, comparison)
        store.save_lineages(slug, language, lives, main)


def differences(store: Store, slug: str, language: str) -> list[str]:
    """What is stored of a series in one language and is not what its texts give; each as a line."""
    series, versions = store.one_series(slug), store.versions(slug, language)
    read = cache(store.resolution)
    found, comparisons = [], []
    for old, new in chain.pairs(series, versions):
        comparisons.append(computed(series, versions, (old, new), read, store.pairings_between(old, new)))
        stored = store.comparison(slug, language, old.slug, new.slug)
        if stored != comparisons[-1]:
            what = "is not stored, or stale" if stored is None else "is not what its texts give"
            found.append(f"{slug} ({language}): the comparison of {old.symbol} with {new.symbol} {what}")
    if store.lineages(slug, language) != _lives(series, chain.texts(series, versions), comparisons, read):
        found.append(f"{slug} ({language}): the lineages are not what its comparisons give")
    return found


def renew_series(store: Store, slug: str) -> Series:
    """The series as the catalogue and the texts that are here make it, saved if it was another."""
    stored = store.one_series(slug)
    try:
        base = catalogue.entry(slug).series
    except UnknownVersion:
        base = stored
    renewed = chain.with_texts(base, store.versions(slug))
    if renewed != stored:
        store.save_series(renewed)
    return renewed


def computed(
    series: Series,
    versions: Sequence[Version],
    pair: tuple[Version, Version],
    read: Read,
    pairings: Sequence[Pairing],
) -> Comparison:
    """The comparison of two texts of a series.

    `versions` are its texts in their language, `read` gives their words, `pairings` are the user's own of the two.
    """
    old, new = pair
    return compared(read(old), read(new), between=chain.between(series, versions, old, new), pairings=pairings)


def _fresh(
    store: Store, series: Series, versions: Sequence[Version], pair: tuple[Version, Version]
) -> Comparison | None:
    """The stored comparison of two texts; None if there is none or it is stale, also in what lies between them."""
    old, new = pair
    stored = store.comparison(series.slug, old.language, old.slug, new.slug)
    return stored if stored and stored.between == chain.between(series, versions, old, new) else None


def _lives(
    series: Series, main: Sequence[Version], comparisons: Sequence[Comparison], read: Read
) -> tuple[Lineage, ...]:
    """The lineages through the texts that follow each other; the comparisons of drafts come after theirs."""
    gaps = [chain.gap(series, main, old, new) for old, new in pairwise(main)]
    return lineages([edition(read(version)) for version in main], comparisons[: len(gaps)], gaps)
