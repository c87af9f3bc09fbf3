"""A web page or a page that a word processor saved -> a resolution, and the UN's own pages of the 1990s.

Those hold the text preformatted, at 70 columns: they are read as the text they are (UN.md B.5). Any other page gives
its paragraphs by its elements: lists with their numbers, tables, emphasis, notes by links or raised digits. Guarantees:
every character that a browser shows is in the resolution or in `unplaced`; what a list counts is added.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from tracker.languages import closing_language, formula_language
from tracker.model import Finding, Resolution
from tracker.sources import flow, html_tree, markdown, text
from tracker.sources.flow import Para
from tracker.sources.html_tree import Item, Span
from tracker.sources.markdown import Notes
from tracker.sources.numbering import roman
from tracker.sources.runs import Runs, split_number
from tracker.tokens import normalise

_BOILERPLATE = re.compile(
    r"This document has been posted online by\b|(?:Welcome|Back|Go) to (?:the )?(?:United Nations|top)\b|"
    r"(?:Copyright|©).{0,40}United Nations",
    re.IGNORECASE,
)
_MARK = re.compile(r"\s*[\[(]?(?P<mark>\d{1,3}|[*†‡]{1,3}|[a-z])[\])]?/?\s*")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_EMPHASIS = frozenset(("italic", "bold", "underline"))


def read_resolution(
    content: str,
    name: str,
    language: str | None,
    unplaced: list[str],
    findings: list[Finding],
    *,
    original: bool = False,
) -> Resolution:
    """The resolution of a page. Raises BadSource if it holds none, UnsafeSource for a page beyond reason."""
    items = _around(html_tree.parse(content, name), unplaced)
    if any(item.kind == "pre" and _has_formula(item.text.split("\n")) for item in items):
        paras, notes = text.paragraphs("\n\n".join(map(_as_text, items)), name, unplaced, findings)
    else:
        paras, notes = _paragraphs(items, findings, unplaced)
    return flow.read_resolution(
        paras,
        notes,
        name=name,
        form="an HTML page",
        language=language,
        unplaced=unplaced,
        findings=findings,
        original=original,
    )


def _around(items: Sequence[Item], unplaced: list[str]) -> list[Item]:
    """The paragraphs of the text itself; what surrounds it on a site goes to `unplaced`."""
    found = []
    for item in items:
        if item.outside or _BOILERPLATE.search(item.text):
            unplaced += [normalise(part.text) for part in (item.cells or [item]) if part.text.strip()]
        else:
            found.append(item)
    return found


def _has_formula(lines: Sequence[str]) -> bool:
    return any(formula_language(line) for line in lines)


def _as_text(item: Item) -> str:
    """A paragraph as plain text, its raised digits raised."""
    if item.cells:
        return "\n".join(_as_text(cell) for cell in item.cells)
    lines = ("".join(_raised(span) if "raised" in span.styles else span.text for span in line) for line in item.lines)
    return "\n".join(line.replace("\u00a0", " ") for line in lines)


def _raised(span: Span) -> str:
    digits = span.text.strip().strip("[]/")
    return digits.translate(_RAISED) if digits.isascii() and digits.isdigit() else span.text


# ------------------------------------------------------------------------------------------------------------- notes


def _paragraphs(items: list[Item], findings: list[Finding], unplaced: list[str]) -> tuple[list[Para], Notes]:
    notes = Notes()
    links = _linked_notes(items, notes)
    gone = {index for index, _ in links.values()}
    items = [item for index, item in enumerate(items) if index not in gone]
    items = _plain_notes(items, notes, findings, unplaced)
    marks = {name: mark for name, (_, mark) in links.items()}
    found: list[Para] = []
    for index, item in enumerate(items):
        found += _paras(item, f"paragraph {index + 1} of the page", marks, notes)
    return found, notes


def _linked_notes(items: Sequence[Item], notes: Notes) -> dict[str, tuple[int, str]]:
    """Notes to which marks lead: name of the link -> place of its paragraph, and mark. They stand after their marks."""
    at = {name: index for index, item in enumerate(items) for name in item.names}
    found: dict[str, tuple[int, str]] = {}
    for index, item in enumerate(items):
        for span in _spans(item):
            target = at.get(span.link, -1)
            match = _MARK.fullmatch(span.text)
            if match and target > index and span.link not in found:
                found[span.link] = (target, match["mark"])
    for index, mark in found.values():
        own = [span for span in _spans(items[index]) if at.get(span.link, len(items)) >= index]
        words = normalise("".join(span.text for span in own))
        notes[mark] = _without_mark(words, mark)
    return found


def _spans(item: Item) -> list[Span]:
    return [span for part in (item, *item.cells) for line in part.lines for span in line]


def _without_mark(words: str, mark: str) -> str:
    return re.sub(rf"^[\[(]?{re.escape(mark)}(?:[\])]|/|\.(?=\s)|(?=\s))[\s.:]*", "", words).removesuffix("↩").strip()


def _plain_notes(items: list[Item], notes: Notes, findings: list[Finding], unplaced: list[str]) -> list[Item]:
    """Take out the paragraphs that begin with a raised digit or "1/", and after the closing lines with a plain one."""
    found: list[Item] = []
    closed = False
    for item in items:
        written = normalise(_as_text(item))
        closed = closed or any(closing_language(normalise(line)) for line in _as_text(item).split("\n"))
        match = markdown.NOTE.fullmatch(written) if not item.cells and not item.number else None
        bare = markdown.BARE.fullmatch(written) if closed and not match and not item.cells else None
        if match and (mark := markdown.note_mark(match)) in notes:
            findings.append(Finding("note-twice", f"two notes have the mark {mark}"))
            unplaced.append(written)
        elif match:
            notes[markdown.note_mark(match)] = match["text"]
        elif bare and bare["mark"] == str(len(notes.bare) + 1):
            notes[bare["mark"]] = bare["text"]
            notes.bare.append(bare["mark"])
        else:
            found.append(item)
    return found


# -------------------------------------------------------------------------------------------------------- paragraphs


def _paras(item: Item, where: str, links: dict[str, str], notes: Notes) -> list[Para]:
    if item.cells:
        cells = [_runs(cell.lines, links, notes) for cell in item.cells]
        return [_row(cells, where, begins=item.begins)]
    found = []
    for index, lines in enumerate(_parts(item.lines)):
        runs = _runs(lines, links, notes)
        number = _number(item) if index == 0 and split_number(runs.raw)[0] is None else None
        found.append(Para(runs, where, number=number, heading=item.kind.startswith("h")))
    return found


def _row(cells: list[Runs], where: str, *, begins: bool) -> Para:
    """A row; one that sets a number beside its paragraph is that paragraph."""
    filled = [runs for runs in cells if runs.raw.strip()]
    if len(filled) == 2:
        number, rest = split_number(f"{filled[0].raw} ")
        if number and not rest.strip():
            return Para(filled[1], where, number=number)
    return Para(Runs(), where, cells=tuple(cells), begins_table=begins)


def _number(item: Item) -> str | None:
    """What a list counts, as a resolution prints it: "1.", "(a)", "(ii)"."""
    if item.number is None:
        return None
    kind, count = item.number
    letter = _LETTERS[(count - 1) % 26] * ((count - 1) // 26 + 1)
    form: dict[str, Callable[[], str]] = {
        "1": lambda: f"{count}.",
        "a": lambda: f"({letter})",
        "i": lambda: f"({roman(count)})",
        "A": lambda: f"{letter.upper()}.",
        "I": lambda: f"{roman(count).upper()}.",
    }
    return form.get(kind, lambda: kind)()


def _parts(lines: list[list[Span]]) -> list[list[list[Span]]]:
    """The paragraphs of an element: an empty line ends one, and a line that begins with a number opens one."""
    parts: list[list[list[Span]]] = [[]]
    for line in lines:
        words = normalise("".join(span.text for span in line))
        before = normalise("".join(span.text for span in parts[-1][-1])) if parts[-1] else ""
        if not words:
            parts.append([])
        elif parts[-1] and (text.begins(words) or formula_language(before) or formula_language(words)):
            parts.append([line])
        else:
            parts[-1].append(line)
    return [part for part in parts if part]


def _runs(lines: Sequence[Sequence[Span]], links: dict[str, str], notes: Notes) -> Runs:
    runs = Runs()
    for index, line in enumerate(lines):
        if index:
            runs.line()
        for span in line:
            _write(span, links, notes, runs)
    return runs


def _write(span: Span, links: dict[str, str], notes: Notes, runs: Runs) -> None:
    start = runs.length
    mark = links.get(span.link)
    if mark and _MARK.fullmatch(span.text):
        runs.note(mark, notes[mark])
        return
    if "raised" in span.styles:
        span = replace(span, text=_raised(span))
    markdown.marks(span.text, notes, runs)
    if runs.length == start:
        return
    if span.styles & _EMPHASIS:
        runs.emphasis(start)
    if span.styles & {"bold", "underline"}:
        runs.mark("bold", start)
    if "struck" in span.styles:
        runs.mark("struck", start)
    if "new" in span.styles:
        runs.mark("new", start)
