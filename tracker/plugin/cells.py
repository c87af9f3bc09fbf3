"""What Datasette's own tables show: a word diff as a redline, and ways to our pages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from tracker.model import Op, WordOp

LONGEST = 200_000  # letters of a cell; a longer one is shown as the text it is
_OPS: frozenset[str] = frozenset({"equal", "delete", "insert"})
_ADDRESS = re.compile(r"[a-z0-9-]+\.\S.*")


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
    from tracker.render import html_text

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


def address(row: Mapping[str, Any], column: str, table: str | None) -> str | None:
    """The page that a cell leads to, as a path below /-/tracker; None if it leads to none."""
    find = _LEADS.get((table or "", column))
    try:
        return find(row) if find else None
    except (KeyError, IndexError, TypeError):  # a query or a hidden column may leave out what the address needs
        return None


def link(datasette: Any, database: str, path: str, text: str) -> Markup:
    """A cell as a link to one of our pages."""
    href = f"{datasette.urls.path(f'/-/tracker/{path}')}?{urlencode({'db': database})}"
    return Markup('<a href="{}">{}</a>').format(href, text)


def _life(row: Mapping[str, Any]) -> str | None:
    lineage = row["lineage"]
    return f"{row['series']}/paragraph/{_label(lineage)}" if _ADDRESS.fullmatch(lineage or "") else None


def _label(lineage: str) -> str:
    from tracker.render import html_text

    slug, _, label = lineage.partition(".")
    return f"{slug}.{html_text.anchor(label)}"


_LEADS: dict[tuple[str, str], Callable[[Mapping[str, Any]], str | None]] = {
    ("series", "title"): lambda row: str(row["slug"]),
    ("paragraph_history", "lineage"): _life,
    ("paragraph_versions", "lineage"): _life,
}
