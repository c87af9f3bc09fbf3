"""What really changed between the versions of a recurring United Nations resolution, and since when.

Two functions for programs; everything else is the command `tracker` and the pages that Datasette shows:

    from tracker import compare, read
    comparison = compare(read("old.xml"), read("new.xml"))

Importing this package loads nothing else; the functions are loaded when they are first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["__version__", "compare", "read"]

if TYPE_CHECKING:
    from tracker.pipeline.compare import compare, read


def __getattr__(name: str) -> Any:
    if name in {"compare", "read"}:
        from tracker.pipeline import compare as module

        return getattr(module, name)
    raise AttributeError(f"module 'tracker' has no attribute {name!r}")
