"""SQL functions for questions that the tables do not answer by themselves.

redline(old, new)        the word diff as JSON, {"redline": [["equal", "..."], ["delete", "..."], ["insert", "..."]]}
redline_text(old, new)   the same in one line of text with {+added+} and [-deleted-], for CSV
similarity(old, new)     how much two texts share, 0 to 1

NULL where an argument is NULL. SQLite's time limit cannot stop a function (STACK.md 15), and is asked for only after a
thousand steps of a statement, each of which can be a call: so that texts of more than LONGEST letters are refused, and
a statement whose calls took more than SECONDS together. No view of the project uses them: the file opens in any SQLite
tool.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

LONGEST = 20_000
SECONDS = 1.0
"""As long as Datasette gives a statement; a call takes 0.4 at most (20,000 Chinese letters a side, none in common)."""
_PAUSE = 0.25
"""Seconds without a call after which the next one is another statement's: SQLite does not say where one begins."""

Compare = Callable[[str, str], Any]


def register(conn: sqlite3.Connection) -> None:
    """Give a connection the three functions. They depend on nothing but their arguments."""
    spent = _Spent()
    for function in (redline, redline_text, similarity):
        conn.create_function(function.__name__, 2, _of_texts(function, spent), deterministic=True)


class _Spent:
    """The time that the calls of one statement took: of the processor, so that a busy machine refuses no more."""

    def __init__(self) -> None:
        self._seconds = 0.0
        self._until = 0.0

    def call(self, function: Compare, old: str, new: str) -> Any:
        """What a function says of two texts. Raises ValueError where those before it took too long together."""
        if time.monotonic() - self._until > _PAUSE:
            self._seconds = 0.0
        if self._seconds > SECONDS:
            self._seconds = 0.0  # this ends the statement
            raise ValueError(f"{function.__name__}: this statement compared texts for {SECONDS:g} s, which is its end")
        start = time.thread_time()
        try:
            return function(old, new)
        finally:
            self._seconds += time.thread_time() - start
            self._until = time.monotonic()


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


def _of_texts(function: Compare, spent: _Spent) -> Compare:
    """A function that passes NULL on, takes numbers as their text, and refuses what would take too long."""

    @wraps(function)
    def guarded(old: Any, new: Any) -> Any:
        if old is None or new is None:
            return None
        if any(isinstance(one, bytes) for one in (old, new)):
            raise ValueError(f"{function.__name__}: bytes are no text")
        one, other = str(old), str(new)
        if max(len(one), len(other)) > LONGEST:
            raise ValueError(f"{function.__name__}: a text of more than {LONGEST:,} letters is refused")
        return spent.call(function, one, other)

    return guarded
