"""Every page as data under its own address, and the feed of new versions."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import bridges
import pytest
import pytest_asyncio
from datasette.app import Datasette  # type: ignore[import-untyped]
from lxml import etree

from tracker.plugin import feeds
from tracker.sources import read

HOME = "/-/tracker"
ATOM = "{http://www.w3.org/2005/Atom}"
PAGES = (
    "",
    "/bridges",
    "/bridges/version/74-2",
    "/bridges/paragraph/75-3.OP2",
    "/search?q=bridges",
    "/bridges?language=ar",
)


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of this project, written for tests."""
    return bridges.build(tmp_path_factory.mktemp("formats") / "tracker.db")


@pytest_asyncio.fixture
async def served(database: Path) -> AsyncIterator[Any]:
    """Datasette with nothing but the database, as `datasette tracker.db` starts it."""
    datasette = Datasette([str(database)])
    await datasette.invoke_startup()
    yield datasette


async def data(datasette: Any, path: str, form: str) -> Any:
    """What an address answers in another form, parsed."""
    place, mark, query = path.partition("?")
    answer = await datasette.client.get(f"{HOME}{place}.{form}{mark}{query}")
    assert 200 == answer.status_code, path
    assert "nosniff" == answer.headers["x-content-type-options"]
    return json.loads(answer.text) if form == "json" else list(csv.DictReader(io.StringIO(answer.text)))


@pytest.mark.asyncio
@pytest.mark.parametrize("path", PAGES)
async def test_every_page_is_to_be_had_as_data(served: Any, path: str) -> None:
    """JSON and CSV under the same address, and the page leads to both."""
    page = (await served.client.get(HOME + path)).text.replace("&amp;", "&")
    place, mark, query = path.partition("?")

    assert await data(served, path, "json")
    assert await data(served, path, "csv")
    for form in ("csv", "json"):
        assert f'href="{HOME}{place}.{form}{mark}{query}"' in page


@pytest.mark.asyncio
async def test_a_series_as_data_has_every_step_of_every_paragraph(served: Any) -> None:
    """What the table shows by letters, in the words of the database; texts that are not here are named."""
    document, rows = await data(served, "/bridges", "json"), await data(served, "/bridges", "csv")
    marks = {(row["symbol"], row["label"] or row["from_labels"]): row["mark"] for row in rows}

    assert "deleted" == marks["A/RES/74/2", "PP3"]
    assert "new" == marks["A/RES/74/2", "OP3"]
    assert "same" == marks["A/RES/75/3", "OP3"]
    assert [{"before": "A/RES/74/2", "symbols": ["A/RES/73/5"]}] == document["not_here"]
    assert len(rows) == sum(len(life["steps"]) for life in document["paragraphs"])
    assert "175-1-1" == document["versions"][-1]["adoption"]


@pytest.mark.asyncio
async def test_a_text_as_data_is_what_tracker_add_reads(served: Any) -> None:
    """The JSON of a version is resolution JSON: read back it has the same paragraphs and notes."""
    answer = await served.client.get(f"{HOME}/bridges/version/74-2.json")
    (read_back,) = read(answer.content, "74-2.json").resolutions
    original = next(one for one in bridges._resolutions() if str(one.symbol) == "A/RES/74/2" and one.language == "en")

    assert [(one.label, one.text, one.notes) for one in original.paragraphs] == [
        (one.label, one.text, one.notes) for one in read_back.paragraphs
    ]
    assert original.adopted == read_back.adopted


@pytest.mark.asyncio
async def test_what_a_search_finds_is_data_too(served: Any) -> None:
    """Oldest text first, each with how it was adopted."""
    rows = await data(served, "/search?q=bridges&language=en", "csv")

    assert ["A/RES/72/1", "A/RES/75/3"] == [rows[0]["symbol"], [row for row in rows if row["adoption"]][-1]["symbol"]]
    assert {"175-1-1"} == {row["adoption"] for row in rows if row["symbol"] == "A/RES/75/3"}


@pytest.mark.asyncio
@pytest.mark.parametrize("path", ["/nowhere.json", "/bridges/version/99-9.csv", "/bridges/paragraph/72-1.OP99.json"])
async def test_what_is_not_here_is_not_found(served: Any, path: str) -> None:
    """Data that is not here is a 404, never an empty file."""
    assert 404 == (await served.client.get(HOME + path)).status_code


