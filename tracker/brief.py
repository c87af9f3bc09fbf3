"""A comparison as it is told: a sentence first, then one edit at a time, the small things after the large.

Plain English text; views wrap and mark it. The words are those of SKETCHES 1 to 3 (New, Reworded, Small wording, …).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.model import Change, Comparison, Story, TechnicalUpdate, Telling, WordOp, places
from tracker.tokens import count_words

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def tell(comparison: Comparison) -> Telling:
    """What a reader is told of a comparison, in the order of importance."""
    kinds = _Kinds(comparison)
    stories = tuple(_stories(comparison))
    gap = _gap(comparison)
    return Telling(
        headline=_headline(comparison, kinds),
        terse=_terse(comparison, kinds, stories),
        counts=kinds.counts(),
        paragraphs=sum(number for _, number in kinds.counts()),
        stories=stories,
        technical=tuple(_technical(comparison)),
        gap=gap,
    )


def year_lines(comparison: Comparison, telling: Telling) -> tuple[str, ...]:
    """What the series' page says of one step, one sentence or two a line, the large before the small."""
    lines = [_story_line(comparison, story) for story in telling.stories if story.kind not in {"new", "deleted"}]
    for kind, word in (("new", "new"), ("deleted", "deleted")):
        labels = [label for story in telling.stories if story.kind == kind for label in story.labels]
        if labels:
            lines.append(_sentence(f"{_listed(labels)} {_is_are(labels)} {word}"))
    small = [label for story in telling.stories if story.kind == "small" for label in story.labels]
    lines = [line for line in lines if line]
    if small:
        lines.append(f"Small wording: {_listed(small)}.")
    if not lines:
        updated = _updated(telling)
        told = f" ({_listed(updated, last=', ')})" if updated else ""
        lines.append(f"No wording changed: technical rollover{told}." if updated else "No wording changed.")
    adoption = _adoption_change(comparison)
    return (*lines, adoption) if adoption else tuple(lines)


def _updated(telling: Telling) -> list[str]:
    """The labels of the technical updates, the notes after the paragraphs."""
    labels = dict.fromkeys(update.label for update in telling.technical)
    return sorted(labels, key=lambda label: label.startswith("note "))


# ------------------------------------------------------------------------------------------------------ what is what


def _paragraphs(comparison: Comparison) -> list[Change]:
    """The changes that are counted as paragraphs: all but that of the enacting formula."""
    return [
        change for change in comparison.changes if any(place.kind != "formula" for place in (*change.old, *change.new))
    ]


class _Kinds:
    """The changes by the words of the page; each stands in one, so that the counts sum."""

    def __init__(self, comparison: Comparison) -> None:
        changes = _paragraphs(comparison)
        self.new = [change for change in changes if change.kind == "inserted"]
        self.deleted = [change for change in changes if change.kind == "deleted"]
        rest = [change for change in changes if change.old and change.new]
        self.small = [change for change in rest if _is_small(change)]
        self.reworded = [change for change in rest if change.significance == "substantive" and not _is_small(change)]
        self.technical = [change for change in rest if change.significance == "technical"]
        self.typographic = [change for change in rest if change.significance == "typographic"]
        self.unchanged = [change for change in rest if change.significance == "none"]
        self.moved = [place.label for change in rest for place in change.new if place.moved]
        self.split = [change for change in rest if change.kind == "split"]
        self.merged = [change for change in rest if change.kind == "merged"]

    def counts(self) -> tuple[tuple[str, int], ...]:
        return (
            ("New", len(self.new)),
            ("Deleted", len(self.deleted)),
            ("Reworded", len(self.reworded)),
            ("Small wording", len(self.small)),
            ("Technical", len(self.technical)),
            ("Punctuation", len(self.typographic)),
            ("Unchanged", len(self.unchanged)),
        )

    @property
    def wording_stands(self) -> bool:
        return not (self.new or self.deleted or self.reworded or self.small or self.moved)


def _is_small(change: Change) -> bool:
    return change.significance == "substantive" and change.reason.code == "house-style"


# --------------------------------------------------------------------------------------------------------- headlines


