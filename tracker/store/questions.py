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
    """A question with its SQL; `parameters` are what it asks for, in the order of its form.

    `reads` are the tables and views that it reads, and the tables that these views are made of.
    """

    name: str
    title: str
    description: str
    sql: str
    reads: tuple[str, ...]
    parameters: tuple[str, ...] = ()


def is_ours(conn: sqlite3.Connection) -> bool:
    """Whether a connection leads to a database of this project whose schema this program knows."""
    application, version = (conn.execute(f"pragma {name}").fetchone()[0] for name in ("application_id", "user_version"))
    return bool(application == APPLICATION_ID and version == SCHEMA)


def is_of_another_version(conn: sqlite3.Connection) -> bool:
    """Whether a connection leads to a database of this project whose schema is older or newer than this program's."""
    application, version = (conn.execute(f"pragma {name}").fetchone()[0] for name in ("application_id", "user_version"))
    return bool(application == APPLICATION_ID and version != SCHEMA)


# Datasette 1.0 shows the first five of a database on its page, and how many more there are. How each text was adopted
# is a view.
QUESTIONS: tuple[Question, ...] = (
    Question(
        "who_voted_how",
        "Which countries voted on which version, and how",
        "Recorded votes, country by country: of one resolution, of a series, or of one country (name or ISO code).",
        """select v.symbol, r.adopted, v.country, v.iso, v.vote
from votes v join resolutions r on r.symbol = v.symbol
where :symbol in ('', v.symbol, substr(v.symbol, 7)) and lower(:country) in ('', lower(v.country), lower(v.iso))
  and (:series = '' or v.symbol in (
    select m.symbol from series_versions m join series s on s.id = m.series_id where s.slug = :series))
order by r.adopted, v.symbol, case v.vote when 'against' then 1 when 'abstaining' then 2 else 3 end, v.country""",
        ("resolutions", "series", "series_versions", "votes"),
        ("series", "symbol", "country"),
    ),
    Question(
        "which_resolutions_cite",
        "Which resolutions cite this one",
        "Each place that cites a symbol (73/168 or A/HRC/RES/50/1), oldest text first; from the text, not from links.",
        """select v.symbol, v.language, v.adopted, v.status, v.title, p.label, c.footnote_id is not null as in_a_note,
  c.printed, c.place
from citations c join versions v on v.revision_id = c.revision_id left join paragraphs p on p.id = c.paragraph_id
where c.symbol in (:symbol, 'A/RES/' || :symbol) and :language in ('', v.language)
order by v.adopted, v.symbol, v.language, p.position, c.id""",
        ("citations", "paragraphs", "versions"),
        ("symbol", "language"),
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
        ("paragraphs", "versions"),
        ("phrase", "language"),
    ),
    Question(
        "what_changed_in_a_year",
        "What changed in a year",
        "Each paragraph that changed, by the year of the newer text, with its redline. Empty: all. Moves, notes too.",
        """select series, year, changed, language, old, new, label, was, kind, moved, significance, "group",
  words_inserted, words_deleted, redline
from edits where :year in ('', cast(year as text)) and :language in ('', language)
order by series, year, language, position""",
        ("changes", "comparisons", "edits", "lineage_steps", "lineages", "series", "versions"),
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
        ("lineages", "paragraph_history", "series"),
        ("year", "language"),
    ),
    Question(
        "who_sponsored",
        "Who sponsored",
        "Sponsors as named in the draft and its addition, and on whose behalf. Empty: all of them.",
        """select symbol, country, iso, stage, behalf, printed from sponsors
where :country = '' or instr(lower(country), lower(:country)) > 0
order by symbol, position""",
        ("sponsors",),
        ("country",),
    ),
)
