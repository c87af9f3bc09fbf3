"""Comparisons and lineages in the store: read back without loss, and never once what they rest on has changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from builders import change, note
from builders import comparison as built
from documents import document, resolution

from tracker.config import ALGORITHM
from tracker.errors import StoreError
from tracker.lineage import lineages as follow
from tracker.model import (
    Between,
    Check,
    Comparison,
    Edition,
    Group,
    KnownVersion,
    Lineage,
    MetadataChange,
    NotApplied,
    Place,
    Series,
    Version,
)
from tracker.store import Stated, Store, fresh, lineages

SLUG = "bridges"
LABELS = {"PP1": 0, "PP2": 1, "OP1": 2, "OP2": 3, "OP3": 4}


def placed(item: Comparison) -> Comparison:
    """A comparison whose places stand where their paragraphs do in the texts below."""

    def at(places: tuple[Place, ...]) -> tuple[Place, ...]:
        return tuple(replace(place, position=LABELS[place.label]) for place in places)

    changes = tuple(replace(one, old=at(one.old), new=at(one.new)) for one in item.changes)
    return replace(item, algorithm=ALGORITHM, changes=changes)


KNOWN = tuple(KnownVersion(f"A/RES/{session}/1", session, date(1945 + session, 12, 16), "read") for session in (70, 75))
OLD, MIDDLE, NEW = (
    Edition(f"A/RES/{session}/1", "en", "Bridges", adopted=date(1945 + session, 12, 16), session=session)
    for session in (70, 75, 76)
)
FIRST = placed(
    built(
        change("PP1", "Recalling its resolution {+74/1+}[-69/1-],", "technical"),
        change("PP2", "Noting bridges,"),
        change("OP1", "Urges {+all +}States;", group=1, notes=[note("edited", "A/{+75+}[-70-]/53")]),
        change("OP2", "[-Decides.-]"),
        change("OP2, OP3", "Requests a report.{+\nDecides to continue.+}", old="OP3", kind="split", moved=True),
        old=OLD,
        new=MIDDLE,
    )
)
FIRST = replace(
    FIRST,
    metadata=(
        MetadataChange("adoption", "without a vote", "1-2-3"),
        MetadataChange("sponsors", added=("Fiji",), removed=()),
    ),
    groups=(Group(1, "all States", ("OP1",), (NotApplied("OP2", "States"),)),),
    checks=(Check("cites", "A/RES/75/1", "PP1", "It cites itself."),),
    between=Between(4, 0, (71, 74)),
)
SECOND = placed(
    built(
        change("PP1", "Recalling its resolution {+75/1+}[-74/1-],", "technical"),
        change("PP2", "Noting bridges,"),
        change("OP1", "Urges all States;"),
        change("OP2", "Requests a {+full +}report."),
        change("OP3", "Decides to continue."),
        old=MIDDLE,
        new=NEW,
    )
)
TEXTS = (
    resolution("70/1", "PP1 Recalling its resolution 69/1,", "PP2 Noting bridges,", "OP1 Urges States;", "OP2 Decides.",
               "OP3 Requests a report."),
    resolution("75/1", "PP1 Recalling its resolution 74/1,", "PP2 Noting bridges,", "OP1 Urges all States;",
               "OP2 Requests a report.", "OP3 Decides to continue."),
    resolution("76/1", "PP1 Recalling its resolution 75/1,", "PP2 Noting bridges,", "OP1 Urges all States;",
               "OP2 Requests a full report.", "OP3 Decides to continue."),
)  # fmt: skip


@pytest.fixture
def store() -> Iterator[Store]:
    """A series of three texts, compared, and its paragraphs followed."""
    with Store.open(":memory:", create=True) as made:
        made.save_series(Series(SLUG, "Bridges", known=KNOWN))
        for text in TEXTS:
            one, data = document(text)
            made.save(one, data=data)
            made.link(SLUG, str(text.symbol), "title")
        for comparison in (FIRST, SECOND):
            made.save_comparison(SLUG, comparison)
        made.save_lineages(SLUG, "en", lives(), made.versions(SLUG, "en"))
        yield made


def lives() -> tuple[Lineage, ...]:
    return follow((OLD, MIDDLE, NEW), (FIRST, SECOND), ((KnownVersion("A/RES/71/1", 71, None, "cited"),), ()))


def first(store: Store) -> Comparison | None:
    return store.comparison(SLUG, "en", "70-1", "75-1")


# ------------------------------------------------------------------------------------------------------------ lossless


def test_a_comparison_comes_back_as_it_was_saved(store: Store) -> None:
    """Every change, piece, note, group, check and fact: and its JSON is the same."""
    for comparison, old, new in ((FIRST, "70-1", "75-1"), (SECOND, "75-1", "76-1")):
        stored = store.comparison(SLUG, "en", old, new)
        assert comparison == stored
        assert json.dumps(comparison.to_dict()) == json.dumps(stored.to_dict())


def test_texts_with_line_breaks_come_back_in_their_places(store: Store) -> None:
    """Places are cut by length, not at line breaks: whatever a paragraph holds, it comes back."""
    odd = replace(
        FIRST.changes[0], old=(Place(0, "PP1", None, "preambular", "a\nb"), Place(1, "PP2", "1.", "table", ""))
    )
    store.save_comparison(SLUG, replace(FIRST, changes=(odd,)))
    stored = first(store)
    assert stored
    assert stored.changes == (odd,)


def test_lineages_come_back_as_they_were_saved(store: Store) -> None:
    """Every step and interval."""
    assert lives() == store.lineages(SLUG, "en")
    assert len(lives()) == 6


def test_a_pair_that_is_not_stored_is_none(store: Store) -> None:
    """Only neighbours are stored; another pair, or the same one turned round, is computed when asked."""
    assert store.comparison(SLUG, "en", "70-1", "76-1") is None
    assert store.comparison(SLUG, "en", "75-1", "70-1") is None
    assert store.comparison(SLUG, "fr", "70-1", "75-1") is None
    assert store.lineages(SLUG, "fr") == ()


def test_saving_again_takes_the_place(store: Store) -> None:
    """One comparison of two texts, one life of a paragraph."""
    store.save_comparison(SLUG, FIRST)
    store.save_lineages(SLUG, "en", lives(), store.versions(SLUG, "en"))
    assert store.conn.execute("select count(*) from comparisons").fetchone() == (2,)
    assert store.conn.execute("select count(*) from lineages").fetchone() == (6,)


# --------------------------------------------------------------------------------------------------- never a stale row


def corrected(store: Store) -> None:
    """Another file for the newer text."""
    one, data = document(replace(TEXTS[1], title="Bridges and tunnels"))
    store.save(one, data=data)


def one_between(store: Store) -> None:
    """A text that lies between the two."""
    one, data = document(resolution("73/1", "OP1 Decides"))
    store.save(one, data=data)
    store.link(SLUG, "A/RES/73/1", "title")


def known_between(store: Store) -> None:
    """A text is known to lie between the two."""
    store.save_series(Series(SLUG, "Bridges", known=(*KNOWN, KnownVersion("A/RES/72/1", 72, None, "cited"))))


def said_to_be_a_draft(store: Store) -> None:
    """The user says what the newer text is."""
    one, data = document(TEXTS[1])
    store.save(one, data=data, stated=Stated(status="draft"))


def taken_out(store: Store) -> None:
    """One of the two goes."""
    store.remove("A/RES/70/1")


def dropped(store: Store) -> None:
    """All that is derived is taken away."""
    store.drop_derived(SLUG, "en")


@pytest.mark.parametrize(
    "changes",
    [corrected, one_between, known_between, said_to_be_a_draft, taken_out, dropped],
    ids=lambda one: one.__name__,
)
def test_what_rests_on_something_that_has_changed_is_not_shown(store: Store, changes: Callable[[Store], None]) -> None:
    """Its texts, those between them, what is known of the series, what the user states: not even to an SQL user."""
    changes(store)
    assert first(store) is None
    assert store.lineages(SLUG, "en") == ()
    for table in (
        "edits where year = 2020",
        "paragraph_history",
        "paragraph_versions",
        "paragraphs where lineage_id > 0",
    ):
        assert rows(store, f"select count(*) from {table}") == [(0,)]  # noqa: S608


def test_what_another_algorithm_computed_is_not_shown(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new number makes all that is stored stale."""
    monkeypatch.setattr(fresh, "ALGORITHM", ALGORITHM + " changed")
    assert first(store) is None
    assert store.lineages(SLUG, "en") == ()


