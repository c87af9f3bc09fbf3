"""The edits of a draft, written into the issued Word file: runs are cut where an edit begins, nothing else is touched.

Every part that no edit concerns stays byte for byte. A place that can't be found for certain is refused: then nothing
is written at all.
"""

from __future__ import annotations

import copy
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from io import BytesIO
from posixpath import basename, dirname, join

from lxml import etree

from tracker.errors import BadSource
from tracker.letters import figure
from tracker.model import Document, Resolution, Version
from tracker.pipeline.drafts import Draft, dated
from tracker.pipeline.rolling import BLANK, WORDS, Edit, Spot
from tracker.sources.word_package import Package, R, W

_SIGNS = {f"{W}noBreakHyphen": "\u2011"}
_GONE = (f"{W}del", f"{W}moveFrom")
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_BLANKS = re.compile(r"[\s\u00ad]+")
_BEFORE_TRACKING = frozenset(
    f"{W}{name}"
    for line in (
        "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries",
        "displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData",
        "embedTrueTypeFonts embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges",
        "bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors",
        "activeWritingStyle proofState formsDesign attachedTemplate linkStyles stylePaneFormatFilter",
        "stylePaneSortMethod documentType mailMerge revisionView",
    )
    for name in line.split()
)
"""What stands before w:trackRevisions in w:settings."""

Letter = tuple[etree._Element, int]  # noqa: SLF001 - lxml's only name for it
"""A printed letter: its element (w:t, or a sign that is one letter), and the which letter of it."""


def same(document: Document, base: Version, name: str) -> Resolution:
    """The text in a file that is the base. Raises BadSource if the file holds another, or is no .docx."""
    if document.origin.format != "docx":
        raise BadSource(f"{name} is no .docx file: open it in Word and save it as one")
    found = [one for one in document.resolutions if str(one.symbol) == base.symbol]
    if not found:
        held = ", ".join(str(one.symbol) for one in document.resolutions)
        raise BadSource(f"{name} holds {held}, and {base.symbol} is to be rolled forward: give its file, or --from")
    return found[0]


def written(data: bytes, name: str, given: Draft, *, author: str, on: date | None = None) -> bytes:
    """The file with the edits of a draft in it. Raises BadSource where a place of them can't be found in it."""
    when = dated(given, on).moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    package = Package(data, name)
    writer = _Writer(package, name, author, when)
    writer.edit(given)
    return _repacked(package, writer.parts())


