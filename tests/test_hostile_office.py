"""Hostile .odt, .rtf and .doc: refused before another program sees them, or shut in with it. LibreOffice starts once.

What LibreOffice makes of more of them is tested under the mark `slow`: it takes seconds for each.
"""

from __future__ import annotations

import io
import random
import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tracker import convert
from tracker.errors import BadSource, TrackerError, UnsafeSource
from tracker.pipeline import reading

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
WORDS = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")
NOTHING = b"<a/>"
needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="there is no LibreOffice here")
needs_bounds = pytest.mark.skipif(sys.platform != "linux", reason="the system bounds no memory")


def odt(content: str | bytes, *more: tuple[str, bytes]) -> bytes:
    """An OpenDocument text with this content.xml, and other parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        for name, data in (("content.xml", content), *more):
            archive.writestr(name, data)
    return out.getvalue()


def content(text: str, doctype: str = "") -> str:
    """What stands in content.xml."""
    return f'<?xml version="1.0"?>{doctype}<o:document-content xmlns:o="{OFFICE}">{text}</o:document-content>'


_LAUGHS = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
_EXTERNAL = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
ENCRYPTED = b'<m xmlns="urn:x"><file-entry><encryption-data/></file-entry></m>'
PACKED: dict[str, tuple[Callable[[], bytes], str]] = {
    "external entity": (lambda: odt(content("&x;", _EXTERNAL)), "holds a DOCTYPE"),
    "external entity in its styles": (lambda: odt(NOTHING, ("styles.xml", f"{_EXTERNAL}<a/>".encode())), "a DOCTYPE"),
    "one in a text within": (lambda: odt(NOTHING, ("Object 1/content.xml", f"{_EXTERNAL}<a/>".encode())), "a DOCTYPE"),
    "billion laughs": (lambda: odt(content("&e11;", f'<!DOCTYPE a [<!ENTITY e0 "ha">{_LAUGHS}]>')), "content.xml"),
    "zip bomb": (lambda: odt(content(" " * (17 << 20))), "content.xml unpacks to more than 16 MB"),
    "a bomb in a picture": (lambda: odt(NOTHING, ("Pictures/a.bmp", bytes(129 << 20))), "unpacks to more than 128 MB"),
    "deep": (lambda: odt(content("<a>" * 100_000)), "not well-formed"),
    "cut": (lambda: odt(content("a")[:-9]), "not well-formed"),
    "a name that climbs": (lambda: odt(NOTHING, ("../../tmp/x", b"x")), "leads out of it"),
    "a password": (lambda: odt(b"noise", ("META-INF/manifest.xml", ENCRYPTED)), "protected with a password"),
    "damaged": (lambda: odt(content("a"))[:-30], "damaged zip archive"),
}


@pytest.mark.parametrize("what", PACKED)
def test_a_hostile_opendocument_text_is_refused_before_another_program_sees_it(
    what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one line; LibreOffice took 37 seconds and 2.6 GB for one of 130 kB."""
    monkeypatch.setattr(convert, "_by_office", lambda *_: pytest.fail("it was started"))
    made, said = PACKED[what]
    with pytest.raises(BadSource) as refused:
        reading.read(made(), "x.odt")

    assert said in str(refused.value)
    assert str(refused.value).startswith("x.odt")
    assert "\n" not in str(refused.value)


def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, *lines: str) -> None:
    """Something else takes the place of LibreOffice or antiword; it finds the file it is given in `given`."""
    path = tmp_path / name
    head = (f"#!{sys.executable} -S", "import sys, pathlib", "given = pathlib.Path(sys.argv[-1])")
    path.write_text("\n".join([*head, *lines]), encoding="utf-8")
    path.chmod(0o755)
    monkeypatch.setattr("shutil.which", lambda wanted: str(path) if wanted == name else None)


@needs_bounds
def test_a_program_gets_no_more_memory_than_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends; what it asked for is not given to it."""
    monkeypatch.setattr(convert, "MEMORY", 300 << 20)
    mark = tmp_path / "got it"
    program(
        tmp_path, monkeypatch, "soffice", "room = bytes(100 << 20)", "room = bytes(400 << 20)",
        f"pathlib.Path({str(mark)!r}).touch()",
    )  # fmt: skip
    with pytest.raises(BadSource, match=r"^x\.doc is an old Word file \(\.doc\) that could not be converted"):
        reading.read(OLD_WORD, "x.doc")
    assert not mark.exists()


@needs_bounds
@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("soffice", "given.with_suffix('.docx').write_bytes(bytes(5 << 20))"),
        ("antiword", "while True: sys.stdout.write('word ' * 10_000)"),
    ],
)
def test_a_program_that_writes_without_end_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, line: str
) -> None:
    """Into a file, or to its standard output: the system stops it at the bound."""
    monkeypatch.setattr(convert, "LIMIT", 1 << 20)
    program(tmp_path, monkeypatch, name, line)
    with pytest.raises(UnsafeSource, match=r"^x\.doc is refused: converted, it has more than 1 MB$"):
        reading.read(OLD_WORD, "x.doc")


def nested(times: int) -> bytes:
    """A Rich Text file with groups in groups, and a field that would take in another file."""
    field = r'{\field{\*\fldinst INCLUDETEXT "file:///etc/passwd"}{\fldrslt bridges}}'
    text = rf"{{\rtf1 76/10. B\par The General Assembly,\par 1. Decides {field}"
    return f"{text} {'{' * times}a{'}' * times}.\\par}}".encode()


@needs_office
def test_libreoffice_reads_a_deep_rich_text_file_and_takes_nothing_in() -> None:
    """100,000 groups in groups, and a field that names a file of the machine."""
    try:
        said = str(reading.read(nested(100_000), "x.rtf"))
    except TrackerError as error:
        said = str(error)
        assert "\n" not in said
    assert "root:" not in said


HOSTILE: dict[str, Callable[[], bytes]] = {
    "noise.doc": lambda: OLD_WORD + random.Random(7).randbytes(60_000),  # noqa: S311 - noise, no secret
    "open.rtf": lambda: b"{\\rtf1 " + b"{" * 100_000,
    "tables.rtf": lambda: b"{\\rtf1 " + b"\\pard\\intbl\\itap30000 a\\nestcell" * 3_000 + b"}",
    "dense.odt": lambda: odt(content(f"<o:body><o:text xmlns:t='{WORDS}'>{'<t:p/>' * 2_700_000}</o:text></o:body>")),
}


@pytest.mark.slow
@needs_office
@pytest.mark.parametrize("name", HOSTILE)
def test_libreoffice_ends_on_it_in_one_line(name: str) -> None:
    """Within its time and memory, and what comes of it is no text of a resolution."""
    with pytest.raises(BadSource) as refused:
        reading.read(HOSTILE[name](), name)
    assert str(refused.value).startswith(name)
    assert "\n" not in str(refused.value)


@pytest.mark.slow
@needs_office
@pytest.mark.parametrize("part", [0.3, 0.7, 0.95])
def test_a_truncated_old_word_file_is_read_in_part_or_refused(tmp_path: Path, part: float) -> None:
    """As a download that broke off leaves it."""
    given = tmp_path / "given.rtf"
    given.write_bytes(nested(1))
    convert._run(
        [shutil.which("soffice") or "", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless",
         "--convert-to", "doc", "--outdir", str(tmp_path), str(given)], given,
    )  # fmt: skip
    whole = (tmp_path / "given.doc").read_bytes()
    try:
        reading.read(whole[: int(len(whole) * part)], "x.doc")
    except BadSource as error:
        assert "\n" not in str(error)  # noqa: PT017 - read or refused: both are right
