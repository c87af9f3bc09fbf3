"""What plain views say of a comparison, without any mark-up: terminal and Markdown lay out the same words.

Everything here is text as it stands in documents: whoever shows it escapes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.model import Change, Comparison, Edition, NoteChange, Place, Story, Telling, places
from tracker.render import excerpt, vocabulary
from tracker.render.excerpt import Piece
from tracker.sentences import replaced
from tracker.tokens import changed_words, plain

_NUMERALS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_FOLDED = {"none": "unchanged", "technical": "with technical updates only", "typographic": "with punctuation only"}
_MOVED_WORDS = 15  # a paragraph that only moved is recognised by its first words


def numeral(count: int) -> str:
    """A number as a word up to ten: "five"."""
    return _NUMERALS[count] if count < len(_NUMERALS) else f"{count:,}"


def number(count: int, singular: str) -> str:
    """A number and what is counted: "1 paragraph", "1,272 words"."""
    return f"{count:,} {singular if count == 1 else singular + 's'}"


def edition(side: Edition) -> str:
    """One side of a comparison: "A/RES/75/180, 16 December 2020"."""
    name = vocabulary.name(side)
    return f"{name}, {vocabulary.day(side.adopted)}" if side.adopted else name


def views(item: Comparison) -> tuple[str, ...]:
    """Which of several texts in a file was read, for either side."""
    sides = (("Old text", item.old.view), ("New text", item.new.view))
    return tuple(f"{side}: {said}." for side, said in sides if said)


def former_title(item: Comparison) -> str:
    """The old title, where its words are others than the new one's; else empty."""
    return item.old.title if plain(item.old.title) != plain(item.new.title) else ""


def label(change: Change) -> str:
    """Where a change stands: its new labels, the old ones of what was deleted."""
    return ", ".join(places(change.new or change.old))


def former(change: Change) -> str:
    """The old labels, where they are others than the new ones: "ex OP7"."""
    old, new = places(change.old), places(change.new)
    return f"ex {', '.join(old)}" if old and new and old != new else ""


def called(change: Change) -> str:
    """What stands before the words of a change: "Small wording (ex OP6): "; a plain rewording speaks for itself."""
    said, was = vocabulary.phrase(change), former(change)
    if said == vocabulary.WORDS["reworded"]:
        return f"({was}) " if was else ""
    return f"{said} ({was}): " if was else f"{said}: "


def words(change: Change, phrase: str = "") -> tuple[Piece, ...]:
    """The words that carry a change: its redline cut short, or the first words of what is new, deleted or moved."""
    if change.kind in {"inserted", "deleted"}:
        return (Piece("equal", excerpt.opening(_text(change.new or change.old))),)
    if all(op.op == "equal" for op in change.segments):
        return (Piece("equal", excerpt.opening(_text(change.new), _MOVED_WORDS)),)
    return excerpt.cut(change.segments, phrase)


def formula(changes: Sequence[Change], story: Story) -> str:
    """What a formula in several paragraphs is introduced by, and how many wordings there were before it."""
    wordings = {excerpt.old_wording(change.segments, story.phrase) for change in changes}
    before = "" if None in wordings or len(wordings) < 2 else f" Before, {numeral(len(wordings))} wordings."
    return f'One formula in {numeral(len(changes))} paragraphs: "{story.phrase}".{before}'


def term(story: Story) -> str:
    """What is said of a term that was replaced, before its places."""
    return replaced(numeral(len(story.changes)), story.was, story.phrase)


def weight(changes: Sequence[Change]) -> str:
    """How many words an edit added and deleted: "11 words", "4 words added, 2 deleted"."""
    added = sum(changed_words(change.segments, "insert") for change in changes)
    deleted = sum(changed_words(change.segments, "delete") for change in changes)
    if added and deleted:
        return f"{number(added, 'word')} added, {deleted:,} deleted"
    return f"{number(deleted, 'word')} deleted" if deleted else number(added, "word")


def not_applied(item: Comparison, story: Story) -> Iterator[str]:
    """Where a formula was not applied, and which words were left alone."""
    for group in item.groups:
        if group.id == story.group:
            yield from (f'Not in {left.label}: "{left.text}".' for left in group.not_applied)


def notes(change: Change) -> Iterator[tuple[Piece, ...]]:
    """What became of a change's notes: those that came, went, changed their words or stand elsewhere.

    Technical updates of a note are told with the other technical updates.
    """
    for note in change.notes:
        if note.kind in {"inserted", "deleted", "edited", "reanchored"} and note.significance != "technical":
            yield _note(note, excerpt.cut(note.segments))


def all_notes(change: Change) -> Iterator[tuple[Piece, ...]]:
    """Every note of a change, whole."""
    for note in change.notes:
        yield _note(note, excerpt.whole(note.segments))


def notes_elsewhere(item: Comparison, telling: Telling) -> Iterator[tuple[Piece, ...]]:
    """Notes that changed in paragraphs that no story tells."""
    told = {index for story in telling.stories for index in story.changes}
    for index, change in enumerate(item.changes):
        if index not in told:
            yield from ((Piece("equal", f"{label(change)}: "), *pieces) for pieces in notes(change))


