"""The proof of the alignment: what is known of mutated texts is found; and the generator's truth is itself consistent.

On the fixtures always, on a stated sample of official texts where there is a corpus. docs/accuracy.json holds the
figures of that sample, which the README shows: `make accuracy` writes it anew.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

import proof
import pytest
from mutations import accuracy, sample
from mutations.draft import PROSE, with_text
from mutations.generate import INTENSITIES, NAMES, mutate
from mutations.operations import OPERATIONS
from mutations.scoring import Found, Score, Tally, many, of_comparison, of_links, of_pairs, score, total
from mutations.truth import Fate, Mutation, moved_by_rule, words
from mutations.wording import FINAL, edit_cell, meaning

from tracker.align import align
from tracker.model import Footnote, Paragraph, Resolution
from tracker.pipeline.compare import compare
from tracker.tokens import plain

TARGETS = {"links": 0.995, "moved": 0.97, "splits": 0.95, "merges": 0.95}
"""F1 at the middle intensity, over all operations: issue 3."""
FEW = slice(None, None, 2)
"""Every other fixture, English and French, is mutated by every operation: a test of the project is quick."""


@cache
def mutated(operation: str, intensity: str = "middle") -> tuple[Mutation, ...]:
    """Fixtures mutated so."""
    return tuple(
        mutate(base, sample.donors(None, base.language), operation=operation, intensity=intensity, seed=accuracy.SEED)
        for base in sample.fixtures()[FEW]
    )


def every(*operations: str) -> Iterator[Mutation]:
    for operation in operations or NAMES:
        yield from mutated(operation)


# -------------------------------------------------------------------------------------- the aligner on the fixtures


def test_what_was_done_to_the_fixtures_is_found() -> None:
    """Every operation on texts that ship, together: the targets of the middle intensity hold."""
    scores = accuracy.by_operation(((name, one) for name in NAMES for one in mutated(name)), accuracy.compared)
    found = total(scores.values())

    assert [] == [
        (name, found.tallies[name].f1) for name, least in TARGETS.items() if found.tallies[name].f1 < least
    ], "\n".join(found.misses)
    assert 0 == found.below, "\n".join(found.misses)


@pytest.mark.parametrize("name", ["noise", "notes", "renumber"])
def test_what_says_nothing_new_is_no_change(name: str) -> None:
    """Other hyphens and blanks, other marks, other numbers: nothing is more than typographic, and nothing moved."""
    found = total(accuracy.compared(one) for one in mutated(name))

    assert (0, 0, 0) == (found.above, found.below, found.tallies["moved"].found)


# ------------------------------------------------------------------------------------------- the generator's truth


def test_the_same_arguments_give_the_same_mutation() -> None:
    """A figure that was measured once is measured again; another seed gives another text."""
    base = sample.fixtures()[0]
    donors = sample.donors(None, base.language)

    def texts(seed: int) -> list[str]:
        new = mutate(base, donors, operation="mixed", intensity="heavy", seed=seed).new
        return [paragraph.text for paragraph in new.paragraphs]

    assert texts(1) == texts(1)
    assert texts(1) != texts(2)


def test_every_paragraph_is_accounted_for() -> None:
    """A new one has its fate, an old one descends or is deleted, and what no operation touched stands word for word."""
    for one in every():
        old, new = one.old.paragraphs, one.new.paragraphs
        assert len(new) == len(one.fates)
        linked = {position for fate in one.fates for position in fate.old}
        assert set(range(len(old))) == linked | set(one.deleted)
        assert set() == linked & set(one.deleted)
        for paragraph, fate in zip(new, one.fates, strict=True):
            if not set(fate.operations) - {"move", "moved", "swap", "kept", "notes"}:
                assert (old[fate.old[0]].text, old[fate.old[0]].kind) == (paragraph.text, paragraph.kind)


def test_texts_are_well_formed() -> None:
    """Labels are unique, nothing is empty or padded with blanks, notes and lead phrases lie inside their text."""
    for one in every():
        labels = [paragraph.label for paragraph in one.new.paragraphs]
        assert len(labels) == len(set(labels)), one.name
        for paragraph in one.new.paragraphs:
            assert paragraph.text
            assert paragraph.text == paragraph.text.strip()
            assert all(0 <= note.offset <= len(paragraph.text) for note in paragraph.notes)
            assert 0 <= paragraph.lead <= len(paragraph.text)


@pytest.mark.parametrize("operation", sorted(OPERATIONS))
def test_each_operation_does_something(operation: str) -> None:
    """Among the fixtures each finds an occasion: an operation that does nothing would prove nothing."""
    touched = Counter(name for one in mutated(operation) for fate in one.fates for name in fate.operations)
    deleted = sum(len(one.deleted) for one in mutated(operation))

    assert touched[operation] + touched["move"] * operation.startswith("move") or deleted


@pytest.mark.parametrize("intensity", INTENSITIES)
def test_the_intensity_is_the_share_that_is_touched(intensity: str) -> None:
    """As many paragraphs are reworded as the intensity says."""
    for one in mutated("edit-light", intensity):
        touched = sum(bool(fate.operations) for fate in one.fates)
        assert max(1, round(len(one.fates) * INTENSITIES[intensity])) == touched


def test_an_edit_changes_words_with_meaning() -> None:
    """What is called substantive differs in more than symbols, dates, numbers, ordinals, also and further."""
    for one in every("edit-light", "edit-heavy", "move-and-edit"):
        for paragraph, fate in zip(one.new.paragraphs, one.fates, strict=True):
            if fate.floor == "substantive" and paragraph.kind in PROSE:
                old = one.old.paragraphs[fate.old[0]].text
                assert meaning(old, one.old.language) != meaning(paragraph.text, one.old.language)


def test_a_technical_update_changes_no_words_with_meaning() -> None:
    """Symbols, dates, sessions, and the also or further of a lead phrase, and nothing else."""
    for one in every("roll-over", "further"):
        for paragraph, fate in zip(one.new.paragraphs, one.fates, strict=True):
            if fate.operations:
                old = one.old.paragraphs[fate.old[0]].text
                assert old != paragraph.text
                assert meaning(old, one.old.language) == meaning(paragraph.text, one.old.language)


def test_noise_keeps_the_words() -> None:
    """Read plainly, a text with noise is the text."""
    for one in every("noise"):
        for paragraph, fate in zip(one.new.paragraphs, one.fates, strict=True):
            old = one.old.paragraphs[fate.old[0]].text
            assert plain(old) == plain(paragraph.text)
            assert (old != paragraph.text) == bool(fate.operations)


def test_halves_give_the_words_back() -> None:
    """The two halves have all words of the paragraph, but for the one or two at which it was cut."""
    for one in every("split", "split-far"):
        halves: dict[int, str] = {}
        for paragraph, fate in zip(one.new.paragraphs, one.fates, strict=True):
            if fate.operations and fate.old:
                halves[fate.old[0]] = f"{halves.get(fate.old[0], '')} {paragraph.text}"
        for position, text in halves.items():
            lost = words(one.old.paragraphs[position].text) - words(text)
            assert len(lost) <= 3, (one.name, lost)


def test_what_was_merged_has_both_texts() -> None:
    """The first is there in full, the second but for its lead phrase."""
    for one in every("merge", "merge-far"):
        for paragraph, fate in zip(one.new.paragraphs, one.fates, strict=True):
            if len(fate.old) == 2:
                first, second = sorted((one.old.paragraphs[old] for old in fate.old), key=lambda p: _at(paragraph, p))
                assert paragraph.text.startswith(first.text.rstrip(FINAL)[:-5])
                assert paragraph.text.endswith(second.text[second.lead :].strip()[1:])


def test_what_was_merged_and_edited_has_most_of_both() -> None:
    """However it is reworded, three fifths of the words of either paragraph are there."""
    for one in every("merge-and-edit"):
        for paragraph, fate in zip(one.new.paragraphs, one.fates, strict=True):
            for old in fate.old:
                bag = words(one.old.paragraphs[old].text)
                assert len(words(paragraph.text) & bag) >= 0.6 * len(bag)


def test_a_number_in_a_table_is_changed_no_symbol() -> None:
    """Another figure in another cell than the first; years and parts of symbols stay."""
    rng = Random(1)  # noqa: S311 - repeatable, not secret

    assert edit_cell("Country 7\t0.008", rng) not in {None, "Country 7\t0.008"}
    assert edit_cell("C\tAs listed in resolution 55/235\tin 2010", rng) is None
    assert edit_cell("Country 7", rng) is None


def _at(merged: Paragraph, part: Paragraph) -> bool:
    return not merged.text.startswith(part.text.rstrip(FINAL)[:-5])


def test_who_crosses_changes_part_and_verb() -> None:
    """A preambular paragraph becomes operative with another final mark, and back; its words stay."""
    crossed = 0
    for one in every("promote", "demote"):
        for paragraph, fate in zip(one.new.paragraphs, one.fates, strict=True):
            if fate.operations:
                old = one.old.paragraphs[fate.old[0]]
                crossed += 1
                assert {old.kind, paragraph.kind} == set(PROSE)
                assert len(words(old.text) & words(paragraph.text)) >= len(words(old.text)) - 4
    assert crossed


def test_moves_stay_in_their_part() -> None:
    """A paragraph that moves keeps its kind; a point stays in its list."""
    for one in every("move-near", "move-far", "swap"):
        for paragraph, fate in zip(one.new.paragraphs, one.fates, strict=True):
            old = one.old.paragraphs[fate.old[0]]
            assert (old.kind, len(old.path)) == (paragraph.kind, len(paragraph.path))


def test_either_copy_may_be_the_successor() -> None:
    """A duplicate's truth follows the copy that was found, with the moves that this choice brings."""
    for one in mutated("duplicate"):
        for group in one.copies:
            olds = one.fates[group[0]].old
            for chosen in group:
                links = one.links({(chosen, olds[0])})
                assert [(chosen, olds[0])] == [(new, old) for new, old in links if old == olds[0]]


