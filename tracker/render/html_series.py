"""A series as a table: one row for each paragraph's life, one column for each text, a letter in each cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from tracker.model import Edition, KnownVersion, Lineage, Mark, SeriesView, Step, Version
from tracker.render import vocabulary


class Links(Protocol):
    """The addresses a table leads to; versions by their index in the view."""

    def version(self, index: int) -> str:
        """The text itself."""

    def step(self, index: int, label: str) -> str:
        """A paragraph in the comparison that leads to this version."""

    def life(self, index: int, label: str) -> str:
        """A paragraph through the years."""


@dataclass(frozen=True, slots=True)
class Column:
    """One text: what stands above and around its column. `gap` is the number of known texts missing before it."""

    year: str
    short: str
    address: str
    adoption: str
    words: str
    paragraphs: str
    sponsors: int
    gap: int


@dataclass(frozen=True, slots=True)
class TableCell:
    """What became of a paragraph in one text: a letter, its word for those who don't see it, and where it leads."""

    letter: str
    mark: Mark
    title: str
    address: str
    shared: bool
    moved: bool
    gap: bool


@dataclass(frozen=True, slots=True)
class TableRow:
    """A paragraph's life. `label` in the latest text that has it, `was` the one it had before that one's."""

    label: str
    was: str
    address: str
    gone: bool
    operative_starts: bool
    cells: tuple[TableCell, ...]
    since: str


@dataclass(frozen=True, slots=True)
class Table:
    """The whole table, and what it shows at a glance."""

    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    letters: tuple[tuple[str, Mark, str], ...]
    shared: bool
    moved: bool
    gap: bool
    unbroken: tuple[str, ...]


def table(view: SeriesView, links: Links) -> Table:
    """The table of a series."""
    found: list[TableRow] = []
    operative = False
    for lineage in view.lineages:
        if lineage.kind == "formula" and _is_unbroken(lineage):
            continue  # "The General Assembly," in every text tells nothing
        starts = lineage.kind == "operative" and not operative
        operative = operative or lineage.kind == "operative"
        found.append(_row(view, lineage, links, operative_starts=starts and len(found) > 0))
    used = {cell.mark for row in found for cell in row.cells}
    order: tuple[Mark, ...] = ("new", "deleted", "reworded", "small", "technical", "typographic", "same")
    return Table(
        columns=tuple(_column(view, index, links) for index in range(len(view.versions))),
        rows=tuple(found),
        letters=tuple((vocabulary.LETTERS[mark], mark, vocabulary.WORDS[mark]) for mark in order if mark in used),
        shared=any(cell.shared for row in found for cell in row.cells),
        moved=any(cell.moved for row in found for cell in row.cells),
        gap=any(view.gaps),
        unbroken=_unbroken(view.lineages),
    )


def year(version: Version) -> str:
    """The year of adoption, or the session, or nothing."""
    if version.adopted:
        return str(version.adopted.year)
    return f"session {version.session}" if version.session else ""


def short(symbol: str) -> str:
    """A symbol as it stands in running text: 66/152."""
    return symbol.removeprefix("A/RES/")


def missing(gap: Sequence[KnownVersion]) -> str:
    """Known texts that are not here, in words: "7 texts (sessions 67 to 73)"."""
    sessions = [known.session for known in gap if known.session]
    many = f"{len(gap)} text{'s' if len(gap) > 1 else ''}"
    if not sessions:
        return many
    return f"{many} (session{f's {min(sessions)} to {max(sessions)}' if len(sessions) > 1 else f' {sessions[0]}'})"


def _column(view: SeriesView, index: int, links: Links) -> Column:
    version, edition = view.versions[index], view.editions[index]
    return Column(
        year=year(version),
        short=short(version.symbol),
        address=links.version(index),
        adoption=_narrow(edition),
        words=f"{edition.words:,}",
        paragraphs=f"{edition.preambular}+{edition.operative}",
        sponsors=len(edition.sponsors),
        gap=len(view.gaps[index - 1]) if index else 0,
    )


def _narrow(edition: Edition) -> str:
    """How adopted, where a column is narrow: "no vote", "175-3-2", "?" where the source does not say."""
    if edition.adoption is None:
        return "?"
    return "no vote" if edition.adoption == "without a vote" else edition.adoption


def _row(view: SeriesView, lineage: Lineage, links: Links, *, operative_starts: bool) -> TableRow:
    index, label = lineage.address
    labels = [step.label for step in lineage.steps if step.label]
    before = [one for one in dict.fromkeys(labels) if one != label]
    gone = lineage.ended is not None
    since = lineage.wording_since.text
    if gone and lineage.ended:
        since = f"{lineage.began.text} until {lineage.ended.text}"
    return TableRow(
        label=label,
        was=before[-1] if before else "",
        address=links.life(index, label),
        gone=gone,
        operative_starts=operative_starts,
        cells=tuple(_cell(view, step, links) for step in lineage.steps),
        since=since,
    )


def _cell(view: SeriesView, step: Step, links: Links) -> TableCell:
    label = step.label or (step.from_labels[0] if step.from_labels else "")
    title = " ".join(part for part in (label, _said(step)) if part)
    if step.mark == "absent":
        address = ""
    elif step.mark == "first":
        address = links.version(step.version)
    else:
        address = links.step(step.version, label if step.label else f"was {label}")
    gap = step.version > 0 and bool(view.gaps[step.version - 1])
    letters = vocabulary.LETTERS[step.mark]
    return TableCell(letters, step.mark, title, address, step.group is not None, step.moved, gap)


def _said(step: Step) -> str:
    words = [vocabulary.WORDS[step.mark]]
    if step.moved:
        words.append("moved")
    if step.kind in {"split", "merged"}:
        words.append(step.kind)
    if step.group is not None:
        words.append("part of one edit made in several places")
    return ", ".join(words)


def _unbroken(lineages: Sequence[Lineage]) -> tuple[str, ...]:
    """Paragraphs that stand in every text with the same words, typography included."""
    return tuple(lineage.address[1] for lineage in lineages if lineage.kind != "formula" and _is_unbroken(lineage))


def _is_unbroken(lineage: Lineage) -> bool:
    first, *others = lineage.steps
    return first.mark == "first" and all(step.mark == "same" for step in others)