def punctuation(item: Comparison) -> str:
    """How many paragraphs differ in punctuation and hyphens only, and which; empty if none does."""
    found = [label(change) for change in item.changes if vocabulary.mark(change) == "typographic"]
    return f"{number(len(found), 'paragraph')}: {', '.join(found)}" if found else ""


def unchanged(item: Comparison, telling: Telling) -> str:
    """How many paragraphs have the same words, and which of their notes have another number.

    The number is the telling's, which counts no enacting formula.
    """
    same = [change for change in item.changes if vocabulary.mark(change) == "same"]
    renumbered = [
        f"in {label(change)} the note is now {note.new.mark}"
        for change in same
        for note in change.notes
        if note.kind == "renumbered" and note.new
    ]
    count = dict(telling.counts).get("Unchanged", 0)
    text = number(count, "paragraph") if count else ""
    if len(renumbered) > 2:
        return f"{text} ({len(renumbered)} of their notes have new numbers)"
    return f"{text} ({', '.join(renumbered)})" if renumbered else text


def hidden(item: Comparison) -> str:
    """What `--only substantive` does not show, counted; empty if that is nothing. What only moved is shown."""
    left_out = [
        _FOLDED[change.significance]
        for change in item.changes
        if not vocabulary.has_substance(change)
        and (change.kind != "unchanged" or any(place.kind != "formula" for place in change.new))
    ]
    return ", ".join(f"{left_out.count(words)} {words}" for words in _FOLDED.values() if words in left_out)


def by_hand(item: Comparison) -> Iterator[str]:
    """What was paired by hand, one place each: "OP8 (ex OP7): agreed so. The program alone: OP7 deleted, OP8 new."."""
    for change in item.changes:
        if said := vocabulary.by_hand(change):
            was = former(change)
            where = f"{label(change)} ({was})" if was else label(change)
            yield f"{where}: {said.removeprefix(vocabulary.BY_HAND).lstrip(':. ')}"


def votes(item: Comparison) -> Iterator[str]:
    """Who did not vote in favour; with the symbol, unless it is the new text alone that was voted on."""
    sides = [side for side in (item.old, item.new) if side.against or side.abstaining]
    for side in sides:
        said = " ".join(
            f"{name}: {', '.join(countries)}."
            for name, countries in (("Against", side.against), ("Abstaining", side.abstaining))
            if countries
        )
        yield said if sides == [item.new] else f"{vocabulary.name(side)}. {said}"


def sponsors(item: Comparison) -> tuple[str, ...]:
    """Who is named as sponsor of the new text; then who is newly or no longer named."""
    if not item.new.sponsors:
        return ("named in the old text only; the new source names none",) if item.old.sponsors else ()
    lead, *others = item.new.sponsors
    named = f"{lead} with {', '.join(others)}" if "(" in lead and others else ", ".join(item.new.sponsors)
    if not item.old.sponsors:
        return (f"{named};", f"not stated in the source of {vocabulary.name(item.old)}")
    change = next((change for change in item.metadata if change.field == "sponsors"), None)
    turns = (("newly named", change.added), ("no longer named", change.removed)) if change else ()
    said = "; ".join(f"{turn}: {', '.join(countries)}" for turn, countries in turns if countries)
    return (f"{named};", said) if said else (named,)


def masthead(item: Comparison) -> Iterator[str]:
    """Facts around the text that differ, one in a line."""
    for change in item.metadata:
        if change.added is None and change.removed is None:
            name = change.field.replace("_", " ")
            yield f"{name}: {change.old or 'not stated'} -> {change.new or 'not stated'}"


def credit(item: Comparison) -> str:
    """Whose texts these are, and what compared them."""
    official = {"adopted", "tabled"} & {item.old.status, item.new.status}
    specimen = "specimen" in {item.old.status, item.new.status}
    whose = [
        *(["Texts: United Nations, unofficial."] if official else []),
        *([vocabulary.SPECIMEN_CREDIT] if specimen else []),
    ]
    return " ".join([*whose, f"Compared by resolution-tracker, algorithm {item.algorithm}."])


def _note(note: NoteChange, redline: tuple[Piece, ...]) -> tuple[Piece, ...]:
    old, new = note.old, note.new
    if note.kind == "inserted" and new:
        return (Piece("equal", f"New note {new.mark}: {new.text}"),)
    if note.kind == "deleted" and old:
        return (Piece("equal", f"Note {old.mark} deleted: {old.text}"),)
    mark = new.mark if new else ""
    if note.kind == "reanchored":
        return (Piece("equal", f"Note {mark} stands at other words."),)
    return (Piece("equal", f"Note {mark}: "), *(redline or (Piece("equal", new.text if new else ""),)))


def _text(items: Sequence[Place]) -> str:
    return " ¶ ".join(item.text for item in items)
