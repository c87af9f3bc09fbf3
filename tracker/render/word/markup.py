"""Runs, paragraphs and tables of a Word file, as XML in the order that its schema asks for.

Whatever is not `Xml` is text, and is escaped. A TAB is a tab stop, a line feed a line break, and the hyphens that Word
has signs for are written as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from tracker.render import escape

Align = Literal["", "left", "right", "center", "both"]
"""left and right are the sides where a line starts and ends: in a right-to-left paragraph Word turns them around."""

_SIGNS = re.compile("([\t\n\u2011\u00ad])")
_AS_SIGN = {"\t": "<w:tab/>", "\n": "<w:br/>", "\u2011": "<w:noBreakHyphen/>", "\u00ad": "<w:softHyphen/>"}


class Xml(str):
    """Text that is XML already."""

    __slots__ = ()


def joined(parts: Iterable[str]) -> Xml:
    """Pieces of XML one after the other."""
    return Xml("".join(parts))


def text(content: str, *, deleted: bool = False) -> Xml:
    """The words of a run. deleted: inside a w:del, where Word has another name for them."""
    name = "w:delText" if deleted else "w:t"
    if not _SIGNS.search(content):
        return Xml(f'<{name} xml:space="preserve">{escape.xml(content)}</{name}>') if content else Xml()
    return joined(
        _AS_SIGN.get(piece) or f'<{name} xml:space="preserve">{escape.xml(piece)}</{name}>'
        for piece in _SIGNS.split(content)
        if piece
    )


def run(
    content: str,
    *,
    style: str = "",
    bold: bool = False,
    italic: bool = False,
    strike: bool = False,
    colour: str = "",
    size: float | None = None,
    underline: Literal["", "single", "double", "dotted"] = "",
    raised: bool = False,
    rtl: bool = False,
    deleted: bool = False,
) -> Xml:
    """Words that look alike. colour: six hexadecimal digits; size: in points; raised: superscript."""
    said = look(
        style=style, bold=bold, italic=italic, strike=strike, colour=colour, size=size, underline=underline,
        raised=raised, rtl=rtl,
    )  # fmt: skip
    inside = content if isinstance(content, Xml) else text(content, deleted=deleted)
    return Xml(f"<w:r>{f'<w:rPr>{said}</w:rPr>' if said else ''}{inside}</w:r>")


def look(
    *,
    style: str = "",
    bold: bool = False,
    italic: bool = False,
    strike: bool = False,
    colour: str = "",
    size: float | None = None,
    underline: str = "",
    raised: bool = False,
    rtl: bool = False,
) -> Xml:
    """What stands inside a w:rPr; every look has its twin for complex scripts, so that Arabic is set alike."""
    said = f'<w:rStyle w:val="{style}"/>' if style else ""
    said += "<w:b/><w:bCs/>" if bold else ""
    said += "<w:i/><w:iCs/>" if italic else ""
    said += "<w:strike/>" if strike else ""
    said += f'<w:color w:val="{colour}"/>' if colour else ""
    if size is not None:
        half = round(size * 2)
        said += f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
    said += f'<w:u w:val="{underline}"/>' if underline else ""
    said += '<w:vertAlign w:val="superscript"/>' if raised else ""
    said += "<w:rtl/>" if rtl else ""
    return Xml(said)


def page_number(*, total: bool = False) -> Xml:
    """The number of the page, or how many pages there are, counted by Word."""
    what = "NUMPAGES" if total else "PAGE"
    return Xml(f'<w:fldSimple w:instr=" {what} "><w:r><w:t>1</w:t></w:r></w:fldSimple>')


def paragraph(
    *content: str,
    style: str = "",
    align: Align = "",
    rtl: bool = False,
    keep_next: bool = False,
    page_break: bool = False,
    indent: tuple[int, int] | None = None,
    first_line: tuple[int, int] | None = None,
    mark: str = "",
) -> Xml:
    """A paragraph of runs; a plain text is one run.

    keep_next: on one page with the next. page_break: begins a page. indent: where it begins and how far its first line
    hangs out, in twips; first_line: where it begins and how much farther its first line. mark: what stands in the
    w:rPr of its paragraph mark, such as that it was inserted.
    """
    said = f'<w:pStyle w:val="{style}"/>' if style else ""
    said += "<w:keepNext/>" if keep_next else ""
    said += "<w:pageBreakBefore/>" if page_break else ""
    said += "<w:bidi/>" if rtl else ""
    said += f'<w:ind w:left="{indent[0]}" w:hanging="{indent[1]}"/>' if indent else ""
    said += f'<w:ind w:left="{first_line[0]}" w:firstLine="{first_line[1]}"/>' if first_line else ""
    said += f'<w:jc w:val="{align}"/>' if align else ""
    said += f"<w:rPr>{mark}</w:rPr>" if mark else ""
    runs = "".join(piece if isinstance(piece, Xml) else run(piece, rtl=rtl) for piece in content if piece)
    return Xml(f"<w:p>{f'<w:pPr>{said}</w:pPr>' if said else ''}{runs}</w:p>")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its paragraphs, its shade (six hexadecimal digits), over how many columns it goes."""

    paragraphs: Sequence[Xml]
    fill: str = ""
    span: int = 1


def table(
    rows: Sequence[Sequence[Cell | str]],
    *,
    widths: Sequence[int],
    header: int = 0,
    style: str = "TableGrid",
    rtl: bool = False,
    row_properties: Sequence[str] = (),
) -> Xml:
    """A table of fixed widths, in twips (1440 to the inch).

    header: so many first rows are repeated on every page. A row is kept on one page. row_properties: for each row what
    else stands in its w:trPr, such as that it was deleted.
    """
    said = f'<w:tblStyle w:val="{style}"/>{"<w:bidiVisual/>" if rtl else ""}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
    out = [f'<w:tbl><w:tblPr>{said}<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>']
    out += [f'<w:gridCol w:w="{width}"/>' for width in widths]
    out.append("</w:tblGrid>")
    for index, row in enumerate(rows):
        more = row_properties[index] if index < len(row_properties) else ""
        repeated = "<w:tblHeader/>" if index < header else ""
        out.append(f"<w:tr><w:trPr><w:cantSplit/>{repeated}{more}</w:trPr>")
        column = 0
        for cell in row:
            held = cell if isinstance(cell, Cell) else Cell((paragraph(cell, rtl=rtl),))
            out.append(_cell(held, sum(widths[column : column + held.span])))
            column += held.span
        out.append("</w:tr>")
    return Xml("".join(out) + "</w:tbl>")


def _cell(cell: Cell, width: int) -> str:
    said = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    said += f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    said += f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.fill}"/>' if cell.fill else ""
    # A cell must end with a paragraph, also an empty one.
    return f"<w:tc><w:tcPr>{said}</w:tcPr>{''.join(cell.paragraphs) or paragraph()}</w:tc>"
