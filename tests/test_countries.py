"""Countries: one name and one code for each, however it is printed."""

from __future__ import annotations

import re
import tomllib
import zipfile
from pathlib import Path

import pytest

from tracker.countries import country

ROOT = Path(__file__).parent.parent
LISTED = tomllib.loads((ROOT / "tracker/catalogue/countries.toml").read_text(encoding="utf-8"))["country"]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("TÜRKİYE", ("Türkiye", "TUR")),
        ("TURKEY", ("Türkiye", "TUR")),
        ("COTE D'IVOIRE", ("Côte d'Ivoire", "CIV")),
        ("Côte d’Ivoire", ("Côte d'Ivoire", "CIV")),
        ("TÜRKÝYE", ("Türkiye", "TUR")),
        ("Guinea -Bissau", ("Guinea-Bissau", "GNB")),
        ("Swaziland", ("Eswatini", "SWZ")),
        ("THE FORMER YUGOSLAV REPUBLIC OF MACEDONIA", ("North Macedonia", "MKD")),
        ("NETHERLANDS", ("Netherlands", "NLD")),
        ("NETHERLANDS (KINGDOM OF THE)", ("Netherlands", "NLD")),
        ("Republic Of Korea", ("Republic of Korea", "KOR")),
        ("the Gambia", ("Gambia", "GMB")),
        ("BOLIVIA (PLURINATIONAL STATE OF)", ("Bolivia (Plurinational State of)", "BOL")),
        ("United States of America", ("United States", "USA")),
        ("State of Palestine", ("State of Palestine", "PSE")),
        ("the Chair of the Committee", ("the Chair of the Committee", None)),
        ("", ("", None)),
    ],
)
def test_a_printed_name(printed: str, expected: tuple[str, str | None]) -> None:
    """Capitals, accents, quotes and articles do not matter; what is no country stays as printed."""
    assert expected == country(printed)


def test_the_member_states_are_all_there() -> None:
    """193 Member States and two observer States, each with three letters; no name means two of them."""
    assert len(LISTED) == 193 + 2
    assert [code for code in LISTED if not re.fullmatch("[A-Z]{3}", code)] == []
    names = [(name, code) for code, entry in LISTED.items() for name in ([entry] if isinstance(entry, str) else entry)]
    assert [(name, country(name)[1]) for name, code in names] == names
    assert [country(name.upper())[1] for name, _ in names] == [code for _, code in names]


def test_every_voter_of_the_corpus_is_known(corpus: Path) -> None:
    """All names in the recorded votes of five sessions, every one of which is a Member State."""
    voters: set[str] = set()
    votes = 0
    for path in sorted(corpus.glob("*session-English.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.lower().endswith(".xml"):
                    found = re.findall(r"<organization [^>]*>([^<]+)</organization>", archive.read(name).decode())
                    voters.update(map(str.strip, found))
                    votes += len(found)

    assert votes > 70_000
    assert [] == [voter for voter in voters if country(voter)[1] is None]
    assert 193 == len({country(voter)[1] for voter in voters})
