"""What became of the files that were added or fetched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from tracker.countries import country
from tracker.model import Finding, Resolution
from tracker.sources.sponsors import is_a_name

What = Literal["added", "unchanged", "replaced", "refused"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file.

    `texts` are those in it ("A/RES/66/152 (en)"), `reason` is why it was refused, `findings` what its reader noticed,
    `uncoded` the names in its votes and among its sponsors that are no country's as they are printed.
    """

    name: str
    what: What
    texts: tuple[str, ...] = ()
    reason: str | None = None
    findings: tuple[Finding, ...] = ()
    uncoded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What became of all files, in the order in which they were taken.

    `skipped` counts the files of folders that are no documents by their names. Of a fetch: `missing` are the texts that
    the place does not have, `unfetched` those that were not asked for because of `trouble` (why asking ended early),
    `unavailable` the texts that the catalogue knows to exist and has no file of; all by their short symbols.
    """

    outcomes: tuple[Outcome, ...]
    skipped: int = 0
    missing: tuple[str, ...] = ()
    unfetched: tuple[str, ...] = ()
    unavailable: tuple[str, ...] = ()
    trouble: str | None = None

    def count(self, what: What) -> int:
        """How many files had this outcome."""
        return sum(outcome.what == what for outcome in self.outcomes)

    @property
    def refused(self) -> tuple[Outcome, ...]:
        """The files that were not taken."""
        return tuple(outcome for outcome in self.outcomes if outcome.what == "refused")


def uncoded(texts: Iterable[Resolution]) -> tuple[str, ...]:
    """The names among voters and sponsors, as they are printed, that are no country's: most are misprints."""
    names = [
        name
        for text in texts
        for name in (
            *(vote.country for vote in text.adoption.votes),
            *(sponsor.name for sponsor in text.sponsors if is_a_name(sponsor.name)),
        )
    ]
    return tuple(name for name in names if country(name)[1] is None)
