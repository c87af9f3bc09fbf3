"""Work for several processors: the same function over many values, with the results in the order of the values.

What takes a moment is done here: processes are started only when there is work for them. They die with the program that
started them, however it ends, and leave Ctrl-C to it. A worker that dies takes one value with it, not the run.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

V = TypeVar("V")
R = TypeVar("R")

_MOMENT = 0.4
"""Seconds of work that are done here first: a worker takes as long to start."""
_GARBAGE = 50_000
"""New objects after which a worker looks for garbage: its values are trees, and hold no circle to speak of."""
_AHEAD = 4
"""Values that each worker has waiting: enough that none is idle, few enough that memory stays small."""


class Died(Exception):
    """The process that worked on a value ended without an answer: it ran out of memory, or a library crashed."""


class Result(Generic[R]):
    """What became of one value: what the function returned, or what it raised."""

    __slots__ = ("_error", "_value")

    def __init__(self, value: R | None = None, error: BaseException | None = None) -> None:
        self._value, self._error = value, error

    def get(self) -> R:
        """What the function returned. Raises what it raised, or Died."""
        if self._error is not None:
            raise self._error
        return self._value  # type: ignore[return-value]  # of type R where there is no error


def batches(values: Iterable[V], size: int) -> Iterator[Iterator[V]]:
    """So many values at a time; each batch must be read to its end before the next."""
    values = iter(values)
    for first in values:
        yield chain([first], islice(values, size - 1))


def processors() -> int:
    """How many processors this program may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Workers:
    """Processes that work for this one, `jobs` at a time; with one job it all happens here. Closed as a context."""

    def __init__(self, jobs: int = 1) -> None:
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None
        self._others = set(multiprocessing.active_children())
        self._spent = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()
        if kind is not None:  # nobody waits for what is under way
            for process in set(multiprocessing.active_children()) - self._others:
                process.kill()

    def each(self, work: Callable[[V], R], values: Iterable[V]) -> Iterator[tuple[V, Result[R]]]:
        """Each value with what `work` made of it, in their order. `work` and what it takes and gives can be pickled."""
        values = iter(values)
        if not self._pool:
            for value in values:
                start = time.monotonic()
                result = _done(work, value)
                self._spent += time.monotonic() - start
                yield value, result
                if self._jobs > 1 and self._spent > _MOMENT:
                    break
        yield from self._in_pool(work, values)

    def results(self, work: Callable[[V], R], values: Iterable[V]) -> Iterator[R]:
        """What `work` made of each value, in their order, as map gives it. Raises what it raised, or Died."""
        return (result.get() for _, result in self.each(work, values))

    def _in_pool(self, work: Callable[[V], R], values: Iterator[V]) -> Iterator[tuple[V, Result[R]]]:
        waiting: deque[tuple[V, Future[R]]] = deque()
        for value in values:
            waiting.append((value, self._submit(work, value)))
            if len(waiting) > self._jobs * _AHEAD:
                yield self._first(work, waiting)
        while waiting:
            yield self._first(work, waiting)

    def _first(self, work: Callable[[V], R], waiting: deque[tuple[V, Future[R]]]) -> tuple[V, Result[R]]:
        """The oldest value with its result; where a worker died, all under way are begun anew, this one alone."""
        value, future = waiting.popleft()
        try:
            return value, Result(future.result())
        except BrokenProcessPool:
            self._end()
            result = self._alone(work, value)
            for place, (other, _) in enumerate(tuple(waiting)):
                waiting[place] = (other, self._submit(work, other))
            return value, result
        except Exception as error:  # noqa: BLE001 - it is the caller's, raised when the result is asked for
            return value, Result(error=error)

    def _alone(self, work: Callable[[V], R], value: V) -> Result[R]:
        with _pool(1) as pool:
            try:
                return Result(pool.submit(work, value).result())
            except BrokenProcessPool:
                return Result(error=Died())
            except Exception as error:  # noqa: BLE001 - as above
                return Result(error=error)

    def _submit(self, work: Callable[[V], R], value: V) -> Future[R]:
        if self._pool is None:
            self._pool = _pool(self._jobs)
        try:
            return self._pool.submit(work, value)
        except BrokenProcessPool as error:
            future: Future[R] = Future()
            future.set_exception(error)
            return future

    def _end(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None


def _done(work: Callable[[V], R], value: V) -> Result[R]:
    try:
        return Result(work(value))
    except Exception as error:  # noqa: BLE001 - it is the caller's, raised when the result is asked for
        return Result(error=error)


def _pool(jobs: int) -> ProcessPoolExecutor:
    """Processes that know the readers already, where the system can copy one that does (not on Windows)."""
    methods = multiprocessing.get_all_start_methods()
    context: Any = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        context.set_forkserver_preload(["tracker.pipeline.believed", "tracker.pipeline.derive"])
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin)


def _begin() -> None:
    """In a new worker: Ctrl-C is for the program that started it, and when that has ended, so does this."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # what is loaded stays: it need not be looked through again
    gc.set_threshold(_GARBAGE)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(1)
