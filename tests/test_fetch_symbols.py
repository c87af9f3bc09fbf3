"""Official texts by symbol, from a host that plays the United Nations' own: its quirks and its faults too (UN.md D)."""

from __future__ import annotations

import io
import json
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

import pytest
import word_files
from click.testing import CliRunner

from tracker import __version__
from tracker.cli import cli
from tracker.errors import BadSymbol, FetchError, UnknownVersion
from tracker.fetch import cache, fetch_series, fetch_symbols, hosts, newer
from tracker.sources import read
from tracker.store import Store

SLUG = "enhancement-of-international-cooperation"
TITLE = "Enhancement of international cooperation in the field of human rights"


@dataclass
class United:
    """What the hosts have: files of the repository by path, printed texts by (symbol, language, form), records."""

    files: dict[str, bytes] = field(default_factory=dict)
    printed: dict[tuple[str, str, str], bytes] = field(default_factory=dict)
    records: bytes = b""
    refusing: set[str] = field(default_factory=set)
    """Hosts that ask for a browser."""
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    at_once: int = 0
    most_at_once: int = 0

    def answer(self, path: str, query: dict[str, list[str]]) -> tuple[int, bytes]:
        host, _, rest = path.lstrip("/").partition("/")
        if host in self.refusing:
            return 202, b""
        if host == "raw":
            return self._file(rest)
        if host == "contents":
            names = [name.rpartition("/")[2] for name in self.files if name.rpartition("/")[0] == rest]
            return (
                (200, json.dumps([{"name": name, "type": "file"} for name in names]).encode()) if names else (404, b"")
            )
        if host == "ods":
            return 200, self.printed.get((query["s"][0], query["l"][0], query["t"][0]), b"")
        if rest == "search":
            return 200, self.records
        return self._file(rest)

    def _file(self, path: str) -> tuple[int, bytes]:
        return (200, self.files[path]) if path in self.files else (404, b"404: Not Found")


