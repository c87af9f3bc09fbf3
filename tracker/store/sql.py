"""Every statement that the store runs, by name."""

from __future__ import annotations

# ------------------------------------------------------------------------------------------------ documents, saved

SOURCE_BY_HASH = "select id from sources where sha256 = ?"
REVISIONS_OF_SOURCE = """
select r.id, r.part, r.version_id, v.revision_id as current from revisions r join versions v on v.id = r.version_id
where r.source_id = ? order by r.part"""
DELETE_REVISIONS_OF_SOURCE = "delete from revisions where source_id = ?"
READ_BY = "update sources set reader = ? where sha256 = ? and reader is not ?"
READ_FILES = """
select s.sha256, s.findings, v.symbol, v.language, v.revision_id = r.id as current
from sources s join revisions r on r.source_id = s.id join versions v on v.id = r.version_id
where s.reader = ? order by s.id, r.part"""
UPDATE_SOURCE = "update sources set size = ?, format = ?, quality = ?, unplaced = ?, findings = ? where id = ?"
INSERT = "insert into {table} ({columns}) values ({marks})"
NEXT_ID = "select coalesce(max(id), 0) + 1 from {table}"
SLUG_OF_SYMBOL = "select slug from resolutions where symbol = ?"
SLUGS_LIKE = "select slug from resolutions where slug = ? or slug like ? || '-%'"
VERSION_BY_NAME = "select id, revision_id from versions where symbol = ? and language = ?"
READINGS_OF_VERSION = """
select r.id, s.format, s.findings, r.status, r.session, r.adopted, r.title
from revisions r join sources s on s.id = r.source_id where r.version_id = ?"""
UPDATE_VERSION = "update versions set revision_id = ?, status = ?, session = ?, adopted = ?, title = ? where id = ?"
FACTS_OF_SYMBOL = """
select v.language, r.session, r.adopted, r.facts
from versions v join revisions r on r.id = v.revision_id where v.symbol = ?"""
UPDATE_RESOLUTION = """
update resolutions set session = :session, adopted = :adopted, year = :year, organ = :organ, adoption = :adoption,
  in_favour = :in_favour, against = :against, abstaining = :abstaining, meeting = :meeting,
  agenda_item = :agenda_item, agenda_title = :agenda_title, committee = :committee, report = :report, draft = :draft,
  draft_date = :draft_date, report_date = :report_date, record = :record
where symbol = :symbol"""
INSERT_VOTE = "insert into votes(symbol, position, country, iso, vote, printed) values (?, ?, ?, ?, ?, ?)"
INSERT_SPONSOR = (
    "insert into sponsors(symbol, position, country, iso, stage, behalf, printed) values (?, ?, ?, ?, ?, ?, ?)"
)
INSERT_SUBJECT = "insert into subjects(symbol, position, term, vocabulary, code) values (?, ?, ?, ?, ?)"
DELETE_SUBJECTS = "delete from subjects where symbol = ?"
TITLE_NOTES = """
select v.language, f.text from footnotes f join versions v on v.revision_id = f.revision_id
where f.paragraph_id is null and v.symbol = ? order by v.language <> 'en', v.language, f.position"""
INSERT_ALIAS = """
insert into aliases(alias, symbol, evidence) values (?, ?, ?) on conflict (alias) do update
set symbol = excluded.symbol, evidence = excluded.evidence where excluded.evidence < aliases.evidence"""
DELETE_ALIASES = "delete from aliases where evidence = ?"
ALIASES = "select alias, symbol from aliases order by alias"
DELETE_VOTES = "delete from votes where symbol = ?"
DELETE_SPONSORS = "delete from sponsors where symbol = ?"
DELETE_EMPTY_VERSIONS = "delete from versions where id not in (select version_id from revisions)"
DELETE_EMPTY_RESOLUTIONS = "delete from resolutions where symbol not in (select symbol from versions)"
DELETE_EMPTY_SOURCES = "delete from sources where id not in (select source_id from revisions)"
DELETE_LOOSE_OVERRIDES = "delete from overrides where sha256 not in (select sha256 from sources)"
DELETE_REVISION = "delete from revisions where id = ?"
REVISIONS_OF_SYMBOL = """
select r.id, v.id as version_id from revisions r join versions v on v.id = r.version_id
where v.symbol = ? and (? is null or v.language = ?)"""
SYMBOL_OF_VERSION = "select symbol from versions where id = ?"

