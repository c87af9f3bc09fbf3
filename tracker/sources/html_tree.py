"""A page -> its paragraphs as a browser sets them: blocks, printed lines, lists with their numbers, rows of tables.

Nothing is known here of resolutions. A paragraph is a list of printed lines, a line a list of pieces of text with what
is said of them (Span); html.py makes Runs of it. Parsed by lexbor, as browsers do: no entity is ever defined by a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tracker.errors import UnsafeSource
from tracker.sources.limits import must_be_few

DEEPEST = 1000
"""Elements inside each other, beyond which a page is refused: lexbor takes minutes for 200,000."""
FLATTENED = 150
"""Beyond which elements are taken as the text they hold, so that walking them never runs out of room."""


def _spaced(names: str) -> frozenset[str]:
    return frozenset(names.split())


_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)[^<>]*?(?P<self>/?)>")
# Elements that have no end tag, and those that the next of their kind ends.
_NO_DEPTH = _spaced("""area base br col embed hr img input link meta param source track wbr p li td th tr dt dd option
    optgroup thead tbody tfoot colgroup rp rt""")
_SILENT = frozenset(
    ("script", "style", "head", "title", "template", "noscript", "svg", "math", "object", "iframe", "_comment")
)
ASIDE = frozenset(("nav", "footer", "aside", "form", "button", "select"))
"""What surrounds the text of a page and is none of it."""
_BLOCK = _spaced("""address article blockquote body center dd details div dl dt fieldset figure figcaption h1 h2 h3
    h4 h5 h6 header hgroup hr li main ol p pre section summary table tbody td tfoot th thead tr ul caption html nav
    footer aside form""")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_STYLES = {
    "em": "italic", "i": "italic", "cite": "italic", "var": "italic", "dfn": "italic", "b": "bold", "strong": "bold",
    "u": "underline", "s": "struck", "strike": "struck", "del": "struck", "ins": "new", "sup": "raised",
}  # fmt: skip
_CSS = (
    ("italic", re.compile(r"font-style\s*:\s*(?:italic|oblique)")),
    ("bold", re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")),
    ("struck", re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through")),
    ("underline", re.compile(r"text-decoration[\w-]*\s*:[^;]*underline")),
    ("raised", re.compile(r"vertical-align\s*:\s*super")),
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*(?P<type>[\w-]+)")
_TYPES = {"lower-alpha": "a", "lower-latin": "a", "lower-roman": "i", "upper-alpha": "A", "upper-latin": "A",
          "upper-roman": "I", "decimal": "1", "none": "", "disc": "•", "circle": "•", "square": "•"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line. styles: italic, bold, underline, struck, new, raised. link: the name it leads to."""

    text: str
    styles: frozenset[str] = frozenset()
    link: str = ""


@dataclass(slots=True)
class Item:
    """A paragraph of a page. lines: those a browser breaks by <br>, [] being an empty one. kind: what element it is.

    number: the list's type ("1", "a", "i", "•") and how far it has counted. names: the ids that links lead to.
    cells: of a row; `begins`: the first row of its table.
    """

    kind: str = "p"
    lines: list[list[Span]] = field(default_factory=lambda: [[]])
    number: tuple[str, int] | None = None
    depth: int = 0
    names: set[str] = field(default_factory=set)
    cells: list[Item] = field(default_factory=list)
    begins: bool = False
    outside: bool = False

    @property
    def text(self) -> str:
        """All it prints, as it stands; lines end as in a file."""
        return "\n".join("".join(span.text for span in line) for line in self.lines)


@dataclass(frozen=True, slots=True)
class _Where:
    """What holds around a node."""

    styles: frozenset[str] = frozenset()
    link: str = ""
    pre: bool = False
    outside: bool = False
    depth: int = 0
    lists: int = 0


def parse(text: str, name: str) -> list[Item]:
    """The paragraphs of a page, in order. Raises UnsafeSource for a page that is nested or long beyond reason."""
    if _depth(text) > DEEPEST:
        raise UnsafeSource(f"{name} is refused: its elements are nested more than {DEEPEST} deep, which no page needs")
    body = LexborHTMLParser(text).body
    walker = _Walker(name)
    if body is not None:
        walker.children(body, _Where())
    walker.close()
    return [item for item in walker.items if item.cells or item.text.strip()]


def _depth(text: str) -> int:
    deepest = depth = 0
    for tag in _TAG.finditer(text):
        if tag["name"].lower() in _NO_DEPTH or tag["self"]:
            continue
        depth = max(depth - 1, 0) if tag["end"] else depth + 1
        deepest = max(deepest, depth)
    return deepest


