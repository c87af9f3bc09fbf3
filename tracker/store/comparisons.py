"""Comparisons to rows and back. A change stands in columns; what is told of the whole stands as JSON beside it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from tracker import contract
from tracker.errors import StoreError
from tracker.model import CHANGE_KINDS, Change, Comparison, Place
from tracker.store import facts, sql
from tracker.store.fresh import Ground, Said, compares, ground, overrides, series_id
from tracker.store.opening import writing
from tracker.store.rows import insert, insert_rows, rows
from tracker.tokens import changed_words


@dataclass(frozen=True, slots=True)
class Prepared:
    """A comparison as its rows, but for what only the store knows: made where there is time, handed on cheaply."""

    old: tuple[str | None, str | None]  # symbol and sha256
    new: tuple[str | None, str | None]
    language: str
    algorithm: str
    counts: dict[str, int]
    facts: str
    changes: list[tuple[Any, ...]]


def prepared(comparison: Comparison) -> Prepared:
    """A comparison as its rows."""
    whole = replace(comparison, changes=()).to_dict()
    return Prepared(
        (comparison.old.symbol, comparison.old.sha256),
        (comparison.new.symbol, comparison.new.sha256),
        comparison.new.language,
        comparison.algorithm,
        _counts(comparison),
        facts.dumps({key: value for key, value in whole.items() if key != "changes"}),
        [tuple(_change(place, comparison, one).values()) for place, one in enumerate(comparison.changes)],
    )


def save_comparison(
    conn: sqlite3.Connection, slug: str, comparison: Comparison | Prepared, base: Ground | None = None
) -> None:
    """Save a comparison of two current readings, in the place of an earlier one of the same two.

    `base` is what its series rests on, if that was read before. Raises StoreError if one of its sides isn't the text
    that is here.
    """
    made = comparison if isinstance(comparison, Prepared) else prepared(comparison)
    with writing(conn):
        series, language = series_id(conn, slug), made.language
        sides = [_side(conn, symbol, language, digest) for symbol, digest in (made.old, made.new)]
        (old, old_sha256, old_slug), (new, new_sha256, new_slug) = sides
        symbols = [str(made.old[0]), str(made.new[0])]
        year = _year_of(conn, symbols[1])
        base = base or ground(conn, slug, language)
        record = {
            "series_id": series,
            "language": language,
            "old_revision_id": old,
            "new_revision_id": new,
            "old_symbol": symbols[0],
            "new_symbol": symbols[1],
            "year": year,
            "old_sha256": old_sha256,
            "new_sha256": new_sha256,
            "algorithm": made.algorithm,
            "inputs": base.inputs((old_slug, new_slug)),
            "overrides": overrides(conn, [old_sha256, new_sha256], symbols, language),
            **made.counts,
            "facts": made.facts,
        }
        conn.execute(sql.DELETE_COMPARISON, [series, old, new])
        identity = insert(conn, "comparisons", record)
        insert_rows(conn, "changes", _COLUMNS, [(identity, year, *values) for values in made.changes])


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


_COLUMNS = (
    "comparison_id", "year", "position", "old_symbol", "new_symbol", "label", "was", "kind", "moved", "significance",
    "reason", "reason_text", "group", "similarity", "words_inserted", "words_deleted", "old_labels", "new_labels",
    "old_text", "new_text", "segments", "old_places", "new_places", "flags", "notes",
)  # fmt: skip
"""What `_change` gives, in its order, behind what only the store knows."""


def _change(position: int, comparison: Comparison, change: Change) -> dict[str, Any]:
    return {
        "position": position,
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
        "words_inserted": changed_words(change.segments, "insert"),
        "words_deleted": changed_words(change.segments, "delete"),
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
    if not compares(Said(conn), row, ground(conn, slug, language), (old, new)):
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
