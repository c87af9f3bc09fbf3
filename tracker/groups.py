"""One edit made in several paragraphs, recognised by its result: they came to carry the same words.

In 76/159 five paragraphs came to read "all human rights and fundamental freedoms for all" from three wordings;
no list of phrases is needed to see it. A phrase is new in a paragraph if its words stand there in a row now and did
not before; it explains an edit if it holds all of its inserted words. Paragraphs that still hold one of the earlier
wordings are named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import regex

from tracker import config
from tracker.model import Change, Group, NotApplied

_WORD = regex.compile(r"\p{Han}|[\p{L}\p{M}\p{N}]+(?:[’'.\-\u2010\u2011/][\p{L}\p{M}\p{N}]+)*", regex.V1)
_CLAUSE = regex.compile(r"[,;:.()\n，；：。、،؛]")

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a new text: folded, as printed, where it stands, the edit that put it there, and its clause."""

    folded: str
    start: int
    end: int
    edit: int | None
    clause: int


@dataclass(frozen=True, slots=True)
class _Edited:
    """A paragraph with substantive edits: its new words, and its old ones as they stood."""

    index: int
    words: tuple[_Word, ...]
    old: Phrase
    text: str


def group(changes: Sequence[Change]) -> tuple[tuple[Change, ...], tuple[Group, ...]]:
    """The changes with the numbers of their groups, and the groups, in the order of their first places."""
    edited = {index: item for index, change in enumerate(changes) if (item := _edited(index, change))}
    left = {index: _new_phrases(item) for index, item in edited.items()}
    found: list[tuple[str, list[int]]] = []
    while best := _best(left):
        phrase, members = best
        for index in members:
            del left[index]
        found.append((_printed(phrase, edited[members[0]]), members))
    found.sort(key=lambda item: item[1][0])
    numbers = {index: number for number, (_, members) in enumerate(found, start=1) for index in members}
    groups = tuple(
        Group(
            number, phrase, tuple(_label(changes[index]) for index in members), _not_applied(phrase, members, changes)
        )
        for number, (phrase, members) in enumerate(found, start=1)
    )
    return tuple(replace(change, group=numbers.get(index)) for index, change in enumerate(changes)), groups


def _label(change: Change) -> str:
    return change.new[0].label


def _words(text: str) -> list[regex.Match[str]]:
    return list(_WORD.finditer(text))


def _folded(text: str) -> Phrase:
    return tuple(match.group().casefold().replace("\u2011", "-") for match in _words(text))


def _edited(index: int, change: Change) -> _Edited | None:
    if change.kind not in {"edited", "split", "merged"} or change.significance != "substantive":
        return None
    text = "".join(op.text for op in change.segments if op.op != "delete")
    edits: list[tuple[int, int, int]] = []
    position = 0
    for number, op in enumerate(change.segments):
        if op.op == "insert" and op.significance == "substantive" and op.reason == "wording":
            edits.append((position, position + len(op.text), number))
        position += len(op.text) if op.op != "delete" else 0
    if not edits:
        return None
    ends = [match.start() for match in _CLAUSE.finditer(text)]
    words = []
    clause = 0
    for match in _words(text):
        while clause < len(ends) and ends[clause] < match.start():
            clause += 1
        edit = next((number for start, end, number in edits if start <= match.start() < end), None)
        words.append(_Word(match.group().casefold().replace("\u2011", "-"), match.start(), match.end(), edit, clause))
    old = _folded("".join(op.text for op in change.segments if op.op != "insert"))
    return _Edited(index, tuple(words), old, text)


def _best(left: Mapping[int, set[tuple[Phrase, bool]]]) -> tuple[Phrase, list[int]] | None:
    """The phrase to which most paragraphs came, the longest of those; None if no two share one."""
    places: defaultdict[tuple[Phrase, bool], list[int]] = defaultdict(list)
    for index, phrases in left.items():
        for found in phrases:
            places[found].append(index)
    shared = [(len(members), len(key[0]), key) for key, members in places.items() if len(members) > 1]
    if not shared:
        return None
    _, _, key = max(shared)
    return key[0], places[key]


