"""The comparative table of many texts: a row for each paragraph's life, a column for each text, oldest first.

The first text that has a paragraph gives its words; each later one only what it changed, or that the words are the
same, so that a row reads as the history of the paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.model import Change, Comparison, Lineage, Step, places
from tracker.render import csvs, excerpt, vocabulary
from tracker.render.blocks.model import Block, Cell, Grid, Line, Report, Row, RowMark, Run, Text, quoted, said
from tracker.render.provenance import Provenance
from tracker.reports.span import Span, dated, short, year

_NARROW_SHEET = 5
"""More texts than these need a sheet of A3."""
_QUIET = {"same": "same words", "typographic": "same words (punctuation or hyphens only)"}


def table(span: Span, provenance: Provenance, *, substantive: bool = False) -> Report:
    """The table as a report; `substantive`: without the paragraphs whose words stand in every text."""
    every = _lives(span)
    shown = [life for life in every if _has_substance(life)] if substantive else every
    return Report(
        "Comparative table by years",
        span.last.title,
        f"{dated(span.first)} to {dated(span.last)}, {vocabulary.language(span.language)}. "
        "Each column shows what its text changed in the one before.",
        tuple(_blocks(span, every, shown)),
        provenance,
        span.language,
        sheet="A4 landscape" if len(span.editions) <= _NARROW_SHEET else "A3 landscape",
    )


def _blocks(span: Span, every: Sequence[Lineage], shown: Sequence[Lineage]) -> Iterator[Block]:
    for telling in span.tellings:
        if telling.gap:
            yield Text(said(telling.gap))
    for caution in vocabulary.cautions(span.steps):
        yield Text(said(caution))
    yield grid(span, shown)
    if len(shown) < len(every):
        yield Text(said(f"Not shown: {len(every) - len(shown)} of {len(every)} rows (--only substantive)."), "cut")


def grid(span: Span, lives: Sequence[Lineage] | None = None) -> Grid:
    """The rows as a table."""
    index = [_by_label(comparison) for comparison in span.steps]
    texts = {place.label: place.text for change in span.steps[0].changes for place in change.old}
    shown = _lives(span) if lives is None else lives
    rows = tuple(_row(span, life, index, texts) for life in shown)
    years = [f"{year(edition)}, {short(edition)}" for edition in span.editions]
    wide = 88 // len(years)
    return Grid(("Paragraph", *years, "Wording since"), rows, (6, *[wide] * len(years), 6), small=True)


def _lives(span: Span) -> list[Lineage]:
    """All lives but that of the enacting formula, where it stands unchanged in every text."""
    return [
        life for life in span.lineages if life.kind != "formula" or any(step.mark != "same" for step in life.steps[1:])
    ]


def _has_substance(life: Lineage) -> bool:
    marks = {step.mark for step in life.steps}
    return bool(marks & {"new", "deleted", "reworded", "small"}) or any(step.moved for step in life.steps)


def _by_label(comparison: Comparison) -> dict[tuple[str, str], Change]:
    """The changes of a step by the labels of either side."""
    found: dict[tuple[str, str], Change] = {}
    for change in comparison.changes:
        found |= {("old", label): change for label in places(change.old)}
        found |= {("new", label): change for label in places(change.new)}
    return found


def _row(span: Span, life: Lineage, index: Sequence[dict[tuple[str, str], Change]], texts: dict[str, str]) -> Row:
    label = life.address[1]
    labels = list(dict.fromkeys(step.label for step in life.steps if step.label and step.label != label))
    gone = life.ended is not None
    name: Cell = (
        (Run(f"({label})" if gone else label, "strong"),),
        *((said(f"(ex {', '.join(labels)})", "quiet"),) if labels else ()),
    )
    first, *later = life.steps
    cells = [name, _first(first, texts, span.language)]
    cells += [_cell(step, changes, span) for step, changes in zip(later, index, strict=True)]
    since = f"{life.began.text} until {life.ended.text}" if life.ended else life.wording_since.text
    if not gone and label in span.since:
        since = span.since[label].text
    mark: RowMark = "deleted" if gone else ""
    return Row((*cells, (said(since),)), mark)


def _first(step: Step, texts: dict[str, str], language: str) -> Cell:
    return ((Run(texts[step.label], language=language),),) if step.label in texts else ()


def _cell(step: Step, changes: dict[tuple[str, str], Change], span: Span) -> Cell:
    """What a text made of a paragraph: nothing, the same words, or what it changed."""
    before = step.from_labels[0] if step.from_labels else ""
    change = changes.get(("new", step.label) if step.label else ("old", before))
    if change is None:
        return ()
    if step.mark == "absent" or change.kind == "deleted":
        merged = f"Merged into {', '.join(places(change.new))}" if change.new else "Deleted"
        return (said(merged, "strong"),)
    if step.mark in _QUIET and not change.moved and not change.structure:
        return (said(_QUIET[step.mark], "quiet"),)
    head: Line = said(vocabulary.phrase(change), "strong")
    if change.kind == "inserted":
        return head, (Run(change.new[0].text, language=span.language),)
    pieces = excerpt.cut(change.segments) if any(op.op != "equal" for op in change.segments) else ()
    return (head, quoted(pieces, span.language)) if pieces else (head,)


# ------------------------------------------------------------------------------------------------------------- CSV


COLUMNS = {
    "row": "1, 2, ... in the order of the newest text; a paragraph that ended follows its last neighbour",
    "label": "the label in the newest text that has the paragraph",
    "other_labels": "the other labels it has had, joined by '; '",
    "symbol": "the text",
    "adopted": "the day of adoption as 2021-12-16, empty if not known",
    "year": "the year of adoption, the session, or the symbol",
    "label_there": "the label in this text; empty if it is not in it",
    "mark": "first, new, deleted, reworded, small, technical, typographic, same, absent",
    "moved": "1 if it moved among its neighbours in this text, else 0",
    "changed_earliest": "the first year in which the change of this text can have been made; empty if not known",
    "changed_latest": "the last year",
    "wording_since": "since when the paragraph has its present words: a year, or the years between which",
    "text": "the words in this text, as printed",
}


def to_csv(span: Span, *, substantive: bool = False) -> str:
    """A row for each paragraph and text, for a spreadsheet or a data frame."""
    lives = [life for life in span.lineages if not substantive or _has_substance(life)]
    found = (row for number, life in enumerate(lives, start=1) for row in csv_rows(span, life, number))
    return csvs.written(COLUMNS, found)


def csv_rows(span: Span, life: Lineage, number: int) -> Iterator[dict[str, object]]:
    """The rows of one paragraph."""
    label = life.address[1]
    others = [one for one in dict.fromkeys(step.label for step in life.steps) if one and one != label]
    since = span.since.get(label, life.wording_since) if life.ended is None else life.wording_since
    for step in life.steps:
        edition = span.editions[step.version]
        interval = step.interval
        yield {
            "row": number,
            "label": label,
            "other_labels": "; ".join(others),
            "symbol": edition.symbol,
            "adopted": edition.adopted.isoformat() if edition.adopted else None,
            "year": year(edition),
            "label_there": step.label,
            "mark": step.mark,
            "moved": int(step.moved),
            "changed_earliest": interval.earliest if interval else None,
            "changed_latest": interval.latest if interval else None,
            "wording_since": since.text,
            "text": _text(span, step),
        }


def _text(span: Span, step: Step) -> str | None:
    """The words of a paragraph in a text: from the comparison that leads to it, or from the one that leaves it."""
    if step.label is None:
        return None
    comparison = span.steps[max(step.version - 1, 0)]
    for change in comparison.changes:
        for place in change.new if step.version else change.old:
            if place.label == step.label:
                return place.text
    return None
