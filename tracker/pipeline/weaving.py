"""Texts and the comparisons between them -> one woven text, from which a redline is made.

Two texts, or many: each comparison leads from one to the next. What the comparison found is laid in as it is told;
what stands around the text (masthead, title, closing lines) is compared here, word by word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from tracker.diff import diff
from tracker.facts import edition
from tracker.model import Change, Paragraph, Resolution, WordOp
from tracker.order import kept_in_order
from tracker.pipeline.notemarks import Threads, is_there
from tracker.pipeline.strands import Bit, Block, Fabric, Look, Strand
from tracker.significance import Context, judge
from tracker.similarity import similarity
from tracker.woven import Line, Mark, Piece, Woven

_NUMBER = re.compile(r"[\w-]+/\d+(?: [A-Z]+)?\.?(?:\s*-)?")
_DIGITS = re.compile(r"\d+")
_SHAPES = ("organization", "symbol", "organ", "distribution", "issued")


def weave(texts: Sequence[Resolution], steps: Sequence[Sequence[Change]]) -> Woven:
    """Texts as one: `steps[i]` are all changes from texts[i] to texts[i + 1], as a comparison has them."""
    first = texts[0]
    masthead = Fabric([(line, look) for line, look in _masthead(first)])
    title = Fabric([(first.title, Look("title", _number_of(first)))])
    body = Fabric([(one.text, _look(one)) for one in first.paragraphs])
    closing = Fabric(_closing(first))
    notes = Threads(first)
    for step, (old, new, changes) in enumerate(zip(texts, texts[1:], steps, strict=False), 1):
        language = new.language
        masthead.advance(*_around(_masthead(old), _masthead(new), language), step)
        named = [Block((0,), (0,), _diffed(old.title, new.title, language))]
        title.advance(named, [Look("title", _number_of(new))], step)
        body.advance(_blocks(changes, old, new), [_look(one) for one in new.paragraphs], step)
        closing.advance(*_around(_closing(old), _closing(new), language), step)
        notes.advance(changes, new, step)
    titled, texted = list(title.strands()), list(body.strands())
    placed = notes.placed(titled, texted, len(steps))
    moves = _whole_moves(texted)
    body_lines = [_line(strand, placed.get(id(strand), []), moves) for strand in texted]
    body_lines = _as_typed(body_lines)
    for at, ending in reversed(_closed(list(closing.strands()), texted, texts, len(steps))):
        body_lines[at:at] = [_line(strand, [], moves) for strand in ending]
    return Woven(
        editions=tuple(map(edition, texts)),
        language=first.language,
        lines=(
            *(_line(strand, [], moves) for strand in masthead.strands()),
            *(_line(strand, placed.get(id(strand), []), moves) for strand in titled),
            *body_lines,
        ),
        notes=notes.words(),
    )


# ----------------------------------------------------------------------------------------------------- around the text


def _masthead(text: Resolution) -> list[tuple[str, Look]]:
    """The lines above the title; the number that stands before it belongs to it."""
    lines = list(text.masthead.lines)
    if _number_of(text):
        lines.pop()
    known = len(lines) >= len(_SHAPES) and "/RES/" in lines[1]
    shapes = [*_SHAPES, *map(_shape, lines[len(_SHAPES) :])] if known else [""] * len(lines)
    return [(line, Look("masthead", shape=shape)) for line, shape in zip(lines, shapes, strict=True)]


def _shape(line: str) -> str:
    if line.startswith("["):
        return "report"
    return "adopted" if re.search(r"\d{4}", line) else ""


def _number_of(text: Resolution) -> str:
    """The number that stands before the title, with the TAB between them; empty if there is none."""
    last = text.masthead.lines[-1] if text.masthead.lines else ""
    return f"{last}\t" if _NUMBER.fullmatch(last) else ""


def _closing(text: Resolution) -> list[tuple[str, Look]]:
    return [(line, Look("closing")) for line in text.closing]


def _closed(
    closing: Sequence[Strand], body: Sequence[Strand], texts: Sequence[Resolution], last: int
) -> list[tuple[int, list[Strand]]]:
    """Where the closing lines stand: above the annexes, in one place if that is right in both texts, else in two."""
    (low, high), (new_low, new_high) = (
        _edge(body, next((at for at, one in enumerate(text.paragraphs) if one.in_annex), len(text.paragraphs)), version)
        for text, version in ((texts[0], 0), (texts[-1], last))
    )
    if max(low, new_low) <= min(high, new_high):
        return [(max(low, new_low), list(closing))]
    mark = Mark(last, "technical")
    gone, new = (
        [
            replace(one, born=born, died=died, heads=[],
                    bits=[Bit(bit.text, born, died) for bit in one.bits if is_there(bit.born, bit.died, version)])
            for one in closing if is_there(one.born, one.died, version)
        ]
        for born, died, version in ((None, mark, 0), (mark, None, last))
    )  # fmt: skip
    return sorted([(low, gone), (new_low, new)], key=lambda item: item[0])


def _edge(strands: Sequence[Strand], position: int, version: int) -> tuple[int, int]:
    """Between which strands a text can be cut, so that in this version `position` paragraphs stand before the cut."""
    at = low = 0
    for index, strand in enumerate(strands):
        there = is_there(strand.born, strand.died, version)
        if at == position and (there or any(is_there(bit.born, bit.died, version) for bit in strand.bits)):
            return low, index
        at += there
        low = index + 1 if at <= position and there else low
    return low, len(strands)


def _around(
    old: Sequence[tuple[str, Look]], new: Sequence[tuple[str, Look]], language: str
) -> tuple[list[Block], list[Look]]:
    """Lines around the text beside each other: as many, one by one; else those that look alike."""
    old_keys, new_keys = ([_alike(line, look) for line, look in side] for side in (old, new))
    blocks: list[Block] = []
    matcher = SequenceMatcher(None, old_keys, new_keys, autojunk=False)
    for _, start, end, new_start, new_end in (
        [(0, 0, len(old), 0, len(new))] if len(old) == len(new) else (matcher.get_opcodes())
    ):
        if end - start == new_end - new_start:
            for one, other in zip(range(start, end), range(new_start, new_end), strict=True):
                ops = [replace(op, significance="technical") for op in diff(old[one][0], new[other][0], language)]
                blocks.append(Block((one,), (other,), ops))
        else:
            blocks += [Block((one,), (), weight="technical") for one in range(start, end)]
            blocks += [
                Block((), (one,), [WordOp("insert", new[one][0])], weight="technical")
                for one in range(new_start, new_end)
            ]
    return blocks, [look for _, look in new]


def _alike(line: str, look: Look) -> str:
    return look.shape or _DIGITS.sub("0", line).split(" ")[0]


def _diffed(old: str, new: str, language: str) -> tuple[WordOp, ...]:
    return judge(diff(old, new, language), Context(language))


# ------------------------------------------------------------------------------------------------------------ the text


def _look(paragraph: Paragraph) -> Look:
    role = {"heading": "heading", "table": "row"}.get(paragraph.kind, "text")
    return Look(
        role,  # type: ignore[arg-type]
        f"{paragraph.number}\t" if paragraph.number else "",
        paragraph.lead if paragraph.kind != "formula" else len(paragraph.text),
        max(len(paragraph.path) - 1, 0),
        paragraph.in_annex,
        paragraph.label.partition(".")[0] if paragraph.kind == "table" else "",
    )


def _blocks(changes: Sequence[Change], old: Resolution, new: Resolution) -> list[Block]:
    """The changes as blocks in the order of both texts; what can't stand in one order is gone here and new there."""
    found: list[Block] = []
    moved: list[Block] = []
    for change in changes:
        if not (change.old and change.new):
            continue
        block = Block(tuple(one.position for one in change.old), tuple(one.position for one in change.new),
                      change.segments)  # fmt: skip
        rows = {one.kind for one in (*change.old, *change.new)} & {"table"}
        single = len(block.old) == len(block.new) == 1
        if change.moved and single:
            moved += [] if rows else [replace(block, move=len(moved) + 1)]
        elif not change.moved and _in_a_row(block.old) and _in_a_row(block.new) and not (rows and not single):
            found += [] if rows and not _same_cells(change) else [block]
        elif not rows:
            found += _main_pair(change, old, new)
    found.sort(key=lambda block: block.new)
    weights = [sum(len(op.text) for op in block.ops) for block in found]
    kept = kept_in_order([block.old[0] for block in found], weights)
    return _filled([found[index] for index in sorted(kept)], moved, old, new)


