"""Symbols: every usual form is read, and means one document."""

from __future__ import annotations

import pytest

from tracker.errors import BadSymbol
from tracker.symbols import Symbol

FORMS = [
    ("66/152", "A/RES/66/152", "66/152", "66-152", 66),
    (" A/RES/66/152. ", "A/RES/66/152", "66/152", "66-152", 66),
    ("a/res/66/152", "A/RES/66/152", "66/152", "66-152", 66),
    ("A/RES/75/101 A-B", "A/RES/75/101 A-B", "75/101 A-B", "75-101-a-b", 75),
    ("75/245\u00a0B", "A/RES/75/245 B", "75/245 B", "75-245-b", 75),
    ("A/RES/217(III)", "A/RES/217(III)", "217(III)", "217-iii", 3),
    ("217 A (III)", "A/RES/217 A (III)", "217 A (III)", "217-a-iii", 3),
    ("A/RES/1(XXX)", "A/RES/1(XXX)", "1(XXX)", "1-xxx", 30),
    ("ES-11/1", "A/RES/ES-11/1", "ES-11/1", "es-11-1", None),
    ("A/RES/S-32/1", "A/RES/S-32/1", "S-32/1", "s-32-1", None),
    ("A/HRC/RES/44/18", "A/HRC/RES/44/18", "A/HRC/RES/44/18", "a-hrc-res-44-18", None),
    ("A/C.3/66/L.32/Rev.1", "A/C.3/66/L.32/Rev.1", "A/C.3/66/L.32/Rev.1", "a-c-3-66-l-32-rev-1", None),
    ("SPECIMEN/1", "SPECIMEN/1", "SPECIMEN/1", "specimen-1", None),
]


@pytest.mark.parametrize(("text", "canonical", "short", "slug", "session"), FORMS)
def test_a_symbol_is_read_in_its_usual_forms(
    text: str, canonical: str, short: str, slug: str, session: int | None
) -> None:
    """Blanks, case, the prefix and a full stop make no difference; reading what was written changes nothing."""
    symbol = Symbol.parse(text)

    assert (canonical, short, slug, session) == (str(symbol), symbol.short, symbol.slug, symbol.session)
    assert symbol == Symbol.parse(str(symbol))


@pytest.mark.parametrize(
    "text", ["", "resolution", "66", "66/", "/152", "A/RES", "16 December 2021", "66/152/extra words?"]
)
def test_what_is_no_symbol_is_refused(text: str) -> None:
    """The message says how to write one."""
    with pytest.raises(BadSymbol, match="is not a document symbol; write it like A/RES/66/152 or 66/152"):
        Symbol.parse(text)


def test_only_specimens_are_specimens() -> None:
    """SPECIMEN/1 names a text of this project, never one of the United Nations."""
    assert [True, False] == [Symbol.parse(text).is_specimen for text in ("SPECIMEN/1", "66/152")]
