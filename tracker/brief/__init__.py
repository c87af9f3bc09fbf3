"""A comparison as it is told: a sentence first, then one edit at a time, the small things after the large.

Plain English text; views wrap and mark it. The words are those of SKETCHES 1 to 3 (New, Reworded, Small wording, …).
"""

from __future__ import annotations

from tracker.brief.headlines import adoption_change, gap, headline, terse
from tracker.brief.kinds import Kinds
from tracker.brief.stories import stories, story_line
from tracker.brief.technical import technical_updates
from tracker.brief.wording import noted, rebuilt, sentence, verb
from tracker.model import Comparison, Telling
from tracker.sentences import listed

__all__ = ["tell", "year_lines"]


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


def year_lines(comparison: Comparison, telling: Telling) -> tuple[str, ...]:
    """What the series' page says of one step, one sentence or two a line, the large before the small."""
    lines = [
        story_line(comparison, story, telling.stories)
        for story in telling.stories
        if story.kind not in {"new", "deleted"}
    ]
    for kind, word in (("new", "new"), ("deleted", "deleted")):
        labels = [label for story in telling.stories if story.kind == kind for label in story.labels]
        if labels:
            lines.append(sentence(f"{listed(labels)} {verb(labels)} {word}"))
    small = [label for story in telling.stories if story.kind == "small" for label in story.labels]
    if small:
        lines.append(f"Small wording: {listed(small)}.")
    kinds = Kinds(comparison)
    for word, changes in (("Split", kinds.split), ("Merged", kinds.merged), ("Recast", kinds.recast)):
        lines.append(rebuilt([change for change in changes if change.significance != "substantive"], word))
    lines.append(noted(kinds.notes))
    lines = [sentence(line) for line in lines if line]
    if not lines:
        updated = _updated(telling)
        told = f" ({listed(updated, last=', ')})" if updated else ""
        lines.append(f"No wording changed: technical rollover{told}." if updated else "No wording changed.")
    adoption = adoption_change(comparison)
    return (*lines, adoption) if adoption else tuple(lines)


def _updated(telling: Telling) -> list[str]:
    """The labels of the technical updates, the notes after the paragraphs."""
    labels = dict.fromkeys(update.label for update in telling.technical)
    return sorted(labels, key=lambda label: label.startswith("note "))
