"""A paragraph through the versions of a series: when it began, what changed, since when its words stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from tracker.lineage import lineages
from tracker.model import (
    Change,
    ChangeKind,
    Comparison,
    Edition,
    Interval,
    Kind,
    KnownVersion,
    Lineage,
    Mark,
    Place,
    Reason,
    Significance,
    Summary,
)

LETTERS: dict[Mark, str] = {
    "absent": " ",
    "first": ".",
    "same": ".",
    "new": "N",
    "deleted": "D",
    "reworded": "R",
    "small": "w",
    "technical": "t",
    "typographic": "-",
}
NONE: Mapping[int, KnownVersion] = {}


def edition(year: int | None, session: int | None = None) -> Edition:
    adopted = date(year, 12, 18) if year else None
    return Edition(symbol=f"SPECIMEN/{year}", language="en", title="On baking", adopted=adopted, session=session)


def place(name: str, *, moved: bool = False) -> Place:
    """A paragraph by its label, with words after a colon: "PP2: flour and water". Its position is in its number."""
    label, _, text = name.partition(":")
    kind: Kind = "operative" if label.startswith("OP") else "preambular"
    position = int(label[2:].partition(" ")[0]) + (100 if kind == "operative" else 0)
    return Place(position, label, None, kind, text.strip() or f"Words of {label}", moved)


def change(
    old: str,
    new: str,
    significance: Significance = "none",
    *,
    code: str = "",
    moved: bool = False,
    group: int | None = None,
) -> Change:
    """A change from what stands left to what stands right, paragraphs joined by "|"; its kind follows from both."""
    before = tuple(place(name.strip()) for name in old.split("|") if name)
    after = tuple(place(name.strip(), moved=moved) for name in new.split("|") if name)
    kinds: dict[tuple[int, int], ChangeKind] = {(0, 1): "inserted", (1, 0): "deleted"}
    kind = kinds.get((len(before), len(after)), "edited" if significance != "none" else "unchanged")
    if before and after and len(before) + len(after) > 2:
        kind = "split" if len(after) > 1 else "merged"
    if kind in {"inserted", "deleted"}:
        significance = "substantive"
    return Change(kind, significance, before, after, (), Reason(code, ""), moved=moved, group=group)


def series(
    *steps: Sequence[Change], years: Sequence[int | None] = (), gaps: Mapping[int, KnownVersion] = NONE
) -> tuple[Lineage, ...]:
    """The lineages of a series whose steps are given, by default one a year from 2019."""
    editions = [edition(year) for year in years or range(2019, 2020 + len(steps))]
    comparisons = [
        Comparison("test", old, new, tuple(step), Summary({}, {}, 0, 0, 0, 0))
        for (old, new), step in zip(pairwise(editions), steps, strict=True)
    ]
    missing = [[gaps[index]] if index in gaps else [] for index in range(len(steps))]
    return lineages(editions, comparisons, missing)


def row(lineage: Lineage) -> tuple[str, str, str]:
    """A line of the table of SKETCHES.md 1: the latest label, one letter for each version, since when."""
    marks = "".join(LETTERS[step.mark] for step in lineage.steps)
    return lineage.address[1], marks, lineage.wording_since.text


def test_words_of_the_oldest_text_are_dated_or_before() -> None:
    """What the oldest text says can be older: nothing that is here shows when it was written."""
    (lineage,) = series([change("PP1", "PP1")])

    assert "2019 or before" == lineage.wording_since.text
    assert not lineage.wording_since.exact
    assert lineage.wording_since == lineage.began


def test_a_change_between_neighbours_is_dated_by_the_year_of_the_new_text() -> None:
    """A change without a gap has a year, and the year is exact."""
    (lineage,) = series([change("PP1", "PP1", "substantive")])

    assert Interval(2020, 2020) == lineage.wording_since


def test_a_change_over_a_gap_is_dated_from_the_first_missing_text() -> None:
    """Across texts that are not here a date is an interval: the first missing text's year to the new text's."""
    missing = KnownVersion("A/RES/67/169", 67, date(2012, 12, 20), "unverified")
    (lineage,) = series([change("PP1", "PP1", "substantive")], years=[2011, 2019], gaps={0: missing})

    assert "2012-2019" == lineage.wording_since.text


def test_a_missing_text_without_a_date_is_dated_by_its_session_or_by_the_year_after() -> None:
    """A session opens in the autumn of 1945 + its number; without one, the year after the old text is the earliest."""
    step = [change("PP1", "PP1", "substantive")]
    by_session = series(step, years=[2011, 2019], gaps={0: KnownVersion("A/RES/69/179", 69, None, "cited")})
    by_nothing = series(step, years=[2011, 2019], gaps={0: KnownVersion("A/HRC/RES/1", None, None, "cited")})

    assert "2014-2019" == by_session[0].wording_since.text
    assert "2012-2019" == by_nothing[0].wording_since.text


def test_an_undated_text_is_never_given_a_year() -> None:
    """Where neither a date nor a session is known, the year is open: "2020 or after", "year unknown"."""
    (newer,) = series([change("PP1", "PP1", "substantive")], years=[2019, None])
    (older,) = series([change("PP1", "PP1")], years=[None, 2019])

    assert "2019 or after" == newer.wording_since.text
    assert "year unknown" == older.wording_since.text
    assert not older.wording_since.exact


@pytest.mark.parametrize(
    ("significance", "code", "letter", "since"),
    [
        ("none", "", ".", "2019 or before"),
        ("typographic", "", "-", "2019 or before"),
        ("technical", "", "t", "2019 or before"),
        ("substantive", "house-style", "w", "2020"),
        ("substantive", "words", "R", "2020"),
    ],
)
def test_wording_is_new_with_words_that_mean_something_and_with_house_style(
    significance: Significance, code: str, letter: str, since: str
) -> None:
    """Hyphens and technical updates leave the wording as old as it was; small wording is wording."""
    (lineage,) = series([change("PP1", "PP1", significance, code=code)])

    assert ("PP1", "." + letter, since) == row(lineage)


def test_a_technical_update_does_not_make_reworded_words_younger_or_older() -> None:
    """The wording dates from the last step that reworded it, whatever quiet updates follow."""
    (lineage,) = series(
        [change("PP1", "PP1", "technical")],
        [change("PP1", "PP1", "substantive")],
        [change("PP1", "PP1", "technical")],
    )

    assert ("PP1", ".tRt", "2021") == row(lineage)


def test_a_paragraph_keeps_its_life_under_another_label() -> None:
    """A shifted paragraph is the same paragraph; its address is its latest label, its steps name where it came from."""
    inserted, shifted = series([change("", "PP1"), change("PP1", "PP2")])

    assert ("PP1", " N", "2020") == row(inserted)
    assert ("PP2", "..", "2019 or before") == row(shifted)
    assert (1, "PP2") == shifted.address
    assert ("PP1", ("PP1",)) == (shifted.steps[0].label, shifted.steps[1].from_labels)


def test_a_deleted_paragraph_ends_and_stands_after_its_neighbour() -> None:
    """It follows the last paragraph of its kind that stood before it, also when that one is no longer the last."""
    kept = [change("PP1", "PP1"), change("OP1", "OP1")]
    result = series([*kept, change("PP2", "")], [*kept, change("", "PP2")], [*kept, change("PP2", "PP2")])

    assert [("PP1", "...."), ("PP2", ".D  "), ("PP2", "  N."), ("OP1", "....")] == [row(one)[:2] for one in result]
    assert Interval(2020, 2020) == result[1].ended
    assert (0, "PP2") == result[1].address
    assert (None, None) == (result[1].begins, result[1].ends)


def test_a_deleted_first_paragraph_stands_before_those_of_its_kind() -> None:
    """An ended first operative paragraph is put before the operative ones, not after the preambular ones' end."""
    result = series([change("PP1", "PP1"), change("OP1", ""), change("OP2", "OP1")])

    assert [("PP1", ".."), ("OP1", ".D"), ("OP1", "..")] == [row(one)[:2] for one in result]


