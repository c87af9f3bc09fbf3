"""What `--format docx` and the comparison page hand out: the tracked changes between two texts as a Word file.

Where texts between the two are here, the changes are those of each step: one file then shows each year by itself.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.errors import TrackerError
from tracker.model import Comparison, Resolution, Version
from tracker.pipeline import chain
from tracker.pipeline.weaving import weave
from tracker.render import vocabulary
from tracker.render.provenance import provenance
from tracker.render.word import redline

if TYPE_CHECKING:
    from tracker.store import Store


def written(texts: Sequence[Resolution], comparisons: Sequence[Comparison], *, on: date | None = None) -> bytes:
    """A Word file with the changes from the first text to the last; `comparisons[i]` leads from texts[i] to the next.

    on: its date; else that of SOURCE_DATE_EPOCH, else that of the newest text.
    """
    woven = weave(texts, [one.changes for one in comparisons])
    algorithm = comparisons[0].algorithm
    made = provenance(woven.editions, on=on, epoch=epoch(), algorithm=algorithm)
    return redline.redline(woven, made, vocabulary.cautions(comparisons))


def between(store: Store, series_slug: str | None, old: Version, new: Version, *, on: date | None = None) -> bytes:
    """The same for two texts that are here, by way of those between them. Raises AmbiguousVersion for two languages."""
    from tracker.pipeline import views  # the store takes longer to load than two files to compare

    steps = path(store, series_slug, old, new)
    comparisons = [views.comparison_of(store, series_slug, *pair) for pair in pairwise(steps)]
    return written([store.resolution(one) for one in steps], comparisons, on=on)


def path(store: Store, series_slug: str | None, old: Version, new: Version) -> tuple[Version, ...]:
    """The texts from one to another, in their order; only the two where one of them does not follow the others."""
    if series_slug is None or old.language != new.language:
        return old, new
    main = chain.texts(store.one_series(series_slug), store.versions(series_slug, old.language))
    places = {one.symbol: at for at, one in enumerate(main)}
    first, last = places.get(old.symbol), places.get(new.symbol)
    if first is None or last is None or first == last:
        return old, new
    return main[first : last + 1] if first < last else main[last : first + 1][::-1]


def epoch() -> int | None:
    """SOURCE_DATE_EPOCH, the time that reproducible programs write instead of the present. Raises TrackerError."""
    said = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not said:
        return None
    if not said.isdecimal() or len(said) > 11:
        raise TrackerError(f"SOURCE_DATE_EPOCH is {said!r}: give seconds since 1970 as a whole number, or unset it")
    return int(said)
