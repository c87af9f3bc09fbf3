"""The JSON contract `comparison-1`: to_dict, from_dict and the JSON Schema agree."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from typing import Any

import pytest
from builders import change, comparison, gap, note
from jsonschema import Draft202012Validator
from test_render_terminal import ITEM

from tracker.errors import BadSource
from tracker.model import Comparison, Edition

SCHEMA: dict[str, Any] = json.loads(
    files("tracker.render").joinpath("comparison-1.schema.json").read_text(encoding="utf-8")
)
BARE = comparison(
    change("OP3, OP4", "One{+\n+}two", kind="split", old="OP3"),
    change("PP1", "Noting", notes=[note("edited", "A[-/1-]{+/2+}", "technical"), note("deleted", "[-A/3-]")]),
    old=Edition(None, "en", "Bridges", status="draft"),
    new=Edition("A/RES/76/2", "en", "Bridges", adopted=date(2021, 12, 17), sha256="0" * 64, adoption="175-3-2"),
    between=gap(7, 67, 73),
)


def problems(data: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(SCHEMA).iter_errors(data)]


def schemas(schema: Any) -> Iterator[Any]:
    """Every object in the schema that has properties."""
    if isinstance(schema, dict):
        if "properties" in schema:
            yield schema
        for value in schema.values():
            yield from schemas(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from schemas(value)


def test_the_schema_is_one() -> None:
    """It is valid JSON Schema, draft 2020-12."""
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("item", [ITEM, BARE], ids=["rich", "bare"])
def test_there_and_back(item: Comparison) -> None:
    """What is written follows the schema, survives JSON, and reads back as the same value."""
    data = json.loads(json.dumps(item.to_dict(), ensure_ascii=False))

    assert [] == problems(data)
    assert item == Comparison.from_dict(data)


def test_every_field_is_in_the_schema() -> None:
    """Nothing is written that the schema does not describe."""
    closed = json.loads(json.dumps(SCHEMA))
    for schema in schemas(closed):
        if "$defs" in schema or "required" in schema:
            schema["additionalProperties"] = False
    for item in (ITEM, BARE):
        data = json.loads(json.dumps(item.to_dict()))

        assert [] == [error.message for error in Draft202012Validator(closed).iter_errors(data)]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), "comparison-2"),
        (("changes", 0, "kind"), "rewritten"),
        (("changes", 0, "significance"), None),
        (("changes", 0, "old"), []),
        (("changes", 5, "similarity"), 0.5),
        (("changes", 2, "segments", 0, "op"), "replace"),
        (("old", "adopted"), "16 December 2020"),
        (("new", "sha256"), "abc"),
        (("summary", "edited"), -1),
        (("metadata", 1), {"field": "agenda_item", "old": "72"}),
    ],
)
def test_the_schema_refuses(path: tuple[str | int, ...], value: Any) -> None:
    """A wrong kind, a change on the wrong side, a similarity of what is new, a date in words: each is refused."""
    data = ITEM.to_dict()
    place: Any = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value

    assert [] != problems(data)


def test_a_new_field_is_no_other_contract() -> None:
    """Fields that are not known yet are allowed, and ignored when read."""
    data = {**ITEM.to_dict(), "colour": "green"}

    assert [] == problems(data)
    assert ITEM == Comparison.from_dict(data)


@pytest.mark.parametrize("data", [{}, {"schema": "comparison-2"}, {"schema": "comparison-1"}])
def test_something_else_is_refused(data: dict[str, Any]) -> None:
    """What is no comparison-1 raises BadSource, with the name of the form."""
    with pytest.raises(BadSource, match="comparison-1"):
        Comparison.from_dict(data)
