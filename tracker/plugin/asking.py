"""Who asks. Datasette tells some hooks nothing of the request for which it calls them: what is asked is kept here.

A request within a request, as plugins make them with datasette.client, has its own, and gives back the outer one.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

App = Callable[[Any, Any, Any], Awaitable[None]]


@dataclass(slots=True)
class Asking:
    """A request, from when its reader is known; and by actor which databases that actor was found to see.

    `homes` is what was looked up for its cells, by database, statement and value: a hundred rows of one comparison ask
    for it once.
    """

    request: Any = None
    seen: list[tuple[Any, tuple[str, ...]]] = field(default_factory=list)
    homes: dict[tuple[str, str, Any], dict[str, Any] | None] = field(default_factory=dict)

    @property
    def actor(self) -> Any:
        """Who asks; None: a stranger, or nobody is known to ask."""
        return self.request.actor if self.request else None


_asking: ContextVar[Asking | None] = ContextVar("tracker_asking", default=None)


def asking() -> Asking:
    """What is asked now; outside of a request it is a stranger who asks."""
    return _asking.get() or Asking()


def kept(app: App) -> App:
    """An ASGI application that keeps what it is asked while it answers."""

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        token = _asking.set(Asking())
        try:
            await app(scope, receive, send)
        finally:
            _asking.reset(token)

    return answer
