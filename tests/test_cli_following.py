"""`tracker history`, `origins`, `search`: a paragraph through the years, when each word came in, where words stand."""

from __future__ import annotations

import json
from pathlib import Path

import bridges
import pytest
from test_cli_store import run


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Three years of "Bridges", and specimens."""
    return str(bridges.build(tmp_path_factory.mktemp("following") / "tracker.db"))


def test_a_paragraph_through_the_years(db: str) -> None:
    """A line for each text, oldest first, with what is missing between; then its words with their years."""
    code, out, err = run("history", "OP2", "--series", "bridges", "--db", db)

    assert (0, "") == (code, err)
    assert out.splitlines()[0] == "OP2 of A/RES/75/3     English"
    assert "It was OP1 in 2017. Wording since 2018-2019. In every text here.\n" in out
    steps = out[out.index("\n2017") + 1 :].splitlines()
    assert steps[0] == "2017       72/1 OP1  First text here"
    assert steps[1] == "           1 text (session 73) in between: not here"
    assert steps[2].startswith("2018-2019  74/2 OP2  Reworded: ")
    assert "2020       75/3 OP2  Same words" in steps
    assert "open [-to-]{+and safe for+} every" in " ".join(out.split())
    assert "When each word came in     unmarked: 2017 or before\n" in out
    assert "bridges open |2018-2019 and safe for| every" in " ".join(out.split())


@pytest.mark.parametrize("place", ["OP2", "op 2", "latest:OP2", "2017:OP1", "72/1:op1", "s74:OP2"])
def test_any_name_it_had_leads_to_the_same_paragraph(db: str, place: str) -> None:
    """In the latest text, or in another that is named; capitals and blanks don't matter."""
    assert (
        run("history", place, "-s", "bridges", "--db", db)[1] == run("history", "OP2", "-s", "bridges", "--db", db)[1]
    )


def test_a_paragraph_that_is_gone(db: str) -> None:
    """It says until when it stood; its words have nothing that came later."""
    out = run("history", "2017:PP3", "-s", "bridges", "--db", db)[1]

    assert "There until 2017; gone 2018-2019.\n" in out
    assert "2018-2019  74/2      Deleted: Welcoming the fiftieth" in out
    assert "When each word came in" not in out


def test_a_paragraph_in_another_language(db: str) -> None:
    """Each language is followed by itself; between two neighbours the words came with the step."""
    out = run("history", "OP1", "-s", "bridges", "-l", "ar", "--db", db)[1]

    assert out.splitlines()[0] == "OP1 of A/RES/75/3     Arabic"
    assert "[-وآمنة-]" in out


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("history", "OP9"), "error: A/RES/75/3 has no paragraph OP9.\n       It has PP1, PP2, OP1, OP2, OP3, OP4.\n"),
        (("history", "2017:"), "error: which paragraph of 2017? Type it as 2017:OP1\n"),
        (("history", "1999:OP1"), "error: 1999 is not here."),
        (("origins", "latest", "OP9"), "error: A/RES/75/3 has no paragraph OP9.\n"),
        (("origins", "2017"), "error: A/RES/72/1 is the first text of its series here"),
    ],
)
def test_what_is_not_there_says_what_is(db: str, arguments: tuple[str, ...], expected: str) -> None:
    """One clear line, exit code 2, with the labels that there are."""
    code, out, err = run(*arguments, "-s", "bridges", "--db", db)

    assert (2, "") == (code, out)
    assert err.startswith(expected)


def test_a_text_with_nothing_beside_it_has_no_history(tmp_path: Path, fixtures: Path) -> None:
    """A text of no series, or the only one of its own, can't be followed."""
    db = str(tmp_path / "tracker.db")
    run("add", str(fixtures / "A_RES_66_152.txt"), "--db", db)

    code, _, err = run("history", "66/152:OP1", "--db", db)

    assert 2 == code
    assert err.startswith("error: A/RES/66/152 ")


