"""What our pages answer to those who ask for anything else: they are only read, and say no more than what is here."""

from __future__ import annotations

import socket
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import bridges
import crawl
import inert
import pytest
import pytest_asyncio
from datasette.app import Datasette  # type: ignore[import-untyped]
from documents import document, resolution

from tracker.config import SERVED_HERE
from tracker.model import Resolution, Series
from tracker.store import Store
from tracker.store.sql import HOME_OF_COMPARISON

HOME = "/-/tracker"
STEP = f"{HOME}/bridges/72-1...74-2"
VALUES = {"series": ["bridges"], "old": ["74-2"], "new": ["75-3"], "version": ["74-2"], "label": ["OP1"]}
ADDRESSES = [address for each in crawl.addresses(VALUES).values() for address in each]


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of this project, written for tests."""
    return bridges.build(tmp_path_factory.mktemp("web") / "tracker.db", derived=True)


@pytest.fixture(autouse=True)
def no_rich(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where rich is installed, Datasette prints every error with all values around it: half a second each."""
    monkeypatch.setattr("datasette.handle_exception.rich", None)


@pytest_asyncio.fixture
async def served(database: Path) -> AsyncIterator[Any]:
    """Datasette with nothing but the database, as `datasette tracker.db` starts it."""
    datasette = Datasette([str(database)])
    await datasette.invoke_startup()
    yield datasette


def digest(path: Path) -> bytes:
    """The hash of a file."""
    return sha256(path.read_bytes()).digest()


# --------------------------------------------------------------------------------------------------- only read


@pytest.mark.asyncio
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
async def test_nothing_can_be_written(served: Any, database: Path, method: str) -> None:
    """Every page refuses every method that writes, in Datasette's manner, and says what it takes; the file stays."""
    before = digest(database)
    for address in ADDRESSES:
        answer = await served.client.request(method, address)
        if address.endswith(crawl.NOWHERE):
            assert 404 == answer.status_code
            continue
        assert 405 == answer.status_code, address
        assert "GET, HEAD, OPTIONS" == answer.headers["allow"]
        if address.endswith(".json"):
            assert (False, "Method not allowed") == tuple(answer.json()[key] for key in ("ok", "error"))
    assert before == digest(database)


@pytest.mark.asyncio
async def test_what_may_be_done_can_be_asked(served: Any) -> None:
    """OPTIONS is answered as Datasette answers it; HEAD has the headers of the page and no body."""
    for address in (HOME, f"{STEP}.docx"):
        options, head, get = [await served.client.request(way, address) for way in ("OPTIONS", "HEAD", "GET")]

        assert (200, "ok", "GET, HEAD, OPTIONS") == (options.status_code, options.text, options.headers["allow"])
        assert (200, b"") == (head.status_code, head.content)
        for name in ("content-type", "content-security-policy", "content-disposition"):
            assert get.headers.get(name) == head.headers.get(name)


SAFE = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
}


@pytest.mark.asyncio
async def test_every_answer_is_safe_to_open(served: Any) -> None:
    """Our policy, no guessing of types, no address passed on, no cookie: pages, downloads, redirects."""
    others = (f"{HOME}/bridges?old=72-1&new=74-2", f"{HOME}/bridges/version/99-9", f"{HOME}/search?q=bridges")
    for address in (*ADDRESSES, *others):
        answer = await served.client.get(address, follow_redirects=False)
        assert "set-cookie" not in answer.headers
        if answer.status_code == 404 and "nowhere" in address:  # an error is Datasette's own answer
            continue
        assert {} == {name: text for name, text in SAFE.items() if answer.headers.get(name) != text}, address


# -------------------------------------------------------------------------------------------- what is said again

HARMS = (
    "%00", "%0d%0aSet-Cookie:a=b", "%ED%A0%80", "%FF%FE", "%F0%9F%98%80", "%E2%80%AE", "%D9%A7", "-1", "0" * 400,
    "%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "..%2f..%2fetc%2fpasswd", "//elsewhere.example", "{{7*7}}", "1e999",
    "(a%2b)%2b%24", "%22%20OR%201%3D1%20--", "NEAR(", "*", "%22", "AND", "a%20b",
)  # fmt: skip


