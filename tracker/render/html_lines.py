"""A line told in plain words as HTML: its labels are links to the paragraphs they name, its quotes words of the text.

The lines come from `brief`: words of the texts stand in straight quotes, labels outside of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import Markup, escape

from tracker.model import Comparison
from tracker.render import html_text

_QUOTED = re.compile(r'"([^"]*)"')


def addresses(comparison: Comparison, page: str) -> Mapping[str, str]:
    """Where each label of a comparison stands on its page: those of the new text, and those that only the old one has.

    `page` is the address of the comparison, without an anchor.
    """
    found: dict[str, str] = {}
    for change in comparison.changes:
        if not change.new:
            for place in change.old:
                found[place.label] = f"{page}#{html_text.anchor(f'was {place.label}')}"
    for change in comparison.changes:
        for place in change.new:
            if place.kind != "formula":
                found[place.label] = f"{page}#{html_text.anchor(place.label)}"
    return found


def line(text: str, leads: Mapping[str, str], page: str, language: str) -> Markup:
    """A line with each of its labels as a link; one that names none is a link as a whole, to the `page`."""
    labels = sorted(leads, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, labels))})(?!\w)") if labels else None
    result, linked, start = Markup(), False, 0
    for quoted in [*_QUOTED.finditer(text), None]:
        plain = text[start : quoted.start() if quoted else len(text)]
        marked = _linked(plain, pattern, leads)
        linked = linked or "<a " in marked
        result += marked
        if quoted:
            result += Markup("“<bdi lang={}>{}</bdi>”").format(Markup('"{}"').format(language), quoted[1])
            start = quoted.end()
    return result if linked else Markup('<a href="{}">{}</a>').format(page, result)


def _linked(text: str, pattern: re.Pattern[str] | None, leads: Mapping[str, str]) -> Markup:
    result, start = Markup(), 0
    for match in pattern.finditer(text) if pattern else ():
        result += escape(text[start : match.start()])
        result += Markup('<a href="{}"><bdi>{}</bdi></a>').format(leads[match[0]], match[0])
        start = match.end()
    return result + escape(text[start:])
