"""The Word files that are written: what opens them, and that the same values give the same bytes."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from io import BytesIO

import docx
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tracker.render.word import markup, package
from tracker.sources.word_package import Package, W

PROPERTIES = package.Properties(
    "A <title> & more", datetime(2021, 12, 16, tzinfo=UTC), facts={"Source 1": "sha256 <1>"}
)


def file(*body: markup.Xml, language: str = "en", page: package.Page | None = None) -> bytes:
    return package.packed(
        package.File(
            body,
            PROPERTIES,
            language,
            page or package.Page(),
            headers={"default": markup.paragraph("above", style="Header")},
            footers={"default": markup.paragraph(markup.page_number(), " of ", markup.page_number(total=True))},
            footnotes=[markup.paragraph("a note")],
        )
    )


def test_the_same_values_give_the_same_bytes() -> None:
    """Nothing of the time, the machine or the order of a set is in a file."""
    assert file(markup.paragraph("words")) == file(markup.paragraph("words"))


def test_another_program_reads_it() -> None:
    """python-docx opens it and finds the words, the table, the page and what the file says of itself."""
    table = markup.table(
        [["a", "b"], [markup.Cell((markup.paragraph("c"),), fill="DDDDDD", span=2)]], widths=(900, 100)
    )
    data = file(
        markup.paragraph(markup.run("bold", bold=True), " plain", style="Title"), table, page=package.Page().landscape
    )

    found = docx.Document(BytesIO(data))

    assert "bold plain" == found.paragraphs[0].text
    assert "Title" == found.paragraphs[0].style.name  # type: ignore[union-attr]
    assert [["a", "b"], ["c", "c"]] == [[cell.text for cell in row.cells] for row in found.tables[0].rows]
    assert (16838, 11906) == (found.sections[0].page_width.twips, found.sections[0].page_height.twips)  # type: ignore[union-attr]
    assert ("A <title> & more", "en") == (found.core_properties.title, found.core_properties.language)
    assert datetime(2021, 12, 16, tzinfo=UTC) == found.core_properties.created.replace(tzinfo=UTC)
    assert "above" == found.sections[0].header.paragraphs[0].text


def test_named_values_stand_in_its_properties() -> None:
    """The sources and their hashes are found where Word shows the properties of a file."""
    with zipfile.ZipFile(BytesIO(file())) as archive:
        root = etree.fromstring(archive.read("docProps/custom.xml"))

    assert [("Source 1", "sha256 <1>")] == [(one.get("name"), "".join(one.itertext())) for one in root]


@given(st.text())
def test_any_text_stands_in_a_file(text: str) -> None:
    """Words come back as they were; what XML has no way to write is shown as a replacement character."""
    data = file(markup.paragraph(text))

    body = Package(data, "a.docx").document()
    signs = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad"}
    read = "".join(signs.get(str(one.tag), one.text or "") for one in body.iter(f"{W}t", *signs))

    written = "".join(
        one if one in "\t\n\r" or (one >= " " and one not in "\ufffe\uffff") else "\ufffd" for one in text
    )
    assert written == read
