"""A text as printed: masthead, title, paragraphs with their numbers and note marks, closing lines, notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from markupsafe import Markup, escape

from tracker.model import Footnote, Lineage, Paragraph, Resolution, SeriesView
from tracker.render import html_text
from tracker.render.html_series import Links

_NEW_WORDS = frozenset({"first", "new", "reworded", "small"})
DEEPEST = 4  # the levels of points that are set in; deeper ones stand with the fourth


@dataclass(frozen=True, slots=True)
class Printed:
    """A paragraph to show: its anchor, label and kind, its number, its words with their note marks, and how deep.

    `since` is when these words came in and `life` leads to all years; both are empty where nothing is known of it.
    """

    id: str
    label: str
    kind: str
    number: str
    words: Markup
    depth: int
    cells: tuple[str, ...]
    since: str = ""
    life: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A note at the end of the text: its mark, its anchor and its words."""

    id: str
    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A whole text. `parts` are the divisions in their order, each with its paragraphs; the first has no name."""

    lines: tuple[str, ...]
    title: Markup
    parts: tuple[tuple[str, tuple[Printed, ...]], ...]
    closing: tuple[str, ...]
    notes: tuple[Note, ...]
    language: str
    direction: str


Margins = Mapping[str, tuple[str, str]]
"""By label: since when a paragraph has its words, and the address of its life."""


def text(resolution: Resolution, margins: Margins | None = None) -> Text:
    """A resolution as it is printed, each note where its mark stood and its words at the end."""
    carried = [*resolution.title_notes]
    printed: list[tuple[str, Printed]] = []
    for paragraph in resolution.paragraphs:
        printed.append((paragraph.division, _printed(paragraph, len(carried) + 1, margins or {})))
        carried.extend(paragraph.notes)
    return Text(
        lines=resolution.masthead.lines,
        title=_marked(resolution.title, 0, resolution.title_notes, 1),
        parts=tuple(
            (division, tuple(paragraph for _, paragraph in group))
            for division, group in groupby(printed, key=itemgetter(0))
        ),
        closing=resolution.closing,
        notes=tuple(Note(f"note-{index}", note.mark, note.text) for index, note in enumerate(carried, start=1)),
        language=resolution.language,
        direction=html_text.direction(resolution.language),
    )


def margins(view: SeriesView, index: int, links: Links) -> Margins:
    """What stands beside the paragraphs of a version of a series."""
    found = {}
    for lineage in view.lineages:
        label = lineage.steps[index].label
        if label:
            found[label] = (_since(lineage, index), links.life(index, label))
    return found


def _since(lineage: Lineage, index: int) -> str:
    """Since when a paragraph has the words that it has in this version; it may have got others later."""
    came = [step for step in lineage.steps[: index + 1] if step.mark in _NEW_WORDS and step.interval]
    if not came or index == lineage.address[0]:
        return lineage.wording_since.text
    return came[-1].interval.text if came[-1].interval else ""


def _printed(paragraph: Paragraph, first_note: int, margins: Margins) -> Printed:
    since, life = margins.get(paragraph.label, ("", ""))
    return Printed(
        id=html_text.anchor(paragraph.label),
        label=paragraph.label,
        kind=paragraph.kind,
        number=paragraph.number or "",
        words=_marked(paragraph.text, paragraph.lead, paragraph.notes, first_note),
        depth=min(max(len(paragraph.path) - 1, 0), DEEPEST),
        cells=tuple(paragraph.text.split("\t")) if paragraph.kind == "table" else (),
        since=since,
        life=life,
    )


def _marked(words: str, lead: int, notes: tuple[Footnote, ...], first_note: int) -> Markup:
    """Words with their lead phrase in italics and each note's mark, where it stood, as a link to the note."""
    marks: dict[int, Markup] = {}
    for index, note in enumerate(notes, start=first_note):
        offset = min(note.offset, len(words))
        marks[offset] = marks.get(offset, Markup()) + _mark(index, note.mark)
    result, start = Markup(), 0
    for stop in sorted({*marks, lead, len(words)}):
        piece = escape(words[start:stop])
        result += Markup("<i>{}</i>").format(piece) if piece and stop <= lead else piece
        result += marks.get(stop, Markup())
        start = stop
    return result


def _mark(index: int, mark: str) -> Markup:
    return Markup('<sup><a href="#note-{}" id="to-note-{}" aria-label="note {}">{}</a></sup>').format(
        index, index, mark, mark
    )
