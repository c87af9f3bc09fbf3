"""The sentence with which a comparison opens, on a page and on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.brief.kinds import Kinds, paragraphs
from tracker.brief.stories import added, removed
from tracker.brief.wording import (
    MANY,
    amount,
    by_part,
    count,
    join_sentences,
    label,
    labels_of,
    noted,
    rebuilt,
    short_parts,
    verb,
    was,
)
from tracker.model import Change, Comparison, Edition, Story
from tracker.sentences import listed


def headline(comparison: Comparison, kinds: Kinds, stories: Sequence[Story]) -> str:
    """The sentences with which a page opens (SKETCHES 2)."""
    if kinds.wording_stands:
        return _rollover(comparison, kinds)
    return join_sentences(
        [
            _nothing_lost(kinds),
            _main(comparison, kinds, stories),
            *_rearranged(kinds),
            noted(kinds.notes),
            _rest(kinds),
            adoption_change(comparison),
        ]
    )


def _main(comparison: Comparison, kinds: Kinds, stories: Sequence[Story]) -> str:
    """What is new, what is gone, and what says something else."""
    main = []
    if kinds.new:
        main.append(f"{count(kinds.new, 'paragraph')} {verb(kinds.new)} new ({by_part(kinds.new)})")
    if kinds.deleted:
        main.append(f"{count(kinds.deleted, 'paragraph')} {was(kinds.deleted)} deleted ({by_part(kinds.deleted)})")
    reworded = [change for change in kinds.reworded if change not in kinds.crossed]
    if reworded:
        main.append(_reworded(reworded, comparison, stories))
    return "; ".join(main)


def _rearranged(kinds: Kinds) -> list[str]:
    """What stands elsewhere, or in other paragraphs, than it did."""
    promoted = [change for change in kinds.crossed if change.reason.code == "promoted"]
    demoted = [change for change in kinds.crossed if change.reason.code == "demoted"]
    return [
        rebuilt(promoted, "Made operative"),
        rebuilt(demoted, "Made preambular"),
        _moved(kinds.moved),
        rebuilt(kinds.split, "Split"),
        rebuilt(kinds.merged, "Merged"),
        rebuilt(kinds.recast, "Recast"),
    ]


def _moved(labels: Sequence[str]) -> str:
    if len(labels) > MANY:
        return f"{count(labels, 'paragraph')} moved"
    return f"Moved: {listed(labels)}" if labels else ""


def _rest(kinds: Kinds) -> str:
    if kinds.small and not (kinds.new or kinds.deleted or kinds.reworded):
        return f"Only small wording: {listed(labels_of(kinds.small))}"
    return "The rest is small" if kinds.small or kinds.technical or kinds.typographic else ""


def _reworded(changes: Sequence[Change], comparison: Comparison, stories: Sequence[Story]) -> str:
    reworded = [place for change in changes for place in change.new]
    repeated = [story for story in stories if story.kind in {"term", "formula"}]
    if repeated:
        single = {index for story in stories if story.kind == "reworded" for index in story.changes}
        rest = [
            _gains(change) for index, change in enumerate(comparison.changes) if index in single and change in changes
        ]
        words = "other words in " if repeated[0].kind == "term" or len(rest) > MANY else ""
        others = f"; {words}{listed(rest) if len(rest) <= MANY else count(rest, 'paragraph')}" if rest else ""
        return f"{count(reworded, 'paragraph')} {verb(reworded)} reworded: {'; '.join(map(_by, repeated))}{others}"
    if len(changes) > MANY:
        return f"{count(reworded, 'paragraph')} {verb(reworded)} reworded ({by_part(changes)})"
    gained = all(added(change) and not removed(change) for change in changes)
    told = ", ".join(_gains(change) for change in changes)
    counted = count(reworded, f"{_one_part(changes)}paragraph")
    return f"{counted} gained words: {told}" if gained else f"{counted} {verb(reworded)} reworded: {told}"


def _by(story: Story) -> str:
    """How many paragraphs one edit made; those of a term are nearly all, and are not listed."""
    number = amount(len(story.labels))
    if story.kind == "term":
        return f'{number} by one term, "{story.phrase}" for "{story.was}"'
    return f'{number} by one formula, "{story.phrase}" ({listed(story.labels, last=", ")})'


def _gains(change: Change) -> str:
    words = added(change)
    quoted = ", ".join(f'"{one}"' for one in words) if words and not removed(change) else ""
    return f"{label(change)} {quoted}".strip()


def _one_part(changes: Sequence[Change]) -> str:
    parts = {place.kind for change in changes for place in change.new}
    return f"{next(iter(parts))} " if len(parts) == 1 and parts <= {"preambular", "operative"} else ""


def terse(comparison: Comparison, kinds: Kinds, stories: Sequence[Story]) -> str:
    """The sentences with which a terminal opens (SKETCHES 3)."""
    if kinds.wording_stands:
        return _rollover(comparison, kinds)
    if kinds.new or kinds.deleted:
        first = _changes_of_a_rebuilt_text(kinds)
    else:
        told = [story for story in stories if story.kind in {"term", "formula", "reworded", "small"}]
        labels = {label for story in told for label in story.labels}
        total = sum(len(change.new) for change in paragraphs(comparison))
        changed = f"{len(told)} change{'s' * (len(told) != 1)} in {len(labels)} of {total} paragraphs. " if told else ""
        first = f"{changed}{_nothing(kinds, new=True)}"
    sentences = [first, *_rearranged(kinds), noted(kinds.notes), _word_counts(comparison), _adoption(comparison)]
    return join_sentences(sentences)


def _changes_of_a_rebuilt_text(kinds: Kinds) -> str:
    parts = []
    if kinds.new:
        parts.append(f"{count(kinds.new, 'paragraph')} new ({short_parts(kinds.new)})")
    if kinds.deleted:
        parts.append(f"{count(kinds.deleted, 'paragraph') if not parts else len(kinds.deleted)} deleted "
                     f"({short_parts(kinds.deleted)})")  # fmt: skip
    if kinds.reworded:
        many = len(kinds.reworded) > MANY
        told = short_parts(kinds.reworded) if many else listed(labels_of(kinds.reworded), last=", ")
        parts.append(f"{len(kinds.reworded)} reworded ({told})")
    if kinds.small:
        parts.append(f"{len(kinds.small)} with small wording ({listed(labels_of(kinds.small), last=', ')})")
    return join_sentences([_nothing(kinds), ", ".join(parts)])


def _nothing_lost(kinds: Kinds) -> str:
    """What did not happen, which is news too."""
    if kinds.deleted:
        return ""
    return "Nothing was deleted" if kinds.moved else "Nothing was deleted and nothing was moved"


def _nothing(kinds: Kinds, *, new: bool = False) -> str:
    """The same in a terminal's words; `new`: also whether nothing is new."""
    words = [
        word
        for word, happened in (("new", kinds.new if new else True), ("deleted", kinds.deleted), ("moved", kinds.moved))
        if not happened
    ]
    if not words:
        return ""
    return f"Nothing {' or '.join([', '.join(words[:-1]), words[-1]] if len(words) > 1 else words)}"


