"""Which paragraph became which: small texts in which one thing happened, and what holds whatever happened.

A text is a list of lines: "PP words", "OP words", "H words" or "T words"; links are read as "0 1 -> 2".
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import NEW_SENTENCES, agreed, few, fewer, redrafted

from tracker import config, sources
from tracker.align import align
from tracker.model import ChangeKind, Kind, Link, Paragraph, Resolution
from tracker.tokens import blank_folded

KINDS: dict[str, Kind] = {"PP": "preambular", "OP": "operative", "H": "heading", "T": "table", "F": "formula"}

BRIDGES = "PP Recalling that stone bridges carried caravans of merchants across the mountain valleys for centuries,"
FERRIES = "PP Noting the growing number of ferries powered by electric motors on inland lakes and canals,"
TUNNELS = "PP Concerned at flooding in railway tunnels beneath coastal cities after heavy storms,"
MASONS = "OP Encourages Governments to train masons, carpenters and surveyors in the care of historic bridges;"
TOLLS = "OP Invites municipalities to abolish tolls for pedestrians and cyclists wherever budgets permit;"
REPORT = "OP Requests the Secretary-General to report on lighthouse keepers at its seventieth session;"
ANNEX = "H Annex"
BASE = [BRIDGES, FERRIES, TUNNELS, MASONS, TOLLS, REPORT]

REWRITTEN = "PP Alarmed by diesel ferries on inland lakes and canals that foul reefs and beaches of small islands,"
"""FERRIES as it is known in its place, and not from afar."""

EXPERTS = "OP Establishes a panel of twelve hydrologists to inspect dams and weirs before every monsoon;"


def paragraphs(lines: Sequence[str]) -> list[Paragraph]:
    cut = [line.partition(" ") for line in lines]
    return [Paragraph(KINDS[code], text, f"X{index}") for index, (code, _, text) in enumerate(cut)]


def names(links: Sequence[Link]) -> list[str]:
    return [f"{' '.join(map(str, link.old))} -> {' '.join(map(str, link.new))}: {link.kind}" for link in links]


def told(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """What became of these lines, in the order of the contract; what is the same is left out."""
    return [name for name in names(align(paragraphs(old), paragraphs(new))) if not name.endswith("unchanged")]


def moved(old: Sequence[str], new: Sequence[str]) -> set[int]:
    return {position for link in align(paragraphs(old), paragraphs(new)) for position in link.moved}


def pairs(links: Sequence[Link]) -> set[tuple[int, int]]:
    return {(old, new) for link in links for old in link.old for new in link.new}


# ------------------------------------------------------------------------------------------------- paired by hand


def test_what_is_paired_by_hand_is_linked_so_whatever_the_words_say() -> None:
    """A user's own pairing goes before the words; the others find what is left."""
    links = align(paragraphs(BASE), paragraphs(BASE), [((0,), (1,)), ((1,), ())])
    assert [" -> 0: inserted", "0 -> 1: edited", "1 -> : deleted"] == names(links)[:3]
    assert [(), ("override",), ("override",)] == [link.flags for link in links[:3]]
    assert ["2 -> 2: unchanged", "3 -> 3: unchanged"] == names(links)[3:5]


def test_several_can_be_paired_by_hand() -> None:
    """Two old paragraphs and one new, chosen by a user, are one merge."""
    links = align(paragraphs(BASE), paragraphs(BASE[1:]), [((0, 1), (0,))])
    assert ("0 1 -> 0: merged", ("override",)) == (names(links)[0], links[0].flags)


@pytest.mark.parametrize(
    ("hand", "kind"), [(((0,), (0, 1)), "split"), (((0, 1), (0,)), "merged"), (((0, 1), (0, 1)), "merged")]
)
def test_how_a_change_by_hand_is_called(hand: tuple[tuple[int, ...], tuple[int, ...]], kind: str) -> None:
    """By how many paragraphs of either text there are; with the likeness of the whole, to three digits."""
    link = align(paragraphs([*BASE, EXPERTS]), paragraphs([*BASE, EXPERTS]), [hand])[0]
    assert (kind, "override", ("override",)) == (link.kind, link.reason.code, link.flags)
    assert link.similarity is not None
    assert 0.5 < link.similarity <= 1
    assert link.similarity == round(link.similarity, 3)


@pytest.mark.parametrize("hand", [((0, 1), (0,)), ((0,), (0, 1)), ((1, 0), (0, 1))])
def test_several_paired_by_hand_are_one_place(hand: tuple[tuple[int, ...], tuple[int, ...]]) -> None:
    """What follows them still stands between the same neighbours: less likeness is enough there."""
    olds, news = (paragraphs([MASONS, REPORT][: len(side)]) for side in hand)
    old, new = paragraphs([TUNNELS, FERRIES, TOLLS]), paragraphs([TUNNELS, REWRITTEN, TOLLS])
    links = align([*olds, *old], [*news, *new], [hand])

    assert ["unchanged", "edited", "unchanged"] == [link.kind for link in links[1:]]


def test_a_paragraph_is_paired_by_hand_once() -> None:
    """Two pairings for one paragraph contradict each other."""
    for hand in ([((0,), (1,)), ((0,), (2,))], [((0,), (1,)), ((2,), (1,))], [((0,), (1,)), ((), (1,))]):
        with pytest.raises(ValueError, match="by hand twice"):
            align(paragraphs(BASE), paragraphs(BASE), hand)


