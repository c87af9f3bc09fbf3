"""What is printed and how: colour and pager on a terminal only, exact bytes into files and pipes."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from tracker.errors import TrackerError

PIPED_WIDTH = 80  # where there is no terminal whose width could be asked
LEAST_WIDTH, MOST_WIDTH = 40, 1000


def has_colour(output: Path | None = None) -> bool:
    """Whether to use colour: on a terminal, unless NO_COLOR says otherwise (click does not look at it)."""
    return (
        output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )


def width(output: Path | None = None) -> int:
    """How many columns there are: what COLUMNS says, else the terminal's, else 80; from 40 to 1000."""
    said = os.environ.get("COLUMNS", "").lstrip("0")
    if said.isascii() and said.isdigit():
        return min(max(int(said[:6]), LEAST_WIDTH), MOST_WIDTH)
    if output is not None or not sys.stdout.isatty():
        return PIPED_WIDTH
    return max(shutil.get_terminal_size((PIPED_WIDTH, 24)).columns, LEAST_WIDTH)


def show(text: str, output: Path | None = None) -> None:
    """Print a text, through the pager if it is taller than the terminal; or write it to a file."""
    if output is not None:
        write(text, output)
    elif sys.stdout.isatty() and text.count("\n") >= shutil.get_terminal_size().lines:
        os.environ.setdefault("LESS", "-FRX")  # colours, and no pager for what fits after all
        click.echo_via_pager(text, color=has_colour())
    else:
        with _reader_may_leave():
            click.echo(text, nl=False, color=has_colour())


def write(text: str, output: Path | None) -> None:
    """Write a text as it is, in UTF-8 and with its own line ends, to a file or to standard output."""
    write_bytes(text.encode("utf-8", errors="backslashreplace"), output)


def is_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout.isatty()


def must_be_for_a_file(output: Path | None, form: str, example: str) -> None:
    """Refuse to write a file that is no text on a terminal. Raises click.UsageError."""
    if output is None and is_terminal():
        raise click.UsageError(f"--format {form} is no text for a terminal; say where to write it: -o {example}")


def write_bytes(data: bytes, output: Path | None) -> None:
    """Write bytes to a file, whole or not at all, or to standard output."""
    if output is None:
        with _reader_may_leave():
            stream = sys.stdout.buffer
            stream.write(_shown(data) if is_terminal() else data)
            stream.flush()
        return
    from tracker import whole

    try:
        whole.write(output, data)
    except OSError as error:
        raise TrackerError(f"{output} can't be written: {(error.strerror or str(error)).lower()}") from error


def _shown(data: bytes) -> bytes:
    """What is exact in a file or a pipe, as a terminal may have it: nothing in it moves the cursor."""
    from tracker.render import escape

    return escape.inert(data.decode("utf-8", errors="replace")).encode()


def say(line: str, *, err: bool = False) -> None:
    """Print a line in which names stand that are not ours, of files or texts: it stays one, and acts on no terminal."""
    from tracker.render import escape

    click.echo(escape.line(line), err=err)


def note(text: str) -> None:
    """Say something that is not part of the output. Where it can't be said the work goes on."""
    from tracker.render import escape

    with contextlib.suppress(OSError):
        click.echo(escape.terminal(text), err=True)


def close_quietly() -> None:
    """Nobody reads any more: what is left of the output goes nowhere, also when Python closes it at its end."""
    with contextlib.suppress(OSError, ValueError, io.UnsupportedOperation):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def flush() -> None:
    """Write out what was printed, and see whether it came through."""
    with _reader_may_leave():
        sys.stdout.flush()


@contextlib.contextmanager
def _reader_may_leave() -> Iterator[None]:
    """`tracker diff ... | head` is no trouble (click would leave with 1, which means "differs" here).

    Raises TrackerError where standard output takes no more, as a full disk does not.
    """
    try:
        yield
    except BrokenPipeError:
        close_quietly()
        raise click.exceptions.Exit(0) from None
    except OSError as error:
        close_quietly()
        raise TrackerError(f"standard output can't be written: {(error.strerror or str(error)).lower()}") from error