def _rollover(comparison: Comparison, kinds: Kinds) -> str:
    first = "No wording changed: technical rollover" if kinds.technical else "No wording changed"
    return join_sentences([first, *_rearranged(kinds), _adoption(comparison)])


def _word_counts(comparison: Comparison) -> str:
    old, new = comparison.old.words, comparison.new.words
    return f"{old:,} -> {new:,} words" if old and new else ""


def _adoption(comparison: Comparison) -> str:
    old, new = comparison.old.adoption, comparison.new.adoption
    if old == new == "without a vote":
        return "Adopted without a vote, both"
    return adoption_change(comparison)


def adoption_change(comparison: Comparison) -> str:
    """How each text was adopted, where a vote was taken on one and both say it, or the new one does; else empty."""
    old, new = comparison.old.adoption, comparison.new.adoption
    if not old and new and new != "without a vote":
        return f"Adopted {_by_vote(new)}; for the older text the source does not say."
    if not (old and new) or (old == new == "without a vote"):
        return ""
    if old == new:
        return f"Adopted {_by_vote(new)}, both."
    return f"Adopted {_by_vote(old)} -> {_by_vote(new)}."


def _by_vote(adoption: str) -> str:
    if adoption == "without a vote":
        return adoption
    if adoption == "recorded vote":  # the source does not say how many
        return f"by a {adoption}"
    favour, against, abstaining = adoption.split("-")
    return f"by a recorded vote of {favour} to {against}, with {abstaining} abstention{'s' * (abstaining != '1')}"


def _unsure(old: Edition, new: Edition) -> str:
    """That nobody says whether texts lie between two."""
    sessions = sorted(edition.session or 0 for edition in (old, new))
    first, last = sessions[0] + 1, sessions[1] - 1
    where = f"session {first}" if first == last else f"sessions {first} to {last}"
    return f"Whether a text of {where} lies in between is not known (neither text says so): {_UNKNOWN}."


_UNKNOWN = "the years of these changes are not known"


def gap(comparison: Comparison) -> str | None:
    """The sentence on the texts between the two that are not here; None if there are none."""
    missing = comparison.between.known - comparison.between.loaded
    if missing <= 0:
        return _unsure(comparison.old, comparison.new) if comparison.between.unsure else None
    sessions = comparison.between.sessions
    where = ""
    if sessions:
        first, last = sessions
        where = f" (session {first})" if first == last else f" (sessions {first} to {last})"
    texts = "text" if missing == 1 else "texts"
    verb = "is" if missing == 1 else "are"
    known = "a change made there has an interval of years" if comparison.between.loaded else _UNKNOWN
    return f"{missing} {texts} in between{where} {verb} not here: {known}."
