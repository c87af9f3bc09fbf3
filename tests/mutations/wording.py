"""What a drafter does to the words of one paragraph: text -> text, or None where the text gives no occasion for it.

Every function takes a seeded random source and is otherwise pure. An edit with meaning changes words that are neither a
symbol, a date, a number nor the also/further of a lead phrase, and leaves most of the old words standing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from random import Random

import regex

from mutations.phrases import PHRASES
from mutations.truth import Bag, words
from tracker import ordinals
from tracker.languages import LANGUAGES
from tracker.tokens import count_words

Edit = Callable[[str, str, Sequence[str], Random], str | None]
"""(text, language, clauses of other texts, random source) -> the edited text."""

FINAL = ",;.:،؛，；。：\u00a0 "
_CLAUSE = regex.compile(r"[^,;.:،؛，；。：、()\[\]“”\"«»]+")
_RESOLUTION = re.compile(r"(?<![A-Za-z0-9/.])(\d{2})/(\d{1,3})(?![A-Za-z0-9/])")
_FEW_CITATIONS = 3
_NUMBER = re.compile(r"(?<![\w/.\-])\d(?:[\d.,  ]*\d)?(?![\w/])")
_WORD = regex.compile(r"\S+")
_LEAST_KEPT = ((16, 0.7), (30, 0.5), (10_000, 0.38))
"""Up to which size, in words, which share of a paragraph must stay in a heavy edit: else no one would know it again."""


@lru_cache(maxsize=20_000)
def size(text: str, language: str) -> float:
    """The length of a text in words; two Chinese letters count as one."""
    return count_words(text) / (2 if language == "zh" else 1)


def clauses(text: str, language: str) -> list[str]:
    """What stands between two marks, 3 to 12 words long, without digits: what another text can be edited with."""
    found = [match.group().strip() for match in _CLAUSE.finditer(text)][1:]
    return [one for one in found if 3 <= size(one, language) <= 12 and not any(letter.isdigit() for letter in one)]


def meaning(text: str, language: str) -> Bag:
    """The words of a text that bear meaning: no digits, months, ordinals, adverbs of lead phrases."""
    facts = LANGUAGES[language]
    skip = {word for adverb in facts.adverbs for word, _ in words(adverb)}
    bare = re.sub(f"(?:{facts.date})|(?:{ordinals.pattern(language)})", " ", text, flags=re.IGNORECASE)
    return frozenset(one for one in words(bare) if one[0] not in skip and not any(map(str.isdigit, one[0])))


def edit(text: str, language: str, others: Sequence[str], rng: Random, strength: str) -> str | None:
    """A paragraph reworded with meaning: one place in a light edit, three to six in a heavy one."""
    steps: tuple[Edit, ...] = (_insert, _insert, _insert_between, _delete, _replace, _replace, _other_verb)
    length = size(text, language)
    least = 0.7 if strength == "light" else next(share for most, share in _LEAST_KEPT if length < most)
    for _ in range(12):
        new = text
        for _ in range(1 if strength == "light" else rng.randint(3, 6)):
            new = rng.choice(steps)(new, language, others, rng) or new
        if kept(text, new) >= least and meaning(text, language) != meaning(new, language):
            return new
    return None


def kept(old: str, new: str) -> float:
    """How much of the words of the larger text the other has, from 0 to 1."""
    before, after = words(old), words(new)
    return len(before & after) / max(len(before), len(after), 1)


def _addition(language: str, others: Sequence[str], rng: Random) -> str:
    own = PHRASES[language].additions
    return rng.choice(others) if others and rng.random() < 0.6 else rng.choice(own)


def _marks(text: str, language: str) -> list[int]:
    """Where a clause ends: before a comma of the text, or before its final mark."""
    comma = regex.escape(PHRASES[language].comma)
    inside = [match.start() for match in regex.finditer(rf"{comma}(?!\d)", text)]
    return [place for place in inside if place > 12] + [len(text.rstrip(FINAL))]


def _insert(text: str, language: str, others: Sequence[str], rng: Random) -> str | None:
    """A clause added at the end of a clause."""
    facts = PHRASES[language]
    place = rng.choice(_marks(text, language))
    return f"{text[:place]}{facts.comma}{facts.space}{_addition(language, others, rng)}{text[place:]}"


def _insert_between(text: str, language: str, others: Sequence[str], rng: Random) -> str | None:
    """Two or three words put in between two words."""
    blanks = [match.start() for match in re.finditer(" ", text)][2:]
    put = rng.choice(others).split() if others else []
    if not blanks or len(put) < 3:
        return None
    place = rng.choice(blanks)
    return f"{text[:place]} {' '.join(put[: rng.randint(2, 3)])}{text[place:]}"


def _delete(text: str, language: str, others: Sequence[str], rng: Random) -> str | None:
    """A clause taken out, with the comma before it."""
    comma = regex.escape(PHRASES[language].comma)
    inside = [
        match
        for match in regex.finditer(rf"{comma}\s?[^,;.:،؛，；。：\d]+(?={comma}|;|\.|$|[،؛，；。])", text)
        if match.start() > 12 and 2 <= size(match.group(), language) <= size(text, language) / 3
    ]
    if not inside:
        return None
    match = rng.choice(inside)
    return text[: match.start()] + text[match.end() :]


def _replace(text: str, language: str, others: Sequence[str], rng: Random) -> str | None:
    """One to four words replaced by words of another text; in Chinese a whole clause."""
    if not others:
        return None
    if language == "zh":
        inside = [m for m in _CLAUSE.finditer(text) if m.start() > 0 and size(m.group(), language) < 12]
        spans = [(match.start(), match.end()) for match in inside if not re.search(r"\d", match.group())]
    else:
        found = [match for match in _WORD.finditer(text) if match.group().isalpha()][2:]
        run = rng.randint(1, 4)
        pairs = zip(found, found[run - 1 :], strict=False)
        spans = [(a.start(), b.end()) for a, b in pairs if text[a.start() : b.end()].count(" ") == run - 1]
    if not spans:
        return None
    start, end = rng.choice(spans)
    put = rng.choice(others)
    if language != "zh":
        put = " ".join(put.split()[: rng.randint(1, text[start:end].count(" ") + 2)])
    return text[:start] + put + text[end:]


def _other_verb(text: str, language: str, others: Sequence[str], rng: Random) -> str | None:
    """A lead verb of another strength: Requests becomes Invites."""
    verbs = PHRASES[language].requests
    for verb in verbs:
        match = regex.match(rf"(?i)(?:{'|'.join(LANGUAGES[language].adverbs)})?\s?({regex.escape(verb)})\b", text)
        if match and (language != "zh" or text.startswith(verb)):
            other = rng.choice([one for one in verbs if one != verb])
            put = other if match[1][0].isupper() or not other[0].isupper() else other[0].lower() + other[1:]
            return text[: match.start(1)] + put + text[match.end(1) :]
    return None


def terms(text: str, language: str) -> list[str]:
    """Words that can be terms: of six small letters and more; in Chinese, two letters of a clause."""
    if language == "zh":
        return [text[n : n + 2] for n in range(2, len(text) - 1) if regex.fullmatch(r"\p{Han}{2}", text[n : n + 2])]
    return [word for word in regex.findall(r"(?<![\w-])\p{L}{6,}(?![\w-])", text) if word.islower() or language == "ar"]


def replace_term(text: str, old: str, new: str, language: str) -> str:
    """The text with one term for another, as whole words."""
    edge = "" if language == "zh" else r"(?![\w-])"
    start = "" if language == "zh" else r"(?<![\w-])"
    return regex.sub(f"{start}{regex.escape(old)}{edge}", new, text)


def edit_cell(text: str, rng: Random) -> str | None:
    """Another number in one cell of a table row, not in its first; a year is none, nor is part of a symbol."""
    first, tab, rest = text.partition("\t")
    numbers = [m for m in _NUMBER.finditer(rest) if not re.fullmatch(r"(?:19|20)\d\d", m.group())]
    if not tab or not numbers:
        return None
    match = rng.choice(numbers)
    digits = "".join(str((int(letter) + 3) % 9 + 1) if letter.isdigit() else letter for letter in match.group())
    return f"{first}\t{rest[: match.start()]}{digits}{rest[match.end() :]}"


def edit_heading(text: str, language: str, others: Sequence[str], rng: Random) -> str | None:
    """A heading with one more subject."""
    if size(text, language) < 3 or not others:
        return None
    put = rng.choice(others).split()[-1]
    joint = PHRASES[language].joint.strip(",، ，")
    return f"{text} {joint}{'' if language == 'ar' else ' '}{put}" if language != "zh" else f"{text}和{put}"


# ------------------------------------------------------------------------------------------------ technical updates


def cite_back(text: str, rng: Random) -> str | None:
    """One citation of a resolution replaced by that of an earlier session."""
    found = [match for match in _RESOLUTION.finditer(text) if 50 <= int(match[1]) <= 80]
    if not found:
        return None
    match = rng.choice(found)
    put = f"{int(match[1]) - rng.randint(2, 9)}/{rng.randint(3, 250)}"
    return text[: match.start()] + put + text[match.end() :]


def roll_over(text: str, language: str) -> str | None:
    """The same words a session later: citations, their years and session ordinals, all by one.

    A long list of citations gets one more at its end instead: it gives no occasion.
    """
    facts = LANGUAGES[language]
    if len(_RESOLUTION.findall(text)) > _FEW_CITATIONS:
        return None

    def year(match: re.Match[str]) -> str:
        return re.sub(r"(?<!\d)(?:19|20)\d\d(?!\d)", lambda one: str(int(one.group()) + 1), match.group())

    def session(match: re.Match[str]) -> str:
        number = ordinals.ordinal(match["ordinal"], language)
        if number is None or number >= ordinals.HIGHEST:
            return match.group()
        return match.group().replace(match["ordinal"], _like(match["ordinal"], number, language))

    new = _RESOLUTION.sub(lambda match: _next(match) if 50 <= int(match[1]) <= 80 else match.group(), text)
    new = re.sub(facts.date, year, new, flags=re.IGNORECASE)
    new = re.sub(_session(language), session, new, flags=re.IGNORECASE)
    return new if new != text else None


def _next(match: re.Match[str]) -> str:
    return f"{int(match[1]) + 1}/{(int(match[2]) * 7 + 13) % 290 + 1}"


def _like(printed: str, number: int, language: str) -> str:
    """The next ordinal in the form in which this one is printed: its gender, case and letters."""
    before, after = ordinals.forms(number, language), ordinals.forms(number + 1, language)
    folded = printed.casefold().replace("\u2011", "-")
    index = next((n for n, form in enumerate(before) if form.casefold() == folded), 0)
    put = after[min(index, len(after) - 1)]
    return put.capitalize() if printed[:1].isupper() else put


def _session(language: str) -> str:
    ordinal = f"(?P<ordinal>{ordinals.pattern(language)})"
    session = LANGUAGES[language].session
    if language == "ar":
        return rf"(?:{session})\s+{ordinal}"
    return f"{ordinal}(?=会议|常会)" if language == "zh" else rf"{ordinal}(?=\s+{session})"


def further(text: str, language: str, kind: str, rng: Random) -> str | None:
    """The lead phrase with an also or further more, or without the one it has."""
    facts = PHRASES[language]
    adverb, other = facts.adverbs
    if language == "zh":
        if text[0] in facts.adverbs:
            return text[1:]
        return (
            rng.choice(facts.adverbs) + text if re.match("回顾|重申|强调|确认|欢迎|邀请|请|鼓励|注意到", text) else None
        )
    side = 0 if kind == "preambular" else 1
    verbs = [pair[side] for pair in facts.leads] + (list(facts.requests) if side else [])
    if language == "ar":
        verbs = [r"و?إذ \w{4,}"] if kind == "preambular" else [r"ت\w{3,}"]
    if language == "en" and side:
        return _further_english(text, verbs, rng)
    match = regex.match(rf"(?P<verb>{'|'.join(verbs)})\b(?P<adverb> (?:{adverb}|{other})\b)?", text)
    if not match:
        return None
    put = "" if match["adverb"] else f" {adverb if language == 'en' else rng.choice(facts.adverbs)}"
    return match["verb"] + put + text[match.end() :]


def _further_english(text: str, verbs: Sequence[str], rng: Random) -> str | None:
    match = regex.match(rf"(?i)(?P<adverb>(?:also|further) )?(?P<verb>{'|'.join(verbs)})\b", text)
    if not match:
        return None
    verb = match["verb"]
    if match["adverb"]:
        return verb[0].upper() + verb[1:] + text[match.end() :]
    return f"{rng.choice(('Also', 'Further'))} {verb[0].lower()}{verb[1:]}{text[match.end() :]}"


def cross(text: str, language: str, *, promote: bool) -> str | None:
    """A paragraph as it stands in the other part: another form of its lead verb, another final mark."""
    facts = PHRASES[language]
    body = text.rstrip(FINAL) + (facts.semicolon if promote else facts.comma)
    if language == "ar":
        bare = re.sub("^و?إذ ", "", body)
        return (bare if bare != body else None) if promote else f"وإذ {body}"
    adverbs = "|".join(facts.adverbs)
    for preambular, operative in facts.leads:
        one, other = (preambular, operative) if promote else (operative, preambular)
        match = regex.match(rf"(?i)(?:(?:{adverbs}) )?{one}\b(?: (?:{adverbs})\b)?", body) if one else None
        if match:
            return other + body[match.end() :]
    return body if language == "zh" else None


def noise(text: str, rng: Random) -> str | None:
    """The same words with other hyphens, blanks and quotes, here and there."""
    swaps = {"-": "\u2011", "\u2011": "-", "'": "\u2019", "\u2019": "'", " ": "\u00a0"}
    opened = str.maketrans({"“": '"', "”": '"'})
    chance = rng.choice((0.1, 0.3, 1.0))
    new = "".join(
        swaps[letter] if letter in swaps and rng.random() < (0.1 if letter == " " else chance) else letter
        for letter in text
    )
    new = new.translate(opened) if rng.random() < 0.5 else new
    return new if new != text else None
