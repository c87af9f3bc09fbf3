"""Who may see what: Datasette's permissions hold for every address of ours, every link to it and every word of it.

The addresses are made from the routes (addresses.py) and the tables from the statements that pages run, so that a page
or a table that is added later is in these tests.
"""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import bridges
import pytest
from addresses import addresses
from datasette.app import Datasette  # type: ignore[import-untyped]
from datasette.plugins import pm  # type: ignore[import-untyped]

from tracker.pipeline import across, views
from tracker.pipeline.once import Once
from tracker.plugin import compat, hookimpl, sqlfunctions
from tracker.store.describe import DESCRIPTIONS
from tracker.store.questions import QUESTIONS

HOME = "/-/tracker"
MEMBER = {"id": "member"}
MEMBERS = {"allow": MEMBER}
WORDS = ("travel", "stone", "ferries", "argentina", "cuba", "specimen", "a/res", "drill", "180")
"""Words that stand in the database, in small letters."""
NOT_SHOWN = {
    "overrides",  # asked only whether what is stored still stands
    "sqlite_master",
    "json_each",
    *(f"paragraphs_fts{part}" for part in ("", "_config", "_data", "_docsize", "_idx")),  # an index of paragraphs
}


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of this project, written for tests."""
    return bridges.build(tmp_path_factory.mktemp("private") / "tracker.db", derived=True)


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """0.65 prints each refusal with all its values where it finds rich, which takes seconds and belongs to no test."""
    monkeypatch.setattr("datasette.handle_exception.rich", None)


def served(block: dict[str, Any], *paths: Path, **more: Any) -> Any:
    """Datasette with permissions: 0.65 reads them from its metadata, 1.0 from its configuration."""
    return Datasette([str(path) for path in paths], **{"config" if compat.IS_ONE else "metadata": block}, **more)


def tables(block: dict[str, Any]) -> dict[str, Any]:
    """A block about the tables of the database."""
    return {"databases": {"tracker": {"tables": block}}}


async def get(datasette: Any, path: str, actor: Any = None) -> Any:
    """The answer to a GET by a reader, who is a stranger without an actor."""
    await datasette.invoke_startup()
    cookies = {"ds_actor": datasette.sign({"a": actor}, "actor")} if actor else {}
    return await datasette.client.get(path, cookies=cookies)


def says_nothing(answer: Any, path: str) -> bool:
    """Whether an answer holds no word of the database, in its body or its headers."""
    said = "\n".join([answer.text, *map(str, answer.headers.items())]).lower()
    return not [word for word in WORDS if word in said.replace(path.lower(), "")]


PRIVATE: dict[str, dict[str, Any]] = {
    "instance": MEMBERS,
    "database": {"databases": {"tracker": MEMBERS}},
    **{name: tables({name: MEMBERS}) for name in compat.READ},
}


@pytest.mark.asyncio
@pytest.mark.parametrize("private", PRIVATE)
async def test_what_is_private_is_at_no_address(database: Path, private: str) -> None:
    """A stranger is refused at every address in every form, and told no word, title, number, name or link.

    With each table private: at a fifth of them, each time another.
    """
    datasette = served(PRIVATE[private], database)
    shift, step = (compat.READ.index(private) % 5, 5) if private in compat.READ else (0, 1)
    for path in addresses()[shift::step]:
        answer = await get(datasette, path)

        assert 403 == answer.status_code, path
        assert says_nothing(answer, path), path
    for path in (
        f"{HOME}?db=tracker",
        f"{HOME}/bridges/paragraph/74-2.OP2?db=tracker",
        f"{HOME}/none/1...2?db=tracker",
    ):
        assert 403 == (await get(datasette, path)).status_code, path


@pytest.mark.asyncio
@pytest.mark.parametrize("private", ["instance", "votes"])
async def test_whoever_may_see_it_sees_all_of_it(database: Path, private: str) -> None:
    """A signed-in reader who may see has the same answers as everybody has where nothing is private, and only he."""
    open_to_all, closed = served({}, database), served(PRIVATE[private], database)
    for path in addresses():
        shown, seen = await get(open_to_all, path), await get(closed, path, MEMBER)

        assert shown.status_code == seen.status_code != 403, path
        assert "private, no-store" == seen.headers["cache-control"], path
        assert "Cookie" in shown.headers["vary"], path
        if not path.endswith(".docx"):
            assert shown.text == seen.text, path


@pytest.mark.asyncio
@pytest.mark.parametrize("private", ["database", "series", "versions"])
async def test_no_link_tells_what_is_private(database: Path, private: str) -> None:
    """Menus and the cells of Datasette's own tables lead to our pages only whoever may see these."""
    datasette = served(PRIVATE[private], database)
    for path in ("/", "/tracker", *(f"/tracker/{name}" for name in DESCRIPTIONS)):
        stranger, member = await get(datasette, path), await get(datasette, path, MEMBER)

        assert HOME not in stranger.text, path
        assert "Open as pages" not in stranger.text, path
        assert HOME in member.text, path


