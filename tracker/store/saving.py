"""A document to rows: whole or not at all, and again changes nothing."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import count
from typing import Any, Literal

from tracker.citations import Citation, citations
from tracker.errors import StoreError
from tracker.model import Document, Footnote, Resolution, Series
from tracker.pairing import Pairing
from tracker.store import facts, loading, pairings, sql
from tracker.store.current import choose, clean, may_lead, refresh
from tracker.store.fresh import series_id, sweep
from tracker.store.opening import place_of, told, writing
from tracker.store.rows import free_ids, insert, insert_all, rows
from tracker.store.search import spaced
from tracker.store.stated import Stated, stated
from tracker.symbols import Symbol
from tracker.tokens import plain

Saved = Literal["added", "unchanged", "replaced"]

_GONE = -1
"""Stands for a current reading that is taken away: its row's id may be given out again."""


def save(
    conn: sqlite3.Connection,
    document: Document,
    data: bytes,
    address: str | None,
    said: Stated,
    *,
    lead: bool,
    reader: str | None = None,
    anew: bool = False,
) -> Saved:
    """Save a file and all that was read from it, in one transaction. `reader` says which code read it.

    With `anew` its rows are written again also where its reading is the stored one, and nothing is settled.

    Returns "unchanged" if its bytes are here with the same reading; "replaced" if a text that was here now has another
    current reading; else "added". With `lead` a file that is here counts as the latest. Raises StoreError if a text has
    no symbol or stands twice, or for the database.
    """
    digest = document.origin.sha256
    if sha256(data).hexdigest() != digest:
        raise StoreError(f"{document.origin.name}: the bytes to save are not those that were read (another sha256)")
    with writing(conn):
        believed = said.over(stated(conn, digest))
        parts = _parts(document, believed)
        source = rows(conn, sql.SOURCE_BY_HASH, [digest])
        same = not anew and source and _same(loading.source_by_id(conn, source[0]["id"]).document, document, parts)
        saved: Saved = "unchanged"
        if not same or (lead and may_lead(conn, source[0]["id"])):
            ages = _ages(conn, digest) if not lead else {}
            saved = _write(conn, replace(document, resolutions=parts), data, address, believed, ages, settled=not anew)
        conn.execute(sql.READ_BY, [reader, digest, reader])
        return saved


def _ages(conn: sqlite3.Connection, digest: str) -> dict[int, int]:
    """The rows of a file's readings by their part: read anew, each keeps its row, and so its age among others."""
    found = rows(conn, sql.SOURCE_BY_HASH, [digest])
    return {row["part"]: row["id"] for row in rows(conn, sql.REVISIONS_OF_SOURCE, [found[0]["id"]])} if found else {}


def _parts(document: Document, said: Stated) -> tuple[Resolution, ...]:
    """The texts as they will be saved: with the user's statements, and checked."""
    name = document.origin.name
    if not document.resolutions:
        raise StoreError(f"{name}: there is no resolution in it to save")
    if said.symbol and len(document.resolutions) > 1:
        raise StoreError(f"{name} holds {len(document.resolutions)} resolutions: one --symbol can't name them all")
    parts = tuple(said.applied(resolution) for resolution in document.resolutions)
    names = [(str(part.symbol), part.language) for part in parts]
    if any(part.symbol is None for part in parts):
        raise StoreError(f"{name} names no symbol: give it one with --symbol, such as A/C.3/66/L.32 for a draft")
    twice = next((one for one in names if names.count(one) > 1), None)
    if twice:
        raise StoreError(f"{name} holds {twice[0]} in {twice[1]} more than once: split the file, or name its parts")
    return parts


def _same(stored: Document, document: Document, parts: tuple[Resolution, ...]) -> bool:
    """Whether a reading is the stored one; the name under which the file came is no part of that."""
    new = replace(document, resolutions=parts)
    return _comparable(stored) == _comparable(new)


def _comparable(document: Document) -> tuple[Any, ...]:
    origin = document.origin
    texts = [(replace(part, origin=None, extra={}), facts.facts_of(part)) for part in document.resolutions]
    return origin.format, origin.quality, texts, document.unplaced, document.findings


def _write(  # noqa: PLR0917 - one caller, in this order
    conn: sqlite3.Connection,
    document: Document,
    data: bytes,
    address: str | None,
    said: Stated,
    ages: dict[int, int],
    *,
    settled: bool,
) -> Saved:
    source, before = _source(conn, document, data, address)
    _state(conn, document.origin.sha256, said)
    touched = dict(before)
    for part, resolution in enumerate(document.resolutions):
        version, current = _version(conn, resolution)
        touched.setdefault(version, current)
        revision = _revision(conn, resolution, version, source, part, ages.get(part))
        _texts(conn, resolution, revision)
        conn.execute(sql.INDEX_REVISION, [revision])
    return "replaced" if not settled or settle(conn, touched) else "added"


