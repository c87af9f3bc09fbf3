"""What stands several times, and what is likest to several: which is which, decided by a rule and not by chance."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from test_align import (
    ANNEX,
    BRIDGES,
    EXPERTS,
    FERRIES,
    MASONS,
    REPORT,
    TOLLS,
    TUNNELS,
    WHITE,
    pairs,
    paragraphs,
    told,
)
from test_align_rows import BRIDGES as BRIDGE_ROWS
from test_align_rows import CANALS, HARBOURS, INTRO, links, table

from tracker.align import align

REWORDED = MASONS.replace("masons, carpenters", "masons, blacksmiths, archivists")
HEADINGS = ["H Annex", "H Draft", "H Scope", "H Title", "H Terms"]


def linked(old: Sequence[str], new: Sequence[str]) -> set[tuple[int, int]]:
    return pairs(align(paragraphs(old), paragraphs(new)))


# -------------------------------------------------------------------------------------------------- what is repeated


def test_a_repeated_heading_goes_with_what_follows_it_though_that_was_reworded() -> None:
    """Its paragraph is known by likeness, and the heading by its paragraph: the other annex is the one that is gone."""
    assert {(2, 1), (3, 2)} == linked([ANNEX, TOLLS, ANNEX, MASONS], [EXPERTS, ANNEX, REWORDED])


def test_all_headings_in_a_row_go_with_what_follows_them() -> None:
    """Each leads the next, however many there are."""
    old, new = [*HEADINGS, TOLLS, *HEADINGS, MASONS], [EXPERTS, *HEADINGS, MASONS]
    assert {(at + 5, at) for at in range(1, 7)} == linked(old, new)


def test_all_headings_in_a_row_go_with_what_leads_them() -> None:
    """Where nothing that follows is known."""
    old, new = [TOLLS, *HEADINGS, MASONS, *HEADINGS], [EXPERTS, MASONS, *HEADINGS]
    assert {(at + 5, at) for at in range(1, 7)} == linked(old, new)


def test_a_table_that_is_gone_does_not_count_for_what_stands_there_now() -> None:
    """The place of a row in the old text is that of a heading, or of a paragraph, in the new one."""
    rows = ["T Oslo\t3", "T Lima\t4"]
    assert {(3, 0), (4, 1)} == linked([rows[0], ANNEX, TOLLS, ANNEX, MASONS], [ANNEX, REWORDED])
    many = [f"OP Urges all {{}}States to act now on item {number};" for number in range(30)]
    old, new = ([line.format(word) for line in many] for word in ("", "good "))
    assert {(at + 2, at) for at in range(30)} == linked([*rows, *old], new)


@pytest.mark.parametrize(
    "line", ["OP Requests a report on lighthouses by {};", "H Vote of {} May", "T Lamp rooms of Oslo\t{}\tKeeper"]
)
@pytest.mark.parametrize("times", [2, 3, 130])
def test_as_many_times_in_either_text_is_one_by_one(line: str, times: int) -> None:
    """In their order, wherever they went; all words are the same, and nothing had to be guessed."""
    rest = [BRIDGES, FERRIES, MASONS, TOLLS]
    old, new = [*[line.format(20)] * times, *rest], [*rest, *[line.format(22)] * times]
    edited = [link for link in align(paragraphs(old), paragraphs(new)) if link.kind == "edited"]
    assert [((at,), (at + 4,)) for at in range(times)] == [(link.old, link.new) for link in edited]
    assert {(1.0, ())} == {(link.similarity, link.flags) for link in edited}


def test_a_repeated_heading_is_as_like_as_can_be_though_its_number_is_another() -> None:
    """Numbers do not count: what was found by its neighbours has the same words."""
    old = [BRIDGES, "H Annex 1", MASONS, "H Annex 1", TOLLS]
    new = [BRIDGES, "H Annex 2", EXPERTS, "H Annex 2", MASONS, "H Annex 2", TOLLS]
    found = [link for link in align(paragraphs(old), paragraphs(new)) if link.kind == "edited"]
    assert [((1,), (3,), 1.0), ((3,), (5,), 1.0)] == [(link.old, link.new, link.similarity) for link in found]


def test_a_repeated_row_is_as_like_as_can_be_though_its_cells_are_filled_in_now() -> None:
    """A blank cell means what stands above it: printed in full it is the same."""
    old = table("Oslo|3|Diver|Post", "|4|Pilot|Post", "|4|Pilot|Post")
    found = [link for link in align(old, [INTRO, *table("Oslo|3|Diver|Post", "Oslo|4|Pilot|Post")]) if link.new == (2,)]
    assert [("edited", 1.0)] == [(link.kind, link.similarity) for link in found]


def test_a_heading_that_opens_the_text_keeps_its_rows() -> None:
    """They are gone with it: rows that say the same under another heading are other rows."""
    room = "Lamp room|1|Keeper|Post"
    old, new = table("Harbours|||", room, room, *BRIDGE_ROWS), table(*BRIDGE_ROWS, room, *CANALS, room)
    assert {(3, 0), (4, 1), (5, 2)} == links(old, new)
    assert {(4, 1), (5, 2), (6, 3), (0, 0)} == links([INTRO, *old], [INTRO, *new])


def test_two_sums_under_one_heading_are_not_those_of_two_blocks() -> None:
    """As many in either text, and under headings of the same name: a sum is still that of its block, or of none."""
    row = "Towpaths|1|Gardener|Post"
    old = table("Fees|||", row, "|Subtotal|2", row, "|Subtotal|2")
    new = table("Fees|||", "|Subtotal|2", "Fees|||", "|Subtotal|1")
    assert {(0, 0), (2, 1)} == links(old, new)
    assert {(0, 0), (1, 2)} == links(new, old)


def test_a_row_with_a_new_name_is_known_by_what_it_says_under_its_heading() -> None:
    """However long the name is, and wherever in its block it stands now."""
    old = table("Audit|||", "Coast|1|Head of divers|Post", "|2|Diver (wrecks)|Post", "Delta|3|Head|Post")
    name = "Section for shallow waters, estuaries, lagoons and coral reefs"
    new = table("Audit|||", "Delta|3|Head|Post", f"{name}|1|Head of divers|Post", "|2|Diver (wrecks)|Post")
    assert {(0, 0), (1, 2), (2, 3), (3, 1)} == links(old, new)


@pytest.mark.parametrize("hyphen", ["\u2010", "\u2011"])
def test_a_repeated_heading_is_as_like_as_can_be_though_its_hyphen_is_another(hyphen: str) -> None:
    """Also where it stands more often in one text, and no neighbour is known."""
    new = [f"H Co{hyphen}operation"]
    found = [link for link in align(paragraphs(["H Co-operation"] * 3), paragraphs(new)) if link.kind == "edited"]
    assert [1.0] == [link.similarity for link in found]


# -------------------------------------------------------------------------------------- what is likest to several


def test_a_few_words_that_all_say_are_not_found_in_another_part() -> None:
    """A whole clause is: "Noting bridges" stands anywhere."""
    others = [f"PP Noting bridges of {word}," for word in ("stone", "wood", "steel", "rope")]
    assert {"4 -> : deleted", " -> 4: inserted"} == set(
        told([*others, "PP Noting bridges,"], [*others, "OP Noting bridges;"])
    )
    clause = "Noting bridges of stone, wood, steel and rope"
    assert ["4 -> 4: edited"] == told([*others, f"PP {clause},"], [*others, f"OP {clause};"])


def test_a_long_row_is_not_sought_in_another_annex() -> None:
    """As no row is, though all its words are the same."""
    row = "Weather station of the northern coast|1|Chief meteorologist|Post"
    old = [*table(*HARBOURS, annex="Annex I"), INTRO, *table(*BRIDGE_ROWS, row, annex="Annex II")]
    new = [*table(*HARBOURS, row, annex="Annex I"), INTRO, *table(*BRIDGE_ROWS, annex="Annex II")]
    assert not {(7, 3)} & links(old, new)


def test_a_mark_at_the_end_is_nothing_and_a_number_is_something() -> None:
    """Another part of the text ends its paragraphs otherwise; a Roman numeral is a word."""
    words = "Recalling what the engineers of harbours wrote in part X"
    for end, alike in (("", True), ("X", False), ("V", False)):
        (link,) = [
            link
            for link in align(paragraphs([BRIDGES, f"PP {words},"]), paragraphs([BRIDGES, f"OP {words}{end};"]))
            if link.kind == "edited"
        ]
        assert alike == (link.similarity == 1)


def test_of_equals_the_nearest_also_if_it_is_the_last() -> None:
    """As before: nearness goes by the share of the text that stands above."""
    changed = WHITE.replace("weekly", "daily")
    old, new = [BRIDGES, FERRIES, TUNNELS, MASONS, WHITE], [BRIDGES, changed, FERRIES, changed, TUNNELS, MASONS]
    assert {"4 -> 3: edited", " -> 1: inserted"} == set(told(old, new))


def test_what_is_plainly_the_same_is_not_given_up_for_two_that_are_less() -> None:
    """Plain pairs come first: that two doubtful ones are more together is no reason."""

    def urged(*points: str) -> str:
        return f"OP Urges {', '.join(points)};"

    points = ["to paint lighthouses white", "polish lenses weekly", "log every passing ship"]
    points += ["sound horns in dense fog", "train young apprentices at sea"]
    before = [urged(*points, "keep spare lamps dry"), urged(*points[:2], "hire night porters")]
    after = [urged(*points, "mend broken shutters"), urged(*points[2:4], "abolish mooring fees")]
    first, last = [BRIDGES, FERRIES, TUNNELS, MASONS], [TOLLS, REPORT]
    expected = ["4 -> 4: edited", "5 -> : deleted", " -> 5: inserted"]
    assert expected == told([*first, *before, *last], [*first, *after, *last])


# ------------------------------------------------------------------------------------------------------ how it is told


def _digits(old: Sequence[str], new: Sequence[str], by_hand: bool) -> int:  # noqa: FBT001 - a fact
    hand = [(tuple(range(len(old))), tuple(range(len(new))))] if by_hand else []
    (link,) = align(paragraphs(old), paragraphs(new), hand)
    return len(str(link.similarity).partition(".")[2])


@pytest.mark.parametrize("by_hand", [False, True])
@pytest.mark.parametrize("split", [False, True])
def test_likeness_has_three_digits(split: bool, by_hand: bool) -> None:  # noqa: FBT001 - facts
    """Of a pair, of several, and of what was paired by hand."""
    clause = "to close swing bridges at every high tide, in dense fog and after dark"
    found = set()
    for word in ("ships", "barges of the lakes", "boats and their weary crews"):
        end = f"OP Invites harbours {clause} for all {word};"
        whole = f"{MASONS[:-1]} and {clause};"
        found.add(_digits([whole], [MASONS, end] if split else [whole.replace("masons", word)], by_hand))
    assert 3 == max(found)
