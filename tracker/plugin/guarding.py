"""A server for this machine alone answers at this machine's addresses alone.

A page anywhere can lead its own name to 127.0.0.1 and have the browser read a local server by that name, drafts and all
(DNS rebinding). An address in figures and the name "localhost" can't be led elsewhere: `tracker serve` answers to
these, unless it was told to serve others too. A Datasette that was started otherwise is not guarded: its proxy may be.
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from ipaddress import ip_address
from typing import Any

from datasette.utils.asgi import Response  # type: ignore[import-untyped]

from tracker.config import SERVED_HERE

App = Callable[[Any, Any, Any], Awaitable[None]]
_REFUSED = (
    "This server is for this machine alone: open it as http://127.0.0.1 or http://localhost with its port. To serve "
    "others, or by another name: tracker serve --host ADDRESS."
)


def guarded(app: App) -> App:
    """An ASGI application that answers to no foreign name, if this process serves its own machine alone."""
    if not os.environ.get(SERVED_HERE):
        return app

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and not _is_here(dict(scope["headers"]).get(b"host", b"")):
            await Response.text(_REFUSED, status=403).asgi_send(send)
            return
        await app(scope, receive, send)

    return answer


def _is_here(host: bytes) -> bool:
    """Whether a Host header names nothing that somebody else could lead here."""
    name, colon, port = host.decode("latin-1").rpartition(":")
    if not colon or not (port.isascii() and port.isdigit()):
        name = host.decode("latin-1")
    name = name.removeprefix("[").removesuffix("]").lower().removesuffix(".")
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
