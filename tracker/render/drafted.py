"""What `tracker draft` says of the text that it rolled forward: what is done, what is left open, what comes next."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.model import Edition
from tracker.ordinals import HIGHEST, forms
from tracker.render import escape, vocabulary

_LABEL = 8


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the draft: its label ("PP3", "note 3"), the words there before, and those that stand there now."""

    label: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Told:
    """A draft: its base, for which session it is, what was done and what is open; `onto`: the file it was based on."""

    base: Edition
    session: int | None
    done: Sequence[Place]
    left: Sequence[Place]
    author: str
    target: str
    onto: str | None = None


def drafted(told: Told, *, width: int = 80) -> str:
    """In lines for a terminal."""
    base = told.base
    day = f", {vocabulary.day(base.adopted)}" if base.adopted else ""
    out = [f"Base: {vocabulary.name(base)}{day}, {vocabulary.language(base.language)}.{_for(told.session)}", ""]
    if told.done:
        out.append("Done, as tracked changes:")
        for place in told.done:
            out += _row(place.label, f"{place.was} -> {place.now}", width)
    if told.left:
        out.append("Left open, in brackets, each with a Word comment that says what to look up:")
        for place in told.left:
            out += _row(place.label, f"{place.now}    was {place.was}", width)
    if not (told.done or told.left):
        out.append("Nothing in it is brought up to date by rule: no citation of its own series, no session to come.")
    out += ["Left as they are: masthead, title, closing lines.", ""]
    said = (
        f'Word\'s own change tracking is switched on in {told.target}; the author is "{told.author}" (--author NAME).'
    )
    out += textwrap.wrap(said, width)
    if told.onto:
        out += textwrap.wrap(f"The changes stand in a copy of {told.onto}; nothing else in it was touched.", width)
    else:
        out += textwrap.wrap(
            "The filing rule asks for the issued A/RES file as the base: tracker draft --onto FILE.docx writes the "
            "same changes into the file you downloaded and leaves its layout as it is.",
            width,
        )
    return "\n".join(out) + "\n"


def _for(session: int | None) -> str:
    if session is None or session > HIGHEST:
        return " It names no session to come."
    return f" For the {forms(session, 'en')[0]} session."


def _row(label: str, said: str, width: int) -> list[str]:
    indent = " " * (3 + _LABEL)
    return textwrap.wrap(
        escape.terminal(said),
        width,
        initial_indent=f"   {label:<{_LABEL}}",
        subsequent_indent=indent,
        break_on_hyphens=False,
    )
