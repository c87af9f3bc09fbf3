"""The change brief: one A4 page in a fixed outline, for somebody who has two minutes.

In short; what changed, year by year, oldest first; net effect; how it was adopted; sponsors named; to check. What has
no room on the page is cut, the least weighty first, and it is said what. A second page holds the reworded paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from tracker.brief.wording import labels_of
from tracker.model import Change
from tracker.render import vocabulary, wording
from tracker.render.blocks.model import Block, Entries, Entry, Heading, Line, NewPage, Report, Text, said
from tracker.render.provenance import Provenance
from tracker.reports import facts, fitting, table, years
from tracker.reports.span import Span, short, when, year
from tracker.sentences import listed


@dataclass(frozen=True, slots=True)
class Detail:
    """How much is told: lines of a year, words quoted of a change, sponsors, voters of a kind, checks.

    `older_voters`: those of votes before the latest are named too. `fold`: years in a row without a change of wording
    are one line. `steps`: only so many of the newest; None: all.
    """

    lines: int
    words: int
    sponsors: int
    voters: int
    checks: int
    older_voters: bool = True
    fold: bool = False
    steps: int | None = None


WHOLE = Detail(lines=10_000, words=40, sponsors=10_000, voters=10_000, checks=10_000)
_SIZES = (
    (12, 28), (12, 22), (10, 18), (8, 18), (7, 16), (6, 16), (5, 16), (5, 12), (4, 14), (4, 12), (3, 14), (3, 12),
    (2, 14), (2, 12), (2, 10), (1, 14), (1, 10), (1, 8),
)  # fmt: skip
"""Lines of a year and words of a change: tried in this order, until all is on the page."""
_LEVELS = (
    *(
        Detail(
            lines,
            words,
            sponsors=4 + 3 * lines,
            voters=6 + 4 * lines,
            checks=2 + lines // 2,
            older_voters=lines > 9,
            fold=lines < 4,
        )
        for lines, words in _SIZES
    ),
    *(
        Detail(lines=1, words=6, sponsors=6, voters=6, checks=1, older_voters=False, fold=True, steps=steps)
        for steps in range(30, 0, -3)
    ),
)


def brief(span: Span, provenance: Provenance, *, second_page: bool = False) -> Report:
    """The brief of some texts, on one page; with `second_page` on two."""
    report = next(found for found in _tries(span, provenance) if found is not None)
    if not second_page:
        return report
    rows = table.reworded(span)
    pages = (
        replace(report, blocks=(*report.blocks, NewPage(), *_second(span, rows[:count], len(rows))))
        for count in range(len(rows), -1, -1)
    )
    return next((page for page in pages if fitting.fits(page)), report)


def sections(span: Span, detail: Detail = WHOLE) -> Iterator[Block]:
    """The outline, with everything or with less."""
    cut = _Cut()
    yield Heading("In short")
    yield Text(said(facts.in_short(span)))
    yield Heading("What changed, year by year")
    yield Entries(tuple(_years(span, detail, cut)))
    yield Heading("Net effect")
    yield Entries(tuple(_net_effect(span)))
    yield Heading("How it was adopted, in plenary")
    adoptions = facts.adoptions(span, detail.voters, older=detail.older_voters)
    yield Entries(tuple(Entry(name, tuple(map(said, lines))) for name, lines in adoptions))
    if not detail.older_voters:
        cut.votes = sum(bool(one.against or one.abstaining) for one in span.editions[:-1])
    yield Heading("Sponsors named")
    named, left = facts.sponsors(span, detail.sponsors)
    yield Text(said(" ".join(named)))
    checks = facts.checks(span.steps)
    if checks:
        yield Heading("To check")
        for text in checks[: detail.checks]:
            yield Text(said(text))
    cut.checks, cut.sponsors = max(len(checks) - detail.checks, 0), left
    if cut:
        yield Text(said(cut.told), "cut")


class _Cut:
    """What was left out to fit the page."""

    def __init__(self) -> None:
        self.steps = self.changes = self.votes = self.sponsors = self.checks = 0

    def __bool__(self) -> bool:
        return any((self.steps, self.changes, self.votes, self.sponsors, self.checks))

    @property
    def told(self) -> str:
        counts = (
            (self.steps, "earlier step"), (self.changes, "change"), (self.sponsors, "sponsor"), (self.checks, "check")
        )  # fmt: skip
        left = [wording.number(*one) for one in counts if one[0]]
        if self.votes:
            left.append(f"the names in {wording.number(self.votes, 'earlier vote')}")
        return f"Cut to fit the page: {listed(left)}. Whole: tracker report."


def _tries(span: Span, provenance: Provenance) -> Iterator[Report | None]:
    for index, detail in enumerate(_LEVELS):
        report = Report(
            "Change brief",
            span.last.title,
            f"{span.about()}.",
            tuple(sections(span, detail)),
            provenance,
            span.language,
            dense=True,
        )
        yield report if fitting.fits(report) or index == len(_LEVELS) - 1 else None


def _years(span: Span, detail: Detail, cut: _Cut) -> Iterator[Entry]:
    first = max(len(span.steps) - detail.steps, 0) if detail.steps else 0
    cut.steps = first
    indices = range(first, len(span.steps))
    for still, run in groupby(indices, key=lambda index: detail.fold and _nothing(span, index)):
        group = list(run)
        if still and len(group) > 1:
            name = f"{when(span, group[0])} to {when(span, group[-1])}"
            yield Entry(name, (said(f"Technical rollovers ({len(group)} texts)."),))
            continue
        for index in group:
            yield Entry(when(span, index), _step(span, index, detail, cut), short(span.editions[index + 1]))


def _nothing(span: Span, index: int) -> bool:
    step = span.steps[index]
    return years.is_rollover(span.tellings[index], step) and step.old.adoption == step.new.adoption


def _step(span: Span, index: int, detail: Detail, cut: _Cut) -> tuple[Line, ...]:
    comparison, telling = span.steps[index], span.tellings[index]
    whole = years.lines(comparison, telling, detail.words, quote_new=detail.lines > 3)
    if len(whole) <= detail.lines:
        return whole
    left = len(whole) - detail.lines
    cut.changes += left
    *kept, last = whole[: detail.lines]
    return (*kept, (*last, *said(f" And {left} more.")))


# ------------------------------------------------------------------------------------------------------ net effect


def _net_effect(span: Span) -> Iterator[Entry]:
    old, new, kinds = span.first, span.last, span.kinds
    yield Entry(
        "Paragraphs",
        (
            said(
                f"{old.preambular} PP + {old.operative} OP in {year(old)}, "
                f"{new.preambular} PP + {new.operative} OP in {year(new)}. "
                f"Words: {old.words:,} in {year(old)}, {new.words:,} in {year(new)}."
            ),
        ),
    )
    rows: list[tuple[str, Sequence[Change]]] = [
        ("New", kinds.new), ("Deleted", kinds.deleted), ("Reworded", kinds.reworded),
        (vocabulary.WORDS["small"], kinds.small), (vocabulary.WORDS["technical"], kinds.technical),
    ]  # fmt: skip
    told = [f"{name} {len(changes)}: {_named(changes)}." for name, changes in rows if changes]
    if kinds.moved:
        told.append(f"Moved {len(kinds.moved)}: {_some(kinds.moved)}.")
    for word, changes in (("Split", kinds.split), ("Merged", kinds.merged), ("Recast", kinds.recast)):
        if changes:
            told.append(f"{word} {len(changes)}: {_named(changes)}.")
    yield Entry("Changed", (said(" ".join(told) or "Nothing."),))
    letter, hyphens = (sum(len(change.old) for change in some) for some in (kinds.unchanged, kinds.typographic))
    but = f" ({letter} to the letter, {hyphens} but for punctuation and hyphens)" if hyphens else ""
    yield Entry("Same words", (said(f"{letter + hyphens} of {span.old_paragraphs}{but}."),))
    passing = facts.came_and_went(span)
    if passing:
        yield Entry("Came and went", (said(f"{_some(passing)}."),))


_LISTED = 24


def _named(changes: Sequence[Change]) -> str:
    return _some(labels_of(changes))


def _some(names: Sequence[str]) -> str:
    if len(names) <= _LISTED:
        return ", ".join(names)
    return f"{', '.join(names[: _LISTED - 4])} and {len(names) - _LISTED + 4} more"


# ----------------------------------------------------------------------------------------------------- second page


def _second(span: Span, rows: Sequence[table.Compared], total: int) -> Iterator[Block]:
    ends = f"{year(span.first)} to {year(span.last)}"
    yield Heading(f"The reworded paragraphs, {ends}")
    if not total:
        yield Text(said("No paragraph was reworded."))
        return
    yield table.grid(span, rows, comments=False)
    if len(rows) < total:
        yield Text(said(f"Cut to fit the page: {total - len(rows)} more reworded. Whole: tracker table."), "cut")