@pytest.fixture
def un(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[United]:
    """The hosts, on this machine, with nothing yet; and a cache of the test's own."""
    state = United()
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            with lock:
                state.at_once += 1
                state.most_at_once = max(state.most_at_once, state.at_once)
                state.asked.append(unquote(self.path))
                state.agents.add(self.headers["User-Agent"])
            code, body = state.answer(unquote(parts.path), parse_qs(parts.query))
            self.send_response(code)
            if code == 202:
                self.send_header("x-amzn-waf-action", "challenge")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            with lock:
                state.at_once -= 1

        def log_message(self, *args: object) -> None:
            """Keep the tests' output clean."""

    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.delenv("TRACKER_MIRROR", raising=False)
    monkeypatch.setattr(cache, "folder", lambda: tmp_path / "cache")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    base = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setattr(
        hosts, "OFFICIAL", hosts.Hosts(f"{base}/raw", f"{base}/contents", f"{base}/ods", f"{base}/library")
    )
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield state
    server.shutdown()
    server.server_close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty database."""
    with Store.open(tmp_path / "tracker.db", create=True) as opened:
        yield opened


@pytest.fixture
def text(fixtures: Path) -> bytes:
    """A/RES/66/152 as it ships, from which the tests make others."""
    return (fixtures / "A_RES_66_152.txt").read_bytes()


def called(text: bytes, session: int, number: int) -> bytes:
    """The same text under another symbol."""
    return text.replace(b"66/152", f"{session}/{number}".encode())


def in_word(text: bytes) -> bytes:
    """A text as a Word file."""
    return word_files.of_resolution(read(text, "text.txt").resolutions[0])


def record(symbol: str, *files: tuple[str, str]) -> bytes:
    """MARCXML of a search: a record that only cites the symbol, and the record of the symbol."""
    fields = "".join(
        f'<datafield tag="856" ind1=" " ind2=" "><subfield code="u">{address}</subfield>'
        f'<subfield code="3">{language}</subfield></datafield>'
        for language, address in files
    )
    return (
        '<collection xmlns="http://www.loc.gov/MARC21/slim">'
        '<record><datafield tag="191"><subfield code="a">A/HRC/7/78</subfield></datafield>'
        f'<datafield tag="993"><subfield code="a">{symbol}</subfield></datafield></record>'
        f'<record><datafield tag="191"><subfield code="a">{symbol}</subfield></datafield>{fields}</record></collection>'
    ).encode()


# --------------------------------------------------------------------------------------------------- the repository


@pytest.mark.parametrize(
    "name",
    ["79_166_E.xml", "A_RES_79_166-2424160E.xml", "A_RES_79_166_E_reissue.xml", "A_RES_79_166.xml", "79_166.xml"],
)
def test_a_text_is_found_by_the_names_of_its_folder(un: United, store: Store, text: bytes, name: str) -> None:
    """The job number can't be guessed: the folder is listed, and the name told in any of its styles."""
    un.files = {
        f"79session/English/{name}": called(text, 79, 166),
        "79session/English/A_RES_79_16-2424001E.xml": b"not asked for",
        "79session/English/A_RES_79_1660-2424001E.xml": b"not asked for",
    }

    report = fetch_symbols(store, ["79/166"])

    assert [("added", ("A/RES/79/166 (en)",))] == [(one.what, one.texts) for one in report.outcomes]
    assert ["/contents/79session/English", f"/raw/79session/English/{name}"] == un.asked


def test_a_name_with_a_part_is_asked_for_first(un: United, store: Store, text: bytes) -> None:
    """75/251 B stands beside 75/251: of the names of one number those of the part come first."""
    names = ("75_251_E.xml", "75_251_B_E.xml", "75_2512_E.xml")
    un.files = {f"75session/English/{name}": called(text, 75, 251) for name in names}

    with pytest.raises(FetchError, match=r"75_251_B_E.xml .* says that it is A/RES/75/251 \(en\)"):
        fetch_symbols(store, ["75/251 B"])

    assert ["/contents/75session/English", "/raw/75session/English/75_251_B_E.xml"] == un.asked[:2]


def test_an_empty_file_is_passed_over(un: United, store: Store, text: bytes) -> None:
    """Five files of the repository have no bytes (UN.md C.2); another of the same number may have them."""
    un.files = {
        "75session/English/75_251_E.xml": b"",
        "75session/English/A_RES_75_251-2108995E.xml": called(text, 75, 251),
    }

    assert ["added"] == [one.what for one in fetch_symbols(store, ["75/251"]).outcomes]


def test_session_74_lies_in_archives(un: United, store: Store, text: bytes) -> None:
    """One archive for each language; its file is recorded as a member."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("English/74_153.xml", called(text, 74, 153))
    un.files = {"74session/GA resolutions_74session_English.zip": target.getvalue()}

    fetch_symbols(store, ["74/153"])

    address = next(store.sources()).address or ""
    assert address.endswith(f"{quote('74session/GA resolutions_74session_English.zip')}#English/74_153.xml")


def test_emergency_sessions_have_folders_of_their_own(un: United, store: Store, text: bytes) -> None:
    """ES-11/4 lies under "Emergency sessions"."""
    un.files = {"Emergency sessions/ES-11/English/A_RES_ES-11_4_E.xml": text.replace(b"66/152", b"ES-11/4")}

    with pytest.raises(FetchError):
        fetch_symbols(store, ["A/RES/ES-11/7"])

    assert "/contents/Emergency sessions/ES-11/English" == un.asked[0]


# ------------------------------------------------------------------------------------------------------- as printed


def test_what_the_repository_has_not_comes_as_word(un: United, store: Store, text: bytes) -> None:
    """Before session 74 there is no XML; the symbol API is asked for Word, with the symbol's strokes encoded."""
    un.printed = {("A/RES/73/168", "en", "docx"): in_word(called(text, 73, 168))}

    fetch_symbols(store, ["73/168"])

    assert [("A/RES/73/168", "docx")] == [(one.symbol, one.origin.format) for one in store.versions()]
    assert ["/ods?s=A/RES/73/168&l=en&t=docx"] == un.asked


def test_an_empty_answer_is_not_published(un: United, store: Store) -> None:
    """The symbol API says 200 with nothing in it: that is no error, and no file; every place is asked once."""
    un.records = record("A/RES/1/1")

    with pytest.raises(FetchError, match=r"nothing was fetched: no place has A/RES/73/168 \(en\)$"):
        fetch_symbols(store, ["73/168"])

    assert 3 == len(un.asked)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<html><body>Please enable JavaScript</body></html>", "answers with a web page in place of a file"),
        (b"\xffWPC\x10\x00\x00\x00", "is WordPerfect, which is not read"),
        (b"GIF89a....", "is neither Word nor PDF"),
    ],
)
def test_what_comes_is_told_by_its_first_bytes(un: United, store: Store, data: bytes, said: str) -> None:
    """Whatever the host calls it: a page, WordPerfect and pictures are refused in a line that says what it is."""
    un.printed = {("A/RES/48/100", "en", form): data for form in ("docx", "pdf")}

    with pytest.raises(FetchError, match=said):
        fetch_symbols(store, ["48/100"])
    assert () == store.versions()


