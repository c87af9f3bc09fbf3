"""Some texts of a series in one language, oldest first, with the comparisons between them: what a report speaks of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tracker.brief import tell
from tracker.brief.kinds import Kinds, paragraphs
from tracker.dating import made_in
from tracker.model import Comparison, Edition, Interval, KnownVersion, Lineage, Series, Telling
from tracker.render import vocabulary


@dataclass(frozen=True)
class Span:
    """Texts and what became of them.

    `steps[i]` leads from `editions[i]` to `editions[i + 1]`, `gaps[i]` are the known texts between the two that are not
    here; `whole` leads from the first to the last. `lineages` go through these texts; `since` says for labels of the
    last text when its words came in, by all texts of the series up to it. `series` is None for texts of none.
    """

    editions: tuple[Edition, ...]
    whole: Comparison
    steps: tuple[Comparison, ...]
    gaps: tuple[tuple[KnownVersion, ...], ...]
    lineages: tuple[Lineage, ...]
    series: Series | None = None
    since: Mapping[str, Interval] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The language of all its texts."""
        return self.whole.new.language

    @property
    def first(self) -> Edition:
        """The oldest text."""
        return self.editions[0]

    @property
    def last(self) -> Edition:
        """The newest text."""
        return self.editions[-1]

    @cached_property
    def tellings(self) -> tuple[Telling, ...]:
        """Each step as it is told."""
        return tuple(map(tell, self.steps))

    @cached_property
    def telling(self) -> Telling:
        """The whole way as it is told."""
        return self.tellings[0] if len(self.steps) == 1 else tell(self.whole)

    @cached_property
    def kinds(self) -> Kinds:
        """The changes of the whole way by the words of the page."""
        return Kinds(self.whole)

    @property
    def old_paragraphs(self) -> int:
        """How many paragraphs the oldest text has, without the enacting formula."""
        return sum(len(change.old) for change in paragraphs(self.whole))

    def about(self) -> str:
        """Which texts these are: "General Assembly, Third Committee. A/RES/74/153 (2019) to A/RES/80/204 (2025)"."""
        body = [part for part in (self.series.body, self.series.committee) if part] if self.series else []
        where = f"{', '.join(body)}. " if body else ""
        ends = [dated(edition) for edition in (self.first, self.last)]
        many = f"{len(self.editions)} texts, " if len(self.editions) > 2 else ""
        return f"{where}{ends[0]} to {ends[1]}, {many}{vocabulary.language(self.language)}"


def year(edition: Edition) -> str:
    """The year of adoption, else the session, else what the text is called."""
    if edition.adopted:
        return str(edition.adopted.year)
    return f"session {edition.session}" if edition.session else short(edition)


def short(edition: Edition) -> str:
    """A text's symbol as it stands in running text, "74/153"; what it is where it has none."""
    return (edition.symbol or vocabulary.name(edition)).removeprefix("A/RES/")


def dated(edition: Edition) -> str:
    """A text with its year: "A/RES/74/153 (2019)"."""
    name = vocabulary.name(edition)
    return f"{name} ({edition.adopted.year})" if edition.adopted else name


def when(span: Span, step: int) -> str:
    """When the changes of a step were made: "2021", "2012-2019" where texts between are not here."""
    old, new = span.editions[step], span.editions[step + 1]
    gap, unsure = span.gaps[step], span.steps[step].between.unsure
    made = made_in(old, new, gap, unsure=unsure)
    return made.text if (gap or unsure) and made.earliest and made.latest else year(new)


def run_of_years(names: Sequence[str], chosen: Sequence[int]) -> str:
    """Some of a row of texts by their years: "2019 to 2021, 2023"; neighbours in the row are one run."""
    runs: list[list[int]] = []
    for index in chosen:
        if runs and index == runs[-1][-1] + 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    parts: list[str] = []
    for run in runs:
        parts += [f"{names[run[0]]} to {names[run[-1]]}"] if len(run) > 2 else [names[index] for index in run]
    return ", ".join(parts)
