"""`tracker serve`: Datasette with the tracker's pages, in a process of its own, ended with this one."""

from __future__ import annotations

import contextlib
import ipaddress
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import click

from tracker.cli import database, options, output
from tracker.config import SERVED_HERE
from tracker.errors import TrackerError

HOST, PORT = "127.0.0.1", 8001
HOME = "/-/tracker"
_PATIENCE = 60.0  # seconds until the server must answer; a cold start on a slow disk takes ten
_FIRST_OPEN = 1024  # the ports below need an administrator
_QUIET = ("INFO:", "DEBUG:", "Aborted!")  # the server's own lines: one for each page that is read, one at its end


@options.command("tracker serve", "tracker serve --port 8002")
@options.serving
@options.db
def serve(host: str, port: int, db: Path | None) -> None:
    """Show the database in the browser.

    Starts Datasette with the tracker's pages and prints their address once they answer. Ctrl-C ends it.
    """
    must_be_free(host, port)
    with database.opened(db) as store:
        store.versions()  # says what is wrong with it before a server does
    run(database.place(db), host, port)


def must_be_free(host: str, port: int) -> None:
    """Raises TrackerError if nothing can be served there, with a port that is free."""
    try:
        socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise TrackerError(f"{host} is no address of this machine ({_why(error)}): leave --host out") from error
    reason = _refusal(host, port)
    if reason is None:
        return
    others = range(max(port + 1, _FIRST_OPEN), 65536)
    free = next((other for other in others[:100] if _refusal(host, other) is None), None)
    way_out = f"choose another with --port {free}" if free else "choose another with --port"
    raise TrackerError(f"port {port} of {host} can't be used ({reason}): {way_out}")


def run(path: Path, host: str, port: int) -> None:
    """Serve a database until Ctrl-C. Prints the address of the home page on a line of its own when it answers.

    Raises TrackerError if the server ends by itself or never answers.
    """
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}{HOME}"
    with _server(path, host, port) as process, _terminated_like_ctrl_c():
        _wait_for(address, process)
        click.echo(address)
        output.note("Ctrl-C ends it.")
        with contextlib.suppress(KeyboardInterrupt):
            code = process.wait()
            raise TrackerError(f"the server ended by itself (exit code {code}): see above")
    output.note("stopped")


@contextlib.contextmanager
def _server(path: Path, host: str, port: int) -> Iterator[subprocess.Popen[str]]:
    """Datasette in a process of its own, which never outlives this one's attention.

    It is told the file's name alone, in the file's folder: Datasette shows in /-/databases what it is told. Nothing is
    imported from that folder (-P): a datasette.py that lies beside a database is not to be run.
    """
    from tracker.store.opening import must_be_immutable

    name = f"./{path.name}" if path.name.startswith("-") else path.name
    named = ["--immutable", name] if must_be_immutable(path) else [name]
    command = [sys.executable, "-P", "-m", "datasette", "serve", *named, "--host", host, "--port", str(port)]
    process = subprocess.Popen(  # noqa: S603 - no shell; the arguments are this program's
        command,
        cwd=path.absolute().parent,
        env={**os.environ, SERVED_HERE: "1" if _is_loopback(host) else ""},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    threading.Thread(target=_pass_on, args=(process,), daemon=True).start()
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _is_loopback(host: str) -> bool:
    """Whether what is served there can be reached from this machine alone."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _pass_on(process: subprocess.Popen[str]) -> None:
    """Show what the server says, but for the lines that it writes for each page."""
    for line in process.stdout or ():
        if line.strip() and not line.startswith(_QUIET):
            output.note(line.rstrip())


def _wait_for(address: str, process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise TrackerError(f"the server did not start (exit code {process.returncode}): see above")
        try:
            with _direct().open(address, timeout=5) as answer:
                answer.read()
                return
        except urllib.error.HTTPError as error:
            raise TrackerError(f"the server answers {error.code} at {address}: see above") from error
        except OSError:
            time.sleep(0.1)
    raise TrackerError(f"the server does not answer at {address} after {_PATIENCE:.0f} seconds")


def _direct() -> urllib.request.OpenerDirector:
    """Opens addresses of this machine: never through a proxy."""
    return urllib.request.build_opener(urllib.request.ProxyHandler({}))


def _refusal(host: str, port: int) -> str | None:
    """Why a port can't be listened on; None if it can."""
    try:
        kind, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(kind, socket.SOCK_STREAM) as probe:
            if sys.platform != "win32":  # there it would allow to share a port that is taken
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        return _why(error)
    return None


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


@contextlib.contextmanager
def _terminated_like_ctrl_c() -> Iterator[None]:
    """A request to end (SIGTERM) ends the server too, as Ctrl-C does."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
