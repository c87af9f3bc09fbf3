"""One edit at a time: what is told of it, in the words of the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.brief.kinds import is_small
from tracker.brief.wording import amount, became, label
from tracker.model import Change, Comparison, Group, Story, WordOp, places
from tracker.sentences import listed
from tracker.sentences import replaced as said_of_a_term
from tracker.terms import Term, replaced

Indexed = Sequence[tuple[int, Change]]
"""Changes with their place in the comparison."""


def stories(comparison: Comparison) -> Iterator[Story]:
    """What is told: terms replaced, repeated edits, then what is reworded, new, deleted, moved, and small wording.

    A paragraph with other edits beside a term is told again among the reworded: the term does not explain these.
    """
    terms = replaced(comparison.changes, comparison.new.language)
    groups = [group for group in comparison.groups if not any(_is_the_term(group, one, comparison) for one in terms)]
    for term in terms:
        changed = [place.label for index in term.places for place in comparison.changes[index].new]
        yield Story("term", term.places, tuple(changed), term.new, was=term.old)
    told = {index for term in terms for index in term.places} - {index for term in terms for index in term.beside}
    for group in groups:
        members = _members(group, comparison)
        told |= set(members)
        yield Story("formula", members, group.places, group.phrase, group.id)
    indexed = [(index, change) for index, change in enumerate(comparison.changes) if index not in told]
    yield from _reworded(sorted(indexed, key=lambda item: not _is_operative(item[1])))
    yield from _new_and_deleted(indexed)
    yield from _small_things(indexed)


def _members(group: Group, comparison: Comparison) -> tuple[int, ...]:
    return tuple(index for index, change in enumerate(comparison.changes) if change.group == group.id)


def _is_the_term(group: Group, term: Term, comparison: Comparison) -> bool:
    """Whether a group says no more than that a term was replaced."""
    return term.explains(group.phrase, set(_members(group, comparison)))


def _reworded(indexed: Indexed) -> Iterator[Story]:
    for index, change in indexed:
        if change.old and change.new and change.significance == "substantive" and not is_small(change):
            yield Story("reworded", (index,), places(change.new), _phrase(change))


def _new_and_deleted(indexed: Indexed) -> Iterator[Story]:
    for index, change in indexed:
        if change.kind == "inserted":
            yield Story("new", (index,), places(change.new), _opening(change.new[0].text))
    for index, change in indexed:
        if change.kind == "deleted":
            yield Story("deleted", (index,), places(change.old), _opening(change.old[0].text))


def _small_things(indexed: Indexed) -> Iterator[Story]:
    for index, change in indexed:
        if change.moved and change.significance != "substantive":
            yield Story("moved", (index,), tuple(place.label for place in change.new if place.moved))
    for index, change in indexed:
        if is_small(change):
            yield Story("small", (index,), places(change.new), _phrase(change))


def _is_operative(change: Change) -> bool:
    """What a text decides is told before what it recalls."""
    return (change.new or change.old)[0].kind == "operative"


def story_line(comparison: Comparison, story: Story, others: Sequence[Story] = ()) -> str:
    """One story as a line of the series' page; empty for what stands there in a list (new, deleted, small wording).

    `others`: the stories told with it; what a term explains is not told again.
    """
    change = comparison.changes[story.changes[0]]
    if story.kind == "formula":
        return _formula_line(comparison, story)
    if story.kind == "term":
        return said_of_a_term(amount(len(story.changes)), story.was, story.phrase)
    if story.kind == "moved":
        return f"{listed(story.labels)} moved{_from(change)}."
    if story.kind == "reworded":
        return _recast_line(change) or _reworded_line(change, [one for one in others if one.kind == "term"])
    return ""


def _formula_line(comparison: Comparison, story: Story) -> str:
    group = next(item for item in comparison.groups if item.id == story.group)
    left = f"; not in {listed([item.label for item in group.not_applied])}" if group.not_applied else ""
    size = amount(len(story.labels))
    return f'One formula in {size} paragraphs: "{story.phrase}" ({listed(story.labels, last=", ")}{left}).'


def _recast_line(change: Change) -> str:
    """Where more than words changed: the part, the number of paragraphs, the cycle; else empty."""
    if change.reason.code in {"promoted", "demoted"}:
        part = "operative" if change.reason.code == "promoted" else "preambular"
        return f"{label(change)} was {change.old[0].label}: it became {part}."
    if change.structure:
        return f"{became(change)}: {change.structure}, with other words."
    if change.reason.code == "periodicity":
        return f"{label(change)}: another cycle, {edits_told(change)}."
    return ""


def _reworded_line(change: Change, terms: Sequence[Story]) -> str:
    gained, lost = added(change), removed(change)
    moved = f" It moved{_from(change)}." if change.moved else ""
    if gained and not lost:
        return f"{label(change)} gains {_quoted(gained)}.{moved}"
    if lost and not gained:
        return f"{label(change)} loses {_quoted(lost)}.{moved}"
    return f"{label(change)} reworded: {edits_told(change, terms)}.{moved}"


def _from(change: Change) -> str:
    old = listed(places(change.old))
    return f" (was {old})" if old != listed(places(change.new)) else ""


def edits_told(change: Change, terms: Sequence[Story] = ()) -> str:
    """The edits of a change that no term explains: '"at" to "in"', '"of the United Nations" dropped'.

    Of more than three the longest are told, in the order of the text, and how many more there are.
    """
    edits = [
        (bare(old), bare(new))
        for old, new in _edits(change)
        if not any(bare(old) in term.was and bare(new) in term.phrase for term in terms if old and new)
    ]
    longest = sorted(range(len(edits)), key=lambda at: -max(map(len, edits[at])))[:3]
    told = ", ".join(_edit_told(*edits[at]) for at in sorted(longest))
    return told + (f" and {len(edits) - 3} more" if len(edits) > 3 else "")


def _edit_told(old: str, new: str) -> str:
    if old and new:
        return f'"{_cut(old)}" to "{_cut(new)}"'
    return f'"{_cut(new)}" added' if new else f'"{_cut(old)}" dropped'


def _quoted(pieces: Sequence[str]) -> str:
    shown = ", ".join(f'"{_cut(piece)}"' for piece in pieces[:3])
    return shown + (f" and {len(pieces) - 3} more" if len(pieces) > 3 else "")


def _cut(words: str, most: int = 14) -> str:
    parts = words.split()
    return words if len(parts) <= most else " ".join(parts[:most]) + " …"


def _phrase(change: Change) -> str:
    pieces = added(change) or removed(change)
    return _cut(pieces[0]) if pieces else ""


def _opening(text: str) -> str:
    return _cut(text, 12)


def _edits(change: Change) -> Iterator[tuple[str, str]]:
    """The pieces that carry a change, as (taken out, put in): the substantive ones, house style only if alone."""
    old = ""
    pending: WordOp | None = None
    small = is_small(change)
    for op in change.segments:
        counts = op.significance == "substantive" and (small or op.reason != "house-style")
        if op.op == "delete" and counts:
            if pending:
                yield pending.text, ""
            pending = op
        elif op.op == "insert" and counts:
            old, pending = (pending.text, None) if pending else ("", None)
            yield old, op.text
        elif pending:
            yield pending.text, ""
            pending = None
    if pending:
        yield pending.text, ""


def added(change: Change) -> list[str]:
    """The words that a change put in, piece by piece, without the marks around them."""
    return [bare(new) for _, new in _edits(change) if bare(new)]


def removed(change: Change) -> list[str]:
    """The words that a change took out, piece by piece, without the marks around them."""
    return [bare(old) for old, _ in _edits(change) if bare(old)]


def bare(text: str) -> str:
    """A piece of text to be quoted: without marks at its ends, and without half a pair of brackets."""
    words = " ".join(text.split()).strip(" ,;:.،，；：。、")
    return words if words.count("(") == words.count(")") else words.replace("(", "").replace(")", "")
