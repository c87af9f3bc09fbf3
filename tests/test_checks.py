"""What a person should check in a comparison of one language: stale citations, opening words, terms replaced."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import FIXTURES
from documents import resolution

from tracker import config
from tracker.languages import LANGUAGES, OFFICIAL
from tracker.model import Check, Resolution
from tracker.pipeline.compare import compare, read


def test_what_was_aligned_coarsely_is_to_be_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many alike to try every pairing: the text says so, and where it begins."""
    monkeypatch.setattr(config, "ASSIGN_LIMIT", 1)
    keepers = "bridge keepers of northern rivers to share tidal charts;"
    same = [f"PP{n} Recalling {words}," for n, words in enumerate(("masons", "fog", "winter ice", "tolls"), start=1)]
    old = resolution("74/1", *same, f"OP1 Invites young {keepers}", f"OP2 Urges old {keepers}")
    new = resolution("75/1", *same, f"OP1 Begs weary {keepers}", f"OP2 Thanks busy {keepers}")
    check = next(one for one in compare(old, new).checks if one.code == "coarse-pairing")

    assert ("OP1", ("OP1", "OP2")) == (check.label, check.labels)
    assert check.text.startswith("2 paragraphs from OP1 on are so much alike")


# -------------------------------------------------------------------------------------------------- stale citations


def _checked(old: str, new: str) -> list[tuple[str, str | None, str, str]]:
    """The checks of two texts of December 2019 and December 2020, with these first paragraphs."""
    texts = (resolution("74/1", f"PP1 {old}", "OP1 Decides."), resolution("75/1", f"PP1 {new}", "OP1 Decides."))
    return [(one.code, one.symbol, one.label, one.text) for one in compare(*texts).checks]


_CITES = "Recalling its resolution {} and the towns along the river,"


def test_a_citation_of_the_year_before_needs_no_check() -> None:
    """What is brought up to date every year cites the text before."""
    old, new = (_CITES.format(one) for one in ("73/9 of 17 December 2018", "74/1 of 16 December 2019"))
    assert [] == _checked(old, new)


def test_a_stale_citation_is_to_be_checked() -> None:
    """74/153 cites 72/169, two years old: said of the side that cites it, with its year."""
    old, new = (_CITES.format(one) for one in ("72/9 of 19 December 2017", "74/1 of 16 December 2019"))
    text = "PP1 of 74/1 cites 72/9 of 2017, not that of the year before."
    assert [("stale-citation", "A/RES/74/1", "PP1", text)] == _checked(old, new)


def test_stale_citations_of_one_paragraph_are_one_check() -> None:
    """Those of the Human Rights Council are called by its name."""
    frame = "Recalling its resolution {} and Human Rights Council resolution {} on the towns along the river,"
    old = frame.format("72/9 of 19 December 2017", "38/3 of 5 July 2018")
    new = frame.format("74/1 of 16 December 2019", "44/8 of 17 July 2020")
    text = "PP1 of 74/1 cites 72/9 of 2017 and Human Rights Council 38/3 of 2018, not those of the year before."
    assert [("stale-citation", "A/RES/74/1", "PP1", text)] == _checked(old, new)


def test_a_citation_that_stays_is_not_stale() -> None:
    """What both texts cite is history, not a step of a chain."""
    old, new = (
        _CITES.format(f"55/2 of 8 September 2000, {one}")
        for one in ("73/9 of 17 December 2018", "74/1 of 16 December 2019")
    )
    assert [] == _checked(old, new)


def test_without_a_date_of_adoption_nothing_is_stale() -> None:
    """How old a citation is can't be known."""
    old, new = (
        resolution(symbol, f"PP1 {_CITES.format(cited)}", adopted=None)
        for symbol, cited in (("74/1", "72/9 of 19 December 2017"), ("75/1", "74/1 of 16 December 2019"))
    )
    assert () == compare(old, new).checks


def test_how_old_a_citation_may_be_depends_on_how_often_the_text_returns() -> None:
    """A text that says that it returns after two years cites that of two years before; older than that is stale."""
    old = ("PP1 Recalling its resolution {} of 18 December {},", "OP1 Decides to meet at its seventy-sixth session.")

    def checked(symbol: str, year: int) -> list[str]:
        first = resolution("74/1", old[0].format(symbol, year), old[1])
        second = resolution("76/1", old[0].format("74/1", 2019), "OP1 Decides to meet at its seventy-eighth session.")
        return [one.text for one in compare(first, second).checks if one.code == "stale-citation"]

    assert [] == checked("72/9", 2017)
    assert ["PP1 of 74/1 cites 70/9 of 2015, not that of 2 years before."] == checked("70/9", 2015)


