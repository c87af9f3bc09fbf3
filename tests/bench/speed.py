"""Speed as ratios, measured in one run: best of several, everything in turn, so that a busy machine slows all alike.

Times are those of the processor, which others on the machine hardly change; nothing here waits for anything else.
Programs run with their compiled modules kept, as an installed program has them.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import etree
from mutations import sample
from mutations.generate import mutate

from tracker import sources
from tracker.align import align
from tracker.diff import diff
from tracker.model import Paragraph, Resolution
from tracker.pipeline.compare import compare

LARGE = (("77session-English.zip", "A_RES_77_248-"), ("78session-English.zip", "A_RES_78_69-"))
"""Two texts of 491 and 453 paragraphs, on ocean affairs: one years after the other."""
PAIR = ("series/74session/English/74_153.xml", "series/75session/English/75_180_E.xml")
FEW, MANY, PART = 450, 3000, 150


@dataclass(frozen=True, slots=True)
class Line:
    """A figure with its target; `unit` is "s", "ms" or "x" (so many times the other)."""

    name: str
    figure: float
    target: float | None
    unit: str

    @property
    def holds(self) -> bool:
        """Whether the target is met."""
        return self.target is None or self.figure <= self.target


Measure = Callable[[Path, int], list[Line]]
"""Measures lines on the documents of a folder, so many times each."""


def best(tasks: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The shortest time of each task with the programs it runs, in seconds: all in turn, so many times."""
    found = dict.fromkeys(tasks, float("inf"))
    for _ in range(rounds):
        for name, task in tasks.items():
            start = _spent()
            task()
            found[name] = min(found[name], _spent() - start)
    return found


def _spent() -> float:
    """Processor time of this program and of those it ran and waited for."""
    programs = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + programs.ru_utime + programs.ru_stime


def aligned_and_diffed(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> None:
    """Alignment and word diff together, as compare() does them."""
    for link in align(old, new):
        diff("\n".join(old[one].text for one in link.old), "\n".join(new[one].text for one in link.new))


def parsed(files: Sequence[bytes]) -> None:
    """A bare lxml parse: the least that can be done with two files."""
    for data in files:
        etree.fromstring(data)


def large_files(corpus: Path) -> list[bytes]:
    """The two large files."""
    found = []
    for archive, start in LARGE:
        with zipfile.ZipFile(corpus / archive) as files:
            found.append(next(files.read(name) for name in files.namelist() if start in name))
    return found


@cache
def long_texts(corpus: Path, length: int) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """Paragraphs of many resolutions as one text of this length, and the same redrafted everywhere, part by part."""
    paragraphs = [paragraph for text in sample.drawn(corpus, 100) for paragraph in text.paragraphs][:length]
    donors = sample.donors(corpus, "en", 24)
    old: list[Paragraph] = []
    new: list[Paragraph] = []
    for start in range(0, length, PART):
        part = Resolution(None, "en", "", tuple(paragraphs[start : start + PART]), session=77)
        mutation = mutate(part, donors, operation="mixed", intensity="middle", seed=start)
        old.extend(mutation.old.paragraphs)
        new.extend(mutation.new.paragraphs)
    return tuple(old), tuple(new)


def in_process(corpus: Path, rounds: int = 5) -> list[Line]:
    """The lines that need no process of their own."""
    files = large_files(corpus)
    old, new = (sources.read(data, "large.xml").resolutions[0] for data in files)
    first, second = (sources.read((corpus / name).read_bytes(), name).resolutions[0] for name in PAIR)
    some, many = (long_texts(corpus, length) for length in (FEW, MANY))
    found = best(
        {
            "parse": lambda: parsed(files),
            "large": lambda: aligned_and_diffed(old.paragraphs, new.paragraphs),
            "whole": lambda: compare(old, new),
            "pair": lambda: compare(first, second),
            "few": lambda: aligned_and_diffed(*some),
            "many": lambda: aligned_and_diffed(*many),
        },
        rounds,
    )
    sizes = f"{len(old.paragraphs)} x {len(new.paragraphs)} paragraphs (77/248, 78/69)"
    return [
        Line(f"alignment and word diff, {sizes}", found["large"], 0.4, "s"),
        Line("the same, beside a bare lxml parse of the two files", found["large"] / found["parse"], None, "x"),
        Line("compare() of the two", found["whole"], None, "s"),
        Line("a pair of the series (74/153, 75/180), compare()", found["pair"] * 1000, 10, "ms"),
        Line(f"{MANY:,} paragraphs a side, alignment and word diff", found["many"], None, "s"),
        Line(f"the same, beside {FEW} made in the same way", found["many"] / found["few"], 15, "x"),
        Line("the same, beside the two of about 450", found["many"] / found["large"], 15, "x"),
    ]


def processes(corpus: Path, rounds: int = 7) -> list[Line]:
    """The lines of whole programs, each beside the least that a fresh interpreter can do."""
    python, command = sys.executable, str(Path(sys.executable).with_name("tracker"))
    pair = [str(corpus / name) for name in PAIR]
    with tempfile.TemporaryDirectory() as folder:
        large = []
        for number, data in enumerate(large_files(corpus)):
            large.append(str(Path(folder, f"large{number}.xml")))
            Path(large[-1]).write_bytes(data)
        parse = "import sys; from lxml import etree; [etree.parse(name) for name in sys.argv[1:]]"
        found = best(
            {
                "parse": lambda: _run(python, "-c", parse, *pair),
                "diff": lambda: _run(command, "diff", *pair),
                "parse large": lambda: _run(python, "-c", parse, *large),
                "diff large": lambda: _run(command, "diff", *large),
                "click": lambda: _run(python, "-c", "import click"),
                "help": lambda: _run(command, "--help"),
            },
            rounds,
        )
    return [
        Line("tracker diff of a pair of the series, as a process", found["diff"] * 1000, None, "ms"),
        Line("the same, beside a bare lxml parse in a fresh interpreter", found["diff"] / found["parse"], 12, "x"),
        Line("tracker diff of the two large files, as a process", found["diff large"], None, "s"),
        Line(
            "the same, beside a bare lxml parse in a fresh interpreter",
            found["diff large"] / found["parse large"],
            None,
            "x",
        ),
        Line("tracker --help", found["help"] * 1000, None, "ms"),
        Line('the same, beside python -c "import click"', found["help"] / found["click"], 3, "x"),
    ]


def _run(*command: str) -> None:
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=surroundings)


def table(lines: Sequence[Line]) -> str:
    """Markdown: each figure beside its target."""
    rows = ["| speed | measured | target |", "|---|---:|---:|"]
    for line in lines:
        target = "" if line.target is None else f"at most {line.target:g} {line.unit}"
        mark = "" if line.holds else " **not met**"
        rows.append(f"| {line.name} | {line.figure:.3g} {line.unit} | {target}{mark} |")
    return "\n".join(rows) + "\n"
