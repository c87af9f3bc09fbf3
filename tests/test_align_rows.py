"""Which row of a table became which: a row belongs to its heading, its figures don't say which it is.

A row is written "Lighthouses|Keeper|2|Post": the cells of a row with a heading have words in the first alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from tracker.align import align
from tracker.model import Link, Paragraph
from tracker.tables import rows_of

INTRO = Paragraph("operative", "Approves the posts listed in the annex to the present resolution;", "X")


def table(*rows: str, annex: str = "Annex") -> list[Paragraph]:
    return [Paragraph("table", row.replace("|", "\t"), f"T1.{at}", division=annex) for at, row in enumerate(rows, 1)]


def told(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> list[str]:
    """What became of the rows, as "old -> new", "moved" where they did; what is the same in its place is left out."""
    return [
        f"{' '.join(map(str, link.old))} -> {' '.join(map(str, link.new))}{' moved' if link.moved else ''}"
        for link in align(old, new)
        if link.kind != "unchanged" or link.moved
    ]


def links(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> set[tuple[int, int]]:
    return {pair for link in align(old, new) for pair in _pairs(link)}


def _pairs(link: Link) -> set[tuple[int, int]]:
    return {(old, new) for old in link.old for new in link.new}


HARBOURS = ["Harbours|||", "Pilot service|2|Pilot|Post", "Dredging|1|Engineer|Post"]
BRIDGES = ["Bridges|||", "Inspection|3|Surveyor|Post", "Painting|1|Painter|Post"]
CANALS = ["Canals|||", "Locks|4|Keeper|Post", "Towpaths|1|Gardener|Post"]


def test_a_sum_stays_in_its_block() -> None:
    """Subtotals whose figures changed are not crossed for figures that are the same by chance."""
    old = table(*HARBOURS, "|Subtotal|3", *BRIDGES, "|Subtotal|4", *CANALS, "|Subtotal|5")
    new = table(*HARBOURS, "|Subtotal|5", *BRIDGES, "|Subtotal|3", *CANALS, "|Subtotal|4")

    assert ["3 -> 3", "7 -> 7", "11 -> 11"] == told(old, new)


def test_a_sum_goes_with_its_block() -> None:
    """A block that is gone takes its sum with it, also where the next one's has its figure; nothing moved."""
    old = table(*HARBOURS, "|Subtotal|3", *BRIDGES, "|Subtotal|4", "|Total|7")
    new = table(*BRIDGES, "|Subtotal|3", *CANALS, "|Subtotal|4", "|Total|7")

    assert {(4, 0), (5, 1), (6, 2), (7, 3), (8, 8)} == links(old, new)
    assert not [line for line in told(old, new) if "moved" in line]


def test_blocks_that_have_nothing_in_common_share_no_sum() -> None:
    """One block was cut and another put in at its place: two sums, but the table's own is one."""
    old = table(*BRIDGES, "|Subtotal|4", *HARBOURS, "|Subtotal|3", "|Total|7")
    new = table(*BRIDGES, "|Subtotal|4", *CANALS, "|Subtotal|5", "|Total|9")

    assert {(0, 0), (1, 1), (2, 2), (3, 3), (8, 8)} == links(old, new)


def test_a_block_under_a_new_heading_keeps_its_sum() -> None:
    """The heading has other words: most of its rows say which block it was."""
    old = table(*HARBOURS, "|Subtotal|3", *BRIDGES, "|Subtotal|4")
    new = table(*BRIDGES, "|Subtotal|6", "Ports and coasts|||", *HARBOURS[1:], "|Subtotal|4")

    assert {(1, 5), (2, 6), (3, 7), (7, 3)} <= links(old, new)


def test_a_row_of_the_same_words_stays_under_its_heading() -> None:
    """A name that stands in several blocks tells no row: one is cut here, another put in there."""
    office = "Executive Office|1|Secretary of the office|Post"
    old = table(*HARBOURS, office, *BRIDGES)
    new = table(*HARBOURS, *BRIDGES, office, *CANALS, office)

    assert ["3 -> ", " -> 6", " -> 7", " -> 8", " -> 9", " -> 10"] == told(old, new)


