"""A generator of exact truth: a real text, mutated by known operations, and what became of each of its paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from mutations.draft import Donors, Draft, Piece, numbered
from mutations.operations import OPERATIONS
from mutations.truth import Fate, Mutation
from tracker.model import Paragraph, Resolution
from tracker.sources.structure import Block, place

INTENSITIES = {"light": 0.10, "middle": 0.25, "heavy": 0.50}
"""The share of a text's paragraphs that is touched."""

MIXED = (
    *("edit-light",) * 6,
    *("edit-heavy",) * 3,
    *("insert",) * 4,
    *("delete",) * 3,
    *("roll-over",) * 3,
    *("further", "noise") * 2,
    *("move-near", "move-far", "move-and-edit", "split", "merge") * 2,
    *("exchange",) * 2,
    *("split-and-edit", "merge-and-edit"),
    *("swap", "cross-and-edit", "split-far", "merge-far", "promote", "demote", "cite-back"),
)
"""All of them in one text, as often as they may be met in a year's redraft."""

NAMES = (*OPERATIONS, "renumber", "mixed")


def mutate(old: Resolution, donors: Donors, *, operation: str, intensity: str, seed: int) -> Mutation:
    """The text, a session later, after so many of this operation that the intensity's share of paragraphs is touched.

    `operation` is one of NAMES, `intensity` of INTENSITIES. The same arguments give the same mutation. Where the text
    gives fewer occasions, fewer are taken.
    """
    rng = Random(f"{seed} {old.symbol} {old.language} {operation} {intensity}")  # noqa: S311 - repeatable, not secret
    draft = Draft(old, donors, rng)
    wanted = max(1, round(len(draft.pieces) * INTENSITIES[intensity]))
    names = MIXED if operation == "mixed" else (operation,)
    touched = misses = 0
    while operation != "renumber" and touched < wanted and misses < 8:
        done = OPERATIONS[rng.choice(names)](draft)
        touched += done
        misses = 0 if done else misses + 1
        if operation in {"notes", "sweep"}:  # of the whole text at once
            break
    first = rng.randint(1, 9) if operation == "renumber" else 0
    return _finished(f"{old.symbol} {old.language} {operation} {intensity} {seed}", draft, first)


def _finished(name: str, draft: Draft, first: int) -> Mutation:
    old = draft.old
    new = replace(
        old,
        paragraphs=_placed(numbered(draft.pieces, first)),
        symbol=None,
        session=old.session + 1 if old.session else None,
        adopted=None,
        origin=None,
    )
    fates = tuple(Fate(one.old, one.operations, one.floor, one.ceiling) for one in draft.pieces)
    return Mutation(name, old, new, fates, _copies(draft.pieces))


def _placed(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs with the labels and paths of where they now stand."""
    return place(
        [
            Block(
                one.kind,
                one.text,
                one.number,
                one.lead,
                one.notes,
                depth=2 if len(one.path) > 2 else 0,
                opens="table" if one.kind == "table" and one.label.endswith(".1") else "",
                division=one.division,
            )
            for one in paragraphs
        ]
    )


def _copies(pieces: Sequence[Piece]) -> tuple[tuple[int, ...], ...]:
    twins = {piece.twin for piece in pieces if piece.twin is not None}
    return tuple(tuple(n for n, piece in enumerate(pieces) if piece.twin == twin) for twin in sorted(twins))
