"""What two databases of the same files say otherwise, row by row: every table, every column, but those named here.

Rows are told apart by what they say, not by their ids: these are given out anew whenever something is written.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.store import sql
from tracker.store.rows import rows

UNPROVEN: dict[str, dict[str, str]] = {
    "sources": {
        "id": "the order in which files came: of two as good, the later is current",
        "sha256": "held against the bytes by themselves",
        "bytes": "held against their sha256; no other file says what was added",
        "name": "what the file was called by who added it",
        "address": "where it was had from",
        "added": "when it was added",
        "reader": "which code read it last: another reads it again",
    },
    "revisions": {
        "id": "the order of readings: of two as good, the later is current",
        "read": "when it was read",
    },
    "versions": {"id": "a number without meaning"},
    "paragraphs": {"id": "a number without meaning"},
    "footnotes": {"id": "a number without meaning"},
    "citations": {"id": "a number without meaning"},
    "series": {
        "id": "a number without meaning",
        "slug": "kept when its titles change, so that addresses stay; that of the catalogue and of specimens is proven",
    },
    "comparisons": {"id": "a number without meaning"},
    "changes": {"id": "a number without meaning"},
    "lineages": {"id": "a number without meaning"},
    "overrides": {"stated": "when the user stated it", "value": "the user's own word; what follows from it is proven"},
    "pairings": {
        "id": "the order in which they were said",
        "said_by": "who said so",
        "said_on": "when it was said",
    },
    "series_overrides": {
        "id": "the order in which it was said",
        "note": "the user's own word",
        "said_by": "who said so",
        "said_on": "when it was said",
    },
}
"""The columns that nothing else says, by table, each with why: changed by hand, they can't be told from what was."""


UNPROVEN_ROWS = {
    "sources": "a file that was taken away with all that was read from it leaves nothing that misses it",
    "known_versions": "a text that was here and is gone (evidence: read) is known all the same",
    "series_versions": "what the user states (evidence: stated) is the user's own word",
}
"""Rows that nothing else says, whole, each with why."""


@dataclass(frozen=True, slots=True)
class _Table:
    """How the rows of a table are told apart, and called: SQL over `t`, a row of it.

    key: what makes it the same row in both databases. owner: what it belongs to. called: the row itself.
    """

    key: tuple[str, ...]
    owner: str
    called: str


_TEXT = "(select v.symbol || ' (' || v.language || ')' from versions v where v.id = {0})"
_READING = """(select v.symbol || ' (' || v.language || ')' from revisions r join versions v on v.id = r.version_id
  where r.id = {0})"""
_SERIES = "(select s.slug from series s where s.id = {0})"
_LABEL = "(select p.label from paragraphs p where p.id = {0})"
_PARAGRAPH = "(select p.revision_id || ' ' || p.position from paragraphs p where p.id = {0})"
_NOTE = "(select f.position from footnotes f where f.id = {0})"
_COMPARISON = f"""(select {_SERIES.format("k.series_id")} || ' (' || k.language || '), ' || k.old_symbol || ' with '
  || k.new_symbol from comparisons k where k.id = {{0}})"""  # noqa: S608  # of constants only
_COMPARED = """(select k.series_id || ' ' || k.old_revision_id || ' ' || k.new_revision_id
  from comparisons k where k.id = {0})"""
_LIVED = "(select l.series_id || ' ' || l.language || ' ' || l.position from lineages l where l.id = {0})"
_LIFE = """(select s.slug || ' (' || l.language || ')' from lineages l join series s on s.id = l.series_id
  where l.id = {0})"""
_ADDRESS = "(select l.address from lineages l where l.id = t.lineage_id)"

_REFERENCES = {
    "paragraph_id": _PARAGRAPH,
    "footnote_id": _NOTE,
    "comparison_id": _COMPARED,
    "lineage_id": _LIVED,
    "version_id": _TEXT,
    "series_id": _SERIES,
}
"""Columns that hold the id of a row: compared by what that row is."""

_OF_SYMBOL = ("t.symbol", "t.position")

