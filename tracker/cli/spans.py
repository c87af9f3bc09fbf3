"""From what is typed after `brief`, `table` and `report` to the texts that are meant, and to the date they bear."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.cli import database, texts
from tracker.errors import UnknownVersion

if TYPE_CHECKING:
    from tracker.model import Series, Version
    from tracker.render.provenance import Provenance
    from tracker.reports.span import Span
    from tracker.store import Store


def span(old: str | None, new: str | None, *, db: Path | None, series: str | None, language: str | None) -> Span:
    """The texts from OLD to NEW: all those between them, if they are of one series; without NEW to the latest one.

    Without either the whole series. A file, a draft or a text of another series is compared by itself.
    """
    from tracker.pipeline import spans

    if old and new and (texts.is_file(old) or texts.is_file(new)):
        return spans.of_comparison(texts.compared(old, new, db=db, series=series, language=language))
    if old and texts.is_file(old):
        raise UnknownVersion(f"{old} is a file: name the text that it is compared with too, such as latest")
    with database.opened(db) as store:
        if old is None:
            one = _series(store, series)
            return spans.of_series(store, one.slug, _language(store, one, language))
        if new is None:
            return _to_the_latest(store, old, series, language)
        first, second = texts.in_one_language(store, old, new, series, language)
        slug = texts.shared(store, first, second, series)
        follow = {version.symbol for version in _chain(store, slug, first.language)} if slug else set()
        if slug and {first.symbol, second.symbol} <= follow:
            return spans.of_series(store, slug, first.language, first.symbol, second.symbol)
    return spans.of_comparison(texts.compared(old, new, db=db, series=series, language=language))


def between(first: str | None, last: str | None, *, db: Path | None, series: str | None, language: str | None) -> Span:
    """A series from one text to another; without them from its oldest to its newest."""
    from tracker.pipeline import spans

    with database.opened(db) as store:
        if first is None and last is None:
            one = _series(store, series)
            return spans.of_series(store, one.slug, _language(store, one, language))
        ends = [texts.chosen(store, name, series, language) if name else None for name in (first, last)]
        named = next(one for one in ends if one)
        slug = texts.shared(store, named, next(one for one in reversed(ends) if one), series)
        if slug is None:
            raise UnknownVersion(f"{first} and {last} are in no series together")
        symbols = [one.symbol if one else None for one in ends]
        return spans.of_series(store, slug, named.language, *symbols)


def provenance(span: Span, on: date | None) -> Provenance:
    """What a report says of itself; its date is `on`, else that of SOURCE_DATE_EPOCH, else of the newest text."""
    from tracker.pipeline.redlines import epoch
    from tracker.render.provenance import provenance as made

    return made(span.editions, on=on, epoch=epoch(), algorithm=span.whole.algorithm)


def _to_the_latest(store: Store, old: str, series: str | None, language: str | None) -> Span:
    from tracker.pipeline import spans

    first = texts.chosen(store, old, series, language)
    for one in store.series():
        chain = _chain(store, one.slug, first.language)
        if series in (None, one.slug) and first.symbol in {version.symbol for version in chain}:
            return spans.of_series(store, one.slug, first.language, first.symbol, chain[-1].symbol)
    raise UnknownVersion(f"{first.symbol} is in no series here: name the text that it is compared with too")


def _chain(store: Store, slug: str, language: str) -> tuple[Version, ...]:
    from tracker.pipeline import chain

    return chain.texts(store.one_series(slug), store.versions(slug, language))


def _series(store: Store, slug: str | None) -> Series:
    """The series that is meant: the one that was named, else the only one, specimens apart."""
    if slug:
        return store.one_series(slug)
    every = store.series()
    found = [one for one in every if not one.specimen] or list(every)
    if len(found) == 1:
        return found[0]
    if not found:
        raise UnknownVersion("no series here yet: tracker fetch --series SLUG, or tracker add FILE --series SLUG")
    names = ", ".join(one.slug for one in found[:8])
    raise UnknownVersion(f"{len(found)} series are here: add --series SLUG\nHere are {names}.")


def _language(store: Store, series: Series, language: str | None) -> str:
    """The language that was asked for, else English, else the first one that the series has."""
    here = store.languages(series.slug)
    if not here:
        raise UnknownVersion(f"{series.slug} has no text here: tracker fetch --series {series.slug}")
    if language and language not in here:
        raise UnknownVersion(f"{series.slug} is not here in {language}; it is in {', '.join(here)}")
    return language or ("en" if "en" in here else here[0])
