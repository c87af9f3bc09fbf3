"""The parts of a .docx file: a zip archive of XML, read within limits and without following anything out of it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath

from lxml import etree

from tracker.errors import BadSource, UnsafeSource
from tracker.sources import zips
from tracker.sources.zips import DAMAGE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# ISO "strict" files name the same things otherwise.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
)
PART_LIMIT = 16 << 20
"""Bytes of one part, unpacked: the longest resolution of the corpus has under 2 MB. Against archives that explode."""
TOTAL_LIMIT = 32 << 20
"""Bytes of all parts that are read of one file."""
WHOLE_LIMIT = 128 << 20
"""Bytes of all parts, pictures included, of a file that is copied."""
MOST_PARTS = 5_000
"""Parts of one file; the issued ones have some twenty, and no picture or two."""
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How parts may be packed: what else zipfile unpacks can ask for gigabytes to begin with."""

_OTHERS = (
    ("xl/", "an Excel file"),
    ("ppt/", "a PowerPoint file"),
    ("META-INF/manifest.xml", "an OpenDocument or Java file"),
)


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to, inside the file: the last word of its type ("footnotes"), and its place."""

    kind: str
    target: str


def is_word(data: bytes) -> bool:
    """Whether some bytes are a zip archive as Office writes it, even a damaged one."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zips.opened(data) as archive:
            return "[Content_Types].xml" in archive.namelist() or "word/document.xml" in archive.namelist()
    except DAMAGE:
        return b"word/" in data


class Package:
    """An open .docx. Raises BadSource if it is none or is damaged, UnsafeSource if it is beyond the limits."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._read = 0
        try:
            self._archive = zips.opened(data)
            names = self._archive.namelist()
        except DAMAGE as error:
            raise BadSource(f"{name} is a damaged zip archive ({error}); save it again") from error
        self._names = frozenset(names)
        if len(names) > MOST_PARTS:
            raise UnsafeSource(f"{name} is refused: it has {len(names):,} parts, which no Word file has")
        if twice := _twice(names):
            raise BadSource(
                f"{name} is refused: it has two parts of the name {_said(twice)}, "
                "and programs differ in which they show; open it in Word and save it again"
            )
        main = [one.target for one in self.relations("").values() if one.kind == "officeDocument"]
        self.main = main[0] if main else "word/document.xml"

    def document(self) -> etree._Element:
        """The body of the main part."""
        root = self.part(self.main)
        body = root.find(f"{W}body") if root is not None else None
        if body is None:
            other = next((what for start, what in _OTHERS if any(one.startswith(start) for one in self._names)), None)
            raise BadSource(
                f"{self.name} is {other or 'a zip archive'}, not a Word file: it has no text document in it"
            )
        return body

    def of_kind(self, kind: str) -> etree._Element | None:
        """The part that the main one refers to as its "styles", "numbering", "footnotes", ...; None without one."""
        target = next((one.target for one in self.relations(self.main).values() if one.kind == kind), None)
        return self.part(target or join(dirname(self.main), f"{kind}.xml"))

    def relations(self, part: str) -> Mapping[str, Relation]:
        """What a part refers to, by id. What lies outside the file, or climbs out of it, is left out."""
        root = self.part(normpath(join(dirname(part), "_rels", f"{part.rsplit('/', 1)[-1]}.rels")).lstrip("/"))
        found = {}
        for one in root.iter(_RELATIONSHIP) if root is not None else ():
            target = one.get("Target", "")
            place = normpath(target.lstrip("/") if target.startswith("/") else join(dirname(part), target))
            if one.get("TargetMode") != "External" and not place.startswith(".."):
                found[one.get("Id", "")] = Relation(one.get("Type", "").rsplit("/", 1)[-1], place)
        return found

    def part(self, name: str) -> etree._Element | None:
        """The root of a part; None if the file has none of that name."""
        if name not in self._names:
            return None
        data = self._bytes(name)
        if b"purl.oclc.org" in data[:4096]:
            for strict, usual in _STRICT:
                data = data.replace(strict, usual)
        try:
            root = etree.fromstring(data, _parser())
        except etree.XMLSyntaxError as error:
            where, said = "line {}, column {}".format(*error.position), " ".join((error.msg or "").split())
            raise BadSource(
                f"{self.name}: {_said(name)} is not well-formed XML ({where}: {said}); "
                "open it in Word and save it again"
            ) from error
        if root.getroottree().docinfo.doctype:
            raise UnsafeSource(f"{self.name} is refused: {_said(name)} holds a DOCTYPE, which no Word file has")
        return root

    def _bytes(self, name: str) -> bytes:
        """The unpacked bytes of a part: what the archive says of its size is not believed."""
        data = self._unpacked(self._archive.getinfo(name), min(PART_LIMIT, TOTAL_LIMIT - self._read))
        self._read += len(data)
        return data

    def unpacked(self) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
        """All parts in their order, for a copy of the file: no more than WHOLE_LIMIT, none that leads out of it.

        Raises BadSource and UnsafeSource as the reader of one part does.
        """
        parts = self._archive.infolist()
        if sum(info.file_size for info in parts) > WHOLE_LIMIT:
            raise UnsafeSource(f"{self.name} is refused: it unpacks to more than {WHOLE_LIMIT >> 20} MB")
        for info in parts:
            if _leads_out(info.filename):
                said = _said(info.filename)
                raise UnsafeSource(f"{self.name} is refused: the name of its part {said} leads out of it")
            yield info, self._unpacked(info, WHOLE_LIMIT)  # never more than the size that was said and summed

    def _unpacked(self, info: zipfile.ZipInfo, room: int) -> bytes:
        said = _said(info.filename)
        if info.flag_bits & 1:
            raise BadSource(f"{self.name} is protected with a password; save it without one")
        if info.compress_type not in _PACKINGS:
            raise BadSource(f"{self.name}: {said} is packed as Word packs nothing; save it again in Word")
        if info.file_size <= room:
            try:
                with self._archive.open(info) as stream:
                    data = stream.read(room + 1)
            except DAMAGE as error:
                raise BadSource(f"{self.name}: {said} is damaged ({error}); save it again") from error
            if len(data) <= room:
                return data
        raise UnsafeSource(
            f"{self.name} is refused: {said} unpacks to more than {room >> 20} MB, which no resolution does"
        )


def _said(name: str) -> str:
    """A part's name as it is told: it may hold line ends, and what acts on a terminal."""
    return name if name.isprintable() else ascii(name)


def _twice(names: list[str]) -> str | None:
    """A name that two parts have; in a Word file A and a are one name."""
    seen = set[str]()
    for name in names:
        if (folded := name.casefold()) in seen:
            return name
        seen.add(folded)
    return None


def _leads_out(name: str) -> bool:
    return ".." in name.replace("\\", "/").split("/") or name.startswith(("/", "\\")) or name[1:2] == ":"


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
