"""Two texts -> the word diff between them, each piece judged; always from the older text to the newer one.

What goes forward (a citation, a session) goes forward in time. A comparison that is made backwards therefore takes the
diff that it would have had forwards and turns it round: both ways every piece weighs the same, for the same reason.
"""

from __future__ import annotations

from dataclasses import replace

from tracker.diff import diff
from tracker.model import Op, Resolution, WordOp
from tracker.significance import Context, judge

_TURNED: dict[Op, Op] = {"equal": "equal", "delete": "insert", "insert": "delete"}


def is_backward(old: Resolution, new: Resolution) -> bool:
    """Whether the second text is the older one: by their sessions, else by the days of their adoption, if known."""
    if old.session and new.session and old.session != new.session:
        return new.session < old.session
    return bool(old.adopted and new.adopted and new.adopted < old.adopted)


def judged(old: str, new: str, context: Context, *, backward: bool = False) -> tuple[WordOp, ...]:
    """The pieces that rebuild both texts, each with its significance and the code of its reason.

    `context` is that of the two texts in the order in which they are given here.
    """
    if not backward:
        return judge(diff(old, new, context.language), context)
    step = -context.session_step if context.session_step is not None else None
    forward = replace(context, lead=context.lead[::-1], session_step=step)
    return _turned(judge(diff(new, old, context.language), forward))


def _turned(operations: tuple[WordOp, ...]) -> tuple[WordOp, ...]:
    """The same pieces for the other direction; what was taken out still comes before what was put in for it."""
    turned: list[WordOp] = []
    at = 0
    while at < len(operations):
        size = 2 if [one.op for one in operations[at : at + 2]] == ["delete", "insert"] else 1
        turned.extend(replace(one, op=_TURNED[one.op]) for one in reversed(operations[at : at + size]))
        at += size
    return tuple(turned)
