"""The pages in Datasette: every address, in both lines of Datasette, and what a browser may load from them."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import bridges
import pytest
import pytest_asyncio
from datasette.app import Datasette  # type: ignore[import-untyped]
from markup import tags

HOME = "/-/tracker"
STEP = f"{HOME}/bridges/72-1...74-2"
PAGES = (
    HOME,
    f"{HOME}/bridges",
    f"{HOME}/bridges?language=ar",
    f"{HOME}/drill",
    STEP,
    f"{STEP}?inline=1&open=all&find=bridges",
    f"{HOME}/bridges/74-2...75-3/languages",
    f"{HOME}/bridges/74-2...75-3?language=ar",
    f"{HOME}/bridges/75-3...72-1",
    f"{HOME}/drill/specimen-1...specimen-2",
    f"{HOME}/bridges/version/72-1",
    f"{HOME}/bridges/version/75-3?language=ar",
    f"{HOME}/bridges/paragraph/75-3.OP2",
    f"{HOME}/search",
    f"{HOME}/search?q=bridges",
    f"{HOME}/search?q=%3Cscript%3E",
)


def spoken(page: str) -> str:
    """The words of a page without its tags, hidden ones included."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of this project, written for tests."""
    return bridges.build(tmp_path_factory.mktemp("pages") / "tracker.db")


@pytest_asyncio.fixture
async def served(database: Path) -> AsyncIterator[Any]:
    """Datasette with nothing but the database, as `datasette tracker.db` starts it."""
    datasette = Datasette([str(database)])
    await datasette.invoke_startup()
    yield datasette


async def get(datasette: Any, path: str, **more: Any) -> Any:
    """The answer to a GET."""
    return await datasette.client.get(path, **more)


@pytest.mark.asyncio
@pytest.mark.parametrize("path", PAGES)
async def test_a_page_stands_by_itself(served: Any, path: str) -> None:
    """Each page is whole HTML of ours: language, one main, our policy, no inline style, script or handler."""
    answer = await get(served, path)
    found = tags(answer.text)
    names = [tag for tag, _ in found.found]

    assert 200 == answer.status_code
    assert "default-src 'none'; script-src 'self'" in answer.headers["content-security-policy"]
    assert {"lang": "en", "dir": "ltr"} == found.found[0][1]
    assert 1 == names.count("main") == names.count("h1")
    assert "style" not in names
    assert [] == found.stray
    assert [] == found.open
    assert [] == [attributes for tag, attributes in found.found if tag == "script" and not attributes.get("src")]
    assert [] == [name for _, attributes in found.found for name in attributes if name == "style" or name[:2] == "on"]


@pytest.mark.asyncio
@pytest.mark.parametrize("path", PAGES)
async def test_a_page_loads_nothing_from_elsewhere(served: Any, path: str) -> None:
    """Style sheet and script come from this server; links leave it only for Datasette's credit."""
    found = tags((await get(served, path)).text).found
    loaded = [attributes.get("src") or attributes.get("href") for tag, attributes in found if tag in {"script", "link"}]
    led = {str(attributes["href"]) for tag, attributes in found if tag == "a"}

    assert {True} == {str(address).startswith("/-/") for address in loaded}
    assert {"https://datasette.io/"} >= {address for address in led if not address.startswith(("/", "#", "?"))}


@pytest.mark.asyncio
@pytest.mark.parametrize("path", PAGES)
async def test_no_text_of_a_document_becomes_markup(served: Any, path: str) -> None:
    """Titles, paragraphs, notes, sponsors and mastheads that look like markup are shown as they stand."""
    page = (await get(served, path)).text

    assert "<script>alert" not in page
    assert "49" not in re.findall(r"quotes\S* (\S+)", page)


@pytest.mark.asyncio
@pytest.mark.parametrize("path", PAGES)
async def test_a_page_credits_its_texts_and_names_specimens(served: Any, path: str) -> None:
    """A page says of the texts that it shows whose they are; specimens are no copies of anything official."""
    page = spoken((await get(served, path)).text)
    official = "drill" not in path and not path.endswith("/search")

    assert official == ("Texts: United Nations, unofficial copies" in page)
    if "drill" in path:
        assert "Specimens of this project, not documents of the United Nations." in page
        assert "unofficial" not in page
    if "drill/" in path:
        assert "SPECIMEN/2: specimen of this project (XML)" in page


