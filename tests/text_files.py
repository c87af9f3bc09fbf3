"""A whole resolution as plain text and as a web page, for tests that read it back.

plain_text(resolution)    -> as it would be pasted: a blank line between paragraphs, superscript marks, notes at the end
page(resolution)          -> as HTML: emphasis, raised marks, tables, notes at the end
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from tracker.languages import LANGUAGES
from tracker.model import Footnote, Paragraph, Resolution

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _head(resolution: Resolution) -> tuple[list[str], str]:
    """The lines of the masthead, and the number that stands before the title."""
    lines = list(resolution.masthead.lines)
    number = next((line for line in lines[::-1] if re.match(r"[\w-]+/\d", line)), "")
    if resolution.symbol and "/RES/" in number:
        number = ""
    return [line for line in lines if line != number], number


def _notes(resolution: Resolution) -> list[Footnote]:
    return [*resolution.title_notes, *(note for one in resolution.paragraphs for note in one.notes)]


def _with_closing(resolution: Resolution) -> Iterator[Paragraph | tuple[str, ...]]:
    """The paragraphs, with the closing lines before the first annex, or at the end."""
    closed = not resolution.closing
    for one in resolution.paragraphs:
        if not closed and one.division.startswith("Annex"):
            yield resolution.closing
            closed = True
        yield one
    if not closed:
        yield resolution.closing


def plain_text(resolution: Resolution) -> str:
    """The text as it would be pasted."""
    lines, number = _head(resolution)
    blocks = [*lines, f"{number} {_marked(resolution.title, resolution.title_notes)}".strip()]
    rows: list[str] = []
    for one in _with_closing(resolution):
        if isinstance(one, Paragraph) and one.kind == "table":
            if one.label.endswith(".1"):
                blocks += ["\n".join(rows)] * bool(rows)
                rows = []
            rows.append(f"| {' | '.join(cell or ' ' for cell in _marked(one.text, one.notes).split(chr(9)))} |")
            continue
        blocks += ["\n".join(rows)] * bool(rows)
        rows = []
        if isinstance(one, Paragraph):
            blocks.append(_block(one))
        else:
            blocks.append("\n".join(one))
    blocks += ["\n".join(rows)] * bool(rows)
    blocks += [f"{note.mark.translate(_RAISED)} {note.text}" for note in _notes(resolution)]
    return "\n\n".join(blocks) + "\n"


def _block(one: Paragraph) -> str:
    before = f"{one.number} " if one.number else ""
    text = _marked(one.text, one.notes)
    if one.kind == "heading":
        return f"## {text}"
    lead = f"*{text[: one.lead]}*{text[one.lead :]}" if one.lead and not _cut(one) else text
    return f"{before}{lead}"


def _cut(one: Paragraph) -> bool:
    """Whether a note stands inside the lead phrase."""
    return any(note.offset < one.lead for note in one.notes)


def _marked(text: str, notes: Sequence[Footnote]) -> str:
    out, at = "", 0
    for note in notes:
        out += text[at : note.offset] + note.mark.translate(_RAISED)
        at = note.offset
    return out + text[at:]


# --------------------------------------------------------------------------------------------------------------- HTML

STYLE = (
    "body{font:10pt 'Liberation Serif','Noto Naskh Arabic',serif;margin:0 12%} p{margin:0 0 6pt} "
    "p.t{text-indent:2em} p.r{text-align:right;font-style:italic} h1{font-size:12pt} h2{font-size:10pt} "
    "sup{font-size:60%} td{border:1px solid;padding:2pt 6pt;vertical-align:top} p.n{font-size:8.5pt}"
)


def page(resolution: Resolution) -> str:
    """The text as a web page."""
    lines, number = _head(resolution)
    way = LANGUAGES[resolution.language].direction
    out = [
        f'<!DOCTYPE html><html lang="{resolution.language}" dir="{way}"><meta charset="utf-8">',
        f"<style>{STYLE}</style><body>",
        *(f"<p>{escape(line)}</p>" for line in lines),
        f"<h1>{escape(number)} {_html(resolution.title, resolution.title_notes)}</h1>",
    ]
    inside = False
    for one in _with_closing(resolution):
        is_row = isinstance(one, Paragraph) and one.kind == "table"
        if inside and (not is_row or (isinstance(one, Paragraph) and one.label.endswith(".1"))):
            out.append("</table>")
            inside = False
        if is_row and not inside:
            out.append("<table>")
            inside = True
        out.append(_element(one))
    out += ["</table>"] * inside
    out += [f'<p class="n"><sup>{escape(note.mark)}</sup> {escape(note.text)}</p>' for note in _notes(resolution)]
    return "\n".join(out) + "</body></html>"


def _element(one: Paragraph | tuple[str, ...]) -> str:
    if not isinstance(one, Paragraph):
        return f'<p class="r">{"<br>".join(map(escape, one))}</p>'
    if one.kind == "table":
        cells = _html(one.text, one.notes).split("\t")
        return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
    if one.kind == "heading":
        return f"<h2>{_html(one.text, one.notes)}</h2>"
    before = f"{escape(one.number)}&emsp;" if one.number else ""
    return f'<p class="t">{before}{_html(one.text, one.notes, one.lead)}</p>'


def _html(text: str, notes: Sequence[Footnote], lead: int = 0) -> str:
    marks: dict[int, str] = {}
    for note in notes:
        marks[note.offset] = f"{marks.get(note.offset, '')}<sup>{escape(note.mark)}</sup>"
    out = []
    cuts = sorted({0, lead, len(text), *marks})
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        out.append(marks.get(start, ""))
        part = escape(text[start:end])
        out.append(f"<i>{part}</i>" if part and end <= lead else part)
    return "".join(out)