def _headline(comparison: Comparison, kinds: _Kinds) -> str:
    if kinds.wording_stands:
        return _rollover(comparison, kinds)
    sentences = [_nothing(kinds, "was ")]
    main = []
    if kinds.new:
        main.append(f"{_count(kinds.new, 'paragraph')} {_verb(kinds.new)} new ({_by_part(kinds.new)})")
    if kinds.deleted:
        main.append(f"{_count(kinds.deleted, 'paragraph')} {_was(kinds.deleted)} deleted ({_by_part(kinds.deleted)})")
    if kinds.reworded:
        main.append(_reworded(kinds.reworded, comparison))
    sentences.append("; ".join(main))
    if kinds.moved:
        sentences.append(f"Moved: {_listed(kinds.moved)}")
    for word, changes in (("split", kinds.split), ("merged", kinds.merged)):
        if changes:
            sentences.append(f"{word.capitalize()}: {'; '.join(_became(change) for change in changes)}")
    if not main and kinds.small:
        sentences.append(f"Only small wording: {_listed(_labels_of(kinds.small))}")
    elif kinds.small or kinds.technical or kinds.typographic:
        sentences.append("The rest is small")
    return _join_sentences([*sentences, _adoption_change(comparison)])


def _reworded(changes: Sequence[Change], comparison: Comparison) -> str:
    if comparison.groups:
        rest = [_gains(change) for change in changes if change.group is None]
        told = "; ".join(
            f'{_amount(len(group.places))} by one formula, "{group.phrase}" ({_listed(group.places, last=", ")})'
            for group in comparison.groups
        )
        others = f"; {_listed(rest)}" if rest else ""
        return f"{_count(changes, 'paragraph')} {_verb(changes)} reworded: {told}{others}"
    gained = all(_added(change) and not _removed(change) for change in changes)
    part = _one_part(changes)
    if gained:
        return f"{_count(changes, f'{part}paragraph')} gained words: {', '.join(_gains(change) for change in changes)}"
    return f"{_count(changes, f'{part}paragraph')} {_verb(changes)} reworded: {', '.join(_gains(change) for change in changes)}"


def _gains(change: Change) -> str:
    added = _added(change)
    quoted = ", ".join(f'"{words}"' for words in added) if added and not _removed(change) else ""
    return f"{_label(change)} {quoted}".strip()


def _one_part(changes: Sequence[Change]) -> str:
    parts = {place.kind for change in changes for place in change.new}
    return f"{next(iter(parts))} " if len(parts) == 1 and parts <= {"preambular", "operative"} else ""


def _terse(comparison: Comparison, kinds: _Kinds, stories: Sequence[Story]) -> str:
    if kinds.wording_stands:
        return _rollover(comparison, kinds)
    if kinds.new or kinds.deleted:
        first = _changes_of_a_rebuilt_text(kinds)
    else:
        told = [story for story in stories if story.kind in {"formula", "reworded", "small"}]
        labels = {label for story in told for label in story.labels}
        total = len(_paragraphs(comparison))
        changed = f"{len(told)} change{'s' * (len(told) != 1)} in {len(labels)} of {total} paragraphs. " if told else ""
        first = f"{changed}{_nothing(kinds, '', new=True)}"
    extra = [f"Moved: {_listed(kinds.moved)}" if kinds.moved else ""]
    extra.extend(
        f"{word}: {'; '.join(_became(change) for change in changes)}" if changes else ""
        for word, changes in (("Split", kinds.split), ("Merged", kinds.merged))
    )
    return _join_sentences([first, *extra, _word_counts(comparison), _adoption(comparison)])


def _changes_of_a_rebuilt_text(kinds: _Kinds) -> str:
    parts = []
    if kinds.new:
        parts.append(f"{_count(kinds.new, 'paragraph')} new ({_short_parts(kinds.new)})")
    if kinds.deleted:
        parts.append(f"{_count(kinds.deleted, 'paragraph') if not parts else len(kinds.deleted)} deleted "
                     f"({_short_parts(kinds.deleted)})")  # fmt: skip
    if kinds.reworded:
        parts.append(f"{len(kinds.reworded)} reworded ({_listed(_labels_of(kinds.reworded), last=', ')})")
    if kinds.small:
        parts.append(f"{len(kinds.small)} with small wording ({_listed(_labels_of(kinds.small), last=', ')})")
    return _join_sentences([_nothing(kinds, ""), ", ".join(parts)])


def _nothing(kinds: _Kinds, was: str, *, new: bool = False) -> str:
    """What did not happen, which is news too."""
    if was:
        if not kinds.deleted and not kinds.moved:
            return "Nothing was deleted and nothing was moved"
        return "" if kinds.deleted else "Nothing was deleted"
    words = [
        word
        for word, happened in (("new", kinds.new if new else True), ("deleted", kinds.deleted), ("moved", kinds.moved))
        if not happened
    ]
    if not words:
        return ""
    return f"Nothing {' or '.join([', '.join(words[:-1]), words[-1]] if len(words) > 1 else words)}"


def _rollover(comparison: Comparison, kinds: _Kinds) -> str:
    first = "No wording changed: technical rollover" if kinds.technical else "No wording changed"
    extra = [
        f"{word}: {'; '.join(_became(change) for change in changes)}" if changes else ""
        for word, changes in (("Split", kinds.split), ("Merged", kinds.merged))
    ]
    return _join_sentences([first, *extra, _adoption(comparison)])


