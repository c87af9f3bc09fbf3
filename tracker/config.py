"""Every threshold of the comparing code, each with its reason, and the number of the algorithm."""

from __future__ import annotations

ALGORITHM = "1"
"""Part of every stored comparison: a change of what is computed makes a new number (see tests/test_golden.py)."""
