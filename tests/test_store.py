"""The store: what is saved comes back without loss, whole or not at all; again changes nothing."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from documents import document, resolution
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.errors import StoreError, UnknownVersion
from tracker.model import (
    Adoption,
    Document,
    Finding,
    Footnote,
    KnownVersion,
    Masthead,
    Paragraph,
    Resolution,
    Series,
    Sponsor,
    Subject,
    Vote,
)
from tracker.store import Stated, Store, saving
from tracker.symbols import Symbol

TABLES = (
    "sources",
    "resolutions",
    "versions",
    "revisions",
    "paragraphs",
    "footnotes",
    "citations",
    "votes",
    "sponsors",
)


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty database in memory."""
    with Store.open(":memory:", create=True) as made:
        yield made


def save(store: Store, made: tuple[Document, bytes], **options: Any) -> str:
    """Save what `document` made."""
    return store.save(made[0], data=made[1], **options)


def counts(conn: sqlite3.Connection) -> dict[str, int]:
    return {table: conn.execute(f"select count(*) from {table}").fetchone()[0] for table in TABLES}  # noqa: S608


# ------------------------------------------------------------------------------------------------------------ lossless

words = st.text(max_size=20)
some_words = st.none() | words
numbers = st.integers(0, 200)
notes = st.lists(st.builds(Footnote, words, words, numbers), max_size=2).map(tuple)
languages = st.sampled_from(["en", "fr", "zh", "ar"])
paragraphs = st.lists(
    st.builds(
        Paragraph,
        st.sampled_from(["formula", "preambular", "operative", "heading", "table"]),
        words,
        words,
        number=some_words,
        division=words,
        path=st.lists(words, max_size=3).map(tuple),
        lead=numbers,
        notes=notes,
    ),
    max_size=4,
).map(tuple)
mastheads = st.builds(
    Masthead,
    lines=st.lists(words, max_size=3).map(tuple),
    issued=st.none() | st.dates(),
    **dict.fromkeys(
        ("organ", "session_text", "agenda_item", "agenda_title", "committee", "report", "draft", "meeting"), some_words
    ),
    job_number=some_words,
    record=some_words,
    draft_date=st.none() | st.dates(),
    report_date=st.none() | st.dates(),
)
adoptions = st.builds(
    Adoption,
    st.sampled_from([None, "without a vote", "recorded vote"]),
    st.none() | numbers,
    st.none() | numbers,
    st.none() | numbers,
    st.lists(st.builds(Vote, words, st.sampled_from(["in favour", "against", "abstaining"])), max_size=3).map(tuple),
)
sponsors = st.lists(st.builds(Sponsor, words, some_words, st.sampled_from(["draft", "additional"])), max_size=3)
resolutions = st.builds(
    Resolution,
    st.integers(1, 300).map(lambda number: Symbol.parse(f"66/{number}")),
    languages,
    words,
    paragraphs,
    status=st.sampled_from(["adopted", "tabled", "draft", "specimen"]),
    adopted=st.none() | st.dates(),
    session=st.none() | numbers,
    masthead=mastheads,
    adoption=adoptions,
    sponsors=sponsors.map(tuple),
    subjects=st.lists(st.builds(Subject, words, words, some_words), max_size=2).map(tuple),
    title_notes=notes,
    closing=st.lists(words, max_size=2).map(tuple),
    extra=st.dictionaries(words, st.none() | numbers | words | st.lists(words, max_size=2), max_size=2),
)
findings = st.builds(Finding, words, words, words, st.sampled_from(["warning", "contradiction", "recovered"]))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(resolutions, min_size=1, max_size=2, unique_by=lambda one: (one.symbol, one.language)),
    st.lists(words, max_size=2).map(tuple),
    st.lists(findings, max_size=2).map(tuple),
)
def test_a_document_comes_back_as_it_was_saved(
    texts: list[Resolution], unplaced: tuple[str, ...], noticed: tuple[Finding, ...]
) -> None:
    """Every field of every text, what could not be placed, what was noticed, and the bytes: nothing is lost."""
    made, data = document(*texts, unplaced=unplaced, findings=noticed)
    with Store.open(":memory:", create=True) as store:
        assert store.save(made, data=data, address="https://example.org/a") == "added"
        versions = store.versions()
        assert {str(one.symbol): one for one in made.resolutions if one.language == versions[0].language}[
            versions[0].symbol
        ] == store.resolution(versions[0])
        source = store.source(versions[0])
        assert (made, data, "https://example.org/a") == (source.document, source.data, source.address)
        assert store.save(made, data=data) == "unchanged"


