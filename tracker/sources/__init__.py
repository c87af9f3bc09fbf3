r"""Bytes -> Document. The reader is chosen by what the file holds, never by its name.

>>> read(b"The General Assembly,\n\n1. *Decides* to go on.", "draft.txt").resolutions[0].paragraphs[1].label
'OP1'
"""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256

from tracker.errors import BadSource, Contradiction
from tracker.languages import BY_LETTER, LANGUAGES
from tracker.model import Document, Finding, Origin, Resolution
from tracker.sources import akn, decoding, limits, resolution_json, text
from tracker.sources.akn_facts import NS

__all__ = ["is_pdf", "read"]

_NAME = re.compile(r"(?:A[_-]RES[_-])?(?P<session>(?:E?S-)?\d{1,3})_(?P<number>\d{1,4})(?!\d)")
# 75_180_F.xml, A_RES_76_159-2119201F.xml, A_RES_77_268-E.xml, ..._reissue (UN.md C.5); not the parts of 78_254A-C.
_LETTER = re.compile(r"(?:_|(?<=\d)-|\d{7})(?P<letter>[EFSRACG])(?:[_-]?re?is+ue)?\.\w+$", re.IGNORECASE)
_PDF = b"%PDF-"
_SPECIMEN = re.compile(r"SPECIMEN_(?P<number>\d+)")


def read(data: bytes, name: str, *, language: str | None = None, original: bool = False) -> Document:
    """Read one file.

    data: the file's bytes: AKN4UN XML, Word, PDF, HTML, plain text or Markdown of a resolution, or resolution JSON.
    name: what the file is called, for messages and to compare with what it holds.
    language: what the user says it is in; None to find out.
    original: read a draft without what its drafter changed, tracked or marked by hand: what is struck stands, what is
    new does not.

    Raises UnsafeSource for a DOCTYPE and for archives that explode, Contradiction if `language` is not the file's,
    BadSource for all that is no resolution or can't be read.
    """
    findings: list[Finding] = []
    unplaced: list[str] = []
    form, resolutions, quality = _read_binary(
        data, name, language, unplaced, findings, original=original
    ) or _read_text(data, name, language, unplaced, findings, original=original)
    if not any(resolution.paragraphs for resolution in resolutions):
        raise BadSource(f"{name} is no resolution: it holds no paragraph; {decoding.ACCEPTED}")
    for resolution in resolutions:
        if language is not None and resolution.language != language:
            raise Contradiction(
                f"{name} is in {LANGUAGES[resolution.language].name} ({resolution.language}), not in {language}; "
                "leave the language out, or give the file that is in it"
            )
    findings += _name_findings(name, resolutions[0])
    if quality != "ocr" and any(one.code in _NOT_WHOLE for one in findings):
        quality = "partial"
    origin = Origin(name, sha256(data).hexdigest(), form, quality)
    return Document(origin, tuple(replace(one, origin=origin) for one in resolutions), tuple(unplaced), tuple(findings))


_NOT_WHOLE = {"not-well-formed", "no-closing-lines", "page-without-text", "letters-unknown"}
"""Findings that tell that some of the text may be missing."""


def is_pdf(data: bytes) -> bool:
    """Whether a file is a PDF: its mark may stand behind other bytes, as some servers and mailers put them there."""
    return _PDF in data[:1024] and not data.lstrip().startswith((b"<", b"{"))


def _read_binary(
    data: bytes, name: str, language: str | None, unplaced: list[str], findings: list[Finding], *, original: bool
) -> tuple[str, tuple[Resolution, ...], str] | None:
    """A file that is no text; None for any other."""
    if is_pdf(data):
        from tracker.sources import pdf  # PDFium is loaded for such files only

        found = pdf.read_resolution(data, name, language, unplaced, findings, original=original)
        return "pdf", (found.resolution,), found.quality
    if data.startswith(b"PK\x03\x04"):
        from tracker.sources import word, word_package  # for such files only

        if word_package.is_word(data):
            given = word.read_resolution(data, name, language, unplaced, findings, original=original)
            return "docx", (given,), "plain"
    return None


def _read_text(
    data: bytes, name: str, language: str | None, unplaced: list[str], findings: list[Finding], *, original: bool
) -> tuple[str, tuple[Resolution, ...], str]:
    limits.must_be_short(len(data), name)
    content = decoding.decode(data, name, findings)
    if decoding.is_page(content):
        from tracker.sources import html  # its parser is loaded for pages only

        page = html.read_resolution(content, name, language, unplaced, findings, original=original)
        return "html", (page,), "plain"
    if content.lstrip("\ufeff \t\r\n").startswith("<"):
        decoding.refuse_doctype(content, name)
        return "akn", _read_xml(content, data, name, unplaced, findings), "structured"
    if (given := resolution_json.load(content, name)) is not None:
        return "json", (resolution_json.read_resolution(given, name, language, findings),), "structured"
    content = content.removeprefix("\ufeff")
    form = "markdown" if name.lower().endswith((".md", ".markdown")) else "text"
    return form, (text.read_resolution(content, name, language, unplaced, findings, original=original),), "plain"


def _read_xml(
    content: str, data: bytes, name: str, unplaced: list[str], findings: list[Finding]
) -> tuple[Resolution, ...]:
    root = decoding.parse_xml(data, content, name, findings)
    if root.tag != f"{NS}akomaNtoso":
        what = f"XML with the root <{decoding.local_name(root)}>"
        raise BadSource(f"{name} is {what}, not AKN4UN XML; {decoding.ACCEPTED}")
    limits.must_be_few(sum(1 for _ in root.iter(f"{NS}p")), name)
    found = akn.read_resolutions(root, unplaced, findings)
    if not found:
        raise BadSource(f"{name} is AKN XML without a statement, so no resolution; {decoding.ACCEPTED}")
    return found


def _name_findings(name: str, resolution: Resolution) -> list[Finding]:
    """Where the file's own name says another symbol or language than the file. The content wins; the caller decides."""
    found = []
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    symbol = resolution.symbol
    named, specimen = _NAME.match(base), _SPECIMEN.match(base)
    said = f"{named['session']}/{named['number']}" if named else f"SPECIMEN/{specimen['number']}" if specimen else ""
    if (
        symbol
        and said
        and said != re.sub(r"(?<=\d)[ ,/].*$", "", symbol.short.replace("/", "\0", 1)).replace("\0", "/")
    ):
        text_ = f"the file is named after {said}, and holds {symbol}"
        found.append(Finding("name-symbol", text_, name, "contradiction"))
    letter = _LETTER.search(base)
    if letter and (code := BY_LETTER[letter["letter"].upper()]) != resolution.language:
        text_ = f"the file's name says {LANGUAGES[code].name}, its text is {LANGUAGES[resolution.language].name}"
        found.append(Finding("name-language", text_, name, "contradiction"))
    return found
