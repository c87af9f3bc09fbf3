"""From what a person types ("2011", "s66", "latest", "66/152") to one of the texts that are here. Pure.

A path is no business of this module: the command line asks first whether a file is meant. What is not unique, or not
here, is refused with what is here and how to get the rest; nothing is ever guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date

from tracker.errors import AmbiguousVersion, BadSymbol, UnknownVersion
from tracker.model import KnownVersion, Series, Version
from tracker.symbols import Symbol

_YEAR = re.compile(r"(?:19|20)\d\d")
_SESSION = re.compile(r"s(\d{1,3})", re.IGNORECASE)
_LISTED = 8  # candidates named in a message before the rest is counted
_PART = re.compile(r"\d [A-Z]$")
_RANGE = re.compile(r" [A-Z]-[A-Z]$")
_NO_NAMES: Mapping[str, str] = {}
_INDENT = "\n       "  # a second line stands under the text of "error: "


def choose(
    expression: str,
    versions: Sequence[Version],
    series: Sequence[Series],
    *,
    language: str | None,
    series_slug: str | None,
    official: Collection[str] = (),
    aliases: Mapping[str, str] = _NO_NAMES,
) -> Version:
    """The text that is meant, among those that are here.

    `expression` is a symbol ("A/RES/66/152", "66/152"), its slug ("66-152"), a year of adoption ("2011"), a session
    ("s66"), "latest", or "previous": the adopted text before the latest. A year, a session, "latest" and "previous" ask
    for an adopted text of one series, never for a draft or a specimen; several series (specimens apart) need
    `series_slug`, which a symbol does not. `series` say by their known texts which belong to them. Without `language`
    English is meant, else the only language in which the text is here. `official` are the symbols of which an official
    file is known: only these can be fetched. `aliases` are other names: what was 75/245 is 75/245 A since part B came,
    and either name finds it. A whole that was adopted in parts (75/101) is refused with the names of those here.

    Raises UnknownVersion or AmbiguousVersion, with what could be meant and how to get what is missing.
    """
    wanted = expression.strip()
    relative = _relative(wanted, language or "en")
    scope = _one_series(series, series_slug) if series_slug else None
    if relative is None:
        wanted = _other_name(wanted, versions, aliases)
        return _by_name(wanted, versions, series, scope, language=language, official=official)
    among = [item for item in versions if scope is None or _belongs(item, scope)]
    if scope is None:
        scope = _only_series(series, versions, wanted, _set_apart(relative, among))
    here = [item for item in versions if item.status == "adopted" and _belongs(item, scope)]
    found = relative(here)
    if not found:
        said = _only_one(wanted, here) or f"{wanted} is not here. {_told(here, scope)}"
        raise UnknownVersion(said + _set_apart(relative, among) + _how_to_get(wanted, here, scope, official))
    if len({item.symbol for item in found}) > 1:
        names = _list(sorted({item.symbol for item in found}, key=_natural), "or")
        raise AmbiguousVersion(f"{wanted} could be {names}: write the symbol.")
    return _in_language(wanted, found, language)


def age(text: Version | KnownVersion) -> tuple[date, tuple[int | str, ...]]:
    """A key that puts texts in order, oldest first, and by symbol within a day.

    A text without a date is put at the end of the year in which its session opened (session 66 in 2011): the General
    Assembly adopts most of its resolutions in December. One with neither comes last.
    """
    if text.adopted:
        return text.adopted, _natural(text.symbol)
    return (date(text.session + 1945, 12, 31) if text.session else date.max), _natural(text.symbol)


def years(items: Iterable[int]) -> str:
    """Years as they are told: "2011 and 2019 to 2025"."""
    runs: list[list[int]] = []
    for year in sorted(set(items)):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    parts: list[str] = []
    for run in runs:
        parts.extend([f"{run[0]} to {run[-1]}"] if len(run) > 2 else map(str, run))
    return _list(parts, "and")


def _relative(wanted: str, language: str) -> Callable[[Sequence[Version]], list[Version]] | None:
    """How to find what is named by its place in a series; None if `wanted` is no such name."""
    if _YEAR.fullmatch(wanted):
        year = int(wanted)
        return lambda here: [item for item in here if item.adopted and item.adopted.year == year]
    if match := _SESSION.fullmatch(wanted):
        session = int(match[1])
        return lambda here: [item for item in here if item.session == session]
    place = {"latest": -1, "previous": -2}.get(wanted.lower())
    return None if place is None else lambda here: _at(here, place, language)


def _at(here: Sequence[Version], place: int, language: str) -> list[Version]:
    """The text at a place from the end of the series as it is here in this language, else in any."""
    chain = [item for item in here if item.language == language] or here
    symbols = list(dict.fromkeys(item.symbol for item in sorted(chain, key=age)))
    if len(symbols) < -place:
        return []
    return [item for item in here if item.symbol == symbols[place]]


def _other_name(wanted: str, versions: Sequence[Version], aliases: Mapping[str, str]) -> str:
    """The name under which a text is here, where it is not here under this one. Raises AmbiguousVersion for a whole."""
    try:
        symbol = Symbol.parse(wanted)
    except BadSymbol:
        return wanted
    here = {item.symbol for item in versions}
    whole = _RANGE.sub("", symbol.text)
    others = [b for pair in aliases.items() for a, b in (pair, pair[::-1]) if a == symbol.text]
    found = next((name for name in (symbol.text, whole, *others) if name in here), None)
    if found:
        return wanted if found == symbol.text else found
    parts = sorted(name for name in here if name[:-2] == whole and _PART.search(name))
    if parts:
        are = "is here" if len(parts) == 1 else "are here"
        raise AmbiguousVersion(f"{whole} was adopted in parts: {_list(parts, 'and')} {are}; write one of them.")
    return wanted


def _by_name(
    wanted: str,
    versions: Sequence[Version],
    series: Sequence[Series],
    scope: Series | None,
    *,
    language: str | None,
    official: Collection[str],
) -> Version:
    try:
        symbol = str(Symbol.parse(wanted))
    except BadSymbol:
        symbol = ""
    found = [item for item in versions if item.symbol == symbol] or [item for item in versions if item.slug == wanted]
    if not found and not symbol:
        raise UnknownVersion(
            f"{wanted!r} names no version: write a symbol (66/152), a year (2011), a session (s66), latest, "
            "previous, or a file (./name)."
        )
    if not found:
        inside = [item for item in versions if scope is None or _belongs(item, scope)]
        home = scope or next((one for one in series if not one.specimen and _missing(symbol, (), one)), None)
        said = f"{symbol} is not here. {_told(inside, scope)}"
        raise UnknownVersion(said + _how_to_get(symbol, inside, home, official))
    return _in_language(symbol or wanted, found, language)


def _in_language(wanted: str, found: Sequence[Version], language: str | None) -> Version:
    """The one of these, versions of one text, that is in the language asked for."""
    by_language = {item.language: item for item in found}
    name = found[0].symbol if wanted == found[0].symbol else f"{wanted} ({found[0].symbol})"
    if language is None and len(by_language) > 1 and "en" not in by_language:
        raise AmbiguousVersion(f"{name} is here in {_list(sorted(by_language), 'and')}: add --language.")
    chosen = by_language.get(language or "en") if language or "en" in by_language else found[0]
    if chosen is None:
        raise UnknownVersion(f"{name} is not here in {language!r}; it is here in {_list(sorted(by_language), 'and')}.")
    return chosen


def _one_series(series: Sequence[Series], slug: str) -> Series:
    found = next((item for item in series if item.slug == slug), None)
    if found is None:
        names = _list([item.slug for item in series], "and") or "none yet"
        raise UnknownVersion(f"there is no series {slug!r} here. Here: {names}.")
    return found


def _only_series(series: Sequence[Series], versions: Sequence[Version], wanted: str, apart: str) -> Series:
    """The only series with adopted texts here; a series of specimens is never meant without its name.

    `apart` is what is said of specimens and drafts, where there is none.
    """
    adopted = [item for item in versions if item.status == "adopted"]
    filled = [one for one in series if not one.specimen and any(_belongs(item, one) for item in adopted)]
    if not filled:
        raise UnknownVersion(f"{wanted} is not here: no adopted text is.{apart}{_INDENT}Add a file: tracker add FILE.")
    if len(filled) > 1:
        names = _list([one.slug for one in filled], "or")
        raise AmbiguousVersion(f"{wanted} of which series? Add --series: {names}.")
    return filled[0]


def _told(here: Sequence[Version], scope: Series | None) -> str:
    """What is here, of a series by its years."""
    if not scope:
        return f"Here: {_list(dict.fromkeys(item.symbol for item in here), 'and')}." if here else "Nothing is here yet."
    adopted = sorted({item.adopted.year for item in here if item.adopted and item.status == "adopted"})
    return f"This series has {years(adopted)}." if adopted else "This series has no adopted text here."


def _only_one(wanted: str, here: Sequence[Version]) -> str:
    """Why there is no previous text, where one is here; empty for what else is wanted."""
    symbols = {item.symbol.removeprefix("A/RES/") for item in here}
    if wanted.lower() != "previous" or len(symbols) != 1:
        return ""
    return f"only one adopted text is here ({symbols.pop()}); there is none before it."


def _set_apart(relative: Callable[[Sequence[Version]], list[Version]], among: Sequence[Version]) -> str:
    """That a specimen or a draft, which alone would do, is meant only by its symbol; empty if none would."""
    found = relative([item for item in among if item.status != "adopted"])
    if not found:
        return ""
    kind = "specimen" if found[0].status == "specimen" else "draft"
    return f" A {kind} is meant only by its symbol ({found[0].symbol})."


def _how_to_get(wanted: str, here: Sequence[Version], scope: Series | None, official: Collection[str]) -> str:
    """What to type for what is not here: an official file is fetched only where the catalogue has one."""
    missing = _missing(wanted, here, scope) if scope else []
    if scope and any(item.symbol in official for item in missing):
        return f"{_INDENT}Add a file: tracker add FILE. From the United Nations: tracker fetch --series {scope.slug}."
    if missing:
        return f"{_INDENT}No official file of it is known: add a file of it with tracker add FILE."
    return f"{_INDENT}Add a file: tracker add FILE."


def _missing(wanted: str, here: Sequence[Version], scope: Series) -> list[KnownVersion]:
    """The known texts of a series that are not here and that `wanted` could mean."""
    symbols = {item.symbol for item in here}
    session = _SESSION.fullmatch(wanted)

    def meant(item: KnownVersion) -> bool:
        if _YEAR.fullmatch(wanted):
            return age(item)[0].year == int(wanted)
        if session:
            return item.session == int(session[1])
        return wanted.lower() in {"latest", "previous", item.symbol.lower()}

    return [item for item in scope.known if item.symbol not in symbols and meant(item)]


def _belongs(version: Version, series: Series) -> bool:
    return any(known.symbol == version.symbol for known in series.known)


def _list(items: Iterable[str], word: str) -> str:
    """As people list: a, b and c; beyond a handful the rest is counted."""
    names = list(items)
    if len(names) > _LISTED:
        names = [*names[: _LISTED - 1], f"{len(names) - _LISTED + 1} more"]
    return f" {word} ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _natural(symbol: str) -> tuple[int | str, ...]:
    """A symbol's order: 66/9 before 66/10."""
    return tuple(int(part) if part.isdigit() else part for part in re.split(r"(\d+)", symbol))
