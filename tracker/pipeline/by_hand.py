"""Two texts compared with what a user says of their paragraphs; and what the program makes of them alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tracker.align import align
from tracker.model import Between, Change, Comparison, Link, Reason, Resolution
from tracker.overrides import Placed, place
from tracker.pairing import Pairing
from tracker.pipeline.compare import compare


def compared(old: Resolution, new: Resolution, *, between: Between, pairings: Sequence[Pairing]) -> Comparison:
    """The comparison of two texts of one language, in which those of the pairings count that fit them.

    A change that was paired by hand has the flag "override"; its reason keeps its code and says that it was, with the
    user's note and what the program finds alone, so that nothing is lost.
    """
    placed, _ = place(pairings, old, new)
    found = compare(old, new, between=between, fixed=[(one.old, one.new) for one in placed])
    if not placed:
        return found
    reasons = _reasons(placed, instead(old, new, placed))
    return replace(found, changes=tuple(_told(change, reasons) for change in found.changes))


def instead(old: Resolution, new: Resolution, placed: Sequence[Placed]) -> tuple[str, ...]:
    """What the program finds alone, for each pairing as a sentence: "The program alone: OP7 deleted, OP8 new."."""
    links = align(old.paragraphs, new.paragraphs)
    return tuple(_sentence(one, links, old, new) for one in placed)


def _sentence(one: Placed, links: Sequence[Link], old: Resolution, new: Resolution) -> str:
    touched = [link for link in links if set(one.old) & set(link.old) or set(one.new) & set(link.new)]
    pairs = {(was, now) for link in touched for was in link.old for now in link.new}
    if pairs == {(was, now) for was in one.old for now in one.new}:
        return "The program alone finds the same."
    touched.sort(key=lambda link: (not link.old, link.old, link.new))
    return f"The program alone: {', '.join(_said(link, old, new) for link in touched)}."


def _said(link: Link, old: Resolution, new: Resolution) -> str:
    was = " and ".join(old.paragraphs[position].label for position in link.old)
    now = " and ".join(new.paragraphs[position].label for position in link.new)
    if was and now:
        return f"{was} became {now}"
    return f"{was} deleted" if was else f"{now} new"


_Positions = tuple[str, int]  # the side and the position of a paragraph


def _reasons(placed: Sequence[Placed], sentences: Sequence[str]) -> dict[_Positions, str]:
    """The reason that is told of each paragraph that was paired by hand."""
    found = {}
    for one, sentence in zip(placed, sentences, strict=True):
        note = " ".join(one.pairing.note.split()).rstrip(".")
        text = f"{_by_hand(one)}{f': {note}' if note else ''}. {sentence}"
        found.update(dict.fromkeys((*(("old", at) for at in one.old), *(("new", at) for at in one.new)), text))
    return found


def _by_hand(one: Placed) -> str:
    if one.old and one.new:
        return "Paired by hand"
    return f"Said by hand to be {'deleted' if one.old else 'new'}"


def _told(change: Change, reasons: dict[_Positions, str]) -> Change:
    text = next((reasons[at] for at in _places(change) if at in reasons), None)
    return replace(change, reason=Reason(change.reason.code, text)) if text else change


def _places(change: Change) -> Iterator[_Positions]:
    yield from (("old", place.position) for place in change.old)
    yield from (("new", place.position) for place in change.new)