def test_of_another_text_it_is_not_known_how_often_it_returns() -> None:
    """A paragraph that cites neither of the two texts, and does not name their subject, is of no chain of theirs."""
    frame = "Recalling its resolution {} on the ferries of the delta,"
    old, new = (frame.format(one) for one in ("70/9 of 19 December 2015", "73/44 of 16 December 2018"))
    assert [] == _checked(old, new)
    subject = [text.replace("the ferries", "bridges and ferries") for text in (old, new)]
    assert ["PP1 of 74/1 cites 70/9 of 2015, not that of the year before."] == [
        text for *_, text in _checked(*subject)
    ][:1]


def test_what_stands_beside_a_later_citation_is_history() -> None:
    """A list of earlier resolutions ends with that of the year before: the older ones are no stale step."""
    frame = "Recalling its resolutions {} and {} on the towns along the river,"
    old = frame.format("70/9 of 19 December 2015", "73/9 of 17 December 2018")
    new = frame.format("71/3 of 19 December 2016", "74/1 of 16 December 2019")
    assert [] == _checked(old, new)


def test_to_cite_the_other_text_is_not_stale() -> None:
    """Two texts two sessions apart, of which the newer cites the older: there may be none between them."""
    last = "OP1 Decides to meet at its {} session."
    old = resolution("74/1", f"PP1 {_CITES.format('73/9 of 17 December 2018')}", last.format("seventy-fifth"))
    new = resolution("76/1", f"PP1 {_CITES.format('74/1 of 16 December 2019')}", last.format("seventy-seventh"))
    assert [] == [one for one in compare(old, new).checks if one.code == "stale-citation"]


def test_where_nothing_says_how_often_a_text_returns_nothing_is_stale() -> None:
    """Two texts three sessions apart that name no session: what lies between them is not known."""
    first = resolution("74/1", "PP1 Recalling its resolution 72/9 of 19 December 2017,")
    second = resolution("77/1", "PP1 Recalling its resolution 74/1 of 16 December 2019,")
    assert () == compare(first, second).checks


def _series(corpus: Path, symbol: str, language: str) -> Resolution:
    if symbol == "66/152":
        return read(FIXTURES / "A_RES_66_152.txt")
    (path,) = (corpus / "series" / f"{symbol[:2]}session" / LANGUAGES[language].name).glob("*.xml")
    return read(path)


def _found(corpus: Path, old: str, new: str, language: str = "en") -> list[Check]:
    return list(compare(_series(corpus, old, language), _series(corpus, new, language)).checks)


@pytest.mark.parametrize("language", OFFICIAL)
def test_the_series_has_two_texts_with_stale_citations(corpus: Path, language: str) -> None:
    """66/152 cites 64/171 though there is a 65/218; 74/153 cites 72/169, in every language, and no later text does."""
    steps = [("74/153", "75/180"), ("75/180", "76/159"), ("76/159", "77/213"), ("77/213", "78/199")]
    if language == "en":
        steps.insert(0, ("66/152", "74/153"))
    told = {
        (one.symbol, one.label)
        for old, new in steps
        for one in _found(corpus, old, new, language)
        if one.code == "stale-citation"
    }
    expected = {("A/RES/74/153", "PP3"), *({("A/RES/66/152", "PP2")} if language == "en" else set())}
    assert expected == told


# --------------------------------------------------------------------------------------------------- opening words


def _opened(old: str, new: str, *, language: str = "en", lead: tuple[int, int] = (0, 0)) -> list[tuple[str, str]]:
    """The opening words before and after of two texts of one paragraph, a label and its words."""
    sides = []
    for symbol, line, size in (("74/1", old, lead[0]), ("75/1", new, lead[1])):
        text = resolution(symbol, line, "OP9 Same.", language=language)
        first = replace(text.paragraphs[0], lead=size)
        sides.append(replace(text, paragraphs=(first, *text.paragraphs[1:])))
    found = [one for one in compare(*sides).checks if one.code == "operative-verb"]
    return [(one.old or "", one.new or "") for one in found]


_REST = "all towns along the river to keep their bridges open for boats;"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Requests", "Invites"),
        ("Urges", "Encourages"),
        ("Decides", "Recommends"),
        ("Strongly urges", "Urges"),
        ("Notes with appreciation", "Notes"),
        ("Takes note with deep concern", "Takes note"),
    ],
)
def test_an_operative_verb_that_changed(old: str, new: str) -> None:
    """Also without a mark: an English lead phrase is known by its form. Which is stronger is not said."""
    assert [(old, new)] == _opened(f"OP1 {old} {_REST}", f"OP1 {new} {_REST}")