@pytest.mark.asyncio
async def test_a_cell_leads_by_the_permissions_of_its_own_request(database: Path) -> None:
    """Readers who ask at the same time, and a request that a plugin makes within another, do not mix."""
    datasette = served(PRIVATE["series"], database)
    await datasette.invoke_startup()
    asked = [None, MEMBER] * 6
    answers = await asyncio.gather(*(get(datasette, "/tracker/votes", actor) for actor in asked))

    assert [actor is not None for actor in asked] == [f"{HOME}/bridges" in answer.text for answer in answers]


class Within:
    """A plugin that asks Datasette for a page, as somebody else, while it shows another."""

    __name__ = "Within"

    def __init__(self, actor: Any) -> None:
        self.actor = actor

    @hookimpl
    def render_cell(self, column: str, datasette: Any) -> Any:
        """Ask once for each row."""

        async def ask() -> None:
            await get(datasette, "/tracker/series", self.actor)

        return ask if column == "symbol" else None


@pytest.mark.asyncio
@pytest.mark.parametrize(("outer", "inner"), [(None, MEMBER), (MEMBER, None)], ids=["stranger", "member"])
async def test_a_request_within_a_request_changes_nothing(database: Path, outer: Any, inner: Any) -> None:
    """What a plugin asks in another name is not what the reader may see."""
    plugin = Within(inner)
    pm.register(plugin, name="within")
    try:
        answer = await get(served(PRIVATE["series"], database), "/tracker/votes", outer)
    finally:
        pm.unregister(plugin)

    assert (outer is not None) == (f"{HOME}/bridges" in answer.text)


def authorizer(read: set[str]) -> Callable[..., int]:
    """What a connection asks before it reads: allows all, and notes the tables and views."""

    def authorize(action: int, table: str | None, *_: object) -> int:
        if action == sqlite3.SQLITE_READ and table:
            read.add(table)
        return sqlite3.SQLITE_OK

    return authorize


def reading(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The tables and views that are read from here on, by any connection that Datasette opens."""
    read: set[str] = set()
    register = sqlfunctions.register

    def prepared(conn: sqlite3.Connection) -> None:
        register(conn)
        conn.set_authorizer(authorizer(read))

    monkeypatch.setattr(sqlfunctions, "register", prepared)
    for module, kept in ((views, "_comparisons"), (across, "_stored"), (across, "_formulas"), (across, "_checks")):
        monkeypatch.setattr(module, kept, Once(9))  # what earlier tests asked for is not read again
    return read


@pytest.mark.asyncio
async def test_no_page_reads_a_table_of_which_nobody_is_asked(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tables that make pages private are those that pages read, and no others."""
    read = reading(monkeypatch)
    datasette = served({}, database)
    for path in addresses():
        assert 200 == (await get(datasette, path)).status_code or "?old=" in path, path

    assert set(compat.READ) == read - NOT_SHOWN


@pytest.mark.asyncio
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
async def test_a_question_names_the_tables_that_it_reads(database: Path, question: Any) -> None:
    """What a saved query reads is known: 0.65 asks for no table that it reads."""
    read: set[str] = set()
    with closing(sqlite3.connect(database)) as conn:
        conn.set_authorizer(authorizer(read))
        conn.execute(question.sql, dict.fromkeys(question.parameters, ""))

    assert set(question.reads) == read - NOT_SHOWN


QUESTIONS_PAGE = "/tracker/-/queries" if compat.IS_ONE else "/tracker"
NAMES = tuple(one.name for one in QUESTIONS)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("block", "open_to_strangers"),
    [
        (
            {"databases": {"tracker": {"allow_sql": MEMBER}}},
            () if compat.IS_ONE else NAMES,
        ),
        (
            {"databases": {"tracker": {"queries": {"who_sponsored": {"sql": "select 1", "allow": MEMBER}}}}},
            tuple(name for name in NAMES if name != "who_sponsored"),
        ),
    ],
    ids=["sql", "query"],
)
async def test_the_home_page_lists_the_questions_that_a_reader_may_ask(
    database: Path, block: dict[str, Any], open_to_strangers: tuple[str, ...]
) -> None:
    """A question leads to an answer: whoever may not run SQL (on 1.0), or that query, is not shown it."""
    datasette = served(block, database)
    for actor, expected in ((None, open_to_strangers), (MEMBER, NAMES)):
        listed = re.findall(r'href="(/tracker/(\w+))"', (await get(datasette, HOME, actor)).text)
        names = tuple(name for _, name in listed if name in NAMES)

        assert expected == names
        for address, name in listed:
            if name in NAMES:
                assert 200 == (await get(datasette, address, actor)).status_code, address


