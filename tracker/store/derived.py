"""Comparisons and lineages: saved with what they were made from, and read only while that is still so."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from tracker import contract
from tracker.config import ALGORITHM
from tracker.errors import StoreError
from tracker.model import CHANGE_KINDS, Change, Comparison, Interval, Lineage, Place, Step, Version, WordOp
from tracker.store import facts, loading, sql
from tracker.store.opening import writing
from tracker.store.rows import free_ids, insert, insert_all, rows


def series_id(conn: sqlite3.Connection, slug: str) -> int:
    """The row of a series. Raises UnknownVersion, naming those that are here."""
    found = rows(conn, sql.SERIES_ID, [slug])
    if not found:
        loading.one_series(conn, slug)
    return int(found[0]["id"])


# ---------------------------------------------------------------------------------------------------- what it rests on


def inputs(conn: sqlite3.Connection, slug: str, language: str, ends: tuple[str, str] | None = None) -> str:
    """A hash over all that a derived row of a series rests on: the texts, by their bytes and facts, and the known list.

    With `ends`, two slugs, only the texts from the one to the other: a text older or younger changes nothing between.
    """
    here = loading.versions(conn, slug, language)
    if ends:
        places = [place for place, version in enumerate(here) if version.slug in ends]
        here = here[min(places) : max(places) + 1] if places else ()
    known = loading.one_series(conn, slug).known
    said = [
        [[one.slug, one.origin.sha256, one.status, one.session, facts.iso(one.adopted), one.title] for one in here],
        [[one.symbol, one.session, facts.iso(one.adopted)] for one in known],
    ]
    return _hash(said)


def overrides(conn: sqlite3.Connection, digests: Sequence[str]) -> str:
    """A hash over what the user has stated of some files; of none: of an empty list."""
    return _hash(
        [
            [digest, row["field"], row["value"]]
            for digest in sorted(set(digests))
            for row in rows(conn, sql.OVERRIDES_OF_SOURCE, [digest])
        ]
    )


def _hash(value: Any) -> str:
    return sha256(facts.dumps(value).encode()).hexdigest()


def _fresh(conn: sqlite3.Connection, row: sqlite3.Row, made_from: str, digests: Sequence[str]) -> bool:
    same = row["algorithm"] == ALGORITHM and row["inputs"] == made_from
    return bool(same and row["overrides"] == overrides(conn, digests))


# --------------------------------------------------------------------------------------------------------- comparisons


def save_comparison(conn: sqlite3.Connection, slug: str, comparison: Comparison) -> None:
    """Save a comparison of two current readings, in the place of an earlier one of the same two.

    Raises StoreError if one of its sides isn't the text that is here.
    """
    from sqlite_utils import Database

    with writing(conn):
        series, language = series_id(conn, slug), comparison.new.language
        sides = [_side(conn, side.symbol, language, side.sha256) for side in (comparison.old, comparison.new)]
        (old, old_sha256, old_slug), (new, new_sha256, new_slug) = sides
        said = {key: value for key, value in comparison.to_dict().items() if key != "changes"}
        year = _year_of(conn, str(comparison.new.symbol))
        record = {
            "series_id": series,
            "language": language,
            "old_revision_id": old,
            "new_revision_id": new,
            "old_symbol": comparison.old.symbol,
            "new_symbol": comparison.new.symbol,
            "year": year,
            "old_sha256": old_sha256,
            "new_sha256": new_sha256,
            "algorithm": comparison.algorithm,
            "inputs": inputs(conn, slug, language, (old_slug, new_slug)),
            "overrides": overrides(conn, [old_sha256, new_sha256]),
            **_counts(comparison),
            "facts": facts.dumps(said),
        }
        conn.execute(sql.DELETE_COMPARISON, [series, old, new])
        db = Database(conn)
        identity = insert(db, "comparisons", record)
        changes = [_change(identity, place, year, comparison, one) for place, one in enumerate(comparison.changes)]
        insert_all(db, "changes", changes)


def _side(conn: sqlite3.Connection, symbol: str | None, language: str, digest: str | None) -> tuple[int, str, str]:
    """The current reading of a side: its row, the hash of its file, its slug."""
    found = rows(conn, sql.REVISION_OF, [symbol, language])
    if not found:
        raise StoreError(f"{symbol} in {language} is not here: a comparison is stored only with both its texts")
    if digest not in {None, found[0]["sha256"]}:
        raise StoreError(f"{symbol} in {language} has changed since it was compared: run `tracker rebuild`")
    return int(found[0]["id"]), str(found[0]["sha256"]), str(found[0]["slug"])


def _year_of(conn: sqlite3.Connection, symbol: str) -> int | None:
    year = rows(conn, sql.YEAR_OF_SYMBOL, [symbol])[0]["year"]
    return None if year is None else int(year)


def _counts(comparison: Comparison) -> dict[str, int]:
    summary = comparison.summary
    kinds: dict[str, int] = {kind: summary.kinds.get(kind, 0) for kind in CHANGE_KINDS}
    weights = {name: summary.significance.get(name, 0) for name in ("substantive", "technical", "typographic")}
    words = {"words_inserted": summary.words_inserted, "words_deleted": summary.words_deleted}
    return {**kinds, **weights, **words, "moved": summary.moved}


def _change(identity: int, position: int, year: int | None, comparison: Comparison, change: Change) -> dict[str, Any]:
    return {
        "comparison_id": identity,
        "position": position,
        "year": year,
        "old_symbol": comparison.old.symbol,
        "new_symbol": comparison.new.symbol,
        "label": _labels(change.new),
        "was": _labels(change.old),
        "kind": change.kind,
        "moved": int(change.moved),
        "significance": change.significance,
        "reason": change.reason.code,
        "reason_text": change.reason.text,
        "group": change.group,
        "similarity": change.similarity,
        "words_inserted": _words(change.segments, "insert"),
        "words_deleted": _words(change.segments, "delete"),
        "old_labels": facts.dumps([place.label for place in change.old]),
        "new_labels": facts.dumps([place.label for place in change.new]),
        "old_text": "\n".join(place.text for place in change.old),
        "new_text": "\n".join(place.text for place in change.new),
        "segments": facts.dumps(contract.segments_to_list(change.segments)),
        "old_places": facts.dumps([_place(place) for place in change.old]),
        "new_places": facts.dumps([_place(place) for place in change.new]),
        "flags": facts.dumps(list(change.flags)),
        "notes": facts.dumps([contract.note_to_dict(note) for note in change.notes]),
    }


def _labels(places: Sequence[Place]) -> str | None:
    return ", ".join(place.label for place in places) or None


def _words(segments: Sequence[WordOp], op: str) -> int:
    return sum(len(segment.text.split()) for segment in segments if segment.op == op)


def _place(place: Place) -> dict[str, Any]:
    """A place without its text: `length` code points of the change's old or new text, which are joined by a newline."""
    return {
        "position": place.position,
        "label": place.label,
        "number": place.number,
        "kind": place.kind,
        "moved": place.moved,
        "length": len(place.text),
    }


