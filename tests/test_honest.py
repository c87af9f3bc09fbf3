"""Honest by design: what is folded is counted, what was done less well says so, each page names its source."""

from __future__ import annotations

import html
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from datasette.app import Datasette  # type: ignore[import-untyped]
from hypothesis import given, settings
from strategies import agreed, redrafted

from tracker import brief, config
from tracker.cli import cli
from tracker.model import Change, Comparison, Document, Resolution
from tracker.pipeline import believed, phrases
from tracker.pipeline.compare import compare
from tracker.pipeline.ingest import Supplied, add, check
from tracker.render import html_rows, terminal, vocabulary, wording
from tracker.sources import read
from tracker.store import Store

KEEPERS = "bridge keepers of northern rivers to share tidal charts;"


def text(session: int, *operative: str) -> Supplied:
    """A small text; each cites the one before."""
    recalls = f"Recalling its resolution {session - 1}/1 of 16 December {1944 + session} on masons,"
    preambular = (recalls, "Recalling fog and more fog,", "Recalling winter ice and floods,", "Recalling tolls,")
    paragraphs = [
        *({"kind": "preambular", "text": words} for words in preambular),
        *({"kind": "operative", "number": f"{n}.", "text": words} for n, words in enumerate(operative, 1)),
    ]
    symbol, day = f"A/RES/{session}/1", f"{1945 + session}-12-16"
    value = {"symbol": symbol, "language": "en", "title": "Bridges", "adopted": day, "paragraphs": paragraphs}
    return Supplied(f"{session}.json", json.dumps(value).encode())


