"""Bad input, one by one: each is refused or repaired in plain words, never with a traceback, never in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.errors import BadSource, Contradiction, UnsafeSource
from tracker.sources import read

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
TEXT = "76/10. Bridges\n\nThe General Assembly,\n\n1. *Decides* to end.\n\n9th plenary meeting"
FORMULA = "<preamble><formula><p>The General Assembly</p></formula></preamble>"
XML = f'<akomaNtoso xmlns="{AKN}"><statement>{FORMULA}{{}}</statement></akomaNtoso>'
BODY = "<mainBody><paragraph><num>1.</num><content><p>Ends.</p></content></paragraph></mainBody>"
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "b">]>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "x is empty"),
        (b" \n\t ", "x is empty"),
        (b"PK\x03\x04....", "x is a zip file"),
        (b"\x00\x01\x02", "x is not text: it holds a NUL"),
        (b"\x81\x8d\xff", "x can't be read: byte 0 is neither UTF-8 nor Windows-1252; save it as UTF-8"),
        (b"Dear colleague,\n\nhere is the text.", "x is text, but no resolution: it has neither an enacting formula"),
        (b"<html><body>no</body></html>", "x is an HTML page, but no resolution: it has neither"),
        (b"<rss/>", "x is XML with the root <rss>, not AKN4UN XML; tracker reads"),
        (f'<akomaNtoso xmlns="{AKN}"/>'.encode(), "x is AKN XML without a statement, so no resolution"),
        (f'<akomaNtoso xmlns="{AKN}"><statement/></akomaNtoso>'.encode(), "x is no resolution: it holds no paragraph"),
        (b"<<<", "x is not well-formed XML (line 1, column 2"),
        (b'{"paragraphs": [', "x is broken JSON: line 1, column 17"),
        (b'{"a": 1}', 'x is JSON, but no resolution: it has no "paragraphs"'),
        (b'{"paragraphs": []}', 'x: "paragraphs" must be a list of at least one paragraph'),
        (b'{"paragraphs": [1]}', "x: paragraph 0 must be an object with kind, number and text"),
        (b'{"paragraphs": [{"kind": "verse", "text": "a"}]}', 'x: paragraph 0: "kind" must be one of formula'),
        (b'{"paragraphs": [{"kind": "operative"}]}', 'x: paragraph 0: "text" must be text, not NoneType'),
        (b'{"language": "xx", "paragraphs": [{"kind": "formula", "text": "a"}]}', 'x: "language" must be one of en'),
        (b'{"symbol": "no", "paragraphs": [{"kind": "formula", "text": "a"}]}', "x: 'no' is not a document symbol"),
        (b'{"adopted": "soon", "paragraphs": [{"kind": "formula", "text": "a"}]}', 'x: "adopted" must be a date like'),
    ],
)
def test_what_is_no_resolution_is_refused_in_one_line(data: bytes, message: str) -> None:
    """The line names the file, what it is, and what is accepted or to be mended."""
    with pytest.raises(BadSource) as refused:
        read(data, "x")

    assert str(refused.value).startswith(message)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "data", [DOCTYPE + XML.format(BODY), "<!doctype html [<!ENTITY a 'b'>]><html/>", f"\ufeff{DOCTYPE}<a/>"]
)
def test_a_doctype_is_refused_before_anything_is_parsed(data: str) -> None:
    """No resolution has one, and its entities can be used to attack."""
    with pytest.raises(UnsafeSource, match=r"^x is refused: line 1 holds a DOCTYPE"):
        read(data.encode(), "x")


def test_a_doctype_in_another_encoding_is_refused_too() -> None:
    """UTF-16 does not hide it."""
    with pytest.raises(UnsafeSource):
        read((DOCTYPE + XML.format(BODY)).encode("utf-16"), "x")


def test_broken_xml_is_recovered_and_said() -> None:
    """Two files of 13,000 are not well-formed (UN.md C.2): their text is there, so it is read, with a finding."""
    document = read(XML.format(BODY.replace("</content>", "")).encode(), "x.xml")
    (finding,) = document.findings

    assert ["The General Assembly", "Ends."] == [p.text for p in document.resolutions[0].paragraphs]
    assert ("not-well-formed", "recovered") == (finding.code, finding.severity)
    assert finding.where.startswith("line 1, column ")


def test_windows_1252_is_read_and_said() -> None:
    """Old editors save so; the finding says where the first odd byte is."""
    data = TEXT.replace("to end", "“to end”").encode("cp1252")
    document = read(data, "x.txt")

    assert "Decides “to end”." == document.resolutions[0].paragraphs[1].text
    assert [("encoding", "recovered")] == [(finding.code, finding.severity) for finding in document.findings]


def test_another_language_than_the_file_s_is_refused() -> None:
    """What the user says and what the file is must agree; the file's own is fine."""
    assert read(TEXT.encode(), "x.txt", language="en").resolutions
    with pytest.raises(Contradiction, match=r"x.txt is in English .en., not in fr"):
        read(TEXT.encode(), "x.txt", language="fr")


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("A_RES_76_10.txt", []),
        ("76_10_E.txt", []),
        ("A_RES_76_10-2117757E.xml", []),
        ("A_RES_76_10-E_reissue.txt", []),
        ("A_RES_76_10 A-C.txt", []),
        ("draft.txt", []),
        ("A_RES_76_11.txt", ["name-symbol"]),
        ("SPECIMEN_1.txt", ["name-symbol"]),
        ("76_10_F.txt", ["name-language"]),
        ("folder/A_RES_77_10-2117757R.txt", ["name-symbol", "name-language"]),
    ],
)
def test_a_name_that_says_something_else_is_a_contradiction(name: str, codes: list[str]) -> None:
    """The content wins; the finding lets the caller decide."""
    findings = read(TEXT.encode(), name).findings

    assert codes == [finding.code for finding in findings]
    assert {"contradiction"} >= {finding.severity for finding in findings}


def test_the_same_text_under_two_symbols_is_a_contradiction() -> None:
    """Masthead and title are compared."""
    (finding,) = read(f"A/RES/76/11\n\n{TEXT}".encode(), "x.txt").findings

    assert ("symbol-differs", "contradiction") == (finding.code, finding.severity)


def test_cut_files_never_crash(fixtures: Path) -> None:
    """A file cut anywhere is read as far as it goes or refused; nothing else is raised."""
    for name in ("A_RES_66_152.txt", "SPECIMEN_2.xml"):
        data = (fixtures / name).read_bytes()
        for end in range(0, len(data), 97):
            try:
                read(data[:end], name)
            except BadSource as refused:
                assert "\n" not in str(refused)  # noqa: PT017 - most cuts are read, some refused: both are right
