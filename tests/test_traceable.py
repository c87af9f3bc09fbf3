"""Every published number can be traced to rows: each is computed anew here by plain SQL over the tables and views.

No function of this project stands in the SQL: any SQLite tool gives the same.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tracker import brief
from tracker.cli import cli
from tracker.model import SeriesView
from tracker.pipeline import shipped, views
from tracker.pipeline.ingest import add, load_fixtures
from tracker.store import Store

MARKS = """
select sum(kind = 'inserted'), sum(kind = 'deleted'),
  sum(old_labels <> '[]' and new_labels <> '[]' and significance = 'substantive' and reason <> 'house-style'),
  sum(old_labels <> '[]' and new_labels <> '[]' and significance = 'substantive' and reason = 'house-style'),
  sum(old_labels <> '[]' and new_labels <> '[]' and significance = 'technical'),
  sum(old_labels <> '[]' and new_labels <> '[]' and significance = 'typographic'),
  sum(old_labels <> '[]' and new_labels <> '[]' and significance = 'none'
      and not (kind = 'unchanged' and new_labels = '["F"]'))
from changes where comparison_id = ?"""
"""New, Deleted, Reworded, Small wording, Technical, Punctuation, Unchanged: the line of counts of a page."""
WORDS = """
select sum(length(trim(plain)) - length(replace(replace(trim(plain), ' ', ''), char(9), '')) + (trim(plain) <> ''))
from paragraphs where revision_id = ? and kind <> 'formula'"""


def one(conn: sqlite3.Connection, sql: str, *values: Any) -> Any:
    row = conn.execute(sql, values).fetchone()
    return row[0] if len(row) == 1 else tuple(row)


@pytest.fixture(scope="module")
def shipped_texts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """What ships, in a database."""
    with Store.open(tmp_path_factory.mktemp("traced") / "tracker.db", create=True) as store:
        load_fixtures(store)
        yield store


@pytest.fixture(scope="module")
def official(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The series of the corpus in six languages, with 66/152."""
    with Store.open(tmp_path_factory.mktemp("traced") / "tracker.db", create=True) as store:
        load_fixtures(store)
        add(store, [corpus / "series"])
        yield store


@pytest.fixture(params=["shipped_texts", "official"])
def store(request: pytest.FixtureRequest) -> Store:
    """Both, the second where there is a corpus."""
    found: Store = request.getfixturevalue(request.param)
    return found


def every_view(store: Store) -> Iterator[SeriesView]:
    for series in store.series():
        for language in store.languages(series.slug):
            yield views.series_view(store, series.slug, language)


def test_the_counts_of_a_step(store: Store) -> None:
    """The line of counts, the columns of `comparisons`, the JSON's summary and its words: all from `changes`."""
    steps = 0
    for view in every_view(store):
        for step, telling in zip(view.comparisons, view.tellings, strict=True):
            row = one(
                store.conn,
                "select id, words_inserted, words_deleted, moved from comparisons "
                "where old_symbol = ? and new_symbol = ? and language = ?",
                step.old.symbol,
                step.new.symbol,
                view.language,
            )
            assert tuple(number for _, number in telling.counts) == one(store.conn, MARKS, row[0])
            kinds = dict(
                store.conn.execute("select kind, count(*) from changes where comparison_id = ? group by 1", row[:1])
            )
            assert {kind: number for kind, number in step.summary.kinds.items() if number} == kinds
            columns = store.conn.execute("select * from comparisons where id = ?", row[:1])
            stored = dict(zip((name for name, *_ in columns.description), columns.fetchone(), strict=True))
            assert {kind: stored[kind] for kind in step.summary.kinds} == step.summary.kinds
            words = "select sum(words_inserted), sum(words_deleted), sum(moved) from changes where comparison_id = ?"
            assert row[1:3] == one(store.conn, words, row[0])[:2] == (
                step.summary.words_inserted, step.summary.words_deleted
            )  # fmt: skip
            assert telling.paragraphs == sum(one(store.conn, MARKS, row[0]))
            steps += 1
    assert steps >= 4


def test_words_and_paragraphs_of_a_text(store: Store) -> None:
    """What brief and pages say of a text: PP + OP, words."""
    for view in every_view(store):
        for version, edition in zip(view.versions, view.editions, strict=True):
            revision = one(
                store.conn, "select revision_id from versions where symbol = ? and language = ?",
                version.symbol, version.language,
            )  # fmt: skip
            kinds = "select sum(kind = 'preambular'), sum(kind = 'operative') from paragraphs where revision_id = ?"
            assert (edition.preambular, edition.operative) == one(store.conn, kinds, revision)
            if view.language != "zh":  # which has no blanks: there every letter is a word, and no plain SQL counts them
                assert edition.words == one(store.conn, WORDS, revision), version.symbol


