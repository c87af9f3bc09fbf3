"""A database that is served as immutable is read without its write-ahead log: what stands there alone is not shown.

SQLite promises nothing for such a file, and Datasette says nothing (STACK.md 1, trap 1): pages would show the texts of
some earlier day. So the server does not start.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from datasette.utils import StartupError  # type: ignore[import-untyped]


def must_be_whole(datasette: Any, names: Iterable[str]) -> None:
    """Raises StartupError for an immutable database of ours with changes that its file does not hold yet."""
    for name in names:
        database = datasette.databases[name]
        if database.is_mutable or not database.path:
            continue
        log = Path(f"{database.path}-wal")
        if log.exists() and log.stat().st_size:
            raise StartupError(
                f"{name} has changes that stand in {log.name} alone, and would be served without them: "
                f"run `sqlite-utils disable-wal {Path(database.path).name}` on it, then start again"
            )
