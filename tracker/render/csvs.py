"""CSV, for all that is written as CSV: exact by default, and another form for Excel."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a cell begins that a spreadsheet takes for a formula, or may after it has trimmed it (OWASP, CSV injection)."""
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_BYTE_ORDER_MARK = "\ufeff"


def written(columns: Iterable[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows after a line of names, as RFC 4180 has it, exact to the letter; what is not known is empty."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(columns))
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def for_excel(exact: str) -> str:
    """CSV as Excel opens it well: a byte order mark says that it is UTF-8, and no cell is taken for a formula.

    A cell that could be one gets an apostrophe before it, as a person would type it; numbers stay numbers.
    """
    buffer = io.StringIO()
    rows: Sequence[Sequence[str]] = list(csv.reader(io.StringIO(exact, newline="")))
    csv.writer(buffer).writerows([_inert(cell) for cell in row] for row in rows)
    return _BYTE_ORDER_MARK + buffer.getvalue()


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else cell