def test_what_has_no_counterpart_by_hand_has_none() -> None:
    """Of either text, though the same words stand in the other."""
    links = {name: link for link in align(paragraphs(BASE), paragraphs(BASE), [((), (1,)), ((2,), ())])
             for name in names([link])}  # fmt: skip
    assert {" -> 1: inserted", "1 -> : deleted", "2 -> : deleted", " -> 2: inserted"} < set(links)
    assert [("override",), ()] == [links[name].flags for name in (" -> 1: inserted", "1 -> : deleted")]
    assert [("override",), ()] == [links[name].flags for name in ("2 -> : deleted", " -> 2: inserted")]


# -------------------------------------------------------------------------------------------- one thing happened


def test_kept() -> None:
    """The same text: every paragraph is unchanged, each with itself, and none moved."""
    links = align(paragraphs(BASE), paragraphs(BASE))

    assert [f"{index} -> {index}: unchanged" for index in range(6)] == names(links)
    assert [1.0] * 6 == [link.similarity for link in links]
    assert set() == moved(BASE, BASE)


def test_edited() -> None:
    """Some words differ: edited, with a likeness between strangers' and 1."""
    new = [*BASE[:3], MASONS.replace("masons, carpenters", "masons, blacksmiths, archivists"), *BASE[4:]]
    (link,) = [link for link in align(paragraphs(BASE), paragraphs(new)) if link.kind != "unchanged"]

    assert ["3 -> 3: edited"] == told(BASE, new)
    assert link.similarity is not None
    assert config.IN_PLACE < link.similarity < 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (BRIDGES, BRIDGES.removesuffix(",") + ";"),
        (REPORT, REPORT.replace("seventieth", "Seventieth")),
        ("PP Recalling its resolution 74/153 on rivers,", "PP Recalling its resolution 75/180 on rivers,"),
        (BRIDGES, BRIDGES.replace("stone bridges", "stone\u2011bridges")),
    ],
)
def test_any_other_mark_number_or_capital_is_an_edit(old: str, new: str) -> None:
    """Whatever its significance is: a paragraph whose printed text differs is not unchanged."""
    assert ["1 -> 1: edited"] == told([TUNNELS, old, MASONS], [TUNNELS, new, MASONS])


def test_another_blank_is_no_edit() -> None:
    """A no-break blank is as good as any other."""
    assert [] == told(BASE, [line[:20] + line[20:].replace(" ", "\u00a0") for line in BASE])


def test_rewritten_in_its_place() -> None:
    """Between the same neighbours less likeness is enough than elsewhere: the place is evidence."""
    assert ["1 -> 1: edited"] == told(BASE, [BASE[0], REWRITTEN, *BASE[2:]])
    assert {"1 -> : deleted", " -> 5: inserted"} == set(told(BASE, [BASE[0], *BASE[2:], REWRITTEN]))


@pytest.mark.parametrize(
    ("words", "alone", "beside_another"),
    [
        ("Alarmed by barges on inland lakes and canals that foul reefs and beaches of small islands,", True, True),
        ("Alarmed by ferries on inland lakes that foul reefs and beaches,", True, False),
        ("Alarmed by diesel ferries on inland lakes that foul reefs and beaches of small islands,", True, False),
        ("Alarmed by ferries on inland lakes that foul the reefs and beaches of many small and distant islands,",
         False, False),
    ],
)  # fmt: skip
def test_how_much_likeness_is_enough(words: str, alone: bool, beside_another: bool) -> None:  # noqa: FBT001 - facts
    """A fifth where nothing else is left between the same neighbours, a quarter where another could be meant."""
    stranger = EXPERTS.replace("OP", "PP")
    assert alone == ("1 -> 1: edited" in told(BASE, [BASE[0], f"PP {words}", *BASE[2:]]))
    assert beside_another == ("1 -> 1: edited" in told(BASE, [BASE[0], f"PP {words}", stranger, *BASE[2:]]))
    assert beside_another == ("1 -> 1: edited" in told([BASE[0], FERRIES, stranger, *BASE[2:]],
                                                       [BASE[0], f"PP {words}", *BASE[2:]]))  # fmt: skip


WHITE = "OP Urges engineers to paint lighthouses white and to polish lenses weekly;"


@pytest.mark.parametrize(
    ("words", "known"),
    [
        ("Urges engineers to paint piers green and to polish lenses daily,", True),
        ("Urges keepers to paint lighthouses green and to polish lenses daily,", False),
    ],
)
def test_how_much_likeness_is_enough_in_another_part(words: str, known: bool) -> None:  # noqa: FBT001 - a fact
    """Half, to be the same paragraph in the preamble and in the operative part."""
    assert known == (told([BRIDGES, WHITE, MASONS], [BRIDGES, f"PP {words}", MASONS]) == ["1 -> 1: edited"])


def test_a_paragraph_of_an_annex_is_hardly_one_of_the_text() -> None:
    """They say the same again and again: nearly all words must be the same."""
    sides = [
        paragraphs([BRIDGES, f"OP Urges engineers to paint lighthouses {words};", MASONS])
        for words in ("white and to polish lenses weekly", "green and to polish lenses daily")
    ]
    new = [sides[1][0], sides[1][2], replace(sides[1][1], division="Annex", label="Annex 1")]
    assert ["1 -> : deleted", " -> 2: inserted"] == [
        name for name in names(align(sides[0], new)) if "unchanged" not in name
    ]
    assert ["1 -> 2: edited"] == [
        name for name in names(align(sides[0], [*new[:2], sides[1][1]])) if "unchanged" not in name
    ]