class _Writer:
    def __init__(self, package: Package, name: str, author: str, when: str) -> None:
        self._package, self._name = package, name
        self._author, self._when = author, when
        self._changed: dict[str, etree._Element] = {}
        self._folder = dirname(package.main)
        self._body = self._part(package.main)
        numbers = [
            number
            for root in (self._body, self._of_kind("footnotes"), self._of_kind("endnotes"), self._of_kind("comments"))
            if root is not None
            for one in root.iter()
            if (number := figure(one.get(f"{W}id", ""))) is not None
        ]
        self._number = max(numbers, default=0)

    def _part(self, name: str) -> etree._Element:
        root = self._package.part(name)
        if root is None:
            raise BadSource(f"{self._name} has no {name}, as each Word file has; open it in Word and save it again")
        self._changed[name] = root
        return root

    def _place(self, kind: str) -> str | None:
        return next(
            (one.target for one in self._package.relations(self._package.main).values() if one.kind == kind), None
        )

    def _of_kind(self, kind: str) -> etree._Element | None:
        place = self._place(kind)
        return self._changed.get(place) if place in self._changed else self._package.of_kind(kind) if place else None

    def edit(self, given: Draft) -> None:
        """Write all edits, and the questions about what is open."""
        questions = dict(given.questions)
        paragraphs = list(self._body.iter(f"{W}p"))
        notes = self._note_paragraphs()
        for spot in given.roll.spots():
            words = given.roll.words(spot)
            found = self._find(words, paragraphs if spot[1] == WORDS else notes, spot, given)
            start = _printed(found).index(_BLANKS.sub("", words))
            opened = found
            for edit in reversed(given.roll.at(spot)):  # so that what stands before the next is as it was
                first, last = (start + len(_BLANKS.sub("", words[:at])) for at in (edit.start, edit.end))
                new = self._write([place for _, place in _printed_letters(found)][first:last], edit)
                opened = new if edit.new is None else opened
            if question := questions.get(spot):
                self._comment(opened if spot[1] == WORDS else self._reference(found), question)
        self._track()

    def _note_paragraphs(self) -> list[etree._Element]:
        place = self._place("footnotes")
        return list(self._part(place).iter(f"{W}p")) if place and self._package.part(place) is not None else []

    def _find(self, words: str, among: Sequence[etree._Element], spot: Spot, given: Draft) -> etree._Element:
        """The one paragraph of the file that holds these words."""
        wanted = _BLANKS.sub("", words)
        found = [one for one in among if wanted in _printed(one)]
        if len(found) != 1:
            label = given.roll.base.paragraphs[spot[0]].label
            where = label if spot[1] == WORDS else f"a note of {label}"
            how = "does not stand in one paragraph of it" if not found else "stands in it more than once"
            raise BadSource(f"{self._name}: {where} {how}, so that nothing was written; edit it by hand")
        return found[0]

    # ---------------------------------------------------------------------------------------------------------- changes

    def _write(self, letters: Sequence[Letter], edit: Edit) -> etree._Element:
        """Strike the letters of an edit and put its words after them; returns what was put in."""
        runs: list[etree._Element] = []
        for run in dict.fromkeys(_run_of(element) for element, _ in letters):
            runs += self._cut(run, letters)
        for run in runs:
            self._wrap(run, "del")
        last = runs[-1].getparent()
        assert last is not None
        new = etree.Element(f"{W}r")
        look = runs[0].find(f"{W}rPr")
        parent = last.getparent()
        if look is not None:
            new.append(copy.deepcopy(look))
        text = etree.SubElement(new, f"{W}t")
        text.text = edit.new or BLANK
        text.set(_XML_SPACE, "preserve")
        after = last
        if parent is not None and parent.tag == f"{W}hyperlink" and parent[-1] is last:
            after = parent  # else the new symbol would lead to the old document
            style = new.find(f"{W}rPr/{W}rStyle")
            if style is not None:
                style.getparent().remove(style)  # type: ignore[union-attr]
        after.addnext(new)
        return self._wrap(new, "ins")

    def _cut(self, run: etree._Element, letters: Sequence[Letter]) -> list[etree._Element]:
        """Cut a run in the parts that are struck and those that are not; returns the struck ones."""
        struck = {(id(element), at) for element, at in letters}
        parts: list[tuple[bool, etree._Element]] = []
        look = run.find(f"{W}rPr")
        inside = False

        def part(gone: bool) -> etree._Element:  # noqa: FBT001 - one flag
            if not parts or parts[-1][0] != gone:
                made = etree.Element(f"{W}r", run.attrib)
                if look is not None:
                    made.append(copy.deepcopy(look))
                parts.append((gone, made))
            return parts[-1][1]

        left = sum(1 for element, _ in letters if _run_of(element) is run)
        for child in list(run):
            if child is look:
                continue
            if child.tag != f"{W}t":
                inside = inside and left > 0 if (id(child), 0) not in struck else True
                left -= (id(child), 0) in struck
                part(inside).append(copy.deepcopy(child))
                continue
            for at, letter in enumerate(child.text or ""):
                gone = (id(child), at) in struck
                left -= gone
                inside = gone or (inside and left > 0)  # blanks between struck letters go with them
                target = part(inside)
                tag = f"{W}delText" if inside else f"{W}t"
                if len(target) == 0 or target[-1].tag != tag:
                    etree.SubElement(target, tag).set(_XML_SPACE, "preserve")
                target[-1].text = (target[-1].text or "") + letter
        for _, made in parts:
            run.addprevious(made)
        run.getparent().remove(run)  # type: ignore[union-attr]
        return [made for gone, made in parts if gone]

    def _wrap(self, run: etree._Element, tag: str) -> etree._Element:
        self._number += 1
        around = etree.Element(f"{W}{tag}")
        self._sign(around, str(self._number))
        run.addprevious(around)
        around.append(run)
        return around

    # -------------------------------------------------------------------------------------------------------- questions

    def _reference(self, note_paragraph: etree._Element) -> etree._Element:
        """The run in the text that carries the mark of a note: Word has no comments inside notes everywhere."""
        notes = [one.get(f"{W}id") for one in note_paragraph.iterancestors(f"{W}footnote")]
        marks = [one for one in self._body.iter(f"{W}footnoteReference") if one.get(f"{W}id") in notes]
        if not marks:
            raise BadSource(f"{self._name} has a note without a mark in the text, so that nothing was written")
        return _run_of(marks[0])

    def _comment(self, about: etree._Element, question: str) -> None:
        comments = self._comments()
        number = str(max((figure(one.get(f"{W}id", "")) or 0 for one in comments), default=-1) + 1)
        start, end = (etree.Element(f"{W}commentRange{edge}", {f"{W}id": number}) for edge in ("Start", "End"))
        run = etree.Element(f"{W}r")
        etree.SubElement(run, f"{W}commentReference").set(f"{W}id", number)
        about.addprevious(start)
        about.addnext(end)
        end.addnext(run)
        comment = etree.SubElement(comments, f"{W}comment")
        self._sign(comment, number)
        comment.set(f"{W}initials", self._author[:2])
        paragraph = etree.SubElement(comment, f"{W}p")
        etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}annotationRef")
        etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t").text = question

    def _sign(self, element: etree._Element, number: str) -> None:
        for name, value in (("id", number), ("author", self._author), ("date", self._when)):
            element.set(f"{W}{name}", value)

    def _comments(self) -> etree._Element:
        """The part that holds comments; a file without one gets it, and is told of it."""
        place = self._place("comments")
        if place and self._package.part(place) is not None:
            return self._changed[place] if place in self._changed else self._part(place)
        place = join(self._folder, "comments.xml")
        if place not in self._changed:
            self._changed[place] = etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})
            types = self._part("[Content_Types].xml")
            kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
            etree.SubElement(types, f"{_TYPES}Override", {"PartName": f"/{place}", "ContentType": kind})
            relations = self._part(join(self._folder, "_rels", f"{basename(self._package.main)}.rels"))
            ids = {one.get("Id") for one in relations}
            free = next(name for number in range(1, len(ids) + 2) if (name := f"rId{number}") not in ids)
            etree.SubElement(
                relations,
                f"{_RELATIONS}Relationship",
                {"Id": free, "Type": f"{R[1:-1]}/comments", "Target": "comments.xml"},
            )
        return self._changed[place]

    def _track(self) -> None:
        """Switch Word's own change tracking on."""
        place = self._place("settings")
        if place is None or self._package.part(place) is None:
            return
        settings = self._part(place)
        if settings.find(f"{W}trackRevisions") is None:
            before = [index for index, one in enumerate(settings) if one.tag in _BEFORE_TRACKING]
            settings.insert(before[-1] + 1 if before else 0, etree.Element(f"{W}trackRevisions"))

    def parts(self) -> dict[str, bytes]:
        """The parts that changed."""
        return {
            name: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            for name, root in self._changed.items()
        }