def _places(stored: str, texts: str) -> list[dict[str, Any]]:
    start = 0
    places = []
    for place in json.loads(stored):
        length = place.pop("length")
        places.append({**place, "text": texts[start : start + length]})
        start += length + 1
    return places


def comparison(conn: sqlite3.Connection, slug: str, language: str, old: str, new: str) -> Comparison | None:
    """The stored comparison of two texts, by their slugs; None if there is none, or what it rests on has changed."""
    found = rows(conn, sql.COMPARISON, [series_id(conn, slug), language, old, new])
    if not found:
        return None
    row = found[0]
    if not _fresh(conn, row, inputs(conn, slug, language, (old, new)), [row["old_sha256"], row["new_sha256"]]):
        return None
    changes = [_change_values(change) for change in rows(conn, sql.CHANGES, [row["id"]])]
    return Comparison.from_dict({**json.loads(row["facts"]), "changes": changes})


def _change_values(row: sqlite3.Row) -> dict[str, Any]:
    """A change in the form of the contract."""
    return {
        "kind": row["kind"],
        "moved": bool(row["moved"]),
        "group": row["group"],
        "significance": row["significance"],
        "similarity": row["similarity"],
        "reason": {"code": row["reason"], "text": row["reason_text"]},
        "flags": json.loads(row["flags"]),
        "old": _places(row["old_places"], row["old_text"]),
        "new": _places(row["new_places"], row["new_text"]),
        "segments": json.loads(row["segments"]),
        "notes": json.loads(row["notes"]),
    }