@pytest.mark.asyncio
@pytest.mark.parametrize("path", PAGES)
async def test_every_link_within_our_pages_leads_somewhere(served: Any, path: str) -> None:
    """Addresses are answered, and anchors stand on the page to which they lead."""
    page = (await get(served, path)).text
    led = {str(attributes["href"]) for tag, attributes in tags(page).found if tag == "a"}
    for address in sorted(led):
        where, _, anchor = address.partition("#")
        if where and not where.startswith(HOME):
            continue
        answer = await get(served, where) if where else None
        assert answer is None or 200 == answer.status_code, address
        ids = {attributes.get("id") for _, attributes in tags(answer.text if answer else page).found}
        assert not anchor or anchor in ids, address


@pytest.mark.asyncio
async def test_the_home_page_sets_specimens_apart(served: Any) -> None:
    """Series stand under their heading, specimens under theirs."""
    page = spoken((await get(served, HOME)).text)
    series, specimens = page.split("Specimens Exercises")

    assert "Bridges &lt;script" in series
    assert "a drill" not in series
    assert "a drill" in specimens


@pytest.mark.asyncio
async def test_the_series_page_tells_every_paragraph_in_every_year(served: Any) -> None:
    """One row for each paragraph's life, one column for each text, each mark a link with a letter and words."""
    page = (await get(served, f"{HOME}/bridges")).text
    cells = re.findall(r'<td class="(\w+)[^"]*"><a href="([^"]+)" title="([^"]+)">', page)

    assert "2017, 2019 and 2020" in spoken(page)
    assert ("deleted", f"{STEP}#was-PP3", "PP3 Deleted") in cells
    assert "(ex OP1)" in spoken(page)
    assert "1 text in between (session 73) is not here" in spoken(page)
    assert "tracker fetch --series bridges" in spoken(page)


@pytest.mark.asyncio
async def test_a_series_of_one_text_is_a_page_to_read(tmp_path: Path) -> None:
    """With one text here there is nothing to compare: the text itself, and how to get the others."""
    path = bridges.build(tmp_path / "one.db", only=("A/RES/72/1",))
    datasette = Datasette([str(path)])
    for address in (HOME, f"{HOME}/bridges"):
        page = spoken((await get(datasette, address)).text)

        assert "Urges all States to keep their bridges open" in page
        assert "3 texts of this series are not here: how to add them" in page


@pytest.mark.asyncio
async def test_a_comparison_tells_what_became_of_each_paragraph(served: Any) -> None:
    """Reworded, moved, new and deleted paragraphs stand in full; what they were is named."""
    page = spoken((await get(served, STEP)).text)

    assert "OP1 (ex OP2) Moved" in page
    assert "OP2 stood here. Moved: now OP1." in page
    assert "OP2 (ex OP1) Reworded" in page
    assert "PP3 Deleted" in page
    assert "OP3 New" in page


@pytest.mark.asyncio
async def test_folds_open_by_an_address(served: Any) -> None:
    """Without JavaScript too, one link opens all that is folded."""
    closed, unfolded = [(await get(served, f"{STEP}{query}")).text for query in ("", "?open=all")]

    assert "PP2 unchanged" in spoken(closed)
    assert '<details class="row fold">' in closed
    assert '<details class="row fold" open>' in unfolded
    assert '<details class="row fold">' not in unfolded


@pytest.mark.asyncio
async def test_words_are_found_in_both_texts(served: Any) -> None:
    """What is looked for is counted in either text, marked, and unfolded where it stood in a fold."""
    page = (await get(served, f"{STEP}?find=holds")).text

    assert "“holds”: 72/1 1, 74/2 1. In PP2." in spoken(page)
    assert "<mark>holds</mark>" in page
    assert '<details class="row fold" open>' in page


@pytest.mark.asyncio
async def test_one_step_is_had_in_all_languages(served: Any) -> None:
    """The page of all languages, one click from the comparison; as JSON too; refused where one language has both."""
    comparison = (await get(served, f"{HOME}/bridges/74-2...75-3?language=ar")).text
    address = f"{HOME}/bridges/74-2...75-3/languages"
    data = (await get(served, f"{address}.json")).json()
    alone = await get(served, f"{STEP}/languages")

    assert f'href="{address}"' in comparison
    assert "The same change in two languages" in spoken((await get(served, address)).text)
    assert ("languages-1", ["en", "ar"]) == (data["schema"], data["languages"])
    assert 404 == alone.status_code
    assert "both here in English only" in spoken(alone.text)


