"""Spoilt documents of every form (fuzz.py): read, or refused in one line that names the file; never more than that."""

from __future__ import annotations

import fuzz
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

DOCUMENTS = fuzz.seeds()


@pytest.mark.parametrize("name", DOCUMENTS)
@settings(max_examples=15, derandomize=True, deadline=None, database=None)
@given(seed=st.integers(min_value=0, max_value=1 << 40))
def test_a_spoilt_document_is_read_or_refused(name: str, seed: int) -> None:
    """Cut, doubled, shuffled, with bytes and marks put in."""
    assert fuzz.fault(name, fuzz.spoil(name, DOCUMENTS[name], seed)) is None


def test_the_same_seed_spoils_the_same() -> None:
    """So that what a run found can be looked at."""
    name = "text.docx"
    assert fuzz.spoil(name, DOCUMENTS[name], 7) == fuzz.spoil(name, DOCUMENTS[name], 7)
    assert fuzz.spoil(name, DOCUMENTS[name], 7) != fuzz.spoil(name, DOCUMENTS[name], 8)
