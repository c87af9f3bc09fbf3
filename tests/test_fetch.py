"""Fetching official files: from where, how politely, and what is done with what comes."""

from __future__ import annotations

import hashlib
import io
import socket
import threading
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tracker import __version__, catalogue
from tracker.catalogue import Entry, OfficialFile
from tracker.errors import FetchError, TrackerError, UnknownVersion
from tracker.fetch import cache, fetch_series, network
from tracker.fetch.network import Budget
from tracker.fetch.places import Repository, place
from tracker.store import Store

SLUG = "enhancement-of-international-cooperation"
PLAIN, PACKED = "66session/English/66_152.txt", "66session/GA resolutions_66session_English.zip"
ADDRESS = "https://example.invalid/commit/66session/English/66_152.txt"


@dataclass
class Host:
    """A host on this machine: what it answers by path, and who asked for what."""

    answers: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    address: str = ""


@pytest.fixture
def host() -> Iterator[Host]:
    """A host that answers 404 until a test tells it more."""
    state = Host()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.asked.append(self.path)
            state.agents.add(self.headers["User-Agent"])
            time.sleep(state.delay)
            if self.path in state.redirects:
                self.send_response(302)
                self.send_header("Location", state.redirects[self.path])
                self.end_headers()
                return
            code, body = state.answers.get(self.path, (404, b"no"))
            self.send_response(code)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Keep the tests' output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield state
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No proxy and no mirror of this machine, and a cache of the test's own."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.delenv("TRACKER_MIRROR", raising=False)
    monkeypatch.setattr(cache, "folder", lambda: tmp_path / "cache")


@pytest.fixture
def text(fixtures: Path) -> bytes:
    """A/RES/66/152 as it ships: the one official text that may stand in for others."""
    return (fixtures / "A_RES_66_152.txt").read_bytes()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty database."""
    with Store.open(tmp_path / "tracker.db", create=True) as opened:
        yield opened


def known(monkeypatch: pytest.MonkeyPatch, *files: OfficialFile, title: str | None = None) -> Entry:
    """Let the catalogue know these files of the series, and no others."""
    series = catalogue.entry(SLUG).series
    entry = Entry(replace(series, title=title or series.title), files)
    monkeypatch.setattr(catalogue, "load", lambda: (entry,))
    return entry


def official(data: bytes, *, symbol: str = "A/RES/66/152", archive: bool = False) -> OfficialFile:
    """A file of the catalogue with the hash of this data."""
    path, packed = ("English/66_152.txt", PACKED) if archive else (PLAIN, None)
    return OfficialFile(symbol, "en", path, packed, hashlib.sha256(data).hexdigest(), ADDRESS)


def packed(data: bytes, name: str = "English/66_152.txt") -> bytes:
    """A zip archive with one member."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return target.getvalue()


def put(folder: Path, path: str, data: bytes) -> Path:
    """A file in a mirror; returns the mirror."""
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(data)
    return folder


def free_port() -> int:
    """A port at which nothing answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


# ------------------------------------------------------------------------------------------------------------- places


def test_a_file_from_a_folder_is_stored_with_its_address(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: bytes
) -> None:
    """What came from a mirror is recorded under the address that the catalogue gives, and stands in its series."""
    known(monkeypatch, official(text))

    report = fetch_series(store, SLUG, source=put(tmp_path / "mirror", PLAIN, text))

    (version,) = store.versions(SLUG)
    assert (report.count("added"), report.missing, report.trouble) == (1, (), None)
    assert (version.symbol, store.source(version).address) == ("A/RES/66/152", ADDRESS)
    assert store.source(version).data == text


def test_an_archive_is_looked_into(store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: bytes) -> None:
    """A member of an archive is read out of it."""
    known(monkeypatch, official(text, archive=True))

    fetch_series(store, SLUG, source=put(tmp_path / "mirror", PACKED, packed(text)))

    assert [version.symbol for version in store.versions(SLUG)] == ["A/RES/66/152"]
    assert store.source(store.versions(SLUG)[0]).address == f"{ADDRESS}#English/66_152.txt"


def test_a_mirror_may_hold_an_archive_unpacked(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: bytes
) -> None:
    """Else the member is looked for in the archive's folder."""
    known(monkeypatch, official(text, archive=True))

    fetch_series(store, SLUG, source=put(tmp_path / "mirror", PLAIN, text))

    assert len(store.versions(SLUG)) == 1