# ------------------------------------------------------------------------------------------------- truth and scores


def _text(*lines: str) -> Resolution:
    paragraphs = tuple(Paragraph("operative", line, f"OP{n}", f"{n}.") for n, line in enumerate(lines, 1))
    return Resolution(None, "en", "Bridges", paragraphs)


def test_the_fewest_move_and_of_those_the_shortest() -> None:
    """Of two that changed places the one with fewer words has moved."""
    paragraphs = _text("Decides.", "Requests a report on bridges.", "Invites States.").paragraphs

    assert frozenset({0}) == moved_by_rule({0: 1, 1: 0, 2: 2}, paragraphs)
    assert frozenset({2}) == moved_by_rule({0: 1, 1: 2, 2: 0}, paragraphs)
    assert frozenset() == moved_by_rule({0: 0, 1: 0, 2: 2}, paragraphs)


def test_either_of_two_equals_may_have_moved() -> None:
    """Where two sets are as small, of as few words, an aligner that names either is right."""
    one = Mutation("", _text("Decides once.", "Decides twice."), _text("Decides twice.", "Decides once."),
                   (Fate((1,)), Fate((0,))))  # fmt: skip
    links = frozenset({(0, 1), (1, 0)})

    for moved in (frozenset({0}), frozenset({1})):
        assert Tally(1, 1, 1) == score(one, Found(links, moved)).tallies["moved"]
    assert Tally(0, 0, 1) == score(one, Found(links, frozenset())).tallies["moved"]
    assert Tally(1, 2, 1) == score(one, Found(links, frozenset({0, 1}))).tallies["moved"]


