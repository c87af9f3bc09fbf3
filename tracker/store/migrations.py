"""The schema, as the steps that make it: sqlite-utils applies those that a file has not had yet, each in a transaction.

A step that has been released is never edited; a change of the schema is a new step at the end. `PRAGMA user_version`
holds the number of steps a file has had, so that an older program knows a newer file without reading its tables.
db/schema.sql is what the steps make, written by `python -m tracker.store.describe`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.store import views

if TYPE_CHECKING:
    import sqlite3

    from sqlite_utils import Database, Migrations

APPLICATION_ID = 0x554E5254
"""The letters UNRT, "UN resolution tracker": `PRAGMA application_id` of every database of this project (1431196244)."""

SCHEMA = 7
"""How many steps there are."""

_FIRST = (
    """create table sources (
  id integer primary key, sha256 text not null unique, bytes blob not null, size integer not null,
  format text not null, quality text not null, name text not null, address text, added text not null,
  unplaced text not null default '[]', findings text not null default '[]'
) strict""",
    """create table resolutions (
  symbol text primary key, slug text not null unique, session integer, adopted text, year integer, organ text,
  adoption text, in_favour integer, against integer, abstaining integer, meeting text, agenda_item text,
  agenda_title text, committee text, report text, draft text
) strict""",
    """create table versions (
  id integer primary key, slug text not null, symbol text not null references resolutions(symbol) on delete cascade,
  language text not null, status text not null check (status in ('adopted', 'tabled', 'draft', 'specimen')),
  session integer, adopted text, title text not null,
  revision_id integer references revisions(id) on delete set null,
  unique (symbol, language), unique (slug, language)
) strict""",
    "create index versions_revision on versions(revision_id)",
    """create table revisions (
  id integer primary key, version_id integer not null references versions(id) on delete cascade,
  source_id integer not null references sources(id) on delete cascade, part integer not null,
  status text not null, session integer, adopted text, title text not null, facts text not null, read text not null,
  unique (source_id, part)
) strict""",
    "create index revisions_version on revisions(version_id)",
    """create table paragraphs (
  id integer primary key, revision_id integer not null references revisions(id) on delete cascade,
  position integer not null, kind text not null, division text not null, number text, path text not null,
  label text not null, text text not null, plain text not null, lead integer not null,
  lineage_id integer references lineages(id) on delete set null, words text,
  unique (revision_id, position)
) strict""",
    "create index paragraphs_lineage on paragraphs(lineage_id)",
    """create table footnotes (
  id integer primary key, revision_id integer not null references revisions(id) on delete cascade,
  paragraph_id integer references paragraphs(id) on delete cascade, position integer not null, mark text not null,
  "offset" integer not null, text text not null
) strict""",
    "create index footnotes_paragraph on footnotes(paragraph_id)",
    "create index footnotes_revision on footnotes(revision_id)",
    """create table citations (
  id integer primary key, revision_id integer not null references revisions(id) on delete cascade,
  paragraph_id integer references paragraphs(id) on delete cascade,
  footnote_id integer references footnotes(id) on delete cascade,
  symbol text not null, dated text, printed text not null, "offset" integer not null
) strict""",
    "create index citations_symbol on citations(symbol)",
    "create index citations_revision on citations(revision_id)",
    "create index citations_paragraph on citations(paragraph_id)",
    "create index citations_footnote on citations(footnote_id)",
    """create table votes (
  symbol text not null references resolutions(symbol) on delete cascade, position integer not null,
  country text not null, iso text, vote text not null check (vote in ('in favour', 'against', 'abstaining')),
  printed text not null, primary key (symbol, position)
) strict""",
    "create index votes_country on votes(country)",
    """create table sponsors (
  symbol text not null references resolutions(symbol) on delete cascade, position integer not null,
  country text not null, iso text, stage text not null check (stage in ('draft', 'additional')), behalf text,
  printed text not null, primary key (symbol, position)
) strict""",
    "create index sponsors_country on sponsors(country)",
    """create table series (
  id integer primary key, slug text not null unique, title text not null, body text, committee text,
  specimen integer not null check (specimen in (0, 1))
) strict""",
    """create table known_versions (
  series_id integer not null references series(id) on delete cascade, position integer not null, symbol text not null,
  session integer, adopted text, evidence text not null, primary key (series_id, position)
) strict""",
    """create table series_versions (
  series_id integer not null references series(id) on delete cascade,
  symbol text not null references resolutions(symbol) on delete cascade, evidence text not null,
  primary key (series_id, symbol)
) strict""",
    "create index series_versions_symbol on series_versions(symbol)",
    """create table comparisons (
  id integer primary key, series_id integer not null references series(id) on delete cascade, language text not null,
  old_revision_id integer not null references revisions(id) on delete cascade,
  new_revision_id integer not null references revisions(id) on delete cascade,
  old_symbol text not null, new_symbol text not null, year integer, old_sha256 text not null,
  new_sha256 text not null, algorithm text not null, inputs text not null, overrides text not null,
  unchanged integer not null, edited integer not null, split integer not null, merged integer not null,
  inserted integer not null, deleted integer not null, moved integer not null, substantive integer not null,
  technical integer not null, typographic integer not null, words_inserted integer not null,
  words_deleted integer not null, facts text not null, unique (series_id, old_revision_id, new_revision_id)
) strict""",
    "create index comparisons_old on comparisons(old_revision_id)",
    "create index comparisons_new on comparisons(new_revision_id)",
    """create table changes (
  id integer primary key, comparison_id integer not null references comparisons(id) on delete cascade,
  position integer not null, year integer, old_symbol text not null, new_symbol text not null, label text, was text,
  kind text not null, moved integer not null, significance text not null, reason text not null,
  reason_text text not null, "group" integer, similarity real, words_inserted integer not null,
  words_deleted integer not null, old_labels text not null, new_labels text not null, old_text text not null,
  new_text text not null, segments text not null, old_places text not null, new_places text not null,
  flags text not null, notes text not null, unique (comparison_id, position)
) strict""",
    """create table lineages (
  id integer primary key, series_id integer not null references series(id) on delete cascade, language text not null,
  position integer not null, address text not null, kind text not null, label text not null, first_year integer,
  last_year integer, began_earliest integer, began_latest integer, wording_earliest integer, wording_latest integer,
  same_words_earliest integer, same_words_latest integer, has_ended integer not null, ended_earliest integer,
  ended_latest integer, begins text, ends text, algorithm text not null, inputs text not null, overrides text not null,
  unique (series_id, language, position)
) strict""",
    """create table lineage_steps (
  lineage_id integer not null references lineages(id) on delete cascade, position integer not null,
  version_id integer not null references versions(id) on delete cascade,
  paragraph_id integer references paragraphs(id) on delete set null, label text, mark text not null,
  from_labels text not null, kind text, moved integer not null, "group" integer, dated integer not null,
  changed_earliest integer, changed_latest integer, primary key (lineage_id, position)
) strict""",
    "create index lineage_steps_version on lineage_steps(version_id)",
    "create index lineage_steps_paragraph on lineage_steps(paragraph_id)",
    "create table aliases (alias text primary key, symbol text not null, evidence text not null) strict",
    """create table overrides (
  sha256 text not null, field text not null check (field in ('symbol', 'language', 'status', 'adopted')),
  value text not null, stated text not null, primary key (sha256, field)
) strict""",
    """create virtual table paragraphs_fts using fts5 (
  plain, words, content="paragraphs", content_rowid="id", tokenize="unicode61 remove_diacritics 2"
)""",
)

_PAIRINGS = """create table pairings (
  id integer primary key, old_symbol text not null, new_symbol text not null, old_labels text not null,
  new_labels text not null, language text not null, note text, said_by text, said_on text,
  unique (old_symbol, new_symbol, old_labels, new_labels, language)
) strict"""

_SUBJECTS = (
    """create table subjects (
  symbol text not null references resolutions(symbol) on delete cascade, position integer not null,
  term text not null, vocabulary text not null, code text, primary key (symbol, position)
) strict""",
    "create index subjects_term on subjects(term)",
    "alter table resolutions add column draft_date text",
    "alter table resolutions add column report_date text",
    "alter table resolutions add column record text",
    "alter table citations add column body text",
    "alter table citations add column place text",
)

# SQLite can't alter a check: the table is made anew. A file read as it was before its tracked changes says so here.
_ORIGINAL = (
    """create table overrides_wider (
  sha256 text not null, field text not null
  check (field in ('symbol', 'language', 'status', 'adopted', 'original')),
  value text not null, stated text not null, primary key (sha256, field)
) strict""",
    "insert into overrides_wider select sha256, field, value, stated from overrides",
    "drop table overrides",
    "alter table overrides_wider rename to overrides",
)

_FOUND = (
    """create table fingerprints (
  revision_id integer primary key references revisions(id) on delete cascade, algorithm text not null,
  sketch blob not null
) strict""",
    """create table series_evidence (
  id integer primary key, series_id integer not null references series(id) on delete cascade, symbol text not null,
  other text not null, verdict text not null check (verdict in ('follows', 'apart', 'known')), kind text not null,
  points real, said text not null, unique (series_id, symbol, other, verdict, kind)
) strict""",
    "create index series_evidence_symbol on series_evidence(symbol)",
    """create table series_overrides (
  id integer primary key, verb text not null check (verb in ('pin', 'split')), symbol text not null,
  other text not null, note text, said_by text, said_on text, unique (symbol, other)
) strict""",
    "create table derivations (name text primary key, inputs text not null) strict",
)


def migrate(db: Database) -> None:
    """Bring a file to this schema. The file is marked as ours by the first step, in the same transaction."""
    _steps().apply(db)


def _steps() -> Migrations:
    # sqlite-utils takes 0.2 to 0.4 s to import (STACK.md 15): only where a database is written.
    from sqlite_utils import Migrations

    steps = Migrations("tracker")

    @steps()
    def m001_first(db: Database) -> None:
        for statement in (*_FIRST, *views.STATEMENTS):
            db.execute(statement)
        _mark(db.conn, 1)

    @steps()
    def m002_pairings(db: Database) -> None:
        _change(db, 2, _PAIRINGS)

    @steps()
    def m003_subjects(db: Database) -> None:
        _change(db, 3, *_SUBJECTS)

    @steps()
    def m004_original(db: Database) -> None:
        _change(db, 4, *_ORIGINAL)

    @steps()
    def m005_reader(db: Database) -> None:
        _change(db, 5, "alter table sources add column reader text")

    @steps()
    def m006_found(db: Database) -> None:
        _change(db, 6, *_FOUND)

    @steps()
    def m007_changed(db: Database) -> None:
        _change(db, 7)  # edits and paragraph_versions say between which years it was changed

    return steps


def _change(db: Database, step: int, *statements: str) -> None:
    """One step; the views are made anew as they are today, for a file of that day lacks some."""
    for name in views.NAMES:
        db.execute(f"drop view if exists {name}")
    for statement in (*statements, *views.STATEMENTS):
        db.execute(statement)
    _mark(db.conn, step)


def _mark(conn: sqlite3.Connection, steps: int) -> None:
    conn.execute(f"pragma application_id = {APPLICATION_ID}")
    conn.execute(f"pragma user_version = {steps}")
