"""What is computed has a number: stored comparisons are stale when it changes, so it must change with the results.

If this test fails after an intended change of what is computed, raise config.ALGORITHM and add the new hash under the
new number; the lines above it stay. A change that should compute the same is wrong if it fails here.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from conftest import FIXTURES

from tracker import config
from tracker.pipeline.compare import compare, read

_HASHES = {
    "1": "62ba6ab0427ab6cd982d722b52f4c4041aeb5fd300047882d09e1bafef7ee597",
    "2": "bce2c45fff1e75672761c2360ec2f8807105d5ce90bf2d4fc8e10d888062c634",
    "3": "d864a38081045d93cf94d62b1b68ee74c774fb6b24f624fdb78b385c414498eb",
}
"""By the number of the algorithm: sha256 over the comparisons of the specimen series, in English and French."""


def _comparisons() -> Iterator[dict[str, Any]]:
    facts = tomllib.loads((FIXTURES / "specimens.toml").read_text(encoding="utf-8"))
    files = {version["symbol"]: version["files"] for version in facts["version"]}
    for pair in facts["comparison"]:
        old, new = (read(FIXTURES / files[pair[side]][pair["language"]]) for side in ("old", "new"))
        yield {**compare(old, new).to_dict(), "algorithm": None}


def test_results_and_the_algorithms_number_change_together() -> None:
    """One can't change without the other: the same number computes the same, another number something else."""
    canonical = json.dumps(list(_comparisons()), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert (config.ALGORITHM, _HASHES.get(config.ALGORITHM)) == (
        next(reversed(_HASHES)),
        sha256(canonical.encode()).hexdigest(),
    )
    assert len(_HASHES) == len(set(_HASHES.values()))


def test_the_hash_is_of_four_comparisons() -> None:
    """Three steps in English and one in French, each with changes: an empty list has a hash too."""
    told = [(one["old"]["language"], len(one["changes"]) > 20) for one in _comparisons()]
    assert [("en", True), ("en", True), ("en", True), ("fr", True)] == told
