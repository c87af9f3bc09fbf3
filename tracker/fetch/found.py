"""What a host has of one text: bytes that were had from it, not yet read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """A file as it came.

    `name` is what it is called here, `address` where it came from, `host` how messages call that place.
    """

    data: bytes
    name: str
    address: str
    host: str


Ask = Callable[[str], bytes]
"""The bytes behind an address. Raises as network.get."""
