"""A pairing by hand is shown as such, wherever a change is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import change, comparison, told

from tracker.model import Change, Reason
from tracker.render import html, html_rows, markdown, rows, terminal, vocabulary

SAID = "Paired by hand: *agreed* <so>. The program alone: OP7 deleted, OP2 new."


def paired(one: Change) -> Change:
    """A change as the pipeline makes it of a pairing by hand."""
    return replace(one, flags=("override",), reason=Reason(one.reason.code, SAID))


REWORDED = paired(change("OP2", "Urges {+all +}States;", old="OP7"))
SAME = paired(change("OP3", "Decides to go on."))
TECHNICAL = paired(change("PP1", "Recalling {+75/1+}[-74/1-],", "technical"))
ITEM = comparison(TECHNICAL, change("OP1", "Notes bridges;"), REWORDED, SAME)
TELLING = told(ITEM)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (REWORDED, "Reworded, paired by hand"),
        (SAME, "Unchanged, paired by hand"),
        (replace(SAME, moved=True), "Moved, paired by hand"),
        (paired(change("OP4", "{+Notes ferries;+}")), "New, said by hand"),
        (replace(REWORDED, flags=("degraded",)), "Reworded"),
    ],
)
def test_what_it_is_called(item: Change, expected: str) -> None:
    """By what happened to it, then that it was paired (or said) by hand; another flag says nothing of that."""
    assert expected == vocabulary.phrase(item)


def test_the_terminal_says_it_of_every_change() -> None:
    """Beside the words; and each, also what is folded, with the note and what the program finds alone."""
    text = terminal.comparison(ITEM, TELLING, width=200)

    assert "OP2   Reworded, paired by hand (ex OP7): Urges {+all+} States;" in text
    listed = text.partition("Paired by hand  ")[2]
    assert listed.startswith("PP1: *agreed* <so>. The program alone: OP7 deleted, OP2 new.\n")
    assert "                OP2 (ex OP7): *agreed*" in listed
    assert "                OP3: *agreed*" in listed
    assert "OP1" not in listed
    assert "OP3: *agreed*" in terminal.comparison(ITEM, TELLING, width=200, only="substantive")
    assert "Unchanged, paired by hand" in terminal.comparison(ITEM, TELLING, width=200, full=True)


def test_markdown_says_it_of_every_change() -> None:
    """With a heading of its own; a note is text and no markup."""
    text = markdown.comparison(ITEM, TELLING)

    assert "**OP2** Reworded, paired by hand (ex OP7): Urges <ins>all</ins> States;" in text
    assert 3 == text.partition("## Paired by hand\n")[2].count("\\*agreed\\* \\<so\\>. The program alone")


def test_a_page_says_it_of_every_change() -> None:
    """In the head of each, with the sentence below it; above all of them, with links to each."""
    page = html.changes(ITEM)
    opening = html.opening(ITEM, TELLING)

    assert 3 == page.count("paired by hand</span>")
    assert 3 == page.count('<p class="by-hand">Paired by hand: *agreed* &lt;so&gt;. The program alone: OP7 deleted')
    assert '<b>Paired by hand:</b> <a href="#PP1"><bdi>PP1</bdi></a>, <a href="#OP2"><bdi>OP2</bdi></a>' in opening
    assert "override" not in page + opening
    assert "hand" not in html.opening(comparison(change("OP1", "Notes {+all +}bridges;")), TELLING)


def test_what_is_unchanged_is_not_folded_away() -> None:
    """A paragraph that the words alone would not have paired, or that somebody vouches for, has a line of its own."""
    assert [("quiet", "PP1"), ("part", ""), ("fold", "OP1"), ("full", "OP2"), ("quiet", "OP3")] == [
        (row.shape, row.label) for row in html_rows.rows(ITEM)
    ]


def test_a_row_of_csv_says_it() -> None:
    """By its flag, its name and its reason."""
    row = rows.changes(ITEM)[2]

    assert ("override", "Reworded, paired by hand", SAID) == (row["flags"], row["called"], row["reason_text"])
