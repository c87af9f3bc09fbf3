"""The views for SQL users, without functions of this project: any SQLite tool can read them (SQLite 3.38 or later)."""

from __future__ import annotations

_SHORT = "case when {0} like 'A/RES/%' then substr({0}, 7) else {0} end"

_MADE = """case when {0}.changed_latest is null then {0}.changed_earliest || ' or after'
    when {0}.changed_earliest is null then {0}.changed_latest || ' or before'
    when {0}.changed_earliest < {0}.changed_latest then {0}.changed_earliest || '-' || {0}.changed_latest
    else cast({0}.changed_latest as text) end"""

NAMES = ("adoptions", "edits", "paragraph_history", "paragraph_versions", "parts")
STATEMENTS = (
    """create view adoptions as
select r.symbol, r.year, r.session, r.adopted,
  coalesce((select title from versions v where v.symbol = r.symbol and v.language = 'en'),
           (select min(title) from versions v where v.symbol = r.symbol)) as title,
  case when r.adoption = 'recorded vote' and r.in_favour is not null
       then r.in_favour || '-' || coalesce(r.against, 0) || '-' || coalesce(r.abstaining, 0)
       else r.adoption end as adoption,
  r.in_favour, r.against, r.abstaining,
  (select group_concat(country, ', ') from (select country from votes v
    where v.symbol = r.symbol and v.vote = 'against' order by country)) as voted_against,
  (select group_concat(country, ', ') from (select country from votes v
    where v.symbol = r.symbol and v.vote = 'abstaining' order by country)) as abstained,
  (select count(*) from sponsors s where s.symbol = r.symbol) as sponsors,
  r.meeting, r.agenda_item, r.committee, r.report, r.draft
from resolutions r
where exists (select 1 from versions v where v.symbol = r.symbol and v.status = 'adopted')""",
    f"""create view edits as
select s.slug as series, k.language, c.year, {_SHORT.format("c.old_symbol")} as old,
  {_SHORT.format("c.new_symbol")} as new, c.label, c.was, c.kind, c.moved, c.significance, c.reason, c."group",
  case when c.flags like '%"override"%' then c.reason_text end as by_hand,
  c.words_inserted, c.words_deleted,
  json_object('redline', (select json_group_array(json_array(op, text)) from
    (select json_extract(value, '$.op') as op, json_extract(value, '$.text') as text
     from json_each(c.segments) order by key))) as redline,
  c.old_symbol, c.new_symbol, c.position,
  coalesce((select {_MADE.format("t")}
    from versions v join lineage_steps t on t.version_id = v.id join lineages l on l.id = t.lineage_id
    where v.revision_id = k.new_revision_id and l.series_id = k.series_id and l.language = k.language
      and t.dated = 1 and t.position > 0 limit 1), cast(c.year as text)) as changed
from changes c join comparisons k on k.id = c.comparison_id join series s on s.id = k.series_id
where c.kind <> 'unchanged' or c.moved = 1 or c.flags like '%"override"%' or exists (select 1 from json_each(c.notes)
  where json_extract(value, '$.kind') in ('edited', 'inserted', 'deleted'))""",  # noqa: S608  # of constants only
    """create view paragraph_history as
select s.slug as series, l.language, l.address as lineage, l.kind, l.label, l.first_year, l.last_year,
  l.same_words_latest as same_words_since, coalesce(l.same_words_earliest = l.same_words_latest, 0) as exact,
  case when l.same_words_latest is null then l.same_words_earliest || ' or after'
       when l.same_words_earliest is null then l.same_words_latest || ' or before'
       when l.same_words_earliest < l.same_words_latest then l.same_words_earliest || '-' || l.same_words_latest
       else cast(l.same_words_latest as text) end as same_words_since_text,
  l.wording_latest as wording_since, coalesce(l.wording_earliest = l.wording_latest, 0) as wording_exact,
  l.began_latest as began, coalesce(l.began_earliest = l.began_latest, 0) as began_exact,
  l.has_ended, l.ended_latest as ended, l.begins, l.ends, l.position
from lineages l join series s on s.id = l.series_id where l.kind <> 'formula'""",
    f"""create view paragraph_versions as
select s.slug as series, l.language, l.address as lineage, r.year, v.symbol, t.label, p.kind, t.mark, t.moved,
  p.text, p.plain, v.status, t.position as version,
  case when t.dated = 1 then {_MADE.format("t")} end as changed
from lineage_steps t join lineages l on l.id = t.lineage_id join series s on s.id = l.series_id
join versions v on v.id = t.version_id join resolutions r on r.symbol = v.symbol
join paragraphs p on p.id = t.paragraph_id""",  # noqa: S608  # of constants only
    """create view parts as
select substr(r.symbol, 1, length(r.symbol) - 2) as whole, substr(r.symbol, -1) as part, r.symbol,
  coalesce((select title from versions v where v.symbol = r.symbol and v.language = 'en'),
           (select min(title) from versions v where v.symbol = r.symbol)) as title, r.adopted
from resolutions r where r.symbol glob 'A/RES/*[0-9] [A-Z]'
union all
select a.alias, substr(a.symbol, -1), r.symbol,
  coalesce((select title from versions v where v.symbol = r.symbol and v.language = 'en'),
           (select min(title) from versions v where v.symbol = r.symbol)), r.adopted
from aliases a join resolutions r on r.symbol = a.alias where a.symbol glob 'A/RES/*[0-9] [A-Z]'""",
)
"""`create view` statements, in the order in which they can be run. An `edits` row is what a person would look at: every
change but the untouched; an untouched paragraph that moved, was paired by hand, or has a note with other words, is one.
The enacting formula has no history worth a row."""
