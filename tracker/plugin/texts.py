"""Which texts a page is about, among those that are here; what is not here is refused with what is."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.errors import UnknownVersion
from tracker.model import KnownVersion, Series, SeriesView, Version
from tracker.render import vocabulary
from tracker.store import Store

DEFAULT = "en"


def language(store: Store, series: str, wanted: str | None) -> str:
    """The language of a page: what was asked for, else English, else the first that is here. Raises UnknownVersion."""
    here = store.languages(series)
    if wanted is None:
        return DEFAULT if DEFAULT in here or not here else here[0]
    if wanted not in here:
        names = ", ".join(map(vocabulary.language, here)) or "none"
        raise UnknownVersion(
            f"there is no text of this series in {vocabulary.language(wanted)!r} here, only in: {names}"
        )
    return wanted


def version(here: Sequence[Version], slug: str) -> Version:
    """The text with this slug. Raises UnknownVersion, naming those that are here."""
    found = next((item for item in here if item.slug == slug), None)
    if found is None:
        known = ", ".join(item.slug for item in here) or "none"
        raise UnknownVersion(f"{slug} is not here in this language; here are: {known}")
    return found


def missing(series: Series, here: Sequence[Version]) -> tuple[KnownVersion, ...]:
    """The texts of a series that are known and not here."""
    symbols = {item.symbol for item in here}
    return tuple(item for item in series.known if item.symbol not in symbols)


def dated(item: Version) -> str:
    """A text in a list: "A/RES/66/152, 19 December 2011"."""
    return f"{item.symbol}, {vocabulary.day(item.adopted)}" if item.adopted else item.symbol


def span(view: SeriesView) -> str:
    """The years that are here: "2011 and 2019 to 2025"."""
    from tracker.selection import years

    return years(item.adopted.year for item in view.versions if item.adopted)
