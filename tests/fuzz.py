"""Every reader against documents that nobody wrote: whole ones that were cut, doubled, shuffled and spoilt.

PYTHONPATH=tests python -m fuzz [SECONDS]     for so long (60); `make fuzz`. What fails is kept in build/fuzz.

Bytes are spoilt, and what they mean: elements of XML, values of JSON, parts of an archive, objects of a PDF. What is
read is compared with the whole document too.
"""

from __future__ import annotations

import copy
import faulthandler
import io
import json
import random
import re
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import hostile
import pdf_files
import word_files
from lxml import etree

from tracker import contract, overrides, rulings
from tracker.errors import TrackerError
from tracker.model import Resolution
from tracker.pipeline.compare import compare
from tracker.pipeline.files import Supplied, collect
from tracker.pipeline.reading import read

ROOT = Path(__file__).parents[1]
SLOW = 8.0
"""Seconds of work for a document of some kilobytes that are taken for a hang."""
MOST_MEMORY = 300 << 20
"""Bytes that it may take, where the system tells."""
_PIECES = (
    b"<", b">", b"&", b"&#0;", b"&#x110000;", b"]]>", b"<!--", b"<![CDATA[", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf",
    b"\r", b"\xed\xa0\x80", b"\\ud800", b"{", b"[", b'"', b"\n\n\n", b"1. ", b"(a) ", b"\xc2\xb9", b"[^1]:", b"|",
    b"**", b"~~", b"Annex\n\n", b"The General Assembly,\n\n", b"9th plenary meeting\n", b"\xe2\x80\xae",
    b"\xd9\xa1 - ", b"<p>", b"</p>", b"<table><tr><td>", b"<w:p>", b"<w:footnoteReference w:id='9'/>", b"<w:del>",
    b"<num>", b"<sublist>", b"[[pairing]]\n", b"99999999999", b"1" * 5_000, b" 0 R", b"stream\n", b"PK\x01\x02",
)  # fmt: skip
_ODD = (
    "", "0", "-1", "²", "99999999999", "1" * 5_000, "x" * 10_000, "\u202e", "\u0301" * 200, "1e999", "annex", "(a)",
    "\u201899999999999\u2019", "A/RES/66/152", "2011-13-45", "file:///etc/passwd", "..", "a\nb", "=1+1",
)  # fmt: skip
_ODD_VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 10**30, 1.5, [], {}, [[]], [None], {"a": {"b": []}}, "\ud800", "\0", *_ODD,
)  # fmt: skip


def seeds() -> dict[str, bytes]:
    """Whole documents of every form: what ships, and the same as Word, HTML, JSON and PDF; and what is read besides."""
    found = {file.name: file.read_bytes() for file in (ROOT / "fixtures").glob("S*_1.txt")}
    found |= {file.name: file.read_bytes()[:30_000] for file in (ROOT / "fixtures").glob("SPECIMEN_3*.xml")}
    found |= {f"whole-{file.name}": file.read_bytes() for file in (ROOT / "fixtures").glob("SPECIMEN_2*.xml")}
    text = (ROOT / "fixtures" / "A_RES_66_152.txt").read_bytes()
    resolution = read(text, "text.txt").resolutions[0]
    found["text.txt"] = text[:8_000]
    found["text.md"] = text[:8_000]
    found["text.docx"] = word_files.of_resolution(resolution)
    one = {"kind": "operative", "number": "1.", "text": "Decides.", "lead": 7, "notes": [{"mark": "1", "text": "See."}]}
    found["text.json"] = hostile.in_json(paragraphs=[one, {**one, "path": ["2"], "division": "I"}], session=76)
    paragraphs = "".join(f"<p>{hostile.escaped(one.text)}" for one in resolution.paragraphs[:12])
    found["text.html"] = f"<html><body><p>66/152. Bridges{paragraphs}</body></html>".encode()
    lines = [pdf_files.block(100, 700 - 60 * n, line[:70]) for n, line in enumerate(text.decode().split("\n")[:10])]
    found["text.pdf"] = pdf_files.pdf([one for line in lines for one in line])
    found["texts.zip"] = _zipped({"a/one.txt": found["text.txt"], "b.json": found["text.json"], "c.docx": b"PK\3\4"})
    found["t.pairings.toml"] = (
        b'[[pairing]]\nold = "75/1"\nnew = "76/1"\nold_labels = ["OP1"]\nnew_labels = ["OP2"]\nlanguage = "en"\n'
        b'note = "so"\nby = "me"\non = 2021-12-17\n'
    )
    found["t.series.toml"] = b'[[pin]]\ntext = "75/1"\nwith = "76/1"\nnote = "so"\non = 2021-12-17\n'
    comparison = compare(resolution, read(text.replace(b"human", b"every"), "new.txt").resolutions[0])
    found["t.comparison.json"] = json.dumps(contract.comparison_to_dict(comparison)).encode()[:60_000]
    return found


