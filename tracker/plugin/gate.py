"""How many pages are made at the same time: Datasette's own always find a thread, and no answer waits without end.

Datasette has three threads for all that is read from databases. Ours leave it one; who finds no place in the line is
told to come back, as is whoever asks for two long texts that are still being compared (pipeline/apart.py).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Hashable
from concurrent.futures import Future
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from tracker.model import Comparison
from tracker.pipeline import apart, views
from tracker.plugin.shell import Busy
from tracker.store import Store

T = TypeVar("T")

LINE = 100
"""Requests that wait for a thread: they are answered within seconds."""
PATIENCE = 25.0
"""Seconds that a request waits for a thread, or for a comparison; proxies give up after 30 or 60."""
_ROUNDS = 50
"""Long comparisons that one page can want: of each step of a series, or in each of six languages."""

_MANY = "This server has more readers than it can answer at once: ask again in a few seconds."

_office = apart.Office()


@dataclass(slots=True)
class _Gate:
    """The threads of a Datasette that our pages may take, in the loop that it runs in."""

    loop: asyncio.AbstractEventLoop
    threads: asyncio.Semaphore
    waiting: int = field(default=0)

    @asynccontextmanager
    async def passed(self) -> AsyncIterator[None]:
        """Inside, one of the threads is ours. Raises Busy if too many wait for one, or it takes too long."""
        if self.threads.locked():
            await self._wait()
        else:
            await self.threads.acquire()
        try:
            yield
        finally:
            self.threads.release()

    async def _wait(self) -> None:
        if self.waiting >= LINE:
            raise Busy(_MANY, 5)
        self.waiting += 1
        try:
            await asyncio.wait_for(self.threads.acquire(), PATIENCE)
        except TimeoutError:
            raise Busy(_MANY, 30) from None
        finally:
            self.waiting -= 1


_gates: WeakKeyDictionary[Any, _Gate] = WeakKeyDictionary()


def _gate(datasette: Any) -> _Gate:
    loop = asyncio.get_running_loop()
    found = _gates.get(datasette)
    if found is None or found.loop is not loop:
        threads = max(1, int(datasette.setting("num_sql_threads")) - 1)
        found = _gates[datasette] = _Gate(loop, asyncio.Semaphore(threads))
    return found


async def read(datasette: Any, database: str, make: Callable[[Store], T]) -> T:
    """What `make` makes of a database, in one of Datasette's threads; long texts are compared by another process.

    Raises Busy where that takes long, or too many ask; TooMuch if two texts are too long; and what `make` raises.
    """
    given: dict[Hashable, Comparison] = {}

    def run(conn: Any) -> T:
        with views.elsewhere(given):
            return make(Store(conn))

    for _ in range(_ROUNDS):
        try:
            async with _gate(datasette).passed():
                done: T = await datasette.get_database(database).execute_fn(run)
                return done
        except views.Elsewhere as wanted:
            key, work = wanted.key, wanted.work
        given[key] = await _compared(key, work)
    raise Busy("This page compares many long texts, which takes a while: ask again in a minute.", 60)


async def _compared(key: Hashable, work: Any) -> Comparison:
    try:
        future: Future[Comparison] = _office.ask(key, work, lambda found: views.keep(key, found))
    except apart.Full:
        raise Busy("This server is comparing other long texts: ask again in half a minute.", 30) from None
    try:
        # Whoever goes away takes nothing with him: others wait for the same comparison.
        return await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(future)), PATIENCE)
    except TimeoutError:
        raise Busy("These texts are long, and still being compared: ask again in a few seconds.", 10) from None