@pytest.mark.parametrize("archive", [False, True])
def test_a_mirror_may_be_an_address(
    store: Store, monkeypatch: pytest.MonkeyPatch, host: Host, text: bytes, *, archive: bool
) -> None:
    """The same below an address; blanks in paths are quoted, and this program says who it is."""
    known(monkeypatch, official(text, archive=archive))
    path = f"/base/{PACKED.replace(' ', '%20')}" if archive else f"/base/{PLAIN}"
    host.answers[path] = (200, packed(text) if archive else text)

    fetch_series(store, SLUG, source=f"{host.address}/base/")

    assert len(store.versions(SLUG)) == 1
    assert host.asked == [path]
    assert [f"resolution-tracker/{__version__}"] == [agent.partition(" ")[0] for agent in host.agents]


def test_the_mirror_may_stand_in_the_environment(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: bytes
) -> None:
    """TRACKER_MIRROR is used where no source is named."""
    known(monkeypatch, official(text))
    mirror = put(tmp_path / "mirror", PLAIN, text)
    monkeypatch.setenv("TRACKER_MIRROR", str(mirror))
    told: list[str] = []

    assert fetch_series(store, SLUG, say=told.append).count("added") == 1
    assert told[0] == f"from the mirror {mirror} (TRACKER_MIRROR)"


