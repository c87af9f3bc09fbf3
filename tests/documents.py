"""Small documents for tests of the store: texts written by us, in a line each.

resolution("76/1", "PP1 Recalling its resolution 75/1,", "OP1 Decides.")     the first word is the label
document(resolution(...))                                                     a file that holds it, and its bytes
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

from tracker.model import Document, Kind, Origin, Paragraph, Resolution
from tracker.symbols import Symbol


def resolution(symbol: str, *lines: str, language: str = "en", **fields: Any) -> Resolution:
    """A text; each line is its label, a blank, and its words. Adopted on 16 December of its session's year."""
    name = Symbol.parse(symbol)
    year = 1945 + (name.session or 75)
    facts: dict[str, Any] = {"adopted": date(year, 12, 16), "session": name.session, "title": "Bridges", **fields}
    return Resolution(name, language, paragraphs=tuple(map(_paragraph, lines)), **facts)


def _paragraph(line: str) -> Paragraph:
    label, _, words = line.partition(" ")
    kind: Kind = "operative" if label.startswith("OP") else "preambular"
    return Paragraph(kind, words, label, path=(label,))


def document(
    *resolutions: Resolution, data: bytes | None = None, name: str = "a.txt", form: str = "text", **fields: Any
) -> tuple[Document, bytes]:
    """A file that holds these texts, and its bytes: the same texts give the same bytes."""
    content = repr((form, resolutions)).encode() if data is None else data
    origin = Origin(name, sha256(content).hexdigest(), form, "plain")
    return Document(origin, tuple(replace(one, origin=origin) for one in resolutions), **fields), content
