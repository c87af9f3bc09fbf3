"""Long comparisons: by another process, once, with an end; and what a server answers meanwhile."""

from __future__ import annotations

import asyncio
import subprocess
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import bridges
import pytest
import pytest_asyncio
from addresses import addresses
from datasette.app import Datasette  # type: ignore[import-untyped]

from tracker.errors import TooMuch
from tracker.model import Comparison, Document, KnownVersion, Origin, Resolution
from tracker.pairing import Pairing
from tracker.pipeline import across, apart, fenced, views
from tracker.pipeline.once import Once
from tracker.pipeline.work import Work, made
from tracker.plugin import gate
from tracker.store import Stated, Store

HOME = "/-/tracker"
STEP = f"{HOME}/bridges/72-1...74-2"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which no comparison is stored."""
    return bridges.build(tmp_path_factory.mktemp("gate") / "tracker.db")


@pytest_asyncio.fixture
async def served(database: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Any]:
    """Datasette for which every text is a long one, and that has compared none of them."""
    monkeypatch.setattr("datasette.handle_exception.rich", None)
    forgotten(monkeypatch)
    monkeypatch.setattr(views, "_LARGE", 0)
    datasette = Datasette([str(database)])
    await datasette.invoke_startup()
    yield datasette


def forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that earlier tests computed is kept."""
    for module, kept in ((views, "_comparisons"), (across, "_stored"), (across, "_formulas"), (across, "_checks")):
        monkeypatch.setattr(module, kept, Once(99))


def office(monkeypatch: pytest.MonkeyPatch, make: Callable[[Work], Comparison], **more: Any) -> apart.Office:
    """The pages' comparisons made by a function of a test."""
    one = apart.Office(make, **more)
    monkeypatch.setattr(gate, "_office", one)
    return one


@pytest.fixture
def work(database: Path) -> Work:
    """Two texts to be compared."""
    return wanted(database, "72-1", "75-3")


def wanted(database: Path, old: str, new: str) -> Work:
    """What the comparison of two texts is made from."""
    with Store.open(database, readonly=True) as store, pytest.MonkeyPatch.context() as patch:
        forgotten(patch)
        here = {item.slug: item for item in store.versions(bridges.SERIES, "en")}
        for _ in range(9):
            given: dict[Any, Comparison] = {}
            try:
                with views.elsewhere(given):
                    patch.setattr(views, "_LARGE", 0)
                    views.comparison_of(store, bridges.SERIES, here[old], here[new])
            except views.Elsewhere as asked:
                if (asked.work.old.symbol, asked.work.new.symbol) == tuple(
                    store.resolution(here[slug]).symbol for slug in (old, new)
                ):
                    return asked.work
                views.keep(asked.key, made(asked.work))
    raise AssertionError


def test_another_process_compares_alike(work: Work) -> None:
    """What comes back is what would have been made here, with the years of its pieces."""
    assert 2 == len(work.steps)
    assert made(work) == apart.compared(work)


@pytest.mark.parametrize(("limit", "value"), [("MEMORY", 1 << 20), ("SECONDS", 0)])
def test_a_comparison_has_an_end(work: Work, monkeypatch: pytest.MonkeyPatch, limit: str, value: int) -> None:
    """More time or memory than a page may take is refused, with what to do instead."""
    pytest.importorskip("resource")
    monkeypatch.setattr(apart, limit, value)
    with pytest.raises(
        TooMuch, match=r"A/RES/72/1 and A/RES/75/3 are too long to be compared on a page: .*tracker diff"
    ):
        apart.compared(work)


