"""Do six languages, each aligned by itself, find the same links? Measured on the series, against English, by labels.

`measure()` is what `make accuracy` writes: the rate and each exception. A link is a set of old labels and the set of
new ones it became; the rate is links in common over links in either, over five languages times four steps.
"""

from __future__ import annotations

import os
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from tracker.align import align
from tracker.languages import LANGUAGES, OFFICIAL
from tracker.model import Paragraph, Resolution
from tracker.pipeline.compare import read

TARGET = 0.995
Labels = tuple[str, ...]


def measure(corpus: Path | None = None) -> dict[str, Any]:
    """The agreement of links on the series in `corpus` (by default that of TRACKER_CORPUS).

    Returns `rate`, `common` and `either` (links, over all pairs), `pairs` (how many language pairs of steps), `target`,
    and `exceptions`: for each pair that differs its step, its language, and the links that only one side has.
    """
    folder = corpus or Path(os.environ["TRACKER_CORPUS"])
    common = either = 0
    exceptions = []
    steps = list(pairwise(sorted((folder / "series").glob("*session"))))
    for old, new in steps:
        english = _links(old, new, "en")
        for language in OFFICIAL[1:]:
            other = _links(old, new, language)
            common += len(english & other)
            either += len(english | other)
            if english != other:
                exceptions.append(
                    {
                        "step": f"{old.name} to {new.name}",
                        "language": language,
                        "english_only": sorted(map(_said, english - other)),
                        "other_only": sorted(map(_said, other - english)),
                    }
                )
    return {
        "rate": common / either,
        "common": common,
        "either": either,
        "pairs": len(steps) * len(OFFICIAL[1:]),
        "target": TARGET,
        "exceptions": exceptions,
    }


def _links(old: Path, new: Path, language: str) -> set[tuple[Labels, Labels]]:
    before, after = (_read(folder, language).paragraphs for folder in (old, new))
    return {(_labels(before, link.old), _labels(after, link.new)) for link in align(before, after)}


def _labels(paragraphs: tuple[Paragraph, ...], positions: tuple[int, ...]) -> Labels:
    return tuple(paragraphs[position].label for position in positions)


@cache
def _read(session: Path, language: str) -> Resolution:
    (path,) = (session / LANGUAGES[language].name).glob("*.xml")
    return read(path)


def _said(link: tuple[Labels, Labels]) -> str:
    return " -> ".join(" + ".join(labels) or "-" for labels in link)
