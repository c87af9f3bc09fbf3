"""What a brief says of texts as wholes: in short, the net effect, how they were adopted, who is named as sponsor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from tracker.brief.kinds import Kinds
from tracker.brief.wording import amount, labels_of
from tracker.countries import country
from tracker.model import Change, Comparison, Edition
from tracker.reports import years
from tracker.reports.span import Span, run_of_years, when, year
from tracker.sentences import listed

_LAST = {"changed-in-some", "paired-in-some"}
_MEMBERS, _MEMBERS_SINCE = 193, 66
"""How many Members the United Nations has had in the sessions from this one on (South Sudan joined in July 2011)."""


def in_short(span: Span) -> str:
    """Three sentences or four: what stands, what is reworded, and the last step with how it was adopted."""
    return " ".join(filter(None, [_stands(span), _reworded(span), _last(span), _adopted(span), _missing(span)]))


def same_words(kinds: Kinds) -> int:
    """How many paragraphs of the old text have the same words in the new one, hyphens and punctuation apart."""
    return sum(len(change.old) for change in (*kinds.unchanged, *kinds.typographic))


def _stands(span: Span) -> str:
    kinds, old = span.kinds, year(span.first)
    same, total = same_words(kinds), span.old_paragraphs
    if not kinds.deleted:
        return (
            f"The text of {old} stands: no paragraph of it was removed, and {same} of {total} "
            f"{'has' if same == 1 else 'have'} the same words."
        )
    gone = sum(len(change.old) for change in kinds.deleted)
    return (
        f"Of the {total} paragraphs of {old}, {gone} {'was' if gone == 1 else 'were'} removed and {same} "
        f"{'has' if same == 1 else 'have'} the same words."
    )


def _reworded(span: Span) -> str:
    kinds = span.kinds
    parts = []
    if kinds.reworded:
        parts.append(f"{len(kinds.reworded)} {_was(kinds.reworded)} reworded{_by(span)}")
    if kinds.new:
        parts.append(f"{len(kinds.new)} {'is' if len(kinds.new) == 1 else 'are'} new")
    if kinds.moved:
        parts.append(f"{len(kinds.moved)} moved")
    return f"{_sentence(parts)}." if parts else ""


def _was(items: Sequence[object]) -> str:
    return "was" if len(items) == 1 else "were"


def _sentence(parts: Sequence[str]) -> str:
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]


def _by(span: Span) -> str:
    """How many were reworded by one edit, and when that was made: "5 of them by one formula in 2021"."""
    repeated = [story for story in span.telling.stories if story.kind in ("formula", "term")]
    if not repeated:
        return ""
    story = max(repeated, key=lambda one: len(one.changes))
    word = "formula" if story.kind == "formula" else "term"
    step = next(
        (
            index
            for index, telling in enumerate(span.tellings)
            if any((one.kind, one.phrase) == (story.kind, story.phrase) for one in telling.stories)
        ),
        None,
    )
    dated = f" in {when(span, step)}" if step is not None and len(span.steps) > 1 else ""
    return f", {len(story.changes)} of them by one {word}{dated}"


def _last(span: Span) -> str:
    """The newest step, where there are several: what changed in it."""
    if len(span.steps) < 2:
        return ""
    comparison = span.steps[-1]
    name = when(span, len(span.steps) - 1)
    if years.is_rollover(span.tellings[-1], comparison):
        return f"In {name} no wording changed."
    kinds = Kinds(comparison)
    parts = [
        f"{amount(len(changes))} paragraph{'s' * (len(changes) > 1)} {_was(changes)} {word}{_where(changes)}"
        for word, changes in (("new", kinds.new), ("deleted", kinds.deleted), ("reworded", kinds.reworded))
        if changes
    ]
    if not parts and kinds.small:
        parts.append(f"only small wording changed{_where(kinds.small)}")
    return f"In {name} {listed(parts)}." if parts else f"In {name} paragraphs were moved or notes changed."


def _where(changes: Sequence[Change]) -> str:
    return f" ({listed(labels_of(changes), last=', ')})" if len(changes) <= 3 else ""


def _adopted(span: Span) -> str:
    """How the newest text was adopted, against those before it."""
    said = [edition.adoption for edition in span.editions]
    last = said[-1]
    if last is None:
        return ""
    if all(one == "without a vote" for one in said):
        return f"{'Both' if len(said) == 2 else f'All {amount(len(said))}'} texts were adopted without a vote."
    if last == "without a vote":
        return f"The text of {year(span.last)} was adopted without a vote."
    before = 0
    while before < len(said) - 1 and said[-2 - before] == "without a vote":
        before += 1
    after = f", after {amount(before)} without a vote" if before else ""
    figures = f" ({last})" if last[:1].isdigit() else ""
    return f"The text of {year(span.last)} was adopted by a recorded vote{figures}{after}."


def _missing(span: Span) -> str:
    missing = [gap for gap in span.gaps if gap]
    count = sum(map(len, missing))
    if not count:
        return _unsure(span)
    spans = [when(span, index) for index, gap in enumerate(span.gaps) if gap]
    texts = f"{count} known text{'s' * (count > 1)} in between {'are' if count > 1 else 'is'} not here"
    return f"{texts}: what changed in {listed(spans)} has no single year."


def _unsure(span: Span) -> str:
    """Where nobody says whether texts lie between two, and so what came with the newer may be older."""
    spans = [when(span, index) for index, step in enumerate(span.steps) if step.between.unsure]
    return f"What changed in {listed(spans)} has no single year: texts may lie in between." if spans else ""


# ------------------------------------------------------------------------------------------------------ net effect


def came_and_went(span: Span) -> tuple[str, ...]:
    """Paragraphs that neither the first nor the last text has: "PP16 (2022 to 2023)"."""
    names = [year(edition) for edition in span.editions]
    found = []
    for lineage in span.lineages:
        there = [index for index, step in enumerate(lineage.steps) if step.label]
        if there and there[0] > 0 and there[-1] < len(names) - 1 and not lineage.ends and not lineage.begins:
            ends = names[there[0]] if len(there) == 1 else f"{names[there[0]]} to {names[there[-1]]}"
            found.append(f"{lineage.address[1]} ({ends})")
    return tuple(found)


# -------------------------------------------------------------------------------------------------- how adopted


def adoptions(span: Span, most: int, *, older: bool = True) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Years in a row that were adopted alike, and what is said of each; of voters `most` are named.

    older: also those of earlier votes; else of these the figures only.
    """
    names = [year(edition) for edition in span.editions]
    for (said, against, abstaining), run in groupby(
        enumerate(span.editions), key=lambda item: (item[1].adoption, item[1].against, item[1].abstaining)
    ):
        indices = [index for index, _ in run]
        named = older or indices[-1] == len(names) - 1
        sides = (against, abstaining) if named else ((), ())
        yield run_of_years(names, indices), tuple(_vote(span.editions[indices[0]], said, sides, most))


