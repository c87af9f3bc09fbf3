"""The common questions as SQL, for Datasette's saved queries; and how a database is known to be one of ours.

The questions use the tables and views that every SQL user can rely on, and no function of this project, so that they
can be copied into any SQLite tool.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from tracker.store.migrations import APPLICATION_ID, SCHEMA


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its SQL; `parameters` are what it asks for, in the order of its form."""

    name: str
    title: str
    description: str
    sql: str
    parameters: tuple[str, ...] = ()


def is_ours(conn: sqlite3.Connection) -> bool:
    """Whether a connection leads to a database of this project whose schema this program knows."""
    application, version = (conn.execute(f"pragma {name}").fetchone()[0] for name in ("application_id", "user_version"))
    return bool(application == APPLICATION_ID and version == SCHEMA)


def is_of_another_version(conn: sqlite3.Connection) -> bool:
    """Whether a connection leads to a database of this project whose schema is older or newer than this program's."""
    application, version = (conn.execute(f"pragma {name}").fetchone()[0] for name in ("application_id", "user_version"))
    return bool(application == APPLICATION_ID and version != SCHEMA)


# Five: Datasette 1.0 shows the first five of a database on its page. How each text was adopted is a view.
QUESTIONS: tuple[Question, ...] = (
    Question(
        "who_voted_how",
        "Who voted how",
        "The recorded vote on a resolution, country by country. Empty: every text with a recorded vote.",
        """select symbol, country, iso, vote from votes
where :symbol in ('', symbol, substr(symbol, 7))
order by symbol, case vote when 'against' then 1 when 'abstaining' then 2 else 3 end, country""",
        ("symbol",),
    ),
    Question(
        "where_a_phrase_stands",
        "Where a phrase stands",
        "The paragraphs that hold these words as they stand, oldest text first. Plain hyphens and blanks will do.",
        """select v.symbol, v.language, v.adopted, v.status, p.label, p.text
from versions v join paragraphs p on p.revision_id = v.revision_id
where :phrase <> '' and instr(lower(p.plain), lower(:phrase)) > 0
  and :language in ('', v.language)
order by v.adopted, v.symbol, v.language, p.position""",
        ("phrase", "language"),
    ),
    Question(
        "what_changed_in_a_year",
        "What changed in a year",
        "Each paragraph that changed, with its redline. Empty: all years. Moves and changed notes are in it.",
        """select series, year, language, old, new, label, was, kind, moved, significance, "group",
  words_inserted, words_deleted, redline
from edits where :year in ('', cast(year as text)) and :language in ('', language)
order by series, year, language, position""",
        ("year", "language"),
    ),
    Question(
        "paragraphs_unchanged_since",
        "Paragraphs with the same words since a year",
        "Hyphens, punctuation and blanks apart. exact = 0: texts before that year are not here, so it can be older.",
        """select series, language, label, kind, same_words_since_text, exact, lineage
from paragraph_history
where has_ended = 0 and same_words_since <= cast(:year as integer) and :language in ('', language)
order by series, language, position""",
        ("year", "language"),
    ),
    Question(
        "who_sponsored",
        "Who sponsored",
        "Sponsors as named in the draft and its addition, and on whose behalf. Empty: all of them.",
        """select symbol, country, iso, stage, behalf, printed from sponsors
where :country = '' or instr(lower(country), lower(:country)) > 0
order by symbol, position""",
        ("country",),
    ),
)