def test_of_equals_the_nearest() -> None:
    """Paragraphs that say the same keep their order: which of three became one, its place in the text says."""
    new = WHITE.replace("weekly", "daily")
    assert ["2 -> : deleted", "3 -> : deleted"] == told([BRIDGES, WHITE, WHITE, WHITE, MASONS], [BRIDGES, new, MASONS])[
        1:
    ]
    more = [BRIDGES, FERRIES, TUNNELS, MASONS]
    assert ["6 -> 4: edited"] == [name for name in told([*more, *[WHITE] * 3], [*more, new]) if name.endswith("edited")]


@pytest.mark.parametrize("turned", [False, True])
def test_one_word_that_is_their_own(turned: bool) -> None:  # noqa: FBT001 - both ways
    """Where all paragraphs say the same but for a word, that word tells them apart; also if only one side has more."""
    works = ("dams", "weirs", "locks", "quays")
    sides = [[f"OP Requests a report on {work}{more};" for work in works] for more in ("", " too")]

    assert [f"{index} -> {index}: edited" for index in range(4)] == told(*(sides[::-1] if turned else sides))


def test_every_link_says_why() -> None:
    """A code for programs, and a sentence for people, who will quote it."""
    long = f"{MASONS[:-1]}, and {TOLLS[11:-1]} without delay;"
    cited = ("PP Recalling its resolution 74/153 on rivers,", "PP Recalling its resolution 75/180 on rivers,")
    old = [cited[0], BRIDGES, ANNEX, long, FERRIES, REPORT]
    new = [cited[1], BRIDGES, ANNEX, MASONS, TOLLS, REPORT, EXPERTS]
    told = {
        name: (link.reason.code, link.reason.text, link.similarity)
        for link in align(paragraphs(old), paragraphs(new)) for name in names([link])
    }  # fmt: skip
    assert told["0 -> 0: edited"] == (
        "alike", "100% of what is characteristic of the two paragraphs is the same.", 1.0
    )  # fmt: skip
    assert told["1 -> 1: unchanged"] == ("same-words", "The same words.", 1.0)
    assert told["3 -> 3 4: split"][:2] == ("split", "Its words stand in 2 new paragraphs.")
    assert told["4 -> : deleted"] == ("deleted", "No paragraph of the new text carries its words.", None)
    assert told[" -> 6: inserted"] == ("inserted", "No paragraph of the old text has its words.", None)
    (merged,) = [link for link in align(paragraphs(new), paragraphs(old)) if link.kind == "merged"]
    assert ("merged", "It carries the words of 2 old paragraphs.") == (merged.reason.code, merged.reason.text)


def test_a_stranger_in_its_place() -> None:
    """The place alone is no evidence: a paragraph with other words is new."""
    stranger = "PP Alarmed by diesel fumes that foul the harbours, reefs and beaches of small islands,"

    assert ["1 -> : deleted", " -> 1: inserted"] == told(BASE, [BASE[0], stranger, *BASE[2:]])


@pytest.mark.parametrize("position", range(len(BASE) + 1))
def test_inserted(position: int) -> None:
    """A new paragraph is inserted wherever it stands, and moves nothing."""
    new = [*BASE[:position], EXPERTS, *BASE[position:]]

    assert [f" -> {position}: inserted"] == told(BASE, new)
    assert set() == moved(BASE, new)


@pytest.mark.parametrize("position", range(len(BASE)))
def test_deleted(position: int) -> None:
    """A paragraph that is gone is deleted, has no likeness, follows the one before it, and moves nothing."""
    new = [*BASE[:position], *BASE[position + 1 :]]
    links = align(paragraphs(BASE), paragraphs(new))

    assert f"{position} -> : deleted" == names(links)[position]
    assert links[position].similarity is None
    assert set() == moved(BASE, new)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ([1, 0, 2, 3, 4, 5], {1}),  # of two neighbours the one with fewer words: BRIDGES has 14, FERRIES 15
        ([0, 1, 2, 4, 3, 5], {3}),
        ([5, 0, 1, 2, 3, 4], {0}),
        ([1, 2, 3, 4, 5, 0], {5}),
        ([0, 4, 1, 2, 3, 5], {1}),
    ],
)
def test_moved(order: list[int], expected: set[int]) -> None:
    """Near or far: the fewest that must have moved, of equals the one with fewer words; the words are the same."""
    new = [BASE[index] for index in order]
    assert [] == told(BASE, new)
    assert expected == moved(BASE, new)


def test_moved_and_edited() -> None:
    """Far from its place a paragraph is still known by its words."""
    bridges = BRIDGES.replace("stone", "wooden").replace("for centuries", "since antiquity")
    new = [FERRIES, TUNNELS, bridges, MASONS, TOLLS.replace("wherever", "and ferries wherever"), REPORT]

    assert ["0 -> 2: edited", "4 -> 4: edited"] == told(BASE, new)
    assert {2} == moved(BASE, new)


