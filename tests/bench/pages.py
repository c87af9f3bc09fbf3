"""make load: PYTHONPATH=tests python -m bench.pages CORPUS prints a table in Markdown.

Server time beside Datasette's own page, 450 paragraphs a side, and 20 readers at once for a minute (load.py).
"""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

import hostile_store

from bench import load
from bench.speed import LARGE, Line, table
from tracker.model import Series
from tracker.store import Store

SERIES = "enhancement-of-international-cooperation"
REAL = {"series": [SERIES], "old": ["75-180"], "new": ["76-159"], "version": ["76-159"], "label": ["OP1"]}
HOSTILE = {"series": ["harm"], "old": ["74-2"], "new": ["75-3"], "version": ["75-3"], "label": ["OP1"]}
"""The text of which every page is asked, and one that means harm (hostile_store.py)."""
HOME = "/-/tracker"
WARM, ROUNDS = 3, 20
LARGEST = 300  # kB


def database(corpus: Path, folder: Path) -> Path:
    """A database of the series in six languages and of two large texts in a series of their own."""
    path = folder / "pages.db"
    add = [str(Path(sys.executable).with_name("tracker")), "add", "--db", str(path), "--series"]
    names = []
    for archive, start in LARGE:
        with zipfile.ZipFile(corpus / archive) as files:
            name = next(name for name in files.namelist() if start in name)
            names.append(folder / Path(name).name)
            names[-1].write_bytes(files.read(name))
    with Store.open(path, create=True) as store:
        store.save_series(Series("oceans", "Oceans and the law of the sea"))
        store.finish()
    for slug, paths in (("oceans", names), (SERIES, [corpus / "series"])):
        subprocess.run([*add, slug, *map(str, paths)], check=True, stdout=subprocess.DEVNULL)
    return path


def times(path: Path, addresses: Mapping[str, str]) -> dict[str, float]:
    """The server's time for each address in seconds: warm, in turn, the median of 20.

    It is the time that its processor works: on a machine that does nothing else that is the time that passes.
    """
    from datasette.app import Datasette  # type: ignore[import-untyped]

    async def measure() -> dict[str, float]:
        datasette = Datasette([str(path)])
        await datasette.invoke_startup()
        found: dict[str, list[float]] = {name: [] for name in addresses}
        for number in range(WARM + ROUNDS):
            for name, address in addresses.items():
                start = time.process_time()
                answer = await datasette.client.get(address)
                if answer.status_code != 200:
                    raise RuntimeError(f"{address}: {answer.status_code}")
                if number >= WARM:
                    found[name].append(time.process_time() - start)
        return {name: statistics.median(each) for name, each in found.items()}

    return asyncio.run(measure())


def cold(path: Path, address: str) -> float:
    """The server's time for a page that nobody asked for before, in seconds."""
    from datasette.app import Datasette

    async def measure() -> float:
        datasette = Datasette([str(path)])
        await datasette.invoke_startup()
        await datasette.client.get(HOME)
        start = time.process_time()
        (await datasette.client.get(address)).raise_for_status()
        return time.process_time() - start

    return asyncio.run(measure())


def lines(corpus: Path) -> list[Line]:
    """All that is promised of the pages."""
    with tempfile.TemporaryDirectory() as folder:
        path = database(corpus, Path(folder))
        series, large = f"{HOME}/{SERIES}", f"{HOME}/oceans/77-248...78-69"
        ours = {
            "comparison": f"{series}/74-153...75-180",
            "far apart": f"{series}/74-153...78-199",
            "languages": f"{series}/75-180...76-159/languages",
            "large": large,
        }
        first = cold(path, large)
        found = times(path, {**ours, "changes": "/pages/changes?_size=100"})
        sizes = [size(path, address) for address in (ours["comparison"], ours["far apart"])]
        readers = load.readers(
            [path, hostile_store.build(Path(folder) / "hostile.db")],
            {
                "a page of ours": [
                    *load.pages(path.stem, REAL),
                    f"{large}?db=pages",
                    f"{HOME}/search?q=genuine&db=pages",
                ],
                "one of hostile texts": load.pages("hostile", HOSTILE),
                "a page of Datasette's own": load.OF_DATASETTE,
            },
        )
    theirs = "Datasette's page of 100 rows of changes"
    return [
        Line(f"{theirs}, warm, median of {ROUNDS}", found["changes"] * 1000, None, "ms"),
        Line("the page of a comparison of the series, beside it", found["comparison"] / found["changes"], 3, "x"),
        Line("one with four steps between, beside it", found["far apart"] / found["changes"], 3, "x"),
        Line("one step in six languages, beside it", found["languages"] / found["changes"], None, "x"),
        Line("491 and 453 paragraphs (77/248, 78/69), the first time", first, 1, "s"),
        Line("the same, warm", found["large"], 1, "s"),
        Line("the largest page of the series' comparisons, uncompressed", max(sizes) / 1000, LARGEST, "kB"),
        *readers,
    ]


def size(path: Path, address: str) -> int:
    """How many bytes a page has, uncompressed."""
    from datasette.app import Datasette

    async def measure() -> int:
        return len((await Datasette([str(path)]).client.get(address)).content)

    return asyncio.run(measure())


if __name__ == "__main__":
    sys.stdout.write(table(lines(Path(sys.argv[1]))))
