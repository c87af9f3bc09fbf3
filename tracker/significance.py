"""What kind of change, and why: the rules of DESIGN's contract, for each piece of a word diff.

none: the same words. typographic: hyphens, quotes, punctuation, capitals. technical: dates, years, chapters, citations
that go forward, the also/further of a lead phrase, and session ordinals that move with the texts. Everything else is
substantive; a short list of house style is told apart by its reason. When in doubt, substantive.

The older text comes first: forward is forward in time (`pipeline/judged.py` sees to it).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

import regex

from tracker import housestyle
from tracker.languages import LANGUAGES
from tracker.model import SIGNIFICANCES, Significance, WordOp
from tracker.references import Edit, Judgement, Steps, citation_steps, judgement
from tracker.wording import same_blanks_apart, same_letters, same_words, words

_AFTER_FURTHER = frozenset(
    (  # words with which the object of a lead verb begins
        *("the a an its his her our their that this these those all any each every other such what how".split()),  # noqa: SIM905 - words read better so
        *("upon on in to of with for by at from as and also relevant previous resolution resolutions".split()),  # noqa: SIM905
    )
)


@dataclass(frozen=True, slots=True)
class Context:
    """What the judgement of an edit rests on beside its words.

    `session_step`: sessions between the two texts (None: not known, then one). `lead`: length of the lead phrases in
    code points, old and new, 0 unknown. `above`: the new text above this paragraph, for names that stand there in full.
    """

    language: str = "en"
    session_step: int | None = None
    lead: tuple[int, int] = (0, 0)
    above: str = ""


def weightiest(values: Sequence[Significance]) -> Significance:
    """The weightiest of some significances, "none" if there are none."""
    return max(values, key=SIGNIFICANCES.index, default="none")


def judge(operations: Sequence[WordOp], context: Context) -> tuple[WordOp, ...]:
    """The same operations, each piece with its significance and the code of its reason; equal pieces have none."""
    if all(op.op == "equal" for op in operations):
        return tuple(operations)
    whole_old = "".join(op.text for op in operations if op.op != "insert")
    whole_new = "".join(op.text for op in operations if op.op != "delete")
    steps = partial(citation_steps, whole_old, whole_new, context.language)  # rarely needed
    same = same_letters(whole_old, whole_new) and same_words(whole_old, whole_new, context.language)
    judged: list[WordOp] = []
    at_old = at_new = 0
    for pieces in _edits(operations):
        old = "".join(op.text for op in pieces if op.op != "insert")
        new = "".join(op.text for op in pieces if op.op != "delete")
        if pieces[0].op == "equal":
            judged.extend(pieces)
        else:
            edit = Edit(
                old,
                new,
                whole_old[:at_old],
                whole_new[:at_new],
                whole_old[at_old + len(old) :],
                whole_new[at_new + len(new) :],
            )
            verdict = _PRINTED if same and not same_blanks_apart(old, new) else judge_edit(edit, context, steps)
            judged.extend(replace(op, significance=verdict.significance, reason=verdict.reason) for op in pieces)
        at_old += len(old)
        at_new += len(new)
    return tuple(judged)


def _edits(operations: Sequence[WordOp]) -> Iterator[list[WordOp]]:
    """Equal pieces by themselves, and each deletion with the insertion that follows it."""
    pieces: list[WordOp] = []
    for op in operations:
        if pieces and not (pieces[-1].op == "delete" and op.op == "insert"):
            yield pieces
            pieces = []
        pieces.append(op)
    yield pieces


_PRINTED = Judgement("typographic", "punctuation")
"""What a piece is at most where the whole texts have the same words: a mark inside a word may cut its diff in two."""


def judge_edit(edit: Edit, context: Context, steps: Callable[[], Steps] = frozenset) -> Judgement:
    """What one edit is. `steps`: the sessions of the citations around it that go forward."""
    language = context.language
    if same_blanks_apart(edit.old, edit.new):
        return Judgement("none", "blanks")
    if same_words(edit.old, edit.new, language, (edit.new_before, edit.new_after)):
        return _PRINTED
    if _is_adverb(edit, context):
        return Judgement("technical", "also-further")
    step = context.session_step if context.session_step is not None else 1
    technical = judgement(edit, language, step, steps)
    if technical:
        return technical
    style = housestyle.find(edit.old, edit.new, edit.new_before, context.above, language)
    return Judgement("substantive", "house-style" if style else "wording")


# ---------------------------------------------------------------------------------------------------- lead phrases

_PARTICLES = (
    r"(?:\s+(?:forward|note|in\s+mind|into\s+account|upon|for"
    r"|with(?:\s+\w+)?\s+(?:appreciation|concern|interest|satisfaction|regret|alarm))){0,2}"
)
_BEFORE_ADVERB = {
    "en": rf"(?:[A-Z]\w+(?:ing|ed|s|ful|ware){_PARTICLES})?",
    "fr": r"(?:S[e’']\s?)?\w+(?:\s+(?:note|acte|conscience))?",
    "es": r"\w+(?:\s+(?:nota|de\s+relieve|presente|con\s+\w+))?",
    "ru": r"\w+",
    "ar": r"(?:و?إذ\s+)?\w+(?:\s+علما)?",
    "zh": "",
    "de": r"\w+",
}
"""What stands before also or further in a lead phrase, where the source does not mark it: a verb and its particle."""
_LEAD_LENGTH = 60  # the longest seen has 45 characters
_LEADING = {code: regex.compile(rf"\s*{before}\s*", regex.V1) for code, before in _BEFORE_ADVERB.items()}


def _is_adverb(edit: Edit, context: Context) -> bool:
    """Whether an edit only adds, drops or changes the also/further of a lead phrase (UN.md E.1)."""
    start = min(len(edit.old_before.strip()), len(edit.new_before.strip()))
    if start > min(max(context.lead) or _LEAD_LENGTH, _LEAD_LENGTH):  # some sources mark a whole sentence
        return False
    adverbs = _adverbs(context.language)
    old, new = words(edit.old, context.language), words(edit.new, context.language)
    if old == new or _without(old, adverbs) != _without(new, adverbs) or _is_content(edit, old, new):
        return False
    return max(context.lead) > 0 or _LEADING[context.language].fullmatch(edit.new_before) is not None


@cache
def _adverbs(language: str) -> tuple[list[str], ...]:
    return tuple(words(adverb, language) for adverb in LANGUAGES[language].adverbs)


def _is_content(edit: Edit, old: list[str], new: list[str]) -> bool:
    """Whether "further" belongs to what follows it: Stressing further progress, not Stressing further the need."""
    if "further" not in {*old, *new} or not edit.new_before.strip():
        return False
    following = words(edit.new_after[:48])[:1]
    return bool(following) and edit.new_after.lstrip()[:1].islower() and following[0] not in _AFTER_FURTHER


def _without(found: list[str], adverbs: Sequence[list[str]]) -> list[str]:
    left = list(found)
    for adverb in adverbs:
        size = len(adverb)
        for index in range(len(left) - size, -1, -1):
            if left[index : index + size] == adverb:
                del left[index : index + size]
    return left
