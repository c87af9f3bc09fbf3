"""What Datasette's own tables show: a word diff as a redline, and ways to our pages."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from markupsafe import Markup

from tracker.errors import TrackerError
from tracker.model import Op, WordOp
from tracker.plugin import compat
from tracker.plugin.asking import asking
from tracker.plugin.links import Links
from tracker.render import html_text
from tracker.store import sql
from tracker.store.describe import DESCRIPTIONS
from tracker.symbols import Symbol

LONGEST = 200_000  # letters of a cell; a longer one is shown as the text it is
_OPS: frozenset[str] = frozenset({"equal", "delete", "insert"})
_NO_REDLINE = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What comes of reading a cell as a word diff that holds anything else: a cell is never trusted."""


def redline(value: Any, column: str, table: str | None) -> Markup | None:
    """A cell that holds a word diff, as `<ins>` and `<del>`; None if it holds none.

    Two shapes are known: the column `segments` of the table `changes`, a list of {"op", "text", ...}; and what the SQL
    function redline() returns, {"redline": [[op, text], ...]}. In our own tables that stands in the column `redline`
    alone: a paragraph that is written like it is a paragraph.
    """
    if not isinstance(value, str) or len(value) > LONGEST:
        return None
    if value.startswith('{"redline":') and (table not in DESCRIPTIONS or column == "redline"):
        found = _pairs(value)
    elif column == "segments" and table == "changes":
        found = _segments(value)
    else:
        return None
    if found is None:
        return None
    return Markup('<span class="tracker-redline">{}</span>').format(html_text.inline(found))


def _pairs(value: str) -> list[WordOp] | None:
    try:
        return [_op(op, text) for op, text in json.loads(value)["redline"]]
    except _NO_REDLINE:
        return None


def _segments(value: str) -> list[WordOp] | None:
    try:
        return [
            _op(item["op"], item["text"], item.get("significance"), item.get("reason")) for item in json.loads(value)
        ]
    except _NO_REDLINE:
        return None


def _op(op: Op, text: str, significance: Any = None, reason: Any = None) -> WordOp:
    if op not in _OPS or any(not isinstance(said, str | None) for said in (significance, reason)):
        raise ValueError(op)
    text.encode()  # half a letter, as JSON can say it, can't be sent
    return WordOp(op, text, significance, reason)


def link(
    datasette: Any, database: str, row: Mapping[str, Any], column: str, table: str | None
) -> Callable[[], Awaitable[Markup | None]] | None:
    """A cell as a link to one of our pages, as a function to await; None if it leads to none.

    It leads whoever may see that page: others must not learn what stands in tables that they may not see. Where a row
    does not say its series or its language, they are looked up.
    """
    value = row[column] if column in row.keys() else None  # noqa: SIM118  # a sqlite3.Row is asked for its keys
    find = _LEADS.get((table or "", column))
    looked = _LOOKED_UP.get((table or "", column))
    if not value or not (find or looked):
        return None

    async def linked() -> Markup | None:
        if database not in await compat.visible(datasette, asking().actor):
            return None
        if find:
            return _led(value, lambda: find(Links(datasette, database, _language(row)), row))
        return await _looked_up(datasette, database, row, value, looked) if looked else None

    return linked


async def _looked_up(datasette: Any, database: str, row: Mapping[str, Any], value: Any, how: _LookUp) -> Markup | None:
    statement, key, lead = how
    if key not in row.keys():  # noqa: SIM118
        return None
    known = await _home(datasette, database, statement, _bare(row[key]))
    if known is None:
        return None
    language = _language(row) or known.get("language")
    return _led(value, lambda: lead(Links(datasette, database, language), row, known))


async def _home(datasette: Any, database: str, statement: str, value: Any) -> dict[str, Any] | None:
    """Where a row stands: looked up once for all cells of a page that ask the same."""
    homes = asking().homes
    asked = database, statement, value
    if asked not in homes:
        found = (await datasette.get_database(database).execute(statement, [value])).first()
        homes[asked] = {name: found[name] for name in found.keys()} if found else None  # noqa: SIM118
    return homes[asked]


