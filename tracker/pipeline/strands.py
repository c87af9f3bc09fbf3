"""Weaving: paragraphs of one version after another laid into those before, so that every version can be read from it.

A paragraph ends with a break, which comes and goes as letters do: a split brings one, a merger takes one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from tracker.model import WordOp
from tracker.woven import Mark, Role, Weight


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph is set: what it is, its number as it stands before it, its lead phrase, how deep it is."""

    role: Role
    head: str = ""
    lead: int = 0
    depth: int = 0
    annex: bool = False
    shape: str = ""


@dataclass(slots=True)
class Bit:
    """Letters of one fate. `ends`: instead of letters, the break after this strand (None: a break that is new)."""

    text: str
    born: Mark | None = None
    died: Mark | None = None
    lead: bool = False
    ends: Strand | None = None


@dataclass(slots=True)
class Strand:
    """A paragraph with all that ever stood in it, up to a break that ever was."""

    look: Look
    bits: list[Bit]
    heads: list[Bit] = field(default_factory=list)
    born: Mark | None = None
    died: Mark | None = None


Unit = list[Strand]
"""The strands of one paragraph of the present version, its own break last; or those of one that is gone."""


@dataclass(frozen=True, slots=True)
class Block:
    """What became of neighbouring paragraphs: old ones, new ones, and the edits between their joined texts.

    Without old ones they are new, without new ones gone. `move`: the other half of it stands elsewhere.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    ops: Sequence[WordOp] = ()
    move: int = 0
    weight: Weight = "substantive"


class Fabric:
    """Paragraphs of one kind (the text, the masthead, the closing lines) through the versions."""

    def __init__(self, paragraphs: Sequence[tuple[str, Look]]) -> None:
        self.units: list[Unit] = [[_strand(text, look, None)] for text, look in paragraphs]

    def advance(self, blocks: Sequence[Block], looks: Sequence[Look], step: int) -> None:
        """Lay the next version in. Blocks stand in an order that is that of the old and of the new paragraphs."""
        out: list[Unit] = []
        live = [index for index, unit in enumerate(self.units) if unit[-1].died is None]
        done = 0
        for block in blocks:
            if not block.old:
                text = "".join(op.text for op in block.ops if op.op != "delete")
                out.append([self._new(block, looks[block.new[0]], text, step)])
                continue
            first, last = live[block.old[0]], live[block.old[-1]]
            out += self.units[done:first]
            done = last + 1
            whole = [strand for unit in self.units[first:done] for strand in unit]
            if block.new:
                out += _woven(whole, block, [looks[at] for at in block.new], step)
            else:
                out.append(_gone(whole, block, step))
        self.units = out + self.units[done:]

    def _new(self, block: Block, look: Look, text: str, step: int) -> Strand:
        mark = Mark(step, block.weight, block.move)
        if not block.move:
            return _strand(text, look, mark)
        bits = [
            bit
            for op, at in _placed(block.ops, "delete")
            for bit in _cut(op.text, at, [(0, look.lead)], mark if op.op == "equal" else replace(mark, move=0))
        ]
        return Strand(look, bits, _head(look.head, mark), mark)

    def strands(self) -> Iterator[Strand]:
        """All of it, in order."""
        for unit in self.units:
            yield from unit


def weight(op: WordOp) -> Weight:
    """Whose change a piece is: of the wording, a technical update, or of print (punctuation, hyphens, blanks)."""
    if op.significance in ("technical", "substantive"):
        return "technical" if op.significance == "technical" else "substantive"
    return "typographic"


def finer(ops: Iterable[WordOp]) -> Iterator[WordOp]:
    """The same edits, of print alone cut to the signs that differ: in Word a blank or a hyphen, not a whole date."""
    left = deque(ops)
    while left:
        op = left.popleft()
        other = left[0] if left else None
        if (
            op.op == "delete"
            and other is not None
            and other.op == "insert"
            and len(op.text) == len(other.text)
            and {op.significance, other.significance} <= {"none", "typographic"}
        ):
            left.popleft()
            for same, pairs in groupby(zip(op.text, other.text, strict=True), key=lambda pair: pair[0] == pair[1]):
                old, new = ("".join(side) for side in zip(*pairs, strict=True))
                yield from [WordOp("equal", old)] if same else [replace(op, text=old), replace(other, text=new)]
        else:
            yield op


def woven_bits(
    bits: Iterable[Bit], ops: Iterable[WordOp], step: int, leads: Sequence[tuple[int, int]] = ()
) -> list[Bit]:
    """Bits with the edits of a step laid in: what is there is cut where an edit begins or ends."""
    out: list[Bit] = []
    left = deque(bits)
    at = 0
    for op in finer(ops):
        if op.op == "insert":
            out += _cut(op.text, at, leads, Mark(step, weight(op)))
            at += len(op.text)
            continue
        missing = len(op.text)
        while missing:
            bit = left.popleft()
            if bit.died is not None:
                out.append(bit)
                continue
            if len(bit.text) > missing:
                left.appendleft(replace(bit, text=bit.text[missing:]))
                bit = replace(bit, text=bit.text[:missing])
            missing -= len(bit.text)
            if op.op == "delete":
                out.append(replace(bit, died=Mark(step, weight(op))))
            else:
                out += _set(bit, at, leads)
                at += len(bit.text)
    return [*out, *left]


def _woven(strands: Sequence[Strand], block: Block, looks: Sequence[Look], step: int) -> list[Unit]:
    """The units of the new paragraphs of a block."""
    bits: list[Bit] = []
    for strand in strands[:-1]:
        bits += [*strand.bits, Bit("\n", strand.born, strand.died, ends=strand)]
    bits += strands[-1].bits
    starts = deque(strand.heads for strand in strands)
    leads: list[tuple[int, int]] = []
    at = 0
    lengths = [len(text) for text in "".join(op.text for op in block.ops if op.op != "delete").split("\n")]
    for look, length in zip(looks, lengths, strict=True):
        leads += [(at, at + look.lead)] if look.lead else []
        at += length + 1
    units: list[Unit] = [[]]
    held: list[Bit] = []
    heads = starts.popleft()
    for bit in woven_bits(bits, block.ops, step, leads):
        if bit.text != "\n":
            held.append(bit)
            continue
        look = bit.ends.look if bit.ends else looks[len(units) - 1]
        units[-1].append(Strand(look, held, heads, bit.born, bit.died))
        held, heads = [], starts.popleft() if bit.ends else []
        if bit.died is None:
            units.append([])
    units[-1].append(Strand(strands[-1].look, held, heads, strands[-1].born, None))
    for unit, look in zip(units, looks, strict=True):
        unit[-1].look = look
        _number(unit, look.head, step)
    return units


def _number(unit: Unit, wanted: str, step: int) -> None:
    """Give a paragraph the number that it has now; what stood there before is gone, the TAB after it stays."""
    mark = Mark(step, "technical")
    standing = [bit for strand in unit for bit in strand.heads if bit.died is None]
    own = [bit for bit in unit[0].heads if bit.died is None]
    if "".join(bit.text for bit in standing) == wanted and len(own) == len(standing):
        return
    new = _head(wanted, mark)
    at = len(unit[0].heads)
    if new and own and own[-1].text == new[-1].text:  # the TAB
        standing.remove(own[-1])
        at = next(index for index, bit in enumerate(unit[0].heads) if bit is own[-1])
        new.pop()
    for bit in standing:
        bit.died = mark
    unit[0].heads[at:at] = new


def _gone(strands: Sequence[Strand], block: Block, step: int) -> Unit:
    """The strands of paragraphs that were deleted, or moved away."""
    mark = Mark(step, block.weight, block.move if len(strands) == 1 else 0)
    for strand in strands:
        if mark.move:
            strand.bits = _moved_away(strand.bits, block.ops, mark)
        for bit in (*strand.bits, *strand.heads):
            bit.died = bit.died or mark
        strand.died = strand.died or mark
    return list(strands)


def _moved_away(bits: Sequence[Bit], ops: Iterable[WordOp], mark: Mark) -> list[Bit]:
    """Where something moved away: the words that it kept went with it, the others were deleted here."""
    out: list[Bit] = []
    left = deque(bits)
    for op, _ in _placed(ops, "insert"):
        missing = len(op.text)
        while missing:
            bit = left.popleft()
            if bit.died is None:
                if len(bit.text) > missing:
                    left.appendleft(replace(bit, text=bit.text[missing:]))
                    bit = replace(bit, text=bit.text[:missing])
                missing -= len(bit.text)
                bit = replace(bit, died=mark if op.op == "equal" else replace(mark, move=0))
            out.append(bit)
    return [*out, *left]


def _placed(ops: Iterable[WordOp], without: str) -> Iterator[tuple[WordOp, int]]:
    """The pieces of one side, each with where it begins there."""
    at = 0
    for op in ops:
        if op.op != without:
            yield op, at
            at += len(op.text)


def _strand(text: str, look: Look, mark: Mark | None) -> Strand:
    return Strand(look, _cut(text, 0, [(0, look.lead)], mark), _head(look.head, mark), mark)


def _head(text: str, mark: Mark | None) -> list[Bit]:
    """A number, and the TAB after it."""
    return [Bit(part, mark) for part in (text.removesuffix("\t"), text[-1:] if text.endswith("\t") else "") if part]


def _cut(text: str, at: int, leads: Sequence[tuple[int, int]], mark: Mark | None) -> list[Bit]:
    """New letters as bits: breaks by themselves, lead phrases set off."""
    out: list[Bit] = []
    for index, part in enumerate(text.split("\n")):
        if index:
            out.append(Bit("\n", mark))
            at += 1
        out += _set(Bit(part, mark), at, leads) if part else []
        at += len(part)
    return out


def _set(bit: Bit, at: int, leads: Sequence[tuple[int, int]]) -> list[Bit]:
    """A bit that begins at a place of the new text, cut where a lead phrase of it ends."""
    if bit.text == "\n":
        return [bit]
    for start, end in leads:
        if start <= at < end:
            inside = end - at
            pieces = [replace(bit, text=bit.text[:inside], lead=True), replace(bit, text=bit.text[inside:], lead=False)]
            return [piece for piece in pieces if piece.text]
    return [replace(bit, lead=False)] if leads else [bit]
