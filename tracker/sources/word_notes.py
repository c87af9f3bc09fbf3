"""The footnotes and endnotes of a Word file: their texts, and the marks that Word counts for them."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from tracker.letters import figure
from tracker.sources.word_numbering import counted
from tracker.sources.word_package import Package, W
from tracker.sources.word_story import Story, Written
from tracker.tokens import normalise

_KINDS = ("footnote", "endnote")


class Notes:
    """Gives each note its mark in the order in which their marks stand in the text."""

    def __init__(self, package: Package, settings: Iterable[etree._Element]) -> None:
        """settings: what may say how notes are counted (w:settings, w:sectPr), the last word first."""
        self._elements: dict[tuple[str, str], etree._Element] = {}
        for kind in _KINDS:
            root = package.of_kind(f"{kind}s")
            for note in root.iter(f"{W}{kind}") if root is not None else ():
                if note.get(f"{W}type", "normal") == "normal":  # the others are the rules above them
                    self._elements[kind, note.get(f"{W}id", "")] = note
        given = list(settings)
        self._forms = {kind: _said(given, kind, "numFmt") or default for kind, default in _DEFAULTS.items()}
        self._starts = {kind: figure(_said(given, kind, "numStart") or "1") or 1 for kind in _KINDS}
        self._anew = [kind for kind in _KINDS if _said(given, kind, "numRestart") == "eachSect"]
        self._counts = dict(self._starts)
        self._used: set[tuple[str, str]] = set()
        self.story: Story | None = None

    def at(self, kind: str, which: str, own: str | None) -> tuple[str, str] | None:
        """Mark and text of the note that is referred to here; `own` is the mark that the user gave it."""
        if (kind, which) not in self._elements:
            return None
        self._used.add((kind, which))
        if own is not None:
            return own, self._text(kind, which).removeprefix(own).lstrip()
        value = self._counts[kind]
        self._counts[kind] += 1
        return counted(self._forms[kind], value), self._text(kind, which)

    def section_ends(self) -> None:
        """Notes that are counted by section begin again."""
        for kind in self._anew:
            self._counts[kind] = self._starts[kind]

    def lost(self, body: etree._Element) -> list[str]:
        """Notes that nothing refers to, in either view."""
        named = {
            (kind, one.get(f"{W}id", "")) for kind in _KINDS for one in body.iter(f"{W}{kind}Reference")
        } | self._used
        return [text for key in self._elements if key not in named and (text := self._text(*key))]

    @property
    def roots(self) -> list[etree._Element]:
        """The notes themselves."""
        return list(self._elements.values())

    def _text(self, kind: str, which: str) -> str:
        """The text of a note, its paragraphs one after the other."""
        assert self.story is not None
        said = []
        for block in self.story.blocks(self._elements[kind, which]):
            parts = [block] if isinstance(block, Written) else [one for cell in block.cells for one in cell]
            said += [line.finish().text for part in parts for line in part.lines]
        return normalise(" ".join(said))


_DEFAULTS = {"footnote": "decimal", "endnote": "lowerRoman"}


def _said(elements: Iterable[etree._Element], kind: str, what: str) -> str | None:
    for element in elements:
        found = element.find(f"{W}{kind}Pr/{W}{what}")
        if found is not None and (value := found.get(f"{W}val")):
            return value if what != "numStart" or value.isdecimal() else None
    return None
