"""The catalogue: what it says of the series, and the addresses it gives."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from tracker import catalogue
from tracker.errors import UnknownVersion
from tracker.symbols import Symbol

SLUG = "enhancement-of-international-cooperation"


def test_every_session_from_51_to_80_has_one_text() -> None:
    """The series is annual: thirty texts, one for each session, oldest first, each by its canonical symbol."""
    known = catalogue.entry(SLUG).series.known

    assert list(range(51, 81)) == [item.session for item in known]
    assert [str(Symbol.parse(item.symbol)) for item in known] == [item.symbol for item in known]
    assert [Symbol.parse(item.symbol).session for item in known] == [item.session for item in known]


def test_dates_rise_and_fall_into_their_session() -> None:
    """A text of session N is adopted in the second half of year N + 1945."""
    for item in catalogue.entry(SLUG).series.known:
        assert item.adopted is not None
        assert item.session is not None
        assert (item.session + 1945, True) == (item.adopted.year, item.adopted.month >= 9)


def test_the_evidence_is_kept() -> None:
    """What was read, what is only cited and what nobody checked can be told apart."""
    evidence = {item.symbol: item.evidence for item in catalogue.entry(SLUG).series.known}

    assert {"read", "read in part", "cited", "unverified"} == set(evidence.values())
    assert (evidence["A/RES/66/152"], evidence["A/RES/67/169"]) == ("read", "unverified")


def test_seven_texts_have_files_in_six_languages() -> None:
    """74/153 to 80/204 stand in the public repository, in the six official languages; no hash stands twice."""
    entry = catalogue.entry(SLUG)

    assert entry.languages == ("en", "ar", "es", "fr", "ru", "zh")
    assert 42 == len(entry.files) == len({item.sha256 for item in entry.files})
    assert list(range(74, 81)) == sorted({Symbol.parse(item.symbol).session or 0 for item in entry.files})
    assert all(re.fullmatch("[0-9a-f]{64}", item.sha256) for item in entry.files)


def test_an_address_is_pinned_to_the_commit() -> None:
    """An address names the commit, so that what stands behind it never changes."""
    file = catalogue.entry(SLUG).file("A/RES/80/204", "fr")

    assert file is not None
    assert (
        file.address
        == file.source
        == (
            "https://raw.githubusercontent.com/UNxml/GAresolutions/42a69b67bb92d23969fc45bba151320b82eb8e52"
            "/80session/French/A_RES_80_204-2520958F.xml"
        )
    )


def test_a_member_of_an_archive_is_named_after_the_archive() -> None:
    """Session 74 is published as zips: the archive is downloaded, its blanks are quoted, the member is recorded."""
    file = catalogue.entry(SLUG).file("A/RES/74/153", "en")

    assert file is not None
    assert file.address.endswith("/74session/GA%20resolutions_74session_English.zip")
    assert f"{file.address}#English/74_153.xml" == file.source


def test_a_text_without_files_has_no_address() -> None:
    """66/152 is known and has no file there; nor has a language that the United Nations does not use."""
    entry = catalogue.entry(SLUG)

    assert entry.file("A/RES/66/152", "en") is None
    assert entry.file("A/RES/80/204", "de") is None


def test_a_symbol_leads_to_its_series() -> None:
    """A text finds its series by its symbol; a text of no known series finds none."""
    found = catalogue.of_symbol("A/RES/51/100")

    assert found == catalogue.entry(SLUG).series
    assert catalogue.of_symbol("A/RES/66/153") is None


def test_an_unknown_series_is_refused_with_those_that_are_known() -> None:
    """The message names what could have been meant."""
    with pytest.raises(UnknownVersion, match=SLUG):
        catalogue.entry("enhancement")


def test_the_hashes_are_those_of_the_official_files(corpus: Path) -> None:
    """Every file of the series in the corpus has the hash that the catalogue gives."""
    found = 0
    for item in catalogue.entry(SLUG).files:
        folder = Path(item.archive).parent if item.archive else Path()
        path = corpus / "series" / folder / item.path
        if path.exists():
            found += 1
            assert item.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()

    assert found == 30