@pytest.mark.parametrize(
    ("old", "new"),
    [("Recalling", "Noting"), ("Having considered", "Welcoming"), ("Deeply concerned about", "Concerned about")],
)
def test_preambular_opening_words_that_changed(old: str, new: str) -> None:
    """The lead phrase of a preambular paragraph is told in the same way."""
    ((before, after),) = _opened(f"PP1 {old} {_REST}", f"PP1 {new} {_REST}")
    assert (old.removesuffix(" about"), new.removesuffix(" about")) == (before, after)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("OP1 Requests", "OP1 Also requests"),
        ("OP1 Also requests", "OP1 Further requests"),
        ("PP1 Recalling", "PP1 Recalling further"),
        ("PP1 Recalling also", "PP1 Recalling"),
    ],
)
def test_also_and_further_are_no_other_verb(old: str, new: str) -> None:
    """They follow the neighbours (UN.md E.1), whatever else was changed."""
    assert [] == _opened(f"{old} {_REST}", f"{new} {_REST.replace('boats', 'ships')}")


def test_a_longer_mark_is_no_other_verb() -> None:
    """Sources mark more or fewer words as the lead phrase: only the words count."""
    lead = (len("Reaffirming its commitment"), len("Reaffirming"))
    assert [] == _opened(
        "PP1 Reaffirming its commitment to boats,", "PP1 Reaffirming its commitment to ships,", lead=lead
    )


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("fr", "Se félicitant", "Notant avec intérêt"),
        ("es", "Insta", "Alienta"),
        ("ru", "настоятельно призывает", "предлагает"),
        ("ar", "تحث", "تدعو"),
        ("zh", "敦促", "鼓励"),
    ],
)
def test_other_languages_are_told_by_their_marks(language: str, old: str, new: str) -> None:
    """With the mark of the source both are told; without it nothing is known, and nothing said."""
    rest = " A B C D E F G H."
    marked = _opened(f"PP1 {old}{rest}", f"PP1 {new}{rest}", language=language, lead=(len(old), len(new)))
    assert [(old, new)] == marked
    assert [] == _opened(f"PP1 {old}{rest}", f"PP1 {new}{rest}", language=language)


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("fr", "Souligne", "Souligne également"),
        ("es", "Reafirma también", "Reafirma además"),
        ("ru", "подчеркивает", "подчеркивает далее"),
        ("ar", "إذ تؤكد", "وإذ تؤكد أيضا"),
        ("zh", "强调", "又强调"),
    ],
)
def test_adverbs_of_every_language_are_left_out(language: str, old: str, new: str) -> None:
    """As also and further in English; in Arabic so is the "and" that joins a paragraph to the one before."""
    sides = (f"PP1 {old} A B C D E.", f"PP1 {new} A B C D F.")
    assert [] == _opened(*sides, language=language, lead=(len(old), len(new)))


def test_a_paragraph_that_became_operative_has_no_other_verb() -> None:
    """Recalling and Recalls are one verb in two parts: that it crossed over is told by itself."""
    words = "the towns along the river that keep their bridges open for all boats and ferries"
    assert [] == _opened(f"PP1 Welcoming {words},", f"OP1 Welcomes {words};")


def test_the_opening_words_of_the_series(corpus: Path) -> None:
    """One paragraph in all steps and languages: French PP16 of 78/199 (SKETCHES 6)."""
    steps = [("74/153", "75/180"), ("75/180", "76/159"), ("76/159", "77/213"), ("77/213", "78/199")]
    told = [
        (language, new, one.label)
        for language in OFFICIAL
        for old, new in steps
        for one in _found(corpus, old, new, language)
        if one.code == "operative-verb"
    ]
    assert [("fr", "78/199", "PP16")] == told


# ------------------------------------------------------------------------------------------------------------ terms


def test_a_term_that_was_replaced_is_one_check(corpus: Path) -> None:
    """The French text of 2020: 24 paragraphs, the title, three with other edits, four where the old words still are."""
    (told,) = [one for one in _found(corpus, "74/153", "75/180", "fr") if one.code == "term-replaced"]
    assert ("PP1", 24) == (told.label, len(told.labels))
    assert "also in the title; other words changed with it in OP10, OP13 and OP14;" in told.text
    assert told.text.endswith("still stand in PP1, PP3, PP15 and OP16.")


@pytest.mark.parametrize("language", OFFICIAL)
def test_no_other_term_was_replaced_in_the_series(corpus: Path, language: str) -> None:
    """The one of the French text of 2020 is the only one, in four steps of six languages."""
    steps = [("74/153", "75/180"), ("75/180", "76/159"), ("76/159", "77/213"), ("77/213", "78/199")]
    told = [new for old, new in steps for one in _found(corpus, old, new, language) if one.code == "term-replaced"]
    assert (["75/180"] if language == "fr" else []) == told
