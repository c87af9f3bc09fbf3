"""What each page shows, read from a store inside one of Datasette's threads: no HTTP, no permission is decided here.

Each function takes the store and what the address says, and returns the values of one template, or raises
UnknownVersion with a line that says what is here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from tracker.plugin import parts, texts
from tracker.plugin.links import Links
from tracker.render import vocabulary
from tracker.store import Store
from tracker.store.questions import Question

Values = dict[str, Any]
NEWS = 12  # series of which the home page tells the latest step; with more it is a list


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address asks for besides its path.

    Of the comparison page: whether it is `inline`, what is `opened` ("unchanged", "punctuation", "technical" or "all"),
    and the words to `find` in both texts.
    """

    links: Links
    language: str | None = None
    inline: bool = False
    opened: frozenset[str] = frozenset()
    find: str = ""

    def spoken(self, language: str) -> Links:
        """The links of a page in this language."""
        return replace(self.links, language=language if language != texts.DEFAULT else None)


def home(store: Store, wanted: Wanted, questions: Sequence[Question] = ()) -> Values:
    """The series that are here; a series of one text as a reading page, if it is the only real one.

    `questions` are those that the reader may ask.
    """
    every = store.series()
    cards = [parts.card(store, series, wanted.links, news=len(every) <= NEWS) for series in every]
    real = [card for card in cards if not card["series"].specimen]
    reading = None
    if len(real) == 1 and len(real[0]["here"]) == 1:
        reading = parts.reading(store, real[0]["series"], real[0]["here"][0], heading=2)
    return {
        "template": "home",
        "title": "Resolutions and what changed in them",
        "real": real,
        "specimens": [card for card in cards if card["series"].specimen],
        "reading": reading,
        "questions": questions if cards else (),
        "links": wanted.links,
        "forms": parts.forms(item for card in cards for item in card["here"]),
        "credit": vocabulary.credit(item.status for card in cards for item in card["here"]),
    }


def what_is_here(store: Store, slug: str | None) -> Values:
    """For a page that is not there: the series, or the texts of the one that was asked for."""
    known = {item.slug: item for item in store.series()}
    one = known.get(slug or "")
    here = store.versions(slug) if one else ()
    return {
        "template": "not_here",
        "title": "Not here",
        "all_series": tuple(known.values()),
        "series": one,
        "here": here,
        "credit": vocabulary.credit(item.status for item in here),
    }
