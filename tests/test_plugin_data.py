"""Datasette's own pages on our tables: redlines, descriptions, saved questions, SQL functions, and who may see them."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import bridges
import pytest
import pytest_asyncio
from datasette.app import Datasette  # type: ignore[import-untyped]

from tracker.plugin import cells, compat, sqlfunctions
from tracker.store.describe import DESCRIPTIONS
from tracker.store.questions import QUESTIONS

HOME = "/-/tracker"
STEP = f"{HOME}/bridges/72-1...74-2"
ASKED = {
    "who_voted_how": {"symbol": "75/3", "series": "bridges", "country": "arg"},
    "which_resolutions_cite": {"symbol": "71/9"},
}
SQL = "/tracker/-/query" if compat.IS_ONE else "/tracker"


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of this project, written for tests."""
    return bridges.build(tmp_path_factory.mktemp("data") / "tracker.db", derived=True)


@pytest_asyncio.fixture
async def served(database: Path) -> AsyncIterator[Any]:
    """Datasette with nothing but the database, as `datasette tracker.db` starts it."""
    datasette = Datasette([str(database)])
    await datasette.invoke_startup()
    yield datasette


def configured(database: Path, allow: dict[str, Any]) -> Any:
    """Datasette with permissions: 0.65 reads them from its metadata, 1.0 from its configuration."""
    return Datasette([str(database)], **{"config" if compat.IS_ONE else "metadata": allow})


async def get(datasette: Any, path: str, **more: Any) -> Any:
    """The answer to a GET."""
    return await datasette.client.get(path, **more)


@pytest.mark.asyncio
async def test_a_change_is_shown_as_a_redline(served: Any) -> None:
    """The segments of a change are ins and del in Datasette's table, with what documents hold escaped."""
    page = (await get(served, "/tracker/changes?kind=edited")).text

    assert "<ins" in page
    assert "<del" in page
    assert "cells.css" in page
    assert "<script>alert" not in page


@pytest.mark.asyncio
async def test_what_redline_returns_is_shown_as_one(served: Any) -> None:
    """A query's redline() is ins and del on the page and JSON for programs."""
    query = urlencode({"sql": "select redline('a bridge holds', 'a stone bridge holds') as r"})
    page, data = [(await get(served, f"{SQL}{form}?{query}&_shape=array")) for form in ("", ".json")]

    assert "<ins" in page.text
    assert {"redline"} == set(json.loads(data.json()[0]["r"]))


@pytest.mark.parametrize(
    ("value", "column", "table"),
    [
        ('{"redline": 7}', "r", None),
        ('{"redline":[["shout","a"]]}', "r", None),
        ('{"redline":[["insert",7]]}', "r", None),
        ('{"redline":[["insert","a"]]}', "text", "paragraphs"),
        ("not json", "segments", "changes"),
        ("[7]", "segments", "changes"),
        ("null", "segments", "changes"),
        ('[{"op":"insert","text":"a"}]', "segments", "other"),
        (7, "segments", "changes"),
        (None, "segments", "changes"),
    ],
)
def test_other_cells_are_left_as_they_are(value: Any, column: str, table: str | None) -> None:
    """Only the two known shapes are redlines; anything else is Datasette's to show."""
    assert cells.redline(value, column, table) is None


def test_a_redline_is_escaped() -> None:
    """Words of a cell never become markup."""
    shown = cells.redline('{"redline":[["insert","<b onclick=x>"]]}', "r", None)

    assert shown is not None
    assert "<b" not in shown


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("table", "address"),
    [
        ("series", f"{HOME}/bridges?db=tracker"),
        ("paragraph_history?label=OP2&language=en", f"{HOME}/bridges/paragraph/75-3.OP2?db=tracker&language=en"),
        ("paragraph_versions?language=ar", f"{HOME}/bridges/paragraph/75-3.OP1?db=tracker&language=ar"),
        ("edits?label=OP2&language=en", f"{STEP}?db=tracker&language=en#OP2"),
        ("edits?was=PP3", f"{STEP}?db=tracker&language=en#was-PP3"),
        ("versions?language=ar", f"{HOME}/bridges/version/75-3?db=tracker&language=ar"),
        ("resolutions", f"{HOME}/bridges/version/74-2?db=tracker&language=en"),
        ("votes", f"{HOME}/bridges/version/75-3?db=tracker&language=en#adoption"),
        ("adoptions", f"{HOME}/bridges/version/72-1?db=tracker&language=en"),
        ("paragraphs?label=OP4", f"{HOME}/bridges/version/74-2?db=tracker&language=en#OP4"),
        ("changes?was=PP3", f"{STEP}?db=tracker&language=en#was-PP3"),
        ("lineages?language=ar", f"{HOME}/bridges/paragraph/75-3.OP1?db=tracker&language=ar"),
    ],
)
async def test_rows_lead_to_our_pages(served: Any, table: str, address: str) -> None:
    """A series leads to its page, a paragraph to its life in its language, an edit to its place; each answers."""
    page = (await get(served, f"/tracker/{table}")).text.replace("&amp;", "&")

    assert f'href="{address}"' in page
    assert 200 == (await get(served, address.partition("#")[0])).status_code


