"""Bytes -> text, and bytes -> XML, or a clear refusal."""

from __future__ import annotations

import codecs
import re
from html import unescape

from lxml import etree

from tracker.errors import BadSource, UnsafeSource
from tracker.model import Finding

ACCEPTED = (
    "tracker reads AKN4UN XML, Word (.docx; .doc with LibreOffice), PDF, HTML, plain text or Markdown of a resolution, "
    "and resolution JSON"
)

_MAGIC = (
    (b"PK\x03\x04", "a zip file, and no Word file"),
    (b"\xffWPC", "a WordPerfect file (open it in LibreOffice and save it as .docx)"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Office file"),
    (b"{\\rtf", "a Rich Text file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a gzip file"),
    (b"SQLite format 3", "a database"),
)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']""")
_DOCTYPE = re.compile(r"<!DOCTYPE", re.IGNORECASE)
_PAGE = re.compile(
    r"(?:\s*(?:<\?xml[^>]*>|<!--(?:(?!-->).)*-->|<!DOCTYPE\s+html\b[^>\[]*>))*\s*"
    r"<(?:html|head|body|meta|title|pre|p|div|h[1-6]|table|center|font|ol|ul|br|hr|article|main|section)\b",
    re.IGNORECASE | re.DOTALL,
)
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*(?P<charset>[\w-]+)""", re.IGNORECASE)
# Pages that say the first are written in the second, as browsers know.
_BROADER = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "gb2312": "gb18030",
            "gbk": "gb18030", "x-gbk": "gb18030", "iso-8859-9": "cp1254"}  # fmt: skip


def decode(data: bytes, name: str, findings: list[Finding]) -> str:
    """The text of a file: by its byte order mark, else UTF-8, else what a page says of itself, else Windows-1252.

    The last with a finding. UTF-8 comes before what a page says: bytes of other encodings are never UTF-8 by chance.
    Raises BadSource for an empty file, one that is no text, and bytes that are neither.
    """
    if not data.strip():
        raise BadSource(f"{name} is empty")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise BadSource(f"{name} is {what}; {ACCEPTED}")
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        text = _declared(data) or _western(data, name, error, findings)
    if "\0" in text:
        raise BadSource(f"{name} is not text: it holds a NUL at character {text.index(chr(0))}; {ACCEPTED}")
    return text


def _declared(data: bytes) -> str | None:
    """The text of a page in the encoding that it names; None if it names none, or is not in it."""
    if data[:3] == codecs.BOM_UTF8 or (match := _META.search(data[:4096])) is None:
        return None
    charset = match["charset"].decode("ascii", "replace").lower()
    try:
        return data.decode(_BROADER.get(charset, charset))
    except (UnicodeDecodeError, LookupError):
        return None


def is_page(text: str) -> bool:
    """Whether a text is a web page: it begins with an element of HTML, after nothing but what may stand before one.

    A DOCTYPE that brings rules of its own ("[") is not among that: such a file is refused as XML is.
    """
    return _PAGE.match(text.lstrip("\ufeff")) is not None


def _western(data: bytes, name: str, error: UnicodeDecodeError, findings: list[Finding]) -> str:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise BadSource(
            f"{name} can't be read: byte {error.start} is neither UTF-8 nor Windows-1252; save it as UTF-8"
        ) from None
    where = f"byte {error.start}"
    findings.append(Finding("encoding", "not UTF-8: read as Windows-1252", where, "recovered"))
    return text


def refuse_doctype(text: str, name: str) -> None:
    """Raises UnsafeSource if a document brings its own rules: no resolution has any, and they can be used to attack."""
    if match := _DOCTYPE.search(text):
        line = text.count("\n", 0, match.start()) + 1
        raise UnsafeSource(
            f"{name} is refused: line {line} holds a DOCTYPE, which no resolution has; remove it to read it"
        )


def parse_xml(data: bytes, text: str, name: str, findings: list[Finding]) -> etree._Element:
    """The root of an XML file. A file that is not well-formed is recovered, with a finding.

    Raises BadSource, with line and column, if nothing can be recovered.
    """
    if _DECLARED.match(data) is None:  # no declaration: the file is what decode() found it to be
        data = text.encode()
    try:
        return etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        broken = f"{error.msg}"
        where = "line {}, column {}".format(*error.position)
    try:
        root = etree.fromstring(data, _parser(recover=True))
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise BadSource(f"{name} is not well-formed XML ({where}: {broken}); get the file again")
    _spell(root)
    findings.append(
        Finding("not-well-formed", f"not well-formed XML, read as far as it goes: {broken}", where, "recovered")
    )
    return root


def _spell(root: etree._Element) -> None:
    """Put the letters in the place of their names: &nbsp; and others of web pages, which XML does not know."""
    for parent in {one for named in root.iter(etree.Entity) if (one := named.getparent()) is not None}:
        before: etree._Element | None = None
        for child in list(parent):
            if isinstance(child.tag, str):
                before = child
                continue
            said = unescape(child.text or "") + (child.tail or "")
            if before is None:
                parent.text = (parent.text or "") + said
            else:
                before.tail = (before.tail or "") + said
            parent.remove(child)


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace. What is read of broken XML can have a name that QName refuses."""
    return str(element.tag).rpartition("}")[2]


def _parser(*, recover: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )
