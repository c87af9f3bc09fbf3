"""What a user names (files, folders, bytes) to one document after the other."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tracker.errors import BadSource

SUFFIXES = frozenset(
    {".xml", ".docx", ".docm", ".doc", ".rtf", ".odt", ".htm", ".html", ".txt", ".md", ".markdown", ".json"}
)
"""The names that documents have. In a folder other files are skipped; a file that is named itself is read as it is."""
LARGEST = 64 << 20
"""The largest file that is read, in bytes; the largest official one has two million (UN.md C.1)."""


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
        try:
            if self.path.stat().st_size > LARGEST:
                raise BadSource(f"{self.path} is larger than {LARGEST >> 20} MiB: it is no resolution")
            return self.path.read_bytes()
        except FileNotFoundError:
            raise BadSource(f"{self.path} is not there: check the path") from None
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise BadSource(
                f"{self.path} can't be read ({reason}): check that it is a file that you may read"
            ) from error


Given = str | os.PathLike[str] | Supplied
File = OnDisk | Supplied


def collect(paths: Sequence[Given]) -> tuple[list[File], int]:
    """All documents that are named, those of a folder by path; and how many files of folders are none by their names.

    Hidden files and folders are left alone. Raises BadSource if a folder holds no document.
    """
    files: list[File] = []
    skipped = 0
    for given in paths:
        if isinstance(given, Supplied):
            files.append(given)
        elif Path(given).is_dir():
            inside = _inside(Path(given))
            documents = [path for path in inside if path.suffix.lower() in SUFFIXES]
            if not documents:
                raise BadSource(f"no document is in {given}: they are files named {', '.join(sorted(SUFFIXES))}")
            files += map(OnDisk, documents)
            skipped += len(inside) - len(documents)
        else:
            files.append(OnDisk(Path(given)))
    return files, skipped


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
