"""Everything that can go wrong, with one base.

    TrackerError                    exit code 2 on the command line
    ├── BadSymbol                   a symbol that can't be read
    ├── BadSource                   a document that can't be read as a resolution
    │   ├── UnsafeSource            a document that is refused for what it could do (a DOCTYPE, an archive bomb)
    │   └── Contradiction           a document at odds with what the user or its own name says of it
    ├── UnknownVersion              a version that isn't here; names what is, and how to get the rest
    ├── AmbiguousVersion            a version that could be several; names the candidates
    ├── StoreError                  a database that can't be used: not ours, newer, locked, read-only
    ├── FetchError                  a file that could not be had from where it was looked for
    └── TooMuch                     a comparison that takes more time or memory than a server gives it

Each message is one clear line: what is wrong, where, and what to do. A second line, indented, may list candidates.
"""

from __future__ import annotations


class TrackerError(Exception):
    """Base of all errors that a user should read; `str(error)` is the whole message."""

    exit_code = 2


class BadSymbol(TrackerError):
    """A symbol that can't be read."""


class BadSource(TrackerError):
    """A document that can't be read as a resolution."""


class UnsafeSource(BadSource):
    """A document that is refused for what it could do, whatever it says."""


class Contradiction(BadSource):
    """A document at odds with what the user, or its own name, says of it."""


class UnknownVersion(TrackerError):
    """A version that isn't here."""


class AmbiguousVersion(TrackerError):
    """A version that could be several."""


class StoreError(TrackerError):
    """A database that can't be used."""


class FetchError(TrackerError):
    """A file that could not be had from where it was looked for."""


class TooMuch(TrackerError):
    """A comparison that takes more time or memory than it may."""
