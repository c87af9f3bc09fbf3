"""What kind of change, and why: the rules of DESIGN's contract, for each piece of a word diff.

none: the same words. typographic: hyphens, quotes, punctuation, capitals. technical: dates, years, chapters, citations
that go forward, the also/further of a lead phrase, and session ordinals that move with the texts. Everything else is
substantive; a short list of house style is told apart by its reason. When in doubt, substantive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import regex

from tracker import housestyle, ordinals
from tracker.languages import LANGUAGES
from tracker.model import SIGNIFICANCES, Significance, WordOp
from tracker.tokens import atom_pattern, blank_folded, plain

_WORDS = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['.\-/][\p{L}\p{M}\p{N}]+)*")
_CHAPTER = regex.compile(
    r"(?:chap|chapter|sect|section|cap|secc|para|paras|гл|разд|п|الفصل|الفرع|Abschn|Kap)\.?[\s\u00a0]*$|第$",
    regex.IGNORECASE,
)
_CHAPTER_NUMBER = regex.compile(
    r"[IVXLC]+|\d{1,3}|[A-Z]|[一二三四五六七八九十]+|الأول|الثاني|الثالث|الرابع|الخامس|السادس|السابع|الثامن|التاسع|العاشر"
)
_SYMBOL = re.compile(
    r"(?P<body>[AES]/(?:HRC/RES/|RES/)?)?(?P<series>(?:[A-Z][\w.]*/)*)(?P<session>(?:ES-|S-)?\d+)(?:/(?P<number>\d+))?(?P<rest>.*)",
    re.DOTALL,
)
_NEAR = 48  # characters on either side in which the word "session" or the body of a citation is looked for


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


@dataclass(frozen=True, slots=True)
class Edit:
    """Adjacent pieces of a diff: what was taken out, what was put in, and the words of both texts around it."""

    old: str
    new: str
    old_before: str
    new_before: str
    after: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """The significance of a piece and the code of its reason."""

    significance: Significance
    reason: str


@dataclass(frozen=True, slots=True)
class _Atom:
    kind: str
    text: str
    before: str
    after: str = field(default="")


def weightiest(values: Sequence[Significance]) -> Significance:
    """The weightiest of some significances, "none" if there are none."""
    return max(values, key=SIGNIFICANCES.index, default="none")


def judge(operations: Sequence[WordOp], context: Context) -> tuple[WordOp, ...]:
    """The same operations, each piece with its significance and the code of its reason; equal pieces have none."""
    judged: list[WordOp] = []
    whole_old = "".join(op.text for op in operations if op.op != "insert")
    whole_new = "".join(op.text for op in operations if op.op != "delete")
    steps = _citation_steps(whole_old, whole_new, context)
    at_old = at_new = 0
    for pieces in _edits(operations):
        old = "".join(op.text for op in pieces if op.op != "insert")
        new = "".join(op.text for op in pieces if op.op != "delete")
        if pieces[0].op == "equal":
            judged.extend(pieces)
        else:
            edit = Edit(old, new, whole_old[:at_old], whole_new[:at_new], whole_new[at_new + len(new) :])
            verdict = judge_edit(edit, context, steps)
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
    if pieces:
        yield pieces


def judge_edit(edit: Edit, context: Context, steps: frozenset[int] = frozenset()) -> Judgement:
    """What one edit is. `steps`: by how many sessions the citations around it go forward."""
    if blank_folded(edit.old) == blank_folded(edit.new):
        return Judgement("none", "blanks")
    if _worded(edit.old) == _worded(edit.new):
        return Judgement("typographic", "punctuation")
    if _is_adverb(edit, context):
        return Judgement("technical", "also-further")
    technical = _technical(edit, context, steps)
    if technical:
        return technical
    style = housestyle.find(edit.old, edit.new, edit.new_before, context.above)
    return Judgement("substantive", "house-style" if style else "wording")


def _worded(text: str) -> list[str]:
    return [word.casefold() for word in _WORDS.findall(plain(text))]


# ---------------------------------------------------------------------------------------------------- lead phrases


def _is_adverb(edit: Edit, context: Context) -> bool:
    """Whether an edit only adds, drops or changes the also/further of a lead phrase (UN.md E.1)."""
    adverbs = [_worded(adverb) for adverb in LANGUAGES[context.language].adverbs]
    old, new = _worded(edit.old), _worded(edit.new)
    if _without(old, adverbs) != _without(new, adverbs):
        return False
    reach = max(context.lead) or _lead_reach(context.language)
    return min(len(edit.old_before.strip()), len(edit.new_before.strip())) <= reach and _opens(edit, context)


def _opens(edit: Edit, context: Context) -> bool:
    """Whether the edit stands at the opening words: nothing but the lead phrase before it."""
    if context.language in {"zh", "ar"}:
        return True
    return len(_worded(edit.new_before)) <= 3 and not any(mark in edit.new_before for mark in ",;:")


def _lead_reach(language: str) -> int:
    return 8 if language == "zh" else 40  # the longest lead phrases seen, where the source does not mark them


def _without(words: list[str], adverbs: Sequence[list[str]]) -> list[str]:
    left = list(words)
    for adverb in adverbs:
        size = len(adverb)
        for index in range(len(left) - size, -1, -1):
            if left[index : index + size] == adverb:
                del left[index : index + size]
    return left


# ------------------------------------------------------------------------------------------------- technical tokens


def _technical(edit: Edit, context: Context, steps: frozenset[int]) -> Judgement | None:
    """A judgement where both sides are the same words around dates, symbols, ordinals and chapters; else None."""
    old, new = (
        _atoms(text, before, edit.after, context.language)
        for text, before in ((edit.old, edit.old_before), (edit.new, edit.new_before))
    )
    if len(old) != len(new) or not old:
        return None
    verdicts = []
    for before, after in zip(old, new, strict=True):
        if before.kind != after.kind:
            return None
        if before.text == after.text:
            continue
        verdict = _pair(before, after, context, steps)
        if verdict is None:
            return None
        verdicts.append(verdict)
    return max(verdicts, key=lambda one: SIGNIFICANCES.index(one.significance), default=None)


def _atoms(text: str, before: str, after: str, language: str) -> list[_Atom]:
    found = []
    for match in atom_pattern(language).finditer(text):
        word = match.group()
        if word.isspace() or not any(letter.isalnum() for letter in word):
            continue
        kind = next(name for name in ("date", "symbol", "ordinal", "quantity", "word") if match[name] is not None)
        context = before + text[: match.start()]
        if kind == "word" and word.isdigit() and len(word) == 4 and word[:2] in {"19", "20"}:
            kind = "year"
        if kind in {"word", "ordinal"} and _CHAPTER.search(context[-12:]) and _CHAPTER_NUMBER.fullmatch(word):
            kind = "chapter"
        found.append(_Atom(kind, plain(word).casefold(), context[-_NEAR:], (text[match.end() :] + after)[:_NEAR]))
    return found


def _pair(old: _Atom, new: _Atom, context: Context, steps: frozenset[int]) -> Judgement | None:
    if old.kind in {"date", "year"}:
        return Judgement("technical", "date")
    if old.kind == "chapter":
        return Judgement("technical", "chapter")
    if old.kind == "symbol":
        forward = _forward(old, new)
        return None if forward is None else Judgement(*forward)
    if old.kind == "ordinal":
        return _session(old, new, context, steps)
    return None


def _forward(old: _Atom, new: _Atom) -> tuple[Significance, str] | None:
    """Whether a citation goes forward: the same body and form, a later session or a later number in the same."""
    one, other = _SYMBOL.fullmatch(old.text.upper()), _SYMBOL.fullmatch(new.text.upper())
    if not one or not other:
        return None
    if (one["body"], one["series"], bool(one["number"])) != (other["body"], other["series"], bool(other["number"])):
        return "substantive", "citation"
    if not (one["session"].isdigit() and other["session"].isdigit()):
        return "substantive", "citation"
    before = (int(one["session"]), int(one["number"] or 0))
    after = (int(other["session"]), int(other["number"] or 0))
    same_form = re.sub(r"\d+", "#", one["rest"]) == re.sub(r"\d+", "#", other["rest"]) or bool(one["number"] is None)
    return ("technical", "citation") if after > before and same_form else ("substantive", "citation")


def _citation_steps(old: str, new: str, context: Context) -> frozenset[int]:
    """By how many sessions the citations of a text go forward: a report's session goes with its symbol."""
    sides = [
        [match.group() for match in atom_pattern(context.language).finditer(text) if match["symbol"] is not None]
        for text in (old, new)
    ]
    if len(sides[0]) != len(sides[1]):
        return frozenset()
    pairs = ((_SYMBOL.fullmatch(a.upper()), _SYMBOL.fullmatch(b.upper())) for a, b in zip(*sides, strict=True))
    return frozenset(
        int(b["session"]) - int(a["session"])
        for a, b in pairs
        if a and b and a["session"].isdigit() and b["session"].isdigit() and int(b["session"]) > int(a["session"])
    )


def _session(old: _Atom, new: _Atom, context: Context, steps: frozenset[int]) -> Judgement | None:
    """Session ordinals move by as many sessions as lie between the texts; another step is a change of periodicity."""
    session = regex.compile(LANGUAGES[context.language].session, regex.IGNORECASE)
    if not (session.search(old.before + " " + old.after) or session.search(new.text) or session.search(old.text)):
        return None
    numbers = [ordinals.ordinal(atom.text, context.language) for atom in (old, new)]
    if numbers[0] is None or numbers[1] is None:
        return None
    step = numbers[1] - numbers[0]
    expected = context.session_step if context.session_step is not None else 1
    if step == expected or step in steps:
        return Judgement("technical", "session")
    return Judgement("substantive", "periodicity")