@pytest.mark.asyncio
@pytest.mark.parametrize("harm", HARMS)
async def test_whatever_is_asked_is_answered(served: Any, harm: str) -> None:
    """In each place of an address, and in each option: a page, or an error in Datasette's manner, never a failure."""
    values = [{**VALUES, name: [harm]} for name in VALUES]
    asked = [address for one in values for each in crawl.addresses(one).values() for address in each if harm in address]
    others = "&".join(
        f"{name}={harm}" for name in ("q", "apart", "order", "open", "find", "inline", "from", "to", "new")
    )
    asked += [
        f"{address}?{query}"
        for address in (HOME, f"{HOME}/bridges", STEP, f"{HOME}/search.csv", f"{HOME}/bridges/brief.txt")
        for query in (f"db={harm}", f"language={harm}", others)
    ]
    asked += [f"{HOME}/bridges?old={harm}&new=72-1"]
    for address in asked:
        answer = await served.client.get(address, follow_redirects=False)

        assert answer.status_code in {200, 302, 404}, address
        assert "html" not in answer.headers["content-type"] or "<script>alert" not in answer.text, address
        assert "set-cookie" not in answer.headers
        assert answer.headers.get("location", HOME).startswith("/-/"), address
        assert answer.headers.get("location", "").isascii()


@pytest.mark.asyncio
@pytest.mark.parametrize(("path", "status"), [("nothing", 404), ("bridges/version/99-9", 404), ("?db=nothing", 404)])
async def test_an_error_has_datasettes_shape(served: Any, path: str, status: int) -> None:
    """A program that asks for JSON is told in JSON, as of Datasette's own tables; a person by a page."""
    place, mark, query = path.partition("?")
    address = f"{HOME}/{place}".rstrip("/")
    theirs = (await served.client.get("/tracker/nothing.json")).json()
    page, ours = [await served.client.get(f"{address}{form}{mark}{query}") for form in ("", ".json")]

    assert [status, status] == [page.status_code, ours.status_code]
    assert page.headers["content-type"].startswith("text/html")
    assert {"ok": False, "status": status} == {key: ours.json()[key] for key in ("ok", "status")}
    assert theirs.keys() == ours.json().keys()
    assert "Traceback" not in page.text


@pytest.mark.asyncio
async def test_a_page_repeats_little_of_what_is_asked(served: Any) -> None:
    """A page leads to itself many times with what was asked: a long question makes no page of many megabytes."""
    plain = len((await served.client.get(STEP)).content)
    for option in ("find", "open", "language", "inline", "unknown"):
        long = await served.client.get(f"{STEP}?{option}={'a,' * 20_000}")
        assert len(long.content) < plain + 20_000, option


POOR: dict[str, list[Resolution]] = {
    "empty": [],
    "only-a-draft": [resolution("A/C.3/76/L.1", "OP1 Decides.", status="draft", adopted=None)],
    "alone": [resolution("A/RES/74/1", "OP1 Decides.")],
    "bare": [
        resolution("A/RES/ES-11/1", "OP1 Decides.", adopted=None, session=None, title=""),
        resolution("A/RES/217(III)", adopted=None, session=None, title=""),
    ],
    "apart": [
        resolution("A/RES/72/1", "OP1 Decides."),
        resolution("A/RES/73/1", "PP1 " + "a" * 30_000, language="zh"),
    ],
    "mixed": [
        resolution("A/RES/75/2", "OP1 Decides."),
        resolution("A/RES/75/3", "OP1 Decides!"),
        resolution("A/C.3/77/L.9", "OP1 Decides so.", status="tabled"),
    ],
}
"""Series that have next to nothing, by their slugs."""