def test_split() -> None:
    """One paragraph whose words stand in two: one link, with a likeness of the whole."""
    long = f"{MASONS.removesuffix(';')}, and {TOLLS.removeprefix('OP Invites ').removesuffix(';')} without delay;"
    old, new = [BRIDGES, FERRIES, long, REPORT], [BRIDGES, FERRIES, MASONS, TOLLS, REPORT]
    (link,) = [link for link in align(paragraphs(old), paragraphs(new)) if link.kind != "unchanged"]

    assert ["2 -> 2 3: split"] == told(old, new)
    assert "Its words stand in 2 new paragraphs." == link.reason.text
    assert link.similarity is not None
    assert link.similarity > config.PLAIN
    assert link.similarity == round(link.similarity, 3)
    assert set() == moved(old, new)


def test_what_is_paired_by_hand_takes_no_further_part() -> None:
    """Its other words stand in a new paragraph: the user said what became of it, and that is not added to."""
    long = f"{MASONS.removesuffix(';')}, and {TOLLS.removeprefix('OP Invites ').removesuffix(';')} without delay;"
    old, new = [BRIDGES, FERRIES, long, REPORT], [BRIDGES, FERRIES, MASONS, TOLLS, REPORT]
    for one, other, hand in ((old, new, ((2,), (2,))), (new, old, ((2,), (2,)))):
        links = align(paragraphs(one), paragraphs(other), [hand])
        kinds = {"edited", "inserted" if one is old else "deleted"}
        assert kinds == {link.kind for link in links if link.kind != "unchanged"}


def test_merged() -> None:
    """Two paragraphs whose words stand in one."""
    long = f"{MASONS.removesuffix(';')}, and {TOLLS.removeprefix('OP Invites ').removesuffix(';')} without delay;"

    assert ["2 3 -> 2: merged"] == told([BRIDGES, FERRIES, MASONS, TOLLS, REPORT], [BRIDGES, FERRIES, long, REPORT])


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("and to train masons, carpenters and surveyors in the care of historic bridges;", {3}),
        ("and to train masons, carpenters and surveyors in the care of bridges;", set()),
    ],
)
def test_merged_from_afar(part: str, expected: set[int]) -> None:
    """A part that stood elsewhere is known by its words; the place is that of the paragraph it has most words of."""
    old = [BRIDGES, MASONS, FERRIES, TUNNELS, TOLLS, REPORT]
    new = [BRIDGES, FERRIES, TUNNELS, f"{TOLLS.removesuffix(';')}, {part}", REPORT]

    assert ["1 4 -> 3: merged"] == told(old, new)
    assert expected == moved(old, new)


@pytest.mark.parametrize(("before", "after"), [("PP", "OP"), ("OP", "PP")])
def test_promoted_and_demoted(before: str, after: str) -> None:
    """The same words in another part of the text are one paragraph, edited: its kind is another."""
    words = "Bearing in mind that swing bridges delay ambulances at every high tide and fog"
    old, new = (f"{code} {words}{end}" for code, end in ((before, ",;"[before == "OP"]), (after, ",;"[after == "OP"])))
    preamble, operative = [BRIDGES, FERRIES], [MASONS, TOLLS]
    sides = [
        [*preamble, line, *operative] if line.startswith("PP") else [*preamble, *operative, line] for line in (old, new)
    ]

    assert [f"{sides[0].index(old)} -> {sides[1].index(new)}: edited"] == told(*sides)


def test_the_same_words_in_another_part_go_before_likeness_in_its_place() -> None:
    """A whole clause that went to the operative part is known there, though a variant stands where it stood."""
    words = "swing bridges delay ambulances at every high tide and in fog"
    old = [BRIDGES, f"PP Bearing in mind that {words},", FERRIES, MASONS]
    new = [BRIDGES, f"PP Bearing in mind that {words} and rain,", FERRIES, MASONS, f"OP Bearing in mind that {words};"]
    links = align(paragraphs(old), paragraphs(new))
    assert [" -> 1: inserted", "1 -> 4: edited"] == [name for name in names(links) if "unchanged" not in name]
    assert [1.0] == [link.similarity for link in links if link.kind == "edited"]


def test_a_heading_becomes_a_paragraph_only_with_all_its_words() -> None:
    """Headings and table rows are kept apart from prose unless every word is the same."""
    heading, words = "H Care of historic bridges by masons", "OP Care of historic bridges by masons"

    assert ["1 -> 1: edited"] == told([BRIDGES, heading, MASONS], [BRIDGES, words, MASONS])
    assert {"1 -> : deleted", " -> 1: inserted"} == set(
        told([BRIDGES, heading, MASONS], [BRIDGES, f"{words} and carpenters", MASONS])
    )


def test_repeated_headings_go_with_their_neighbours() -> None:
    """Each of two headings "Annex" belongs with the paragraph that follows it, also where a third is put in."""
    old = [BRIDGES, ANNEX, MASONS, ANNEX, TOLLS]
    new = [BRIDGES, ANNEX, EXPERTS, ANNEX, MASONS, ANNEX, TOLLS]
    links = align(paragraphs(old), paragraphs(new))

    assert {(0, 0), (1, 3), (2, 4), (3, 5), (4, 6)} == pairs(links)
    assert set() == moved(old, new)


def test_a_repeated_heading_that_is_gone() -> None:
    """One paragraph is gone with its heading: the other heading is not found twice."""
    old, new = [BRIDGES, ANNEX, MASONS, ANNEX, TOLLS], [BRIDGES, ANNEX, TOLLS]
    assert {(0, 0), (3, 1), (4, 2)} == pairs(align(paragraphs(old), paragraphs(new)))


