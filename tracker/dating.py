"""When what differs between two texts was made: a year where that is known, else the years between which it lies. Pure.

That two texts follow each other is believed where no known text lies between, and they are of neighbouring sessions,
or the newer one cites the older one. Else a text that nobody has told of may lie between: what came with the newer text
may be older than it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.citations import citations
from tracker.model import Between, Edition, Interval, KnownVersion, Resolution

_OPENED = 1945  # session n of the General Assembly opens in the autumn of 1945 + n


def may_miss_some(older: Resolution, newer: Resolution, between: Between) -> bool:
    """Whether texts that are not known may lie between two of one series. Specimens have no others."""
    if any(text.status == "specimen" for text in (older, newer)):
        return False
    if between.known or older.session is None or newer.session is None or newer.session - older.session <= 1:
        return False
    texts = (paragraph.text for paragraph in newer.paragraphs)
    return all(one.symbol != str(older.symbol) for text in texts for one in citations(text, newer.language))


def made_in(old: Edition, new: Edition, gap: Sequence[KnownVersion], *, unsure: bool = False) -> Interval:
    """When a change between two texts was made: in the year of the new one, or of any text in between.

    gap: the known texts between them that are not here, oldest first; unsure: whether there may be others.
    """
    latest = year_of(new.adopted, new.session)
    if not gap and not unsure and latest is not None:
        return Interval(latest, latest)
    before = year_of(old.adopted, old.session)
    earliest = year_of(gap[0].adopted, gap[0].session) if gap else None if unsure else before
    if earliest is None and before is not None:
        earliest = before + 1
    if earliest is not None and latest is not None:
        earliest = min(earliest, latest)
    return Interval(earliest, latest)


def year_of(adopted: date | None, session: int | None) -> int | None:
    """The year of a text, by its day or its session."""
    if adopted is not None:
        return adopted.year
    return None if session is None else _OPENED + session