@cache
def rich() -> Mapping[str, bytes]:
    """The same text as .rtf and .odt, which LibreOffice reads: a second or more each, so for `make fuzz` alone."""
    rtf = rb"{\rtf1\ansi 76/10. Bridges\par The General Assembly,\par 1. {\i Decides} to go on.\par}"
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
        "<text:p>76/10. B</text:p><text:p>The General Assembly,</text:p><text:p>1. Decides.</text:p>"
        "</office:text></office:body>"
        "</office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.text"/></manifest:manifest>'
    )
    kind = "application/vnd.oasis.opendocument.text"
    parts = {"mimetype": kind.encode(), "content.xml": content.encode(), "META-INF/manifest.xml": manifest.encode()}
    return {"text.rtf": rtf, "text.odt": _zipped(parts, zipfile.ZIP_STORED)}


# --------------------------------------------------------------------------------------------------------- accidents


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """A document after one to six accidents."""
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice((1, 7, 80, 900)))
        before, inside, after = data[:start], data[start:end], data[end:]
        data = chance.choice(
            (
                before + after,
                before + inside + inside + after,
                after + before,
                before + chance.choice(_PIECES) * chance.choice((1, 1, 3, 200)) + inside + after,
                before + bytes([chance.randrange(256)]) + data[start + 1 :],
                before,
                before + inside * 30 + after,
            )
        )[:200_000]
    return data


def spoilt_xml(data: bytes, chance: random.Random) -> bytes:
    """XML whose elements were doubled, moved, lost, renamed, nested; whose texts and attributes are others."""
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return spoilt(data, chance)
    for _ in range(chance.randint(1, 8)):
        elements = [one for one in root.iter() if isinstance(one.tag, str)][:20_000]
        chance.choice(_TO_ELEMENTS)(chance.choice(elements), chance.choice(elements), chance)
    return etree.tostring(root)[:400_000]


def _lost(one: etree._Element, _: etree._Element, __: random.Random) -> None:
    if (parent := one.getparent()) is not None:
        parent.remove(one)


def _doubled(one: etree._Element, other: etree._Element, chance: random.Random) -> None:
    same = copy.deepcopy(one)  # once: `other` may stand in it, and would double what is doubled
    for _ in range(chance.choice((1, 1, 5, 40)) if sum(1 for _ in one.iter()) < 200 else 1):
        other.append(copy.deepcopy(same))


def _renamed(one: etree._Element, other: etree._Element, _: random.Random) -> None:
    one.tag = other.tag


def _rewritten(one: etree._Element, _: etree._Element, chance: random.Random) -> None:
    one.text = _printable(chance.choice(_ODD))
    for key in one.attrib:
        if chance.random() < 0.5:
            one.set(key, _printable(chance.choice(_ODD)))


def _moved(one: etree._Element, other: etree._Element, _: random.Random) -> None:
    if one is not other and one not in other.iterancestors() and one.getparent() is not None:
        other.append(one)


def _said_elsewhere(one: etree._Element, other: etree._Element, _: random.Random) -> None:
    for key, value in other.attrib.items():
        one.set(key, value)


def _nested(one: etree._Element, other: etree._Element, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 30, 300))):
        one = etree.SubElement(one, other.tag)


_TO_ELEMENTS = (_lost, _doubled, _renamed, _rewritten, _moved, _said_elsewhere, _nested)


def _printable(text: str) -> str:
    return hostile.escaped(text).replace("&amp;", "&")


def spoilt_json(data: bytes, chance: random.Random) -> bytes:
    """JSON with other values somewhere in it."""
    try:
        value = json.loads(data)
    except ValueError:
        return spoilt(data, chance)
    for _ in range(chance.randint(1, 4)):
        holders = [value]
        for one in holders:
            inner = one.values() if isinstance(one, dict) else one
            holders += [each for each in inner if isinstance(each, dict | list) and each]
        holder = chance.choice(holders)
        if holder:
            keys = list(holder) if isinstance(holder, dict) else range(len(holder))
            holder[chance.choice(list(keys))] = copy.deepcopy(chance.choice(_ODD_VALUES))
    return json.dumps(value).encode()