def test_two_annexes_that_change_places() -> None:
    """Each takes its heading with it, though both headings have the same word."""
    old, new = [BRIDGES, ANNEX, MASONS, ANNEX, TOLLS], [BRIDGES, ANNEX, TOLLS, ANNEX, MASONS]
    assert {(0, 0), (1, 3), (2, 4), (3, 1), (4, 2)} == pairs(align(paragraphs(old), paragraphs(new)))


def test_a_repeated_row_goes_with_what_leads_it() -> None:
    """A row that stands twice now is the one beside the paragraph that it stood beside."""
    row = "T Oslo\t3"
    links = align(paragraphs([MASONS, BRIDGES, row]), paragraphs([MASONS, row, EXPERTS, BRIDGES, row]))

    assert {(0, 0), (1, 3), (2, 4)} == pairs(links)


def test_a_repeated_row_of_a_table_that_moved() -> None:
    """No heading says where it belongs: the row that prints the same is the same, whatever its table became."""
    row, lima = "T Oslo\t3", "T Lima\t4"

    assert [" -> 2: inserted"] == told([row, BRIDGES], [BRIDGES, row, row])
    assert [" -> 1: inserted"] == told([row, BRIDGES, lima], [row, row, lima, BRIDGES])


def test_of_two_alike_the_one_in_its_place() -> None:
    """Where two paragraphs could be the old one, its place counts for more than a word."""
    old = "OP Urges engineers to paint lighthouses white, to polish lenses weekly and to log every passing ship;"
    here = "OP Urges engineers to paint lighthouses white, to polish lenses daily and to log every passing boat;"
    there = "OP Urges engineers to paint lighthouses white, to polish lenses monthly and to log every passing ship;"

    assert ["1 -> 1: edited", " -> 4: inserted"] == told(
        [MASONS, old, TOLLS, EXPERTS, REPORT], [MASONS, here, TOLLS, EXPERTS, there, REPORT]
    )


LOST = "noting that many of them were lost in the floods of recent winters because no one had inspected their piers"


def test_a_sentence_that_went_to_the_next_paragraph() -> None:
    """Both have their counterparts, and a sentence went from one to the other: several became several."""
    old = [f"{BRIDGES[:-1]}, and {LOST},", FERRIES, MASONS]
    new = [BRIDGES, f"PP Noting {LOST[7:]}, and {FERRIES[10:]}", MASONS]

    assert ["0 1 -> 0 1: merged"] == told(old, new)
    (link,) = [link for link in align(paragraphs(old), paragraphs(new)) if link.kind == "merged"]
    assert ("merged", "2 old paragraphs share their words with 2 new ones.") == (link.reason.code, link.reason.text)


def test_a_clause_that_went_to_the_preamble() -> None:
    """What is left over and stands in a paragraph of the other part of the text is a part of it."""
    old = [BRIDGES, f"{MASONS[:-1]}, {LOST};"]
    new = [BRIDGES, f"PP Recalling with regret, {LOST},", MASONS]

    assert ["1 -> 1 2: split"] == told(old, new)


def test_a_clause_that_went_to_a_new_paragraph() -> None:
    """Nothing else is left of the old one: the new one is its successor, with what likeness the two have."""
    ovens = "the last bakers keep their ovens warm"
    old = [
        BRIDGES,
        f"PP Mindful of long and winding roads across the mountains to villages where {ovens},",
        FERRIES,
        MASONS,
    ]
    new = [
        BRIDGES,
        FERRIES,
        MASONS,
        f"OP Requests a study by the centre for grain on why {ovens} while wheat is so dear;",
    ]
    links = [link for link in align(paragraphs(old), paragraphs(new)) if link.kind != "unchanged"]

    assert ["1 -> 3: edited"] == names(links)
    assert [True] == [0 < (link.similarity or 0) < config.OUT_OF_PLACE for link in links]


def test_a_name_makes_no_part() -> None:
    """A left-over paragraph that only names the same body as another is no part of it."""
    body = "the United Nations Regional Commission for Inland Harbours"
    old = [BRIDGES, MASONS, f"OP Thanks {body} for its offer of ferries;"]
    new = [BRIDGES, f"{MASONS[:-1]}, as proposed by {body};"]

    assert ["1 -> 1: edited", "2 -> : deleted"] == told(old, new)


def test_a_name_makes_no_part_where_its_words_are_common() -> None:
    """The short form of a name is told where it stands first: it went to another paragraph, and nothing with it."""
    body = "the Northern Lakes Harbour Pilots and Bridge Keepers Relief Office (the Office)"
    old = [BRIDGES, f"PP Mindful of the many requests that {body} has had,", TOLLS, MASONS]
    new = [BRIDGES, TOLLS, f"{MASONS[:-1]}, as proposed by {body};"]
    common = "OP Thanks the office of relief for pilots and keepers of each bridge, northern lakes and harbour;"

    assert ["1 -> : deleted", "3 -> 2: edited"] == told([*old, common], [*new, common])


