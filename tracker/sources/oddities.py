"""What is odd in texts that were read, whatever their format: numbers and notes that skip or repeat, what is missing.

Nothing is put right here: the text stays as printed, and a person is told where to look (UN.md C.4, C.6).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.letters import figure
from tracker.model import Finding, Paragraph, Resolution


def oddities(resolutions: Sequence[Resolution]) -> list[Finding]:
    """Findings of one file's texts, in their order. Parts of a resolution share one count of notes."""
    found: list[Finding] = []
    for text in resolutions:
        name = f"{text.symbol} " if len(resolutions) > 1 else ""
        found += [*_numbers(text, name), *_missing(text, name)]
    return [*found, *_notes(resolutions)]


def _numbers(text: Resolution, name: str) -> Iterator[Finding]:
    """Operative numbers of the main text that skip one, or go back to another than 1."""
    last = 0
    for one in filter(_counts, text.paragraphs):
        number, where = figure(one.path[0]) or 0, f"{name}{one.label}"
        if number > last + 1:
            what = f"number {_span(last + 1, number - 1)} is not there: the numbers go from {last} to {number}"
            yield Finding("number-missing", what if last else f"the first number is {number}", where)
        elif number <= last and number != 1:
            yield Finding("number-order", f"number {number} stands after number {last}", where)
            continue
        last = number


def _counts(one: Paragraph) -> bool:
    return one.kind == "operative" and not one.in_annex and len(one.path) == 1 and figure(one.path[0]) is not None


def _missing(text: Resolution, name: str) -> Iterator[Finding]:
    kinds = {one.kind for one in text.paragraphs}
    if "formula" not in kinds:
        yield Finding("no-formula", "there is no enacting formula", name.strip())
    if "operative" not in kinds:
        yield Finding("no-operative", "there is no operative part", name.strip())


def _notes(resolutions: Sequence[Resolution]) -> Iterator[Finding]:
    """Note marks count from 1 without a gap: where they don't, the file has lost notes (56 of 13,254 files)."""
    last = 0
    for text in resolutions:
        name = f"{text.symbol} " if len(resolutions) > 1 else ""
        places = [("the title", note) for note in text.title_notes]
        places += [(one.label, note) for one in text.paragraphs for note in one.notes]
        for label, note in places:
            mark = figure(note.mark)
            if mark is None:
                continue
            if mark > last + 1:
                what = f"note {_span(last + 1, mark - 1)} is not there: the marks go from {last} to {mark}"
                yield Finding("note-missing", what if last else f"the first note is {mark}", f"{name}{label}")
            elif mark <= last and mark != 1:
                yield Finding("note-order", f"note {mark} stands after note {last}", f"{name}{label}")
            last = mark


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first} to {last}"