def test_kinds_follow_from_the_links() -> None:
    """One old and several new is split, several old and one new merged, none inserted."""
    one = Mutation("", _text("A b.", "C.", "D."), _text("A.", "B.", "C d.", "E."),
                   (Fate((0,)), Fate((0,)), Fate((1, 2)), Fate(())))  # fmt: skip

    assert ("split", "split", "merged", "inserted") == one.kinds()
    assert (frozenset({(0, 0), (1, 0)}), frozenset({(2, 1), (2, 2)})) == many(one.links())


def test_a_false_a_missing_and_a_right_link_are_counted() -> None:
    """Precision is of what was found, recall of what is true."""
    one = Mutation("", _text("A.", "B."), _text("A.", "C."), (Fate((0,)), Fate((1,), ("edit",), "substantive")))
    found = score(one, Found(frozenset({(0, 0), (1, 0)}), frozenset(), {0: "none", 1: "technical"}))

    assert (Tally(1, 2, 2), Tally(0, 1, 1)) == (found.tallies["links"], found.tallies["hard"])
    assert (2, 1, 1) == (found.weighed, found.below, found.above)
    assert 0.5 == found.tallies["links"].f1


def test_the_truth_has_a_perfect_score() -> None:
    """Whoever says just what is known scores 1 in everything."""
    for one in every("mixed", "duplicate", "split-far", "merge-far"):
        links = one.links()
        tallies = score(one, Found(links, one.moved(links))).tallies
        assert all(tally.right == tally.found == tally.true for tally in tallies.values())


def test_links_comparisons_and_bare_pairs_are_read_alike() -> None:
    """The same alignment scores the same, however it is handed over."""
    for one in mutated("mixed"):
        links = align(one.old.paragraphs, one.new.paragraphs)
        found = of_links(links)
        comparison = of_comparison(compare(one.old, one.new))
        assert (found.links, found.moved) == (comparison.links, comparison.moved)
        assert len(found.moved) == len(of_pairs(one, found.links).moved)


