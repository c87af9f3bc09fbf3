"""Word files for tests, written as XML: small ones piece by piece, and whole resolutions as the UN sets them.

docx(p(i("Recalling"), " its resolution", note(1), ","), notes={1: "See resolution 55/2."})    -> bytes of a .docx
of_resolution(resolution)                                                        -> the same, of a whole text
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from tracker.languages import LANGUAGES
from tracker.model import Footnote, Paragraph, Resolution

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_REFERS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = (
    f'xmlns:w="{_MAIN}" xmlns:r="{_REFERS}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SPECIAL = re.compile("([\t\n\u2011\u00ad])")
_CODES = {"\t": "<w:tab/>", "\n": "<w:br/>", "\u2011": "<w:noBreakHyphen/>", "\u00ad": "<w:softHyphen/>"}


class Xml(str):
    """Text that is XML already."""

    __slots__ = ()


# ------------------------------------------------------------------------------------------------------------ pieces


def t(text: str, deleted: bool = False) -> Xml:  # noqa: FBT001, FBT002 - one flag
    """Words of a run; TAB, line feed, U+2011 and U+00AD as Word writes them."""
    tag = "w:delText" if deleted else "w:t"
    pieces = (_CODES.get(one) or f'<{tag} xml:space="preserve">{escape(one)}</{tag}>' for one in _SPECIAL.split(text))
    return Xml("".join(piece for piece, one in zip(pieces, _SPECIAL.split(text), strict=True) if one))


def r(text: str, *properties: str, deleted: bool = False) -> Xml:
    """A run; properties as "i", "b", "u=single", "rStyle=Lead", "vertAlign=superscript"."""
    content = text if isinstance(text, Xml) else t(text, deleted)
    return Xml(f"<w:r>{_properties('rPr', properties)}{content}</w:r>")


def i(text: str) -> Xml:
    """Words in italics."""
    return r(text, "i")


def note(number: int | str, own: str = "", kind: str = "footnote") -> Xml:
    """The mark of a note, or a mark of its own."""
    custom = ' w:customMarkFollows="1"' if own else ""
    reference = Xml(f'<w:{kind}Reference{custom} w:id="{number}"/>{t(own) if own else ""}')
    return r(reference, "vertAlign=superscript")


def ins(*content: str, author: str = "Ann", tag: str = "ins") -> Xml:
    """Words that were inserted (or moved here, with the tag moveTo)."""
    return Xml(
        f'<w:{tag} w:id="1" w:author={quoteattr(author)} w:date="2024-01-02T00:00:00Z">{_runs(content)}</w:{tag}>'
    )


def gone(*content: str, author: str = "Ann", tag: str = "del") -> Xml:
    """Words that were deleted (or moved away, with the tag moveFrom)."""
    runs = "".join(one if isinstance(one, Xml) else r(one, deleted=tag == "del") for one in content)
    return Xml(f'<w:{tag} w:id="1" w:author={quoteattr(author)} w:date="2024-01-01T00:00:00Z">{runs}</w:{tag}>')


def p(*content: str, style: str = "", number: tuple[int, int] | None = None, mark: str = "", more: str = "") -> Xml:
    """A paragraph. number: its list and level. mark: "ins" or "del", where its end was tracked. more: of its w:pPr."""
    said = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        said += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
    said += more
    if mark:
        said += f'<w:rPr><w:{mark} w:id="1" w:author="Ann" w:date="2024-01-01T00:00:00Z"/></w:rPr>'
    return Xml(f"<w:p>{f'<w:pPr>{said}</w:pPr>' if said else ''}{_runs(content)}</w:p>")


def table(*rows: Sequence[str | Xml], tracked: Mapping[int, str] | None = None) -> Xml:
    """A table; a cell is a text or its paragraphs. tracked: rows that were inserted ("ins") or deleted ("del")."""
    width = max(map(len, rows))
    out = [f"<w:tbl><w:tblPr/><w:tblGrid>{'<w:gridCol/>' * width}</w:tblGrid>"]
    for index, row in enumerate(rows):
        how = (tracked or {}).get(index)
        said = f'<w:trPr><w:{how} w:id="1" w:author="Ann" w:date="2024-01-01T00:00:00Z"/></w:trPr>' if how else ""
        cells = "".join(f"<w:tc><w:tcPr/>{one if isinstance(one, Xml) else p(one)}</w:tc>" for one in row)
        out.append(f"<w:tr>{said}{cells}</w:tr>")
    return Xml("".join(out) + "</w:tbl>")


def lists(*levels: Sequence[tuple[str, str]], uses: str = "") -> str:
    """The lists of a file: for each the (form, text) of its levels; number n is list n. uses: more w:num elements."""
    out = []
    for index, items in enumerate(levels):
        out.append(f'<w:abstractNum w:abstractNumId="{index}">')
        for level, (form, text) in enumerate(items):
            said = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val={quoteattr(text)}/>'
            out.append(f'<w:lvl w:ilvl="{level}">{said}</w:lvl>')
        out.append("</w:abstractNum>")
    nums = (f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(len(levels)))
    return "".join([*out, *nums, uses])


def _runs(content: Iterable[str]) -> str:
    return "".join(one if isinstance(one, Xml) else r(one) for one in content)


def _properties(tag: str, items: Iterable[str]) -> str:
    said = "".join(
        f'<w:{name} w:val="{value}"/>' if value else f"<w:{name}/>"
        for name, _, value in (item.partition("=") for item in items)
    )
    return f"<w:{tag}>{said}</w:{tag}>" if said else ""


# -------------------------------------------------------------------------------------------------------------- files


def docx(
    *body: str,
    notes: Mapping[int | str, str] | None = None,
    endnotes: Mapping[int | str, str] | None = None,
    section: str = "",
    parts: Mapping[str, str] | None = None,
) -> bytes:
    """A .docx of these paragraphs and tables. Notes by id, as words or paragraphs.

    section: what stands in its w:sectPr; headers and footers are r:id="NAME". parts: "styles", "numbering", "settings",
    "comments", "header1", "footer1", ...: what stands in the root of that part.
    """
    content = "".join(one if isinstance(one, Xml) else p(one) for one in body)
    given = dict(parts or {})
    for kind, texts in (("footnotes", notes), ("endnotes", endnotes)):
        if texts:
            given[kind] = "".join(_note(kind[:-1], key, text) for key, text in {-1: "", 0: "", **texts}.items())
    roots = {"document": f"<w:body>{content}<w:sectPr>{section}</w:sectPr></w:body>", **given}
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _package(roots).items():
            archive.writestr(name, text)
    return out.getvalue()


def _note(kind: str, key: int | str, text: str) -> str:
    if not text:
        rule = "separator" if key == -1 else "continuationSeparator"
        return f'<w:{kind} w:type="{rule}" w:id="{key}"><w:p><w:r><w:{rule}/></w:r></w:p></w:{kind}>'
    mark = r(Xml(f"<w:{kind}Ref/>"), "vertAlign=superscript")
    paragraphs = text if isinstance(text, Xml) else p(mark, "\t", text)
    return f'<w:{kind} w:id="{key}">{paragraphs}</w:{kind}>'


def _package(roots: Mapping[str, str]) -> dict[str, str]:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    tags = {"header": "hdr", "footer": "ftr"}
    kinds = {name: name.rstrip("0123456789") for name in roots}
    names = {name: tags.get(kinds[name], kinds[name]) for name in roots}
    types = {"document": "document.main"}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{types.get(name, kinds[name])}+xml"/>'
        for name in roots
    )
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_REFERS}/{kinds[name]}" Target="{name}.xml"/>'
        for name in roots
        if name != "document"
    )
    return {
        "[Content_Types].xml": f'{head}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": f'{head}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="d" '
        f'Type="{_REFERS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{head}<Relationships xmlns="{_PACKAGE}/relationships">{relations}'
        "</Relationships>",
        **{
            f"word/{name}.xml": f"{head}<w:{names[name]} {NAMESPACES}>{text}</w:{names[name]}>"
            for name, text in roots.items()
        },
    }


# -------------------------------------------------------------------------------------------------- whole resolutions

_LEAD = {"ar": ("b", "bCs", "i", "iCs"), "zh": ("b",)}
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Lead"><w:name w:val="Lead"/><w:rPr><w:i/></w:rPr></w:style>'
)
PRINTED = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif" '
    'w:cs="Noto Naskh Arabic" w:eastAsia="Noto Serif CJK SC"/><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>'
    "</w:rPrDefault></w:docDefaults>"
    f"{STYLES}"
    '<w:style w:type="paragraph" w:styleId="SingleTxt"><w:name w:val="Single Txt"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:spacing w:after="120"/><w:ind w:left="1267" w:right="1267" w:firstLine="475"/></w:pPr>'
    "</w:style>"
    '<w:style w:type="paragraph" w:styleId="HCh"><w:name w:val="H Ch"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:spacing w:before="240" w:after="240"/><w:ind w:left="1267" w:hanging="1267"/></w:pPr><w:rPr><w:b/>'
    '<w:bCs/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Footnote"><w:name w:val="footnote text"/><w:basedOn w:val="Normal"/>'
    '<w:rPr><w:sz w:val="17"/><w:szCs w:val="17"/></w:rPr></w:style>'
)
"""The styles of a text that is to be printed: the UN's margins, indents, sizes and room between paragraphs."""


