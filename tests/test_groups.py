"""One edit made in several paragraphs, recognised by what they came to say. The sentences are ours."""

from __future__ import annotations

from dataclasses import replace

from documents import resolution

from tracker.model import Comparison, NotApplied
from tracker.pipeline.compare import compare

_OLD = (
    "PP1 Reaffirming that open towns need respect for bridges and river crossings through fair tolls,",
    "OP1 Reaffirms that respect for bridges and river crossings is a duty of every river town;",
    "OP2 Recognizes the observance of bridges and river crossings for everyone as a matter of good neighbours;",
    "OP3 Reaffirms that all bridges and river crossings should be guided by the ferry masters;",
    "OP4 Invites engineers to study all bridges and river crossings, and encourages surveys of the banks;",
    "OP5 Notes the grave neglect of bridges and river crossings in the winter months;",
    "OP6 Decides to meet again when the ice has gone.",
)
_NEW = (
    "PP1 Reaffirming that open towns need respect for all bridges and river crossings for everyone through fair tolls,",
    "OP1 Reaffirms that respect for all bridges and river crossings for everyone is a duty of every river town;",
    "OP2 Recognizes the observance of all bridges and river crossings for everyone as a matter of good neighbours;",
    "OP3 Reaffirms that all bridges and river crossings for everyone should be guided by the ferry masters;",
    "OP4 Invites engineers to study all bridges and river crossings for everyone, and encourages surveys of the banks;",
    _OLD[5],
    _OLD[6],
)


def _compared(old: tuple[str, ...], new: tuple[str, ...], language: str = "en") -> Comparison:
    return compare(resolution("75/1", *old, language=language), resolution("76/2", *new, language=language))


def test_three_earlier_wordings_that_came_to_one_are_one_group() -> None:
    """What counts is the result: some paragraphs needed three more words, some two, one a single word (76/159)."""
    (group,) = _compared(_OLD, _NEW).groups
    assert "all bridges and river crossings for everyone" == group.phrase
    assert ("PP1", "OP1", "OP2", "OP3", "OP4") == group.places


def test_a_place_left_alone_is_named_with_its_words() -> None:
    """A paragraph that still holds one of the earlier wordings: where, and which words."""
    (group,) = _compared(_OLD, _NEW).groups
    assert (NotApplied("OP5", "neglect of bridges and river crossings"),) == group.not_applied


def test_the_changes_bear_the_number_of_their_group() -> None:
    """Its members and no other change."""
    changes = _compared(_OLD, _NEW).changes
    assert {1: ["PP1", "OP1", "OP2", "OP3", "OP4"], None: ["OP5", "OP6"]} == {
        number: [change.new[0].label for change in changes if change.group == number] for number in (1, None)
    }


def test_two_places_are_a_group() -> None:
    """The same words put into two paragraphs are one edit; small words beside them are no part of it."""
    old = (
        "OP1 Requests the river council to report on tolls;",
        "OP2 Invites the council of the river to paint every bridge;",
    )
    new = tuple(line.replace(" to ", " and national bridge schools to ") for line in old)
    (group,) = _compared(old, new).groups
    assert ("and national bridge schools", ("OP1", "OP2"), ()) == (group.phrase, group.places, group.not_applied)


def test_one_place_is_no_group() -> None:
    """An edit made once is told by itself."""
    assert () == _compared(_OLD, (_NEW[0], *_OLD[1:])).groups


def test_words_put_in_here_and_changed_there_are_no_group() -> None:
    """An insertion and a rewording may come to read the same by chance (74/153 OP8 and OP16)."""
    old = (
        "OP1 Stresses objectivity and mutual trust among the towns;",
        "OP2 Studies the cooperation and open dialogue of towns on the river;",
    )
    new = (
        "OP1 Stresses objectivity, cooperation and honest dialogue and mutual trust among the towns;",
        "OP2 Studies the cooperation and honest dialogue of towns on the river;",
    )
    comparison = _compared(old, new)
    assert ["substantive", "substantive"] == [change.significance for change in comparison.changes]
    assert () == comparison.groups


def test_what_is_technical_is_no_group() -> None:
    """Two paragraphs that cite the next year's resolution were not edited by one idea."""
    old = (
        "OP1 Recalls its resolution 74/1 of 18 December 2019 on river tolls;",
        "OP2 Also recalls the paint that resolution 74/1 of 18 December 2019 asked for;",
    )
    new = tuple(line.replace("74/1 of 18 December 2019", "75/1 of 16 December 2020") for line in old)
    assert () == _compared(old, new).groups


