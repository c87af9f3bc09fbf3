"""The command line: each command reads its arguments, calls the pipeline or a view, and prints.

Commands stand in modules of their own, imported when a command runs: `tracker --help` loads nothing but click.
"""

from __future__ import annotations

from tracker.cli.group import Tracker
from tracker.cli.group import tracker as cli

__all__ = ["Tracker", "cli", "main"]


def main() -> None:
    """Run the command line and leave the process with its exit code: 0 done, 1 differs (--exit-code), 2 trouble."""
    cli()
