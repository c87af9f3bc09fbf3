"""What stands above a comparison: the headline, the counts, how both were adopted, what is to check, the sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from tracker.model import Check, Comparison, Edition, Group, Story, Telling, places
from tracker.render import html_rows, html_text, vocabulary, wording

FIELDS = {
    "adoption": "How adopted",
    "agenda_item": "Agenda item",
    "agenda_title": "Agenda item's title",
    "session_text": "Session",
    "job_number": "Job number",
}
SPECIMEN = "Specimens of this project, written as exercises. They are not documents of the United Nations."


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """One side as a page tells it. All plain text; unknown facts are empty."""

    name: str
    short: str
    day: str
    adoption: str
    source: str
    sha256: str
    against: tuple[str, ...]
    abstaining: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """What a page says before the paragraphs; `terms` with the numbers of the groups that say no more than they do."""

    headline: str
    counts: tuple[tuple[str, int], ...]
    paragraphs: int
    figures: tuple[str, ...]
    gap: str | None
    views: tuple[str, ...]
    old: EditionFacts
    new: EditionFacts
    terms: tuple[tuple[Story, tuple[int, ...]], ...]
    groups: tuple[Group, ...]
    by_hand: tuple[tuple[str, str], ...]
    checks: tuple[Markup, ...]
    metadata: tuple[tuple[str, Markup], ...]
    credit: str
    algorithm: str


def opening(comparison: Comparison, telling: Telling) -> Opening:
    """The facts above a comparison, in the order in which they are told."""
    old, new = comparison.old, comparison.new
    terms = tuple(_terms(comparison, telling))
    explained = {number for _, numbers in terms for number in numbers}
    return Opening(
        headline=telling.headline,
        counts=telling.counts,
        paragraphs=telling.paragraphs,
        figures=_figures(old, new),
        gap=telling.gap,
        views=wording.views(comparison),
        old=facts(old),
        new=facts(new),
        terms=terms,
        groups=tuple(group for group in comparison.groups if group.id not in explained),
        by_hand=tuple(_by_hand(comparison)),
        checks=tuple(_check(check, new.language) for check in comparison.checks),
        metadata=tuple(_metadata(comparison)),
        credit=vocabulary.credit((old.status, new.status)),
        algorithm=comparison.algorithm,
    )


def _terms(comparison: Comparison, telling: Telling) -> Iterator[tuple[Story, tuple[int, ...]]]:
    """The terms that were replaced; a group of their places that is not told by itself leads to them."""
    told = {story.group for story in telling.stories if story.kind == "formula"}
    for story in telling.stories:
        if story.kind == "term":
            inside = [group for group in comparison.groups if set(group.places) <= set(story.labels)]
            yield story, tuple(group.id for group in inside if group.id not in told)


def _check(check: Check, language: str) -> Markup:
    """The sentence of a check, in which words of the text have their own language and direction."""
    text = escape(check.text)
    spoken = check.languages[0] if check.languages else language
    for words in dict.fromkeys(word for word in (check.old, check.new) if word):
        shown = Markup('"<bdi lang="{}">{}</bdi>"').format(spoken, words)
        text = text.replace(escape(f'"{words}"'), shown)
    return text


def facts(edition: Edition) -> EditionFacts:
    """One side's facts in words."""
    return EditionFacts(
        name=vocabulary.name(edition),
        short=(edition.symbol or vocabulary.name(edition)).removeprefix("A/RES/"),
        day=vocabulary.day(edition.adopted) if edition.adopted else "",
        adoption=vocabulary.adoption(edition) or "not stated in the source",
        source=vocabulary.source(edition.format, edition.status),
        sha256=edition.sha256 or "",
        against=edition.against,
        abstaining=edition.abstaining,
    )


def _by_hand(comparison: Comparison) -> Iterator[tuple[str, str]]:
    """The changes that a user paired: their labels and their anchors."""
    for change in comparison.changes:
        if vocabulary.by_hand(change):
            yield vocabulary.labels(places(change.new or change.old)), html_rows.row_id(change)


def _figures(old: Edition, new: Edition) -> tuple[str, ...]:
    def step(before: int, after: int) -> str:
        return f"{before:,} → {after:,}" if before != after else f"{after:,} in both"

    return (
        f"Preambular {step(old.preambular, new.preambular)}",
        f"operative {step(old.operative, new.operative)}",
        f"words {step(old.words, new.words)}",
    )


def _metadata(comparison: Comparison) -> list[tuple[str, Markup]]:
    """The facts around the text that differ: a name and a sentence for each."""
    found: list[tuple[str, Markup]] = []
    for item in comparison.metadata:
        name = FIELDS.get(item.field, item.field.replace("_", " ").capitalize())
        if item.added is not None or item.removed is not None:
            parts = [
                Markup("{}: {}").format(said, Markup("; ").join(html_text.label(one) for one in names))
                for said, names in (("newly named", item.added), ("no longer named", item.removed))
                if names
            ]
            found.append((name, Markup(". ").join(parts)))
        else:
            found.append((name, Markup("{} → {}").format(*(_fact(value) for value in (item.old, item.new)))))
    return found


def _fact(value: str | None) -> Markup:
    return html_text.label(value) if value else Markup("not stated")
