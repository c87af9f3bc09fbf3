"""Where the database is, and opening it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import StoreError

if TYPE_CHECKING:
    from tracker.store import Store

PROJECT = "resolution-tracker"


def place(db: Path | None) -> Path:
    """The database: the one that was named, else the checkout's, else the one in the user's data folder."""
    if db is not None:
        return db
    if _in_checkout(Path()):
        return Path("db", "tracker.db")
    import platformdirs

    return platformdirs.user_data_path(PROJECT, appauthor=False) / "tracker.db"


def opened(db: Path | None) -> Store:
    """The store, for reading. Raises StoreError if there is none yet, or it is not one."""
    path = place(db)
    _must_be_there(path)
    from tracker.store import Store

    return Store.open(path, readonly=True)


def writable(db: Path | None, *, create: bool = False) -> Store:
    """The store, for changing it; `create` makes it, with its folder, where there is none."""
    path = place(db)
    if not create:
        _must_be_there(path)
    from tracker.store import Store

    if create:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"{path.parent} can't be made: {(error.strerror or str(error)).lower()}") from error
    return Store.open(path, create=create)


def _must_be_there(path: Path) -> None:
    """Say how to begin where nothing is; all else that can be wrong is said by the store."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise StoreError(
            f"nothing here yet: there is no {path}.\nAdd a file: tracker add FILE. Or see it work: tracker demo."
        ) from None
    except OSError:
        return


def _in_checkout(folder: Path) -> bool:
    """Whether a folder is a checkout of this project: its pyproject.toml says so."""
    import tomllib

    try:
        project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8")).get("project", {})
    except (OSError, ValueError):
        return False
    return isinstance(project, dict) and project.get("name") == PROJECT
