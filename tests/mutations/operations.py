"""What drafters do, each by its name: a draft is changed in one place, where it gives the occasion.

An operation takes untouched paragraphs only, so that each has one story; what is done twice (moved and edited) is an
operation of its own. It returns how many paragraphs it touched, 0 where there was no occasion.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from mutations import wording
from mutations.draft import PROSE, Draft, Piece, contained, is_point, is_tail, marked, with_text
from mutations.phrases import PHRASES
from mutations.truth import words
from mutations.wording import size

from tracker.model import Paragraph

Operation = Callable[[Draft], int]

LEAST_EDIT, LEAST_SPLIT, LEAST_HALF, LEAST_MERGE = 10, 24, 9, 9
"""Words that a paragraph must have to be edited or split, a half of it must keep, a merged one must bring along."""


# ---------------------------------------------------------------------------------------------------------- places


def _region(draft: Draft, position: int) -> list[int]:
    """Where the paragraph at this position (with what belongs to it) may stand: before each of its kind and list."""
    here = draft.pieces[position]
    count = draft.family(position)
    inside = range(position, position + count)
    point = is_point(here)
    found = []
    for n, piece in enumerate(draft.pieces):
        if n in inside or not _beside(here, piece, point=point):
            continue
        found.append(n)
    return found


def _beside(here: Piece, piece: Piece, *, point: bool) -> bool:
    one, other = here.paragraph, piece.paragraph
    if one.kind != other.kind or here.run != piece.run or is_tail(piece):
        return False
    if point:
        return is_point(piece) and one.path[:-1] == other.path[:-1]
    return not is_point(piece)


def _move(draft: Draft, *, least: int, most: int) -> int:
    for position in draft.shuffled(PROSE, 4, alone=False):
        here = draft.pieces[position]
        if is_tail(here):
            continue
        heads = _region(draft, position)
        before = [n for n in heads if n < position]
        after = [n for n in heads if n > position]
        targets = [(n, -1) for rank, n in enumerate(reversed(before), 1) if least <= rank <= most]
        targets += [(n, 1) for rank, n in enumerate(after, 1) if least <= rank <= most]
        if targets:
            target, side = draft.rng.choice(targets)
            return _carry(draft, position, target, side)
    return 0


def _carry(draft: Draft, position: int, target: int, side: int, name: str = "") -> int:
    """Take a paragraph with what belongs to it before the target (-1), or behind it and what belongs to that (1)."""
    count = draft.family(position)
    place = target if side < 0 else target + draft.family(target)
    name = name or "move"
    block = [piece.done(name, "none") for piece in draft.pieces[position : position + count]]
    del draft.pieces[position : position + count]
    place -= count if place > position else 0
    draft.pieces[place:place] = block
    return count


def move_near(draft: Draft) -> int:
    """A paragraph one to three places further up or down."""
    return _move(draft, least=1, most=3)


def move_far(draft: Draft) -> int:
    """A paragraph five places or more away, within its part."""
    return _move(draft, least=5, most=400)


def swap(draft: Draft) -> int:
    """Two paragraphs that change places."""
    for one in draft.shuffled(PROSE, 4):
        free = {n for n in _region(draft, one) if n != one and not draft.pieces[n].operations and draft.family(n) == 1}
        others = [n for n in sorted(free) if abs(n - one) <= 8]
        if others and draft.family(one) == 1:
            other = draft.rng.choice(others)
            pieces = draft.pieces
            pieces[one], pieces[other] = pieces[other].done("swap", "none"), pieces[one].done("swap", "none")
            return 2
    return 0


# ----------------------------------------------------------------------------------------------------------- words


def _edit(draft: Draft, strength: str) -> int:
    kinds = (*PROSE, "heading", "table")
    for position in draft.shuffled(kinds, 2, alone=False):
        piece = draft.pieces[position]
        text = _reworded(draft, piece, strength)
        if text and draft.is_clear(text, piece.old):
            draft.pieces[position] = piece.reworded(text).done(f"edit-{strength}", "substantive")
            return 1
    return 0


def _reworded(draft: Draft, piece: Piece, strength: str) -> str | None:
    kind, text, language = piece.paragraph.kind, piece.text, draft.language
    if kind == "table":
        return wording.edit_cell(text, draft.rng)
    if kind == "heading":
        return wording.edit_heading(text, language, draft.donors.clauses, draft.rng) if not _opens(piece) else None
    if size(text, language) < LEAST_EDIT:
        return None
    return wording.edit(text, language, draft.donors.clauses, draft.rng, strength)


def _opens(piece: Piece) -> bool:
    """Whether a heading names a section or an annex: a name has no other words."""
    return len(piece.text.split()) < 3


def edit_light(draft: Draft) -> int:
    """One clause or a few words with meaning put in, taken out or replaced; a number in a table, a heading."""
    return _edit(draft, "light")


def edit_heavy(draft: Draft) -> int:
    """A paragraph reworded in two to four places; more than half of its words stay."""
    return _edit(draft, "heavy")


def move_and_edit(draft: Draft) -> int:
    """A paragraph that is reworded and stands elsewhere."""
    for position in draft.shuffled(PROSE, LEAST_EDIT):
        piece = draft.pieces[position]
        heads = [n for n in _region(draft, position) if abs(n - position) > 1]
        text = _reworded(draft, piece, draft.rng.choice(("light", "heavy")))
        if heads and text and draft.is_clear(text, piece.old):
            draft.pieces[position] = piece.reworded(text).done("move-and-edit", "substantive")
            target = draft.rng.choice(heads)
            return _carry(draft, position, target, -1 if target < position else 1, "moved")
    return 0


def _technical(draft: Draft, name: str, change: Callable[[Piece], str | None], *, typographic: bool = False) -> int:
    for position in draft.shuffled((*PROSE, "heading", "table") if typographic else PROSE, 2, alone=False):
        piece = draft.pieces[position]
        text = change(piece)
        if text and text != piece.text:
            floor = "none" if typographic else "technical"
            draft.pieces[position] = piece.reworded(text).done(name, floor, "typographic" if typographic else None)
            return 1
    return 0


def noise(draft: Draft) -> int:
    """Other hyphens, no-break blanks, other quotes: never more than typographic."""
    return _technical(draft, "noise", lambda piece: wording.noise(piece.text, draft.rng), typographic=True)


def further(draft: Draft) -> int:
    """An also or further put into a lead phrase, or taken out of it."""
    return _technical(
        draft,
        "further",
        lambda piece: (
            None
            if is_point(piece) or piece.paragraph.division.startswith("Annex") or not piece.paragraph.lead
            else wording.further(piece.text, draft.language, piece.paragraph.kind, draft.rng)
        ),
    )


def roll_over(draft: Draft) -> int:
    """Citations, their dates and session ordinals brought forward by one session."""
    return _technical(draft, "roll-over", lambda piece: wording.roll_over(piece.text, draft.language))


def cite_back(draft: Draft) -> int:
    """A citation replaced by one of an earlier session."""
    for position in draft.shuffled(PROSE, 4, alone=False):
        piece = draft.pieces[position]
        text = wording.cite_back(piece.text, draft.rng)
        if text:
            draft.pieces[position] = piece.reworded(text).done("cite-back", "substantive")
            return 1
    return 0


def shuffle_notes(draft: Draft) -> int:
    """All notes from one on have other marks, as when a note is put in before them."""
    carrying = [n for n, piece in enumerate(draft.pieces) if piece.paragraph.notes and not piece.operations]
    if not carrying:
        return 0
    shift = draft.rng.randint(1, 3)
    start = draft.rng.choice(carrying)
    touched = [n for n in carrying if n >= start]
    for n in touched:
        piece = draft.pieces[n]
        notes = marked(piece.paragraph.notes, shift)
        draft.pieces[n] = replace(piece, paragraph=replace(piece.paragraph, notes=notes)).done("notes", "none")
    return len(touched)


# -------------------------------------------------------------------------------------------------- apart, together


def split(draft: Draft) -> int:
    """A paragraph cut at the end of a sentence or clause; the second half has a lead phrase of its own."""
    return _split(draft, "split")


def split_far(draft: Draft) -> int:
    """The same, and the second half stands elsewhere."""
    return _split(draft, "split-far")


def _split(draft: Draft, name: str) -> int:
    for position in draft.shuffled(PROSE, LEAST_SPLIT):
        piece = draft.pieces[position]
        halves = _halves(draft, piece)
        if halves is None:
            continue
        first, second = (one.done(name, "substantive") for one in halves)
        draft.pieces[position : position + 1] = [first, second]
        if name == "split-far":
            heads = [n for n in _region(draft, position + 1) if abs(n - position) > 2]
            if heads:
                target = draft.rng.choice(heads)
                _carry(draft, position + 1, target, -1 if target < position else 1, "moved")
        return 1
    return 0


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
    return all(contained(half, bag) <= 0.7 for n, bag in enumerate(draft.bags) if n != old)


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
    own = is_point(piece) or paragraph.division.startswith("Annex") or not leads
    lead = "" if own else draft.rng.choice(leads)
    text = f"{lead}{PHRASES[draft.language].space}{rest}" if lead else rest[:1].upper() + rest[1:]
    half = _half(piece, text, start)
    number = "new" if paragraph.number and not is_point(piece) else paragraph.number
    return replace(half, paragraph=replace(half.paragraph, lead=len(lead), number=number))


def merge(draft: Draft) -> int:
    """Two neighbours made into one."""
    return _merge(draft, "merge")


def merge_far(draft: Draft) -> int:
    """A paragraph taken into another from afar."""
    return _merge(draft, "merge-far")


def _merge(draft: Draft, name: str) -> int:
    for position in draft.shuffled(PROSE, LEAST_MERGE):
        free = set(draft.shuffled(PROSE, LEAST_MERGE))
        region = [n for n in _region(draft, position) if n in free]
        distance = (1, 1) if name == "merge" else (3, 400)
        others = [n for n in region if distance[0] <= abs(n - position) <= distance[1]]
        if not others:
            continue
        first, second = position, draft.rng.choice(others)
        if name == "merge":
            first, second = sorted((first, second))
        one, other = draft.pieces[first], draft.pieces[second]
        draft.pieces[first] = _merged(draft, one, other).done(name, "substantive")
        del draft.pieces[second]
        return 2
    return 0


def _merged(draft: Draft, one: Piece, other: Piece) -> Piece:
    """Two paragraphs in one: the second with its lead phrase in small letters, or without it."""
    facts = PHRASES[draft.language]
    tail = other.text
    if other.paragraph.lead and draft.rng.random() < 0.5:
        shorter = tail[other.paragraph.lead :].strip()
        tail = shorter if size(shorter, draft.language) >= LEAST_MERGE else tail
    tail = tail[:1].lower() + tail[1:]
    text = one.text.rstrip(wording.FINAL) + facts.joint + tail
    start = len(text) - len(other.text)
    moved = tuple(replace(note, offset=max(0, note.offset + start)) for note in other.paragraph.notes)
    paragraph = replace(one.paragraph, text=text, notes=(*one.paragraph.notes, *moved))
    return replace(one, paragraph=paragraph, old=tuple(sorted((*one.old, *other.old))))


# ---------------------------------------------------------------------------------------------------------- in, out


def delete(draft: Draft) -> int:
    """A paragraph that goes; a table row, too."""
    if len(draft.pieces) < 4:
        return 0
    for position in draft.shuffled((*PROSE, "table"), 4):
        del draft.pieces[position]
        return 1
    return 0


def insert(draft: Draft) -> int:
    """A paragraph of another resolution, unlike any of the old text."""
    donors = draft.donors.paragraphs
    for _ in range(20):
        if not donors:
            break
        paragraph = draft.rng.choice(donors)
        bag = words(paragraph.text)
        if any(2 * (bag & other).total() > 0.5 * (bag.total() + other.total()) for other in draft.bags):
            continue
        places = [n for n, piece in enumerate(draft.pieces) if _takes(piece, paragraph.kind)]
        if not places:
            continue
        place = draft.rng.choice(places)
        beside = draft.pieces[place]
        number = "new" if beside.paragraph.number else None
        new = Paragraph(paragraph.kind, paragraph.text, "", number, beside.paragraph.division, (), paragraph.lead)
        draft.pieces.insert(place, Piece(new, (), beside.run).done("insert", "substantive"))
        return 1
    return 0


def _takes(piece: Piece, kind: str) -> bool:
    """Whether a new paragraph can stand before this one."""
    return piece.paragraph.kind == kind and not is_point(piece) and not is_tail(piece)


def duplicate(draft: Draft) -> int:
    """The same paragraph twice: either copy may be the successor."""
    for position in draft.shuffled(PROSE, 6):
        heads = _region(draft, position)
        if heads:
            draft.twins += 1
            piece = replace(draft.pieces[position], twin=draft.twins)
            copy = replace(piece, paragraph=replace(piece.paragraph, notes=()))
            copy = copy.done("duplicate", "none", "substantive")
            draft.pieces[position] = piece.done("duplicate", "none", "substantive")
            draft.pieces.insert(draft.rng.choice(heads), copy)
            return 1
    return 0


# ----------------------------------------------------------------------------------------------- from part to part


def _cross(draft: Draft, *, promote: bool) -> int:
    kind, other = PROSE if promote else PROSE[::-1]
    for position in draft.shuffled((kind,), 6):
        piece = draft.pieces[position]
        text = wording.cross(piece.text, draft.language, promote=promote)
        places = [n for n, one in enumerate(draft.pieces) if _takes(one, other) and one.paragraph.division == ""]
        if text is None or not places or piece.paragraph.division or is_point(piece):
            continue
        place = draft.rng.choice(places)
        beside = draft.pieces[place]
        paragraph = with_text(piece.paragraph, text)
        number = "new" if beside.paragraph.number else None
        paragraph = replace(paragraph, kind=beside.paragraph.kind, number=number, path=())
        crossed = replace(piece, paragraph=paragraph, run=beside.run)
        del draft.pieces[position]
        name = "promote" if promote else "demote"
        draft.pieces.insert(place - (place > position), crossed.done(name, "substantive"))
        return 1
    return 0


def promote(draft: Draft) -> int:
    """A preambular paragraph that becomes operative, with its verb and mark."""
    return _cross(draft, promote=True)


def demote(draft: Draft) -> int:
    """An operative paragraph that becomes preambular."""
    return _cross(draft, promote=False)


OPERATIONS: Mapping[str, Operation] = MappingProxyType(
    {
        "move-near": move_near,
        "move-far": move_far,
        "swap": swap,
        "edit-light": edit_light,
        "edit-heavy": edit_heavy,
        "move-and-edit": move_and_edit,
        "split": split,
        "split-far": split_far,
        "merge": merge,
        "merge-far": merge_far,
        "delete": delete,
        "insert": insert,
        "duplicate": duplicate,
        "promote": promote,
        "demote": demote,
        "cite-back": cite_back,
        "roll-over": roll_over,
        "further": further,
        "notes": shuffle_notes,
        "noise": noise,
    }
)
"""By name. `renumber` and `mixed` are made by generate.py: they are of the whole text."""
