"""What a Word file says once its tracked changes are all rejected, or all accepted.

By its XML, with no code of the program that wrote it.

A paragraph is its words, TAB for w:tab, and for each note ⟨its words⟩ where its mark stands. A row of a table is its
cells joined by " | ". Rules: ECMA-376 part 1, 17.13.5.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import pairwise
from typing import Literal

from lxml import etree

from tracker.model import Footnote, Resolution

View = Literal["rejected", "accepted"]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_GONE: Mapping[View, tuple[str, ...]] = {"rejected": ("ins", "moveTo"), "accepted": ("del", "moveFrom")}
_SIGNS = {f"{W}tab": "\t", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad", f"{W}br": "\n"}
CHANGES = ("ins", "del", "moveFrom", "moveTo")


def part(data: bytes, name: str) -> etree._Element | None:
    """The root of a part of the file."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name)) if name in archive.namelist() else None


def lines(data: bytes, view: View) -> list[str]:
    """The paragraphs of the file in a view; empty ones left out."""
    notes = part(data, "word/footnotes.xml")
    said = {
        one.get(f"{W}id", ""): "".join(_words(one, view, {})).strip() for one in notes if one.get(f"{W}type") is None
    } if notes is not None else {}  # fmt: skip
    document = part(data, "word/document.xml")
    assert document is not None
    return [line for line in _blocks(document[0], view, said) if line.strip()]


def _blocks(container: etree._Element, view: View, notes: Mapping[str, str]) -> Iterator[str]:
    held = ""
    for block in container:
        if block.tag == f"{W}p":
            held += "".join(_words(block, view, notes))
            mark = block.find(f"{W}pPr/{W}rPr")
            if mark is None or not any(mark.find(f"{W}{name}") is not None for name in _GONE[view]):
                yield held
                held = ""
        elif block.tag == f"{W}tbl":
            assert not held, "words that would have to go into a table"
            for row in block.iter(f"{W}tr"):
                if not any(row.find(f"{W}trPr/{W}{name}") is not None for name in _GONE[view]):
                    yield " | ".join("\n".join(_blocks(cell, view, notes)) for cell in row.iter(f"{W}tc"))
    assert not held, "words after the last paragraph"


def _words(element: etree._Element, view: View, notes: Mapping[str, str]) -> Iterator[str]:
    for child in element:
        name = str(child.tag).removeprefix(W)
        if name in _GONE[view] or name in ("pPr", "rPr"):
            continue
        if name in ("t", "delText"):
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[str(child.tag)]
        elif name == "footnoteReference":
            yield f"⟨{notes[child.get(f'{W}id', '')]}⟩"
        else:
            yield from _words(child, view, notes)


def printed(resolution: Resolution) -> list[str]:
    """A text as its pages show it, in the same form."""
    head = list(resolution.masthead.lines)
    number = ""
    last = head[-1] if head else ""
    if re.fullmatch(r"[\w-]+/\d+( [A-Z]+)?\.?( *-)?", last):
        number = head.pop() + "\t"
    if len(head) >= 5 and "/RES/" in head[1]:
        head = [f"{head[0]} | {head[1]}", f"{head[2]} | {head[3]}\n{head[4]}", *head[5:]]
    out = [*head, number + _marked(resolution.title, resolution.title_notes)]
    closed = False
    for one in resolution.paragraphs:
        if one.in_annex and not closed:
            out += resolution.closing
            closed = True
        said = f"{one.number}\t" if one.number else ""
        said += _marked(one.text, one.notes)
        out.append(said.replace("\t", " | ") if one.kind == "table" else said)
    return [line for line in [*out, *(() if closed else resolution.closing)] if line.strip(" |")]


def _marked(text: str, notes: tuple[Footnote, ...]) -> str:
    cuts = [0, *sorted(min(note.offset, len(text)) for note in notes), len(text)]
    said = [text[start:end] for start, end in pairwise(cuts)]
    order = sorted(notes, key=lambda note: note.offset)
    return "".join(piece + (f"⟨{order[i].text.strip()}⟩" if i < len(order) else "") for i, piece in enumerate(said))


def ids(data: bytes) -> list[str]:
    """The numbers of all changes in the file."""
    found = []
    for name in ("word/document.xml", "word/footnotes.xml"):
        root = part(data, name)
        for tag in (*CHANGES, "moveFromRangeStart", "moveToRangeStart"):
            found += [one.get(f"{W}id", "") for one in root.iter(f"{W}{tag}")] if root is not None else []
    return found


def authors(data: bytes) -> dict[str, str]:
    """Everyone who changed something, with the day."""
    found = {}
    for name in ("word/document.xml", "word/footnotes.xml"):
        root = part(data, name)
        for tag in CHANGES:
            for one in root.iter(f"{W}{tag}") if root is not None else ():
                found[one.get(f"{W}author", "")] = one.get(f"{W}date", "")[:10]
    return found


def marked(data: bytes) -> list[str]:
    """The paragraphs with what came and went in them, and by whom: "a {+b|A/RES/76/1+} [-c|A/RES/76/1, technical-]"."""
    document = part(data, "word/document.xml")
    assert document is not None
    out = []
    for block in document[0].iter(f"{W}p"):
        mark = block.find(f"{W}pPr/{W}rPr")
        ends = "".join(
            f" ¶{str(one.tag).removeprefix(W)}|{one.get(f'{W}author')}" for one in (mark if mark is not None else ())
        )
        out.append("".join(_marked_words(block)) + ends)
    return [line for line in out if line]


def _marked_words(element: etree._Element) -> Iterator[str]:
    for child in element:
        name = str(child.tag).removeprefix(W)
        said = "".join(_marked_words(child)) if name != "pPr" else ""
        if name in ("t", "delText"):
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[str(child.tag)]
        elif name == "footnoteReference":
            yield f"⟨{child.get(f'{W}id')}⟩"
        elif name in CHANGES:
            opens, closes = ("{+", "+}") if name in ("ins", "moveTo") else ("[-", "-]")
            how = " moved" if name.startswith("move") else ""
            yield f"{opens}{said}|{child.get(f'{W}author')}{how}{closes}"
        else:
            yield said