def _vote(edition: Edition, said: str | None, sides: tuple[Sequence[str], Sequence[str]], most: int) -> Iterator[str]:
    if said is None:
        yield "not stated in the source"
        return
    if not said[:1].isdigit():
        yield said
        return
    figures = [int(part) for part in said.split("-")]
    absent = _MEMBERS - sum(figures)
    recorded = ""
    if (edition.session or 0) >= _MEMBERS_SINCE and edition.status == "adopted" and absent > 0:
        recorded = f"; not recorded: {absent} of {_MEMBERS} Members"
    yield (
        f"recorded vote: {figures[0]} in favour, {figures[1]} against, {figures[2]} "
        f"abstention{'s' * (figures[2] != 1)}{recorded}"
    )
    for name, countries in zip(("Against", "Abstaining"), sides, strict=True):
        if countries:
            yield f"{name}: {_some(countries, most)}"


def _some(names: Sequence[str], most: int) -> str:
    if len(names) <= most:
        return ", ".join(names)
    return f"{', '.join(names[:most])} and {len(names) - most} more"


# ----------------------------------------------------------------------------------------------------- sponsors


def sponsors(span: Span, most: int) -> tuple[tuple[str, ...], int]:
    """Who is named as sponsor in which texts, in sentences; and how many names were left out for want of room.

    A text whose source names nobody is set apart: it says nothing of who sponsored it.
    """
    names = [year(edition) for edition in span.editions]
    stating = [index for index, edition in enumerate(span.editions) if edition.sponsors]
    if not stating:
        return ("The sources name none.",), 0
    places: dict[str, list[int]] = {}
    behalf: dict[str, dict[str, list[int]]] = {}
    for index in stating:
        for told in span.editions[index].sponsors:
            name, group = _split(told)
            places.setdefault(name, []).append(index)
            if group:
                behalf.setdefault(name, {}).setdefault(group, []).append(index)
    everywhere = [name for name, there in places.items() if there == stating]
    others = [name for name, there in places.items() if there != stating]
    others.sort(key=lambda name: (-len(places[name]), name))
    kept, left = everywhere[:most], max(len(everywhere) - most, 0)
    room = max(most - len(kept), 0)
    sentences = []
    if kept:
        many = "both" if len(stating) == 2 else f"all {amount(len(stating))}"
        where = "Named" if len(span.editions) == len(stating) == 1 else f"In {many}"
        told = ", ".join(_with_group(name, behalf.get(name, {}), stating, names) for name in kept)
        sentences.append(f"{where}: {told}{f' and {left} more' if left else ''}.")
    for there, alike in groupby(others[:room], key=lambda name: places[name]):
        told = listed([_with_group(name, behalf.get(name, {}), there, names) for name in alike])
        sentences.append(f"{told} {run_of_years(names, there)}.")
    if len(others) > room:
        sentences.append(f"{len(others) - room} others in some of them.")
    silent = [names[index] for index in range(len(names)) if index not in stating]
    if silent:
        sentences.append(f"Not stated in the source: {listed(silent)}.")
    return tuple(sentences), left + max(len(others) - room, 0)


def _split(told: str) -> tuple[str, str]:
    """A sponsor as it is told, and the group for which it speaks; "Iran (Islamic Republic of)" is a name alone."""
    if not told.endswith(")") or country(told)[1]:
        return told, ""
    name, _, group = told[:-1].rpartition(" (")
    return (name, group) if name else (told, "")


def _with_group(name: str, groups: dict[str, list[int]], there: Sequence[int], names: Sequence[str]) -> str:
    """A name with the group for which it speaks, and the years in which it does if these are not all."""
    if not groups:
        return name
    said = [
        f"for the {group.removeprefix('the ')}"
        + ("" if list(where) == list(there) else f" {run_of_years(names, where)}")
        for group, where in groups.items()
    ]
    return f"{name} ({', '.join(said)})"


# --------------------------------------------------------------------------------------------------------- checks


def checks(steps: Sequence[Comparison]) -> tuple[str, ...]:
    """What is to check in some steps, each sentence once, with the symbol of its text.

    The newest first; after all others what is only in some languages, which is much, and weighs least.
    """
    found: dict[str, bool] = {}
    for comparison in steps:
        for check in comparison.checks:
            name = (check.symbol or comparison.new.symbol or "").removeprefix("A/RES/")
            found.setdefault(check.text if name in check.text else f"{name}: {check.text}", check.code in _LAST)
    newest = list(reversed(found))
    return tuple(sorted(newest, key=lambda text: found[text]))
