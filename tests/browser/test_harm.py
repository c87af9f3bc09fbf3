"""Hostile texts (hostile_store.py) in a browser: nothing of them runs, nothing is asked of another host."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import hostile_store
import pytest
from served_pages import served

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Page

STEP = "/-/tracker/harm/72-1...75-3"
PAGES = (
    "/-/tracker",
    "/-/tracker/harm",
    "/-/tracker/harm?language=ar",
    "/-/tracker/alone",
    STEP,
    f"{STEP}?inline=1&open=all&find={quote(hostile_store.HARM)}",
    f"{STEP}#%",
    "/-/tracker/harm/74-2...75-3/languages",
    "/-/tracker/harm/version/75-3",
    "/-/tracker/harm/paragraph/75-3.OP1",
    "/-/tracker/harm/version/nothing",
    "/-/tracker/nothing<script>evil()</script>",
    f"/-/tracker/search?q={quote(hostile_store.HARM)}",
    "/-/tracker/search?q=evil",
    "/-/tracker/harm.json",
    f"{STEP}.md",
    "/tracker/paragraphs",
    "/tracker/changes",
    "/tracker/sources",
)
TOUCH = """() => document.querySelectorAll("*").forEach((element) => ["mouseover", "focus", "load", "error", "toggle"]
  .forEach((name) => element.dispatchEvent(new Event(name))))"""
FILES = (f"{STEP}.html", "/-/tracker/harm/brief.html")


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a database in which every field means harm."""
    with served(hostile_store.build(tmp_path_factory.mktemp("hostile") / "tracker.db")) as address:
        yield address


@pytest.fixture
def watched(page: Page) -> list[str]:
    """What goes wrong on a page, as it comes: harm that runs, dialogs, errors, and requests that leave."""
    found: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        found.append(dialog.message)
        dialog.dismiss()

    page.add_init_script("window.evil = () => console.error('harm ran')")
    page.on("console", lambda said: found.append(said.text) if said.type == "error" else None)
    page.on("dialog", dismiss)
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("request", lambda asked: found.append(asked.url) if _leaves(asked.url) else None)
    return found


def _leaves(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme not in {"data", "file", "blob"} and parts.hostname != "127.0.0.1"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path[:40])
def test_nothing_of_a_text_runs(page: Page, host: str, watched: list[str], path: str) -> None:
    """No dialog, no error, nothing that the policy had to stop, no request to another host: also when it is touched."""
    page.goto(f"{host}{path}")
    page.evaluate(TOUCH)
    page.keyboard.press("n")

    expected = "404 (Not Found)"  # that the page itself is not there is no harm
    assert [] == [said for said in watched if expected not in said]


@pytest.mark.parametrize("path", FILES)
def test_nothing_runs_in_a_file_that_is_handed_on(
    page: Page, host: str, watched: list[str], tmp_path: Path, path: str
) -> None:
    """An HTML file is opened without our policy: it still holds only text."""
    body = page.request.get(f"{host}{path}").body()
    (tmp_path / "handed.html").write_bytes(body)
    page.goto((tmp_path / "handed.html").as_uri())

    assert page.locator("h1").count() == 1
    assert [] == watched
