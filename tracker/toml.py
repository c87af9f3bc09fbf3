"""What the user says in TOML, read within limits: one line for all that is none."""

from __future__ import annotations

import tomllib
from typing import Any

from tracker.errors import BadSource

_LARGEST = 1 << 20
"""Letters of a file that is written by hand."""


def parsed(text: str, name: str) -> dict[str, Any]:
    """The values of a file; `name` is the file's. Raises BadSource for what is no TOML, or more than a hand writes."""
    if len(text) > _LARGEST:
        raise BadSource(f"{name} has more than {_LARGEST >> 20} MB; nothing of it was read")
    try:
        return tomllib.loads(text)
    except RecursionError:
        reason = "it is nested too deeply"
    except ValueError as error:  # its own, and int()'s for a number of 5,000 figures
        reason = " ".join(str(error).split())
    raise BadSource(f"{name} is no TOML: {reason}; put that right, nothing of it was read")
