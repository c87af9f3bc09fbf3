"""A comparison as it is told: a sentence first, then one edit at a time, the small things after the large.

Plain English text; views wrap and mark it. The words are those of SKETCHES 1 to 3 (New, Reworded, Small wording, …).
"""

from __future__ import annotations

from tracker.brief.headlines import gap, headline, terse
from tracker.brief.kinds import Kinds
from tracker.brief.stories import stories
from tracker.brief.technical import technical_updates
from tracker.brief.years import always_updated, year_lines
from tracker.model import Comparison, Telling

__all__ = ["always_updated", "tell", "year_lines"]


def tell(comparison: Comparison) -> Telling:
    """What a reader is told of a comparison, in the order of importance."""
    kinds = Kinds(comparison)
    told = tuple(stories(comparison))
    return Telling(
        headline=headline(comparison, kinds, told),
        terse=terse(comparison, kinds, told),
        counts=kinds.counts(),
        paragraphs=sum(number for _, number in kinds.counts()),
        stories=told,
        technical=tuple(technical_updates(comparison)),
        gap=gap(comparison),
    )
