"""Pairings by hand as TOML, and as places in two texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from documents import resolution
from hypothesis import given
from hypothesis import strategies as st
from strategies import few

from tracker import overrides, rulings
from tracker.errors import BadSource, UnknownVersion
from tracker.model import Between
from tracker.pairing import Pairing, shared, typed
from tracker.pipeline.by_hand import compared

ONE = Pairing(
    "A/RES/74/153", "A/RES/76/159", ("OP7",), ("OP8", "OP9"), "en", 'split, "agreed"', "editor", date(2021, 12, 17)
)
TOML = """
[[pairing]]
old = "A/RES/74/153"
old_labels = ["OP7"]
new = "A/RES/76/159"
new_labels = ["OP8", "OP9"]
language = "en"
note = "split, \\"agreed\\""
by = "editor"
on = 2021-12-17
"""
OLD = resolution("75/1", "PP1 Recalling,", "OP1 Urges;", "OP2 Requests;", "OP12a The one;", "OP12+1 After it.")
OLD = replace(
    OLD,
    paragraphs=tuple(
        replace(one, label={"OP12a": "OP12 (a)", "OP12+1": "OP12 +1"}.get(one.label, one.label))
        for one in OLD.paragraphs
    ),
)
NEW = resolution("76/1", "PP1 Recalling,", "OP1 Urges all;", "OP2 Requests.")
NO_LABELS = 'old_labels is no list of labels: write it like old_labels = ["OP7"], or [] for none'


def entry(**changed: str) -> str:
    """A pairing in TOML, with some of its lines put otherwise, or left out where empty."""
    lines = {"old": '"75/1"', "old_labels": '["OP1"]', "new": '"76/1"', "new_labels": '["OP2"]', "language": '"en"'}
    said = {**lines, **changed}
    return "[[pairing]]\n" + "".join(f"{key} = {value}\n" for key, value in said.items() if value)


def refused(text: str) -> str:
    """Why the only pairing of a file is left out."""
    reading = overrides.read(text, "mine.toml")
    assert () == reading.pairings
    (line,) = reading.left_out
    assert "\n" not in line
    return line.removeprefix("mine.toml: pairing 1 is left out: ")


# ------------------------------------------------------------------------------------------------------------- TOML


def test_a_pairing_as_it_is_written() -> None:
    """Symbols, labels and language first; note, by and on where they are said."""
    assert overrides.write([ONE]).endswith(TOML)
    assert (ONE,) == overrides.read(TOML, "mine.toml").pairings


def test_the_head_says_how_to_write_one() -> None:
    """The example in the file's own comment, without its signs of comment, is a pairing."""
    head = overrides.write([]).partition("#\n")[2]
    reading = overrides.read("".join(line.removeprefix("# ") for line in head.splitlines(keepends=True)), "mine.toml")

    assert ((), 1) == (overrides.read(overrides.write([]), "mine.toml").pairings, len(reading.pairings))
    assert ("A/RES/66/152", ("OP7",)) == (reading.pairings[0].old, reading.pairings[0].old_labels)


def words() -> st.SearchStrategy[str]:
    """Any words that a person or a file could hold."""
    return st.text(max_size=20)


@st.composite
def said(draw: st.DrawFn) -> tuple[Pairing, ...]:
    """Pairings of which no two speak of the same paragraph."""
    labels = st.lists(
        st.sampled_from(("PP1", "PP2", "OP1", "OP12 (a)", "OP12 +1", "Annex I 3")), max_size=2, unique=True
    )
    symbols = st.sampled_from(("A/RES/9/9", "A/RES/74/153", "A/RES/76/159", "A/C.3/66/L.32", "A/RES/217 A (III)"))
    found: list[Pairing] = []
    for _ in range(draw(st.integers(0, 5))):
        one = Pairing(
            draw(symbols), draw(symbols), tuple(draw(labels)), tuple(draw(labels)),
            draw(st.sampled_from(("en", "fr", "all"))), draw(words()), draw(words()),
            draw(st.none() | st.dates()),
        )  # fmt: skip
        if one.old != one.new and (one.old_labels or one.new_labels) and not any(shared(one, o) for o in found):
            found.append(one)
    return tuple(found)


@few
@given(said())
def test_what_is_written_is_read(pairings: tuple[Pairing, ...]) -> None:
    """Every letter of every pairing, whatever it holds; and the same pairings give the same bytes in any order."""
    text = overrides.write(pairings)
    reading = overrides.read(text, "mine.toml")

    assert (set(pairings), ()) == (set(reading.pairings), reading.left_out)
    assert text == overrides.write(reversed(pairings)) == overrides.write(reading.pairings)