@pytest.mark.asyncio
@pytest.mark.parametrize("slug", POOR)
async def test_a_series_with_next_to_nothing_has_its_pages(slug: str, tmp_path: Path) -> None:
    """No text, one, drafts alone, no date, session, title, paragraph or common language: pages, or what is missing."""
    with Store.open(tmp_path / "tracker.db", create=True) as store:
        store.save_series(Series(slug, ""))
        for one in POOR[slug]:
            file, data = document(one)
            store.save(file, data=data)
            store.link(slug, str(one.symbol), "read")
        store.finish()
        here = [one.slug for one in store.versions()] or ["75-2"]
    datasette = Datasette([str(tmp_path / "tracker.db")])
    values = {"series": [slug], "old": here[-1:], "new": here[:1], "version": here[:1], "label": ["OP1"]}
    for address in dict.fromkeys(address for each in crawl.addresses(values).values() for address in each):
        for query in ("", "?language=zh"):
            assert (await datasette.client.get(f"{address}{query}")).status_code in {200, 404}, address


# --------------------------------------------------------------------------------------- the tables of Datasette

SERIES_OF_OTHERS = """
create table series(title, slug); insert into series values('Their own', 'bridges');
create table versions(title, symbol); insert into versions values('Their own', 'A/RES/74/2');
create table changes(label, segments);
insert into changes values('OP1', '[{"op": "insert", "text": "x", "significance": {}}]');
create table paragraph_history(lineage, series); insert into paragraph_history values(7, null);
create table edits(label, old_symbol, new_symbol, series, was); insert into edits values(1, 2, 3, 4, 5);
"""


@pytest.mark.asyncio
async def test_tables_of_others_are_theirs(database: Path, tmp_path: Path) -> None:
    """In a database that is not ours, tables and columns named as ours are shown as ever and lead nowhere."""
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as conn:
        conn.executescript(SERIES_OF_OTHERS)
    datasette = Datasette([str(database), str(other)])
    await datasette.invoke_startup()
    for table in ("series", "versions", "changes", "paragraph_history", "edits"):
        answer = await datasette.client.get(f"/other/{table}")

        assert 200 == answer.status_code, table
        assert f'"{HOME}/' not in answer.text
    assert f'"{HOME}/bridges?db=tracker"' in (await datasette.client.get("/tracker/series")).text


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "text",
    [
        '{"redline":[["equal","\\ud800"]]}',
        '{"redline":' + "[" * 100_000,
        '{"redline":[[{},"x"]]}',
        '{"redline":[["insert",{}]]}',
        '{"redline":{"insert":"x"}}',
        '{"redline":7}',
    ],
    ids=["half a letter", "deep", "no operation", "no text", "no list", "a number"],
)
async def test_a_cell_is_not_trusted(tmp_path: Path, text: str) -> None:
    """A text that begins like a redline and is none is shown as the text it is: the table still opens."""
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as conn:
        conn.execute("create table texts(text)")
        conn.execute("insert into texts values(?)", [text])
        conn.commit()
    answer = await Datasette([str(other)]).client.get("/other/texts")

    assert 200 == answer.status_code
    assert "tracker-redline" not in answer.text


# ----------------------------------------------------------------------------------------------- of the machine


@pytest.mark.asyncio
async def test_nothing_of_the_machine_is_shown(database: Path, tmp_path: Path) -> None:
    """No folder, home or host in a page, an export, the parts of a Word file, a table or an error."""
    secret = tmp_path / "folder-of-a-user"
    secret.mkdir()
    place = secret / "tracker.db"
    copied(database, place)
    told = [str(secret), "folder-of-a-user", str(Path.home()), str(Path(__file__).parent.parent), socket.gethostname()]
    datasette = Datasette([str(place)])
    await datasette.invoke_startup()
    tables = [f"/tracker/{table}" for table in ("sources", "revisions", "derivations", "pairings", "overrides")]
    wrong = (f"{HOME}/nothing", f"{HOME}/nothing.json", f"{HOME}?db=nothing", f"{STEP}?language=xx", "/tracker/nothing")
    for address in (*ADDRESSES, *tables, *wrong):
        answer = await datasette.client.get(address)
        assert [] == [one for one in told if one.encode() in inert.unpacked(answer.content)], address


