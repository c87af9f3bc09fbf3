"""Documents into a store: whole or not at all, twice is once, and what follows from them is renewed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tracker import sources
from tracker.errors import BadSource, BadSymbol, Contradiction, TrackerError, UnknownVersion
from tracker.model import Between, Document, Finding
from tracker.pipeline import believed, derive, ingest, rebuilding, shipped
from tracker.pipeline.belonging import slug_of
from tracker.pipeline.ingest import Supplied, add, check, load_fixtures, rebuild, remove
from tracker.pipeline.report import Report
from tracker.store import Store
from tracker.symbols import Symbol

SERIES = "enhancement-of-international-cooperation"
TITLE = "Enhancement of international cooperation in the field of human rights"
PARAGRAPHS = (
    ("preambular", "Recalling the bridges that were built,"),
    ("operative", "Requests the Secretary-General to count them;"),
    ("operative", "Decides to continue to count."),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty database."""
    with Store.open(tmp_path / "tracker.db", create=True) as opened:
        yield opened


def text(symbol: str | None, title: str = "Bridges", language: str = "en", extra: str = "") -> Supplied:
    """A small resolution that we wrote ourselves, in resolution JSON; `extra` makes its words another's."""
    name = f"{(symbol or 'none').replace('/', '_')}_{language}.json"
    paragraphs = [{"kind": kind, "number": None, "text": words + extra} for kind, words in PARAGRAPHS]
    value = {"language": language, "title": title, "paragraphs": paragraphs}
    return Supplied(name, json.dumps({"symbol": symbol, **value} if symbol else value).encode())


def dump(store: Store) -> str:
    """A hash over everything in a database."""
    return hashlib.sha256("\n".join(store.conn.iterdump()).encode()).hexdigest()


def members(store: Store, slug: str) -> list[tuple[str, str]]:
    """The texts of a series."""
    return [(version.symbol, version.language) for version in store.versions(slug)]


def stored(store: Store, slug: str, old: str, new: str) -> bool:
    """Whether a fresh comparison of two texts is stored."""
    return store.comparison(slug, "en", old, new) is not None


# ------------------------------------------------------------------------------------------------------ what ships


def test_what_ships_stands_in_its_two_series(store: Store) -> None:
    """66/152 in the real series and, by reference, before the specimens; no specimen in the real series."""
    load_fixtures(store)
    specimens = shipped.specimen_series().slug

    assert members(store, SERIES) == [("A/RES/66/152", "en")]
    assert sorted(members(store, specimens)) == [
        ("A/RES/66/152", "en"),
        ("SPECIMEN/1", "en"),
        ("SPECIMEN/2", "en"),
        ("SPECIMEN/2", "fr"),
        ("SPECIMEN/3", "en"),
        ("SPECIMEN/3", "fr"),
    ]
    assert {version.status for version in store.versions() if version.symbol.startswith("SPEC")} == {"specimen"}
    assert [series.specimen for series in store.series()] == [False, True]


def test_the_specimens_are_compared_one_with_the_next(store: Store) -> None:
    """Three comparisons in English, one in French, with the lineages through them."""
    load_fixtures(store)
    specimens = shipped.specimen_series().slug

    assert stored(store, specimens, "66-152", "specimen-1")
    assert stored(store, specimens, "specimen-1", "specimen-2")
    assert stored(store, specimens, "specimen-2", "specimen-3")
    assert store.comparison(specimens, "fr", "specimen-2", "specimen-3") is not None
    assert store.lineages(specimens, "en")
    assert check(store) == ()


def test_what_ships_twice_changes_nothing(store: Store) -> None:
    """The second time every file is unchanged, and so is every byte of the dump."""
    load_fixtures(store)
    before = dump(store)

    again = load_fixtures(store)

    assert {outcome.what for outcome in again.outcomes} == {"unchanged"}
    assert dump(store) == before


# ------------------------------------------------------------------------------------------------------------- add


def test_a_document_twice_changes_nothing(store: Store) -> None:
    """Adding again is no change, down to the dump of the file."""
    documents = [text("75/1"), text("76/1", extra=" It is so.")]
    first = add(store, documents)
    before = dump(store)

    second = add(store, documents)

    assert ([outcome.what for outcome in first.outcomes], second.count("unchanged")) == (["added", "added"], 2)
    assert dump(store) == before


