"""One edit made in several paragraphs, recognised by its result: they came to carry the same words.

In 76/159 five paragraphs came to read "all human rights and fundamental freedoms for all" from three wordings;
no list of phrases is needed to see it. A phrase is new in a paragraph if its words stand there in a row now and did
not before; it explains an edit if it holds all of its inserted words. Paragraphs that still hold one of the earlier
wordings are named.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import regex

from tracker import config
from tracker.model import Change, Group, NotApplied, Place

_WORD = regex.compile(r"\p{Han}|[[\p{L}\p{M}\p{N}]--\p{Han}]+(?:[’'.\-\u2010\u2011/][\p{L}\p{M}\p{N}]+)*", regex.V1)
_FIGURE = regex.compile(r"\d")
_LEAST_WORDS, _LEAST_PLACES = 2, 2
_HAN_FROM = "\u2e80"
_CLAUSE = regex.compile(r"[,;:.()\n，；：。、،؛]")
_NOT_PRINTED = regex.compile(r"[\u0640\u0670\u064b-\u0652]")  # a lengthened stroke, vowel signs
_CONJOINED, _SHORT = "و", 4  # Arabic joins "and" to the next word; a word of more letters is compared without it
_OPENING, _LONGEST_WORD = frozenset(("preambular", "operative")), 48

Phrase = tuple[str, ...]
Key = tuple[str, bool]
"""A phrase, its words parted by blanks, and whether every word of it was put in."""


@dataclass(frozen=True, slots=True)
class _Text:
    """The words of a text as they are compared, parted and enclosed by blanks, and where each stands."""

    words: Phrase
    spans: tuple[tuple[int, int], ...]
    row: str

    def find(self, wanted: str) -> int | None:
        """The number of the word with which these words begin in a row; None if they do not stand there."""
        at = self.row.find(f" {wanted} ")
        return None if at < 0 else self.row.count(" ", 0, at)


@dataclass(frozen=True, slots=True)
class _Edited:
    """A paragraph with substantive edits: its new words, their edits and clauses; its old words in a row."""

    change: Change
    text: str
    new: _Text
    edits: tuple[int | None, ...]
    clauses: tuple[int, ...]
    old: str


def group(changes: Sequence[Change], language: str = "en") -> tuple[tuple[Change, ...], tuple[Group, ...]]:
    """The changes with the numbers of their groups, and the groups, in the order of their first places."""
    edited = {index: item for index, change in enumerate(changes) if (item := _edited(change, language))}
    if len(edited) < _LEAST_PLACES:
        return tuple(replace(change, group=None) for change in changes), ()
    weak = config.SMALL_WORDS | config.DRAFTING_WORDS | _openings(changes, language)
    trivial = _Trivial(changes, weak, language)
    found = []
    for phrase, members in _shared({index: set(_new_phrases(item, weak)) for index, item in edited.items()}, trivial):
        found.append((_printed(phrase, edited[members[0]]), phrase, members))
    found.sort(key=lambda item: item[2][0])
    places = _Places(changes, language)
    numbers = {index: number for number, (_, _, members) in enumerate(found, start=1) for index in members}
    groups = tuple(
        Group(
            number,
            printed,
            tuple(changes[index].new[0].label for index in members),
            _not_applied(phrase, {index: edited[index] for index in members}, places),
        )
        for number, (printed, phrase, members) in enumerate(found, start=1)
    )
    return tuple(replace(change, group=numbers.get(index)) for index, change in enumerate(changes)), groups


# ------------------------------------------------------------------------------------------------------------ words


def _text(text: str, language: str) -> _Text:
    matches = list(_WORD.finditer(text))
    words = _words(text, language)
    if len(words) != len(matches):  # a stroke that prints nothing stands by itself
        words = [next(iter(_words(match.group(), language)), "_") for match in matches]
    return _Text(tuple(words), tuple(match.span() for match in matches), f" {' '.join(words)} ")


def _words(text: str, language: str) -> list[str]:
    """Words as they are compared: in Russian by stem, for their case; in Arabic without the "and" that is joined."""
    words: list[str] = _WORD.findall(_folded(text, language))
    if language == "ru":
        return [word[: config.TERM_STEM] for word in words]
    if language == "ar":
        return [word.removeprefix(_CONJOINED) if len(word) > _SHORT else word for word in words]
    return words


def _folded(text: str, language: str) -> str:
    folded = text.casefold().replace("\u2011", "-").replace("\u2010", "-").replace("’", "'")
    return _NOT_PRINTED.sub("", folded) if language == "ar" else folded


def _openings(changes: Sequence[Change], language: str) -> frozenset[str]:
    """The words with which paragraphs open: Requests, Recalling. Wherever they stand, they only lead on."""
    if language == "zh":  # a letter is no word
        return frozenset()
    texts = (place.text[:_LONGEST_WORD] for change in changes for place in change.new if place.kind in _OPENING)
    return frozenset(words[0] for text in texts if (words := _words(text, language)))


def _edited(change: Change, language: str) -> _Edited | None:
    if change.kind not in {"edited", "split", "merged"} or change.significance != "substantive":
        return None
    if change.new[0].kind == "table":  # its cells are repeated as they are
        return None
    inserted: list[tuple[int, int, int]] = []
    position = 0
    for number, op in enumerate(change.segments):
        if op.op == "insert" and op.significance == "substantive" and op.reason == "wording":
            inserted.append((position, position + len(op.text), number))
        position += len(op.text) if op.op != "delete" else 0
    if not inserted:
        return None
    text = "".join(op.text for op in change.segments if op.op != "delete")
    new = _text(text, language)
    old = _words("".join(op.text for op in change.segments if op.op != "insert"), language)
    return _Edited(change, text, new, _edits(new, inserted), _clauses(new, text), f" {' '.join(old)} ")


def _edits(text: _Text, inserted: Sequence[tuple[int, int, int]]) -> tuple[int | None, ...]:
    """For each word the edit that put it there; both in the order of the text."""
    found: list[int | None] = []
    at = 0
    for start, _ in text.spans:
        while at < len(inserted) and inserted[at][1] <= start:
            at += 1
        found.append(inserted[at][2] if at < len(inserted) and inserted[at][0] <= start else None)
    return tuple(found)


def _clauses(text: _Text, printed: str) -> tuple[int, ...]:
    ends = [match.start() for match in _CLAUSE.finditer(printed)]
    found, clause = [], 0
    for start, _ in text.spans:
        while clause < len(ends) and ends[clause] < start:
            clause += 1
        found.append(clause)
    return tuple(found)


# ---------------------------------------------------------------------------------------------------------- phrases


def _shared(phrases: Mapping[int, set[Key]], trivial: _Trivial) -> Iterator[tuple[str, list[int]]]:
    """The phrase to which most paragraphs came, the longest of those, and its paragraphs; then the next of the rest.

    A phrase loses paragraphs as others take them: it is put back among the rest with those it has left.
    """
    places: defaultdict[Key, list[int]] = defaultdict(list)
    for index, keys in phrases.items():
        for key in keys:
            places[key].append(index)
    told = (key for key, members in places.items() if len(members) >= _LEAST_PLACES and not trivial(key[0]))
    shared = sorted(told)
    waiting = [(-len(places[key]), -key[0].count(" "), -rank) for rank, key in enumerate(shared)]
    heapq.heapify(waiting)
    taken: set[int] = set()
    while waiting:
        many, words, rank = heapq.heappop(waiting)
        members = [one for one in places[shared[-rank]] if one not in taken]
        if len(members) == -many:
            taken.update(members)
            yield shared[-rank][0], members
        elif len(members) >= _LEAST_PLACES:
            heapq.heappush(waiting, (-len(members), words, rank))


def _new_phrases(item: _Edited, weak: frozenset[str]) -> Iterator[Key]:
    """Phrases of one clause that hold all inserted words of an edit and did not stand in the old text.

    With each: whether every word of it was put in. Words added to one paragraph and a wording changed in another are
    not one edit, even if they come to read the same (74/153 OP8 and OP16, "cooperation and genuine dialogue").
    """
    words = item.new.words
    for first, last in _spans(item):
        for start, end in _around(item, first, last):
            phrase = words[start : end + 1]
            row = " ".join(phrase)
            if f" {row} " not in item.old and _says_something(phrase, weak):
                yield row, None not in item.edits[start : end + 1]


def _spans(item: _Edited) -> Iterator[tuple[int, int]]:
    """First and last word of each edit; small words at its ends may belong to the sentence ("des" to "de tous les")."""
    edits: defaultdict[int, list[int]] = defaultdict(list)
    for position, edit in enumerate(item.edits):
        if edit is not None:
            edits[edit].append(position)
    for positions in edits.values():
        content = [position for position in positions if item.new.words[position] not in config.SMALL_WORDS]
        kept = content or positions
        yield kept[0], kept[-1]


def _around(item: _Edited, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Spans of one clause, of bounded length, that hold the words from first to last."""
    clauses, words = item.clauses, item.new.words
    clause = clauses[first]
    if clauses[last] != clause:
        return
    for start in range(first, max(-1, last - config.PHRASE_WORDS), -1):
        if clauses[start] != clause:
            return
        for end in range(last, min(len(words), start + config.PHRASE_WORDS)):
            if clauses[end] != clause:
                break
            if end == last or words[end] not in config.SMALL_WORDS:  # else it dangles
                yield start, end


