"""Countries as UN documents print them: one name for each, and its code (ISO 3166-1 alpha-3). Facts, no judgement.

The names are those of recorded votes and lists of sponsors; `catalogue/countries.toml` holds them with their variants.
"""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from tracker.letters import normal
from tracker.tokens import plain


@lru_cache(maxsize=4096)
def country(printed: str) -> tuple[str, str | None]:
    """The usual name and the code of a country, whatever its capitals, accents and quotes.

    A name that is no country's (a group, a committee's chair) comes back as printed, with None.
    """
    return _names().get(_key(printed)) or (printed, None)


def _key(name: str) -> str:
    """The letters of a name in any setting: TÜRKİYE, Türkiye and TURKIYE are one, and "Canad a" is no other."""
    letters = normal("NFKD", plain(name)).casefold()
    bare = "".join(letter for letter in normal("NFKD", letters) if not unicodedata.combining(letter))
    return "".join(letter for letter in bare.removeprefix("the ") if letter.isalpha())


@cache
def _names() -> dict[str, tuple[str, str | None]]:
    text = (files("tracker") / "catalogue" / "countries.toml").read_text(encoding="utf-8")
    names: dict[str, tuple[str, str | None]] = {}
    for code, entry in tomllib.loads(text)["country"].items():
        known = [entry] if isinstance(entry, str) else entry
        names.update({_key(name): (known[0], code) for name in known})
    return names
