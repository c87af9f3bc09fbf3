"""What is seen across languages, from a store: added to a comparison from what is stored, and as a table."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import bridges
import pytest
from click.testing import CliRunner
from conftest import FIXTURES
from datasette.app import Datasette  # type: ignore[import-untyped]

from tracker import catalogue
from tracker.cli import cli
from tracker.errors import UnknownVersion
from tracker.model import Check, Comparison, Concordance, Version
from tracker.pipeline import across, shipped, views
from tracker.pipeline.derive import derive
from tracker.pipeline.ingest import add, load_fixtures
from tracker.pipeline.once import Once
from tracker.render import languages as table
from tracker.sentences import listed
from tracker.store import Store

SERIES = shipped.specimen_series().slug
_OLD, _NEW = "specimen-2", "specimen-3"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ships, where the French SPECIMEN/3 has a word more in OP3, which the English has not."""
    folder = tmp_path_factory.mktemp("across")
    with Store.open(folder / "tracker.db", create=True) as store:
        load_fixtures(store)
        file = folder / "SPECIMEN_3_F.xml"
        text = (FIXTURES / "SPECIMEN_3_F.xml").read_text(encoding="utf-8")
        assert 1 == text.count("une culture de tolérance")
        file.write_text(text.replace("une culture de", "une grande culture de"), encoding="utf-8")
        add(store, [str(file)], series=SERIES)
    return folder / "tracker.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """The same, for reading."""
    with Store.open(path, readonly=True) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _nothing_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one test has read is not there for the next: the same texts are in several databases here."""
    monkeypatch.setattr(across, "_stored", Once[Comparison](8))
    monkeypatch.setattr(across, "_checks", Once[tuple[Check, ...]](8))


def _pair(store: Store, language: str, old: str = _OLD) -> tuple[Version, Version]:
    here = {version.slug: version for version in store.versions(SERIES, language)}
    return here[old], here[_NEW]


def _seen_across(found: Comparison) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.code, one.languages) for one in found.checks if one.languages]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_comparison_has_the_checks_across_its_languages(store: Store, language: str) -> None:
    """In whichever of them it is read; its own checks stand before them, and nothing else of it is changed."""
    pair = _pair(store, language)
    alone, found = views.comparison_of(store, SERIES, *pair), across.checked(store, SERIES, *pair)
    assert [("changed-in-some", ("fr",))] == _seen_across(found)
    assert found.checks[: len(alone.checks)] == alone.checks
    assert found.changes == alone.changes


def test_only_what_is_stored_is_looked_at(path: Path, tmp_path: Path) -> None:
    """Nothing is computed in another language for a page in one: what is stale says nothing."""
    copy = shutil.copy(path, tmp_path / "copy.db")
    with Store.open(copy) as store:
        store.drop_derived(SERIES, "fr")
        assert [] == _seen_across(across.checked(store, SERIES, *_pair(store, "en")))


def test_texts_that_share_no_series_have_none(store: Store) -> None:
    """Comparisons are stored by series."""
    assert [] == _seen_across(across.checked(store, None, *_pair(store, "en")))


def test_the_table_of_all_languages(store: Store) -> None:
    """Both languages, whichever is asked for; computed where it is not stored."""
    for language in ("en", "fr"):
        found = across.concordance_of(store, SERIES, *_pair(store, language))
        assert (("en", "fr"), ("SPECIMEN/2", "SPECIMEN/3")) == (found.languages, (found.old, found.new))
        assert {"there"} == {standing for row in found.rows for standing in row.standing.values()}
        assert {"fr": ("OP3",)} == found.alone


def test_a_text_in_one_language_is_held_against_nothing(store: Store) -> None:
    """Said with what to do."""
    with pytest.raises(UnknownVersion, match=r"both here in English only\n.*tracker add FILE"):
        across.concordance_of(store, SERIES, *_pair(store, "en", "specimen-1"))


