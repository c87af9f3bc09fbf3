"""Zip archives: read where they lie, within limits, and nothing in them leads anywhere."""

from __future__ import annotations

import io
import json
import stat
import zipfile
from pathlib import Path

import pytest

from tracker.errors import BadSource, UnsafeSource
from tracker.pipeline import archives, bounded
from tracker.pipeline.files import Supplied, collect
from tracker.pipeline.ingest import add, check
from tracker.store import Store


def resolution(symbol: str) -> bytes:
    """A small resolution that we wrote ourselves."""
    paragraphs = [{"kind": "operative", "number": None, "text": f"Decides to build the bridge {symbol}."}]
    return json.dumps({"symbol": symbol, "language": "en", "title": "Bridges", "paragraphs": paragraphs}).encode()


def packed(entries: dict[str, bytes]) -> bytes:
    """A zip archive of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def names(data: bytes, called: str = "a.zip") -> list[str]:
    """What is found in an archive."""
    return [file.name for file in collect([Supplied(called, data)])[0]]


def test_an_archive_is_read_as_a_folder(tmp_path: Path) -> None:
    """Each document in it is added under its own name; what is none by its name is counted."""
    archive = tmp_path / "texts.zip"
    archive.write_bytes(
        packed({"English/76_1.json": resolution("76/1"), "75_1.json": resolution("75/1"), "a.png": b""})
    )
    with Store.open(tmp_path / "tracker.db", create=True) as store:
        report = add(store, [archive])

        assert [outcome.name for outcome in report.outcomes] == [f"{archive}/75_1.json", f"{archive}/English/76_1.json"]
        assert (report.count("added"), report.skipped) == (2, 1)
        assert [version.origin.name for version in store.versions()] == ["75_1.json", "76_1.json"]
        assert check(store) == ()
        assert add(store, [archive]).count("unchanged") == 2


def test_what_an_archive_is_decides_its_content(tmp_path: Path) -> None:
    """Whatever it is called; and a Word file is a document, although it is packed the same way."""
    data = packed({"75_1.json": resolution("75/1")})

    assert names(data, "standard input") == ["standard input/75_1.json"]
    assert names(packed({"[Content_Types].xml": b"", "word/document.xml": b""}), "a.docx") == ["a.docx"]
    assert names(packed({"mimetype": b"application/vnd.oasis.opendocument.text"}), "a.odt") == ["a.odt"]


def test_archives_in_a_folder_are_opened(tmp_path: Path) -> None:
    """A folder of archives is a folder of documents."""
    (tmp_path / "one.zip").write_bytes(packed({"75_1.json": resolution("75/1")}))
    (tmp_path / "76_1.json").write_bytes(resolution("76/1"))
    files, skipped = collect([tmp_path])

    assert [Path(file.name).name for file in files] == ["76_1.json", "75_1.json"]
    assert skipped == 0


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ("../../etc/75_1.json", "a.zip/etc/75_1.json"),
        ("/etc/75_1.json", "a.zip/etc/75_1.json"),
        ("C:\\texts\\75_1.json", "a.zip/C:/texts/75_1.json"),
        ("a\x1b[31m\n75_1.json", "a.zip/a�[31m�75_1.json"),
    ],
)
def test_a_name_leads_nowhere(inside: str, told: str) -> None:
    """Nothing is unpacked; what is told leads only down, and has nothing in it that a terminal would obey."""
    assert names(packed({inside: resolution("75/1")})) == [told]


def test_what_is_hidden_or_a_link_is_left_alone() -> None:
    """As in a folder; and what macOS puts beside each file."""
    buffer = io.BytesIO(packed({".git/75_1.json": b"{}", "__MACOSX/._75_1.json": b"{}", "76_1.json": b"{}"}))
    with zipfile.ZipFile(buffer, "a") as archive:
        link = zipfile.ZipInfo("75_2.json")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")

    assert names(buffer.getvalue()) == ["a.zip/76_1.json"]


def test_an_archive_without_a_document_is_refused(tmp_path: Path) -> None:
    """As a folder is; an empty archive too."""
    for entries in ({}, {"a.png": b"", "b.png": b""}):
        with pytest.raises(BadSource, match=r"^no document is in a\.zip: they are files named \.doc"):
            collect([Supplied("a.zip", packed(entries))])


def test_bad_files_of_an_archive_are_refused_and_the_others_go_on(tmp_path: Path) -> None:
    """Damaged, locked, packed twice, no archive at all: each is one refused file with its reason."""
    good = packed({"75_1.json": resolution("75/1"), "inner.zip": packed({"76_1.json": resolution("76/1")})})
    damaged = bytearray(packed({"77_1.json": resolution("77/1")}))
    damaged[40:60] = b"\xff" * 20
    locked = bytearray(packed({"78_1.json": resolution("78/1")}))
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    for name, data in {"a": good, "b": damaged, "c": locked, "d": b"PK\x03\x04 and no more", "e": b"text"}.items():
        (tmp_path / f"{name}.zip").write_bytes(bytes(data))
    with Store.open(tmp_path / "tracker.db", create=True) as store:
        report = add(store, [tmp_path])

    assert report.count("added") == 1
    reasons = [(outcome.reason or "").replace(str(tmp_path), "") for outcome in report.refused]
    assert [reason[: reason.index(" is ")] for reason in reasons] == [
        "/a.zip/inner.zip", "/b.zip/77_1.json", "/c.zip/78_1.json", "/d.zip", "/e.zip",
    ]  # fmt: skip
    for reason, word in zip(reasons, ("unpack", "damaged", "password", "damaged", "no zip archive"), strict=True):
        assert word in reason


def test_a_bomb_is_refused_before_it_unpacks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that says that it is too large is not unpacked, nor is an archive whose files are too many or too much."""
    monkeypatch.setattr(bounded, "LARGEST", 1 << 20)
    files, _ = collect([Supplied("a.zip", packed({"75_1.json": b"0" * (2 << 20)}))])
    with pytest.raises(UnsafeSource, match=r"^a\.zip/75_1\.json is refused: it has more than 1 MB"):
        files[0].read()

    for limit, said in (("LARGEST_SUM", "would unpack to"), ("MOST_FILES", "holds 2 files")):
        with monkeypatch.context() as patch:
            patch.setattr(archives, limit, 1)
            (refused,), _ = collect([Supplied("a.zip", packed({"1.json": b"0" * 10, "2.json": b"0"}))])
            with pytest.raises(UnsafeSource, match=said):
                refused.read()


def test_a_file_that_lies_about_its_size_stays_within_it() -> None:
    """What unpacks to more than its entry says is damaged: no more than was said is ever read."""
    data = bytearray(packed({"75_1.json": b"0" * (8 << 20)}))
    for place in (data.index(b"PK\x01\x02") + 24, 22):
        data[place : place + 4] = (100).to_bytes(4, "little")
    (file,), _ = collect([Supplied("a.zip", bytes(data))])

    with pytest.raises(BadSource, match="damaged in its archive"):
        file.read()
