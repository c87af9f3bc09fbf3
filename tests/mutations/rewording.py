"""Paragraphs whose words, notes or marks change, each in one place of the draft."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from mutations import wording
from mutations.draft import PROSE, Draft, Piece, is_point, marked
from mutations.moving import carry, region
from mutations.wording import size
from tracker.model import Significance

LEAST_EDIT = 7
"""Words that a paragraph must have to be reworded."""


def _edit(draft: Draft, strength: str) -> int:
    kinds = (*PROSE, "heading", "table")
    for position in draft.shuffled(kinds, 2, alone=False):
        piece = draft.pieces[position]
        text = reworded(draft, piece, strength)
        if text and draft.is_clear(text, piece.old):
            draft.pieces[position] = piece.reworded(text).done(f"edit-{strength}", "substantive")
            return 1
    return 0


def reworded(draft: Draft, piece: Piece, strength: str) -> str | None:
    kind, text, language = piece.paragraph.kind, piece.text, draft.language
    if kind == "table":
        return wording.edit_cell(text, draft.rng)
    if kind == "heading":
        return wording.edit_heading(text, language, draft.clauses, draft.rng) if not _opens(piece) else None
    if size(text, language) < LEAST_EDIT:
        return None
    return wording.edit(text, language, draft.clauses, draft.rng, strength)


def _opens(piece: Piece) -> bool:
    """Whether a heading names a section or an annex: a name has no other words."""
    return len(piece.text.split()) < 3


def edit_light(draft: Draft) -> int:
    """One clause or a few words with meaning put in, taken out or replaced; a number in a table, a heading."""
    return _edit(draft, "light")


def edit_heavy(draft: Draft) -> int:
    """A paragraph reworded in three to six places; two fifths of the longer text stay."""
    return _edit(draft, "heavy")


def move_and_edit(draft: Draft) -> int:
    """A paragraph that is reworded and stands elsewhere."""
    for position in draft.shuffled(PROSE, LEAST_EDIT):
        piece = draft.pieces[position]
        heads = [n for n in region(draft, position) if abs(n - position) > 1]
        text = reworded(draft, piece, draft.rng.choice(("light", "heavy")))
        if heads and text and draft.is_clear(text, piece.old):
            draft.pieces[position] = piece.reworded(text).done("move-and-edit", "substantive")
            target = draft.rng.choice(heads)
            return carry(draft, position, target, -1 if target < position else 1, "moved")
    return 0


def _technical(draft: Draft, name: str, change: Callable[[Piece], str | None], *, typographic: bool = False) -> int:
    for position in draft.shuffled((*PROSE, "heading", "table") if typographic else PROSE, 2, alone=False):
        piece = draft.pieces[position]
        text = change(piece)
        if text and text != piece.text:
            floor: Significance = "none" if typographic else "technical"
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


def sweep(draft: Draft) -> int:
    """One term replaced by another wherever it stands: "droits de l'homme" became "droits humains" in a whole text."""
    free = draft.shuffled(PROSE, LEAST_EDIT, alone=False)
    counts = Counter(term for n in free for term in set(wording.terms(draft.pieces[n].text, draft.language)))
    others = [one for clause in draft.clauses for one in wording.terms(clause, draft.language)]
    fresh = [one for one in others if one not in counts]
    if not counts or not fresh:
        return 0
    old = draft.rng.choice([term for term, _ in counts.most_common(5)])
    new = draft.rng.choice(fresh)
    touched = 0
    for n in sorted(free):
        piece = draft.pieces[n]
        text = wording.replace_term(piece.text, old, new, draft.language)
        if text != piece.text and draft.is_clear(text, piece.old):
            draft.pieces[n] = piece.reworded(text).done("sweep", "substantive")
            touched += 1
    return touched


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
