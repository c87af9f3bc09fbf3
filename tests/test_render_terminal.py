"""What a comparison looks like on a terminal: SKETCHES.md 3, on texts of our own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import NEW, OLD, change, comparison, note, told

from tracker.model import Check, Group, MetadataChange, NotApplied, Story, TechnicalUpdate
from tracker.render import terminal

FORMULA = "all bridges and open tunnels for all"
ITEM = comparison(
    change("PP1", "Recalling the bridges", notes=[note("renumbered", "See A/1", "none", mark="6")]),
    change("PP3", "its resolution [-74/1 of 18 May 2019-]{+75/1 of 16 May 2020+}, and", "technical"),
    change(
        "PP13",
        "Noting also, anew, the care for {+all +}bridges and open tunnels{+ for all+} by, inter alia, new ships",
        group=1,
    ),
    change(
        "OP4",
        "Urges in addition the protection of {+all +}bridges and open tunnels for all, by day and by night",
        group=1,
    ),
    change(
        "OP8",
        "Affirms once more that all bridges and open tunnels{+ for all+} should be lit at night",
        group=1,
        old="OP7",
    ),
    change("OP12", "{+Welcoming the anniversary+}", notes=[note("inserted", "{+Resolution 5/1.+}", mark="5")]),
    change("OP14", "[-Requests a report-]"),
    change("OP15", "Requests[-,-] a report", "typographic"),
    change("OP16", "Recalls the Charter[- of the Rivers-]", reason="house-style"),
    change("OP17", "Decides to go on", kind="unchanged", moved=True, old="OP2"),
    old=replace(OLD, sponsors=("Cuba (NAM)", "Palau")),
    new=replace(NEW, sponsors=("Cuba (NAM)", "China"), against=("Argentina",), abstaining=("Paraguay", "Ukraine")),
    metadata=(
        MetadataChange("sponsors", added=("China",), removed=("Palau",)),
        MetadataChange("agenda_item", "72", "71"),
    ),
    groups=(Group(1, FORMULA, ("PP13", "OP4", "OP8"), (NotApplied("OP9", "harm to bridges"),)),),
    checks=(Check("citation", "A/RES/76/2", "PP3", "PP3 cites a text of two years before."),),
)
TELLING = told(
    ITEM,
    Story("formula", (2, 3, 4), ("PP13", "OP4", "OP8"), FORMULA, 1),
    Story("new", (5,), ("OP12",)),
    Story("deleted", (6,), ("OP14",)),
    Story("small", (8,), ("OP16",)),
    Story("moved", (9,), ("OP17",)),
    terse="5 changes in 7 of 10 paragraphs. 1,272 -> 1,286 words.",
    technical=(
        TechnicalUpdate("PP3", "74/1 of 18 May 2019", "75/1 of 16 May 2020", "citation"),
        TechnicalUpdate("PP3", "HRC 44/18", "HRC 47/9", "citation"),
        TechnicalUpdate("OP17", "", "also", "lead"),
    ),
    gap="7 texts in between (sessions 67 to 73) are not here: the years of these changes are not known.",
)
EXPECTED = """\
A/RES/75/1, 16 December 2020  ->  A/RES/76/2, 17 December 2021     English
Bridges

5 changes in 7 of 10 paragraphs. 1,272 -> 1,286 words.
   Against: Argentina. Abstaining: Paraguay, Ukraine.
7 texts in between (sessions 67 to 73) are not here: the years of these changes
are not known.

1  One formula in three paragraphs: "all bridges and open tunnels for all".
   Before, three wordings.                                               6 words
   PP13  ... the care for {+all+} bridges and open tunnels {+for all+} by, inter
         alia, ...
   OP4   ... the protection of {+all+} bridges and open tunnels for all, ...
   OP8   (ex OP7) Affirms once more that all bridges and open tunnels {+for
         all+} should be lit ...
   Not in OP9: "harm to bridges".

2  OP12  New: Welcoming the anniversary
         New note 5: Resolution 5/1.

3  OP14  Deleted: Requests a report

4  OP16  Small wording: Recalls the Charter [-of the Rivers-]

5  OP17  Moved (ex OP2): Decides to go on

Technical updates
   PP3   74/1 of 18 May 2019 -> 75/1 of 16 May 2020
         HRC 44/18 -> HRC 47/9
   OP17  {+also+}

Punctuation  1 paragraph: OP15
Sponsors     Cuba (NAM) with China;
             newly named: China; no longer named: Palau
Unchanged    2 paragraphs (in PP1 the note is now 6)
To check     PP3 cites a text of two years before.