def test_each_word_of_a_text_says_when_it_came_in(db: str) -> None:
    """The whole text in its order: new paragraphs are marked whole, technical updates by their piece."""
    code, out, _ = run("origins", "latest", "-s", "bridges", "--db", db)
    words = " ".join(out.split())

    assert 0 == code
    assert out.splitlines()[1] == "When each word came in: |year words|; unmarked: 2017 or before."
    assert "bridges open |2018-2019 and safe for| every" in words
    assert "OP3 |2018-2019 Requests the Secretary-General to report" in words
    assert "|2020 seventy-sixth|" in words
    assert words.index("PP1 ") < words.index("OP1 ") < words.index("OP4 ")


def test_one_paragraph_of_a_text(db: str) -> None:
    """With a label, that paragraph alone; of the text after the first, what was added came in with it."""
    out = run("origins", "2019", "op2", "-s", "bridges", "--db", db)[1]

    assert "|2018-2019 and safe for|" in out
    assert "OP1" not in out


def test_both_are_data_too(db: str) -> None:
    """The pieces give the words of the text; what is unmarked has no year."""
    life = json.loads(run("history", "OP2", "-s", "bridges", "-f", "json", "--db", db)[1])
    text = json.loads(run("origins", "latest", "OP2", "-s", "bridges", "-f", "json", "--db", db)[1])

    assert ["OP1", "OP2", "OP2"] == [step["label"] for step in life["steps"]]
    assert life["pieces"] == text["paragraphs"][0]["pieces"]
    assert life["steps"][-1]["text"] == "".join(piece["text"] for piece in life["pieces"])
    assert {None, "2018-2019"} == {piece["since"] for piece in life["pieces"]}


def test_where_a_phrase_stands(db: str) -> None:
    """First and latest text, how they were adopted; each paragraph once, with its years and its words."""
    code, out, err = run("search", "every", "traveller", "-l", "en", "--db", db)
    words = " ".join(out.split())

    assert (0, "") == (code, err)
    assert out.startswith("5 paragraphs have this phrase.\n")
    assert (
        "First here: A/RES/72/1, 19 December 2017. Latest: A/RES/75/3, 16 December 2020. In 3 of 3 texts here." in words
    )
    assert "Adopted: 1 without a vote, 1 by a recorded vote, 1 not stated in the source." in words
    assert "\n   OP2  2017 to 2020\n" in out
    assert 1 == words.count("specimens")
    assert words.count("every traveller, by day and by night;") == 2


def test_words_that_were_dropped_say_so(db: str) -> None:
    """Where the words went, with their paragraph, and that they have not come back."""
    words = " ".join(run("search", "fiftieth anniversary", "-l", "en", "--db", db)[1].split())

    assert "Only in A/RES/72/1, 19 December 2017, of 3 texts here." in words
    assert "Dropped in 2018–2019 (74/2); they have not come back." in words
    assert "PP3 2017; deleted 2018–2019 Welcoming the fiftieth" in words


def test_words_that_are_no_phrase_are_found_apart(db: str) -> None:
    """A phrase first; where there is none, or with --apart, all the words."""
    none, asked = (
        run("search", "traveller", "bridges", "--db", db),
        run("search", "traveller bridges", "--apart", "--db", db),
    )

    assert none == asked
    assert "paragraphs have all these words.\n" in none[1]
    assert (0, "No paragraph here has it.\n", "") == run("search", "zebra", "--db", db)


def test_what_stands_around_found_words_is_short(db: str) -> None:
    """A long paragraph is cut to the words around those that were found; a document's own marks do no harm."""
    out = run("search", "holds", "-l", "en", "--db", db)[1]

    assert "Noting that a bridge holds <script>" in " ".join(out.split())
    assert "..." in out


def test_a_search_is_data_too(db: str) -> None:
    """Texts by their symbols, places with whole paragraphs."""
    data = json.loads(run("search", "every traveller", "-l", "en", "-f", "json", "--db", db)[1])
    group = data["groups"][0]

    assert data["as_phrase"]
    assert ["A/RES/72/1", "A/RES/74/2", "A/RES/75/3"] == [text["symbol"] for text in group["texts"]]
    assert ("OP2", "2017 to 2020") == (group["places"][0]["label"], group["places"][0]["when"])