# ----------------------------------------------------------------------------------------- again, corrected, taken out


def test_the_same_bytes_again_change_nothing(store: Store) -> None:
    """Not a row is written, under whatever name the file comes."""
    text = resolution("76/1", "PP1 Recalling its resolution 75/1,", sponsors=(Sponsor("Fiji"),))
    assert save(store, document(text)) == "added"
    before = store.conn.total_changes
    assert save(store, document(text)) == "unchanged"
    assert save(store, document(text, name="copy.txt")) == "unchanged"
    assert before == store.conn.total_changes


def test_another_reading_of_the_same_bytes_replaces_the_first(store: Store) -> None:
    """A reader that has become better gives the same file another text; the file stands once."""
    save(store, document(resolution("76/1", "OP1 Decides"), data=b"x"))
    assert save(store, document(resolution("76/1", "OP1 Decides to act."), data=b"x")) == "replaced"
    assert [one.text for one in store.resolution(store.versions()[0]).paragraphs] == ["Decides to act."]
    assert counts(store.conn)["sources"] == counts(store.conn)["revisions"] == 1


def test_a_corrected_file_becomes_the_current_reading(store: Store) -> None:
    """Of two files of one format the latest is current, and both stay."""
    save(store, document(resolution("76/1", "OP1 Decides to cat;")))
    assert save(store, document(resolution("76/1", "OP1 Decides to act;"), name="b.txt")) == "replaced"
    assert store.versions()[0].origin.name == "b.txt"
    assert counts(store.conn)["revisions"] == 2


@pytest.mark.parametrize(
    ("better", "worse"),
    [("akn", "docx"), ("docx", "doc"), ("doc", "html"), ("html", "text"), ("text", "pdf"), ("markdown", "pdf")],
)
def test_the_better_format_is_current_whichever_came_first(better: str, worse: str) -> None:
    """XML before docx, doc, HTML, text, PDF."""
    text = resolution("76/1", "OP1 Decides")
    for forms in ((better, worse), (worse, better)):
        with Store.open(":memory:", create=True) as store:
            for form in forms:
                save(store, document(text, form=form))
            assert better == store.versions()[0].origin.format


def test_reading_a_file_anew_that_is_not_current_replaces_nothing(store: Store) -> None:
    """A PDF's new reading leaves the XML's in its place."""
    save(store, document(resolution("76/1", "OP1 Decides"), form="akn"))
    save(store, document(resolution("76/1", "OP1 Dec ides"), data=b"pdf", form="pdf"))
    assert save(store, document(resolution("76/1", "OP1 Decides to"), data=b"pdf", form="pdf")) == "added"
    assert store.versions()[0].origin.format == "akn"


def test_a_file_of_several_texts(store: Store) -> None:
    """Each part is a version of its own; taking one out leaves the others and the file."""
    save(store, document(resolution("75/101 A", "OP1 Decides"), resolution("75/101 B", "OP1 Decides")))
    assert [one.symbol for one in store.versions()] == ["A/RES/75/101 A", "A/RES/75/101 B"]
    assert store.remove("A/RES/75/101 A") == 1
    assert [one.slug for one in store.versions()] == ["75-101-b"]
    assert counts(store.conn)["sources"] == 1