def _in_a_row(positions: Sequence[int]) -> bool:
    return list(positions) == list(range(positions[0], positions[0] + len(positions)))


def _same_cells(change: Change) -> bool:
    """Whether both rows have the same cells, so that their words can be compared in place."""
    kinds = {one.kind for one in (*change.old, *change.new)}
    return kinds == {"table"} and not any("\t" in op.text for op in change.segments if op.op != "equal")


def _main_pair(change: Change, old: Resolution, new: Resolution) -> list[Block]:
    """Of a split or merger whose parts don't stand together: the old and the new paragraph that share most."""
    pairs = [(one.position, other.position) for one in change.old for other in change.new if not other.moved]
    if not pairs:
        return []
    texts = old.paragraphs, new.paragraphs
    best = max(pairs, key=lambda pair: similarity(texts[0][pair[0]].text, texts[1][pair[1]].text))
    ops = _diffed(texts[0][best[0]].text, texts[1][best[1]].text, new.language)
    return [Block((best[0],), (best[1],), ops)]


def _filled(kept: Sequence[Block], moved: Sequence[Block], old: Resolution, new: Resolution) -> list[Block]:
    """All paragraphs of both texts in blocks: those that stand in none are gone or new, annexes after the text."""
    taken = {at for block in kept for at in block.old}, {at for block in kept for at in block.new}
    away = {block.old[0]: block for block in moved}
    here = {block.new[0]: block for block in moved}
    out: list[Block] = []
    at_old = at_new = 0
    for block in [*kept, Block((len(old.paragraphs),), (len(new.paragraphs),))]:
        gap = [
            (old.paragraphs[at].in_annex, 0, _half(away.get(at), (at,), ()))
            for at in range(at_old, block.old[0]) if at not in taken[0]
        ] + [
            (new.paragraphs[at].in_annex, 1, _half(here.get(at), (), (at,), new.paragraphs[at].text))
            for at in range(at_new, block.new[0]) if at not in taken[1]
        ]  # fmt: skip
        out += [one for *_, one in sorted(gap, key=lambda item: item[:2])]
        out.append(block)
        at_old, at_new = block.old[-1] + 1, block.new[-1] + 1
    return out[:-1]


