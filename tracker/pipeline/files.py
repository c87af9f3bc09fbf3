"""What a user names (files, folders, zip archives, bytes) to one document after the other."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from tracker.errors import BadSource
from tracker.pipeline import archives, bounded
from tracker.pipeline.archives import InArchive

SUFFIXES = frozenset(
    {".xml", ".docx", ".docm", ".doc", ".pdf", ".rtf", ".odt", ".htm", ".html", ".txt", ".md", ".markdown", ".json"}
)
"""The names that documents have. In a folder other files are skipped; a file that is named itself is read as it is."""
_ARCHIVE = ".zip"


@dataclass(frozen=True, slots=True)
class Supplied:
    """Bytes that come from no file, such as standard input, and what messages call them."""

    name: str
    data: bytes

    def read(self) -> bytes:
        """The bytes."""
        return self.data


@dataclass(frozen=True, slots=True)
class OnDisk:
    """A file."""

    path: Path

    @property
    def name(self) -> str:
        """Its path, as the user knows it."""
        return str(self.path)

    def read(self) -> bytes:
        """The bytes. Raises BadSource if it isn't there, can't be read, or is too large."""
        return bounded.of_file(self.path, self.name)


@dataclass(frozen=True, slots=True)
class Unopened:
    """An archive that can't be opened: one bad file, where it stands among others."""

    name: str
    error: BadSource

    def read(self) -> bytes:
        """Raises why it can't be opened."""
        raise self.error


Given = str | os.PathLike[str] | Supplied
File = OnDisk | Supplied | InArchive | Unopened


@dataclass(slots=True)
class _Found:
    """What was found so far; `skipped` counts what is no document by its name, in folders and archives."""

    files: list[File] = field(default_factory=list)
    skipped: int = 0


def collect(paths: Sequence[Given]) -> tuple[list[File], int]:
    """All documents that are named, those of a folder or archive by path; and how many files in these are none.

    Hidden files and folders are left alone; archives in a folder are opened, archives in an archive are not. Raises
    BadSource if a folder or an archive that is named holds no document.
    """
    found = _Found()
    for given in paths:
        before = len(found.files)
        if isinstance(given, Supplied):
            _add(found, given, given.data)
        elif Path(given).is_dir():
            _add_folder(found, Path(given))
        else:
            _add(found, OnDisk(Path(given)), Path(given))
        if len(found.files) == before:
            name = given.name if isinstance(given, Supplied) else given
            raise BadSource(f"no document is in {name}: they are files named {', '.join(sorted(SUFFIXES))}")
    return found.files, found.skipped


def _add(found: _Found, file: OnDisk | Supplied, place: Path | bytes) -> None:
    """A file, or what is in it if it is an archive."""
    try:
        archive = archives.opened(place, file.name)
    except BadSource as error:
        found.files.append(Unopened(file.name, error))
        return
    if archive is None:
        found.files.append(file)
        return
    for one in archives.inside(archive, file.name):
        suffix = PurePath(one.name).suffix.lower()
        if suffix == _ARCHIVE:
            said = f"{one.name} is an archive in an archive: unpack the outer one, and add its folder"
            found.files.append(Unopened(one.name, BadSource(said)))
        elif suffix in SUFFIXES:
            found.files.append(one)
        else:
            found.skipped += 1


def _add_folder(found: _Found, folder: Path) -> None:
    for path in _inside(folder):
        suffix = path.suffix.lower()
        if suffix == _ARCHIVE:
            _add(found, OnDisk(path), path)
        elif suffix in SUFFIXES:
            found.files.append(OnDisk(path))
        else:
            found.skipped += 1


def _inside(folder: Path) -> list[Path]:
    """The files under a folder, by path; hidden ones apart. Raises BadSource if a folder can't be read."""

    def refuse(error: OSError) -> None:
        reason = (error.strerror or str(error)).lower()
        raise BadSource(f"{error.filename} can't be read ({reason}): check that you may read it") from error

    found: list[Path] = []
    for top, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(top) / name for name in sorted(names) if not name.startswith(".")]
    return found
