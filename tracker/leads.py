"""The words with which a paragraph opens, and whether they became others: Requests to Invites, Urges to Encourages.

The source marks the lead phrase (`Paragraph.lead`); where it does not, an English one is known by its form. The also
and further that a lead takes from its neighbours are no part of it (UN.md E.1); "with appreciation", "strongly" are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

import regex

from tracker.languages import LANGUAGES
from tracker.letters import normal
from tracker.model import Paragraph
from tracker.tokens import plain, tokens

_TAIL = (
    r"(?:\s+(?:also|further|again|once\s+(?:more|again)))*(?:\s+(?:note|in\s+mind|into\s+account|upon|for|on))?"
    r"(?:\s+with(?:\s+\w+){0,2}?\s+(?:appreciation|satisfaction|concern|interest|regret|alarm|gratitude|approval))?"
)
_BEFORE = r"(?:(?:also|further|\w+ly)\s+(?:and\s+\w+ly\s+)?)*"
_ENGLISH = {
    "preambular": regex.compile(rf"{_BEFORE}(?:(?:having|being)\s+\w+(?:ed|en|[dt])|\w+(?:ing|ed)){_TAIL}", regex.I),
    "operative": regex.compile(rf"{_BEFORE}\w+s{_TAIL}", regex.I),
}
"""The forms of English lead phrases: Recalling, Having considered, Deeply concerned; Notes with appreciation."""
_ADVERBS_LOOKED_THROUGH = 4  # words of adverbs that may stand among the opening ones: "également" or "en outre", twice


def opening(paragraph: Paragraph, language: str) -> str:
    """The opening words of a paragraph as printed, without what follows the verb; empty where they are not known."""
    marked = paragraph.text[: paragraph.lead].strip(" \t\u00a0\u202f,;:，；：،")
    form = _ENGLISH.get(paragraph.kind) if language == "en" and len(paragraph.path) <= 1 else None
    if form is None:
        return marked
    match = form.match(marked or paragraph.text)
    if match and (marked or paragraph.text[:1].isupper()):
        return match.group().strip()
    return marked


def changed(old: Sequence[Paragraph], new: Sequence[Paragraph], language: str) -> tuple[str, str] | None:
    """The opening words before and after, where those of `old` became others; None if they did not, or aren't known.

    Several paragraphs of a side are those of a split or a merger: one of them that opens as before is enough. A
    paragraph that became operative, or preambular, opens with another form of its verb: that is no other verb.
    """
    sides = [[(one, opening(one, language)) for one in side] for side in (old, new)]
    if {one.kind for one in old} != {one.kind for one in new} or not all(words for side in sides for _, words in side):
        return None
    pairs = [(a, b) for a in sides[0] for b in sides[1]]
    if not pairs or any(_same(before, after, language) for before, after in pairs):
        return None
    return sides[0][0][1], sides[1][0][1]


def _same(old: tuple[Paragraph, str], new: tuple[Paragraph, str], language: str) -> bool:
    """Whether two paragraphs open alike, however long their lead phrases are marked: all words of the longer agree."""
    letters = max(len(words) for _, words in (old, new))
    if old[0].text[:letters] == new[0].text[:letters]:
        return True
    size = max(len(_words(words, language)) for _, words in (old, new))
    most = size + _ADVERBS_LOOKED_THROUGH
    texts = [_words(paragraph.text, language, most)[:size] for paragraph, _ in (old, new)]
    return texts[0] == texts[1]


def _words(text: str, language: str, most: int | None = None) -> list[str]:
    """The words of a text (the first `most` of them) to be compared: without adverbs, capitals and vowel signs."""
    found: list[str] = []
    for token in tokens(text[: most * 40] if most else text, language):
        if len(found) == most:
            break
        if any(letter.isalnum() for letter in token):
            found.append(_folded(token))
    for adverb in _adverbs(language):
        for start in range(len(found) - len(adverb), -1, -1):
            if tuple(found[start : start + len(adverb)]) == adverb:
                del found[start : start + len(adverb)]
    return found


@cache
def _adverbs(language: str) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(_folded(token) for token in tokens(adverb, language) if not token.isspace())
        for adverb in LANGUAGES[language].adverbs
    )


def _folded(word: str) -> str:
    """A word without what may differ in the same one; Arabic joins "and" to the word with which a paragraph opens."""
    bare = "".join(letter for letter in normal("NFD", plain(word)) if not unicodedata.combining(letter))
    return bare.casefold().replace("واذ", "اذ")
