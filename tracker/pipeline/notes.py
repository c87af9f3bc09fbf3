"""What became of the notes, compared by content (not by mark) and told with the paragraph that carries them."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.diff import diff
from tracker.letters import figure
from tracker.model import Footnote, NoteChange, NoteKind
from tracker.pipeline.judged import judged
from tracker.significance import Context, judge, weightiest
from tracker.similarity import similarity
from tracker.tokens import blank_folded

Carried = Sequence[Sequence[Footnote]]  # for each change, the notes of its paragraphs on one side


def compare_notes(
    old: Carried, new: Carried, context: Context, *, backward: bool = False
) -> list[tuple[NoteChange, ...]]:
    """For each change, what became of the notes of its paragraphs.

    The same words in the same change first (unchanged, or renumbered by their mark), then the same words elsewhere
    (reanchored, told where they now stand), then what is left in the same change by likeness (edited), then inserted
    and deleted. `backward`: the new notes are those of the older text.
    """
    left_old = [list(notes) for notes in old]
    left_new = [list(notes) for notes in new]
    found: list[list[NoteChange]] = [[] for _ in old]
    for index in range(len(found)):
        found[index].extend(_same(left_old[index], left_new[index]))
    for index in range(len(found)):
        for note in list(left_new[index]):
            home = next((other for other in left_old for was in other if _equal(was, note)), None)
            if home is not None:
                was = next(item for item in home if _equal(item, note))
                home.remove(was)
                left_new[index].remove(note)
                found[index].append(NoteChange("reanchored", "none", was, note, diff(was.text, note.text)))
    for index in range(len(found)):
        found[index].extend(_different(left_old[index], left_new[index], context, backward=backward))
    return [tuple(sorted(changes, key=_place)) for changes in found]


def _equal(old: Footnote, new: Footnote) -> bool:
    return blank_folded(old.text) == blank_folded(new.text)


def _place(change: NoteChange) -> tuple[int, int]:
    note = change.new or change.old
    return ((figure(note.mark) or 0) if note else 0, 0 if change.new else 1)


def _same(old: list[Footnote], new: list[Footnote]) -> list[NoteChange]:
    found = []
    for note in list(new):
        was = next((item for item in old if _equal(item, note)), None)
        if was is not None:
            old.remove(was)
            new.remove(note)
            kind: NoteKind = "unchanged" if was.mark == note.mark else "renumbered"
            segments = diff(was.text, note.text)
            found.append(NoteChange(kind, "none", was, note, judge(segments, Context())))
    return found


def _different(old: list[Footnote], new: list[Footnote], context: Context, *, backward: bool) -> list[NoteChange]:
    found = []
    pairs = sorted(
        ((similarity(was.text, note.text), -i, -j) for i, was in enumerate(old) for j, note in enumerate(new)),
        reverse=True,
    )
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    alone = len(old) == len(new) == 1
    for likeness, minus_i, minus_j in pairs:
        i, j = -minus_i, -minus_j
        if i in taken_old or j in taken_new or (likeness < 0.3 and not alone):
            continue
        if likeness == 0.0:
            continue
        taken_old.add(i)
        taken_new.add(j)
        segments = judged(old[i].text, new[j].text, context, backward=backward)
        found.append(
            NoteChange("edited", weightiest([op.significance or "none" for op in segments]), old[i], new[j], segments)
        )
    found.extend(NoteChange("deleted", "substantive", was, None) for i, was in enumerate(old) if i not in taken_old)
    found.extend(NoteChange("inserted", "substantive", None, note) for j, note in enumerate(new) if j not in taken_new)
    return found