def test_what_hangs_together_by_one_clause_each_is_not_one_thing() -> None:
    """Three paragraphs that went on and lent each other a clause stay three, with the strongest of the parts."""
    clauses = [f"as was decided by the {word} assembly of keepers in a long winter night" for word in ("first", "last")]
    old = [BRIDGES, FERRIES, TUNNELS, f"PP Recalling {clauses[0]},", f"PP Recalling {clauses[1]},"]
    new = [f"{BRIDGES} {clauses[0]},", f"{FERRIES} {clauses[0]}, {clauses[1]},", f"{TUNNELS} {clauses[1]},"]
    sizes = [(len(link.old), len(link.new)) for link in align(paragraphs(old), paragraphs(new))]

    assert all(olds * news <= 4 for olds, news in sizes)


def test_a_part_without_another_origin_comes_first() -> None:
    """A long paragraph went to three: one that would else be new has it before one that has its counterpart."""
    inspected = "and to inspect the piers of all bridges on northern rivers after every winter flood"
    lent = "and to lend their charts of tides, shoals and wrecks to the pilots of every visiting ferry without a fee"
    old = [BRIDGES, f"{MASONS[:-1]}, {inspected}, {lent};", TOLLS, REPORT]
    new = [BRIDGES, MASONS, f"OP Urges them {inspected[4:]};", f"{TOLLS[:-1]}, {lent};", REPORT]

    assert ["1 -> 1 2: split", "2 -> 3: edited"] == told(old, new)
    assert ["1 2 -> 1 2: merged"] == told(old, [*new[:2], *new[3:]])


def test_a_short_clause_that_went_far() -> None:
    """A new paragraph that says nothing else has its words from there, wherever it stands."""
    old = [
        f"{BRIDGES[:-1]}, and that lighthouses need oil and wicks,",
        FERRIES,
        TUNNELS,
        MASONS,
        TOLLS,
        REPORT,
    ]
    new = [BRIDGES, FERRIES, TUNNELS, "PP Noting that lighthouses need oil and wicks,", MASONS, TOLLS, REPORT]
    far = [*new[:3], "PP Mindful of the long nights of northern winters,", "PP Aware of fog,", *new[3:]]

    assert ["0 -> 0 3: split"] == told(old, new)
    assert ["0 -> 0 5: split", " -> 3: inserted", " -> 4: inserted"] == told(old, far)


def test_a_short_point_that_was_joined_to_another() -> None:
    """Few words, some of them everywhere in the text: it stands whole in the other, and nothing else explains it."""
    common = [f"OP Urges all States of the Convention to light their {what};" for what in ("piers", "quays", "moles")]
    old = [*common, "OP Opens the Convention to all States of the region;", MASONS, TOLLS]
    new = [*common, f"OP Opens the Convention to all States of the region, and {MASONS[3].lower()}{MASONS[4:]}", TOLLS]

    assert ["3 4 -> 3: merged"] == told(old, new)


def test_an_annex_says_again_what_the_text_says() -> None:
    """A paragraph of the text goes on in the text, although the annex that is gone had the same words more nearly."""
    old = paragraphs(
        [BRIDGES, f"{MASONS[:-1]}, and adopts the rules that are annexed to the present resolution;", MASONS]
    )
    old[2] = replace(old[2], division="Annex", label="Annex 1")
    new = paragraphs([BRIDGES, f"OP Welcomes the prize for those who {MASONS[26:-1]};"])

    assert ["0 -> 0: unchanged", "1 -> 1: edited", "2 -> : deleted"] == names(align(old, new))


def test_rows_with_the_same_title_are_strangers() -> None:
    """Rows of other tables that share a title are not the same row; in its place a row is found by half its words."""
    old = [BRIDGES, "T Programme officer\tharbours\t3", MASONS]
    new = [BRIDGES, "T Programme officer\tharbours\t4", MASONS, "T Programme officer\ttunnels\t3"]

    assert ["1 -> 1: edited", " -> 3: inserted"] == told(old, new)
    assert ["1 -> : deleted", " -> 2: inserted"] == told(old, [BRIDGES, MASONS, "T Programme officer\ttunnels\t3"])


def test_repeated_table_rows_keep_their_order() -> None:
    """Equal rows of a table pair one by one, in their order."""
    old = [BRIDGES, *["T Oslo\t3"] * 3, MASONS]

    assert [] == told(old, old)
    assert [0, 1, 2, 3, 4] == [link.new[0] for link in align(paragraphs(old), paragraphs(old))]
    assert 1 == len(told(old, [BRIDGES, *["T Oslo\t3"] * 2, MASONS]))


@pytest.mark.parametrize(
    ("old", "new"), [([BRIDGES], [BRIDGES] * 2), ([ANNEX] * 3, [ANNEX]), ([ANNEX, MASONS, ANNEX], [ANNEX] * 3)]
)
def test_repeated_paragraphs_without_neighbours(old: list[str], new: list[str]) -> None:
    """What stands more often in one text is still found in the other as often as it stands in both."""
    assert {"deleted", "inserted"} >= {name.partition(": ")[2] for name in told(old, new)}
    assert (Counter(old) & Counter(new)).total() == len(pairs(align(paragraphs(old), paragraphs(new))))


@pytest.mark.parametrize(("old", "new"), [([], []), (BASE, []), ([], BASE)])
def test_a_side_without_paragraphs(old: list[str], new: list[str]) -> None:
    """All is deleted, or all inserted, in the order of the text; two empty texts have no links."""
    assert [f"{i} -> : deleted" for i in range(len(old))] + [f" -> {j}: inserted" for j in range(len(new))] == told(
        old, new
    )


