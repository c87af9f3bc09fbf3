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
from tracker.model import Paragraph, Resolution
from tracker.pipeline.compare import compare, read
from tracker.symbols import Symbol

_HASHES = {
    "1": "62ba6ab0427ab6cd982d722b52f4c4041aeb5fd300047882d09e1bafef7ee597",
    "2": "bce2c45fff1e75672761c2360ec2f8807105d5ce90bf2d4fc8e10d888062c634",
    "3": "d864a38081045d93cf94d62b1b68ee74c774fb6b24f624fdb78b385c414498eb",
    "4": "e0146bdcd8a31b67fcd944967c53e11372d75fac6bdae9e842abd7cde4b12c67",
    "5": "5ba885fb1cedcf18fcc617ab12526ff400c46ac4f3f59cdc6746adab7f7ec91c",
}
"""By the number of the algorithm: sha256 over the comparisons of the specimen series, in English and French, and from
number 4 on over a paragraph that went to several."""


_CLAUSES = (
    "Encourages Governments to train masons, carpenters and surveyors in the care of historic bridges",
    "to inspect the piers of all bridges on northern rivers after every winter flood",
    "to lend their charts of tides, shoals and wrecks to the pilots of every visiting ferry without a fee",
    "Invites municipalities to abolish tolls for pedestrians and cyclists wherever budgets permit",
)


def _resolution(session: int, *texts: str) -> Resolution:
    paragraphs = (Paragraph("operative", text, f"OP{number}") for number, text in enumerate(texts, 1))
    return Resolution(Symbol.parse(f"{session}/1"), "en", "", tuple(paragraphs), session=session)


def _in_parts() -> dict[str, Any]:
    """A paragraph whose clauses went to three, one of which has another origin."""
    first, second, third, other = _CLAUSES
    old = _resolution(75, f"{first}, and {second}, and {third};", f"{other};")
    new = _resolution(76, f"{first};", f"Urges them {second};", f"{other}, and {third};")
    return compare(old, new).to_dict()


def _comparisons() -> Iterator[dict[str, Any]]:
    facts = tomllib.loads((FIXTURES / "specimens.toml").read_text(encoding="utf-8"))
    files = {version["symbol"]: version["files"] for version in facts["version"]}
    for pair in facts["comparison"]:
        old, new = (read(FIXTURES / files[pair[side]][pair["language"]]) for side in ("old", "new"))
        yield {**compare(old, new).to_dict(), "algorithm": None}


def test_results_and_the_algorithms_number_change_together() -> None:
    """One can't change without the other: the same number computes the same, another number something else."""
    computed = [*_comparisons(), {**_in_parts(), "algorithm": None}]
    canonical = json.dumps(computed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert (config.ALGORITHM, _HASHES.get(config.ALGORITHM)) == (
        next(reversed(_HASHES)),
        sha256(canonical.encode()).hexdigest(),
    )
    assert len(_HASHES) == len(set(_HASHES.values()))


def test_the_hash_is_of_four_comparisons() -> None:
    """Three steps in English and one in French, each with changes: an empty list has a hash too."""
    told = [(one["old"]["language"], len(one["changes"]) > 20) for one in _comparisons()]
    assert [("en", True), ("en", True), ("en", True), ("fr", True)] == told
