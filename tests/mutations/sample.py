"""The texts that are mutated: a stated sample, the same in every run."""

from __future__ import annotations

import zipfile
from functools import cache
from pathlib import Path
from random import Random

from conftest import FIXTURES

from mutations.draft import Donors
from mutations.sentences import written
from tracker import sources
from tracker.model import Resolution

SEED = 3
LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
STRUCTURED = (
    "A_RES_76_10-",  # a list
    "75_129_E",  # an annex
    "A_RES_76_239-",  # tables
    "A_RES_77_100-",  # an annex with articles, annexes to it, tables
    "A_RES_77_263 B-",  # sections
    "A_RES_78_247-",  # sections, headings in the preamble
    "A_RES_77_219-",  # long, with lists
)
"""Files that have what few have; the rest of the sample is drawn from all."""


def _archives(corpus: Path) -> list[Path]:
    return sorted(corpus.glob("*session-English.zip"))


@cache
def drawn(corpus: Path, size: int, seed: int = SEED) -> tuple[Resolution, ...]:
    """So many English texts of sessions 74 to 78, drawn by seed from all that have 8 to 130 paragraphs."""
    names = [(path, name) for path in _archives(corpus) for name in _names(path)]
    Random(seed).shuffle(names)  # noqa: S311 - repeatable, not secret
    found: list[Resolution] = []
    for path, name in names:
        text = _read(path, name)
        if text and 8 <= len(text.paragraphs) <= 130:
            found.append(text)
        if len(found) == size:
            break
    return tuple(found)


@cache
def named(corpus: Path, *starts: str) -> tuple[Resolution, ...]:
    """The texts whose file names begin so, in this order."""
    found: list[Resolution] = []
    for start in starts:
        for path in _archives(corpus):
            texts = [_read(path, name) for name in _names(path) if name.rpartition("/")[2].startswith(start)]
            found.extend(text for text in texts if text)
    return tuple(found)


@cache
def symbol(corpus: Path, wanted: str) -> Resolution:
    """The English text of a resolution, by its full symbol. Raises LookupError if the corpus has none."""
    _, _, session, number = wanted.split("/")
    ends = (f"_{session}_{number}-", f"/{session}_{number}_E.", f"/{session}_{number}.xml")
    for path in _archives(corpus):
        for name in _names(path):
            text = _read(path, name) if any(end in name for end in ends) else None
            if text:
                return text
    raise LookupError(f"{wanted} is not in {corpus}")


def _names(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        return sorted(name for name in archive.namelist() if name.endswith(".xml"))


def _read(path: Path, name: str) -> Resolution | None:
    with zipfile.ZipFile(path) as archive:
        resolutions = sources.read(archive.read(name), name.rpartition("/")[2]).resolutions
    return resolutions[0] if len(resolutions) == 1 else None


@cache
def series(corpus: Path, language: str) -> tuple[Resolution, ...]:
    """The five texts of the series in a language, oldest first."""
    texts = [sources.read(path.read_bytes(), path.name).resolutions[0] for path in corpus.glob("series/*/*/*.xml")]
    return tuple(sorted((one for one in texts if one.language == language), key=lambda one: one.session or 0))


@cache
def fixtures() -> tuple[Resolution, ...]:
    """The texts that ship with the project."""
    files = [*sorted(FIXTURES.glob("SPECIMEN_*")), FIXTURES / "A_RES_66_152.txt"]
    return tuple(sources.read(path.read_bytes(), path.name).resolutions[0] for path in files)


@cache
def donors(corpus: Path | None, language: str, size: int = 0) -> Donors:
    """What the texts of a language can give: English ones drawn by seed, else the series; and what was written here."""
    texts = fixtures() if corpus is None else drawn(corpus, size) if language == "en" else series(corpus, language)
    return Donors((*(one for one in texts if one.language == language), written(language)))