More: --full (whole text), --stat, --format html, markdown, json or csv
"""


def test_the_whole_of_it() -> None:
    """What is told comes first, then the stories with the words that carry them, then what is folded, counted."""
    assert EXPECTED == terminal.comparison(ITEM, TELLING)


def test_stat_is_the_first_block_alone() -> None:
    """--stat ends where the stories begin."""
    assert EXPECTED.partition("\n1  ")[0] == terminal.comparison(ITEM, TELLING, stat=True)


def test_only_substantive_says_how_much_it_hides() -> None:
    """What has no substance is left out, and its number is told."""
    shown = terminal.comparison(ITEM, TELLING, only="substantive")

    assert "Technical updates" not in shown
    assert "Punctuation  " not in shown
    assert (
        "Not shown  1 unchanged, 1 with technical updates only, 1 with punctuation only\n"
        "           (--only substantive)\n"
    ) in shown


def test_full_shows_every_paragraph_whole() -> None:
    """--full has each change with its label, its word and all of its text, and the facts around the text."""
    shown = terminal.comparison(ITEM, TELLING, full=True)

    assert "\nPP1  Unchanged\n   Recalling the bridges\n   Note 6: See A/1\n" in shown
    assert "\nOP12  New\n   {+Welcoming the anniversary+}\n   New note 5: Resolution 5/1.\n" in shown
    assert "\nOP12  New\n   {+Welcoming the anniversary+}\n   New note 5: Resolution 5/1.\n" in shown
    assert "\nMasthead  agenda item: 72 -> 71\n" in shown
    assert "..." not in shown


def test_full_and_only_together_leave_out_paragraphs() -> None:
    """--full --only substantive shows the paragraphs with substance whole, and no other."""
    shown = terminal.comparison(ITEM, TELLING, full=True, only="substantive")

    assert "OP12  New" in shown
    assert "PP1  Unchanged" not in shown
    assert "OP15" not in shown


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("full", [False, True])
def test_no_line_is_wider_than_the_terminal(width: int, *, full: bool) -> None:
    """Lines end before the width, marks counted."""
    lines = terminal.comparison(ITEM, TELLING, width=width, full=full).splitlines()

    # Two lines are not wrapped: which two texts, and where to find more.
    assert [] == [line for line in lines[2:] if len(line) > width and not line.startswith("More:")]


def test_colour_takes_the_place_of_marks() -> None:
    """In colour, added words are underlined and deleted ones struck through, and no mark is printed."""
    shown = terminal.comparison(ITEM, TELLING, color=True)

    assert "\x1b[32;4mall\x1b[0m bridges" in shown
    assert "\x1b[31;9mof the Rivers\x1b[0m" in shown
    assert "{+" not in shown
    assert "[-" not in shown


def test_colour_never_runs_over_a_line_end() -> None:
    """A colour that a line break interrupts ends with its line and begins again after the margin."""
    item = comparison(change("OP1", "{+" + "one two three four five six seven eight nine ten " * 4 + "+}and so on"))
    shown = terminal.comparison(item, told(item), color=True, width=40).splitlines()
    added = [line for line in shown if "two" in line]

    assert len(added) > 3
    assert [line.count("\x1b[32;4m") for line in added] == [line.count("\x1b[0m") for line in added]
    assert all(line.startswith("         \x1b[32;4m") for line in added[1:])


def test_without_colour_there_is_no_escape_sequence() -> None:
    """Text without colour is plain."""
    assert "\x1b" not in terminal.comparison(ITEM, TELLING, full=True)


def test_a_document_cannot_act_on_the_terminal() -> None:
    """Control characters and overrides of direction in a text are shown as U+FFFD, tabs as bars between cells."""
    item = comparison(change("OP1", "{+\x1b[2Jgone\u202e\ue000 +}left\tright\x07"))
    shown = terminal.comparison(item, told(item), full=True)

    assert "{+\ufffd[2Jgone\ufffd\ufffd+} left | right\ufffd" in shown
    assert not {"\x1b", "\u202e", "\ue000", "\x07", "\t"} & set(shown)


def test_the_count_is_that_of_the_telling() -> None:
    """The enacting formula is a paragraph of the data, and is not counted where a person reads."""
    item = comparison(change("F", "The Council,"), change("PP1", "Noting"))
    telling = replace(told(item), counts=(("Unchanged", 1),), paragraphs=1)

    assert "\nUnchanged  1 paragraph\n" in terminal.comparison(item, telling)


def test_notes_of_paragraphs_that_no_story_tells_are_not_lost() -> None:
    """A note that came to an unchanged paragraph has a line of its own."""
    item = comparison(change("PP5", "Noting", notes=[note("inserted", "{+A/2.+}", mark="3")]))

    assert "\nNotes      PP5: New note 3: A/2.\n" in terminal.comparison(item, told(item))


def test_a_changed_title_shows_both() -> None:
    """The title is part of a text: where it changed, the former one is shown."""
    item = comparison(change("PP1", "Noting"), old=replace(OLD, title="Fords"))

    assert "\nBridges\nBefore: Fords\n" in terminal.comparison(item, told(item))


def test_a_title_with_another_blank_is_the_same() -> None:
    """Another kind of blank is no change, in a title either."""
    item = comparison(
        change("PP1", "Noting"),
        old=replace(OLD, title="Bridges\u00a0of stone"),
        new=replace(NEW, title="Bridges of stone"),
    )

    assert "Before" not in terminal.comparison(item, told(item))


def test_sponsors_that_a_source_does_not_name() -> None:
    """No sponsors in a source means that it does not state them, not that there were none."""
    item = comparison(change("PP1", "Noting"), new=replace(NEW, sponsors=("China",)))

    assert "Sponsors   China;\n           not stated in the source of A/RES/75/1\n" in terminal.comparison(
        item, told(item)
    )


def test_chinese_is_measured_in_columns() -> None:
    """A Chinese character takes two columns, and lines end between characters."""
    item = comparison(change("OP1", "大会回顾其关于增进人权领域国际合作的{+所有+}决议和其他相关文件的规定" * 2))
    lines = terminal.comparison(item, told(item), width=40, full=True).splitlines()
    text = [line for line in lines if line.startswith("   ")]

    assert 3 < len(text)
    assert all(2 * len(line) <= 40 + 12 for line in text)


def test_a_split_shows_the_break() -> None:
    """One paragraph that became two: both labels, and a sign where the break came in."""
    item = comparison(change("OP3, OP4", "Requests a report{+\n+}and decides", kind="split", old="OP3"))
    item = replace(item, changes=(replace(item.changes[0], old=item.changes[0].old[:1]),))

    assert "Split, reworded (ex OP3): Requests a report {+¶+} and decides" in terminal.comparison(item, told(item))