def _says_something(phrase: Phrase, weak: frozenset[str]) -> bool:
    """Whether a phrase has words of its own, two that neither lead on nor stand in every text, and no figures."""
    if phrase[0] > _HAN_FROM and all(len(word) == 1 and word > _HAN_FROM for word in phrase):
        return len(phrase) >= config.PHRASE_LEAST_HAN
    return sum(word not in weak for word in phrase) >= _LEAST_WORDS and not _FIGURE.search(" ".join(phrase))


class _Trivial:
    """Whether a phrase has but two words of its own, and both are what the whole text is about.

    So is "the human rights" in a text on human rights; "all human rights" is not, which says of whom or what.
    """

    def __init__(self, changes: Sequence[Change], weak: frozenset[str], language: str) -> None:
        """Take the changes, the words that say nothing, and the language."""
        self._texts = [_folded(place.text, language) for change in changes for place in change.old]
        self._weak = weak
        self._most = max(config.SUBJECT_LEAST, config.SUBJECT_SHARE * len(self._texts))
        self._known: dict[str, bool] = {}

    def __call__(self, phrase: str) -> bool:
        """Whether it is one; its words are parted by blanks."""
        words = phrase.split(" ")
        own = [word for word in words if word not in self._weak]
        return len(own) == _LEAST_WORDS and config.SCOPE_WORDS.isdisjoint(words) and all(map(self._is_common, own))

    def _is_common(self, word: str) -> bool:
        if word not in self._known:
            self._known[word] = sum(word in text for text in self._texts) > self._most
        return self._known[word]


