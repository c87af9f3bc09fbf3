"""The report of a series, and the same as data: JSON by its schema, CSV tables with a codebook."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from bridges import build
from builders import change
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from spans_built import edition, span, specimens

from tracker.brief import year_lines
from tracker.contract import comparison_to_dict
from tracker.model import Comparison
from tracker.pipeline import shipped, spans
from tracker.render.blocks.model import Entries, Grid, Heading, Report, Text
from tracker.render.provenance import provenance
from tracker.reports import brief, data, series
from tracker.store import Store


def schema(name: str) -> Any:
    return json.loads(files("tracker.render").joinpath(f"{name}.schema.json").read_text(encoding="utf-8"))


def headings(report: Report, level: int) -> list[str]:
    return [block.text for block in report.blocks if isinstance(block, Heading) and block.level == level]


def texts(report: Report) -> list[str]:
    return ["".join(run.text for run in block.runs) for block in report.blocks if isinstance(block, Text)]


def made(**options: Any) -> Report:
    return series.report(specimens(), provenance(specimens().editions), **options)


def test_the_brief_comes_first_then_each_step_oldest_first() -> None:
    """Everything of the brief without its limits; then what is behind it in the order in which it happened."""
    outline = [block.text for block in brief.sections(specimens()) if isinstance(block, Heading)]

    assert [
        *outline, "Paragraphs by year", "Step by step, oldest first",
        "From the first text to the last: A/RES/66/152 (2011) to SPECIMEN/3 (2015)",
    ] == headings(made(), 1)  # fmt: skip
    assert [
        "2012: A/RES/66/152 (2011) to SPECIMEN/1 (2012)",
        "2013: SPECIMEN/1 (2012) to SPECIMEN/2 (2013)",
        "2015: SPECIMEN/2 (2013) to SPECIMEN/3 (2015)",
    ] == headings(made(), 2)
    assert not any("Cut to fit" in text for text in texts(made()))


def test_it_says_what_the_other_reports_say() -> None:
    """Headlines and counts are those of the telling, which pages and terminal show too."""
    for telling in specimens().tellings:
        assert telling.headline in texts(made())
        assert f"= {telling.paragraphs} paragraphs." in " ".join(texts(made()))


def test_only_substantive_counts_the_rest() -> None:
    """Rows without substance go, and are counted; the line of counts stays as it is."""
    whole, part = made(), made(substantive=True)
    rows = [
        sum(len(block.rows) for block in report.blocks if isinstance(block, Grid)) for report in (whole, part)
    ]  # fmt: skip

    assert rows[0] > rows[1]
    assert any("(--only substantive)" in text for text in texts(part))
    assert [text for text in texts(whole) if "paragraphs." in text and "Unchanged" in text] == [
        text for text in texts(part) if "paragraphs." in text and "Unchanged" in text
    ]


def test_every_year_has_its_lines() -> None:
    """A year that the series' page tells is told in the brief: no wording changed on both, or on neither."""
    (entries,) = [block for block in brief.sections(specimens()) if isinstance(block, Entries)][:1]
    for entry, step, telling in zip(entries.entries, specimens().steps, specimens().tellings, strict=True):
        rolled = entry.lines[0][0].text in {"Technical rollover.", "No wording changed."}
        assert rolled is year_lines(step, telling)[0].startswith("No wording changed")


def test_two_texts_are_a_report_too() -> None:
    """Without a whole way beside the only step."""
    item = span(
        [[change("OP1", "Urges {+all +}towns")]], [change("OP1", "Urges {+all +}towns")], (edition(2019), edition(2020))
    )
    report = series.report(item, provenance(item.editions))  # fmt: skip

    assert "Report of two texts" == report.kind
    assert "Step by step, oldest first" == headings(report, 1)[-1]


# ------------------------------------------------------------------------------------------------------------ JSON


def test_the_json_follows_its_schema() -> None:
    """report-1, with the comparisons by comparison-1."""
    resources = [(f"{name}.schema.json", Resource.from_contents(schema(name))) for name in ("comparison-1", "report-1")]
    validator = Draft202012Validator(schema("report-1"), registry=Registry().with_resources(resources))
    found = json.loads(data.to_json(specimens(), provenance(specimens().editions)))

    assert [] == [f"{error.json_path}: {error.message}" for error in validator.iter_errors(found)]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_comparison_read_back_is_the_one_in_the_store(tmp_path: Path, language: str) -> None:
    """What was written and read is equal to what the store gives, in every part."""
    with Store.open(tmp_path / "tracker.db", create=True) as store:
        from tracker.pipeline import ingest

        ingest.load_fixtures(store)
        slug = shipped.specimen_series().slug
        item = spans.of_series(store, slug, language)
        report = json.loads(data.to_json(item, provenance(item.editions)))
        for step, written in zip(item.steps, report["steps"], strict=True):
            back = Comparison.from_dict(written["comparison"])
            assert step == back
            old, new = (one.symbol for one in (back.old, back.new))
            slugs = {one.symbol: one.slug for one in store.versions(slug, language)}
            stored = store.comparison(slug, language, slugs[str(old)], slugs[str(new)])
            assert stored is not None
            assert {**comparison_to_dict(stored), "checks": []} == {**comparison_to_dict(back), "checks": []}
            assert set(stored.checks) <= set(back.checks)  # those across languages are added when it is shown


# ------------------------------------------------------------------------------------------------------------- CSV


def archive(**options: Any) -> dict[str, list[dict[str, str]]]:
    packed = data.to_zip(specimens(), provenance(specimens().editions), **options)
    with zipfile.ZipFile(io.BytesIO(packed)) as found:
        return {
            name.removesuffix(".csv"): list(csv.DictReader(io.StringIO(found.read(name).decode(), newline="")))
            for name in found.namelist()
            if name.endswith(".csv")
        }


def test_the_codebook_explains_every_column() -> None:
    """Each column of each table, and nothing that no table has."""
    found = archive()
    explained = {(row["table"], row["column"]) for row in found.pop("codebook") if row["holds"]}

    assert explained == {(name, column) for name in found for column in data.TABLES[name]}
    assert {name: list(data.TABLES[name]) for name, rows in found.items() if rows} == {
        name: list(rows[0]) for name, rows in found.items() if rows
    }


def test_the_tables_are_whole() -> None:
    """A row for each text, step, change and vote; counts of a step sum to its paragraphs."""
    found = archive()
    item = specimens()

    assert len(item.editions) == len(found["texts"])
    assert sum(len(step.changes) for step in item.steps) == len(found["changes"])
    assert sum(len(one.against) + len(one.abstaining) for one in item.editions) == len(found["votes"])
    counts = ("new_paragraphs", "deleted", "reworded", "small_wording", "technical", "punctuation", "unchanged")
    assert [telling.paragraphs for telling in item.tellings] == [
        sum(int(row[name]) for name in counts) for row in found["steps"]
    ]
    assert len(archive(substantive=True)["changes"]) < len(found["changes"])


def test_made_again_the_archive_is_the_same() -> None:
    """No time of the day in it."""
    made_of = provenance(specimens().editions)

    assert data.to_zip(specimens(), made_of) == data.to_zip(specimens(), made_of)


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    """A title that looks like markup comes through every table and the JSON as it is."""
    with Store.open(build(tmp_path / "tracker.db"), readonly=True) as store:
        item = spans.of_series(store, "bridges", "en")
    text = data.to_json(item, provenance(item.editions))

    assert item.last.title == json.loads(text)["title"]