def _word_counts(comparison: Comparison) -> str:
    old, new = comparison.old.words, comparison.new.words
    return f"{old:,} -> {new:,} words" if old and new else ""


def _adoption(comparison: Comparison) -> str:
    old, new = comparison.old.adoption, comparison.new.adoption
    if old == new == "without a vote":
        return "Adopted without a vote, both"
    return _adoption_change(comparison)


def _adoption_change(comparison: Comparison) -> str:
    old, new = comparison.old.adoption, comparison.new.adoption
    if not (old and new) or (old == new == "without a vote"):
        return ""
    if old == new:
        return f"Adopted by a recorded vote of {new}, both"
    return f"Adopted {_by(old)} -> {_by(new)}."


def _by(adoption: str) -> str:
    if adoption == "without a vote":
        return adoption
    favour, against, abstaining = adoption.split("-")
    return f"by a recorded vote of {favour} to {against}, with {abstaining} abstention{'s' * (abstaining != '1')}"


def _gap(comparison: Comparison) -> str | None:
    missing = comparison.between.known - comparison.between.loaded
    if missing <= 0:
        return None
    sessions = comparison.between.sessions
    where = ""
    if sessions:
        first, last = sessions
        where = f" (session {first})" if first == last else f" (sessions {first} to {last})"
    texts = "text" if missing == 1 else "texts"
    verb = "is" if missing == 1 else "are"
    return f"{missing} {texts} in between{where} {verb} not here: the years of these changes are not known."


# ----------------------------------------------------------------------------------------------------------- stories


def _stories(comparison: Comparison) -> Iterator[Story]:
    indexed = list(enumerate(comparison.changes))
    for group in comparison.groups:
        members = tuple(index for index, change in indexed if change.group == group.id)
        yield Story("formula", members, group.places, group.phrase, group.id)
    for index, change in sorted(indexed, key=lambda item: not _is_operative(item[1])):
        if change.group is None and change.old and change.new and change.significance == "substantive":
            if not _is_small(change):
                yield Story("reworded", (index,), places(change.new), _phrase(change))
    for index, change in indexed:
        if change.kind == "inserted":
            yield Story("new", (index,), places(change.new), _opening(change.new[0].text))
    for index, change in indexed:
        if change.kind == "deleted":
            yield Story("deleted", (index,), places(change.old), _opening(change.old[0].text))
    for index, change in indexed:
        if change.moved and change.significance != "substantive":
            yield Story("moved", (index,), tuple(place.label for place in change.new if place.moved))
    for index, change in indexed:
        if _is_small(change):
            yield Story("small", (index,), places(change.new), _phrase(change))


def _is_operative(change: Change) -> bool:
    """What a text decides is told before what it recalls."""
    return (change.new or change.old)[0].kind == "operative"


def _story_line(comparison: Comparison, story: Story) -> str:
    change = comparison.changes[story.changes[0]]
    if story.kind == "formula":
        amount = _amount(len(story.labels))
        group = next(item for item in comparison.groups if item.id == story.group)
        left = f"; not in {_listed([item.label for item in group.not_applied])}" if group.not_applied else ""
        return f'One formula in {amount} paragraphs: "{story.phrase}" ({_listed(story.labels, last=", ")}{left}).'
    if story.kind == "moved":
        return f"{_listed(story.labels)} moved{_from(change)}."
    if story.kind != "reworded":
        return ""
    if change.reason.code in {"promoted", "demoted"}:
        part = "operative" if change.reason.code == "promoted" else "preambular"
        return f"{_label(change)} was {change.old[0].label}: it became {part}."
    if change.kind in {"split", "merged"}:
        return f"{_became(change)}: {change.kind}, with other words."
    if change.reason.code == "periodicity":
        return f"{_label(change)}: another cycle, {_swapped(change)}."
    added, removed = _added(change), _removed(change)
    moved = f" It moved{_from(change)}." if change.moved else ""
    if added and not removed:
        return f"{_label(change)} gains {_quoted(added)}.{moved}"
    if removed and not added:
        return f"{_label(change)} loses {_quoted(removed)}.{moved}"
    return f"{_label(change)} reworded: {_swapped(change)}.{moved}"


def _from(change: Change) -> str:
    old = _listed(places(change.old))
    return f" (was {old})" if old != _listed(places(change.new)) else ""