class _Walker:
    """Goes through a page and sets its paragraphs."""

    def __init__(self, name: str) -> None:
        self.items: list[Item] = []
        self._name = name
        self._now = Item()
        self._names: set[str] = set()

    def close(self) -> None:
        """The paragraph ends."""
        if self._now.text.strip():
            must_be_few(len(self.items), self._name)
            self.items.append(self._now)
        else:
            self._names |= self._now.names
        self._now = Item()

    def children(self, node: LexborNode, where: _Where) -> None:
        for child in node.iter(include_text=True):
            self.node(child, where)

    def node(self, node: LexborNode, where: _Where) -> None:
        tag = node.tag or ""
        if tag == "-text":
            self._text(node.text_content or "", where)
        elif tag == "br":
            self._now.lines.append([])
        elif tag not in _SILENT and not tag.startswith(("_", "-", "!")):
            self._element(node, tag, where)

    def _text(self, text: str, where: _Where) -> None:
        if not where.pre:
            text = re.sub(r"[ \t\r\n\f]+", " ", text)
            if text == " " and not self._now.lines[-1]:
                return
        if not text:
            return
        self._now.names |= self._names
        self._names = set()
        first, *rest = text.split("\n") if where.pre else [text]
        for index, line in enumerate((first, *rest)):
            if index:
                self._now.lines.append([])
            if line:
                self._now.lines[-1].append(Span(line, where.styles, where.link))
        self._now.outside = self._now.outside or where.outside

    def _element(self, node: LexborNode, tag: str, where: _Where) -> None:
        if where.depth >= FLATTENED:
            self._text(node.text(), where)
            return
        inner = self._inside(node, tag, where)
        named = {value for key in ("id", "name") if (value := node.attributes.get(key))}
        if tag not in _BLOCK:
            (self._now.names if self._now.text.strip() else self._names).update(named)
            self.children(node, inner)
            return
        self.close()
        self._names |= named
        if tag == "table" and (rows := _rows(node)):
            self._table(rows, inner)
        elif tag in ("ol", "ul"):
            self._list(node, tag, replace(inner, lists=where.lists + 1))
        else:
            self._now.kind = tag if tag in _HEADINGS or tag == "pre" else "p"
            self.children(node, inner)
        self.close()

    def _inside(self, node: LexborNode, tag: str, where: _Where) -> _Where:
        given = {_STYLES[tag]} if tag in _STYLES else set()
        style = (node.attributes.get("style") or "").lower()
        given |= {name for name, css in _CSS if style and css.search(style)}
        href = (node.attributes.get("href") or "") if tag == "a" else ""
        hidden = "hidden" in node.attributes or (style and _HIDDEN.search(style))
        return replace(
            where,
            depth=where.depth + 1,
            styles=where.styles | given,
            link=href.partition("#")[2] if "#" in href else where.link,
            pre=where.pre or tag == "pre",
            outside=where.outside or tag in ASIDE or bool(hidden),
        )

    def _list(self, node: LexborNode, tag: str, where: _Where) -> None:
        style = _LIST_STYLE.search((node.attributes.get("style") or "").lower())
        kind = node.attributes.get("type") or ("1" if tag == "ol" else "•")
        kind = _TYPES.get(style["type"], kind) if style else _TYPES.get(kind.lower(), kind)
        count = _whole(node.attributes.get("start"), 1)
        for child in node.iter():
            if child.tag != "li":
                self.node(child, where)
                continue
            self.close()
            count = _whole(child.attributes.get("value"), count)
            before = len(self.items)
            self._names |= {value for value in (child.attributes.get("id"),) if value}
            self.children(child, self._inside(child, "li", where))
            self.close()
            if len(self.items) > before and self.items[before].number is None and kind:
                self.items[before].number = (kind, count)
                self.items[before].depth = where.lists
            count += 1

    def _table(self, rows: list[list[LexborNode]], where: _Where) -> None:
        for index, cells in enumerate(rows):
            row = Item(kind="row", begins=index == 0, outside=where.outside)
            for cell in cells:
                inner = _Walker(self._name)
                inner.children(cell, replace(where, styles=frozenset()))
                inner.close()
                row.cells.append(_one(inner.items))
            if any(cell.text.strip() for cell in row.cells):
                row.names, self._names = self._names, set()
                must_be_few(len(self.items), self._name)
                self.items.append(row)


def _one(items: list[Item]) -> Item:
    """What stands in a cell, as one."""
    whole = Item(lines=[])
    for item in items:
        whole.lines += item.lines
        whole.names |= item.names
    return whole


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,4}", text) else otherwise


def _rows(table: LexborNode) -> list[list[LexborNode]]:
    """The rows of a table that holds data; none if it only lays out a page: with lists, tables or blocks in a cell."""
    rows = [[cell for cell in row.iter() if cell.tag in ("td", "th")] for row in _own_rows(table)]
    rows = [cells for cells in rows if cells]
    if max(map(len, rows), default=0) < 2:
        return []
    return [] if any(_lays_out(cell) for cells in rows for cell in cells) else rows


def _own_rows(table: LexborNode) -> Iterator[LexborNode]:
    for part in table.iter():
        if part.tag in ("tbody", "thead", "tfoot"):  # the parser puts a body around rows that have none
            yield from (row for row in part.iter() if row.tag == "tr")


def _lays_out(cell: LexborNode) -> bool:
    if cell.css_first("table, ol, ul, pre, h1, h2, h3, h4") is not None:
        return True
    return len(cell.css("p, div")) > 3
