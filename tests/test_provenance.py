"""What every report says of itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from builders import NEW, OLD

from tracker.render.provenance import provenance


def test_the_date_is_that_of_the_newest_text() -> None:
    """Unless one is given, or SOURCE_DATE_EPOCH says another; what is given comes first."""
    epoch = int(datetime(2030, 1, 2, 23, 59, tzinfo=UTC).timestamp())

    assert date(2021, 12, 17) == provenance([OLD, NEW]).at
    assert date(2030, 1, 2) == provenance([OLD, NEW], epoch=epoch).at
    assert date(2026, 5, 1) == provenance([OLD, NEW], on=date(2026, 5, 1), epoch=epoch).at
    assert date(1980, 1, 1) == provenance([replace(OLD, adopted=None)]).at


def test_each_text_is_named_once_with_its_hash() -> None:
    """A text that two comparisons share is one source."""
    old, new = replace(OLD, sha256="aa", format="akn"), replace(NEW, sha256="bb", format="docx")

    said = provenance([old, new, new]).sources()

    assert (
        "A/RES/75/1, English: official XML, unofficial copy, sha256 aa",
        "A/RES/76/2, English: Word file, sha256 bb",
    ) == said


def test_specimens_are_not_credited_to_the_united_nations() -> None:
    """What this project wrote is called its own."""
    said = provenance([replace(OLD, status="specimen")]).acknowledgement

    assert "not documents of the United Nations" in said
    assert "Texts: United Nations" not in said
    assert "unofficial" in provenance([OLD, NEW]).acknowledgement