def of_resolution(resolution: Resolution, *, printed: bool = False) -> bytes:
    """A whole text as the UN sets it: masthead in a table, leads set off, numbers typed, notes real, closing lines.

    Page one has a footer with the job number, the others a running symbol and a page number. printed: with the UN's
    sizes, margins and indents too, to be made a PDF of.
    """
    writer = _Resolution(resolution, printed=printed)
    body = writer.body()
    section = (
        '<w:headerReference w:type="default" r:id="header1"/><w:footerReference w:type="default" r:id="footer1"/>'
        '<w:footerReference w:type="first" r:id="footer2"/>'
        '<w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:right="1200" w:bottom="1152" w:left="1200"/>'
        "<w:titlePg/>"
    )
    page = Xml('<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>')
    parts = {
        "styles": PRINTED if printed else STYLES,
        "header1": p(resolution.symbol.text if resolution.symbol else ""),
        "footer1": p(page),
        "footer2": p("12-34567 (E)\n*1234567*\tPlease recycle"),
    }
    return docx(*body, notes=writer.notes, section=section, parts=parts)


class _Resolution:
    def __init__(self, resolution: Resolution, *, printed: bool) -> None:
        self._resolution = resolution
        self._single, self._title, self._foot = ("SingleTxt", "HCh", "Footnote") if printed else ("", "", "")
        self._direction = "<w:bidi/>" if LANGUAGES[resolution.language].direction == "rtl" else ""
        self.notes: dict[int | str, str] = {}

    def body(self) -> Iterator[Xml]:
        given = self._resolution
        number = next((line for line in given.masthead.lines[::-1] if re.match(r"[\w-]+/\d", line)), "")
        if given.symbol and "/RES/" in number:  # of drafts and of texts without a title's number: the symbol, above
            number = ""
        lines = [line for line in given.masthead.lines if line != number]
        top = lines[:4]
        if len(top) == 4:
            yield table(top[:2], top[2:])
        for line in lines[len(top) if len(top) == 4 else 0 :]:
            yield p(line)
        yield p(*self._words(f"{number}\t" if number else "", given.title, given.title_notes, 0), style=self._title)
        rows: list[list[str]] = []
        for paragraph in given.paragraphs:
            if paragraph.kind == "table":
                if rows and paragraph.label.endswith(".1"):
                    yield from self._table(rows)
                    rows = []
                rows.append(self._cells(paragraph))
                continue
            yield from self._table(rows)
            rows = []
            if paragraph.division.startswith("Annex") and not self._closed(paragraph):
                yield from self._closing()
            yield self._paragraph(paragraph)
        yield from self._table(rows)
        if not any(one.division.startswith("Annex") for one in given.paragraphs):
            yield from self._closing()

    def _closed(self, paragraph: Paragraph) -> bool:
        first = next(one for one in self._resolution.paragraphs if one.division.startswith("Annex"))
        return first is not paragraph

    def _closing(self) -> Iterator[Xml]:
        if self._resolution.closing:
            yield p(i("\n".join(self._resolution.closing)), more=f'{self._direction}<w:jc w:val="right"/>')

    def _paragraph(self, paragraph: Paragraph) -> Xml:
        before = f"{paragraph.number}\t" if paragraph.number else ""
        style = "H1" if paragraph.kind == "heading" else self._single
        words = self._words(before, paragraph.text, paragraph.notes, paragraph.lead)
        return p(*words, style=style, more=self._direction)

    def _words(self, before: str, text: str, notes: Sequence[Footnote], lead: int) -> Iterator[Xml]:
        """A text with its lead set off and its notes at their places."""
        language = self._resolution.language
        direction = ("rtl",) if LANGUAGES[language].direction == "rtl" else ()
        if before:
            yield r(before, *direction)
        cuts = sorted({0, lead, len(text), *(note.offset for note in notes)})
        for start, end in zip(cuts, [*cuts[1:], None], strict=True):
            for one in notes:
                if one.offset == start:
                    yield from self._note(one)
            if end is not None:
                look = _LEAD.get(language, ("i",)) if end <= lead else ()
                yield r(text[start:end], *look, *direction)

    def _note(self, given: Footnote) -> Iterator[Xml]:
        key = len(self.notes) + 1
        own = "" if given.mark == str(key) else given.mark
        mark = r(Xml("<w:footnoteRef/>"), "vertAlign=superscript")
        rtl = ("rtl",) if self._direction else ()
        words = r(given.text, *rtl)
        self.notes[key] = Xml(p(r(given.mark) if own else mark, "\t", words, style=self._foot, more=self._direction))
        yield note(key, own)

    def _cells(self, paragraph: Paragraph) -> list[str]:
        cells, at = [], 0
        for text in paragraph.text.split("\t"):
            notes = [
                Footnote(one.mark, one.text, one.offset - at)
                for one in paragraph.notes
                if at <= one.offset <= at + len(text)
            ]
            cells.append(p(*self._words("", text, notes, 0)))
            at += len(text) + 1
        return list(cells)

    def _table(self, rows: list[list[str]]) -> Iterator[Xml]:
        if rows:
            width = max(map(len, rows))
            yield table(*([*row, *[""] * (width - len(row))] for row in rows))