def _half(move: Block | None, old: tuple[int, ...], new: tuple[int, ...], text: str = "") -> Block:
    """A paragraph that is gone or new, or one half of a move."""
    if move:
        return replace(move, old=old, new=new)
    return Block(old, new, [WordOp("insert", text)] if new else ())


# ------------------------------------------------------------------------------------------------------- what comes out


def _whole_moves(strands: Iterable[Strand]) -> frozenset[tuple[int, int]]:
    """The moves (step, number) that Word can show: an old paragraph went away whole, and stands whole elsewhere."""
    sides: tuple[set[tuple[int, int]], set[tuple[int, int]]] = (set(), set())
    for one in strands:
        if one.died and one.died.move and one.born is None:
            sides[0].add((one.died.step, one.died.move))
        if one.born and one.born.move and one.died is None:
            sides[1].add((one.born.step, one.born.move))
    return frozenset(sides[0] & sides[1])


def _as_typed(lines: Sequence[Line]) -> list[Line]:
    """The breaks as they would be typed: who writes on at the end of a paragraph and goes on in new ones.

    What is new is then words, break, words; and the old break ends the last new paragraph. Both texts are the same
    either way, but LibreOffice joins neighbouring changes and would take the break between them for a part of them.
    """
    out = list(lines)
    for at, line in enumerate(lines[:-1]):
        last = line.pieces[-1] if line.pieces else None
        if line.born or line.died or last is None or line.role != "text":
            continue
        for fate, other in (("born", "died"), ("died", "born")):
            mark = getattr(last, fate)
            if mark is None or mark.move or getattr(last, other):
                continue
            end = at
            while end + 1 < len(lines) and _is_whole(lines[end + 1], fate, mark):
                end += 1
            if end > at:
                out[at] = replace(line, born=mark) if fate == "born" else replace(line, died=mark)
                out[end] = replace(lines[end], born=None) if fate == "born" else replace(lines[end], died=None)
    return out


def _is_whole(line: Line, fate: str, mark: Mark) -> bool:
    """Whether a paragraph of the text came, or went, whole by one mark."""
    other = line.died if fate == "born" else line.born
    whole = all(getattr(piece, fate) is not None for piece in (*line.head, *line.pieces))
    return getattr(line, fate) == mark and other is None and whole and line.role == "text"


def _line(strand: Strand, notes: Sequence[tuple[int, Piece]], moves: frozenset[tuple[int, int]]) -> Line:
    """A strand as a line, its notes where they stand."""

    def settled(mark: Mark | None) -> Mark | None:
        return replace(mark, move=0) if mark and mark.move and (mark.step, mark.move) not in moves else mark

    def piece(bit: Bit) -> Piece:
        return Piece(bit.text, settled(bit.born), settled(bit.died), bit.lead)

    return Line(
        role=strand.look.role,
        head=tuple(one for one in map(piece, strand.heads) if not _is_passing(one)),
        pieces=tuple(_joined(one for one in _with_notes(strand.bits, notes, piece) if not _is_passing(one))),
        born=settled(strand.born),
        died=settled(strand.died),
        depth=strand.look.depth,
        shape=strand.look.shape,
    )


def _is_passing(piece: Piece) -> bool:
    """Whether words came and went in between as technical updates do, year by year: nobody looks for these."""
    born, died = piece.born, piece.died
    return bool(born and died and "substantive" not in (born.weight, died.weight))


def _with_notes(bits: Iterable[Bit], notes: Sequence[tuple[int, Piece]], piece: Callable[[Bit], Piece]) -> list[Piece]:
    out: list[Piece] = []
    left = list(notes)
    at = 0
    for bit in bits:
        start = 0
        while left and left[0][0] < at + len(bit.text):
            cut = left[0][0] - at
            out += [piece(replace(bit, text=bit.text[start:cut]))] if cut > start else []
            out.append(left.pop(0)[1])
            start = cut
        out += [piece(replace(bit, text=bit.text[start:]))] if start < len(bit.text) else []
        at += len(bit.text)
    return [*out, *(one for _, one in left)]


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbours of one fate and one look as one."""
    out: list[Piece] = []
    for piece in pieces:
        same = (
            out and out[-1].note is None and piece.note is None and replace(out[-1], text="") == replace(piece, text="")
        )
        if same:
            out[-1] = replace(piece, text=out[-1].text + piece.text)
        else:
            out.append(piece)
    return out
