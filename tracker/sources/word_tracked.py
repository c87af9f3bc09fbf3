"""What was changed in a Word file with its changes tracked, and what was said in its margin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import etree

from tracker.sources.word_package import W
from tracker.tokens import normalise

_KINDS = {"ins": "insertion", "del": "deletion", "moveTo": "move"}
_TAGS = {f"{W}{name}": name for name in (*_KINDS, "moveFrom")}
_BETWEEN = frozenset(
    f"{W}{name}"
    for line in (
        "bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd proofErr permStart permEnd",
        "moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd",
    )
    for name in line.split()
)


@dataclass(frozen=True, slots=True)
class Tracked:
    """How many changes of each kind, by whom, and the first and last day (ISO) that they bear."""

    counts: tuple[tuple[str, int], ...] = ()
    authors: tuple[str, ...] = ()
    days: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """All of them."""
        return sum(count for _, count in self.counts)

    @property
    def text(self) -> str:
        """As "3 insertions and 1 deletion by Ann and Bob, 2024-01-01 to 2024-02-03"."""
        counts = _listed([f"{count} {kind}{'s' if count > 1 else ''}" for kind, count in self.counts])
        by = f" by {_listed(self.authors)}" if self.authors else ""
        return f"{counts}{by}" + (f", {' to '.join(self.days)}" if self.days else "")


def tracked(roots: Iterable[etree._Element]) -> Tracked:
    """The tracked changes of text in some parts. Words that follow each other are one; a move is counted where it went.

    Changes of how the text is set are none of the text, and not counted.
    """
    counts = dict.fromkeys(_KINDS, 0)
    authors: dict[str, None] = {}
    days: set[str] = set()
    for root in roots:
        for element in root.iter(*_TAGS):
            kind = _TAGS[str(element.tag)]
            authors.setdefault(element.get(f"{W}author", "").strip())
            days.add(element.get(f"{W}date", "")[:10])
            if kind in counts and not _goes_on(element):
                counts[kind] += 1
    days.discard("")
    return Tracked(
        tuple((_KINDS[kind], count) for kind, count in counts.items() if count),
        tuple(one for one in authors if one),
        tuple(sorted({min(days), max(days)})) if days else (),
    )


def _goes_on(element: etree._Element) -> bool:
    """Whether it is one change with what stands before it: words after words, or the mark that ends its paragraph."""
    before = element.getprevious()
    while before is not None and before.tag in _BETWEEN:
        before = before.getprevious()
    if before is not None and before.tag == element.tag:
        return True
    above = list(element.iterancestors())[:3]
    if [one.tag for one in above] != [f"{W}rPr", f"{W}pPr", f"{W}p"]:
        return False
    return any(child.tag == element.tag for child in above[-1])


def comments(root: etree._Element | None) -> list[str]:
    """What was said in the margin: "Ann: please delete"."""
    found = []
    for one in root.iter(f"{W}comment") if root is not None else ():
        said = normalise(" ".join("".join(text.text or "" for text in p.iter(f"{W}t")) for p in one.iter(f"{W}p")))
        who = one.get(f"{W}author", "").strip()
        if said:
            found.append(f"{who}: {said}" if who else said)
    return found


def _listed(items: Sequence[str]) -> str:
    return " and ".join((", ".join(items[:-1]), items[-1])) if len(items) > 1 else "".join(items)
