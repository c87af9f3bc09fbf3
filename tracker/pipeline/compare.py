"""Two texts -> a comparison: the stages wired in their order.

No store and no Datasette: comparing two files is quick.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

from tracker import config
from tracker.align import Fixed, align
from tracker.checks import checks
from tracker.dating import may_miss_some
from tracker.diff import diff, is_coarse
from tracker.errors import BadSource
from tracker.facts import edition, metadata
from tracker.groups import group
from tracker.model import (
    CHANGE_KINDS,
    SIGNIFICANCES,
    Between,
    Change,
    Comparison,
    Footnote,
    Link,
    Paragraph,
    Place,
    Reason,
    Resolution,
    Significance,
    Summary,
    WordOp,
)
from tracker.pipeline.judged import is_backward, judged
from tracker.pipeline.notes import compare_notes
from tracker.significance import Context, weightiest

__all__ = ["compare", "edition", "read"]
from tracker.tokens import changed_words


def read(path: str | os.PathLike[str], *, original: bool = False) -> Resolution:
    """The resolution in a file. original: as it was before its tracked changes, or before what a drafter marked.

    Raises BadSource if there is none, if there are several, or if it can't be read.
    """
    from tracker.pipeline import bounded, reading

    file = Path(path)
    data = bounded.of_file(file, str(file))
    resolutions = reading.read(data, file.name, original=original).resolutions
    if len(resolutions) != 1:
        parts = ", ".join(str(resolution.symbol) for resolution in resolutions)
        raise BadSource(f"{file.name} holds several texts ({parts}); add it, then compare its parts by their symbols")
    return resolutions[0]


def compare(
    old: Resolution,
    new: Resolution,
    *,
    between: Between = Between(),  # noqa: B008 - frozen
    fixed: Sequence[Fixed] = (),
) -> Comparison:
    """All that differs between two texts in one language.

    Takes the older text first; `fixed` are pairings made by hand, as positions in both. Raises BadSource if the two are
    in different languages: words of two languages are never compared.
    """
    if old.language != new.language:
        raise BadSource(
            f"the two texts are in different languages ({old.language}, {new.language}); compare them in one"
        )
    links = align(old.paragraphs, new.paragraphs, fixed)
    backward = is_backward(old, new)
    newer = old if backward else new
    stage = _Stage(old, new, _session_step(old, new), _Above(newer.paragraphs), backward)
    notes = compare_notes(
        [stage.notes(old.paragraphs, link.old) for link in links],
        [stage.notes(new.paragraphs, link.new) for link in links],
        Context(old.language, stage.session_step),
        backward=backward,
    )
    changes = [replace(stage.change(link), notes=told) for link, told in zip(links, notes, strict=True)]
    grouped, groups = group(changes, old.language)
    return Comparison(
        algorithm=config.ALGORITHM,
        old=edition(old),
        new=edition(new),
        changes=grouped,
        summary=_summary(grouped),
        metadata=metadata(old, new),
        groups=groups,
        checks=checks(old, new, grouped),
        between=replace(between, unsure=may_miss_some(*((new, old) if backward else (old, new)), between)),
    )


def _session_step(old: Resolution, new: Resolution) -> int | None:
    return new.session - old.session if old.session and new.session else None


class _Above:
    """What stands above each paragraph of a text: kept once, cut when asked for.

    All of it together grows with the square of the text: gigabytes at 3,000 paragraphs.
    """

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        lines = [f"\n{paragraph.text}" for paragraph in paragraphs]
        self._text = "".join(lines)
        self._starts = list(accumulate(map(len, lines), initial=0))

    def __getitem__(self, position: int) -> str:
        return self._text[: self._starts[position]]


@dataclass(frozen=True, slots=True)
class _Stage:
    """The two texts and what is the same for all of their changes."""

    old: Resolution
    new: Resolution
    session_step: int | None
    above: _Above  # in the newer text
    backward: bool

    def notes(self, paragraphs: Sequence[Paragraph], positions: Sequence[int]) -> list[Footnote]:
        return [note for position in positions for note in paragraphs[position].notes]

    def change(self, link: Link) -> Change:
        old = [self.old.paragraphs[position] for position in link.old]
        new = [self.new.paragraphs[position] for position in link.new]
        texts = "\n".join(one.text for one in old), "\n".join(one.text for one in new)
        if old and new:
            segments = judged(*texts, self._context(link, old, new), backward=self.backward)
        else:
            segments = _whole(diff(*texts, self.old.language))
        significance, reason = _verdict(link, segments, old, new)
        reason = self._alternative(link) or reason
        same = link.kind == "edited" and significance == "none"  # only a blank differs
        return Change(
            kind="unchanged" if same else link.kind,
            significance=significance,
            old=tuple(_place(paragraph, position) for paragraph, position in zip(old, link.old, strict=True)),
            new=tuple(
                _place(paragraph, position, moved=position in link.moved)
                for paragraph, position in zip(new, link.new, strict=True)
            ),
            segments=segments,
            reason=reason,
            similarity=1.0 if same else link.similarity,
            moved=bool(link.moved),
            flags=link.flags if same else self._flags(link, texts),
        )

    def _flags(self, link: Link, texts: tuple[str, str]) -> tuple[str, ...]:
        coarse = bool(link.old and link.new) and is_coarse(*texts)
        found = (*link.flags, *(("coarse",) if coarse else ()))
        return (*found, "ocr") if self._is_of_a_scan(link) else found

    def _is_of_a_scan(self, link: Link) -> bool:
        """Whether what differs may be letters that a program took for others."""
        sides = ((self.old, link.old), (self.new, link.new))
        scans = any(one.origin is not None and one.origin.quality == "ocr" for one, places in sides if places)
        return scans and (link.kind != "unchanged" or bool(link.moved))

    def _alternative(self, link: Link) -> Reason | None:
        """A draft's "OP8 alt" that is new beside its OP8: both stand until one is agreed (UN.md E.4)."""
        match = _ALTERNATIVE.fullmatch(self.new.paragraphs[link.new[0]].label) if link.kind == "inserted" else None
        if match is None or all(one.label != match["of"] for one in self.new.paragraphs):
            return None
        return Reason("alternative", f"Another wording of {match['of']}, beside it.")

    def _context(self, link: Link, old: Sequence[Paragraph], new: Sequence[Paragraph]) -> Context:
        above = self.above[link.old[0] if self.backward else link.new[0]]
        return Context(self.old.language, self.session_step, (old[0].lead, new[0].lead), above)


