"""Rows to values: what was saved, read back. Any connection will do, also Datasette's read-only ones."""

from __future__ import annotations

import json
import re
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from tracker.errors import StoreError, UnknownVersion
from tracker.model import Document, Finding, Footnote, KnownVersion, Origin, Paragraph, Resolution, Series, Version
from tracker.store import facts, sql
from tracker.store.rows import rows
from tracker.symbols import Symbol

OPENED = 1945  # session n of the General Assembly opens in the autumn of 1945 + n


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it came: its bytes, where it was had from (None: given by the user), and all that was read from it."""

    data: bytes
    address: str | None
    document: Document


@dataclass(frozen=True, slots=True)
class Stored:
    """A stored file: its bytes, or why these can't be had as they were added."""

    name: str
    sha256: str
    address: str | None
    data: bytes
    trouble: str | None = None


def count_files(conn: sqlite3.Connection) -> int:
    """How many files there are."""
    return len(rows(conn, sql.ALL_SOURCES))


def files(conn: sqlite3.Connection) -> Iterator[Stored]:
    """Every file as its bytes alone, in the order in which they came; one at a time."""
    for row in rows(conn, sql.ALL_SOURCES):
        one = rows(conn, sql.SOURCE, [row["id"]])[0]
        name, digest, data, trouble = one["name"], one["sha256"], b"", None
        try:
            data = zlib.decompress(one["bytes"])
        except zlib.error as error:
            trouble = f"is damaged ({error})"
        else:
            if sha256(data).hexdigest() != digest:
                trouble = "has not the bytes that were added (another sha256)"
        yield Stored(name, digest, one["address"], data, trouble and f"the stored file {name} {trouble}: {_AGAIN}")


_AGAIN = "remove its text and add it again"


def all_series(conn: sqlite3.Connection) -> tuple[Series, ...]:
    """Every series; specimens after the real ones."""
    known: dict[int, list[sqlite3.Row]] = defaultdict(list)
    for row in rows(conn, sql.ALL_KNOWN):
        known[row["series_id"]].append(row)
    return tuple(_series(row, known[row["id"]]) for row in rows(conn, sql.ALL_SERIES))


def versions_by_series(conn: sqlite3.Connection) -> dict[str, tuple[Version, ...]]:
    """The texts of every series, by its slug: each as `versions` gives them."""
    found: dict[str, list[Version]] = defaultdict(list)
    for row in rows(conn, sql.VERSIONS_BY_SERIES):
        found[row["series_slug"]].append(version_of(row))
    return {slug: tuple(sorted(inside, key=_age)) for slug, inside in found.items()}


def one_series(conn: sqlite3.Connection, slug: str) -> Series:
    """The series of this slug. Raises UnknownVersion, naming those that are here."""
    found = rows(conn, sql.ONE_SERIES, [slug])
    if found:
        return _series(found[0], rows(conn, sql.KNOWN, [found[0]["id"]]))
    names = ", ".join(row["slug"] for row in rows(conn, sql.ALL_SERIES))
    hint = f"here are: {names}" if names else "none is here yet; `tracker fetch --series` or `tracker add` brings one"
    raise UnknownVersion(f"there is no series {slug!r}; {hint}")


def _series(row: sqlite3.Row, known: Sequence[sqlite3.Row]) -> Series:
    return Series(
        slug=row["slug"],
        title=row["title"],
        body=row["body"],
        committee=row["committee"],
        specimen=bool(row["specimen"]),
        known=tuple(
            KnownVersion(one["symbol"], one["session"], facts.day_of(one["adopted"]), one["evidence"]) for one in known
        ),
    )


def version_of(row: sqlite3.Row) -> Version:
    """A version from a row that has the fields of sql._VERSION_FIELDS."""
    return Version(
        slug=row["slug"],
        symbol=row["symbol"],
        language=row["language"],
        status=row["status"],
        session=row["session"],
        adopted=facts.day_of(row["adopted"]),
        title=row["title"],
        origin=Origin(row["name"], row["sha256"], row["format"], row["quality"]),
    )


def versions(conn: sqlite3.Connection, series: str | None = None, language: str | None = None) -> tuple[Version, ...]:
    """The texts that are here, oldest first; within a year by symbol, then by language."""
    statement = sql.VERSIONS if series is None else sql.VERSIONS_OF_SERIES
    found = rows(conn, statement, {"series": series, "language": language})
    return tuple(sorted(map(version_of, found), key=_age))


def current(conn: sqlite3.Connection, symbol: str, language: str) -> Version | None:
    """A text that is here in a language; None if it isn't."""
    found = rows(conn, sql.CURRENT, [symbol, language])
    return version_of(found[0]) if found else None


def adoptions(conn: sqlite3.Connection, symbols: Collection[str]) -> dict[str, str | None]:
    """How adopted texts were adopted: "without a vote", "175-3-2"; None where the source does not say."""
    return {row["symbol"]: row["adoption"] for row in rows(conn, sql.ADOPTIONS, [json.dumps(sorted(symbols))])}


def findings(conn: sqlite3.Connection, version: Version) -> tuple[Finding, ...]:
    """What the reader noticed in the file of a version's current reading."""
    return facts.findings_from_json(rows(conn, sql.FINDINGS_OF_SOURCE, [version.origin.sha256])[0]["findings"])