def test_a_row_that_names_itself_is_found_elsewhere() -> None:
    """Its own words say which one it is, under whichever heading of its annex."""
    old = table(*HARBOURS, "Weather station|1|Meteorologist|Post", *BRIDGES)
    new = table(*HARBOURS, *BRIDGES, "Weather station|1|Meteorologist|Post")

    assert (3, 6) in links(old, new)


def test_a_row_is_not_sought_in_another_annex() -> None:
    """What was under one annex and is under another is cut there and put in here."""
    row = "Weather station|1|Meteorologist|Post"
    old = [*table(*HARBOURS, annex="Annex I"), INTRO, *table(*BRIDGES, row, annex="Annex II")]
    new = [*table(*HARBOURS, row, annex="Annex I"), INTRO, *table(*BRIDGES, annex="Annex II")]

    assert {" -> 3", "7 -> "} == set(told(old, new))


def test_a_blank_cell_means_what_stands_above() -> None:
    """Another hyphen does not make a row that of the unit whose own was cut."""
    old = table("Audit|||", "Coast|1|Head|Post", "|1|P-3 Auditor|Post", "Delta|3|Head|Post", "|2|P-3 Auditor|Post")
    new = table("Audit|||", "Coast|1|Head|Post", "Delta|3|Head|Post", "|1|P\u20113 Auditor|Post")

    assert ["2 -> ", "4 -> 3"] == told(old, new)


def test_a_row_that_became_the_first_of_its_unit() -> None:
    """The unit's name is printed in its first row: which that is says nothing of the rows."""
    old = table("Audit|||", "Coast|1|Head|Post", "|2|Diver (wrecks)|Post", "Delta|3|Head|Post")
    new = table("Audit|||", "Coast|2|Diver (wrecks)|Post", "Delta|3|Head|Post")

    assert ["1 -> ", "2 -> 1"] == told(old, new)


def test_rows_of_a_unit_with_a_new_name() -> None:
    """The old name is gone, the new one fresh, and the rows say the same: they are those of the unit."""
    old = table("Audit|||", "Coast|1|Head of divers|Post", "|2|Diver (wrecks)|Post", "Delta|3|Head|Post")
    new = table(
        "Audit|||", "Shallow waters and reefs|1|Head of divers|Post", "|2|Diver (wrecks)|Post", "Delta|3|Head|Post"
    )

    assert ["1 -> 1"] == told(old, new)
    assert (2, 2) in links(old, new)


def test_a_name_that_stays_lends_no_rows() -> None:
    """The rows of a unit that is still there are its own: what is cut in one was not renamed to another."""
    old = table("Audit|||", "Coast|1|Head of divers|Post", "|2|Diver (wrecks)|Post", "Delta|3|Head|Post")
    new = table("Audit|||", "Coast|1|Head of divers|Post", "Delta|3|Head|Post", "Reefs|2|Diver (wrecks)|Post")

    assert ["2 -> ", " -> 3"] == told(old, new)


def test_figures_in_a_table_without_headings() -> None:
    """Rows that have names are known by them, whatever their figures are."""
    old, new = table("Oslo|3", "Lima|4", "Suva|5"), table("Oslo|4", "Lima|5", "Suva|3")

    assert {(0, 0), (1, 1), (2, 2)} == links(old, new)


def test_how_a_row_is_read() -> None:
    """Its heading, its cells with the blank first ones filled, its name, and whether it sums up."""
    rows, _ = rows_of(
        table("Unit|Number", *HARBOURS, "|3|Diver|Post", "|Subtotal|6", *BRIDGES, "|Subtotal|4", "|Total"), []
    )
    sums = [at for at, row in rows.items() if row.is_sum]

    assert [-1, 1, 1, 1, 1, 1, 6, 6, 6, 6, -1] == [row.block for row in rows.values()]
    assert ("Harbours", "Dredging 3 Diver Post", "dredging") == (rows[4].heading, rows[4].text, rows[4].name)
    assert [5, 9, 10] == sums