def test_taking_a_text_out_leaves_nothing_of_it(store: Store) -> None:
    """In one language, or in all; with its notes, votes, statements, links and index."""
    facts: dict[str, Any] = {
        "adoption": Adoption("recorded vote", 1, 1, None, (Vote("FIJI", "against"),)),
        "sponsors": (Sponsor("Fiji"),),
    }
    for language in ("en", "fr"):
        text = resolution("76/1", "PP1 Recalling its resolution 75/1,", language=language, **facts)
        save(store, document(text), stated=Stated(status="draft"))
    store.save_series(Series("bridges", "Bridges"))
    store.link("bridges", "A/RES/76/1", "title")
    assert store.remove("A/RES/76/1", "fr") == 1
    assert store.languages("bridges") == ("en",)
    assert store.remove("A/RES/76/1") == 1
    assert dict.fromkeys(TABLES, 0) == counts(store.conn)
    assert store.search("Recalling") == ()
    assert store.conn.execute("select count(*) from overrides").fetchone() == (0,)
    assert store.remove("A/RES/76/1") == 0


# -------------------------------------------------------------------------------------------------- whole or not at all


def test_an_error_in_the_middle_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever breaks while a document is saved, the database is as it was before."""
    save(store, document(resolution("75/1", "OP1 Decides")))
    before = counts(store.conn)

    def breaks(*_: object) -> None:
        raise RuntimeError("in the middle")

    monkeypatch.setattr(saving, "refresh", breaks)
    with pytest.raises(RuntimeError, match="in the middle"):
        save(store, document(resolution("76/1", "OP1 Decides"), resolution("76/2", "OP1 Decides")))
    assert before == counts(store.conn)
    monkeypatch.undo()
    assert save(store, document(resolution("76/1", "OP1 Decides"), resolution("76/2", "OP1 Decides"))) == "added"


KILLED = """
import os, signal, sys
sys.path[:0] = [{tests!r}, {root!r}]
from documents import document, resolution
from tracker.store import Store, saving
with Store.open(sys.argv[1], create=True) as store:
    first = document(resolution("75/1", *[f"OP{{n}} Decides {{n}}" for n in range(200)]))
    store.save(first[0], data=first[1])
    if sys.argv[2] == "kill":
        store.conn.execute("pragma cache_size = 1")  # pages go to the file before the commit, as in a large document
        saving.refresh = lambda conn, symbol: os.kill(os.getpid(), signal.SIGKILL)
    second = document(*[resolution(f"76/{{k}}", *[f"OP{{n}} Decides {{n}} times" for n in range(300)]) for k in (1, 2)])
    print(store.save(second[0], data=second[1]))
    print(len(store.versions()), store.conn.execute("pragma integrity_check").fetchone()[0])
