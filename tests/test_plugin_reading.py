"""The pages that are read: a paragraph through the years, a text with its margin, and where a phrase stands."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import bridges
import pytest
import pytest_asyncio
from datasette.app import Datasette  # type: ignore[import-untyped]
from test_plugin import spoken
from test_render_html_series import Links
from test_returns import view

from tracker.pipeline import phrases
from tracker.render import finding, html_life, html_text, html_version, standing, vocabulary
from tracker.store import Store

HOME = "/-/tracker"


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of this project, written for tests."""
    return bridges.build(tmp_path_factory.mktemp("reading") / "tracker.db")


@pytest_asyncio.fixture
async def served(database: Path) -> AsyncIterator[Any]:
    """Datasette with nothing but the database, as `datasette tracker.db` starts it."""
    datasette = Datasette([str(database)])
    await datasette.invoke_startup()
    yield datasette


async def shown(datasette: Any, path: str) -> str:
    """A page as it is written."""
    answer = await datasette.client.get(HOME + path)
    assert 200 == answer.status_code
    return str(answer.text)


# ------------------------------------------------------------------------------------------------------- a paragraph


@pytest.mark.asyncio
async def test_a_paragraph_tells_its_life(served: Any) -> None:
    """Its words now, its other labels with their year, each text with what it did, the way to its neighbours."""
    page = await shown(served, "/bridges/paragraph/72-1.OP1")
    words = spoken(page)

    assert "OP2 through the years" in words
    assert "It was OP1 in 2017. Wording since 2018-2019. In every text here." in words
    assert "OP2 of A/RES/75/3, 16 December 2020" in words
    assert "1 text (session 73) in between: not here" in words
    assert "added: and safe for" in words
    assert "Same words" in words
    assert f'href="{HOME}/bridges/paragraph/75-3.OP3" rel="next"' in page
    assert f'href="{HOME}/bridges/version/74-2#OP2"' in page


@pytest.mark.asyncio
async def test_each_word_says_when_it_came_in(served: Any) -> None:
    """The words that came after the first text bear their years; where nothing came later, nothing is said of it."""
    words = spoken(await shown(served, "/bridges/paragraph/75-3.OP2"))

    assert "unmarked: 2017 or before" in words
    assert "and safe for came in 2018-2019" in words
    assert "When each word came in" not in spoken(await shown(served, "/bridges/paragraph/75-3.OP1"))


@pytest.mark.asyncio
async def test_a_paragraph_that_is_gone_says_when_it_was_there(served: Any) -> None:
    """Deleted is a step of a life, with the way to where it was."""
    page = await shown(served, "/bridges/paragraph/72-1.PP3")

    assert "There until 2017; gone 2018-2019." in spoken(page)
    assert f'href="{HOME}/bridges/72-1...74-2#was-PP3"' in page


@pytest.mark.asyncio
async def test_a_paragraph_leads_to_itself_in_other_languages(served: Any) -> None:
    """Only to languages whose text has a paragraph of this label, and more than one text to follow it through."""
    op1 = await shown(served, "/bridges/paragraph/75-3.OP1")
    op4 = await shown(served, "/bridges/paragraph/75-3.OP4")

    assert f'href="{HOME}/bridges/paragraph/75-3.OP1?language=ar"' in op1
    assert "language=ar" not in op4


def test_words_of_neighbouring_texts_came_with_their_step() -> None:
    """Where a paragraph has two texts only, all that was added came in with the second; hyphens are not marked."""
    old, new = "Urges all co-operative towns to open bridges;", "Urges all cooperative towns to open many bridges;"
    item = view((f"OP1 {old}",), (f"OP1 {new}",))
    words = html_life.came_in(item.comparisons[0], "OP1", "OP1", "2016")

    assert 'open <span class="came">many <span class="since"><span class="said">came in </span>2016</span>' in words
    assert 1 == words.count("2016")


def test_names_of_a_paragraph() -> None:
    """What it was called, with the years; a name that came back is told each time."""
    stays, first = "Urges all towns to keep their bridges open by day;", "Recalls that rivers have two banks;"
    item = view(
        (f"OP1 {stays}",), (f"OP1 {first}", f"OP2 {stays}"), (f"OP1 {first}", f"OP2 {stays}"), (f"OP1 {stays}",)
    )
    life = next(one for one in item.lineages if one.address == (3, "OP1"))

    assert "OP2 from 2016 to 2017" == html_life.names(item, life)


# ------------------------------------------------------------------------------------------------------------ a text


@pytest.mark.asyncio
async def test_a_text_has_since_when_in_its_margin(served: Any) -> None:
    """Beside each paragraph stands its label, which leads to its life, and since when it has the words it has here."""
    page = await shown(served, "/bridges/version/74-2")

    assert f'<a href="{HOME}/bridges/paragraph/74-2.OP2" title="OP2 through the years">' in page
    assert "OP2 wording since 2018-2019" in spoken(page)
    assert "OP1 wording since 2017 or before" in spoken(page)


def test_the_margin_of_an_old_text_knows_nothing_later() -> None:
    """A paragraph that was reworded later has, in the old text, the words since which it had then."""
    item = view(("OP1 Urges all towns to open their bridges;",), ("OP1 Urges all towns to open their many bridges;",))

    assert {"OP1": ("2015 or before", "life-0-OP1")} == html_version.margins(item, 0, Links())
    assert {"OP1": ("2016", "life-1-OP1")} == html_version.margins(item, 1, Links())


