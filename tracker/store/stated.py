"""What a user says of a file, over what the file says of itself: kept, so that reading it anew gives the same text."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from datetime import date
from typing import Self, cast, get_args

from tracker.errors import StoreError
from tracker.model import Resolution, Status
from tracker.store import facts, sql
from tracker.store.rows import rows
from tracker.symbols import Symbol


@dataclass(frozen=True, slots=True)
class Stated:
    """What the user says of a file. None: nothing; the file is believed.

    original: it is read as it was before its tracked changes, or before what a drafter marked.
    """

    symbol: Symbol | None = None
    language: str | None = None
    status: Status | None = None
    adopted: date | None = None
    original: bool = False

    def over(self, before: Stated) -> Stated:
        """These statements, and the earlier ones where these say nothing."""
        return Stated(
            self.symbol or before.symbol,
            self.language or before.language,
            self.status or before.status,
            self.adopted or before.adopted,
            self.original or before.original,
        )

    def applied(self, resolution: Resolution) -> Resolution:
        """A text as the user says it is. A stated symbol brings its session where the text has none."""
        session = resolution.session
        if self.symbol and session is None:
            session = self.symbol.session
        return replace(
            resolution,
            symbol=self.symbol or resolution.symbol,
            language=self.language or resolution.language,
            status=self.status or resolution.status,
            adopted=self.adopted or resolution.adopted,
            session=session,
        )

    def fields(self) -> dict[str, str]:
        """What is stated, as the table `overrides` holds it."""
        said = {
            "symbol": str(self.symbol) if self.symbol else None,
            "language": self.language,
            "status": self.status,
            "adopted": facts.iso(self.adopted),
            "original": "yes" if self.original else None,
        }
        return {field: value for field, value in said.items() if value}

    @classmethod
    def of(cls, fields: dict[str, str]) -> Self:
        """The statements that `fields` gave. Raises StoreError for a status that is none."""
        status = fields.get("status")
        if status is not None and status not in get_args(Status):
            raise StoreError(f"the status {status!r} is none of {', '.join(get_args(Status))}")
        return cls(
            symbol=Symbol(fields["symbol"]) if "symbol" in fields else None,
            language=fields.get("language"),
            status=cast("Status | None", status),
            adopted=facts.day_of(fields.get("adopted")),
            original="original" in fields,
        )


def stated(conn: sqlite3.Connection, digest: str) -> Stated:
    """What the user has said of the file with this sha256."""
    return Stated.of({row["field"]: row["value"] for row in rows(conn, sql.OVERRIDES_OF_SOURCE, [digest])})