def _printed(phrase: str, item: _Edited) -> str:
    start = item.new.find(phrase)
    if start is None:
        return phrase
    return item.text[item.new.spans[start][0] : item.new.spans[start + phrase.count(" ")][1]]


# ------------------------------------------------------------------------------------------- where it was not made


class _Places:
    """The paragraphs of the new text, read once, however many phrases are looked for in them."""

    def __init__(self, changes: Sequence[Change], language: str) -> None:
        """Take the changes and their language."""
        self.language = language
        self._all = [(number, place) for number, change in enumerate(changes) for place in change.new]
        self._folded: list[str] = []
        self._texts: dict[int, _Text] = {}

    def holding(self, wordings: Iterable[str], but: Iterable[int]) -> Iterator[tuple[Place, _Text]]:
        """The paragraphs in which some wording may stand, and their words; not those of the changes named."""
        if not self._folded:
            self._folded = [_folded(place.text, self.language) for _, place in self._all]
        longest, passed = [max(wording.split(" "), key=len) for wording in wordings], frozenset(but)
        for at, (number, place) in enumerate(self._all):
            if number in passed or not any(word in self._folded[at] for word in longest):
                continue
            if at not in self._texts:
                self._texts[at] = _text(place.text, self.language)
            yield place, self._texts[at]


def _not_applied(phrase: str, members: Mapping[int, _Edited], places: _Places) -> tuple[NotApplied, ...]:
    """Paragraphs of the new text that hold one of the earlier wordings and not the new one."""
    earlier = {wording for item in members.values() if (wording := _earlier(item, phrase, places.language))}
    found = []
    for place, text in places.holding(earlier, members) if earlier else ():
        hits = [(start, wording) for wording in earlier if (start := text.find(wording)) is not None]
        if hits and text.find(phrase) is None:
            start, wording = max(hits, key=lambda hit: (hit[1].count(" "), -hit[0]))
            begin, end = text.spans[max(0, start - 2)][0], text.spans[start + wording.count(" ")][1]
            found.append(NotApplied(place.label, place.text[begin:end]))
    return tuple(found)


def _earlier(item: _Edited, phrase: str, language: str) -> str | None:
    """The old words in the place where the phrase now stands; None if they are too few to be looked for."""
    start = item.new.find(phrase)
    if start is None:
        return None
    span = (item.new.spans[start][0], item.new.spans[start + phrase.count(" ")][1])
    words = _words(_old_within(item.change, span), language)
    content = [word for word in words if word not in config.SMALL_WORDS]
    return " ".join(words) if len(content) >= 2 else None


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
