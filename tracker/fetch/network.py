"""One polite request at a time: https, under this project's own name, to no other host, and never waiting for ever.

A host that answers with a challenge for browsers (UN.md D.4) has refused: it is said, and never fought.
"""

from __future__ import annotations

import http.client
import queue
import socket
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import IO
from urllib.parse import urlsplit

from tracker import __version__
from tracker.errors import FetchError

USER_AGENT = f"resolution-tracker/{__version__} (compares versions of UN resolutions; one request at a time)"
STALL_SECONDS = 10.0
"""How long a host may send nothing."""
ANSWER_SECONDS = 180.0
"""How long one whole answer may take: ten megabytes on a slow line."""
LARGEST = 64 << 20
"""The largest answer that is read, in bytes: the archives of a session have about ten million."""
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE, HTTPStatus.BAD_REQUEST}
"""400 is what the symbol API says to arguments that it does not know (UN.md D.2)."""
_FAMILY = ".un.org"
"""The symbol API sends on to the file, which may stand on another host of the United Nations."""


class NotThere(FetchError):
    """The host answered: it has no such file. Others may be there."""


class Empty(FetchError):
    """The host says that all is well and sends nothing: it has not published that (UN.md D.2)."""


class Unreachable(FetchError):
    """No answer, or a refusal that holds for every file: asking on is no use."""


@dataclass(frozen=True, slots=True)
class Budget:
    """Seconds for everything together, counted from when the budget is made; None: no limit but that of one answer."""

    seconds: float | None = None
    started: float = field(default_factory=time.monotonic)

    def left(self) -> float:
        """The seconds that the next answer may take, 0 if the budget is spent."""
        if self.seconds is None:
            return ANSWER_SECONDS
        return max(0.0, min(ANSWER_SECONDS, self.started + self.seconds - time.monotonic()))


def get(address: str, budget: Budget) -> bytes:
    """The bytes behind an address.

    Raises NotThere where the host has no such file, Unreachable where it does not answer, refuses, wants a browser, or
    the budget is spent, and FetchError for an answer that is no file: nothing (Empty), too large, sent to another host.
    """
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise FetchError(f"{address} is not asked: only https addresses are")
    seconds = budget.left()
    if not seconds:
        raise Unreachable(f"the {budget.seconds:g} seconds are over")
    data = _within(seconds, address, parts.netloc)
    if not data:
        raise Empty(f"{address} answers with an empty file")
    return data


def _within(seconds: float, address: str, host: str) -> bytes:
    """The answer, if it comes in time.

    The request runs in a thread of its own: a time limit of the socket counts from byte to byte and does not cover the
    look-up of the host's name, so a slow host could hold up everything.
    """
    answer: queue.SimpleQueue[bytes | BaseException] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answer.put(_ask(address, seconds))
        except BaseException as error:  # noqa: BLE001  # it is raised again below, in the thread that waits
            answer.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        result = answer.get(timeout=seconds)
    except queue.Empty:
        raise Unreachable(f"{host} does not answer within {seconds:.0f} s") from None
    if isinstance(result, BaseException):
        raise _told(result, address, host)
    return result


def _ask(address: str, seconds: float) -> bytes:
    request = urllib.request.Request(address, headers={"User-Agent": USER_AGENT, "Accept": "*/*"})  # noqa: S310  # see get
    with urllib.request.build_opener(_SameHost).open(request, timeout=min(seconds, STALL_SECONDS)) as response:
        if response.status == HTTPStatus.ACCEPTED or response.headers.get("x-amzn-waf-action"):
            raise Unreachable(
                f"{urlsplit(address).netloc} asks for a browser first (a challenge), and is not asked again: "
                "open it in your browser, save the file, and: tracker add FILE"
            )
        data: bytes = response.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise FetchError(f"{address} is larger than {LARGEST >> 20} MiB and was not read")
    if response.length:  # what was promised and did not come: read(n) says nothing of it
        raise http.client.IncompleteRead(data, response.length)
    return data


def _told(error: BaseException, address: str, host: str) -> BaseException:
    """What went wrong, as an error that a user can read."""
    match error:
        case urllib.error.HTTPError() if error.code in _GONE:
            return NotThere(f"{address} is not there ({error.code})")
        case urllib.error.HTTPError():
            return Unreachable(f"{host} refuses: {error.code} {_printable(error.reason)}")
        case urllib.error.URLError():
            return Unreachable(f"no answer from {host}: {_reason(error.reason)}")
        case http.client.HTTPException() | OSError() | ValueError():  # the last for addresses that are none
            return Unreachable(f"no answer from {host}: {_reason(error)}")
        case _:
            return error


def _reason(error: object) -> str:
    match error:
        case socket.gaierror():
            return "its name can't be found; is there a network?"
        case TimeoutError():
            return "it takes too long"
        case OSError() if error.strerror:
            return error.strerror.lower()
        case http.client.IncompleteRead():
            return "the answer broke off"
        case _:
            return _printable(error) or type(error).__name__


def _printable(said: object) -> str:
    """What a host says, as one short line without anything that a terminal would take for its own."""
    line = " ".join(str(said).split())
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in line)[:120]


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Redirects are followed on the same host and scheme only, or among the United Nations' own hosts."""

    def redirect_request(  # noqa: PLR0917  # the signature is the standard library's
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        at_home = all((part.hostname or "").endswith(_FAMILY) for part in (old, new))
        if old.scheme != new.scheme or (old.netloc != new.netloc and not at_home):
            raise FetchError(f"{req.full_url} is sent on to another host ({new.netloc}): not followed")
        return super().redirect_request(req, fp, code, msg, headers, newurl)
