"""Reads a file in a process of its own, with an end to its time and memory: for PDF, whose decoder is native code.

A few bytes of a hostile PDF can ask for hours and gigabytes, or break the decoder. Here that costs the file, not the
program. What comes back is checked: nothing but the model's own classes is taken from the process.
"""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
from pathlib import Path

from tracker import sources
from tracker.bounds import limit
from tracker.errors import BadSource, TrackerError, UnsafeSource
from tracker.model import Document

SECONDS = 60
"""A page takes 0.03 seconds to read; the longest resolutions have 150."""
MEMORY = 1 << 30
"""Bytes of address space, of which the decoder and its libraries take a quarter."""
GIVES_UP = 7
"""With what a process ends that would need more memory than it may have."""


def read(data: bytes, name: str, *, language: str | None = None, original: bool = False) -> Document:
    """As sources.read. Raises BadSource also for a file that breaks the reader, UnsafeSource for one without end."""
    asked = pickle.dumps((data, name, language, original, SECONDS, MEMORY))
    try:
        done = started("tracker.pipeline.fenced", asked, SECONDS + 10)
    except subprocess.TimeoutExpired:
        raise UnsafeSource(f"{name} is refused: it was not read in {SECONDS} seconds") from None
    if done.returncode == GIVES_UP:
        raise UnsafeSource(f"{name} is refused: it asks for more than {MEMORY >> 20} MB of memory")
    if done.returncode != 0:
        raise _broken(done.returncode, name)
    found = answer(done.stdout)
    if isinstance(found, TrackerError):
        raise found
    return found


def started(module: str, asked: bytes, seconds: float) -> subprocess.CompletedProcess[bytes]:
    """Run a module of this program as a process of its own, with what it is asked on its standard input.

    Raises TimeoutExpired after so many seconds; the process is then dead.
    """
    home = str(Path(__file__).resolve().parents[2])
    environment = {**os.environ, "PYTHONPATH": home, "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-P", "-m", module]
    return subprocess.run(  # noqa: S603 - this interpreter, this program's module
        command, input=asked, capture_output=True, timeout=seconds, env=environment, check=False
    )


def answer(data: bytes) -> Document | TrackerError:
    """What the process said. Raises pickle.UnpicklingError for all that is neither a document nor an error of ours."""
    found = Model(io.BytesIO(data)).load()
    if not isinstance(found, Document | TrackerError):
        raise pickle.UnpicklingError("neither a document nor an error")
    return found


def _broken(code: int, name: str) -> TrackerError:
    """What to say where the process ended without an answer: stopped for its time, or broken by the file."""
    if -code in stops():
        return UnsafeSource(f"{name} is refused: it was not read in {SECONDS} seconds")
    return BadSource(
        f"{name} can't be read: its reader broke on it, as on damaged files and on those that ask for too much memory"
    )


def stops() -> tuple[int, ...]:
    """The signals by which the system ends a process that has had its time."""
    import signal

    return tuple(int(getattr(signal, one)) for one in ("SIGXCPU", "SIGKILL") if hasattr(signal, one))


class Model(pickle.Unpickler):
    """Takes what is made of the model's classes, and errors of ours; refuses all else."""

    def find_class(self, module: str, name: str) -> object:
        """The class of that name, if it may stand in a document or a comparison."""
        known = module in ("tracker.model", "tracker.symbols", "tracker.errors") or (module, name) in (
            ("datetime", "date"),
            ("builtins", "set"),
            ("builtins", "frozenset"),
        )
        if not known or name.startswith("_"):
            raise pickle.UnpicklingError(f"{module}.{name} is no part of the model")
        return super().find_class(module, name)


def main() -> None:
    """The process: what is asked stands on standard input, the answer goes to standard output."""
    data, name, language, original, seconds, memory = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our parent
    limit(seconds, memory)
    said: Document | TrackerError
    try:
        said = sources.read(data, name, language=language, original=original)
    except TrackerError as error:
        said = error
    except MemoryError:
        sys.exit(GIVES_UP)
    sys.stdout.buffer.write(pickle.dumps(said))


if __name__ == "__main__":
    main()
