"""What a file shows and what was read of it, as multisets of characters, for the promise that nothing is lost.

Blanks of every kind do not count. Beyond them, what is not counted is markup:
- XML: the empty "()" that opens a note's text and a `sup` that holds nothing but "(" or ")" (both stand around a note's
  mark in Arabic). A note's mark is an attribute in XML; it counts as shown.
- text: "*" and "_" of emphasis and "#" of headings; the marks of notes count twice, where they stand and at the note.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from lxml import etree

from tracker.model import Document, Footnote

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def _count(parts: Iterable[str]) -> Counter[str]:
    text = unicodedata.normalize("NFC", "".join(parts))
    return Counter(letter for letter in text if not letter.isspace())


def shown_by_xml(data: bytes) -> Counter[str]:
    """The characters of every text node outside meta."""
    parts: list[str] = []

    def walk(element: etree._Element) -> None:
        name = etree.QName(element).localname
        text = "".join(map(str, element.itertext()))
        if name == "meta" or (name == "sup" and text.strip() in {"(", ")"}):
            return
        if name == "authorialNote":
            parts.extend((element.get("marker") or "", re.sub(r"^\s*\(\)", "", text)))
            return
        parts.append(element.text or "")
        for child in element:
            walk(child)
            parts.append(child.tail or "")

    walk(etree.fromstring(data, etree.XMLParser(remove_comments=True)))
    return _count(parts)


def shown_by_text(data: bytes) -> Counter[str]:
    """The characters of a text file without its markup."""
    return _count(re.sub(r"[*_#]", "", data.decode().translate(_RAISED)))


def read_of(document: Document, *, marks: int = 1) -> Counter[str]:
    """The characters that a document holds. `marks`: how often each note's mark is shown."""
    parts: list[str] = [*document.unplaced]
    shared: set[str] = set()
    for resolution in document.resolutions:
        own = [line for line in resolution.masthead.lines if line not in shared]  # parts share the cover's lines
        shared |= set(resolution.masthead.lines)
        # A part without a title has that of the whole, which is one of the lines above it.
        inherited = len(document.resolutions) > 1 and resolution.title in shared
        parts += [*own, *([] if inherited else [resolution.title]), *resolution.closing]
        for paragraph in resolution.paragraphs:
            parts += [paragraph.number or "", paragraph.text]
        notes = [note for paragraph in resolution.paragraphs for note in paragraph.notes]
        for note in (*notes, *([] if inherited else resolution.title_notes)):
            parts += _shown(note, marks)
    return _count(parts)


def _shown(note: Footnote, marks: int) -> list[str]:
    return [note.mark * marks, note.text]
