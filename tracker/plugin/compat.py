"""The only module that knows which line of Datasette it runs on: 0.65, or 1.0 and its alphas.

Written for what both share (STACK.md 1): a hook with an argument that a line does not know is fatal on 0.65, and a hook
that it does not know at all is ignored on both.
"""

from __future__ import annotations

from collections.abc import Awaitable, Iterable, Mapping
from typing import Any
from weakref import WeakKeyDictionary

import datasette as line  # type: ignore[import-untyped]
from datasette.utils import add_cors_headers  # type: ignore[import-untyped]
from datasette.utils.asgi import Forbidden, Response  # type: ignore[import-untyped]

from tracker.plugin.asking import asking
from tracker.plugin.immutable import must_be_whole
from tracker.store.describe import CREDIT, DESCRIPTIONS
from tracker.store.questions import QUESTIONS, Question, is_of_another_version, is_ours

IS_ONE = int(line.__version__.split(".", maxsplit=1)[0]) >= 1
PLUGIN = "resolution-tracker"

READ = (
    "series",
    "known_versions",
    "series_versions",
    "versions",
    "resolutions",
    "revisions",
    "sources",
    "paragraphs",
    "footnotes",
    "votes",
    "sponsors",
    "adoptions",
    "comparisons",
    "changes",
    "lineages",
    "lineage_steps",
    "pairings",
)
"""The tables and views that our pages show. Who may not see one of them sees none of our pages of that database."""

_described: WeakKeyDictionary[Any, dict[str, Any]] = WeakKeyDictionary()
_said: WeakKeyDictionary[Any, dict[str, frozenset[str]]] = WeakKeyDictionary()
"""On 0.65: the names of the operator's own saved queries, by database."""


def environment(datasette: Any, request: Any) -> Any:
    """Where Datasette's templates, and those of plugins, are found: of a request, on 1.0."""
    return datasette.get_jinja_environment(request) if IS_ONE else datasette.jinja_env


METHODS = {"allow": "GET, HEAD, OPTIONS"}


def refused(request: Any) -> Any:
    """The answer to a request that would write: Datasette's own to a page that is only read."""
    return error(request, "Method not allowed", 405, METHODS)


def error(request: Any, said: str, status: int, headers: Mapping[str, str]) -> Any:
    """An error with headers, as Datasette words its own: JSON where that is asked for, else a line of text."""
    if not request.path.endswith(".json"):
        return Response.text(said, status=status, headers=dict(headers))
    told = {"ok": False, "error": said, "status": status} | ({"errors": [said]} if IS_ONE else {"title": None})
    return Response.json(told, status=status, headers=dict(headers))


def allowed(datasette: Any) -> Any:
    """The answer to OPTIONS, as Datasette gives it: what may be done."""
    headers = dict(METHODS)
    if datasette.cors:
        add_cors_headers(headers)
    return Response.text("ok", headers=headers)


async def trackers(datasette: Any) -> tuple[str, ...]:
    """The names of the open databases that are ours, in the order in which they were opened."""
    return tuple([name for name, database in datasette.databases.items() if await _is_ours(name, database)])


async def _is_ours(name: str, database: Any) -> bool:
    if name.startswith("_"):  # _memory and _internal are Datasette's own
        return False
    return bool(await database.execute_fn(is_ours))


async def of_another_version(datasette: Any, actor: Any) -> bool:
    """Whether this actor may see a database of ours that an older or a newer program made: it has no pages."""
    opened = [(name, one) for name, one in datasette.databases.items() if not name.startswith("_")]
    others = [name for name, database in opened if await database.execute_fn(is_of_another_version)]
    return any([await _may(_ensure_database(datasette, actor, name)) for name in others])


async def ensure(datasette: Any, actor: Any, database: str) -> None:
    """Raises Forbidden unless this actor may see every table that our pages show of a database."""
    for table in READ:
        await _ensure_table(datasette, actor, database, table)


async def ensure_instance(datasette: Any, actor: Any) -> None:
    """Raises Forbidden unless this actor may see this Datasette at all."""
    if IS_ONE:
        if not await datasette.allowed(action="view-instance", actor=actor):
            raise Forbidden("view-instance")
    else:
        await datasette.ensure_permissions(actor, ["view-instance"])


async def visible(datasette: Any, actor: Any) -> tuple[str, ...]:
    """The databases of ours that this actor may see: found once for each request."""
    seen = asking().seen
    for known, names in seen:
        if known == actor:
            return names
    found = tuple([name for name in await trackers(datasette) if await _may(ensure(datasette, actor, name))])
    seen.append((actor, found))
    return found


async def may_ask(datasette: Any, actor: Any, database: str) -> tuple[Question, ...]:
    """The saved questions that this actor may run: each as Datasette's own page of it would answer."""
    questions = await _readable(datasette, actor, database)
    if IS_ONE:
        from datasette.resources import DatabaseResource, QueryResource  # type: ignore[import-untyped]

        if not await datasette.allowed(action="execute-sql", resource=DatabaseResource(database), actor=actor):
            return ()
        asked = [QueryResource(database=database, query=one.name) for one in questions]
        may = [await datasette.allowed(action="view-query", resource=one, actor=actor) for one in asked]
    else:
        may = [await _may(_ensure_question(datasette, actor, database, one.name)) for one in questions]
    return tuple(one for one, allowed in zip(questions, may, strict=True) if allowed)


