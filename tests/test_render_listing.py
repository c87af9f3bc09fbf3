"""What is here, as plain text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.model import Document, Finding, Footnote, KnownVersion, Origin, Paragraph, Resolution, Series, Version
from tracker.render import layout, listing
from tracker.symbols import Symbol

ORIGIN = Origin("A_RES_75_1.txt", "0" * 64, "text", "plain")
SERIES = Series(
    "bridges",
    "Bridges",
    "General Assembly",
    "Second Committee",
    known=tuple(
        KnownVersion(f"A/RES/{session}/1", session, date(session + 1945, 12, 1), "read") for session in range(70, 78)
    ),
)
TEXT = Resolution(
    Symbol("A/RES/75/1"),
    "en",
    "Bridges",
    (
        Paragraph("formula", "The General Assembly,", "F"),
        Paragraph("preambular", "Recalling the bridges,", "PP1", notes=(Footnote("1", "Resolution 5/1.", 9),)),
        Paragraph("operative", "Requests a report;", "OP1", "1.", path=("1",)),
        Paragraph("operative", "On bridges, " * 8 + "and tunnels.", "OP1 (a)", "(a)", path=("1", "a")),
    ),
    adopted=date(2020, 12, 1),
    closing=("40th plenary meeting",),
)


def version(session: int, language: str = "en") -> Version:
    day = date(session + 1945, 12, 1)
    return Version(f"{session}-1", f"A/RES/{session}/1", language, "adopted", session, day, "Bridges", ORIGIN)


def test_versions_with_the_gaps_shown() -> None:
    """Oldest first, one line for each text with all its languages; between them what is known and not here."""
    here = (version(71), version(74), version(75), version(75, "fr"))

    assert listing.versions([(SERIES, here)]) == (
        "Bridges (bridges)\n"
        "\n"
        "   (1 known text is not here: session 70)\n"
        "A/RES/71/1  1 December 2016  session 71  en     adopted  text\n"
        "   (2 known texts are not here: sessions 72 and 73)\n"
        "A/RES/74/1  1 December 2019  session 74  en     adopted  text\n"
        "A/RES/75/1  1 December 2020  session 75  en fr  adopted  text\n"
        "   (2 known texts are not here: sessions 76 and 77)\n"
    )


def test_a_text_that_no_catalogue_knows_has_its_line_too() -> None:
    """A draft, or a text of no series, is listed where it stands among those that are here."""
    draft = Version("l-1", "A/C.2/75/L.1", "en", "draft", None, None, "Bridges", ORIGIN)
    lines = listing.versions([(SERIES, (version(74), draft)), (None, (draft,))]).splitlines()

    texts = [line.split()[0] for line in lines if line.startswith("A/")]

    assert ["A/RES/74/1", "A/C.2/75/L.1", "A/C.2/75/L.1"] == texts
    assert "In no series" in lines


def test_series_say_what_is_here_and_what_is_not() -> None:
    """Slug, title, body, how many texts with their years, languages, and the known texts that are not here."""
    assert listing.series([(SERIES, (version(71), version(75), version(75, "fr")))]) == (
        "bridges\n"
        "   Bridges\n"
        "   General Assembly, Second Committee. 2 texts here: 2016 and 2020. en fr\n"
        "   6 known texts are not here: sessions 70, 72 to 74, 76 and 77\n"
    )


def test_a_text_as_printed() -> None:
    """Labels in the margin, numbers as printed, notes below their paragraph, closing lines at the end."""
    assert listing.text(TEXT) == (
        "A/RES/75/1, 1 December 2020     English\n"
        "Bridges\n"
        "\n"
        "F        The General Assembly,\n"
        "\n"
        "PP1      Recalling the bridges,\n"
        "         Note 1: Resolution 5/1.\n"
        "\n"
        "OP1      1. Requests a report;\n"
        "\n"
        "OP1 (a)  (a) On bridges, On bridges, On bridges, On bridges, On bridges, On\n"
        "         bridges, On bridges, On bridges, and tunnels.\n"
        "\n"
        "         40th plenary meeting\n"
    )


def test_one_paragraph() -> None:
    """With a label, that paragraph alone."""
    assert listing.text(TEXT, label="PP1").endswith(
        "Bridges\n\nPP1   Recalling the bridges,\n      Note 1: Resolution 5/1.\n"
    )


def test_source() -> None:
    """Everything that is known of a file, also what its reader noticed and could not place."""
    document = Document(ORIGIN, (TEXT,), ("Page 3",), (Finding("masthead", "no date", "line 3"),))
    shown = listing.source(document, TEXT, None, 1234)

    assert [
        "Text        A/RES/75/1, English, adopted",
        "Holds       1 preambular, 2 operative, 1 note",
        "File        A_RES_75_1.txt",
        "From        given by you",
        f"sha256      {'0' * 64}",
        "Size        1,234 bytes",
        "Format      text, plain",
        "Source      plain text; paragraphs recognised by their form",
        "Credit      Texts: United Nations, unofficial copies.",
        "Warning     no date (line 3)",
        "Not placed  Page 3",
    ] == shown.splitlines()


def test_the_source_of_a_part_names_the_others() -> None:
    """One file holds them: it is told once."""
    first, second = (replace(TEXT, symbol=Symbol.parse(f"75/1 {letter}")) for letter in "AB")
    shown = listing.source(Document(ORIGIN, (first, second)), second, None, 1)

    assert ["Text        A/RES/75/1 B, English, adopted", "With it     A/RES/75/1 A, English, adopted"] == (
        shown.splitlines()[:2]
    )
    assert 1 == shown.count("sha256")


def test_a_specimens_source_is_this_project() -> None:
    """A specimen in the form of the official XML is no official XML, and no text of the United Nations."""
    text, origin = replace(TEXT, status="specimen"), replace(ORIGIN, format="akn")
    shown = listing.source(Document(origin, (text,)), text, None, 1)

    assert "Source      specimen of this project (XML); paragraphs recognised by their form\n" in shown
    assert "Credit      Specimens of this project, not documents of the United Nations.\n" in shown
    assert "official" not in shown


def test_source_with_nothing_left_over() -> None:
    """That nothing was left out is said, not left to be guessed."""
    shown = listing.source(Document(ORIGIN, (TEXT,)), TEXT, "https://example.org/a.txt", 1)

    assert "From        https://example.org/a.txt\n" in shown
    assert "Not placed  nothing: every piece of its text has its place\n" in shown


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([], ""),
        ([46], "46"),
        ([46, 47], "46 and 47"),
        ([67, 68, 69, 46], "46 and 67 to 69"),
        ([1, 2, 3, 7, 9], "1 to 3, 7 and 9"),
    ],
)
def test_numbers_as_they_are_told(numbers: list[int], expected: str) -> None:
    """Three in a row or more are a run."""
    assert expected == listing.spans(numbers)


@given(st.text("ab c所,大。", max_size=60), st.integers(4, 40))
def test_filling_loses_nothing(text: str, width: int) -> None:
    """All characters but blanks stand in the lines in their order, and no line with two words is too wide."""
    lines = layout.fill(text, width)

    assert text.replace(" ", "") == "".join(lines).replace(" ", "")
    assert [] == [line for line in lines if layout.width_of(line) > width and " " in line.strip()]


def test_evidence_tells_the_step_the_ties_and_what_one_paragraph_tells_of_many_in_one_line() -> None:
    """At the width of the terminal; two sessions make no rule, and a series that changed its step has none."""
    ties = {
        ("A/RES/77/1", "follows", "A/RES/75/1"): ["the same title", "cites 75/1"],
        ("A/RES/77/2", "apart", "A/RES/75/1"): ["77/1 is nearer to it"],
        ("A/RES/71/1", "known", "A/RES/77/1"): ["in the list that ends with 75/1"],
        ("A/RES/73/1", "known", "A/RES/77/1"): ["in the list that ends with 75/1"],
        ("A/RES/69/1", "known", "A/RES/75/1"): ["where 77/1 cites 75/1"],
    }
    assert [
        "   Comes every second session.",
        "   77/1 follows 75/1: the same title; cites",
        "      75/1",
        "   77/2 is kept apart from 75/1: 77/1 is",
        "      nearer to it",
        "   71/1, 73/1 are known from 77/1: in the",
        "      list that ends with 75/1",
        "   69/1 is known from 75/1: where 77/1 cites",
        "      75/1",
        "   You say: 77/2 is alone",
    ] == listing.evidence([69, 71, 73, 75, 77], ties, ["You say: 77/2 is alone"], 44).splitlines()
    assert ["", "", ""] == [listing.evidence(sessions, {}, []) for sessions in ([], [75, 77], [71, 72, 74])]
    assert "   Comes every session.\n" == listing.evidence([74, 74, 75, 76], {}, [])
