"""No "first", "new in" or "since" without its interval: where texts between two are not here, or may not be.

The series here has texts of 2015, 2018, 2019 and 2021, of which only that of 2019 cites the one before. Every command,
page, report, table and view of it is read.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from datasette.app import Datasette  # type: ignore[import-untyped]
from documents import resolution

from tracker.cli import cli
from tracker.dating import made_in, may_miss_some
from tracker.model import Between
from tracker.pipeline.compare import compare
from tracker.pipeline.ingest import Supplied, add, check
from tracker.store import Store

SLUG = "care-of-the-bridges-of-the-north"
BOLD = "Recognizing that a bridge that nobody tends for a winter costs its town more than ten that are tended,"
FERRY = "Welcoming the work of the river commission on the {} of ferries and of bridges in the north,"
TOWNS = "Bearing in mind the needs of the towns that have no bridge and no ferry in the winter months,"
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
DONORS = "Invites donors to pay for new bridges where a town has none and its people ask for one;"


def text(session: int, recalls: str, preambular: list[str], operative: list[str], **fields: Any) -> Supplied:
    """A text of a session, adopted on 16 December of its year unless `adopted` is None."""
    cites = f"Reaffirming all its previous resolutions on the care of bridges, in particular {recalls},"
    ends = f"Decides to continue its consideration of the care of bridges at its {_ordinal(session + 1)} session."
    paragraphs = [{"kind": "preambular", "number": None, "text": one} for one in (cites, *preambular)]
    paragraphs += [
        {"kind": "operative", "number": f"{place}.", "text": one}
        for place, one in enumerate((*operative, ends), start=1)
    ]
    value = {
        "symbol": f"A/RES/{session}/1",
        "language": "en",
        "title": "Care of the bridges of the north",
        "adopted": f"{1945 + session}-12-16",
        "paragraphs": paragraphs,
        **fields,
    }
    return Supplied(f"{session}.json", json.dumps(value).encode())


def _ordinal(session: int) -> str:
    return f"seventy-{ORDINALS[session - 71]}"


def texts(**fields: Any) -> list[Supplied]:
    urges = "Urges all towns{} of the north{} to tend their bridges before the winter of each year;"
    return [
        text(70, "resolution 69/1 of 18 December 2014", [BOLD, FERRY.format("safety")],
             [urges.format("", "")], **fields),
        text(73, "resolutions 71/1 of 18 December 2016 and 72/1 of 19 December 2017",
             [BOLD, FERRY.format("safety and upkeep"), TOWNS], [urges.format(" and villages", "")], **fields),
        text(74, "resolution 73/1 of 16 December 2018", [BOLD, TOWNS],
             [urges.format(" and villages", ""), DONORS], **fields),
        text(76, "resolution 75/1 of 16 December 2020", [BOLD, FERRY.format("safety and upkeep"), TOWNS],
             [urges.format(" and villages", " and of the east")], **fields),
    ]  # fmt: skip


COMMANDS = [
    f"series {SLUG}", "versions", "diff 70/1 73/1", "diff 70/1 73/1 --full", "diff 70/1 76/1 --full",
    "diff 70/1 73/1 --format markdown", "diff 70/1 76/1 --format html", "diff 70/1 76/1 --format csv", "diff 74/1 76/1",
    "history OP1", "history PP3", "history PP4", "history 74/1:OP2", "origins 76/1", "origins 73/1", "search winter",
    "search donors", "search upkeep", "brief", "brief 73/1 76/1", "brief 70/1 73/1", "table",
    "table --years", "table 70/1 73/1", "report --format markdown", "report --format html", "report --format json",
]  # fmt: skip
PAGES = [
    "", "/70-1...73-1", "/70-1...76-1", "/74-1...76-1", "/paragraph/76-1.OP1", "/paragraph/76-1.PP3",
    "/paragraph/74-1.OP2", "/version/73-1", "/version/76-1", ".json", ".csv", "/feed", "/70-1...73-1.md",
    "/paragraph/76-1.OP1.json", "/paragraph/76-1.OP1.csv",
]  # fmt: skip
DATED = r"since|(?:came in|came back|dropped|deleted|gone|went out|new|reworded|first)(?: in)?"


async def everything(path: Path) -> Mapping[str, str]:
    """What is shown of a database, by where it is shown: words alone."""
    shown = {}
    for command in COMMANDS:
        result = CliRunner().invoke(cli, [*command.split(), "--db", str(path)])
        assert result.exit_code == 0, (command, result.output)
        shown[command] = result.output
    datasette = Datasette([str(path)])
    await datasette.invoke_startup()
    views = [f"/{path.stem}/{view}.json?_shape=array" for view in ("paragraph_history", "paragraph_versions", "edits")]
    for address in [*(f"/-/tracker/{SLUG}{page}" for page in PAGES), "/-/tracker/search?q=winter", *views]:
        answer = await datasette.client.get(address, follow_redirects=True)
        assert answer.status_code == 200, address
        shown[address] = answer.text
    return {where: re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", said))) for where, said in shown.items()}


@pytest.mark.asyncio
@pytest.mark.parametrize("dated", [True, False], ids=["dated", "by session alone"])
async def test_nothing_is_dated_more_exactly_than_is_known(tmp_path: Path, *, dated: bool) -> None:
    """The texts of 2018 and 2021 follow others that they do not cite: nothing came in "in 2018" or "since 2021"."""
    path = tmp_path / "gap.db"
    with Store.open(path, create=True) as store:
        add(store, texts(**({} if dated else {"adopted": None})))
        assert check(store) == ()
    shown = await everything(path)

    exact = re.compile(
        rf"\b(?:{DATED})[: ]+(?:2018|2021)\b(?![-–])|\bin (?:2018|2021) (?:one|two|\d+) paragraphs?", re.IGNORECASE
    )
    assert {} == {where: found for where, said in shown.items() if (found := exact.findall(said))}
    silent = [
        where for where in ("history OP1", "brief", "table --years", "origins 76/1") if "2020-2021" not in shown[where]
    ]
    assert [] == silent
    assert "2016–2018" in shown[f"/-/tracker/{SLUG}"]
    assert "whether a text lies in between is not known" in shown["history OP1"]
    assert "Whether a text of sessions 71 to 72 lies in between is not known" in shown["diff 70/1 73/1"]


def test_sql_users_get_the_interval(tmp_path: Path) -> None:
    """The views say it in a column, as the pages do; what is known to the year is one year."""
    with Store.open(tmp_path / "gap.db", create=True) as store:
        add(store, texts())
        edits = store.conn.execute("select distinct new, changed from edits order by 1").fetchall()
        versions = store.conn.execute(
            "select distinct symbol, changed from paragraph_versions where changed is not null order by 1"
        ).fetchall()
    assert edits == [("73/1", "2016-2018"), ("74/1", "2019"), ("76/1", "2020-2021")]
    assert versions == [
        ("A/RES/70/1", "2015 or before"),
        ("A/RES/73/1", "2016-2018"),
        ("A/RES/74/1", "2019"),
        ("A/RES/76/1", "2020-2021"),
    ]


def test_when_a_text_may_lie_between() -> None:
    """Neighbouring sessions, a citation of the older, a known text between, no session, a specimen: then not."""
    older = resolution("70/1", "PP1 Recalling the bridges,")
    newer = resolution("73/1", "PP1 Recalling all of its resolutions,", "OP1 Decides.")
    cites = resolution("73/1", "PP1 Recalling its resolution 70/1 of 16 December 2015,")

    assert may_miss_some(older, newer, Between())
    assert not may_miss_some(older, cites, Between())
    assert not may_miss_some(older, resolution("71/1", "PP1 Recalling all,"), Between())
    assert not may_miss_some(older, newer, Between(2, 0, (71, 72)))
    assert not may_miss_some(older, replace(newer, session=None), Between())
    assert not may_miss_some(older, replace(newer, status="specimen"), Between())


def test_the_years_between_which_it_lies() -> None:
    """From the year after the older text, whichever of the two is named first."""
    older, newer = (
        resolution("70/1", "PP1 Recalling bridges,"),
        resolution("73/1", "PP1 Recalling bridges and ferries,"),
    )
    forward, backward = compare(older, newer), compare(newer, older)
    assert (True, True) == (forward.between.unsure, backward.between.unsure)
    assert "2016-2018" == made_in(forward.old, forward.new, (), unsure=True).text
    assert "2018" == made_in(forward.old, forward.new, ()).text
