"""Small PDF files for tests, written object by object: letters at their places, as a page has them.

pdf([at(72, 700, "The General Assembly,"), at(96, 680, "Recalling", font="italic")])    -> bytes of a PDF of one page
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

FONTS = {"roman": "Times-Roman", "italic": "Times-Italic", "bold": "Times-Bold"}
SCAN = "q 612 0 0 792 0 0 cm /Picture Do Q"
"""A picture that covers a page."""


@dataclass(frozen=True)
class Rule:
    """A thin line from left to right."""

    left: float
    right: float
    y: float


@dataclass(frozen=True)
class Words:
    """Words that begin at a place."""

    x: float
    y: float
    text: str
    size: float = 10
    font: str = "roman"
    mode: int = 0


def at(x: float, y: float, text: str, size: float = 10, font: str = "roman", mode: int = 0) -> Words:  # noqa: PLR0917 - as they stand on paper
    """Words at a place, counted in points from the lower left corner. mode 3: they can't be seen."""
    return Words(x, y, text, size, font, mode)


def block(x: float, y: float, *lines: str, indent: float = 24, lead: float = 12) -> list[Words | Rule | str]:
    """A paragraph: the first line stands in, and all others below it."""
    return [at(x + (indent if index == 0 else 0), y - lead * index, line) for index, line in enumerate(lines)]


def _drawn(one: Words | Rule | str) -> str:
    if isinstance(one, str):
        return one
    if isinstance(one, Rule):
        return f"{one.left} {one.y} {one.right - one.left} 0.5 re f"
    text = one.text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /{one.font} {one.size} Tf {one.mode} Tr 1 0 0 1 {one.x} {one.y} Tm ({text}) Tj ET"


def pdf(*pages: Sequence[Words | Rule | str], more: Sequence[bytes] = (), trailer: str = "") -> bytes:
    """A PDF of these pages, each a list of words, rules and drawing commands. more: objects from number 8 on."""
    fonts = [
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode()
        for name in FONTS.values()
    ]
    picture = stream(
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", b"0"
    )
    first = 8 + len(more)
    kids = " ".join(f"{first + 2 * index} 0 R" for index in range(len(pages)))
    named = " ".join(f"/{key} {3 + index} 0 R" for index, key in enumerate(FONTS))
    forms = " ".join(f"/F{8 + index} {8 + index} 0 R" for index in range(len(more)))
    resources = f"<< /Font << {named} >> /XObject << /Picture 6 0 R {forms} >> >>".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        *fonts,
        picture,
        resources,
        *more,
    ]
    for index, page in enumerate(pages):
        content = "\n".join(map(_drawn, page)).encode("cp1252")
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources 7 0 R "
            f"/Contents {first + 2 * index + 1} 0 R >>".encode(),
            stream("", content),
        ]
    return file(objects, trailer)


def form(commands: str) -> bytes:
    """An object that pages can draw by its name (/F8 for the first): for `more`."""
    return stream("/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources 7 0 R", commands.encode())


def stream(said: str, content: bytes) -> bytes:
    """An object with a content; said: what its dictionary says besides."""
    return f"<< {said} /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"


def file(objects: Sequence[bytes], trailer: str = "") -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + one + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n"
    return bytes(out) + end.encode() + f"{len(out)}\n%%EOF\n".encode()
