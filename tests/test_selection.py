"""How a version is named, and what is said when the name fits none or several."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.errors import AmbiguousVersion, UnknownVersion
from tracker.model import KnownVersion, Origin, Series, Status, Version
from tracker.selection import age, choose, years
from tracker.symbols import Symbol

ORIGIN = Origin("a.txt", "0" * 64, "text", "plain")


def version(symbol: str, adopted: str | None, language: str = "en", status: Status = "adopted") -> Version:
    """A text that is here; its session is the symbol's."""
    name = Symbol.parse(symbol)
    day = date.fromisoformat(adopted) if adopted else None
    return Version(name.slug, str(name), language, status, name.session, day, "A title", ORIGIN)


def series_of(slug: str, *symbols: str, specimen: bool = False) -> Series:
    """A series of these texts."""
    known = tuple(KnownVersion(str(Symbol.parse(text)), Symbol.parse(text).session, None, "read") for text in symbols)
    return Series(slug, slug, specimen=specimen, known=known)


HERE = [
    version("66/152", "2011-12-19"),
    version("74/153", "2019-12-18"),
    version("75/180", "2020-12-16"),
    version("76/159", "2021-12-16"),
    version("76/159", "2021-12-16", "fr"),
    version("A/C.3/76/L.32", "2021-11-01", status="draft"),
    version("SPECIMEN/1", "2012-12-03", status="specimen"),
]
COOPERATION = series_of("cooperation", "66/152", "67/169", "74/153", "75/180", "76/159", "77/213", "A/C.3/76/L.32")
EXERCISE = series_of("exercise", "66/152", "SPECIMEN/1", specimen=True)
BOTH = [COOPERATION, EXERCISE]


def chosen(expression: str, language: str | None = None, series_slug: str | None = None) -> tuple[str, str]:
    """What is chosen among the texts above, as symbol and language."""
    found = choose(expression, HERE, BOTH, language=language, series_slug=series_slug, official=["A/RES/77/213"])
    return found.symbol, found.language


@pytest.mark.parametrize(
    ("expression", "symbol"),
    [
        ("66/152", "A/RES/66/152"),
        ("A/RES/66/152", "A/RES/66/152"),
        (" a/res/66/152 ", "A/RES/66/152"),
        ("66-152", "A/RES/66/152"),
        ("2011", "A/RES/66/152"),
        ("s75", "A/RES/75/180"),
        ("S74", "A/RES/74/153"),
        ("latest", "A/RES/76/159"),
        ("previous", "A/RES/75/180"),
        ("A/C.3/76/L.32", "A/C.3/76/L.32"),
        ("a-c-3-76-l-32", "A/C.3/76/L.32"),
        ("SPECIMEN/1", "SPECIMEN/1"),
    ],
)
def test_the_ways_to_name_a_version(expression: str, symbol: str) -> None:
    """A symbol in its forms, a slug, a year, a session, latest, previous."""
    assert chosen(expression) == (symbol, "en")


def test_a_year_never_means_a_draft_or_a_specimen() -> None:
    """2021 has a draft and an adopted text: the adopted one is meant. 2012 has a specimen only: refused."""
    assert chosen("2021") == ("A/RES/76/159", "en")
    with pytest.raises(UnknownVersion):
        chosen("2012")


def test_latest_never_means_a_specimen_in_its_own_series_either() -> None:
    """In the series of specimens the latest adopted text is the one that stands there by reference."""
    assert chosen("latest", series_slug="exercise") == ("A/RES/66/152", "en")
    with pytest.raises(UnknownVersion):
        chosen("2012", series_slug="exercise")


def test_a_series_of_specimens_does_not_make_years_ambiguous() -> None:
    """66/152 stands in both series; a year still needs no --series."""
    assert chosen("2011") == ("A/RES/66/152", "en")


def test_what_only_a_specimen_or_a_draft_would_meet_says_so() -> None:
    """A year, a session or latest that nothing adopted meets: the symbol is named that means the other text."""
    drafts = [version("A/C.3/76/L.32", "2021-11-01", status="draft")]
    for expression, series_slug in (("2012", None), ("2012", "exercise")):
        with pytest.raises(UnknownVersion, match=r" A specimen is meant only by its symbol \(SPECIMEN/1\)\.\n"):
            chosen(expression, series_slug=series_slug)
    with pytest.raises(UnknownVersion, match=r" A specimen is meant only by its symbol \(SPECIMEN/1\)\.\n"):
        choose("latest", HERE[-1:], BOTH, language=None, series_slug=None)
    with pytest.raises(UnknownVersion, match=r" A draft is meant only by its symbol \(A/C\.3/76/L\.32\)\.\n"):
        choose("2021", drafts, BOTH, language=None, series_slug="cooperation")


