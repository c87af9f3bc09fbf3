"""Paragraphs that stand elsewhere, each with what belongs to it."""

from __future__ import annotations

from mutations.draft import PROSE, Draft, Piece, is_point, is_tail


def region(draft: Draft, position: int) -> list[int]:
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
        heads = region(draft, position)
        before = [n for n in heads if n < position]
        after = [n for n in heads if n > position]
        targets = [(n, -1) for rank, n in enumerate(reversed(before), 1) if least <= rank <= most]
        targets += [(n, 1) for rank, n in enumerate(after, 1) if least <= rank <= most]
        if targets:
            target, side = draft.rng.choice(targets)
            return carry(draft, position, target, side)
    return 0


def carry(draft: Draft, position: int, target: int, side: int, name: str = "") -> int:
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
        free = {n for n in region(draft, one) if n != one and not draft.pieces[n].operations and draft.family(n) == 1}
        others = [n for n in sorted(free) if abs(n - one) <= 8]
        if others and draft.family(one) == 1:
            other = draft.rng.choice(others)
            pieces = draft.pieces
            pieces[one], pieces[other] = pieces[other].done("swap", "none"), pieces[one].done("swap", "none")
            return 2
    return 0
