"""Pairings by hand in a database: said and taken back, kept in a file, and what rests on them renewed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tracker import overrides
from tracker.errors import AmbiguousVersion, BadSource, StoreError, UnknownVersion
from tracker.model import Change, Comparison
from tracker.pairing import Pairing
from tracker.pipeline import by_hand as comparing
from tracker.pipeline import derive, pairings, ruling, views
from tracker.pipeline.ingest import Supplied, add, check, rebuild, remove
from tracker.store import Store

SLUG = "bridges"
OLD = ("Recalling the bridges that were built,", "Urges all States to keep their bridges open by day and by night;",
       "Encourages those who cross rivers to share what they know;", "Decides to return to the matter.")  # fmt: skip
NEW = ("Recalling the bridges that were built,", "Invites the ferries to carry every traveller without a fee;",
       "Encourages those who cross rivers to share what they know;", "Decides to return to the matter.")  # fmt: skip
SWAPPED = Pairing("A/RES/75/1", "A/RES/76/1", ("OP1",), ("OP2",), "en", "agreed so")


def text(symbol: str, words: tuple[str, ...], language: str = "en") -> Supplied:
    """A small resolution that we wrote ourselves: PP1, then OP1 and so on."""
    paragraphs = [
        {"kind": "operative" if place else "preambular", "number": f"{place}." if place else None, "text": one}
        for place, one in enumerate(words)
    ]
    value = {"symbol": symbol, "language": language, "title": "Bridges", "paragraphs": paragraphs}
    return Supplied(f"{symbol.replace('/', '_')}_{language}.json", json.dumps(value).encode())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Three texts in English, two of them in French, and a draft."""
    with Store.open(tmp_path / "mine.db", create=True) as opened:
        add(opened, [text("75/1", OLD), text("76/1", NEW), text("77/1", NEW)])
        add(opened, [text("75/1", OLD, "fr"), text("76/1", NEW, "fr")])
        add(opened, [text("A/C.3/78/L.2", NEW)], draft=True, series=SLUG)
        yield opened


