"""From the texts of a series in one language to what follows from them: comparisons and lineages, stored.

Only what is stale is computed; what is fresh is not written again, so that doing it twice changes nothing. Whether
anything is stale is told by hashes, without reading a text: every run may ask it of all that is here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker import catalogue
from tracker.errors import TrackerError, UnknownVersion
from tracker.lineage import lineages
from tracker.model import Between, Comparison, Lineage, Resolution, Series, Version
from tracker.pairing import Pairing
from tracker.pipeline import chain
from tracker.pipeline.by_hand import compared
from tracker.pipeline.compare import edition
from tracker.pipeline.progress import SILENT, Progress, following
from tracker.pipeline.workers import Died, Workers, batches
from tracker.store import PreparedComparison, PreparedLineages, Raw, Store, as_rows, lineages_as_rows

Read = Callable[[Version], Resolution]

_NOTHING: tuple[dict[tuple[str, str], Between], bool] = ({}, False)
_BATCH = 20
"""Series that are written in one transaction."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A series in one language of which something is stale: its texts, and which of them are compared."""

    series: Series
    language: str
    versions: tuple[Version, ...]
    pairs: tuple[tuple[Version, Version], ...]


@dataclass(frozen=True, slots=True)
class _Work:
    """A plan with all that it takes, so that it can be done without the store.

    stored: the comparisons that still stand, None for one that is to be made; pairings: the user's own of each pair.
    """

    plan: Plan
    texts: dict[str, Raw]
    stored: list[Comparison | None]
    pairings: list[tuple[Pairing, ...]]


@dataclass(frozen=True, slots=True)
class _Made:
    """What follows, as rows."""

    comparisons: list[PreparedComparison]
    lineages: PreparedLineages


def derive(store: Store, slug: str, language: str) -> None:
    """Renew what is stale of a series in one language. Raises StoreError."""
    plan = _plan(
        _renewed(store, store.one_series(slug), store.versions(slug)), language, store.versions(slug, language)
    )
    if store.standing(slug, language) == _wanted(plan):
        return
    _keep(store, plan, _made(_loaded(store, plan)))


def renew(store: Store, workers: Workers, progress: Progress = SILENT) -> None:
    """Renew what is stale of every series. Raises StoreError, or TrackerError for texts that crash what compares them.

    Those are left out, the others are done before it is raised.
    """
    with store.transaction():
        todo = _stale(store)
    lost: list[str] = []
    with following(progress, "comparing", sum(len(plan.pairs) for plan in todo), "pairs of texts") as task:
        for batch in batches(workers.each(_made, (_loaded(store, plan) for plan in todo)), _BATCH):
            with store.transaction():
                for work, result in batch:
                    try:
                        _keep(store, work.plan, result.get())
                    except Died:
                        lost.append(f"{work.plan.series.slug} ({work.plan.language})")
                    for _ in work.plan.pairs:
                        task.step()
    if lost:
        raise TrackerError(
            f"the texts of {', '.join(lost)} are here and not compared: what compares them crashed; report this"
        )


def _stale(store: Store) -> list[Plan]:
    """The series of which something is missing or stale, in all their languages."""
    standing, here = store.all_standing(), store.versions_by_series()
    found = []
    for series in store.series():
        versions = here.get(series.slug, ())
        renewed = _renewed(store, series, versions)
        for language in sorted({one.language for one in versions}, key=lambda code: (code != "en", code)):
            plan = _plan(renewed, language, tuple(one for one in versions if one.language == language))
            wanted = _wanted(plan)
            stands = standing.get((series.slug, language), _NOTHING) == wanted
            if stands and renewed != series:  # another list of known texts
                stands = store.standing(series.slug, language) == wanted
            if not stands:
                found.append(plan)
    return found


def _plan(series: Series, language: str, versions: tuple[Version, ...]) -> Plan:
    return Plan(series, language, versions, chain.pairs(series, versions))


def _wanted(plan: Plan) -> tuple[dict[tuple[str, str], Between], bool]:
    """What Store.standing gives when nothing is stale: a text alone has no lineage."""
    between = {(old.slug, new.slug): _between(plan, (old, new)) for old, new in plan.pairs}
    return between, len(chain.texts(plan.series, plan.versions)) > 1


def _between(plan: Plan, pair: tuple[Version, Version]) -> Between:
    return chain.between(plan.series, plan.versions, *pair)


def _loaded(store: Store, plan: Plan) -> _Work:
    return _Work(
        plan,
        {version.slug: store.raw(version) for version in plan.versions},
        [_fresh(store, plan, pair) for pair in plan.pairs],
        [store.pairings_between(*pair) for pair in plan.pairs],
    )


def _made(work: _Work) -> _Made:
    """Compare what is to be compared, and follow the paragraphs through all of it."""
    plan = work.plan
    texts = {slug: raw.resolution() for slug, raw in work.texts.items()}

    def read(version: Version) -> Resolution:
        return texts[version.slug]

    comparisons = [
        stored or computed(plan.series, plan.versions, pair, read, pairings)
        for pair, stored, pairings in zip(plan.pairs, work.stored, work.pairings, strict=True)
    ]
    main = chain.texts(plan.series, plan.versions)
    lives = _lives(plan.series, main, comparisons, read)
    return _Made([as_rows(one) for one in comparisons], lineages_as_rows(lives, main))


def _keep(store: Store, plan: Plan, made: _Made) -> None:
    store.save_derived(
        plan.series.slug, plan.language, made.comparisons, made.lineages, chain.texts(plan.series, plan.versions)
    )


def _renewed(store: Store, stored: Series, versions: Sequence[Version]) -> Series:
    """A series as the catalogue and its texts that are here make it, saved if it was another."""
    try:
        base = catalogue.entry(stored.slug).series
    except UnknownVersion:
        base = stored
    renewed = chain.with_texts(base, versions)
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


def _fresh(store: Store, plan: Plan, pair: tuple[Version, Version]) -> Comparison | None:
    """The stored comparison of two texts; None if there is none or it is stale, also in what lies between them."""
    old, new = pair
    stored = store.comparison(plan.series.slug, old.language, old.slug, new.slug)
    return stored if stored and stored.between == _between(plan, pair) else None


def _lives(
    series: Series, main: Sequence[Version], comparisons: Sequence[Comparison], read: Read
) -> tuple[Lineage, ...]:
    """The lineages through the texts that follow each other; the comparisons of drafts come after theirs."""
    gaps = [chain.gap(series, main, old, new) for old, new in pairwise(main)]
    return lineages([edition(read(version)) for version in main], comparisons[: len(gaps)], gaps)