# The index of a text is kept with the text: what is written and what can be found never differ.
INDEX_REVISION = """
insert into paragraphs_fts(rowid, plain, words) select id, plain, words from paragraphs where revision_id = ?"""
UNINDEX_REVISION = """
insert into paragraphs_fts(paragraphs_fts, rowid, plain, words)
select 'delete', id, plain, words from paragraphs where revision_id = ?"""
OPTIMIZE_INDEX = "insert into paragraphs_fts(paragraphs_fts) values ('optimize')"

STATE_OVERRIDE = """
insert into overrides(sha256, field, value, stated) values (?, ?, ?, ?)
on conflict (sha256, field) do update set value = excluded.value, stated = excluded.stated"""
ALL_OVERRIDES = "select sha256, field, value from overrides order by sha256, field"
READER_OF_SOURCE = "select reader from sources where sha256 = ?"
OVERRIDES_OF_SOURCE = "select field, value from overrides where sha256 = ? order by field"

PAIRINGS = """
select old_symbol, new_symbol, old_labels, new_labels, language, note, said_by, said_on from pairings order by id"""
DELETE_PAIRINGS = "delete from pairings"

# --------------------------------------------------------------------------------------------------- series, saved

SAVE_SERIES = """
insert into series(slug, title, body, committee, specimen) values (:slug, :title, :body, :committee, :specimen)
on conflict (slug) do update set title = excluded.title, body = excluded.body, committee = excluded.committee,
  specimen = excluded.specimen"""
DELETE_KNOWN = "delete from known_versions where series_id = ?"
LINK = """
insert into series_versions(series_id, symbol, evidence) values (?, ?, ?)
on conflict (series_id, symbol) do update set evidence = excluded.evidence"""

# -------------------------------------------------------------------------------------------------- derived, saved

REVISION_OF = """
select r.id, s.sha256, v.slug
from versions v join revisions r on r.id = v.revision_id join sources s on s.id = r.source_id
where v.symbol = ? and v.language = ?"""
YEAR_OF_SYMBOL = "select year from resolutions where symbol = ?"
DELETE_COMPARISON = "delete from comparisons where series_id = ? and old_revision_id = ? and new_revision_id = ?"
DELETE_COMPARISON_BY_ID = "delete from comparisons where id = ?"
COMPARISONS_OF_SERIES = """
select k.id, k.language, k.algorithm, k.inputs, k.overrides, k.old_symbol, k.new_symbol, k.old_sha256, k.new_sha256,
  k.facts,
  o.slug as old_slug, n.slug as new_slug
from comparisons k left join versions o on o.revision_id = k.old_revision_id
left join versions n on n.revision_id = k.new_revision_id where k.series_id = ?"""
ALL_COMPARISONS = COMPARISONS_OF_SERIES.replace("k.id,", "s.slug as series_slug, k.id,", 1).replace(
    "where k.series_id = ?", "join series s on s.id = k.series_id"
)
ALL_LINEAGES = """
select distinct s.slug as series_slug, l.language, l.algorithm, l.inputs, l.overrides
from lineages l join series s on s.id = l.series_id"""
LINEAGES_OF_SERIES = "select distinct language, algorithm, inputs, overrides from lineages where series_id = ?"
SERIES_OF_SYMBOL = """
select s.slug from series s join series_versions sv on sv.series_id = s.id where sv.symbol = ?"""
DELETE_COMPARISONS = "delete from comparisons where series_id = ? and (? is null or language = ?)"
DELETE_LINEAGES = "delete from lineages where series_id = ? and (? is null or language = ?)"
PARAGRAPH_IDS = """
select p.label, p.id from paragraphs p join versions v on v.revision_id = p.revision_id where v.id = ?"""
POINT_TO_LINEAGES = """
update paragraphs set lineage_id = (
  select t.lineage_id from lineage_steps t join lineages l on l.id = t.lineage_id join series s on s.id = l.series_id
  where t.paragraph_id = paragraphs.id order by s.specimen, s.id limit 1)
where id in (select paragraph_id from lineage_steps t join lineages l on l.id = t.lineage_id
             where l.series_id = ? and l.language = ?)"""

