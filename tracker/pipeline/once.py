"""Values that are computed once, however many ask at the same time, and kept while there is room."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Generic, TypeVar

T = TypeVar("T")


class Once(Generic[T]):
    """The last values by their keys. Safe for threads; who asks for what another is computing waits for it.

    At most `size` values are kept, and with `weigh` at most `weight` of them together, but always the last one. What is
    being computed is never dropped: it would be computed twice.
    """

    def __init__(self, size: int, weigh: Callable[[T], int] = lambda _: 0, weight: int = 0) -> None:
        self._size, self._weigh, self._weight = size, weigh, weight
        self._lock = threading.Lock()
        self._computed: dict[Hashable, Future[T]] = {}
        self._values: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()
        self._held = 0

    def get(self, key: Hashable, compute: Callable[[], T]) -> T:
        """The value of a key; `compute` makes it if it isn't here. What it raises is raised, and not kept."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key][0]
            future = self._computed.get(key)
            mine = future is None
            if future is None:
                future = self._computed[key] = Future()
        if mine:
            self._fill(key, future, compute)
        return future.result()

    def put(self, key: Hashable, value: T) -> None:
        """Keep a value that was computed elsewhere."""
        weight = self._weigh(value)
        with self._lock:
            self._keep(key, value, weight)

    def _fill(self, key: Hashable, future: Future[T], compute: Callable[[], T]) -> None:
        try:
            value = compute()
            weight = self._weigh(value)
        except BaseException as error:
            with self._lock:
                del self._computed[key]
            future.set_exception(error)
            raise
        with self._lock:
            self._keep(key, value, weight)
            del self._computed[key]
        future.set_result(value)

    def _keep(self, key: Hashable, value: T, weight: int) -> None:
        if key in self._values:
            self._held -= self._values.pop(key)[1]
        self._values[key] = value, weight
        self._held += weight
        while len(self._values) > 1 and (len(self._values) > self._size or self._held > self._weight):
            self._held -= self._values.popitem(last=False)[1][1]
