"""When the words of a text were changed: in its year, or in that of any text between that is not here. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.model import Edition, Interval, KnownVersion

_OPENED = 1945  # session n of the General Assembly opens in the autumn of 1945 + n


def made_in(old: Edition, new: Edition, gap: Sequence[KnownVersion]) -> Interval:
    """When a change between two texts was made: in the year of the new one, or of any text in between."""
    latest = year_of(new.adopted, new.session)
    if not gap and latest is not None:
        return Interval(latest, latest)
    before = year_of(old.adopted, old.session)
    earliest = year_of(gap[0].adopted, gap[0].session) if gap else before
    if earliest is None and before is not None:
        earliest = before + 1
    if earliest is not None and latest is not None:
        earliest = min(earliest, latest)
    return Interval(earliest, latest)


def year_of(adopted: date | None, session: int | None) -> int | None:
    """The year of a text: that of its date, else the one in which its session opened."""
    if adopted is not None:
        return adopted.year
    return None if session is None else _OPENED + session
