"""A file is written whole, or stays as it was: whatever happens on the way, nobody finds half of it."""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path


def write(target: Path, data: bytes) -> None:
    """Write a file at once, in the place of what was there, which keeps its permissions. Raises OSError.

    A link is followed. What is no file (a pipe, a device) is written to as it is, and so is a file whose folder takes
    no other: there is no way to do that at once.
    """
    place = Path(os.path.realpath(target)) if target.is_symlink() else target  # resolve() breaks on circles
    before = _mode(place)
    if before is not None and not _may_be_replaced(place, before):
        place.write_bytes(data)
        return
    draft = place.with_name(f".tracker-{secrets.token_hex(6)}")
    try:
        with draft.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if before is not None:
            draft.chmod(stat.S_IMODE(before))
        draft.replace(place)
    except BaseException:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise


def _mode(place: Path) -> int | None:
    try:
        return place.stat().st_mode
    except FileNotFoundError:
        return None


def _may_be_replaced(place: Path, mode: int) -> bool:
    """Whether another file may take its place: not that of a device, and not that of one that may not be written."""
    return stat.S_ISREG(mode) and os.access(place, os.W_OK) and os.access(place.parent, os.W_OK)