# ------------------------------------------------------------------------------------------------------------ lineages


def save_lineages(
    conn: sqlite3.Connection, slug: str, language: str, lineages: Sequence[Lineage], versions: Sequence[Version]
) -> None:
    """Save the lineages of a series in a language, in the place of the earlier ones; `versions` are those of the steps.

    Raises StoreError if one of the versions isn't here.
    """
    from sqlite_utils import Database

    with writing(conn):
        series = series_id(conn, slug)
        conn.execute(sql.DELETE_LINEAGES, [series, language, language])
        identities = [_version_id(conn, version) for version in versions]
        paragraphs = [
            {row["label"]: row["id"] for row in rows(conn, sql.PARAGRAPH_IDS, [identity])} for identity in identities
        ]
        first = next(free_ids(conn, "lineages"))
        rests_on = {
            "algorithm": ALGORITHM,
            "inputs": inputs(conn, slug, language),
            "overrides": overrides(conn, _digests(conn, slug, language)),
        }
        owned = {"series_id": series, "language": language, **rests_on}
        lives = [
            {"id": first + place, "position": place, **owned, **_life(one, versions)}
            for place, one in enumerate(lineages)
        ]
        steps = [
            _step(first + place, step, identities[step.version], paragraphs[step.version])
            for place, one in enumerate(lineages)
            for step in one.steps
        ]
        db = Database(conn)
        insert_all(db, "lineages", lives)
        insert_all(db, "lineage_steps", steps)
        conn.execute(sql.POINT_TO_LINEAGES, [series, language])


def _version_id(conn: sqlite3.Connection, version: Version) -> int:
    found = rows(conn, sql.VERSION_BY_NAME, [version.symbol, version.language])
    if not found:
        raise StoreError(f"{version.symbol} in {version.language} is not here: its paragraphs can't be followed")
    return int(found[0]["id"])


def _digests(conn: sqlite3.Connection, slug: str, language: str) -> list[str]:
    return [version.origin.sha256 for version in loading.versions(conn, slug, language)]


def address(slug: str, label: str) -> str:
    """The permanent address of a paragraph, by one of its members: `77-213.PP16`, `77-213.OP12-a-ii`."""
    return f"{slug}.{re.sub('[^A-Za-z0-9]+', '-', label).strip('-')}"


def drop(conn: sqlite3.Connection, slug: str, language: str | None) -> None:
    """Take away the comparisons and lineages of a series, in all languages or one."""
    with writing(conn):
        series = series_id(conn, slug)
        conn.execute(sql.DELETE_COMPARISONS, [series, language, language])
        conn.execute(sql.DELETE_LINEAGES, [series, language, language])


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


def _step(lineage: int, step: Step, version: int, paragraphs: Mapping[str, int]) -> dict[str, Any]:
    return {
        "lineage_id": lineage,
        "position": step.version,
        "version_id": version,
        "paragraph_id": paragraphs.get(step.label) if step.label is not None else None,
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
    if not lives or not _fresh(conn, lives[0], inputs(conn, slug, language), _digests(conn, slug, language)):
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
