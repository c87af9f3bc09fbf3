"""From VERSION arguments to texts: a file, standard input, or a version that is in the database."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import AmbiguousVersion, BadSource, BadSymbol, TrackerError, UnknownVersion
from tracker.symbols import Symbol

if TYPE_CHECKING:
    from tracker.model import Between, Comparison, Concordance, Document, Resolution, Series, Version
    from tracker.store import Store

STDIN = "-"
_DATABASE = b"SQLite format 3\0"  # how such a file begins
_RELATIVE = re.compile(r"(?:19|20)\d\d|s\d{1,3}|latest|previous|[a-z0-9]+(?:-[a-z0-9]+)+", re.IGNORECASE)
_PATH = re.compile(r"\.{1,2}[/\\]|[/\\~]|[A-Za-z]:[/\\]")


def is_file(expression: str) -> bool:
    """Whether an argument means a file.

    "-", "./name" and what else looks like a path always does, and so does a name with a suffix that is no version;
    any other name if there is such a file, unless it has no suffix and reads as a version.
    """
    if expression == STDIN or _PATH.match(expression):
        return True
    has_suffix, is_version = bool(Path(expression).suffix), _looks_like_a_version(expression)
    return (has_suffix or not is_version) if Path(expression).is_file() else (has_suffix and not is_version)


def read(expression: str, language: str | None = None, *, original: bool = False) -> Resolution:
    """The one text in a file, or in standard input. Raises BadSource, also if it is not in the language asked for.

    original: as it was before its tracked changes, or before what a drafter marked.
    """
    _, found = document(expression, language, original=original)
    if len(found.resolutions) != 1:
        raise BadSource(f"{found.origin.name} holds {len(found.resolutions)} texts, and one is needed: split the file")
    return found.resolutions[0]


def document(expression: str, language: str | None = None, *, original: bool = False) -> tuple[bytes, Document]:
    """The bytes of a file, or of standard input, and what was read from them. Raises BadSource."""
    from tracker.pipeline import reading

    data, name = content(expression)
    return data, reading.read(data, name, language=language, original=original)


def content(expression: str) -> tuple[bytes, str]:
    """The bytes of a file, or of standard input, and what it is called. Raises BadSource."""
    from tracker.pipeline import bounded

    if expression == STDIN:
        return bounded.of_stdin(), "standard input"
    path = bounded.place(expression)
    data = bounded.of_file(path, expression)
    if data.startswith(_DATABASE):
        raise BadSource(f"{expression} is a database, and no text: name it with --db {expression}")
    return data, path.name


def compared(
    old: str, new: str, *, db: Path | None, series: str | None, language: str | None, original: bool = False
) -> Comparison:
    """The comparison of two versions, each a file or a text of the database.

    Two languages are never compared: without `language` English is meant, else the only one that both have. original:
    files are read as they were before their tracked changes; if both are the same file, only the old one is, so that
    the comparison tells what was changed in it.
    """
    if old == new == STDIN:
        raise BadSource("standard input can be one of the two texts, not both")
    if original and not (is_file(old) or is_file(new)):
        raise BadSource("--original is about a file, and both texts are of the database: they are as they were added")
    if is_file(old) or is_file(new):
        return read_and_compared(old, new, db=db, series=series, language=language, original=original)[2]
    from tracker.cli import database

    for expression in (old, new):
        _must_be_a_version(expression)
    with database.opened(db) as store:
        return _of_versions(store, old, new, series, language)


def read_and_compared(
    old: str, new: str, *, db: Path | None, series: str | None, language: str | None, original: bool = False
) -> tuple[Resolution, Resolution, Comparison]:
    """Two texts and their comparison; at least one of them is a file."""
    if is_file(old) and is_file(new):
        also = original and not _same_file(old, new)
        first, second = read(old, language, original=original), read(new, language, original=also)
        return first, second, _of_texts(first, second, ())
    from tracker.cli import database

    _must_be_a_version(new if is_file(old) else old)
    with database.opened(db) as store:
        return _with_a_file(store, old, new, series, language, original=original)


def chosen(store: Store, expression: str, series: str | None, language: str | None) -> Version:
    """The version that is meant. Raises UnknownVersion, AmbiguousVersion."""
    from tracker import catalogue
    from tracker.selection import choose

    _must_be_a_version(expression)
    official = {file.symbol for entry in catalogue.load() for file in entry.files}
    return choose(
        expression,
        store.versions(),
        store.series(),
        language=language,
        series_slug=series,
        official=official,
        aliases=store.aliases(),
    )


def _same_file(old: str, new: str) -> bool:
    from tracker.pipeline import bounded

    return os.path.realpath(bounded.place(old)) == os.path.realpath(bounded.place(new))


def _with_a_file(
    store: Store, old: str, new: str, series: str | None, language: str | None, *, original: bool
) -> tuple[Resolution, Resolution, Comparison]:
    here = {version.symbol for version in store.versions()}
    if is_file(old):
        first = read(old, language, original=original)
        second = store.resolution(chosen(store, new, series, first.language))
    else:
        second = read(new, language, original=original)
        first = store.resolution(chosen(store, old, series, second.language))
    return first, second, _of_texts(first, second, here)


def _of_versions(store: Store, old: str, new: str, series: str | None, language: str | None) -> Comparison:
    from tracker.pipeline import across

    first, second = in_one_language(store, old, new, series, language)
    return across.checked(store, shared(store, first, second, series), first, second)


def in_every_language(
    old: str, new: str, *, db: Path | None, series: str | None, languages: Sequence[str] = ()
) -> Concordance:
    """Two versions of the database in all languages that have both, or some. Raises UnknownVersion if that is one."""
    from tracker.cli import database
    from tracker.pipeline import across

    for expression in (old, new):
        _must_be_a_version(expression)
    with database.opened(db) as store:
        first, second = _in_any_language(store, old, new, series)
        return across.concordance_of(store, shared(store, first, second, series), first, second, languages=languages)


def in_one_language(
    store: Store, old: str, new: str, series: str | None, language: str | None
) -> tuple[Version, Version]:
    """Both versions in the language asked for; else in English, else in the only language that both have."""
    if language:
        return chosen(store, old, series, language), chosen(store, new, series, language)
    first, second = chosen(store, old, series, None), chosen(store, new, series, None)
    if first.language == second.language:
        return first, second
    have = [{one.language for one in store.versions() if one.symbol == item.symbol} for item in (first, second)]
    both = sorted(have[0] & have[1])
    if len(both) == 1:
        return chosen(store, old, series, both[0]), chosen(store, new, series, both[0])
    if both:
        raise AmbiguousVersion(f"{first.symbol} and {second.symbol} are both here in {', '.join(both)}: add --language")
    raise UnknownVersion(
        f"no language has both: {first.symbol} is here in {', '.join(sorted(have[0]))}, "
        f"{second.symbol} in {', '.join(sorted(have[1]))}"
    )


def _in_any_language(store: Store, old: str, new: str, series: str | None) -> tuple[Version, Version]:
    """Both versions in the first language that has both, English before others."""
    from tracker.cli.options import LANGUAGES

    for language in LANGUAGES:
        with suppress(UnknownVersion):
            return in_one_language(store, old, new, series, language)
    return in_one_language(store, old, new, series, None)


def shared(store: Store, first: Version, second: Version, series: str | None) -> str | None:
    """The series that holds both texts: the one that was named, else one of documents before one of specimens."""
    for item in sorted(store.series(), key=lambda item: (item.slug != series, item.specimen)):
        members = {(version.symbol, version.language) for version in store.versions(item.slug)}
        if {(first.symbol, first.language), (second.symbol, second.language)} <= members:
            return item.slug
    return None


def _of_texts(old: Resolution, new: Resolution, here: Collection[str]) -> Comparison:
    from tracker.pipeline import compare

    if old.language != new.language:
        raise TrackerError(
            f"two languages are never compared word by word: the first text is in {old.language!r}, "
            f"the second in {new.language!r}"
        )
    return compare.compare(old, new, between=_between(old, new, here))


def _between(old: Resolution, new: Resolution, here: Collection[str]) -> Between:
    """How many texts the catalogue knows between two; nothing if it does not know both."""
    from tracker import catalogue
    from tracker.model import Between

    series: Series | None = catalogue.of_symbol(str(old.symbol)) if old.symbol else None
    place = {known.symbol: index for index, known in enumerate(series.known)} if series else {}
    if series is None or str(old.symbol) not in place or str(new.symbol) not in place:
        return Between()
    first, last = sorted((place[str(old.symbol)], place[str(new.symbol)]))
    inside = series.known[first + 1 : last]
    missing = [known for known in inside if known.symbol not in here]
    sessions = [known.session for known in missing or inside if known.session is not None]
    return Between(len(inside), len(inside) - len(missing), (sessions[0], sessions[-1]) if sessions else None)


def _looks_like_a_version(expression: str) -> bool:
    if _RELATIVE.fullmatch(expression):
        return True
    try:
        Symbol.parse(expression)
    except BadSymbol:
        return False
    return True


def _must_be_a_version(expression: str) -> None:
    """Raise UnknownVersion, saying what it is, where an argument is no version."""
    if _looks_like_a_version(expression):
        return
    from tracker.pipeline import bounded

    path = bounded.place(expression)
    if path.is_dir():
        said = f"{expression} is a folder, and no version: name a file in it"
    elif path.exists():
        said = f"{expression} is a file, and here a version of the database is needed\nAdd it first: tracker add {path}"
    else:
        said = f"{expression}: there is no such file, and it names no version"
    raise UnknownVersion(f"{said}\nA version is a symbol (66/152), a year (2011), a session (s66), latest or previous.")