def test_only_what_has_an_official_file_is_to_be_fetched() -> None:
    """A known text without an official file, and a year of which no text is known, can only be added."""
    for expression, series_slug in (("67/169", "cooperation"), ("67/169", None), ("2012", None), ("s67", None)):
        with pytest.raises(UnknownVersion, match=r"\n {7}No official file of it is known: add a file of it with trac"):
            chosen(expression, series_slug=series_slug)
    for expression, series_slug in (("77/213", "cooperation"), ("77/213", None), ("2022", None), ("s77", None)):
        with pytest.raises(UnknownVersion, match=r"From the United Nations: tracker fetch --series cooperation\.$"):
            chosen(expression, series_slug=series_slug)
    with pytest.raises(UnknownVersion, match=r"\n {7}Add a file: tracker add FILE\.$"):
        chosen("1999")


def test_a_year_that_is_not_here_says_which_are_and_how_to_get_more() -> None:
    """The wording of the refusal: what is not here, what is, what to type."""
    with pytest.raises(UnknownVersion) as caught:
        chosen("2022")

    assert str(caught.value) == (
        "2022 is not here. This series has 2011 and 2019 to 2021.\n"
        "       Add a file: tracker add FILE. From the United Nations: tracker fetch --series cooperation."
    )


def test_a_symbol_that_is_not_here_says_what_is() -> None:
    """With a series its years are named, without one the symbols."""
    with pytest.raises(UnknownVersion, match=r"^A/RES/67/169 is not here\. This series has 2011 and 2019 to 2021\.\n"):
        chosen("67/169", series_slug="cooperation")
    with pytest.raises(UnknownVersion, match=r"^A/RES/67/169 is not here\. Here: A/RES/66/152, .* and SPECIMEN/1\.\n"):
        chosen("67/169")


def test_many_texts_are_counted_instead_of_listed() -> None:
    """A message names a handful and counts the rest."""
    here = [version(f"75/{number}", "2020-12-16") for number in range(1, 31)]
    with pytest.raises(UnknownVersion, match=r"A/RES/75/7 and 23 more\.\n"):
        choose("76/1", here, [], language=None, series_slug=None)


def test_two_texts_of_one_series_in_one_year_are_ambiguous() -> None:
    """The candidates are named in their order; their symbols still work."""
    here = [*HERE, version("76/9", "2021-11-30")]
    series = [series_of("cooperation", "66/152", "76/9", "76/159")]
    with pytest.raises(AmbiguousVersion, match=r"^2021 could be A/RES/76/9 or A/RES/76/159: write the symbol\.$"):
        choose("2021", here, series, language=None, series_slug=None)

    assert choose("76/9", here, series, language=None, series_slug=None).symbol == "A/RES/76/9"


def test_several_series_need_to_be_named() -> None:
    """A year, a session, latest and previous ask for --series; a symbol does not."""
    here = [*HERE, version("75/1", "2020-09-21")]
    series = [*BOTH, series_of("declaration", "75/1")]
    for expression in ("2020", "s75", "latest", "previous"):
        with pytest.raises(AmbiguousVersion, match=r"of which series\? Add --series: cooperation or declaration\.$"):
            choose(expression, here, series, language=None, series_slug=None)

    assert choose("2020", here, series, language=None, series_slug="declaration").symbol == "A/RES/75/1"
    assert choose("75/180", here, series, language=None, series_slug=None).symbol == "A/RES/75/180"


def test_an_unknown_series_is_refused_with_those_that_are_here() -> None:
    """The message names what could have been meant."""
    with pytest.raises(UnknownVersion, match=r"no series 'coöperation' here\. Here: cooperation and exercise\.$"):
        chosen("latest", series_slug="coöperation")


def test_english_is_meant_where_it_is_here() -> None:
    """Without --language English, else the only language; two others ask for --language."""
    arabic, french = version("77/213", "2022-12-15", "ar"), version("77/213", "2022-12-15", "fr")

    assert chosen("76/159", language="fr") == ("A/RES/76/159", "fr")
    assert choose("77/213", [french], BOTH, language=None, series_slug=None) == french
    with pytest.raises(AmbiguousVersion, match="A/RES/77/213 is here in ar and fr: add --language"):
        choose("77/213", [arabic, french], BOTH, language=None, series_slug=None)


