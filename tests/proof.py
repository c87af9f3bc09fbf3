"""All figures of docs/accuracy.json, and how the README tells them.

PYTHONPATH=tests python -m proof CORPUS GOLD     measures all and writes docs/accuracy.json; misses go to stderr
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any

import agreement
from bench.accuracy import gold as gold_cases
from bench.accuracy import results
from bench.rivals import RIVALS
from mutations import accuracy
from mutations.scoring import Tally
from reading import NAMES, reading

from tracker.align import align

FIGURES = Path(__file__).parents[1] / "docs" / "accuracy.json"
STALE = "run `make accuracy`, then `make docs`"
_READ = {"hard": "changed texts", "splits": "split", "merges": "merged", "moved": "moved"}


def readings(corpus: Path, *, looked_at: bool) -> dict[str, list[int]]:
    """Right, found and true links of the pairs read: those the aligner was improved on, or the others."""
    found = dict.fromkeys(("hard", "splits", "merges"), Tally())
    for name in NAMES:
        read = reading(corpus, name)
        if read.looked_at == looked_at:
            links = align(read.old, read.new)
            tallies = read.score((new, old) for link in links for new in link.new for old in link.old)
            found = {measure: found[measure] + tallies[measure] for measure in found}
    return {measure: list(astuple(tally)) for measure, tally in found.items()}


def gold(folder: Path, names: Sequence[str]) -> dict[str, dict[str, list[int]]]:
    """The same of the cases of gold/, for each of these aligners."""
    return {
        one.name: {measure: list(astuple(one.score.tallies[measure])) for measure in _READ}
        for one in results(gold_cases(folder), names)
    }


def in_six_languages(corpus: Path) -> dict[str, Any]:
    """How many links of the series all languages share with English."""
    measured = agreement.measure(corpus)
    return {name: measured[name] for name in ("common", "either", "pairs")}


def write(data: Mapping[str, Any], path: Path) -> None:
    """One row a line, so that a change of figures is read in a diff."""
    lines = ",\n".join("  " + json.dumps(row) for row in data["rows"])
    head = json.dumps({name: value for name, value in data.items() if name != "rows"})
    path.write_text(f'{head[:-1]}, "rows": [\n{lines}\n]}}\n', encoding="utf-8")


def shown() -> dict[str, Any]:
    """The figures as they were written."""
    found: dict[str, Any] = json.loads(FIGURES.read_text(encoding="utf-8"))
    return found


# ------------------------------------------------------------------------------------------------------- the README


def summary(data: Mapping[str, Any]) -> str:
    """What the README says before its tables."""
    others, looked = (data["readings"][name] for name in ("others", "looked_at"))
    same = data["agreement"]
    rivals = {name: Tally(*tallies["hard"]) for name, tallies in data["gold"].items()}
    ours, (best, their) = rivals.pop("tracker"), max(rivals.items(), key=lambda item: item[1].f1)
    rows = {
        "much rewritten texts, never used to improve it": Tally(*others["hard"]),
        "much rewritten texts, used to improve it": Tally(*looked["hard"]),
        "four pairs that others aligned, used to improve it": ours,
        f"the same four, by the best of four other ways ({best})": their,
        "texts in six languages, changed by known steps": _middle(data),
    }
    table = [
        "| where a paragraph changed, the earlier one beside it | is right | is found |",
        "|---|---:|---:|",
        *(f"| {name} | {_percent(tally.precision)} | {_percent(tally.recall)} |" for name, tally in rows.items()),
    ]
    splits, merges = Tally(*others["splits"]), Tally(*others["merges"])
    parts = (
        "Weakest where one paragraph became several, or several one: in the texts of the first row "
        f"{_percent(splits.recall)} and {_percent(merges.recall)} of these links are found "
        f"({_percent(splits.precision)} and {_percent(merges.precision)} of those shown are right). "
        "What is missed is shown as deleted and new."
    )
    languages = (
        f"Six languages of one series, each compared by itself, agree on {same['common']} of {same['either']} links "
        f"({same['pairs']} pairs)."
    )
    return "\n".join(table) + f"\n\n{parts}\n\n{languages}\n"


def _percent(part: float) -> str:
    """Never rounded up to all of it."""
    return "100 %" if part == 1 else f"{min(part, 0.999):.1%}".replace("%", " %")


def _middle(data: Mapping[str, Any]) -> Tally:
    rows = accuracy.read_rows(data["rows"])
    return sum((row[3].tallies["hard"] for row in rows if row[1] == "middle"), Tally())


def main(arguments: Sequence[str]) -> None:
    """Measure all, write the figures, print what the README shows."""
    corpus, folder = map(Path, arguments)
    data = {
        "gold": gold(folder, tuple(RIVALS)),
        "readings": {name: readings(corpus, looked_at=name == "looked_at") for name in ("looked_at", "others")},
        "agreement": in_six_languages(corpus),
        **accuracy.figures(corpus),
    }
    write(data, FIGURES)
    sys.stdout.write(f"{summary(data)}\n{accuracy.tables(data)}")
    sys.stderr.writelines(f"{line}\n" for line in accuracy.misses(corpus))


if __name__ == "__main__":
    main(sys.argv[1:])
