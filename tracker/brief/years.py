"""What a series' page says of each of its texts: a line for each change, the large before the small.

Words of the texts stand in straight quotes, labels outside of them, so that a page can mark both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.brief.headlines import adoption_change
from tracker.brief.kinds import Kinds
from tracker.brief.stories import edits_told, story_line
from tracker.brief.wording import count, noted, rebuilt, sentence
from tracker.model import Comparison, SeriesView, Story, TechnicalUpdate, Telling
from tracker.sentences import listed

MANY = 3
"""More new or deleted paragraphs than these are counted first; fewer are each told with their opening words."""

_UPDATED = {"citation": "the texts it cites", "session": "the session", "date": "the dates", "chapter": "the chapter"}


def year_lines(comparison: Comparison, telling: Telling, *, adoption: bool = True) -> tuple[str, ...]:
    """What the series' page says of one step, one sentence or two a line; `adoption`: also how it was adopted."""
    lines = [sentence(line) for line in _lines(comparison, telling) if line]
    if not lines:
        updated = _updated(telling)
        told = f" ({listed(updated, last=', ')})" if updated else ""
        lines.append(f"No wording changed: technical rollover{told}." if updated else "No wording changed.")
    said = adoption_change(comparison) if adoption else ""
    return (*lines, said) if said else tuple(lines)


def _lines(comparison: Comparison, telling: Telling) -> Iterator[str]:
    kinds = Kinds(comparison)
    new, deleted = ([story for story in telling.stories if story.kind == kind] for kind in ("new", "deleted"))
    yield _many(new, deleted)
    for story in telling.stories:
        if story.kind not in {"new", "deleted", "small"}:
            yield story_line(comparison, story, telling.stories)
    for stories, word in ((new, "new"), (deleted, "deleted")):
        if len(stories) <= MANY:
            yield from (_one(comparison, story, word) for story in stories)
    yield _small(comparison, [story for story in telling.stories if story.kind == "small"])
    for word, changes in (("Split", kinds.split), ("Merged", kinds.merged), ("Recast", kinds.recast)):
        yield rebuilt([change for change in changes if change.significance != "substantive"], word)
    yield noted(kinds.notes)


def _many(new: Sequence[Story], deleted: Sequence[Story]) -> str:
    """Where much is new or gone, how much and what; "none deleted" is news too."""
    if max(len(new), len(deleted)) <= MANY:
        return ""
    told = []
    for stories, word in ((new, "new"), (deleted, "deleted")):
        labels = [label for story in stories for label in story.labels]
        if len(stories) > MANY:
            told.append(f"{count(labels, 'paragraph')} {word} ({listed(labels)})")
    if not deleted:
        told.append("none deleted")
    return ", ".join(told)


def _one(comparison: Comparison, story: Story, word: str) -> str:
    notes = comparison.changes[story.changes[0]].notes
    bearing = f" with its {'note' if len(notes) == 1 else 'notes'}" if notes else ""
    opening = f': "{story.phrase}"' if story.phrase else ""
    return f"{listed(story.labels)} is {word}{bearing}{opening}"


def _small(comparison: Comparison, stories: Sequence[Story]) -> str:
    """House style: one or two with their words, more by their labels only."""
    if not stories:
        return ""
    if len(stories) > 1:
        return f"Small wording: {listed([label for story in stories for label in story.labels])}"
    told = edits_told(comparison.changes[stories[0].changes[0]])
    return f"Small wording: {listed(stories[0].labels)}, {told}" if told else f"Small wording: {stories[0].labels[0]}"


def _updated(telling: Telling) -> list[str]:
    """The labels of the technical updates, the notes after the paragraphs."""
    labels = dict.fromkeys(update.label for update in telling.technical)
    return sorted(labels, key=lambda label: label.startswith("note "))


def always_updated(view: SeriesView) -> str:
    """The paragraphs that every step brings up to date, with what: said once, not year by year; empty if none is."""
    if len(view.tellings) < 2:
        return ""
    by_label: list[dict[str, list[TechnicalUpdate]]] = []
    for telling in view.tellings:
        found: dict[str, list[TechnicalUpdate]] = {}
        for update in telling.technical:
            found.setdefault(update.label, []).append(update)
        by_label.append(found)
    told = []
    for lineage in view.lineages:
        labels = [step.label or "" for step in lineage.steps[1:]]
        updates = [found.get(label, []) for found, label in zip(by_label, labels, strict=True)]
        if all(updates):
            reasons = dict.fromkeys(one.reason for one in updates[-1])
            what = listed([_UPDATED[reason] for reason in reasons if reason in _UPDATED])
            told.append(f"{lineage.address[1]} ({what})" if what else lineage.address[1])
    if not told:
        return ""
    return f"In every step {listed(told)} {'is' if len(told) == 1 else 'are'} updated: not repeated here."
