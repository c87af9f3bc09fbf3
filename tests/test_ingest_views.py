"""What pages and commands are given: a series in one language, and the comparison of any two of its texts."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from test_ingest import SERIES, TITLE, text

from tracker.errors import AmbiguousVersion, UnknownVersion
from tracker.model import Between
from tracker.pipeline import shipped, views
from tracker.pipeline.ingest import add, load_fixtures, remove
from tracker.pipeline.once import Once
from tracker.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Three texts of the real series, with words of our own, a draft, and what ships."""
    with Store.open(tmp_path / "tracker.db", create=True) as opened:
        load_fixtures(opened)
        add(opened, [text("74/153", TITLE), text("75/180", TITLE, extra=" More.")])
        add(opened, [text("A/C.3/76/L.2", TITLE)], draft=True)
        yield opened


def test_a_series_is_told_in_one_piece(store: Store) -> None:
    """Texts, editions, steps, gaps and tellings stand in one order, oldest first; drafts apart."""
    view = views.series_view(store, SERIES, "en")

    assert [version.symbol for version in view.versions] == ["A/RES/66/152", "A/RES/74/153", "A/RES/75/180"]
    assert [edition.symbol for edition in view.editions] == [version.symbol for version in view.versions]
    assert [(step.old.symbol, step.new.symbol) for step in view.comparisons] == [
        ("A/RES/66/152", "A/RES/74/153"),
        ("A/RES/74/153", "A/RES/75/180"),
    ]
    assert [len(gap) for gap in view.gaps] == [7, 0]
    assert len(view.tellings) == 2
    assert view.lineages == store.lineages(SERIES, "en")
    assert [version.symbol for version in view.drafts] == ["A/C.3/76/L.2"]
    assert view.languages == ("en",)


def test_specimens_are_told_in_their_own_series(store: Store) -> None:
    """66/152 first, by reference; in French the two that are in French."""
    slug = shipped.specimen_series().slug

    english, french = (views.series_view(store, slug, language) for language in ("en", "fr"))

    assert [version.slug for version in english.versions] == ["66-152", "specimen-1", "specimen-2", "specimen-3"]
    assert [version.slug for version in french.versions] == ["specimen-2", "specimen-3"]
    assert english.languages == ("en", "fr")


def test_one_text_alone_is_a_series_too(tmp_path: Path, fixtures: Path) -> None:
    """Nothing to compare: no steps, no lineages, no error."""
    with Store.open(tmp_path / "one.db", create=True) as store:
        add(store, [fixtures / "A_RES_66_152.txt"])

        view = views.series_view(store, SERIES, "en")

    assert (len(view.versions), view.comparisons, view.gaps, view.lineages) == (1, (), (), ())


def test_a_series_that_is_not_here_is_refused(store: Store) -> None:
    """With those that are."""
    with pytest.raises(UnknownVersion, match=SERIES):
        views.series_view(store, "bridges", "en")


def test_any_two_texts_are_compared_and_nothing_is_written(store: Store) -> None:
    """Over a text that is here, and backwards; the database stays as it is."""
    old, middle, new = store.versions(SERIES, "en")[0], *store.versions(SERIES, "en")[1:3]
    assert middle.symbol == "A/RES/74/153"
    before = hashlib.sha256("\n".join(store.conn.iterdump()).encode()).digest()

    forwards = views.comparison_of(store, SERIES, old, new)
    backwards = views.comparison_of(store, SERIES, new, old)

    assert (forwards.old.symbol, forwards.new.symbol) == ("A/RES/66/152", "A/RES/75/180")
    assert (backwards.old.symbol, backwards.new.symbol) == ("A/RES/75/180", "A/RES/66/152")
    assert forwards.between == backwards.between == Between(8, 1, (67, 73))
    assert hashlib.sha256("\n".join(store.conn.iterdump()).encode()).digest() == before


def test_what_is_stored_is_what_is_shown(store: Store) -> None:
    """The stored comparison of two neighbours is taken as it is."""
    old, new = store.versions(SERIES, "en")[1:3]

    assert views.comparison_of(store, SERIES, old, new) == store.comparison(SERIES, "en", old.slug, new.slug)


def test_what_changes_is_compared_anew(store: Store) -> None:
    """A comparison in memory is never shown for other texts, or where something between came or went."""
    old, new = (version for version in store.versions(SERIES, "en") if version.slug in ("66-152", "75-180"))
    assert views.comparison_of(store, SERIES, old, new).between.loaded == 1

    remove(store, "74/153")

    assert views.comparison_of(store, SERIES, old, new).between == Between(8, 0, (67, 74))


def test_two_languages_are_never_compared(store: Store) -> None:
    """Word by word it makes no sense."""
    slug = shipped.specimen_series().slug
    english, french = (
        next(version for version in store.versions(slug, language) if version.slug == "specimen-2")
        for language in ("en", "fr")
    )

    with pytest.raises(AmbiguousVersion, match="choose one --language for both"):
        views.comparison_of(store, slug, english, french)


def test_texts_of_no_common_series_are_compared_too(store: Store) -> None:
    """Then nothing is known of what lies between."""
    specimen = next(version for version in store.versions(language="en") if version.slug == "specimen-1")
    real = next(version for version in store.versions(language="en") if version.slug == "75-180")

    assert views.comparison_of(store, None, specimen, real).between == Between()


# -------------------------------------------------------------------------------------------------------------- once


def test_parallel_requests_compute_once() -> None:
    """Eight threads ask for one value at the same time: it is made once and given to all."""
    once, calls, together = Once[int](4), list[int](), threading.Barrier(8)

    def compute() -> int:
        calls.append(1)
        threading.Event().wait(0.05)
        return 7

    def ask(_: int) -> int:
        together.wait()
        return once.get("key", compute)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(8))) == [7] * 8
    assert calls == [1]


def test_the_least_used_value_goes_first() -> None:
    """There is room for two: the third drives out the one that was not asked for again."""
    once, made = Once[str](2), list[str]()

    def make(key: str) -> str:
        made.append(key)
        return key

    for key in ("a", "b", "a", "c", "a", "b"):
        assert once.get(key, partial(make, key)) == key

    assert made == ["a", "b", "c", "b"]


def test_what_failed_is_tried_again() -> None:
    """An error is raised to who asked, and not kept."""
    once = Once[int](2)

    def fail() -> int:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        once.get("key", fail)

    assert once.get("key", lambda: 7) == 7
