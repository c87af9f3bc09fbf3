"""The store on the official documents of the series, in six languages."""

from __future__ import annotations

from pathlib import Path

from tracker.sources import read
from tracker.store import Store

LANGUAGES = {"ar": 5, "en": 5, "es": 5, "fr": 5, "ru": 5, "zh": 5}


def test_the_series_is_kept_without_loss(corpus: Path, tmp_path: Path) -> None:
    """Thirty files: every text comes back equal, and a second run changes nothing."""
    files = {path: path.read_bytes() for path in sorted((corpus / "series").rglob("*.xml"))}
    documents = {path: read(data, path.name) for path, data in files.items()}
    with Store.open(tmp_path / "tracker.db", create=True) as store:
        assert {"added"} == {store.save(document, data=files[path]) for path, document in documents.items()}
        versions = store.versions()
        assert LANGUAGES == {code: sum(one.language == code for one in versions) for code in LANGUAGES}
        saved = {
            (str(one.symbol), one.language): one for document in documents.values() for one in document.resolutions
        }
        assert saved == {(one.symbol, one.language): store.resolution(one) for one in versions}
        assert {"unchanged"} == {store.save(document, data=files[path]) for path, document in documents.items()}
        store.finish()
        found = store.search("可持续发展", language="zh")
        assert {"zh"} == {hit.version.language for hit in found}


def test_every_voter_and_sponsor_of_the_series_is_a_country(corpus: Path, tmp_path: Path) -> None:
    """Each has its code: SQL can join them with anything."""
    with Store.open(tmp_path / "tracker.db", create=True) as store:
        for path in sorted((corpus / "series").rglob("English/*.xml")):
            data = path.read_bytes()
            store.save(read(data, path.name), data=data)
        for table in ("votes", "sponsors"):
            assert store.conn.execute(f"select printed from {table} where iso is null").fetchall() == []  # noqa: S608
        assert store.conn.execute("select count(*) from adoptions where adoption is null").fetchall() == [(0,)]
        cited = "select distinct v.symbol from citations c join versions v on v.revision_id = c.revision_id"
        steps = "where c.symbol = 'A/RES/' || :old and c.dated is not null"
        assert store.conn.execute(f"{cited} {steps}", {"old": "74/153"}).fetchall() == [("A/RES/75/180",)]