def read_by(
    conn: sqlite3.Connection, reader: str
) -> dict[str, tuple[tuple[tuple[str, str], ...], tuple[Finding, ...]]]:
    """The files that some code has read, whose readings are all current: texts and findings by hash."""
    texts: dict[str, list[tuple[str, str]]] = defaultdict(list)
    noticed: dict[str, tuple[Finding, ...]] = {}
    other = set()
    for row in rows(conn, sql.READ_FILES, [reader]):
        texts[row["sha256"]].append((row["symbol"], row["language"]))
        noticed[row["sha256"]] = facts.findings_from_json(row["findings"])
        if not row["current"]:
            other.add(row["sha256"])
    return {digest: (tuple(found), noticed[digest]) for digest, found in texts.items() if digest not in other}


def _age(version: Version) -> tuple[int, list[tuple[int, str]], str]:
    """A text without a date stands in the year in which its session opened, one without either at the end."""
    year = 9999
    if version.adopted:
        year = version.adopted.year
    elif version.session:
        year = OPENED + version.session
    natural = [(int(part) if part.isdigit() else -1, part) for part in re.findall(r"[0-9]+|[^0-9]+", version.symbol)]
    return year, natural, version.language


def aliases(conn: sqlite3.Connection) -> dict[str, str]:
    """Other names of texts, and the names they stand for."""
    return {row["alias"]: row["symbol"] for row in rows(conn, sql.ALIASES)}


def languages(conn: sqlite3.Connection, series: str) -> tuple[str, ...]:
    """The languages in which texts of a series are here, English first."""
    return tuple(row["language"] for row in rows(conn, sql.LANGUAGES, [series]))


def resolution(conn: sqlite3.Connection, version: Version) -> Resolution:
    """A version's whole text and facts, by its current reading. Raises UnknownVersion if it isn't here."""
    return raw(conn, version).resolution()


def _revision(conn: sqlite3.Connection, version: Version) -> sqlite3.Row:
    found = rows(conn, sql.REVISION, [version.symbol, version.language])
    if not found:
        raise UnknownVersion(f"{version.symbol} in {version.language} is not here: `tracker versions` lists what is")
    return found[0]


def source(conn: sqlite3.Connection, version: Version) -> Source:
    """The file that a version's current reading was read from, with everything in it."""
    return source_by_id(conn, _revision(conn, version)["source_id"])


def sources(conn: sqlite3.Connection) -> Iterator[Source]:
    """Every file, in the order in which they came; one at a time, for a database can hold thousands."""
    for row in rows(conn, sql.ALL_SOURCES):
        yield source_by_id(conn, row["id"])


def source_by_id(conn: sqlite3.Connection, source_id: int) -> Source:
    """A file and what was read from it. Raises StoreError if its bytes are damaged."""
    row = rows(conn, sql.SOURCE, [source_id])[0]
    origin = Origin(row["name"], row["sha256"], row["format"], row["quality"])
    try:
        data = zlib.decompress(row["bytes"])
    except zlib.error as error:
        raise StoreError(f"the stored file {origin.name} is damaged ({error}): {_AGAIN}") from error
    parts = tuple(
        _raw(conn, part, part["symbol"], part["language"], origin).resolution()
        for part in rows(conn, sql.REVISIONS_IN_SOURCE, [source_id])
    )
    unplaced = tuple(json.loads(row["unplaced"]))
    return Source(data, row["address"], Document(origin, parts, unplaced, facts.findings_from_json(row["findings"])))


@dataclass(frozen=True, slots=True)
class Raw:
    """A text as its rows: quickly read, cheaply handed to another process, a Resolution where one is wanted."""

    symbol: str
    language: str
    origin: Origin
    head: tuple[Any, ...]
    paragraphs: list[tuple[Any, ...]]
    notes: list[tuple[Any, ...]]

    def resolution(self) -> Resolution:
        """The text, equal to what was saved."""
        notes: dict[int | None, list[Footnote]] = defaultdict(list)
        for paragraph, mark, offset, text in self.notes:
            notes[paragraph].append(Footnote(mark, text, offset))
        title, status, adopted, session, stored = self.head
        said = json.loads(stored)
        return Resolution(
            symbol=Symbol(self.symbol),
            language=self.language,
            title=title,
            paragraphs=tuple(_paragraph(row, notes) for row in self.paragraphs),
            status=status,
            adopted=facts.day_of(adopted),
            session=session,
            masthead=facts.masthead_of(said),
            adoption=facts.adoption_of(said),
            sponsors=facts.sponsors_of(said),
            subjects=facts.subjects_of(said),
            title_notes=tuple(notes[None]),
            closing=tuple(said["closing"]),
            origin=self.origin,
            extra=said["extra"],
        )


def _paragraph(row: tuple[Any, ...], notes: Mapping[int | None, list[Footnote]]) -> Paragraph:
    identity, kind, division, number, path, label, text, lead = row
    return Paragraph(
        kind=kind,
        text=text,
        label=label,
        number=number,
        division=division,
        path=tuple(json.loads(path)),
        lead=lead,
        notes=tuple(notes.get(identity, ())),
    )


def raw(conn: sqlite3.Connection, version: Version) -> Raw:
    """A version's text as its rows. Raises UnknownVersion if it isn't here."""
    return _raw(conn, _revision(conn, version), version.symbol, version.language, version.origin)


def _raw(conn: sqlite3.Connection, row: sqlite3.Row, symbol: str, language: str, origin: Origin) -> Raw:
    head = tuple(row[field] for field in ("title", "status", "adopted", "session", "facts"))
    plain = conn.cursor()
    plain.row_factory = None
    paragraphs = plain.execute(sql.PARAGRAPHS, [row["id"]]).fetchall()
    return Raw(symbol, language, origin, head, paragraphs, plain.execute(sql.FOOTNOTES, [row["id"]]).fetchall())
