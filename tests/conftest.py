"""Where the tests find documents: the project's own fixtures, and the corpus where there is one."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from served_pages import home, violations

__all__ = ["CHROMIUM", "FIXTURES", "ROOT", "home", "violations"]

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
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


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Drive the system's chromium: nothing is downloaded. Without a sandbox, because a container has none to give."""
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": ["--no-sandbox", "--disable-gpu"]}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark by what a test asks for: corpus or gold, or a browser's page; skip the last where none can be had."""
    missing = "no chromium here" if CHROMIUM is None else "no pytest-playwright: make browser installs it"
    skip = None if CHROMIUM and importlib.util.find_spec("pytest_playwright") else pytest.mark.skip(reason=missing)
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        if {"corpus", "gold"} & asked:
            item.add_marker("corpus")
        if {"page", "browser", "context"} & asked:
            item.add_marker("browser")
            if skip:
                item.add_marker(skip)
