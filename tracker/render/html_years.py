"""What changed in a series, text by text: the lines of each year, with how it was adopted where that is news."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from markupsafe import Markup

from tracker.dating import made_in
from tracker.model import Comparison, Edition, SeriesView
from tracker.render import html_lines, html_series, html_text, vocabulary, wording

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class Pages(html_series.Links, Protocol):
    """The addresses that a year leads to; versions by their index in the view."""

    def comparison(self, index: int) -> str:
        """The comparison that leads to this version."""


@dataclass(frozen=True, slots=True)
class Year:
    """What a text changed: `when`, the text and its address, the lines, the comparison's address, what is missing.

    `vote` says how it was adopted where the text before was adopted otherwise, or by a vote; `voted` who voted how.
    `by_hand`: which paragraphs a user paired in this step, with the note, each with its address in the comparison.
    """

    when: str
    symbol: str
    before: str
    version: str
    lines: tuple[Markup, ...]
    comparison: str
    gap: str
    vote: str
    voted: tuple[tuple[str, tuple[str, ...]], ...]
    by_hand: tuple[tuple[str, str], ...]


def years(view: SeriesView, lines: Sequence[Sequence[str]], pages: Pages) -> tuple[Year, ...]:
    """The steps of a series, newest first; `lines[i]` are told of `view.comparisons[i]` (brief.year_lines)."""
    found = [_year(view, index, told, pages) for index, told in enumerate(lines, start=1)]
    return tuple(reversed(found))


def _year(view: SeriesView, index: int, told: Sequence[str], pages: Pages) -> Year:
    comparison = view.comparisons[index - 1]
    page = pages.comparison(index)
    leads = html_lines.addresses(comparison, page)
    new = view.editions[index]
    told_vote = vote(view.editions[: index + 1])
    voted = (("Against", new.against), ("Abstaining", new.abstaining)) if told_vote else ()
    return Year(
        when=when(view, index),
        symbol=html_series.short(view.versions[index].symbol),
        before=html_series.short(view.versions[index - 1].symbol),
        version=pages.version(index),
        lines=tuple(html_lines.line(text, leads, page, view.language) for text in told),
        comparison=page,
        gap=view.tellings[index - 1].gap or "",
        vote=told_vote,
        voted=tuple((choice, countries) for choice, countries in voted if countries),
        by_hand=_by_hand(comparison, page),
    )


def linked(view: SeriesView, text: str, pages: Pages) -> Markup:
    """A line on the whole series, its labels those of the latest text; empty if there is nothing to say."""
    if not text:
        return Markup()
    page = pages.comparison(len(view.versions) - 1)
    return html_lines.line(text, html_lines.addresses(view.comparisons[-1], page), page, view.language)


def when(view: SeriesView, index: int) -> str:
    """The year of a text; where texts before it are not here, the years in which its changes can have been made."""
    gap, unsure = view.gaps[index - 1], view.comparisons[index - 1].between.unsure
    made = made_in(view.editions[index - 1], view.editions[index], gap, unsure=unsure)
    dated = (gap or unsure) and made.earliest and made.latest
    return made.text.replace("-", "–") if dated else html_series.year(view.versions[index])


def vote(editions: Sequence[Edition]) -> str:
    """How the last of some texts was adopted, and those before it; empty where it is like the one before."""
    *before, last = editions
    if last.adoption is None or (last.adoption == "without a vote" and before[-1].adoption in {None, last.adoption}):
        return ""
    told = _adopted(last.adoption)
    run = 0
    for edition in reversed(before):
        if edition.adoption != "without a vote":
            break
        run += 1
    if run:
        number = _NUMBERS[run] if run < len(_NUMBERS) else str(run)
        return f"{told} The {number} before: without a vote."
    previous = before[-1].adoption
    return f"{told} The one before: {previous}." if previous else told


def _adopted(adoption: str) -> str:
    parts = adoption.split("-")
    if len(parts) != 3:
        return f"{adoption.capitalize()}."
    favour, against, abstaining = parts
    return f"Recorded vote: {favour} in favour, {against} against, {abstaining} abstention{'s' * (abstaining != '1')}."


def _by_hand(comparison: Comparison, page: str) -> tuple[tuple[str, str], ...]:
    paired = [change for change in comparison.changes if vocabulary.by_hand(change)]
    return tuple(
        (said, f"{page}#{html_text.anchor((change.new or change.old)[0].label)}")
        for change, said in zip(paired, wording.by_hand(comparison), strict=True)
    )