@pytest.mark.parametrize("code", [-9, 1, fenced.GIVES_UP])
def test_a_process_that_dies_is_told(work: Work, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    """Killed by the system, or broken: an error, not a wait without end."""
    monkeypatch.setattr(fenced, "started", lambda *_: subprocess.CompletedProcess((), code, b""))
    with pytest.raises(TooMuch):
        apart.compared(work)


def test_many_who_ask_are_one_computation(work: Work) -> None:
    """Twenty threads, one computation, one and the same answer."""
    calls: list[Work] = []

    def make(one: Work) -> Comparison:
        calls.append(one)
        time.sleep(0.2)
        return made(one)

    one = apart.Office(make)
    futures = [one.ask("key", work) for _ in range(20)]

    assert 1 == len({id(future.result(10)) for future in futures})
    assert [work] == calls


def test_what_fails_is_tried_again_and_what_is_too_much_is_not(work: Work) -> None:
    """A failure is told to all who wait and then forgotten; a refusal costs nothing when it is asked for again."""
    calls: list[str] = []

    def make(_: Work) -> Comparison:
        calls.append("made")
        raise RuntimeError("once") if len(calls) == 1 else TooMuch

    one = apart.Office(make)
    with pytest.raises(RuntimeError, match="once"):
        one.ask("key", work).result(10)
    with pytest.raises(TooMuch):
        one.ask("key", work).result(10)
    with pytest.raises(TooMuch):
        one.ask("key", work)

    assert ["made", "made"] == calls


def test_no_more_wait_than_may(work: Work) -> None:
    """The next pair is not taken; who asks for one that waits already waits with the others."""
    go = threading.Event()

    def make(one: Work) -> Comparison:
        go.wait(10)
        return made(one)

    one = apart.Office(make, waiting=3)
    futures = [one.ask(number, work) for number in range(3)]
    with pytest.raises(apart.Full):
        one.ask(3, work)
    assert futures[2] is one.ask(2, work)
    go.set()
    for future in futures:
        future.result(10)

    assert one.ask(3, work).result(10)


def test_kept_values_have_a_weight() -> None:
    """A hundred large values are not kept as a hundred small ones are; the last one always is."""
    once = Once[str](100, len, 10)
    made_of: list[str] = []

    def value(name: str, size: int) -> str:
        return once.get(name, lambda: made_of.append(name) or name * size)  # type: ignore[func-returns-value]

    for name, size in (("a", 4), ("b", 4), ("c", 4), ("b", 4), ("a", 4), ("d", 40), ("d", 40), ("b", 4)):
        value(name, size)

    assert ["a", "b", "c", "a", "d", "b"] == made_of


def test_what_is_computed_is_not_dropped() -> None:
    """However many other values come meanwhile, whoever asks for one that is being computed waits for it."""
    once, go, calls = Once[int](1), threading.Event(), list[int]()

    def slow() -> int:
        calls.append(1)
        go.wait(10)
        return 1

    threads = [threading.Thread(target=once.get, args=("slow", slow))]
    threads[0].start()
    for number in range(5):
        once.get(number, lambda: 2)
    threads.append(threading.Thread(target=once.get, args=("slow", slow)))
    threads[1].start()
    go.set()
    for thread in threads:
        thread.join()

    assert [1] == calls


@pytest.mark.asyncio
async def test_every_page_is_the_same_wherever_its_texts_are_compared(
    served: Any, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that waited for another process says what it would have said."""
    made_apart: list[Work] = []
    office(monkeypatch, lambda one: made_apart.append(one) or made(one))  # type: ignore[func-returns-value]
    there = {path: await served.client.get(path) for path in addresses()}
    count = len(made_apart)
    forgotten(monkeypatch)
    monkeypatch.setattr(views, "_LARGE", 1 << 40)
    for path, answer in there.items():
        here = await Datasette([str(database)]).client.get(path)
        assert here.status_code == answer.status_code, path
        assert path.endswith(".docx") or here.text == answer.text, path

    assert count == len(made_apart) > 3


@pytest.mark.asyncio
async def test_parallel_requests_are_one_computation(served: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty readers of a page that nobody asked for before, in several forms: its texts are compared once.

    One of them goes away; the others have their answers.
    """
    calls: list[str] = []

    def make(one: Work) -> Comparison:
        calls.append(f"{one.old.symbol} {one.new.symbol}")
        time.sleep(0.3)
        return made(one)

    office(monkeypatch, make)
    forms = ["", ".json", ".csv", "?inline=1"] * 5
    tasks = [asyncio.ensure_future(served.client.get(f"{STEP}{form}")) for form in forms]
    await asyncio.sleep(0.1)
    tasks[0].cancel()
    answers = await asyncio.gather(*tasks, return_exceptions=True)

    assert ["A/RES/72/1 A/RES/74/2"] == calls
    assert isinstance(answers[0], asyncio.CancelledError)
    assert {200} == {answer.status_code for answer in answers[1:] if not isinstance(answer, BaseException)}
    assert 200 == (await served.client.get(STEP)).status_code


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Comparisons that take until a test lets them end."""
    go = threading.Event()

    def make(one: Work) -> Comparison:
        go.wait(20)
        return made(one)

    office(monkeypatch, make, waiting=1)
    yield go
    go.set()


@pytest.mark.asyncio
async def test_other_pages_are_answered_meanwhile(served: Any, slow: threading.Event) -> None:
    """While two texts are compared for thirty readers, Datasette's pages and ours that need no comparison answer."""
    waiting = [asyncio.ensure_future(served.client.get(STEP)) for _ in range(30)]
    for path in ("/", "/tracker", "/tracker/votes", f"{HOME}/search", f"{HOME}.json"):
        assert 200 == (await asyncio.wait_for(served.client.get(path), 10)).status_code, path
    assert not any(task.done() for task in waiting)
    slow.set()

    assert {200} == {answer.status_code for answer in await asyncio.gather(*waiting)}


@pytest.mark.asyncio
@pytest.mark.parametrize("form", ["", ".json", ".csv", ".docx"])
async def test_who_waits_too_long_is_told_to_come_back(
    served: Any, slow: threading.Event, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """503 with Retry-After, in the form that was asked for; and whoever comes back has the page."""
    monkeypatch.setattr(gate, "PATIENCE", 0.2)
    late, full = await served.client.get(f"{STEP}{form}"), await served.client.get(f"{HOME}/bridges/75-3...72-1{form}")
    for answer, said in ((late, "still being compared"), (full, "comparing other long texts")):
        assert 503 == answer.status_code
        assert int(answer.headers["retry-after"]) > 0
        assert "no-store" in answer.headers["cache-control"]
        assert said in answer.text
        assert form != ".json" or (answer.json()["status"], answer.json()["ok"]) == (503, False)
        assert form or "<h1>Not now</h1>" in answer.text
    slow.set()
    monkeypatch.setattr(gate, "PATIENCE", 20)

    assert 200 == (await served.client.get(f"{STEP}{form}")).status_code


@pytest.mark.asyncio
async def test_what_is_too_long_is_refused(served: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to do instead, and no time to come back."""

    def make(_: Work) -> Comparison:
        raise TooMuch("A and B are too long to be compared on a page")

    office(monkeypatch, make)
    for _ in range(2):
        answer = await served.client.get(STEP)

        assert 503 == answer.status_code
        assert "retry-after" not in answer.headers
        assert "A and B are too long" in answer.text


@pytest.mark.asyncio
async def test_our_pages_leave_datasette_a_thread(served: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many of our pages take long, Datasette's own are read; those who find no place are told to come back."""
    monkeypatch.setattr(gate, "LINE", 8)
    go = threading.Event()
    slow = [asyncio.ensure_future(gate.read(served, "tracker", lambda _: go.wait(20))) for _ in range(10)]
    await asyncio.sleep(0.1)

    assert 200 == (await asyncio.wait_for(served.client.get("/tracker/votes"), 10)).status_code
    answer = await served.client.get(f"{HOME}/bridges")
    assert 503 == answer.status_code
    assert "more readers" in answer.text
    go.set()
    assert 10 == sum(await asyncio.gather(*slow))
    assert 200 == (await served.client.get(f"{HOME}/bridges")).status_code


def saved(store: Store, resolution: Resolution, name: str, **more: Any) -> None:
    """A text in a file of which only the name counts: the same bytes, whatever is read in them."""
    data = name.encode()
    origin = Origin(name, sha256(data).hexdigest(), "akn", "structured")
    store.save(Document(origin, (resolution,)), data=data, **more)


@pytest.mark.asyncio
@pytest.mark.parametrize("how", ["original", "read anew", "paired", "known", "none"])
async def test_what_a_comparison_rests_on_makes_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """The same files compared again by a server that runs on: only where something changed, and then always."""
    path = bridges.build(tmp_path / "tracker.db")
    forgotten(monkeypatch)
    calls: list[Work] = []
    monkeypatch.setattr(views, "made", lambda work: calls.append(work) or made(work))  # type: ignore[func-returns-value]
    datasette = Datasette([str(path)])
    with Store.open(path) as store:
        here = {item.slug: item for item in store.versions(bridges.SERIES, "en")}
        old = store.resolution(here["74-2"])
        last = old.paragraphs[-1]
        other = replace(old, paragraphs=(*old.paragraphs[:-1], replace(last, text="Decides to build no more of them.")))
        saved(store, old, "same.xml", lead=True)
        before = [(await datasette.client.get(STEP)).text for _ in range(2)]
        assert 1 == len(calls)
        if how == "original":
            saved(store, other, "same.xml", stated=Stated(original=True), lead=True)
        elif how == "read anew":
            saved(store, other, "same.xml", reader="another", lead=True)
        elif how == "paired":
            store.save_pairings([Pairing("A/RES/72/1", "A/RES/74/2", ("PP3",), ("OP3",), "en", note="Say so")])
        elif how == "known":
            series = store.one_series(bridges.SERIES)
            more = KnownVersion("A/RES/73/9", 73, date(2018, 12, 20), "cited")
            store.save_series(replace(series, known=(*series.known[:2], more, *series.known[2:])))
    after = (await datasette.client.get(STEP)).text

    assert (1 if how == "none" else 2) == len(calls)
    assert before[0] == before[1]
    assert (how == "none") == (before[0] == after)
    if how in {"original", "read anew"}:
        assert "build no more" in after
