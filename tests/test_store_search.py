"""Search: all the words, in any language; Chinese inside a run of letters too."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

import pytest
from documents import document, resolution

from tracker.store import Store
from tracker.store.search import query, spaced

TEXTS = (
    resolution(
        "75/1", "PP1 Recalling its resolution 74/1,", "OP1 Urges all States to build co\u2011operative bridges;"
    ),
    resolution("76/1", "OP1 Calls upon States to build bridges for all;"),
    resolution("76/1", "OP1 Engage les États à construire des ponts;", language="fr"),
    resolution("76/1", "OP1 促请各国促进人权和可持续发展；", language="zh"),
)


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """Four small texts."""
    with Store.open(":memory:", create=True) as made:
        for text in TEXTS:
            one, data = document(text)
            made.save(one, data=data)
        yield made


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("bridges", ["75-1 OP1", "76-1 OP1"]),
        ("BRIDGES urges", ["75-1 OP1"]),
        ("build bridges", ["75-1 OP1", "76-1 OP1"]),
        ('"build bridges"', ["76-1 OP1"]),
        ("74/1", ["75-1 PP1"]),
        ("co-operative", ["75-1 OP1"]),
        ("etats", ["76-1 OP1"]),
        ("人权", ["76-1 OP1"]),
        ("可持续发展", ["76-1 OP1"]),
        ("可持续 人权", ["76-1 OP1"]),
        ("续人", []),
        ("tunnels", []),
        ("", []),
        ('" - *', []),
        ("NEAR( OR", []),
    ],
)
def test_what_is_found(store: Store, words: str, expected: list[str]) -> None:
    """All words, in any order; a phrase in quotes; symbols and hyphens as they are typed; no query is an error."""
    assert expected == sorted(f"{hit.version.slug} {hit.label}" for hit in store.search(words))


def test_only_a_language_and_only_so_many(store: Store) -> None:
    """The limit and the language hold."""
    assert len(store.search("bridges", limit=1)) == 1
    assert store.search("ponts", language="en") == ()
    assert store.search("ponts", language="fr")[0].version.language == "fr"


def test_a_reading_that_is_not_current_is_not_found() -> None:
    """Words that a correction took away are not found any more."""
    with Store.open(":memory:", create=True) as store:
        for words in ("OP1 Decides to cat", "OP1 Decides to act"):
            one, data = document(resolution("76/1", words))
            store.save(one, data=data)
        assert store.search("cat") == ()
        assert len(store.search("act")) == 1


def test_datasette_finds_the_index_by_itself(store: Store) -> None:
    """Its own search box works on the table `paragraphs`: this is how both lines look for an index."""
    utils = import_module("datasette.utils")
    assert utils.detect_fts(store.conn, "paragraphs") == "paragraphs_fts"


def test_the_written_form_of_a_query() -> None:
    """Every word is quoted, Han letters stand apart; a text without any adds nothing to the index."""
    assert query("a/res 人权") == '"a/res" "人  权"'
    assert spaced("no such letter") is None
