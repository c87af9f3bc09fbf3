"""Names of countries that are printed so that no code is found for them are told when they come in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from documents import document, resolution

from tracker.cli.outcomes import tell
from tracker.model import Adoption, Sponsor, Vote
from tracker.pipeline.ingest import Adding
from tracker.pipeline.report import Outcome, Report
from tracker.store import Stated, Store

VOTES = Adoption("recorded vote", 2, 0, 0, (Vote("CUBA", "in favour"), Vote("Nambia", "in favour")))
SPONSORS = ("Chile", "Qata", "submitted by the Chair of the Committee", "Malta was removed from the list of sponsors")


def taken(store: Store, **fields: Any) -> Outcome:
    """A text with a vote and sponsors, as it is added."""
    text = replace(resolution("76/1", "OP1 Decides"), adoption=VOTES, sponsors=tuple(map(Sponsor, SPONSORS)), **fields)
    made, data = document(text)
    return Adding(store, Stated()).take(made, data)


def test_names_without_a_code_are_those_of_voters_and_sponsors() -> None:
    """Not what is said of a committee or a withdrawal; and a text that is here already is not told again."""
    store = Store.open(":memory:", create=True)

    assert ("added", ("Nambia", "Qata")) == ((first := taken(store)).what, first.uncoded)
    assert ("unchanged", ()) == ((again := taken(store)).what, again.uncoded)
    assert [("Nambia",)] == store.conn.execute("select printed from votes where iso is null").fetchall()


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ((), None),
        (("Qata",), "1 printed country name has no code: Qata (iso is empty)"),
        (
            ("Qata", "Nambia", "Qata", "Solomon", "Islands", "Maltas"),
            "5 printed country names have no code: Qata; Nambia; Solomon and 2 more (iso is empty)",
        ),
    ],
)
def test_add_says_how_many(capsys: pytest.CaptureFixture[str], names: tuple[str, ...], said: str | None) -> None:
    """In one line for all files, each name once, the first few of them; nothing where there are none."""
    tell(Report((Outcome("a.xml", "added", ("A/RES/76/1 (en)",), uncoded=names),)))

    lines = [line for line in capsys.readouterr().out.splitlines() if "code" in line]
    assert lines == ([said] if said else [])
