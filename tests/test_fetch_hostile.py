"""Hosts that mean harm: every answer is bytes within bounds, or one short line that can be printed."""

from __future__ import annotations

import gzip
import http.server
import threading
import time
from collections.abc import Iterator

import pytest

from tracker.errors import FetchError
from tracker.fetch import network

_OK = b"HTTP/1.1 200 OK\r\n"


def _for_ever(piece: bytes, pause: float = 0.0) -> Iterator[bytes]:
    while True:
        yield piece
        time.sleep(pause)


def _to(place: bytes) -> list[bytes]:
    return [b"HTTP/1.1 302 Found\r\nLocation: " + place + b"\r\n\r\n"]


ANSWERS: dict[str, tuple[object, str]] = {
    "file": (_to(b"file:///etc/passwd"), "is not allowed"),
    "another-host": (_to(b"http://169.254.169.254/x"), "is sent on to another host"),
    "circle": (_to(b"/circle"), "infinite loop"),
    "no-address": (_to(b"http://[::1"), "no answer"),
    "long-header": ([_OK, b"X: " + b"a" * (1 << 20)], "more than 65536 bytes"),
    "many-headers": ((_OK, b"X: a\r\n" * 5_000), "more than 100 headers"),
    "endless": ((_OK + b"\r\n", b"x" * (1 << 20), ...), "is larger than 64 MiB"),
    "slow": ((_OK + b"\r\n", b"x", ...), "does not answer within"),
    "slow-header": ((_OK + b"X: ", b"a", ...), "does not answer within"),
    "garbage": ([b"\0\xff\x1b[31m" * 500], "no answer"),
    "status": ([b"HTTP/1.1 99999999999999999999 OK\r\n\r\n"], "no answer"),
    "colours": ([b"HTTP/1.1 500 \x1b[31mred\x07\r\n\r\n"], "refuses: 500"),
    "cut": ([_OK + b"Content-Length: 99999999999\r\n\r\nabc"], "the answer broke off"),
    "chunks": ([_OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc"], "the answer broke off"),
    "large-chunk": ([_OK + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nabc"], "the answer broke off"),
}


class _Host(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        pieces = (
            ANSWERS[self.path[1:]][0] if self.path[1:] in ANSWERS else [_OK + b"\r\n" + gzip.compress(bytes(1 << 20))]
        )
        try:
            for place, piece in enumerate(pieces):  # type: ignore[arg-type,var-annotated]
                rest = _for_ever(pieces[place - 1], 0.2 if "slow" in self.path else 0.0) if piece is ... else [piece]  # type: ignore[index]
                for one in rest:
                    self.wfile.write(one)
        except OSError:
            return

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    """Its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Host)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.mark.parametrize("name", ANSWERS)
def test_a_hostile_answer_is_one_line(host: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Redirects, headers, streams and codes of every kind."""
    monkeypatch.setattr(network, "ANSWER_SECONDS", 2.0)
    with pytest.raises(FetchError) as refused:
        network.get(f"{host}/{name}", network.Budget())
    said = str(refused.value)

    assert ANSWERS[name][1] in said
    assert said.isprintable()
    assert len(said) < 300


def test_what_is_packed_stays_packed(host: str) -> None:
    """Nothing is unpacked that could explode: what came is looked at as it is."""
    assert len(network.get(f"{host}/packed", network.Budget())) < 2_000
