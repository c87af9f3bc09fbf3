"""A PDF -> a resolution, by its layout: pdf_page.py gives letters, pdf_lines.py lines, pdf_layout.py paragraphs.

Reads: the official PDFs, those that Word, LibreOffice and browsers make, scans with a recognised text. What the pages
add (running symbol, job number, page number, rules) goes to `unplaced`. Scans without a text are refused in one line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.errors import BadSource
from tracker.model import Finding, Resolution
from tracker.sources import flow, markdown, pdf_layout, pdf_lines, pdf_page
from tracker.sources.flow import Para
from tracker.sources.markdown import Notes
from tracker.sources.pdf_layout import Layout
from tracker.sources.pdf_lines import Line, Span
from tracker.sources.pdf_page import Page
from tracker.sources.pdf_words import Words
from tracker.sources.runs import Runs
from tracker.sources.text_lines import STOPS
from tracker.tokens import normalise

_FEWEST = 40
"""Letters that a page with a text has at least."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MARKS = re.compile(r"[(（\[]?(\d{1,3}|[a-z]|[*†‡§]{1,3})[)）\]]?")
_LAST_MARK = re.compile(r"(?<=[,;])(\d{1,2})\s*$")


@dataclass(frozen=True, slots=True)
class Read:
    """The resolution of a PDF, and how good its text is: "plain", or "ocr" if it was recognised from pictures."""

    resolution: Resolution
    quality: str


def read_resolution(
    data: bytes,
    name: str,
    language: str | None,
    unplaced: list[str],
    findings: list[Finding],
    *,
    original: bool = False,
) -> Read:
    """The resolution of a PDF. Raises BadSource for a scan without text and for what is none, UnsafeSource."""
    pages = pdf_page.pages(data, name)
    quality = _quality(pages, name, findings)
    from_the_right = pdf_lines.is_from_the_right(pages)
    lines = [pdf_lines.lines_of(page, from_the_right=from_the_right) for page in pages]
    laid = pdf_layout.layout(pages, lines)
    words = Words(line.text for given in lines for line in given)
    paras, notes = _paras(laid, words, findings)
    running = dict.fromkeys(laid.removed)  # what runs on every page is said once
    unplaced += [one for one in (*running, *laid.loose, *(page.sideways for page in pages)) if one]
    if words.mended:
        said = f"blanks inside {len(words.mended)} words were closed: {', '.join(sorted(words.mended)[:5])}"
        findings.append(Finding("broken-words", said, "", "recovered"))
    found = flow.read_resolution(
        paras,
        notes,
        name=name,
        form="a PDF file",
        language=language,
        unplaced=unplaced,
        findings=findings,
        original=original,
    )
    return Read(found, quality)


def _quality(pages: Sequence[Page], name: str, findings: list[Finding]) -> str:
    """How good the text is; what a person should know of it goes to `findings`. Raises BadSource if there is none."""
    letters = [sum(bool(one.text.strip()) for one in page.glyphs) for page in pages]
    bare = [page for page, count in zip(pages, letters, strict=True) if count < _FEWEST and page.scanned]
    if sum(letters) < _FEWEST:
        what = f"a scan: {len(pages)} pages of pictures without text" if bare else "a PDF without text"
        raise BadSource(
            f"{name} is {what}; get the official Word or XML file, or have its text recognised (OCR) and look it over"
        )
    for page in bare:
        said = f"page {page.number} is a picture without text: what it says is missing"
        findings.append(Finding("page-without-text", said, f"page {page.number}"))
    said = "text that is set sideways was not read"
    findings += [Finding("sideways", said, f"page {page.number}") for page in pages if page.sideways]
    if (unread := sum(page.unread for page in pages)) > 0:
        said = f"{unread} letters can't be read: the file does not say which they are"
        findings.append(Finding("letters-unknown", said))
    scans = [page for page, count in zip(pages, letters, strict=True) if page.scanned and count >= _FEWEST]
    if 2 * len(scans) > len(pages) or 2 * sum(page.unseen for page in pages) > sum(letters):
        said = "a scan whose text a program recognised: letters may be wrong; look it over beside the pages"
        findings.append(Finding("ocr", said))
        return "ocr"
    return "plain"