"""


def test_killed_in_the_middle_a_document_is_whole_or_absent(tmp_path: Path) -> None:
    """SIGKILL while a document is written: the earlier one is whole, this one absent; running it again completes it.

    Also for one who only reads: SQLite alone would refuse to read what a killed program left (error 776).
    """
    here = Path(__file__).parent
    script = KILLED.format(tests=str(here), root=str(here.parent))
    path = tmp_path / "tracker.db"
    killed = subprocess.run([sys.executable, "-c", script, str(path), "kill"], check=False, capture_output=True)
    assert -signal.SIGKILL == killed.returncode
    assert (tmp_path / "tracker.db-journal").exists(), "the kill came before anything was written: it proves nothing"
    copy = shutil.copytree(tmp_path, tmp_path / "copy")
    with Store.open(copy / "tracker.db", readonly=True) as store:
        assert [one.slug for one in store.versions()] == ["75-1"]
    again = subprocess.run(
        [sys.executable, "-c", script, str(path), "finish"], check=True, capture_output=True, text=True
    )
    assert again.stdout.split("\n")[:2] == ["added", "3 ok"]


def test_several_writes_as_one(store: Store) -> None:
    """Inside a transaction everything goes back together."""

    def fails() -> None:
        with store.transaction():
            save(store, document(resolution("76/1", "OP1 Decides")))
            store.link("nowhere", "A/RES/76/1", "title")

    with pytest.raises(UnknownVersion, match="nowhere"):
        fails()
    assert store.versions() == ()


# ----------------------------------------------------------------------------------------------- what the user states


def test_what_the_user_states_goes_over_the_file_and_is_kept(store: Store) -> None:
    """Symbol, status and date hold, also when the same bytes come again without them, or are read anew."""
    text = replace(resolution("76/1", "OP1 Decides"), symbol=None, adopted=None, session=None)
    said = Stated(Symbol("A/C.3/76/L.9"), status="draft", adopted=date(2021, 11, 3))
    assert save(store, document(text, data=b"x"), stated=said) == "added"
    assert save(store, document(text, data=b"x")) == "unchanged"
    version = store.versions()[0]
    assert (version.symbol, version.status, version.adopted) == ("A/C.3/76/L.9", "draft", date(2021, 11, 3))
    assert said == store.stated(version.origin.sha256)
    assert save(store, document(text, data=b"x"), stated=Stated(status="tabled")) == "replaced"
    assert replace(said, status="tabled") == store.stated(version.origin.sha256)
    assert store.versions()[0].status == "tabled"


@pytest.mark.parametrize(
    ("texts", "options", "line"),
    [
        ((replace(resolution("76/1"), symbol=None),), {}, "a.txt names no symbol: give it one with --symbol"),
        ((resolution("76/1"), resolution("76/1")), {}, "a.txt holds A/RES/76/1 in en more than once"),
        ((resolution("76/1"), resolution("76/2")), {"stated": Stated(Symbol("A/RES/9/9"))}, "holds 2 resolutions"),
        ((), {}, "there is no resolution in it"),
    ],
)
def test_a_document_that_cannot_be_named_is_refused(
    store: Store, texts: tuple[Resolution, ...], options: dict[str, Any], line: str
) -> None:
    """One line that names the file, and nothing is written."""
    with pytest.raises(StoreError, match=line) as refused:
        save(store, document(*texts), **options)
    assert "\n" not in str(refused.value)
    assert dict.fromkeys(TABLES, 0) == counts(store.conn)


def test_bytes_that_were_not_read_are_refused(store: Store) -> None:
    """What is stored is what was read: the hash is computed again."""
    with pytest.raises(StoreError, match="not those that were read"):
        store.save(document(resolution("76/1"))[0], data=b"something else")


# ---------------------------------------------------------------------------------------------------- series and order


def test_versions_stand_oldest_first_within_a_year_by_symbol(store: Store) -> None:
    """By year of adoption; a text without a date by its session; numbers as numbers."""
    for symbol in ("76/10", "76/9", "75/200"):
        save(store, document(resolution(symbol)))
    save(store, document(resolution("76/8", adopted=None)))
    assert [one.slug for one in store.versions()] == ["75-200", "76-8", "76-9", "76-10"]


def test_a_series_comes_back_with_its_known_texts(store: Store) -> None:
    """Saved again it takes the place of what was there, and its links stay; specimens come last."""
    known = (KnownVersion("A/RES/75/1", 75, date(2020, 12, 16), "read"), KnownVersion("A/RES/76/1", 76, None, "cited"))
    drafting = Series("a-drafting", "Drafting", specimen=True)
    bridges = Series("bridges", "Bridges", "General Assembly", "Third Committee", known=known)
    for series in (drafting, replace(bridges, title="Old", known=known[:1])):
        store.save_series(series)
    save(store, document(resolution("75/1")))
    store.link("bridges", "A/RES/75/1", "title")
    store.link("a-drafting", "A/RES/75/1", "by reference")
    store.save_series(bridges)
    assert (bridges, drafting) == store.series()
    assert (
        ["75-1"]
        == [one.slug for one in store.versions("bridges")]
        == [one.slug for one in store.versions("a-drafting")]
    )


def test_one_series_is_read_alone(store: Store) -> None:
    """Asked for by its slug, the known texts of no other series are read."""
    known = (KnownVersion("A/RES/75/1", 75, None, "read"),)
    for slug in ("bridges", "roads", "tunnels"):
        store.save_series(Series(slug, slug.title(), known=known))
    asked: list[str] = []
    store.conn.set_trace_callback(asked.append)

    series = store.one_series("roads")

    store.conn.set_trace_callback(None)
    assert series == Series("roads", "Roads", known=known)
    assert sum("known_versions" in statement for statement in asked) == 1


def test_what_is_not_here_is_said_with_what_is(store: Store) -> None:
    """An unknown series names those that are here; a link needs its text."""
    with pytest.raises(UnknownVersion, match="none is here yet"):
        store.one_series("bridges")
    store.save_series(Series("bridges", "Bridges"))
    with pytest.raises(UnknownVersion, match="no series 'tunnels'; here are: bridges"):
        store.one_series("tunnels")
    with pytest.raises(StoreError, match="A/RES/1/1 is not here"):
        store.link("bridges", "A/RES/1/1", "title")


def test_two_symbols_never_share_a_slug(store: Store) -> None:
    """The second gets a number: an address means one text."""
    for name in ("A/C.3/76/L.9", "A/C.3/76/L-9"):
        save(store, document(resolution(name)))
    assert {"a-c-3-76-l-9", "a-c-3-76-l-9-2"} == {one.slug for one in store.versions()}


# --------------------------------------------------------------------------------------------- facts of the resolution


def test_facts_of_the_resolution_come_from_the_first_language_that_says_them(store: Store) -> None:
    """English first; countries with their usual name, their code, and as printed."""
    vote = Adoption("recorded vote", 2, 1, None, (Vote("TURKEY", "in favour"), Vote("UNITED STATES", "against")))
    french = resolution("76/1", language="fr", adoption=vote, masthead=Masthead(report="A/76/1", meeting="50e"))
    english = resolution(
        "76/1", masthead=Masthead(meeting="50th"), sponsors=(Sponsor("the Bahamas", "Group", "additional"),)
    )
    for text in (french, english):
        save(store, document(text))
    conn = store.conn
    assert conn.execute(
        "select adoption, meeting, report, voted_against, sponsors, year from adoptions"
    ).fetchall() == [("2-1-0", "50th", "A/76/1", "United States", 1, 2021)]
    assert conn.execute("select country, iso, vote, printed from votes").fetchall() == [
        ("Türkiye", "TUR", "in favour", "TURKEY"),
        ("United States", "USA", "against", "UNITED STATES"),
    ]
    assert conn.execute("select country, iso, stage, behalf, printed from sponsors").fetchall() == [
        ("Bahamas", "BHS", "additional", "Group", "the Bahamas")
    ]


def test_what_a_text_cites_is_kept_with_its_date(store: Store) -> None:
    """From paragraphs and from notes."""
    text = resolution("76/1", "PP1 Recalling its resolution 75/1 of 16 December 2020,")
    noted = replace(text.paragraphs[0], notes=(Footnote("1", "A/75/53, chap. V.", 9),))
    save(store, document(replace(text, paragraphs=(noted,))))
    assert store.conn.execute("select symbol, dated, footnote_id is null from citations").fetchall() == [
        ("A/RES/75/1", "2020-12-16", 1),
        ("A/75/53", None, 0),
    ]


def test_finish_leaves_one_plain_file(tmp_path: Path) -> None:
    """Without a write-ahead log, also where another tool had turned it on: as immutable it would show an old state."""
    path = tmp_path / "tracker.db"
    with Store.open(path, create=True) as store:
        store.conn.execute("pragma journal_mode = wal")
        save(store, document(resolution("76/1", "OP1 Decides")))
        store.finish()
        assert [path] == list(tmp_path.iterdir())
    conn = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    assert [one.slug for one in Store(conn).versions()] == ["76-1"]
    conn.close()
