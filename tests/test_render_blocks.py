"""Blocks in four formats: the same words in each, and what a document holds never becomes markup."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from io import BytesIO

import docx
import pytest
from markdown_it import MarkdownIt

from tracker.model import Edition
from tracker.render.blocks import html, markdown, text, word
from tracker.render.blocks.model import Entries, Entry, Grid, Heading, NewPage, Report, Row, Run, Text, said
from tracker.render.provenance import provenance

_HOSTILE = "<script>alert(1)</script> | **x** & \x1b[31m {{ 7 }}"
_EDITION = Edition("A/RES/75/1", "ar", "Bridges", adopted=date(2020, 12, 16), sha256="ab" * 32, format="akn")


def report(*, language: str = "en", dense: bool = False) -> Report:
    words = (Run("first ", language=language), Run("put in", "insert", language), Run(" last", language=language))
    return Report(
        kind="Change brief",
        title=f"Title {_HOSTILE}",
        about="About it.",
        blocks=(
            Heading("Part"),
            Text(said("A sentence.")),
            Entries((Entry("2020", (words, said(_HOSTILE)), "75/1"),)),
            NewPage(),
            Grid(("One", "Two"), (Row(((said("OP1", "strong"),), (words,)), "new"), Row(((said("OP2"),), ()))), (1, 2)),
            Text((Run("gone", "delete"),), "cut"),
        ),
        provenance=provenance([_EDITION]),
        language=language,
        dense=dense,
    )


class _Tags(HTMLParser):
    def __init__(self, data: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_html_escapes_what_it_is_given() -> None:
    """Words of a document are shown, never run; the file names no other file or address."""
    found = _Tags(html.report(report()))
    names = {tag for tag, _ in found.tags}

    assert "script" not in names
    assert "<script>alert(1)</script>" in "".join(found.words)
    assert not any({"src", "href"} & set(attributes) for _, attributes in found.tags)


def test_markdown_escapes_what_it_is_given() -> None:
    """A bar stays in its cell, and tags are words."""
    written = markdown.report(report())
    rendered = MarkdownIt("commonmark", {"html": True}).enable("table").render(written)

    assert "<script>" not in rendered
    assert "<ins>put in</ins>" in rendered
    assert 2 == rendered.count("<tr>") - 1


def test_a_terminal_gets_no_control_character() -> None:
    """Nothing that could move the cursor, and no line wider than asked for but a single word."""
    shown = text.report(report(), width=60)

    assert "\x1b" not in shown
    assert all(len(line) <= 60 or " " not in line.strip() for line in shown.splitlines())
    assert "\x1b[" in text.report(report(), width=60, color=True)


def test_word_holds_the_same_words() -> None:
    """Headings, entries, tables and the sources are there for another program too."""
    found = docx.Document(BytesIO(word.report(report())))

    assert "CHANGE BRIEF   (unofficial)" == found.paragraphs[0].text
    assert [["OP1", "first put in last"], ["OP2", ""]] == [
        [cell.text for cell in row.cells] for row in found.tables[1].rows[1:]
    ]
    assert any("ab" * 32 in paragraph.text for paragraph in found.paragraphs)


@pytest.mark.parametrize("dense", [False, True])
def test_every_format_says_where_it_comes_from(*, dense: bool) -> None:
    """Symbol, hash, program, algorithm, the acknowledgement, and that it is unofficial."""
    item = report(dense=dense)
    document = docx.Document(BytesIO(word.report(item)))
    files = [
        text.report(item, width=200),
        markdown.report(item).replace("\\", ""),
        "".join(_Tags(html.report(item)).words),
        "\n".join(paragraph.text for paragraph in document.paragraphs),
    ]

    for file in files:
        for words in ("75/1", "ab" * 32, "tracker 0.", "algorithm ", "United Nations", "unofficial"):
            assert words in file, words


def test_arabic_reads_on_from_run_to_run() -> None:
    """Runs of one text are set apart from English together: apart one by one they would stand in the wrong order."""
    written = html.report(report(language="ar"))
    entries = written[written.index('class="entries') : written.index("</table>")]

    assert 1 == entries.count("<bdi") + entries.count('<p lang="ar" dir="rtl">')
    assert b"<w:bidi/>" in _document(word.report(report(language="ar")))
    assert b"<w:bidi/>" not in _document(word.report(report()))


def _document(data: bytes) -> bytes:
    from zipfile import ZipFile

    with ZipFile(BytesIO(data)) as archive:
        return archive.read("word/document.xml")