def test_one_small_word_is_no_formula() -> None:
    """One word put into two paragraphs in front of different words says nothing in common."""
    old = ("OP1 Paints bridges at the river;", "OP2 Repairs ferries of the lake;")
    new = ("OP1 Paints all bridges at the river;", "OP2 Repairs all ferries of the lake;")
    assert () == _compared(old, new).groups


def test_two_formulas_are_two_groups() -> None:
    """Each paragraph stands in one group; groups are numbered in the order of their first places."""
    old = (
        "OP1 Paints the bridges of the upper river in spring;",
        "OP2 Repairs the ferries that cross the lake at night;",
        "OP3 Surveys the bridges of the lower river each autumn;",
        "OP4 Counts the ferries that wait at the landing by day;",
    )
    new = (
        "OP1 Paints the bridges and wooden footpaths of the upper river in spring;",
        "OP2 Repairs the ferries and rowing boats that cross the lake at night;",
        "OP3 Surveys the bridges and wooden footpaths of the lower river each autumn;",
        "OP4 Counts the ferries and rowing boats that wait at the landing by day;",
    )
    groups = _compared(old, new).groups
    assert [(1, ("OP1", "OP3")), (2, ("OP2", "OP4"))] == [(group.id, group.places) for group in groups]


def test_a_group_in_chinese() -> None:
    """Letters are words there; the place left alone is named all the same."""
    old = (
        "PP1 重申必须促进各城镇的桥梁和渡口，以便通行，",
        "OP1 重申尊重桥梁和渡口是各城镇的责任；",
        "OP2 邀请工程师研究桥梁和渡口的状况；",
    )
    new = (
        "PP1 重申必须促进各城镇所有人的一切桥梁和渡口，以便通行，",
        "OP1 重申尊重所有人的一切桥梁和渡口是各城镇的责任；",
        old[2],
    )
    (group,) = _compared(old, new, "zh").groups
    assert ("所有人的一切桥梁和渡口", ("PP1", "OP1")) == (group.phrase, group.places)
    assert (NotApplied("OP2", "研究桥梁和渡口"),) == group.not_applied


def test_small_words_at_the_ends_of_an_edit_are_the_sentences_own() -> None:
    """French: "des ponts" came to "de tous les ponts"; elsewhere "tous les ponts" stood already (76/159)."""
    old = (
        "OP1 Réaffirme le respect des ponts et des passages dans la vallée ;",
        "OP2 Invite chacun à protéger tous les ponts et passages, et salue les maîtres ;",
        "OP3 Souligne la réalisation de tous les ponts et passages selon la règle des passeurs ;",
    )
    new = (
        "OP1 Réaffirme le respect de tous les ponts et passages pour tous dans la vallée ;",
        "OP2 Invite chacun à protéger tous les ponts et passages pour tous, et salue les maîtres ;",
        "OP3 Souligne la réalisation de tous les ponts et passages pour tous selon la règle des passeurs ;",
    )
    (group,) = _compared(old, new, "fr").groups
    assert ("tous les ponts et passages pour tous", ("OP1", "OP2", "OP3")) == (group.phrase, group.places)


def test_words_of_every_resolution_are_no_formula() -> None:
    """Two paragraphs that come to read "and other relevant", or the verb of a third, say nothing in common."""
    old = (
        "OP1 Requests the river council to paint the bridges;",
        "OP2 Invites towns and ferry masters to meet in spring;",
        "OP3 Urges engineers to count the boats, and their crews to help;",
        "OP4 Welcomes the survey of the banks, and their mayors' letters;",
    )
    new = (
        "OP1 Requests the river council to paint the bridges, and requests the Secretary-General to help;",
        "OP2 Invites towns and other relevant ferry masters to meet in spring;",
        "OP3 Urges engineers to count the boats, and other relevant crews to help;",
        "OP4 Welcomes the survey of the banks, and requests the Secretary-General to read their mayors' letters;",
    )
    assert () == _compared(old, new).groups


def test_a_formula_in_russian_in_two_cases() -> None:
    """Its words are the same in the case that the sentence gives them; so are those of a place left alone."""
    old = (
        "OP1 подтверждает, что уважение мостов и переправ является делом каждого города;",
        "OP2 предлагает инженерам беречь мосты и переправы в зимние месяцы каждого года;",
        "OP3 отмечает с беспокойством запущенность мостов и переправ на севере;",
    )
    new = (
        "OP1 подтверждает, что уважение деревянных и каменных мостов и переправ является делом каждого города;",
        "OP2 предлагает инженерам беречь деревянные и каменные мосты и переправы в зимние месяцы каждого года;",
        old[2],
    )
    (group,) = _compared(old, new, "ru").groups
    assert ("OP1", "OP2") == group.places
    assert "деревянных и каменных мостов и переправ" == group.phrase
    assert ["OP3"] == [left.label for left in group.not_applied]


