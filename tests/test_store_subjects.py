"""What SQL can ask around a text: subjects, days and records, parts, other names, whose documents it cites."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

from documents import document, resolution
from sqlite_utils import Database

from tracker.model import Footnote, Masthead, Subject
from tracker.store import Store, migrations
from tracker.symbols import Symbol


def stored(*texts: tuple[str, str, dict[str, object]]) -> Store:
    """A database of texts, each by symbol, language and what else is to be said of it."""
    store = Store.open(":memory:", create=True)
    for symbol, language, fields in texts:
        text = replace(resolution("76/1", "OP1 Decides", language=language), symbol=Symbol.parse(symbol), **fields)  # type: ignore[arg-type]
        made, data = document(text)
        store.save(made, data=data)
    return store


def asked(store: Store, statement: str) -> list[tuple[object, ...]]:
    return store.conn.execute(statement).fetchall()


SUBJECTS = (Subject("BRIDGES"), Subject("SDG 16", "SDG", "16"), Subject("HIGH BRIDGES", "agenda", "A/76/251, item 71b"))


def test_subjects_are_rows_with_their_vocabulary() -> None:
    """Once for a resolution, from the first language that has them; and they go with it."""
    store = stored(("76/1", "fr", {"subjects": SUBJECTS[:1]}), ("76/1", "en", {"subjects": SUBJECTS}))
    rows = asked(store, "select term, vocabulary, code from subjects order by position")

    assert [(one.term, one.vocabulary, one.code) for one in SUBJECTS] == rows
    store.remove("A/RES/76/1")
    assert [] == asked(store, "select * from subjects")


def test_subjects_of_the_schema_before_are_terms_of_the_thesaurus() -> None:
    """A reading that was stored then is read as it was."""
    store = stored(("76/1", "en", {}))
    store.conn.execute("""update revisions set facts = json_set(facts, '$.subjects', json('["BRIDGES"]'))""")
    (version,) = store.versions()

    assert (Subject("BRIDGES"),) == store.resolution(version).subjects


def test_the_workflow_is_in_the_resolution() -> None:
    """Draft, report and record with the days that are known."""
    masthead = Masthead(draft="A/C.3/76/L.1", draft_date=date(2021, 11, 1), report="A/76/462", record="A/76/PV.53")
    store = stored(("76/1", "en", {"masthead": masthead}))

    assert [("A/C.3/76/L.1", "2021-11-01", "A/76/462", None, "A/76/PV.53")] == asked(
        store, "select draft, draft_date, report, report_date, record from resolutions"
    )


def test_parts_know_their_whole_and_what_has_become_one() -> None:
    """75/101 A and B; 75/245 is part A since B came, as a note of B's title says."""
    note = Footnote("1", "Resolution 75/245, in section VI, becomes resolution 75/245 A.", 0)
    plain = [(symbol, "en", dict[str, object]()) for symbol in ("75/101 A", "75/101 B", "75/245")]
    store = stored(*plain, ("75/245 B", "en", {"title_notes": (note,)}))
    parts = asked(store, "select whole, part, symbol from parts order by whole, part")

    assert [
        ("A/RES/75/101", "A", "A/RES/75/101 A"),
        ("A/RES/75/101", "B", "A/RES/75/101 B"),
        ("A/RES/75/245", "A", "A/RES/75/245"),
        ("A/RES/75/245", "B", "A/RES/75/245 B"),
    ] == parts
    assert {"A/RES/75/245": "A/RES/75/245 A"} == store.aliases()
    store.remove("A/RES/75/245 B")
    assert {} == store.aliases()


def test_citations_say_whose_and_which_part() -> None:
    """Which texts cite this one, and where: by symbol, body and place."""
    store = Store.open(":memory:", create=True)
    made, data = document(
        resolution("76/1", "OP1 Recalls paragraph 3 of its resolution 60/1 and resolution 1325 (2000)")
    )
    store.save(made, data=data)

    assert [
        ("A/RES/60/1", "General Assembly", "paragraph 3"),
        ("S/RES/1325(2000)", "Security Council", None),
    ] == asked(store, "select symbol, body, place from citations order by id")


def test_a_file_of_schema_two_gets_the_new_tables(tmp_path: Path) -> None:
    """Its views are made anew, and what it holds stays."""
    path = tmp_path / "tracker.db"
    conn = sqlite3.connect(path)
    migrations._steps().apply(Database(conn), stop_before="m003_subjects")
    conn.execute("drop view parts")  # as it was then
    conn.execute("insert into resolutions(symbol, slug) values ('A/RES/75/101 A', '75-101-a')")
    conn.commit()
    conn.close()

    with Store.open(path) as store, Store.open(":memory:", create=True) as new:
        assert [("A/RES/75/101", "A")] == asked(store, "select whole, part from parts")
        columns = "select m.name, p.name from sqlite_master m, pragma_table_info(m.name) p order by 1, 2"
        assert asked(new, columns) == asked(store, columns)
