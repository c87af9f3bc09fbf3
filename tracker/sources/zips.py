"""Zip archives, opened so that what they say of themselves costs no more than they could be worth."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from pathlib import Path

LARGEST_LIST = 16 << 20
"""Bytes of the list of files at an archive's end: 50,000 files with names of 250 letters."""
DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, OSError, EOFError, ValueError, KeyError,
          NotImplementedError, RuntimeError, OverflowError, MemoryError)  # fmt: skip
"""What zipfile and the decompressors raise for bytes that are not as they should be."""


def opened(place: Path | bytes) -> zipfile.ZipFile:
    """An archive in a file or in some bytes. Raises one of DAMAGE.

    zipfile reads the whole list of files before it can be asked anything: millions of them would take gigabytes.
    """
    file = _Bytes(place) if isinstance(place, bytes) else _File(place, "rb")
    try:
        archive = zipfile.ZipFile(file)
    except BaseException:
        file.close()
        raise
    file.is_open = True
    return archive


class _Bytes(io.BytesIO):
    is_open = False

    def read(self, size: int | None = -1) -> bytes:
        return super().read(_bounded(size, is_open=self.is_open))


class _File(io.FileIO):
    is_open = False

    def read(self, size: int | None = -1) -> bytes:
        return super().read(_bounded(size, is_open=self.is_open)) or b""


def _bounded(size: int | None, *, is_open: bool) -> int:
    """How much may be read: no more than a list of files, until the archive is open."""
    if size is None:
        return -1
    if size > LARGEST_LIST and not is_open:
        raise zipfile.BadZipFile(f"its list of files has more than {LARGEST_LIST >> 20} MB")
    return size
