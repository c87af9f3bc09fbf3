"""The documents that ship with the project: A/RES/66/152, and the specimens with the series that they form.

In a wheel they lie inside the package; in a checkout, beside it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from tracker.errors import StoreError
from tracker.model import KnownVersion, Series


def folder() -> Traversable:
    """Where they lie. Raises StoreError if the installation has lost them."""
    inside = files("tracker").joinpath("fixtures")
    if inside.is_dir():
        return inside
    beside = Path(str(files("tracker"))).parent / "fixtures"
    if beside.is_dir():
        return beside
    raise StoreError("the documents that ship with tracker are not here: install it again")


def documents() -> Iterator[tuple[str, bytes]]:
    """Each document's file name and bytes, in the order of the manifest."""
    home = folder()
    for item in tomllib.loads(home.joinpath("MANIFEST.toml").read_text(encoding="utf-8"))["file"]:
        yield item["name"], home.joinpath(item["name"]).read_bytes()


@cache
def specimen_series() -> Series:
    """The series of specimens; its order is that of its known texts."""
    facts = _facts()
    known = tuple(KnownVersion(item["symbol"], item["session"], item["adopted"], "read") for item in facts["version"])
    return Series(facts["series"]["slug"], facts["series"]["title"], specimen=True, known=known)


@cache
def by_reference() -> tuple[str, ...]:
    """The symbols that stand in the series of specimens without being specimens: they belong elsewhere too."""
    return tuple(item["symbol"] for item in _facts()["version"] if item["reference"])


@cache
def _facts() -> dict[str, Any]:
    return tomllib.loads(folder().joinpath("specimens.toml").read_text(encoding="utf-8"))