def test_notes_and_lead_phrase_stay_at_their_words() -> None:
    """What stands before an edit keeps its place, what stands behind it goes with its words."""
    paragraph = Paragraph("operative", "Requests a report on bridges", "OP1", lead=8,
                          notes=(Footnote("1", "See.", 10), Footnote("2", "Also.", 28)))  # fmt: skip
    new = with_text(paragraph, "Requests a new report on bridges")

    assert (8, 10, 32) == (new.lead, *(note.offset for note in new.notes))


def test_the_fixtures_have_points() -> None:
    """Lists are among the texts that are mutated here; sections, annexes and tables are in the corpus sample."""
    assert any(len(paragraph.path) > 1 for base in sample.fixtures() for paragraph in base.paragraphs)


# ------------------------------------------------------------------------------------------------- official texts


@pytest.mark.parametrize(("language", "intensity"), accuracy.SLICES)
def test_the_figures_are_what_is_measured_now(corpus: Path, language: str, intensity: str) -> None:
    """docs/accuracy.json can't drift; nothing real is made light of, in any language at any intensity."""
    shown = json.loads(proof.FIGURES.read_text(encoding="utf-8"))["rows"]
    scores = accuracy.measured(corpus, language, intensity)
    found = total(scores.values())

    assert 0 == found.below, "\n".join(found.misses)
    assert [row for row in shown if (row["language"], row["intensity"]) == (language, intensity)] == accuracy.rows(
        scores, language, intensity
    ), proof.STALE


def _shown(*, language: str | None = None) -> Score:
    rows = accuracy.read_rows(json.loads(proof.FIGURES.read_text(encoding="utf-8"))["rows"])
    return total(row[3] for row in rows if row[1] == "middle" and language in {None, row[0]})


def test_the_targets_are_met() -> None:
    """At the middle intensity, over all languages and operations; no substantive mutation is labelled less."""
    found = _shown()

    assert [] == [(name, found.tallies[name].f1) for name, least in TARGETS.items() if found.tallies[name].f1 < least]
    assert 0 == found.below


@pytest.mark.parametrize("language", sample.LANGUAGES)
def test_no_language_lags_behind(language: str) -> None:
    """In each by itself the targets are met but for two in a hundred: there are fewer than a hundred splits in some."""
    found = _shown(language=language)

    assert [] == [
        (name, found.tallies[name].f1) for name, least in TARGETS.items() if found.tallies[name].f1 < least - 0.02
    ]


def test_the_sample_has_all_that_texts_have(corpus: Path) -> None:
    """Headings, points, points inside points, sections, annexes, tables, short texts and long ones, six languages."""
    texts = accuracy.bases(corpus, "en")
    paragraphs = [paragraph for text in texts for paragraph in text.paragraphs]

    assert {"formula", "preambular", "operative", "heading", "table"} == {paragraph.kind for paragraph in paragraphs}
    assert {1, 2, 3} <= {len(paragraph.path) for paragraph in paragraphs}
    assert any(paragraph.division.startswith("Annex") for paragraph in paragraphs)
    assert any(paragraph.division and not paragraph.division.startswith("Annex") for paragraph in paragraphs)
    sizes = sorted(len(text.paragraphs) for text in texts)
    assert sizes[0] < 15
    assert sizes[-1] > 200
    assert {*sample.LANGUAGES} == {language for language, _ in accuracy.SLICES}
    assert all(5 == len(accuracy.bases(corpus, language)) for language in sample.LANGUAGES[1:])


# ------------------------------------------------------------------------------------------------------ the tables


def test_figures_become_a_table() -> None:
    """F1 of each measure with the number of true ones; never rounded up to 1; empty where there is nothing to find."""
    one = Score({**total(()).tallies, "links": Tally(4999, 5000, 5000), "hard": Tally(1, 1, 2)}, 7, 1, 2)
    data = {"rows": accuracy.rows({"split": one}, "en", "middle")}

    assert (
        "| split | 0.999 (0.999, 0.999) of 5000 | 0.667 (1, 0.500) of 2 |  |  |  |  | 1 of 7 | 2 |"
        in accuracy.tables(data).splitlines()
    )


def test_figures_read_back(tmp_path: Path) -> None:
    """What is written is what is read: one row a line."""
    one = Score({**total(()).tallies, "moved": Tally(1, 2, 3)}, 4, 0, 1)
    data = {"seed": 1, "rows": accuracy.rows({"swap": one}, "zh", "heavy")}
    proof.write(data, tmp_path / "figures.json")
    read = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))

    assert data == read
    assert [("zh", "heavy", "swap", one)] == accuracy.read_rows(read["rows"])
