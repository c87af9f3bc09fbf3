"""How far a long run is: told to whoever watches, who decides whether and how to show it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Task(Protocol):
    """One part of a run that is under way."""

    def step(self, **counts: int) -> None:
        """One more is done; `counts` are what is worth showing beside it."""


class Progress(Protocol):
    """Who watches a run."""

    def task(self, name: str, total: int, unit: str) -> Task:
        """A part of the run begins: so many of these."""

    def done(self, task: Task) -> None:
        """It is over, to its end or not."""


class _Silent:
    """Nobody watches."""

    def task(self, name: str, total: int, unit: str) -> _Silent:  # noqa: ARG002 - as Progress has it
        return self

    def step(self, **counts: int) -> None:
        pass

    def done(self, task: Task) -> None:
        pass


SILENT: Progress = _Silent()


@contextmanager
def following(progress: Progress, name: str, total: int, unit: str) -> Iterator[Task]:
    """A part of a run that is told from its begin to its end, whatever happens."""
    task = progress.task(name, total, unit)
    try:
        yield task
    finally:
        progress.done(task)
