"""The Digital Library: the record of a symbol as MARCXML, and the files that it names (UN.md D.4).

A search finds many records; the one that is meant has just this symbol in field 191. Its 856 fields name the files, by
language. The host may ask for a browser first: that is reported by network.get, and never fought.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from lxml import etree

from tracker.errors import BadSymbol, FetchError
from tracker.fetch.found import Ask, Found
from tracker.fetch.hosts import Hosts
from tracker.fetch.ods import file_name, kind_of
from tracker.languages import LANGUAGES
from tracker.symbols import Symbol

NAME = "the Digital Library"
_MARC = {"m": "http://www.loc.gov/MARC21/slim"}


def find(hosts: Hosts, symbol: Symbol, language: str, ask: Ask) -> Iterator[Found]:
    """The files in a language that the record of a symbol names, Word before PDF. Raises as network.get."""
    query = quote(f"191__a:[{symbol}]", safe="")
    record = _record(ask(f"{hosts.library}/search?ln=en&p={query}&rg=50&of=xm"), symbol)
    if record is None:
        return
    for address in _files(record, language):
        if urlsplit(address).netloc != urlsplit(hosts.library).netloc:
            continue
        data = ask(address)
        yield Found(data, file_name(symbol, language, kind_of(data, address)), address, NAME)


def _record(data: bytes, symbol: Symbol) -> etree._Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise FetchError(f"{NAME} answers with something that is no record: {error}") from error
    if root.getroottree().docinfo.doctype:
        raise FetchError(f"{NAME} answers with a document type: not read")
    for record in root.iter(f"{{{_MARC['m']}}}record"):
        if any(_is(symbol, text) for text in _subfields(record, "191", "a")):
            return record
    return None


def _is(symbol: Symbol, text: str) -> bool:
    try:
        return Symbol.parse(text) == symbol
    except BadSymbol:
        return False


def _files(record: etree._Element, language: str) -> list[str]:
    """Addresses of the files in a language: by what 856 $3 calls it, else by the end of the file's name."""
    name, ending = LANGUAGES[language].name.casefold(), f"-{language}."
    found = []
    for field in record.iterfind("m:datafield[@tag='856']", _MARC):
        address = "".join(_subfields(field, None, "u")).strip()
        said = "".join(_subfields(field, None, "3")).strip().casefold()
        if address and (said == name or ending in address.casefold()):
            found.append(address)
    return sorted(found, key=lambda address: address.casefold().endswith(".pdf"))


def _subfields(element: etree._Element, tag: str | None, code: str) -> Iterator[str]:
    path = f"m:datafield[@tag='{tag}']/m:subfield[@code='{code}']" if tag else f"m:subfield[@code='{code}']"
    for one in element.iterfind(path, _MARC):
        yield one.text or ""