# ------------------------------------------------------------------------------------------------------------ search


@pytest.mark.asyncio
async def test_a_phrase_is_told_through_the_series(served: Any) -> None:
    """First and latest text, in how many, how they were adopted; each paragraph once, with its years."""
    words = spoken(await shown(served, "/search?q=every+traveller&language=en"))

    assert "have this phrase" in words
    assert (
        "First here: A/RES/72/1, 19 December 2017. Latest: A/RES/75/3, 16 December 2020. In 3 of 3 texts here." in words
    )
    assert "Adopted: 1 without a vote, 1 by a recorded vote, 1 not stated in the source." in words
    assert "OP2 2017 to 2020" in words


@pytest.mark.asyncio
async def test_a_search_says_what_the_texts_were_read_from(served: Any, database: Path) -> None:
    """Each form of source with what it is worth, and how many of the texts that were found came from it."""
    words = spoken(await shown(served, "/search?q=bridges"))
    said = re.search(r"Texts read from: (.*?)\. Data", words)
    assert said
    with Store.open(database, readonly=True) as store:
        found = {
            (hit.version.symbol, hit.version.language): hit.version for hit in phrases.found(store, "bridges", None)[0]
        }
    forms = {vocabulary.source(one.origin.format, one.status, one.origin.quality) for one in found.values()}

    assert forms == {re.sub(r" \([\d,]+\)$", "", form) for form in re.split(r"(?<=\)), ", said[1])}
    assert len(found) == sum(int(count) for count in re.findall(r"\((\d+)\)", said[1]))


@pytest.mark.asyncio
async def test_the_first_page_says_what_the_texts_were_read_from(served: Any, database: Path) -> None:
    """All that it counts, once each."""
    words = spoken(await shown(served, ""))
    said = re.search(r"Texts read from: (.*?)\. Data", words)
    with Store.open(database, readonly=True) as store:
        here = {one.symbol for series in store.series() for one in store.versions(series.slug)}

    assert said
    assert len(here) == sum(int(count) for count in re.findall(r"\((\d+)\)", said[1]))


@pytest.mark.asyncio
async def test_the_page_of_languages_says_what_each_text_was_read_from(served: Any, database: Path) -> None:
    """Both texts in each language that is compared, with the form of the source and its hash."""
    words = spoken(await shown(served, "/bridges/74-2...75-3/languages"))
    with Store.open(database, readonly=True) as store:
        texts = [one for one in store.versions("bridges") if one.slug in {"74-2", "75-3"}]

    assert len({one.language for one in texts}) > 1
    for one in texts:
        form = vocabulary.source(one.origin.format, one.status, one.origin.quality)
        assert f"{one.symbol}, {vocabulary.language(one.language)}: {form}. sha256 {one.origin.sha256}" in words


@pytest.mark.asyncio
async def test_what_was_found_is_marked(served: Any) -> None:
    """The words stand out in the paragraph, and what a document holds is escaped beside them."""
    page = await shown(served, "/search?q=bridge+holds")

    assert "<mark>bridge holds</mark> &lt;script&gt;" in page


@pytest.mark.asyncio
async def test_words_that_no_text_has_as_a_phrase_are_found_apart(served: Any) -> None:
    """A phrase comes first; where none is, all the words; and the reader can ask for these at once."""
    apart = await shown(served, "/search?q=traveller+bridges")
    phrase = await shown(served, "/search?q=every+traveller")

    assert "have all these words" in spoken(apart)
    assert "<mark>traveller</mark>" in apart
    assert f'href="{HOME}/search?q=every+traveller&amp;apart=1"' in phrase


@pytest.mark.asyncio
async def test_dropped_words_say_so(served: Any) -> None:
    """A phrase that the latest texts lack: where it went, with its paragraph, and that it has not come back."""
    words = spoken(await shown(served, "/search?q=fiftieth+anniversary&language=en"))

    assert "Only in A/RES/72/1, 19 December 2017, of 3 texts here." in words
    assert "Dropped in 2018–2019 (74/2); they have not come back." in words
    assert "PP3 2017; deleted 2018–2019" in words


def test_words_that_come_back_say_so() -> None:
    """Dropped in one text, back in a later one: both are told, each with its year."""
    plain, stone = "OP1 Urges all towns to keep bridges open;", "OP1 Urges all towns to keep stone bridges open;"
    item = view((stone,), (plain,), (stone,))
    has = {item.versions[0].symbol, item.versions[2].symbol}

    assert ("Dropped in 2016 (71/1); they came back in 2017.",) == standing.dropped(item, has)
    assert "dropped 2016, came back 2017" == standing.note(item, item.lineages[0], {0, 2})


def test_marks_of_several_words_may_touch() -> None:
    """Each word is found wherever it stands; what two of them cover is marked once."""
    patterns = [pattern for word in ("stone", "one b") if (pattern := finding.pattern(word))]

    marked = html_text.highlighted("a stone bridge & Stone", patterns)

    assert "a <mark>stone b</mark>ridge &amp; <mark>Stone</mark>" == marked