def test_a_new_reading_replaces_the_old_one(store: Store) -> None:
    """Other bytes for the same text: the text has other words, and its comparison is made anew."""
    add(store, [text("75/1"), text("76/1")])

    report = add(store, [text("76/1", extra=" Anew.")])

    comparison = store.comparison("bridges", "en", "75-1", "76-1")
    assert report.count("replaced") == 1
    assert comparison is not None
    assert comparison.summary.kinds["unchanged"] == 0


def test_a_folder_goes_on_past_bad_files(store: Store, tmp_path: Path) -> None:
    """Each file is reported; what is no document by its name is counted; hidden files are left alone."""
    folder = tmp_path / "texts"
    for name, data in {
        "a/75_1.json": text("75/1").data,
        "b.xml": b"<akomaNtoso><",
        "c.txt": b"",
        "README": b"not a document",
        ".hidden.json": text("76/1").data,
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)

    report = add(store, [folder])

    assert [(Path(one.name).name, one.what) for one in report.outcomes] == [
        ("b.xml", "refused"),
        ("c.txt", "refused"),
        ("75_1.json", "added"),
    ]
    assert all(one.reason and "\n" not in one.reason for one in report.refused)
    assert report.skipped == 1
    assert check(store) == ()


def test_the_folder_of_a_file_is_not_kept(store: Store, tmp_path: Path) -> None:
    """A database that is handed on names files, not the folders of who made it."""
    (tmp_path / "75_1.json").write_bytes(text("75/1").data)

    report = add(store, [tmp_path])

    assert report.outcomes[0].name == str(tmp_path / "75_1.json")
    assert store.versions()[0].origin.name == "75_1.json"


def test_one_bad_file_is_the_error_itself(store: Store, tmp_path: Path) -> None:
    """Nothing is written."""
    before = dump(store)
    (tmp_path / "empty.txt").write_bytes(b"")

    with pytest.raises(BadSource):
        add(store, [tmp_path / "empty.txt"])

    assert dump(store) == before


def test_a_path_that_can_not_be_read_says_so(store: Store, tmp_path: Path) -> None:
    """Not there, a loop of links, a folder without documents: one line each."""
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "void").mkdir()

    for path, told in (("gone.txt", "is not there"), ("loop.txt", "can't be read"), ("void", "no document is in")):
        with pytest.raises(BadSource, match=told):
            add(store, [tmp_path / path])


