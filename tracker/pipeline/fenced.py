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
from contextlib import suppress
from pathlib import Path

from tracker import sources
from tracker.errors import BadSource, TrackerError, UnsafeSource
from tracker.model import Document

SECONDS = 60
"""A page takes 0.03 seconds to read; the longest resolutions have 150."""
MEMORY = 1 << 30
"""Bytes of address space, of which the decoder and its libraries take a quarter."""
LARGEST = 64 << 20
_GIVES_UP = 7


def read(data: bytes, name: str, *, language: str | None = None, original: bool = False) -> Document:
    """As sources.read. Raises BadSource also for a file that breaks the reader, UnsafeSource for one without end."""
    if len(data) > LARGEST:
        raise UnsafeSource(f"{name} is refused: it has more than {LARGEST >> 20} MB, which no resolution has")
    asked = pickle.dumps((data, name, language, original, SECONDS, MEMORY))
    home = str(Path(__file__).resolve().parents[2])
    environment = {**os.environ, "PYTHONPATH": home, "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-P", "-m", "tracker.pipeline.fenced"]
    try:
        done = subprocess.run(  # noqa: S603 - this interpreter, this module
            command, input=asked, capture_output=True, timeout=SECONDS + 10, env=environment, check=False
        )
    except subprocess.TimeoutExpired:
        raise UnsafeSource(f"{name} is refused: it was not read in {SECONDS} seconds") from None
    if done.returncode == _GIVES_UP:
        raise UnsafeSource(f"{name} is refused: it asks for more than {MEMORY >> 20} MB of memory")
    if done.returncode != 0:
        raise _broken(done.returncode, name)
    found = answer(done.stdout)
    if isinstance(found, TrackerError):
        raise found
    return found


def answer(data: bytes) -> Document | TrackerError:
    """What the process said. Raises pickle.UnpicklingError for all that is neither a document nor an error of ours."""
    found = _Model(io.BytesIO(data)).load()
    if not isinstance(found, Document | TrackerError):
        raise pickle.UnpicklingError("neither a document nor an error")
    return found


def _broken(code: int, name: str) -> TrackerError:
    """What to say where the process ended without an answer: stopped for its time, or broken by the file."""
    if -code in _stops():
        return UnsafeSource(f"{name} is refused: it was not read in {SECONDS} seconds")
    return BadSource(
        f"{name} can't be read: its reader broke on it, as on damaged files and on those that ask for too much memory"
    )


def _stops() -> tuple[int, ...]:
    import signal

    return tuple(int(getattr(signal, one)) for one in ("SIGXCPU", "SIGKILL") if hasattr(signal, one))


class _Model(pickle.Unpickler):
    """Takes documents and errors, and refuses all else."""

    def find_class(self, module: str, name: str) -> object:
        """The class of that name, if it may stand in a document."""
        known = module in ("tracker.model", "tracker.symbols", "tracker.errors") or (module, name) in (
            ("datetime", "date"),
            ("builtins", "set"),
            ("builtins", "frozenset"),
        )
        if not known or name.startswith("_"):
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a document")
        return super().find_class(module, name)


def _limit(seconds: int, memory: int) -> None:
    """Bound this process, where the system can."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def main() -> None:
    """The process: what is asked stands on standard input, the answer goes to standard output."""
    data, name, language, original, seconds, memory = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our parent
    _limit(seconds, memory)
    said: Document | TrackerError
    try:
        said = sources.read(data, name, language=language, original=original)
    except TrackerError as error:
        said = error
    except MemoryError:
        sys.exit(_GIVES_UP)
    sys.stdout.buffer.write(pickle.dumps(said))


if __name__ == "__main__":
    main()