def _place(paragraph: Paragraph, position: int, *, moved: bool = False) -> Place:
    return Place(position, paragraph.label, paragraph.number, paragraph.kind, paragraph.text, moved)


def _whole(operations: Sequence[WordOp]) -> tuple[WordOp, ...]:
    """A paragraph that is new or gone: every word of it counts."""
    return tuple(replace(op, significance="substantive", reason="wording") for op in operations)


_ALTERNATIVE = re.compile(r"(?P<of>(?:PP|OP)\d+) alt(?: \d+)?")
_SAID: dict[str, Reason] = {
    "blanks": Reason("same-words", "The same words."),
    "punctuation": Reason("punctuation", "Only punctuation, hyphens, quotes or capitals differ."),
    "technical": Reason("technical", "Only dates, session, citations or report chapters are brought up to date."),
    "own-date": Reason("own-date", "Only dates differ, not only those of citations: a period, a deadline, a meeting."),
    "also-further": Reason("also-further", "Only the also or further of the opening words follows its neighbours."),
    "house-style": Reason("house-style", "Small wording: house style, no change of meaning."),
    "periodicity": Reason("periodicity", "The session named moves by another step than the texts: another cycle."),
    "citation": Reason("citation", "What it cites was replaced by something other than its successor."),
    "promoted": Reason("promoted", "A preambular paragraph became an operative one."),
    "demoted": Reason("demoted", "An operative paragraph became a preambular one."),
    "wording": Reason("wording", "Words with meaning were added, removed or replaced."),
}


_CROSSINGS = {("preambular", "operative"): "promoted", ("operative", "preambular"): "demoted"}

_TOLD_ALONE = frozenset(
    (("technical", "also-further"), *(("substantive", code) for code in ("house-style", "periodicity", "citation")))
)
"""Reasons that are told where nothing else is the reason, and the weightiest pieces are of that kind only."""


def _verdict(
    link: Link, segments: Sequence[WordOp], old: Sequence[Paragraph], new: Sequence[Paragraph]
) -> tuple[Significance, Reason]:
    """The significance of a change and its reason: that of its weightiest pieces."""
    if not (old and new):
        return "substantive", link.reason
    significance = weightiest([op.significance or "none" for op in segments])
    crossing = _CROSSINGS.get((old[0].kind, new[0].kind))
    if crossing:
        return "substantive", _SAID[crossing]
    codes = {op.reason for op in segments if op.op != "equal" and op.significance == significance}
    if link.kind in {"split", "merged"}:
        return significance, link.reason
    if significance == "technical" and "own-date" in codes:
        return significance, _SAID["own-date"]
    mixed = {"none": "blanks", "typographic": "punctuation", "technical": "technical", "substantive": "wording"}
    only = next(iter(codes)) if len(codes) == 1 else None
    return significance, _SAID[only if only and (significance, only) in _TOLD_ALONE else mixed[significance]]


def _summary(changes: Sequence[Change]) -> Summary:
    return Summary(
        kinds={kind: sum(change.kind == kind for change in changes) for kind in CHANGE_KINDS},
        significance={name: sum(change.significance == name for change in changes) for name in SIGNIFICANCES},
        moved=sum(place.moved for change in changes for place in change.new),
        notes=sum(note.kind != "unchanged" for change in changes for note in change.notes),
        words_inserted=sum(changed_words(change.segments, "insert") for change in changes),
        words_deleted=sum(changed_words(change.segments, "delete") for change in changes),
    )
