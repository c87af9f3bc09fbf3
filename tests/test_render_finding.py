"""Words looked for in both texts: what finds what, where they are counted, and how they are marked in a redline."""

from __future__ import annotations

from dataclasses import replace

import builders as b
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markup import tags
from strategies import edited, wordy

from tracker.diff import diff
from tracker.model import Comparison
from tracker.render import finding, html, html_rows


def marked(item: Comparison, words: str) -> str:
    """The paragraphs of a comparison with these words marked."""
    return str(html.changes(item, view=html_rows.View(find=finding.pattern(words))))


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("genuine dialogue", "a Genuine\u00a0dialogue"),
        ("non-selectivity", "non\u2011selectivity,"),
        ("people's", "people\u2019s"),
        ("国际合作", "加强国际合作"),
        ("a.b", "a.b"),
    ],
)
def test_what_is_typed_finds_what_is_printed(words: str, text: str) -> None:
    """Blanks, hyphens, quotes and capitals of any kind stand for each other; signs stand for themselves."""
    sought = finding.pattern(words)

    assert sought
    assert sought.search(text)
    assert not sought.search("azb genuinedialogue")


@pytest.mark.parametrize("words", ["", "  ", "?!"])
def test_nothing_is_not_looked_for(words: str) -> None:
    """Without a letter there is nothing to find."""
    assert finding.pattern(words) is None


def test_words_are_counted_in_either_text() -> None:
    """How often each text has them, and in which paragraphs, also where an edit cuts the phrase on one side."""
    item = b.comparison(b.change("OP1", "a genuine {+and open +}dialogue"), b.change("OP2", "{+genuine dialogue+}"))
    found = finding.found(item, "genuine  dialogue")

    assert found
    assert ("genuine dialogue", 1, 1) == (found.words, found.old, found.new)
    assert [("OP1", 1, 0), ("OP2", 0, 1)] == [(one.label, one.old, one.new) for one in found.places]


def test_a_phrase_is_marked_on_the_side_that_has_it() -> None:
    """A mark stands inside the pieces of the diff: it is cut where an edit begins."""
    page = marked(b.comparison(b.change("OP1", "a [-good-]{+genuine+} dialogue")), "genuine dialogue")

    assert "<mark>genuine</mark>" in page
    assert "<mark> dialogue</mark>" in page
    assert "<mark>good" not in page


def test_what_was_found_is_unfolded() -> None:
    """Unchanged paragraphs that have the words are open, the others stay folded."""
    item = b.comparison(b.change("PP1", "Noting bridges"), b.change("OP1", "Urges"))
    rows = [row for row in html_rows.rows(item, html_rows.View(find=finding.pattern("bridges"))) if row.items]

    assert [True, False] == [row.open for row in rows]


def test_a_document_makes_no_marks_of_its_own() -> None:
    """The signs that become marks are taken out of the texts first."""
    page = marked(b.comparison(b.change("OP1", "a \ufdd0{+b+}\ufdd1 c")), "b")

    assert page.count("<mark>") == page.count("</mark>") == page.count("<mark>b</mark>")
    assert [] == tags(page).stray


@settings(deadline=None, max_examples=50)
@given(st.data())
def test_marks_change_no_word(data: st.DataObject) -> None:
    """Whatever is looked for, the words and their order stay the same."""
    old = data.draw(wordy().filter(str.split))
    new = data.draw(edited(old))
    change = replace(b.change("OP1", "x {+y+}"), segments=diff(old, new, "en"))
    item = b.comparison(change)

    assert str(html.changes(item)) == marked(item, "e").replace("<mark>", "").replace("</mark>", "")


def test_a_word_that_is_said_again_is_looked_for_once() -> None:
    """A hundred times the same word costs no more than one."""
    assert 1 == len(finding.patterns("bridge " * 100, apart=True))
