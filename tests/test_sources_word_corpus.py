"""Official documents rendered to Word (tests/word_files.py) and read back: what is lost on the way is named here."""

from __future__ import annotations

import http.server
import shutil
import subprocess
import threading
import zipfile
from io import BytesIO
from pathlib import Path
from typing import ClassVar

import pytest
from word_files import of_resolution

from tracker.errors import BadSource
from tracker.model import Paragraph, Resolution
from tracker.pipeline import reading
from tracker.sources import read

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_office = pytest.mark.skipif(OFFICE is None, reason="no LibreOffice here")
needs_antiword = pytest.mark.skipif(shutil.which("antiword") is None, reason="no antiword here")

# Of session 76: lists, annexes, tables, sections, long ones, and such as are short.
KINDS = ("112", "147", "181", "203", "226", "237", "238", "239", "243", "268", "271", "274", "294", "296")


def told(text: Resolution) -> list[tuple[object, ...]]:
    """What must be the same: kind, number, text, label, lead, notes with mark, place and text; then what is around."""

    def row(one: Paragraph) -> tuple[object, ...]:
        return one.kind, one.number, one.text, one.label, one.lead, one.notes

    return [*map(row, text.paragraphs), (text.title, text.title_notes, text.closing, text.symbol, text.adopted)]


def english(corpus: Path, *numbers: str) -> list[Resolution]:
    """Texts of session 76 by number; without any, all of them."""
    found: list[Resolution] = []
    with zipfile.ZipFile(corpus / "76session-English.zip") as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".xml") and (not numbers or any(f"_76_{one}-" in name for one in numbers)):
                found += read(archive.read(name), name).resolutions
    return found


def series(corpus: Path, session: str, *languages: str) -> list[Resolution]:
    paths = [next((corpus / "series" / session / language).glob("*.xml")) for language in languages]
    return [read(path.read_bytes(), path.name).resolutions[0] for path in paths]


@pytest.mark.parametrize("language", ["Arabic", "Chinese", "English", "French", "Russian", "Spanish"])
@pytest.mark.parametrize("session", [f"{number}session" for number in range(74, 79)])
def test_the_series_is_the_same_from_word(corpus: Path, session: str, language: str) -> None:
    """Thirty files in six languages: nothing is lost, and nothing needs a look but brackets of a cited text."""
    (given,) = series(corpus, session, language)
    document = read(of_resolution(given), "x.docx")

    assert told(given) == told(document.resolutions[0])
    assert {"draft-brackets"} >= {finding.code for finding in document.findings}


@pytest.mark.parametrize("number", KINDS)
def test_texts_of_every_kind_are_the_same_from_word(corpus: Path, number: str) -> None:
    """Lists, annexes, tables, sections."""
    (given,) = english(corpus, number)

    assert told(given) == told(read(of_resolution(given), "x.docx").resolutions[0])


def test_a_whole_session_from_word(corpus: Path) -> None:
    """Of 315 English texts at least 298 are the same in all; in none of the others is a word lost.

    What differs has no mark in Word for what XML says: unnumbered text after a section's heading that is preambular in
    one file and operative in the next, and a first line such as "Resolves that:" that opens the operative part.
    """
    texts = english(corpus)
    differing = []
    for given in texts:
        document = read(of_resolution(given), "x.docx")
        found = document.resolutions[0]
        if told(given) != told(found):
            differing.append(str(given.symbol))
            assert words(given) == words(found, *document.unplaced[2:]), given.symbol

    assert 315 == len(texts)
    assert len(differing) <= 17, differing


def words(text: Resolution, *more: str) -> list[str]:
    """All words of the text and its closing lines, numbers included, without blanks."""
    parts = [f"{one.number or ''}{one.text}" for one in text.paragraphs]
    return sorted("".join("".join((*parts, *text.closing, *more)).split()))


# ----------------------------------------------------------------------------------------------- through other programs


def converted(folder: Path, form: str, paths: list[Path]) -> list[Path]:
    """Files saved by LibreOffice in another form: all in one call, with a profile of their own."""
    assert OFFICE
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    filters = {"docx": "docx:MS Word 2007 XML", "doc": "doc:MS Word 97", "odt": "odt", "rtf": "rtf"}
    out = folder / form
    command = [OFFICE, "--headless", profile, "--convert-to", filters[form], "--outdir", str(out), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return [out / f"{path.stem}.{form}" for path in paths]


@pytest.fixture(scope="module")
def rendered(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Resolution, Path]]:
    """Seven texts of all kinds and languages as .docx."""
    folder = tmp_path_factory.mktemp("word")
    given = [
        *english(corpus, "112", "226", "243"),
        *series(corpus, "77session", "Arabic", "Chinese", "French", "Russian"),
    ]
    paths = [folder / f"{index}.docx" for index in range(len(given))]
    for text, path in zip(given, paths, strict=True):
        path.write_bytes(of_resolution(text))
    return list(zip(given, paths, strict=True))


@needs_office
@pytest.mark.parametrize("form", ["docx", "doc"])
def test_what_libreoffice_saved_is_the_same(rendered: list[tuple[Resolution, Path]], tmp_path: Path, form: str) -> None:
    """As .docx again, and as .doc, which it then opens for us: nothing is lost."""
    paths = converted(tmp_path, form, [path for _, path in rendered])
    differing = []
    for (given, _), path in zip(rendered, paths, strict=True):
        document = reading.read(path.read_bytes(), path.name)
        if told(given) != told(document.resolutions[0]):
            differing.append(str(given.symbol))
        assert form == document.origin.format

    assert [] == differing


