"""Pairings by hand in Datasette: on the page of a comparison, on that of a paragraph, and in the tables."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import bridges
import pytest
import pytest_asyncio
from datasette.app import Datasette  # type: ignore[import-untyped]
from markup import tags
from test_plugin import HOME, STEP, spoken

from tracker.pairing import Pairing
from tracker.pipeline import pairings
from tracker.store import Store

NOTE = "agreed <b>so</b>"
SAID = "Paired by hand: agreed &lt;b&gt;so&lt;/b&gt;. The program alone: "


@pytest_asyncio.fixture
async def served(tmp_path: Path) -> AsyncIterator[Any]:
    """A database in which a user says that the anniversary of PP3 became the ferries of OP3."""
    path = bridges.build(tmp_path / "tracker.db", derived=True)
    with Store.open(path) as store:
        pairings.pair(store, Pairing("A/RES/72/1", "A/RES/74/2", ("PP3",), ("OP3",), "en", NOTE))
    datasette = Datasette([str(path)])
    await datasette.invoke_startup()
    yield datasette


@pytest.mark.asyncio
@pytest.mark.parametrize("path", [STEP, f"{HOME}/bridges/74-2...72-1"])
async def test_a_page_says_what_was_paired_by_hand(served: Any, path: str) -> None:
    """Above all changes and beside the one, with the note, whose words are no markup; also the other way round."""
    page = (await served.client.get(path)).text

    assert ", paired by hand</span>" in page
    assert SAID in page
    assert "Paired by hand: " in spoken(page)
    led = [attributes["href"] for tag, attributes in tags(page).found if tag == "a" and "href" in attributes]
    assert "#OP3" in led or "#PP3" in led


@pytest.mark.asyncio
async def test_the_page_of_a_series_says_which_step_holds_it(served: Any) -> None:
    """With the note, whose words are no markup, at the step, and a way to the paragraph; no other step says it."""
    page = (await served.client.get(f"{HOME}/bridges")).text
    said = "OP3 (ex PP3): agreed &lt;b&gt;so&lt;/b&gt;. The program alone: "
    assert 1 == page.count("Paired by hand: ")
    assert f'<a href="{HOME}/bridges/72-1...74-2#OP3">{said}' in page


@pytest.mark.asyncio
async def test_a_paragraph_through_the_years_says_it(served: Any) -> None:
    """Its life goes on where the user says, and the step is named."""
    page = spoken((await served.client.get(f"{HOME}/bridges/paragraph/72-1.PP3")).text)

    assert "OP3" in page
    assert "paired by hand" in page


@pytest.mark.asyncio
async def test_the_tables_say_it(served: Any) -> None:
    """Beside the edit; and in a table of all pairings, described."""
    (edit,) = (await served.client.get("/tracker/edits.json?_shape=array&by_hand__notblank=1")).json()
    (row,) = (await served.client.get("/tracker/pairings.json?_shape=array")).json()
    table = (await served.client.get("/tracker/pairings")).text

    assert ("OP3", "PP3") == (edit["label"], edit["was"])
    assert edit["by_hand"].startswith(f"Paired by hand: {NOTE}. The program alone: ")
    assert ('["PP3"]', '["OP3"]', "en", NOTE) == (row["old_labels"], row["new_labels"], row["language"], row["note"])
    assert "Paired by hand" in table
    assert "Which paragraphs became which, as a user says it (tracker pair)" in table
