"""The small words of a telling: labels in a row, counts with their nouns, sentences."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.model import Change, places

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def label(change: Change) -> str:
    return listed(places(change.new or change.old))


def labels_of(changes: Iterable[Change]) -> list[str]:
    return [label(change) for change in changes]


def became(change: Change) -> str:
    return f"{listed(places(change.old), last=' and ')} -> {listed(places(change.new), last=' and ')}"


def listed(labels: Sequence[str], last: str = " and ") -> str:
    if len(labels) < 2:
        return "".join(labels)
    return f"{', '.join(labels[:-1])}{last}{labels[-1]}"


def count(items: Sequence[object], noun: str) -> str:
    return f"{len(items)} {noun}{'s' * (len(items) != 1)}"


def verb(items: Sequence[object]) -> str:
    return "is" if len(items) == 1 else "are"


def was(items: Sequence[object]) -> str:
    return "was" if len(items) == 1 else "were"


def is_are(labels: Sequence[str]) -> str:
    return "is" if len(labels) == 1 else "are"


def by_part(changes: Sequence[Change]) -> str:
    """ "6 preambular, 5 operative"; the label where it is one paragraph."""
    if len(changes) == 1:
        return label(changes[0])
    kinds = [(change.new or change.old)[0].kind for change in changes]
    return ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))


def short_parts(changes: Sequence[Change]) -> str:
    if len(changes) <= 2:
        return listed(labels_of(changes), last=", ")
    names = {"preambular": "PP", "operative": "OP", "heading": "headings", "table": "table rows"}
    kinds = [names.get((change.new or change.old)[0].kind, "other") for change in changes]
    return ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))


def amount(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def join_sentences(parts: Sequence[str]) -> str:
    return " ".join(sentence(part) for part in parts if part)
