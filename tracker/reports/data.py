"""A report as data: JSON in the form `report-1`, and CSV tables with a codebook in one archive.

The comparisons in the JSON are `comparison-1`, the same as `tracker diff --format json` writes; the schema of the whole
is tracker/render/report-1.schema.json. The tables are exact: nothing is cut, cells hold the words as printed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tracker.model import Edition, Interval, Lineage
from tracker.render import csvs, vocabulary
from tracker.render import rows as change_rows
from tracker.render.provenance import Provenance
from tracker.render.word.package import archive
from tracker.reports import facts, years_table
from tracker.reports.span import Span, short, when, year
from tracker.sentences import listed

SCHEMA = "report-1"
_Rows = Iterable[Mapping[str, Any]]


# ------------------------------------------------------------------------------------------------------------ JSON


def to_json(span: Span, provenance: Provenance) -> str:
    """The report as JSON, in the order in which a person reads it."""
    return json.dumps(to_dict(span, provenance), ensure_ascii=False, indent=2) + "\n"


def to_dict(span: Span, provenance: Provenance) -> dict[str, Any]:
    """The report as plain JSON values."""
    series = span.series
    return {
        "schema": SCHEMA,
        "title": span.last.title,
        "series": {"slug": series.slug, "title": series.title} if series else None,
        "language": span.language,
        "date": provenance.at.isoformat(),
        "program": f"tracker {provenance.version}",
        "algorithm": provenance.algorithm,
        "acknowledgement": provenance.acknowledgement,
        "sources": [_source(edition) for edition in provenance.editions],
        "in_short": facts.in_short(span),
        "steps": [
            {
                "when": when(span, index),
                "not_here": [known.symbol for known in span.gaps[index]],
                "headline": span.tellings[index].headline,
                "counts": dict(span.tellings[index].counts),
                "comparison": step.to_dict(),
            }
            for index, step in enumerate(span.steps)
        ],
        "whole": span.whole.to_dict() if len(span.steps) > 1 else None,
        "paragraphs": [_life(span, life) for life in span.lineages],
        "checks": list(facts.checks(span.steps)),
    }


def _source(edition: Edition) -> dict[str, Any]:
    return {
        "symbol": edition.symbol,
        "language": edition.language,
        "adopted": _day(edition),
        "format": edition.format,
        "source": vocabulary.source(edition.format, edition.status, edition.quality),
        "sha256": edition.sha256,
    }


def _life(span: Span, life: Lineage) -> dict[str, Any]:
    return {
        "label": life.address[1],
        "kind": life.kind,
        "began": _interval(life.began),
        "ended": _interval(life.ended),
        "wording_since": _interval(_since(span, life)),
        "steps": [
            {"symbol": span.editions[step.version].symbol, "label": step.label, "mark": step.mark, "moved": step.moved}
            for step in life.steps
        ],
    }


def _since(span: Span, life: Lineage) -> Interval:
    return span.since.get(life.address[1], life.wording_since) if life.ended is None else life.wording_since


def _interval(interval: Interval | None) -> dict[str, Any] | None:
    if interval is None:
        return None
    return {"earliest": interval.earliest, "latest": interval.latest, "text": interval.text}


# ------------------------------------------------------------------------------------------------------------- CSV

TABLES: dict[str, dict[str, str]] = {
    "texts": {
        "symbol": "symbol of the text, empty where it has none",
        "language": "two letters",
        "adopted": "when it was adopted, as 2021-12-16; empty if not known",
        "session": "the session of the General Assembly",
        "title": "the title as printed",
        "adoption": "without a vote, recorded vote, or the figures: in favour-against-abstaining; empty if not stated",
        "preambular": "how many preambular paragraphs",
        "operative": "how many operative paragraphs",
        "words": "words of its paragraphs without the enacting formula, numbers and notes",
        "sponsors": "how many sponsors the source names",
        "format": "akn, text, markdown, json, docx, doc, rtf, odt, html, pdf",
        "source": "what the file is worth, in words",
        "sha256": "the hash of the file",
    },
    "steps": {
        "old": "symbol of the older text",
        "new": "symbol of the newer text",
        "when": "the year in which its changes were made, or the years between which",
        "not_here": "known texts between the two that are not here, joined by '; '",
        "new_paragraphs": "how many are new",
        "deleted": "how many are gone",
        "reworded": "how many have other words with another meaning",
        "small_wording": "how many have changes of house style only",
        "technical": "how many have technical updates only",
        "punctuation": "how many have other punctuation or hyphens only",
        "unchanged": "how many are the same",
        "words_inserted": "words in added pieces",
        "words_deleted": "words in deleted pieces",
        "headline": "what is told first",
    },
    "changes": change_rows.COLUMNS,
    "paragraphs": years_table.COLUMNS,
    "technical": {
        "old": "symbol of the older text",
        "new": "symbol of the newer text",
        "place": "label in the newer text, or the note",
        "before": "what stood there",
        "after": "what stands there now",
        "reason": "citation, date, session, chapter, also-further, ...",
    },
    "sponsors": {
        "symbol": "symbol of the text",
        "year": "its year",
        "sponsor": "the name as it is told, with the group for which it speaks in brackets",
    },
    "votes": {
        "symbol": "symbol of the text",
        "year": "its year",
        "country": "its usual name",
        "vote": "against or abstaining: those in favour are too many to tell, and in the database",
    },
    "checks": {
        "number": "1, 2, ... the weightiest first",
        "check": "what a person should look at",
    },
}
"""What each table holds, column by column: the codebook."""


def to_zip(span: Span, provenance: Provenance, *, substantive: bool = False, excel: bool = False) -> bytes:
    """The tables with their codebook as one archive, the same bytes each time. `excel`: as Excel opens them well."""
    files = dict(tables(span, provenance, substantive=substantive))
    if excel:
        files |= {name: csvs.for_excel(data.decode()).encode() for name, data in files.items() if name.endswith(".csv")}
    return archive(files)


def tables(span: Span, provenance: Provenance, *, substantive: bool = False) -> Iterator[tuple[str, bytes]]:
    """Each file of the archive: what it is called, and its bytes. `substantive`: only such rows of changes."""
    for name, columns in TABLES.items():
        yield f"{name}.csv", _csv(list(columns), _table(span, name, substantive=substantive))
    book = [
        {"table": name, "column": column, "holds": holds}
        for name, columns in TABLES.items()
        for column, holds in columns.items()
    ]
    yield "codebook.csv", _csv(["table", "column", "holds"], book)
    yield "README.txt", _readme(span, provenance).encode()


def _table(span: Span, name: str, *, substantive: bool) -> _Rows:
    if name == "changes":
        return _changes(span, substantive=substantive)
    if name == "paragraphs":
        return [row for number, life in enumerate(span.lineages, 1) for row in years_table.csv_rows(span, life, number)]
    return {
        "texts": _texts,
        "steps": _steps,
        "technical": _technical,
        "sponsors": _sponsors,
        "votes": _votes,
        "checks": _checks,
    }[name](span)


def _changes(span: Span, *, substantive: bool) -> _Rows:
    for step in span.steps:
        for row, change in zip(change_rows.changes(step), step.changes, strict=True):
            if not substantive or vocabulary.has_substance(change):
                yield row


def _texts(span: Span) -> _Rows:
    for one in span.editions:
        yield {
            "symbol": one.symbol,
            "language": one.language,
            "adopted": _day(one),
            "session": one.session,
            "title": one.title,
            "adoption": one.adoption,
            "preambular": one.preambular,
            "operative": one.operative,
            "words": one.words,
            "sponsors": len(one.sponsors) or None,
            "format": one.format,
            "source": vocabulary.source(one.format, one.status, one.quality),
            "sha256": one.sha256,
        }


def _steps(span: Span) -> _Rows:
    names = ("new_paragraphs", "deleted", "reworded", "small_wording", "technical", "punctuation", "unchanged")
    for index, (step, telling) in enumerate(zip(span.steps, span.tellings, strict=True)):
        yield {
            "old": step.old.symbol,
            "new": step.new.symbol,
            "when": when(span, index),
            "not_here": "; ".join(known.symbol for known in span.gaps[index]),
            **dict(zip(names, (number for _, number in telling.counts), strict=True)),
            "words_inserted": step.summary.words_inserted,
            "words_deleted": step.summary.words_deleted,
            "headline": telling.headline,
        }


def _technical(span: Span) -> _Rows:
    for step, telling in zip(span.steps, span.tellings, strict=True):
        for one in telling.technical:
            yield {
                "old": step.old.symbol,
                "new": step.new.symbol,
                "place": one.label,
                "before": one.old,
                "after": one.new,
                "reason": one.reason,
            }


def _sponsors(span: Span) -> _Rows:
    for one in span.editions:
        for sponsor in one.sponsors:
            yield {"symbol": one.symbol, "year": year(one), "sponsor": sponsor}


def _votes(span: Span) -> _Rows:
    for one in span.editions:
        for vote, countries in (("against", one.against), ("abstaining", one.abstaining)):
            for country in countries:
                yield {"symbol": one.symbol, "year": year(one), "country": country, "vote": vote}


def _checks(span: Span) -> _Rows:
    for number, text in enumerate(facts.checks(span.steps), start=1):
        yield {"number": number, "check": text}


def _readme(span: Span, provenance: Provenance) -> str:
    lines = [
        f"{span.last.title}",
        f"{span.about()}.",
        f"Tables: {listed([f'{name}.csv' for name in TABLES])}; codebook.csv says what each column holds.",
        "CSV by RFC 4180: UTF-8, commas, lines end with CR LF. Cells are exact: open them in a spreadsheet as text.",
        f"Texts, oldest first: {', '.join(short(edition) for edition in span.editions)}.",
        f"Date: {provenance.at.isoformat()}.",
        *provenance.lines(),
    ]
    return "\n".join(lines) + "\n"


def _csv(columns: Sequence[str], found: _Rows) -> bytes:
    return csvs.written(columns, found).encode()


def _day(edition: Edition) -> str | None:
    return edition.adopted.isoformat() if edition.adopted else None
