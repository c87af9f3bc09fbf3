"""The brief of the real series, held against what was read in its texts (labels, figures and names; no sentence)."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

from conftest import FIXTURES

from tracker.facts import edition
from tracker.lineage import lineages
from tracker.model import Between, Comparison, KnownVersion
from tracker.pipeline.compare import compare, read
from tracker.render.blocks.model import Entries
from tracker.render.provenance import provenance
from tracker.reports import brief, facts
from tracker.reports.span import Span


@cache
def span(corpus: Path, *, from_2011: bool = False) -> Span:
    """66/152 if asked for, and the English texts of sessions 74 to 78."""
    files = [next((corpus / "series" / f"{session}session" / "English").glob("*.xml")) for session in range(74, 79)]
    texts = [read(path) for path in ([FIXTURES / "A_RES_66_152.txt", *files] if from_2011 else files)]
    missing = tuple(KnownVersion(f"A/RES/{session}/0", session, None, "cited") for session in range(67, 74))
    gaps = ((missing,) if from_2011 else ()) + ((),) * 4
    steps = tuple(
        compare(old, new, between=Between(len(gap), 0, (67, 73) if gap else None))
        for (old, new), gap in zip(pairwise(texts), gaps, strict=True)
    )
    editions = tuple(map(edition, texts))
    lives = lineages(editions, steps, gaps)
    since = {label: life.wording_since for life in lives if (label := life.steps[-1].label)}
    return Span(editions, compare(texts[0], texts[-1]), steps, gaps, lives, since=since)


def entries(item: Span) -> dict[str, list[str]]:
    """What is said of each year and of each part of the net effect."""
    return {
        entry.name: ["".join(run.text for run in line) for line in entry.lines]
        for block in brief.brief(item, provenance(item.editions)).blocks
        if isinstance(block, Entries)
        for entry in block.entries
    }


def test_2019_to_2023(corpus: Path) -> None:
    """22 of 32 paragraphs stand, seven were reworded, five of them by one formula; PP16 came and was reworded."""
    item = span(corpus)
    told = entries(item)

    assert (
        "The text of 2019 stands: no paragraph of it was removed, and 22 of 32 have the same words. 7 were reworded, "
        "5 of them by one formula in 2021; 1 is new. In 2023 one paragraph was reworded (PP16). "
        "All five texts were adopted without a vote."
    ) == facts.in_short(item)
    assert ["Technical rollover."] == told["2020"]
    assert told["2021"][0].endswith(": one formula, now in PP13, OP1, OP4, OP8 and OP12; not in OP7.")
    assert ["OP3", "PP4"] == [line.partition(":")[0] for line in told["2021"][1:]]
    assert ["PP16 new", "Small wording"] == [line.partition(":")[0] for line in told["2022"]]
    assert ["PP16"] == [line.partition(":")[0] for line in told["2023"]]
    assert [
        "15 PP + 17 OP in 2019, 16 PP + 17 OP in 2023. Words: 1,272 in 2019, 1,345 in 2023."
    ] == told["Paragraphs"]  # fmt: skip
    (changed,) = told["Changed"]
    assert "New 1: PP16. Reworded 7: PP4, PP13, OP1, OP3, OP4, OP8, OP12. Small wording 1: OP7. " in changed
    assert changed.endswith("Technical update 2: PP3, OP17.")
    assert ["22 of 32 (20 to the letter, 2 but for punctuation and hyphens)."] == told["Same words"]
    assert [("2019 to 2023", ("without a vote",))] == list(facts.adoptions(item, 60))
    (everywhere, *others), left = facts.sponsors(item, 100)
    assert everywhere.startswith("In all five: Cuba (for the NAM 2019 to 2021, 2023), China, El Salvador, ")
    assert everywhere.endswith("Russian Federation (for the NAM 2022).")
    assert 0 == left
    assert [
        "Palau 2019, 2020.",
        "Uruguay 2020, 2021.",
        "Belarus, Democratic People’s Republic of Korea and Syrian Arab Republic 2023.",
    ] == others


def test_2011_to_2019(corpus: Path) -> None:
    """Eleven are new, none is gone; the years of these changes are not known, and it is said."""
    told = entries(span(corpus, from_2011=True))

    assert ["OP8", "OP16"] == [line.partition(":")[0] for line in told["2012-2019"][:2]]
    assert (
        "11 paragraphs new: PP2, PP7, PP8, PP10, PP11, PP12, OP4, OP9, OP10, OP13 and OP15."
    ) in told["2012-2019"]  # fmt: skip
    assert "Small wording: PP3 and PP4." in told["2012-2019"]
    assert "7 known texts in between are not here: what changed in 2012-2019 has no single year." in facts.in_short(
        span(corpus, from_2011=True)
    )


def test_each_comparison_reads_back(corpus: Path) -> None:
    """The JSON of real comparisons is the comparison, in every part."""
    item = span(corpus, from_2011=True)
    for step in (*item.steps, item.whole):
        assert step == Comparison.from_dict(step.to_dict())
