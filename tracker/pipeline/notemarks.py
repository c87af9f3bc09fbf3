"""The notes of several versions as threads: one note through all texts that have it, its words and its place woven."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from tracker.model import Change, Footnote, NoteChange, Resolution
from tracker.pipeline.strands import Bit, Strand, woven_bits
from tracker.woven import Mark, Piece

TITLE = -1
"""The place of the title among the paragraphs."""

Key = tuple[int, int]
"""A note of one version: the paragraph that carries it, and the which of its notes it is."""
Spot = tuple[int, int]
"""A place among strands: the which strand, and how many letters (of any version) stand before it there."""


@dataclass(slots=True)
class Thread:
    """A note through the versions. `places`: where its mark stands in each (paragraph, letters before it)."""

    bits: list[Bit]
    places: dict[int, tuple[int, int]]
    born: Mark | None = None
    died: Mark | None = None
    latest: Mark = field(default_factory=lambda: Mark(1, "technical"))


class Threads:
    """All notes, from the first version on."""

    def __init__(self, first: Resolution) -> None:
        self._now: dict[Key, Thread] = {}
        self._values = _notes(first)
        self._all: list[Thread] = []
        self._words: list[tuple[Piece, ...]] = []
        for key, note in self._values.items():
            self._begin(key, note, 0, None)

    def _begin(self, key: Key, note: Footnote, version: int, mark: Mark | None) -> Thread:
        thread = Thread([Bit(note.text, mark)], {version: (key[0], note.offset)}, mark)
        self._all.append(thread)
        self._now[key] = thread
        return thread

    def advance(self, changes: Iterable[Change], new: Resolution, step: int) -> None:
        """Lay the notes of the next version in, as the changes tell what became of each."""
        before, self._now = self._now, {}
        olds, news = self._values, _notes(new)
        left_old, left_new = _by_value(olds), _by_value(news)
        for change, told in _told(changes):
            was = _take(left_old, told.old, [one.position for one in change.old])
            here = _take(left_new, told.new, [one.position for one in change.new])
            if was is not None and here is not None:
                self._go_on(before.pop(was), here, news[here], told, step)
        for key in [key for keys in left_new.values() for key in keys]:  # of the title, which no change tells of
            same = next((one for one in before if one[0] == key[0] and olds[one].text == news[key].text), None)
            if same is not None:
                self._go_on(before.pop(same), key, news[key], None, step)
        for thread in before.values():
            thread.died = Mark(step)
            for bit in thread.bits:
                bit.died = bit.died or thread.died
        for key, note in news.items():
            if key not in self._now:
                self._begin(key, note, step, Mark(step))
        self._values = news

    def _go_on(self, thread: Thread, key: Key, note: Footnote, told: NoteChange | None, step: int) -> None:
        if told:
            thread.bits = woven_bits(thread.bits, told.segments, step)
        thread.places[step] = (key[0], note.offset)
        thread.latest = Mark(step, "technical")
        self._now[key] = thread

    def placed(self, title: Sequence[Strand], body: Sequence[Strand], last: int) -> dict[int, list[tuple[int, Piece]]]:
        """For each strand (by its id) the marks in it: how many letters stand before each. Numbers the notes."""
        found: list[tuple[int, Spot, int, Thread, Mark | None, Mark | None]] = []
        for order, thread in enumerate(self._all):
            for spot, born, died in self._spots(thread, title, body, last):
                found.append(
                    (0 if thread.places[max(thread.places)][0] == TITLE else 1, spot, order, thread, born, died)
                )
        found.sort(key=lambda item: item[:3])
        marks: dict[int, list[tuple[int, Piece]]] = {}
        for part, (strand, at), _, thread, born, died in found:
            piece = Piece("", born, died, note=len(self._words))
            self._words.append(tuple(_words(thread, born, died)))
            marks.setdefault(id((title, body)[part][strand]), []).append((at, piece))
        return marks

    def words(self) -> tuple[tuple[Piece, ...], ...]:
        """The words of each note, in the order of their marks."""
        return tuple(self._words)

    def _spots(
        self, thread: Thread, title: Sequence[Strand], body: Sequence[Strand], last: int
    ) -> Iterator[tuple[Spot, Mark | None, Mark | None]]:
        """Where the mark stands: in one place if that is right in both texts, else in one for each."""
        ends = [version for version in (0, last) if version in thread.places] or [max(thread.places)]
        spans = [
            _span(title if (place := thread.places[version])[0] == TITLE else body, *place, version) for version in ends
        ]
        low, high = max(span[0] for span in spans), min(span[1] for span in spans)
        if low <= high:
            yield (low if low[0] >= 0 else high), thread.born, thread.died
            return
        for (start, end), born, died in zip(spans, (None, thread.latest), (thread.latest, None), strict=True):
            yield (start if start[0] >= 0 else end), born, died


def _span(strands: Sequence[Strand], position: int, offset: int, version: int) -> tuple[Spot, Spot]:
    """Between which places a mark can stand, so that `offset` letters of its paragraph in a version are before it."""
    paragraph, here = (0 if position == TITLE else position), 0
    low: Spot = (-1, 0)
    at = 0
    for index, strand in enumerate(strands):
        length = 0
        for bit in strand.bits if at == paragraph else ():
            if is_there(bit.born, bit.died, version):
                if here < offset <= here + len(bit.text):
                    low = (index, length + offset - here)
                if here <= offset < here + len(bit.text):
                    return low, (index, length + offset - here)
                here += len(bit.text)
            length += len(bit.text)
        if is_there(strand.born, strand.died, version):
            if at == paragraph:
                return low, (index, length)
            at += 1
    raise AssertionError("a note stands in a paragraph that is not there")


def is_there(born: Mark | None, died: Mark | None, version: int) -> bool:
    """Whether what has this fate stands in a version, 0 the oldest."""
    return (born is None or born.step <= version) and (died is None or died.step > version)


def _words(thread: Thread, born: Mark | None, died: Mark | None) -> Iterator[Piece]:
    """The words of a note; of one that stands in two places, those of the text where it does."""
    for bit in thread.bits:
        if born and died:  # it came and went with its mark; its words need no fate of their own
            yield from [Piece(bit.text)] if is_there(bit.born, bit.died, died.step - 1) else []
        elif born is not thread.born:  # the place of the newer text
            if bit.died is None:
                yield Piece(bit.text, born)
        elif died is not thread.died:
            if bit.born is None:
                yield Piece(bit.text, None, died)
        elif not (bit.born and bit.died):  # what came and went inside a note is left out: LibreOffice would keep it
            yield Piece(bit.text, bit.born, bit.died)


def _notes(text: Resolution) -> dict[Key, Footnote]:
    found = {(TITLE, index): _inside(note, text.title) for index, note in enumerate(text.title_notes)}
    for position, paragraph in enumerate(text.paragraphs):
        found |= {(position, index): _inside(note, paragraph.text) for index, note in enumerate(paragraph.notes)}
    return found


def _inside(note: Footnote, text: str) -> Footnote:
    return note if note.offset <= len(text) else replace(note, offset=len(text))


def _by_value(notes: dict[Key, Footnote]) -> defaultdict[tuple[str, str], list[Key]]:
    found: defaultdict[tuple[str, str], list[Key]] = defaultdict(list)
    for key, note in notes.items():
        found[note.mark, note.text].append(key)
    return found


def _told(changes: Iterable[Change]) -> Iterator[tuple[Change, NoteChange]]:
    for change in changes:
        for note in change.notes:
            yield change, note


def _take(left: dict[tuple[str, str], list[Key]], note: Footnote | None, positions: Collection[int]) -> Key | None:
    """The key of a note that a change tells of: in one of its paragraphs, else anywhere (it came from there)."""
    if note is None:
        return None
    keys = left.get((note.mark, note.text), [])
    best = next((key for key in keys if key[0] in positions), keys[0] if keys else None)
    if best is not None:
        keys.remove(best)
    return best