def test_a_mirror_that_is_none_is_refused(store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither a folder nor an address: said at once, with the option or the variable that names it."""
    with pytest.raises(FetchError, match=r"\(--from\) is no folder: a mirror is a folder, or an https address"):
        fetch_series(store, SLUG, source=tmp_path / "nowhere")
    monkeypatch.setenv("TRACKER_MIRROR", str(tmp_path / "nowhere"))
    with pytest.raises(FetchError, match=r"nowhere \(TRACKER_MIRROR\) is no folder"):
        fetch_series(store, SLUG)


def test_an_archive_that_is_none_is_told(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: bytes
) -> None:
    """A damaged zip is not taken for a missing file."""
    known(monkeypatch, official(text, archive=True))

    with pytest.raises(FetchError, match=r"nothing was fetched: 66session/.*\.zip is no zip archive"):
        fetch_series(store, SLUG, source=put(tmp_path / "mirror", PACKED, b"PK not really"))


def test_without_a_mirror_the_address_of_the_catalogue_is_asked(host: Host, text: bytes) -> None:
    """The public repository is asked by the catalogue's address, here one of this machine; 404 is no such file."""
    assert isinstance(place(None), Repository)
    file = replace(official(text), address=f"{host.address}/x.txt")
    assert Repository().read(file, Budget()) is None

    host.answers["/x.txt"] = (200, text)
    assert Repository().read(file, Budget()) == text

    host.answers["/x.txt"] = (200, packed(text))
    assert Repository().read(replace(file, path="English/66_152.txt", archive=PACKED), Budget()) == text


# --------------------------------------------------------------------------------------------------- what is checked


def test_a_file_with_another_hash_is_not_stored(
    store: Store, monkeypatch: pytest.MonkeyPatch, host: Host, text: bytes
) -> None:
    """The hash is told apart from the text, nothing is stored, and nothing is cached."""
    known(monkeypatch, official(text))
    host.answers[f"/{PLAIN}"] = (200, text + b"\n")

    with pytest.raises(FetchError, match=r"A/RES/66/152 \(en\) .* is not the file that the catalogue means"):
        fetch_series(store, SLUG, source=host.address)

    assert store.versions() == ()
    assert cache.get(hashlib.sha256(text + b"\n").hexdigest()) is None


def test_a_file_with_another_title_is_not_stored(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: bytes
) -> None:
    """The right bytes under the wrong series: the title says so."""
    known(monkeypatch, official(text), title="Right to food")

    with pytest.raises(FetchError, match="what came has another title"):
        fetch_series(store, SLUG, source=put(tmp_path, PLAIN, text))

    assert store.versions() == ()


def test_a_file_with_another_symbol_is_not_stored(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: bytes
) -> None:
    """A file must be the text that was asked for."""
    known(monkeypatch, official(text, symbol="A/RES/67/169"))

    with pytest.raises(FetchError, match=r"what came says that it is A/RES/66/152 \(en\): not stored"):
        fetch_series(store, SLUG, source=put(tmp_path, PLAIN, text))


def test_an_empty_answer_is_no_file(store: Store, monkeypatch: pytest.MonkeyPatch, host: Host, text: bytes) -> None:
    """Status 200 with nothing in it (UN.md D.2)."""
    known(monkeypatch, official(text))
    host.answers[f"/{PLAIN}"] = (200, b"")

    with pytest.raises(FetchError, match="answers with an empty file"):
        fetch_series(store, SLUG, source=host.address)


# ------------------------------------------------------------------------------------------------ asked once, politely


def test_what_is_here_is_not_asked_for(store: Store, monkeypatch: pytest.MonkeyPatch, host: Host, text: bytes) -> None:
    """A second run changes nothing and asks nobody."""
    known(monkeypatch, official(text))
    host.answers[f"/{PLAIN}"] = (200, text)
    fetch_series(store, SLUG, source=host.address)

    again = fetch_series(store, SLUG, source=host.address)

    assert ("unchanged",) == tuple(outcome.what for outcome in again.outcomes)
    assert len(host.asked) == 1


def test_what_came_once_is_cached(
    store: Store, monkeypatch: pytest.MonkeyPatch, host: Host, text: bytes, tmp_path: Path
) -> None:
    """Another database is filled from the cache, without the network."""
    known(monkeypatch, official(text))
    host.answers[f"/{PLAIN}"] = (200, text)
    fetch_series(store, SLUG, source=host.address)

    with Store.open(tmp_path / "other.db", create=True) as other:
        report = fetch_series(other, SLUG, source=f"http://127.0.0.1:{free_port()}")

    assert (report.count("added"), report.trouble) == (1, None)
    assert len(host.asked) == 1


def test_a_damaged_cache_is_asked_again(tmp_path: Path, text: bytes) -> None:
    """A cached file must have its hash."""
    digest = hashlib.sha256(text).hexdigest()
    cache.put(digest, text)
    assert cache.get(digest) == text

    (cache.folder() / digest).write_bytes(text[:-1])

    assert cache.get(digest) is None


def test_a_cache_that_can_not_be_written_does_no_harm(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Then everything works as if it were empty."""
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(cache, "folder", lambda: tmp_path / "file" / "below")

    cache.put("0" * 64, b"x")

    assert cache.get("0" * 64) is None


# ---------------------------------------------------------------------------------------------- what does not come


def test_what_a_mirror_lacks_is_named_once(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: bytes
) -> None:
    """What came counts; the rest is one line, and so are the texts that have no official file."""
    other = replace(official(b"other", symbol="A/RES/67/169"), path="67session/English/67_169.txt")
    known(monkeypatch, other, official(text))
    told: list[str] = []

    report = fetch_series(store, SLUG, source=put(tmp_path, PLAIN, text), say=told.append)

    assert (report.count("added"), report.missing) == (1, ("67/169",))
    assert told[:-1] == [f"from the mirror {tmp_path} (--from)", "not in the mirror: 67/169"]
    assert "28 more texts are known (51/100 to 80/204)" in told[-1]


def test_nothing_at_all_is_an_error(store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An empty mirror."""
    known(monkeypatch, official(b"x"))

    with pytest.raises(FetchError, match=r"^nothing was fetched: .* has none of 66/152$"):
        fetch_series(store, SLUG, source=tmp_path)


def test_no_network_is_one_line_and_quick(store: Store, monkeypatch: pytest.MonkeyPatch, text: bytes) -> None:
    """Nobody answers: the first file says so, the others are not tried."""
    known(monkeypatch, official(text), official(b"other"))
    started = time.monotonic()

    with pytest.raises(FetchError, match=r"^nothing was fetched: no answer from 127\.0\.0\.1:\d+: connection refused$"):
        fetch_series(store, SLUG, source=f"http://127.0.0.1:{free_port()}")

    assert time.monotonic() - started < 2


def test_a_name_that_can_not_be_found_is_one_line() -> None:
    """Offline, a host has no address."""
    with pytest.raises(network.Unreachable, match=r"^no answer from host\.invalid: its name can't be found"):
        network.get("https://host.invalid/x", Budget(5))


def test_a_host_that_refuses_is_asked_once(
    store: Store, monkeypatch: pytest.MonkeyPatch, host: Host, text: bytes
) -> None:
    """403 (also of a proxy) holds for every file: no loop."""
    known(monkeypatch, official(text), replace(official(b"other"), path="66session/other.txt"))
    host.answers = {f"/{PLAIN}": (403, b"no"), "/66session/other.txt": (200, b"other")}

    with pytest.raises(FetchError, match=r"nothing was fetched: 127\.0\.0\.1:\d+ refuses: 403 Forbidden"):
        fetch_series(store, SLUG, source=host.address)

    assert len(host.asked) == 1


def test_a_proxy_that_does_not_answer_is_one_line(monkeypatch: pytest.MonkeyPatch, host: Host) -> None:
    """The proxy of the environment is used, and its trouble is told."""
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free_port()}")

    with pytest.raises(network.Unreachable, match=r"no answer from .*: connection refused"):
        network.get(f"{host.address}/x", Budget(5))


def test_the_budget_holds_against_a_slow_host(
    store: Store, monkeypatch: pytest.MonkeyPatch, host: Host, text: bytes
) -> None:
    """All requests together take no longer than was given; what came before stays, the rest is named."""
    known(monkeypatch, official(text), replace(official(b"other", symbol="A/RES/67/169"), path="slow.txt"))
    host.answers = {f"/{PLAIN}": (200, text)}
    host.delay = 0.4
    started, told = time.monotonic(), list[str]()

    report = fetch_series(store, SLUG, source=host.address, seconds=0.6, say=told.append)

    assert time.monotonic() - started < 3
    assert (report.count("added"), report.unfetched) == (1, ("67/169",))
    assert report.trouble is not None
    assert f"{report.trouble}; not fetched: 67/169" in told


def test_a_spent_budget_asks_nobody(host: Host) -> None:
    """When the time is over no request is made."""
    with pytest.raises(network.Unreachable, match="the 0 seconds are over"):
        network.get(f"{host.address}/x", Budget(0))

    assert host.asked == []


def test_a_redirect_to_another_host_is_not_followed(host: Host) -> None:
    """What is asked for is what the catalogue names; the same host may move a file."""
    host.redirects = {"/away": f"http://localhost:{free_port()}/x", "/moved": "/here"}
    host.answers = {"/here": (200, b"text")}

    assert network.get(f"{host.address}/moved", Budget()) == b"text"
    with pytest.raises(FetchError, match="is sent on to another host"):
        network.get(f"{host.address}/away", Budget())


@pytest.mark.parametrize("address", ["http://example.org/x", "ftp://example.org/x", "file:///etc/hostname"])
def test_only_https_is_asked(address: str) -> None:
    """Plain http is for this machine alone."""
    with pytest.raises(FetchError, match="is not asked: only https addresses are"):
        network.get(address, Budget())


def test_an_answer_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch, host: Host) -> None:
    """No host can fill the memory."""
    monkeypatch.setattr(network, "LARGEST", 1 << 20)
    host.answers["/x"] = (200, b"x" * ((1 << 20) + 1))

    with pytest.raises(FetchError, match="is larger than 1 MiB and was not read"):
        network.get(f"{host.address}/x", Budget())


def test_unknown_names_are_refused(store: Store) -> None:
    """A series or a language that the catalogue does not have: with those that it has."""
    with pytest.raises(UnknownVersion, match=SLUG):
        fetch_series(store, "right-to-food")
    with pytest.raises(TrackerError, match="in 'de'; there are in: en, ar, es, fr, ru, zh, all"):
        fetch_series(store, SLUG, ("de",))


# ------------------------------------------------------------------------------------------------------- the corpus


def test_the_series_in_six_languages(store: Store, corpus: Path) -> None:
    """Five texts in each of six languages come from the mirror; the two that it lacks are named once."""
    told: list[str] = []

    report = fetch_series(store, SLUG, ("all",), source=corpus / "series", say=told.append)

    assert (report.count("added"), len(report.refused)) == (30, 0)
    assert Counter(version.language for version in store.versions(SLUG)) == dict.fromkeys(
        ("en", "fr", "es", "ru", "ar", "zh"), 5
    )
    assert report.missing == ("79/166", "80/204")
    assert ["not in the mirror: 79/166, 80/204"] == [line for line in told if line.startswith("not in")]
    assert store.languages(SLUG)[0] == "en"