@pytest.mark.asyncio
@pytest.mark.parametrize(("path", "entries"), [("/feed", 3), ("/bridges/feed", 3), ("/drill/feed", 2)])
async def test_a_feed_tells_new_versions_with_what_they_changed(served: Any, path: str, entries: int) -> None:
    """Atom, newest first, with whole addresses; that of all series leaves the specimens out."""
    answer = await served.client.get(HOME + path)
    root = etree.fromstring(answer.content)
    found = root.findall(f"{ATOM}entry")

    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert entries == len(found)
    days = [entry.findtext(f"{ATOM}updated", "") for entry in found]
    assert sorted(days, reverse=True) == days
    assert {True} == {str(link.get("href")).startswith("http") for link in root.iter(f"{ATOM}link")}
    if "drill" not in path:
        said = etree.tostring(found[0], encoding="unicode", method="text")
        assert "No wording changed: technical rollover" in said
        assert "Recorded vote: 175 in favour, 1 against, 1 abstention." in said


@pytest.mark.asyncio
async def test_a_page_names_its_feed(served: Any) -> None:
    """Readers of feeds find it by the page."""
    page = (await served.client.get(f"{HOME}/bridges")).text

    assert 'type="application/atom+xml" title="Bridges &lt;script&gt;' in page
    assert f'href="{HOME}/bridges/feed"' in page


def test_a_feed_is_xml_whatever_a_document_holds() -> None:
    """Letters that XML does not allow are replaced."""
    assert "a\ufffdb\ufffd" == feeds._clean("a\x0cb\ufffe")


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("form", "begins"), [("docx", b"PK"), ("html", b"<!DOCTYPE html>"), ("md", b"#"), ("txt", b"")]
)
async def test_a_series_has_a_brief_to_be_handed_on(served: Any, form: str, begins: bytes) -> None:
    """In every format of a report; the page leads to the Word file, and a stretch of the series may be asked for."""
    whole = await served.client.get(f"{HOME}/bridges/brief.{form}")
    step = await served.client.get(f"{HOME}/bridges/brief.{form}?from=74-2&to=75-3")
    page = (await served.client.get(f"{HOME}/bridges")).text

    assert [200, 200] == [whole.status_code, step.status_code]
    assert whole.content.startswith(begins)
    assert whole.content != step.content
    assert f"brief-bridges-74-2-75-3-en.{form}" in step.headers["content-disposition"]
    assert f'href="{HOME}/bridges/brief.docx"' in page
    assert form != "html" or b"<script>alert" not in whole.content


@pytest.mark.asyncio
async def test_a_brief_of_what_is_not_here_is_not_found(served: Any) -> None:
    """A text that does not stand in the series has no brief."""
    assert 404 == (await served.client.get(f"{HOME}/bridges/brief.docx?from=99-9&to=75-3")).status_code


@pytest.mark.asyncio
async def test_a_series_hands_on_the_base_text_of_the_next_session(served: Any) -> None:
    """The latest text rolled forward, as a Word file; the page leads to it."""
    answer = await served.client.get(f"{HOME}/bridges/draft.docx")

    assert 200 == answer.status_code
    assert answer.content.startswith(b"PK")
    assert "draft-after-75-3-en.docx" in answer.headers["content-disposition"]
    assert f'href="{HOME}/bridges/draft.docx"' in (await served.client.get(f"{HOME}/bridges")).text
    assert 404 == (await served.client.get(f"{HOME}/nowhere/draft.docx")).status_code


@pytest.mark.asyncio
@pytest.mark.parametrize("path", ["/bridges", "/bridges/72-1...74-2", "/search?q=bridges"])
async def test_csv_is_exact_or_for_excel(served: Any, path: str) -> None:
    """The page leads to both: exact to the letter, and marked as UTF-8 without a cell that is taken for a formula."""
    place, mark, query = path.partition("?")
    page = (await served.client.get(HOME + path)).text.replace("&amp;", "&")
    exact = f"{HOME}{place}.csv{mark}{query}"
    excel = f"{exact}{'&' if query else '?'}excel=1"
    plain, marked = [(await served.client.get(address)).text for address in (exact, excel)]

    assert f'href="{exact}"' in page
    assert f'href="{excel}"' in page
    assert "\ufeff" + plain == marked
