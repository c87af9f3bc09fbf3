"""The same two texts in all languages that are here, compared each by itself and held against each other.

Pages and commands that show one language add what is seen across languages from stored comparisons only: nothing is
computed for it. Only the table of all languages computes what is not stored.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial

from tracker import catalogue, concordance
from tracker.config import ALGORITHM
from tracker.errors import UnknownVersion
from tracker.formulas import Formula, formulas
from tracker.languages import LANGUAGES
from tracker.model import Check, Comparison, Concordance, Version
from tracker.pipeline import chain, views
from tracker.pipeline.once import Once
from tracker.selection import age
from tracker.sentences import listed
from tracker.store import Store

_KEPT = 128
_stored: Once[Comparison] = Once(_KEPT, views.bytes_of, views.MEMORY)
_formulas: Once[tuple[tuple[Formula, ...], ...]] = Once(_KEPT)
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
        key = (ALGORITHM, *pair, store.pairings_between(*pair), store.readings(pair))
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


def concordance_of(
    store: Store, series_slug: str | None, old: Version, new: Version, *, languages: Sequence[str] = ()
) -> Concordance:
    """Two texts in every language that has both, held against each other; `languages`: only these beside the first.

    It goes forward in time, however the two are named: a repeated edit is known by what the later text came to say.
    Raises UnknownVersion if one of the languages does not have both, or if there is nothing to hold the first against.
    """
    if old.symbol == new.symbol:
        raise UnknownVersion(f"{old.symbol} was named twice: name two texts, the older and the newer one")
    old, new = sorted((old, new), key=age)
    pairs = _pairs(store, old, new)
    lacking = [language for language in languages if language not in pairs]
    if lacking or len(pairs) < 2:
        names = listed([LANGUAGES[language].name for language in pairs]) or "no language"
        only = "" if lacking else " only"
        raise UnknownVersion(f"{old.symbol} and {new.symbol} are both here in {names}{only}\n{_more(old, new, pairs)}")
    found = concordance.concordance(
        {language: views.comparison_of(store, series_slug, *pair) for language, pair in pairs.items()}
    )
    return _restricted(found, {found.languages[0], *languages}) if languages else found


def formulas_of(
    store: Store, series_slug: str, old: Version, new: Version
) -> tuple[tuple[Version, ...], tuple[tuple[Formula, ...], ...]]:
    """The edits that were made in several paragraphs between two texts, counted in every text of the series.

    Gives the texts that are counted, oldest first, and for each edit a line for each language that has it.
    """
    old, new = sorted((old, new), key=age)
    found = _pairs(store, old, new)
    pairs = {code: found[code] for code in concordance.ordered(found)}
    series = store.one_series(series_slug)
    here = {code: chain.texts(series, store.versions(series_slug, code)) for code in pairs}
    known = {item.symbol: item for items in here.values() for item in items}
    counted = sorted(known.values(), key=age)
    read = store.readings([item for items in here.values() for item in items])
    key = (ALGORITHM, *pairs.values(), *here.values(), read)
    comparisons = {code: views.comparison_of(store, series_slug, *pair) for code, pair in pairs.items()}

    def find() -> tuple[tuple[Formula, ...], ...]:
        texts = {}
        for code, items in here.items():
            words = {item.symbol: [one.text for one in store.resolution(item).paragraphs] for item in items}
            texts[code] = [words.get(item.symbol) for item in counted]
        return formulas(comparisons, texts)

    return tuple(counted), _formulas.get(key, find)


def _restricted(found: Concordance, languages: Collection[str]) -> Concordance:
    """Only these languages of a concordance; what is said of them was found by looking at all."""
    if len(languages) < 2:
        name = LANGUAGES[found.languages[0]].name
        raise UnknownVersion(f"{name} is what the others are held against: name another language, or none")
    rows = (
        replace(row, standing={code: cell for code, cell in row.standing.items() if code in languages})
        for row in found.rows
    )
    return replace(
        found,
        languages=tuple(code for code in found.languages if code in languages),
        rows=tuple(rows),
        alone={code: labels for code, labels in found.alone.items() if code in languages},
        checks=tuple(one for one in found.checks if set(one.languages) & set(languages)),
    )


def _more(old: Version, new: Version, here: Collection[str]) -> str:
    """How to get two texts in more languages: the command, where their official files are known."""
    for entry in catalogue.load():
        if any(entry.file(old.symbol, code) and entry.file(new.symbol, code) for code in set(LANGUAGES) - set(here)):
            return f"Fetch them in all languages: tracker fetch --series {entry.series.slug} --language all"
    return "Add them in another language, to hold one against the other: tracker add FILE"


def _pairs(store: Store, old: Version, new: Version) -> dict[str, tuple[Version, Version]]:
    """Both texts by language, where both are here."""
    sides = [{item.language: item for item in store.versions() if item.symbol == side.symbol} for side in (old, new)]
    return {language: (sides[0][language], sides[1][language]) for language in sides[0] if language in sides[1]}
