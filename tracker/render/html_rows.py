"""A comparison as rows of a page: what stands in full, what on one quiet line, what is folded, and in which order.

The order is the comparison's own. Unchanged paragraphs that stand together are one fold; what moved leaves a line at
its old place; the operative part begins with a heading of its own. Nothing is left out: every change stands in exactly
one row.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from markupsafe import Markup

from tracker.model import Change, Comparison, NoteChange, Place, WordOp, places
from tracker.render import finding, html_text, vocabulary

Fold = Literal["unchanged", "punctuation", "technical"]
Shape = Literal["full", "quiet", "fold", "moved-away", "part"]
History = Callable[[Literal["old", "new"], str], str]
"""Gives the address of a paragraph's life: its side and its label there."""

FOLDED: frozenset[Fold] = frozenset({"unchanged", "punctuation", "technical"})
_FOLD_OF: dict[str, Fold] = {"same": "unchanged", "typographic": "punctuation", "technical": "technical"}
_EMPTY = Markup()
_NAMES = {"F": "Enacting formula"}
_ALL_NAMED = 3
"""So many labels of a fold are all named; of more the first and the last, with how many there are."""
_QUIET_NOTES = frozenset({"unchanged", "renumbered"})


@dataclass(frozen=True, slots=True)
class View:
    """How a comparison is shown.

    `folded` names what is closed when the page opens, `history` gives the address of a paragraph's life, `find` the
    words that are looked for (a fold that has them is open), `elsewhere` the other languages: code, name and the
    address to which a paragraph's anchor is added.
    """

    folded: Collection[Fold] = FOLDED
    history: History | None = None
    find: finding.Pattern | None = None
    elsewhere: tuple[tuple[str, str, str], ...] = ()


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
    fold: (anchor, label, words, notes). `fold` is what it belongs to where it can be closed.
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
    others_in_group: str = ""
    moved_to: str = ""
    moved_from: str = ""
    history: str = ""
    by_hand: str = ""
    flags: tuple[str, ...] = ()
    items: tuple[tuple[str, str, Markup, tuple[Markup, ...]], ...] = ()
    found: bool = False
    previous: str = ""
    next: str = ""


def rows(comparison: Comparison, view: View = View()) -> tuple[Row, ...]:  # frozen
    """All rows of a comparison, in its order."""
    return _linked(tuple(_rows(comparison, view)))


def _rows(comparison: Comparison, view: View) -> Iterator[Row]:
    sizes = {group.id: len(group.places) for group in comparison.groups}
    away = _moved_away(comparison)
    run: list[Change] = []
    operative: bool | None = None
    yield from away.get(-1, ())
    for index, change in enumerate(comparison.changes):
        kind = (change.new or change.old)[0].kind
        starts = kind == "operative" and operative is False
        if run and (starts or not _is_plain(change)):
            yield _fold(run, view)
            run = []
        if starts:
            yield Row("part", id="operative-part")
        operative = kind == "operative" if kind in {"preambular", "operative", "formula"} else operative
        if _is_plain(change):
            run.append(change)
        else:
            yield _row(change, view, sizes)
        if index in away:
            if run:
                yield _fold(run, view)
                run = []
            yield from away[index]
    if run:
        yield _fold(run, view)


def _is_plain(change: Change) -> bool:
    """Whether a change has nothing to tell: the same words at the same place, and nothing new in its notes."""
    return (
        change.kind == "unchanged"
        and change.significance == "none"
        and not change.moved
        and not change.flags
        and all(note.kind in _QUIET_NOTES for note in change.notes)
    )


def _row(change: Change, view: View, sizes: Mapping[int, int]) -> Row:
    mark = vocabulary.mark(change)
    fold = _FOLD_OF.get(mark)
    structural = change.moved or change.kind in {"split", "merged"}
    new_labels, old_labels = places(change.new), places(change.old)
    found = bool(view.find and finding.has(change, view.find))
    quiet = bool(fold) and not structural
    return Row(
        shape="quiet" if quiet else "full",
        id=html_text.row_id(change),
        others=tuple(html_text.anchor(item) for item in new_labels[1:]),
        mark=mark,
        said=", ".join(filter(None, [vocabulary.phrase(change), _year(change)])),
        label=vocabulary.labels(new_labels or old_labels),
        was=_was(change),
        old=_cell(change, "old", view) if change.old else None,
        new=_cell(change, "new", view) if change.new else None,
        both=_cell(change, "both", view) if change.old and change.new else None,
        content=_content(change) if quiet else _EMPTY,
        open=bool(fold) and (found or fold not in view.folded),
        group=change.group,
        others_in_group=_others(sizes.get(change.group or 0, 0) - 1),
        moved_from=f"from-{html_text.anchor(change.old[0].label)}" if change.moved and change.old else "",
        history=_history(change, view),
        by_hand=vocabulary.by_hand(change),
        flags=vocabulary.flags(change),
        found=found,
    )


