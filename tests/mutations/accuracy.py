"""The real comparison on a stated sample of mutations: figures, and the tables of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from mutations import sample
from mutations.generate import INTENSITIES, NAMES, mutate
from mutations.scoring import MEASURES, NOTHING, Score, Tally, of_comparison, score, total
from mutations.truth import Mutation
from tracker.model import Resolution
from tracker.pipeline.compare import compare

SEED = 20
DRAWN = 24
TEXTS = {"light": 3, "middle": 7, "heavy": 3}
"""How many texts each operation is tried on in English, by intensity; `mixed` is tried on all, else on every other."""
SLICES = (*(("en", intensity) for intensity in INTENSITIES), *((code, "middle") for code in sample.LANGUAGES[1:]))
"""What is measured: English at three intensities, the series in the five other languages at the middle one."""


def bases(corpus: Path, language: str) -> tuple[Resolution, ...]:
    """The texts that are mutated: English ones drawn by seed and those with structure, else the series' five."""
    if language == "en":
        return sample.drawn(corpus, DRAWN) + sample.named(corpus, *sample.STRUCTURED)
    return sample.series(corpus, language)


def mutations(corpus: Path, language: str, intensity: str) -> Iterator[tuple[str, Mutation]]:
    """All mutations of a slice with the names of their operations. Texts take turns, so that all are used."""
    texts = bases(corpus, language)
    for turn, operation in enumerate(NAMES):
        count = TEXTS[intensity] if language == "en" else 2
        count = len(texts) // (1 if intensity == "middle" else 2) if operation == "mixed" else count
        for step in range(count):
            base = texts[(turn * count + step) % len(texts)]
            donors = sample.donors(corpus, language, DRAWN)
            yield operation, mutate(base, donors, operation=operation, intensity=intensity, seed=SEED)


def compared(mutation: Mutation) -> Score:
    """How well the tracker itself finds a mutation."""
    return score(mutation, of_comparison(compare(mutation.old, mutation.new)))


@cache
def measured(corpus: Path, language: str, intensity: str) -> Mapping[str, Score]:
    """The score of each operation in a slice."""
    return by_operation(mutations(corpus, language, intensity), compared)


def by_operation(items: Iterable[tuple[str, Mutation]], judge: Callable[[Mutation], Score]) -> Mapping[str, Score]:
    """The scores of mutations, added up by operation."""
    found: dict[str, Score] = {}
    for operation, mutation in items:
        found[operation] = found.get(operation, NOTHING) + judge(mutation)
    return found


# ---------------------------------------------------------------------------------------------------- figures, tables


def rows(scores: Mapping[str, Score], language: str, intensity: str) -> list[dict[str, Any]]:
    """A slice as plain figures, one row for each operation: [right, found, true] by measure, and the weights."""
    return [
        {
            "language": language,
            "intensity": intensity,
            "operation": operation,
            **{name: list(asdict(tally).values()) for name, tally in one.tallies.items()},
            "weights": [one.weighed, one.below, one.above],
        }
        for operation, one in scores.items()
    ]


def read_rows(data: Iterable[Mapping[str, Any]]) -> list[tuple[str, str, str, Score]]:
    """Rows as (language, intensity, operation, score)."""
    return [
        (
            row["language"],
            row["intensity"],
            row["operation"],
            Score({name: Tally(*row[name]) for name in MEASURES}, *row["weights"]),
        )
        for row in data
    ]


def tables(figures: Mapping[str, Any]) -> str:
    """The figures as Markdown: by operation and by language at the middle intensity, then by intensity in English."""
    found = read_rows(figures["rows"])
    middle = [row for row in found if row[1] == "middle"]
    kinds = dict.fromkeys(row[2] for row in middle)
    operations = {name: total(row[3] for row in middle if row[2] == name) for name in kinds}
    languages = {
        code: total(row[3] for row in middle if row[0] == code) for code in dict.fromkeys(row[0] for row in middle)
    }
    intensities = {
        f"{name} ({share:.0%})": total(row[3] for row in found if row[0] == "en" and row[1] == name)
        for name, share in INTENSITIES.items()
    }
    parts = (("operation", operations), ("language", languages), ("intensity, English", intensities))
    return "\n".join(_table(title, scores) for title, scores in parts)


def _table(title: str, scores: Mapping[str, Score]) -> str:
    measures = ("links", "changed texts", "moved", "split", "merged", "PP to OP or back", "weighed too low", "too high")
    head = (title, *measures)
    lines = [f"| {' | '.join(head)} |", f"|---|{'---:|' * (len(head) - 1)}"]
    for name, one in scores.items():
        cells = [_cell(one.tallies[measure]) for measure in MEASURES]
        lines.append(f"| {name} | {' | '.join(cells)} | {one.below} of {one.weighed} | {one.above} |")
    return "\n".join(lines) + "\n"


def _cell(tally: Tally) -> str:
    """F1 with precision and recall, and how many are true; where none is, how many were found.

    "all 533" where all were found and nothing else; no figure is ever rounded up to 1.
    """
    if not tally.true:
        return f"{tally.found} wrong" if tally.found else ""
    if tally.right == tally.found == tally.true:
        return f"all {tally.true}"
    return f"{share(tally.f1)} ({share(tally.precision)}, {share(tally.recall)}) of {tally.true}"


def share(value: float) -> str:
    """To three places, and never up to 1."""
    return "1" if value == 1 else f"{min(value, 0.9994):.3f}"


def figures(corpus: Path) -> dict[str, Any]:
    """What is measured of mutations, as it is written to docs/accuracy.json."""
    found = [
        row
        for language, intensity in SLICES
        for row in rows(measured(corpus, language, intensity), language, intensity)
    ]
    return {"seed": SEED, "intensities": INTENSITIES, "rows": found}


def misses(corpus: Path) -> Iterator[str]:
    """Each miss, in words, with the text, the operation and the seed that make it again."""
    for language, intensity in SLICES:
        for one in measured(corpus, language, intensity).values():
            yield from one.misses