def test_the_same_words_after_an_absence_begin_a_new_life() -> None:
    """Neighbouring texts do not tie words that come back to those that went."""
    result = series([change("PP1", "PP1"), change("PP2: yeast", "")], [change("PP1", "PP1"), change("", "PP2: yeast")])

    assert [("PP2", ".D ", "2019 or before"), ("PP2", "  N", "2021")] == [row(one) for one in result[1:]]


def test_at_a_split_the_piece_with_most_of_the_words_goes_on() -> None:
    """The other pieces begin "split from"; where no word is new, their words are as old as they were."""
    big = "knead the dough for ten minutes and let it rest"
    result = series([change(f"OP1: Bake bread, {big}", f"OP1: Bake bread | OP2: {big}", "typographic")])

    assert [("OP1", " -", "2019 or before"), ("OP2", ".-", "2019 or before")] == [row(one) for one in result]
    assert ["split from OP1", None] == [one.begins for one in result]
    assert ["2020", "2019 or before"] == [one.began.text for one in result]
    assert ["split", "split"] == [one.steps[1].kind for one in result]


def test_at_a_merge_the_paragraph_that_gives_most_words_goes_on() -> None:
    """The other ends "merged into", and the merged words are as old as the youngest of them."""
    words = "and let it rest under a cloth for one hour"
    result = series(
        [change("OP1", "OP1: Bake bread", "substantive"), change("OP2", f"OP2: {words}")],
        [change(f"OP1: Bake bread | OP2: {words}", f"OP1: Bake bread {words}", "typographic")],
    )

    assert [("OP1", ".R "), ("OP1", "..-")] == [row(one)[:2] for one in result]
    assert ["merged into OP1", None] == [one.ends for one in result]
    assert [Interval(2021, 2021), None] == [one.ended for one in result]
    assert ("OP1", "OP2") == result[1].steps[2].from_labels
    assert "2020" == result[1].wording_since.text
    assert "merged" == result[0].steps[2].kind


