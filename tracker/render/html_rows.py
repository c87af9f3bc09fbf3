"""A comparison as rows of a page: what stands in full, what on one quiet line, what is folded, and in which order.

The order is the comparison's own. Unchanged paragraphs that stand together are one fold; what moved leaves a line at
its old place; the operative part begins with a heading of its own. Nothing is left out: every change stands in exactly
one row.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from markupsafe import Markup, escape

from tracker.model import Change, Comparison, NoteChange, Place, WordOp, places
from tracker.render import html_text, vocabulary

Fold = Literal["unchanged", "punctuation", "technical"]
Shape = Literal["full", "quiet", "fold", "moved-away", "part"]
History = Callable[[Literal["old", "new"], str], str]
"""Gives the address of a paragraph's life: its side and its label there."""

FOLDED: frozenset[Fold] = frozenset({"unchanged", "punctuation", "technical"})
_FOLD_OF: dict[str, Fold] = {"same": "unchanged", "typographic": "punctuation", "technical": "technical"}
_EMPTY = Markup()
_NAMES = {"F": "Enacting formula"}
_QUIET_NOTES = frozenset({"unchanged", "renumbered"})


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of a row: each paragraph with its label and its words, and the notes that stand under it."""

    paragraphs: tuple[tuple[str, Markup], ...] = ()
    notes: tuple[Markup, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    `id` is its anchor, `others` are further anchors of it; `previous` and `next` the anchors of the nearest rows in
    full; `content` is the quiet line's; `by_hand` what is said of a pairing by a user; `items` are the paragraphs of a
    fold: (anchor, label, words, notes).
    """

    shape: Shape
    id: str = ""
    others: tuple[str, ...] = ()
    mark: str = ""
    said: str = ""
    label: str = ""
    was: str = ""
    old: Cell | None = None
    new: Cell | None = None
    both: Cell | None = None
    content: Markup = _EMPTY
    open: bool = False
    group: int | None = None
    moved_to: str = ""
    moved_from: str = ""
    history: str = ""
    by_hand: str = ""
    flags: tuple[str, ...] = ()
    items: tuple[tuple[str, str, Markup, tuple[Markup, ...]], ...] = ()
    previous: str = ""
    next: str = ""


def rows(
    comparison: Comparison, *, folded: Collection[Fold] = FOLDED, history: History | None = None
) -> tuple[Row, ...]:
    """All rows of a comparison, in its order. `folded` names what is closed when the page opens."""
    return _linked(tuple(_rows(comparison, folded, history)))


def row_id(change: Change) -> str:
    """The anchor of a change: its first new label, or for what is gone "was-" and its old label."""
    return html_text.anchor(change.new[0].label) if change.new else f"was-{html_text.anchor(change.old[0].label)}"


def _rows(comparison: Comparison, folded: Collection[Fold], history: History | None) -> Iterator[Row]:
    away = _moved_away(comparison)
    run: list[Change] = []
    operative: bool | None = None
    yield from away.get(-1, ())
    for index, change in enumerate(comparison.changes):
        kind = (change.new or change.old)[0].kind
        starts = kind == "operative" and operative is False
        if run and (starts or not _is_plain(change)):
            yield _fold(run, folded)
            run = []
        if starts:
            yield Row("part", id="operative-part")
        operative = kind == "operative" if kind in {"preambular", "operative", "formula"} else operative
        if _is_plain(change):
            run.append(change)
        else:
            yield _row(change, folded, history)
        if index in away:
            if run:
                yield _fold(run, folded)
                run = []
            yield from away[index]
    if run:
        yield _fold(run, folded)


def _is_plain(change: Change) -> bool:
    """Whether a change has nothing to tell: the same words at the same place, and nothing new in its notes."""
    return (
        change.kind == "unchanged"
        and change.significance == "none"
        and not change.moved
        and not change.flags
        and all(note.kind in _QUIET_NOTES for note in change.notes)
    )


def _row(change: Change, folded: Collection[Fold], history: History | None) -> Row:
    mark = vocabulary.mark(change)
    fold = _FOLD_OF.get(mark)
    structural = change.moved or change.kind in {"split", "merged"}
    both_sides = bool(change.old and change.new)
    new_labels, old_labels = places(change.new), places(change.old)
    row = Row(
        shape="quiet" if fold and not structural else "full",
        id=row_id(change),
        others=tuple(html_text.anchor(item) for item in new_labels[1:]),
        mark=mark,
        said=vocabulary.phrase(change),
        label=vocabulary.labels(new_labels or old_labels),
        was=_was(change),
        old=_cell(change, "old") if change.old else None,
        new=_cell(change, "new") if change.new else None,
        both=_cell(change, "both") if both_sides else None,
        content=_content(change),
        open=bool(fold) and fold not in folded,
        group=change.group,
        moved_from=f"from-{html_text.anchor(change.old[0].label)}" if change.moved and change.old else "",
        by_hand=vocabulary.by_hand(change),
        flags=tuple(flag for flag in change.flags if flag != "override"),
    )
    if history:
        address = history("new", new_labels[0]) if new_labels else history("old", old_labels[0])
        row = replace(row, history=address)
    return row


