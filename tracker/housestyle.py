"""House style: a short closed list of edits that change wording and no meaning, each with its example.

They stay substantive by DESIGN's rule (nothing real is ever hidden), with the reason `house-style`, and are shown apart
as "Small wording". English only: no other language's usage was read closely enough to list it.

held-in          held [-at-]{+in+} Durban                                   (66/152 PP3, 74/153 PP4)
see              [-See resolution-]{+Resolution+} 55/2                      (66/152 note 2, 74/153 note 2)
short-name       the Charter [-of the United Nations-]                      (76/159 OP7, 77/213 OP7), full name above
repeated-word    as well as {+on+} obstacles; 2000[- and of-]{+,+} its      (66/152 OP11, PP2)
"""

from __future__ import annotations

import regex

from tracker.tokens import plain

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['.\-/][\p{L}\p{M}\p{N}]+)*")
_PREPOSITIONS = frozenset(["of", "on", "in", "to", "for", "by", "from", "with", "at"])
_JOINS = frozenset(["and", "or", "as", "well"])
_SHORT_NAMES = {"charter": "of the united nations"}


def find(old: str, new: str, before: str, above: str) -> str | None:
    """The name of the house style that an edit follows, None if it is none.

    `before` is the new text before the edit, `above` the new text of the paragraphs above.
    """
    old_words, new_words = _words(old), _words(new)
    before_words = _words(before)
    if old_words == ["at"] and new_words == ["in"] and "held" in before_words[-3:]:
        return "held-in"
    if old_words[:1] == ["see"] and old_words[1:] == new_words and not before_words:
        return "see"
    if not new_words and _is_short_name(old_words, before_words, f"{above} {before}"):
        return "short-name"
    if _is_repeated_word(old, new, old_words, new_words, before_words):
        return "repeated-word"
    return None


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(plain(text))]


def _is_short_name(old_words: list[str], before_words: list[str], above: str) -> bool:
    name = before_words[-1] if before_words else ""
    rest = _SHORT_NAMES.get(name)
    return rest == " ".join(old_words) and f"{name} {rest}" in plain(above).casefold()


def _is_repeated_word(old: str, new: str, old_words: list[str], new_words: list[str], before_words: list[str]) -> bool:
    """A preposition said again, or not, for another part of the same list; "and" giving way to a comma with it."""
    said, unsaid = (old_words, new_words) if len(old_words) > len(new_words) else (new_words, old_words)
    if unsaid or not said:
        return False
    prepositions = [word for word in said if word in _PREPOSITIONS]
    others = [word for word in said if word not in _PREPOSITIONS]
    if len(prepositions) != 1 or prepositions[0] not in before_words:
        return False
    if not others:
        return bool(before_words) and (before_words[-1] in _JOINS or before_words[-1] == "as")
    return others == ["and"] and "," in (old if said is new_words else new)
