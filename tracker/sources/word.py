"""A Word file (.docx) -> a resolution.

Its notes and numbers are those that Word counts; tracked changes read as accepted, or as the original; what page one
shows above and below its text is part of the masthead. Guarantees: every printed character is in the resolution or in
`unplaced`, where running headers, comments and hidden text go too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from lxml import etree

from tracker.languages import formula_language
from tracker.model import Finding, Resolution
from tracker.sources import flow, text
from tracker.sources.flow import Para
from tracker.sources.flow_head import is_title
from tracker.sources.limits import must_be_few
from tracker.sources.runs import Runs, split_number
from tracker.sources.text_lines import RULE
from tracker.sources.word_notes import Notes
from tracker.sources.word_numbering import Numbering
from tracker.sources.word_package import Package, R, W
from tracker.sources.word_story import Row, Story, Written
from tracker.sources.word_styles import Styles
from tracker.sources.word_tracked import Tracked, comments, tracked
from tracker.tokens import normalise

_STOPS = (".", ";", ":", ",", "،", "؛", "。", "；", "：", "，")


def read_resolution(
    data: bytes,
    name: str,
    language: str | None,
    unplaced: list[str],
    findings: list[Finding],
    *,
    original: bool = False,
) -> Resolution:
    """The resolution of a .docx. original: as it was before its tracked changes, or before what a drafter marked.

    Raises BadSource if it holds none or is damaged, UnsafeSource if it is beyond the limits or holds a DOCTYPE.
    """
    reader = _Reader(Package(data, name), original=original)
    paras = reader.paras(unplaced, findings)
    changes = reader.tracked(findings)
    struck = any(how == "struck" for para in paras for _, _, how in para.runs.marked)
    found = flow.read_resolution(
        paras,
        {},
        name=name,
        form="a Word file",
        language=language,
        unplaced=unplaced,
        findings=findings,
        original=original and (struck or not changes.total),  # who tracks changes marks none by hand
    )
    if not changes.total:
        return found
    told = {"view": "original" if original else "accepted", "changes": changes.total, "by": list(changes.authors)}
    return replace(found, extra={**found.extra, "tracked": told})


class _Reader:
    """Reads the parts of a file in one view."""

    def __init__(self, package: Package, *, original: bool) -> None:
        self._package, self._original = package, original
        self._body = package.document()
        must_be_few(sum(1 for _ in self._body.iter(f"{W}p")), package.name)
        self._styles = Styles(package.of_kind("styles"))
        self._numbering = package.of_kind("numbering")
        self._settings = package.of_kind("settings")
        self._sections = list(self._body.iter(f"{W}sectPr"))
        said = [*self._sections[:1], *([self._settings] if self._settings is not None else [])]
        self._notes = Notes(package, said)
        self._notes.story = self._story()

    def _story(self) -> Story:
        """A story of its own: what is counted in one is not counted on in another."""
        counting = Numbering(self._numbering, self._styles)
        return Story(self._styles, counting, self._original, self._notes.at)

    def paras(self, unplaced: list[str], findings: list[Finding]) -> list[Para]:
        """The paragraphs of the text, what page one shows around it first."""
        story = self._story()
        story.section_ends = self._notes.section_ends
        blocks = list(story.blocks(self._body))
        start = _start(blocks)
        body = list(_paras(_flat(blocks, start), unplaced))
        boxes = [(index < start, box) for index, block in enumerate(blocks) for box in _boxes(block)]
        head = self._boxed(boxes, unplaced, findings)
        around = self._furniture({normalise(line) for para in body for line in para.lines}, unplaced)
        self._aside(story, unplaced, findings)
        return [*around, *head, *body]

    def _boxed(
        self, boxes: Iterable[tuple[bool, etree._Element]], unplaced: list[str], findings: list[Finding]
    ) -> list[Para]:
        """The paragraphs of text boxes above the text; those below have no place in it."""
        head: list[Para] = []
        for above, box in boxes:
            story = self._story()
            paras = list(_paras(_flat(list(story.blocks(box)), None), unplaced))
            if above:
                head += paras
            elif paras:
                said = [line for para in paras for line in para.lines]
                findings.append(Finding("text-box", "a text box has no place in the text", said[0][:60]))
                unplaced += said
        return head

    def _furniture(self, printed: set[str], unplaced: list[str]) -> list[Para]:
        """What page one shows above and below the text; what is there already, or runs on other pages, is unplaced."""
        first, others = self._parts()
        around: list[Para] = []
        for root in first:
            for para in _paras(_flat(list(self._story().blocks(root)), None), unplaced):
                lines = [line for line in para.lines if line]
                if all(line in printed or not any(map(str.isalpha, line)) for line in lines):
                    unplaced += lines
                else:
                    around.append(para)
                    printed |= set(lines)
        running: dict[str, None] = {}
        for root in others:
            for para in _paras(_flat(list(self._story().blocks(root)), None), unplaced):
                running.update(dict.fromkeys(line for line in para.lines if line))
        unplaced += running
        return around

    def _parts(self) -> tuple[list[etree._Element], list[etree._Element]]:
        """The headers and footers that page one shows, and all others."""
        relations = self._package.relations(self._package.main)
        first: list[str] = []
        others: dict[str, None] = {}
        for section in self._sections:
            titled = section.find(f"{W}titlePg")
            own = titled is not None and titled.get(f"{W}val", "1") not in ("0", "false", "off")
            for one in (*section.iter(f"{W}headerReference"), *section.iter(f"{W}footerReference")):
                relation = relations.get(one.get(f"{R}id", ""))
                shown = one.get(f"{W}type", "default") == ("first" if own else "default")
                if relation and shown and section is self._sections[0]:
                    first.append(relation.target)
                if relation:
                    others[relation.target] = None
        roots = [[root for name in names if (root := self._package.part(name)) is not None]
                 for names in (first, [name for name in others if name not in first])]  # fmt: skip
        return roots[0], roots[1]

    def _aside(self, story: Story, unplaced: list[str], findings: list[Finding]) -> None:
        """What is in the file and not in its text: hidden words, comments, notes without a mark, parts inside parts."""
        if hidden := normalise(" ".join(story.aside)):
            findings.append(Finding("hidden-text", "words that Word does not print were left out", hidden[:60]))
            unplaced.append(hidden)
        if said := comments(self._package.of_kind("comments")):
            findings.append(Finding("comments", f"{len(said)} comments in the margin are no part of the text"))
            unplaced += said
        for note in self._notes.lost(self._body):
            findings.append(Finding("note-without-mark", "no place in the text carries the mark of a note", note[:60]))
            unplaced.append(note)
        if (count := len([*self._body.iter(f"{W}altChunk", f"{W}subDoc")])) > 0:
            text_ = (
                f"{count} other documents are set into this one and were not read; open it in Word and save it again"
            )
            findings.append(Finding("other-documents", text_))

    def tracked(self, findings: list[Finding]) -> Tracked:
        """The tracked changes, with a finding that says which view was read."""
        found = tracked([self._body, *self._notes.roots])
        if found.total:
            how = "as it was before them" if self._original else "as if they were accepted"
            findings.append(Finding("tracked-changes", f"read {how}: {found.text}"))
        return found


# ------------------------------------------------------------------------------------------------------------ blocks


def _boxes(block: Written | Row) -> list[etree._Element]:
    parts = [block] if isinstance(block, Written) else [one for cell in block.cells for one in cell]
    return [box for one in parts for box in one.boxes]


def _start(blocks: Sequence[Written | Row]) -> int:
    """Where the text begins: at the formula, else after the title, else at the end."""
    lines = [
        (index, line.finish().text if line.length < 80 else "")
        for index, block in enumerate(blocks)
        for line in _lines(block)
    ]
    formula, _ = flow.formula_at([said for _, said in lines])
    if formula is not None:
        return lines[formula][0]
    titles = [index for index, block in enumerate(blocks) if is_title(" ".join(line.raw for line in _lines(block)))]
    return titles[-1] + 1 if titles else len(blocks)


def _lines(block: Written | Row) -> list[Runs]:
    parts = [block] if isinstance(block, Written) else [one for cell in block.cells for one in cell]
    return [line for one in parts for line in one.lines]


def _flat(blocks: Sequence[Written | Row], start: int | None) -> Iterator[Written | Row]:
    """The masthead out of its tables (start None: all is), and a table that the text itself was set in."""
    inside = False
    for index, block in enumerate(blocks):
        if isinstance(block, Written):
            inside = False
            yield block
            continue
        inside = index == start or (inside and not block.begins)
        if inside or start is None or index < start or _is_numbered(block):
            yield from _heads(block)
        else:
            yield block


def _is_numbered(row: Row) -> bool:
    """Whether a row is a number and its paragraph, set beside each other."""
    filled = [
        lines for cell in row.cells if (lines := [line for one in cell for line in one.lines if line.raw.strip()])
    ]
    if len(filled) != 2 or len(filled[0]) != 1:
        return False
    number, rest = split_number(f"{filled[0][0].raw} ")
    return number is not None and not rest.strip()


def _heads(row: Row) -> Iterator[Written]:
    """The paragraphs of a row; a number beside its paragraph or title stands before it."""
    cells = [[one for one in cell if not one.is_empty] for cell in row.cells]
    filled = [cell for cell in cells if cell]
    if len(filled) == 2 and len(filled[0]) == len(filled[0][0].lines) == 1:
        before, first = filled[0][0].lines[0], filled[1][0]
        joined = f"{before.raw.strip()}\t"
        if split_number(joined)[0] == joined.strip() or is_title(f"{joined}{first.lines[0].raw}"):
            whole = before.copy()
            whole.add("\t")
            whole.extend(first.lines[0])
            first.lines[0] = whole
            filled = filled[1:]
    for cell in filled:
        yield from cell


def _paras(blocks: Iterable[Written | Row], unplaced: list[str]) -> Iterator[Para]:
    ruled = False
    for index, block in enumerate(blocks):
        where = f"paragraph {index + 1} of the file"
        if isinstance(block, Row):
            cells = tuple(_joined(one.lines for one in cell) for cell in block.cells)
            if any(cell.raw.strip() for cell in cells):
                yield Para(Runs(), where, cells=cells, begins_table=block.begins)
            continue
        said = "".join(line.raw for line in block.lines)
        if RULE.fullmatch(said):
            unplaced.append(said.strip())
            ruled = True
            continue
        if block.is_empty:
            unplaced += [block.number.text] if block.number else []
            continue
        for place, lines in enumerate(_parts(block.lines)):
            yield _para(block, lines, where, first=place == 0, broken=block.broken or ruled)
        ruled = False


def _para(block: Written, lines: Sequence[Runs], where: str, *, first: bool, broken: bool) -> Para:
    runs = _joined([lines])
    number = block.number if first else None
    counted_one = number is not None or split_number(runs.raw)[0] is not None
    heading = block.heading and not (counted_one and runs.raw.rstrip().endswith(_STOPS))  # outlines count paragraphs
    if number and (number.heading or heading):
        counted = Runs()
        counted.add(f"{number.text} ")
        counted.extend(runs)
        runs, number = counted, None
    return Para(runs, where, number.text if number else None, heading, broken)


def _joined(parts: Iterable[Sequence[Runs]]) -> Runs:
    """Lines as one run, with their ends."""
    whole = Runs()
    for line in (line for lines in parts for line in lines if line.raw.strip()):
        if whole.length:
            whole.line()
        whole.extend(line)
    return whole


def _parts(lines: Sequence[Runs]) -> list[list[Runs]]:
    """The paragraphs inside one: an empty line ends one, and a line that begins with a number opens one."""
    parts: list[list[Runs]] = [[]]
    for line in lines:
        words = normalise(line.raw)
        before = normalise(parts[-1][-1].raw) if parts[-1] else ""
        if not words:
            parts.append([])
        elif parts[-1] and (text.begins(words) or formula_language(before) or formula_language(words)):
            parts.append([line])
        else:
            parts[-1].append(line)
    return [part for part in parts if part]
