"""The facts of known series: which texts there are, with the evidence for each, and where their official files stand.

One TOML file for each series beside this module; its first lines explain the fields. The addresses are pinned to a
commit of the public repository, and every file has its sha256, so that what is fetched is what was checked.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from tracker.errors import UnknownVersion
from tracker.model import KnownVersion, Series

_RAW = "https://raw.githubusercontent.com"


@dataclass(frozen=True, slots=True)
class OfficialFile:
    """One official file: a text in one language.

    `path` is relative to the repository or, where there is an `archive` (a zip, itself relative to the repository), the
    name of the archive's member. `sha256` is of the file itself. `address` is what a browser downloads: the file, or
    the archive that holds it.
    """

    symbol: str
    language: str
    path: str
    archive: str | None
    sha256: str
    address: str

    @property
    def source(self) -> str:
        """The address that is recorded with the text: as `address`, a member of an archive after `#`."""
        return f"{self.address}#{quote(self.path)}" if self.archive else self.address


@dataclass(frozen=True, slots=True)
class Entry:
    """A series, and its official files by text, oldest first, and language."""

    series: Series
    files: tuple[OfficialFile, ...]

    def file(self, symbol: str, language: str) -> OfficialFile | None:
        """The official file of a text in a language; None where the repository has none."""
        return next((item for item in self.files if (item.symbol, item.language) == (symbol, language)), None)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which there are files, English first."""
        found = {item.language for item in self.files}
        return tuple(sorted(found, key=lambda language: (language != "en", language)))


@cache
def load() -> tuple[Entry, ...]:
    """All known series, by slug."""
    entries = [read_entry(tomllib.loads(text)) for text in _series_files()]
    return tuple(sorted(entries, key=lambda entry: entry.series.slug))


def entry(slug: str) -> Entry:
    """The known series of this slug. Raises UnknownVersion, naming those that are known."""
    for known in load():
        if known.series.slug == slug:
            return known
    names = ", ".join(known.series.slug for known in load())
    raise UnknownVersion(f"the catalogue knows no series {slug!r}; it knows: {names}")


def of_symbol(symbol: str) -> Series | None:
    """The series to which the catalogue says that a text belongs, None if it says nothing."""
    return next((item.series for item in load() if any(known.symbol == symbol for known in item.series.known)), None)


def read_entry(data: Mapping[str, Any]) -> Entry:
    """A series from the values of its TOML file."""
    facts, repository = data["series"], data["repository"]
    known = tuple(
        KnownVersion(item["symbol"], item["session"], item["adopted"], item["evidence"]) for item in data["version"]
    )
    series = Series(facts["slug"], facts["title"], facts["body"], facts["committee"], known=known)
    base = f"{_RAW}/{repository['name']}/{repository['commit']}"
    found = (
        _file(version["symbol"], language, fields, base)
        for version in data["version"]
        for language, fields in sorted(version.get("files", {}).items())
    )
    return Entry(series, tuple(found))


def _file(symbol: str, language: str, fields: Mapping[str, str], base: str) -> OfficialFile:
    archive = fields.get("archive")
    return OfficialFile(
        symbol, language, fields["path"], archive, fields["sha256"], f"{base}/{quote(archive or fields['path'])}"
    )


def _series_files() -> Iterator[str]:
    """The texts of the files that describe a series; other TOML files here hold facts of another kind."""
    for item in files(__package__).iterdir():
        if item.name.endswith(".toml"):
            text = item.read_text(encoding="utf-8")
            if "\n[series]" in text:
                yield text
