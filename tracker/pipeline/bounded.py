"""The bytes that a user names, and never more of them than a resolution could have: a device or a pipe has no end."""

from __future__ import annotations

import sys
from pathlib import Path

from tracker.errors import BadSource, UnsafeSource

LARGEST = 64 << 20
"""The largest file that is read, in bytes; the largest official one has two million (UN.md C.1)."""


def of_file(path: Path, called: str) -> bytes:
    """The bytes of a file. Raises BadSource if it isn't there, can't be read, or is too large."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise BadSource(f"{called} is not there: check the path") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise BadSource(f"{called} can't be read ({reason}): check that it is a file that you may read") from error
    must_be_small(len(data), called)
    return data


def of_stdin() -> bytes:
    """The bytes of standard input. Raises BadSource if they are too many, or if it is closed."""
    if sys.stdin is None:
        raise BadSource("standard input is closed: name a file")
    data = sys.stdin.buffer.read(LARGEST + 1)
    must_be_small(len(data), "standard input")
    return data


def must_be_small(size: int, called: str) -> None:
    """Raises UnsafeSource for more bytes than any resolution has, whatever its form."""
    if size > LARGEST:
        raise UnsafeSource(f"{called} is refused: it has more than {LARGEST >> 20} MB, which no resolution has")


def place(path: str) -> Path:
    """A path as it is typed; ~ is the user's own folder where that is known."""
    try:
        return Path(path).expanduser()
    except RuntimeError:  # of nobody who is known here
        return Path(path)
