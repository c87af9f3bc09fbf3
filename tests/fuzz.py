"""Every reader against documents that nobody wrote: whole ones that were cut, doubled, shuffled and spoilt.

PYTHONPATH=tests python -m fuzz [SECONDS]     for so long (60); `make fuzz`. What fails is kept in build/fuzz.
"""

from __future__ import annotations

import faulthandler
import random
import sys
import time
from pathlib import Path

import hostile
import word_files

from tracker.errors import TrackerError
from tracker.sources import read

ROOT = Path(__file__).parents[1]
SLOW = 8.0
"""Seconds of work for a document of a few kilobytes that are taken for a hang."""
_PIECES = (
    b"<", b">", b"&", b"&#0;", b"&#x110000;", b"]]>", b"<!--", b"<![CDATA[", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf",
    b"\r", b"\xed\xa0\x80", b"\\ud800", b"{", b"[", b'"', b"\n\n\n", b"1. ", b"(a) ", b"\xc2\xb9", b"[^1]:", b"|",
    b"**", b"~~", b"Annex\n\n", b"The General Assembly,\n\n", b"9th plenary meeting\n", b"\xe2\x80\xae",
    b"\xd9\xa1 - ", b"<p>", b"</p>", b"<table><tr><td>", b"<w:p>", b"<w:footnoteReference w:id='9'/>", b"<w:del>",
    b"<num>", b"<sublist>",
)  # fmt: skip


def seeds() -> dict[str, bytes]:
    """Whole documents of every form: what ships, and the same as Word, HTML and JSON."""
    found = {file.name: file.read_bytes() for file in (ROOT / "fixtures").glob("S*_1.txt")}
    found |= {file.name: file.read_bytes()[:30_000] for file in (ROOT / "fixtures").glob("SPECIMEN_3*.xml")}
    text = (ROOT / "fixtures" / "A_RES_66_152.txt").read_bytes()
    resolution = read(text, "text.txt").resolutions[0]
    found["text.txt"] = text[:8_000]
    found["text.md"] = text[:8_000]
    found["text.docx"] = word_files.of_resolution(resolution)
    found["text.json"] = hostile.in_json()
    paragraphs = "".join(f"<p>{hostile.escaped(one.text)}" for one in resolution.paragraphs[:12])
    found["text.html"] = f"<html><body><p>66/152. Bridges{paragraphs}</body></html>".encode()
    return found


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


def spoilt_word(data: bytes, chance: random.Random) -> bytes:
    """A Word file whose main part was spoilt, in an archive that is whole."""
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([one for one in parts if one.endswith(".xml")])
    parts[name] = spoilt(parts[name], chance)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for one, content in parts.items():
            archive.writestr(one, content)
    return target.getvalue()


def spoil(name: str, data: bytes, seed: int) -> bytes:
    """The document of a seed: the same each time."""
    chance = random.Random(f"{name} {seed}")  # noqa: S311 - accidents, no secrets
    is_word = name.endswith(".docx") and chance.random() < 0.8
    return spoilt_word(data, chance) if is_word else spoilt(data, chance)


def fault(name: str, data: bytes) -> str | None:
    """What is wrong with how a document is read; None if it is read, or refused in one line that names it."""
    started = time.process_time()
    try:
        read(data, name)
    except TrackerError as error:
        if "\n" in str(error) or name not in str(error):
            return f"told badly: {error!s}"
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        return f"crashed: {error!r}"
    spent = time.process_time() - started
    return f"slow: {spent:.1f} s" if spent > SLOW else None


def main(seconds: float) -> int:
    """Spoil and read for so long. Returns the exit code."""
    faulthandler.dump_traceback_later(seconds + 120, exit=True)
    documents, end, seed, failed = seeds(), time.monotonic() + seconds, random.randrange(1 << 40), 0  # noqa: S311
    first = seed
    while time.monotonic() < end:
        for name, data in documents.items():
            document = spoil(name, data, seed)
            wrong = fault(name, document)
            if wrong:
                failed += 1
                kept = ROOT / "build" / "fuzz"
                kept.mkdir(parents=True, exist_ok=True)
                (kept / f"{seed}-{name}").write_bytes(document)
                sys.stdout.write(f"{seed} {name}: {wrong[:300]}\n")
        seed += 1
    sys.stdout.write(
        f"{(seed - first) * len(documents)} documents read, {failed} faults; seeds {first} to {seed - 1}\n"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 60.0))
