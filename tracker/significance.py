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

# Letters of Chinese are words of their own; signs that are read aloud ("per cent", "dollars") are words too.
_WORDS = regex.compile(
    r"\p{Han}|[[\p{L}\p{M}\p{N}]--\p{Han}]+(?:['.\-/][[\p{L}\p{M}\p{N}]--\p{Han}]+)*|[\p{Sc}%‰°+=<>§№]", regex.V1
)
_VOWEL_SIGNS = regex.compile(r"[\u064b-\u0652\u0670]")  # Arabic prints a word with them or without
_SLASH = regex.compile(r"\s*/\s*")
_CHAPTER = regex.compile(
    r"(?:\b(?:chap\.|chapter|sect\.|section|paras?\.|chapitre|cap\.|capítulo|secc\.|sección|párrs?\.|гл\.|разд\.|п\.|Abschn\.|Kap\.)"
    r"|\b(?:الفصل|الفرع|الفقرة))\s*$",
    regex.IGNORECASE,
)
_CHAPTER_NUMBER = regex.compile(r"[IVXLC]+|\d{1,3}|[A-ZА-Я]")
_CHINESE_CHAPTER = regex.compile(r"\s*[章节段]")  # 第七章, A节: the word stands after the number
_CHINESE_NUMBER = regex.compile(r"第[零一二三四五六七八九十百]+|[A-Z]|\d{1,3}")
_ARABIC_LETTER = regex.compile(r"ألف|باء|جيم|دال|هاء|واو|زاي|حاء|طاء|ياء")
_SYMBOL = re.compile(
    r"(?P<body>[AES]/(?:HRC/RES/|RES/)?)?(?P<series>(?:[A-Z][\w.]*/)*)(?P<session>(?:ES-|S-)?\d+)(?:/(?P<number>\d+))?(?P<rest>.*)",
    re.DOTALL,
)
_AFTER_FURTHER = frozenset(
    (  # words with which the object of a lead verb begins
        *("the a an its his her our their that this these those all any each every other such what how".split()),  # noqa: SIM905 - words read better so
        *("upon on in to of with for by at from as and also relevant previous resolution resolutions".split()),  # noqa: SIM905
    )
)
_NEAR = 48  # characters on either side of an atom that are looked at

Steps = frozenset[tuple[int, int]]
"""The sessions of the citations that go forward in a text: (of the old one, of the new one)."""


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
    if all(op.op == "equal" for op in operations):
        return tuple(operations)
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


def judge_edit(edit: Edit, context: Context, steps: Steps = frozenset()) -> Judgement:
    """What one edit is. `steps`: the sessions of the citations around it that go forward."""
    if _blanks_folded(edit.old) == _blanks_folded(edit.new):
        return Judgement("none", "blanks")
    if _worded(edit.old) == _worded(edit.new):
        return Judgement("typographic", "punctuation")
    if _is_adverb(edit, context):
        return Judgement("technical", "also-further")
    technical = _technical(edit, context, steps)
    if technical:
        return technical
    style = context.language == "en" and housestyle.find(edit.old, edit.new, edit.new_before, context.above)
    return Judgement("substantive", "house-style" if style else "wording")


def _blanks_folded(text: str) -> str:
    """Text without what is only a blank: of another kind, at an end, or beside a stroke ("and / or")."""
    return _SLASH.sub("/", blank_folded(text))


def _worded(text: str) -> list[str]:
    return [word.casefold() for word in _WORDS.findall(_VOWEL_SIGNS.sub("", plain(text)))]


# ---------------------------------------------------------------------------------------------------- lead phrases


def _is_adverb(edit: Edit, context: Context) -> bool:
    """Whether an edit only adds, drops or changes the also/further of a lead phrase (UN.md E.1)."""
    adverbs = [_worded(adverb) for adverb in LANGUAGES[context.language].adverbs]
    old, new = _worded(edit.old), _worded(edit.new)
    if _without(old, adverbs) != _without(new, adverbs) or _is_content(edit, old, new):
        return False
    start = min(len(edit.old_before.strip()), len(edit.new_before.strip()))
    return start <= max(context.lead) if max(context.lead) else _opens(edit, context.language)


