"""The small words of a telling: labels in a row, counts with their nouns, sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tracker.model import Change, NoteChange, places
from tracker.sentences import listed

MANY = 12
MANY_REBUILT = 4
"""More paragraphs than these (or more that became others) are counted in a sentence, not told one by one."""
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def label(change: Change) -> str:
    """Where a change stands: its new labels, its old ones if it is deleted."""
    return listed(places(change.new or change.old))


def labels_of(changes: Iterable[Change]) -> list[str]:
    """Where each of some changes stands."""
    return [label(change) for change in changes]


def became(change: Change) -> str:
    """Which paragraphs became which: "OP4 -> OP4 and OP5"."""
    return f"{listed(places(change.old), last=' and ')} -> {listed(places(change.new), last=' and ')}"


def rebuilt(changes: Sequence[Change], word: str) -> str:
    """Paragraphs that became others, as a sentence: "Split: OP4 -> OP4 and OP5"; empty if there are none.

    Of many only the new labels are given: "Merged: PP6, PP11, OP6, OP9 and OP24".
    """
    if len(changes) > MANY_REBUILT:
        return f"{word}: {listed(labels_of(changes))}"
    return f"{word}: {'; '.join(became(change) for change in changes)}" if changes else ""


def noted(notes: Sequence[tuple[Change, NoteChange]]) -> str:
    """Notes that were changed, as a sentence: "Notes: 5 of PP4 new, 2 of PP3 reworded"; empty if there are none."""
    words = {"inserted": "new", "deleted": "deleted"}
    told = [
        f"{side.mark} of {label(change)} {words.get(note.kind, 'reworded')}"
        for change, note in notes
        if (side := note.new or note.old)
    ]
    return f"Notes: {', '.join(told)}" if told else ""


def count(items: Sequence[object], noun: str) -> str:
    """How many, with the noun: "1 paragraph", "2 paragraphs"."""
    return f"{len(items)} {noun}{'s' * (len(items) != 1)}"


def verb(items: Sequence[object]) -> str:
    """Is for one, are for more."""
    return "is" if len(items) == 1 else "are"


def was(items: Sequence[object]) -> str:
    """Was for one, were for more."""
    return "was" if len(items) == 1 else "were"


def by_part(changes: Sequence[Change]) -> str:
    """How many in each part, "6 preambular, 5 operative"; the label where it is one paragraph."""
    if len(changes) == 1:
        return label(changes[0])
    kinds = [(change.new or change.old)[0].kind for change in changes]
    return ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))


def short_parts(changes: Sequence[Change]) -> str:
    """How many in each part, "6 PP, 5 OP"; the labels where they are one or two."""
    if len(changes) <= 2:
        return listed(labels_of(changes), last=", ")
    names = {"preambular": "PP", "operative": "OP", "heading": "headings", "table": "table rows"}
    kinds = [names.get((change.new or change.old)[0].kind, "other") for change in changes]
    return ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))


def amount(number: int) -> str:
    """A number as a sentence has it: in words up to ten."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def sentence(text: str) -> str:
    """A text that ends with a full stop."""
    return text if text.endswith(".") else f"{text}."


def join_sentences(parts: Sequence[str]) -> str:
    """Sentences in a row, each with its full stop; empty ones are left out."""
    return " ".join(sentence(part) for part in parts if part)
