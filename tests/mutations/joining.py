"""Paragraphs cut in two, and two made one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import regex

from mutations import wording
from mutations.draft import NEW, PROSE, Draft, Piece, contained, is_point
from mutations.moving import carry, region
from mutations.phrases import PHRASES
from mutations.truth import words
from mutations.wording import size
from tracker.model import Significance

LEAST_SPLIT, LEAST_HALF, LEAST_MERGE = 18, 7, 7
"""Words that a paragraph must have to be cut in two, that a half must keep, that a merged one must bring along."""
_JOINED = regex.compile(r"[;,؛،；，]\s*(?:and|or|et|ou|y|o|и|или|و|以及|和|或)$")  # how the last point but one ends


def split(draft: Draft) -> int:
    """A paragraph cut at the end of a sentence or clause; the second half has a lead phrase of its own."""
    return _split(draft, "split")


def split_far(draft: Draft) -> int:
    """The same, and the second half stands elsewhere."""
    return _split(draft, "split-far")


def split_and_edit(draft: Draft) -> int:
    """A paragraph cut in two, and one half reworded."""
    return _split(draft, "split-and-edit")


def _split(draft: Draft, name: str) -> int:
    for position in draft.shuffled(PROSE, LEAST_SPLIT):
        halves = _halves(draft, draft.pieces[position])
        if halves is None:
            continue
        if name == "split-and-edit":
            halves = _edited_half(draft, halves)
        floor = _floor([draft.pieces[position].text], [half.text for half in halves])
        first, second = (one.done(name, floor, "substantive") for one in halves)
        draft.pieces[position : position + 1] = [first, second]
        if name == "split-far":
            heads = [n for n in region(draft, position + 1) if abs(n - position) > 2]
            if heads:
                target = draft.rng.choice(heads)
                carry(draft, position + 1, target, -1 if target < position else 1, "moved")
        return 1
    return 0


def _edited_half(draft: Draft, halves: tuple[Piece, Piece]) -> tuple[Piece, Piece]:
    """The halves, the longer one with another clause: of the shorter one too little would be left."""
    first, second = halves
    longer = max(halves, key=lambda half: size(half.text, draft.language))
    text = wording.edit(longer.text, draft.language, draft.clauses, draft.rng, "light")
    if not text:
        return halves
    return (longer.reworded(text), second) if longer is first else (first, longer.reworded(text))


def _floor(before: Iterable[str], after: Iterable[str]) -> Significance:
    """A cut between two sentences, or a joint at an "and" that was there, changes no word: it may weigh nothing."""
    same = words(" ".join(before)) == words(" ".join(after))
    return "none" if same else "substantive"


def _halves(draft: Draft, piece: Piece) -> tuple[Piece, Piece] | None:
    """The two halves of a paragraph, each long enough and clearly out of it."""
    facts, text = PHRASES[draft.language], piece.text
    bag = draft.bags[piece.old[0]]
    places = [(text.index(cut, at), cut) for cut in facts.cuts for at in range(len(text)) if text.startswith(cut, at)]
    draft.rng.shuffle(places)
    for place, cut in places:
        first, rest = text[:place].rstrip(wording.FINAL), text[place + len(cut) :].strip()
        if min(size(first, draft.language), size(rest, draft.language)) < LEAST_HALF or rest[:1].isdigit():
            continue
        if not all(_is_part(draft, half, piece.old[0]) for half in (first, rest)) or contained(rest, bag) < 1:
            continue
        return _half(piece, first + _mark(text, facts.semicolon), 0), _led(draft, piece, rest, place + len(cut))
    return None


def _is_part(draft: Draft, half: str, old: int) -> bool:
    """Whether most of a half stands in no other paragraph: by half of its words it could be anyone's."""
    return all(contained(half, bag) <= 0.8 for n, bag in enumerate(draft.bags) if n != old)


def _mark(text: str, semicolon: str) -> str:
    body = text.rstrip(wording.FINAL)
    return text[len(body) :].rstrip(" ") or semicolon


