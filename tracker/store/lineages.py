"""Lineages to rows and back: a row for a paragraph's life, and one for each of its steps."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Sequence
from typing import Any

from tracker.config import ALGORITHM
from tracker.errors import StoreError
from tracker.model import Interval, Lineage, Step, Version
from tracker.store import facts, loading, sql
from tracker.store.fresh import Ground, Said, ground, overrides, series_id
from tracker.store.fresh import lives as are_fresh
from tracker.store.opening import writing
from tracker.store.rows import free_ids, insert_all, insert_rows, rows

Prepared = list[tuple[dict[str, Any], list[tuple[Any, ...]]]]
"""Lineages as rows, but for the ids that only the store knows: of each its life and its steps."""


def prepared(lineages: Sequence[Lineage], versions: Sequence[Version]) -> Prepared:
    """Lineages as rows: made where there is time, handed on cheaply. `versions` are those of the steps."""
    return [(_life(one, versions), [tuple(_step(step).values()) for step in one.steps]) for one in lineages]


def save_lineages(  # noqa: PLR0917 - as Store has it
    conn: sqlite3.Connection,
    slug: str,
    language: str,
    lineages: Sequence[Lineage] | Prepared,
    versions: Sequence[Version],
    base: Ground | None = None,
) -> None:
    """Save the lineages of a series in a language, in the place of the earlier ones; `versions` are those of the steps.

    `base` is what the series rests on, if that was read before. Raises StoreError if one of the versions isn't here.
    """
    made: Prepared = [
        row for one in lineages for row in (prepared([one], versions) if isinstance(one, Lineage) else [one])
    ]
    with writing(conn):
        series = series_id(conn, slug)
        conn.execute(sql.DELETE_LINEAGES, [series, language, language])
        identities = [_version_id(conn, version) for version in versions]
        paragraphs = [
            {row["label"]: row["id"] for row in rows(conn, sql.PARAGRAPH_IDS, [identity])} for identity in identities
        ]
        first = next(free_ids(conn, "lineages"))
        base = base or ground(conn, slug, language)
        rests_on = {
            "algorithm": ALGORITHM,
            "inputs": base.inputs(),
            "overrides": overrides(conn, base.digests, base.symbols, language),
        }
        owned = {"series_id": series, "language": language, **rests_on}
        lives = [{"id": first + place, "position": place, **owned, **life} for place, (life, _) in enumerate(made)]
        steps = [
            (first + place, identities[step[0]], paragraphs[step[0]].get(step[1]), *step)
            for place, (_, found) in enumerate(made)
            for step in found
        ]
        insert_all(conn, "lineages", lives)
        insert_rows(conn, "lineage_steps", _COLUMNS, steps)
        conn.execute(sql.POINT_TO_LINEAGES, [series, language])


def _version_id(conn: sqlite3.Connection, version: Version) -> int:
    found = rows(conn, sql.VERSION_BY_NAME, [version.symbol, version.language])
    if not found:
        raise StoreError(f"{version.symbol} in {version.language} is not here: its paragraphs can't be followed")
    return int(found[0]["id"])


def address(slug: str, label: str) -> str:
    """The permanent address of a paragraph, by one of its members: `77-213.PP16`, `77-213.OP12-a-ii`."""
    return f"{slug}.{re.sub('[^A-Za-z0-9]+', '-', label).strip('-')}"


def _life(lineage: Lineage, versions: Sequence[Version]) -> dict[str, Any]:
    place, label = lineage.address
    present = [_year(versions[step.version]) for step in lineage.steps if step.label is not None]
    years = [year for year in present if year is not None]
    return {
        "address": address(versions[place].slug, label),
        "kind": lineage.kind,
        "label": label,
        "first_year": min(years, default=None),
        "last_year": max(years, default=None),
        **_dated("began", lineage.began),
        **_dated("wording", lineage.wording_since),
        **_dated("same_words", _same_words(lineage)),
        "has_ended": int(lineage.ended is not None),
        **_dated("ended", lineage.ended),
        "begins": lineage.begins,
        "ends": lineage.ends,
    }


def _year(version: Version) -> int | None:
    if version.adopted:
        return version.adopted.year
    return None if version.session is None else loading.OPENED + version.session


def _dated(name: str, interval: Interval | None) -> dict[str, int | None]:
    earliest, latest = (interval.earliest, interval.latest) if interval else (None, None)
    return {f"{name}_earliest": earliest, f"{name}_latest": latest}


def _same_words(lineage: Lineage) -> Interval:
    """Since when the paragraph has had its last words, hyphens, punctuation and blanks apart.

    A technical update is a change of words here, unlike in `wording_since`.
    """
    for step in reversed(lineage.steps):
        if step.label is not None and step.interval and step.mark not in ("same", "typographic"):
            return step.interval
    return lineage.began


_COLUMNS = (
    "lineage_id", "version_id", "paragraph_id", "position", "label", "mark", "from_labels", "kind", "moved", "group",
    "dated", "changed_earliest", "changed_latest",
)  # fmt: skip
"""What `_step` gives, in its order, behind what only the store knows."""


def _step(step: Step) -> dict[str, Any]:
    return {
        "position": step.version,
        "label": step.label,
        "mark": step.mark,
        "from_labels": facts.dumps(list(step.from_labels)),
        "kind": step.kind,
        "moved": int(step.moved),
        "group": step.group,
        "dated": int(step.interval is not None),
        **_dated("changed", step.interval),
    }


def lineages(conn: sqlite3.Connection, slug: str, language: str) -> tuple[Lineage, ...]:
    """The stored lineages of a series in a language; none if what they rest on has changed."""
    series = series_id(conn, slug)
    lives = rows(conn, sql.LINEAGES, [series, language])
    base = ground(conn, slug, language)
    if not lives or not are_fresh(Said(conn), lives[0], base, language):
        return ()
    steps: dict[int, list[Step]] = {row["id"]: [] for row in lives}
    for row in rows(conn, sql.LINEAGE_STEPS, [series, language]):
        steps[row["lineage_id"]].append(_step_of(row))
    return tuple(_lineage(row, tuple(steps[row["id"]])) for row in lives)


def _lineage(row: sqlite3.Row, steps: tuple[Step, ...]) -> Lineage:
    last = max((step for step in steps if step.label is not None), key=lambda step: step.version)
    return Lineage(
        kind=row["kind"],
        address=(last.version, str(last.label)),
        steps=steps,
        wording_since=Interval(row["wording_earliest"], row["wording_latest"]),
        began=Interval(row["began_earliest"], row["began_latest"]),
        ended=Interval(row["ended_earliest"], row["ended_latest"]) if row["has_ended"] else None,
        begins=row["begins"],
        ends=row["ends"],
    )


def _step_of(row: sqlite3.Row) -> Step:
    return Step(
        version=row["position"],
        label=row["label"],
        mark=row["mark"],
        from_labels=tuple(json.loads(row["from_labels"])),
        kind=row["kind"],
        moved=bool(row["moved"]),
        group=row["group"],
        interval=Interval(row["changed_earliest"], row["changed_latest"]) if row["dated"] else None,
    )
