"""A progress bar on a terminal; nothing anywhere else."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracker.pipeline.progress import Progress

_SOON = 1.0
"""Seconds before a bar is shown: what is done by then needs none."""


class _Bar:
    """One part of a run."""

    def __init__(self, bar: Any) -> None:
        self.bar = bar

    def step(self, **counts: int) -> None:
        said = ", ".join(f"{number:,} {what}" for what, number in counts.items() if number)
        self.bar.set_postfix_str(said, refresh=False)
        self.bar.update()


class _Bars:
    """One bar after the other, gone when it is full."""

    def task(self, name: str, total: int, unit: str) -> _Bar:
        from tqdm import tqdm

        tqdm.monitor_interval = 0  # no thread beside ours: it would only redraw
        form = f"{{desc}} {{n}} of {{total}} {unit} |{{bar}}| {{percentage:.0f}} %, {{remaining}} left{{postfix}}"
        return _Bar(
            tqdm(
                total=total,
                desc=name,
                bar_format=form,
                file=sys.stderr,
                leave=False,
                delay=_SOON,
                dynamic_ncols=True,
                mininterval=0.2,
            )
        )

    def done(self, task: Any) -> None:
        task.bar.close()


def bars() -> Progress | None:
    """Bars on the terminal; None where there is no terminal to draw on."""
    return _Bars() if sys.stderr.isatty() else None
