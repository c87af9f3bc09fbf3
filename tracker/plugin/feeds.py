"""An Atom feed of new versions, each with what it changed: of all series, or of one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from textwrap import shorten

from tracker.model import SeriesView
from tracker.pipeline import views
from tracker.plugin import series_page, texts
from tracker.plugin.links import Links, SeriesLinks
from tracker.plugin.pages import Wanted
from tracker.render import html, html_years, vocabulary
from tracker.store import Store

MOST = 50  # the newest texts; readers of feeds keep what they have seen
TITLE = 120  # letters: what a list of a reader shows
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UNDATED = date(1945, 10, 24)  # for a text without a date: the day of the Charter, before every real one


@dataclass(frozen=True, slots=True)
class Entry:
    """A text that came: its address, its title, its day, and what it changed, line by line."""

    address: str
    title: str
    day: date
    lines: tuple[str, ...]
    comparison: str
    brief: str
    series: str


def feed(store: Store, slug: str | None, wanted: Wanted, absolute: Callable[[str], str], own: str) -> str:
    """The feed of one series or, without a slug, of all but the specimens, newest text first.

    `absolute` makes a whole address of a path, `own` is that of the feed itself.
    """
    chosen = [store.one_series(slug)] if slug else [one for one in store.series() if not one.specimen]
    entries: list[Entry] = []
    for one in chosen:
        if not store.versions(one.slug):
            continue
        language = texts.language(store, one.slug, wanted.language if slug else None)
        view = views.series_view(store, one.slug, language)
        entries += _entries(view, wanted.spoken(language), absolute)
    entries.sort(key=lambda entry: (entry.day, entry.title), reverse=True)
    title = _clean(chosen[0].title) if slug else "Recurring resolutions: new texts"
    page = wanted.links.series(slug) if slug else wanted.links.home()
    latest = entries[0].day if entries else _UNDATED
    credit = vocabulary.credit(item.status for one in chosen for item in store.versions(one.slug))
    return html.feed(
        title=title, page=absolute(page), own=absolute(own), latest=latest, entries=entries[:MOST], credit=credit
    )


def _entries(view: SeriesView, links: Links, absolute: Callable[[str], str]) -> list[Entry]:
    pages = SeriesLinks(links, view.series.slug, view.versions)
    lines = series_page.year_lines(view)
    found = []
    for index, version in enumerate(view.versions):
        told = lines[index - 1] if index else ("The first text of this series here.",)
        vote = html_years.vote(view.editions[: index + 1]) if index else ""
        found.append(
            Entry(
                address=absolute(pages.version(index)),
                title=_clean(shorten(f"{texts.dated(version)}: {told[0]}", TITLE, placeholder=" …")),
                day=version.adopted or _UNDATED,
                lines=tuple(map(_clean, (*told, *([vote] if vote else [])))),
                comparison=absolute(pages.comparison(index)) if index else "",
                brief=absolute(_brief(view, index, links)) if index else "",
                series=_clean(view.series.title),
            )
        )
    return found


def _brief(view: SeriesView, index: int, links: Links) -> str:
    """The brief of the step that led to a text."""
    ends = {"from": view.versions[index - 1].slug, "to": view.versions[index].slug}
    return links.brief(view.series.slug, "html", **ends)


def _clean(text: str) -> str:
    """A text without the letters that XML does not allow, which a document can hold."""
    return _NOT_IN_XML.sub("\ufffd", text)
