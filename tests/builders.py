"""Small values of the model for tests, in a line each: word diffs are written with the marks of the terminal.

change("OP3", "a culture of {+peace, +}tolerance")          a reworded paragraph
comparison(change("PP1", "Recalling"), change("PP2", "{+Noting+}"))
told(item)                                                  its Telling, one story for each change with substance
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from tracker.model import (
    CHANGE_KINDS,
    SIGNIFICANCES,
    Between,
    Change,
    ChangeKind,
    Comparison,
    Edition,
    Footnote,
    Kind,
    NoteChange,
    NoteKind,
    Place,
    Reason,
    Significance,
    Story,
    StoryKind,
    Summary,
    Telling,
    WordOp,
)
from tracker.render import vocabulary

_MARKED = re.compile(r"\{\+(?P<insert>.*?)\+\}|\[-(?P<delete>.*?)-\]|(?P<equal>(?:(?!\{\+|\[-).)+)", re.DOTALL)
_STORY: dict[str, StoryKind] = {"new": "new", "deleted": "deleted", "reworded": "reworded", "small": "small"}
OLD = Edition("A/RES/75/1", "en", "Bridges", adopted=date(2020, 12, 16), session=75, preambular=1, operative=2, words=9)
NEW = Edition("A/RES/76/2", "en", "Bridges", adopted=date(2021, 12, 17), session=76, preambular=1, operative=2, words=9)


def ops(marked: str, weight: Significance = "substantive") -> tuple[WordOp, ...]:
    """Turn "a {+b+} [-c-]" into a word diff; every changed piece has the same weight."""
    found = []
    for match in _MARKED.finditer(marked):
        if match["insert"] is not None:
            found.append(WordOp("insert", match["insert"], weight))
        elif match["delete"] is not None:
            found.append(WordOp("delete", match["delete"], weight))
        else:
            found.append(WordOp("equal", match["equal"]))
    return tuple(found)


def change(
    label: str,
    marked: str,
    weight: Significance | None = None,
    *,
    old: str | None = None,
    kind: ChangeKind | None = None,
    reason: str = "words",
    moved: bool = False,
    group: int | None = None,
    notes: Sequence[NoteChange] = (),
) -> Change:
    """A change of the paragraph `label` (`old`: its label in the old text). What is all marked is new or deleted."""
    guess: ChangeKind = "edited"
    if re.fullmatch(r"\{\+.*\+\}", marked, re.DOTALL) and marked.count("{+") == 1:
        guess = "inserted"
    elif re.fullmatch(r"\[-.*-\]", marked, re.DOTALL) and marked.count("[-") == 1:
        guess = "deleted"
    elif "{+" not in marked and "[-" not in marked:
        guess = "unchanged"
    actual = kind or guess
    significance = weight or ("none" if actual == "unchanged" else "substantive")
    segments = ops(marked, significance)
    sides = [
        tuple(
            Place(int(re.sub(r"\D", "", name) or 0), name.strip(), None, _kind(name), text)
            for name, text in zip(names.split(","), _side(segments, out).split("\n"), strict=True)
        )
        for names, out in ((old or label, "insert"), (label, "delete"))
    ]
    return Change(
        kind=actual,
        significance=significance,
        old=() if actual == "inserted" else sides[0],
        new=() if actual == "deleted" else tuple(replace(place, moved=moved) for place in sides[1]),
        segments=segments,
        reason=Reason(reason, reason),
        similarity=None if actual in {"inserted", "deleted"} else 0.9,
        moved=moved,
        group=group,
        notes=tuple(notes),
    )


def note(kind: NoteKind, marked: str, weight: Significance = "substantive", *, mark: str = "1") -> NoteChange:
    """A note's change; its mark is the same in both texts."""
    segments = ops(marked, weight)
    old, new = (Footnote(mark, _side(segments, out), 0) for out in ("insert", "delete"))
    return NoteChange(kind, weight, None if kind == "inserted" else old, None if kind == "deleted" else new, segments)


def comparison(*changes: Change, old: Edition = OLD, new: Edition = NEW, **fields: Any) -> Comparison:
    """A comparison of these changes, with the summary they make."""
    summary = Summary(
        kinds={kind: sum(item.kind == kind for item in changes) for kind in CHANGE_KINDS},
        significance={name: sum(item.significance == name for item in changes) for name in SIGNIFICANCES},
        moved=sum(item.moved for item in changes),
        notes=sum(one.kind != "unchanged" for item in changes for one in item.notes),
        words_inserted=_words(changes, "insert"),
        words_deleted=_words(changes, "delete"),
    )
    return Comparison(algorithm="test", old=old, new=new, changes=changes, summary=summary, **fields)


def told(item: Comparison, *stories: Story, terse: str = "It is told here.", **fields: Any) -> Telling:
    """A telling: the stories given, else one for each change of substance; counts as the page counts them."""
    marks = [vocabulary.mark(one) for one in item.changes]
    made = stories or tuple(
        Story(_STORY[mark], (index,), tuple(place.label for place in one.new or one.old))
        for index, (mark, one) in enumerate(zip(marks, item.changes, strict=True))
        if mark in _STORY
    )
    names = {"technical": "Technical", "typographic": "Punctuation"}
    counts: dict[str, int] = {}
    for mark in marks:
        name = names.get(mark, vocabulary.WORDS[mark])
        counts[name] = counts.get(name, 0) + 1
    facts: dict[str, Any] = {"technical": (), "gap": None, **fields}
    return Telling(terse, terse, tuple(counts.items()), len(marks), made, **facts)


def gap(known: int, first: int, last: int) -> Between:
    """Versions between the two that are not here."""
    return Between(known, 0, (first, last))


def _side(segments: Sequence[WordOp], without: str) -> str:
    return "".join(op.text for op in segments if op.op != without)


def _words(changes: Sequence[Change], op: str) -> int:
    return sum(len(one.text.split()) for item in changes for one in item.segments if one.op == op)


def _kind(label: str) -> Kind:
    return "operative" if label.strip().startswith("OP") else "preambular"