def test_another_text_is_not_stored(un: United, store: Store, text: bytes) -> None:
    """What came must say that it is the text that was asked for, in its language."""
    un.printed = {("A/RES/73/168", language, "docx"): in_word(text) for language in ("en", "fr")}

    with pytest.raises(FetchError, match=r"says that it is A/RES/66/152 \(en\): not stored"):
        fetch_symbols(store, ["73/168"])
    with pytest.raises(FetchError):
        fetch_symbols(store, ["66/152"], ["fr"])
    assert () == store.versions()


def test_a_text_of_a_series_has_its_title(un: United, store: Store, text: bytes) -> None:
    """Which text was adopted in a year is known by hearsay for some: the title decides before anything is stored."""
    other = called(text, 70, 150).replace(b"Enhancement", b"Diminution")
    un.printed = {("A/RES/70/150", "en", "docx"): in_word(other)}

    with pytest.raises(FetchError, match="has another title, 'Diminution of international"):
        fetch_symbols(store, ["70/150"], series=SLUG)
    assert () == store.versions()


# ------------------------------------------------------------------------------------------------------- the library


def test_the_library_is_asked_last_by_the_exact_symbol(un: United, store: Store, text: bytes) -> None:
    """A search finds records that only cite a symbol; the files are those of its own record, in the language."""
    base = hosts.OFFICIAL.library
    name = "record/724700/files/A_RES_66_152-EN.docx"
    un.records = record("A/RES/66/152", ("Français", f"{base}/x-FR.pdf"), ("English", f"{base}/{name}"))
    un.files = {name: in_word(text)}

    report = fetch_symbols(store, ["66/152"])

    assert ["added"] == [one.what for one in report.outcomes]
    assert f"/library/{name}" == un.asked[-1]


def test_a_challenge_is_told_and_not_fought(un: United, store: Store) -> None:
    """A host that asks for a browser is asked once in a run; the line says what a person can do."""
    un.refusing = {"library"}
    said: list[str] = []

    with pytest.raises(FetchError, match=r"asks for a browser first \(a challenge\).*tracker add FILE"):
        fetch_symbols(store, ["66/152", "67/169", "68/160"], say=said.append)

    assert 1 == sum("library" in one for one in un.asked)


def test_a_record_with_a_document_type_is_not_read(un: United, store: Store) -> None:
    """MARCXML has none; what has one may want files of this machine."""
    un.records = b'<!DOCTYPE c [<!ENTITY x SYSTEM "file:///etc/hostname">]><c>&x;</c>'

    with pytest.raises(FetchError, match="document type"):
        fetch_symbols(store, ["66/152"])


# -------------------------------------------------------------------------------------------------- once, and again


def test_one_request_at_a_time_under_our_own_name(un: United, store: Store, text: bytes) -> None:
    """Politeness: no two requests together, and a User-Agent that says who asks."""
    un.printed = {(f"A/RES/{n}/1", "en", "docx"): in_word(called(text, n, 1)) for n in (60, 61, 62)}

    fetch_symbols(store, ["60/1", "61/1", "62/1"])

    assert (1, True) == (un.most_at_once, all(one.startswith(f"resolution-tracker/{__version__}") for one in un.agents))


def test_what_is_here_or_came_once_is_not_asked_for(un: United, store: Store, text: bytes, tmp_path: Path) -> None:
    """Run again after an interruption it goes on; another database has the file from the cache."""
    un.printed = {("A/RES/60/1", "en", "docx"): in_word(called(text, 60, 1))}
    fetch_symbols(store, ["60/1"])
    first = len(un.asked)

    again = fetch_symbols(store, ["60/1"])
    with Store.open(tmp_path / "other.db", create=True) as other:
        elsewhere = fetch_symbols(other, ["60/1"])

    assert (["unchanged"], ["added"]) == (
        [one.what for one in again.outcomes],
        [one.what for one in elsewhere.outcomes],
    )
    assert first == len(un.asked)


def test_latest_asks_again_and_records_the_new_file(un: United, store: Store, text: bytes) -> None:
    """The repository's files are put in anew under the same name: --latest has what stands there now."""
    name = "79session/English/A_RES_79_166-2424160E.xml"
    un.files = {name: called(text, 79, 166)}
    fetch_symbols(store, ["79/166"])
    un.files[name] = un.files[name].replace(b"Recalling", b"Recalling again", 1)

    kept = fetch_symbols(store, ["79/166"])
    latest = fetch_symbols(store, ["79/166"], anew=True)
    same = fetch_symbols(store, ["79/166"], anew=True)

    assert ["unchanged", "replaced", "unchanged"] == [one.outcomes[0].what for one in (kept, latest, same)]
    assert 2 == len(list(store.sources()))


