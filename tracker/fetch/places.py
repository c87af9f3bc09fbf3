"""Where the files of a catalogue are looked for: the public repository, or a mirror of it (a folder or an address).

A place gives the bytes of a file, or None where it has no such file; whether they are the right ones is not its
business. In a mirror a member of an archive is looked for in that archive, then unpacked in the archive's folder.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Protocol
from urllib.parse import quote, urlsplit

from tracker.catalogue import OfficialFile
from tracker.errors import FetchError
from tracker.fetch import network
from tracker.pipeline import bounded
from tracker.sources import zips

_LARGEST_MEMBER = 16 << 20  # bytes; the largest official file has 2 million (UN.md C.1)


class Place(Protocol):
    """Somewhere to look for files. `name` is how messages call it; what is `local` needs no cache."""

    name: str
    mirror: bool
    local: bool

    def read(self, file: OfficialFile, budget: network.Budget) -> bytes | None:
        """The bytes of a file; None where there is none. Raises FetchError, BadSource."""


def place(source: str | Path | None, named_by: str = "--from") -> Place:
    """The place that is meant: a folder, an address, or (None) the public repository.

    `named_by` is the option or the variable that named it, for messages.

    Raises FetchError if it is neither an https address nor a folder.
    """
    if source is None:
        return Repository()
    if "://" in str(source):
        return WebMirror(str(source), named_by)
    folder = bounded.place(str(source))
    if not folder.is_dir():
        raise FetchError(f"{source} ({named_by}) is no folder: a mirror is a folder, or an https address")
    return Folder(folder, named_by)


class Repository:
    """The public repository, by the addresses of the catalogue."""

    mirror = False
    local = False

    def __init__(self) -> None:
        self.name = "the public repository"

    def read(self, file: OfficialFile, budget: network.Budget) -> bytes | None:
        try:
            data = network.get(file.address, budget)
        except network.NotThere:
            return None
        return member(data, file.path, file.address) if file.archive else data


class WebMirror:
    """A mirror behind an address."""

    mirror = True
    local = False

    def __init__(self, address: str, named_by: str) -> None:
        self.name = f"the mirror {urlsplit(address).netloc} ({named_by})"
        self._base = address.rstrip("/")

    def read(self, file: OfficialFile, budget: network.Budget) -> bytes | None:
        return _first(file, lambda path: self._get(path, budget))

    def _get(self, path: str, budget: network.Budget) -> bytes | None:
        try:
            return network.get(f"{self._base}/{quote(path)}", budget)
        except network.NotThere:
            return None


class Folder:
    """A mirror in a folder."""

    mirror = True
    local = True

    def __init__(self, folder: Path, named_by: str) -> None:
        self.name = f"the mirror {folder} ({named_by})"
        self._folder = folder

    def read(self, file: OfficialFile, budget: network.Budget) -> bytes | None:  # noqa: ARG002  # a folder is quick
        return _first(file, self._get)

    def _get(self, path: str) -> bytes | None:
        target = self._folder / path
        try:
            there = target.is_file()
        except OSError as error:
            raise FetchError(f"{target} can't be read: {error.strerror}") from error
        return bounded.of_file(target, str(target)) if there else None


def _first(file: OfficialFile, get: Callable[[str], bytes | None]) -> bytes | None:
    """The file in a mirror: out of its archive, else where the archive would have been unpacked."""
    if not file.archive:
        return get(file.path)
    archive = get(file.archive)
    if archive is not None:
        return member(archive, file.path, file.archive)
    return get(str(PurePosixPath(file.archive).parent / file.path))


def member(archive: bytes, name: str, where: str) -> bytes | None:
    """A member of a zip archive, None if it has no such member. Raises FetchError if it is no archive."""
    try:
        with zips.opened(archive) as opened:
            info = opened.getinfo(name)
            if info.file_size > _LARGEST_MEMBER:
                raise FetchError(f"{name} in {where} is larger than {_LARGEST_MEMBER >> 20} MiB and was not read")
            return opened.read(info)
    except KeyError:
        return None
    except zips.DAMAGE as error:
        raise FetchError(f"{where} is no zip archive that can be read: {error}") from error
