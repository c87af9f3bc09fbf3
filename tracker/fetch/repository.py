"""The public XML repository, by symbol: which of its files a text is, found by the names of a folder's files.

A file's name says the session and the number, in many styles, then a job number that nobody can guess (UN.md C.5); so
the folder is listed. What a file is, is said by its content, which whoever asks must check.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from tracker.errors import FetchError
from tracker.fetch.found import Ask, Found
from tracker.fetch.hosts import Hosts, folder_name
from tracker.fetch.network import Empty, NotThere
from tracker.fetch.places import member
from tracker.pipeline.belonging import same_title
from tracker.sources import zips
from tracker.symbols import Symbol

NAME = "the public repository"
_FIRST = 74
"""The first session that it has; that one as an archive for each language."""
_MOST = 4
"""How many files of one number are looked at: a text, its reissue, its parts."""


def find(hosts: Hosts, symbol: Symbol, language: str, ask: Ask) -> Iterator[Found]:
    """The files whose names say this symbol, those that name its part first. Raises as network.get."""
    number = _numbers(symbol)
    if number is None:
        return
    if symbol.session == _FIRST:
        yield from _packed(hosts, symbol, language, ask)
        return
    for folder in _folders(symbol, language):
        try:
            listed = json.loads(ask(f"{hosts.contents}/{quote(folder)}"))
        except NotThere:
            continue
        except (ValueError, RecursionError) as error:
            raise FetchError(f"the list of {folder} in {NAME} can't be read: {error}") from error
        for name in _named([_name(entry) for entry in _items(listed)], symbol):
            address = f"{hosts.raw}/{quote(f'{folder}/{name}')}"
            with contextlib.suppress(Empty, NotThere):
                yield Found(ask(address), name, address, NAME)


def in_extract(hosts: Hosts, session: int, title: str, ask: Ask) -> Symbol | None:
    """Which text of a session has this title, by the repository's own table of the session; None if none has it.

    The keys of its rows differ from session to session (UN.md C.7), so every value is looked at. Raises NotThere where
    there is no table of that session.
    """
    table = ask(f"{hosts.raw}/data_extract/{session}.json").decode("utf-8", "replace")
    for row in _rows(table):
        values = [value for value in row.values() if isinstance(value, str)]
        if any(same_title(value, title) for value in values):
            for value in values:
                if re.fullmatch(rf"A/RES/{session}/\d+(?: ?[A-Z](?:-[A-Z])?)?", value.strip()):
                    return Symbol.parse(value)
    return None


def _rows(table: str) -> Iterator[dict[str, Any]]:
    for line in table.splitlines():
        try:
            row = json.loads(line.strip().rstrip(","))
        except (ValueError, RecursionError):
            continue
        yield from _items(row if isinstance(row, list) else [row])


def _items(listed: object) -> list[dict[str, Any]]:
    """The objects of a list; none where it is another thing than a list."""
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def _numbers(symbol: Symbol) -> tuple[str, str] | None:
    """Session and number as file names have them; None for what the repository does not hold."""
    match = re.fullmatch(r"A/RES/((?:ES-|S-)?\d+)/(\d+)(?: [A-Z](?:-[A-Z])?)?", str(symbol))
    if not match or (symbol.session is not None and symbol.session < _FIRST):
        return None
    return match[1], match[2]


def _folders(symbol: Symbol, language: str) -> tuple[str, ...]:
    name, session = folder_name(language), str(symbol).split("/")[2]
    if session.startswith("ES-"):
        return (f"Emergency sessions/{session}/{name}", f"{session}session/{name}")
    if session.startswith("S-"):
        return (f"75session/{name}",)  # S-32 of 2021, the only one that is there
    return (f"{session}session/{name}",)


def _packed(hosts: Hosts, symbol: Symbol, language: str, ask: Ask) -> Iterator[Found]:
    """The members of the archive of session 74."""
    path = f"{_FIRST}session/GA resolutions_{_FIRST}session_{folder_name(language)}.zip"
    address = f"{hosts.raw}/{quote(path)}"
    archive = ask(address)
    try:
        with zips.opened(archive) as opened:
            names = {PurePosixPath(name).name: name for name in opened.namelist()}
    except zips.DAMAGE as error:
        raise FetchError(f"{path} is no zip archive that can be read: {error}") from error
    for name in _named(list(names), symbol):
        data = member(archive, names[name], path)
        if data:
            yield Found(data, name, f"{address}#{quote(names[name])}", NAME)


def _name(entry: dict[str, Any]) -> str:
    return str(entry.get("name", ""))


def _named(names: Sequence[str], symbol: Symbol) -> list[str]:
    """The names of a symbol's session and number, at most a few; those with the letter of its part come first."""
    numbers = _numbers(symbol)
    if numbers is None:
        return []
    session, number = map(re.escape, numbers)
    pattern = re.compile(rf"(?:A_RES_)?{session}_{number}(?!\d)(?P<rest>.*)\.xml", re.IGNORECASE)
    found = [(match["rest"], name) for name in names if (match := pattern.fullmatch(name))]
    wanted = str(symbol).rpartition(" ")[2] if " " in str(symbol) else ""
    return [name for _, name in sorted(found, key=lambda one: (_part(one[0]) != wanted, one[1]))][:_MOST]


def _part(rest: str) -> str:
    """The part that a file's name says after its number: "B" of "_B_E", "A-B" of " A-B-2118640E", "" of "_E"."""
    match = re.match(r"[ _]?([A-F](?:-?[A-F])?)(?=[-_])", rest)
    letters = match[1].replace("-", "") if match else ""
    return "-".join(letters)