def settle(conn: sqlite3.Connection, touched: dict[int, int | None]) -> bool:
    """Renew what follows from the readings of these versions, and take away what is empty.

    `touched` holds what was each version's current reading, None if it is new. Returns whether a text that was here
    now has another current reading, or none.
    """
    symbols = {rows(conn, sql.SYMBOL_OF_VERSION, [version])[0]["symbol"] for version in touched}
    series = {row["slug"] for symbol in symbols for row in rows(conn, sql.SERIES_OF_SYMBOL, [symbol])}
    chosen = {version: choose(conn, version) for version in touched}
    if None in chosen.values():
        clean(conn)
    for symbol in sorted(symbols):
        refresh(conn, symbol)
    for slug in sorted(series):
        sweep(conn, slug)
    return any(current and chosen[version] != current for version, current in touched.items())


def remove(conn: sqlite3.Connection, symbol: str, language: str | None) -> int:
    """Take a text out, in all languages or one, with all its readings. Returns how many versions went.

    A file that held other texts too stays, for those.
    """
    with writing(conn):
        readings = rows(conn, sql.REVISIONS_OF_SYMBOL, [symbol, language, language])
        for row in readings:
            conn.execute(sql.UNINDEX_REVISION, [row["id"]])
            conn.execute(sql.DELETE_REVISION, [row["id"]])
        gone = {int(row["version_id"]) for row in readings}
        settle(conn, dict.fromkeys(gone))
    return len(gone)


def _source(
    conn: sqlite3.Connection, document: Document, data: bytes, address: str | None
) -> tuple[int, dict[int, int | None]]:
    """The file's row, its earlier readings taken away; and the versions that these belonged to, with their current."""
    origin = document.origin
    unplaced, findings = facts.dumps(list(document.unplaced)), facts.findings_to_json(document.findings)
    found = rows(conn, sql.SOURCE_BY_HASH, [origin.sha256])
    if not found:
        record = {
            "sha256": origin.sha256,
            "bytes": zlib.compress(data, 6),
            "size": len(data),
            "format": origin.format,
            "quality": origin.quality,
            "name": origin.name,
            "address": address,
            "added": _now(),
            "unplaced": unplaced,
            "findings": findings,
        }
        return insert(conn, "sources", record), {}
    source = int(found[0]["id"])
    readings = rows(conn, sql.REVISIONS_OF_SOURCE, [source])
    before = {row["version_id"]: _GONE if row["id"] == row["current"] else row["current"] for row in readings}
    for row in readings:
        conn.execute(sql.UNINDEX_REVISION, [row["id"]])
    conn.execute(sql.DELETE_REVISIONS_OF_SOURCE, [source])
    conn.execute(sql.UPDATE_SOURCE, [len(data), origin.format, origin.quality, unplaced, findings, source])
    return source, before


def _state(conn: sqlite3.Connection, digest: str, said: Stated) -> None:
    for field, value in said.fields().items():
        conn.execute(sql.STATE_OVERRIDE, [digest, field, value, _now()])


def _version(conn: sqlite3.Connection, resolution: Resolution) -> tuple[int, int | None]:
    """The version's row and its current reading, None if it is new."""
    symbol = str(resolution.symbol)
    found = rows(conn, sql.VERSION_BY_NAME, [symbol, resolution.language])
    if found:
        return int(found[0]["id"]), found[0]["revision_id"]
    slug = _slug(conn, Symbol(symbol))
    row = {"slug": slug, "symbol": symbol, "language": resolution.language, **_facts(resolution)}
    return insert(conn, "versions", row), None


def _slug(conn: sqlite3.Connection, symbol: Symbol) -> str:
    """The symbol's slug; with a number behind it if another symbol has it already."""
    found = rows(conn, sql.SLUG_OF_SYMBOL, [str(symbol)])
    if found:
        return str(found[0]["slug"])
    wanted = symbol.slug or "text"
    taken = {row["slug"] for row in rows(conn, sql.SLUGS_LIKE, [wanted, wanted])}
    free = (wanted if number == 1 else f"{wanted}-{number}" for number in count(1))
    slug = next(candidate for candidate in free if candidate not in taken)
    insert_all(conn, "resolutions", [{"symbol": str(symbol), "slug": slug}])
    return slug


def _facts(resolution: Resolution) -> dict[str, Any]:
    return {
        "status": resolution.status,
        "session": resolution.session,
        "adopted": facts.iso(resolution.adopted),
        "title": resolution.title,
    }


def _revision(  # noqa: PLR0917 - one caller, in this order
    conn: sqlite3.Connection, resolution: Resolution, version: int, source: int, part: int, age: int | None
) -> int:
    identity = age or next(free_ids(conn, "revisions"))
    row = {
        "id": identity,
        "version_id": version,
        "source_id": source,
        "part": part,
        **_facts(resolution),
        "facts": facts.facts_of(resolution),
        "read": _now(),
    }
    insert_all(conn, "revisions", [row])
    return identity


