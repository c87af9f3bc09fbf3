"""The symbol API of the Official Document System: the printed text as Word or PDF, for any symbol and language.

It answers 200 with nothing for what is not published, and with whatever it has for what is (UN.md D.2): so bytes are
looked at, never the code or the name.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from tracker.errors import FetchError
from tracker.fetch.found import Ask, Found
from tracker.fetch.hosts import Hosts
from tracker.fetch.network import Empty, NotThere
from tracker.symbols import Symbol

NAME = "the Official Document System"
_FORMS = ("docx", "pdf")
_BEGINNINGS = {b"PK\x03\x04": "docx", b"\xd0\xcf\x11\xe0": "doc", b"{\\rtf": "rtf", b"%PDF-": "pdf"}


def find(hosts: Hosts, symbol: Symbol, language: str, ask: Ask) -> Iterator[Found]:
    """The text as Word, then as PDF; nothing if it is not published. Raises as network.get, kind_of."""
    had: set[bytes] = set()
    for form in _FORMS:
        address = f"{hosts.ods}?s={quote(str(symbol), safe='')}&l={language}&t={form}"
        try:
            data = ask(address)
        except (Empty, NotThere):
            continue
        if data in had:
            continue  # old texts come as the same file whatever is asked for
        had.add(data)
        yield Found(data, file_name(symbol, language, kind_of(data, address)), address, NAME)


def kind_of(data: bytes, address: str) -> str:
    """Which kind of file bytes are, as the end of a file's name. Raises FetchError for what can't be read here."""
    for beginning, kind in _BEGINNINGS.items():
        if data.startswith(beginning):
            return kind
    if data.startswith(b"\xffWPC"):
        raise FetchError(f"{address} is WordPerfect, which is not read: save it as .docx with LibreOffice")
    if data.lstrip()[:1] == b"<":
        raise FetchError(f"{address} answers with a web page in place of a file: not stored")
    raise FetchError(f"{address} is neither Word nor PDF: not stored")


def file_name(symbol: Symbol, language: str, kind: str) -> str:
    """The name as the Digital Library has it: A_RES_66_152-EN.docx."""
    return f"{str(symbol).replace('/', '_').replace(' ', '_')}-{language.upper()}.{kind}"
