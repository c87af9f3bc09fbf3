"""The pages as data: for each a document (JSON) and its rows (CSV), under the same address with .json or .csv.

What stands on a page can be had as data, in the words of the database (README.md, "The database"): nothing here is
computed that a page does not show. A comparison has forms of its own (comparing.py).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from tracker.model import Lineage, SeriesView, Step, Version
from tracker.pipeline import phrases, views
from tracker.plugin import reading_pages, series_page, texts
from tracker.plugin.pages import Wanted
from tracker.render import csvs, html_life
from tracker.returns import came_back
from tracker.store import Store

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Data:
    """A page as data: what its JSON holds, what its CSV holds, and what its file is called."""

    document: Mapping[str, Any]
    rows: Sequence[Row]
    columns: Sequence[str]
    name: str

    def to_json(self) -> str:
        """The document; letters of every script stand as they are."""
        return json.dumps(self.document, ensure_ascii=False, indent=2)

    def to_csv(self) -> str:
        """The rows after a line of names, as RFC 4180 has it; what is not known is empty."""
        return csvs.written(self.columns, self.rows)


def home(store: Store, wanted: Wanted) -> Data:
    """The series that are here, with their texts."""
    rows = [
        {"series": one.slug, "series_title": one.title, "specimen": int(one.specimen), **_text(item)}
        for one in store.series()
        for item in store.versions(one.slug, wanted.language)
    ]
    return _table(rows, ("series", "series_title", "specimen", *_TEXT), "texts", {})


def series(store: Store, slug: str, wanted: Wanted) -> Data:
    """What changed by year and every paragraph in every text of a series; the rows are those of the table."""
    language = texts.language(store, slug, wanted.language)
    view = views.series_view(store, slug, language)
    rows = [row for lineage in view.lineages for row in _steps(view, lineage)]
    returns = came_back(view)
    years = zip(view.comparisons, view.versions[1:], series_page.year_lines(view), view.tellings, strict=False)
    document = {
        "series": view.series.slug,
        "title": view.series.title,
        "language": language,
        "versions": [
            {**_text(item), **_facts(edition)} for item, edition in zip(view.versions, view.editions, strict=True)
        ],
        "not_here": [
            {"before": after.symbol, "symbols": [known.symbol for known in gap]}
            for gap, after in zip(view.gaps, view.versions[1:], strict=False)
            if gap
        ],
        "years": [
            {"symbol": new.symbol, "old": comparison.old.symbol, "lines": list(lines), "gap": telling.gap}
            for comparison, new, lines, telling in years
        ],
        "paragraphs": [
            _life(view, lineage) | {"came_back_from": _returned(view, returns.get(index))}
            for index, lineage in enumerate(view.lineages)
        ],
    }
    return Data(document, rows, _STEP, f"{slug}_{language}")


def version(store: Store, slug: str, version_slug: str, wanted: Wanted) -> Data:
    """A text as resolution JSON, which `tracker add` reads; its paragraphs as rows."""
    values = reading_pages.version(store, slug, version_slug, wanted)
    item: Version = values["version"]
    resolution = store.resolution(item)
    margins = values["margins"] or {}
    rows = [
        {
            "symbol": item.symbol,
            "language": item.language,
            "label": one.label,
            "kind": one.kind,
            "number": one.number,
            "text": one.text,
            "wording_since": margins.get(one.label, ("",))[0] or None,
        }
        for one in resolution.paragraphs
    ]
    document = {
        "symbol": item.symbol,
        "language": item.language,
        "title": item.title,
        "status": item.status,
        "adopted": item.adopted.isoformat() if item.adopted else None,
        "session": item.session,
        "paragraphs": [
            {
                "kind": one.kind,
                "number": one.number,
                "text": one.text,
                "label": one.label,
                "division": one.division,
                "path": list(one.path),
                "lead": one.lead,
                "notes": [asdict(note) for note in one.notes],
                "wording_since": row["wording_since"],
            }
            for one, row in zip(resolution.paragraphs, rows, strict=True)
        ],
        "closing": list(resolution.closing),
    }
    document = {key: value for key, value in document.items() if value is not None}
    columns = ("symbol", "language", "label", "kind", "number", "text", "wording_since")
    return Data(document, rows, columns, f"{version_slug}_{item.language}")


def paragraph(store: Store, slug: str, version_slug: str, label: str, wanted: Wanted) -> Data:
    """A paragraph's life: one row for each text that has it, or took it out."""
    language = texts.language(store, slug, wanted.language)
    view, lineage = reading_pages.found(store, slug, version_slug, label, language)
    rows = _steps(view, lineage)
    document = {"series": slug, "language": language, **_life(view, lineage)}
    return Data(document, rows, _STEP, f"{version_slug}_{label}_{language}")


