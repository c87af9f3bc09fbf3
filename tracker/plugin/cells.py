"""What Datasette's own tables show: a word diff as a redline, and ways to our pages."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from tracker.errors import TrackerError
from tracker.model import Op, WordOp
from tracker.plugin.links import Links
from tracker.render import html_text
from tracker.symbols import Symbol

LONGEST = 200_000  # letters of a cell; a longer one is shown as the text it is
_OPS: frozenset[str] = frozenset({"equal", "delete", "insert"})


def redline(value: Any, column: str, table: str | None) -> Markup | None:
    """A cell that holds a word diff, as `<ins>` and `<del>`; None if it holds none.

    Two shapes are known: the column `segments` of the table `changes`, a list of {"op", "text", ...}; and what the SQL
    function redline() returns, {"redline": [[op, text], ...]}.
    """
    if not isinstance(value, str) or len(value) > LONGEST:
        return None
    if value.startswith('{"redline":'):
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
    except (ValueError, TypeError, KeyError):
        return None


def _segments(value: str) -> list[WordOp] | None:
    try:
        return [
            _op(item["op"], item["text"], item.get("significance"), item.get("reason")) for item in json.loads(value)
        ]
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _op(op: Op, text: str, significance: Any = None, reason: Any = None) -> WordOp:
    if op not in _OPS or not isinstance(text, str):
        raise ValueError(op)
    return WordOp(op, text, significance, reason)


def link(datasette: Any, database: str, row: Mapping[str, Any], column: str, table: str | None) -> Markup | None:
    """A cell as a link to one of our pages; None if it leads to none."""
    value = row[column] if column in row.keys() else None  # noqa: SIM118  # a sqlite3.Row is asked for its keys
    find = _LEADS.get((table or "", column))
    if not find or not value:
        return None
    try:
        address = find(Links(datasette, database, _language(row)), row)
    except (KeyError, IndexError, TrackerError):  # a hidden column, or a row that names no text
        return None
    return Markup('<a href="{}">{}</a>').format(address, value)


def _language(row: Mapping[str, Any]) -> str | None:
    return str(row["language"]) if "language" in row.keys() else None  # noqa: SIM118


def _life(links: Links, row: Mapping[str, Any]) -> str:
    version, _, label = row["lineage"].partition(".")
    return links.paragraph(row["series"], version, label)


def _edit(links: Links, row: Mapping[str, Any]) -> str:
    old, new = (Symbol.parse(row[name]).slug for name in ("old_symbol", "new_symbol"))
    return links.comparison(row["series"], old, new, anchor=html_text.anchor(row["label"] or f"was {row['was']}"))


_LEADS: dict[tuple[str, str], Callable[[Links, Mapping[str, Any]], str]] = {
    ("series", "title"): lambda links, row: links.series(row["slug"]),
    ("paragraph_history", "lineage"): _life,
    ("paragraph_versions", "lineage"): _life,
    ("edits", "label"): _edit,
    ("edits", "was"): _edit,
}