def test_paragraphs_without_words() -> None:
    """Texts of marks only, or none, are paired by what they print."""
    assert [] == told(["PP …", "PP ", "PP —"], ["PP …", "PP ", "PP —"])


def test_a_deleted_paragraph_follows_the_nearest_that_did_not_move() -> None:
    """The old one before it moved to the end: the deleted one stays with the one before that."""
    old = [BRIDGES, FERRIES, TUNNELS, MASONS, TOLLS, REPORT]
    new = [BRIDGES, MASONS, TOLLS, REPORT, FERRIES]

    assert ["0 -> 0", "2 -> ", "3 -> 1", "4 -> 2", "5 -> 3", "1 -> 4"] == [
        name.partition(":")[0] for name in names(align(paragraphs(old), paragraphs(new)))
    ]


def test_a_set_too_large_to_solve_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the limit pairs are found best first, and say so."""
    monkeypatch.setattr(config, "ASSIGN_LIMIT", 1)
    keepers = "bridge keepers of northern rivers to share tidal charts;"
    old = [*BASE, f"OP Invites young {keepers}", f"OP Urges old {keepers}"]
    new = [*BASE, f"OP Begs weary {keepers}", f"OP Thanks busy {keepers}"]
    links = align(paragraphs(old), paragraphs(new))

    assert [()] * 6 + [("degraded",)] * 2 == [link.flags for link in links]


def _rolling(size: int, own: str) -> list[Paragraph]:
    """Paragraphs of which each shares words with its neighbours: all hang together, none is the same in both texts."""
    letters = str.maketrans("0123456789", "abcdefghij")
    words = [f"k{number:05}".translate(letters) for number in range(size + 8)]
    return [
        Paragraph("operative", " ".join([own, *words[at : at + 8], own + words[at]]), f"OP{at + 1}")
        for at in range(size)
    ]


def test_what_is_made_of_common_words_is_found_in_its_place() -> None:
    """Where every paragraph says nearly the same, nothing is rare: each is the one in its place."""
    old = paragraphs([f"OP Urges all States to act now on item {n};" for n in range(40)])
    new = paragraphs([f"OP Urges all good States to act now on item {n};" for n in range(40)])

    assert [f"{n} -> {n}: edited" for n in range(40)] == names(align(old, new))


def test_three_thousand_paragraphs_come_back_and_say_how() -> None:
    """A text beyond all texts is aligned in a few seconds, more coarsely, and every such link says so."""
    links = align(_rolling(3000, "old"), _rolling(3000, "new"))

    assert 3000 == sum(link.old == link.new for link in links)
    assert {("degraded",)} == {link.flags for link in links}


# ------------------------------------------------------------------------------------------- whatever happened

_PRINTED = [*BASE, EXPERTS, ANNEX, ANNEX, "T Oslo\t3", "T Oslo\t3", "T Lima\t4", "F The General Assembly,"]
texts = st.lists(st.sampled_from(_PRINTED), max_size=9)


def holds(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> tuple[Link, ...]:
    """What the contract says of any links; they are returned."""
    links = align(old, new)
    assert Counter(range(len(old))) == Counter(position for link in links for position in link.old)
    assert Counter(range(len(new))) == Counter(position for link in links for position in link.new)
    for link in links:
        assert expected_kind(link, old, new) == link.kind
        assert (link.similarity is None) == (link.kind in {"inserted", "deleted"})
        assert link.similarity is None or 0 <= link.similarity <= 1
        assert link.similarity is None or link.similarity == round(link.similarity, 3)
        assert link.moved <= set(link.new)
    assert [link.new[0] for link in links if link.new] == sorted(link.new[0] for link in links if link.new)
    assert deleted_after(links) == [(link.old[0], home(links, link.old[0])) for link in links if not link.new]
    return links


def expected_kind(link: Link, old: Sequence[Paragraph], new: Sequence[Paragraph]) -> ChangeKind:
    """The kind that follows from the numbers of paragraphs and their texts."""
    sizes = len(link.old), len(link.new)
    if 0 in sizes:
        assert 1 == max(sizes)
        return "inserted" if sizes[1] else "deleted"
    if sizes != (1, 1):
        return "split" if sizes[1] > sizes[0] else "merged"
    one, other = old[link.old[0]], new[link.new[0]]
    same = one.kind == other.kind and blank_folded(one.text) == blank_folded(other.text)
    return "unchanged" if same else "edited"


def home(links: Sequence[Link], position: int) -> tuple[int, ...]:
    """The new paragraphs of the nearest old one before this one that is still there and did not move."""
    stayed = {old: link.new for link in links if link.new and not link.moved for old in link.old}
    before = [old for old in stayed if old < position]
    return stayed[max(before)] if before else ()


def deleted_after(links: Sequence[Link]) -> list[tuple[int, tuple[int, ...]]]:
    """Each deleted paragraph with the new ones of the link that it follows."""
    found: list[tuple[int, tuple[int, ...]]] = []
    last: tuple[int, ...] = ()
    for link in links:
        if link.new:
            last = link.new
        else:
            found.append((link.old[0], last))
    return found


@few
@given(old=texts, new=texts)
def test_any_two_texts_of_the_same_sentences(old: list[str], new: list[str]) -> None:
    """Each paragraph in one link, kinds and order as the contract says; nothing that stands in both is lost.

    No row here stands under a heading: one that does belongs to its block (test_align_rows.py).
    """
    links = holds(paragraphs(old), paragraphs(new))
    kept = sum(link.kind == "unchanged" for link in links)

    assert (Counter(old) & Counter(new)).total() == kept


@few
@given(text=texts)
def test_a_text_and_itself(text: list[str]) -> None:
    """All unchanged, each paragraph with itself, also where it stands twice; none moved."""
    links = holds(paragraphs(text), paragraphs(text))

    assert [((index,), (index,), frozenset()) for index in range(len(text))] == [
        (link.old, link.new, link.moved) for link in links
    ]


@fewer
@given(order=st.permutations(range(len(agreed().paragraphs))))
def test_a_shuffled_text(order: list[int]) -> None:
    """66/152 in any other order: every paragraph is found, some moved, none is deleted or inserted."""
    old = agreed().paragraphs
    links = holds(old, [old[index] for index in order])

    assert {(index, place) for place, index in enumerate(order)} == pairs(links)
    assert (order != sorted(order)) == any(link.moved for link in links)


@fewer
@given(new=redrafted())
def test_a_redrafted_text(new: Resolution) -> None:
    """66/152 after edits, deletions, additions, moves, splits and merges: the contract holds both ways."""
    holds(agreed().paragraphs, new.paragraphs)
    holds(new.paragraphs, agreed().paragraphs)


_TURNED: dict[ChangeKind, ChangeKind] = {
    "unchanged": "unchanged", "edited": "edited", "split": "merged", "merged": "split", "inserted": "deleted",
    "deleted": "inserted",
}  # fmt: skip


@fewer
@given(new=redrafted())
def test_the_other_way_round(new: Resolution) -> None:
    """From the new text to the old one the same paragraphs belong together: a split is a merge, and so on."""
    old = agreed().paragraphs
    there = {(link.old, link.new, _TURNED[link.kind]) for link in align(old, new.paragraphs)}
    back = {(link.new, link.old, link.kind) for link in align(new.paragraphs, old)}

    assert there == back


@fewer
@given(new=redrafted())
def test_the_other_way_round_as_many_have_moved(new: Resolution) -> None:
    """One to one, as many have moved either way; which of two equals it is follows from the new words (DESIGN)."""
    old = agreed().paragraphs
    there, back = align(old, new.paragraphs), align(new.paragraphs, old)
    one_to_one = all(len(link.old) < 2 and len(link.new) < 2 for link in there)

    assert not one_to_one or sum(bool(link.moved) for link in there) == sum(bool(link.moved) for link in back)


@fewer
@given(position=st.integers(0, len(agreed().paragraphs)), sentence=st.sampled_from(NEW_SENTENCES))
def test_a_new_paragraph_moves_nothing(position: int, sentence: str) -> None:
    """Wherever a stranger is put into 66/152, it is inserted, and all others are unchanged where they are."""
    old = agreed().paragraphs
    new = [*old[:position], replace(old[-1], text=sentence, notes=()), *old[position:]]
    links = holds(old, new)

    assert Counter({"unchanged": len(old), "inserted": 1}) == Counter(link.kind for link in links)
    assert [frozenset()] * len(new) == [link.moved for link in links]


# ------------------------------------------------------------------------------------- against readers of real texts


def _scored(gold: Path, case: str) -> dict[str, tuple[set[object], set[object]]]:
    """What was found and what is true of one case: hard links (texts differ), links of splits, moved paragraphs."""
    old, new = (
        sources.read((gold / case / name).read_bytes(), name).resolutions[0].paragraphs
        for name in ("old.json", "new.json")
    )
    truth = json.loads((gold / case / "gold.json").read_text(encoding="utf-8"))["links"]
    links = align(old, new)
    found, true = pairs(links), {(one, link["new"]) for link in truth for one in link["old"]}
    sides: list[dict[str, set[object]]] = []
    for side in (found, true):
        heirs, ancestors = Counter(one for one, _ in side), Counter(other for _, other in side)
        sides.append({
            "hard": {(case, one, other) for one, other in side if old[one].text != new[other].text},
            "split": {(case, one, other) for one, other in side if heirs[one] > 1},
            "merge": {(case, one, other) for one, other in side if ancestors[other] > 1},
        })  # fmt: skip
    sides[0]["moved"] = {(case, position) for link in links for position in link.moved}
    sides[1]["moved"] = {(case, link["new"]) for link in truth if link["moved"]}
    return {name: (sides[0][name], sides[1][name]) for name in sides[0]}


def test_alignments_made_by_reading(gold: Path) -> None:
    """Four pairs of official texts, read by people: hard links F1 at least 0.975, splits 0.80, merges 0.95, moved 0.94.

    Measured 0.981, 0.800, 0.981 and 0.944 with algorithm 2: floors against falling back, no aim.
    """
    cases = [_scored(gold, case) for case in ("G1", "G7", "G9", "G10")]
    least = {"hard": 0.975, "split": 0.80, "merge": 0.95, "moved": 0.94}
    scores = {}
    for name in least:
        found = set[object]().union(*(case[name][0] for case in cases))
        true = set[object]().union(*(case[name][1] for case in cases))
        scores[name] = 2 * len(found & true) / (len(found) + len(true))

    assert {} == {name: round(score, 3) for name, score in scores.items() if score < least[name]}
