"""Resolution JSON -> a resolution, taken as it is: paragraphs are never cut anew, position is the index in the list.

{"symbol", "language", "title", "paragraphs": [{"kind", "number", "text"}]}, with optional status, adopted, session,
closing, masthead fields, and per paragraph division, path, lead, notes. Kind "annex" is operative text of an annex.
Unknown fields are kept in `extra`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from math import isfinite
from reprlib import repr as shown
from typing import Any, get_args

from tracker.errors import BadSource, BadSymbol
from tracker.languages import LANGUAGES
from tracker.model import Finding, Footnote, Kind, Masthead, Resolution, Status
from tracker.sources.limits import must_be_few
from tracker.sources.structure import Block, place
from tracker.symbols import Symbol

_KINDS = (*get_args(Kind), "annex")
_MASTHEAD = {field.name for field in fields(Masthead)}
_KNOWN = {"symbol", "language", "title", "paragraphs", "status", "adopted", "session", "closing", "masthead"}
_PARAGRAPH = {"kind", "number", "text", "division", "path", "lead", "notes"}


_MOST = 10_000
"""The highest session that is believed."""
_NO_LETTER = re.compile("[\0\ud800-\udfff]")
"""JSON can say a NUL, which no text has, and one half of a surrogate pair alone, which no file can hold."""
_MOST_FIGURES = 15
"""Of a number: more than SQLite and JavaScript count with exactly."""


def load(text: str, name: str) -> Mapping[str, Any] | None:
    """The JSON object of a resolution; None if the text is no JSON object with "paragraphs".

    Raises BadSource, with line and column, for a text that begins like one and is broken.
    """
    if not text.lstrip("\ufeff \t\r\n").startswith("{"):
        return None
    try:
        data = json.loads(
            text.lstrip("\ufeff"), parse_constant=_no_number, parse_float=_number, parse_int=_whole_number
        )
    except json.JSONDecodeError as error:
        raise BadSource(f"{name} is broken JSON: line {error.lineno}, column {error.colno}: {error.msg}") from None
    except ValueError as error:
        raise BadSource(f"{name} is no JSON that can be stored: {error}") from None
    except RecursionError:
        raise BadSource(f"{name} is nested too deeply to be the JSON of a resolution") from None
    if "\\u" in text and (half := _NO_LETTER.search(_letters(data))):
        what = "a NUL" if half[0] == "\0" else "half a letter"
        raise BadSource(f"{name} holds {what} (\\u{ord(half[0]):04x}), which is no text: write whole letters")
    if not isinstance(data, dict) or "paragraphs" not in data:
        raise BadSource(f'{name} is JSON, but no resolution: it has no "paragraphs" (a list of kind, number, text)')
    return data


def _no_number(said: str) -> float:
    raise ValueError(f"{said} is no number of JSON")


def _number(said: str) -> float:
    if not isfinite(value := float(said)):
        raise ValueError(f"{said} is too large a number")
    return value


def _whole_number(said: str) -> int:
    if len(said) > _MOST_FIGURES:
        raise ValueError(f"a number has {len(said):,} figures, and {_MOST_FIGURES} are the most")
    return int(said)


def _letters(data: Any) -> str:
    """All letters of a value, keys included."""
    found, waiting = [], [data]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            found.append(one)
        elif isinstance(one, dict):
            waiting += [*one, *one.values()]
        elif isinstance(one, list):
            waiting += one
    return " ".join(found)


def read_resolution(data: Mapping[str, Any], name: str, language: str | None, findings: list[Finding]) -> Resolution:
    """The resolution that the object is. Raises BadSource that names the field, for a field of the wrong kind."""
    items = data["paragraphs"]
    if not isinstance(items, list) or not items:
        raise BadSource(f'{name}: "paragraphs" must be a list of at least one paragraph')
    must_be_few(len(items), name)
    code = data.get("language") or language
    if code is None:
        findings.append(Finding("language-unknown", "the file does not say its language; read as English"))
        code = "en"
    if not isinstance(code, str) or code not in LANGUAGES:
        raise BadSource(f'{name}: "language" must be one of {", ".join(LANGUAGES)}, not {shown(code)}')
    symbol = _symbol(data.get("symbol"), name)
    extra: dict[str, Any] = {key: value for key, value in data.items() if key not in _KNOWN | _MASTHEAD}
    kept = {
        str(index): rest
        for index, item in enumerate(items)
        if isinstance(item, dict) and (rest := {key: item[key] for key in item if key not in _PARAGRAPH})
    }
    return Resolution(
        symbol=symbol,
        language=code,
        title=_text(data.get("title", ""), f'{name}: "title"'),
        paragraphs=place([_block(item, f"{name}: paragraph {index}") for index, item in enumerate(items)]),
        status=_status(data.get("status"), symbol, name),
        adopted=_date(data.get("adopted"), f'{name}: "adopted"'),
        session=_whole(data.get("session"), f'{name}: "session"') or (symbol.session if symbol else None),
        masthead=_masthead(data, name),
        closing=tuple(_text(line, f'{name}: "closing"') for line in _list(data.get("closing"), f'{name}: "closing"')),
        extra={**extra, **({"paragraphs": kept} if kept else {})},
    )


def _block(item: Any, where: str) -> Block:
    if not isinstance(item, dict):
        raise BadSource(f"{where} must be an object with kind, number and text")
    number = item.get("number")
    text = _text(item.get("text"), f'{where}: "text"')
    division = item.get("division")
    path = item.get("path")
    annex = "Annex" if item.get("kind") == "annex" else None
    return Block(
        kind=_kind(item.get("kind"), where),
        text=text,
        number=None if number is None else _text(str(number), where),
        lead=_whole(item.get("lead"), f'{where}: "lead"', len(text)) or 0,
        notes=tuple(_note(note, where, len(text)) for note in _list(item.get("notes"), f'{where}: "notes"')),
        division=annex if division is None else _text(division, f'{where}: "division"'),
        path=None if path is None else tuple(str(step) for step in _list(path, f'{where}: "path"')),
    )


def _kind(value: Any, where: str) -> Kind:
    if value == "annex":
        return "operative"
    for kind in get_args(Kind):
        if kind == value:
            return kind  # type: ignore[no-any-return]
    raise BadSource(f'{where}: "kind" must be one of {", ".join(_KINDS)}, not {shown(value)}')


def _note(note: Any, where: str, most: int) -> Footnote:
    if not isinstance(note, dict) or "mark" not in note or "text" not in note:
        raise BadSource(f'{where}: a note must have "mark" and "text"')
    return Footnote(str(note["mark"]), str(note["text"]), _whole(note.get("offset"), f"{where}: offset", most) or 0)


def _symbol(value: Any, name: str) -> Symbol | None:
    if value is None:
        return None
    try:
        return Symbol.parse(_text(value, f'{name}: "symbol"'))
    except BadSymbol as error:
        raise BadSource(f"{name}: {error}") from None


def _status(value: Any, symbol: Symbol | None, name: str) -> Status:
    if value is None:
        return "draft" if symbol is None else "specimen" if symbol.is_specimen else "adopted"
    for status in get_args(Status):
        if status == value:
            return status  # type: ignore[no-any-return]
    raise BadSource(f'{name}: "status" must be one of {", ".join(get_args(Status))}, not {shown(value)}')


def _masthead(data: Mapping[str, Any], name: str) -> Masthead:
    inner = data.get("masthead") or {}
    if not isinstance(inner, dict):
        raise BadSource(f'{name}: "masthead" must be an object')
    given = {key: value for key, value in {**data, **inner}.items() if key in _MASTHEAD and value is not None}
    values: dict[str, Any] = {key: _text(value, f"{name}: {key!r}") for key, value in given.items()
                              if key not in ("lines", "issued")}  # fmt: skip
    values["issued"] = _date(given.get("issued"), f'{name}: "issued"')
    values["lines"] = tuple(_text(line, f'{name}: "lines"') for line in _list(given.get("lines"), f'{name}: "lines"'))
    return Masthead(**values)


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise BadSource(f"{where} must be text, not {type(value).__name__}")
    return value


def _whole(value: Any, where: str, most: int = _MOST) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most):
        return value
    raise BadSource(f"{where} must be a whole number from 0 to {most}, not {shown(value)}")


def _list(value: Any, where: str) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise BadSource(f"{where} must be a list")
    return value


def _date(value: Any, where: str) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise BadSource(f"{where} must be a date like 2011-12-19, not {shown(value)}") from None
