"""Where words stand: series by series, which texts have them, where they were dropped; and as a terminal shows it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from tracker.model import Lineage, SeriesView, Version
from tracker.render import excerpt, html_series, html_years, vocabulary
from tracker.render.escape import terminal as safe
from tracker.render.layout import fill, finish, strong
from tracker.sentences import listed

_INDENT = "   "
_AROUND = 8  # words shown on either side of those that were found


@dataclass(frozen=True, slots=True)
class Text:
    """A text that has the words: how it was adopted (empty if the source does not say), and which labels have them."""

    version: Version
    adoption: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph that has the words, through the texts that have it in them; `text` is that of the latest of these.

    `address` is the version and label by which its life is known, None for what has none; `note` says where the words
    were dropped.
    """

    label: str
    address: tuple[Version, str] | None
    when: str
    note: str
    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """The texts of a series (`slug`) in one language that have the words, or one text that belongs to none."""

    title: str
    slug: str | None
    language: str
    specimen: bool
    of: int
    texts: tuple[Text, ...]
    places: tuple[Place, ...]
    dropped: tuple[str, ...]
    adopted: str
    partial: bool = False  # not all that was found was looked at


PARTIAL = "too many paragraphs have it to say where it stood first or was dropped: look for more words"
"""What is said in place of that."""


def when(view: SeriesView, indices: Collection[int]) -> str:
    """The years of some texts: "2011", "2011 to 2020"."""
    years = [html_series.year(view.versions[index]) for index in sorted(indices)]
    return years[0] if len(years) == 1 else f"{years[0]} to {years[-1]}"


def note(view: SeriesView, lineage: Lineage, indices: Collection[int]) -> str:
    """Where a paragraph lost the words, or was deleted with them, and whether they came back to it."""
    told = []
    for step in lineage.steps[1:]:
        had, has = step.version - 1 in indices, step.version in indices
        year = html_years.when(view, step.version)
        if had and not has:
            told.append(
                f"dropped {year}" if step.label else f"deleted {year}" if step.mark == "deleted" else f"gone {year}"
            )
        elif has and not had and step.mark not in {"new", "first"}:
            told.append(f"came back {year}" if any(index < step.version for index in indices) else f"came in {year}")
    return listed(told, last=", ")


def dropped(view: SeriesView, symbols: Collection[str]) -> tuple[str, ...]:
    """Where a whole text lost the words that the one before it had, and whether they came back to the series."""
    has = [item.symbol in symbols for item in view.versions]
    told = []
    for index in range(1, len(has)):
        if has[index - 1] and not has[index]:
            later = next((at for at in range(index + 1, len(has)) if has[at]), None)
            name = html_series.short(view.versions[index].symbol)
            since = f"came back in {html_years.when(view, later)}" if later else "have not come back"
            told.append(f"Dropped in {html_years.when(view, index)} ({name}); they {since}.")
    return tuple(told)


def adopted(versions: Sequence[Version], adoptions: Mapping[str, str | None]) -> str:
    """How the texts that have the words were adopted, counted: "4 without a vote, 1 by a recorded vote"."""
    how = [adoptions.get(item.symbol) for item in versions if item.status == "adopted"]
    without = sum(one == "without a vote" for one in how)
    unknown = sum(one is None for one in how)
    voted = len(how) - without - unknown
    counts = ((without, "without a vote"), (voted, "by a recorded vote"), (unknown, "not stated in the source"))
    return ", ".join(f"{count} {words}" for count, words in counts if count)


def terminal(
    groups: Sequence[Group],
    patterns: Sequence[re.Pattern[str]],
    *,
    said: str,
    width: int = 80,
    color: bool = False,
) -> str:
    """What was found, group by group: first and latest text, where it was dropped, each paragraph once.

    `said` goes before it; what `patterns` find stands out where there is colour.
    """
    lines = fill(safe(said), width)
    for group in groups:
        specimens = ", specimens of this project" if group.specimen and "specimens" not in group.title else ""
        name = f"{strong(safe(group.title))}     {vocabulary.language(group.language)}{specimens}"
        lines += ["", *fill(name, width, color=color)]
        lines += fill(safe(_about(group)), width, first=_INDENT, rest=_INDENT)
        for place in group.places:
            told = "; ".join(part for part in (place.when, place.note) if part)
            lines += [
                "",
                *fill(strong(safe(place.label)) + f"  {told}", width, first=_INDENT, rest=_INDENT, color=color),
            ]
            lines += fill(_around(place.text, patterns), width, first=_INDENT * 2, rest=_INDENT * 2, color=color)
    return finish(lines, color=color)


def _about(group: Group) -> str:
    first, latest = group.texts[0].version, group.texts[-1].version
    if group.partial:
        said = f"In {len(group.texts)} or more of {group.of} texts here; {PARTIAL}."
    elif len(group.texts) > 1:
        said = f"First here: {_dated(first)}. Latest: {_dated(latest)}. In {len(group.texts)} of {group.of} texts here."
    else:
        said = f"Only in {_dated(first)}{f', of {group.of} texts here' if group.of > 1 else ''}."
    return " ".join([said, *([f"Adopted: {group.adopted}."] if group.adopted else []), *group.dropped])


def _dated(item: Version) -> str:
    return f"{item.symbol}, {vocabulary.day(item.adopted)}" if item.adopted else item.symbol


def _around(text: str, patterns: Sequence[re.Pattern[str]]) -> str:
    """The words that were found, with some around each; the start of the text where it has none of them."""
    inside = bytearray(len(text))
    for pattern in patterns:
        for match in pattern.finditer(text):
            inside[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    if not any(inside):
        return safe(excerpt.opening(text))
    runs = [(bool(marked), "".join(letter for letter, _ in run)) for marked, run in _runs(text, inside)]
    return "".join(
        strong(safe(piece)) if marked else safe(_shortened(piece, first=at == 0, last=at == len(runs) - 1))
        for at, (marked, piece) in enumerate(runs)
    )


def _runs(text: str, inside: bytearray) -> Iterator[tuple[int, Iterator[tuple[str, int]]]]:
    return groupby(zip(text, inside, strict=True), key=lambda pair: pair[1])


def _shortened(piece: str, *, first: bool, last: bool) -> str:
    """Words between those that were found, with "..." for what is left out of them."""
    words = piece.split(" ")
    keep = _AROUND + 1
    if len(words) <= keep * (1 if first or last else 2) + 1:
        return piece
    before = "" if first else " ".join(words[:keep]) + " "
    after = "" if last else " " + " ".join(words[-keep:])
    return f"{before}...{after}"