TABLES: dict[str, _Table] = {
    "sources": _Table(("t.id",), "t.name", "'the file'"),
    "resolutions": _Table(("t.symbol",), "t.symbol", "'the resolution'"),
    "versions": _Table(("t.symbol", "t.language"), "t.symbol || ' (' || t.language || ')'", "'the text'"),
    "revisions": _Table(("t.source_id", "t.part"), _READING.format("t.id"), "'the reading'"),
    "paragraphs": _Table(("t.revision_id", "t.position"), _READING.format("t.revision_id"), "'paragraph ' || t.label"),
    "footnotes": _Table(("t.revision_id", "t.position"), _READING.format("t.revision_id"), "'note ' || t.mark"),
    "citations": _Table(
        ("t.revision_id", _PARAGRAPH.format("t.paragraph_id"), _NOTE.format("t.footnote_id"), 't."offset"', "t.symbol"),
        _READING.format("t.revision_id"),
        "'the citation of ' || t.symbol",
    ),
    "votes": _Table(_OF_SYMBOL, "t.symbol", "'the vote of ' || t.country"),
    "sponsors": _Table(_OF_SYMBOL, "t.symbol", "'the sponsor ' || t.country"),
    "subjects": _Table(_OF_SYMBOL, "t.symbol", "'the subject ' || t.term"),
    "aliases": _Table(("t.alias",), "t.symbol", "'the name ' || t.alias"),
    "series": _Table(("t.slug",), "t.slug", "'the series'"),
    "known_versions": _Table(
        (_SERIES.format("t.series_id"), "t.position"), _SERIES.format("t.series_id"), "'known text ' || t.symbol"
    ),
    "series_versions": _Table(
        (_SERIES.format("t.series_id"), "t.symbol"), _SERIES.format("t.series_id"), "'that it holds ' || t.symbol"
    ),
    "series_evidence": _Table(
        ("t.id",), _SERIES.format("t.series_id"), "'what speaks for ' || t.symbol || ' (' || t.kind || ')'"
    ),
    "comparisons": _Table(
        ("t.series_id", "t.old_revision_id", "t.new_revision_id"), _COMPARISON.format("t.id"), "'the comparison'"
    ),
    "changes": _Table(
        (_COMPARED.format("t.comparison_id"), "t.position"),
        _COMPARISON.format("t.comparison_id"),
        "'change ' || (t.position + 1) || ' (' || coalesce(t.label, t.was, '') || ')'",
    ),
    "lineages": _Table(
        (_SERIES.format("t.series_id"), "t.language", "t.position"),
        _SERIES.format("t.series_id") + " || ' (' || t.language || ')'",
        "'the lineage ' || t.address",
    ),
    "lineage_steps": _Table(
        (_LIVED.format("t.lineage_id"), "t.position"),
        _LIFE.format("t.lineage_id"),
        f"'the step of ' || {_ADDRESS} || ' in ' || {_TEXT.format('t.version_id')}",
    ),
    "fingerprints": _Table(("t.revision_id",), _READING.format("t.revision_id"), "'the sketch'"),
    "derivations": _Table(("t.name",), "'the database'", "'what its ' || t.name || ' were found from'"),
    "overrides": _Table(
        ("t.sha256", "t.field"), "'the file ' || substr(t.sha256, 1, 12)", "'what the user states, ' || t.field"
    ),
    "pairings": _Table(("t.id",), "t.old_symbol || ' with ' || t.new_symbol", "'a pairing by hand'"),
    "series_overrides": _Table(("t.id",), "t.symbol", "'what the user says of its series'"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that is not as it should be: `owner` is what it belongs to, `row` what it is called.

    `column` is None where the row is missing (`derived` alone is there) or should not be there (`stored` alone is).
    """

    table: str
    owner: str
    row: str
    column: str | None
    stored: Any
    derived: Any

    @property
    def text(self) -> str:
        """The difference as a line."""
        if self.column is not None:
            said = f"has another {self.column}: {_shown(self.stored, self.derived)}"
        else:
            said = "is missing" if self.stored is None else "is stored, and nothing gives it"
        return f"{self.owner}: {self.row} {said}"


_PARTS = {"changes": "comparisons", "lineage_steps": "lineages"}
"""Tables whose rows are parts of the rows of another, which stands before them."""


def lines(found: Iterable[Difference]) -> Iterator[str]:
    """A line for each table and owner that differ: the first difference, and how many more there are."""
    firsts: dict[tuple[str, str], Difference] = {}
    more: Counter[tuple[str, str]] = Counter()
    for one in found:
        place = one.table, one.owner
        whole = firsts.get((_PARTS.get(one.table, ""), one.owner))
        if whole and whole.column is None and one.column is None:
            continue  # a comparison that is missing is one line, not one for each of its changes
        if firsts.setdefault(place, one) is not one:
            more[place] += 1
    for place, first in firsts.items():
        yield f"{first.text} (and {more[place]:,} more in {first.table})" if more[place] else first.text


def differences(stored: sqlite3.Connection, derived: sqlite3.Connection) -> Iterator[Difference]:
    """What one database says otherwise than another, table by table."""
    for table in TABLES:
        yield from _of_table(table, stored, derived)


def _of_table(table: str, stored: sqlite3.Connection, derived: sqlite3.Connection) -> Iterator[Difference]:
    key, columns = TABLES[table].key, _columns(stored, table)
    ours, theirs = (_Rows(conn, table, key, columns) for conn in (stored, derived))
    while ours.key is not None or theirs.key is not None:
        side = _first(ours.key, theirs.key)
        if side < 0:
            yield Difference(table, *_called(stored, table, ours.row), None, ours.key, None)
            ours.step()
        elif side > 0:
            yield Difference(table, *_called(derived, table, theirs.row), None, None, theirs.key)
            theirs.step()
        else:
            for column, one, other in zip(columns, ours.values, theirs.values, strict=True):
                if one != other or type(one) is not type(other):
                    yield Difference(table, *_called(stored, table, ours.row), column, one, other)
            ours.step()
            theirs.step()


def _columns(conn: sqlite3.Connection, table: str) -> list[str]:
    """The columns that are compared."""
    left_out = UNPROVEN.get(table, {})
    return [row["name"] for row in rows(conn, sql.COLUMNS.format(table=table)) if row["name"] not in left_out]


class _Rows:
    """The rows of a table in the order of their keys, one after the other; `key` is None behind the last."""

    def __init__(self, conn: sqlite3.Connection, table: str, key: Sequence[str], columns: Sequence[str]) -> None:
        values = [_REFERENCES[one].format(f"t.{one}") if one in _REFERENCES else f't."{one}"' for one in columns]
        order = ", ".join(
            [*map(str, range(2, len(key) + 2)), *map(str, range(len(key) + 2, len(key) + len(values) + 2))]
        )
        statement = sql.ROWS.format(columns=", ".join([*key, *values]), table=table, order=order)
        self._cursor = conn.cursor()
        self._cursor.row_factory = None
        self._cursor.execute(statement)
        self._width = len(key) + 1
        self.step()

    def step(self) -> None:
        found = self._cursor.fetchone()
        self.row: int = found[0] if found else 0
        self.key: tuple[Any, ...] | None = tuple(map(_ordered, found[1 : self._width])) if found else None
        self.values: tuple[Any, ...] = found[self._width :] if found else ()


def _ordered(value: Any) -> tuple[int, Any]:
    """As SQLite orders values: nothing, numbers, text, bytes."""
    if value is None:
        return 0, 0
    return {int: 1, float: 1, str: 2}.get(type(value), 3), value


def _first(one: tuple[Any, ...] | None, other: tuple[Any, ...] | None) -> int:
    """Which key comes first: -1, 1, or 0 where they are the same."""
    if one is None or other is None:
        return 1 if one is None else -1
    return (one > other) - (one < other)


def _called(conn: sqlite3.Connection, table: str, row: int) -> tuple[str, str]:
    """What a message calls a row: what it belongs to, and itself."""
    this = TABLES[table]
    statement = sql.ROW_CALLED.format(owner=this.owner, called=this.called, table=table)
    found = conn.execute(statement, [row]).fetchone()
    return str(found[0] or "a row that belongs to nothing"), str(found[1] or f"a row of {table}")


_SHOWN = 40


def _shown(stored: Any, derived: Any) -> str:
    """Two values beside each other, long ones from where they part."""
    if isinstance(stored, bytes) or isinstance(derived, bytes):
        return "other bytes"
    one, other = ("none" if value is None else str(value) for value in (stored, derived))
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    begin = 0 if max(len(one), len(other)) <= _SHOWN else max(0, start - _SHOWN // 3)
    said = [_cut(text, begin) for text in (one, other)]
    return f"stored “{said[0]}”, derived again “{said[1]}”"


def _cut(text: str, begin: int) -> str:
    end = begin + _SHOWN
    shown = text[begin:end].replace("\n", " ")
    return f"{'…' if begin and text else ''}{shown}{'…' if len(text) > end else ''}"
