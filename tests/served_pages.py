"""What the browser tests share: the pages of a small database, served; and axe-core, the accessibility checker.

Fixtures, known through conftest.py: a second file of that name would hide the first from `import conftest`.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the pages of a database written for tests."""
    import bridges

    with served(bridges.build(tmp_path_factory.mktemp("browser") / "tracker.db")) as address:
        yield f"{address}/-/tracker"


@contextmanager
def served(database: Path) -> Iterator[str]:
    """The address at which Datasette serves a database, in this process."""
    import uvicorn
    from datasette.app import Datasette  # type: ignore[import-untyped]

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = uvicorn.Config(Datasette([str(database)]).app(), host="127.0.0.1", port=port, log_level="warning")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    end = time.monotonic() + 30
    while not server.started and time.monotonic() < end:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def violations() -> Callable[[Page], list[str]]:
    """What axe-core finds wrong on a page, by every rule it has: the rule and the first element that breaks it."""
    import axe_playwright_python

    source = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")

    def find(page: Page) -> list[str]:
        page.evaluate(source)
        found: list[dict[str, Any]] = page.evaluate("axe.run({resultTypes: ['violations']}).then((r) => r.violations)")
        return [f"{one['id']}: {one['nodes'][0]['html'][:160]} ({len(one['nodes'])})" for one in found]

    return find