async def _readable(datasette: Any, actor: Any, database: str) -> tuple[Question, ...]:
    """The questions of which this actor may see every table."""
    if database not in await visible(datasette, actor):
        return ()
    may = {table: await _may(_ensure_table(datasette, actor, database, table)) for table in _read_by_questions()}
    return tuple(one for one in QUESTIONS if all(may[table] for table in one.reads))


def _read_by_questions() -> set[str]:
    return {table for one in QUESTIONS for table in one.reads}


async def _ensure_database(datasette: Any, actor: Any, database: str) -> None:
    if IS_ONE:
        from datasette.resources import DatabaseResource

        if not await datasette.allowed(action="view-database", resource=DatabaseResource(database), actor=actor):
            raise Forbidden("view-database")
    else:
        await datasette.ensure_permissions(actor, [("view-database", database), "view-instance"])


async def _ensure_table(datasette: Any, actor: Any, database: str, table: str) -> None:
    if IS_ONE:
        from datasette.resources import TableResource

        resource = TableResource(database=database, table=table)
        if not await datasette.allowed(action="view-table", resource=resource, actor=actor):
            raise Forbidden("view-table")
    else:
        # 0.65 does not cascade by itself: a private instance would show its tables (STACK.md 1).
        await datasette.ensure_permissions(
            actor, [("view-table", (database, table)), ("view-database", database), "view-instance"]
        )


async def _ensure_question(datasette: Any, actor: Any, database: str, name: str) -> None:
    await datasette.ensure_permissions(
        actor, [("view-query", (database, name)), ("view-database", database), "view-instance"]
    )


async def _may(ensured: Awaitable[None]) -> bool:
    try:
        await ensured
    except Forbidden:
        return False
    return True


# ------------------------------------------------------------------------------- descriptions and saved queries


async def prepare(datasette: Any) -> None:
    """At startup: describe every database of ours and save the common questions, where nobody has said otherwise."""
    names = await trackers(datasette)
    must_be_whole(datasette, names)
    if IS_ONE:
        for name in names:
            _facet(datasette, name)
            await _describe(datasette, name)
            await _save_questions(datasette, name)
    else:
        _said[datasette] = {  # asked now, before Datasette adds ours to them
            name: frozenset(datasette.metadata("queries", database=name, fallback=False) or ()) for name in names
        }
        _described[datasette] = {"databases": {name: _metadata() for name in names}}


def metadata(datasette: Any) -> Mapping[str, Any]:
    """What Datasette 0.65 asks for by its hook get_metadata; empty before the startup."""
    return _described.get(datasette, {})


async def questions(datasette: Any, database: str, actor: Any) -> dict[str, dict[str, Any]]:
    """What Datasette 0.65 asks for by its hook canned_queries: the questions, but for those of the operator's own.

    It does not ask for the tables that they read: who may not see these is not allowed the question. It must be there
    all the same, for 0.65 breaks where a query is there for one actor only.
    """
    said = _said.get(datasette, {}).get(database)
    if said is None:
        return {}
    readable = await _readable(datasette, actor, database)
    return {
        item.name: {
            "sql": item.sql,
            "title": item.title,
            "description": item.description,
            "params": list(item.parameters),
            **({} if item in readable else {"allow": False}),
        }
        for item in QUESTIONS
        if item.name not in said
    }


def _metadata() -> dict[str, Any]:
    tables = {
        name: {
            "title": table.title,
            "description": table.description,
            "columns": dict(table.columns),
            **({"facets": list(table.facets)} if table.facets else {}),
        }
        for name, table in DESCRIPTIONS.items()
    }
    return {"source": CREDIT, "tables": {**tables, "_sqlite_migrations": {"hidden": True}}}


async def _describe(datasette: Any, database: str) -> None:
    if not (await datasette.get_database_metadata(database)).get("source"):
        await datasette.set_database_metadata(database, "source", CREDIT)
    for name, table in DESCRIPTIONS.items():
        said = await datasette.get_resource_metadata(database, name)
        for key, words in (("title", table.title), ("description", table.description)):
            if not said.get(key):
                await datasette.set_resource_metadata(database, name, key, words)
        for column, words in _unsaid(await _columns_said(datasette, database, name), table.columns):
            await datasette.set_column_metadata(database, name, column, "description", words)


def _facet(datasette: Any, database: str) -> None:
    """Facets are a matter of the configuration in 1.0: those of a table are set where it says nothing of any."""
    tables = datasette.config.setdefault("databases", {}).setdefault(database, {}).setdefault("tables", {})
    for name, table in DESCRIPTIONS.items():
        if table.facets:
            tables.setdefault(name, {}).setdefault("facets", list(table.facets))


async def _columns_said(datasette: Any, database: str, table: str) -> set[str]:
    return {
        column
        for column in DESCRIPTIONS[table].columns
        if (await datasette.get_column_metadata(database, table, column)).get("description")
    }


def _unsaid(said: set[str], columns: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    return ((column, words) for column, words in columns.items() if column not in said)


async def _save_questions(datasette: Any, database: str) -> None:
    """Save the questions. They are not "trusted": whoever may not run SQL, or see a table, may not run them either."""
    for item in QUESTIONS:
        known = await datasette.get_query(database, item.name)
        if known is None or known.source == "plugin":
            await datasette.add_query(
                database,
                item.name,
                item.sql,
                title=item.title,
                description=item.description,
                parameters=list(item.parameters),
                is_trusted=False,
                source="plugin",
            )