def _texts(conn: sqlite3.Connection, resolution: Resolution, revision: int) -> None:
    """Paragraphs, notes and citations, in bulk: their ids are given out here, so that rows can point at each other."""
    paragraph_ids, note_ids = free_ids(conn, "paragraphs"), free_ids(conn, "footnotes")
    paragraphs: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    cited: list[dict[str, Any]] = []
    places: list[tuple[int | None, str, tuple[Footnote, ...]]] = [(None, "", resolution.title_notes)]
    for position, paragraph in enumerate(resolution.paragraphs):
        identity = next(paragraph_ids)
        places.append((identity, paragraph.text, paragraph.notes))
        words = plain(paragraph.text)
        paragraphs.append(
            {
                "id": identity,
                "revision_id": revision,
                "position": position,
                "kind": paragraph.kind,
                "division": paragraph.division,
                "number": paragraph.number,
                "path": facts.dumps(list(paragraph.path)),
                "label": paragraph.label,
                "text": paragraph.text,
                "plain": words,
                "lead": paragraph.lead,
                "words": spaced(words),
            }
        )
    for place, text, own in places:
        cited += [_cited(revision, place, None, one) for one in citations(text, resolution.language)]
        for note in own:
            identity = next(note_ids)
            notes.append(_note(identity, revision, place, len(notes), note))
            cited += [_cited(revision, place, identity, one) for one in citations(note.text, resolution.language)]
    insert_all(conn, "paragraphs", paragraphs)
    insert_all(conn, "footnotes", notes)
    insert_all(conn, "citations", cited)


def _note(identity: int, revision: int, paragraph: int | None, position: int, note: Footnote) -> dict[str, Any]:
    return {
        "id": identity,
        "revision_id": revision,
        "paragraph_id": paragraph,
        "position": position,
        "mark": note.mark,
        "offset": note.offset,
        "text": note.text,
    }


def _cited(revision: int, paragraph: int | None, note: int | None, one: Citation) -> dict[str, Any]:
    return {
        "revision_id": revision,
        "paragraph_id": paragraph,
        "footnote_id": note,
        "symbol": one.symbol,
        "dated": facts.iso(one.dated),
        "printed": one.printed,
        "offset": one.offset,
        "body": one.body,
        "place": one.place,
    }


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def save_series(conn: sqlite3.Connection, series: Series) -> None:
    """Save a series' facts and the list of its known texts, in the place of what was there; links stay."""
    with writing(conn):
        values = {field: getattr(series, field) for field in ("slug", "title", "body", "committee")}
        conn.execute(sql.SAVE_SERIES, {**values, "specimen": int(series.specimen)})
        identity = series_id(conn, series.slug)
        conn.execute(sql.DELETE_KNOWN, [identity])
        known = [
            {
                "series_id": identity,
                "position": position,
                "symbol": one.symbol,
                "session": one.session,
                "adopted": facts.iso(one.adopted),
                "evidence": one.evidence,
            }
            for position, one in enumerate(series.known)
        ]
        insert_all(conn, "known_versions", known)
        sweep(conn, series.slug)


def save_pairings(conn: sqlite3.Connection, said: Sequence[Pairing]) -> None:
    """Save what the user says of paragraphs, in the place of what was there; what rested on that goes."""
    with writing(conn):
        before = set(pairings.pairings(conn))
        conn.execute(sql.DELETE_PAIRINGS)
        insert_all(conn, "pairings", [pairings.record(place, one) for place, one in enumerate(said, start=1)])
        touched = {symbol for one in before ^ set(said) for symbol in (one.old, one.new)}
        for slug in sorted({row["slug"] for symbol in touched for row in rows(conn, sql.SERIES_OF_SYMBOL, [symbol])}):
            sweep(conn, slug)


def link(conn: sqlite3.Connection, slug: str, symbol: str, evidence: str) -> None:
    """Say that a text that is here belongs to a series, and why. Raises StoreError if the text isn't here."""
    with writing(conn):
        if not rows(conn, sql.SLUG_OF_SYMBOL, [symbol]):
            raise StoreError(f"{symbol} is not here, so it can't be put into the series {slug}: add it first")
        conn.execute(sql.LINK, [series_id(conn, slug), symbol, evidence])
        sweep(conn, slug)


def finish(conn: sqlite3.Connection) -> None:
    """Leave a compact index, fresh statistics and one plain file.

    No write-ahead log: opened as immutable, a file with one silently shows the state before it (STACK.md 1).
    """
    with writing(conn):
        conn.execute(sql.OPTIMIZE_INDEX)
    with told(place_of(conn)):
        conn.execute("analyze")
        conn.commit()
        conn.execute("pragma journal_mode = delete")
