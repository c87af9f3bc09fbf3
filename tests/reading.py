"""Alignments made by reading (tests/readings): which old paragraphs each new one descends from, held against links."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mutations import sample
from mutations.scoring import Tally, many
from mutations.truth import Pair

from tracker.model import Paragraph

FOLDER = Path(__file__).parent / "readings"
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@dataclass(frozen=True, slots=True)
class Reading:
    """Two texts and the links (new, old) that a reader saw; `unsure` are new positions left out of any score.

    `looked_at`: whether the aligner was improved after looking at this pair.
    """

    old: tuple[Paragraph, ...]
    new: tuple[Paragraph, ...]
    links: frozenset[Pair]
    unsure: frozenset[int]
    looked_at: bool

    def score(self, pairs: Iterable[Pair]) -> dict[str, Tally]:
        """Hard links (texts differ), links of splits, links of merges."""
        sides = [frozenset(pair for pair in side if pair[0] not in self.unsure) for side in (pairs, self.links)]
        found, true = (
            {"hard": frozenset(pair for pair in side if self._differ(pair)), "splits": split, "merges": merge}
            for side, (split, merge) in zip(sides, map(many, sides), strict=True)
        )
        return {name: Tally(len(found[name] & true[name]), len(found[name]), len(true[name])) for name in true}

    def _differ(self, pair: Pair) -> bool:
        return self.new[pair[0]].text != self.old[pair[1]].text


@cache
def reading(corpus: Path, name: str) -> Reading:
    """A reading by its name, "74-302_76-298", with its texts from the corpus."""
    data = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    old, new = (sample.symbol(corpus, data[side]).paragraphs for side in ("old", "new"))
    olds, news = ({paragraph.label: at for at, paragraph in enumerate(side)} for side in (old, new))
    links = frozenset((news[label], olds[one]) for label, before in data["links"].items() for one in before)
    if data["links"].keys() != news.keys():
        raise AssertionError(f"{name}: labels of the new text that the reading lacks, or that the text lacks")
    return Reading(old, new, links, frozenset(news[label] for label in data["unsure"]), data["looked_at"])