def _was(change: Change) -> str:
    """The old labels of a change where they tell something: its paragraphs are called otherwise now."""
    old, new = places(change.old), places(change.new)
    return vocabulary.labels(old) if old and new and old != new else ""


def _content(change: Change) -> Markup:
    """What a quiet line says: the changed words among a few others, of the paragraph and of its notes."""
    parts: list[Markup] = []
    if any(op.op != "equal" for op in change.segments):
        parts.append(html_text.cut(change.segments))
    parts.extend(_note(note, "both", short=True) for note in change.notes if note.kind not in _QUIET_NOTES)
    return Markup(" · ").join(parts)


def _cell(change: Change, side: html_text.Side) -> Cell:
    words = html_text.redline(change.segments, side)
    items = change.old if side == "old" else change.new
    labels = places(items) if len(items) == len(words) else ("",) * len(words)
    notes = tuple(_note(note, side) for note in change.notes if _on(note, side))
    return Cell(tuple(zip(labels, words, strict=True)), notes)


def _on(note: NoteChange, side: html_text.Side) -> bool:
    return side == "both" or (note.old if side == "old" else note.new) is not None


def _note(note: NoteChange, side: html_text.Side, *, short: bool = False) -> Markup:
    """A note under its paragraph: "Note 3 (ex note 2)" and its words."""
    here = note.old if side == "old" else note.new or note.old
    mark = here.mark if here else ""
    was = note.old.mark if note.old and note.new and note.old.mark != note.new.mark and side != "old" else ""
    words = html_text.cut(note.segments) if short else html_text.inline(_note_ops(note, side))
    return Markup('<bdi class="mark" lang="en">{} {}{}</bdi> {}').format(
        "Note"
        if note.kind not in {"inserted", "deleted"}
        else f"{'New' if note.kind == 'inserted' else 'Deleted'} note",
        mark,
        f" (ex {was})" if was else "",
        words,
    )


def _note_ops(note: NoteChange, side: html_text.Side) -> tuple[WordOp, ...]:
    if note.segments:
        kept: dict[html_text.Side, set[str]] = {"old": {"equal", "delete"}, "new": {"equal", "insert"}}
        return tuple(op for op in note.segments if side == "both" or op.op in kept[side])
    here = note.old if side == "old" else note.new or note.old
    return (WordOp("equal", here.text),) if here else ()


def _fold(run: list[Change], folded: Collection[Fold]) -> Row:
    old = tuple(label for change in run for label in places(change.old))
    new = tuple(label for change in run for label in places(change.new))
    items = tuple(
        (
            html_text.anchor(place.label),
            place.label,
            escape(place.text),
            tuple(_note(note, "new") for note in change.notes if note.new) if index == 0 else (),
        )
        for change in run
        for index, place in enumerate(change.new)
    )
    return Row(
        "fold",
        mark="same",
        label=short_range(tuple(_NAMES.get(label, label) for label in new)),
        was=short_range(old) if old != new else "",
        said="unchanged",
        items=items,
        open="unchanged" not in folded,
    )


def short_range(labels: tuple[str, ...]) -> str:
    """Labels on one line: all of up to three, else the first and the last."""
    return ", ".join(labels) if len(labels) <= 3 else f"{labels[0]} to {labels[-1]}"


def _moved_away(comparison: Comparison) -> dict[int, list[Row]]:
    """Where lines for what moved stand: after the change of the nearest old paragraph before it that did not move."""
    at: dict[int, int] = {}
    moved: list[tuple[Place, Change]] = []
    for index, change in enumerate(comparison.changes):
        if change.moved and change.old:
            moved.extend((place, change) for place in change.old)
        else:
            at.update((place.position, index) for place in change.old)
    lines: dict[int, list[Row]] = {}
    stayed = sorted(at)
    for place, change in sorted(moved, key=lambda item: item[0].position):
        before = bisect_left(stayed, place.position)
        row = Row(
            "moved-away",
            id=f"from-{html_text.anchor(place.label)}",
            label=place.label,
            moved_to=row_id(change),
            was=change.new[0].label,
        )
        lines.setdefault(at[stayed[before - 1]] if before else -1, []).append(row)
    return lines


def _linked(found: tuple[Row, ...]) -> tuple[Row, ...]:
    """Rows with their neighbours: in full, or where nothing is, those on a quiet line."""
    stops = [row.id for row in found if row.shape == "full"] or [row.id for row in found if row.shape == "quiet"]
    around = {
        stop: (stops[index - 1] if index else "", stops[index + 1] if index + 1 < len(stops) else "")
        for index, stop in enumerate(stops)
    }
    return tuple(
        replace(row, previous=around[row.id][0], next=around[row.id][1]) if row.id in around else row for row in found
    )
