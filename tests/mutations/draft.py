"""A text while it is redrafted: its paragraphs in order, each with where it comes from and what was done to it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from random import Random

from mutations.truth import Bag, words
from mutations.wording import clauses, size
from tracker.model import Footnote, Paragraph, Resolution, Significance
from tracker.tokens import plain

PROSE = ("preambular", "operative")
NEW = "new"
"""The number of a paragraph that is to be given one."""
_DIGITS = "0123456789٠١٢٣٤٥٦٧٨٩"
_LETTERED = re.compile(r"\([a-z]\)")
CLEARLY_NEARER = 0.06
"""By how much a changed paragraph shares more words with its origin than with any other old one: else a person could
not tell either which it was."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph of the draft. `run` is the count of numbers it stands in; `twin` is shared by copies."""

    paragraph: Paragraph
    old: tuple[int, ...]
    run: int
    operations: tuple[str, ...] = ()
    floor: Significance = "none"
    ceiling: Significance = "none"
    twin: int | None = None

    @property
    def text(self) -> str:
        return self.paragraph.text

    def done(self, operation: str, floor: Significance, ceiling: Significance | None = None) -> Piece:
        """The same with one more operation; the weights of its change rise to this one's."""
        order = ("none", "typographic", "technical", "substantive")
        return replace(
            self,
            operations=(*self.operations, operation),
            floor=max(self.floor, floor, key=order.index),
            ceiling=max(self.ceiling, ceiling or floor, key=order.index),
        )

    def reworded(self, text: str) -> Piece:
        """The same with another text; its lead phrase and notes stay at the words where they stood."""
        return replace(self, paragraph=with_text(self.paragraph, text))


def with_text(paragraph: Paragraph, text: str) -> Paragraph:
    """A paragraph with another text: places before the first difference stay, those after the last one shift."""
    old = paragraph.text
    same = next(
        (n for n, (one, other) in enumerate(zip(old, text, strict=False)) if one != other), min(len(old), len(text))
    )
    shift = len(text) - len(old)

    def at(offset: int) -> int:
        return max(0, min(offset if offset <= same else offset + shift, len(text)))

    notes = tuple(replace(note, offset=at(note.offset)) for note in paragraph.notes)
    return replace(paragraph, text=text, lead=at(paragraph.lead) if paragraph.lead else 0, notes=notes)


@dataclass(frozen=True)
class Donors:
    """Other texts of the language: what can be taken from them."""

    resolutions: tuple[Resolution, ...]

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Their preambular and operative paragraphs that stand by themselves, of 10 words and more."""
        return tuple(
            paragraph
            for resolution in self.resolutions
            for paragraph in resolution.paragraphs
            if paragraph.kind in PROSE
            and len(paragraph.path) < 2
            and not paragraph.text.rstrip().endswith((":", "："))
            and size(paragraph.text, resolution.language) >= 10
        )

    @cached_property
    def clauses(self) -> tuple[str, ...]:
        """Clauses of theirs, with which a paragraph can be reworded."""
        found = dict.fromkeys(
            clause
            for resolution in self.resolutions
            for paragraph in resolution.paragraphs
            if paragraph.kind in PROSE
            for clause in clauses(plain(paragraph.text), resolution.language)
        )
        return tuple(found)

    @cached_property
    def leads(self) -> dict[str, tuple[str, ...]]:
        """Lead phrases by the kind of their paragraph."""
        return {kind: tuple(dict.fromkeys(_leads(self.resolutions, kind))) for kind in PROSE}


def _leads(resolutions: Iterable[Resolution], kind: str) -> Iterable[str]:
    for resolution in resolutions:
        for paragraph in resolution.paragraphs:
            if paragraph.kind == kind and 2 <= paragraph.lead <= 40 and len(paragraph.path) < 2:
                yield paragraph.text[: paragraph.lead].strip()


@dataclass
class Draft:
    """The draft and what operations choose by: each is a function of a draft that says whether it found an occasion."""

    old: Resolution
    donors: Donors
    rng: Random
    pieces: list[Piece] = field(default_factory=list)
    twins: int = 0

    def __post_init__(self) -> None:
        runs = _runs(self.old.paragraphs)
        self.pieces = [
            Piece(one, (n,), run) for n, (one, run) in enumerate(zip(self.old.paragraphs, runs, strict=True))
        ]
        self.bags = [words(paragraph.text) for paragraph in self.old.paragraphs]
        texts = Counter(_key(paragraph) for paragraph in self.old.paragraphs)
        self.repeated = frozenset(key for key, count in texts.items() if count > 1)

    @property
    def language(self) -> str:
        return self.old.language

    @cached_property
    def clauses(self) -> tuple[str, ...]:
        """Clauses that other texts can give and this one has not: else an edit would look like a part moved over."""
        here = "\n".join(_folded(paragraph.text) for paragraph in self.old.paragraphs)
        halves = ((clause, clause.casefold(), len(clause) // 2) for clause in self.donors.clauses)
        return tuple(one for one, folded, half in halves if folded[:half] not in here and folded[half:] not in here)

    def shuffled(self, kinds: Sequence[str], least: float, *, alone: bool = True) -> list[int]:
        """Positions of untouched paragraphs of these kinds, in random order.

        They have at least so many words, stand once in the text, and, if `alone`, head no list and trail none.
        """
        found = [
            n
            for n, piece in enumerate(self.pieces)
            if not piece.operations
            and piece.paragraph.kind in kinds
            and size(piece.text, self.language) >= least
            and _key(piece.paragraph) not in self.repeated
            and not (alone and (self.family(n) > 1 or piece.text.rstrip().endswith((":", "：")) or is_tail(piece)))
        ]
        self.rng.shuffle(found)
        return found

    def family(self, position: int) -> int:
        """How many paragraphs belong to this one: itself, its points, and the words after its list."""
        head = self.pieces[position].paragraph
        count = 1
        if head.kind not in PROSE or not head.path:
            return count
        for piece in self.pieces[position + 1 :]:
            path = piece.paragraph.path
            below = len(path) > len(head.path) and path[: len(head.path)] == head.path
            if not (below or is_tail(piece)) or piece.paragraph.kind != head.kind or not piece.old:
                break
            count += 1
        return count

    def is_clear(self, text: str, origins: Sequence[int]) -> bool:
        """Whether a person would see from which old paragraphs this text comes, and from no other."""
        bag = words(text)
        own = min(alike(bag, self.bags[old]) for old in origins)
        return all(own >= alike(bag, other) + CLEARLY_NEARER for n, other in enumerate(self.bags) if n not in origins)


def alike(one: Bag, other: Bag) -> float:
    """The share of the words of two texts that both have (Dice)."""
    return 2 * len(one & other) / max(len(one) + len(other), 1)


def contained(text: str, bag: Bag) -> float:
    """The share of a text's words that a paragraph has."""
    own = words(text)
    return len(own & bag) / max(len(own), 1)


