"""One paragraph through the years, and when each word of a text came in, as a terminal shows them (SKETCHES 5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tracker.model import Change, Comparison, Lineage, SeriesView, Step
from tracker.render import excerpt, html_life, html_series, vocabulary
from tracker.render.escape import terminal as safe
from tracker.render.layout import fill, finish, pad, redline, strong, width_of

Pieces = Iterable[tuple[str, str]]
_INDENT = "   "
_BETWEEN = "\n"  # between the paragraphs of a split or a merger


def history(
    view: SeriesView, lineage: Lineage, came_in: Sequence[tuple[str, str]], *, width: int = 80, color: bool = False
) -> str:
    """A paragraph's life, oldest text first, and below it when each of its words came in, if any came later."""
    last, label = lineage.address
    lines = [
        strong(f"{safe(label)} of {safe(view.versions[last].symbol)}") + f"     {vocabulary.language(view.language)}",
        *fill(safe(view.series.title), width, color=color),
        *fill(safe(_lede(view, lineage)), width),
        "",
    ]
    steps = [step for step in lineage.steps if step.mark != "absent" or step.from_labels]
    named = [(html_life.when(view, step), _place(view, step)) for step in steps]
    columns = [max(width_of(row[at]) for row in named) + 2 for at in (0, 1)]
    for step, (when, place) in zip(steps, named, strict=True):
        gap = view.gaps[step.version - 1] if step.version else ()
        if gap:
            lines.append(f"{pad('', columns[0])}{html_series.missing(gap)} in between: not here")
        elif step.version and view.comparisons[step.version - 1].between.unsure:
            lines.append(f"{pad('', columns[0])}{html_series.UNSURE}")
        head = pad(when, columns[0]) + pad(place, columns[1])
        lines += fill(_told(view, step), width, first=head, rest=" " * sum(columns), color=color)
    if any(when for _, when in came_in):
        lines += ["", strong("When each word came in") + f"     unmarked: {lineage.began.text}"]
        lines += fill(_marked(came_in), width, first=_INDENT, rest=_INDENT, color=color)
    return finish(lines, color=color)


def origins(
    comparison: Comparison, unmarked: str, step: str | None, *, label: str = "", width: int = 80, color: bool = False
) -> str:
    """A text, or one paragraph of it, with the year in which each of its words came in: |2021 for all|.

    `comparison` leads to it from the first text of its series; `step` as in `html_life.pieces`.
    """
    shown = [row for change in comparison.changes for row in paragraphs(change, step)]
    shown = [row for row in sorted(shown) if label in {"", row[1]}]
    column = max((width_of(name) for _, name, _ in shown), default=0) + 2
    name = safe(comparison.new.symbol or "A text without a symbol")
    lines = [
        strong(name) + f"     {vocabulary.language(comparison.new.language)}",
        f"When each word came in: |year words|; unmarked: {unmarked}.",
        *(line for said in vocabulary.cautions([comparison]) for line in fill(safe(said), width, color=color)),
    ]
    for _, name, pieces in shown:
        lines += ["", *fill(_marked(pieces), width, first=pad(safe(name), column), rest=" " * column, color=color)]
    return finish(lines, color=color)


def paragraphs(change: Change, step: str | None) -> Iterator[tuple[int, str, list[tuple[str, str]]]]:
    """The paragraphs of a change's new text: position, label, and pieces with the years in which they came in."""
    split: list[list[tuple[str, str]]] = [[]]
    for text, when in html_life.pieces(change.segments, step):
        first, *others = text.split(_BETWEEN) if len(change.new) > 1 else [text]
        split[-1].append((first, when))
        split.extend([(other, when)] for other in others)
    for place, pieces in zip(change.new, split, strict=False):
        yield place.position, place.label, [piece for piece in pieces if piece[0]]


def history_data(view: SeriesView, lineage: Lineage, came_in: Pieces) -> dict[str, Any]:
    """A paragraph's life as data, and its last text in pieces with their years."""
    last, label = lineage.address
    return {
        "series": view.series.slug,
        "language": view.language,
        "symbol": view.versions[last].symbol,
        "label": label,
        "wording_since": None if lineage.ended else lineage.wording_since.text,
        "ended": lineage.ended.text if lineage.ended else None,
        "steps": [
            {
                "symbol": view.versions[step.version].symbol,
                "when": html_life.when(view, step),
                "label": step.label,
                "from_labels": list(step.from_labels),
                "mark": step.mark,
                "text": html_life.words(view, step.version, step.label) if step.label else None,
            }
            for step in lineage.steps
        ],
        "unmarked": lineage.began.text,
        "pieces": _as_data(came_in),
    }


def origins_data(comparison: Comparison, unmarked: str, step: str | None, *, label: str = "") -> dict[str, Any]:
    """The same as `origins`, as data: `since` is null where it is `unmarked`."""
    shown = sorted(row for change in comparison.changes for row in paragraphs(change, step))
    return {
        "symbol": comparison.new.symbol,
        "language": comparison.new.language,
        "unmarked": unmarked,
        "paragraphs": [{"label": name, "pieces": _as_data(pieces)} for _, name, pieces in shown if label in {"", name}],
    }


def _as_data(pieces: Pieces) -> list[dict[str, str | None]]:
    return [{"text": text, "since": when or None} for text, when in pieces]


def _lede(view: SeriesView, lineage: Lineage) -> str:
    names, since = html_life.names(view, lineage), html_series.since(view, lineage)
    said = [
        f"It was {names}." if names else "",
        f"There {since}; gone {lineage.ended.text}." if lineage.ended else f"Wording since {since}.",
        "In every text here." if all(step.label for step in lineage.steps) else "",
        f"Began: {lineage.begins}." if lineage.begins else "",
        f"Ended: {lineage.ends}." if lineage.ends else "",
    ]
    return " ".join(part for part in said if part)


def _place(view: SeriesView, step: Step) -> str:
    symbol = html_series.short(view.versions[step.version].symbol)
    return safe(f"{symbol} {step.label}" if step.label else symbol)


def _told(view: SeriesView, step: Step) -> str:
    comparison = view.comparisons[step.version - 1] if step.version else None
    change = html_life.change_of(comparison, step) if comparison else None
    others = html_life.shared(comparison, step)
    also = f", with {others} other{'s' if others > 1 else ''}" if others else ""
    said = f"{html_life.said(change, step)}{also}"
    if change is None or all(op.op == "equal" for op in change.segments):
        return said
    if change.kind in {"inserted", "deleted"}:
        return f"{said}: {safe(excerpt.opening(' '.join(item.text for item in change.new or change.old)))}"
    return f"{said}: {redline(excerpt.cut(change.segments))}"


def _marked(pieces: Pieces) -> str:
    """Words with the years in which they came in, in bars: "for |2021 all|"."""
    said = []
    for text, when in pieces:
        core = text.strip()
        if when:
            before, after = text[: text.index(core)], text[text.index(core) + len(core) :]
            said.append(f"{before}|{strong(when)} {safe(core)}|{after}")
        else:
            said.append(safe(text))
    return "".join(said)