def test_a_file_that_may_not_be_read_says_so(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason of the system, and what to do."""
    (tmp_path / "closed.txt").write_bytes(b"x")

    def refuse(path: Path, *_: str) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)

    with pytest.raises(BadSource, match=r"closed\.txt can't be read \(permission denied\): check"):
        add(store, [tmp_path / "closed.txt"])


def test_one_symbol_names_one_text(store: Store) -> None:
    """--symbol with several files is refused before anything is read."""
    with pytest.raises(BadSource, match="--symbol and --adopted are about one text, and 2 files are given"):
        add(store, [text("75/1"), text("76/1")], symbol="75/1")


def test_a_symbol_that_is_none_is_refused(store: Store) -> None:
    """What the user states is checked like everything else."""
    with pytest.raises(BadSymbol):
        add(store, [text("75/1")], symbol="nonsense")


def test_a_text_without_a_symbol_needs_one(store: Store) -> None:
    """The user may state it, and it is kept for the next time."""
    with pytest.raises(BadSource, match="--symbol"):
        add(store, [text(None)])

    add(store, [text(None)], symbol="A/C.3/76/L.2", draft=True, adopted=date(2021, 11, 1))
    again = add(store, [text(None)])

    assert again.count("unchanged") == 1
    (version,) = store.versions()
    assert (version.symbol, version.status, version.adopted) == ("A/C.3/76/L.2", "draft", date(2021, 11, 1))


def test_a_dry_run_writes_nothing(store: Store) -> None:
    """It says what would be done."""
    add(store, [text("75/1")])
    before = dump(store)

    report = add(store, [text("75/1"), text("75/1", extra=" Anew."), text("76/1")], dry_run=True)

    assert [outcome.what for outcome in report.outcomes] == ["unchanged", "replaced", "added"]
    assert dump(store) == before


def test_a_draft_is_compared_with_the_last_adopted_text(store: Store) -> None:
    """It stands in the series of its title, and never between two adopted texts."""
    add(store, [text("75/1"), text("76/1")])
    add(store, [text("A/C.3/77/L.3", extra=" More.")], draft=True)

    assert stored(store, "bridges", "76-1", "a-c-3-77-l-3")
    assert stored(store, "bridges", "75-1", "76-1")
    assert check(store) == ()


# ---------------------------------------------------------------------------------------------------- contradictions


def at_odds(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Let every document be at odds with its name."""

    def read(data: bytes, name: str, *, language: str | None = None, original: bool = False) -> Document:
        document = sources.read(data, name, language=language, original=original)
        return replace(document, findings=(Finding(code, "the name says otherwise", severity="contradiction"),))

    monkeypatch.setattr("tracker.pipeline.believed.read", read)


def test_a_contradiction_is_refused(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line: what is at odds, that nothing was stored, and what settles it."""
    at_odds(monkeypatch, "symbol")
    with pytest.raises(
        Contradiction, match="the name says otherwise; nothing was stored, say which it is with --symbol"
    ):
        add(store, [text("75/1")])

    assert store.versions() == ()


@pytest.mark.parametrize(
    ("code", "language", "symbol"), [("language", "en", None), ("symbol", None, "75/1"), ("parts", None, "75/1")]
)
def test_the_user_settles_a_contradiction(
    store: Store, monkeypatch: pytest.MonkeyPatch, code: str, language: str | None, symbol: str | None
) -> None:
    """--language settles one about the language, --symbol any other; it is kept, so that rebuild and check know it."""
    at_odds(monkeypatch, code)
    with pytest.raises(Contradiction):
        add(store, [text("75/1")], language=None if language else "en", symbol=None if symbol else "75/1")

    add(store, [text("75/1")], language=language, symbol=symbol)

    assert add(store, [text("75/1")]).count("unchanged") == 1
    assert rebuild(store) == 1
    assert check(store) == ()


@pytest.mark.parametrize("stated", ["76/1", "75/11", "A/C.3/75/L.1", "SPECIMEN/1"])
def test_a_symbol_is_not_stated_against_the_file(store: Store, stated: str) -> None:
    """A file that says its symbol, and says no other, is that text: one line, and nothing is stored."""
    told = rf"the file says A/RES/75/1, --symbol says \S*{stated}; nothing was stored, leave --symbol out"
    with pytest.raises(Contradiction, match=told):
        add(store, [text("75/1")], symbol=stated)

    assert store.versions() == ()
    assert add(store, [text("75/1")], symbol="75/1").count("added") == 1


@pytest.mark.parametrize(("stated", "taken"), [("76/10", True), ("76/11", True), ("76/1", False), ("76/12", False)])
@pytest.mark.parametrize("where", ["masthead", "name"])
def test_a_stated_symbol_is_one_that_the_file_gives(store: Store, where: str, stated: str, *, taken: bool) -> None:
    """Of a file that says 76/10 and 76/11, in its masthead or by its name, the user says which it is."""
    file = printed("A/RES/76/11", *WHOLE) if where == "masthead" else printed(*WHOLE, name="A_RES_76_11.txt")
    with pytest.raises(Contradiction, match="say which it is with --symbol"):
        add(store, [file])

    if taken:
        add(store, [file], symbol=stated)
        assert [version.symbol for version in store.versions()] == [f"A/RES/{stated}"]
        assert check(store) == ()
    else:
        with pytest.raises(Contradiction, match=f"--symbol says A/RES/{stated}; nothing was stored"):
            add(store, [file], symbol=stated)


def test_a_specimen_is_never_said_to_be_a_text_of_the_un(store: Store, fixtures: Path) -> None:
    """Not even where its file has the name of one."""
    data = (fixtures / "SPECIMEN_1.txt").read_bytes()
    for name in ("SPECIMEN_1.txt", "A_RES_66_152.txt"):
        with pytest.raises(Contradiction, match="--symbol says A/RES/66/152; nothing was stored"):
            add(store, [Supplied(name, data)], symbol="66/152")
    with pytest.raises(Contradiction, match="--symbol says SPECIMEN/1; nothing was stored"):
        add(store, [Supplied("SPECIMEN_1.txt", (fixtures / "A_RES_66_152.txt").read_bytes())], symbol="SPECIMEN/1")


def test_a_file_in_the_folder_of_another_language_is_refused(store: Store, tmp_path: Path) -> None:
    """As eight official files lie; --language settles it, and the folder plays no part when it is read again."""
    (tmp_path / "Chinese").mkdir()
    (tmp_path / "Chinese" / "bridges.json").write_bytes(text("75/1").data)

    with pytest.raises(Contradiction, match="in a folder named Chinese, its text is English; nothing was stored"):
        add(store, [tmp_path / "Chinese" / "bridges.json"])
    add(store, [tmp_path / "Chinese" / "bridges.json"], language="en")

    assert members(store, "bridges") == [("A/RES/75/1", "en")]
    assert check(store) == ()


# ---------------------------------------------------------------------------------------------------------- belonging


def test_the_catalogue_says_where_a_text_belongs(store: Store) -> None:
    """By its symbol; the gap between two texts is known from it."""
    add(store, [text("66/152", TITLE), text("74/153", TITLE)])

    comparison = store.comparison(SERIES, "en", "66-152", "74-153")
    assert comparison is not None
    assert comparison.between == Between(7, 0, (67, 73))


def test_a_symbol_that_nobody_read_needs_the_title(store: Store) -> None:
    """67/169 is in the catalogue as "unverified": a text with another title is another text."""
    add(store, [text("67/169")])

    assert members(store, "bridges") == [("A/RES/67/169", "en")]


def test_the_same_title_is_the_same_series(store: Store) -> None:
    """Hyphens and capitals apart; also for a text of the catalogue's title that the catalogue does not have yet."""
    add(store, [text("75/1", "Follow-up on bridges"), text("76/1", "Follow\u2011up on Bridges"), text("81/7", TITLE)])

    assert members(store, "follow-up-on-bridges") == [("A/RES/75/1", "en"), ("A/RES/76/1", "en")]
    assert members(store, SERIES) == [("A/RES/81/7", "en")]


def test_another_body_is_another_series(store: Store) -> None:
    """The Human Rights Council's text with the same title does not stand among those of the General Assembly."""
    add(store, [text("75/1"), text("A/HRC/RES/44/18"), text("A/HRC/RES/47/9")])

    assert members(store, "bridges") == [("A/RES/75/1", "en")]
    assert members(store, "bridges-2") == [("A/HRC/RES/44/18", "en"), ("A/HRC/RES/47/9", "en")]


def test_a_translation_follows_its_symbol(store: Store) -> None:
    """Whatever its title."""
    add(store, [text("75/1"), text("75/1", "Ponts", "fr")])

    assert members(store, "bridges") == [("A/RES/75/1", "en"), ("A/RES/75/1", "fr")]


def test_the_user_names_the_series(store: Store) -> None:
    """A text with another title joins it; an unknown series is refused with those that are there."""
    add(store, [text("75/1")])
    add(store, [text("76/1", "Bridges and roads")], series="bridges")

    assert [symbol for symbol, _ in members(store, "bridges")] == ["A/RES/75/1", "A/RES/76/1"]
    with pytest.raises(UnknownVersion, match=rf"no series 'roads'; there are: bridges, {SERIES}"):
        add(store, [text("77/1")], series="roads")


def test_specimens_and_real_texts_keep_apart(store: Store, fixtures: Path) -> None:
    """A specimen stands in no real series, and no other text among the specimens."""
    load_fixtures(store)
    specimens = shipped.specimen_series().slug

    with pytest.raises(BadSource, match="is a specimen: it can't stand in the series"):
        add(store, [fixtures / "SPECIMEN_1.txt"], series=SERIES)
    with pytest.raises(BadSource, match="is no specimen: it can't stand in the series"):
        add(store, [text("75/1")], series=specimens)


def test_a_specimen_alone_goes_to_its_series(store: Store, fixtures: Path) -> None:
    """Also without load_fixtures; 66/152 joins it when it comes."""
    add(store, [fixtures / "SPECIMEN_1.txt"])
    add(store, [fixtures / "A_RES_66_152.txt"])

    assert stored(store, shipped.specimen_series().slug, "66-152", "specimen-1")
    assert members(store, SERIES) == [("A/RES/66/152", "en")]


def test_titles_make_slugs() -> None:
    """Words in [a-z0-9-], cut at a word; a title without Latin letters has none."""
    assert slug_of("Report of the Committee’s 2nd session: “Bridges”") == "report-of-the-committees-2nd-session-bridges"
    assert slug_of("Coopération – échanges") == "cooperation-echanges"
    assert slug_of("大会") == ""
    assert slug_of("word " * 40) == "-".join(["word"] * 16)


def test_a_reserved_word_is_no_slug(store: Store) -> None:
    """The pages' own addresses are kept free; a title in Chinese gives way to the symbol."""
    add(store, [text("75/1", "Search"), text("75/2", "桥梁", "zh")])

    assert [series.slug for series in store.series()] == ["75-2", "search-2"]


# -------------------------------------------------------------------------------------------------------------- whole


WHOLE = ("76/10. Bridges", "The General Assembly,", "Recalling,", "1. *Asks*;", "2. *Ends*.", "9th plenary meeting")


def printed(*blocks: str, name: str = "A_RES_76_10.txt") -> Supplied:
    """A resolution in plain text."""
    return Supplied(name, "\n\n".join(blocks).encode())


def cut_xml(fixtures: Path) -> tuple[Supplied, Supplied]:
    """A specimen's XML, and its first part only."""
    data = (fixtures / "SPECIMEN_3.xml").read_bytes()
    return Supplied("SPECIMEN_3.xml", data), Supplied("SPECIMEN_3.xml", data[: len(data) * 2 // 3])


def current(store: Store) -> bytes:
    """The bytes of the one text that is here."""
    (version,) = store.versions()
    return store.source(version).data


def test_a_cut_file_never_replaces_a_whole_one(store: Store, fixtures: Path) -> None:
    """XML that was cut off, and text without its closing lines: one line says why, where, and what is kept."""
    whole, cut = cut_xml(fixtures)
    add(store, [whole])
    for dry_run in (True, False):
        with pytest.raises(BadSource, match=r"not well-formed.*\(line \d+, column \d+\); nothing.*SPECIMEN/3.*is kept"):
            add(store, [cut], dry_run=dry_run)
    assert current(store) == whole.data
    assert check(store) == ()

    remove(store, "SPECIMEN/3")
    add(store, [printed(*WHOLE)])
    with pytest.raises(BadSource, match=r"no closing lines .*; nothing was stored, the whole text of A/RES/76/10"):
        add(store, [printed(*WHOLE[:-2])])
    assert current(store) == printed(*WHOLE).data


def test_a_cut_file_is_taken_where_there_is_no_other(store: Store, fixtures: Path) -> None:
    """It is added with its warning, gives way to the whole one, and is refused from then on."""
    whole, cut = cut_xml(fixtures)

    (first,) = add(store, [cut]).outcomes
    assert (first.what, [one.severity for one in first.findings]) == ("added", ["recovered"])
    assert add(store, [cut]).count("unchanged") == 1
    assert add(store, [whole]).count("replaced") == 1
    with pytest.raises(BadSource, match="is kept"):
        add(store, [cut])

    assert current(store) == whole.data
    rebuild(store)
    assert current(store) == whole.data


def test_a_file_added_again_is_current_again(store: Store) -> None:
    """Of two that are as good the one that was added last, also after a rebuild; "unchanged" only if it is current."""
    one, other = text("76/1"), text("76/1", extra=" Anew.")
    add(store, [one])
    add(store, [other])

    assert add(store, [one]).count("replaced") == 1
    assert current(store) == one.data
    assert add(store, [one]).count("unchanged") == 1
    rebuild(store)
    assert current(store) == one.data
    assert check(store) == ()


def test_among_several_files_no_earlier_one_comes_back(store: Store) -> None:
    """A folder with two files of one text changes nothing the second time; which one is not current is said."""
    files = [text("76/1"), text("76/1", extra=" Anew.")]
    add(store, files)
    before = dump(store)

    report = add(store, files)

    assert report.count("unchanged") == 2
    assert [[one.code for one in outcome.findings] for outcome in report.outcomes] == [["not-current"], []]
    assert dump(store) == before


def test_a_lesser_format_is_kept_beside_the_better(store: Store, fixtures: Path) -> None:
    """Text beside XML: it never becomes current, however often it is added, and that is said each time."""
    add(store, [fixtures / "SPECIMEN_3.xml"])
    lesser = text("SPECIMEN/3")

    found = [add(store, [lesser]).outcomes[0] for _ in range(2)]

    assert [(one.what, one.findings[-1].code) for one in found] == [
        ("added", "not-current"),
        ("unchanged", "not-current"),
    ]
    assert current(store) == (fixtures / "SPECIMEN_3.xml").read_bytes()


# ------------------------------------------------------------------------------------------------------- interrupted


def interrupt(monkeypatch: pytest.MonkeyPatch, where: str, after: int, module: ModuleType = ingest) -> None:
    """Let the user press Ctrl-C when something is called for the time after these."""
    calls = iter(range(after + 1))
    original = getattr(module, where)

    def interrupted(*args: Any, **kwargs: Any) -> Any:
        if next(calls) == after:
            raise KeyboardInterrupt
        return original(*args, **kwargs)

    monkeypatch.setattr(module, where, interrupted)


def four(store: Store) -> Report:
    """Two series of two texts."""
    return add(store, [text("75/1"), text("76/1", extra=" More."), text("75/2", "Roads"), text("76/2", "Roads")])


@pytest.mark.parametrize("run", [four, load_fixtures])
@pytest.mark.parametrize("after", [0, 1])
def test_what_was_interrupted_is_completed_by_the_same_run(
    store: Store, monkeypatch: pytest.MonkeyPatch, run: Callable[[Store], Report], after: int
) -> None:
    """Stopped before, or between, what is derived: every file is unchanged the next time, and nothing is missing."""
    with monkeypatch.context() as patched:
        interrupt(patched, "_keep", after, derive)
        with pytest.raises(KeyboardInterrupt):
            run(store)
    assert check(store)

    report = run(store)

    assert {outcome.what for outcome in report.outcomes} == {"unchanged"}
    assert check(store) == ()


def test_what_is_missing_elsewhere_is_derived_too(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next run need not be the same: adding any text completes what another series misses."""
    add(store, [text("75/1")])
    with monkeypatch.context() as patched:
        interrupt(patched, "_keep", 0, derive)
        with pytest.raises(KeyboardInterrupt):
            add(store, [text("76/1")])

    add(store, [text("75/2", "Roads")])

    assert stored(store, "bridges", "75-1", "76-1")
    assert check(store) == ()


@pytest.mark.parametrize("where", [(rebuilding, "read_as_stated"), (derive, "_keep")], ids=["reading", "deriving"])
def test_an_interrupted_rebuild_changes_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch, where: tuple[ModuleType, str]
) -> None:
    """Stopped among the files or among what follows from them, it leaves all as it was."""
    four(store)
    before = dump(store)

    with monkeypatch.context() as patched:
        interrupt(patched, where[1], 1, where[0])
        with pytest.raises(KeyboardInterrupt):
            rebuild(store)

    assert dump(store) == before
    assert check(store) == ()
    assert rebuild(store) == 4
    assert check(store) == ()


def test_a_text_that_leaves_a_series_is_missed_there(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is read as another text than before: those that stood beside the first are compared anew."""
    add(store, [text("75/1"), text("76/1"), text("77/1")])

    def read(data: bytes, name: str, *, language: str | None = None, original: bool = False) -> Document:
        document = sources.read(data, name, language=language, original=original)
        other = replace(document.resolutions[0], symbol=Symbol("A/RES/76/2"), title="Roads")
        return replace(document, resolutions=(other,)) if name.startswith("76") else document

    monkeypatch.setattr(believed, "read", read)
    add(store, [text("76/1")])

    assert members(store, "roads") == [("A/RES/76/2", "en")]
    assert stored(store, "bridges", "75-1", "77-1")
    assert check(store) == ()


def test_a_run_that_changes_nothing_reads_no_stored_text(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether something is missing is told by hashes: nothing is compared, and no text is loaded for it."""
    add(store, [text("75/1"), text("76/1"), text("77/1")])

    def refuse(*_: Any, **__: Any) -> Any:
        raise AssertionError

    monkeypatch.setattr("tracker.pipeline.derive.compared", refuse)
    monkeypatch.setattr("tracker.pipeline.derive.lineages", refuse)
    monkeypatch.setattr(Store, "resolution", refuse)

    assert add(store, [text("75/1"), text("76/1"), text("77/1")]).count("unchanged") == 3


# -------------------------------------------------------------------------------------------- remove, rebuild, check


def test_remove_undoes_an_add(store: Store) -> None:
    """A text in the middle goes: its neighbours are compared with each other, as if it had never come."""
    add(store, [text("75/1"), text("77/1", extra=" More.")])
    before = store.comparison("bridges", "en", "75-1", "77-1")
    add(store, [text("76/1", extra=" Less.")])
    assert not stored(store, "bridges", "75-1", "77-1")
    assert stored(store, "bridges", "76-1", "77-1")

    assert remove(store, "76/1") == 1

    assert [symbol for symbol, _ in members(store, "bridges")] == ["A/RES/75/1", "A/RES/77/1"]
    after = store.comparison("bridges", "en", "75-1", "77-1")
    assert before is not None
    assert after is not None
    assert after.changes == before.changes
    assert check(store) == ()


def test_one_language_may_be_removed(store: Store) -> None:
    """The others stay; what is not here is refused."""
    add(store, [text("75/1"), text("75/1", "Ponts", "fr")])

    assert remove(store, "75/1", "fr") == 1
    assert members(store, "bridges") == [("A/RES/75/1", "en")]
    with pytest.raises(UnknownVersion, match=r"A/RES/75/1 is not here in 'fr'"):
        remove(store, "75/1", "fr")


def test_rebuild_gives_the_same(store: Store) -> None:
    """Read and derived again, everything is as it was."""
    load_fixtures(store)
    specimens = shipped.specimen_series().slug
    before = [store.resolution(version) for version in store.versions()]
    compared = store.comparison(specimens, "en", "specimen-1", "specimen-2")

    assert rebuild(store) == 6

    assert [store.resolution(version) for version in store.versions()] == before
    assert store.comparison(specimens, "en", "specimen-1", "specimen-2") == compared
    assert check(store) == ()


def test_a_file_that_is_read_no_more_keeps_its_reading(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A newer reader may refuse it: rebuild does the rest, then says so; check says so too."""
    add(store, [text("75/1"), text("76/1")])
    before = store.resolution(store.versions()[0])

    def read(data: bytes, name: str, *, language: str | None = None, original: bool = False) -> Document:
        if name.startswith("75"):
            raise BadSource(f"{name} is read no more")
        return sources.read(data, name, language=language, original=original)

    monkeypatch.setattr("tracker.pipeline.believed.read", read)
    with pytest.raises(BadSource, match=r"1 of 2 files keep their last reading: 75_1_en\.json is read no more"):
        rebuild(store)

    assert store.resolution(store.versions()[0]) == before
    assert stored(store, "bridges", "75-1", "76-1")
    assert check(store) == ("a stored file is read no more: 75_1_en.json is read no more",)


def test_check_names_what_differs(store: Store) -> None:
    """A word changed by hand in the text, a comparison taken away, another algorithm's row: each is found."""
    add(store, [text("75/1"), text("76/1")])
    assert check(store) == ()

    store.conn.execute("update paragraphs set text = 'Recalling nothing,' where id = 1")
    store.conn.commit()
    (line,) = check(store)
    assert line == (
        "A/RES/75/1 (en): paragraph PP1 has another text: stored “Recalling nothing,”, "
        "derived again “Recalling the bridges that were built,”"
    )

    rebuild(store)
    assert check(store) == ()

    store.conn.execute("update comparisons set algorithm = 'older'")
    store.conn.commit()
    (line,) = check(store)
    assert line.startswith("bridges (en), A/RES/75/1 with A/RES/76/1: the comparison has another algorithm")
    add(store, [text("75/1")])
    assert check(store) == ()


def test_every_error_is_one_line(store: Store, tmp_path: Path) -> None:
    """Whatever is wrong with a document, its message is one line without a traceback's words."""
    for name, data in {
        "empty.json": b"",
        "broken.json": b"{",
        "list.json": b"[]",
        "broken.xml": b"<akomaNtoso>",
        "binary.txt": bytes(range(256)),
        "prose.txt": b"This is a shopping list.\n\nMilk.\n",
    }.items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(TrackerError) as caught:
            add(store, [tmp_path / name])
        assert "\n" not in str(caught.value)
        assert name in str(caught.value)