def test_a_language_that_is_not_here_says_which_are() -> None:
    """A text of another language is never given instead."""
    with pytest.raises(UnknownVersion, match=r"^A/RES/66/152 is not here in 'fr'; it is here in en\.$"):
        chosen("66/152", language="fr")
    with pytest.raises(UnknownVersion, match=r"^2011 \(A/RES/66/152\) is not here in 'fr'; it is here in en\.$"):
        chosen("2011", language="fr")


def test_latest_is_that_of_the_language() -> None:
    """The series in French ends where its French texts end."""
    here = [*HERE, version("77/213", "2022-12-15")]

    assert choose("latest", here, BOTH, language="fr", series_slug=None).symbol == "A/RES/76/159"
    assert choose("latest", here, BOTH, language=None, series_slug=None).symbol == "A/RES/77/213"


def test_previous_needs_two_texts() -> None:
    """A series with one text has no previous one."""
    with pytest.raises(UnknownVersion, match=r"^only one adopted text is here \(66/152\); there is none before it\.\n"):
        choose("previous", HERE[:1], BOTH, language=None, series_slug=None)


def test_an_empty_database_says_how_to_fill_it() -> None:
    """Nothing here: a year and a symbol both say what to type."""
    for expression in ("latest", "66/152"):
        with pytest.raises(UnknownVersion, match=r"is not here[^\n]*\n {7}Add a file: tracker add FILE\."):
            choose(expression, [], [], language=None, series_slug=None)


def test_what_names_nothing_is_told_the_ways_to_name() -> None:
    """A word that is no symbol, year or session."""
    with pytest.raises(UnknownVersion, match=r"'gestern' names no version: write a symbol"):
        chosen("gestern")


def test_years_are_told_in_runs() -> None:
    """Three years or more in a row are a run; two are named."""
    assert years([]) == ""
    assert years([2011]) == "2011"
    assert years([2020, 2019]) == "2019 and 2020"
    assert years([2011, *range(2019, 2026)]) == "2011 and 2019 to 2025"
    assert years([2001, 2003, 2004, 2004, 2008, 2009, 2010]) == "2001, 2003, 2004 and 2008 to 2010"


def test_versions_are_ordered_by_date_then_number() -> None:
    """Oldest first; within a day 75/9 stands before 75/10; without a date the session tells the year."""
    undated = version("66/1", None)
    mixed = [version("75/10", "2020-12-16"), undated, version("75/9", "2020-12-16"), version("74/1", "2019-09-01")]

    assert [item.symbol for item in sorted(mixed, key=age)] == [
        "A/RES/66/1",
        "A/RES/74/1",
        "A/RES/75/9",
        "A/RES/75/10",
    ]


PARTS = [version("75/101 A", "2020-12-10"), version("75/101 B", "2020-12-10"), version("75/245", "2020-12-31"),
         version("75/245 B", "2021-04-16"), version("75/251 B", "2021-04-16")]  # fmt: skip
NAMES = {"A/RES/75/245": "A/RES/75/245 A", "A/RES/75/251": "A/RES/75/251 A"}


@pytest.mark.parametrize(
    ("expression", "symbol"),
    [
        ("75/101 A", "A/RES/75/101 A"),
        ("75-101-b", "A/RES/75/101 B"),
        ("75/245", "A/RES/75/245"),
        ("75/245 A", "A/RES/75/245"),
        ("75/245 B", "A/RES/75/245 B"),
    ],
)
def test_a_part_is_found_by_its_name_and_by_the_one_it_had(expression: str, symbol: str) -> None:
    """What was 75/245 is 75/245 A since part B came: either name finds it."""
    assert symbol == choose(expression, PARTS, [], language=None, series_slug=None, aliases=NAMES).symbol


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("75/101", "A/RES/75/101 was adopted in parts: A/RES/75/101 A and A/RES/75/101 B are here; write one of them."),
        ("75/101 A-B", "A/RES/75/101 was adopted in parts: A/RES/75/101 A and A/RES/75/101 B are here"),
        ("75/251", "A/RES/75/251 was adopted in parts: A/RES/75/251 B is here"),
    ],
)
def test_a_whole_names_its_parts(expression: str, said: str) -> None:
    """None of them is guessed."""
    with pytest.raises(AmbiguousVersion) as error:
        choose(expression, PARTS, [], language=None, series_slug=None, aliases=NAMES)
    assert str(error.value).startswith(said)
