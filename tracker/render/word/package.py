"""The parts of a Word file, and the archive around them: the same values, the same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO

from tracker.languages import LANGUAGES
from tracker.render import escape
from tracker.render.word.markup import Xml
from tracker.render.word.styles import styles

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_REFERS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NAMESPACES = f'xmlns:w="{_MAIN}" xmlns:r="{_REFERS}"'
_TAGS = {"header": "hdr", "footer": "ftr"}
_TYPES = {"document": "document.main"}
_PLACES = {"default": "", "first": "First"}
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip archive can hold: what it says of its parts is no fact about them."""


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet, in twips; left and right margins alike. A4 unless said otherwise."""

    width: int = 11906
    height: int = 16838
    side: int = 1134
    top: int = 1134
    bottom: int = 1134

    @property
    def text(self) -> int:
        """How wide the text is set."""
        return self.width - 2 * self.side

    @property
    def landscape(self) -> Page:
        """The same sheet, lying."""
        return Page(self.height, self.width, self.side, self.top, self.bottom)


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says of itself.

    `at`: created and changed, in UTC. `facts`: named values that Word shows under "Advanced properties": symbols,
    hashes, version and algorithm.
    """

    title: str
    at: datetime
    subject: str = ""
    description: str = ""
    creator: str = "tracker"
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class File:
    """A Word file. Headers and footers by the pages that have them: "default", or "first" where page one differs.

    footnotes: the content of each note, the first has the id 1; comments: whole w:comment elements. track: Word's own
    change tracking is on when it is opened.
    """

    body: Sequence[Xml]
    properties: Properties
    language: str = "en"
    page: Page = Page()
    headers: Mapping[str, Xml] = field(default_factory=dict)
    footers: Mapping[str, Xml] = field(default_factory=dict)
    footnotes: Sequence[Xml] = ()
    comments: Sequence[Xml] = ()
    track: bool = False


def packed(file: File) -> bytes:
    """The bytes of a Word file."""
    parts = _parts(file)
    files = {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": _relations(
            [
                ("officeDocument", "word/document.xml", _REFERS),
                ("metadata/core-properties", "docProps/core.xml", f"{_PACKAGE}/relationships"),
                ("extended-properties", "docProps/app.xml", _REFERS),
                ("custom-properties", "docProps/custom.xml", _REFERS),
            ]
        ),
        "docProps/app.xml": f'{_HEAD}<Properties xmlns="{_OFFICE}/extended-properties">'
        "<Application>tracker</Application></Properties>",
        "docProps/core.xml": _core(file),
        "docProps/custom.xml": _custom(file.properties.facts),
        "word/_rels/document.xml.rels": _relations(
            [(_kind(name), f"{name}.xml", _REFERS, name) for name in parts if name != "document"]
        ),
        **{f"word/{name}.xml": _root(name, content) for name, content in parts.items()},
    }
    return archive({name: content.encode() for name, content in files.items()})


def archive(files: Mapping[str, bytes]) -> bytes:
    """A zip archive of these files, in this order, without times."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, _FIRST_DAY)
            info.create_system = 0  # else it says on which system it was made
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, data)
    return out.getvalue()


def _parts(file: File) -> dict[str, str]:
    """The content of each part of word/, by its name."""
    found = {"document": f"<w:body>{''.join(file.body)}{_section(file)}</w:body>", "styles": styles(file.language)}
    found["settings"] = _settings(file)
    if file.footnotes:
        found["footnotes"] = _footnotes(file.footnotes)
    if file.comments:
        found["comments"] = "".join(file.comments)
    for kind, given in (("header", file.headers), ("footer", file.footers)):
        found |= {f"{kind}{_PLACES[place]}": content for place, content in given.items()}
    return found


def _section(file: File) -> str:
    page = file.page
    said = "".join(
        f'<w:{kind}Reference w:type="{place}" r:id="{kind}{_PLACES[place]}"/>'
        for kind, given in (("header", file.headers), ("footer", file.footers))
        for place in given
    )
    lying = ' w:orient="landscape"' if page.width > page.height else ""
    said += f'<w:pgSz w:w="{page.width}" w:h="{page.height}"{lying}/>'
    said += (
        f'<w:pgMar w:top="{page.top}" w:right="{page.side}" w:bottom="{page.bottom}" w:left="{page.side}" '
        'w:header="567" w:footer="567" w:gutter="0"/>'
    )
    said += "<w:titlePg/>" if "first" in file.headers or "first" in file.footers else ""
    said += "<w:bidi/>" if LANGUAGES[file.language].direction == "rtl" else ""
    return f"<w:sectPr>{said}</w:sectPr>"


def _settings(file: File) -> str:
    said = "<w:trackRevisions/>" if file.track else ""
    said += '<w:defaultTabStop w:val="475"/><w:characterSpacingControl w:val="doNotCompress"/>'
    if file.footnotes:
        said += '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    # Without it Word opens a file as one of Word 2003 and says so.
    name = "http://schemas.microsoft.com/office/word"
    said += f'<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="{name}" w:val="15"/></w:compat>'
    return said


def _footnotes(notes: Iterable[Xml]) -> str:
    rules = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    return rules + "".join(f'<w:footnote w:id="{number}">{note}</w:footnote>' for number, note in enumerate(notes, 1))


def _kind(name: str) -> str:
    return next((kind for kind in _TAGS if name.startswith(kind)), name)


def _root(name: str, content: str) -> str:
    tag = _TAGS.get(_kind(name), name)
    return f"{_HEAD}<w:{tag} {_NAMESPACES}>{content}</w:{tag}>"


def _content_types(parts: Iterable[str]) -> str:
    said = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{_TYPES.get(name, _kind(name))}+xml"/>'
        for name in parts
    )
    office = "application/vnd.openxmlformats-officedocument"
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{said}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f'<Override PartName="/docProps/app.xml" ContentType="{office}.extended-properties+xml"/>'
        f'<Override PartName="/docProps/custom.xml" ContentType="{office}.custom-properties+xml"/></Types>'
    )


def _relations(given: Iterable[tuple[str, ...]]) -> str:
    said = "".join(
        f'<Relationship Id="{rest[0] if rest else f"rId{number}"}" Type="{base}/{kind}" Target="{target}"/>'
        for number, (kind, target, base, *rest) in enumerate(given, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{said}</Relationships>'


def _core(file: File) -> str:
    given = file.properties
    when = given.at.strftime("%Y-%m-%dT%H:%M:%SZ")
    terms = "http://purl.org/dc/terms/"
    said = "".join(
        f"<{tag}>{escape.xml(value)}</{tag}>"
        for tag, value in (
            ("dc:title", given.title),
            ("dc:subject", given.subject),
            ("dc:creator", given.creator),
            ("dc:description", given.description),
            ("dc:language", file.language),
            ("cp:lastModifiedBy", given.creator),
        )
        if value
    )
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:dcterms="{terms}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{said}'
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{when}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{when}</dcterms:modified></cp:coreProperties>'
    )


def _custom(facts: Mapping[str, str]) -> str:
    said = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{escape.xml(name)}">'
        f"<vt:lpwstr>{escape.xml(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(facts.items(), 2)  # 0 and 1 are Office's own
    )
    names = f'xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes"'
    return f"{_HEAD}<Properties {names}>{said}</Properties>"
