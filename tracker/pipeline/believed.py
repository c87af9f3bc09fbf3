"""A file as the user states it: read, and held against its own name, its folder and what is said of it. No store."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from tracker.errors import BadSource, Contradiction
from tracker.languages import LANGUAGES
from tracker.model import Document, Finding, Resolution
from tracker.pipeline.reading import read
from tracker.store import Stated
from tracker.symbols import Symbol


def read_as_stated(name: str, data: bytes, stated: Stated) -> Document:
    """A document; refused where it is at odds with itself or its name, and the user has not settled that.

    Raises Contradiction for that, BadSource and BadSymbol for what can't be read.
    """
    document = read(data, name, language=stated.language, original=stated.original)
    for finding in (*document.findings, *_folder_findings(name, document.resolutions)):
        option = "--language" if "language" in finding.code else "--symbol"
        settled = stated.language if option == "--language" else stated.symbol
        if finding.severity == "contradiction" and not settled:
            raise Contradiction(f"{name}: {finding.text}; nothing was stored, say which it is with {option}")
    if stated.symbol:
        _must_be_said(document, name, stated.symbol)
    return document


def must_be_storable(name: str, texts: Sequence[Resolution]) -> None:
    """Raises BadSource where a file holds no text, one without a symbol, or one twice."""
    names = [f"{text.symbol} ({text.language})" for text in texts]
    if not texts:
        raise BadSource(f"{name} holds no resolution")
    if any(text.symbol is None for text in texts):
        raise BadSource(f"{name} names no symbol: state it with --symbol, such as --symbol A/C.3/66/L.32 for a draft")
    twice = next((one for one in names if names.count(one) > 1), None)
    if twice:
        raise BadSource(f"{name} holds {twice} more than once: split the file and add its parts")


def _must_be_said(document: Document, name: str, stated: Symbol) -> None:
    """Raises Contradiction for a symbol that the file neither leaves open nor gives."""
    for symbol in (one.symbol for one in document.resolutions if one.symbol not in (None, stated)):
        odds = [one.text for one in document.findings if one.severity == "contradiction" and "symbol" in one.code]
        if symbol is None or (symbol.is_specimen == stated.is_specimen and any(_gives(odd, stated) for odd in odds)):
            continue
        raise Contradiction(
            f"{name}: the file says {'; '.join(odds) or symbol}, --symbol says {stated}; nothing was stored, "
            f"leave --symbol out, or give the file of {stated}"
        )


def _gives(finding: str, symbol: Symbol) -> bool:
    """Whether a reader's finding names a symbol, as it is printed: with or without A/RES/, blanks apart."""
    short, printed = (text.replace(" ", "") for text in (symbol.short, finding))
    return re.search(rf"(?<!\d){re.escape(short)}(?![\d(])", printed) is not None


def _folder_findings(name: str, texts: Sequence[Resolution]) -> list[Finding]:
    """Where a file lies in the folder of another language, as eight do in the public repository (UN.md C.6)."""
    folder = PurePath(name).parent.name.casefold()
    wanted = next((code for code, facts in LANGUAGES.items() if facts.name.casefold() == folder), None)
    wrong = next((text.language for text in texts if wanted and text.language != wanted), None)
    if wrong is None or wanted is None:
        return []
    said = f"it lies in a folder named {LANGUAGES[wanted].name}, its text is {LANGUAGES[wrong].name}"
    return [Finding("folder-language", said, name, "contradiction")]