@pytest.mark.asyncio
async def test_the_form_leads_to_the_comparison(served: Any) -> None:
    """Two texts chosen in the form are the address of their comparison."""
    answer = await get(served, f"{HOME}/bridges?old=72-1&new=75-3", follow_redirects=False)

    assert 302 == answer.status_code
    assert f"{HOME}/bridges/72-1...75-3" == answer.headers["location"]


@pytest.mark.asyncio
async def test_the_form_leads_nowhere_else(served: Any) -> None:
    """What is no slug is no part of an address."""
    answer = await get(served, f"{HOME}/bridges", params={"old": "//elsewhere", "new": "x"}, follow_redirects=False)

    assert 200 == answer.status_code


@pytest.mark.asyncio
async def test_arabic_runs_from_right_to_left(served: Any) -> None:
    """The words of an Arabic text say their language and direction; the page stays in English."""
    found = tags((await get(served, f"{HOME}/bridges/74-2...75-3?language=ar")).text).found
    sides = {(attributes["lang"], attributes["dir"]) for _, attributes in found if attributes.get("class") == "sides"}

    assert {("ar", "rtl")} == sides


@pytest.mark.asyncio
async def test_a_comparison_is_had_as_a_word_file(served: Any) -> None:
    """With tracked changes, saved under the names of its texts."""
    answer = await get(served, f"{STEP}.docx")

    assert (200, b"PK") == (answer.status_code, answer.content[:2])
    assert "wordprocessingml" in answer.headers["content-type"]
    assert answer.headers["content-disposition"].startswith("attachment")


@pytest.mark.asyncio
@pytest.mark.parametrize("form", ["json", "csv", "md", "txt", "html"])
async def test_a_comparison_is_had_in_other_forms(served: Any, form: str) -> None:
    """The same address with .json, .csv, .md, .txt or .html."""
    answer = await get(served, f"{STEP}.{form}")

    assert 200 == answer.status_code
    if form == "json":
        data = json.loads(answer.text)
        assert ("comparison-1", "A/RES/72/1", 7) == (data["schema"], data["old"]["symbol"], len(data["changes"]))
    else:
        assert "OP2" in answer.text
        assert ("attachment" if form == "html" else "inline") in answer.headers["content-disposition"]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("path", "said"),
    [
        (f"{HOME}/bridges/2012...72-1", "2012 is not here"),
        (f"{HOME}/bridges/version/99-9", "99-9 is not here"),
        (f"{HOME}/bridges/paragraph/75-3.OP9", "75-3 has no paragraph OP9; it has: PP1"),
        (f"{HOME}/bridges/paragraph/99-9.OP1", "99-9 is not here"),
        (f"{HOME}/bridges?language=fr", "no text of this series in 'French' here, only in: English, Arabic"),
        (f"{HOME}/nothing", "Bridges, a drill"),
    ],
)
async def test_what_is_not_here_is_said_with_what_is(served: Any, path: str, said: str) -> None:
    """A wrong text, language or series is a 404 that names and links what is here."""
    answer = await get(served, path)

    assert 404 == answer.status_code
    assert said in spoken(answer.text).replace("&#39;", "'")
    assert f'href="{HOME}/' in answer.text


@pytest.mark.asyncio
@pytest.mark.parametrize(("series", "fetched"), [("bridges", True), ("drill", False)])
async def test_specimens_are_not_to_be_fetched(served: Any, *, series: str, fetched: bool) -> None:
    """A page that lacks a specimen advises no fetching: they ship with the program."""
    answer = await get(served, f"{HOME}/{series}/version/99-9")

    assert 404 == answer.status_code
    assert fetched == ("tracker fetch" in answer.text)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("words", "address", "said"),
    [
        ("74/2", "/bridges/version/74-2", "A/RES/74/2, 18 December 2019"),
        ("a/res/75/3", "/bridges/version/75-3", "A/RES/75/3, 16 December 2020"),
        ("SPECIMEN/2", "/drill/version/specimen-2", "SPECIMEN/2, 3 December 2019"),
        ("74/2 op2", "/bridges/version/74-2#OP2", "OP2 of A/RES/74/2, 18 December 2019"),
    ],
)
async def test_a_symbol_leads_to_its_text(served: Any, words: str, address: str, said: str) -> None:
    """A search for the symbol of a text that is here, also with a label, leads with a link to it."""
    page = (await get(served, f"{HOME}/search", params={"q": words})).text

    assert f'The text itself: <a href="{HOME}{address}">' in page
    assert f"The text itself: {said}" in spoken(page)


