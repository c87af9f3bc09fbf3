"""The addresses below /-/tracker: which database, may this reader see it, which page.

Slugs are lower case. `url_vars` arrive as they were typed and `request.path` holds base_url (STACK.md 15): nothing but
the patterns below is read from an address, and links are made by links.py. The last route answers what is no page of
ours in Datasette's manner; without it, 0.65 can answer 500.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any
from urllib.parse import unquote

from datasette.utils.asgi import Forbidden, NotFound  # type: ignore[import-untyped]

from tracker.errors import AmbiguousVersion, TooMuch, UnknownVersion
from tracker.plugin import compat, shell
from tracker.plugin.links import Links
from tracker.render import csvs, html_text

View = Callable[..., Awaitable[Any]]
_SLUG = "[a-z0-9-]+"
_DATA = r"(?:\.(?P<format>json|csv))?"
_TYPES = {
    "json": "application/json; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


async def home(request: Any, datasette: Any) -> Any:
    """What is here."""
    if form := request.url_vars.get("format"):
        return await _data(request, datasette, form, lambda data, store, wanted: data.home(store, wanted))
    names = await compat.visible(datasette, request.actor)
    if not names and not request.args.get("db"):
        if await compat.trackers(datasette):
            raise Forbidden("view-database")
        await compat.ensure_instance(datasette, request.actor)
        values = {
            "template": "nothing",
            "title": "No resolutions here",
            "links": Links(datasette),
            "another": await compat.of_another_version(datasette, request.actor),
        }
        return await shell.page(datasette, request, values, database=None)
    if len(names) > 1 and not request.args.get("db"):
        choices = [(name, Links(datasette, name).home()) for name in names]
        values = {"template": "databases", "title": "Databases", "choices": choices, "links": Links(datasette)}
        return await shell.page(datasette, request, values, database=None)
    database, _ = await _database(request, datasette)
    questions = await compat.may_ask(datasette, request.actor, database)
    return await _page(request, datasette, lambda pages, store, wanted: pages.home(store, wanted, questions))


async def search(request: Any, datasette: Any) -> Any:
    """Where a phrase stands."""
    from tracker.plugin import searching

    words, apart = (request.args.get("q") or "")[:400], bool(request.args.get("apart"))
    if form := request.url_vars["format"]:
        return await _data(
            request, datasette, form, lambda data, store, wanted: data.search(store, words, wanted, apart=apart)
        )
    return await _page(request, datasette, lambda _, store, wanted: searching.search(store, words, wanted, apart=apart))


async def series(request: Any, datasette: Any) -> Any:
    """A series; with old and new chosen in its form, the way to their comparison."""
    slug = request.url_vars["series"]
    old, new = request.args.get("old"), request.args.get("new")
    if old and new and all(re.fullmatch(_SLUG, part) for part in (old, new)):
        await _database(request, datasette)
        links = Links(datasette, request.args.get("db"), _language(request))
        return shell.redirect(links.comparison(slug, old, new))
    if form := request.url_vars["format"]:
        return await _data(request, datasette, form, lambda data, store, wanted: data.series(store, slug, wanted))
    oldest_first = request.args.get("order") == "oldest"

    from tracker.plugin import series_page

    return await _page(
        request,
        datasette,
        lambda _, store, wanted: series_page.series(store, slug, wanted, oldest_first=oldest_first),
    )


async def comparison(request: Any, datasette: Any) -> Any:
    """Two texts compared: as a page, or in a form to be downloaded."""
    from tracker.plugin import comparing

    slug, old, new, form = (request.url_vars[name] for name in ("series", "old", "new", "format"))
    if form:
        return await _download(
            request, datasette, form, lambda store, wanted: comparing.download(store, slug, old, new, wanted, form=form)
        )

    return await _page(request, datasette, lambda _, store, wanted: comparing.comparison(store, slug, old, new, wanted))


async def languages(request: Any, datasette: Any) -> Any:
    """Two texts compared in all languages: as a page, or as JSON."""
    from tracker.plugin import comparing

    slug, old, new, form = (request.url_vars[name] for name in ("series", "old", "new", "format"))
    if form:
        return await _download(
            request, datasette, form, lambda store, _: comparing.download_languages(store, slug, old, new)
        )
    return await _page(request, datasette, lambda _, store, wanted: comparing.languages(store, slug, old, new, wanted))


async def version(request: Any, datasette: Any) -> Any:
    """A text as printed."""
    slug, name = request.url_vars["series"], request.url_vars["version"]
    from tracker.plugin import reading_pages

    if form := request.url_vars["format"]:
        return await _data(
            request, datasette, form, lambda data, store, wanted: data.version(store, slug, name, wanted)
        )
    return await _page(request, datasette, lambda _, store, wanted: reading_pages.version(store, slug, name, wanted))


async def paragraph(request: Any, datasette: Any) -> Any:
    """A paragraph through the years."""
    slug, name, label = (request.url_vars[key] for key in ("series", "version", "label"))
    from tracker.plugin import reading_pages

    label = unquote(label)
    if form := request.url_vars["format"]:
        return await _data(
            request, datasette, form, lambda data, store, wanted: data.paragraph(store, slug, name, label, wanted)
        )
    return await _page(
        request, datasette, lambda _, store, wanted: reading_pages.paragraph(store, slug, name, label, wanted)
    )


async def brief(request: Any, datasette: Any) -> Any:
    """The brief of a series, or from one of its texts to another, to be handed on."""
    from tracker.plugin import handing

    database, links = await _database(request, datasette)
    wanted = _wanted(request, links)
    slug, form = request.url_vars["series"], request.url_vars["format"]
    first, last = (request.args.get(name) or None for name in ("from", "to"))
    body, name = await _written(
        datasette, database, lambda store: handing.brief(store, slug, form, wanted, first=first, last=last)
    )
    return shell.download(datasette, body, _TYPES[form], html_text.anchor(name))


async def draft(request: Any, datasette: Any) -> Any:
    """The next session's base text: the latest one rolled forward."""
    from tracker.plugin import handing

    database, links = await _database(request, datasette)
    wanted, slug = _wanted(request, links), request.url_vars["series"]
    body, name = await _written(datasette, database, lambda store: handing.draft(store, slug, wanted))
    return shell.download(datasette, body, _TYPES["docx"], html_text.anchor(name))


