"""The command `tracker`: its subcommands by name, loaded when they are asked for, and what becomes of errors.

Exit codes as diff(1): 0 done, 1 "differs" under --exit-code, 2 trouble, 130 stopped. Trouble is one clear line on
stderr; a line with candidates may follow, indented.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import Any

import click

from tracker import __version__
from tracker.cli import options
from tracker.cli.output import close_quietly, flush, note
from tracker.errors import TrackerError

# Name: the module that holds it, and its summary, which is the first line of its help (a test compares them).
COMMANDS: dict[str, tuple[str, str]] = {
    "add": ("adding", "Add documents: files, folders or zip archives."),
    "fetch": ("adding", "Fetch official texts, by symbol or of a series."),
    "series": ("looking", "List the series that are here, and what is missing of them."),
    "versions": ("looking", "List the texts that are here, oldest first."),
    "show": ("looking", "Show one text, or one paragraph of it."),
    "diff": ("diff", "Show what really changed between two versions."),
    "history": ("following", "Show one paragraph through the years."),
    "origins": ("following", "Show when each word of a text came in."),
    "search": ("searching", "Show where words stand, and where they were dropped."),
    "brief": ("reports", "One page on what changed, to hand on."),
    "table": ("reports", "A comparative table of two texts, or of all years."),
    "report": ("reports", "Everything on a series: brief, tables, data."),
    "draft": ("drafting", "Write the base text for the next session as a Word file."),
    "pair": ("pair", "Say which paragraph became which, over what the program finds."),
    "languages": ("languages", "Show whether each edit is there in every language."),
    "serve": ("serve", "Show the database in the browser."),
    "publish": ("publishing", "Write a copy to be served in public."),
    "demo": ("demo", "Fill a database with what ships and can be fetched, and show it."),
    "remove": ("adding", "Remove a text: undo an add."),
    "rebuild": ("adding", "Renew everything that is derived from the documents."),
    "check": ("adding", "Prove that what is stored agrees with the documents."),
}
_STOPPED = 130  # as a shell reports a program that Ctrl-C ended


class Tracker(options.WithExamples, click.Group):
    """A group that loads its commands late and says what went wrong in its own way."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature, here and below
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"tracker.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands with the summaries from the table: none of them is loaded for it."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command. On its own it ends the process with the exit code, else it lets errors through."""
        run = partial(super().main, args, prog_name or "tracker", complete_var, standalone_mode=False, **extra)
        given = [*(sys.argv[1:] if args is None else args), os.environ.get("TRACKER_DB", "")]
        return sys.exit(_code(run, given)) if standalone_mode else run()


@click.group(
    cls=Tracker,
    examples=["tracker diff 2020 2021"],
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="VERSION is a symbol (66/152), a year (2011), a session (s66), latest, previous, or a file (./name).",
)
@click.version_option(__version__, prog_name="tracker", help="Show the version and exit.")
@click.pass_context
def tracker(ctx: click.Context) -> None:
    """What really changed between the versions of a recurring United Nations resolution, and since when."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def trouble(message: str, code: int = 2, given: Iterable[str] = ()) -> int:
    """Say on stderr what went wrong: one line, and its candidates indented below it. Gives back the exit code.

    given: what the user typed. A line end in a name of it is none of ours.
    """
    from tracker.render.escape import line, terminal

    for name in sorted(
        {part for one in given for part in re.split("[/=]", one) if "\n" in part}, key=len, reverse=True
    ):
        message = message.replace(name, line(name))
    first, *more = terminal(message.strip()).split("\n")
    with suppress(OSError):  # where not even that can be written the exit code says it
        click.echo("\n".join([f"error: {first}", *(f"       {line.strip()}" for line in more)]), err=True)
    return code


def _code(run: Callable[[], Any], given: Sequence[str]) -> int:
    """Run, say what went wrong, and give back the exit code."""
    _open_what_is_closed()
    _speak_utf8()
    try:
        result = run()
        flush()
    except click.exceptions.Exit as error:
        return error.exit_code
    except BrokenPipeError:
        close_quietly()
        return 0
    except (click.Abort, KeyboardInterrupt):
        note("stopped")
        return _STOPPED
    except (click.ClickException, TrackerError, OSError, MemoryError) as error:
        return _told(error, given)
    return result if isinstance(result, int) else 0


def _told(error: click.ClickException | TrackerError | OSError | MemoryError, given: Sequence[str]) -> int:
    """Say what went wrong, and give back the exit code."""
    match error:
        case TrackerError():
            return trouble(str(error), error.exit_code, given)
        case click.UsageError():
            return trouble(_usage(error), given=given)
        case click.ClickException():
            return trouble(error.format_message(), given=given)
        case OSError():  # nobody foresaw where: the system's own words are better than a trace of ours
            close_quietly()
            said = (error.strerror or str(error)).lower()
            name = str(error.filename or "what was to be read or written")
            return trouble(f"{name}: {said}", given=[*given, name])
    return trouble("there is not enough memory for that: close other programs, or name less at once")


def _usage(error: click.UsageError) -> str:
    where = error.ctx.command_path if error.ctx else "tracker"
    return f"{error.format_message()}\nHelp: {where} --help"


def _open_what_is_closed() -> None:
    """Give the standard streams that the caller closed (`>&-`) nothing to read and nowhere to write.

    Else the next file that is opened, such as the database, would get their numbers, and what is printed.
    """
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        if getattr(sys, name) is None:
            with suppress(OSError):
                if os.open(os.devnull, os.O_RDWR) != number:  # the lowest that is free
                    continue
                setattr(sys, name, open(number, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - for the whole run


def _speak_utf8() -> None:
    """Write UTF-8 whatever the system's code page is; what has no UTF-8 form is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
