"""An edit made in several paragraphs, counted word for word in every text of a series, in each language."""

from __future__ import annotations

from dataclasses import replace

from builders import NEW, OLD, change, comparison
from test_html_languages import in_language

from tracker.formulas import formulas
from tracker.model import Group

ENGLISH = in_language(
    "en",
    change("OP1", "for {+all +}people", group=1),
    change("OP2", "of {+all +}people", group=1),
    groups=(Group(1, "all people", ("OP1", "OP2")),),
)
FRENCH = in_language(
    "fr",
    change("OP1", "pour tous {+les +}gens, et tous les gens", group=1),
    change("OP2", "de {+tous les +}gens", group=1),
    groups=(Group(1, "tous les gens", ("OP1", "OP2")),),
)


def test_each_text_is_counted_by_its_paragraphs() -> None:
    """In how many paragraphs the words stand, whatever their blanks and capitals; unknown where there is no text."""
    texts: dict[str, list[list[str] | None]] = {
        "en": [["for people"], ["All\u00a0people, all people", "of all people"]],
        "fr": [None, ["tous les gens", "personne"]],
    }
    ((english, french),) = formulas({"en": ENGLISH, "fr": FRENCH}, texts)

    assert ("en", "all people", (0, 2)) == (english.language, english.phrase, english.counts)
    assert ("fr", "tous les gens", (None, 1)) == (french.language, french.phrase, french.counts)


def test_words_that_stand_apart_are_named() -> None:
    """A paragraph that has the edit and not its words in a row is told beside the count."""
    apart = in_language(
        "fr",
        change("OP1", "tous {+les +}bons {+gens +}", group=None),
        change("OP2", "de tous {+les gens+}", group=1),
        change("OP3", "et tous {+les gens+}", group=1),
        groups=(Group(1, "tous les gens", ("OP2", "OP3")),),
    )
    english = in_language(
        "en",
        *(change(label, "of {+all +}people", group=1) for label in ("OP1", "OP2", "OP3")),
        groups=(Group(1, "all people", ("OP1", "OP2", "OP3")),),
    )
    ((_, french),) = formulas({"en": english, "fr": apart}, {"en": [], "fr": []})

    assert ("OP1",) == french.apart


def test_without_a_repeated_edit_there_is_nothing_to_count() -> None:
    """One language's edit alone, or edits in one place, have no table."""
    item = comparison(change("OP1", "for {+all+}"), old=replace(OLD, language="en"), new=replace(NEW, language="en"))

    assert () == formulas({"en": item, "fr": in_language("fr", change("OP1", "pour {+tous+}"))}, {"en": [], "fr": []})
