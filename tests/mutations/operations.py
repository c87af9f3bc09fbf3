"""What drafters do, each by its name: a draft is changed in one place, where it gives the occasion.

An operation takes untouched paragraphs only, so that each has one story; what is done twice (moved and edited) is an
operation of its own. It returns how many paragraphs it touched, 0 where there was no occasion.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from mutations import exchanging, joining, moving, rewording
from mutations.draft import Draft

Operation = Callable[[Draft], int]

OPERATIONS: Mapping[str, Operation] = MappingProxyType(
    {
        "move-near": moving.move_near,
        "move-far": moving.move_far,
        "swap": moving.swap,
        "edit-light": rewording.edit_light,
        "edit-heavy": rewording.edit_heavy,
        "move-and-edit": rewording.move_and_edit,
        "split": joining.split,
        "split-far": joining.split_far,
        "split-and-edit": joining.split_and_edit,
        "merge": joining.merge,
        "merge-far": joining.merge_far,
        "merge-and-edit": joining.merge_and_edit,
        "delete": exchanging.delete,
        "insert": exchanging.insert,
        "exchange": exchanging.exchange,
        "duplicate": exchanging.duplicate,
        "promote": exchanging.promote,
        "demote": exchanging.demote,
        "cross-and-edit": exchanging.cross_and_edit,
        "sweep": rewording.sweep,
        "cite-back": rewording.cite_back,
        "roll-over": rewording.roll_over,
        "further": rewording.further,
        "notes": rewording.shuffle_notes,
        "noise": rewording.noise,
    }
)
"""By name. `renumber` and `mixed` are made by generate.py: they are of the whole text."""