def test_others_go_on_when_one_is_not_there(un: United, store: Store, text: bytes) -> None:
    """What no place has is named, and the rest is fetched."""
    un.records = record("A/RES/1/1")
    un.printed = {("A/RES/61/1", "en", "docx"): in_word(called(text, 61, 1))}

    report = fetch_symbols(store, ["60/1", "61/1"])

    assert ("A/RES/60/1 (en)",) == report.missing
    assert ["A/RES/61/1"] == [one.symbol for one in store.versions()]


def test_what_is_no_symbol_is_refused_before_anyone_is_asked(un: United, store: Store) -> None:
    """And so is an unknown series."""
    with pytest.raises(BadSymbol):
        fetch_symbols(store, ["73/168", "nonsense"])
    with pytest.raises(UnknownVersion, match="there is no series 'nonsense'"):
        fetch_symbols(store, ["73/168"], series="nonsense")
    assert [] == un.asked


# ------------------------------------------------------------------------------------------------ a newer one, a series


def extract(*rows: dict[str, Any]) -> bytes:
    """A table of a session, one JSON object a line."""
    return "\n".join(json.dumps(row) for row in rows).encode()


def test_a_newer_text_is_found_by_its_title(un: United, store: Store) -> None:
    """In the repository's table of the next session, whatever its columns are called."""
    un.files = {
        "data_extract/81.json": extract(
            {"symbol": "A/RES/81/1", "title": "Other"},
            {"name": TITLE.replace("-", "\u2011"), "docnumber": "A/RES/81/199"},
        )
    }

    assert "A/RES/81/199" == str(newer(store, SLUG))


def test_a_text_that_comes_every_second_year_is_found_too(un: United, store: Store) -> None:
    """The sessions after the latest are looked through, as far as there are tables of them."""
    un.files = {
        "data_extract/81.json": extract({"symbol": "A/RES/81/1", "title": "Other"}),
        "data_extract/82.json": extract({"symbol": "A/RES/82/77", "title": TITLE}),
    }

    assert "A/RES/82/77" == str(newer(store, SLUG))


def test_no_newer_text_is_said(un: United, store: Store) -> None:
    """Neither a session without this text nor one without a table is an error."""
    said: list[str] = []

    assert newer(store, SLUG, said.append) is None
    assert ["session 81: the public repository has no texts yet"] == said


def test_a_series_brings_its_printed_texts_too(un: United, store: Store, text: bytes, tmp_path: Path) -> None:
    """Of 51/100 to 73/168 there is no XML: they are asked for as they were printed, and the title is checked."""
    un.printed = {
        ("A/RES/66/152", "en", "docx"): in_word(text),
        ("A/RES/67/169", "en", "docx"): in_word(called(text, 67, 169)),
    }
    un.records = record("A/RES/1/1")

    report = fetch_series(store, SLUG, source=None, anew=True)

    assert {"A/RES/66/152", "A/RES/67/169"} == {one.symbol for one in store.versions(SLUG)}
    assert "A/RES/51/100 (en)" in report.missing


# -------------------------------------------------------------------------------------------------- the command line


def run(*args: str) -> tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    result = CliRunner().invoke(cli, args)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def test_the_command_fetches_symbols(un: United, text: bytes, tmp_path: Path) -> None:
    """Tracker fetch SYMBOL says whom it asks, and what came."""
    un.printed = {("A/RES/73/168", "en", "docx"): in_word(called(text, 73, 168))}

    code, out, err = run("fetch", "73/168", "--db", str(tmp_path / "new.db"))

    assert (0, "1 added") == (code, out.splitlines()[-1])
    assert "asking the Official Document System for A/RES/73/168 (en)" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "one of the two"),
        (("66/152", "--series", SLUG), "one of the two"),
        (("66/152", "--next"), "name it with --series"),
        (("--series", SLUG, "--from", ".", "--next"), "goes with --series alone"),
    ],
)
def test_what_does_not_go_together_is_told(un: United, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    """In a line, before anything is asked."""
    code, _, err = run("fetch", *arguments, "--db", str(tmp_path / "new.db"))

    assert 2 == code
    assert said in " ".join(err.split())
    assert [] == un.asked


def test_next_says_that_there_is_none(un: United, tmp_path: Path) -> None:
    """Tracker fetch --next ends well where there is nothing newer."""
    code, out, _ = run("fetch", "--series", SLUG, "--next", "--db", str(tmp_path / "new.db"))

    assert (0, f"no newer text of {SLUG} is known\n") == (code, out)
