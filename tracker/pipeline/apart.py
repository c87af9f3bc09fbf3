"""Compares two texts in a process of its own, with an end to its time and memory: a server answers meanwhile.

Python runs one thread at a time: two texts of 3,000 paragraphs, compared in a thread, make every other answer wait.
Each pair is compared once, however many ask; so many at the same time as there are processors but one; and where as
many wait as may, the next is told to come back.
"""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future

from tracker.bounds import limit
from tracker.errors import TooMuch
from tracker.model import Comparison
from tracker.pipeline import fenced
from tracker.pipeline.work import Work, made
from tracker.pipeline.workers import processors

SECONDS = 60
"""Two texts of 3,000 paragraphs take 6."""
MEMORY = 1 << 30
"""Bytes of address space; two texts of 3,000 paragraphs take a quarter."""
WAITING = 8
"""Pairs that are compared or wait for it."""
_REMEMBERED = 600.0
"""Seconds for which a pair that is too much is refused without trying again."""


Done = Callable[[Comparison], None]


def _nothing(_: Comparison) -> None:
    pass


class Full(Exception):
    """So many pairs wait that no other is taken."""


def compared(work: Work) -> Comparison:
    """The comparison. Raises TooMuch if it takes too long, or the process ends without an answer."""
    asked = pickle.dumps((work, SECONDS, MEMORY))
    try:
        done = fenced.started("tracker.pipeline.apart", asked, 3 * SECONDS)
    except subprocess.TimeoutExpired:
        raise TooMuch(_said(work, f"take more than {SECONDS} seconds")) from None
    if done.returncode == fenced.GIVES_UP:
        raise TooMuch(_said(work, f"take more than {MEMORY >> 20} MB of memory"))
    if -done.returncode in fenced.stops():
        raise TooMuch(_said(work, f"take more than {SECONDS} seconds, or were ended by the system"))
    if done.returncode != 0:
        raise TooMuch(_said(work, "broke off"))
    found = fenced.Model(io.BytesIO(done.stdout)).load()
    if not isinstance(found, Comparison):
        raise pickle.UnpicklingError("no comparison")
    return found


def _said(work: Work, what: str) -> str:
    old, new = work.old.symbol, work.new.symbol
    return f"{old} and {new} are too long to be compared on a page: they {what}; `tracker diff` compares them"


class Office:
    """Where pairs are compared apart: each once, so many at the same time, with an end to those that wait."""

    def __init__(self, make: Callable[[Work], Comparison] = compared, *, waiting: int = WAITING) -> None:
        self._make, self._waiting = make, waiting
        self._lock = threading.Lock()
        self._free = threading.Semaphore(max(1, processors() - 1))
        self._asked: dict[Hashable, Future[Comparison]] = {}
        self._refused: OrderedDict[Hashable, tuple[float, TooMuch]] = OrderedDict()

    def ask(self, key: Hashable, work: Work, done: Done = _nothing) -> Future[Comparison]:
        """What will be the comparison; `done` is called with it, once. Raises TooMuch if it was that, or Full."""
        with self._lock:
            until, error = self._refused.get(key, (0.0, None))
            if error and time.monotonic() < until:
                raise TooMuch(str(error))  # anew: one that is raised often would gather where it was raised
            if key in self._asked:
                return self._asked[key]
            if len(self._asked) >= self._waiting:
                raise Full
            future = self._asked[key] = Future()
        # A daemon: a server that is stopped does not wait for it, and its process ends with the server.
        threading.Thread(target=self._work, args=(key, work, future, done), daemon=True).start()
        return future

    def _work(self, key: Hashable, work: Work, future: Future[Comparison], done: Callable[[Comparison], None]) -> None:
        try:
            with self._free:
                found = self._make(work)
            done(found)
        except BaseException as error:  # noqa: BLE001 - it is told to whoever waits
            self._forget(key, error)
            future.set_exception(error)
        else:
            self._forget(key)
            future.set_result(found)

    def _forget(self, key: Hashable, error: BaseException | None = None) -> None:
        with self._lock:
            del self._asked[key]
            if isinstance(error, TooMuch):
                self._refused[key] = (time.monotonic() + _REMEMBERED, error)
                while len(self._refused) > 10 * self._waiting:
                    self._refused.popitem(last=False)


def _end_with_parent() -> None:
    """End this process when the one that asked has ended: nobody takes the answer."""
    parent = os.getppid()
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def main() -> None:
    """The process: what is asked stands on standard input, the answer goes to standard output."""
    work, seconds, memory = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our parent
    limit(seconds, memory)
    if hasattr(os, "nice"):
        os.nice(5)  # pages first
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        said = pickle.dumps(made(work))
    except MemoryError:
        sys.exit(fenced.GIVES_UP)
    sys.stdout.buffer.write(said)


if __name__ == "__main__":
    main()