@pytest.mark.asyncio
async def test_a_query_of_the_operators_own_takes_the_place_of_ours(database: Path) -> None:
    """Who saves a query under the name of a question means that one, however often it is asked for."""
    datasette = served(
        {"databases": {"tracker": {"queries": {"who_sponsored": {"sql": "select 'own' as a"}}}}}, database
    )
    for _ in range(3):
        assert [{"a": "own"}] == (await get(datasette, "/tracker/who_sponsored.json?_shape=array")).json()


@pytest.mark.asyncio
async def test_a_question_is_as_private_as_its_tables(database: Path) -> None:
    """A table that no page shows is private in the questions too; on 1.0 whoever may run SQL reads it anyway."""
    datasette = served(tables({"citations": MEMBERS}), database)
    answers = [
        await get(datasette, "/tracker/which_resolutions_cite.json?symbol=71/9", actor) for actor in (None, MEMBER)
    ]
    listed = [await get(datasette, QUESTIONS_PAGE, actor) for actor in (None, MEMBER)]

    assert 200 == answers[1].status_code
    assert "which_resolutions_cite" in listed[1].text
    if not compat.IS_ONE:
        assert 403 == answers[0].status_code
        assert "which_resolutions_cite" not in listed[0].text


@pytest.fixture
def two(database: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A database with one text, and one beside it with all."""
    public = bridges.build(tmp_path / "public.db", only=("A/RES/72/1",), derived=True)
    secret = tmp_path / "secret.db"
    secret.write_bytes(database.read_bytes())
    return secret, public  # the private one comes first: what a page takes by itself must not be that


@pytest.mark.asyncio
async def test_a_private_database_is_not_seen_through_another(two: tuple[Path, Path]) -> None:
    """Of two databases the open one has its pages for all, as if there were no other; the other is refused."""
    both, alone = served({"databases": {"secret": MEMBERS}}, *two), served({}, two[1])
    for path in addresses():
        beside, by_itself = await get(both, path), await get(alone, path)

        assert by_itself.status_code == beside.status_code, path
        assert path.endswith(".docx") or by_itself.text == beside.text, path
        refused = await get(both, f"{path}{'&' if '?' in path else '?'}db=secret")
        assert 403 == refused.status_code, path
        assert says_nothing(refused, path), path
    seen = await get(both, HOME, MEMBER)

    assert f"{HOME}?db=secret" in seen.text
    assert f"{HOME}?db=public" in seen.text


@pytest.mark.asyncio
async def test_databases_that_are_not_ours_are_left_alone(database: Path, tmp_path: Path) -> None:
    """A table of another database with the names of ours has no links to our pages, and no page."""
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as conn:
        conn.executescript("create table series (slug, title); insert into series values ('theirs', 'Theirs')")
    datasette = served({"databases": {"other": MEMBERS}}, database, other)

    assert f"{HOME}/theirs" not in (await get(datasette, "/other/series", MEMBER)).text
    for name in ("other", "none"):
        answer = await get(datasette, f"{HOME}?db={name}")
        assert 404 == answer.status_code
        assert "Theirs" not in answer.text


@pytest.mark.asyncio
@pytest.mark.parametrize("file", ["none", "foreign", "older"])
async def test_a_private_instance_does_not_say_what_it_has(database: Path, tmp_path: Path, file: str) -> None:
    """Without a database of ours too: a stranger is refused, and not told of one of another version."""
    path = tmp_path / "tracker.db"
    with closing(sqlite3.connect(path)) as conn:
        if file == "older":
            conn.executescript(f"pragma application_id = {_application(database)}; pragma user_version = 1")
        conn.execute("create table t (a)")
    paths = () if file == "none" else (path,)
    private = served(MEMBERS, *paths, memory=True)
    closed = served({"databases": {"tracker": MEMBERS}}, *paths, memory=True)

    assert 403 == (await get(private, HOME)).status_code
    assert 403 == (await get(private, f"{HOME}/feed")).status_code
    assert "another version" not in (await get(closed, HOME)).text
    assert ("another version" in (await get(closed, HOME, MEMBER)).text) == (file == "older")


def _application(database: Path) -> int:
    with closing(sqlite3.connect(database)) as conn:
        return int(conn.execute("pragma application_id").fetchone()[0])


class Forbidding:
    """A plugin that decides: nobody but members sees a table."""

    __name__ = "Forbidding"

    @hookimpl
    def permission_allowed(self, actor: Any, action: str, resource: Any) -> bool | None:
        """On 0.65."""
        return actor == MEMBER if action == "view-table" and resource and resource[1] == "votes" else None

    if compat.IS_ONE:

        @hookimpl
        def permission_resources_sql(self, actor: Any, action: str) -> Any:
            """On 1.0."""
            from datasette.permissions import PermissionSQL  # type: ignore[import-untyped]

            if action != "view-table":
                return None
            allow = int(actor == MEMBER)
            return PermissionSQL(
                sql=f"select 'tracker' as parent, 'votes' as child, {allow} as allow, 'by a plugin' as reason"
            )


@pytest.fixture
def forbidding() -> Iterator[None]:
    """The plugin, while a test runs."""
    plugin = Forbidding()
    pm.register(plugin, name="forbidding")
    yield
    pm.unregister(plugin)


@pytest.mark.asyncio
@pytest.mark.usefixtures("forbidding")
async def test_what_a_plugin_forbids_is_forbidden(database: Path) -> None:
    """Permissions that come from another plugin count as those of a file do."""
    datasette = served({}, database)
    for path in addresses():
        answers = [await get(datasette, path, actor) for actor in (None, MEMBER)]
        assert 403 == answers[0].status_code != answers[1].status_code, path
        assert says_nothing(answers[0], path), path


@pytest.mark.asyncio
@pytest.mark.skipif(not compat.IS_ONE, reason="0.65 knows neither")
@pytest.mark.parametrize("how", ["metadata", "default_deny"])
async def test_other_manners_of_datasette_1(database: Path, how: str) -> None:
    """Allow blocks in a metadata file of 0.65 hold; who starts with --default-deny shows nothing."""
    block = {"databases": {"tracker": MEMBERS}}
    datasette = Datasette([str(database)], **({"metadata": block} if how == "metadata" else {"default_deny": True}))
    for path in addresses():
        answer = await get(datasette, path)
        assert 403 == answer.status_code, path
        assert says_nothing(answer, path), path


@pytest.mark.asyncio
async def test_an_open_database_in_a_private_instance_is_open(database: Path) -> None:
    """What is said of a database goes before what is said of the instance, as on Datasette's own pages."""
    datasette = served({"allow": False, "databases": {"tracker": {"allow": True}}}, database)

    assert 200 == (await get(datasette, "/tracker/votes")).status_code
    assert 200 == (await get(datasette, HOME)).status_code
    assert 200 == (await get(datasette, f"{HOME}/bridges")).status_code


@pytest.mark.asyncio
async def test_no_page_hands_out_the_file(database: Path) -> None:
    """Who may not download the database finds no way to its file on our pages, and no source in any form."""
    block = {"databases": {"tracker": {"permissions": {"view-database-download": MEMBER}}}}
    datasette = served(block, database)
    for path in addresses():
        answer = await get(datasette, path)

        assert "tracker.db" not in answer.text, path
        assert b"SQLite format 3" not in answer.content, path
