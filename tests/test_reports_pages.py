"""The brief is one page and, with its second page, two: counted in the files that LibreOffice and chromium make of it.

Word itself isn't here to count. LibreOffice sets the same fonts by the same metrics; the measure that decides what fits
(reports/fitting.py) leaves room for the difference.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from conftest import CHROMIUM, FIXTURES
from spans_built import specimens

from tracker import sources
from tracker.facts import edition
from tracker.languages import LANGUAGES, OFFICIAL
from tracker.lineage import lineages
from tracker.model import Resolution
from tracker.pipeline.compare import compare, read
from tracker.render.provenance import provenance
from tracker.reports import brief
from tracker.reports.formats import Format, written
from tracker.reports.span import Span

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
_SESSIONS = range(74, 79)
_OTHERS = 20
_TITLE, _TAG = re.compile(r"<docTitle[^>]*>(.*?)</docTitle>", re.DOTALL), re.compile(r"<[^>]*>")

pytestmark = pytest.mark.skipif(SOFFICE is None and CHROMIUM is None, reason="neither LibreOffice nor chromium here")


def span(texts: list[Resolution]) -> Span:
    """Texts that follow each other, as a report sees them."""
    steps = tuple(compare(old, new) for old, new in pairwise(texts))
    editions = tuple(map(edition, texts))
    gaps: tuple[tuple[()], ...] = ((),) * len(steps)
    return Span(editions, compare(texts[0], texts[-1]), steps, gaps, lineages(editions, steps, gaps))


def the_series(corpus: Path) -> Iterator[tuple[str, Span]]:
    """66/152 and the five later texts in English, and these five in the other languages."""
    for language in OFFICIAL:
        name = LANGUAGES[language].name
        files = [next((corpus / "series" / f"{session}session" / name).glob("*.xml")) for session in _SESSIONS]
        texts = [read(path) for path in files]
        yield f"series-{language}", span([read(FIXTURES / "A_RES_66_152.txt"), *texts] if language == "en" else texts)


@cache
def others(corpus: Path) -> tuple[tuple[str, Span], ...]:
    """20 recurring resolutions with a text in every session, from the whole range of titles."""
    found: dict[str, dict[int, list[bytes]]] = defaultdict(lambda: defaultdict(list))
    for session in _SESSIONS:
        with zipfile.ZipFile(corpus / f"{session}session-English.zip") as archive:
            for name in archive.namelist():
                data = archive.read(name)
                *_, title = [name, *_TITLE.findall(data.decode(errors="replace"))]
                found[" ".join(_TAG.sub("", title).split())][session].append(data)
    whole = sorted(
        title for title, by in found.items() if len(by) == len(_SESSIONS) and all(len(one) == 1 for one in by.values())
    )
    return tuple(
        (f"other-{number:02}", span([_one(found[title][session][0]) for session in _SESSIONS]))
        for number, title in enumerate(whole[:: len(whole) // _OTHERS][:_OTHERS])
    )


def _one(data: bytes) -> Resolution:
    return sources.read(data, "text.xml").resolutions[0]


def pages(path: Path) -> int:
    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


def expected(spans: list[tuple[str, Span]], folder: Path, ending: str) -> dict[str, int]:
    """Write each brief with and without its second page; by the name of the file, how many pages it must have."""
    form: Format = "docx" if ending == "docx" else "html"
    wanted = {}
    for name, item in spans:
        for count in (1, 2):
            report = brief.brief(item, provenance(item.editions), second_page=count == 2)
            (folder / f"{name}-{count}.{ending}").write_bytes(written(report, form))
            wanted[f"{name}-{count}"] = count
    return wanted


def counted(folder: Path) -> dict[str, int]:
    return {path.stem: pages(path) for path in folder.glob("*.pdf")}


def in_word(spans: list[tuple[str, Span]], folder: Path) -> tuple[dict[str, int], dict[str, int]]:
    if SOFFICE is None:
        pytest.skip("no LibreOffice here")
    wanted = expected(spans, folder, "docx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = sorted(map(str, folder.glob("*.docx")))
    command = [SOFFICE, "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return wanted, counted(folder)


def in_a_browser(spans: list[tuple[str, Span]], folder: Path) -> tuple[dict[str, int], dict[str, int]]:
    if CHROMIUM is None:
        pytest.skip("no chromium here")
    wanted = expected(spans, folder, "html")
    for path in sorted(folder.glob("*.html")):
        target = f"--print-to-pdf={path.with_suffix('.pdf')}"
        command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", target]
        subprocess.run([*command, path.as_uri()], check=True, capture_output=True, timeout=60)
    return wanted, counted(folder)


def test_the_specimens_in_word(tmp_path: Path) -> None:
    """One page, and two with the second."""
    wanted, found = in_word([("specimens", specimens())], tmp_path)

    assert wanted == found


def test_the_series_and_twenty_others_in_word(corpus: Path, tmp_path: Path) -> None:
    """Six languages, and texts of every kind: budgets, votes, annexes."""
    wanted, found = in_word([*the_series(corpus), *others(corpus)], tmp_path)

    assert 2 * (len(OFFICIAL) + _OTHERS) == len(found)
    assert wanted == found


@pytest.mark.slow
def test_the_series_and_twenty_others_printed_from_a_browser(corpus: Path, tmp_path: Path) -> None:
    """The same, printed from the HTML file."""
    wanted, found = in_a_browser([*the_series(corpus), *others(corpus)], tmp_path)

    assert 2 * (len(OFFICIAL) + _OTHERS) == len(found)
    assert wanted == found
