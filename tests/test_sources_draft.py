"""Drafts under negotiation: marks, remarks, brackets and labels as delegates type them. All texts are specimens."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tracker.cli import cli
from tracker.model import Document, Resolution
from tracker.sources import read


def draft(*blocks: str, original: bool = False) -> Document:
    """A specimen draft in Markdown: a title, the formula, and these blocks."""
    data = "\n\n".join(("Bridges (specimen)", "The General Assembly,", *blocks)).encode()
    return read(data, "mine.md", original=original)


def one(*blocks: str, original: bool = False) -> Resolution:
    return draft(*blocks, original=original).resolutions[0]


def labels(*blocks: str) -> list[str]:
    return [p.label for p in one(*blocks).paragraphs[1:]]


def texts(*blocks: str, original: bool = False) -> list[str]:
    return [p.text for p in one(*blocks, original=original).paragraphs[1:]]


def asides(resolution: Resolution, kind: str) -> list[Any]:
    """Label, words and whether they stand."""
    return [(a[0], a[2], a[4]) for a in resolution.extra["drafting"]["asides"] if a[1] == kind]


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("8 bis. Decides", "OP8 bis"),
        ("8. bis Decides", "OP8 bis"),
        ("8bis. Decides", "OP8 bis"),
        ("8 alt Decides", "OP8 alt"),
        ("OP8 Decides", "OP8"),
        ("OP8: Decides", "OP8"),
        ("OP8 bis Decides", "OP8 bis"),
        ("OP 8 Bis. Decides", "OP8 bis"),
        ("OP8 alt 2: Decides", "OP8 alt 2"),
        ("8 alt 2. Decides", "OP8 alt 2"),
        ("OP8 bis alt Decides", "OP8 bis alt"),
        ("[8 bis. Decides]", "OP8 bis"),
        ("[OP8 ter Decides]", "OP8 ter"),
        ("**OP8 quater** Decides", "OP8 quater"),
    ],
)
def test_operative_labels_are_read_as_typed(typed: str, label: str) -> None:
    """bis, ter, quater and alt after the number, with or without OP, stop, colon or bracket."""
    assert ["PP1", "OP1", label] == labels("Recalling,", "1. Ends;", typed)


def test_a_number_keeps_its_form_and_leaves_the_text() -> None:
    """The number is as printed; the bracket that opens before it stands before the words."""
    found = one("1. Ends;", "[8 bis. Decides to build;]").paragraphs[-1]

    assert ("8 bis.", "[Decides to build;]", ("8 bis",)) == (found.number, found.text, found.path)


def test_preambular_labels_count_on() -> None:
    """PP2 bis takes no number of its own; a printed one is believed."""
    found = labels(
        "Recalling it,", "Noting it,", "PP2 bis Aware of it,", "PP2 ter. Alarmed,", "Bearing,", "PP7 Guided,"
    )

    assert ["PP1", "PP2", "PP2 bis", "PP2 ter", "PP3", "PP7"] == found


def test_a_preambular_paragraph_is_one_wherever_it_stands() -> None:
    """PP is no operative number: the operative part begins after it."""
    kinds = [p.kind for p in one("PP1 Recalling,", "PP1 alt Noting,", "OP1 Ends;").paragraphs[1:]]

    assert ["preambular", "preambular", "operative"] == kinds


def test_words_that_begin_like_a_label_are_words() -> None:
    """A number inside a sentence is none, nor is an alternative that is a word."""
    assert ["PP1", "OP1"] == labels("Recalling,", "8 alternatives are to be studied.")


def test_struck_words_are_left_out_and_told() -> None:
    """The text is that which would stand; what is struck is kept, with its place, and counted."""
    document = draft("Recalling bridges ~~and all roads~~, <del>and</del> ferries,", "1. Ends.")
    found = document.resolutions[0]

    assert "Recalling bridges, ferries," == found.paragraphs[1].text
    assert [("PP1", "and all roads", False), ("PP1", "and", False)] == asides(found, "struck")
    assert ("and all roads", "and") == document.unplaced
    said = "2 pieces (4 words) struck out are left out of the text: PP1 (2)"
    assert [("draft-struck", said)] == [(f.code, f.text) for f in document.findings]


def test_the_original_has_struck_words_and_no_new_ones() -> None:
    """What the draft was before its drafter: struck words stand, new ones are kept apart."""
    blocks = ("Recalling ~~roads~~ **bridges**,", "1. *Decides* <ins>at once</ins> to end.")
    document = draft(*blocks, original=True)

    assert ["Recalling bridges,", "Decides at once to end."] == texts(*blocks)
    assert ["Recalling roads,", "Decides to end."] == texts(*blocks, original=True)
    assert ("bridges", "at once") == document.unplaced
    assert "original" == document.resolutions[0].extra["drafting"]["view"]


def test_a_text_without_marks_is_its_own_original() -> None:
    """Nothing is told of it, and nothing is added to it."""
    plain, other = draft("Recalling,", "1. Ends."), draft("Recalling,", "1. Ends.", original=True)

    assert plain == other
    assert ({}, ()) == (plain.resolutions[0].extra, plain.findings)


def test_a_paragraph_that_is_struck_is_gone() -> None:
    """With its number; in the original it stands, and one that is all new does not."""
    blocks = ("1. Begins;", "~~2. Decides to wait;~~", "**2 bis. Decides to act;**", "3. Ends.")

    assert ["OP1", "OP2 bis", "OP3"] == labels(*blocks)
    assert [("OP1", "2. Decides to wait;", False)] == asides(one(*blocks), "struck")
    assert ["Begins;", "Decides to wait;", "Ends."] == texts(*blocks, original=True)


def test_a_paragraph_with_its_number_left_is_gone_too() -> None:
    """Only the words were struck: the number alone is no paragraph, and is kept with them."""
    assert [("OP1", "2. Decides to wait;", False)] == asides(
        one("1. Begins;", "2. ~~Decides to wait;~~", "3. Ends."), "struck"
    )


def test_what_is_struck_before_all_others_is_told_at_what_follows() -> None:
    """The first paragraph has none before it: what is left of it belongs to the one after it, as does a remark."""
    found = read(b"~~Bridges of old~~\n\nBridges\n\nThe General Assembly,\n\n1. Ends.", "mine.md").resolutions[0]

    assert ("Bridges", ["Bridges of old"]) == (found.title, [words for _, words, _ in asides(found, "struck")])


def test_pieces_of_a_struck_passage_are_one() -> None:
    """Editors strike word by word, and again what is struck already: it is one passage."""
    found = one("Recalling bridges<del> and</del><del> all</del><del> roads</del>,", "1. Ends.")

    assert "Recalling bridges," == found.paragraphs[1].text
    assert [("PP1", "and all roads", False)] == asides(found, "struck")


def test_new_words_that_were_struck_again_stand_in_neither_view() -> None:
    """Bold and struck: proposed and dropped."""
    blocks = ("Recalling **~~all~~** bridges,", "1. Ends.")

    assert ["Recalling bridges,"] * 2 == [texts(*blocks, original=view)[0] for view in (False, True)]


def test_bold_leads_and_headings_are_not_new() -> None:
    """Where paragraphs open in bold, as in Chinese, bold there is the lead phrase; a heading is bold by custom."""
    blocks = (
        "**Recalling** its resolutions on the bridges of the specimen,",
        "1. **Decides** to build ~~two~~ **three** bridges over the river;",
        "**Final provisions**",
        "2. **Requests** a report on all the bridges that were built.",
    )

    assert [("OP1", "three", False)] == asides(one(*blocks, original=True), "new")


def test_bold_says_nothing_where_nothing_is_struck() -> None:
    """Bold alone may mean anything: it is taken as new only beside struck words, or where the original is asked for."""
    blocks = ("Recalling **all** its bridges,", "1. Ends.")

    assert ({}, "Recalling its bridges,") == (one(*blocks).extra, texts(*blocks, original=True)[0])


@pytest.mark.parametrize(
    "remark",
    [
        "[EU: delete]",
        "[US: reserve]",
        "[Cuba, Russia: retain]",
        "[EU, CANZ and Norway: prefer original]",
        "[G-77 and China: cannot accept]",
        "[US]",
        "[Japan, Mexico/Cuba]",
        "[agreed ad ref]",
        "[AGREED]",
        "(agreed)",
        "(agreed ad ref)",
    ],
)
def test_a_remark_is_no_text(remark: str) -> None:
    """It is kept with its paragraph, at its place, out of the words that are compared."""
    found = one("Recalling,", f"1. Decides to build {remark} bridges; {remark}", "2. Ends.")

    assert "Decides to build bridges;" == found.paragraphs[2].text
    assert [("OP1", remark, False)] * 2 == asides(found, "remark")


def test_a_remark_of_its_own_belongs_to_what_stands_before_it() -> None:
    """Delegates write it under the paragraph."""
    found = one("Recalling,", "1. Decides;", "[EU: does not support OP1, please delete]", "2. Ends.")

    assert ["PP1", "OP1", "OP2"] == [p.label for p in found.paragraphs[1:]]
    assert [("OP1", "[EU: does not support OP1, please delete]", False)] == asides(found, "remark")


@pytest.mark.parametrize(
    "words",
    ["[all]", "[, including women,]", "[Mexico: and all girls]", "[the following: delete nothing]", "(agreed in Rome)"],
)
def test_what_is_not_agreed_stays_as_printed(words: str) -> None:
    """Words in brackets are text, also those of one delegation; what is only nearly a remark too."""
    assert f"Decides to build {words} bridges." == texts("Recalling,", f"1. Decides to build {words} bridges.")[1]


def test_places_in_brackets_are_told() -> None:
    """By label, with where the bracket opens."""
    document = draft("[Recalling it,]", "1. Decides [to build] or [to wait].")

    assert [["PP1", 0], ["OP1", 8], ["OP1", 22]] == document.resolutions[0].extra["drafting"]["brackets"]
    assert ["3 places in square brackets not agreed: PP1, OP1 (2)"] == [f.text for f in document.findings]


def test_brackets_of_an_adopted_text_are_no_sign_of_a_draft() -> None:
    """They quote."""
    data = b"76/10. Bridges\n\nThe General Assembly,\n\n1. Ends [sic].\n\n9th plenary meeting\n16 December 2021"
    document = read(data, "a.txt")

    assert ({}, ()) == (document.resolutions[0].extra, document.findings)


def test_a_note_inside_struck_words_goes_with_them() -> None:
    """It is kept, as one whose mark stands nowhere; notes around it stay in their places."""
    document = draft("Recalling A,[^1] ~~B,[^2]~~ and C,[^3]", "1. Ends.", "[^1]: One.", "[^2]: Two.", "[^3]: Three.")
    found = document.resolutions[0].paragraphs[1]

    assert [("1", "Recalling A,"), ("3", "Recalling A, and C,")] == [
        (n.mark, found.text[: n.offset]) for n in found.notes
    ]
    assert "2 Two." in document.unplaced


def test_the_lead_phrase_stays_known() -> None:
    """What is left out before or after it shifts nothing."""
    found = one("1. ~~Also~~ *Decides* ~~today~~ to end.").paragraphs[1]

    assert ("Decides to end.", "Decides") == (found.text, found.text[: found.lead])


# --------------------------------------------------------------------------------- last adopted | tabled | mine, by CLI


@pytest.fixture
def three(fixtures: Path, tmp_path: Path) -> tuple[str, str, str]:
    """SPECIMEN/1 as adopted; a specimen of a tabled draft made of it; and that draft as a delegate marks it up."""
    adopted = fixtures / "SPECIMEN_1.txt"
    text = adopted.read_text(encoding="utf-8")
    text = text[text.index("SPECIMEN/1. ") :].partition("*58th plenary meeting")[0].replace("SPECIMEN/1. ", "")
    tabled = _replaced(
        text, ("culture of tolerance and", "culture of peace, tolerance and"), ("sixty-eighth", "sixty-ninth")
    )
    eighth = tabled[tabled.index("8. *Reaffirms*") + 3 : tabled.index("9. *Emphasizes*")]
    mine = _replaced(
        tabled,
        ("peace, tolerance and", "[peace,] tolerance and [EU: delete]"),
        ("on a voluntary basis", "~~on a voluntary basis~~ **regularly**"),
        (
            "9. *Emphasizes*",
            f"OP8 alt {eighth.replace('universality,', 'universality, indivisibility,')}9. *Emphasizes*",
        ),
        ("11. *Encourages*", "10 bis. *Welcomes* the work of the bridge keepers; [US: reserve]\n\n11. *Encourages*"),
        ("Underlining the fact", "PP9 bis *Noting* the report of the bridge keepers, (agreed)\n\nUnderlining the fact"),
    )
    paths = tmp_path / "tabled.md", tmp_path / "mine.md"
    paths[0].write_text(f"A/C.3/68/L.990\n\nSixty-eighth session\n\n{tabled}", encoding="utf-8")
    paths[1].write_text(mine, encoding="utf-8")
    return str(adopted), str(paths[0]), str(paths[1])


def _replaced(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def compared(old: str, new: str) -> list[tuple[str, str, str, str]]:
    """Label, kind, reason, and the words that went and came, of all that is not the same."""
    result = CliRunner().invoke(cli, ["diff", old, new, "--format", "json"], catch_exceptions=False)
    assert 0 == result.exit_code, result.stderr
    found = []
    for change in json.loads(result.stdout)["changes"]:
        if change["kind"] != "unchanged":
            words = "".join(op["text"] for op in change["segments"] if op["op"] != "equal")
            label = (change["new"] or change["old"])[0]["label"]
            found.append((label, change["kind"], change["reason"]["code"], words if change["kind"] == "edited" else ""))
    return found


def test_last_adopted_against_tabled(three: tuple[str, str, str]) -> None:
    """What the sponsors changed."""
    adopted, tabled, _ = three

    assert [
        ("OP3", "edited", "wording", " peace,"),
        ("OP13", "edited", "technical", "sixty-eighthsixty-ninth"),
    ] == compared(adopted, tabled)


def test_tabled_against_mine(three: tuple[str, str, str]) -> None:
    """Struck and new words are one edit; remarks are none; an alternative is told as one, not as any new paragraph."""
    _, tabled, mine = three

    assert [
        ("PP9 bis", "inserted", "inserted", ""),
        ("OP3", "edited", "punctuation", " [ ]"),
        ("OP8 alt", "inserted", "alternative", ""),
        ("OP10 bis", "inserted", "inserted", ""),
        ("OP11", "edited", "wording", "on a voluntary basisregularly"),
    ] == compared(tabled, mine)


def test_last_adopted_against_mine(three: tuple[str, str, str]) -> None:
    """Everything of both, by the same labels: what bis, ter and alt add shifts no other paragraph."""
    adopted, tabled, mine = three
    labels = [label for label, *_ in compared(adopted, mine)]

    assert ["PP9 bis", "OP3", "OP8 alt", "OP10 bis", "OP11", "OP13"] == labels
    assert set(labels) == {label for pair in ((adopted, tabled), (tabled, mine)) for label, *_ in compared(*pair)}


def test_a_draft_s_own_original_is_the_tabled_text_but_for_its_new_paragraphs(three: tuple[str, str, str]) -> None:
    """Struck words stand again, bold ones are gone."""
    _, tabled, mine = map(Path, three)
    before = {p.label: p.text for p in read(tabled.read_bytes(), "t.md").resolutions[0].paragraphs}
    original = {p.label: p.text for p in read(mine.read_bytes(), "m.md", original=True).resolutions[0].paragraphs}

    assert {"PP9 bis", "OP8 alt", "OP10 bis"} == original.keys() - before.keys()
    assert ["OP3"] == [label for label, text in before.items() if original[label] != text]


def test_show_source_tells_what_a_draft_holds(three: tuple[str, str, str]) -> None:
    """Struck words and remarks are told, and shown as not placed in the text."""
    result = CliRunner().invoke(cli, ["show", three[2], "--source"], catch_exceptions=False)

    for said in (
        "1 piece (4 words) struck out",
        "3 remarks kept beside",
        "[EU: delete]",
        "on a voluntary basis",
        "OP3",
    ):
        assert said in " ".join(result.stdout.split())
