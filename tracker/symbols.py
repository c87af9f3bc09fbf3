"""Document symbols as a value type: what a resolution is called, and the short forms people use.

Facts: UN.md B.1. General Assembly symbols are `A/RES/66/152` since session 31 and `A/RES/217(III)` before it, with a
part letter for parts (`A/RES/75/245 B`), a range of parts for a whole (`A/RES/75/101 A-B`), and `ES-11`/`S-32` for
(emergency) special sessions. `SPECIMEN/1` names a specimen of this project, never a document of the United Nations.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from tracker.errors import BadSymbol

_GENERAL_ASSEMBLY = re.compile(
    r"""(?:A/RES/)?
        (?: (?P<session>(?:ES-|S-)?\d{1,3})/(?P<number>\d{1,4})    # 66/152, ES-11/1
          | (?P<old>\d{1,4})\s*(?P<old_part>[A-Z])?\s*\((?P<roman>[IVXLC]+)\) )   # 217(III), 217 A (III)
        (?:\s*(?P<part>[A-Z](?:-[A-Z])?))?                         # 75/245 B, 75/101 A-B
        (?P<suffix>(?:/(?:Corr|Add|Rev)\.\d+)*) $""",
    re.VERBOSE | re.IGNORECASE,
)
_OTHER = re.compile(r"(?=.*\d)(?:[A-Z][A-Z0-9.]*)(?:/[A-Za-z0-9.()\- ]+)+$")
_LONGEST = 120
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def _roman(text: str) -> int:
    values = [_ROMAN[letter] for letter in text.upper()]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))


@dataclass(frozen=True, order=True)
class Symbol:
    """A symbol in its canonical form: `str(Symbol.parse(" 66/152 ")) == "A/RES/66/152"`."""

    text: str

    @classmethod
    def parse(cls, text: str) -> Symbol:
        """Read a symbol in any of the usual forms.

        Raises BadSymbol if the text names no document.
        """
        if len(text) > _LONGEST:
            raise BadSymbol(f"{text[:20]!r}, and {len(text) - 20:,} letters more, is no document symbol")
        cleaned = " ".join(text.replace("\u00a0", " ").replace("\u2011", "-").split()).rstrip(".")
        match = _GENERAL_ASSEMBLY.fullmatch(cleaned)
        if match:
            part = f" {match['part'].upper()}" if match["part"] else ""
            if match["old"]:
                letter = match["old_part"] or match["part"]
                name = f"{match['old']}{f' {letter.upper()} ' if letter else ''}({match['roman'].upper()})"
                return cls(f"A/RES/{name}{match['suffix']}")
            return cls(f"A/RES/{match['session'].upper()}/{match['number']}{part}{match['suffix']}")
        if _OTHER.fullmatch(cleaned):
            return cls(cleaned)
        raise BadSymbol(f"{text!r} is not a document symbol; write it like A/RES/66/152 or 66/152")

    def __str__(self) -> str:
        return self.text

    @cached_property
    def short(self) -> str:
        """The form used in running text: `66/152` for A/RES/66/152; other symbols as they are."""
        return self.text.removeprefix("A/RES/")

    @cached_property
    def slug(self) -> str:
        """The form used in addresses, `[a-z0-9-]`: `66-152`, `75-101-a-b`, `a-c-3-66-l-32`."""
        return re.sub(r"[^a-z0-9]+", "-", self.short.lower()).strip("-")

    @cached_property
    def session(self) -> int | None:
        """The regular session of a General Assembly resolution; None for all others."""
        match = _GENERAL_ASSEMBLY.fullmatch(self.text)
        if not match:
            return None
        if match["roman"]:
            return _roman(match["roman"])
        return int(match["session"]) if match["session"].isdigit() else None

    @cached_property
    def is_specimen(self) -> bool:
        """Whether this names a specimen of this project instead of a document of the United Nations."""
        return self.text.startswith("SPECIMEN/")