@needs_office
@needs_antiword
def test_antiword_reads_what_it_can(
    rendered: list[tuple[Resolution, Path]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without LibreOffice: paragraphs, typed numbers, notes; no leads, U+2011, headings; rows cut at line ends."""
    chosen = [(given, path) for given, path in rendered if given.language in ("en", "fr", "ru")]
    plain = ("formula", "preambular", "operative")
    chosen = [(given, path) for given, path in chosen if all(one.kind in plain for one in given.paragraphs)]
    assert 2 == len(chosen)
    paths = converted(tmp_path, "doc", [path for _, path in chosen])
    monkeypatch.setattr("shutil.which", lambda name: "antiword" if name == "antiword" else None)
    for (given, _), path in zip(chosen, paths, strict=True):
        document = reading.read(path.read_bytes(), path.name)
        found = document.resolutions[0]

        assert "converted" in [finding.code for finding in document.findings]
        assert [plainly(one) for one in given.paragraphs] == [plainly(one) for one in found.paragraphs], given.symbol


def plainly(one: Paragraph) -> tuple[object, ...]:
    return one.kind, one.label, one.text.replace("\u2011", "-"), [note.mark for note in one.notes]


@needs_office
@pytest.mark.parametrize("form", ["rtf", "odt"])
def test_other_word_processors_files_are_read(fixtures: Path, tmp_path: Path, form: str) -> None:
    """Rich text and OpenDocument, through LibreOffice as well; the origin is the file that was given."""
    name = "A_RES_66_152.txt"
    given = read((fixtures / name).read_bytes(), name).resolutions[0]
    path = tmp_path / "x.docx"
    path.write_bytes(of_resolution(given))
    (saved,) = converted(tmp_path, form, [path])
    document = reading.read(saved.read_bytes(), saved.name)

    assert told(given) == told(document.resolutions[0])
    assert (form, "x." + form) == (document.origin.format, document.origin.name)


# --------------------------------------------------------------------------------------------------- what can't be read

OLE = b"\xd0\xcf\x11\xe0" + b"\0" * 508


def stream(name: str) -> bytes:
    return OLE + name.encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (stream("WordDocument"), "x is an old Word file (.doc): install LibreOffice (or antiword) to read it, or save"),
        (b"{\\rtf1 a}", "x is a Rich Text file: install LibreOffice to read it, or save it as .docx"),
        (stream("EncryptedPackage"), "x is protected with a password; save it without one"),
        (stream("Workbook"), "x is an old Office file, but no Word file; save the text as .docx"),
        (b"\xffWPC\x10\0", "x is a WordPerfect file (open it in LibreOffice and save it as .docx); tracker reads"),
    ],
)
def test_what_no_program_here_reads_is_refused(data: bytes, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one line, which says what to install or to do."""
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(BadSource) as refused:
        reading.read(data, "x")

    assert str(refused.value).startswith(message)
    assert "\n" not in str(refused.value)


@needs_office
def test_a_broken_old_word_file_is_refused() -> None:
    """LibreOffice makes nothing of it, or a text that is none."""
    with pytest.raises(BadSource, match=r"^x\.doc "):
        reading.read(stream("WordDocument"), "x.doc")


def test_a_program_that_does_not_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With all that it started, when its time is over; nothing of it is left."""
    slow = tmp_path / "soffice"
    slow.write_text("#!/bin/sh\nsleep 60 &\nsleep 60\n", encoding="utf-8")
    slow.chmod(0o755)
    monkeypatch.setattr("shutil.which", lambda name: str(slow) if name == "soffice" else None)
    monkeypatch.setattr("tracker.convert.SECONDS", 0.2)
    with pytest.raises(BadSource, match=r"soffice was stopped after 0.2 seconds"):
        reading.read(stream("WordDocument"), "x.doc")


class _Seen(http.server.BaseHTTPRequestHandler):
    """A server that notes what it is asked for."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)

    do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815 - names of the protocol

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@needs_office
def test_nothing_is_fetched_that_a_file_names() -> None:
    """A linked picture and a linked section stay where they are: LibreOffice asks no server."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Seen)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    names = {"office": "office", "text": "text", "draw": "drawing"}
    spaces = " ".join(f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for one, name in names.items())
    picture = f'<draw:frame><draw:image xlink:href="{address}/p.png"/></draw:frame>'
    section = (
        f'<text:section text:name="s"><text:section-source xlink:href="{address}/s.odt"/><text:p>1. Ends.</text:p>'
    )
    paragraphs = f"<text:p>Bridges</text:p><text:p>The General Assembly,</text:p>{section}</text:section>"
    content = f"<office:body><office:text>{paragraphs}<text:p>{picture}</text:p></office:text></office:body>"
    kind = "application/vnd.oasis.opendocument.text"
    entry = f'<m:file-entry m:full-path="/" m:media-type="{kind}"/>'
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr(
            "META-INF/manifest.xml",
            f'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{entry}</m:manifest>',
        )
        archive.writestr(
            "content.xml",
            f'<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink">{content}'
            "</office:document-content>",
        )
    found = reading.read(out.getvalue(), "x.odt").resolutions[0]
    server.shutdown()

    assert ("Ends.", []) == (found.paragraphs[-1].text, _Seen.asked)
