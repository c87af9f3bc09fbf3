"""Series as they are found, kept apart, and put right by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import FIXTURES

from tracker.errors import BadSource, UnknownVersion
from tracker.pipeline import ruling, shipped
from tracker.pipeline.files import Supplied
from tracker.pipeline.ingest import add, check, rebuild, remove
from tracker.store import Store

WORDS = "Recalling the bridges that were built over the wide and cold river by many hands, decides to return to it."


def text(symbol: str, title: str = "Bridges", words: str = WORDS) -> Supplied:
    paragraphs = [{"kind": "preambular", "number": None, "text": words}]
    value = {"symbol": symbol, "language": "en", "title": title, "paragraphs": paragraphs}
    return Supplied(f"{symbol.replace('/', '_')}.json", json.dumps(value).encode())


def homes(store: Store) -> list[list[str]]:
    return sorted(sorted({v.symbol[6:] for v in store.versions(one.slug)}) for one in store.series())


def test_a_split_and_a_pin_survive_a_rebuild(tmp_path: Path) -> None:
    """What a person says goes before what is found; a text alone is a series of one."""
    with Store.open(tmp_path / "a.db", create=True) as store:
        add(store, [text("75/1"), text("76/1"), text("75/2", "Ferries of the sea", "Urges all to use the ferries.")])
        assert homes(store) == [["75/1", "76/1"], ["75/2"]]
        ruling.split(store, "bridges", "76/1")
        rebuild(store)
        assert homes(store) == [["75/1"], ["75/2"], ["76/1"]]
        ruling.pin(store, "ferries-of-the-sea", "76/1")
        rebuild(store)
        assert homes(store) == [["75/1"], ["75/2", "76/1"]]


def test_a_title_but_for_its_year_is_one_series_and_sisters_of_a_session_are_not(tmp_path: Path) -> None:
    """The nearer of two texts of one session follows; the other says why it does not."""
    with Store.open(tmp_path / "a.db", create=True) as store:
        add(store, [text("75/1", "Fund for 2020"), text("76/1", "Fund for 2021"), text("76/2", "Fund for 2021")])
        assert homes(store) == [["75/1", "76/1"], ["76/2"]]
        apart = [one.said for series in store.series() for one in store.evidence(series.slug) if one.kind == "verdict"]
        assert apart == ["A/RES/76/1 is nearer to it"]


# ------------------------------------------------------------------------------------------- taken back, and kept


def kept(store: Store) -> Path:
    file = ruling.file_of(store)
    assert file
    return file


@pytest.fixture
def bridges(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "mine.db", create=True) as store:
        add(store, [text("75/1"), text("76/1"), text("75/2", "Ferries of the sea", "Urges all to use the ferries.")])
        yield store


def test_what_was_said_is_taken_back(bridges: Store) -> None:
    """The series are as they were found, and the file that said otherwise is gone."""
    before = homes(bridges)
    ruling.split(bridges, "bridges", "76/1")
    assert "mine.series.toml" == kept(bridges).name
    assert kept(bridges).exists()
    assert ["76/1 is not of one series with 75/1"] == [one.text for one in ruling.undo(bridges, "76/1")]
    assert before == homes(bridges)
    assert not kept(bridges).exists()
    with pytest.raises(UnknownVersion, match="nothing is said of any series"):
        ruling.undo(bridges, "76/1")


def test_what_is_said_anew_takes_the_place_of_what_it_contradicts(bridges: Store) -> None:
    """A text pinned elsewhere is not of the first any more; one pinned back is split no more."""
    ruling.split(bridges, "bridges", "76/1")
    ruling.pin(bridges, "ferries-of-the-sea", "76/1")
    ruling.pin(bridges, "bridges", "76/1")
    assert [["75/1", "76/1"], ["75/2"]] == homes(bridges)
    assert ["pin"] == [one.verb for one in bridges.rulings()]
    ruling.split(bridges, "bridges", "76/1")
    assert [["75/1"], ["75/2"], ["76/1"]] == homes(bridges)
    assert ["split"] == [one.verb for one in bridges.rulings()]


def test_the_file_beside_the_database_is_read_by_a_rebuild(bridges: Store) -> None:
    """What the user wrote there by hand is in force; of what can't be taken a line is told, and check tells it."""
    kept(bridges).write_text('[[split]]\ntext = "76/1"\nwith = "75/1"\nnote = "other bridges"\n', encoding="utf-8")
    assert check(bridges) == (f"{kept(bridges)} says something else than the database: tracker rebuild reads it",)
    told: list[str] = []
    rebuild(bridges, told.append)
    assert [["75/1"], ["75/2"], ["76/1"]] == homes(bridges)
    assert [f"said of series: 1, from {kept(bridges)}"] == told
    assert () == check(bridges)
    kept(bridges).write_text('[[split]]\ntext = "76/1"\n', encoding="utf-8")
    with pytest.raises(BadSource, match=r"mine\.series\.toml: split 1 is left out: it does not say with"):
        rebuild(bridges)
    with pytest.raises(BadSource, match="nothing was changed"):
        ruling.pin(bridges, "bridges", "75/2")