# ---------------------------------------------------------------------------------------------------------- reading

ALL_SERIES = "select id, slug, title, body, committee, specimen from series order by specimen, slug"
ONE_SERIES = "select id, slug, title, body, committee, specimen from series where slug = ?"
KNOWN = "select symbol, session, adopted, evidence from known_versions where series_id = ? order by position"
ALL_KNOWN = "select series_id, symbol, session, adopted, evidence from known_versions order by series_id, position"
SERIES_ID = "select id from series where slug = ?"
_VERSION_FIELDS = """v.id, v.slug, v.symbol, v.language, v.status, v.session, v.adopted, v.title,
  s.name, s.sha256, s.format, s.quality"""
_VERSIONS = f"""
select {_VERSION_FIELDS}
from versions v join revisions r on r.id = v.revision_id join sources s on s.id = r.source_id"""  # noqa: S608  # of constants only
VERSIONS = _VERSIONS + " where (:language is null or v.language = :language)"
CURRENT = _VERSIONS + " where v.symbol = ? and v.language = ?"
VERSIONS_OF_SERIES = (
    _VERSIONS
    + """ join series_versions sv on sv.symbol = v.symbol join series on series.id = sv.series_id
where series.slug = :series and (:language is null or v.language = :language)"""
)
VERSIONS_BY_SERIES = (
    _VERSIONS.replace("v.id,", "series.slug as series_slug, v.id,", 1)
    + " join series_versions sv on sv.symbol = v.symbol join series on series.id = sv.series_id"
)
LANGUAGES = """
select distinct v.language from versions v join series_versions sv on sv.symbol = v.symbol
join series s on s.id = sv.series_id where s.slug = ? order by v.language <> 'en', v.language"""
REVISION = """
select r.id, r.status, r.session, r.adopted, r.title, r.facts, r.source_id
from revisions r join versions v on v.revision_id = r.id where v.symbol = ? and v.language = ?"""
REVISIONS_IN_SOURCE = """
select r.id, v.symbol, v.language, r.status, r.session, r.adopted, r.title, r.facts
from revisions r join versions v on v.id = r.version_id where r.source_id = ? order by r.part"""
SOURCE = "select bytes, name, sha256, format, quality, unplaced, findings, address from sources where id = ?"
FINDINGS_OF_SOURCE = "select findings from sources where sha256 = ?"
ALL_SOURCES = "select id, sha256, address from sources order by id"
PARAGRAPHS = """
select id, kind, division, number, path, label, text, lead from paragraphs where revision_id = ? order by position"""
FOOTNOTES = """
select paragraph_id, mark, "offset", text from footnotes where revision_id = ? order by position"""
COMPARISON = """
select k.id, k.facts, k.language, k.algorithm, k.inputs, k.overrides, k.old_symbol, k.new_symbol, k.old_sha256,
  k.new_sha256
from comparisons k
join versions o on o.revision_id = k.old_revision_id join versions n on n.revision_id = k.new_revision_id
where k.series_id = ? and k.language = ? and o.slug = ? and n.slug = ?"""
CHANGES = """
select kind, moved, significance, reason, reason_text, "group", similarity, old_text, new_text, segments, old_places,
  new_places, flags, notes
from changes where comparison_id = ? order by position"""
LINEAGES = """
select id, kind, began_earliest, began_latest, wording_earliest, wording_latest, has_ended, ended_earliest,
  ended_latest, begins, ends, algorithm, inputs, overrides
from lineages where series_id = ? and language = ? order by position"""
LINEAGE_STEPS = """
select t.lineage_id, t.position, t.label, t.mark, t.from_labels, t.kind, t.moved, t."group", t.dated,
  t.changed_earliest, t.changed_latest
from lineage_steps t join lineages l on l.id = t.lineage_id
where l.series_id = ? and l.language = ? order by t.lineage_id, t.position"""
SEARCH = f"""
select {_VERSION_FIELDS}, p.label, p.kind, p.text
from paragraphs_fts f join paragraphs p on p.id = f.rowid join versions v on v.revision_id = p.revision_id
join revisions r on r.id = v.revision_id join sources s on s.id = r.source_id
where paragraphs_fts match :words and (:language is null or v.language = :language)
order by f.rank, v.adopted, p.id limit :limit"""  # noqa: S608  # of constants only
SEARCH_COUNT = """
select count(*)
from paragraphs_fts f join paragraphs p on p.id = f.rowid join versions v on v.revision_id = p.revision_id
where paragraphs_fts match :words and (:language is null or v.language = :language)"""
ADOPTIONS = "select symbol, adoption from adoptions where symbol in (select value from json_each(?))"