def _half(piece: Piece, text: str, start: int) -> Piece:
    """Half of a paragraph, from `start` of its text, with the notes that stand in it."""
    paragraph = piece.paragraph
    inside = range(start, len(paragraph.text) + 1) if start else range(len(text) + 1)
    notes = tuple(
        replace(note, offset=min(note.offset - start, len(text))) for note in paragraph.notes if note.offset in inside
    )
    return replace(piece, paragraph=replace(paragraph, text=text, notes=notes, lead=0 if start else paragraph.lead))


def _led(draft: Draft, piece: Piece, rest: str, start: int) -> Piece:
    """The second half with a lead phrase that another paragraph of the language has; points have none."""
    paragraph = piece.paragraph
    leads = draft.donors.leads[paragraph.kind]
    own = is_point(piece) or paragraph.division.startswith("Annex") or not leads or _has_verb(piece, rest, draft)
    lead = "" if own else draft.rng.choice(leads)
    text = f"{lead}{PHRASES[draft.language].space}{rest}" if lead else rest[:1].upper() + rest[1:]
    half = _half(piece, text, start)
    number = NEW if paragraph.number and not is_point(piece) else paragraph.number
    return replace(half, paragraph=replace(half.paragraph, lead=len(lead), number=number))


def _has_verb(piece: Piece, rest: str, draft: Draft) -> bool:
    """Whether the second half begins with a lead verb: "..., and encourages ..."."""
    facts, side = PHRASES[draft.language], 0 if piece.paragraph.kind == "preambular" else 1
    verbs = (*(pair[side] for pair in facts.leads), *(facts.requests if side else ()))
    return any(verb and rest.casefold().startswith(verb.casefold()) for verb in verbs)


def merge(draft: Draft) -> int:
    """Two neighbours made into one."""
    return _merge(draft, "merge")


def merge_far(draft: Draft) -> int:
    """A paragraph taken into another from afar."""
    return _merge(draft, "merge-far")


def merge_and_edit(draft: Draft) -> int:
    """Two neighbours made into one that is reworded, too."""
    return _merge(draft, "merge-and-edit")


def _merge(draft: Draft, name: str) -> int:
    for position in draft.shuffled(PROSE, LEAST_MERGE):
        free = set(draft.shuffled(PROSE, LEAST_MERGE))
        near = [n for n in region(draft, position) if n in free]
        distance = (3, 400) if name == "merge-far" else (1, 1)
        others = [n for n in near if distance[0] <= abs(n - position) <= distance[1]]
        if not others:
            continue
        first, second = position, draft.rng.choice(others)
        if name != "merge-far":
            first, second = sorted((first, second))
        merged = _merged(draft, draft.pieces[first], draft.pieces[second])
        if name == "merge-and-edit":
            text = wording.edit(merged.text, draft.language, draft.clauses, draft.rng, "light")
            merged = merged.reworded(text) if text and _has_all(draft, text, merged.old) else merged
        both = [draft.pieces[n].text for n in (first, second)]
        draft.pieces[first] = merged.done(name, _floor(both, [merged.text]), "substantive")
        del draft.pieces[second]
        return 2
    return 0


def _has_all(draft: Draft, text: str, olds: Sequence[int]) -> bool:
    """Whether most of what only one of the old paragraphs has is still there, for each of them."""
    bag = words(text)
    own = [draft.bags[old].difference(*(draft.bags[other] for other in olds if other != old)) for old in olds]
    return all(len(bag & one) >= 0.6 * len(one) for one in own)


def _merged(draft: Draft, one: Piece, other: Piece) -> Piece:
    """Two paragraphs in one: the second with its lead phrase in small letters, or without it."""
    facts = PHRASES[draft.language]
    tail = other.text
    if other.paragraph.lead and draft.rng.random() < 0.5:
        shorter = tail[other.paragraph.lead :].strip()
        tail = shorter if size(shorter, draft.language) >= LEAST_MERGE else tail
    tail = tail[:1].lower() + tail[1:]
    text = _JOINED.sub("", one.text.rstrip(wording.FINAL)) + facts.joint + tail
    start = len(text) - len(other.text)
    moved = tuple(replace(note, offset=max(0, note.offset + start)) for note in other.paragraph.notes)
    paragraph = replace(one.paragraph, text=text, notes=(*one.paragraph.notes, *moved))
    return replace(one, paragraph=paragraph, old=tuple(sorted((*one.old, *other.old))))
