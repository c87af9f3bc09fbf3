"""Paragraphs that come back after an absence."""

from __future__ import annotations

from itertools import pairwise

from documents import resolution

from tracker.brief import tell
from tracker.facts import edition
from tracker.lineage import lineages
from tracker.model import Edition, Origin, Series, SeriesView, Version
from tracker.pipeline.compare import compare
from tracker.returns import Return, came_back

_STAYS = "OP1 Urges all towns to keep their bridges open by day and by night;"
_FERRY = "OP2 Requests the ferry master to report on the depth of the river and the state of the piers;"


def view(*texts: tuple[str, ...]) -> SeriesView:
    """A series of texts, one a year, each given by its lines."""
    all_texts = [resolution(f"{70 + index}/1", *lines) for index, lines in enumerate(texts)]
    comparisons = tuple(compare(old, new) for old, new in pairwise(all_texts))
    editions = tuple(map(edition, all_texts))
    gaps = ((),) * len(comparisons)
    return SeriesView(
        Series("bridges", "Bridges"),
        "en",
        ("en",),
        tuple(map(_version, editions)),
        editions,
        comparisons,
        tuple(map(tell, comparisons)),
        gaps,
        lineages(editions, comparisons, gaps),
    )


def _version(item: Edition) -> Version:
    name = item.symbol or ""
    slug = name.removeprefix("A/RES/").replace("/", "-")
    origin = Origin(slug, "0" * 64, "akn", "structured")
    return Version(slug, name, "en", "adopted", item.session, item.adopted, item.title, origin)


def test_a_paragraph_that_comes_back_is_known() -> None:
    """New in the third text, and as it stood in the first: it came back, from its label there."""
    item = view((_STAYS, _FERRY), (_STAYS,), (_STAYS, _FERRY.replace("piers", "quays")))
    (found,) = came_back(item).items()

    assert Return(0, "OP2") == found[1]
    assert "new" == item.lineages[found[0]].steps[2].mark


def test_another_paragraph_does_not_come_back() -> None:
    """What is new with other words is new, and what never left can't come back."""
    other = "OP2 Decides to consider the question of tolls at its next session."

    assert {} == came_back(view((_STAYS, _FERRY), (_STAYS,), (_STAYS, other)))
    assert {} == came_back(view((_STAYS, _FERRY), (_STAYS, _FERRY)))
