"""Six languages, aligned each by itself, find the same links."""

from __future__ import annotations

from pathlib import Path

from agreement import TARGET, measure


def test_the_languages_of_the_series_agree_on_their_links(corpus: Path) -> None:
    """20 pairs of a language and a step with 33 or 34 links each (the formula counts as one): all are the same."""
    found = measure(corpus)
    assert ([], 20) == (found["exceptions"], found["pairs"])
    assert found["rate"] >= TARGET
    assert (found["common"], found["either"]) == (670, 670)
