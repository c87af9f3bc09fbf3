"""The statements of found.py: what series are found from, and what is kept of it."""

from __future__ import annotations

# What tells the series of a text, by its current readings; specimens are told by themselves.
SERIES_TEXTS = """
select v.symbol, v.language, v.status, v.session, v.adopted, v.title, v.revision_id, r.agenda_title, r.draft,
  r.organ, r.committee
from versions v join resolutions r on r.symbol = v.symbol
where v.status <> 'specimen' and v.revision_id is not null order by v.symbol, v.language <> 'en', v.language"""
SERIES_CITATIONS = """
select revision_id, paragraph_id, symbol, dated from citations where symbol like 'A/RES/%' or symbol like 'A/HRC/%'
order by revision_id, id"""
SERIES_ALIASES = "select alias, symbol from aliases where symbol not in (select symbol from versions)"
SERIES_PASSAGES = """
select id, revision_id, plain from paragraphs
where id in (select paragraph_id from citations where symbol like 'A/RES/%' or symbol like 'A/HRC/%')"""
SERIES_CLOSINGS = """
select revision_id, plain from (
  select revision_id, plain, row_number() over (partition by revision_id order by position desc) as place
  from paragraphs where kind = 'operative' and division = '')
where place <= 4"""
WITHOUT_FINGERPRINT = """
select v.revision_id from versions v left join fingerprints f on f.revision_id = v.revision_id and f.algorithm = ?
where v.status <> 'specimen' and v.revision_id is not null and f.revision_id is null"""
DELETE_OTHER_FINGERPRINTS = """
delete from fingerprints where revision_id not in (
  select revision_id from versions where status <> 'specimen' and revision_id is not null)"""
WORDS_OF_REVISION = """
select plain from paragraphs where revision_id = ? and kind in ('preambular', 'operative', 'heading')
order by position"""
DELETE_FINGERPRINT = "delete from fingerprints where revision_id = ?"
INSERT_FINGERPRINT = "insert into fingerprints(revision_id, algorithm, sketch) values (?, ?, ?)"
FINGERPRINTS = "select revision_id, sketch from fingerprints where algorithm = ?"
SERIES_LINKS = """
select sv.symbol, s.slug, s.specimen, sv.evidence from series_versions sv join series s on s.id = sv.series_id
order by s.id, sv.symbol"""
UNLINK = "delete from series_versions where series_id = ? and symbol = ?"
DELETE_SERIES = "delete from series where id = ?"
SYMBOLS_HERE = "select distinct symbol from versions order by symbol"
DELETE_EVIDENCE = "delete from series_evidence"
EVIDENCE = """
select e.symbol, e.other, e.verdict, e.kind, e.points, e.said from series_evidence e
join series s on s.id = e.series_id where s.slug = ? order by e.id"""
INPUTS = "select inputs from derivations where name = ?"
SAVE_INPUTS = """
insert into derivations(name, inputs) values (?, ?) on conflict (name) do update set inputs = excluded.inputs"""
DELETE_SERIES_OVERRIDES = "delete from series_overrides"
SERIES_OVERRIDES = "select verb, symbol, other, note, said_by, said_on from series_overrides order by id"