def test_a_formula_in_arabic_with_its_and_joined() -> None:
    """The "and" that Arabic joins to a word is no part of it, nor are vowel signs."""
    old = (
        "OP1 تؤكد أن احترام الجسور واجب على كل مدينة؛",
        "OP2 تدعو المهندسين إلى دراسة الأنهار والجسور في فصل الشتاء؛",
    )
    new = (
        "OP1 تؤكد أن احترام الجسور الخشبية القديمة واجب على كل مدينة؛",
        "OP2 تدعو المهندسين إلى دراسة الأنهار والجسور الخشبيّة القديمة في فصل الشتاء؛",
    )
    (group,) = _compared(old, new, "ar").groups
    assert ("الجسور الخشبية القديمة", ("OP1", "OP2")) == (group.phrase, group.places)


def test_rows_of_a_table_are_no_group() -> None:
    """The same cells in two rows are how tables are."""
    rows = ("North bank\tPainter of bridges and piers\t14", "South bank\tPainter of bridges and ferries\t27")
    texts = []
    for symbol, cells in (("75/1", rows), ("76/2", [row.replace("Painter", "Senior river painter") for row in rows])):
        text = resolution(symbol, *(f"T1.{number} {row}" for number, row in enumerate(cells, start=1)))
        texts.append(replace(text, paragraphs=tuple(replace(one, kind="table") for one in text.paragraphs)))
    comparison = compare(*texts)
    assert ["substantive", "substantive"] == [change.significance for change in comparison.changes]
    assert () == comparison.groups


def test_a_stroke_that_stands_by_itself_is_counted() -> None:
    """A lengthened stroke between two words prints nothing; the words after it stand where they stand."""
    old = ("OP1 تدعو ـ المدن إلى رعاية الجسور كل سنة؛", "OP2 تطلب من المدن رعاية الجسور في الشتاء؛")
    new = tuple(line.replace("الجسور", "الجسور الخشبية القديمة") for line in old)
    (group,) = _compared(old, new, "ar").groups
    assert ("رعاية الجسور الخشبية القديمة", ("OP1", "OP2")) == (group.phrase, group.places)


def test_two_words_of_the_whole_text_are_no_formula() -> None:
    """What every paragraph is about says nothing by itself; "all" before it does, and so does a word that is new."""
    lines = [f"OP{number} Asks the river {verb} about bridges;" for number, verb in enumerate(_VERBS, start=1)]
    edits = {"of river bridges": [], "of all river bridges": [1], "of quiet bridges": [1]}
    for phrase, expected in edits.items():
        old = tuple(lines)
        new = tuple(line.replace(";", f", {phrase};") if line[2] in "12" else line for line in lines)
        assert expected == [group.id for group in _compared(old, new).groups]


_VERBS = ("masters", "wardens", "poets", "pilots", "joiners", "painters")


def test_a_formula_does_not_end_in_the_air() -> None:
    """A small word at its end is left out, also one that was put in: "and" leads on to what differs."""
    old = (
        "OP1 Paints the bridges of the upper river in spring;",
        "OP2 Repairs the ferries that cross the lake at night;",
    )
    new = (
        "OP1 Paints the wooden footpaths and bridges of the upper river in spring;",
        "OP2 Repairs the wooden footpaths and ferries that cross the lake at night;",
    )
    assert ["the wooden footpaths"] == [group.phrase for group in _compared(old, new).groups]


def test_many_formulas_in_a_long_text_are_found_at_once() -> None:
    """Forty edits, each made in three of 360 paragraphs: all are told, in the order of the text."""
    names = [f"{one}{other}" for one in ("al", "be", "co", "du", "en") for other in "abcdefgh"]
    old, new = [], []
    for number in range(360):
        name = names[number % 40]
        old.append(f"OP{number + 1} Asks {name}ra to see {name}mo and {name}sti on day {number} of its {name}nu;")
        edited = number < 120
        new.append(old[-1].replace(" on day", f" with {name}gi {name}po on day") if edited else old[-1])
    groups = _compared(tuple(old), tuple(new)).groups
    assert [(f"OP{n}", f"OP{n + 40}", f"OP{n + 80}") for n in range(1, 41)] == [group.places for group in groups]
