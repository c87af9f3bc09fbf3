"""The bytes of a PDF -> its letters, each with its place, size and style, and the rules that are drawn.

PDFium (through pypdfium2) decodes the file; what it guesses of lines and blanks is left aside, because it puts blanks
inside words and raised marks on lines of their own: pdf_lines.py makes lines of the places themselves. Guarantees: no
more than LARGEST_PAGES pages and LARGEST_LETTERS letters are read; damaged and protected files are refused.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice

import pypdfium2 as pdfium
import pypdfium2.raw as c

from tracker.errors import BadSource, UnsafeSource
from tracker.letters import normal

LARGEST_PAGES = 1000
"""The longest resolutions have some 150 pages (78/247 has 392 paragraphs)."""
LARGEST_LETTERS = 3_000_000
_LARGEST_DRAWN = 20_000
_ITALIC, _FORCED_BOLD = 1 << 6, 1 << 18
_OUTLINED, _INVISIBLE = 2, 3
"""How letters are drawn: filled and outlined (bold, where there is no bold font), and not at all."""
_BOLD_WEIGHT = 600
_THIN = 1.6
_SCANNED = 0.5
"""The part of a page that a picture covers if the page is a scan."""
_HYPHEN = "\x02"
"""What PDFium gives for a hyphen at a line's end."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A printed letter: `left`, `right` and baseline `y` in points from the lower left corner; its size in points."""

    text: str
    left: float
    right: float
    y: float
    size: float
    italic: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page.

    rules: (left, right, y) of thin horizontal lines. scanned: a picture covers it. unseen: letters that are there to be
    searched, under the picture of a scan. unread: letters of which nobody knows what they are. sideways: those that do
    not run along a line.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[tuple[float, float, float], ...] = ()
    scanned: bool = False
    unseen: int = 0
    unread: int = 0
    sideways: str = ""


def pages(data: bytes, name: str) -> list[Page]:
    """The pages of a PDF.

    Raises BadSource for a file that is damaged or protected by a password, UnsafeSource for one beyond all resolutions.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise BadSource(f"{name} is a PDF protected with a password; save it without one") from None
        raise BadSource(f"{name} is a damaged PDF; get the file again") from None
    with closing(document):
        if len(document) > LARGEST_PAGES:
            raise UnsafeSource(f"{name} is refused: it has {len(document):,} pages, which no resolution has")
        found: list[Page] = []
        for index in range(len(document)):
            read = sum(len(page.glyphs) for page in found)
            try:
                found.append(_page(document, index, name, LARGEST_LETTERS - read))
            except pdfium.PdfiumError:
                said = f"{name} is a damaged PDF: page {index + 1} can't be read; get the file again"
                raise BadSource(said) from None
        return found


def _page(document: pdfium.PdfDocument, index: int, name: str, most: int) -> Page:
    with closing(document[index]) as page, closing(page.get_textpage()) as text:
        width, height = page.get_size()
        rules, covered = _drawn(page, width * height)
        if (count := c.FPDFText_CountChars(text.raw)) > most:
            raise UnsafeSource(f"{name} is refused: it has more than {LARGEST_LETTERS:,} letters")
        reader = _Letters(text.raw)
        glyphs = tuple(glyph for at in range(count) for glyph in reader.at(at))
    return Page(
        index + 1,
        width,
        height,
        glyphs,
        rules,
        scanned=covered >= _SCANNED,
        unseen=reader.unseen,
        unread=reader.unread,
        sideways="".join(reader.sideways),
    )


def _drawn(page: pdfium.PdfPage, area: float) -> tuple[tuple[tuple[float, float, float], ...], float]:
    """The thin horizontal lines of a page, and how much of it pictures cover."""
    rules: list[tuple[float, float, float]] = []
    covered = 0.0
    kinds = [c.FPDF_PAGEOBJ_PATH, c.FPDF_PAGEOBJ_IMAGE]
    for drawn in islice(page.get_objects(filter=kinds, max_depth=3), _LARGEST_DRAWN):
        try:
            left, bottom, right, top = drawn.get_bounds()
        except pdfium.PdfiumError:
            continue
        if drawn.type == c.FPDF_PAGEOBJ_IMAGE:
            covered = max(covered, (right - left) * (top - bottom) / max(area, 1))
        elif top - bottom <= _THIN < right - left:
            rules.append((left, right, (top + bottom) / 2))
    return tuple(rules), covered


class _Letters:
    """Asks PDFium for one letter after the other; fonts are asked for once."""

    def __init__(self, page: object) -> None:
        self._page = page
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box, self._matrix = c.FS_RECTF(), c.FS_MATRIX()
        self._fonts: dict[int, tuple[bool, bool]] = {}
        self.unseen = self.unread = 0
        self.sideways: list[str] = []

    def at(self, index: int) -> Iterator[Glyph]:
        """The letter at a place; nothing for what PDFium made up, and for what is none."""
        code = c.FPDFText_GetUnicode(self._page, index)
        if c.FPDFText_IsGenerated(self._page, index) or not (code >= ord(" ") or chr(code) in "\t\x02"):
            return
        drawn = c.FPDFText_GetTextObject(self._page, index)
        if not drawn:
            return
        c.FPDFText_GetMatrix(self._page, index, self._matrix)
        across, up = math.hypot(self._matrix.a, self._matrix.c), math.hypot(self._matrix.b, self._matrix.d)
        letter = _written(code)
        if abs(self._matrix.b) > abs(self._matrix.a):
            self.sideways.append(letter)
            return
        mode = c.FPDFTextObj_GetTextRenderMode(drawn)
        self.unseen += mode == _INVISIBLE
        self.unread += letter == "\ufffd" or unicodedata.category(letter[:1]) in ("Co", "Cn")
        c.FPDFText_GetCharOrigin(self._page, index, self._x, self._y)
        c.FPDFText_GetLooseCharBox(self._page, index, self._box)
        italic, bold = self._font(drawn)
        size = c.FPDFText_GetFontSize(self._page, index) * (up or across)
        left = min(self._x.value, self._box.left) if self._box.right > self._box.left else self._x.value
        yield Glyph(
            letter, left, max(self._box.right, left), self._y.value, round(size, 1), italic, bold or mode == _OUTLINED
        )

    def _font(self, drawn: object) -> tuple[bool, bool]:
        """Whether the font of a text is italic, and bold."""
        font = c.FPDFTextObj_GetFont(drawn)
        if not font:
            return False, False
        key = ctypes.addressof(font.contents)
        if key not in self._fonts:
            buffer = ctypes.create_string_buffer(256)
            c.FPDFFont_GetBaseFontName(font, buffer, 256)
            name = buffer.value.decode("utf-8", "replace").casefold()
            angle = ctypes.c_int()
            c.FPDFFont_GetItalicAngle(font, angle)
            flags = c.FPDFFont_GetFlags(font)
            italic = angle.value != 0 or "italic" in name or "oblique" in name or bool(flags & _ITALIC and flags > 0)
            bold = "bold" in name or "black" in name or bool(flags & _FORCED_BOLD and flags > 0)
            self._fonts[key] = italic, bold or c.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
        return self._fonts[key]


def _written(code: int) -> str:
    """The letter of a code: ligatures and the forms that Arabic letters take beside others are the letters they are."""
    letter = chr(code)
    if letter == _HYPHEN:
        return "-"
    if "\ufb00" <= letter <= "\ufdfd" or "\ufe70" <= letter <= "\ufefc":
        return normal("NFKC", letter)
    return "\ufffd" if "\ud800" <= letter <= "\udfff" else letter
