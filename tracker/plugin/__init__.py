"""The Datasette plugin: hooks only. What they do stands in the modules beside this one.

Datasette loads this module at every start, so that it imports nothing heavy; and 0.65 refuses a hook with an argument
that it does not know, so that each takes only what both lines give.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

from datasette import hookimpl as _hookimpl  # type: ignore[import-untyped]

_TABLE_VIEWS = frozenset({"table", "row", "database", "query", "view"})
_Function = TypeVar("_Function", bound=Callable[..., Any])


def hookimpl(function: _Function) -> _Function:
    """Datasette's mark of a hook, with the types that it lacks."""
    marked: _Function = _hookimpl(function)
    return marked


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """Our pages, all below /-/tracker."""
    from tracker.plugin import routes

    return routes.ROUTES


@hookimpl
def asgi_wrapper() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Keep what is asked, for the hooks that are not told it; and answer to no foreign name where we serve locally."""
    from tracker.plugin import asking, guarding

    return lambda app: guarding.guarded(asking.kept(app))


@hookimpl
def actor_from_request(request: Any) -> None:
    """Nobody is made known by us: the request is kept, which knows its actor from here on."""
    from tracker.plugin import asking

    asking.asking().request = request


@hookimpl
def startup(datasette: Any) -> Callable[[], Awaitable[None]]:
    """Describe tables and columns, and save the common questions."""

    async def prepare() -> None:
        from tracker.plugin import compat

        await compat.prepare(datasette)

    return prepare


@hookimpl
def get_metadata(datasette: Any) -> Mapping[str, Any]:
    """Titles and descriptions, on 0.65."""
    from tracker.plugin import compat

    return compat.metadata(datasette)


@hookimpl
def canned_queries(datasette: Any, database: str, actor: Any) -> Callable[[], Awaitable[dict[str, dict[str, Any]]]]:
    """The common questions, on 0.65."""

    async def found() -> dict[str, dict[str, Any]]:
        from tracker.plugin import compat

        return await compat.questions(datasette, database, actor)

    return found


@hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    """redline(), redline_text() and similarity() in every database."""
    from tracker.plugin import sqlfunctions

    sqlfunctions.register(conn)


@hookimpl
def render_cell(  # noqa: PLR0917  # Datasette passes by name
    row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any
) -> Any:
    """Word diffs as redlines; names that lead to our pages."""
    from tracker.plugin import cells

    shown = cells.redline(value, column, table)
    return cells.link(datasette, database, row, column, table) if shown is None else shown


@hookimpl
def extra_css_urls(view_name: str, datasette: Any) -> list[str]:
    """The look of a redline in Datasette's own tables."""
    from tracker.plugin import compat

    return [datasette.urls.static_plugins(compat.PLUGIN, "cells.css")] if view_name in _TABLE_VIEWS else []


@hookimpl
def menu_links(datasette: Any, actor: Any) -> Callable[[], Awaitable[list[dict[str, str]]]]:
    """A way to our pages in Datasette's menu, for whoever may see them."""

    async def found() -> list[dict[str, str]]:
        from tracker.plugin import compat

        shown = await compat.visible(datasette, actor)
        return [{"href": datasette.urls.path("/-/tracker"), "label": "Resolution tracker"}] if shown else []

    return found


@hookimpl
def database_actions(datasette: Any, actor: Any, database: str) -> Callable[[], Awaitable[list[dict[str, str]]]]:
    """The same from a database's own menu."""

    async def found() -> list[dict[str, str]]:
        from tracker.plugin import compat, links

        shown = await compat.visible(datasette, actor)
        return [{"href": links.home(datasette, database), "label": "Open as pages"}] if database in shown else []

    return found
