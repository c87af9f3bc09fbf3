"""The aligner against what readers saw, and docs/accuracy.json against what is measured now."""

from __future__ import annotations

from pathlib import Path

import proof
import pytest
from mutations.scoring import Tally
from reading import NAMES, reading

from tracker.align import align

LEAST = {
    "looked_at": {"hard": 0.95, "splits": 0.63, "merges": 0.75},
    "others": {"hard": 0.96, "splits": 0.7, "merges": 0.62},
}
"""F1 on eighteen pairs of much rewritten texts, each read by one reader: floors just under what was measured."""


@pytest.mark.parametrize("name", LEAST)
def test_alignments_made_by_reading(corpus: Path, name: str) -> None:
    """Hard links, splits and merges, of the pairs the aligner was improved on and of the others; as the README says."""
    found = proof.readings(corpus, looked_at=name == "looked_at")

    assert {} == {measure: found[measure] for measure in found if Tally(*found[measure]).f1 < LEAST[name][measure]}
    assert proof.shown()["readings"][name] == found, proof.STALE


def test_no_pair_is_lost(corpus: Path) -> None:
    """In every pair nine of ten links that are found are right; in all but one eight of ten are found."""
    precision, recall = {}, {}
    for name in NAMES:
        read = reading(corpus, name)
        tally = read.score((new, old) for link in align(read.old, read.new) for new in link.new for old in link.old)
        precision[name], recall[name] = round(tally["hard"].precision, 3), round(tally["hard"].recall, 3)
    assert {} == {name: share for name, share in precision.items() if share < 0.9}
    assert 1 >= sum(share < 0.8 for share in recall.values()), recall


def test_the_figures_of_gold_are_what_is_measured_now(gold: Path) -> None:
    """The README's line on the pairs aligned by people can't drift."""
    assert proof.shown()["gold"]["tracker"] == proof.gold(gold, ["tracker"])["tracker"], proof.STALE


def test_the_agreement_of_languages_is_what_is_measured_now(corpus: Path) -> None:
    """Nor its line on six languages, which share at least 0.995 of their links."""
    found = proof.in_six_languages(corpus)

    assert found["common"] >= 0.995 * found["either"]
    assert proof.shown()["agreement"] == found, proof.STALE


def test_the_readme_tells_each_figure_with_precision_and_recall() -> None:
    """One row a kind of proof; the best of the other ways is named; nothing is rounded up to all."""
    tallies = {"hard": [9, 10, 12]}
    data = {
        "gold": {"tracker": tallies, "one": {"hard": [1, 2, 12]}, "other": {"hard": [6, 12, 12]}},
        "readings": {
            "others": {**tallies, "splits": [1, 1, 2], "merges": [1, 1, 1]},
            "looked_at": {"hard": [99999, 99999, 100000]},
        },
        "agreement": {"common": 4, "either": 5, "pairs": 2},
        "rows": [],
    }
    told = proof.summary(data)

    assert "| much rewritten texts, never used to improve it | 90.0 % | 75.0 % |" in told
    assert "| much rewritten texts, used to improve it | 100 % | 99.9 % |" in told
    assert "by the best of four other ways (other) | 50.0 % | 50.0 % |" in told
    assert "50.0 % and 100 % of these links are found (100 % and 100 % of those shown are right)" in told
    assert told.endswith("agree on 4 of 5 links (2 pairs).\n")