def search(store: Store, words: str, wanted: Wanted, *, apart: bool = False) -> Data:
    """The paragraphs that hold some words, oldest text first, with how each text was adopted."""
    hits, apart = phrases.found(store, words, wanted.language, apart=apart)
    adoptions = store.adoptions({hit.version.symbol for hit in hits})
    order = {item: at for at, item in enumerate(store.versions())}
    rows = [
        {
            **_text(hit.version),
            "adoption": adoptions.get(hit.version.symbol),
            "label": hit.label,
            "kind": hit.kind,
            "text": hit.text,
        }
        for hit in sorted(hits, key=lambda hit: order.get(hit.version, 0))
    ]
    about = {"words": words, "as_phrase": not apart}
    return _table(rows, (*_TEXT, "adoption", "label", "kind", "text"), "search", about)


_TEXT = ("symbol", "language", "status", "session", "adopted", "title", "format", "sha256")
_STEP = (
    "series", "language", "lineage", "kind", "symbol", "adopted", "label", "from_labels", "mark", "change", "moved",
    "group", "since", "exact", "text",
)  # fmt: skip


def _table(rows: Sequence[Row], columns: Sequence[str], name: str, about: Mapping[str, Any]) -> Data:
    return Data({**about, "rows": list(rows)}, rows, columns, name)


def _text(item: Version) -> dict[str, Any]:
    return {
        "symbol": item.symbol,
        "language": item.language,
        "status": item.status,
        "session": item.session,
        "adopted": item.adopted.isoformat() if item.adopted else None,
        "title": item.title,
        "format": item.origin.format,
        "sha256": item.origin.sha256,
    }


def _facts(edition: Any) -> dict[str, Any]:
    return {
        "adoption": edition.adoption,
        "against": list(edition.against),
        "abstaining": list(edition.abstaining),
        "sponsors": list(edition.sponsors),
        "words": edition.words,
        "preambular": edition.preambular,
        "operative": edition.operative,
    }


def _name(view: SeriesView, lineage: Lineage) -> str:
    """The permanent address of a paragraph: "77-213.PP16"."""
    index, label = lineage.address
    return f"{view.versions[index].slug}.{label}"


def _returned(view: SeriesView, returned: Any) -> str | None:
    return f"{view.versions[returned.version].slug}.{returned.label}" if returned else None


def _life(view: SeriesView, lineage: Lineage) -> dict[str, Any]:
    return {
        "lineage": _name(view, lineage),
        "kind": lineage.kind,
        "label": lineage.address[1],
        "wording_since": lineage.wording_since.text,
        "exact": lineage.wording_since.exact,
        "began": lineage.began.text,
        "ended": lineage.ended.text if lineage.ended else None,
        "begins": lineage.begins,
        "ends": lineage.ends,
        "steps": [_step(view, step) for step in lineage.steps if step.mark != "absent" or step.from_labels],
    }


def _steps(view: SeriesView, lineage: Lineage) -> list[Row]:
    about = {
        "series": view.series.slug,
        "language": view.language,
        "lineage": _name(view, lineage),
        "kind": lineage.kind,
    }
    return [
        {**about, **step, "from_labels": "; ".join(step["from_labels"])}
        for step in (_step(view, step) for step in lineage.steps if step.mark != "absent" or step.from_labels)
    ]


def _step(view: SeriesView, step: Step) -> dict[str, Any]:
    version = view.versions[step.version]
    return {
        "symbol": version.symbol,
        "adopted": version.adopted.isoformat() if version.adopted else None,
        "label": step.label,
        "from_labels": list(step.from_labels),
        "mark": step.mark,
        "change": step.kind,
        "moved": int(step.moved),
        "group": step.group,
        "since": step.interval.text if step.interval else None,
        "exact": step.interval.exact if step.interval else None,
        "text": html_life.words(view, step.version, step.label) if step.label else None,
    }
