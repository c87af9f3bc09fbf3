"""The documents in a zip archive, read where they lie: nothing is unpacked, so that no name in it can lead anywhere.

An archive can lie about itself: what it unpacks to is bounded, in number, in sum and for each file, before and while it
is read. A Word or OpenDocument file is a zip archive too, and no archive here.
"""

from __future__ import annotations

import stat
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tracker.errors import BadSource, UnsafeSource
from tracker.pipeline.bounded import LARGEST, must_be_small
from tracker.sources import zips
from tracker.sources.zips import DAMAGE

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
"""How a zip archive begins; the second is an empty one."""
MOST_FILES = 50_000
"""Files in one archive; the public repository has 13,000 (UN.md C.1)."""
LARGEST_SUM = 4 << 30
"""Bytes to which all files of one archive may unpack; the public repository has 0.7 thousand million (UN.md C.1)."""

_DOCUMENTS = {"[Content_Types].xml", "word/document.xml", "mimetype"}
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class InArchive:
    """A file in a zip archive that is open."""

    name: str
    archive: zipfile.ZipFile
    entry: zipfile.ZipInfo

    def read(self) -> bytes:
        """The bytes. Raises BadSource if they are damaged or locked, UnsafeSource if they are too many."""
        if self.entry.flag_bits & _ENCRYPTED:
            raise BadSource(f"{self.name} is locked with a password: unpack the archive yourself, and add its folder")
        must_be_small(self.entry.file_size, self.name)
        try:
            with self.archive.open(self.entry) as file:
                data = file.read(LARGEST + 1)  # never more than the size that was said and checked
        except DAMAGE as error:
            raise BadSource(f"{self.name} is damaged in its archive ({error}): get the archive again") from error
        return data


def opened(place: Path | bytes, name: str) -> zipfile.ZipFile | None:
    """The zip archive in a file or in some bytes; None if it is none, or a document that is packed in one.

    Raises BadSource if it is named .zip and is none, or is damaged; UnsafeSource if it is beyond the limits.
    """
    if not _begins_as_zip(place):
        if name.lower().endswith(".zip"):
            raise BadSource(f"{name} is no zip archive, whatever its name says: get it again")
        return None
    try:
        archive = zips.opened(place)
        names = archive.namelist()
    except DAMAGE as error:
        if name.lower().endswith(".zip"):
            raise BadSource(f"{name} is a damaged zip archive ({error}): get it again") from error
        return None
    if _DOCUMENTS & set(names):
        archive.close()
        return None
    if len(names) > MOST_FILES:
        raise UnsafeSource(f"{name} holds {len(names):,} files, more than {MOST_FILES:,}: unpack what you need of it")
    total = sum(entry.file_size for entry in archive.infolist())
    if total > LARGEST_SUM:
        raise UnsafeSource(
            f"{name} would unpack to {total >> 20:,} MiB, more than {LARGEST_SUM >> 20:,}: unpack what you need of it"
        )
    return archive


def inside(archive: zipfile.ZipFile, name: str) -> list[InArchive]:
    """The files of an archive by their names; hidden ones, links, and what macOS adds are left alone."""
    found = [
        InArchive(f"{name}/{shown}", archive, entry)
        for entry in archive.infolist()
        if not entry.is_dir() and not stat.S_ISLNK(entry.external_attr >> 16) and (shown := _shown(entry))
    ]
    return sorted(found, key=lambda one: one.name)


def _begins_as_zip(place: Path | bytes) -> bool:
    if isinstance(place, bytes):
        return place.startswith(ZIP)
    try:
        with place.open("rb") as file:
            return file.read(4) in ZIP
    except OSError:
        return False  # what is wrong with the file is said when it is read


def _shown(entry: zipfile.ZipInfo) -> str:
    """An entry's name as it is told: only what leads down, only what can be printed. Empty if it is hidden."""
    name = entry.filename
    if not entry.flag_bits & 0x800:  # no word of its encoding: zipfile took the oldest, most programs write UTF-8
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    if any(part.startswith(".") or part == "__MACOSX" for part in parts):
        return ""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in "/".join(parts))
