"""PDF files that mean harm: loops, bombs, sizes that are none, scripts; built here, none of them is anybody's text."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from functools import cache

from pdf_files import Rule, at, file, form, pdf, stream

TEXT = (
    at(72, 700, "The General Assembly,"),
    at(96, 680, "Recalling bridges and rivers of all kinds,"),
    at(96, 660, "1. Decides to build bridges;"),
    at(96, 640, "2. Ends."),
)
_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
_BOX = b"[0 0 612 792]"
_ROMAN = b"/Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding"


def _packed(said: str, content: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        content = zlib.compress(content)
    return stream(f"{said} /Filter [{'/FlateDecode ' * times}]", content)


@cache
def small() -> Mapping[str, bytes]:
    """What takes no more than a second or two each, and is read or refused."""
    plain = pdf(TEXT)
    pages = [f"<< /Type /Pages /Kids [{number} 0 R] /Count 1 >>".encode() for number in range(3, 20_000)]
    script = b"/Type /Catalog /OpenAction << /S /JavaScript /JS (while(true){app.alert('x')}) >> "
    launch = b"/AA << /WC << /S /Launch /F (/bin/sh) >> >>"
    lock = f"<< /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -44 >>".encode()
    one = "/Type /XObject /Subtype /Form /BBox [0 0 612 792]"
    objects = _packed("/Type /ObjStm /N 100000000 /First 4", b"9 0 " + b" " * (100 << 20))
    sizes = _packed("/Type /XRef /Size 100000000 /W [1 2 1] /Root 2 0 R", bytes(100 << 20))
    place = plain.rsplit(b"startxref\n", 1)[1].split()[0]
    return {
        "pages-in-a-circle.pdf": file([_CATALOG, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"]),
        "pages-deep.pdf": file([_CATALOG, *pages, b"<< /Type /Page >>"]),
        "pages-counted.pdf": file([_CATALOG, b"<< /Type /Pages /Kids [] /Count 2000000000 >>"]),
        "pages-empty.pdf": pdf(*[[]] * 10_000),
        "box-huge.pdf": plain.replace(_BOX, b"[0 0 1e30 1e30]"),
        "box-none.pdf": plain.replace(_BOX, b"[0 0 0 0]"),
        "box-loop.pdf": pdf(TEXT, more=[b"9 0 R", b"8 0 R"]).replace(b"/MediaBox " + _BOX, b"/MediaBox 8 0 R"),
        "locked.pdf": pdf(TEXT, more=[lock], trailer="/Encrypt 8 0 R /ID [<01> <01>]"),
        "script.pdf": plain.replace(b"/Type /Catalog", script + launch),
        "bomb.pdf": pdf([*TEXT, "/F8 Do"], more=[_packed(one, b" " * (100 << 20), times=2)]),
        "bomb-of-objects.pdf": pdf(TEXT, more=[objects]),
        "bomb-of-places.pdf": b"%PDF-1.7\n1 0 obj\n" + sizes + b"\nendobj\nstartxref\n9\n%%EOF\n",
        "places-loop.pdf": plain.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev " + place),
        "font-without-widths.pdf": plain.replace(_ROMAN, b"/Subtype /TrueType /FirstChar 0 /LastChar 2000000000"),
        "font-without-anything.pdf": plain.replace(_ROMAN, b""),
        "letters-huge.pdf": pdf([*TEXT, at(72, 600, "vast", size=1e30), at(7e30, -7e30, "far")]),
        "nested.pdf": file([_CATALOG.replace(b">>", b"/X " + b"[" * 200_000 + b">>"), b"<< /Kids [] /Count 0 >>"]),
        "rules.pdf": pdf([*TEXT, *(Rule(0, 600, number % 700) for number in range(20_000))]),
        "cut.pdf": plain[: len(plain) // 2],
    }


def large() -> Mapping[str, bytes]:
    """What takes as long, or as much memory, as its process may have."""
    doubled = [form(f"/F{9 + number} Do /F{9 + number} Do") for number in range(30)]
    return {
        "forms-loop.pdf": pdf([*TEXT, "/F8 Do"], more=[form("/F8 Do /F8 Do")]),
        "forms-doubled.pdf": pdf([*TEXT, "/F8 Do"], more=[*doubled, form("BT /roman 10 Tf (a) Tj ET")]),
        "most-letters.pdf": pdf([*TEXT, *(at(number % 600, number * 7 % 780, "ab " * 10) for number in range(90_000))]),
    }
