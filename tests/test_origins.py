"""Since when: the years of the pieces of a comparison, and what came and went between its two texts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker import origins
from tracker.lineage import lineages
from tracker.model import Comparison, Kind, Paragraph, Passing, Resolution
from tracker.pipeline.compare import compare
from tracker.symbols import Symbol

FIRST = 2019


def text(year: int, *paragraphs: tuple[str, str]) -> Resolution:
    """A text of a year: labels and words."""
    kinds: dict[str, Kind] = {"P": "preambular", "O": "operative"}
    return Resolution(
        Symbol.parse(f"A/RES/{year - 1945}/1"),
        "en",
        "Bridges",
        tuple(Paragraph(kinds[label[0]], words, label) for label, words in paragraphs),
        adopted=date(year, 12, 16),
        session=year - 1945,
    )


def told(*texts: Resolution) -> tuple[Comparison, tuple[Passing, ...]]:
    """The first and the last of some texts compared, with the years of its pieces; and what came and went."""
    steps = [compare(old, new) for old, new in pairwise(texts)]
    years = [str(step.new.adopted.year) for step in steps if step.new.adopted]
    lives = lineages([steps[0].old, *(step.new for step in steps)], steps, [()] * len(steps))
    found = origins.dated(compare(texts[0], texts[-1]), steps, years)
    return found, origins.passing(steps, lives, years)


def pieces(item: Comparison, label: str) -> list[tuple[str, str, str | None]]:
    """What was added and deleted in a paragraph of the newer text, and when."""
    (change,) = (one for one in item.changes if label in {place.label for place in one.new or one.old})
    return [(op.op, op.text.strip(" ,"), op.since) for op in change.segments if op.op != "equal"]


OP8 = "Reaffirms that all rights{} should be guided by universality, non-selectivity,{} objectivity and transparency;"


def test_each_piece_says_its_year() -> None:
    """A paragraph reworded twice tells when each of its words came in (SKETCHES 2)."""
    item, _ = told(
        text(2019, ("OP1", OP8.format("", " cooperation,"))),
        text(2020, ("OP1", OP8.format("", " cooperation,"))),
        text(2021, ("OP1", OP8.format(" and freedoms", " cooperation,"))),
        text(2022, ("OP1", OP8.format(" and freedoms", " cooperation,").replace("-", "\u2011"))),
        text(2024, ("OP1", OP8.format(" and freedoms", " interdependence,").replace("-", "\u2011"))),
    )

    assert ("insert", "and freedoms", "2021") in pieces(item, "OP1")
    assert ("delete", "cooperation", "2024") in pieces(item, "OP1")
    assert ("insert", "interdependence", "2024") in pieces(item, "OP1")
    assert [None] == list({since for _, words, since in pieces(item, "OP1") if "selectivity" in words})


def test_words_of_different_years_are_cut_apart() -> None:
    """What one comparison adds in one piece came in with two texts: each has its year, between whole words."""
    item, _ = told(
        text(2019, ("OP1", "Urges all States to keep their bridges open to every traveller;")),
        text(2020, ("OP1", "Urges all States to keep their bridges open by day to every traveller;")),
        text(2021, ("OP1", "Urges all States to keep their bridges open by day and night to every traveller;")),
    )

    assert [("insert", "by day", "2020"), ("insert", "and night", "2021")] == pieces(item, "OP1")


def test_a_new_paragraph_has_the_years_of_its_words() -> None:
    """A paragraph that came in and was reworded since tells both."""
    keep = ("OP1", "Urges all States to keep their bridges open to every traveller;")
    item, _ = told(
        text(2019, keep),
        text(2020, ("PP1", "Welcoming the thirtieth anniversary of the Stone Bridge, built by many hands,"), keep),
        text(2021, ("PP1", "Welcoming the thirtieth anniversary of the Stone Bridge, built by many nations,"), keep),
    )

    assert ["2020", "2021"] == [since for _, words, since in pieces(item, "PP1") if words]


def test_what_came_and_went_is_told() -> None:
    """A paragraph of the texts between is in neither of the two: when it came, was reworded and went."""
    keep = ("OP1", "Urges all States to keep their bridges open to every traveller;")
    anniversary = "Welcoming the {} anniversary of the Stone Bridge, built by many hands of the region,"
    _, passed = told(
        text(2021, keep),
        text(2022, ("PP1", anniversary.format("thirtieth")), keep),
        text(2023, ("PP1", anniversary.format("long awaited great")), keep),
        text(2024, keep),
    )

    assert [("A/RES/78/1", "PP1", "2022", "2024", ("2023",), True)] == [
        (one.symbol, one.label, one.came, one.went, one.reworded, one.whole) for one in passed if one.whole
    ]


def test_words_that_came_and_went_are_told() -> None:
    """Words that one text put into a paragraph and another took out are in neither of the two."""
    open_to = "Urges all States to keep their bridges open{} to every traveller, by day and by night;"
    item, passed = told(
        text(2019, ("OP1", open_to.format(""))),
        text(2020, ("OP1", open_to.format(" and well lit"))),
        text(2021, ("OP1", open_to.format(""))),
    )

    assert [] == pieces(item, "OP1")
    assert [("A/RES/75/1", "OP1", "2020", "2021", "and well lit", False)] == [
        (one.symbol, one.label, one.came, one.went, one.text, one.whole) for one in passed
    ]


def test_one_step_needs_no_years() -> None:
    """Between neighbours the year is that of the text."""
    item, passed = told(text(2019, ("OP1", "Urges all States;")), text(2020, ("OP1", "Urges all States again;")))

    assert ([("insert", "again", None)], ()) == (pieces(item, "OP1"), passed)


@st.composite
def histories(draw: st.DrawFn) -> list[list[list[str]]]:
    """Texts of three paragraphs that follow each other: every new word bears a letter for the year that brought it."""
    texts = [[[f"{paragraph}{letter * 3}" for letter in "abcdefghijkl"] for paragraph in ("bank", "ford", "pier")]]
    for year in range(FIRST + 1, FIRST + draw(st.integers(3, 5))):
        newer = [list(words) for words in texts[-1]]
        for words in newer:
            for edit in range(draw(st.integers(0, 2))):
                at = draw(st.integers(0, len(words) - 1))
                if draw(st.booleans()) and len(words) > 8:
                    del words[at]
                else:
                    words.insert(at, f"zz{chr(ord('a') + year - FIRST)}{edit}")
        texts.append(newer)
    return texts


@settings(deadline=None, max_examples=50)
@given(histories())
def test_every_word_has_the_year_that_brought_it(history: Sequence[Sequence[Sequence[str]]]) -> None:
    """The pieces rebuild both texts, and each new word is dated with the text that brought it."""
    texts = [
        text(FIRST + index, *((f"OP{at}", " ".join(words)) for at, words in enumerate(paragraphs, start=1)))
        for index, paragraphs in enumerate(history)
    ]
    item, _ = told(*texts)
    plain = compare(texts[0], texts[-1])
    for change, before in zip(item.changes, plain.changes, strict=True):
        for side in ("delete", "insert"):
            shown = "".join(op.text for op in change.segments if op.op in {"equal", side})
            assert "".join(op.text for op in before.segments if op.op in {"equal", side}) == shown
        for op in change.segments:
            if op.op == "insert" and change.old:
                brought = {str(FIRST + ord(word[2]) - ord("a")) for word in op.text.split() if word.startswith("zz")}
                assert {op.since} >= brought