def _is_content(edit: Edit, old: list[str], new: list[str]) -> bool:
    """Whether "further" belongs to what follows it: Stressing further progress, not Stressing further the need."""
    if "further" not in {*old, *new} or not edit.new_before.strip():
        return False
    following = _worded(edit.after)[:1]
    return bool(following) and edit.after.lstrip()[:1].islower() and following[0] not in _AFTER_FURTHER


def _opens(edit: Edit, language: str) -> bool:
    """Whether the edit stands at the opening words, where the source does not mark them: nothing but a verb before."""
    before = _worded(edit.new_before)
    if any(mark in edit.new_before for mark in ",;:"):
        return False
    if language == "en":
        return not before or (len(before) <= 3 and before[-1].endswith(("ing", "mind", "note", "concerned", "aware")))
    return len(before) <= 2


def _without(words: list[str], adverbs: Sequence[list[str]]) -> list[str]:
    left = list(words)
    for adverb in adverbs:
        size = len(adverb)
        for index in range(len(left) - size, -1, -1):
            if left[index : index + size] == adverb:
                del left[index : index + size]
    return left


# ------------------------------------------------------------------------------------------------- technical tokens


def _technical(edit: Edit, context: Context, steps: Steps) -> Judgement | None:
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
        around = (context[-_NEAR:], (text[match.end() :] + after)[:_NEAR])
        if kind in {"word", "ordinal"} and _is_chapter(word, kind, *around, language):
            kind = "chapter"
        found.append(_Atom(kind, plain(word).casefold(), *around))
    return found


def _is_chapter(word: str, kind: str, before: str, after: str, language: str) -> bool:
    """Whether this is the number of a chapter, section or paragraph of a report."""
    if language == "zh":
        return bool(_CHINESE_CHAPTER.match(after) and _CHINESE_NUMBER.fullmatch(word))
    number = kind == "ordinal" or _CHAPTER_NUMBER.fullmatch(word) or _ARABIC_LETTER.fullmatch(word)
    return bool(number and _CHAPTER.search(before))


def _pair(old: _Atom, new: _Atom, context: Context, steps: Steps) -> Judgement | None:
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


def _citation_steps(old: str, new: str, context: Context) -> Steps:
    """From which session to which the citations of a text go forward: a report's session goes with its symbol."""
    sides = [
        [match.group() for match in atom_pattern(context.language).finditer(text) if match["symbol"] is not None]
        for text in (old, new)
    ]
    if len(sides[0]) != len(sides[1]):
        return frozenset()
    pairs = ((_SYMBOL.fullmatch(a.upper()), _SYMBOL.fullmatch(b.upper())) for a, b in zip(*sides, strict=True))
    return frozenset(
        (int(a["session"]), int(b["session"]))
        for a, b in pairs
        if a and b and a["session"].isdigit() and b["session"].isdigit() and int(b["session"]) > int(a["session"])
    )


def _session(old: _Atom, new: _Atom, context: Context, steps: Steps) -> Judgement | None:
    """Session ordinals move by as many sessions as lie between the texts; another step is a change of periodicity."""
    if not all(_counts_sessions(atom, context.language) for atom in (old, new)):
        return None
    before, after = (ordinals.ordinal(atom.text, context.language) for atom in (old, new))
    if before is None or after is None:
        return None
    expected = context.session_step if context.session_step is not None else 1
    if after - before == expected or (before, after) in steps:
        return Judgement("technical", "session")
    return Judgement("substantive", "periodicity")


def _counts_sessions(atom: _Atom, language: str) -> bool:
    """Whether an ordinal says which session: the word stands next to it, or after one more ordinal."""
    session = LANGUAGES[language].session
    if language == "zh":  # 届 also counts conferences
        return (
            atom.text.endswith("届")
            and regex.match(r"(?:[和至、]第\w+?届)?(?:会议|常会|特别会议)", atom.after) is not None
        )
    if language == "ar":
        return regex.search(rf"(?:{session})\s*$", atom.before) is not None
    more = rf"(?:\s+\w+\s+{ordinals.pattern(language)})?(?:\s+(?:regular|special|resumed|substantive|ordinary))?"
    return regex.match(rf"{more}\s+{session}", atom.after, regex.IGNORECASE) is not None
