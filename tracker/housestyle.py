"""House style: a short closed list of edits that change wording and no meaning, each with its example.

They stay substantive by DESIGN's rule (nothing real is ever hidden), with the reason `house-style`, and are shown apart
as "Small wording". English only, but for the short name of the Charter, which was read in six languages: no other
usage was read closely enough to list it.

held-in          held [-at-]{+in+} Durban                                   (66/152 PP3, 74/153 PP4)
see              [-See resolution-]{+Resolution+} 55/2                      (66/152 note 2, 74/153 note 2)
short-name       the Charter [-of the United Nations-]                      (76/159 OP7, 77/213 OP7), full name above
                 the 2030 Agenda [-for Sustainable Development-]            (74/230 OP12, 76/214 OP12), full name above
repeated-word    as well as {+on+} obstacles; 2000[- and of-]{+,+} its      (66/152 OP11, PP2)
"""

from __future__ import annotations

from collections.abc import Mapping

import regex

from tracker.tokens import plain
from tracker.wording import words

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['.\-/][\p{L}\p{M}\p{N}]+)*")
_PREPOSITIONS = frozenset(["of", "on", "in", "to", "for", "by", "from", "with", "at"])
_JOINS = frozenset(["and", "or", "as", "well"])
_MOST_WORDS = 3  # of what is held-in or a repeated word
_LONGEST_NAME = 48
_LOOKED_BACK = (
    2000  # characters in which a repeated word was said: no list is longer, and a huge paragraph is read once
)
_SHORT_NAMES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "en": (("charter", "of the united nations"), ("2030 agenda", "for sustainable development")),
    "fr": (("charte", "des nations unies"),),
    "es": (("carta", "de las naciones unidas"),),
    "ru": (("устав", "организации объединенных наций"),),
    "ar": (("ميثاق", "الأمم المتحدة"),),
    "zh": (("宪章", "联合国"),),
}
"""The short name, and what the full name has more; it follows the short one, but in Chinese (《联合国宪章》)."""


def find(old: str, new: str, before: str, above: str, language: str = "en") -> str | None:
    """The name of the house style that an edit follows, None if it is none.

    `before` is the new text before the edit, `above` the new text of the paragraphs above.
    """
    if _is_short_name(old, new, before, above, language):
        return "short-name"
    return _english(old, new, before) if language == "en" else None


def _english(old: str, new: str, before: str) -> str | None:
    old_words, new_words = _words(old), _words(new)
    if old_words[:1] == ["see"] and old_words[1:] == new_words and not _WORD.search(before):
        return "see"
    said = {*old_words, *new_words}
    if max(len(old_words), len(new_words)) > _MOST_WORDS or said.isdisjoint(_PREPOSITIONS):
        return None
    before_words = _words(before[-_LOOKED_BACK:])
    if old_words == ["at"] and new_words == ["in"] and "held" in before_words[-3:]:
        return "held-in"
    if _is_repeated_word(old, new, old_words, new_words, before_words):
        return "repeated-word"
    return None


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(plain(text))]


def _is_short_name(old_text: str, new_text: str, before: str, above: str, language: str) -> bool:
    """Whether a full name became its short one, and the full name stands above, or before."""
    if len(old_text) > _LONGEST_NAME:
        return False
    old, new = words(old_text, language), words(new_text, language)
    for short, rest in _SHORT_NAMES.get(language, ()):
        if language == "zh":
            full, fits = f"{rest}{short}", "".join(old) == rest and not new
        elif language == "ar":  # ميثاق الأمم المتحدة became الميثاق: the article comes with the short name
            full, fits = f"{short} {rest}", " ".join(old) == f"{short} {rest}" and new == [f"ال{short}"]
        else:
            full, fits = rf"{short}\w* {rest}", " ".join(old) == rest and not new
            fits = fits and regex.search(rf"(?i)\b{short}\w*\s*$", plain(before[-40:])) is not None
        if fits:
            return regex.search(rf"(?i){full}", plain(f"{above} {before}")) is not None
    return False


def _is_repeated_word(old: str, new: str, old_words: list[str], new_words: list[str], before_words: list[str]) -> bool:
    """A preposition said again, or not, for another part of the same list; "and" giving way to a comma with it."""
    said, unsaid = (old_words, new_words) if len(old_words) > len(new_words) else (new_words, old_words)
    if unsaid:
        return False
    prepositions = [word for word in said if word in _PREPOSITIONS]
    others = [word for word in said if word not in _PREPOSITIONS]
    if len(prepositions) != 1 or prepositions[0] not in before_words:
        return False
    if not others:
        return before_words[-1] in _JOINS
    return others == ["and"] and "," in (old if said is new_words else new)