@pytest.mark.asyncio
@pytest.mark.parametrize("words", ["99/9", "74/2 OP99", "bridges"])
async def test_what_names_no_text_leads_to_none(served: Any, words: str) -> None:
    """A symbol that is not here, a label that the text lacks, other words: nothing but the paragraphs."""
    assert "The text itself" not in (await get(served, f"{HOME}/search", params={"q": words})).text


@pytest.mark.asyncio
@pytest.mark.parametrize("words", ["", '"', " - "])
async def test_no_words_are_asked_for(served: Any, words: str) -> None:
    """A search without any letter or figure says what to type."""
    page = (await get(served, f"{HOME}/search", params={"q": words})).text

    assert "Type some words of a paragraph" in page
    assert "No paragraph here holds" not in page


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "path",
    ["/-/tracker/bridges/", "/-/tracker/BRIDGES", "/-/tracker/bridges/a/b/c", "/-/tracker/bridges/72-1...74-2.exe"],
)
async def test_other_addresses_are_answered_in_datasettes_manner(served: Any, path: str) -> None:
    """What is no page of ours is not found: no server error, on either line."""
    answer = await get(served, path, follow_redirects=False)

    assert answer.status_code in {404, 302}


@pytest.mark.asyncio
async def test_an_unknown_json_is_a_json_error(served: Any) -> None:
    """A program that asks for JSON is told in JSON."""
    answer = await get(served, f"{HOME}/bridges/2012...72-1.json")

    assert 404 == answer.status_code
    assert "2012 is not here" in json.dumps(answer.json())


@pytest.mark.asyncio
async def test_a_prefix_is_kept_in_every_address(database: Path) -> None:
    """Behind a proxy, base_url stands in every link, form and file."""
    datasette = Datasette([str(database)], settings={"base_url": "/un/"})
    for path in PAGES:
        found = tags((await get(datasette, path)).text).found  # the client adds the prefix
        addresses = [
            str(attributes[name]) for _, attributes in found for name in ("href", "src", "action") if name in attributes
        ]

        assert [] == [
            address for address in addresses if not address.startswith(("/un/", "#", "?", "https://datasette.io"))
        ]


@pytest.mark.asyncio
async def test_two_databases_are_told_apart(database: Path, tmp_path: Path) -> None:
    """With several of ours open the home page asks which, and every link keeps the answer."""
    other = bridges.build(tmp_path / "other.db", only=("A/RES/72/1",))
    datasette = Datasette([str(database), str(other)])
    page = (await get(datasette, HOME)).text
    led = {
        str(attributes["href"])
        for tag, attributes in tags((await get(datasette, f"{STEP}?db=tracker")).text).found
        if tag == "a"
    }

    assert f"{HOME}?db=other" in page
    assert {True} == {"db=tracker" in address for address in led if address.startswith(HOME) and address != HOME}
    assert 404 == (await get(datasette, f"{STEP}?db=nothing")).status_code


@pytest.mark.asyncio
async def test_other_databases_are_left_alone() -> None:
    """Where no database is ours, nothing is promised: the home page says so, and the menu leads nowhere."""
    datasette = Datasette(memory=True)
    home, menu, series = [await get(datasette, path) for path in (HOME, "/", f"{HOME}/bridges")]

    assert "None of the open databases" in spoken(home.text)
    assert "Resolution tracker" not in menu.text
    assert 404 == series.status_code


@pytest.mark.asyncio
async def test_a_database_of_another_version_is_told_from_one_that_is_not_ours(tmp_path: Path) -> None:
    """It has no pages, and the home page says how it gets them; of any other file it says that it is none of ours."""
    for name, application, said in (("old", 1431196244, "another version"), ("other", 7, "None of the open databases")):
        path = tmp_path / f"{name}.db"
        with closing(sqlite3.connect(path)) as conn:
            conn.execute(f"pragma application_id = {application}")
            conn.execute("pragma user_version = 1")
            conn.execute("create table a(b)")
            conn.commit()
        page = (await get(Datasette([str(path)]), HOME)).text

        assert said in page
