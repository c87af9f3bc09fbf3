"""A woven text as a Word file with real tracked changes: reject all for the oldest text, accept all for the newest.

Its pages are set as the United Nations sets them: masthead, number and title, lead phrases set off, numbers, notes,
closing lines. The author of a change is the version that made it, its date the day of adoption; technical updates and
punctuation have authors of their own, so that Word can hide them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from tracker.languages import LANGUAGES
from tracker.model import Edition
from tracker.render import escape, vocabulary
from tracker.render.provenance import Provenance
from tracker.render.word import markup, package
from tracker.render.word.markup import Xml
from tracker.woven import Line, Mark, Piece, Weight, Woven

PAGE = package.Page(width=12240, height=15840, side=1195, top=1440, bottom=1440)
"""The sheet of the United Nations' documents in New York."""
_SUFFIX: Mapping[Weight, str] = {"substantive": "", "technical": ", technical", "typographic": ", punctuation"}
_LEADS: Mapping[str, Mapping[str, bool]] = {"ar": {"bold": True, "italic": True}, "zh": {"bold": True}}
_ITALIC: Mapping[str, bool] = {"italic": True}
_SIDE, _STEP = 1267, 475  # twips: where the text begins, and how far a point is set in
_LATIN = re.compile(r"[\u0020-\u024f\u2010-\u2027]*[A-Za-z][\u0020-\u024f\u2010-\u2027]*|[\d ]*")
_FRAME = ("organization", "symbol", "organ", "distribution", "issued")


@dataclass(frozen=True, slots=True)
class Author:
    """Who made the changes of a step, and when (ISO, to the second); `when` empty: not known."""

    name: str
    when: str


def redline(woven: Woven, provenance: Provenance, cautions: Sequence[str] = ()) -> bytes:
    """The bytes of a Word file with the tracked changes of adopted texts: an author for each version.

    cautions: what their comparisons could not do as well as others, printed under the first page.
    """
    authors = [_author(edition, provenance) for edition in woven.editions[1:]]
    old, new = (vocabulary.name(woven.editions[at]) for at in (0, -1))
    said = (
        f"Tracked changes from {old} to {new}: rejecting all gives the first text, accepting all the last. "
        "Each change bears the name and the day of the version that made it; technical updates and punctuation have "
        "authors of their own and can be hidden (Review, Show Markup, Specific People)."
    )
    return written(woven, authors, provenance, title=f"{old} to {new}", said=" ".join([said, *cautions]))


def written(
    woven: Woven, authors: Sequence[Author], provenance: Provenance, *, title: str, said: str, creator: str = "tracker"
) -> bytes:
    """The bytes of a Word file; `authors[i]` made the changes of step i + 1. `said` is printed under its first page."""
    writer = _Writer(woven, authors)
    body = list(writer.body())
    properties = package.Properties(
        title=f"{title}: tracked changes",
        subject=woven.editions[-1].title,
        description=f"{said} {provenance.acknowledgement}",
        creator=creator,
        at=provenance.moment,
        facts=provenance.facts(),
    )
    first = [markup.paragraph(line, style="Small") for line in (said, *provenance.lines())]
    return package.packed(
        package.File(
            body,
            properties,
            woven.language,
            PAGE,
            headers={"default": markup.paragraph(f"{title}, unofficial", style="Header"), "first": markup.paragraph()},
            footers={
                "default": markup.paragraph(markup.page_number(), style="Footer", align="right"),
                "first": markup.joined(first),
            },
            footnotes=[writer.note(pieces) for pieces in woven.notes],
            comments=[writer.comment(number, text) for number, text in enumerate(woven.comments)],
            track=True,
        )
    )


def _author(edition: Edition, provenance: Provenance) -> Author:
    when = edition.adopted.isoformat() if edition.adopted else provenance.at.isoformat()
    return Author(vocabulary.name(edition), f"{when}T00:00:00Z")


