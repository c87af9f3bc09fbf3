"""Files that were fetched once, by their sha256: the same bytes are never asked for twice.

A cache may be deleted at any time, and may be unwritable: then everything works as if it were empty.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

import platformdirs


def folder() -> Path:
    """Where they stand: the user's cache folder, as the system has it."""
    return platformdirs.user_cache_path("resolution-tracker") / "files"


def get(sha256: str) -> bytes | None:
    """The bytes of this hash, None if they are not here; a damaged file counts as not here."""
    try:
        data = (folder() / sha256).read_bytes()
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == sha256 else None


def put(sha256: str, data: bytes) -> None:
    """Keep bytes under their hash: whole or not at all, also when two programs write at once."""
    with contextlib.suppress(OSError):
        folder().mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder(), prefix=f".{sha256}-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).replace(folder() / sha256)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