def is_tail(piece: Piece) -> bool:
    """Whether this is unnumbered operative text that goes with the paragraph before it."""
    return " +" in piece.paragraph.label or piece.paragraph.label.startswith("+")


def is_point(piece: Piece) -> bool:
    """Whether this is a point of a list."""
    return len(piece.paragraph.path) > 1 or (piece.paragraph.kind == "preambular" and bool(piece.paragraph.path))


def _key(paragraph: Paragraph) -> str:
    return _folded(paragraph.text)


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    return plain(text).casefold()


def _runs(paragraphs: Sequence[Paragraph]) -> list[int]:
    """In which count of numbers each paragraph stands: a new one begins where the part does, or where numbers fall."""
    found, run, last = [], 0, 0
    for n, paragraph in enumerate(paragraphs):
        before = paragraphs[n - 1] if n else paragraph
        if (before.kind in PROSE and before.kind != paragraph.kind) or before.division != paragraph.division:
            run += 1
        number = _top(paragraph)
        if number is not None:
            run += number <= last
            last = number
        found.append(run)
    return found


def _top(paragraph: Paragraph) -> int | None:
    """The number of a numbered paragraph of the first degree."""
    if paragraph.kind != "operative" or not paragraph.number or len(paragraph.path) != 1:
        return None
    digits = "".join(letter for letter in paragraph.number if letter.isdigit())
    return int(digits) if digits else None


def numbered(pieces: Sequence[Piece], first: int = 0) -> list[Paragraph]:
    """The paragraphs with the numbers they now have: each run counts on from its beginning, by `first` more."""
    starts: dict[int, int] = {}
    styles: dict[int, str] = {}
    for piece in pieces:
        number = _top(piece.paragraph) if piece.old else None
        if number is not None:
            starts[piece.run] = min(number, starts.get(piece.run, number))
            styles.setdefault(piece.run, piece.paragraph.number or "")
    counts = {run: start - 1 + first for run, start in starts.items()}
    found = []
    for piece in pieces:
        paragraph = piece.paragraph
        if _top(paragraph) is not None or paragraph.number == NEW:
            counts[piece.run] = counts.get(piece.run, 0) + 1
            style = styles.get(piece.run)
            printed = f"{counts[piece.run]}{style.lstrip(_DIGITS)}" if style else None
            paragraph = replace(paragraph, number=printed)
        found.append(paragraph)
    return _lettered(pieces, found)


def _lettered(pieces: Sequence[Piece], paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Points (a), (b), (c) of one list in the order of the alphabet, whatever was moved, cut in two or taken out."""
    lists: dict[tuple[int, tuple[str, ...]], list[int]] = {}
    for n, (piece, paragraph) in enumerate(zip(pieces, paragraphs, strict=True)):
        if is_point(piece) and _LETTERED.fullmatch(paragraph.number or ""):
            lists.setdefault((piece.run, paragraph.path[:-1]), []).append(n)
    found = list(paragraphs)
    for points in lists.values():
        letters = [(paragraphs[n].number or "")[1] for n in points]
        if len(set(letters)) == len(letters) and letters == sorted(letters):
            continue
        for offset, n in enumerate(points):
            letter = chr(min(ord(min(letters)) + offset, ord("z")))
            found[n] = replace(paragraphs[n], number=f"({letter})")
    return found


def marked(notes: Sequence[Footnote], shift: int) -> tuple[Footnote, ...]:
    """The same notes with marks that count from elsewhere."""
    return tuple(replace(n, mark=str(int(n.mark) + shift)) if n.mark.isdecimal() else n for n in notes)