def test_a_file_that_is_no_toml_changes_nothing(bridges: Store) -> None:
    """The rebuild does all else, and says so."""
    ruling.split(bridges, "bridges", "76/1")
    kept(bridges).write_text("[[split", encoding="utf-8")
    with pytest.raises(BadSource, match="what is said of series is as before"):
        rebuild(bridges)
    assert [["75/1"], ["75/2"], ["76/1"]] == homes(bridges)


def test_a_ruling_waits_for_a_text_that_is_not_here(bridges: Store) -> None:
    """Read from a file, it is in force as soon as the text is added."""
    read = ruling.take(bridges, b'[[pin]]\ntext = "77/9"\nwith = "75/2"\n', "other.toml")
    assert (1, ()) == (len(read.rulings), read.left_out)
    add(bridges, [text("77/9", "Harbours", "Invites ships of all flags to the harbours.")])
    assert [["75/1", "76/1"], ["75/2", "77/9"]] == homes(bridges)


# ------------------------------------------------------------------------------- titles, languages, order, and drafts


def named(symbol: str, title: str, *paragraphs: str, language: str = "en", **facts: str) -> Supplied:
    """A text of several paragraphs."""
    listed = [{"kind": "preambular", "number": None, "text": words} for words in paragraphs]
    value = {"symbol": symbol, "language": language, "title": title, "paragraphs": listed, **facts}
    return Supplied(f"{symbol.replace('/', '_')}-{language}.json", json.dumps(value).encode())


SAFE = tuple(f"Noting that the {one} bridge is safe for all who walk over the river," for one in ("old", "new", "long"))


def recalling(session: int, symbol: str) -> str:
    return f"Recalling its resolution {symbol} of 16 December {1945 + session} on the bridges and on their keepers,"


def test_a_retitled_text_is_followed_by_its_citation_and_words(tmp_path: Path) -> None:
    """It cites its predecessor and says much the same; without the citation it is another, however alike."""
    with Store.open(tmp_path / "a.db", create=True) as store:
        add(
            store,
            [
                named("A/RES/75/1", "Keeping of bridges", recalling(74, "74/1"), *SAFE),
                named("A/RES/76/1", "Crossing rivers in peace", recalling(75, "75/1"), *SAFE),
                named("A/RES/76/2", "Rivers of the north", *SAFE),
            ],
        )
        assert [["75/1", "76/1"], ["76/2"]] == homes(store)
        (slug,) = [one.slug for one in store.series() if len(store.versions(one.slug)) == 2]
        kinds = {one.kind for one in store.evidence(slug) if one.verdict == "follows"}
        assert {"citation", "place", "text"} == kinds


def test_a_text_that_only_cites_another_does_not_follow_it(tmp_path: Path) -> None:
    """Neighbouring subjects cite each other; their words are not the same."""
    with Store.open(tmp_path / "a.db", create=True) as store:
        harbours = ("Urges every port to light its harbour at night,", "Asks that ships be told of each storm in time,")
        add(
            store,
            [
                named("A/RES/75/1", "Bridges", *SAFE),
                named("A/RES/76/3", "Harbours", recalling(75, "75/1"), *harbours),
            ],
        )
        assert [["75/1"], ["76/3"]] == homes(store)