@pytest.mark.asyncio
async def test_the_page_of_a_row_leads_to_our_pages(served: Any) -> None:
    """A row opened by itself has the same ways out as the table it stands in."""
    row = (await get(served, "/tracker/versions.json?_shape=array&symbol=A/RES/74/2&language=en")).json()[0]
    page = (await get(served, f"/tracker/versions/{row['id']}")).text.replace("&amp;", "&")

    assert f'href="{HOME}/bridges/version/74-2?db=tracker&language=en"' in page


@pytest.mark.asyncio
@pytest.mark.parametrize("table", [name for name, table in DESCRIPTIONS.items() if table.facets])
async def test_tables_have_facets(served: Any, table: str) -> None:
    """The rows of a table are counted by the columns that divide them, on both lines of Datasette."""
    answer = (await get(served, f"/tracker/{table}.json?_size=1&_extra=facet_results,suggested_facets")).json()
    found = answer["facet_results"]
    names = set(found.get("results", found))

    assert set(DESCRIPTIONS[table].facets) == names


@pytest.mark.asyncio
async def test_tables_and_columns_are_described(served: Any) -> None:
    """Datasette shows the store's own words for each table and its columns."""
    page = (await get(served, "/tracker/changes")).text
    described = DESCRIPTIONS["changes"]

    assert str(described.description)[:40] in page.replace("&#39;", "'").replace("&#34;", '"')
    assert described.columns["was"][:30] in page.replace("&#39;", "'").replace("&#34;", '"')


@pytest.mark.asyncio
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
async def test_a_saved_question_is_answered(served: Any, question: Any) -> None:
    """Each common question is listed and runs as it stands."""
    asked = {"phrase": "every traveller", "language": "en", "year": "2019", "country": "cuba"}
    asked |= ASKED.get(question.name, {})
    query = urlencode({"_shape": "array", **{name: asked[name] for name in question.parameters}})
    listed = (await get(served, "/tracker/-/queries" if compat.IS_ONE else "/tracker")).text
    answer = await get(served, f"/tracker/{question.name}.json?{query}")

    assert f"/tracker/{question.name}" in listed
    assert 200 == answer.status_code
    assert answer.json()


@pytest.mark.asyncio
async def test_search_finds_words_in_datasettes_table(served: Any) -> None:
    """The table of paragraphs has Datasette's search box, and it finds."""
    page = await get(served, "/tracker/paragraphs.json?_search=traveller&_shape=array")

    assert page.json()
    assert {True} == {"traveller" in row["text"] for row in page.json()}


@pytest.mark.asyncio
async def test_the_menu_leads_to_our_pages(served: Any) -> None:
    """Datasette's menu has a link to the tracker."""
    assert f'href="{HOME}"' in (await get(served, "/")).text


@pytest.mark.asyncio
async def test_datasettes_own_pages_keep_their_policy(served: Any) -> None:
    """Our policy is on our pages only: Datasette's own need inline scripts."""
    policy = (await get(served, "/tracker/changes")).headers.get("content-security-policy", "")

    assert "default-src 'none'" not in policy


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "allow",
    [
        {"allow": False},
        {"databases": {"tracker": {"allow": {"id": "root"}}}},
        {"databases": {"tracker": {"tables": {"paragraphs": {"allow": False}}}}},
        {"databases": {"tracker": {"tables": {"votes": {"allow": False}}}}},
    ],
    ids=["instance", "database", "table", "votes"],
)
async def test_what_is_private_is_on_none_of_our_pages(database: Path, allow: dict[str, Any]) -> None:
    """Who may not see a database, or a table that a page would show, is refused by every address of ours."""
    datasette = configured(database, allow)
    for path in (
        HOME,
        f"{HOME}/bridges",
        STEP,
        f"{STEP}.json",
        f"{HOME}/search?q=bridges",
        f"{HOME}/bridges/version/72-1",
    ):
        for query in ("", "db=tracker"):
            answer = await get(datasette, f"{path}{'&' if '?' in path else '?'}{query}" if query else path)

            assert 403 == answer.status_code
            assert "traveller" not in answer.text
    assert HOME not in (await get(datasette, "/")).text


