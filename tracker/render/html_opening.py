"""What stands above a comparison: the headline, the counts, how both were adopted, what is to check, the sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from tracker.model import Check, Comparison, Edition, Group, Passing, Story, Telling, places
from tracker.render import excerpt, html_text, vocabulary, wording

Address = Callable[[str, str], str]
FIELDS = {
    "title": "Title",
    "adoption": "How adopted",
    "report": "Report adopted on",
    "agenda_item": "Agenda item",
    "agenda_title": "Agenda item's title",
    "session_text": "Session",
    "job_number": "Job number",
}
_OF_THE_MASTHEAD = frozenset({"agenda_item", "agenda_title", "session_text", "job_number", "report", "committee"})
_BECAME = Markup('{} <span aria-hidden="true">\u2192</span><span class="said">became</span> {}')
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
class Passed:
    """What came and went between the two: where it stood last, its address, what is said of it, its words."""

    label: str
    address: str
    said: str
    words: str


@dataclass(frozen=True, slots=True)
class Opening:
    """What a page says before the paragraphs.

    `counts` with the anchor of the first of each; `terms` with the numbers of the groups that say no more than they do;
    `around` and `masthead` are the facts around the text that differ: those that matter, and those that are folded.
    """

    headline: Markup
    counts: tuple[tuple[str, int, str], ...]
    paragraphs: int
    figures: tuple[str, ...]
    gap: str | None
    dated: bool
    views: tuple[str, ...]
    old: EditionFacts
    new: EditionFacts
    terms: tuple[tuple[Story, tuple[int, ...]], ...]
    groups: tuple[Group, ...]
    passing: tuple[Passed, ...]
    by_hand: tuple[tuple[str, str], ...]
    checks: tuple[Markup, ...]
    around: tuple[tuple[str, Markup], ...]
    masthead: tuple[tuple[str, Markup], ...]
    credit: str
    algorithm: str


def opening(comparison: Comparison, telling: Telling, paragraph: Address | None = None) -> Opening:
    """The facts above a comparison, in the order in which they are told."""
    old, new = comparison.old, comparison.new
    terms = tuple(_terms(comparison, telling))
    explained = {number for _, numbers in terms for number in numbers}
    anchors = _anchors(comparison)
    facts_around = tuple(_metadata(comparison))
    return Opening(
        headline=_linked(telling.headline, _old_anchors(comparison) | anchors, _old_anchors(comparison), new.language),
        counts=tuple(_counts(comparison, telling)),
        paragraphs=telling.paragraphs,
        figures=_figures(old, new),
        gap=telling.gap,
        dated=comparison.between.loaded > 0,
        views=wording.views(comparison),
        old=facts(old),
        new=facts(new),
        terms=terms,
        groups=tuple(group for group in comparison.groups if group.id not in explained),
        passing=tuple(_passed(item, paragraph) for item in comparison.passing),
        by_hand=tuple(_by_hand(comparison)),
        checks=tuple(_check(check, comparison) for check in comparison.checks),
        around=tuple(item[1:] for item in facts_around if item[0] not in _OF_THE_MASTHEAD),
        masthead=tuple(item[1:] for item in facts_around if item[0] in _OF_THE_MASTHEAD),
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


_COUNTED = {"Technical": "technical", "Punctuation": "typographic", "Small wording": "small"}


def _counts(comparison: Comparison, telling: Telling) -> Iterator[tuple[str, int, str]]:
    """The line of counts, each with the anchor of the first that is counted there; what is unchanged needs none."""
    for word, count in telling.counts:
        mark = _COUNTED.get(word, word.lower())
        first = next((change for change in comparison.changes if vocabulary.mark(change) == mark), None)
        yield word, count, html_text.row_id(first) if first and count else ""


def _old_anchors(comparison: Comparison) -> dict[str, str]:
    """Where each label of the old text leads: to what became of its paragraph."""
    return {place.label: f"#{html_text.row_id(change)}" for change in comparison.changes for place in change.old}


def _anchors(comparison: Comparison) -> dict[str, str]:
    """Where each label of the new text leads."""
    return {place.label: f"#{html_text.anchor(place.label)}" for change in comparison.changes for place in change.new}


def _linked(text: str, anchors: Mapping[str, str], old: Mapping[str, str], language: str) -> Markup:
    """A sentence whose labels lead to their paragraphs, and whose quoted words keep their language and direction.

    A label before an arrow ("OP9 -> OP10 and OP10 (a)") is that of the old text.
    """
    shown = Markup()
    for index, part in enumerate(re.split(r'"([^"]*)"', text)):
        if index % 2:
            shown += Markup('\u201c<bdi lang="{}">{}</bdi>\u201d').format(language, part)
        else:
            *before, last = part.split(" -> ")
            for text_before in before:
                shown += html_text.with_links(escape(text_before), anchors, old) + " \u2192 "
            shown += html_text.with_links(escape(last), anchors)
    return shown


def _check(check: Check, comparison: Comparison) -> Markup:
    """The sentence of a check, which leads to its paragraph; words of the text have their language and direction."""
    text = escape(check.text)
    spoken = check.languages[0] if check.languages else comparison.new.language
    for words in dict.fromkeys(word for word in (check.old, check.new) if word):
        shown = Markup('"<bdi lang="{}">{}</bdi>"').format(spoken, words)
        text = text.replace(escape(f'"{words}"'), shown)
    of_the_old = check.symbol == comparison.old.symbol != comparison.new.symbol
    anchors = {
        label: f"#{html_text.row_id(change)}"
        for change in comparison.changes
        for label in places(change.old if of_the_old else change.new)
        if label in {check.label, *check.labels}
    }
    return html_text.with_links(text, anchors)


def facts(edition: Edition) -> EditionFacts:
    """One side's facts in words."""
    return EditionFacts(
        name=vocabulary.name(edition),
        short=(edition.symbol or vocabulary.name(edition)).removeprefix("A/RES/"),
        day=vocabulary.day(edition.adopted) if edition.adopted else "",
        adoption=vocabulary.adoption(edition) or "not stated in the source",
        source=vocabulary.source(edition.format, edition.status, edition.quality),
        sha256=edition.sha256 or "",
        against=edition.against,
        abstaining=edition.abstaining,
    )


