"""Leaves of a text in order -> paragraphs with path, division and a label that is unique and free of language.

Labels as delegates write them (DESIGN.md, Paragraph): PP4, OP12 (a)(ii), H2, T1.3, F, OP12 +1, II OP3, Annex I 3 (a).
Where the design is silent: unnumbered operative paragraphs of a text without any number are OP1, OP2, ...; numbers that
begin again under a heading that is neither section nor annex take that heading's label before theirs (H3 OP1), and
headings count through their division; a list counted 1, 2, 3 inside a paragraph that goes on to its own next number is
that paragraph's (78/223 OP11 (1)); a number printed twice is told from the first by "[2]" (78/248 has two 4).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from tracker.languages import LANGUAGES
from tracker.letters import figure
from tracker.model import Footnote, Kind, Paragraph
from tracker.ordinals import ordinal
from tracker.sources.numbering import Reading, readings, roman, roman_value
from tracker.sources.runs import Aside

_ANNEX = re.compile(
    rf"(?:{'|'.join(word for language in LANGUAGES.values() for word in language.annex)})"
    r"(?:\s*(?P<which>[IVXL]+|\d+|[一二三四五六七八九十]+|[\u0621-\u064a]+))?\.?",
    re.IGNORECASE,
)
_SECTION = re.compile(r"(?P<which>[IVXL]+)(?:\.(?:\s.*)?)?")
_SECTION_ZH = re.compile(r"(?P<which>[一二三四五六七八九十]+)(?:、.*)?")
# أولا, ثانيا, ...: sections of Arabic texts count with adverbs.
_SECTION_AR = {
    word: value
    for value, word in enumerate(
        ("أولا", "ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا", "ثامنا", "تاسعا", "عاشرا"), start=1
    )
}
_TANWIN = "\u064b"


@dataclass(frozen=True, slots=True)
class Block:
    """A leaf before it has its place. `depth` 2: the file says that it stands in a list inside a list.

    `opens`: "annex" or "table" where the file says that one begins here. `division`: where the file names it.
    """

    kind: Kind
    text: str
    number: str | None = None
    lead: int = 0
    notes: tuple[Footnote, ...] = ()
    depth: int = 0
    opens: str = ""
    division: str | None = None
    path: tuple[str, ...] | None = None
    asides: tuple[Aside, ...] = ()


def place(blocks: Sequence[Block]) -> tuple[Paragraph, ...]:
    """Give each leaf its division, path and label. Positions are those of the blocks."""
    divisions = _divisions(blocks)
    placer = _Placer(_restarting(blocks, divisions), _numbered(blocks, divisions))
    inner = _inner(blocks, divisions)
    return tuple(
        placer.place(block, division, inner=position in inner)
        for position, (block, division) in enumerate(zip(blocks, divisions, strict=True))
    )


# -------------------------------------------------------------------------------------------------------- divisions


def _divisions(blocks: Iterable[Block]) -> list[str]:
    """The section or annex in which each block stands."""
    found: list[str] = []
    current = ""
    annexes: Counter[str] = Counter()
    opened = False
    for block in blocks:
        if block.division is not None:
            current = block.division
        else:
            named = opens_division(block.text) if block.kind == "heading" else None
            if block.opens == "annex" or (named and named.startswith("Annex") and not opened):
                current = _again(named if named and named.startswith("Annex") else "Annex", annexes)
                opened = block.opens == "annex"  # its heading, if that follows, names the same annex
            elif named and named.startswith("Annex"):
                current = named if not annexes[named] else current
                annexes[current] += 1
                opened = False
            elif named and not current.startswith("Annex"):
                current = named
            opened = opened and block.kind == "heading"
        found.append(current)
    return found


def _again(name: str, seen: Counter[str]) -> str:
    seen[name] += 1
    return name if seen[name] == 1 else f"{name} [{seen[name]}]"


def opens_division(text: str) -> str | None:
    """The division a heading opens: "II" for a section, "Annex I" for an annex, None for any other heading."""
    line = text.strip()
    if annex := _ANNEX.fullmatch(line):
        which = _count(annex["which"] or "")
        return f"Annex {which}" if which else None if annex["which"] else "Annex"
    if section := _SECTION.fullmatch(line) or _SECTION_ZH.fullmatch(line):
        return _count(section["which"])
    first = line.replace(_TANWIN, "").split(" ", 1)[0].rstrip(":-")
    return roman(_SECTION_AR[first]).upper() if first in _SECTION_AR else None


def _count(which: str) -> str | None:
    """A count in capital roman numerals, from roman, decimal, Chinese or Arabic ("الأول") ones."""
    value = roman_value(which.lower()) or figure(which)
    value = value or ordinal(f"第{which}", "zh") or ordinal(which, "ar") if which else None
    return roman(value).upper() if value else None


def _top(block: Block) -> str | None:
    """The step of a block that has a number of the first degree."""
    if block.kind != "operative" or not block.number:
        return None
    found = readings(block.number)
    return found[0].step if found and found[0].style in ("number", "decimal") else None


def _restarting(blocks: Sequence[Block], divisions: Sequence[str]) -> bool:
    """Whether sections of the main text count their operative paragraphs anew, so that labels must name them."""
    seen: dict[str, str] = {}
    for block, division in zip(blocks, divisions, strict=True):
        step = _top(block)
        if step and not division.startswith("Annex") and seen.setdefault(step, division) != division:
            return True
    return False


def _inner(blocks: Sequence[Block], divisions: Sequence[str]) -> frozenset[int]:
    """The positions of lists counted 1, 2, 3 inside a numbered paragraph: after 11 and a colon, 1 to 7, then 12."""
    found: set[int] = set()
    for position, block in enumerate(blocks):
        top = _top(block)
        if not top or not top.isdigit() or not block.text.rstrip().endswith((":", "：")):
            continue
        first = position + 1
        for count, other in enumerate(blocks[first:], start=1):
            if divisions[position + count] != divisions[position] or other.kind != "operative":
                break
            step = _top(other)
            if step == str(int(top) + 1) and count > 1:
                found.update(range(first, position + count))
            if step != str(count):
                break
    return frozenset(found)


def _numbered(blocks: Sequence[Block], divisions: Sequence[str]) -> frozenset[bool]:
    """In which of the main text (False) and the annexes (True) any operative paragraph has a number."""
    pairs = zip(blocks, divisions, strict=True)
    return frozenset(division.startswith("Annex") for block, division in pairs if _top(block))


# ----------------------------------------------------------------------------------------------------------- places


@dataclass(slots=True)
class _Scope:
    """What is counted in one run of numbers."""

    preambular: int = 0
    headings: int = 0
    tables: int = 0
    rows: int = 0
    unnumbered: int = 0
    last: int = 0
    anchor: str = ""
    anchor_path: tuple[str, ...] = ()
    tails: Counter[str] = field(default_factory=Counter)
    stack: list[Reading] = field(default_factory=list)


class _Placer:
    """Walks the blocks in order and counts."""

    def __init__(self, sections: bool, numbered: frozenset[bool]) -> None:  # noqa: FBT001 - private, one caller
        self._sections = sections
        self._numbered = numbered
        self._scopes: dict[str, _Scope] = {}
        self._seen: Counter[str] = Counter()
        self._division = ""
        self._under = ""  # the label of the heading under which numbers began again
        self._heading = ""
        self._in_table = False

    def place(self, block: Block, division: str, *, inner: bool) -> Paragraph:
        if division != self._division:
            self._division, self._under, self._heading = division, "", ""
        annex = division.startswith("Annex")
        prefix = division if annex or self._sections else ""
        if not inner and self._begins_again(block, prefix):
            self._under = self._heading
        if block.kind != "heading":
            prefix = self._under or prefix
        scope = self._scopes.setdefault(prefix, _Scope())
        base, path = _inside(block, scope) if inner else self._base(block, scope, annex=annex)
        label = self._unique(f"{prefix} {base}".strip())
        if block.kind == "heading":
            self._heading = label
        self._in_table = block.kind == "table"
        steps = path if block.path is None else block.path
        return Paragraph(block.kind, block.text, label, block.number, division, steps, block.lead, block.notes)

    def _begins_again(self, block: Block, prefix: str) -> bool:
        scope = self._scopes.get(self._under or prefix)
        return bool(scope and scope.last and self._heading not in ("", self._under) and _top(block) == "1")

    def _unique(self, label: str) -> str:
        self._seen[label] += 1
        return label if self._seen[label] == 1 else self._unique(f"{label} [{self._seen[label]}]")

    def _base(self, block: Block, scope: _Scope, *, annex: bool) -> tuple[str, tuple[str, ...]]:
        if block.kind == "formula":
            return "F", ()
        if block.kind == "heading":
            scope.headings += 1
            return f"H{scope.headings}", ()
        return (self._row(block, scope), ()) if block.kind == "table" else self._text(block, scope, annex=annex)

    def _text(self, block: Block, scope: _Scope, *, annex: bool) -> tuple[str, tuple[str, ...]]:
        found = readings(block.number) if block.number else ()
        if block.kind == "operative" and found and found[0].style in ("number", "decimal"):
            return _numbered_paragraph(found[0], scope, "" if annex else "OP")
        if found and found[0].style == "preambular":
            if found[0].step.isdigit():  # "PP4 bis" takes no number of its own, wherever it stands
                scope.preambular = found[0].value
            _anchor(scope, f"PP{found[0].step}", (found[0].step,))
            return scope.anchor, scope.anchor_path
        if found:
            return _point(found, block, scope, "PP" if block.kind == "preambular" else "" if annex else "OP")
        if block.kind == "preambular":
            scope.preambular += 1
            _anchor(scope, f"PP{scope.preambular}", ())
            return scope.anchor, ()
        return self._unnumbered(block, scope, annex=annex)

    def _row(self, block: Block, scope: _Scope) -> str:
        if block.opens == "table" or not self._in_table:
            scope.tables, scope.rows = scope.tables + 1, 0
        scope.rows += 1
        return f"T{scope.tables}.{scope.rows}"

    def _unnumbered(self, block: Block, scope: _Scope, *, annex: bool) -> tuple[str, tuple[str, ...]]:
        """Operative text without a number: counted where nothing has one, else named after what it follows."""
        if not annex and annex not in self._numbered:
            scope.unnumbered += 1
            _anchor(scope, f"OP{scope.unnumbered}", ())
            return scope.anchor, ()
        owner = "" if annex else "OP"
        base = scope.anchor if scope.anchor and not scope.anchor.startswith("PP") else owner
        base = base.partition(" +")[0] if " +" in base else base.partition("+")[0] if base.startswith("+") else base
        scope.tails[base] += 1
        label = f"{base} +{scope.tails[base]}".strip()
        if block.text.rstrip().endswith((":", "：")):  # a list of its own follows: its points are this text's
            _anchor(scope, label, ())
        return label, ()


def _anchor(scope: _Scope, label: str, path: tuple[str, ...]) -> None:
    scope.anchor, scope.anchor_path, scope.stack = label, path, []


def _numbered_paragraph(reading: Reading, scope: _Scope, owner: str) -> tuple[str, tuple[str, ...]]:
    scope.last = max(scope.last, reading.value, 1)
    _anchor(scope, f"{owner}{reading.step}", (reading.step,))
    return scope.anchor, scope.anchor_path


def _inside(block: Block, scope: _Scope) -> tuple[str, tuple[str, ...]]:
    """A number of the first degree that counts inside the paragraph above it."""
    reading = replace(readings(block.number or "")[0], style="digit")
    scope.stack = [reading]
    return f"{scope.anchor} ({reading.step})", (*scope.anchor_path, reading.step)


def _point(found: Sequence[Reading], block: Block, scope: _Scope, owner: str) -> tuple[str, tuple[str, ...]]:
    level, reading = _level(found, scope.stack, block.depth)
    scope.stack[level:] = [reading]
    steps = tuple(step.step for step in scope.stack)
    inside = "".join(f"({step})" for step in steps)
    return f"{scope.anchor or owner} {inside}".strip(), (*scope.anchor_path, *steps)


def _level(found: Sequence[Reading], stack: Sequence[Reading], depth: int) -> tuple[int, Reading]:
    """At which level of the list a number stands, and as what: the next of a count, else the first of a new one."""
    levels = range(len(stack) - 1, -1, -1)
    if depth > 1 and stack:
        deep = [one for one in found if one.style == "roman"] or list(found)
        return min(depth - 1, len(stack)), deep[0]
    for level in levels:
        for one in found:
            if one.style == stack[level].style and one.value == stack[level].value + 1:
                return level, one
    for one in found:
        if one.value == 1 and all(one.style != above.style for above in stack):
            return len(stack), one
    for level in levels:
        for one in found:
            if one.style == stack[level].style:
                return level, one
    return len(stack), found[0]
