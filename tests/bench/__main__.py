"""make bench: PYTHONPATH=tests python -m bench CORPUS GOLD prints four tables in Markdown."""

from __future__ import annotations

import sys
from pathlib import Path

from bench import accuracy, scale, speed, word


def main(corpus: Path, gold: Path) -> None:
    """Print the tables, each as soon as it is measured."""
    cases = accuracy.gold(gold)
    for title, items in (
        (f"F1 on {len(cases)} pairs aligned by reading", cases),
        ("F1 on mutations, all operations, 25 %", accuracy.mixed(corpus)),
    ):
        sys.stdout.write(accuracy.table(title, accuracy.results(items)) + "\n")
        sys.stdout.flush()
    sys.stdout.write(speed.table(speed.in_process(corpus) + word.lines(corpus) + speed.processes(corpus)) + "\n")
    sys.stdout.flush()
    sys.stdout.write(speed.table(scale.lines(corpus)))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