def spoilt_archive(data: bytes, chance: random.Random) -> bytes:
    """An archive that is whole, one of whose parts was spoilt; or whose parts are others, or come twice."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, KeyError):
        return spoilt(data, chance)
    name = chance.choice(list(parts))
    match chance.randrange(6):
        case 0:
            parts[chance.choice(("../../x.txt", "/etc/x.txt", "a\x1b[31m.txt", "x" * 5_000 + ".txt"))] = parts[name]
        case 1:
            parts[name] = parts[chance.choice(list(parts))]
        case 2:
            del parts[name]
        case 3:
            parts[name] = spoilt(parts[name], chance)
        case _:
            parts[name] = (spoilt_json if name.endswith(".json") else spoilt_xml)(parts[name], chance)
    return _zipped(parts)


def spoilt_pdf(data: bytes, chance: random.Random) -> bytes:
    """A PDF whose numbers, references and names are others: pages in circles, boxes without end."""
    for _ in range(chance.randint(1, 5)):
        found = list(re.finditer(rb"\d+ 0 R|/[A-Z]\w+|-?\d+(?:\.\d+)?", data))
        one, other = chance.choice(found), chance.choice(found)
        odd = (other.group(), b"-1", b"99999999999", b"0", b"1e40", b"/JavaScript", b"[" * 500, b"1 0 R", b"null")
        data = data[: one.start()] + chance.choice(odd) + data[one.end() :]
    return data


def _zipped(parts: Mapping[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", how) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


_EVERY = {"text.pdf": 10, "text.rtf": 400, "text.odt": 400}
"""How seldom those are spoilt for which a process must be started."""
_BY_MEANING: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "docx": spoilt_archive, "odt": spoilt_archive, "zip": spoilt_archive, "xml": spoilt_xml, "json": spoilt_json,
    "pdf": spoilt_pdf,
}  # fmt: skip


def spoil(name: str, data: bytes, seed: int) -> bytes:
    """The document of a seed: the same each time."""
    chance = random.Random(f"{name} {seed}")  # noqa: S311 - accidents, no secrets
    by_meaning = _BY_MEANING.get(name.rpartition(".")[2])
    return by_meaning(data, chance) if by_meaning and chance.random() < 0.7 else spoilt(data, chance)


# ----------------------------------------------------------------------------------------------------------- reading


def _read(data: bytes, name: str) -> None:
    """Read what a name says it is, with all that is done to such a file."""
    if name.endswith(".toml"):
        text = data.decode("utf-8", "replace")
        (overrides.read if "pairings" in name else rulings.read_rulings)(text, name)
    elif name.endswith("comparison.json"):
        try:
            value = json.loads(data)
        except (ValueError, RecursionError):
            return
        _comparison(value, name)
    elif name.endswith(".zip"):
        for file in collect([Supplied(name, data)])[0]:
            read(file.read(), f"{name}/{file.name}")
    else:
        for text_ in read(data, name).resolutions:
            if text_.language == "en":
                compare(_whole(), text_)
                compare(text_, _whole())


def _comparison(value: object, name: str) -> None:
    try:
        contract.comparison_from_dict(value)  # type: ignore[arg-type]  # that is what is tried
    except TrackerError as error:
        raise TrackerError(f"{name}: {error}") from error


@cache
def _whole() -> Resolution:
    return read((ROOT / "fixtures" / "SPECIMEN_1.txt").read_bytes(), "whole.txt").resolutions[0]


def fault(name: str, data: bytes) -> str | None:
    """What is wrong with how a document is read; None if it is read, or refused in one line that names it."""
    _whole()
    before, started = _memory("VmRSS"), time.process_time()
    _forget_peak()
    try:
        _read(data, name)
    except TrackerError as error:
        said = str(error)
        if "\n" in said or name not in said or len(said) > 2_000:
            return f"told badly: {said}"
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        return f"crashed: {error!r}"
    spent, taken = time.process_time() - started, _memory("VmHWM") - before
    if spent > SLOW:
        return f"slow: {spent:.1f} s"
    return f"large: {taken >> 20} MB" if taken > MOST_MEMORY else None


def _memory(what: str) -> int:
    """Bytes of this process, by the kernel's name for them; 0 where it does not tell."""
    status = Path("/proc/self/status")
    found = re.search(rf"{what}:\s+(\d+) kB", status.read_text(encoding="ascii")) if status.exists() else None
    return int(found[1]) << 10 if found else 0


def _forget_peak() -> None:
    """Let the kernel count the most memory anew."""
    switch = Path("/proc/self/clear_refs")
    if switch.exists():
        switch.write_text("5", encoding="ascii")


def main(seconds: float) -> int:
    """Spoil and read for so long. Returns the exit code."""
    faulthandler.dump_traceback_later(seconds + 120, exit=True)
    documents, end, seed, failed = seeds(), time.monotonic() + seconds, random.randrange(1 << 40), 0  # noqa: S311
    first, count, slowest = seed, 0, 0.0
    while time.monotonic() < end:
        for name, data in {**documents, **rich()}.items():
            if seed % _EVERY.get(name, 1):
                continue
            document, started = spoil(name, data, seed), time.process_time()
            wrong = fault(name, document)
            count, slowest = count + 1, max(slowest, time.process_time() - started)
            if wrong:
                failed += 1
                kept = ROOT / "build" / "fuzz"
                kept.mkdir(parents=True, exist_ok=True)
                (kept / f"{seed}-{name}").write_bytes(document)
                sys.stdout.write(f"{seed} {name}: {wrong[:300]}\n")
                sys.stdout.flush()
        seed += 1
    sys.stdout.write(
        f"{count} documents read, {failed} faults, the slowest took {slowest:.1f} s; seeds {first} to {seed - 1}\n"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 60.0))
