"""Files beside the database that hold what the user says, as TOML: the user's own hand reads and edits them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tracker import whole
from tracker.errors import BadSource, StoreError
from tracker.store import Store
from tracker.store.opening import place_of


def file_of(store: Store, what: str) -> Path | None:
    """Where something is kept: tracker.WHAT.toml beside tracker.db. None for a database in memory."""
    path = Path(place_of(store.conn))
    return path.with_suffix(f".{what}.toml") if path.is_absolute() else None


def content(file: Path | None) -> str | None:
    """What a file says; None if it is not there. Raises BadSource if it can't be read."""
    if file is None or not file.exists():
        return None
    try:
        data = file.read_bytes()
    except OSError as error:
        raise BadSource(f"{file} can't be read: {(error.strerror or str(error)).lower()}") from error
    return decoded(data, file.name)


def decoded(data: bytes, name: str) -> str:
    """The text of a file. Raises BadSource if it is no UTF-8."""
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise BadSource(f"{name} is no UTF-8 text (byte {error.start + 1}): save it as UTF-8") from error


def keep(file: Path | None, text: str, empty: str, again: Callable[[str], str]) -> None:
    """Write the file at once, or take it away where it says nothing any more (`empty`).

    `again` writes anew what a text says. What a person wrote into the file by hand, and this form does not keep, stays
    beside it. Raises StoreError if it can't be written.
    """
    if file is None:
        return
    try:
        said = content(file)
        if said is not None and again(said).encode() != file.read_bytes():
            whole.write(file.with_suffix(".toml.old"), file.read_bytes())
        if text == empty:
            file.unlink(missing_ok=True)
        else:
            whole.write(file, text.encode())
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise StoreError(
            f"{file} can't be written ({reason}): nothing was changed, make its folder writable"
        ) from error
