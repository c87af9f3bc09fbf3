"""Where a row of a table belongs: under which heading, and what its blank first cells stand for.

A table is read downwards. A row with words in its first cell alone is a heading, and what follows belongs to it until
the next; a blank first cell means what stands above it. So a row is known by its heading, its own cells and those it
takes from above, and never by its figures. A sum ("Subtotal") says the same everywhere: it belongs to its block, and
what stands last ("Total") to the table.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from tracker import config
from tracker.assignment import Pair, best_pairs
from tracker.model import Paragraph
from tracker.similarity import measured_words, similarity
from tracker.tokens import plain


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it is known.

    `block` tells the rows under one heading: the position of the heading, below 0 for rows of a table that stand under
    none. `heading` is its text, `text` that of the row with its blank first cells filled, `name` the words before the
    first figure, folded, `rest` what follows them. `is_sum`: it has no words but a name, which stands several times in
    the table or closes it.
    """

    block: int
    heading: str
    text: str
    name: str
    rest: str
    is_sum: bool


def rows_of(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> tuple[dict[int, Row], dict[int, Row]]:
    """The rows of either text by their positions."""
    sides = [[_table(text, at) for at in _tables(text)] for text in (old, new)]
    sums = {one for side in sides for table in side for one in _repeated(table)}
    found = [{row.at: _row(row, sums, above) for table in side for row, above in _above(table, sums)} for side in sides]
    return found[0], found[1]


class Blocks:
    """Which blocks of either text are one: those whose headings are paired, else those with most rows in common."""

    def __init__(self, rows: tuple[dict[int, Row], dict[int, Row]], pairs: Iterable[Pair]) -> None:
        """Take the rows of either text and the pairs found so far."""
        self.old, self._new = rows
        shared: Counter[Pair] = Counter()
        headings = dict[int, int]()
        for old, new in pairs:
            if old in self.old and new in self._new:
                headings[old] = new
                if not self.old[old].is_sum:
                    shared[self.old[old].block, self._new[new].block] += 1
        taken = set(headings.values())
        self._became: defaultdict[int, set[int]] = defaultdict(set)
        most: Counter[int] = Counter()
        for (old, new), count in shared.most_common():
            if old not in headings and new not in taken and count >= most[old]:
                most[old] = count
                self._became[old].add(new)
        for old, new in headings.items():
            self._became[old].add(new)
        self._known = {new for news in self._became.values() for new in news}
        self._blocks_of = [_blocks_of(side) for side in rows]

    def same(self, old: int, new: int, *, same_place: bool) -> bool:
        """Whether two rows stand in the same block; of blocks of which nothing is known, those in the same place.

        A sum under a heading is that of its block, or of none.
        """
        one, other = self.old[old].block, self._new[new].block
        if self._became.get(one) or other in self._known:
            return other in self._became[one]
        return same_place and not (self.old[old].is_sum and one >= 0)

    def telling(self, old: int, new: int) -> bool:
        """Whether the names of two rows say which they are: each stands in one block of its text."""
        names = (self.old[old].name, self._new[new].name)
        return all(name and len(blocks[name]) == 1 for name, blocks in zip(names, self._blocks_of, strict=True))


def _blocks_of(rows: dict[int, Row]) -> defaultdict[str, set[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for row in rows.values():
        found[row.name].add(row.block)
    return found


def under(paragraph: Paragraph, row: Row | None) -> tuple[str, ...]:
    """Where a row stands: of which annex it is, and under which heading; () for what is no row."""
    return (paragraph.division, row.heading) if row else ()


def renamed(
    rows: tuple[dict[int, Row], dict[int, Row]], pairs: Iterable[Pair], left: tuple[Sequence[int], Sequence[int]]
) -> dict[Pair, float]:
    """Of the rows that are left those of one block that say the same under another name, with how alike they are.

    The old name is gone and the new one fresh: of a name that stands in both texts the row was cut, or put in.
    """
    blocks = Blocks(rows, pairs)
    names = [{row.name for row in side.values()} for side in rows]
    olds, news = (
        [at for at in positions if at in mine and mine[at].name not in others and not mine[at].is_sum]
        for positions, mine, others in zip(left, rows, reversed(names), strict=True)
    )
    worth = {}
    for old in olds:
        for new in news:
            if blocks.same(old, new, same_place=False):
                likeness = similarity(rows[0][old].rest, rows[1][new].rest) if _has_letter(rows[0][old].rest) else 0.0
                if likeness >= config.PLAIN:
                    worth[old, new] = likeness
    chosen, _ = best_pairs(worth, config.ASSIGN_LIMIT)
    return {pair: worth[pair] for pair in chosen}


# ------------------------------------------------------------------------------------------------------- the cells


@dataclass(frozen=True, slots=True)
class _Read:
    """A row as it stands: position, block, heading's text, cells."""

    at: int
    block: int
    heading: str
    cells: tuple[str, ...]

    @property
    def is_heading(self) -> bool:
        return self.at == self.block

    @property
    def sum_name(self) -> str:
        """The one cell with words, if there is but one and no figure in it; empty for headings and other rows."""
        worded = [cell for cell in self.cells if _has_letter(cell)]
        has_one = len(worded) == 1 and not self.is_heading and not any(letter.isdigit() for letter in worded[0])
        return worded[0] if has_one else ""


def _has_letter(cell: str) -> bool:
    return any(letter.isalpha() for letter in cell)


def _tables(text: Sequence[Paragraph]) -> Iterator[list[int]]:
    for is_table, run in groupby(range(len(text)), lambda at: text[at].kind == "table"):
        if is_table:
            yield list(run)


def _table(text: Sequence[Paragraph], positions: Sequence[int]) -> list[_Read]:
    block, heading, found = -1 - positions[0], "", []
    for at in positions:
        cells = tuple(plain(cell) for cell in text[at].text.split("\t"))
        if len(cells) > 1 and _has_letter(cells[0]) and not any(cells[1:]):
            block, heading = at, cells[0]
        found.append(_Read(at, block, heading, cells))
    last = found[-1]
    if last.sum_name and last.block >= 0 and all(row.sum_name != last.sum_name for row in found[:-1]):
        found[-1] = _Read(last.at, -1 - positions[0], "", last.cells)
    return found


def _repeated(table: Sequence[_Read]) -> Iterator[str]:
    names = Counter(row.sum_name for row in table)
    yield from (name for name, times in names.items() if name and times > 1)
    if len(table) > 1 and table[-1].block < 0 <= table[-2].block:
        yield table[-1].sum_name


def _above(table: Sequence[_Read], sums: set[str]) -> Iterator[tuple[_Read, tuple[str, ...]]]:
    """Each row with the cells, filled, of the one above it in its block."""
    above: tuple[str, ...] = ()
    for row in table:
        if row.is_heading:
            above = ()
        yield row, above
        if not row.is_heading and row.sum_name not in sums:
            above = _filled(row.cells, above)


def _filled(cells: tuple[str, ...], above: tuple[str, ...]) -> tuple[str, ...]:
    blank = next((place for place, cell in enumerate(cells) if cell), 0)
    return (*above[:blank], *cells[len(above[:blank]) :])


def _row(row: _Read, sums: set[str], above: tuple[str, ...]) -> Row:
    is_sum = row.sum_name in sums
    cells = row.cells if is_sum or row.is_heading else _filled(row.cells, above)
    text = " ".join(" ".join(measured_words(cell)) if is_sum else cell for cell in cells if cell)
    figures = _first_figure(cells)
    name = " ".join(cell.casefold() for cell in cells[:figures] if _has_letter(cell))
    return Row(row.block, "" if row.is_heading else row.heading, text, name, " ".join(cells[figures:]), is_sum)


def _first_figure(cells: Sequence[str]) -> int:
    """Where the first cell without words stands; one that opens the row only counts it."""
    return next((at for at, cell in enumerate(cells) if at and cell and not _has_letter(cell)), len(cells))
