"""One step in several languages as a terminal shows it: a row for each edit, a column for each (SKETCHES 6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tracker.model import Check, Concordance, ConcordanceRow, Standing
from tracker.render import vocabulary
from tracker.render.escape import terminal as safe
from tracker.render.layout import fill, finish, pad, strong, width_of
from tracker.sentences import listed

MARKS: dict[Standing, tuple[str, str]] = {
    "there": ("x", "the edit is there"),
    "otherwise": ("~", "changed, but in other words"),
    "unchanged": ("-", "the same words as before"),
    "absent": ("0", "no such paragraph, or paired with another"),
}
"""How a cell is shown, and what the legend says of it; those that do not occur are left out of it."""
_KINDS: dict[str, str] = {mark: name.lower() for mark, name in vocabulary.WORDS.items()}
_COLUMN = 4
_LEAST_TOLD = 12
_MOST, _SHOWN = 12, 8
"""Labels in a row: where there are more than the first, so many are shown; all in the full table."""


def languages(found: Concordance, *, width: int = 80, color: bool = False, full: bool = False) -> str:
    """The table, what was changed in one language and not in the one that leads, and what is to check.

    Long rows of labels are cut short, with a line that says how to see them, unless it is `full`.
    """
    alone, checks = _alone(found, width, full=full), _checks(found, width, full=full)
    blocks = [_head(found, width), _table(found, width), alone, checks]
    if (alone, checks) != (_alone(found, width, full=True), _checks(found, width, full=True)):
        blocks.append(["More: --full (every paragraph)"])
    lines = [line for block in blocks if block for line in ("", *block)]
    return finish(lines[1:], color=color)


def _head(found: Concordance, width: int) -> list[str]:
    names = ", ".join(vocabulary.language(code) for code in found.languages)
    sides = "  ->  ".join(safe(side or "a text without a symbol") for side in (found.old, found.new))
    return [strong(sides), *fill(names, width)]


def _table(found: Concordance, width: int) -> list[str]:
    rows = [(safe(row.label), safe(said_of(row)), row) for row in joined(found.rows)]
    lead = vocabulary.language(found.languages[0])
    if not rows:
        return [f"Nothing but punctuation was changed in {lead}."]
    label = max(width_of(name) for name, _, _ in rows) + 2
    most = max(width - label - _COLUMN * len(found.languages), _LEAST_TOLD)
    told = min(max(*(width_of(said) for _, said, _ in rows), width_of(f"{lead} edit") - label, 0) + 2, most)
    lines = [strong(pad(f"{lead} edit", label + told) + "".join(pad(code, _COLUMN) for code in found.languages))]
    for name, said, row in rows:
        cells = "".join(pad(MARKS[row.standing[code]][0], _COLUMN) for code in found.languages)
        wrapped = fill(said, label + told - 1, first=pad(name, label), rest=" " * label)
        lines += [pad(wrapped[0], label + told) + cells, *wrapped[1:]]
    used = {standing for row in found.rows for standing in row.standing.values()}
    legend = "; ".join(f"{mark}  {meaning}" for standing, (mark, meaning) in MARKS.items() if standing in used)
    return [*lines, "", *fill(legend, width)]


def joined(rows: Sequence[ConcordanceRow]) -> Iterator[ConcordanceRow]:
    """The rows, those of technical updates that stand alike in every language as one, after the others."""
    yield from (row for row in rows if row.kind != "technical")
    alike: dict[tuple[Standing, ...], list[ConcordanceRow]] = {}
    for row in rows:
        if row.kind == "technical":
            alike.setdefault(tuple(row.standing.values()), []).append(row)
    for group in alike.values():
        yield replace(group[0], label=", ".join(row.label for row in group))


def said_of(row: ConcordanceRow) -> str:
    """What an edit is: its words, or its kind."""
    name = _KINDS.get(row.kind, row.kind)
    if row.kind == "reworded":
        return row.told or name
    return f"{name}: {row.told}" if row.told else name


def _alone(found: Concordance, width: int, *, full: bool) -> list[str]:
    lead = vocabulary.language(found.languages[0])
    head = f"Reworded here, not in {lead}"
    lines = []
    for code, labels in found.alone.items():
        shown = labels if full else _few(labels)
        said = f"{code}  {len(labels)}" + (f" ({', '.join(shown)})" if labels else "")
        lines += fill(safe(said), width, first="   ", rest=" " * 7)
    return [strong(head), *lines] if lines else []


def _checks(found: Concordance, width: int, *, full: bool) -> list[str]:
    texts = [one.text if full else _short(one) for one in found.checks]
    lines = [line for text in texts for line in fill(safe(text), width, first="   ", rest="   ")]
    return [strong("To check"), *lines] if lines else []


def _few(labels: Sequence[str]) -> list[str]:
    return [*labels] if len(labels) <= _MOST else [*labels[:_SHOWN], f"{len(labels) - _SHOWN} more"]


def _short(check: Check) -> str:
    """What a check says, its labels cut short where they are many and stand in a row."""
    return check.text.replace(listed(check.labels), listed(_few(check.labels))) if check.labels else check.text