async def feed(request: Any, datasette: Any) -> Any:
    """New texts, for readers of feeds: of all series, or of one."""
    from tracker.plugin import feeds

    database, links = await _database(request, datasette)
    wanted = _wanted(request, links)
    slug = request.url_vars.get("series")

    def absolute(path: str) -> str:
        return str(datasette.absolute_url(request, path))

    def write(store: Any) -> str:
        return feeds.feed(store, slug, wanted, absolute, wanted.links.feed(slug))

    body = await _written(datasette, database, write)
    return shell.download(datasette, body, "application/atom+xml; charset=utf-8", "feed.xml")


async def not_found(request: Any) -> Any:
    """Everything else below /-/tracker."""
    raise NotFound(f"no such page: {request.path}")


async def _database(request: Any, datasette: Any) -> tuple[str, Links]:
    """The database that an address means and the links within it. Raises NotFound or Forbidden."""
    names = await compat.visible(datasette, request.actor)
    wanted = request.args.get("db")
    if not names:
        await _refuse(request, datasette)
    if wanted is not None:
        if wanted not in await compat.trackers(datasette):
            raise NotFound(f"no tracker database of the name {wanted!r} is open")
        if wanted not in names:
            raise Forbidden("view-database")
        return wanted, Links(datasette, wanted if len(names) > 1 else None)
    return names[0], Links(datasette, names[0] if len(names) > 1 else None)


async def _refuse(request: Any, datasette: Any) -> None:
    """Raises Forbidden where there are databases that this reader may not see, and else NotFound."""
    if await compat.trackers(datasette):
        raise Forbidden("view-database")
    await compat.ensure_instance(datasette, request.actor)
    raise NotFound("no tracker database is open")


def _wanted(request: Any, links: Links) -> Any:
    """What an address asks for besides its path."""
    from tracker.plugin import pages

    return pages.Wanted(
        links,
        language=_language(request),
        inline=bool(request.args.get("inline")),
        opened=frozenset((request.args.get("open") or "").split(",")) - {""},
        find=request.args.get("find") or "",
    )


def _language(request: Any) -> str | None:
    """The language that is asked for, as it was typed; cut to the longest that one can have, for it is said again."""
    return (request.args.get("language") or "")[:35] or None