def _paras(laid: Layout, words: Words, findings: list[Finding]) -> tuple[list[Para], Notes]:
    notes = Notes()
    for note in laid.notes:
        said = _note_text(note.lines, words)
        if note.mark in notes:
            where = f"page {note.lines[0].page}"
            findings.append(Finding("note-twice", f"two notes have the mark {note.mark}", where))
            laid.loose.append(f"{note.mark} {said}")
        else:
            notes[note.mark] = said
    body = [para for para in laid.body if not _is_end_note(para, notes, words)]
    raised = {mark for para in (*laid.head, *body) for line in para for mark in _raised_marks(line)}
    notes.bare += [mark for mark in notes if mark not in raised and mark.isdigit()]
    found = [Para(_line_runs(text), "page 1") for text in laid.around if any(map(str.isalpha, text))]
    laid.removed += [text for text in laid.around if not any(map(str.isalpha, text))]
    found += [Para(_runs(para, notes, words), f"page {para[0].page}") for para in laid.head]
    kept = {id(para) for para in body}
    for index, para in enumerate(laid.body):
        if id(para) in kept:
            broken = index in laid.broken
            heading = all(line.bold for line in para) and not normalise(para[-1].text).endswith(STOPS)
            found.append(Para(_runs(para, notes, words), f"page {para[0].page}", heading=heading, broken=broken))
    return found, notes


def _line_runs(text: str) -> Runs:
    runs = Runs()
    runs.add(text)
    return runs


def _is_end_note(para: Sequence[Line], notes: Notes, words: Words) -> bool:
    """Whether a paragraph is a note that stands at the end of the text: it begins with a raised mark."""
    first = para[0].parts[0].spans[0]
    mark = pdf_layout.note_mark(para[0], 0) if first.raised else None
    if mark is None or mark in notes:
        return False
    notes[mark] = _note_text(para, words)
    return True


def _note_text(lines: Sequence[Line], words: Words) -> str:
    """The text of a note without its mark."""
    said = normalise(words.joined([line.text for line in lines]))
    return _MARKS.sub("", said, count=1).strip() if _MARKS.match(said) else said


def _raised_marks(line: Line) -> list[str]:
    spans = [span for part in line.parts for span in part.spans if span.raised]
    return [mark for span in spans for mark in _MARKS.findall(span.text)]


def _runs(lines: Sequence[Line], notes: Notes, words: Words) -> Runs:
    """A paragraph's lines as one run."""
    runs = Runs()
    for index, line in enumerate(lines):
        spans = [span for at, part in enumerate(line.parts) for span in ((Span("\t"),) if at else ()) + part.spans]
        ends = words.ends([one.text for one in lines], index)
        for at, span in enumerate(spans):
            text = span.text
            if at == len(spans) - 1 and not span.raised:
                text = text.rstrip()[: len(text.rstrip()) - ends.cut]
            text, mark = _last_mark(text, notes) if index == len(lines) - 1 and at == len(spans) - 1 else (text, "")
            _write(span, words.mend(text) if not span.raised else text, notes, runs)
            if mark:
                runs.note(mark, notes[mark], tight=True)
            if span.raised and text[:1].isspace() and at + 1 < len(spans) and not spans[at + 1].text[:1].isspace():
                runs.add(" ")  # the blank stood before the mark
        runs.add(ends.blank)
    return runs


def _last_mark(text: str, notes: Notes) -> tuple[str, str]:
    """A digit behind the last stop of a paragraph is the mark of a note, though it is set as the text is (73/6)."""
    match = _LAST_MARK.search(text)
    return (text[: match.start()], match[1]) if match and match[1] in notes else (text, "")


def _write(span: Span, text: str, notes: Notes, runs: Runs) -> None:
    start = runs.length
    if span.raised:
        _raised(text, notes, runs)
        return
    markdown.marks(text, notes, runs)
    if runs.length == start:
        return
    if span.italic or span.bold:
        runs.emphasis(start)
    if span.bold:
        runs.mark("bold", start)


def _raised(text: str, notes: Notes, runs: Runs) -> None:
    """A raised text: marks of notes, or what is raised by itself ("1er", "10 m²")."""
    marks = _MARKS.findall(text)
    if marks and all(mark in notes for mark in marks):
        for mark in marks:
            runs.note(mark, notes[mark], tight=True)
    elif text.strip().isdigit():
        runs.add(text.translate(_RAISED))
    else:
        runs.add(text)