def test_a_later_text_leaves_earlier_comparisons_as_they_are(store: Store) -> None:
    """Nothing between 70/1 and 75/1 has changed; the lives have, for they end later."""
    one, data = document(resolution("77/1", "OP1 Decides"))
    store.save(one, data=data)
    store.link(SLUG, "A/RES/77/1", "title")
    assert FIRST == first(store)
    assert store.lineages(SLUG, "en") == ()


def test_a_comparison_of_other_texts_than_those_here_is_refused(store: Store) -> None:
    """A side that isn't here, or was another file when it was compared."""
    with pytest.raises(StoreError, match="A/RES/9/9 in en is not here"):
        store.save_comparison(SLUG, replace(FIRST, old=replace(OLD, symbol="A/RES/9/9")))
    with pytest.raises(StoreError, match="A/RES/70/1 in en has changed since it was compared"):
        store.save_comparison(SLUG, replace(FIRST, old=replace(OLD, sha256="0" * 64)))
    gone = replace(store.versions(SLUG)[0], symbol="A/RES/9/9")
    with pytest.raises(StoreError, match="A/RES/9/9 in en is not here: its paragraphs can't be followed"):
        store.save_lineages(SLUG, "en", lives(), (gone, *store.versions(SLUG)[1:]))
    assert FIRST == first(store)


