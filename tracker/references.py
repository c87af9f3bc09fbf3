"""What is brought up to date from text to text: dates, citations, the sessions and the chapters they stand with.

The marks of six languages are data here; each was read in the documents. All functions take the older text first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

import regex

from tracker import ordinals
from tracker.languages import LANGUAGES
from tracker.letters import figure
from tracker.model import SIGNIFICANCES, Significance
from tracker.tokens import atom_pattern, plain

Steps = frozenset[tuple[int, int]]
"""The sessions of the citations that go forward in a text: (of the old one, of the new one)."""

_NEAR = 96  # characters on either side of an atom that are looked at


@dataclass(frozen=True, slots=True)
class Edit:
    """Adjacent pieces of a diff: what was taken out, what was put in, and both texts around it."""

    old: str
    new: str
    old_before: str
    new_before: str
    old_after: str
    new_after: str


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
    after: str


def judgement(edit: Edit, language: str, step: int, steps: Callable[[], Steps]) -> Judgement | None:
    """What an edit is if both sides are the same words around dates, symbols, ordinals and chapters; else None.

    `step`: by how many sessions the texts are apart. `steps`: the sessions of the citations around that go forward.
    """
    if not edit.old.strip() or not edit.new.strip():
        return _of_date_alone(edit, language)
    verdicts = []
    sides = (
        _atoms(edit.old, edit.old_before, edit.old_after, language),
        _atoms(edit.new, edit.new_before, edit.new_after, language),
    )
    for before, after in zip_longest(*sides):  # one by one: nearly every edit is of other words from the first
        if before is None or after is None or before.kind != after.kind:
            return None
        if before.text == after.text:
            continue
        verdict = _pair(before, after, language, step, steps)
        if verdict is None:
            return None
        verdicts.append(verdict)
    return max(verdicts, key=lambda one: SIGNIFICANCES.index(one.significance), default=None)


# ------------------------------------------------------------------------------------------------------------ atoms

_YEAR = regex.compile(r"(?:19|20)\d\d(?:[\-\u2010\u2011](?:19|20)\d\d)?")
_YEARS_ON = r"(?:\s*(?:[-–—\u2011~至和、,]|и|по)\s*\d{4})*\s*"
_IS_YEAR: Mapping[str, regex.Pattern[str]] = {
    # Where amounts of four digits are printed without a blank, a year is known by its mark: "2000 человек" is none.
    "ru": regex.compile(rf"·{_YEARS_ON}(?:-?х\s+)?(?:год|г\.|гг)"),
    "zh": regex.compile(rf"·{_YEARS_ON}年"),
    "ar": regex.compile(r"(?:عام|سنة|عامي|سنتي|أعوام|سنوات|فترة)\s*(?:من\s+)?(?:\d{4}\s*(?:[-–—]|و|إلى)\s*)*·"),
    "es": regex.compile(r"·(?!\s+[a-záéíóúñ]{4,}s\b)"),
}
_NUMBERED = regex.compile(r"(?:\b(?:vols?|nos?|pp?|núms?|т|том|стр|рр?)\.?|№|n[º°]|\bرقم|第)\s*$", regex.I)
"""What a number of four digits that is no year stands after: a volume, a page."""
_DAY_AND = {
    "en": "to|and|or", "fr": "au|et", "es": "al|a|y", "ru": "по|и", "ar": "إلى|و", "zh": "至|和", "de": "bis|und",
}  # fmt: skip
_DIGIT_ORDINAL = regex.compile(r"\d{1,3}(?:[º°ª]|\D?\p{L}{1,3})")
_ELIDED = regex.compile(r"\bd[’'](?=(?:avril|août|octobre)\b)", regex.I)  # "d’août 2020" beside "de mai 2020"


def _atoms(text: str, before: str, after: str, language: str) -> Iterator[_Atom]:
    text = _ELIDED.sub("de ", text) if language == "fr" else text
    for match in atom_pattern(language).finditer(text):
        word = match.group()
        if not any(letter.isalnum() for letter in word):
            continue
        around = (before + text[: match.start()])[-_NEAR:], (text[match.end() :] + after)[:_NEAR]
        kind = next(name for name in ("date", "symbol", "ordinal", "quantity", "word") if match[name] is not None)
        if kind in {"word", "ordinal"}:
            kind = _sort(word, kind, *around, language)
        yield _Atom(kind, plain(word).casefold(), *around)


def _sort(word: str, kind: str, before: str, after: str, language: str) -> str:
    """What a word or an ordinal is beside: a year, a day before "to 12 May", a chapter, the number of a session."""
    if _is_chapter(word, kind, before, after, language):
        return "chapter"
    if not word[0].isdigit():
        return kind
    if _YEAR.fullmatch(word) and not _NUMBERED.search(before):
        mark = _IS_YEAR.get(language)
        return "date" if mark is None or mark.search(f"{before}·{after}") else kind
    if word.isdecimal():
        if len(word) <= 2 and int(word) <= 31 and _day_of_range(language).match(after):
            return "date"
        return "ordinal" if _numbers_session(before, after, language) else kind
    return "ordinal" if _DIGIT_ORDINAL.fullmatch(word) else kind


@cache
def _day_of_range(language: str) -> regex.Pattern[str]:
    """What follows the first day in "from 6 to 17 November 2022"."""
    of = r"(?:\s+de)?\s+" if language == "es" else r"[月日]?" if language == "zh" else r"\.?\s+"
    months = "月" if language == "zh" else "|".join(LANGUAGES[language].months)
    return regex.compile(rf"(?:\s*,\s*\d{{1,2}})*\s*(?:{_DAY_AND[language]})\s*\d{{1,2}}{of}(?:{months})", regex.I)


def _numbers_session(before: str, after: str, language: str) -> bool:
    """Whether a bare number says which session: الدورة 78, 第78届会议."""
    if language == "ar":
        return _SESSION_BEFORE.search(before) is not None
    return language == "zh" and before.endswith("第") and after.startswith("届")


# ---------------------------------------------------------------------------------------------------------- chapters

_NUMBERS_BEFORE = r"\s*(?:(?:[IVXLC]+|\d{1,4}|[A-ZА-Я])\s*(?:[-–—,،]|and|to|et|à|y|a|и|و|und|bis)\s*)*$"
_CHAPTER = regex.compile(
    r"\b(?:chaps?\.|sects?\.|paras?\.|par\.|cap\.|secc\.|párrs?\.|гл\.|разд\.|пп?\.|Abschn\.|Kap\.)"
    rf"{_NUMBERS_BEFORE}",
    regex.IGNORECASE,
)
_SPELLED = regex.compile(
    r"\b(?:chapters?|sections?|chapitres?|capítulos?|sección|secciones|глав[аыеу]|раздел\w?|الفصل|الفرع|الفقرة|الفقرات)"
    rf"{_NUMBERS_BEFORE}",
    regex.IGNORECASE,
)
_REPORT = regex.compile(
    r"\b(?:report|rapport|informe|доклад|supplement|supplément|suplemento|дополнени)|تقرير|报告|补编", regex.I
)
_OF_ARTICLE = regex.compile(r"\s*من\s+(?:المادة|منطوق)|\s*أعلاه")  # Arabic: paragraph 3 of article 1, paragraph 3 above
_CHAPTER_NUMBER = regex.compile(r"[IVXLC]+|\d{1,4}|[A-ZА-Я]")
_CHINESE_CHAPTER = regex.compile(r"\s*[章节段]")  # 第七章, A节: the word stands after the number
_CHINESE_NUMBER = regex.compile(r"第[零一二三四五六七八九十百]+|[A-Z]|\d{1,3}")
_ARABIC_LETTER = regex.compile(r"ألف|باء|جيم|دال|هاء|واو|زاي|حاء|طاء|ياء")
_RESOLUTION = regex.compile(r"(?:ES-|S-)?\d{1,4}/\d{1,4}(?:\s[A-Z])?|\d{1,4}(?:\s[A-Z])?\s\([IVXLC\d]+\)")


def _is_chapter(word: str, kind: str, before: str, after: str, language: str) -> bool:
    """Whether this is the number of a chapter, section or paragraph of a report.

    Abbreviated it is in a reference; in full it may be a section of a budget, or a paragraph above, unless the report
    is named beside it.
    """
    if language == "zh":
        if not (_CHINESE_CHAPTER.match(after) and _CHINESE_NUMBER.fullmatch(word)):
            return False
    elif not (kind == "ordinal" or _CHAPTER_NUMBER.fullmatch(word) or _ARABIC_LETTER.fullmatch(word)):
        return False
    elif _CHAPTER.search(before):
        return True
    elif not _SPELLED.search(before) or _OF_ARTICLE.match(after):
        return False
    return bool(_REPORT.search(f"{before[-48:]} {after[:48]}") or _beside(before, after, language))


def _beside(before: str, after: str, language: str) -> str | None:
    """The document to which a chapter belongs: cited after it ("section VIII of its resolution 76/246"), or before."""
    pattern = atom_pattern(language)
    following = (match.group() for match in pattern.finditer(after[:48]) if match["symbol"] is not None)
    preceding = [match.group() for match in pattern.finditer(before) if match["symbol"] is not None]
    return next(following, None) or (preceding[-1] if preceding else None)


def _chapter(old: _Atom, new: _Atom, language: str) -> Judgement | None:
    """Another chapter is technical in the next report; in the same resolution it is another thing that is cited."""
    one, other = (_beside(atom.before, atom.after, language) for atom in (old, new))
    if one and one == other and _RESOLUTION.fullmatch(one):
        return None
    return Judgement("technical", "chapter")


# ------------------------------------------------------------------------------------------------------------- dates

_DATED = {
    "en": r"of", "fr": r"(?:en\s+date\s+)?du", "es": r"de", "ru": r"от", "ar": r"المؤرخة?", "de": r"vom",
}  # fmt: skip
"""What stands between a citation and its date; in Chinese the date stands before the citation."""
_NUMBER_FIRST = regex.compile(r"(?:\s*通过的?|\s*的)?\s*第?\s*\d{1,4}/\d")
_LONGEST_DATE = 48
_LINKS = frozenset(["of", "en", "date", "du", "de", "от", "المؤرخ", "المؤرخة", "vom", "通", "过", "的"])


@cache
def _after_citation(language: str) -> regex.Pattern[str]:
    body = "" if language in {"en", "ar"} else r"(?:\s[^\d,;:()]{3,70})??,?"  # "38/3 du Conseil …, en date du"
    return regex.compile(rf"(?:\d/\d{{1,4}}(?:\s[A-Z])?|\([IVXLC\d]+\)){body}\s+{_DATED[language]}\s+$", regex.I)


def _belongs_to_citation(atom: _Atom, language: str) -> bool:
    if language == "zh":
        return _NUMBER_FIRST.match(atom.after) is not None
    return _after_citation(language).search(atom.before) is not None


def _of_date_alone(edit: Edit, language: str) -> Judgement | None:
    """A piece put in or taken out that is but the date of a citation, which stays: "62/141[- of 18 December 2007-]"."""
    sides = (edit.old, edit.old_before, edit.old_after), (edit.new, edit.new_before, edit.new_after)
    text, before, after = sides[0] if edit.old.strip() else sides[1]
    if len(text) > _LONGEST_DATE or not regex.search(r"\d{4}", text):
        return None
    atoms = list(_atoms(text, before, after, language))
    dates = [atom for atom in atoms if atom.kind == "date"]
    words = [atom for atom in atoms if atom.kind != "date"]
    if len(dates) != 1 or not all(word.text in _LINKS for word in words):
        return None
    if language != "zh" and not regex.search(r"(?:\d/\d{1,4}(?:\s[A-Z])?|\))$", before.rstrip()):
        return None
    return Judgement("technical", "date") if _belongs_to_citation(dates[0], language) else None


# --------------------------------------------------------------------------------------------------------- citations

_SYMBOL = regex.compile(
    r"(?P<body>[AES]/(?:HRC/RES/|RES/)?)?(?P<series>(?:[A-Z][\w.]*/)*)(?P<session>(?:ES-|S-)?\d{1,9})(?:/(?P<number>\d{1,9}))?(?P<rest>.*)",
    regex.DOTALL,
)
_PART = regex.compile(r"(?:\s[A-Z](?:-[A-Z])?)?")
_REVISION = regex.compile(r"/REV\.(\d{1,9})")


def _forward(old: _Atom, new: _Atom) -> Judgement | None:
    """Whether a citation goes forward: the same body and form, a later session or a later number in the same."""
    one, other = _SYMBOL.fullmatch(old.text.upper()), _SYMBOL.fullmatch(new.text.upper())
    if not one or not other:
        return None
    swapped = Judgement("substantive", "citation")
    if (one["body"], one["series"], bool(one["number"])) != (other["body"], other["series"], bool(other["number"])):
        return swapped
    if not (one["session"].isdigit() and other["session"].isdigit()):
        return swapped
    before, after = ((int(side["session"]), int(side["number"] or 0)) for side in (one, other))
    if before == after:
        revisions = [_REVISION.fullmatch(side["rest"]) for side in (one, other)]
        later = all(revisions) and int(revisions[0][1]) < int(revisions[1][1])  # type: ignore[index]
        return Judgement("technical", "citation") if later else swapped
    return Judgement("technical", "citation") if after > before and _same_form(one, other) else swapped


def _same_form(one: regex.Match[str], other: regex.Match[str]) -> bool:
    """Whether what follows the number is the same but for its own numbers, or the letter of a part of a resolution."""
    rests = one["rest"], other["rest"]
    if one["number"] is None or all(_PART.fullmatch(rest) for rest in rests):
        return True
    return regex.sub(r"\d+", "#", rests[0]) == regex.sub(r"\d+", "#", rests[1])


def citation_steps(old: str, new: str, language: str) -> Steps:
    """From which session to which the citations of a text go forward: a report's session goes with its symbol."""
    if "/" not in old or "/" not in new:
        return frozenset()
    sides = [
        [match.group() for match in atom_pattern(language).finditer(text) if match["symbol"] is not None]
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


# ---------------------------------------------------------------------------------------------------------- sessions

_SESSION_BEFORE = regex.compile(rf"(?:{LANGUAGES['ar'].session})(?:\s+(?:العادية|الاستثنائية))?\s*$")
_SESSION_AFTER_ZH = regex.compile(r"届?(?:[和至、及]第\w+?届)*(?:会议|常会|特别会议|续会)")
_KIND_OF_SESSION = {
    "en": r"regular|special|resumed|substantive|ordinary|annual|main|organizational",
    "ru": r"(?:специальн|очередн|внеочередн|возобновленн|основн|ежегодн|чрезвычайн)\w+",
}


@cache
def _session_after(language: str) -> regex.Pattern[str]:
    """What follows an ordinal that says which session: the word, or one more ordinal and the word."""
    more = rf"(?:\s+\w+\s+{ordinals.pattern(language)})?"
    kind = rf"(?:\s+(?:{_KIND_OF_SESSION[language]}))?" if language in _KIND_OF_SESSION else ""
    return regex.compile(rf"{more}{kind}\s+(?:{LANGUAGES[language].session})", regex.IGNORECASE)


def _session(old: _Atom, new: _Atom, language: str, step: int, steps: Callable[[], Steps]) -> Judgement | None:
    """Session ordinals move by as many sessions as lie between the texts; another step is a change of periodicity."""
    if not all(_counts_sessions(atom, language) for atom in (old, new)):
        return None
    before, after = (_number(atom.text, language) for atom in (old, new))
    if before is None or after is None or before == after:
        return None
    if after - before == step or (before, after) in steps():
        return Judgement("technical", "session")
    return Judgement("substantive", "periodicity")


def _number(text: str, language: str) -> int | None:
    digits = regex.match(r"\d+", text)
    return figure(digits.group()) if digits else ordinals.ordinal(text, language)


def _counts_sessions(atom: _Atom, language: str) -> bool:
    if language == "zh":  # 届 also counts conferences
        counted = atom.text.endswith("届") or atom.after.startswith(("届", "和第", "至第", "、第", "及第"))
        return counted and _SESSION_AFTER_ZH.match(atom.after) is not None
    if language == "ar":
        return _SESSION_BEFORE.search(atom.before) is not None
    return _session_after(language).match(atom.after) is not None


def _pair(old: _Atom, new: _Atom, language: str, step: int, steps: Callable[[], Steps]) -> Judgement | None:
    if old.kind == "date":
        cited = all(_belongs_to_citation(atom, language) for atom in (old, new))
        return Judgement("technical", "date" if cited else "own-date")
    if old.kind == "chapter":
        return _chapter(old, new, language)
    if old.kind == "symbol":
        return _forward(old, new)
    return _session(old, new, language, step, steps) if old.kind == "ordinal" else None