def test_equal_shares_go_to_the_earlier_paragraph() -> None:
    """Of two that share as many words the earlier is the main ancestor, and the earlier the heir."""
    split = series([change("OP1: flour flour", "OP1: flour | OP2: flour", "typographic")])
    merged = series([change("OP1: flour | OP2: flour", "OP1: flour flour", "typographic")])

    assert [None, "split from OP1"] == [one.begins for one in split]
    assert [None, "merged into OP1"] == [one.ends for one in merged]


def test_a_moved_or_promoted_paragraph_is_the_same_paragraph() -> None:
    """Moving is a flag with a date of its own, and a preambular paragraph turned operative keeps its life."""
    moved, promoted = series(
        [change("PP2", "PP1", moved=True), change("PP1", "OP1", "substantive", code="promoted", group=1)]
    )

    assert (True, "same", Interval(2020, 2020)) == (moved.steps[1].moved, moved.steps[1].mark, moved.steps[1].interval)
    assert ("operative", (1, "OP1"), 1) == (promoted.kind, promoted.address, promoted.steps[1].group)
    assert "2019 or before" == promoted.began.text


def test_a_step_in_which_nothing_happened_has_no_date() -> None:
    """A date stands only where something changed."""
    (lineage,) = series([change("PP1", "PP1")], [change("PP1", "PP1", "technical")])

    assert ["2019 or before", None, "2021"] == [step.interval.text if step.interval else None for step in lineage.steps]


def test_one_text_alone_has_no_lineages() -> None:
    """Without a comparison there is nothing to follow."""
    assert () == lineages([edition(2011)], [], [])


# SKETCHES.md 1, for the texts that are in the corpus: 66/152, 74/153, 75/180, 76/159, 77/213, 78/199.
TABLE = """
PP1   |.-....| 2011 or before
PP2   | N....| 2012-2019
PP3   |.wtttt| 2012-2019
PP4   |.w.R..| 2021
PP5   |......| 2011 or before
PP6   |......| 2011 or before
PP7   | N....| 2012-2019
PP8   | N....| 2012-2019
PP9   |......| 2011 or before
PP10  | N....| 2012-2019
PP11  | N....| 2012-2019
PP12  | N-..-| 2012-2019
PP13  |.t.R..| 2021
PP14  |......| 2011 or before
PP15  |......| 2011 or before
PP16  |    NR| 2023
OP1   |...R..| 2021
OP2   |......| 2011 or before
OP3   |...R..| 2021
OP4   | N.R..| 2021
OP5   |.-....| 2011 or before
OP6   |......| 2011 or before
OP7   |....w.| 2022
OP8   |.R.R.-| 2021
OP9   | N....| 2012-2019
OP10  | N....| 2012-2019
OP11  |.t....| 2011 or before
OP12  |...R.-| 2021
OP13  | N....| 2012-2019
OP14  |......| 2011 or before
OP15  | N....| 2012-2019
OP16  |.R...-| 2012-2019
OP17  |.ttttt| 2011 or before
"""


def test_the_real_series_is_dated_as_a_reader_dates_it(corpus: Path, fixtures: Path) -> None:
    """Each mark and each "wording since" of the series, as found by reading the texts."""
    from tracker import compare, read

    names = [
        "74session/English/74_153.xml",
        "75session/English/75_180_E.xml",
        "76session/English/A_RES_76_159-2119201E.xml",
        "77session/English/A_RES_77_213-2228954E.xml",
        "78session/English/A_RES_78_199-2326037E.xml",
    ]
    texts = [read(fixtures / "A_RES_66_152.txt"), *(read(corpus / "series" / name) for name in names)]
    comparisons = [compare(old, new) for old, new in pairwise(texts)]
    editions = [comparisons[0].old, *(comparison.new for comparison in comparisons)]
    missing = [KnownVersion("A/RES/67/169", 67, date(2012, 12, 20), "unverified")]
    result = lineages(editions, comparisons, [missing, [], [], [], []])

    table = [f"{label:<5} |{marks}| {since}" for label, marks, since in map(row, result) if label[:2] in {"PP", "OP"}]
    assert TABLE.split("\n")[1:-1] == table
