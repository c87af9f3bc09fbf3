"""A comparison as Markdown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import NEW, change, comparison, told
from test_render_terminal import ITEM, TELLING

from tracker.render import escape, markdown

EXPECTED = """\
# A/RES/75/1 → A/RES/76/2

**Bridges**\x20\x20
16 December 2020 → 17 December 2021. English.

5 changes in 7 of 10 paragraphs. 1,272 -\\> 1,286 words.

Against: Argentina. Abstaining: Paraguay, Ukraine.

> 7 texts in between (sessions 67 to 73) are not here: the years of these changes are not known.

## What changed

1. One formula in three paragraphs: "all bridges and open tunnels for all". Before, three wordings. (6 words)
   - **PP13** ... the care for <ins>all</ins> bridges and open tunnels <ins>for all</ins> by, inter alia, ...
   - **OP4** ... the protection of <ins>all</ins> bridges and open tunnels for all, ...
   - **OP8** (ex OP7) Affirms once more that all bridges and open tunnels <ins>for all</ins> should be lit ...
   - Not in OP9: "harm to bridges".
2. **OP12** New: Welcoming the anniversary
   - New note 5: Resolution 5/1.
3. **OP14** Deleted: Requests a report
4. **OP16** Small wording: Recalls the Charter <del>of the Rivers</del>
5. **OP17** Moved (ex OP2): Decides to go on

## Technical updates

| Place | Before | After |
| --- | --- | --- |
| PP3 | 74/1 of 18 May 2019 | 75/1 of 16 May 2020 |
| PP3 | HRC 44/18 | HRC 47/9 |
| OP17 |  | also |

## Besides

- Punctuation and hyphens: 1 paragraph: OP15
- Sponsors: Cuba (NAM) with China; newly named: China; no longer named: Palau
- Unchanged: 2 paragraphs (in PP1 the note is now 6)

## To check

- PP3 cites a text of two years before.

Texts: United Nations, unofficial. Compared by resolution-tracker, algorithm test.
"""


def test_the_whole_of_it() -> None:
    """The words of the terminal, as headings, lists and a table; added and deleted words as <ins> and <del>."""
    assert EXPECTED == markdown.comparison(ITEM, TELLING)


def test_full_shows_every_paragraph_whole() -> None:
    """--full has each change with its label, its word and all of its text."""
    shown = markdown.comparison(ITEM, TELLING, full=True)

    assert "**OP16** *Small wording*  \nRecalls the Charter <del>of the Rivers</del>\n" in shown
    assert "**PP1** *Unchanged*  \nRecalling the bridges\n\n- Note 6: See A/1\n" in shown


def test_only_substantive_says_how_much_it_hides() -> None:
    """What has no substance is left out, and its number is told."""
    shown = markdown.comparison(ITEM, TELLING, only="substantive")

    assert "## Technical updates" not in shown
    assert "- Not shown: 1 unchanged, 1 with technical updates only, 1 with punctuation only\n" in shown


def test_stat_is_the_beginning_alone() -> None:
    """--stat ends where the stories begin."""
    assert EXPECTED.partition("\n## What changed")[0] == markdown.comparison(ITEM, TELLING, stat=True)


def test_a_text_cannot_bring_its_own_markup() -> None:
    """HTML, emphasis, links and list signs of a document are shown as characters."""
    item = comparison(change("OP1", "a <script>x</script> *b* [c](d){+ & `e`+} | f"))
    shown = markdown.comparison(item, told(item), full=True)

    assert "a \\<script\\>x\\</script\\> \\*b\\* \\[c\\](d) <ins>&amp; \\`e\\`</ins> \\| f" in shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. First", "1\\. First"),
        ("- point", "\\- point"),
        ("# head", "\\# head"),
        ("snake_case", "snake_case"),
        ("---", "--\\-"),
        ("===", "==\\="),
        ("__b__", "\\_\\_b\\_\\_"),
    ],
)
def test_what_begins_a_line(text: str, expected: str) -> None:
    """No list, heading or rule is made by how a text begins, or by what it is; a word keeps its underscore."""
    assert expected == escape.markdown(text)


def test_specimens_are_called_specimens() -> None:
    """A specimen is no document of the United Nations, and is not credited as one."""
    item = comparison(change("PP1", "Noting"), new=replace(NEW, status="specimen"), old=replace(NEW, status="specimen"))

    assert markdown.comparison(item, told(item)).endswith(
        "\nSpecimens of this project, not documents of the United Nations. "
        "Compared by resolution-tracker, algorithm test.\n"
    )