@pytest.mark.asyncio
@pytest.mark.parametrize("form", ["", ".json", ".md"])
@pytest.mark.parametrize("language", ["en", "ar"])
async def test_the_page_of_a_comparison_has_them_under_to_check(tmp_path: Path, form: str, language: str) -> None:
    """In either language, and in what can be downloaded from it."""
    datasette = Datasette([str(bridges.build(tmp_path / "tracker.db", derived=True))])
    answer = await datasette.client.get(f"/-/tracker/bridges/74-2...75-3{form}?language={language}")
    assert 200 == answer.status_code
    assert "Reworded in Arabic only: OP1." in re.sub(r"<[^>]+>", "", answer.text)


@pytest.mark.asyncio
async def test_the_page_of_a_series_has_them_with_the_text_they_are_of(tmp_path: Path) -> None:
    """Each sentence names its text and leads to the paragraph in the comparison."""
    datasette = Datasette([str(bridges.build(tmp_path / "tracker.db", derived=True))])
    page = (await datasette.client.get("/-/tracker/bridges")).text
    assert '<a href="/-/tracker/bridges/74-2...75-3#OP1">75/3: Reworded in Arabic only: OP1.</a>' in page


def test_what_was_not_stored_is_looked_for_again(tmp_path: Path) -> None:
    """A comparison that is stored later is seen then: that it was not there is not kept."""
    with Store.open(bridges.build(tmp_path / "tracker.db")) as store:
        old, new = (item for item in store.versions("bridges", "en") if item.slug in {"74-2", "75-3"})
        before = across.checked(store, "bridges", old, new)
        for language in ("ar", "en"):
            derive(store, "bridges", language)
        after = across.checked(store, "bridges", old, new)
    assert ([], [("changed-in-some", ("ar",))]) == (_seen_across(before), _seen_across(after))


# ------------------------------------------------------------------------------------------------------ the command


def run(*args: str) -> tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    result = CliRunner().invoke(cli, args)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def test_the_command_shows_the_table(path: Path) -> None:
    """A row for each edit, a column for each language, the legend, what one language has alone, what is to check."""
    code, out, err = run("languages", _OLD, _NEW, "--db", str(path))
    assert (0, "") == (code, err)
    lines = out.splitlines()
    assert ["SPECIMEN/2  ->  SPECIMEN/3", "English, French", ""] == lines[:3]
    assert ["English", "edit", "en", "fr"] == lines[3].split()
    assert ["PP2,", "OP14", "technical", "update", "x", "x"] == lines[lines.index("") + 15].split()
    assert "x  the edit is there" in lines
    assert "To check" in lines
    assert 80 >= max(map(len, lines))


def test_the_command_writes_json(path: Path, tmp_path: Path) -> None:
    """The same as `languages-1`; with --output into a file."""
    code, out, _ = run("languages", _OLD, _NEW, "--format", "json", "--db", str(path))
    data: dict[str, Any] = json.loads(out)
    assert (0, "languages-1", ["en", "fr"]) == (code, data["schema"], data["languages"])
    assert {"label", "kind", "told", "standing"} == set(data["rows"][0])
    assert ["changed-in-some"] == [one["code"] for one in data["checks"]]
    target = tmp_path / "table.json"
    assert (0, "") == run("languages", _OLD, _NEW, "-f", "json", "-o", str(target), "--db", str(path))[:2]
    assert json.loads(target.read_text(encoding="utf-8")) == data


def test_the_command_says_what_is_missing(path: Path) -> None:
    """One clear line, and what to do."""
    code, out, err = run("languages", "66/152", "specimen-1", "--db", str(path))
    assert (2, "") == (code, out)
    assert err.startswith(
        "error: A/RES/66/152 and SPECIMEN/1 are both here in English only\n       Add them in another"
    )


def test_the_order_in_which_texts_are_named_is_nothing(path: Path) -> None:
    """The older text comes first: what a text came to say is known by the later one."""
    assert run("languages", _OLD, _NEW, "--db", str(path)) == run("languages", _NEW, _OLD, "--db", str(path))


