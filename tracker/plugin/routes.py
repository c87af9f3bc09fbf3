"""The addresses below /-/tracker: which database, may this reader see it, which page.

Slugs are lower case. `url_vars` arrive as they were typed and `request.path` holds base_url (STACK.md 15): nothing but
the patterns below is read from an address, and links are made by links.py. The last route answers what is no page of
ours in Datasette's manner; without it, 0.65 can answer 500.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import unquote

from datasette.utils.asgi import Forbidden, NotFound, Response  # type: ignore[import-untyped]

from tracker.errors import AmbiguousVersion, UnknownVersion
from tracker.plugin import compat, shell
from tracker.plugin.links import Links

View = Callable[..., Awaitable[Any]]
_SLUG = "[a-z0-9-]+"
_TYPES = {
    "json": "application/json; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}


async def home(request: Any, datasette: Any) -> Any:
    """What is here."""
    names = await compat.visible(datasette, request.actor)
    if not names and not request.args.get("db"):
        if await compat.trackers(datasette):
            raise Forbidden("view-database")
        values = {"template": "nothing", "title": "No resolutions here", "links": Links(datasette)}
        return await shell.page(datasette, request, values, database=None)
    if len(names) > 1 and not request.args.get("db"):
        choices = [(name, Links(datasette, name).home()) for name in names]
        values = {"template": "databases", "title": "Databases", "choices": choices, "links": Links(datasette)}
        return await shell.page(datasette, request, values, database=None)
    return await _page(request, datasette, lambda pages, store, wanted: pages.home(store, wanted))


async def search(request: Any, datasette: Any) -> Any:
    """Where a phrase stands."""
    words = (request.args.get("q") or "")[:400]
    return await _page(request, datasette, lambda pages, store, wanted: pages.search(store, words, wanted))


async def series(request: Any, datasette: Any) -> Any:
    """A series; with old and new chosen in its form, the way to their comparison."""
    slug = request.url_vars["series"]
    old, new = request.args.get("old"), request.args.get("new")
    if old and new and all(part.replace("-", "").isalnum() for part in (old, new)):
        links = Links(datasette, request.args.get("db"), request.args.get("language"))
        return Response.redirect(links.comparison(slug, old, new))
    oldest_first = request.args.get("order") == "oldest"

    def show(_: Any, store: Any, wanted: Any) -> dict[str, Any]:
        from tracker.plugin import series_page

        return series_page.series(store, slug, wanted, oldest_first=oldest_first)

    return await _page(request, datasette, show)


async def comparison(request: Any, datasette: Any) -> Any:
    """Two texts compared: as a page, or in a form to be downloaded."""
    slug, old, new, form = (request.url_vars[name] for name in ("series", "old", "new", "format"))
    if form:
        return await _download(request, datasette, form)
    from tracker.plugin import comparing

    return await _page(request, datasette, lambda _, store, wanted: comparing.comparison(store, slug, old, new, wanted))


async def version(request: Any, datasette: Any) -> Any:
    """A text as printed."""
    slug, name = request.url_vars["series"], request.url_vars["version"]
    return await _page(request, datasette, lambda pages, store, wanted: pages.version(store, slug, name, wanted))


async def paragraph(request: Any, datasette: Any) -> Any:
    """A paragraph through the years."""
    slug, name, label = (request.url_vars[key] for key in ("series", "version", "label"))
    return await _page(
        request, datasette, lambda pages, store, wanted: pages.paragraph(store, slug, name, unquote(label), wanted)
    )


async def not_found(request: Any) -> Any:
    """Everything else below /-/tracker."""
    raise NotFound(f"no such page: {request.path}")


async def _database(request: Any, datasette: Any) -> tuple[str, Links]:
    """The database that an address means and the links within it. Raises NotFound or Forbidden."""
    names = await compat.visible(datasette, request.actor)
    wanted = request.args.get("db")
    if wanted is not None:
        if wanted not in await compat.trackers(datasette):
            raise NotFound(f"no tracker database of the name {wanted!r} is open")
        if wanted not in names:
            raise Forbidden("view-database")
        return wanted, Links(datasette, wanted if len(names) > 1 else None)
    if not names:
        if await compat.trackers(datasette):
            raise Forbidden("view-database")
        raise NotFound("no tracker database is open")
    return names[0], Links(datasette, names[0] if len(names) > 1 else None)


async def _page(request: Any, datasette: Any, show: Callable[..., dict[str, Any]]) -> Any:
    """Show a page from the database that is meant; what is not here is answered with what is."""
    from tracker.plugin import pages
    from tracker.store import Store

    database, links = await _database(request, datasette)
    wanted = pages.Wanted(
        links,
        language=request.args.get("language") or None,
        inline=bool(request.args.get("inline")),
        opened=frozenset((request.args.get("open") or "").split(",")) - {""},
        find=request.args.get("find") or "",
    )
    run = datasette.get_database(database).execute_fn
    status = 200
    try:
        values = await run(lambda conn: show(pages, Store(conn), wanted))
    except (UnknownVersion, AmbiguousVersion) as error:
        slug = request.url_vars.get("series")
        values = await run(lambda conn: pages.what_is_here(Store(conn), slug))
        values |= {"links": links, "message": str(error)}
        status = 404
    return await shell.page(datasette, request, values, database=database, status=status)


async def _download(request: Any, datasette: Any, form: str) -> Any:
    from tracker.plugin import comparing, pages
    from tracker.store import Store

    database, links = await _database(request, datasette)
    slug, old, new = (request.url_vars[name] for name in ("series", "old", "new"))
    wanted = pages.Wanted(links, language=request.args.get("language") or None)

    def write(conn: Any) -> tuple[str | bytes, str]:
        found, _, language = comparing.compared(Store(conn), slug, old, new, wanted)
        return comparing.written(found, form), language

    try:
        body, language = await datasette.get_database(database).execute_fn(write)
    except (UnknownVersion, AmbiguousVersion) as error:
        raise NotFound(str(error)) from error
    return shell.download(datasette, body, _TYPES[form], f"{old}_{new}_{language}.{form}")


ROUTES: list[tuple[str, View]] = [
    (r"^/-/tracker$", home),
    (r"^/-/tracker/search$", search),
    (rf"^/-/tracker/(?P<series>{_SLUG})$", series),
    (
        rf"^/-/tracker/(?P<series>{_SLUG})/(?P<old>{_SLUG})\.\.\.(?P<new>{_SLUG})(?:\.(?P<format>{'|'.join(_TYPES)}))?$",
        comparison,
    ),
    (rf"^/-/tracker/(?P<series>{_SLUG})/version/(?P<version>{_SLUG})$", version),
    (rf"^/-/tracker/(?P<series>{_SLUG})/paragraph/(?P<version>{_SLUG})\.(?P<label>[^/]+)$", paragraph),
    (r"^/-/tracker(/.*)?$", not_found),
]