# -------------------------------------------------------------------------------------------------------- handing on

STATUSES = "select symbol, language, status from versions"
READINGS_OF_STATUS = """
select r.id, r.version_id from revisions r
where r.source_id in (
  select other.source_id from revisions other join versions v on v.id = other.version_id
  where other.status in (select value from json_each(?)) or v.status in (select value from json_each(?)))"""
FORGET_ALIASES = "delete from aliases where symbol in (select value from json_each(:gone))"
FORGET_PAIRINGS = """
delete from pairings where old_symbol in (select value from json_each(:gone))
  or new_symbol in (select value from json_each(:gone))"""
DELETE_EMPTY_SERIES = """
delete from series where id not in (select series_id from series_versions)
  or specimen and 'specimen' in (select value from json_each(?))"""
COPY_INTO = "vacuum into ?"

# ------------------------------------------------------------------ where a row of a table stands among the pages

_HOME = """
select s.slug as series, v.slug as version, v.language
from versions v join series_versions sv on sv.symbol = v.symbol join series s on s.id = sv.series_id where """
HOME_OF_READING = f"{_HOME} v.revision_id = ? order by s.specimen, s.id limit 1"
HOME_OF_SYMBOL = f"{_HOME} v.symbol = ? order by s.specimen, s.id, v.language <> 'en' limit 1"
HOME_OF_COMPARISON = """
select s.slug as series, k.language from comparisons k join series s on s.id = k.series_id where k.id = ?"""
HOME_OF_LINEAGES = "select slug as series from series where id = ?"

# ------------------------------------------------------------------------------------------- everything derived again

CLEAR = (
    "delete from comparisons",
    "delete from lineages",
    "delete from series_evidence",
    "delete from fingerprints",
    "delete from derivations",
    "delete from aliases",
    # What nobody can read, and this program did not write: the files, or those beside the database, say it again.
    "update versions set adopted = null where adopted is not date(adopted)",
    "update known_versions set adopted = null where adopted is not date(adopted)",
    "delete from pairings where not json_valid(old_labels) or not json_valid(new_labels)",
    "update pairings set said_on = null where said_on is not date(said_on)",
    "update series_overrides set said_on = null where said_on is not date(said_on)",
)
BROKEN_REFERENCES = "pragma foreign_key_check"
REFERENCES = 'pragma foreign_key_list("{table}")'
POINT_AT_NOTHING = 'update "{table}" set "{column}" = null where rowid = ?'
DELETE_ROW = 'delete from "{table}" where rowid = ?'
DROP_VIEW = "drop view if exists {name}"
INDEX_ANEW = "insert into paragraphs_fts(paragraphs_fts) values ('rebuild')"
ALL_VERSIONS = "select id, revision_id from versions order by id"
ALL_SLUGS = "select symbol, slug from resolutions order by symbol"
RENEW_SLUG = "update resolutions set slug = ? where symbol = ?"
RENEW_VERSION_SLUGS = """
update versions set slug = (select slug from resolutions r where r.symbol = versions.symbol)
where slug <> (select slug from resolutions r where r.symbol = versions.symbol)"""
INTEGRITY = "pragma integrity_check"
INDEX_INTEGRITY = "insert into paragraphs_fts(paragraphs_fts, rank) values ('integrity-check', 1)"
SCHEMA_HERE = """
select type, name, sql from sqlite_master
where sql is not null and type <> 'trigger' and name not like 'sqlite_%' and name not like 'paragraphs_fts_%'"""
TRIGGERS = "select name, tbl_name from sqlite_master where type = 'trigger'"
STEPS = "select name from _sqlite_migrations where migration_set = 'tracker'"

# What differs between two databases; {columns}, {owner} and {called} are SQL of differing.py over `t`.
COLUMNS = 'pragma table_info("{table}")'
ROWS = 'select t.rowid, {columns} from "{table}" t order by {order}'
ROW_CALLED = 'select {owner}, {called} from "{table}" t where t.rowid = ?'
