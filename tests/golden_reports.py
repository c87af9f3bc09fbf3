"""The reports of the specimens as golden files: these are texts of this project, so that they may be kept whole.

PYTHONPATH=tests python -m golden_reports       writes tests/golden/reports anew; read what git shows before you commit
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from spans_built import specimens

from tracker.render.blocks.model import Report
from tracker.render.provenance import Provenance, provenance
from tracker.reports import brief, data, series, table, years_table
from tracker.reports.formats import written
from tracker.reports.span import Span

FOLDER = Path(__file__).parent / "golden" / "reports"


def _made(span: Span) -> Provenance:
    """Of no version and no algorithm: these change without a change of what a report says."""
    return replace(provenance(span.editions), version="(any)", algorithm="(any)")


def _span(language: str = "en") -> Span:
    span = specimens(language)
    steps = tuple(replace(step, algorithm="(any)") for step in span.steps)
    return replace(span, steps=steps, whole=replace(span.whole, algorithm="(any)"))


def reports() -> dict[str, Report]:
    """Each report of the specimens by its name."""
    span, french = _span(), _span("fr")
    made = _made(span)
    return {
        "brief": brief.brief(span, made, second_page=True),
        "brief-fr": brief.brief(french, _made(french)),
        "table": table.table(span, made),
        "years": years_table.table(span, made),
        "report": series.report(span, made),
    }


def files() -> Iterator[tuple[str, bytes]]:
    """The name and content of each golden file; of Word files and data the hashes, which stand in one file."""
    hashes = []
    span = _span()
    made = _made(span)
    for name, report in reports().items():
        yield f"{name}.md", written(report, "markdown")
        if name == "brief":
            yield f"{name}.txt", written(report, "text")
            yield f"{name}.html", written(report, "html")
        with ZipFile(BytesIO(written(report, "docx"))) as file:  # what it says; how all Word files look is not its own
            hashes.append(f"{sha256(file.read('word/document.xml')).hexdigest()}  {name}.docx\n")
    yield "table.csv", table.to_csv(span).encode()
    yield "years.csv", years_table.to_csv(span).encode()
    for name, content in (("report.json", data.to_json(span, made).encode()), *data.tables(span, made)):
        hashes.append(f"{sha256(content).hexdigest()}  {name}\n")
    yield "sha256", "".join(hashes).encode()


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for file, written_anew in files():
        (FOLDER / file).write_bytes(written_anew)