def test_symbols_are_read_in_any_of_their_forms() -> None:
    """74/153 is A/RES/74/153."""
    (one,) = overrides.read(entry(), "mine.toml").pairings

    assert Pairing("A/RES/75/1", "A/RES/76/1", ("OP1",), ("OP2",), "en") == one


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (entry(langauge='"en"'), "it has 'langauge', which is no word here; 'language' is"),
        (entry(new="", language=""), "it does not say new and language"),
        (entry(old='"bridge"'), "'bridge' is not a document symbol; write it like A/RES/66/152 or 66/152"),
        (entry(old="75"), 'old is no text: write it in quotes, old = "75"'),
        (entry(old_labels='"OP1"'), NO_LABELS),
        (entry(old_labels='[""]'), NO_LABELS),
        (entry(old_labels="[]", new_labels="[]"), "it names no paragraph of either text"),
        (entry(new='"A/RES/75/1"'), "A/RES/75/1 can't be paired with itself: name two texts"),
        (entry(language='"xx"'), "'xx' is no language here: en, fr, es, ru, ar, zh, de, or all"),
        (entry(on='"2021-12-17"'), "on is no day: write it like on = 2021-12-17, without quotes"),
        ("pairing = [1]", "it is no table: a pairing begins with [[pairing]]"),
    ],
)  # fmt: skip
def test_what_is_said_wrongly_is_left_out(text: str, expected: str) -> None:
    """A line that says which pairing, and what to write instead."""
    assert expected == refused(text)


def test_the_rest_is_taken() -> None:
    """One wrong entry takes nothing from the others."""
    text = entry() + entry(language='"xx"') + entry(old_labels='["PP1"]', new_labels="[]")

    assert [("OP1",), ("PP1",)] == [one.old_labels for one in overrides.read(text, "mine.toml").pairings]


@pytest.mark.parametrize(
    ("second", "label"),
    [
        (entry(new_labels='["OP3"]'), "OP1 of A/RES/75/1"),
        (entry(old_labels='["op 1"]', language='"all"'), "op 1 of A/RES/75/1"),
        (entry(old='"76/1"', new='"75/1"', old_labels='["OP5"]', new_labels='["OP1"]'), "OP1 of A/RES/75/1"),
        (entry(), "OP1 of A/RES/75/1"),
    ],
)
def test_two_pairings_never_speak_of_one_paragraph(second: str, label: str) -> None:
    """Of two that contradict each other the first counts, also where the second is said the other way round."""
    reading = overrides.read(entry() + second, "mine.toml")

    assert 1 == len(reading.pairings)
    assert (f"mine.toml: pairing 2 is left out: {label} is paired already, in pairing 1",) == reading.left_out


@pytest.mark.parametrize(
    "second", [entry(language='"fr"'), entry(new='"77/1"'), entry(old_labels='["OP2"]', new_labels='["OP1"]')]
)
def test_pairings_of_other_paragraphs_stand_beside_each_other(second: str) -> None:
    """In another language, of another text, or of other labels: OP2 of the old text is not OP2 of the new one."""
    assert () == overrides.read(entry() + second, "mine.toml").left_out


@pytest.mark.parametrize("text", ["[[pairing", "pairing = 1", "[override]\na = 1"])
def test_a_file_that_is_no_list_of_pairings(text: str) -> None:
    """Nothing of it is read, and the line names the file."""
    with pytest.raises(BadSource, match=r"^mine\.toml.*nothing of it was read$"):
        overrides.read(text, "mine.toml")


# ------------------------------------------------------------------------------------------------------ in two texts


@pytest.mark.parametrize(
    ("wanted", "label"),
    [("OP2", "OP2"), ("op2", "OP2"), (" OP 2 ", "OP2"), ("OP12(A)", "OP12 (a)"), ("op12a", "OP12 (a)"),
     ("OP12-a", "OP12 (a)"), ("OP12 +1", "OP12 +1")],
)  # fmt: skip
def test_a_label_as_a_delegate_types_it(wanted: str, label: str) -> None:
    """Capitals, blanks and brackets are free; the form of an address is known."""
    assert label == overrides.find_label(wanted, [one.label for one in OLD.paragraphs], "75/1")


def test_two_numbers_never_run_together() -> None:
    """OP121 is not the first paragraph after OP12."""
    with pytest.raises(UnknownVersion):
        overrides.find_label("OP121", ["OP12 +1", "OP1"], "75/1")


def test_a_label_that_could_be_two_is_refused() -> None:
    """With both of them; written as it stands, each can be meant."""
    labels = ["OP12 +1", "OP12 (1)"]
    with pytest.raises(UnknownVersion, match=r"could be OP12 \+1 or OP12 \(1\): write it as it stands"):
        overrides.find_label("OP12-1", labels, "75/1")
    assert labels == [overrides.find_label(label, labels, "75/1") for label in labels]


def test_a_number_alone_is_asked_back() -> None:
    """Which of the paragraphs with that number is meant; operative ones are meant more often."""
    with pytest.raises(UnknownVersion, match=r"^75/1 has no paragraph 1; did you mean OP1 or PP1\?$"):
        overrides.find_label("1", ["PP1", "PP2", "OP1"], "75/1")


