"""What one step changed, in lines: the large before the small, each with the words that tell it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.brief.headlines import adoption_change
from tracker.brief.kinds import Kinds
from tracker.brief.stories import story_line
from tracker.brief.wording import amount, noted, rebuilt
from tracker.model import Comparison, Story, Telling, places
from tracker.render.blocks.model import Line, said
from tracker.reports.excerpts import edits, opening
from tracker.sentences import listed

_NAMED_NEW = 4
"""More new paragraphs than these in one step are named, not quoted: their words are in the table."""


def lines(comparison: Comparison, telling: Telling, words: int, *, quote_new: bool = True) -> tuple[Line, ...]:
    """What a brief says of a step; at least one line. `words`: how many are quoted of each change, more or less.

    quote_new: new and deleted paragraphs with their first words; else by their labels alone.
    """
    found = [
        *_repeated(comparison, telling),
        *_reworded(comparison, telling, words),
        *_come_and_gone(comparison, telling, words if quote_new else 0),
        *_rearranged(comparison, telling),
        *_small(comparison, telling, words),
    ]
    if not found:
        found.append(said("Technical rollover." if telling.technical else "No wording changed."))
    adoption = adoption_change(comparison)
    return tuple([*found, said(adoption)] if adoption else found)


def is_rollover(telling: Telling, comparison: Comparison) -> bool:
    """Whether no wording changed in a step."""
    return not telling.stories and Kinds(comparison).wording_stands


def _repeated(comparison: Comparison, telling: Telling) -> Iterator[Line]:
    language = comparison.new.language
    for story in telling.stories:
        if story.kind == "term":
            many = amount(len(story.changes))
            yield (
                *_words(story.phrase, language), *said(" for "), *_words(story.was, language),
                *said(f": one term, in {many} paragraphs."),
            )  # fmt: skip
        elif story.kind == "formula":
            group = next(item for item in comparison.groups if item.id == story.group)
            left = f"; not in {listed([item.label for item in group.not_applied])}" if group.not_applied else ""
            yield (*_words(story.phrase, language), *said(f": one formula, now in {listed(story.labels)}{left}."))


def _words(text: str, language: str) -> Line:
    return opening(text, len(text), language)


def _reworded(comparison: Comparison, telling: Telling, words: int) -> Iterator[Line]:
    for story in telling.stories:
        if story.kind == "reworded":
            change = comparison.changes[story.changes[0]]
            name = listed(places(change.new))
            old = listed(places(change.old))
            if change.structure or change.reason.code in {"promoted", "demoted"}:
                head = story_line(comparison, story, telling.stories).rstrip(".").removesuffix(", with other words")
            else:
                head = name if old == name or not change.moved else f"{name} (moved, ex {old})"
            quote = edits(change, words, comparison.new.language)
            yield (*said(f"{head}: "), *quote, *said("."))


def _come_and_gone(comparison: Comparison, telling: Telling, words: int) -> Iterator[Line]:
    """New and deleted paragraphs: each with its first words, or all by their labels."""
    language = comparison.new.language
    for kind, verb in (("new", "new"), ("deleted", "deleted")):
        found = [story for story in telling.stories if story.kind == kind]
        if not found:
            continue
        if words and len(found) <= _NAMED_NEW:
            for story in found:
                change = comparison.changes[story.changes[0]]
                text = (change.new or change.old)[0].text
                yield (*said(f"{listed(story.labels)} {verb}: "), *opening(text, words, language), *said("."))
        else:
            labels = [label for story in found for label in story.labels]
            yield said(f"{_counted(labels)} {verb}: {listed(labels)}.")


def _counted(labels: Sequence[str]) -> str:
    return f"{len(labels)} paragraph{'s' * (len(labels) != 1)}"


def _rearranged(comparison: Comparison, telling: Telling) -> Iterator[Line]:
    moved = [story for story in telling.stories if story.kind == "moved"]
    if len(moved) == 1:
        yield said(story_line(comparison, moved[0], telling.stories))
    elif moved:
        labels = [label for story in moved for label in story.labels]
        yield said(f"{_counted(labels)} moved: {listed(labels)}.")
    kinds = Kinds(comparison)
    for word, changes in (("Split", kinds.split), ("Merged", kinds.merged), ("Recast", kinds.recast)):
        told = rebuilt([change for change in changes if change.significance != "substantive"], word)
        if told:
            yield said(f"{told}.")
    notes = noted(kinds.notes)
    if notes:
        yield said(f"{notes}.")


def _small(comparison: Comparison, telling: Telling, words: int) -> Iterator[Line]:
    found: list[Story] = [story for story in telling.stories if story.kind == "small"]
    if len(found) == 1:
        change = comparison.changes[found[0].changes[0]]
        quote = edits(change, words, comparison.new.language)
        yield (*said(f"Small wording: {listed(found[0].labels)}, "), *quote, *said("."))
    elif found:
        yield said(f"Small wording: {listed([label for story in found for label in story.labels])}.")
