"""Killed in the middle, each document is whole or absent, and running it again completes the work (crash.py)."""

from __future__ import annotations

from pathlib import Path

import crash
import pytest


@pytest.fixture(scope="module", params=list(crash.WORK))
def work(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> crash.Crash:
    """Adding, fetching, rebuilding, and opening a database of an earlier schema."""
    return crash.Crash(request.param, Path(tmp_path_factory.mktemp(request.param)) / "work")


@pytest.mark.parametrize("seed", range(3))
def test_killed_and_run_again(work: crash.Crash, seed: int) -> None:
    """Killed twice at random moments (of the time that a whole run takes), then run once more: complete and checked."""
    work.run(seed)
