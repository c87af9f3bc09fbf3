"""Where the tests find documents: the project's own fixtures, and the corpus where there is one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"


def _folder(variable: str, default: str) -> Path | None:
    given = os.environ.get(variable)
    path = Path(given) if given else ROOT.parent / "shared" / default
    if given and not path.is_dir():
        raise pytest.UsageError(f"{variable} is not a folder: {given}")
    return path if path.is_dir() else None


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of official documents; tests that ask for it are skipped, visibly, where there is none."""
    folder = _folder("TRACKER_CORPUS", "corpus")
    if folder is None:
        pytest.skip("no corpus: set TRACKER_CORPUS to the folder of official documents")
    return folder


@pytest.fixture(scope="session")
def gold() -> Path:
    """The folder of alignments made by reading; tests that ask for it are skipped, visibly, where there is none."""
    folder = _folder("TRACKER_GOLD", "gold")
    if folder is None:
        pytest.skip("no gold alignments: set TRACKER_GOLD to their folder")
    return folder


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """The documents that ship with the project."""
    return FIXTURES


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark by what a test asks for: a test that reads the corpus or the gold is a corpus test."""
    for item in items:
        if {"corpus", "gold"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("corpus")
