"""Beside another plugin: neither takes the other's pages, cells, menu or looks."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import bridges
import pytest
import pytest_asyncio
from datasette.app import Datasette  # type: ignore[import-untyped]
from datasette.plugins import pm  # type: ignore[import-untyped]
from datasette.utils.asgi import Response  # type: ignore[import-untyped]

from tracker.plugin import hookimpl


class Other:
    """What plugins do: a page, a menu line, a cell, names for every template, a script in every page."""

    __name__ = "Other"

    @hookimpl
    def register_routes(self) -> list[tuple[str, Any]]:
        """A page of its own, with an address like ours."""
        return [(r"^/-/tracker-of-others$", lambda: Response.text("theirs"))]

    @hookimpl
    def menu_links(self) -> list[dict[str, str]]:
        """A line in the menu."""
        return [{"href": "/-/tracker-of-others", "label": "Of others"}]

    @hookimpl
    def render_cell(self, value: Any) -> str | None:
        """A cell of its own: whatever says nothing but Bridges."""
        return "SHOWN BY THE OTHER" if value == "Bridges and their keepers" else None

    @hookimpl
    def extra_template_vars(self) -> dict[str, str]:
        """A name that our templates might have too."""
        return {"language": "xx", "series": "theirs", "page": "theirs"}

    @hookimpl
    def extra_body_script(self) -> str:
        """Script inside the page, which our policy does not let run: it must not be in our pages."""
        return "window.theirs = 1"


@pytest_asyncio.fixture
async def served(tmp_path: Path) -> AsyncIterator[Any]:
    """Datasette with a database of ours and another plugin."""
    other = Other()
    pm.register(other, name="other")
    datasette = Datasette([str(bridges.build(tmp_path / "tracker.db"))])
    await datasette.invoke_startup()
    yield datasette
    pm.unregister(other)


@pytest.mark.asyncio
async def test_our_pages_are_ours(served: Any) -> None:
    """Their names do not become ours, and nothing runs in our pages that our policy forbids."""
    for path in ("/-/tracker", "/-/tracker/bridges", "/-/tracker/bridges/72-1...74-2", "/-/tracker/search?q=bridges"):
        answer = await served.client.get(path)
        assert 200 == answer.status_code, path
        assert "window.theirs" not in answer.text
        assert 'lang="xx"' not in answer.text


@pytest.mark.asyncio
async def test_their_pages_are_theirs(served: Any) -> None:
    """Their page answers, and their line stands in the menu of our pages too."""
    assert "theirs" == (await served.client.get("/-/tracker-of-others")).text
    assert "Of others" in (await served.client.get("/-/tracker")).text


@pytest.mark.asyncio
async def test_our_cells_stay_in_datasettes_tables(served: Any) -> None:
    """Cells that are ours are shown as ever; the script of others stands in Datasette's own pages."""
    answer = await served.client.get("/tracker/versions")

    assert "/-/tracker/bridges" in answer.text
    assert "window.theirs" in answer.text