def _passed(item: Passing, paragraph: Address | None) -> Passed:
    address = paragraph(item.symbol, item.label) if paragraph and item.symbol else ""
    if item.whole:
        ended = item.ends or "deleted"
        reworded = f", reworded in {vocabulary.labels(item.reworded)}" if item.reworded else ""
        said = f"new in {item.came}{reworded}, {ended} in {item.went}"
        return Passed(item.label, address, said, excerpt.opening(item.text).replace(" ...", " \u2026"))
    return Passed(item.label, address, f"came in {item.came}, went in {item.went}", item.text)


def _by_hand(comparison: Comparison) -> Iterator[tuple[str, str]]:
    """The changes that a user paired: their labels and their anchors."""
    for change in comparison.changes:
        if vocabulary.by_hand(change):
            yield vocabulary.labels(places(change.new or change.old)), html_text.row_id(change)


def _figures(old: Edition, new: Edition) -> tuple[str, ...]:
    def step(before: int, after: int) -> str:
        return f"{before:,} → {after:,}" if before != after else f"{after:,} in both"

    return (
        f"Preambular {step(old.preambular, new.preambular)}",
        f"operative {step(old.operative, new.operative)}",
        f"words {step(old.words, new.words)}",
    )


def _metadata(comparison: Comparison) -> Iterator[tuple[str, str, Markup]]:
    """The facts around the text that differ but how it was adopted: the field, its name, and what is said of it."""
    language = comparison.new.language
    for item in comparison.metadata:
        name = FIELDS.get(item.field, item.field.replace("_", " ").capitalize())
        if item.field == "adoption":
            continue
        if item.added is not None or item.removed is not None:
            said = [
                Markup("{}: {}").format(turn, Markup(", ").join(_fact(one, language) for one in names))
                for turn, names in (("newly named", item.added), ("no longer named", item.removed))
                if names
            ]
            yield item.field, name, Markup("; ").join(said)
        else:
            sides = (_fact(value, language) for value in (item.old, item.new))
            yield (
                item.field,
                name,
                Markup('{} <span aria-hidden="true">\u2192</span><span class="said">became</span> {}').format(*sides),
            )


def _fact(value: str | None, language: str) -> Markup:
    """A fact as printed, apart from the direction of the sentence around it."""
    if not value:
        return Markup("not stated")
    return Markup('<bdi lang="{}">{}</bdi>').format(language, value)