@pytest.mark.parametrize(
    ("args", "line"),
    [
        ((_OLD, _OLD), "SPECIMEN/2 was named twice: name two texts, the older and the newer one"),
        ((_OLD, _NEW, "-l", "en"), "English is what the others are held against: name another language, or none"),
        ((_OLD, _NEW, "-l", "zh"), "SPECIMEN/2 and SPECIMEN/3 are both here in English and French"),
        ((_OLD, "./not-there.xml"), "./not-there.xml: there is no such file, and it names no version"),
    ],
)  # fmt: skip
def test_what_cannot_be_held_against_each_other(path: Path, args: tuple[str, ...], line: str) -> None:
    """One clear line."""
    code, out, err = run("languages", *args, "--db", str(path))
    assert (2, "", f"error: {line}") == (code, out, err.splitlines()[0])


def test_a_language_is_held_against_the_one_that_leads(path: Path) -> None:
    """-l names the columns beside English; all is what is shown without it."""
    whole = run("languages", _OLD, _NEW, "--db", str(path))
    assert whole == run("languages", _OLD, _NEW, "-l", "fr", "--db", str(path))
    assert whole == run("languages", _OLD, _NEW, "-l", "all", "--db", str(path))


def test_a_file_is_to_be_added_first(path: Path, tmp_path: Path) -> None:
    """A file that is there is never said not to be; a folder and a database are named as what they are."""
    file = tmp_path / "draft.xml"
    file.write_text("<x/>", encoding="utf-8")
    first, second, *_ = run("languages", _OLD, str(file), "--db", str(path))[2].splitlines()
    assert f"error: {file} is a file, and here a version of the database is needed" == first
    assert f"Add it first: tracker add {file}" == second.strip()
    assert run("diff", str(tmp_path), str(file), "--db", str(path))[2].startswith(f"error: {tmp_path} ")
    assert f"name it with --db {path}" in run("diff", str(path), _OLD, "--db", str(path))[2]


def test_where_official_files_are_known_the_command_is_named(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    """Not "add a file" for what can be fetched."""
    (entry, *_) = [one for one in catalogue.load() if one.files]
    old, new, *_ = dict.fromkeys(one.symbol for one in entry.files if one.language == "fr")
    pair = [replace(version, symbol=symbol) for version, symbol in zip(_pair(store, "en"), (old, new), strict=True)]
    monkeypatch.setattr(Store, "versions", lambda *_: pair)
    with pytest.raises(
        UnknownVersion, match=rf"in English only\n.*tracker fetch --series {entry.series.slug} --language"
    ):
        across.concordance_of(store, SERIES, pair[0], pair[1])


def test_long_rows_of_labels_are_cut_short() -> None:
    """Twelve at most, else eight and how many more; --full shows all."""
    labels = tuple(f"OP{number}" for number in range(1, 20))
    check = Check("changed-in-some", None, "OP1", f"Reworded in French only: {listed(labels)}.", labels, ("fr",))
    found = Concordance("75/1", "76/2", ("en", "fr"), (), {"fr": labels}, (check,))
    short, full = table.languages(found, width=200), table.languages(found, width=200, full=True)
    assert "fr  19 (OP1, OP2, OP3, OP4, OP5, OP6, OP7, OP8, 11 more)" in short
    assert "Reworded in French only: OP1, OP2, OP3, OP4, OP5, OP6, OP7, OP8 and 11 more." in short
    assert short.endswith("More: --full (every paragraph)\n")
    assert "OP18, OP19)" in full
    assert "OP18 and OP19." in full
    assert "--full" not in full


def test_diff_and_its_json_have_the_checks_of_the_database(path: Path) -> None:
    """`tracker diff` of two versions of the database tells them under "To check", and in `checks` of the JSON."""
    args = ("diff", _OLD, _NEW, "--db", str(path))
    assert "Reworded in French only: " in run(*args)[1]
    assert "changed-in-some" in {one["code"] for one in json.loads(run(*args, "--format", "json")[1])["checks"]}
