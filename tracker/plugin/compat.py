"""The only module that knows which line of Datasette it runs on: 0.65, or 1.0 and its alphas.

Written for what both share (STACK.md 1): a hook with an argument that a line does not know is fatal on 0.65, and a hook
that it does not know at all is ignored on both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from weakref import WeakKeyDictionary, WeakSet

import datasette as line  # type: ignore[import-untyped]
from datasette.utils import add_cors_headers  # type: ignore[import-untyped]
from datasette.utils.asgi import Forbidden, Response  # type: ignore[import-untyped]

from tracker.plugin.immutable import must_be_whole
from tracker.store.describe import CREDIT, DESCRIPTIONS
from tracker.store.questions import QUESTIONS, is_of_another_version, is_ours

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
    "comparisons",
    "changes",
    "lineages",
    "lineage_steps",
    "pairings",
)
"""The tables that our pages show. Who may not see one of them sees none of our pages of that database."""

_described: WeakKeyDictionary[Any, dict[str, Any]] = WeakKeyDictionary()
_ours: WeakSet[Any] = WeakSet()


def environment(datasette: Any, request: Any) -> Any:
    """Where Datasette's templates, and those of plugins, are found: of a request, on 1.0."""
    return datasette.get_jinja_environment(request) if IS_ONE else datasette.jinja_env


METHODS = {"allow": "GET, HEAD, OPTIONS"}


def refused(request: Any) -> Any:
    """The answer to a request that would write: Datasette's own to a page that is only read."""
    said = "Method not allowed"
    if not request.path.endswith(".json"):
        return Response.text(said, status=405, headers=dict(METHODS))
    error = {"ok": False, "error": said, "status": 405}
    return Response.json(error | ({"errors": [said]} if IS_ONE else {"title": None}), status=405, headers=dict(METHODS))


def allowed(datasette: Any) -> Any:
    """The answer to OPTIONS, as Datasette gives it: what may be done."""
    headers = dict(METHODS)
    if datasette.cors:
        add_cors_headers(headers)
    return Response.text("ok", headers=headers)


async def trackers(datasette: Any) -> tuple[str, ...]:
    """The names of the open databases that are ours, in the order in which they were opened."""
    return tuple([name for name, database in datasette.databases.items() if await _is_ours(name, database)])


async def is_tracker(datasette: Any, database: str) -> bool:
    """Whether a database is ours. Asked for each cell of a table, so that a yes is kept."""
    opened = datasette.databases.get(database)
    if opened is None:
        return False
    if opened not in _ours and await _is_ours(database, opened):
        _ours.add(opened)
    return opened in _ours


async def _is_ours(name: str, database: Any) -> bool:
    if name.startswith("_"):  # _memory and _internal are Datasette's own
        return False
    return bool(await database.execute_fn(is_ours))


async def of_another_version(datasette: Any) -> bool:
    """Whether a database of ours is open that was made by an older or a newer program: it has no pages."""
    opened = [one for name, one in datasette.databases.items() if not name.startswith("_")]
    return any([await database.execute_fn(is_of_another_version) for database in opened])


async def ensure(datasette: Any, actor: Any, database: str) -> None:
    """Raises Forbidden unless this actor may see every table that our pages show of a database."""
    for table in READ:
        if IS_ONE:
            from datasette.resources import TableResource  # type: ignore[import-untyped]

            resource = TableResource(database=database, table=table)
            if not await datasette.allowed(action="view-table", resource=resource, actor=actor):
                raise Forbidden("view-table")
        else:
            # 0.65 does not cascade by itself: a private instance would show its tables (STACK.md 1).
            await datasette.ensure_permissions(
                actor, [("view-table", (database, table)), ("view-database", database), "view-instance"]
            )


async def visible(datasette: Any, actor: Any) -> tuple[str, ...]:
    """The databases of ours that this actor may see."""
    found = []
    for name in await trackers(datasette):
        try:
            await ensure(datasette, actor, name)
        except Forbidden:
            continue
        found.append(name)
    return tuple(found)


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
        _described[datasette] = {"databases": {name: _metadata() for name in names}}


def metadata(datasette: Any) -> Mapping[str, Any]:
    """What Datasette 0.65 asks for by its hook get_metadata; empty before the startup."""
    return _described.get(datasette, {})


async def questions(datasette: Any, database: str, actor: Any) -> dict[str, dict[str, Any]]:
    """What Datasette 0.65 asks for by its hook canned_queries: the questions of a database that the actor may see."""
    if database not in await visible(datasette, actor):
        return {}
    return {
        item.name: {
            "sql": item.sql,
            "title": item.title,
            "description": item.description,
            "params": list(item.parameters),
        }
        for item in QUESTIONS
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