def _new_phrases(item: _Edited) -> set[tuple[Phrase, bool]]:
    """Phrases of one clause that hold all inserted words of an edit and did not stand in the old text.

    With each: whether every word of it was put in. Words added to one paragraph and a wording changed in another are
    not one edit, even if they come to read the same (74/153 OP8 and OP16, "cooperation and genuine dialogue").
    """
    old_text = " ".join(["", *item.old, ""])
    found: set[tuple[Phrase, bool]] = set()
    for first, last in _spans(item.words):
        for start, end in _around(item.words, first, last):
            phrase = tuple(word.folded for word in item.words[start : end + 1])
            if _says_something(phrase) and f" {' '.join(phrase)} " not in old_text:
                found.add((phrase, all(word.edit is not None for word in item.words[start : end + 1])))
    return found


def _spans(words: Sequence[_Word]) -> Iterator[tuple[int, int]]:
    """First and last word of each edit; small words at its ends may belong to the sentence ("des" to "de tous les")."""
    edits: defaultdict[int, list[int]] = defaultdict(list)
    for position, word in enumerate(words):
        if word.edit is not None:
            edits[word.edit].append(position)
    for positions in edits.values():
        content = [position for position in positions if words[position].folded not in config.SMALL_WORDS]
        kept = content or positions
        yield kept[0], kept[-1]


def _around(words: Sequence[_Word], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Spans of one clause, of bounded length, that hold the words from first to last."""
    clause = words[first].clause
    if words[last].clause != clause:
        return
    for start in range(first, max(-1, last - config.PHRASE_WORDS), -1):
        if words[start].clause != clause:
            return
        for end in range(last, min(len(words), start + config.PHRASE_WORDS)):
            if words[end].clause != clause:
                break
            if not _dangles(words[end]):
                yield start, end


def _dangles(word: _Word) -> bool:
    """Whether a phrase should not end with this word: a small one that stood there before."""
    return word.edit is None and word.folded in config.SMALL_WORDS


def _says_something(phrase: Phrase) -> bool:
    content = [word for word in phrase if word not in config.SMALL_WORDS]
    han = sum(len(word) == 1 and ord(word) > 0x2E80 for word in phrase)
    if han == len(phrase):
        return han >= config.PHRASE_LEAST_HAN
    return len(content) >= 2 and not any(letter.isdigit() for word in phrase for letter in word)


def _printed(phrase: Phrase, item: _Edited) -> str:
    size = len(phrase)
    for start in range(len(item.words) - size + 1):
        if tuple(word.folded for word in item.words[start : start + size]) == phrase:
            return item.text[item.words[start].start : item.words[start + size - 1].end]
    return " ".join(phrase)


# ------------------------------------------------------------------------------------------- where it was not made


def _not_applied(phrase: str, members: Sequence[int], changes: Sequence[Change]) -> tuple[NotApplied, ...]:
    """Paragraphs of the new text that hold one of the earlier wordings and not the new one."""
    target = _folded(phrase)
    earlier = {wording for index in members if (wording := _earlier(changes[index], target))}
    found = []
    for index, change in enumerate(changes):
        if index in members:
            continue
        for place in change.new:
            words = _words(place.text)
            folded = tuple(match.group().casefold().replace("\u2011", "-") for match in words)
            if _find(folded, target) is not None:
                continue
            hits = [(start, wording) for wording in earlier if (start := _find(folded, wording)) is not None]
            if hits:
                start, wording = max(hits, key=lambda hit: len(hit[1]))
                begin = words[max(0, start - 2)].start()
                found.append(NotApplied(place.label, place.text[begin : words[start + len(wording) - 1].end()]))
    return tuple(found)


def _earlier(change: Change, target: Phrase) -> Phrase | None:
    """The old words in the place where the phrase now stands; None if they are too few to be looked for."""
    words = _words("".join(op.text for op in change.segments if op.op != "delete"))
    folded = tuple(match.group().casefold().replace("\u2011", "-") for match in words)
    start = _find(folded, target)
    if start is None:
        return None
    span = (words[start].start(), words[start + len(target) - 1].end())
    old = _old_within(change, span)
    wording = _folded(old)
    content = [word for word in wording if word not in config.SMALL_WORDS]
    return wording if len(content) >= 2 else None


def _old_within(change: Change, span: tuple[int, int]) -> str:
    position, old = 0, ""
    for op in change.segments:
        if op.op == "delete":
            old += op.text if span[0] <= position <= span[1] else ""
            continue
        if op.op == "equal":
            begin, end = max(span[0], position), min(span[1], position + len(op.text))
            old += op.text[begin - position : end - position] if begin < end else ""
        position += len(op.text)
    return old


def _find(words: Phrase, wanted: Phrase) -> int | None:
    size = len(wanted)
    return next((start for start in range(len(words) - size + 1) if words[start : start + size] == wanted), None)