# ----------------------------------------------------------------------------------------------------------------- rows


def rows(store: Store, statement: str) -> list[tuple[Any, ...]]:
    """Rows, as any SQLite tool would show them."""
    return store.conn.execute(statement).fetchall()


def test_the_rows_of_a_change(store: Store) -> None:
    """As SKETCHES.md 8 prints them: year, texts, label, what it was, and how much."""
    found = rows(
        store,
        'select year, old, new, label, was, kind, significance, "group", words_inserted, words_deleted, moved '
        "from edits "
        "where series = 'bridges' and language = 'en' and year = 2020",
    )
    assert found == [
        (2020, "70/1", "75/1", "PP1", "PP1", "edited", "technical", None, 1, 1, 0),
        (2020, "70/1", "75/1", "OP1", "OP1", "edited", "substantive", 1, 1, 0, 0),
        (2020, "70/1", "75/1", None, "OP2", "deleted", "substantive", None, 0, 1, 0),
        (2020, "70/1", "75/1", "OP2, OP3", "OP3", "split", "substantive", None, 3, 0, 1),
    ]
    assert rows(store, "select count(*) from changes where kind = 'unchanged'") == [(4,)]


def test_the_redline_of_a_change(store: Store) -> None:
    """JSON in the one shape that pages render: both texts can be put together from it."""
    (redline,) = rows(store, "select redline from edits where year = 2020 and label = 'OP1'")
    assert json.loads(redline[0]) == {"redline": [["equal", "Urges "], ["insert", "all "], ["equal", "States;"]]}
    for old, new, pieces in rows(store, "select old_text, new_text, segments from changes"):
        segments = json.loads(pieces)
        assert old == "".join(one["text"] for one in segments if one["op"] != "insert")
        assert new == "".join(one["text"] for one in segments if one["op"] != "delete")


def test_the_same_words_since(store: Store) -> None:
    """The second query of SKETCHES.md 8: a technical update is a change of words, and a gap makes the year inexact."""
    found = rows(
        store,
        "select label, same_words_since, exact, same_words_since_text from paragraph_history "
        "where series = 'bridges' and language = 'en' and last_year = 2021 and same_words_since <= 2020",
    )
    assert found == [("PP2", 2015, 0, "2015 or before"), ("OP1", 2020, 0, "2016-2020"), ("OP3", 2020, 0, "2016-2020")]


def test_a_paragraph_through_the_years(store: Store) -> None:
    """The third query of SKETCHES.md 8: its lineage is an address, found by any text that has it."""
    found = rows(
        store,
        """select year, symbol, label, plain like '%all States%' as there from paragraph_versions
        where series = 'bridges' and language = 'en' and lineage =
          (select lineage from paragraph_versions where symbol = 'A/RES/70/1' and language = 'en' and label = 'OP1')
        order by year""",
    )
    assert found == [(2015, "A/RES/70/1", "OP1", 0), (2020, "A/RES/75/1", "OP1", 1), (2021, "A/RES/76/1", "OP1", 1)]
    assert rows(store, "select lineage, has_ended, ended from paragraph_history where has_ended = 1") == [
        ("70-1.OP2", 1, 2020)
    ]


def test_paragraphs_point_at_their_lineage(store: Store) -> None:
    """At that of the real series, where a specimen series has the text by reference too."""
    store.save_series(Series("a-drafting", "Drafting", specimen=True))
    store.link("a-drafting", "A/RES/70/1", "by reference")
    store.link("a-drafting", "A/RES/75/1", "by reference")
    versions: tuple[Version, ...] = store.versions("a-drafting", "en")
    store.save_lineages("a-drafting", "en", follow((OLD, MIDDLE), (FIRST,), ((),)), versions)
    found = rows(
        store,
        "select p.label, l.address, s.slug from paragraphs p join lineages l on l.id = p.lineage_id "
        "join series s on s.id = l.series_id join versions v on v.revision_id = p.revision_id "
        "where v.symbol = 'A/RES/75/1' order by p.position",
    )
    assert found == [(label, f"76-1.{label}", SLUG) for label in ("PP1", "PP2", "OP1", "OP2", "OP3")]


@pytest.mark.parametrize(
    ("label", "address"),
    [("PP16", "77-213.PP16"), ("OP12 (a)(ii)", "77-213.OP12-a-ii"), ("Annex I 3 (a)", "77-213.Annex-I-3-a")],
)
def test_the_address_of_a_paragraph(label: str, address: str) -> None:
    """Letters stay as they are, everything between them is a hyphen."""
    assert address == lineages.address("77-213", label)
