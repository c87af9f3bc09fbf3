"""The reports of the specimens as golden files: these are texts of this project, so that they may be kept whole.

PYTHONPATH=tests python -m golden_reports       writes tests/golden/reports anew; read what git shows before you commit
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from spans_built import specimens

from tracker.render.blocks.model import Report
from tracker.render.provenance import provenance
from tracker.reports import brief, table, years_table
from tracker.reports.formats import written

FOLDER = Path(__file__).parent / "golden" / "reports"


def reports() -> dict[str, Report]:
    """Each report of the specimens by its name."""
    span = specimens()
    made = provenance(span.editions)
    return {
        "brief": brief.brief(span, made, second_page=True),
        "brief-fr": brief.brief(specimens("fr"), provenance(specimens("fr").editions)),
        "table": table.table(span, made),
        "years": years_table.table(span, made),
    }


def files() -> Iterator[tuple[str, bytes]]:
    """The name and content of each golden file; of Word files the hashes, which stand in one file."""
    hashes = []
    for name, report in reports().items():
        yield f"{name}.md", written(report, "markdown")
        if name == "brief":
            yield f"{name}.txt", written(report, "text")
            yield f"{name}.html", written(report, "html")
        hashes.append(f"{sha256(written(report, 'docx')).hexdigest()}  {name}.docx\n")
    yield "table.csv", table.to_csv(specimens()).encode()
    yield "years.csv", years_table.to_csv(specimens()).encode()
    yield "sha256", "".join(hashes).encode()


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for file, data in files():
        (FOLDER / file).write_bytes(data)