def _swapped(change: Change) -> str:
    told = [
        f'"{_bare(old)}" to "{_bare(new)}"'
        if old and new
        else f'"{_bare(new)}" added'
        if new
        else f'"{_bare(old)}" dropped'
        for old, new in _edits(change)
    ]
    return ", ".join(told[:3]) + (f" and {len(told) - 3} more" if len(told) > 3 else "")


def _quoted(pieces: Sequence[str]) -> str:
    shown = ", ".join(f'"{_cut(piece)}"' for piece in pieces[:3])
    return shown + (f" and {len(pieces) - 3} more" if len(pieces) > 3 else "")


def _cut(words: str, most: int = 14) -> str:
    parts = words.split()
    return words if len(parts) <= most else " ".join(parts[:most]) + " …"


def _phrase(change: Change) -> str:
    pieces = _added(change) or _removed(change)
    return _cut(pieces[0]) if pieces else ""


def _opening(text: str) -> str:
    return _cut(text, 12)


def _edits(change: Change) -> Iterator[tuple[str, str]]:
    """The pieces that carry a change, as (taken out, put in): the substantive ones, house style only if alone."""
    old = ""
    pending: WordOp | None = None
    small = _is_small(change)
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


def _added(change: Change) -> list[str]:
    return [_bare(new) for old, new in _edits(change) if _bare(new)]


def _removed(change: Change) -> list[str]:
    return [_bare(old) for old, new in _edits(change) if _bare(old)]


def _bare(text: str) -> str:
    return " ".join(text.split()).strip(" ,;:.،，；：。、")


def _technical(comparison: Comparison) -> Iterator[TechnicalUpdate]:
    """Each technical piece with its label, a citation together with its date."""
    for change in _paragraphs(comparison):
        if change.old and change.new:
            yield from _updates(_label(change), change.segments)
            for note in change.notes:
                if note.new and note.kind == "edited":
                    yield from _updates(f"note {note.new.mark}", note.segments)


def _updates(label: str, segments: Sequence[WordOp]) -> Iterator[TechnicalUpdate]:
    """Technical pieces; those that only small equal words part ("of", ", chap. ") are one: a citation and its date."""
    old = new = between = ""
    reason = ""
    for op in segments:
        if op.op == "equal":
            between = op.text
            continue
        if op.significance != "technical":
            continue
        if (old or new) and between:
            if _belongs(between, reason, op.reason or ""):
                old, new = old + between, new + between
            else:
                yield TechnicalUpdate(label, _bare(old), _bare(new), reason)
                old = new = ""
                reason = ""
        between = ""
        old += op.text if op.op == "delete" else ""
        new += op.text if op.op == "insert" else ""
        reason = reason or op.reason or ""
    if old or new:
        yield TechnicalUpdate(label, _bare(old), _bare(new), reason)


def _belongs(between: str, reason: str, following: str) -> bool:
    """Whether two technical pieces are one update: a citation, and the date or chapter that goes with it."""
    return reason == "citation" and following in {"date", "chapter"} and count_words(between) <= 3


# -------------------------------------------------------------------------------------------------------- small words


def _label(change: Change) -> str:
    return _listed(places(change.new or change.old))


def _labels_of(changes: Sequence[Change] | Iterator[Change]) -> list[str]:
    return [_label(change) for change in changes]


def _became(change: Change) -> str:
    return f"{_listed(places(change.old), last=' and ')} -> {_listed(places(change.new), last=' and ')}"


def _listed(labels: Sequence[str], last: str = " and ") -> str:
    if len(labels) < 2:
        return "".join(labels)
    return f"{', '.join(labels[:-1])}{last}{labels[-1]}"


def _count(items: Sequence[object], noun: str) -> str:
    return f"{len(items)} {noun}{'s' * (len(items) != 1)}"


def _verb(items: Sequence[object]) -> str:
    return "is" if len(items) == 1 else "are"


def _was(items: Sequence[object]) -> str:
    return "was" if len(items) == 1 else "were"


def _is_are(labels: Sequence[str]) -> str:
    return "is" if len(labels) == 1 else "are"


def _by_part(changes: Sequence[Change]) -> str:
    """ "6 preambular, 5 operative"; the label where it is one paragraph."""
    if len(changes) == 1:
        return _label(changes[0])
    kinds = [(change.new or change.old)[0].kind for change in changes]
    return ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))


def _short_parts(changes: Sequence[Change]) -> str:
    if len(changes) <= 2:
        return _listed(_labels_of(changes), last=", ")
    names = {"preambular": "PP", "operative": "OP", "heading": "headings", "table": "table rows"}
    kinds = [names.get((change.new or change.old)[0].kind, "other") for change in changes]
    return ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))


def _amount(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _join_sentences(parts: Sequence[str]) -> str:
    return " ".join(_sentence(part) for part in parts if part)
