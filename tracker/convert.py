"""Files that only other programs read -> such that tracker reads: .doc, .rtf and .odt, through LibreOffice or antiword.

The one place where another program is started. It gets a copy under a name of ours in a folder of its own, a profile
without macros, links or network, an end to its memory and to what it writes, and a time after which it is stopped.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tracker import bounds
from tracker.errors import BadSource, UnsafeSource

Form = Literal["doc", "rtf", "odt"]

SECONDS = 120
"""LibreOffice needs 1 to 3 for a resolution, and up to 10 where it starts for the first time on a slow machine."""
LIMIT = 64 << 20
"""Bytes of what comes back: no more than of a file that is handed over."""
MEMORY = 2 << 30
"""Bytes of address space, where the system can bound it: LibreOffice takes 0.4 GB, under 0.6 for a text of 1 MB."""

_OLE = b"\xd0\xcf\x11\xe0"
_ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_CALLED = {"doc": "an old Word file (.doc)", "rtf": "a Rich Text file", "odt": "an OpenDocument text"}
_NOTE = re.compile(r"\[(?P<mark>\d{1,3})\]\s(?P<text>.*)")
_MARK = re.compile(r"\[(\d{1,3})\]")
# No macros, no links that are followed, and a network that leads nowhere (port 9 discards).
_SETTINGS = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "boolean", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "int", "3"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "boolean", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "boolean", "true"),
    ("Writer/Content/Update", "Link", "int", "2"),
)
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{}
</oor:items>
"""
_ITEM = (
    '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse" oor:type="xs:{}">'
    "<value>{}</value></prop></item>"
)


@dataclass(frozen=True, slots=True)
class Converted:
    """What came of a file: the bytes of a .docx, or of a text; what the file was, and what to say of it."""

    data: bytes
    form: Form
    said: str


def form_of(data: bytes, name: str) -> Form | None:
    """What a file is that must be converted first; None for any other.

    Raises BadSource for files that no program here makes a text of: protected ones, and spreadsheets.
    """
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(b"PK\x03\x04"):
        return "odt" if _ODT in data[:120] else None
    if not data.startswith(_OLE):
        return None
    if _stream("EncryptedPackage") in data:
        raise BadSource(f"{name} is protected with a password; save it without one")
    if _stream("WordDocument") not in data:
        raise BadSource(f"{name} is an old Office file, but no Word file; save the text as .docx")
    return "doc"


def convert(data: bytes, name: str, form: Form) -> Converted:
    """A file as a .docx through LibreOffice, else a .doc as text through antiword.

    Raises BadSource where neither is installed, or where they make nothing of it; UnsafeSource for what is too large.
    """
    office = shutil.which("soffice") or shutil.which("libreoffice")
    antiword = shutil.which("antiword") if form == "doc" else None
    if office is None and antiword is None:
        also = " (or antiword)" if form == "doc" else ""
        raise BadSource(f"{name} is {_CALLED[form]}: install LibreOffice{also} to read it, or save it as .docx")
    with tempfile.TemporaryDirectory(prefix="tracker-", ignore_cleanup_errors=True) as folder:
        given = Path(folder, f"given.{form}")
        given.write_bytes(data)
        if office is not None:
            _by_office(office, given)
            out, said = given.with_suffix(".docx"), "read through LibreOffice"
        else:
            assert antiword is not None
            out, said = (
                _by_antiword(antiword, given),
                (
                    "read through antiword, which knows neither lead phrases nor numbers that Word counts; "
                    "with LibreOffice installed they are read"
                ),
            )
        if not out.is_file() or not out.stat().st_size:
            raise BadSource(f"{name} is {_CALLED[form]} that could not be converted; open it, and save it as .docx")
        if out.stat().st_size > LIMIT:
            raise UnsafeSource(f"{name} is refused: converted, it has more than {LIMIT >> 20} MB")
        return Converted(out.read_bytes(), form, said)


def _stream(name: str) -> bytes:
    """The name of a stream as it stands in the directory of an OLE file."""
    return name.encode("utf-16-le")


def _by_office(program: str, given: Path) -> None:
    profile = given.parent / "profile"
    (profile / "user").mkdir(parents=True)
    items = "\n".join(_ITEM.format(f"Office.{path}", *rest) for path, *rest in _SETTINGS)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE.format(items), encoding="utf-8")
    options = ["--headless", "--norestore", "--nolockcheck", "--nodefault", f"-env:UserInstallation={profile.as_uri()}"]
    _run([program, *options, "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(given.parent), str(given)], given)


def _by_antiword(program: str, given: Path) -> Path:
    """Its paragraphs are lines, its notes stand at the end as "[1] text": written as Markdown has them."""
    out = given.with_suffix(".txt")
    found = _run([program, "-m", "UTF-8.txt", "-w", "0", str(given)], given)
    if found.stat().st_size > LIMIT:
        return found
    lines = found.read_text(encoding="utf-8", errors="replace").splitlines()
    notes = {match["mark"] for line in lines if (match := _NOTE.fullmatch(line))}
    said = []
    for line in lines:
        if match := _NOTE.fullmatch(line):
            said.append(f"[^{match['mark']}]: {match['text']}")
        else:
            said.append(_MARK.sub(lambda found: f"[^{found[1]}]" if found[1] in notes else found[0], line))
    out.write_text("\n\n".join(said).replace("|\n\n|", "|\n|"), encoding="utf-8")
    return out


def _run(command: list[str], given: Path) -> Path:
    """The file with what a program says. It is stopped, with all it started, when its time is over."""
    keep = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "ANTIWORDHOME", "LD_LIBRARY_PATH")
    known = {name: os.environ[name] for name in keep if name in os.environ}
    folder = str(given.parent)
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), "http://127.0.0.1:9")
    said = given.with_suffix(".said")
    with (
        said.open("wb") as out,
        subprocess.Popen(  # noqa: S603 - a program found on the path, arguments of ours
            bounds.bounded(command, SECONDS, MEMORY, LIMIT + 1),  # one more tells what was cut off there
            cwd=folder,
            env={**known, "HOME": folder, "TMPDIR": folder, "TMP": folder, "TEMP": folder, **nowhere},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as process,
    ):
        try:
            process.wait(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            _stop(process)
            raise BadSource(
                f"{Path(command[0]).name} was stopped after {SECONDS} seconds; open the file, and save it as .docx"
            ) from None
        except BaseException:  # the user's Ctrl-C does not reach it
            _stop(process)
            raise
    return said


def _stop(process: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