def test_a_label_that_is_not_there_names_the_nearest() -> None:
    """Those of the same part of the text."""
    with pytest.raises(UnknownVersion, match=r"^75/1 has no paragraph OP3; nearest: OP1, OP2$"):
        overrides.find_label("OP3", [one.label for one in OLD.paragraphs], "75/1")


def test_a_pairing_as_positions() -> None:
    """What fits is placed; said of the newer and the older text, it counts the other way round."""
    one = Pairing("A/RES/75/1", "A/RES/76/1", ("OP2", "op1"), ("OP2",))
    (there,), none = overrides.place([one], OLD, NEW)
    (back,), _ = overrides.place([one], NEW, OLD)

    assert (((1, 2), (2,)), ((2,), (1, 2)), ()) == ((there.old, there.new), (back.old, back.new), none)


def test_what_does_not_fit_is_named_and_the_rest_placed() -> None:
    """A label that is not there any more, and a paragraph of which another pairing speaks."""
    good = Pairing("A/RES/75/1", "A/RES/76/1", ("OP1",), ("OP2",), "en")
    placed, unfit = overrides.place(
        [good, replace(good, old_labels=("OP9",)), replace(good, old_labels=("PP1",))], OLD, NEW
    )

    assert [good] == [one.pairing for one in placed]
    assert [
        "75/1:OP9 76/1:OP2 --language en: A/RES/75/1 (en) has no paragraph OP9",
        "75/1:PP1 76/1:OP2 --language en: another pairing speaks of the same paragraph",
    ] == [line.partition(";")[0] for line in unfit]


def test_a_pairing_as_it_is_typed() -> None:
    """What a shell would take apart stands in quotes; an empty side is none."""
    one = Pairing("A/RES/75/1", "A/C.3/76/L.2", ("OP12 (a)", "OP2"), (), "fr")

    assert "'75/1:OP12 (a),OP2' A/C.3/76/L.2:none --language fr" == typed(one)


# ------------------------------------------------------------------------------------------------------- compared


@st.composite
def placings(draw: st.DrawFn) -> tuple[Pairing, ...]:
    """Pairings of OLD and NEW, of which no two speak of the same paragraph, said in either direction."""
    left = [[one.label for one in text.paragraphs] for text in (OLD, NEW)]
    found: list[Pairing] = []
    for _ in range(draw(st.integers(1, 3))):
        sides = [draw(st.lists(st.sampled_from(side), max_size=2, unique=True)) if side else [] for side in left]
        left = [[label for label in side if label not in taken] for side, taken in zip(left, sides, strict=True)]
        old, new = ((str(text.symbol), tuple(side)) for text, side in zip((OLD, NEW), sides, strict=True))
        if sides[0] or sides[1]:
            first, second = draw(st.permutations((old, new)))
            found.append(Pairing(first[0], second[0], first[1], second[1], "en"))
    return tuple(found)


_SAID = {
    (True, True): "Paired by hand. The program alone",
    (True, False): "Said by hand to be deleted. The program alone",
    (False, True): "Said by hand to be new. The program alone",
}


@few
@given(placings())
def test_what_is_said_holds_whatever_the_words_are(pairings: tuple[Pairing, ...]) -> None:
    """Each pairing is one change, or deletes or inserts each of its paragraphs; every paragraph stands once."""
    found = compared(OLD, NEW, between=Between(), pairings=pairings)
    changes = [tuple(tuple(place.label for place in side) for side in (one.old, one.new)) for one in found.changes]
    by_hand = {
        tuple(tuple(place.label for place in side) for side in (one.old, one.new))
        for one in found.changes
        if "override" in one.flags and one.reason.text.startswith(_SAID[bool(one.old), bool(one.new)])
    }
    expected: set[tuple[tuple[str, ...], ...]] = set()
    for one in pairings:
        sides = {one.old: sorted(one.old_labels, key=at), one.new: sorted(one.new_labels, key=at)}
        old, new = (tuple(sides[str(text.symbol)]) for text in (OLD, NEW))
        alone = {((label,), ()) for label in old} | {((), (label,)) for label in new}
        expected |= {(old, new)} if old and new else alone

    assert expected == by_hand
    for side, text in enumerate((OLD, NEW)):
        labels = [label for change in changes for label in change[side]]
        assert sorted(labels) == sorted(one.label for one in text.paragraphs)


def at(label: str) -> int:
    """The place of a label in OLD, whose labels NEW has too."""
    return [one.label for one in OLD.paragraphs].index(label)


@pytest.mark.parametrize("said", ["a = " + "[" * 5_000, "a = " + "1" * 5_000, "x = 1\n" * 200_000, '"a\\nb" = 1'])
def test_toml_without_end_is_one_line(said: str) -> None:
    """Nested too deeply, numbers that int() refuses, megabytes, a name of two lines."""
    for take in (overrides.read, rulings.read_rulings):
        with pytest.raises(BadSource) as refused:
            take(said, "x.toml")
        assert str(refused.value).startswith("x.toml")
        assert "\n" not in str(refused.value)
