"""How many of the branches of the rooms that must not be wrong the tests take: `make coverage`.

python -m covered     reads what `coverage run` has left, prints the figures, fails where a room has 95 % or less

The figure is of branches alone: coverage's own mixes them with lines, and looks better.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import coverage

LEAST = 95.0
ROOMS = {
    "align": "align known parts order assignment tables",
    "diff": "diff edits cells ranges",
    "significance": "significance wording references housestyle",
    "sources": "sources/*",
    "store": "store/*",
}
"""Each room, by the modules of tracker/ that it is made of."""


def measured() -> dict[str, Any]:
    """What coverage found in all processes, by the path of the file."""
    figures = Path("build/coverage.json")
    found = coverage.Coverage()
    found.combine()
    found.save()
    found.json_report(outfile=str(figures))
    files: dict[str, Any] = json.loads(figures.read_text(encoding="utf-8"))["files"]
    return {Path(name).as_posix(): value for name, value in files.items()}


def told(files: Mapping[str, Any]) -> tuple[str, bool]:
    """The figures as a table, file by file, and whether every room has more than is asked for."""
    lines, enough = [], True
    for room, names in ROOMS.items():
        patterns = [f"tracker/{name}.py" for name in names.split()]
        mine = [name for name in sorted(files) if any(Path(name).match(pattern) for pattern in patterns)]
        all_taken = all_there = 0
        for name in mine:
            summary = files[name]["summary"]
            taken, there = summary["covered_branches"], summary["num_branches"]
            all_taken, all_there = all_taken + taken, all_there + there
            missing = " ".join(f"{one}→{other}" for one, other in files[name]["missing_branches"])
            lines.append(f"  {_share(taken, there)}  {name}  {missing}".rstrip())
        enough = enough and bool(mine) and all_taken * 100 > all_there * LEAST
        lines.append(f"{_share(all_taken, all_there)}  {room}: {all_taken} of {all_there} branches\n")
    return "\n".join(lines), enough


def _share(taken: int, there: int) -> str:
    return f"{100 * taken / there if there else 100:5.1f} %"


if __name__ == "__main__":
    table, enough = told(measured())
    sys.stdout.write(table)
    if not enough:
        sys.exit(f"error: a room has {LEAST:g} % of its branches or less.")
