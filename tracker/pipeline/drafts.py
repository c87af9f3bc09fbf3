"""`tracker draft`: a text that is here, rolled forward, as a Word file with tracked changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, pairwise

from tracker.model import Resolution, Version
from tracker.pipeline import chain, redlines, views
from tracker.pipeline.compare import compare
from tracker.pipeline.rolling import WORDS, Roll, Spot, passages, roll, rolled
from tracker.pipeline.weaving import weave
from tracker.render.provenance import Provenance, provenance
from tracker.render.word import redline
from tracker.store import Store
from tracker.woven import Piece, Woven


@dataclass(frozen=True, slots=True)
class Draft:
    """A text rolled forward: its edits, and what each open place asks to look up (in the order of the text)."""

    roll: Roll
    questions: tuple[tuple[Spot, str], ...]


def draft(store: Store, series_slug: str, base: Version, text: Resolution | None = None) -> Draft:
    """Roll a text of a series forward. text: another reading of the same text, to be edited in its place."""
    series = store.one_series(series_slug)
    main = chain.texts(series, store.versions(series_slug, base.language))
    own = {known.symbol for known in series.known} | {one.symbol for one in main}
    before = next((older for older, newer in pairwise(main) if newer == base), None)
    given = text or store.resolution(base)
    last = None
    if before:
        last = compare(store.resolution(before), text) if text else (
            views.comparison_of(store, series_slug, before, base)
        )  # fmt: skip
    found = roll(given, last, own)
    return Draft(found, tuple(questions(found)))


def written(given: Draft, *, author: str, on: date | None = None) -> bytes:
    """The Word file: the text rolled forward, its changes tracked and its open places commented."""
    new, changes = rolled(given.roll)
    woven = weave([given.roll.base, new], [changes])
    sources = dated(given, on)
    by = redline.Author(author, sources.moment.strftime("%Y-%m-%dT%H:%M:%SZ"))
    name = str(given.roll.base.symbol or "the text")
    said = (
        f"Draft: {name} rolled forward, with tracked changes by {author}. Places left open are in brackets, each with "
        "a comment. Masthead, title and closing lines are those of the base."
    )
    return redline.written(
        _commented(woven, given), [by], sources, title=f"{name} rolled forward", said=said, creator=author
    )


def dated(given: Draft, on: date | None) -> Provenance:
    """Where the base comes from, and the date that the draft bears."""
    from tracker.facts import edition

    return provenance([edition(given.roll.base)], on=on, epoch=redlines.epoch())


def _commented(woven: Woven, given: Draft) -> Woven:
    """The same, with each question at the first open place that it is about; of a note, at its mark in the text."""
    asked_at = {spot: number for number, (spot, _) in enumerate(given.questions)}
    words = iter([edit for edit in given.roll.edits if edit.note == WORDS])
    notes = [
        (position, index)
        for position, paragraph in enumerate(given.roll.base.paragraphs)
        for index, _ in sorted(enumerate(paragraph.notes), key=lambda item: item[1].offset)
    ]
    titled = len(given.roll.base.title_notes)

    def asked(piece: Piece) -> int | None:
        if piece.note is not None:
            return asked_at.get(notes[piece.note - titled]) if piece.note >= titled else None
        edit = next(words) if piece.born else None
        return asked_at.pop(edit.spot, None) if edit and edit.new is None else None

    return replace(
        woven,
        lines=tuple(
            replace(line, pieces=tuple(replace(piece, comment=asked(piece)) for piece in line.pieces))
            for line in woven.lines
        ),
        comments=tuple(text for _, text in given.questions),
    )


def questions(given: Roll) -> Iterator[tuple[Spot, str]]:
    """For each place with something open: what to look up."""
    for spot, group in groupby(passages(given), key=lambda passage: passage.spot):
        opened = [passage for passage in group if not passage.known]
        if opened:
            said = "; ".join(f"{one.before} {one.was}".strip() for one in opened)
            note = "" if spot[1] == WORDS else " In the note:"
            yield (
                spot,
                (
                    f"To look up:{note} what has come after “{said}”. It was brought up to date last time too. "
                    "If there is nothing newer, write again what the base says."
                ),
            )
