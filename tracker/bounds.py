"""Bounds of a process: its time, its memory, and the size of what it writes, where the system can.

python bounds.py SECONDS MEMORY WRITTEN PROGRAM ARGUMENT...     sets them, and becomes the program

It is run by its path, before anything else of this package is loaded: no import of ours stands here.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress


def limit(seconds: int, memory: int, written: int | None = None) -> None:
    """Bound this process and what it starts: seconds of work, bytes of address space, bytes of a file it writes."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if written is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (written, written))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def bounded(command: list[str], seconds: float, memory: int, written: int) -> list[str]:
    """A command that runs another within bounds; the same command where the system has none."""
    if not hasattr(os, "killpg") or not sys.executable:
        return command
    return [sys.executable, "-I", "-S", __file__, str(int(seconds) + 1), str(memory), str(written), *command]


def main(seconds: str, memory: str, written: str, *command: str) -> None:
    """Become a program, bounded."""
    limit(int(seconds), int(memory), int(written))
    os.execvp(command[0], command)  # noqa: S606 - a program found on the path


if __name__ == "__main__":
    main(*sys.argv[1:])
