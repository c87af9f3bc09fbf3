"""What `make bench` measures: the others are read fairly, and speed stays within twice its targets."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest
from bench import accuracy, rivals, scale, speed
from mutations import sample
from mutations.generate import mutate
from mutations.scoring import Score, Tally, total

from tracker.model import Paragraph

_ALWAYS = ("difflib, SequenceMatcher", "difflib, Differ", "greedy, rapidfuzz")
OLD = (
    "Recalls the resolution on ferries of last year;",
    "Requests a report on the state of bridges and tunnels in coastal towns;",
    "Decides to meet again in spring.",
)
EDITED = "Requests a full report on the state of bridges and tunnels in coastal towns;"


def _paragraphs(texts: Sequence[str]) -> list[Paragraph]:
    return [Paragraph("operative", text, f"OP{n}", f"{n}.") for n, text in enumerate(texts, 1)]


def _pairs(name: str, old: Sequence[str], new: Sequence[str]) -> set[tuple[int, int]]:
    if name == "redlines":
        pytest.importorskip("redlines", reason="make bench installs it")
    return set(rivals.RIVALS[name](_paragraphs(old), _paragraphs(new)))


@pytest.mark.parametrize("name", rivals.RIVALS)
def test_all_find_what_stayed_and_what_was_reworded(name: str) -> None:
    """Paragraphs in their old order, one with a word more: nobody is read so badly that this is missed."""
    assert {(0, 0), (1, 1), (2, 2)} == _pairs(name, OLD, (OLD[0], EDITED, OLD[2]))
    assert {(0, 0), (1, 1), (2, 2)} == _pairs(name, OLD, OLD)


@pytest.mark.parametrize("name", rivals.RIVALS)
def test_all_see_what_is_new_and_what_is_gone(name: str) -> None:
    """What has no counterpart has no link, and what stands behind it keeps its own."""
    assert {(0, 0), (2, 1), (3, 2)} == _pairs(name, OLD, (OLD[0], "Lighthouses, lamps, ropes.", OLD[1], OLD[2]))
    assert {(0, 0), (1, 2)} == _pairs(name, OLD, (OLD[0], OLD[2]))


def test_only_the_likeness_of_paragraphs_finds_a_move() -> None:
    """What goes by order alone loses a paragraph that moved up; the greedy matcher and the tracker find it."""
    moved = (OLD[2], OLD[0], OLD[1])

    assert {(0, 2), (1, 0), (2, 1)} == _pairs("greedy, rapidfuzz", OLD, moved) == _pairs("tracker", OLD, moved)
    assert {(1, 0), (2, 1)} == _pairs("difflib, SequenceMatcher", OLD, moved) == _pairs("difflib, Differ", OLD, moved)


def test_a_word_diff_of_the_whole_shows_a_split() -> None:
    """Read by the words that stay equal, redlines links both halves."""
    one = "Requests a report on bridges in coastal towns and invites all States to repair their old lighthouses;"
    halves = ("Requests a report on bridges in coastal towns;", "Invites all States to repair their old lighthouses;")

    assert {(0, 0), (1, 0)} == _pairs("redlines", (one,), halves)


def test_accuracy_is_told_in_a_table() -> None:
    """F1 of each, the number of what is to be found, and the time."""
    one = Score({**total(()).tallies, "links": Tally(3, 4, 5)})
    lines = accuracy.table("F1", [accuracy.Result("this", one, 1.234)]).splitlines()

    assert "| *to find* | 5 | 0 | 0 | 0 | 0 | |" == lines[2]
    assert "| this | 0.667 |  |  |  |  | 1.23 s |" == lines[3]


def test_speed_is_told_beside_its_target() -> None:
    """A target that is not met is marked."""
    lines = speed.table([speed.Line("a", 12.34, 10, "ms"), speed.Line("b", 2, 3, "x"), speed.Line("c", 0.5, None, "s")])

    assert [
        "| a | 12.3 ms | at most 10 ms **not met** |",
        "| b | 2 x | at most 3 x |",
        "| c | 0.5 s |  |",
    ] == lines.splitlines()[2:]


def test_the_best_of_several_counts() -> None:
    """Each task runs so many times, in turn."""
    seen: list[str] = []
    found = speed.best({"a": lambda: seen.append("a"), "b": lambda: seen.append("b")}, 3)

    assert ["a", "b"] * 3 == seen
    assert {"a", "b"} == set(found)


def test_the_mutations_are_no_child_s_play() -> None:
    """What changed in a text mutated by all operations is missed by order alone, and by likeness alone."""
    base = sample.fixtures()[0]
    items = [
        mutate(base, sample.donors(None, "en"), operation="mixed", intensity="heavy", seed=seed) for seed in range(4)
    ]
    found = {one.name: one.score.tallies for one in accuracy.results(items)} if find_spec("redlines") else {}
    found |= {one.name: one.score.tallies for one in accuracy.results(items, ("tracker", *_ALWAYS))}

    assert all(found[name]["hard"].f1 < min(0.9, found["tracker"]["hard"].f1) for name in found if name != "tracker")


# ------------------------------------------------------------------------------------------------- official texts


def test_the_tracker_is_ahead_on_gold(gold: Path) -> None:
    """On pairs aligned by reading, changed texts are linked better than by the others."""
    cases = accuracy.gold(gold)
    scores = {
        one.name: one.score.tallies["hard"].f1 for one in accuracy.results(cases, ("tracker", "greedy, rapidfuzz"))
    }

    assert scores["tracker"] > scores["greedy, rapidfuzz"]


@pytest.mark.parametrize("measure", [speed.in_process, speed.processes])
def test_speed_stays_near_its_targets(corpus: Path, measure: speed.Measure) -> None:
    """Within twice the targets, so that a regression is caught and a busy machine is not."""
    slow = [line for line in measure(corpus, 3) if line.target and line.figure > 2 * line.target]

    assert [] == slow, speed.table(slow)


@pytest.mark.slow
def test_a_whole_corpus_stays_near_its_targets(corpus: Path) -> None:
    """Import and import again, as ratios; and memory."""
    slow = [line for line in scale.lines(corpus, 1) if line.target and line.figure > 2 * line.target]

    assert [] == slow, speed.table(slow)
