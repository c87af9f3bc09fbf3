"""20 readers at once for a minute: every page in every form, of real and of hostile texts, beside Datasette's own.

One server answers all of them, one page after the other; how long a reader waits is mostly for those before. So the
times of our pages and of Datasette's are held beside each other, in one run.
"""

from __future__ import annotations

import socket
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import chain, zip_longest
from pathlib import Path

import crawl

from bench.speed import Line

HOME = "/-/tracker"
READERS, FIRST, LAST = 20, 15, 60
MEMORY = 1.1
"""How much larger the server may be after a minute than after a quarter of one."""
OF_DATASETTE = [
    "/", "/pages", "/pages/changes?_size=100", "/pages/paragraphs?_size=100", "/pages/versions", "/pages/votes",
    "/pages/changes.json?_size=100", "/pages/paragraphs.csv?_size=100", "/hostile/changes", "/hostile/sources",
]  # fmt: skip


def pages(database: str, values: crawl.Values) -> list[str]:
    """Every page of a database in every form it has, with these values in the addresses."""
    found = chain.from_iterable(crawl.addresses(values).values())
    return [f"{address}?db={database}" for address in dict.fromkeys(found) if crawl.NOWHERE not in address]


def readers(databases: Sequence[Path], kinds: Mapping[str, Sequence[str]], *, port: int = 0) -> list[Line]:
    """What 20 readers find: pages and errors, the times of each kind of page, and the server's memory."""
    address_of = {address: kind for kind, addresses in kinds.items() for address in addresses}
    mixed = [address for row in zip_longest(*kinds.values()) for address in row if address]
    times: dict[str, list[float]] = defaultdict(list)
    errors: list[str] = []
    lock = threading.Lock()

    def read(home: str, reader: int, end: float) -> None:
        number = reader * len(mixed) // READERS
        while time.monotonic() < end:
            address = mixed[number % len(mixed)]
            start = time.monotonic()
            error = _error(home + address)
            with lock:
                times[address_of[address]].append(time.monotonic() - start)
                errors.extend([error] if error else [])
            number += 1

    with served(databases, port) as (home, process), ThreadPoolExecutor(READERS) as pool:
        errors += filter(None, (_error(home + address) for address in mixed))
        start = time.monotonic()
        for reader in range(READERS):
            pool.submit(read, home, reader, start + LAST)
        time.sleep(FIRST)
        first = resident(process)
        time.sleep(max(0.0, start + LAST - 0.5 - time.monotonic()))
        last = resident(process)
    sys.stderr.write("".join(f"{error}\n" for error in errors[:20]))
    return [*_told(times, len(errors), len(mixed)), *_memory(first, last)]


def _told(times: Mapping[str, Sequence[float]], errors: int, addresses: int) -> Iterator[Line]:
    number = sum(map(len, times.values()))
    yield Line(f"{READERS} readers for {LAST} s, {addresses} addresses: errors in {number} pages", errors, 0, "errors")
    for kind, found in times.items():
        middle, most = statistics.median(found), statistics.quantiles(found, n=20)[-1]
        yield Line(f"{kind}, one of {len(found)}: a reader waits (median)", middle, None, "s")
        yield Line(f"{kind}: 19 of 20 wait at most", most, None, "s")


def _memory(first: int, last: int) -> Iterator[Line]:
    yield Line(f"resident memory of the server after {LAST} s", last / 1024, None, "MB")
    yield Line(f"the same beside that after {FIRST} s", last / first, MEMORY, "x")


def _error(address: str) -> str:
    try:
        fetched(address)
    except OSError as error:
        return f"{address}: {error}"
    return ""


@contextmanager
def served(databases: Sequence[Path], port: int = 0) -> Iterator[tuple[str, int]]:
    """Databases served by a process of their own: the address, and the process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", port))
        chosen = free.getsockname()[1]
    command = [sys.executable, "-m", "datasette", *map(str, databases), "-p", str(chosen)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        home = f"http://127.0.0.1:{chosen}"
        for _ in range(120):
            try:
                fetched(f"{home}{HOME}")
                break
            except OSError:
                time.sleep(0.25)
        yield home, process.pid
    finally:
        process.terminate()
        process.wait()


def fetched(address: str) -> bytes:
    """What a server of ours answers."""
    with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310  # our own server
        found: bytes = answer.read()
    return found


def resident(process: int) -> int:
    """The resident memory of a process in kB (Linux)."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return int(status.partition("VmRSS:")[2].split()[0])