def test_the_order_in_which_texts_come_changes_nothing(tmp_path: Path) -> None:
    """All at once, oldest first or last first: the same series."""
    texts = [
        text(f"{session}/{part}", f"Fund {part} for {1945 + session}") for session in (74, 75, 76) for part in (1, 2)
    ]
    found = []
    for count, order in enumerate(([texts], [[one] for one in texts], [[one] for one in reversed(texts)])):
        with Store.open(tmp_path / f"{count}.db", create=True) as store:
            for batch in order:
                add(store, batch)
            found.append(homes(store))
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("fr", ("Rapport de la soixante-quinzième session", "Rapport de la soixante-seizième session")),
        ("es", ("Presupuesto para 2020", "Presupuesto para 2021")),
        ("ru", ("Бюджет на 2020 год", "Бюджет на 2021 год")),
        ("ar", ("ميزانية عام 2020", "ميزانية عام 2021")),
        ("zh", ("2020年预算", "2021年预算")),
    ],
)
def test_series_are_found_in_every_language(tmp_path: Path, language: str, titles: tuple[str, str]) -> None:
    """A title but for its year or ordinal; a reading in another language stands where its text stands."""
    with Store.open(tmp_path / "a.db", create=True) as store:
        add(store, [named(f"A/RES/{75 + n}/1", title, *SAFE, language=language) for n, title in enumerate(titles)])
        assert [["75/1", "76/1"]] == homes(store)
        add(store, [named("A/RES/76/1", "Something in English", WORDS)])
        assert [["75/1", "76/1"]] == homes(store)


def test_a_draft_stands_with_the_text_that_it_resembles(tmp_path: Path) -> None:
    """A draft of the same title is of the series, one of another is not; neither is a link of its chain."""
    with Store.open(tmp_path / "a.db", create=True) as store:
        add(
            store,
            [
                text("75/1"),
                named("A/C.3/76/L.1", "Bridges", WORDS, status="draft"),
                named("A/C.3/76/L.2", "Ferries", "Urges all to use the ferries.", status="draft"),
            ],
        )
        series = {tuple(sorted({v.symbol for v in store.versions(one.slug)})) for one in store.series()}
        assert {("A/C.3/76/L.1", "A/RES/75/1"), ("A/C.3/76/L.2",)} == series


def test_a_series_goes_on_within_a_session_and_its_sister_beside_it_does_not(tmp_path: Path) -> None:
    """Part B cites A where A cites its predecessor: it follows. One that cites A beside that predecessor does not.

    The first is cited as A once there is a B, and goes by the symbol under which it is here.
    """
    with Store.open(tmp_path / "a.db", create=True) as store:
        add(
            store,
            [
                named("A/RES/75/1", "Bridges", recalling(74, "74/1"), *SAFE, adopted="2020-12-31"),
                named("A/RES/75/1 B", "Bridges", recalling(75, "75/1"), *SAFE, adopted="2021-05-18"),
                named("A/RES/76/1", "Bridges", recalling(75, "75/1 B"), *SAFE, adopted="2021-12-16"),
                named("A/RES/75/9", "Tunnels", twice("74/9 A", "74/9 B"), *SAFE, adopted="2020-12-31"),
                named("A/RES/75/9 B", "Tunnels", twice("74/9 B", "75/9"), *SAFE, adopted="2021-06-30"),
            ],
        )
        assert [["75/1", "75/1 B", "76/1"], ["75/9"], ["75/9 B"]] == homes(store)


def twice(one: str, other: str) -> str:
    return f"Recalling its resolutions {one} of 16 December 2018 and {other} of 3 July 2019 on the tunnels and keepers,"


def test_what_nobody_said_is_not_called_stated(tmp_path: Path) -> None:
    """A draft that the user puts into a found series says nothing of the texts that are there: no link says "you"."""
    with Store.open(tmp_path / "tracker.db", create=True) as store:
        add(store, [text("75/1"), text("76/1")])
        before = {link.symbol: link.evidence for link in store.links()}
        add(store, [text("A/C.3/77/L.2")], draft=True, series="bridges")
        after = {link.symbol: link.evidence for link in store.links()}
        assert after == {**before, "A/C.3/77/L.2": "stated"}
        assert check(store) == ()


def test_a_series_without_a_text_is_none(tmp_path: Path) -> None:
    """Its last text removed, it is listed no more."""
    with Store.open(tmp_path / "tracker.db", create=True) as store:
        add(store, [text("75/1"), text("75/2", "Roads", "Noting roads, all of them paved,")])
        remove(store, "75/2")
        assert [series.slug for series in store.series()] == ["bridges"]
        assert check(store) == ()


def test_specimens_take_their_first_text_whichever_comes_first(tmp_path: Path) -> None:
    """66/152 stands in their series by reference, also where it was here before them."""
    with Store.open(tmp_path / "tracker.db", create=True) as store:
        for name in ("A_RES_66_152.txt", "SPECIMEN_1.txt"):
            add(store, [FIXTURES / name])
        slug = shipped.specimen_series().slug
        assert [one.symbol for one in store.versions(slug)] == ["A/RES/66/152", "SPECIMEN/1"]
        assert check(store) == ()
