"""Paragraphs that come, go, stand twice, or cross from one part of the text to the other."""

from __future__ import annotations

from dataclasses import replace

from mutations import wording
from mutations.draft import NEW, PROSE, Draft, Piece, alike, is_point, is_tail, with_text
from mutations.moving import region
from mutations.truth import words
from tracker.model import Paragraph

ALIKE, UNLIKE = 0.65, 0.42
"""The share of words with an old paragraph up to which one from elsewhere is another, and up to which it is unlike."""


def delete(draft: Draft) -> int:
    """A paragraph that goes; a table row, too."""
    if len(draft.pieces) < 4:
        return 0
    for position in draft.shuffled((*PROSE, "table"), 4):
        del draft.pieces[position]
        return 1
    return 0


def insert(draft: Draft) -> int:
    """A paragraph of another resolution; as often as not the most alike of several, for texts share their formulas.

    What it is like stays where it is and as it is: else a person could take the new one for its successor.
    """
    found = _foreign(draft, ALIKE)
    if not found:
        return 0
    paragraph, nearest, likeness = found
    if likeness > UNLIKE:
        twin = next((n for n, piece in enumerate(draft.pieces) if piece.old == (nearest,)), None)
        if twin is None or draft.pieces[twin].operations:
            return 0
        draft.pieces[twin] = draft.pieces[twin].done("kept", "none")
    places = [n for n, piece in enumerate(draft.pieces) if takes(piece, paragraph.kind)]
    if not places:
        return 0
    place = draft.rng.choice(places)
    draft.pieces.insert(place, _new(paragraph, draft.pieces[place]).done("insert", "substantive"))
    return 1


def exchange(draft: Draft) -> int:
    """A paragraph that goes, and another one, unlike it, in its place."""
    for position in draft.shuffled(PROSE, 6):
        here = draft.pieces[position]
        found = _foreign(draft, UNLIKE)
        if found and found[0].kind == here.paragraph.kind and not is_point(here):
            draft.pieces[position] = _new(found[0], here).done("exchange", "substantive")
            return 1
    return 0


def _foreign(draft: Draft, most: float) -> tuple[Paragraph, int, float] | None:
    """A paragraph of another text, the old one it is most like, and how much, which is at most so."""
    donors = draft.donors.paragraphs
    likely: list[tuple[float, int, Paragraph]] = []
    for _ in range(12 if donors else 0):
        paragraph = draft.rng.choice(donors)
        bag = words(paragraph.text)
        likeness, nearest = max((alike(bag, other), -n) for n, other in enumerate(draft.bags))
        if likeness <= most:
            likely.append((likeness, -nearest, paragraph))
    if not likely:
        return None
    chosen = max(likely, key=lambda one: one[:2]) if draft.rng.random() < 0.5 else likely[0]
    return chosen[2], chosen[1], chosen[0]


def _new(paragraph: Paragraph, beside: Piece) -> Piece:
    """A paragraph of another text as it stands beside one of this."""
    number = NEW if beside.paragraph.number else None
    new = Paragraph(paragraph.kind, paragraph.text, "", number, beside.paragraph.division, (), paragraph.lead)
    return Piece(new, (), beside.run)


def takes(piece: Piece, kind: str) -> bool:
    """Whether a new paragraph can stand before this one."""
    return piece.paragraph.kind == kind and not is_point(piece) and not is_tail(piece)


def duplicate(draft: Draft) -> int:
    """The same paragraph twice: either copy may be the successor."""
    for position in draft.shuffled(PROSE, 6):
        heads = region(draft, position)
        if heads:
            draft.twins += 1
            piece = replace(draft.pieces[position], twin=draft.twins)
            copy = replace(piece, paragraph=replace(piece.paragraph, notes=()))
            copy = copy.done("duplicate", "none", "substantive")
            draft.pieces[position] = piece.done("duplicate", "none", "substantive")
            draft.pieces.insert(draft.rng.choice(heads), copy)
            return 1
    return 0


def _cross(draft: Draft, name: str, *, promote: bool) -> int:
    kind, other = PROSE if promote else PROSE[::-1]
    for position in draft.shuffled((kind,), 6):
        piece = draft.pieces[position]
        text = wording.cross(piece.text, draft.language, promote=promote)
        places = [n for n, one in enumerate(draft.pieces) if takes(one, other) and one.paragraph.division == ""]
        if text and name == "cross-and-edit":
            text = wording.edit(text, draft.language, draft.clauses, draft.rng, "light")
        if text is None or not places or piece.paragraph.division or is_point(piece):
            continue
        if not draft.is_clear(text, piece.old):
            continue
        place = draft.rng.choice(places)
        beside = draft.pieces[place]
        paragraph = with_text(piece.paragraph, text)
        number = NEW if beside.paragraph.number else None
        paragraph = replace(paragraph, kind=beside.paragraph.kind, number=number, path=())
        crossed = replace(piece, paragraph=paragraph, run=beside.run)
        del draft.pieces[position]
        draft.pieces.insert(place - (place > position), crossed.done(name, "substantive"))
        return 1
    return 0


def promote(draft: Draft) -> int:
    """A preambular paragraph that becomes operative, with its verb and mark."""
    return _cross(draft, "promote", promote=True)


def demote(draft: Draft) -> int:
    """An operative paragraph that becomes preambular."""
    return _cross(draft, "demote", promote=False)


def cross_and_edit(draft: Draft) -> int:
    """A paragraph that goes to the other part and is reworded, too."""
    return _cross(draft, "cross-and-edit", promote=draft.rng.random() < 0.5)
