"""The same two texts in all languages that are here, compared each by itself and held against each other.

Pages and commands that show one language add what is seen across languages from stored comparisons only: nothing is
computed for it. Only the table of all languages computes what is not stored.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial

from tracker import concordance
from tracker.config import ALGORITHM
from tracker.errors import UnknownVersion
from tracker.languages import LANGUAGES
from tracker.model import Check, Comparison, Concordance, Version
from tracker.pipeline import views
from tracker.pipeline.once import Once
from tracker.store import Store

_KEPT = 128
_stored: Once[Comparison] = Once(_KEPT)
_checks: Once[tuple[Check, ...]] = Once(_KEPT)


class _NotStored(Exception):
    """A comparison is not stored; it may be later, so that this is not kept."""


def checked(store: Store, series_slug: str | None, old: Version, new: Version) -> Comparison:
    """The comparison of two texts (see views.comparison_of), with the checks across the languages it is stored in."""
    found = views.comparison_of(store, series_slug, old, new)
    if series_slug is None:
        return found
    sides = {old.language: found}
    ground: list[object] = [ALGORITHM]
    for language, pair in _pairs(store, old, new).items():
        key = (ALGORITHM, *pair, store.pairings_between(*pair))
        with suppress(_NotStored):
            if language != old.language:
                sides[language] = _stored.get(key, partial(_read, store, series_slug, *pair))
            ground.append(key)
    checks = _checks.get((old.language, *ground), lambda: concordance.checks(sides, old.language))
    return replace(found, checks=(*found.checks, *checks))


def _read(store: Store, series_slug: str, old: Version, new: Version) -> Comparison:
    stored = store.comparison(series_slug, old.language, old.slug, new.slug)
    if stored is None:
        raise _NotStored
    return stored


def concordance_of(store: Store, series_slug: str | None, old: Version, new: Version) -> Concordance:
    """Two texts in every language that has both, held against each other.

    Raises UnknownVersion if that is one language: there is nothing to hold it against.
    """
    pairs = _pairs(store, old, new)
    if len(pairs) < 2:
        names = ", ".join(LANGUAGES[language].name for language in pairs) or "no language"
        raise UnknownVersion(
            f"{old.symbol} and {new.symbol} are both here in {names} only\n"
            "Add them in another language, to hold one against the other: tracker add FILE"
        )
    return concordance.concordance(
        {language: views.comparison_of(store, series_slug, *pair) for language, pair in pairs.items()}
    )


def _pairs(store: Store, old: Version, new: Version) -> dict[str, tuple[Version, Version]]:
    """Both texts by language, where both are here."""
    sides = [{item.language: item for item in store.versions() if item.symbol == side.symbol} for side in (old, new)]
    return {language: (sides[0][language], sides[1][language]) for language in sides[0] if language in sides[1]}