def _year(change: Change) -> str:
    """When a paragraph that is new came, or one that is gone went, where that is known."""
    years = {op.since for op in change.segments if op.since}
    if not years or (change.old and change.new):
        return ""
    return max(years) if change.old else min(years)


def _others(count: int) -> str:
    return f"with {count} other{'s' if count > 1 else ''}" if count > 0 else ""


def _history(change: Change, view: View) -> str:
    if view.history is None:
        return ""
    return view.history("new", change.new[0].label) if change.new else view.history("old", change.old[0].label)


def _was(change: Change) -> str:
    """The old labels of a change where they tell something: its paragraphs are called otherwise now."""
    old, new = places(change.old), places(change.new)
    return vocabulary.labels(old) if old and new and old != new else ""


def _content(change: Change) -> Markup:
    """What a quiet line says: the changed words among a few others, of the paragraph and of its notes."""
    parts: list[Markup] = []
    if any(op.op != "equal" for op in change.segments):
        parts.append(html_text.cut(change.segments))
    parts.extend(_short_note(note) for note in change.notes if note.kind not in _QUIET_NOTES)
    return Markup(" · ").join(parts)


def _cell(change: Change, side: html_text.Side, view: View) -> Cell:
    year = _year(change)
    words = _redline([replace(op, since=None) if op.since == year else op for op in change.segments], side, view)
    items = change.old if side == "old" else change.new
    labels = places(items) if len(items) == len(words) else ("",) * len(words)
    notes = tuple(_note(note, side, view) for note in change.notes if _on(note, side))
    return Cell(tuple(zip(labels, words, strict=True)), notes)


def _redline(ops: Sequence[WordOp], side: html_text.Side, view: View) -> tuple[Markup, ...]:
    if view.find is None:
        return html_text.redline(ops, side)
    return tuple(map(finding.shown, html_text.redline(finding.marked(ops, view.find, side), side)))


def _on(note: NoteChange, side: html_text.Side) -> bool:
    return side == "both" or (note.old if side == "old" else note.new) is not None


def _note(note: NoteChange, side: html_text.Side, view: View) -> Markup:
    """A note under its paragraph: "Note 3 (ex note 2)" and its words."""
    here = note.old if side == "old" else note.new or note.old
    mark = here.mark if here else ""
    was = note.old.mark if note.old and note.new and note.old.mark != note.new.mark and side != "old" else ""
    words = Markup(" ").join(_redline(_note_ops(note, side), "both", view))
    return _named_note(note, mark, was, words)


def _short_note(note: NoteChange) -> Markup:
    """The changed words of a note among a few others."""
    here = note.new or note.old
    was = note.old.mark if note.old and note.new and note.old.mark != note.new.mark else ""
    return _named_note(note, here.mark if here else "", was, html_text.cut(note.segments))


def _named_note(note: NoteChange, mark: str, was: str, words: Markup) -> Markup:
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


def _fold(run: list[Change], view: View) -> Row:
    old = tuple(label for change in run for label in places(change.old))
    new = tuple(label for change in run for label in places(change.new))
    items = tuple(_kept(change, index, place, view) for change in run for index, place in enumerate(change.new))
    found = any(view.find and finding.has(change, view.find) for change in run)
    return Row(
        "fold",
        mark="same",
        label=_in_words(new),
        was=_in_words(old) if old != new else "",
        said="unchanged" if len(items) <= _ALL_NAMED else f"{len(items)} unchanged",
        items=items,
        open=found or "unchanged" not in view.folded,
        found=found,
    )


def _in_words(labels: tuple[str, ...]) -> str:
    return short_range(tuple(_NAMES.get(label, label) for label in labels))


def _kept(change: Change, index: int, place: Place, view: View) -> tuple[str, str, Markup, tuple[Markup, ...]]:
    """An unchanged paragraph inside a fold: its anchor, what it is and was called, its words, its notes."""
    was = change.old[index].label if len(change.old) > index else place.label
    name = place.label if was == place.label else f"{place.label} (ex {was})"
    (words,) = _redline((WordOp("equal", place.text),), "both", view)
    notes = tuple(_note(note, "new", view) for note in change.notes if note.new) if index == 0 else ()
    return html_text.anchor(place.label), name, words, notes


def short_range(labels: tuple[str, ...]) -> str:
    """Labels on one line: all of up to three, else the first and the last."""
    return ", ".join(labels) if len(labels) <= _ALL_NAMED else f"{labels[0]} to {labels[-1]}"


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
            moved_to=html_text.row_id(change),
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