async def _page(request: Any, datasette: Any, show: Callable[..., dict[str, Any]]) -> Any:
    """Show a page from the database that is meant; what is not here is answered with what is."""
    from tracker.plugin import gate, pages

    database, links = await _database(request, datasette)
    wanted = _wanted(request, links)
    status = 200
    try:
        values = await gate.read(datasette, database, lambda store: show(pages, store, wanted))
    except (UnknownVersion, AmbiguousVersion) as error:
        slug = request.url_vars.get("series")
        values = await gate.read(datasette, database, lambda store: pages.what_is_here(store, slug))
        values |= {"links": links, "message": str(error)}
        status = 404
    return await shell.page(datasette, request, values, database=database, status=status)


async def _download(request: Any, datasette: Any, form: str, write: Callable[..., tuple[str | bytes, str]]) -> Any:
    """What `write` makes of a store and of what is wanted: a body and its name."""
    database, links = await _database(request, datasette)
    wanted = _wanted(request, links)
    body, name = await _written(datasette, database, lambda store: write(store, wanted))
    return shell.download(datasette, _for(request, form, body), _TYPES[form], f"{name}.{form}")


async def _data(request: Any, datasette: Any, form: str, find: Callable[..., Any]) -> Any:
    """A page as data."""
    from tracker.plugin import data

    database, links = await _database(request, datasette)
    wanted = _wanted(request, links)

    def write(store: Any) -> tuple[str, str]:
        found = find(data, store, wanted)
        return found.to_json() if form == "json" else found.to_csv(), found.name

    body, name = await _written(datasette, database, write)
    return shell.download(datasette, _for(request, form, body), _TYPES[form], f"{html_text.anchor(name)}.{form}")


def _for(request: Any, form: str, body: Any) -> Any:
    """CSV as it is asked for: exact to the letter, or with `excel=1` as Excel opens it well."""
    return csvs.for_excel(body) if form == "csv" and request.args.get("excel") else body


async def _written(datasette: Any, database: str, write: Callable[[Any], Any]) -> Any:
    """What is written from a store. Raises NotFound, saying what is here."""
    from tracker.plugin import gate

    try:
        return await gate.read(datasette, database, write)
    except (UnknownVersion, AmbiguousVersion) as error:
        raise NotFound(str(error)) from error


def _only_read(view: View) -> View:
    """A page that is asked for, and never told anything: Datasette hands every method to the view of a plugin."""

    @wraps(view)
    async def answered(request: Any, datasette: Any) -> Any:
        if request.method in {"GET", "HEAD"}:
            try:
                return await view(request, datasette)
            except TooMuch as error:
                return await shell.unavailable(datasette, request, error)
        return compat.allowed(datasette) if request.method == "OPTIONS" else compat.refused(request)

    return answered


_PAGES: list[tuple[str, View]] = [
    (r"^/-/tracker$", home),
    (r"^/-/tracker\.(?P<format>json|csv)$", home),
    (rf"^/-/tracker/search{_DATA}$", search),
    (r"^/-/tracker/feed$", feed),
    (rf"^/-/tracker/(?P<series>{_SLUG}){_DATA}$", series),
    (rf"^/-/tracker/(?P<series>{_SLUG})/feed$", feed),
    (rf"^/-/tracker/(?P<series>{_SLUG})/draft\.docx$", draft),
    (rf"^/-/tracker/(?P<series>{_SLUG})/brief\.(?P<format>html|docx|md|txt)$", brief),
    (
        rf"^/-/tracker/(?P<series>{_SLUG})/(?P<old>{_SLUG})\.\.\.(?P<new>{_SLUG})(?:\.(?P<format>{'|'.join(_TYPES)}))?$",
        comparison,
    ),
    (
        rf"^/-/tracker/(?P<series>{_SLUG})/(?P<old>{_SLUG})\.\.\.(?P<new>{_SLUG})/languages(?:\.(?P<format>json))?$",
        languages,
    ),
    (rf"^/-/tracker/(?P<series>{_SLUG})/version/(?P<version>{_SLUG}){_DATA}$", version),
    (rf"^/-/tracker/(?P<series>{_SLUG})/paragraph/(?P<version>{_SLUG})\.(?P<label>[^/]+?){_DATA}$", paragraph),
]
ROUTES: list[tuple[str, View]] = [
    *((pattern, _only_read(view)) for pattern, view in _PAGES),
    (r"^/-/tracker(/.*)?$", not_found),
]
