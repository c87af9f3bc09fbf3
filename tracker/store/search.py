"""Full-text search that finds Chinese.

`unicode61` takes a run of Han letters for one word, so that a word inside it is
never found (197 of 10,667 paragraphs, STACK.md 2). A second column holds such text with a blank round every Han letter,
and a query is written the same way, as a phrase.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

import regex

from tracker.model import Kind, Version
from tracker.store import sql
from tracker.store.loading import version_of
from tracker.store.rows import rows
from tracker.tokens import plain

_HAN = regex.compile(r"\p{Han}")


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph that holds the words: which text, where in it, and what it says."""

    version: Version
    label: str
    kind: Kind
    text: str


def spaced(text: str) -> str | None:
    """Text with a blank round every Han letter; None if it has none, for then nothing is to be added to the index."""
    return _HAN.sub(lambda letter: f" {letter.group()} ", text) if _HAN.search(text) else None


def query(words: str) -> str:
    """What a person types as an FTS5 query: all words, each as it stands; "several words" in quotes are a phrase.

    Empty if there is nothing to look for. Symbols (A/RES/66/152) and words with hyphens need no quotes.
    """
    terms = regex.findall(r'"[^"]*"|[^\s"]+', plain(words))
    phrases = [(spaced(term) or term).replace('"', " ").strip() for term in terms]
    return " ".join(f'"{phrase}"' for phrase in dict.fromkeys(phrases) if regex.search(r"[\p{L}\p{N}]", phrase))


def search(conn: sqlite3.Connection, words: str, language: str | None, limit: int) -> tuple[Hit, ...]:
    """The paragraphs of current readings that hold all the words, best first, at most `limit`."""
    wanted = query(words)
    if not wanted:
        return ()
    found = rows(conn, sql.SEARCH, {"words": wanted, "language": language, "limit": limit})
    return tuple(Hit(version_of(row), row["label"], row["kind"], row["text"]) for row in found)


def count(conn: sqlite3.Connection, words: str, language: str | None) -> int:
    """How many paragraphs of current readings hold all the words."""
    wanted = query(words)
    return int(rows(conn, sql.SEARCH_COUNT, {"words": wanted, "language": language})[0][0]) if wanted else 0
