"""The report of a series: the brief without its limits, then everything behind it, oldest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tracker.model import Lineage, Step
from tracker.render import vocabulary, wording
from tracker.render.blocks.model import Block, Cell, Entries, Entry, Grid, Heading, Line, Report, Row, Run, Text, said
from tracker.render.provenance import Provenance
from tracker.reports import brief, table
from tracker.reports.span import Span, dated, short, when, year

_QUIET = {"same", "typographic"}
_LETTERS_SHEET = 10
"""More texts than these need a lying sheet."""


def report(span: Span, provenance: Provenance, *, substantive: bool = False) -> Report:
    """The report. `substantive`: paragraphs without substance are counted in each step, and not shown."""
    return Report(
        "Report of a series" if len(span.steps) > 1 else "Report of two texts",
        span.last.title,
        f"{span.about()}.",
        tuple(_blocks(span, substantive=substantive)),
        provenance,
        span.language,
        sheet="A4" if len(span.editions) <= _LETTERS_SHEET else "A4 landscape",
    )


def _blocks(span: Span, *, substantive: bool) -> Iterator[Block]:
    yield from brief.sections(span)
    yield Heading("Paragraphs by year")
    yield letters(span)
    yield Text(said(_key(span)), "note")
    yield Heading("Step by step, oldest first")
    for index in range(len(span.steps)):
        yield from _step(span, index, substantive=substantive)
    if len(span.steps) > 1:
        yield Heading(f"From the first text to the last: {dated(span.first)} to {dated(span.last)}")
        yield from _changes(span, substantive=substantive)


# ----------------------------------------------------------------------------------------------- paragraphs by year


def letters(span: Span) -> Grid:
    """A row for each paragraph, a letter for what each text made of it."""
    rows = [_letters(span, life) for life in span.lineages if life.kind != "formula"]
    heads = [f"{year(edition)} {short(edition)}" for edition in span.editions]
    narrow = max(70 // len(heads), 5)
    return Grid(("Paragraph", *heads, "Wording since"), tuple(rows), (14, *[narrow] * len(heads), 14), small=True)


def _letters(span: Span, life: Lineage) -> Row:
    label = life.address[1]
    gone = life.ended is not None
    others = [one for one in dict.fromkeys(step.label for step in life.steps) if one and one != label]
    ex = said(f" ex {', '.join(others)}", "quiet") if others else ()
    since = life.wording_since if gone else span.since.get(label, life.wording_since)
    told = f"{life.began.text} until {life.ended.text}" if life.ended else since.text
    cells: list[Cell] = [
        ((Run(f"({label})" if gone else label, "strong"), *ex),),
        *(_letter(step) for step in life.steps),
        (said(told),),
    ]
    return Row(tuple(cells), "deleted" if gone else "")


def _letter(step: Step) -> Cell:
    if step.kind == "merged" and step.mark == "absent":
        return (said("merged"),)
    letter = f"{vocabulary.LETTERS[step.mark]}{'*' if step.group is not None else ''}{' moved' if step.moved else ''}"
    return (said(letter),) if letter else ()


def _key(span: Span) -> str:
    marks = {step.mark for life in span.lineages for step in life.steps}
    told = [
        f"{vocabulary.LETTERS[mark]} {vocabulary.WORDS[mark].lower()}"
        for mark in vocabulary.LETTERS
        if mark in marks and mark not in {"absent", "first"}
    ]
    return (
        f"Each letter is the change from the column before it: {', '.join(told)}; * part of one edit in several places."
    )


# ----------------------------------------------------------------------------------------------------- step by step


def of_step(span: Span, index: int) -> Span:
    """One step of a span, by itself."""
    return replace(
        span,
        editions=span.editions[index : index + 2],
        whole=span.steps[index],
        steps=(span.steps[index],),
        gaps=(span.gaps[index],),
        lineages=(),
        since={},
    )


def _step(span: Span, index: int, *, substantive: bool) -> Iterator[Block]:
    one = of_step(span, index)
    yield Heading(f"{when(span, index)}: {dated(one.first)} to {dated(one.last)}", 2)
    yield from _changes(one, substantive=substantive)
    yield from _technical(one, substantive=substantive)
    yield from _around(one)


def _changes(span: Span, *, substantive: bool) -> Iterator[Block]:
    """Headline, counts, and the rows of what changed."""
    yield Text(said(span.telling.headline))
    yield Text(said(table.counts(span)))
    if span.telling.gap:
        yield Text(said(span.telling.gap))
    every = table.rows(span)
    changed = [row for row in every if vocabulary.mark(row.change) not in _QUIET or row.change.moved or row.notes]
    shown = [row for row in changed if vocabulary.has_substance(row.change)] if substantive else changed
    if shown:
        yield table.grid(span, shown, comments=False)
    if len(shown) < len(every):
        how = " (--only substantive)" if substantive else ": unchanged, or punctuation and hyphens only"
        yield Text(said(f"Not shown: {len(every) - len(shown)} of {len(every)} paragraphs{how}."), "cut")


def _technical(span: Span, *, substantive: bool) -> Iterator[Block]:
    updates = span.telling.technical
    if not updates:
        return
    if substantive:
        yield Text(said(f"Not shown: {wording.number(len(updates), 'technical update')}."), "cut")
        return
    yield Heading("Technical updates", 3)
    rows = tuple(
        Row(tuple((line,) for line in (said(one.label), *(_words(text, span.language) for text in (one.old, one.new)))))
        for one in updates
    )
    yield Grid(("Place", "Before", "After"), rows, (14, 43, 43), small=True)


def _words(text: str, language: str) -> Line:
    return (Run(text, language=language),)


def _around(span: Span) -> Iterator[Block]:
    """Sponsors, votes and the masthead where they differ, and what is to check."""
    comparison = span.whole
    facts = [
        ("Sponsors", " ".join(wording.sponsors(comparison))),
        ("Votes", " ".join(wording.votes(comparison))),
        ("Masthead", "; ".join(wording.masthead(comparison))),
        ("Paired by hand", " ".join(wording.by_hand(comparison))),
    ]
    entries = [Entry(name, (said(text),)) for name, text in facts if text]
    entries += [Entry("To check", (said(check.text),)) for check in comparison.checks]
    if entries:
        yield Entries(tuple(entries))
