"""Files that were fetched once, by their sha256: the same bytes are never asked for twice.

Beside them stands what each address answered, and when: a symbol's text does not change (UN.md F), so an address is
asked again only where the user wants to know what is there now. A cache may be deleted at any time, and may be
unwritable: then everything works as if it were empty.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import platformdirs

from tracker import whole


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


def answer(address: str) -> bytes | None:
    """What an address answered when it was asked; None if it was not, or the bytes are not here any more."""
    try:
        noted = json.loads((folder() / _note(address)).read_bytes())
        return get(noted["sha256"]) if noted["address"] == address else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember(address: str, data: bytes) -> None:
    """Keep what an address answered, with the hash and the day."""
    sha256 = hashlib.sha256(data).hexdigest()
    noted = {"address": address, "sha256": sha256, "asked": datetime.now(UTC).isoformat(timespec="seconds")}
    put(sha256, data)
    put(_note(address), json.dumps(noted).encode())


def _note(address: str) -> str:
    return f"{hashlib.sha256(address.encode()).hexdigest()}.json"


def put(name: str, data: bytes) -> None:
    """Keep bytes under their hash or another name: whole or not at all, also when two programs write at once."""
    with contextlib.suppress(OSError):
        folder().mkdir(parents=True, exist_ok=True)
        whole.write(folder() / name, data)
