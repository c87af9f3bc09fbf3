"""Every address that the plugin answers, made from its routes: one that is added later is in every test that asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from tracker.plugin.routes import ROUTES, not_found

NAMES = {"series": "bridges", "old": "74-2", "new": "75-3", "version": "74-2", "label": "OP2"}
"""What stands in the named places of an address, in the database of bridges.py."""
ASKED: Mapping[str, str] = {"/-/tracker/search": "q=bridges", "/-/tracker/bridges": "old=74-2&new=75-3"}
"""What some addresses are asked besides, in each of their forms."""


def addresses() -> tuple[str, ...]:
    """All addresses of all routes: with and without each part that may be left out, in every form."""
    found = [path for pattern, view in ROUTES if view is not not_found for path in of(pattern)]
    return (*found, *(f"{path}?{asked}" for path in found if (asked := ASKED.get(path.partition(".")[0]))))


def of(pattern: str) -> Iterator[str]:
    """The addresses that a pattern of a route matches, with NAMES in the places that are named."""
    names = {number: name for name, number in parser.parse(pattern).state.groupdict.items()}
    return map("".join, _spelled(parser.parse(pattern), names))


def _spelled(parts: Any, names: Mapping[int, str]) -> Iterator[tuple[str, ...]]:
    return product(*(tuple(_one(operation, value, names)) for operation, value in parts))


def _one(operation: Any, value: Any, names: Mapping[int, str]) -> Iterator[str]:
    if operation is code.LITERAL:
        yield chr(value)
    elif operation is code.AT:
        yield ""
    elif operation is code.SUBPATTERN:
        number, _, _, inside = value
        name = names.get(number, "")
        yield from [NAMES[name]] if name in NAMES else map("".join, _spelled(inside, names))
    elif operation is code.BRANCH:
        for way in value[1]:
            yield from map("".join, _spelled(way, names))
    elif operation is code.MAX_REPEAT and value[:2] == (0, 1):
        yield ""
        yield from map("".join, _spelled(value[2], names))
    else:
        raise NotImplementedError(f"{operation} in the pattern of a route")
