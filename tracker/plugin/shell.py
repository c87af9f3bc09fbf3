"""A page's values to an answer: our own shell around them, and the rules for what a browser may load."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from datasette.utils.asgi import Response  # type: ignore[import-untyped]
from jinja2 import Template

from tracker.errors import TooMuch
from tracker.plugin import compat, texts
from tracker.plugin.compat import PLUGIN
from tracker.plugin.links import Links
from tracker.render import escape, html_text, vocabulary

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
"""Of our pages only: Datasette's own need inline scripts."""
SAFE = {"content-security-policy": POLICY, "x-content-type-options": "nosniff", "referrer-policy": "no-referrer"}
"""With every answer of ours; an error is Datasette's own answer, with its headers."""

_SHOWN = ("application/json", "text/csv", "text/markdown", "text/plain")


async def page(datasette: Any, request: Any, values: dict[str, Any], *, database: str | None, status: int = 200) -> Any:
    """The answer that shows the template `values["template"]`."""
    links: Links = values["links"]
    ours = {
        "dated": texts.dated,
        "language_name": vocabulary.language,
        "credit": "",
        **values,
        "style": datasette.urls.static_plugins(PLUGIN, "tracker.css"),
        "pages_style": datasette.urls.static_plugins(PLUGIN, "pages.css"),
        "script": datasette.urls.static_plugins(PLUGIN, "tracker.js"),
        "tracker_home": links.home(),
        "search_form": links.search(),
        "tracker_db": links.database,
        "database_name": database,
        "direction": html_text.direction(links.language or "en"),
    }
    template = compat.environment(datasette, request).get_template(f"tracker/{values['template']}.html")
    body = await datasette.render_template(_saying(template, ours), {}, request=request, view_name="tracker")
    return Response.html(escape.inert(body), status=status, headers=dict(SAFE))


class Busy(TooMuch):
    """A page that can't be made now; `seconds` says when to ask again."""

    def __init__(self, message: str, seconds: int) -> None:
        super().__init__(message)
        self.seconds = seconds


async def unavailable(datasette: Any, request: Any, error: TooMuch) -> Any:
    """The answer of a server that has too much to do (it says when to ask again), or will not do so much."""
    again = {"retry-after": str(error.seconds)} if isinstance(error, Busy) else {}
    headers = {**SAFE, **again, "cache-control": "no-store"}
    if request.url_vars.get("format") or request.path.endswith((".docx", "/feed")):
        return compat.error(request, str(error), 503, headers)
    values = {
        "template": "unavailable",
        "title": "Not now" if again else "Too long to compare here",
        "message": str(error),
        "again": bool(again),
        "links": Links(datasette, request.args.get("db")),
    }
    answer = await page(datasette, request, values, database=None, status=503)
    answer.headers.update(headers)
    return answer


def _saying(template: Template, ours: Mapping[str, Any]) -> Template:
    """A template whose names mean what we say: Datasette lets the names of other plugins go before a page's own."""

    async def render_async(context: Mapping[str, Any]) -> str:
        return await template.render_async({**context, **ours})

    mine = object.__new__(Template)  # a copy: the environment keeps the one it gave
    mine.__dict__.update(template.__dict__)
    mine.render_async = render_async  # type: ignore[method-assign]
    return mine


def download(datasette: Any, body: str | bytes, content_type: str, name: str) -> Any:
    """The answer for a comparison in another form: opened where a browser shows it as it is, else saved."""
    manner = "inline" if content_type.startswith(_SHOWN) else "attachment"
    headers = {**SAFE, "content-disposition": f'{manner}; filename="{name}"'}
    if datasette.cors:
        headers["access-control-allow-origin"] = "*"
    return Response(body, status=200, headers=headers, content_type=content_type)


def redirect(address: str) -> Any:
    """The answer that leads to another address of ours."""
    return Response.redirect(address, headers=dict(SAFE))