def _walk(element: etree._Element) -> Iterator[etree._Element]:
    """What is printed in a paragraph, without what was deleted in it and without the text boxes that hang at it."""
    for child in element:
        if child.tag in _GONE or child.tag in (f"{W}txbxContent", f"{W}pPr"):
            continue
        if child.tag == f"{W}t" or child.tag in _SIGNS:
            yield child
        else:
            yield from _walk(child)


def _printed_letters(paragraph: etree._Element) -> Iterator[tuple[str, Letter]]:
    for element in _walk(paragraph):
        text = element.text or "" if element.tag == f"{W}t" else _SIGNS[str(element.tag)]
        for at, letter in enumerate(text):
            if not _BLANKS.fullmatch(letter):
                yield letter, (element, at)


def _printed(paragraph: etree._Element) -> str:
    """The letters of a paragraph, without blanks: those are set in many ways."""
    return "".join(letter for letter, _ in _printed_letters(paragraph))


def _run_of(element: etree._Element) -> etree._Element:
    return next(element.iterancestors(f"{W}r"))


def _repacked(package: Package, changed: Mapping[str, bytes]) -> bytes:
    """The archive with some members changed or added; all others as they were, in their order."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        there = set[str]()
        for info, content in package.unpacked():
            there.add(info.filename)
            target.writestr(info, changed.get(info.filename, content), compress_type=info.compress_type)
        for name in sorted(changed.keys() - there):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, changed[name])
    return out.getvalue()
