"""A series as a table: one row for each paragraph's life, one column for each text, a letter in each cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from tracker.model import Edition, KnownVersion, Lineage, Mark, SeriesView, Step, Version
from tracker.render import vocabulary
from tracker.returns import Return, came_back

NARROW = 10  # texts of which the table fits a wide window: its head can stay in sight


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
    """One text: what stands above and around its column. `gap` is the number of known texts missing before it.

    `sponsors` is how many are named, beside the one that leads in most texts; `otherwise`: here it does not lead.
    """

    year: str
    short: str
    address: str
    adoption: str
    words: str
    paragraphs: str
    sponsors: str
    otherwise: bool
    gap: int
    session_range: str


@dataclass(frozen=True, slots=True)
class TableCell:
    """What became of a paragraph in one text: a letter, its word for those who don't see it, and where it leads.

    `signs` stand beside the letter: moved, split, merged, came back, part of one edit in several places.
    """

    letter: str
    mark: Mark
    title: str
    address: str
    signs: str
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
    signs: tuple[tuple[str, str], ...]
    gap: bool
    unbroken: tuple[str, ...]
    lead: str
    sponsors: tuple[tuple[str, tuple[str, ...]], ...]
    fits: bool


SIGNS = {
    "*": "part of one edit made in several places",
    "↕": "moved",
    "÷": "split",
    "∪": "merged",
    "↩": "came back: an earlier text had it",
}


def table(view: SeriesView, links: Links) -> Table:
    """The table of a series."""
    found: list[TableRow] = []
    returns = came_back(view)
    operative = False
    for index, lineage in enumerate(view.lineages):
        if lineage.kind == "formula" and _is_unbroken(lineage):
            continue  # "The General Assembly," in every text tells nothing
        starts = lineage.kind == "operative" and not operative
        operative = operative or lineage.kind == "operative"
        found.append(_row(view, lineage, links, returns.get(index), operative_starts=starts and len(found) > 0))
    used = {cell.mark for row in found for cell in row.cells}
    signs = {sign for row in found for cell in row.cells for sign in cell.signs}
    order: tuple[Mark, ...] = ("new", "deleted", "reworded", "small", "technical", "typographic", "same")
    lead = _lead(view.editions)
    return Table(
        columns=tuple(_column(view, index, links, lead) for index in range(len(view.versions))),
        rows=tuple(found),
        letters=tuple((vocabulary.LETTERS[mark], mark, vocabulary.WORDS[mark]) for mark in order if mark in used),
        signs=tuple((sign, words) for sign, words in SIGNS.items() if sign in signs),
        gap=any(view.gaps) or any(one.between.unsure for one in view.comparisons),
        unbroken=_unbroken(view.lineages),
        lead=lead,
        sponsors=tuple(
            (short(edition.symbol or ""), edition.sponsors) for edition in reversed(view.editions) if edition.sponsors
        ),
        fits=len(view.versions) <= NARROW,
    )


def _lead(editions: Sequence[Edition]) -> str:
    """Who speaks for a group in more than half of the texts that name anybody: "Cuba (NAM)"; else empty."""
    naming = [edition.sponsors for edition in editions if edition.sponsors]
    leads = Counter(names[0] for names in naming if names[0].endswith(")"))
    name, times = leads.most_common(1)[0] if leads else ("", 0)
    return name if times * 2 > len(naming) else ""


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


UNSURE = "whether a text lies in between is not known"
"""What is said where no text between two is known, and the newer one does not say that it follows the older."""


def _is_gap(view: SeriesView, index: int) -> bool:
    """Whether texts between two are not here, or may not be."""
    return bool(view.gaps[index]) or view.comparisons[index].between.unsure


def _column(view: SeriesView, index: int, links: Links, lead: str) -> Column:
    version, edition = view.versions[index], view.editions[index]
    gap = view.gaps[index - 1] if index else ()
    named, otherwise = _named(edition.sponsors, lead)
    return Column(
        year=year(version),
        short=short(version.symbol),
        address=links.version(index),
        adoption=_narrow(edition),
        words=f"{edition.words:,}",
        paragraphs=f"{edition.preambular}+{edition.operative}",
        sponsors=named,
        otherwise=otherwise,
        gap=len(gap),
        session_range=missing(gap) if gap else "",
    )


def _named(sponsors: Sequence[str], lead: str) -> tuple[str, bool]:
    """How many a text names beside the one that leads, "?" where it names nobody; and whether another leads there."""
    if not sponsors:
        return "?", False
    if not lead:
        return str(len(sponsors)), False
    beside = [name for name in sponsors if name not in {lead, lead.partition(" (")[0]}]
    return str(len(beside)), lead not in sponsors


def _narrow(edition: Edition) -> str:
    """How adopted, where a column is narrow: "no vote", "175-3-2", "?" where the source does not say."""
    if edition.adoption is None:
        return "?"
    return "no vote" if edition.adoption == "without a vote" else edition.adoption


def _row(
    view: SeriesView, lineage: Lineage, links: Links, returned: Return | None, *, operative_starts: bool
) -> TableRow:
    index, label = lineage.address
    labels = [step.label for step in lineage.steps if step.label]
    before = [one for one in dict.fromkeys(labels) if one != label]
    return TableRow(
        label=label,
        was=before[-1] if before else "",
        address=links.life(index, label),
        gone=lineage.ended is not None,
        operative_starts=operative_starts,
        cells=tuple(_cell(view, step, links, returned) for step in lineage.steps),
        since=since(view, lineage),
    )


def since(view: SeriesView, lineage: Lineage) -> str:
    """Since when a paragraph has its words; of one that is gone, when it stood: "2022 to 2023 only", "until 2011"."""
    if lineage.ended is None:
        return lineage.wording_since.text
    last = year(view.versions[lineage.address[0]])
    if lineage.began.earliest is None:
        return f"until {last}"
    return f"{last} only" if lineage.began.text == last else f"{lineage.began.text} to {last} only"


def _cell(view: SeriesView, step: Step, links: Links, returned: Return | None) -> TableCell:
    label = step.label or (step.from_labels[0] if step.from_labels else "")
    came = _came(view, step, returned)
    title = " ".join(part for part in (label, _said(step) + came) if part)
    if step.mark == "absent":
        address = ""
    elif step.mark == "first":
        address = links.version(step.version)
    else:
        address = links.step(step.version, label if step.label else f"was {label}")
    gap = step.version > 0 and _is_gap(view, step.version - 1)
    letters = vocabulary.LETTERS[step.mark]
    return TableCell(letters, step.mark, title, address, _signs(step) + ("↩" if came else ""), gap)


def _signs(step: Step) -> str:
    happened: Mapping[str, bool] = {
        "*": step.group is not None,
        "↕": step.moved,
        "÷": step.kind == "split",
        "∪": step.kind == "merged",
    }
    return "".join(sign for sign, holds in happened.items() if holds)


def _came(view: SeriesView, step: Step, returned: Return | None) -> str:
    if returned is None or step.mark != "new":
        return ""
    return f", came back: {returned.label} of {short(view.versions[returned.version].symbol)}"


def _said(step: Step) -> str:
    words = [vocabulary.WORDS[step.mark]]
    if step.moved:
        words.append("moved")
    if step.kind in {"split", "merged"}:
        words.append(step.kind)
    if step.group is not None:
        words.append(SIGNS["*"])
    return ", ".join(words)


def _unbroken(lineages: Sequence[Lineage]) -> tuple[str, ...]:
    """Paragraphs that stand in every text with the same words, typography included."""
    return tuple(lineage.address[1] for lineage in lineages if lineage.kind != "formula" and _is_unbroken(lineage))


def _is_unbroken(lineage: Lineage) -> bool:
    first, *others = lineage.steps
    return first.mark == "first" and all(step.mark == "same" for step in others)
