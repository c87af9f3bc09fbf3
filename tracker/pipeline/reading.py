"""Bytes -> Document for every file that can be read here, those included that another program must convert first."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from tracker import sources
from tracker.model import Document, Finding
from tracker.pipeline.bounded import must_be_small

_FOREIGN = (b"\xd0\xcf\x11\xe0", b"{\\rtf", b"PK\x03\x04")
"""How files begin that may have to be converted (convert.py looks closer)."""


def read(data: bytes, name: str, *, language: str | None = None, original: bool = False) -> Document:
    """Read one file: as sources.read, and .doc, .rtf and .odt where the programs for them are installed.

    The origin is the file that was given, not what became of it. Raises BadSource, UnsafeSource, Contradiction.
    """
    must_be_small(len(data), name)
    if sources.is_pdf(data):
        from tracker.pipeline import fenced  # a process for each such file

        return fenced.read(data, name, language=language, original=original)
    if not data.startswith(_FOREIGN):
        return sources.read(data, name, language=language, original=original)
    from tracker import convert  # what starts programs is loaded for such files only

    form = convert.form_of(data, name)
    if form is None:
        return sources.read(data, name, language=language, original=original)
    if form == "odt":
        from tracker.sources import opendocument

        opendocument.must_be_harmless(data, name)
    converted = convert.convert(data, name, form)
    document = sources.read(converted.data, name, language=language, original=original)
    origin = replace(document.origin, sha256=sha256(data).hexdigest(), format=converted.form)
    return replace(
        document,
        origin=origin,
        resolutions=tuple(replace(one, origin=origin) for one in document.resolutions),
        findings=(Finding("converted", converted.said), *document.findings),
    )
