"""Words in a row, and words in quotes, for every sentence that is said of a text."""

from __future__ import annotations

from collections.abc import Sequence


def listed(words: Sequence[str], last: str = " and ") -> str:
    """Some words in a row: "OP1", "OP1 and OP2", "OP1, OP2 and OP3"; `last` stands before the last of them."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])}{last}{words[-1]}"


def replaced(number: str, old: str, new: str) -> str:
    """What is said of a term that was replaced in so many paragraphs, without its places: these are most of a text."""
    return f'One term in {number} paragraphs: "{old}" became "{new}".'
