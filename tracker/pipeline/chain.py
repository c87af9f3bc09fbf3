"""The texts of a series in their order, what stands next to what, and what is missing in between. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tracker.model import Between, KnownVersion, Series, Version
from tracker.selection import age


def texts(series: Series, versions: Sequence[Version]) -> tuple[Version, ...]:
    """The texts that follow each other, oldest first: the adopted ones; in a series of specimens these too.

    Specimens stand in the order in which their series names them, whatever dates they carry.
    """
    if series.specimen:
        place = {known.symbol: index for index, known in enumerate(series.known)}
        inside = [item for item in versions if item.status in ("adopted", "specimen")]
        return tuple(sorted(inside, key=lambda item: place.get(item.symbol, len(place))))
    return tuple(sorted((item for item in versions if item.status == "adopted"), key=age))


def drafts(series: Series, versions: Sequence[Version]) -> tuple[Version, ...]:
    """The other texts of a series, oldest first."""
    main = {item.symbol for item in texts(series, versions)}
    return tuple(sorted((item for item in versions if item.symbol not in main), key=age))


def pairs(series: Series, versions: Sequence[Version]) -> tuple[tuple[Version, Version], ...]:
    """What is compared and stored, for one language: each text with the next, and each draft with the text it amends.

    A draft amends the last text adopted before it; without a date or session, the latest.
    """
    chain = texts(series, versions)
    steps = list(pairwise(chain))
    for draft in drafts(series, versions):
        before = [item for item in chain if _is_before(item, draft)]
        if before:
            steps.append((before[-1], draft))
    return tuple(steps)


def way(series: Series, versions: Sequence[Version], old: Version, new: Version) -> tuple[Version, ...]:
    """The texts from an old one to a new one, both among them, as they follow each other; a draft follows its base.

    Empty where they do not lead forward from one to the other, or nothing that is here lies between.
    """
    main = texts(series, versions)
    bases = {draft.symbol: base for base, draft in pairs(series, versions) if draft not in main}
    last = bases.get(new.symbol, new)
    if old not in main or last not in main:
        return ()
    found = main[main.index(old) : main.index(last) + 1]
    found = found if last == new else (*found, new)
    return found if len(found) > 2 and found[0] == old else ()


def gap(series: Series, here: Sequence[Version], old: Version, new: Version) -> tuple[KnownVersion, ...]:
    """The known texts between two that are not `here` (the texts of the series in their language), oldest first."""
    loaded = {item.symbol for item in here}
    return tuple(known for known in _inside(series, old, new) if known.symbol not in loaded)


def between(series: Series, here: Sequence[Version], old: Version, new: Version) -> Between:
    """How many texts stand between two, in whatever order these are given, and how many of them are `here`.

    The sessions are the first and last of those that are not here; with all of them here, of all.
    """
    inside = _inside(series, old, new)
    missing = gap(series, here, old, new)
    sessions = [known.session for known in missing or inside if known.session is not None]
    return Between(len(inside), len(inside) - len(missing), (sessions[0], sessions[-1]) if sessions else None)


def with_texts(series: Series, versions: Sequence[Version]) -> Series:
    """The series with every text that is here, drafts apart, among its known ones."""
    names = {known.symbol for known in series.known}
    new: dict[str, KnownVersion] = {}
    for item in texts(series, versions):
        if item.symbol not in names:
            new.setdefault(item.symbol, KnownVersion(item.symbol, item.session, item.adopted, "read"))
    known = [*series.known, *new.values()]
    return replace(series, known=tuple(known) if series.specimen else tuple(sorted(known, key=age)))


def _inside(series: Series, old: Version, new: Version) -> tuple[KnownVersion, ...]:
    """The known texts strictly between two."""
    first, last = sorted(_place(series, item) for item in (old, new))
    ends = {old.symbol, new.symbol}
    return tuple(known for known in series.known[first:last] if known.symbol not in ends)


def _place(series: Series, version: Version) -> int:
    """Where a text stands in a series; a draft stands after the last text that is older."""
    for index, known in enumerate(series.known):
        if known.symbol == version.symbol:
            return index
    return sum(age(known) < age(version) for known in series.known)


def _is_before(adopted: Version, draft: Version) -> bool:
    if draft.session is not None and adopted.session is not None:
        return adopted.session < draft.session
    return draft.adopted is None or adopted.adopted is None or adopted.adopted < draft.adopted
