"""Whether words of a hostile document (hostile_store.py) have come alive in what was made of them.

Each function takes an export as it is sent, and returns what is wrong with it: nothing, where it is only text.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from lxml import etree
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser, LexborNode

_LEADS = {"href", "src", "action", "formaction", "poster", "data", "cite", "background", "xlink:href"}
_HOSTS = {"", "localhost", "127.0.0.1", "datasette.io"}
_OURS = set(
    """a abbr article b bdi blockquote body br button caption code col colgroup dd del details div dl dt em footer form
    h1 h2 h3 h4 h5 head header hr html i input ins label li link main mark meta nav ol option p section select small
    span strong style script summary sup table tbody td th thead title tr ul""".split()  # noqa: SIM905 - read as words
)
_THEIRS = _OURS | {"svg", "path", "circle", "kbd", "u", "pre", "template", "textarea", "dialog", "aside"}
ACTING = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ue000-\uf8ff]")
_SPACES = {"http://www.w3.org/2005/Atom", "http://www.w3.org/1999/xhtml"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


def html(page: str, *, ours: bool = True, inside: bool = False) -> Iterator[str]:
    """A page as a browser reads it. `ours`: with nothing but what our templates have; `inside`: its style is in it."""
    allowed = _OURS if ours else _THEIRS
    for node in LexborHTMLParser(page).css("*"):
        tag, words = str(node.tag), node.text(deep=False) or ""
        in_page = ours and ((tag == "script" and words.strip()) or (tag == "style" and not inside))
        if (tag not in allowed and "-" not in tag) or in_page or (tag in {"script", "style"} and "evil" in words):
            yield f"<{tag}>{words[:80]}"
        yield from (f"<{tag} {name}={value}>" for name, value in _attributes(node, ours=ours))
    if "vilvil" in page:
        yield "a template within the text"
    if ours and (acting := re.findall(ACTING, page)):
        yield f"control characters: {acting[:5]!r}"


def _attributes(node: LexborNode, *, ours: bool) -> Iterator[tuple[str, str]]:
    """The attributes of an element that do something, or that no template has."""
    for name, found in node.attributes.items():
        value = found or ""
        styled = ours and (name == "srcdoc" or (name == "style" and not re.fullmatch(r"width: \d+%", value)))
        handles = name.startswith("on") and (ours or "evil" in value)
        leads = name in _LEADS and not _leads_here(value)
        if styled or handles or leads or not re.fullmatch("[a-zA-Z:-]+", name):
            yield name, value


def _leads_here(address: str) -> bool:
    """Whether a browser that follows it stays here."""
    parts = urlsplit(re.sub(r"[\x00-\x20]", "", address).replace("\\", "/"))
    return parts.scheme in {"", "http", "https"} and (parts.hostname or "") in _HOSTS


def atom(body: bytes) -> Iterator[str]:
    """A feed: well-formed, with none but its own elements, and no address that leads elsewhere."""
    root = etree.fromstring(body)
    for element in root.iter():
        if not isinstance(element.tag, str):
            yield f"a comment or instruction: {element}"
            continue
        space, _, name = element.tag[1:].partition("}")
        if space not in {"http://www.w3.org/2005/Atom", "http://www.w3.org/1999/xhtml"} or name in {
            "script",
            "img",
            "svg",
        }:
            yield element.tag
        yield from (str(value) for key, value in element.items() if key == "href" and not _leads_here(str(value)))


def word(body: bytes) -> Iterator[str]:
    """A Word file: every part well-formed, no field but ours, no link, nothing that is loaded from outside."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                root = etree.fromstring(archive.read(name))
                yield from (f"{name}: {found}" for found in _of_word(root))
            if ".." in name or name.startswith("/"):
                yield name


def _of_word(root: etree._Element) -> Iterator[str]:
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        if name in {"hyperlink", "object", "altChunk", "drawing", "pict", "script", "img", "svg"}:
            yield name
        if name == "instrText" and (element.text or "").split() not in (["PAGE"], ["NUMPAGES"]):
            yield f"field {element.text}"
        if element.get("TargetMode") == "External":
            yield f"link {element.get('Target')}"


def data(body: str) -> Iterator[str]:
    """JSON that can be read back, and that is JSON to every reader: no NaN, no half of a letter."""
    json.loads(body, parse_constant=lambda name: (_ for _ in ()).throw(ValueError(name)))
    body.encode()
    yield from ()


def rows(body: str, *, guarded: bool) -> Iterator[str]:
    """CSV: each row as long as its head; `guarded`: no cell that a spreadsheet takes for a formula."""
    head, *rest = csv.reader(io.StringIO(body.removeprefix("\ufeff"), newline=""))
    for row in rest:
        if len(row) != len(head):
            yield f"a row of {len(row)} cells under a head of {len(head)}"
        if guarded:
            yield from (cell[:80] for cell in row if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell))


def tables(body: bytes, *, guarded: bool) -> Iterator[str]:
    """An archive of tables: each as `rows` looks at it, with names that stay within a folder."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        for name in archive.namelist():
            if not re.fullmatch(r"[A-Za-z0-9_-]+\.(csv|txt)", name):
                yield name
            written = archive.read(name).decode()
            yield from rows(written, guarded=guarded) if name.endswith(".csv") else ()


def unpacked(body: bytes) -> bytes:
    """What is sent, or the parts of it where it is an archive."""
    if not body.startswith(b"PK"):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def text(body: str) -> Iterator[str]:
    """What a terminal shows: nothing that acts on it, nothing that turns the direction of the words."""
    yield from (repr(body[max(match.start() - 20, 0) : match.end()]) for match in _CONTROL.finditer(body))


def markdown(body: str) -> Iterator[str]:
    """Markdown as it is read with HTML let through: no elements but those that are ours."""
    shown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(body)
    yield from html(f"<!DOCTYPE html><body>{shown}")
    found = re.findall(r"<(?:pre|code|img|s)\b[^>]*>[^<]{0,40}|<(?:em|strong|a)[^>]*>x<", shown)
    if shown.count("<h") - shown.count("<hr") != sum(line.startswith("#") for line in body.split("\n")):
        yield "a heading that is none"
    yield from found


Check = Callable[[bytes], Iterator[str]]
BY_TYPE: dict[str, Check] = {
    "text/html": lambda body: html(body.decode()),
    "application/json": lambda body: data(body.decode()),
    "text/csv": lambda body: rows(body.decode(), guarded=False),
    "text/markdown": lambda body: markdown(body.decode()),
    "text/plain": lambda body: text(body.decode()),
    "application/atom+xml": atom,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": word,
}
"""By the type under which it is sent."""