def labels(item: Comparison | None) -> list[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    """Each change by its old labels, its new labels, and its flags."""
    assert item is not None
    return [
        (tuple(place.label for place in one.old), tuple(place.label for place in one.new), one.flags)
        for one in item.changes
    ]


def stored(store: Store, language: str = "en", old: str = "75-1", new: str = "76-1") -> Comparison | None:
    return store.comparison(SLUG, language, old, new)


def by_hand(item: Comparison | None) -> tuple[Change, ...]:
    assert item is not None
    return tuple(one for one in item.changes if "override" in one.flags)


def kept(store: Store) -> Path:
    """The file beside the database."""
    file = pairings.file_of(store)
    assert file is not None
    return file


# ------------------------------------------------------------------------------------------------------------- said


def test_what_is_said_is_in_force_at_once(store: Store) -> None:
    """The stored comparison links what was paired, and says so: flag, note, and what the program finds alone."""
    state = pairings.pair(store, SWAPPED)

    (change,) = by_hand(stored(store))
    assert (("OP1",), ("OP2",), ("override",)) in labels(stored(store))
    assert "The program alone: OP1 deleted, OP2 became OP2." == state.instead
    assert f"Paired by hand: agreed so. {state.instead}" == change.reason.text
    assert () == check(store)


def test_lineages_follow_what_was_paired(store: Store) -> None:
    """The paragraph's life goes on where the user says."""
    pairings.pair(store, SWAPPED)

    lives = store.lineages(SLUG, "en")
    assert ["OP1", "OP2", "OP2"] in [[step.label for step in life.steps] for life in lives]


def test_only_what_rests_on_it_is_compared_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """One pair in one language; the other comparisons stand."""
    made: list[tuple[str, str, str]] = []
    plain = comparing.compared

    def watched(old: object, new: object, **more: object) -> Comparison:
        made.append((str(old.symbol), str(new.symbol), new.language))  # type: ignore[attr-defined]
        return plain(old, new, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(derive, "compared", watched)
    pairings.pair(store, SWAPPED)

    assert [("A/RES/75/1", "A/RES/76/1", "en")] == made


def test_a_pairing_is_said_of_one_language_or_of_all(store: Store) -> None:
    """Each language is aligned by itself; "all" says it of every one in which both texts are."""
    pairings.pair(store, SWAPPED)
    assert [1, 0] == [len(by_hand(stored(store, code))) for code in ("en", "fr")]

    pairings.pair(store, replace(SWAPPED, language="all", note=""))
    assert (replace(SWAPPED, language="all"),) == store.pairings()
    assert [1, 1] == [len(by_hand(stored(store, code))) for code in ("en", "fr")]


def test_a_paragraph_without_a_counterpart(store: Store) -> None:
    """An empty side: deleted, or new, whatever the words say."""
    pairings.pair(store, replace(SWAPPED, old_labels=("PP1",), new_labels=()))
    pairings.pair(store, replace(SWAPPED, old_labels=(), new_labels=("OP3",)))

    assert {(("PP1",), (), ("override",)), ((), ("OP3",), ("override",))} <= set(labels(stored(store)))


def test_several_become_one(store: Store) -> None:
    """Two paragraphs of the older text and one of the newer are one change, in the order of the text."""
    pairings.pair(store, replace(SWAPPED, old_labels=("op2", "op1"), new_labels=("OP1",)))

    assert (("OP1", "OP2"), ("OP1",), ("override",)) in labels(stored(store))
    assert ("OP1", "OP2") == store.pairings()[0].old_labels


def test_any_two_texts_can_be_paired(store: Store) -> None:
    """A comparison on request, the other way round too, and one with a draft use what was said of the two texts."""
    pairings.pair(store, replace(SWAPPED, new="A/RES/77/1"))
    pairings.pair(store, replace(SWAPPED, old="A/RES/77/1", new="A/C.3/78/L.2"))
    here = {version.slug: version for version in store.versions(SLUG, "en")}

    asked = views.comparison_of(store, SLUG, here["75-1"], here["77-1"])
    back = views.comparison_of(store, SLUG, here["77-1"], here["75-1"])
    assert [(("OP1",), ("OP2",), ("override",))] == [one for one in labels(asked) if one[2]]
    assert [(("OP2",), ("OP1",), ("override",))] == [one for one in labels(back) if one[2]]
    assert 1 == len(by_hand(stored(store, old="77-1", new="a-c-3-78-l-2")))


def test_what_was_asked_before_is_not_shown_after(store: Store) -> None:
    """A comparison kept in memory is not the one with the pairing."""
    here = {version.slug: version for version in store.versions(SLUG, "en")}
    ends = here["75-1"], here["77-1"]
    assert () == by_hand(views.comparison_of(store, SLUG, *ends))

    pairings.pair(store, replace(SWAPPED, new="A/RES/77/1"))
    assert 1 == len(by_hand(views.comparison_of(store, SLUG, *ends)))


def test_said_again_it_takes_the_new_note(store: Store) -> None:
    """The same paragraphs are one pairing; without a note the old one stays."""
    pairings.pair(store, SWAPPED)
    pairings.pair(store, replace(SWAPPED, note="", on=date(2021, 12, 17)))
    pairings.pair(store, replace(SWAPPED, note="in the informals"))

    assert ["in the informals"] == [one.note for one in store.pairings()]
    assert "in the informals" in by_hand(stored(store))[0].reason.text


def test_a_paragraph_is_paired_once(store: Store) -> None:
    """The line says with what, and how to take that back; nothing was changed."""
    pairings.pair(store, SWAPPED)

    with pytest.raises(BadSource, match=r"^OP2 of A/RES/76/1 is paired by hand already") as error:
        pairings.pair(store, replace(SWAPPED, old_labels=("OP3",)))
    assert str(error.value).endswith("tracker pair --remove 75/1:OP1 76/1:OP2 --language en")
    assert (SWAPPED,) == store.pairings()


def test_a_language_without_both_texts_is_refused(store: Store) -> None:
    """By its name, with those that have them."""
    with pytest.raises(
        UnknownVersion, match=r"^A/RES/75/1 and A/RES/76/1 are not both here in Spanish, but in en, fr$"
    ):
        pairings.pair(store, replace(SWAPPED, language="es"))


def test_a_label_that_is_not_there_is_refused(store: Store) -> None:
    """With the nearest ones; said of all languages, in the one that lacks it."""
    with pytest.raises(UnknownVersion, match=r"^A/RES/76/1 \(en\) has no paragraph OP9; nearest: OP1, OP2, OP3$"):
        pairings.pair(store, replace(SWAPPED, new_labels=("OP9",)))
    add(store, [text("76/1", NEW[:2], "fr")])
    with pytest.raises(UnknownVersion, match=r"^A/RES/76/1 \(fr\) has no paragraph OP2"):
        pairings.pair(store, replace(SWAPPED, language="all"))
    assert () == store.pairings()
    assert not kept(store).exists()


# ------------------------------------------------------------------------------------------------------- taken back


def test_what_is_taken_back_leaves_no_trace(store: Store) -> None:
    """The comparison is again what the program finds; one paragraph is enough to say which is meant."""
    before = stored(store), store.lineages(SLUG, "en")
    pairings.pair(store, SWAPPED)

    gone = pairings.unpair(store, ("A/RES/75/1", ("op1",)), ("A/RES/76/1", ()))

    assert ((SWAPPED,), ()) == (gone, store.pairings())
    assert before == (stored(store), store.lineages(SLUG, "en"))
    assert ["mine.db"] == sorted(path.name for path in kept(store).parent.iterdir())


def test_what_nobody_said_cannot_be_taken_back(store: Store) -> None:
    """The line names what these texts have; of several, which there are."""
    pairings.pair(store, SWAPPED)
    pairings.pair(store, replace(SWAPPED, language="fr", old_labels=("OP1", "OP3")))

    with pytest.raises(UnknownVersion, match="these two texts have:\n75/1:OP1 76/1:OP2 --language en\n"):
        pairings.unpair(store, ("A/RES/75/1", ("OP2",)), ("A/RES/76/1", ("OP2",)))
    with pytest.raises(UnknownVersion, match="these two texts have none: `tracker pair` lists all"):
        pairings.unpair(store, ("A/RES/75/1", ("OP1",)), ("A/RES/77/1", ("OP2",)))
    with pytest.raises(AmbiguousVersion, match=r"^2 pairings by hand speak of that"):
        pairings.unpair(store, ("A/RES/75/1", ("OP1",)), ("A/RES/76/1", ("OP2",)))
    (gone,) = pairings.unpair(store, ("A/RES/75/1", ("OP1",)), ("A/RES/76/1", ("OP2",)), "fr")
    assert "fr" == gone.language


def test_said_of_several_languages_it_is_taken_back_in_english(store: Store) -> None:
    """The others stay, and are named; with "all" they go too."""
    sides = ("A/RES/75/1", ("OP1",)), ("A/RES/76/1", ("OP2",))
    french = replace(SWAPPED, language="fr")
    pairings.pair(store, SWAPPED)
    pairings.pair(store, french)
    assert (SWAPPED,) == pairings.unpair(store, *sides)
    assert (french,) == pairings.said_of(store, *sides)

    pairings.pair(store, SWAPPED)
    assert {SWAPPED, french} == set(pairings.unpair(store, *sides, "all"))
    assert () == store.pairings()


def test_what_is_said_of_all_is_not_said_of_one(store: Store) -> None:
    """It would say the same twice; nothing is overwritten."""
    everywhere = replace(SWAPPED, language="all")
    pairings.pair(store, everywhere)
    assert pairings.is_said_of_all(store, replace(SWAPPED, old_labels=("op1",)))
    with pytest.raises(
        BadSource, match=r"^that is said of all languages already; a new --note goes with --language all$"
    ):
        pairings.pair(store, SWAPPED)
    assert (everywhere,) == store.pairings()


# --------------------------------------------------------------------------------------------------------- the file


def test_the_file_says_what_the_store_says(store: Store) -> None:
    """Beside the database, named after it, in the form of an export; where nothing is said there is none."""
    pairings.pair(store, SWAPPED)

    assert "mine.pairings.toml" == kept(store).name
    assert overrides.write(store.pairings()) == kept(store).read_text(encoding="utf-8")
    assert ["mine.db", "mine.pairings.toml"] == sorted(path.name for path in kept(store).parent.iterdir())


def test_a_rebuild_reads_the_file(store: Store) -> None:
    """What was written into it counts, what was taken out of it no longer; and what rests on that is renewed."""
    pairings.pair(store, SWAPPED)
    other = replace(SWAPPED, old_labels=("OP3",), new_labels=())
    kept(store).write_text(overrides.write([other]), encoding="utf-8")
    told: list[str] = []

    assert f"{kept(store)} says something else than the database: tracker rebuild reads it" in check(store)
    rebuild(store, told.append)

    assert ((other,), ()) == (store.pairings(), check(store))
    assert [(("OP3",), (), ("override",))] == [one for one in labels(stored(store)) if one[2]]
    assert [f"pairings by hand: 1, 1 added, 1 removed, from {kept(store)}"] == told


def test_without_a_file_a_rebuild_keeps_what_is_stored(store: Store) -> None:
    """A database that is handed on alone keeps its maker's pairings."""
    pairings.pair(store, SWAPPED)
    kept(store).unlink()

    rebuild(store)

    assert (SWAPPED,) == store.pairings()
    assert 1 == len(by_hand(stored(store)))


LOST = replace(SWAPPED, new_labels=("OP9",))


@pytest.mark.parametrize(
    ("broken", "line", "left"),
    [
        ("[[pairing", "the pairings by hand are as before", SWAPPED),
        (overrides.write([SWAPPED]) + '[[pairing]]\nold = "75/1"\n', "pairing 2 is left out: it does not say", SWAPPED),
        (overrides.write([LOST]), "has no paragraph OP9", LOST),
    ],
    ids=["no TOML", "not whole", "does not fit"],
)
def test_a_rebuild_goes_on_without_what_cannot_be_taken(store: Store, broken: str, line: str, left: Pairing) -> None:
    """It says so at its end, and check says so too; what does not fit the texts is kept, and not in force."""
    pairings.pair(store, SWAPPED)
    kept(store).write_text(broken, encoding="utf-8")

    with pytest.raises(BadSource, match="^all else was rebuilt; .*" + line):
        rebuild(store)

    assert (left,) == store.pairings()
    assert stored(store) is not None
    assert [True] == [line.removesuffix("the pairings by hand are as before") in one for one in check(store)]


def test_a_file_that_is_half_understood_is_never_written_anew(store: Store) -> None:
    """What it says would be lost: the line says what to put right."""
    words = '[[pairing]]\nold = "75/1"\n'
    kept(store).write_text(words, encoding="utf-8")

    with pytest.raises(BadSource, match=r"pairing 1 is left out: .*\nPut that right first: nothing was changed"):
        pairings.pair(store, SWAPPED)
    assert (words, ()) == (kept(store).read_text(encoding="utf-8"), store.pairings())


def test_what_was_written_by_hand_stays(store: Store) -> None:
    """A changed file is read before it is written; comments, which its form does not keep, stay beside it."""
    other = replace(SWAPPED, old_labels=("OP3",), new_labels=())
    words = "# as we agreed\n" + overrides.write([other])
    kept(store).write_text(words, encoding="utf-8")

    pairings.pair(store, SWAPPED)
    pairings.pair(store, replace(SWAPPED, note="twice"))

    assert {other, replace(SWAPPED, note="twice")} == set(store.pairings())
    assert words == kept(store).with_name("mine.pairings.toml.old").read_text(encoding="utf-8")


def test_what_was_written_by_hand_is_never_gone(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even for a moment: whenever the program is killed, the file says what it said, or what it says now."""
    words = "# as we agreed\n" + overrides.write([replace(SWAPPED, old_labels=("OP3",), new_labels=())])
    kept(store).write_text(words, encoding="utf-8")
    monkeypatch.setattr(Path, "replace", lambda *_: pytest.fail("killed"))

    with pytest.raises(pytest.fail.Exception):
        pairings.pair(store, SWAPPED)

    assert words == kept(store).read_text(encoding="utf-8")


def test_another_file_adds_to_what_is_here(store: Store) -> None:
    """What says the same is no news; a byte order mark and the line ends of Windows are no trouble."""
    pairings.pair(store, SWAPPED)
    more = replace(SWAPPED, old_labels=("OP3",), new_labels=())
    file = overrides.write([replace(SWAPPED, note="the same"), more])

    taken = pairings.take(store, b"\xef\xbb\xbf" + file.replace("\n", "\r\n").encode(), "theirs.toml")

    assert {SWAPPED, more} == set(store.pairings())
    assert (2, 1, ()) == (taken.count, taken.added, taken.left_out)


def test_another_file_contradicts_nothing_that_is_here(store: Store) -> None:
    """What does is left out, with what it contradicts; so is what fits the texts not, which is kept."""
    pairings.pair(store, SWAPPED)
    lost = replace(SWAPPED, old_labels=("OP7",), new_labels=())
    theirs = overrides.write([replace(SWAPPED, old_labels=("PP1",), language="all"), lost])

    contradiction, unfit = pairings.take(store, theirs.encode(), "theirs.toml").left_out

    assert {SWAPPED, lost} == set(store.pairings())
    assert "theirs.toml: 75/1:PP1 76/1:OP2 --language all is left out" == contradiction.partition(": OP2")[0]
    assert "OP2 of A/RES/76/1 is paired here as 75/1:OP1 76/1:OP2 --language en" == contradiction.partition("out: ")[2]
    assert unfit.startswith("75/1:OP7 76/1:none --language en: A/RES/75/1 (en) has no paragraph OP7")


def test_a_file_that_cannot_be_written_changes_nothing(store: Store) -> None:
    """Store and file say the same, or the pairing is refused."""
    kept(store).symlink_to(kept(store).parent / "gone" / "mine.pairings.toml")

    with pytest.raises(StoreError, match=r"can't be written .*: nothing was changed"):
        pairings.pair(store, SWAPPED)
    assert ((), ()) == (store.pairings(), by_hand(stored(store)))


def test_a_file_in_another_encoding_is_named(store: Store) -> None:
    """A file saved in Latin-1 is no UTF-8."""
    kept(store).write_bytes("# \xe9t\xe9\n".encode("latin-1"))

    with pytest.raises(BadSource, match=r"mine\.pairings\.toml is no UTF-8 text \(byte 3\): save it as UTF-8"):
        pairings.pair(store, SWAPPED)


# ----------------------------------------------------------------------------------------------------- what changes


def test_a_pairing_waits_for_its_texts(store: Store) -> None:
    """Removing a text keeps what was said of it, which is no trouble; with the text it is in force again."""
    pairings.pair(store, SWAPPED)
    remove(store, "76/1", "en")

    (state,) = pairings.states(store)
    assert ("A/RES/75/1 and A/RES/76/1 are not both here in en", True) == (state.trouble, state.waits)
    assert () == check(store)

    add(store, [text("76/1", NEW)])
    assert 1 == len(by_hand(stored(store)))


def test_a_pairing_that_fits_no_more_is_named(store: Store) -> None:
    """A new reading without the label: the comparison is made without the pairing, and check names it."""
    pairings.pair(store, SWAPPED)
    ruling.pin(store, SLUG, "76/1")  # so short a text would be found alone
    add(store, [text("76/1", NEW[:2])])

    assert () == by_hand(stored(store))
    (line,) = check(store)
    assert line.startswith("pairing by hand: 75/1:OP1 76/1:OP2 --language en: A/RES/76/1 (en) has no paragraph OP2")
    assert line.endswith("; not in force: put it right in the file, or --remove it")


def test_a_stored_comparison_of_other_pairings_is_never_shown(store: Store) -> None:
    """Whatever wrote the pairings: the hash of what was said is another."""
    store.conn.execute(
        "insert into pairings(old_symbol, new_symbol, old_labels, new_labels, language) "
        """values ('A/RES/75/1', 'A/RES/76/1', '["OP1"]', '["OP2"]', 'en')"""
    )
    store.conn.commit()

    assert stored(store) is None
    assert () == store.lineages(SLUG, "en")
    assert stored(store, "fr") is not None
    assert stored(store, old="76-1", new="77-1") is not None