def test_votes_and_sponsors(store: Store) -> None:
    """175-3-2 stands in `adoptions`, and the countries named are rows of `votes` and `sponsors`."""
    for view in every_view(store):
        for edition in view.editions:
            said, sponsors = (
                one(store.conn, "select adoption, sponsors from adoptions where symbol = ?", edition.symbol)
                if one(store.conn, "select count(*) from adoptions where symbol = ?", edition.symbol)
                else (None, None)
            )
            if said is not None and edition.adoption is not None:
                assert edition.adoption == said
            against = "select count(*) from votes where symbol = ? and vote = ?"
            if edition.against:
                assert len(edition.against) == one(store.conn, against, edition.symbol, "against")
                assert len(edition.abstaining) == one(store.conn, against, edition.symbol, "abstaining")
            if sponsors is not None and sponsors and edition.sponsors:
                named = "select count(distinct printed) from sponsors where symbol = ?"
                assert len(edition.sponsors) == one(store.conn, named, edition.symbol)


def test_groups_say_in_how_many_places(store: Store) -> None:
    """Of an edit "in 4 places": so many rows of `changes` have the group's number."""
    seen = 0
    for view in every_view(store):
        for step in view.comparisons:
            for group in step.groups:
                labels = store.conn.execute(
                    "select c.new_labels from changes c join comparisons k on k.id = c.comparison_id "
                    'where c."group" = ? '
                    "and k.old_symbol = ? and k.new_symbol = ? and k.language = ?",
                    [group.id, step.old.symbol, step.new.symbol, view.language],
                ).fetchall()
                assert len(group.places) == len(labels), (step.new.symbol, group.phrase)
                seen += 1
    assert seen


def test_since_and_how_many_texts(store: Store) -> None:
    """When words came in, and "in 3 of 6 texts": the rows of lineages, lineage_steps and versions."""
    for view in every_view(store):
        rows = store.conn.execute(
            "select l.wording_earliest, l.wording_latest, "
            "(select count(*) from lineage_steps t where t.lineage_id = l.id and t.label is not null) "
            "from lineages l join series s on s.id = l.series_id where s.slug = ? and l.language = ? "
            "order by l.position",
            [view.series.slug, view.language],
        ).fetchall()
        stored = [] if len(view.versions) == 1 else [
            (life.wording_since.earliest, life.wording_since.latest, sum(step.label is not None for step in life.steps))
            for life in view.lineages
        ]  # fmt: skip
        assert stored == rows
        assert len(view.versions) == one(
            store.conn,
            "select count(*) from versions v join series_versions m on m.symbol = v.symbol join series s "
            "on s.id = m.series_id where s.slug = ? and v.language = ? and v.status in ('adopted', 'specimen')",
            view.series.slug,
            view.language,
        )


def test_a_search_counts_what_sql_counts(store: Store) -> None:
    """What `tracker search` says it found is what the index gives for the current readings."""
    path = one(store.conn, "select file from pragma_database_list")
    for word in ("cooperation", "dialogue"):
        said = CliRunner().invoke(cli, ["search", word, "--db", path]).output
        count = one(
            store.conn,
            "select count(*) from paragraphs_fts f join paragraphs p on p.id = f.rowid "
            "join versions v on v.revision_id = p.revision_id where paragraphs_fts match ?",
            f'"{word}"',
        )
        assert re.match(rf"{count} paragraphs? ha(?:s|ve) it", said), said[:80]


def test_the_brief_says_what_the_rows_say(shipped_texts: Store) -> None:
    """The figures of its net effect, read from the paper itself."""
    conn, slug = shipped_texts.conn, shipped.specimen_series().slug
    path = one(conn, "select file from pragma_database_list")
    paper = " ".join(CliRunner().invoke(cli, ["brief", "--series", slug, "--db", path]).output.split())
    mine = (view for view in every_view(shipped_texts) if view.series.slug == slug and view.language == "en")
    ends = next(mine).versions
    words = [
        one(
            conn, WORDS, one(conn, "select revision_id from versions where symbol = ? and language = 'en'", text.symbol)
        )
        for text in (ends[0], ends[-1])
    ]
    assert re.search(rf"Words: {words[0]:,} in \d+, {words[1]:,} in", paper) or re.search(
        rf"Words: {words[0]:,} .*?{words[1]:,}", paper
    ), paper[:2000]
    told = brief.tell(views.comparison_of(shipped_texts, slug, ends[0], ends[-1]))
    new = dict(told.counts)["New"]
    assert f"New {new}" in paper
    assert len(list(pairwise(ends))) == one(
        conn,
        "select count(*) from comparisons k join series s on s.id = k.series_id where s.slug = ? and k.language = 'en'",
        slug,
    )
