"""What the user says of paragraphs: which became which, over what is found. Kept also while a text is not here."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from typing import Any

from tracker.errors import StoreError
from tracker.pairing import ALL, Pairing
from tracker.store import facts, sql
from tracker.store.rows import rows


def pairings(conn: sqlite3.Connection) -> tuple[Pairing, ...]:
    """All pairings by hand, in the order in which they were saved."""
    return tuple(
        Pairing(
            old=row["old_symbol"],
            new=row["new_symbol"],
            old_labels=_labels(row["old_labels"]),
            new_labels=_labels(row["new_labels"]),
            language=row["language"],
            note=row["note"] or "",
            by=row["said_by"] or "",
            on=facts.day_of(row["said_on"]),
        )
        for row in rows(conn, sql.PAIRINGS)
    )


def _labels(stored: str) -> tuple[str, ...]:
    try:
        return tuple(json.loads(stored))
    except ValueError as error:
        raise StoreError(f"the database holds {stored!r} for the labels of a pairing by hand: {_TAKE_BACK}") from error


_TAKE_BACK = "`tracker rebuild` takes them from the file beside it"


def among(
    conn: sqlite3.Connection, symbols: Collection[str], language: str, known: tuple[Pairing, ...] | None = None
) -> tuple[Pairing, ...]:
    """The pairings that count between texts with these symbols, in a language; `known`: all that there are."""
    every = pairings(conn) if known is None else known
    return tuple(one for one in every if one.language in {language, ALL} and one.old in symbols and one.new in symbols)


def said(found: Iterable[Pairing]) -> list[Any]:
    """What of some pairings a comparison rests on: not who said so, nor when."""
    return [[one.old, one.new, list(one.old_labels), list(one.new_labels), one.note] for one in found]


def record(identity: int, one: Pairing) -> dict[str, Any]:
    """A pairing as its row."""
    return {
        "id": identity,
        "old_symbol": one.old,
        "new_symbol": one.new,
        "old_labels": facts.dumps(list(one.old_labels)),
        "new_labels": facts.dumps(list(one.new_labels)),
        "language": one.language,
        "note": one.note or None,
        "said_by": one.by or None,
        "said_on": facts.iso(one.on),
    }
