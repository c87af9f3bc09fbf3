"""The comparative table of two texts: a row for each paragraph in the new order, as missions work with it in Word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.model import Change, Place, WordOp, places
from tracker.render import csvs, excerpt, vocabulary, wording
from tracker.render.blocks.model import Block, Cell, Grid, Line, Report, Row, RowMark, Run, Text, quoted, said
from tracker.render.provenance import Provenance
from tracker.render.rows import redline as exact
from tracker.reports.span import Span, dated, year

HEAD = ("Paragraph", "Text of {old}", "Text of {new}, what changed marked", "Change", "Wording since", "Comments")
_WIDTHS = (9, 28, 32, 10, 8, 13)
_SHORT_WIDTHS = (11, 36, 40, 13)


@dataclass(frozen=True, slots=True)
class Compared:
    """A row: labels, both texts as word diffs, what it is called, since when it has its words, its notes."""

    label: str
    was: str
    old: tuple[Place, ...]
    segments: tuple[WordOp, ...]
    called: str
    since: str
    mark: RowMark
    notes: tuple[Line, ...]
    change: Change


def rows(span: Span) -> tuple[Compared, ...]:
    """All rows of the table, deleted paragraphs after their old neighbours; the enacting formula only if it changed."""
    return tuple(
        _row(span, change)
        for change in span.whole.changes
        if any(place.kind != "formula" for place in (*change.old, *change.new)) or change.kind != "unchanged"
    )


def reworded(span: Span) -> tuple[Compared, ...]:
    """The rows of the paragraphs whose words have another meaning."""
    chosen = {id(change) for change in span.kinds.reworded}
    return tuple(row for row in rows(span) if id(row.change) in chosen)


def table(span: Span, provenance: Provenance, *, substantive: bool = False) -> Report:
    """The comparative table as a report on a lying sheet; `substantive`: without rows that have no substance."""
    every = rows(span)
    shown = [row for row in every if vocabulary.has_substance(row.change)] if substantive else every
    return Report(
        "Comparative table",
        span.last.title,
        f"{dated(span.first)} to {dated(span.last)}, {vocabulary.language(span.language)}.",
        tuple(_blocks(span, every, shown)),
        provenance,
        span.language,
        sheet="A4 landscape",
    )


def _blocks(span: Span, every: Sequence[Compared], shown: Sequence[Compared]) -> Iterator[Block]:
    yield Text(said(span.telling.headline))
    yield Text(said(counts(span)))
    if span.telling.gap:
        yield Text(said(span.telling.gap))
    for caution in vocabulary.cautions([span.whole]):
        yield Text(said(caution))
    if shown:
        yield grid(span, shown)
    if len(shown) < len(every):
        yield Text(said(f"Not shown: {len(every) - len(shown)} of {len(every)} rows (--only substantive)."), "cut")


def counts(span: Span) -> str:
    """The line of counts: "New 1, Deleted 0, ... = 33 paragraphs."."""
    told = span.telling
    return f"{', '.join(f'{name} {number}' for name, number in told.counts)} = {told.paragraphs} paragraphs."


def grid(span: Span, chosen: Sequence[Compared], *, comments: bool = True) -> Grid:
    """Rows as a table; without `comments` in four columns, for the second page of a brief."""
    names = {"old": year(span.first), "new": year(span.last)}
    head = tuple(name.format(**names) for name in HEAD)
    found = []
    for row in chosen:
        cells = _cells(span, row)
        found.append(Row(cells if comments else cells[:4], row.mark))
    if comments:
        return Grid(head, tuple(found), _WIDTHS)
    return Grid(head[:4], tuple(found), _SHORT_WIDTHS, small=True)


def _cells(span: Span, row: Compared) -> tuple[Cell, ...]:
    language = span.language
    label: Cell = ((Run(row.label, "strong"),), *((said(f"(ex {row.was})", "quiet"),) if row.was else ()))
    old: Cell = tuple((Run(place.text, language=language),) for place in row.old)
    new: Cell = (said("Deleted"),) if row.mark == "deleted" else (*redline(row.segments, language), *row.notes)
    return label, old, new, (said(row.called),), (said(row.since),) if row.since else (), ()


def redline(segments: Sequence[WordOp], language: str) -> Cell:
    """A word diff as the paragraphs of a cell."""
    return (quoted(excerpt.whole(segments), language),)


def _row(span: Span, change: Change) -> Compared:
    mark: RowMark = "new" if change.kind == "inserted" else "deleted" if change.kind == "deleted" else ""
    return Compared(
        label=wording.label(change),
        was=wording.former(change).removeprefix("ex "),
        old=change.old,
        segments=change.segments,
        called=vocabulary.phrase(change),
        since=_since(span, change),
        mark=mark,
        notes=tuple(quoted(pieces, span.language) for pieces in _notes(change)),
        change=change,
    )


def _notes(change: Change) -> Iterator[tuple[excerpt.Piece, ...]]:
    """What became of the notes of a paragraph, technical updates included: here the table is all there is."""
    for pieces, note in zip(wording.all_notes(change), change.notes, strict=True):
        if note.kind not in ("unchanged", "renumbered"):
            yield pieces


def _since(span: Span, change: Change) -> str:
    """When the words of a paragraph came in; of several paragraphs the latest."""
    found = [span.since[label] for label in places(change.new) if label in span.since]
    found.sort(key=lambda interval: (interval.latest or 0, interval.earliest or 0))
    return found[-1].text if found else ""


# ------------------------------------------------------------------------------------------------------------- CSV


COLUMNS = {
    "row": "1, 2, ... in the order of the new text; a deleted paragraph follows its old neighbour",
    "label": "label in the new text, several joined by ', '; of what was deleted the old one",
    "was": "label in the old text, where it is another",
    "old": "symbol of the old text, empty where it has none",
    "new": "symbol of the new text, empty where it has none",
    "old_text": "the paragraph in the old text as printed, several joined by a newline",
    "new_text": "the paragraph in the new text as printed, several joined by a newline",
    "redline": "both in one, to the letter: {+added+} [-deleted-]",
    "notes": "what became of its notes, in the same marks, joined by a newline",
    "change": "the words of the table: 'Small wording, technical update'",
    "wording_since": "since when it has its words: a year, or the years between which they came in",
    "comments": "empty: room for yours",
}


def to_csv(span: Span, *, substantive: bool = False) -> str:
    """The table as CSV by RFC 4180, in UTF-8, exact to the letter."""
    found = (
        _csv_row(span, row, number)
        for number, row in enumerate(rows(span), start=1)
        if not substantive or vocabulary.has_substance(row.change)
    )
    return csvs.written(COLUMNS, found)


def _csv_row(span: Span, row: Compared, number: int) -> dict[str, object]:
    return {
        "row": number,
        "label": row.label,
        "was": row.was,
        "old": span.first.symbol,
        "new": span.last.symbol,
        "old_text": "\n".join(place.text for place in row.old),
        "new_text": "\n".join(place.text for place in row.change.new),
        "redline": exact(row.segments),
        "notes": "\n".join(_marked(line) for line in row.notes),
        "change": row.called,
        "wording_since": row.since,
        "comments": None,
    }


def _marked(line: Line) -> str:
    marks = {"insert": "{{+{}+}}", "delete": "[-{}-]"}
    return "".join(marks.get(run.mark, "{}").format(run.text) for run in line)