def words(shown: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", shown)))


# ------------------------------------------------------------------------------------- what was done less well says so

STEP = "74/1 75/1"
COMMANDS = [
    f"diff {STEP}", f"diff {STEP} --full", f"diff {STEP} --stat", f"diff {STEP} --only substantive", "origins latest",
    f"diff {STEP} --format markdown", f"diff {STEP} --format html", f"diff {STEP} --format json", "history OP2",
    f"diff {STEP} --format csv", "brief", "table", "table --years", "table --only substantive", "report",
    "report --format markdown", "report --format html", "report --format json",
]  # fmt: skip
WORD = [f"diff {STEP} --format docx", "brief", "table", "table --years", "report"]
PAGES = [
    "", "/74-1...75-1", "/paragraph/75-1.OP2", "/74-1...75-1.md", "/74-1...75-1.csv", "/74-1...75-1.json",
]  # fmt: skip


@pytest.fixture(params=["coarse", "scan"])
def doubtful(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, str]:
    """A database of a comparison that was done coarsely, or of a text read from a scan; and what must be said of it."""
    if request.param == "coarse":
        monkeypatch.setattr(config, "ASSIGN_LIMIT", 1)
        files, says = _alike(), r"not every pairing|too many alike to try every pairing|degraded"
    else:
        monkeypatch.setattr(believed, "read", _scanned)
        files, says = _alike(), r"recognised from a scan|read from a scan|\bocr\b"
    path = tmp_path / "bridges.db"
    with Store.open(path, create=True) as store:
        add(store, files)
        assert check(store) == ()
    return path, says


def _alike() -> list[Supplied]:
    return [
        text(74, f"Invites young {KEEPERS}", f"Urges old {KEEPERS}"),
        text(75, f"Begs weary {KEEPERS}", f"Thanks busy {KEEPERS}"),
    ]


def _scanned(data: bytes, name: str, *, language: str | None = None, original: bool = False) -> Document:
    """Read as if its letters had been recognised by a program."""
    found = read(data, name, language=language, original=original)
    origin = replace(found.origin, quality="ocr")
    return replace(found, origin=origin, resolutions=tuple(replace(one, origin=origin) for one in found.resolutions))


def test_every_command_says_it(doubtful: tuple[Path, str], tmp_path: Path) -> None:
    """On the terminal, in every format, and in Word."""
    path, says = doubtful
    silent = []
    for command in COMMANDS:
        result = CliRunner().invoke(cli, [*command.split(), "--db", str(path)])
        assert result.exit_code == 0, (command, result.output)
        if not re.search(says, words(result.output)):
            silent.append(command)
    for command in WORD:
        file = tmp_path / "out.docx"
        result = CliRunner().invoke(cli, [*command.split(), "--db", str(path), "-o", str(file)])
        assert result.exit_code == 0, (command, result.output)
        with zipfile.ZipFile(file) as packed:
            inside = " ".join(packed.read(name).decode() for name in packed.namelist() if name.endswith(".xml"))
        if not re.search(says, words(inside)):
            silent.append(f"{command} in Word")
        file.unlink()
    assert silent == []


@pytest.mark.asyncio
async def test_every_page_says_it(doubtful: tuple[Path, str]) -> None:
    """The pages of the series, of the two texts, and of a paragraph."""
    path, says = doubtful
    datasette = Datasette([str(path)])
    await datasette.invoke_startup()
    answers = {page: await datasette.client.get(f"/-/tracker/bridges{page}") for page in PAGES}
    assert {200} == {answer.status_code for answer in answers.values()}
    assert [] == [page for page, answer in answers.items() if not re.search(says, words(answer.text))]


# --------------------------------------------------------------------------------------------- the source and its worth


CUT = b"""A/RES/75/1

Resolution adopted by the General Assembly on 16 December 2020

75/1. Bridges

The General Assembly,

Recalling bridges,

1. Decides to build.
"""


@pytest.mark.parametrize(
    ("data", "name", "quality"),
    [
        (b'{"symbol": "A/RES/75/1", "language": "en", "title": "x", "paragraphs": [{"kind": "heading", "text": "x"}]}',
         "a.json", "structured"),
        (b"The General Assembly,\n\nRecalling bridges,\n\n1. Decides to build.\n", "A_RES_75_1.txt", "plain"),
        (CUT, "A_RES_75_1.txt", "partial"),
    ],
    ids=["whole", "pasted", "cut short"],
)  # fmt: skip
def test_a_text_says_whether_it_is_whole(data: bytes, name: str, quality: str) -> None:
    """An adopted text ends with its closing lines; what has none may be cut short."""
    assert quality == read(data, name).origin.quality


@pytest.mark.asyncio
async def test_each_page_names_the_format_and_its_worth(tmp_path: Path) -> None:
    """XML that broke off, a scan or a draft is not shown as a whole official text."""
    path = tmp_path / "bridges.db"
    broken = (Path(__file__).parent.parent / "fixtures" / "SPECIMEN_2.xml").read_bytes()[:-900]
    with Store.open(path, create=True) as store:
        add(store, [text(74, "Invites all."), text(75, "Invites many.")])
        add(store, [Supplied("SPECIMEN_2.xml", broken)])
        add(store, [Supplied("d.json", text(76, "Begs.").data)], draft=True, symbol=None)
    datasette = Datasette([str(path)])
    await datasette.invoke_startup()

    async def shown(page: str) -> str:
        answer = await datasette.client.get(f"/-/tracker/{page}")
        assert answer.status_code == 200, page
        return words(answer.text)

    for page in ("bridges", "bridges/74-1...75-1", "bridges/version/75-1", "bridges/paragraph/75-1.OP1"):
        assert "resolution JSON; the file marks its paragraphs" in await shown(page), page
    assert "a draft, resolution JSON" in await shown("bridges/version/76-1")
    assert "a draft, resolution JSON" in await shown("bridges/75-1...76-1")
    specimen = await shown("drafting-exercise-66-152/version/specimen-2")
    assert "perhaps not the whole text, the file is damaged or its end is missing" in specimen


# ------------------------------------------------------------------------------------------------ what is folded counts


def counted_ones(item: Comparison) -> list[Change]:
    """What is counted: every change, but that of an enacting formula that stands as it was."""
    return [one for one in item.changes if one.kind != "unchanged" or (one.old or one.new)[0].kind != "formula"]


@settings(deadline=None, max_examples=30)
@given(redrafted())
def test_what_is_counted_is_all_there_is(new: Resolution) -> None:
    """The line of counts sums to the paragraphs; what --only substantive hides is the rest, by its own count."""
    item = compare(agreed(), new)
    telling = brief.tell(item)
    hidden = sum(map(int, re.findall(r"\d+", wording.hidden(item))))
    shown = [one for one in counted_ones(item) if vocabulary.has_substance(one)]

    assert len(counted_ones(item)) == telling.paragraphs == sum(dict(telling.counts).values())
    assert len(shown) + hidden == telling.paragraphs
    told = terminal.comparison(item, telling, full=True, only="substantive", width=200)
    assert (f"Not shown  {wording.hidden(item)}" in told) == bool(hidden)


@settings(deadline=None, max_examples=30)
@given(redrafted())
def test_a_page_holds_every_paragraph_and_its_folds_say_how_many(new: Resolution) -> None:
    """Each change stands in one row; a fold names its paragraphs, or the first and the last and how many there are."""
    item = compare(agreed(), new)
    rows = list(html_rows.rows(item, html_rows.View()))
    folded = [row for row in rows if row.shape == "fold"]

    single = [row for row in rows if row.shape in {"full", "quiet"}]
    assert len(single) + sum(len(row.items) for row in folded) == len(item.changes)
    for row in folded:
        names = len(row.label.split(", ")) if " to " not in row.label else 0
        assert len(row.items) == names or row.said == f"{len(row.items)} unchanged", row


def test_a_search_that_finds_too_much_says_of_how_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And where the words stood first, or were dropped, is then not claimed: not all was looked at."""
    path = tmp_path / "bridges.db"
    with Store.open(path, create=True) as store:
        add(
            store,
            [text(74, *(f"Invites keeper {n}." for n in range(5))), text(75, "Begs."), text(76, "Invites keeper 9.")],
        )
    result = CliRunner().invoke(cli, ["search", "Invites", "--db", str(path)])
    assert "6 paragraphs have it." in result.output
    assert "Dropped in 2020" in words(result.output)

    monkeypatch.setattr(phrases, "HITS", 4)
    result = CliRunner().invoke(cli, ["search", "Invites", "--db", str(path)])
    assert "The first 4 of 6 paragraphs have it." in result.output
    assert "too many paragraphs have it to say where it stood first or was dropped" in words(result.output)
    assert "Dropped" not in result.output
    assert "First here" not in result.output