@pytest.mark.asyncio
async def test_whoever_may_see_a_private_database_sees_its_pages(database: Path) -> None:
    """Permissions are asked for the actor of the request."""
    datasette = configured(database, {"databases": {"tracker": {"allow": {"id": "root"}}}})
    await datasette.invoke_startup()

    assert ("tracker",) == await compat.visible(datasette, {"id": "root"})
    assert () == await compat.visible(datasette, None)


def connection() -> sqlite3.Connection:
    conn = sqlite3.connect(":memory:")
    sqlfunctions.register(conn)
    return conn


def value(statement: str, *values: object) -> Any:
    return connection().execute(statement, values).fetchone()[0]


def test_redline_rebuilds_both_texts() -> None:
    """What is equal or deleted is the old text, what is equal or inserted the new one."""
    old, new = "a culture of tolerance", "a culture of peace, tolerance"
    pieces = json.loads(value("select redline(?, ?)", old, new))["redline"]

    assert old == "".join(text for op, text in pieces if op != "insert")
    assert new == "".join(text for op, text in pieces if op != "delete")


def test_redline_text_has_the_marks_of_the_terminal() -> None:
    """For CSV: one line with marks."""
    assert "{+stone " in value("select redline_text('a bridge', 'a stone bridge')") or "{+ stone" in value(
        "select redline_text('a bridge', 'a stone bridge')"
    )


def test_similarity_has_a_true_zero_and_one() -> None:
    """The same words are 1, strangers 0."""
    assert 1.0 == value("select similarity('a stone bridge', 'a stone bridge')")
    assert 0.0 == value("select similarity('a stone bridge', 'no ferry here')")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # SQLite tells that it was refused only
@pytest.mark.parametrize("name", ["redline", "redline_text", "similarity"])
def test_sql_functions_pass_null_on_and_refuse_what_takes_too_long(name: str) -> None:
    """NULL in, NULL out; SQLite's time limit can't stop a function, so that long texts are refused."""
    assert value(f"select {name}(null, 'a')") is None
    with pytest.raises(sqlite3.OperationalError):
        value(f"select {name}(?, 'a')", "x" * (sqlfunctions.LONGEST + 1))


def test_sql_functions_are_deterministic() -> None:
    """SQLite may use them in an index: it refuses those that are not declared deterministic."""
    conn = connection()
    conn.execute("create table pairs (old text, new text)")
    conn.execute("create index alike on pairs (similarity(old, new))")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(
    "statement",
    [
        "select sum(length({name}(?1 || i, ?2))) from n",
        "select max({name}({name}(?1, i), ?2)) from n",
        "select {name}(?1, i || ?2) from n limit 200000",
    ],
)
def test_a_statement_that_calls_without_end_is_ended(monkeypatch: pytest.MonkeyPatch, statement: str) -> None:
    """Datasette's time limit is asked for after every thousand steps only: the calls count their own time."""
    monkeypatch.setattr(sqlfunctions, "SECONDS", 0.2)
    conn = connection()
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n)"
    one, other = (" ".join(f"{side}{number % 700}" for number in range(3000)) for side in ("a", "b"))
    start = time.thread_time()
    with pytest.raises(sqlite3.OperationalError):
        conn.execute(f"{endless} {statement.format(name='redline_text')}", (one, other)).fetchall()

    assert time.thread_time() - start < 5
    assert 1.0 == conn.execute("select similarity('a', 'a')").fetchone()[0]  # the next statement begins anew


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("value", ["zeroblob(10000000)", "x'ff'", "replace(hex(zeroblob(5000000)), '00', 'a b ')"])
def test_bytes_and_whole_books_are_refused_at_once(value: str) -> None:
    """What is no text, or too long, is not looked into."""
    start = time.thread_time()
    with pytest.raises(sqlite3.OperationalError):
        connection().execute(f"select redline('a', {value})").fetchall()

    assert time.thread_time() - start < 2


@pytest.mark.parametrize("value", ["1e308", "-9223372036854775808", "0.1", "''", "char(0)", "char(0x200b, 0x202e)"])
def test_numbers_and_odd_letters_are_texts(value: str) -> None:
    """A number is compared as it is written; no letter breaks a call."""
    assert {"redline"} == set(json.loads(connection().execute(f"select redline({value}, 'a')").fetchone()[0]))