def _bare(value: Any) -> Any:
    """The value of a cell: Datasette gives that of a foreign key together with its label."""
    return value["value"] if isinstance(value, dict) else value


def _led(value: Any, address: Callable[[], str]) -> Markup | None:
    try:
        return Markup('<a href="{}">{}</a>').format(address(), value)
    except (KeyError, IndexError, TrackerError):  # a hidden column, or a row that names no text
        return None


def _language(row: Mapping[str, Any]) -> str | None:
    return str(row["language"]) if "language" in row.keys() else None  # noqa: SIM118


def _life(links: Links, row: Mapping[str, Any]) -> str:
    version, _, label = row["lineage"].partition(".")
    return links.paragraph(row["series"], version, label)


def _edit(links: Links, row: Mapping[str, Any]) -> str:
    old, new = (Symbol.parse(row[name]).slug for name in ("old_symbol", "new_symbol"))
    return links.comparison(row["series"], old, new, anchor=html_text.anchor(row["label"] or f"was {row['was']}"))


_LookUp = tuple[str, str, Callable[..., str]]
_LEADS: dict[tuple[str, str], Callable[[Links, Mapping[str, Any]], str]] = {
    ("series", "title"): lambda links, row: links.series(row["slug"]),
    ("paragraph_history", "lineage"): _life,
    ("paragraph_versions", "lineage"): _life,
    ("edits", "label"): _edit,
    ("edits", "was"): _edit,
}


def _text(links: Links, home: Mapping[str, Any], anchor: str = "") -> str:
    address = links.version(home["series"], home["version"])
    return f"{address}#{anchor}" if anchor else address


def _symbol(links: Links, _: Mapping[str, Any], home: Mapping[str, Any]) -> str:
    return _text(links, home)


def _adoption(links: Links, _: Mapping[str, Any], home: Mapping[str, Any]) -> str:
    return _text(links, home, "adoption")


def _paragraph(links: Links, row: Mapping[str, Any], home: Mapping[str, Any]) -> str:
    return _text(links, home, html_text.anchor(row["label"]))


def _change(links: Links, row: Mapping[str, Any], home: Mapping[str, Any]) -> str:
    return _edit(links, {**dict(row), **home})


def _lineage(links: Links, row: Mapping[str, Any], home: Mapping[str, Any]) -> str:
    return _life(links, {"lineage": row["address"], **home})


_LOOKED_UP: dict[tuple[str, str], _LookUp] = {
    ("versions", "title"): (sql.HOME_OF_SYMBOL, "symbol", _symbol),
    ("resolutions", "slug"): (sql.HOME_OF_SYMBOL, "symbol", _symbol),
    ("adoptions", "symbol"): (sql.HOME_OF_SYMBOL, "symbol", _symbol),
    ("known_versions", "symbol"): (sql.HOME_OF_SYMBOL, "symbol", _symbol),
    ("paragraph_versions", "symbol"): (sql.HOME_OF_SYMBOL, "symbol", _paragraph),
    ("votes", "country"): (sql.HOME_OF_SYMBOL, "symbol", _adoption),
    ("sponsors", "country"): (sql.HOME_OF_SYMBOL, "symbol", _adoption),
    ("paragraphs", "label"): (sql.HOME_OF_READING, "revision_id", _paragraph),
    ("changes", "label"): (sql.HOME_OF_COMPARISON, "comparison_id", _change),
    ("changes", "was"): (sql.HOME_OF_COMPARISON, "comparison_id", _change),
    ("lineages", "address"): (sql.HOME_OF_LINEAGES, "series_id", _lineage),
}
"""By table and column: the statement that looks up where a row stands, the column that it asks by, the address."""
