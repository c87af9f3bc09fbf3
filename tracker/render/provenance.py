"""What every report says of itself: which texts, from where, made with what; and the date that it bears."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from tracker import __version__, config
from tracker.model import Edition
from tracker.render import vocabulary

ACKNOWLEDGEMENT = (
    "Texts: United Nations, used with acknowledgement. This is an unofficial document and no record of the "
    "United Nations, which has neither made nor endorsed it."
)
"""Under every report about texts of the United Nations."""
_EPOCH = date(1980, 1, 1)
"""Where no text bears a date: the earliest day that a Word file can be packed with."""


_MANY, _CUT = 8, 12
"""More texts than these are told with so many digits of their hashes, where all must stand on one page."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """The texts behind a report, oldest first, each once; the program and the algorithm that made it; its date."""

    editions: tuple[Edition, ...]
    at: date
    version: str = __version__
    algorithm: str = config.ALGORITHM

    @property
    def moment(self) -> datetime:
        """Its date as a time: the beginning of the day, in UTC."""
        return datetime.combine(self.at, time(), UTC)

    @property
    def acknowledgement(self) -> str:
        """Whose the texts are."""
        said = vocabulary.credit([edition.status for edition in self.editions])
        return said.replace(vocabulary.CREDIT, ACKNOWLEDGEMENT)

    @property
    def program(self) -> str:
        """What made it."""
        return f"Made with tracker {self.version}, algorithm {self.algorithm}."

    def sources(self) -> tuple[str, ...]:
        """A line for each text: which, in which language, from what, with the hash of its file."""
        return tuple(
            f"{vocabulary.name(edition)}, {vocabulary.language(edition.language)}: "
            f"{vocabulary.source(edition.format, edition.status, edition.quality)}, "
            f"sha256 {edition.sha256 or 'not stated'}"
            for edition in self.editions
        )

    def lines(self) -> tuple[str, ...]:
        """All of it in lines."""
        return (self.acknowledgement, self.program, *self.sources())

    def short_lines(self) -> tuple[str, ...]:
        """All of it in as few lines as can be, for a report of one page; the hashes of many texts are cut there."""
        each = self.editions
        cut = len(each) > _MANY
        hashes = [f"{_short(one)} {(one.sha256 or 'not stated')[: _CUT if cut else None]}" for one in each]
        form = ", ".join(
            dict.fromkeys(vocabulary.source(one.format, one.status, vocabulary.doubtful(one.quality)) for one in each)
        )
        said = f"the first {_CUT} digits; whole ones in the file" if cut else "of the files"
        return (
            f"{self.acknowledgement} {self.program}",
            f"Sources: {form}; sha256 ({said}): {'; '.join(hashes)}.",
        )

    def facts(self) -> Mapping[str, str]:
        """All of it as named values, for the properties of a file."""
        found = {"Program": f"tracker {self.version}", "Algorithm": self.algorithm}
        for number, (edition, line) in enumerate(zip(self.editions, self.sources(), strict=True), 1):
            found[f"Source {number}"] = line if edition.symbol else f"no symbol; {line}"
        return {**found, "Acknowledgement": self.acknowledgement}


def provenance(
    editions: Iterable[Edition], *, on: date | None = None, epoch: int | None = None, algorithm: str = config.ALGORITHM
) -> Provenance:
    """Of a report on these texts. Its date: `on`, else the day of `epoch` (SOURCE_DATE_EPOCH), else that of the newest.

    So the same report made again is the same file.
    """
    each = tuple(dict.fromkeys(editions))
    at = on or (_day(epoch) if epoch is not None else newest(each))
    return Provenance(each, at, algorithm=algorithm)


def newest(editions: Sequence[Edition]) -> date:
    """The day of the newest text; where none bears one, the first day that a Word file can be packed with."""
    return max((edition.adopted for edition in editions if edition.adopted), default=_EPOCH)


def _day(epoch: int) -> date:
    return datetime.fromtimestamp(epoch, UTC).date()


def _short(edition: Edition) -> str:
    return (edition.symbol or "no symbol").removeprefix("A/RES/")
