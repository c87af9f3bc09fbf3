"""Nothing is lost: every character a file shows is in what was read of it (tests/visible.py says what is markup)."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from visible import read_of, shown_by_text, shown_by_xml

from tracker.sources import read


@pytest.mark.parametrize("name", ["A_RES_66_152.txt", "SPECIMEN_1.txt"])
def test_every_character_of_a_text_is_read(fixtures: Path, name: str) -> None:
    """Neither lost nor invented; a note's mark is shown twice."""
    data = (fixtures / name).read_bytes()
    shown, found = shown_by_text(data), read_of(read(data, name), marks=2)

    assert ("", "") == ("".join((shown - found).elements()), "".join((found - shown).elements()))


@pytest.mark.parametrize("name", ["SPECIMEN_2.xml", "SPECIMEN_2_F.xml", "SPECIMEN_3.xml", "SPECIMEN_3_F.xml"])
def test_every_character_of_a_specimen_is_read(fixtures: Path, name: str) -> None:
    """Neither lost nor invented."""
    data = (fixtures / name).read_bytes()

    assert shown_by_xml(data) == read_of(read(data, name))


def test_every_character_of_the_series_is_read(corpus: Path) -> None:
    """Thirty files in six languages."""
    files = sorted((corpus / "series").rglob("*.xml"))
    differing = [
        path.name for path in files if shown_by_xml(path.read_bytes()) != read_of(read(path.read_bytes(), path.name))
    ]

    assert (30, []) == (len(files), differing)


def test_every_character_of_the_corpus_is_read(corpus: Path) -> None:
    """Every tenth English file of session 76, and the multi-part and sectioned ones among the others."""
    differing = []
    with zipfile.ZipFile(corpus / "76session-English.zip") as archive:
        for name in sorted(n for n in archive.namelist() if n.endswith(".xml"))[::10]:
            data = archive.read(name)
            if shown_by_xml(data) != read_of(read(data, name)):
                differing.append(name)

    assert [] == differing


def test_a_letter_that_were_lost_would_be_seen(fixtures: Path) -> None:
    """The yardstick itself: one character less on either side is a difference."""
    data = (fixtures / "SPECIMEN_2.xml").read_bytes()
    document = read(data, "SPECIMEN_2.xml")

    assert shown_by_xml(data.replace(b">Recalling<", b">Recallin<", 1)) != read_of(document)