class _Writer:
    """Writes the lines of one file; the changes in it are counted through."""

    def __init__(self, woven: Woven, authors: Sequence[Author]) -> None:
        self._woven, self._authors = woven, authors
        self._rtl = LANGUAGES[woven.language].direction == "rtl"
        self._lead = _LEADS.get(woven.language, _ITALIC)
        self._changes = 0
        self._said: set[int] = set()

    # ------------------------------------------------------------------------------------------------------- the page

    def body(self) -> Iterator[Xml]:
        """All blocks, in order; the last is a paragraph that nothing touches: there is none to join it to."""
        last: Line | None = None
        for is_masthead, group in groupby(self._woven.lines, key=lambda line: line.role == "masthead"):
            lines = list(group)
            last = lines[-1]
            if is_masthead:
                yield from self._masthead(lines)
                continue
            for shape, items in groupby(lines, key=lambda line: (line.role == "row", line.shape)):
                if shape[0]:
                    yield self._table(list(items))
                    yield markup.paragraph()
                else:
                    yield from map(self._paragraph, items)
        if last and (last.born or last.died) and last.role != "row":
            yield markup.paragraph()

    def _masthead(self, lines: Sequence[Line]) -> Iterator[Xml]:
        framed = [line.shape for line in lines[: len(_FRAME)]] == list(_FRAME)
        if framed and not any(line.born or line.died for line in lines[: len(_FRAME)]):
            yield self._frame(lines)
            lines = lines[len(_FRAME) :]
        for line in lines:
            yield self._paragraph(line)

    def _frame(self, lines: Sequence[Line]) -> Xml:
        """The head of the first page: organization and symbol, organ and what stands beside it; lines between them."""
        big, small = {"bold": True, "size": 20.0}, {"size": 12.0}
        organization = self._paragraph(lines[0], "Masthead", look=small)
        symbol = self._paragraph(lines[1], "Masthead", look=small, align="right")
        organ = self._paragraph(lines[2], "Masthead", look=big)
        beside = [self._paragraph(line, "Masthead") for line in lines[3:5]]
        width = PAGE.text
        rows = [
            [markup.Cell([organization]), markup.Cell([symbol])],
            [markup.Cell([organ]), markup.Cell(beside)],
        ]
        return markup.table(rows, widths=(width - 3300, 3300), style="MastheadFrame", rtl=self._rtl)

    def _table(self, lines: Sequence[Line]) -> Xml:
        rows = [self._cells(line) for line in lines]
        columns = max(map(len, rows))
        width = (PAGE.text - 2 * _SIDE) // columns
        cells = [
            [
                markup.Cell([self._cell(cell)], span=columns - len(row) + 1 if index == len(row) - 1 else 1)
                for index, cell in enumerate(row)
            ]
            for row in rows
        ]
        return markup.table(
            cells,
            widths=[width] * columns,
            rtl=self._rtl,
            row_properties=[self._mark(line.born, "ins") + self._mark(line.died, "del") for line in lines],
        )

    def _cells(self, line: Line) -> list[list[Piece]]:
        cells: list[list[Piece]] = [[]]
        for piece in (*line.head, *line.pieces):
            for index, part in enumerate(piece.text.split("\t")):
                if index:
                    cells.append([])
                if part or piece.note is not None:
                    cells[-1].append(replace(piece, text=part))
        return cells

    def _cell(self, pieces: Sequence[Piece]) -> Xml:
        return markup.paragraph(*map(self._piece, pieces), rtl=self._rtl)

    def _paragraph(
        self, line: Line, style: str = "", *, look: Mapping[str, object] | None = None, align: markup.Align = ""
    ) -> Xml:
        deeper = _SIDE + _STEP * (line.depth - 1)
        rtl = self._rtl and not _is_latin(line)
        if self._rtl and not rtl:  # "5 January 2023" keeps its order; it stands on the side where its neighbours do
            align = "left" if align == "right" else "right"
        said = markup.paragraph(
            *(self._piece(piece, look) for piece in (*line.head, *line.pieces)),
            style=style or _style(line),
            align=align,
            rtl=rtl,
            first_line=(deeper, _STEP) if line.depth > 1 and line.role == "text" else None,
            mark=self._end(line),
        )
        return self._ranged(line, said)

    # --------------------------------------------------------------------------------------------------------- changes

    def _end(self, line: Line) -> str:
        """What is said of the mark that ends a paragraph."""
        born, died = line.born, line.died
        came = self._mark(born, "moveTo" if _is_move(born, died) else "ins")
        went = self._mark(died, "moveFrom" if _is_move(died, born) else "del")
        return came + went

    def _ranged(self, line: Line, said: Xml) -> Xml:
        """A paragraph that moved, between the marks that tell Word which one it is."""
        for mark, other, tag in ((line.died, line.born, "moveFrom"), (line.born, line.died, "moveTo")):
            if mark is not None and _is_move(mark, other):
                start = self._mark(mark, f"{tag}RangeStart", f' w:name="move{mark.step}-{mark.move}"')
                number = self._changes
                inside = said.find("</w:pPr>") + len("</w:pPr>")
                return Xml(f'{said[:inside]}{start}{said[inside:]}<w:{tag}RangeEnd w:id="{number}"/>')
        return said

    def _piece(self, piece: Piece, look: Mapping[str, object] | None = None) -> Xml:
        """Words or the mark of a note, inside what tells their fate."""
        deleted = piece.died is not None and not _is_move(piece.died, piece.born)
        if piece.note is not None:
            content = Xml(f'<w:footnoteReference w:id="{piece.note + 1}"/>')
            said = markup.run(content, style="FootnoteReference", rtl=self._rtl)
        else:
            said = self._words(piece, deleted, look)
        born, died = piece.born, piece.died
        if died is not None:
            said = self._change(died, "moveFrom" if _is_move(died, born) else "del", said)
        if born is not None:
            said = self._change(born, "moveTo" if _is_move(born, died) else "ins", said)
        return said if piece.comment is None else self._commented(piece.comment, said)

    def _words(self, piece: Piece, deleted: bool, look: Mapping[str, object] | None) -> Xml:  # noqa: FBT001 - one flag
        given = dict(look or {}) | (dict(self._lead) if piece.lead else {})
        rtl = self._rtl and not _LATIN.fullmatch(piece.text)
        return markup.run(piece.text, deleted=deleted, rtl=rtl, **given)  # type: ignore[arg-type]

    def _change(self, mark: Mark, tag: str, content: Xml) -> Xml:
        return Xml(f"{self._mark(mark, tag)[:-2]}>{content}</w:{tag}>")

    def _mark(self, mark: Mark | None, tag: str, more: str = "") -> str:
        """An element that names who made a change; each has a number of its own."""
        if mark is None:
            return ""
        self._changes += 1
        author = self._authors[mark.step - 1]
        name = escape.xml(author.name + _SUFFIX[mark.weight])
        return f'<w:{tag} w:id="{self._changes}" w:author="{name}" w:date="{author.when}"{more}/>'

    # ----------------------------------------------------------------------------------------------- notes and comments

    def note(self, pieces: Iterable[Piece]) -> Xml:
        """The content of a footnote."""
        own = markup.run(Xml("<w:footnoteRef/>"), style="FootnoteReference", rtl=self._rtl)
        said = (markup.run(" ", rtl=self._rtl), *map(self._piece, pieces))
        return markup.paragraph(own, *said, style="FootnoteText", rtl=self._rtl)

    def _commented(self, comment: int, said: Xml) -> Xml:
        """Words that a comment is about; its mark stands after the last of them."""
        if comment in self._said:
            return said
        self._said.add(comment)
        mark = markup.run(Xml(f'<w:commentReference w:id="{comment}"/>'), style="CommentReference")
        return Xml(f'<w:commentRangeStart w:id="{comment}"/>{said}<w:commentRangeEnd w:id="{comment}"/>{mark}')

    def comment(self, number: int, text: str) -> Xml:
        """A comment in the margin, by the author of the last step."""
        author = self._authors[-1]
        own = markup.run(Xml("<w:annotationRef/>"), style="CommentReference")
        name = escape.xml(author.name)
        return Xml(
            f'<w:comment w:id="{number}" w:author="{name}" w:date="{author.when}" w:initials="{name[:2]}">'
            f"{markup.paragraph(own, text, style='CommentText')}</w:comment>"
        )


def _is_latin(line: Line) -> bool:
    """Whether no word of a line is written from right to left: symbols and dates of a masthead."""
    return line.role == "masthead" and all(_LATIN.fullmatch(piece.text) for piece in line.pieces)


def _is_move(mark: Mark | None, other: Mark | None) -> bool:
    """Whether a mark is shown as a move: not where a piece also came or went otherwise."""
    return mark is not None and mark.move > 0 and other is None


_STYLES: Mapping[str, str] = {"title": "TextNumber", "text": "SingleText", "heading": "TextHeading",
                              "closing": "Closing"}  # fmt: skip
_HEADS: Mapping[str, str] = {"adopted": "MastheadAdopted", "report": "MastheadReport"}


def _style(line: Line) -> str:
    return _HEADS.get(line.shape, "Masthead") if line.role == "masthead" else _STYLES[line.role]
