"""The command line killed at random moments (crash_commands.py): a few here, more by `make crash`."""

from __future__ import annotations

from pathlib import Path

import crash_commands
import pytest


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> crash_commands.Commands:
    """A database and texts."""
    return crash_commands.Commands(tmp_path_factory.mktemp("commands") / "here")


@pytest.mark.parametrize(
    ("name", "way", "seed"),
    [("add", "the program", 0), ("add", "Ctrl-C", 2), ("pair", "all", 3)],
)
def test_a_killed_command_leaves_everything_whole(
    commands: crash_commands.Commands, name: str, way: str, seed: int
) -> None:
    """Database, TOML and what -o writes; no worker goes on, and the same command completes it."""
    commands.run(name, way, seed)
    assert Path(commands.folder / "before.db").exists()
