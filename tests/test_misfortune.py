"""Every command on a database that can't be read or written (misfortune.py): it works, or says one line."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import misfortune
import pytest


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What every command says after each misfortune."""
    folder = tmp_path_factory.mktemp("misfortune")
    misfortune.whole(folder)
    command = [sys.executable, str(Path(misfortune.__file__)), str(folder)]
    run = subprocess.run(command, check=False, capture_output=True, text=True, timeout=600)
    assert 0 == run.returncode, run.stderr[-800:]
    return [json.loads(line) for line in run.stdout.splitlines()]


@pytest.mark.parametrize("name", misfortune.MISFORTUNES)
def test_every_command_works_or_says_one_line(told: list[dict[str, Any]], name: str) -> None:
    """What reads works wherever the file can be read; what can't be done is said in one line, with exit code 2."""
    found = {one["command"]: one for one in told if one["name"] == name}

    assert set(misfortune.ALL) == set(found)
    assert [] == [one for one in found.values() if not _is_right(misfortune.MISFORTUNES[name], one)]


def _is_right(expected: misfortune.Misfortune, one: dict[str, Any]) -> bool:
    may = expected.written if one["command"] in misfortune.WRITES else expected.read
    if may or (expected.new and one["command"] in misfortune.NO_DATABASE):
        return (one["code"], one["failed"]) == (0, "")
    first, *more = [line for line in one["said"] if line.startswith(("error: ", "       "))] or [""]
    told = re.search(expected.says, first) and all(line.startswith("       ") for line in more)
    return (one["code"], one["failed"], bool(told)) == (2, "", True)