@pytest.mark.asyncio
async def test_a_broken_database_is_an_error_without_its_path(database: Path, tmp_path: Path) -> None:
    """Damaged while it is served: an answer in Datasette's shape, that does not say where the file lies."""
    place = tmp_path / "folder-of-a-user.db"
    copied(database, place)
    datasette = Datasette([str(place)])
    await datasette.invoke_startup()
    spoil(place)
    for address in (f"{HOME}/bridges", f"{HOME}/bridges.json", f"{STEP}.docx", f"{HOME}/search?q=bridges"):
        answer = await datasette.client.get(address)
        # SQLite says so itself, or that its index can't be built: then the store says it.
        assert (500, True) == (answer.status_code, "malformed" in answer.text or "damaged" in answer.text)
        assert str(tmp_path) not in answer.text


def copied(database: Path, place: Path) -> None:
    """A copy of a database's file."""
    place.write_bytes(database.read_bytes())


def spoil(database: Path) -> None:
    """Overwrite all of it but its head."""
    size = database.stat().st_size
    with database.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))


@pytest.mark.asyncio
async def test_a_database_that_cannot_be_written_is_shown_whole(database: Path, tmp_path: Path) -> None:
    """Served as immutable every page is there; what is computed stays in memory: no byte, no file beside it."""
    place = tmp_path / "tracker.db"
    copied(database, place)
    datasette = Datasette([], immutables=[str(place)])
    await datasette.invoke_startup()
    for address in (*ADDRESSES, f"{HOME}/bridges/75-3...72-1", f"{HOME}/search?q=bridges"):
        assert (await datasette.client.get(address)).status_code == (404 if "nowhere" in address else 200), address
    assert digest(database) == digest(place)
    assert ["tracker.db"] == names(tmp_path)


def names(folder: Path) -> list[str]:
    """What lies in a folder."""
    return [one.name for one in folder.iterdir()]


# ------------------------------------------------------------------------------------- for this machine alone


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8001", 200),
        ("[::1]:8001", 200),
        ("[::1]", 200),
        ("localhost", 200),
        ("LOCALHOST.:8001", 200),
        ("tracker.localhost:8001", 200),
        ("192.168.1.7:8001", 200),
        ("elsewhere.example", 403),
        ("elsewhere.example:8001", 403),
        ("127.0.0.1.elsewhere.example:8001", 403),
        ("localhost.elsewhere.example", 403),
        ("2130706433", 403),
        ("\xff", 403),
    ],
)
async def test_a_local_server_answers_to_no_foreign_name(
    database: Path, monkeypatch: pytest.MonkeyPatch, host: str, status: int
) -> None:
    """Whoever leads a name of his own to this machine reads nothing of it: neither our pages nor Datasette's."""
    for served_here in ("1", ""):
        monkeypatch.setenv(SERVED_HERE, served_here)
        datasette = Datasette([str(database)])
        await datasette.invoke_startup()
        for path in (HOME, "/tracker/versions.json"):
            answer = await datasette.client.get(path, headers={"host": host.encode("latin-1")})
            assert (status if served_here else 200) == answer.status_code
            assert status == 200 or not served_here or "bridges" not in answer.text.lower()


@pytest.mark.asyncio
async def test_a_table_asks_once_for_what_its_rows_share(served: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred changes of one comparison lead to one page: where that is, is looked up once for each comparison."""
    asked: list[tuple[str, Any]] = []
    database = served.get_database("tracker")
    execute = database.execute

    async def recorded(statement: str, params: Any = None, **more: Any) -> Any:
        if statement == HOME_OF_COMPARISON:
            asked.append((statement, tuple(params)))
        return await execute(statement, params, **more)

    monkeypatch.setattr(database, "execute", recorded)
    for _ in range(2):
        asked.clear()
        page = (await served.client.get("/tracker/changes?_size=100")).text
        assert page.count(f'href="{HOME}/bridges/72-1...74-2') > 4
        assert len(asked) == len(set(asked)) > 1
