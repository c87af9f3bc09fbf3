"""The parts of a .docx file: a zip archive of XML, read within limits and without following anything out of it."""

from __future__ import annotations

from collections.abc import Mapping
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
            self._names = frozenset(self._archive.namelist())
        except DAMAGE as error:
            raise BadSource(f"{name} is a damaged zip archive ({error}); save it again") from error
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
                f"{self.name}: {name} is not well-formed XML ({where}: {said}); open it in Word and save it again"
            ) from error
        if root.getroottree().docinfo.doctype:
            raise UnsafeSource(f"{self.name} is refused: {name} holds a DOCTYPE, which no Word file has")
        return root

    def _bytes(self, name: str) -> bytes:
        """The unpacked bytes of a part: what the archive says of its size is not believed."""
        info = self._archive.getinfo(name)
        if info.flag_bits & 1:
            raise BadSource(f"{self.name} is protected with a password; save it without one")
        room = min(PART_LIMIT, TOTAL_LIMIT - self._read)
        if info.file_size <= room:
            try:
                with self._archive.open(info) as stream:
                    data = stream.read(room + 1)
            except DAMAGE as error:
                raise BadSource(f"{self.name}: {name} is damaged ({error}); save it again") from error
            self._read += len(data)
            if len(data) <= room:
                return data
        raise UnsafeSource(
            f"{self.name} is refused: {name} unpacks to more than {room >> 20} MB, which no resolution does"
        )


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
