"""All addresses of our pages, made from the routes themselves: a new page, or a new form of one, can't be forgotten."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from tracker.plugin import routes

NOWHERE = "nowhere/at/all"
Values = Mapping[str, Sequence[str]]


def addresses(values: Values) -> dict[str, list[str]]:
    """Every address that each route answers, with these values for its names: each ending that it has, and none."""
    return {pattern: list(written(pattern, values)) for pattern, _ in routes.ROUTES}


def written(pattern: str, values: Values) -> Iterator[str]:
    """All that a pattern matches, with these values in the place of its named groups."""
    parsed = parser.parse(pattern)
    names = {number: name for name, number in parsed.state.groupdict.items()}
    yield from dict.fromkeys(_of(parsed, values, names))


def _of(items: Any, values: Values, names: Mapping[int, str]) -> Iterator[str]:
    parts = [list(_one(operation, argument, values, names)) for operation, argument in items]
    return map("".join, itertools.product(*parts))


def _one(operation: Any, argument: Any, values: Values, names: Mapping[int, str]) -> Iterator[str]:
    if operation is constants.LITERAL:
        yield chr(argument)
    elif operation is constants.AT:
        yield ""
    elif operation is constants.SUBPATTERN:
        group, *_, inside = argument
        name = names.get(group, "")
        yield from values[name] if name in values else _of(inside, values, names)
    elif operation is constants.BRANCH:
        for branch in argument[1]:
            yield from _of(branch, values, names)
    elif operation is constants.MAX_REPEAT and argument[:2] == (0, 1):
        yield ""
        yield from _of(argument[2], values, names)
    elif operation is constants.MAX_REPEAT:  # anything: the last route
        yield NOWHERE
    else:
        raise NotImplementedError(operation)
