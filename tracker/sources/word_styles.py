"""How Word sets a run and a paragraph: what its styles say, those they are based on, and what is said directly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce

from lxml import etree

from tracker.letters import figure
from tracker.sources.word_package import W

_OFF = frozenset(("0", "false", "off", "none"))
# Set in a paragraph style and in a character style, one undoes the other (ISO/IEC 29500-1, 17.7.3).
_TOGGLES = ("b", "i", "bCs", "iCs", "strike", "dstrike", "vanish")
_DEEPEST = 32  # styles that are based on each other in a circle
_HEADING = re.compile(r"(?:heading|titre|überschrift|título|заголовок)\s*\d|_\s?h[_\s]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
    """What counts of how a run is set."""

    italic: bool = False
    bold: bool = False
    underlined: bool = False
    struck: bool = False
    hidden: bool = False
    raised: bool = False


@dataclass(slots=True)
class _Style:
    """What a style says, with all it is based on. `toggles` None: it says nothing of it."""

    toggles: dict[str, bool] = field(default_factory=dict)
    underline: str | None = None
    align: str | None = None
    level: int | None = None  # of the outline: a heading
    numbering: etree._Element | None = None
    names: tuple[str, ...] = ()


class Styles:
    """The styles of a file; without any, everything is plain."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._found: dict[str, _Style] = {}
        self._defaults = _Style()
        self._default_paragraph = ""
        if root is None:
            return
        if (given := root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")) is not None:
            _say_run(given, self._defaults)
        for element in root.iter(f"{W}style"):
            name = element.get(f"{W}styleId", "")
            self._elements[name] = element
            if element.get(f"{W}type") == "paragraph" and _on(element.get(f"{W}default", "0")):
                self._default_paragraph = name

    def look(self, paragraph: etree._Element | None, run: etree._Element | None) -> Look:
        """How a run is set: the properties of its paragraph (w:pPr) and its own (w:rPr)."""
        outer = self._style(_name(paragraph, "pStyle") or self._default_paragraph)
        inner = self._style(_name(run, "rStyle"))
        own = _Style()
        if run is not None:
            _say_run(run, own)
        toggles = {
            name: own.toggles.get(
                name,
                self._defaults.toggles.get(name, False)
                or outer.toggles.get(name, False) != inner.toggles.get(name, False),
            )
            for name in _TOGGLES
        }
        order = (own, inner, outer, self._defaults)
        underline = next((one.underline for one in order if one.underline is not None), "none")
        align = next((one.align for one in order if one.align is not None), "")
        complex_ = run is not None and any(run.find(f"{W}{name}") is not None for name in ("rtl", "cs"))
        return Look(
            italic=toggles["i"] or (complex_ and toggles["iCs"]),
            bold=toggles["b"] or (complex_ and toggles["bCs"]),
            underlined=underline not in _OFF,
            struck=toggles["strike"] or toggles["dstrike"],
            hidden=toggles["vanish"],
            raised=align == "superscript",
        )

    def is_heading(self, paragraph: etree._Element | None) -> bool:
        """Whether a paragraph has a level of the outline, or a style that is called a heading."""
        style = self._style(_name(paragraph, "pStyle") or self._default_paragraph)
        own = _number(paragraph, "outlineLvl")
        level = style.level if own is None else own
        return (level is not None and level < 9) or any(_HEADING.match(name) for name in style.names)

    def numbering(self, paragraph: etree._Element | None) -> tuple[etree._Element | None, tuple[str, ...]]:
        """The numbering (w:numPr) that the style of a paragraph brings, and the ids of the styles it comes by."""
        name = _name(paragraph, "pStyle") or self._default_paragraph
        return self._style(name).numbering, tuple(one.get(f"{W}styleId", "") for one in self._chain(name))

    def linked_numbering(self, name: str) -> etree._Element | None:
        """The numbering of a numbering style."""
        return self._style(name).numbering

    def _style(self, name: str) -> _Style:
        if name not in self._found:
            self._found[name] = reduce(_said, reversed(list(self._chain(name))), _Style())
        return self._found[name]

    def _chain(self, name: str) -> Iterator[etree._Element]:
        """A style, that which it is based on, and so on."""
        for _ in range(_DEEPEST):
            if (element := self._elements.get(name)) is None:
                return
            yield element
            name = _name(element, "basedOn")


def _said(style: _Style, element: etree._Element) -> _Style:
    """A style with what another that is based on it says."""
    found = _Style(dict(style.toggles), style.underline, style.align, style.level, style.numbering, style.names)
    if (run := element.find(f"{W}rPr")) is not None:
        _say_run(run, found)
    if (paragraph := element.find(f"{W}pPr")) is not None:
        level = _number(paragraph, "outlineLvl")
        found.level = found.level if level is None else level
        numbering = paragraph.find(f"{W}numPr")
        found.numbering = found.numbering if numbering is None else numbering
    found.names = (*style.names, _name(element, "name"))
    return found


def _say_run(properties: etree._Element, style: _Style) -> None:
    for name in _TOGGLES:
        if (given := properties.find(f"{W}{name}")) is not None:
            style.toggles[name] = _on(given.get(f"{W}val", "1"))
    if (underline := properties.find(f"{W}u")) is not None:
        style.underline = underline.get(f"{W}val", "single")
    if (align := properties.find(f"{W}vertAlign")) is not None:
        style.align = align.get(f"{W}val", "")


def _on(value: str) -> bool:
    return value not in _OFF


def _name(element: etree._Element | None, tag: str) -> str:
    found = element.find(f"{W}{tag}") if element is not None else None
    return found.get(f"{W}val", "") if found is not None else ""


def _number(element: etree._Element | None, tag: str) -> int | None:
    return figure(_name(element, tag))
