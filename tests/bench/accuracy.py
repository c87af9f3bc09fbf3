"""Accuracy and time of all ways to align, on the same texts: alignments made by reading, and mutations."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from mutations import sample
from mutations.accuracy import DRAWN, SEED, bases
from mutations.generate import mutate
from mutations.scoring import Score, of_pairs, score, total
from mutations.truth import Fate, Mutation

from bench.rivals import RIVALS, Aligner
from tracker.sources import read

LONGEST = 130
"""Paragraphs of the longest text on which all are tried: Differ's time grows with the third power."""
MEASURES = ("links", "hard", "moved", "splits", "merges")


@dataclass(frozen=True, slots=True)
class Result:
    """How well one of them did, and in how many seconds."""

    name: str
    score: Score
    seconds: float


def gold(folder: Path) -> list[Mutation]:
    """The alignments made by reading, as mutations whose truth is what was read."""
    found = []
    for case in sorted(path.parent for path in folder.glob("*/gold.json")):
        old, new = (
            read((case / f"{side}.json").read_bytes(), f"{side}.json").resolutions[0] for side in ("old", "new")
        )
        links = json.loads((case / "gold.json").read_text(encoding="utf-8"))["links"]
        olds = {link["new"]: tuple(link["old"]) for link in links}
        fates = tuple(Fate(olds.get(position, ())) for position in range(len(new.paragraphs)))
        found.append(Mutation(case.name, old, new, fates))
    return found


def mixed(corpus: Path) -> list[Mutation]:
    """All operations in one text, at the middle intensity: the English sample, and the series in five languages."""
    return [
        mutate(base, sample.donors(corpus, language, DRAWN), operation="mixed", intensity="middle", seed=SEED)
        for language in sample.LANGUAGES
        for base in bases(corpus, language)
        if len(base.paragraphs) <= LONGEST
    ]


def results(items: Sequence[Mutation], names: Sequence[str] = tuple(RIVALS)) -> list[Result]:
    """What each of the named makes of these."""
    return [_result(name, RIVALS[name], items) for name in names]


def _result(name: str, aligner: Aligner, items: Iterable[Mutation]) -> Result:
    scores, seconds = [], 0.0
    for item in items:
        start = time.process_time()
        pairs = aligner(item.old.paragraphs, item.new.paragraphs)
        seconds += time.process_time() - start
        scores.append(score(item, of_pairs(item, pairs)))
    return Result(name, total(scores), seconds)


def table(title: str, found: Sequence[Result]) -> str:
    """Markdown: F1 of each measure, and the time beside the tracker's."""
    first = found[0]
    head = ["links", "changed texts", "moved", "split", "merged"]
    counts = [str(first.score.tallies[name].true) for name in MEASURES]
    lines = [f"| {title} | {' | '.join(head)} | time |", f"|---|{'---:|' * (len(head) + 1)}"]
    lines += [f"| *to find* | {' | '.join(counts)} | |"]
    for one in found:
        tallies = [one.score.tallies[name] for name in MEASURES]
        cells = [f"{tally.f1:.3f}" if tally.true else "" for tally in tallies]
        lines.append(f"| {one.name} | {' | '.join(cells)} | {one.seconds:.2f} s |")
    return "\n".join(lines) + "\n"
