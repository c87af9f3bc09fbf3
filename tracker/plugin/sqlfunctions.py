"""SQL functions for questions that the tables do not answer by themselves.

redline(old, new)        the word diff as JSON, {"redline": [["equal", "..."], ["delete", "..."], ["insert", "..."]]}
redline_text(old, new)   the same in one line of text with {+added+} and [-deleted-], for CSV
similarity(old, new)     how much two texts share, 0 to 1

NULL where an argument is NULL. SQLite's time limit cannot stop a function, so that texts of more than LONGEST letters
are refused (STACK.md 15). No view of the project uses them: the file opens in any SQLite tool.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from functools import wraps
from typing import Any

LONGEST = 20_000

Compare = Callable[[str, str], Any]


def register(conn: sqlite3.Connection) -> None:
    """Give a connection the three functions. They depend on nothing but their arguments."""
    for function in (redline, redline_text, similarity):
        conn.create_function(function.__name__, 2, _of_texts(function), deterministic=True)


def redline(old: str, new: str) -> str:
    """The word diff of two texts as JSON, in the shape that Datasette's tables show as a redline."""
    from tracker.diff import diff

    pieces = [[op.op, op.text] for op in diff(old, new)]
    return json.dumps({"redline": pieces}, ensure_ascii=False, separators=(",", ":"))


def redline_text(old: str, new: str) -> str:
    """The word diff of two texts with the marks of the terminal."""
    from tracker.diff import diff

    marks = {"equal": "{}", "insert": "{{+{}+}}", "delete": "[-{}-]"}
    return "".join(marks[op.op].format(op.text) for op in diff(old, new))


def similarity(old: str, new: str) -> float:
    """How much two texts share, from 0 to 1."""
    from tracker.similarity import similarity as measured

    return measured(old, new)


def _of_texts(function: Compare) -> Compare:
    """A function that passes NULL on, takes numbers as their text, and refuses what would take too long."""

    @wraps(function)
    def guarded(old: Any, new: Any) -> Any:
        if old is None or new is None:
            return None
        one, other = str(old), str(new)
        if max(len(one), len(other)) > LONGEST:
            raise ValueError(f"{function.__name__}: a text of more than {LONGEST:,} letters is refused")
        return function(one, other)

    return guarded
