"""Word diffs: they give back both texts, cut no word, date or symbol, and read as a person would mark them.

Edits are written with the marks of the terminal: {+added+}, [-deleted-].
"""

from __future__ import annotations

import random
import tracemalloc
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import LANGUAGE_CODES, agreed, any_text, few, sentence_edits, wordy

from tracker import config
from tracker.diff import apply, diff, is_coarse
from tracker.model import WordOp
from tracker.tokens import tokens

_MARKS = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}


def marked(old: str, new: str, language: str = "en") -> str:
    return "".join(_MARKS[op.op].format(op.text) for op in diff(old, new, language))


def boundaries(text: str, language: str) -> set[int]:
    """Where a text may be cut: between two words, and anywhere in blanks."""
    found, at = {0}, 0
    for word in tokens(text, language):
        if word.isspace():
            found.update(range(at, at + len(word)))
        at += len(word)
        found.add(at)
    return found


def cuts(operations: tuple[WordOp, ...], without: str) -> set[int]:
    """Where the operations cut one of the two texts."""
    found, at = set(), 0
    for op in operations:
        at += len(op.text) if op.op != without else 0
        found.add(at)
    return found


def _kinds(operations: Sequence[WordOp]) -> Iterator[str]:
    """The kinds of operations in a row; the same words in other blanks stand apart from all that they touch."""
    at = 0
    while at < len(operations):
        pair = operations[at : at + 2]
        same = [op.op for op in pair] == ["delete", "insert"] and pair[0].text.split() == pair[1].text.split()
        yield f"blanks at {at}" if same else pair[0].op
        at += 2 if same else 1


def check(old: str, new: str, language: str = "en") -> None:
    """What holds of every diff."""
    operations = diff(old, new, language)
    assert new == apply(old, operations)
    assert old == "".join(op.text for op in operations if op.op != "insert")
    assert all(op.text for op in operations)
    assert all(one != other for one, other in pairwise(_kinds(operations)))
    assert set() == cuts(operations, "insert") - boundaries(old, language)
    assert set() == cuts(operations, "delete") - boundaries(new, language)


# --------------------------------------------------------------------------------------------------- it is exact


@pytest.mark.parametrize("language", LANGUAGE_CODES)
@few
@given(old=any_text(), new=any_text())
def test_any_two_texts(language: str, old: str, new: str) -> None:
    """Applied to the old text a diff gives the new one, and it cuts no word of either, whatever the texts are."""
    check(old, new, language)


@few
@given(old=wordy(), new=wordy())
def test_texts_in_which_words_repeat(old: str, new: str) -> None:
    """The same where words, dates and symbols stand again and again, and edits could slide far."""
    check(old, new)


@few
@given(pair=sentence_edits())
def test_sentences_as_an_editor_changes_them(pair: tuple[str, str]) -> None:
    """The same for 66/152 with words put in, taken out and replaced, and no-break blanks inside its dates."""
    check(*pair)


@few
@given(pair=sentence_edits())
def test_the_way_back_is_exact_as_well(pair: tuple[str, str]) -> None:
    """From the new text to the old one."""
    check(*reversed(pair))


@few
@given(text=st.one_of(any_text(), wordy()))
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    """One equal piece, or none for no text."""
    assert ((WordOp("equal", text),) if text else ()) == diff(text, text)


def test_long_texts() -> None:
    """Above the limit of words another engine matches, by the same rules."""
    words = [f"w{index % 97}" for index in range(config.DIFF_LIMIT)]
    old = " ".join([*words, "and", "on 16 December 2021", "peace", *words])
    new = " ".join([*words[5:], "or", "on 16 December 2022", "peace", *words, "after all"])

    assert len(old.split()) > config.DIFF_LIMIT
    check(old, new)
    assert ["w0 w1 w2 w3 w4 ", "and", "or", "16 December 2021", "16 December 2022", " after all"] == [
        op.text for op in diff(old, new) if op.op != "equal"
    ]


def test_operations_of_another_text_are_refused() -> None:
    """They can't be applied where they don't belong."""
    with pytest.raises(ValueError, match="another text"):
        apply("peace", diff("war", "peace"))


_NASTY = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "e\u0301\u0327\u064b\u0651\u200e\u200f\u202a\u202c\u2066\u2069\u200d\u200c\u2060\ufeff\u00ad\x0b\x1f\x85\u2028"
        ),
        st.sampled_from("\U0001d400\U00020000\U0010fffd\U000f0000\ue000\U0001f469\U0001f3fd"),
        st.sampled_from("aA1 ,;和的人"),
    ),
    max_size=40,
)


@pytest.mark.parametrize("language", LANGUAGE_CODES)
@few
@given(old=_NASTY, new=_NASTY)
def test_letters_that_are_hard_to_handle(language: str, old: str, new: str) -> None:
    """Combining and bidi marks, joiners, controls, letters beyond the BMP, private use: exact both ways."""
    check(old, new, language)
    check(new, old, language)


@few
@given(common=wordy(), old=wordy(), new=wordy(), rest=wordy())
def test_long_common_ends_change_nothing(common: str, old: str, new: str, rest: str) -> None:
    """Clauses that both texts begin or end with are left out of the search; edits stand where they would without."""
    check(f"{common}, {old}, {rest}", f"{common}, {new}, {rest}")
    lead, tail = "Recalling all this; and that, ", ". Nothing follows, of note."
    plain = diff(f"x, {old}, y.", f"x, {new}, y.")
    framed = diff(f"{lead}x, {old}, y.{tail}", f"{lead}x, {new}, y.{tail}")
    assert [op for op in plain if op.op != "equal"] == [op for op in framed if op.op != "equal"]


# ------------------------------------------------------------------------------------------------ it can be read


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("human rights", "all human rights", "{+all +}human rights"),
        ("all human rights", "human rights", "[-all -]human rights"),
        ("a culture of tolerance", "a culture of peace", "a culture of [-tolerance-]{+peace+}"),
        ("", "peace", "{+peace+}"),
        ("peace", "", "[-peace-]"),
        ("peace,", "peace;", "peace[-,-]{+;+}"),
        (
            "universality, non-selectivity, objectivity and transparency",
            "universality, non-selectivity, cooperation and genuine dialogue, objectivity and transparency",
            "universality, non-selectivity,{+ cooperation and genuine dialogue,+} objectivity and transparency",
        ),
        (
            "of States, civil society, and others",
            "of States, the media, civil society, and others",
            "of States,{+ the media,+} civil society, and others",
        ),
        (
            "the rule of law, the right to food",
            "the rule of law, the right to water, the right to food",
            "the rule of law,{+ the right to water,+} the right to food",
        ),
        (
            "to promote peace; to promote trade; to promote tourism.",
            "to promote peace; to promote tourism.",
            "to promote peace;[- to promote trade;-] to promote tourism.",
        ),
        (
            "adopted on 18 December 2019, and",
            "adopted on 16 December 2020, and",
            "adopted on [-18 December 2019-]{+16 December 2020+}, and",
        ),
        (
            "resolution 74/153 of 18 December 2019",
            "resolution 75/180 of 16 December 2020",
            "resolution [-74/153-]{+75/180+} of [-18 December 2019-]{+16 December 2020+}",
        ),
        ("its sixty-sixth session", "its sixty-seventh session", "its [-sixty-sixth-]{+sixty-seventh+} session"),
        ("a non-governmental body", "a nongovernmental body", "a [-non-governmental-]{+nongovernmental+} body"),
        ("in the\u00a0text", "in the text", "in the[-\u00a0-]{+ +}text"),
        (
            "women and men, and youth",
            "women and of girls and men, and youth",
            "women{+ and of girls+} and men, and youth",
        ),
        (
            "with the “first plan” and",
            "with the “first plan” and the “second plan” and",
            "with the “first plan”{+ and the “second plan”+} and",
        ),
        (
            "the Committee (the Board) and others",
            "the Committee (the Board) and the Panel (the Group) and others",
            "the Committee (the Board){+ and the Panel (the Group)+} and others",
        ),
        (
            "for knowledge- and information-sharing",
            "for knowledge and information-sharing",
            "for [-knowledge--]{+knowledge+} and information-sharing",
        ),
        (
            "Urges States to cooperate, to end poverty and to share data",
            "Urges States to end poverty, to cooperate and to share data",
            "Urges States[- to cooperate,-] to end poverty{+, to cooperate+} and to share data",
        ),
    ],
)
def test_an_edit_is_marked_where_a_person_would_mark_it(old: str, new: str, expected: str) -> None:
    """Whole words, whole dates and symbols; an item of a list with its comma; blanks shared are given back."""
    assert expected == marked(old, new)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "of 18 December 2019, entitled “Renewal” of efforts",
            "of 23 December 2020 on the renewal of efforts",
            "of [-18 December 2019-]{+23 December 2020+}[-, entitled “Renewal”-]{+ on the renewal+} of efforts",
        ),
        (
            "held on 25 March 2009 at home",
            "held on 23 March 2010",
            "held on [-25 March 2009-]{+23 March 2010+}[- at home-]",
        ),
        (
            "nearly 69 million fish",
            "up to 81 million fish",
            "[-nearly-]{+up to+} [-69 million-]{+81 million+} fish",
        ),
        ("2003\t81 940 300\t7", "2004\t65 450 100\t8", "[-2003-]{+2004+}\t[-81 940 300-]{+65 450 100+}\t[-7-]{+8+}"),
        (
            "resolutions 2533 (2020) and 2585 (2021) and the need",
            "resolutions 2533 (2020), 2585 (2021) and 2642 (2022) and the need",
            "resolutions 2533 (2020)[- and-]{+,+} 2585 (2021){+ and 2642 (2022)+} and the need",
        ),
        (
            "its resolutions 61/8 B of 3 July 2007 and 62/9 A of 7 May 2008,",
            "its resolutions 62/9 A of 7 May 2008 and 62/9 B of 30 June 2008,",
            "its resolutions[- 61/8 B of 3 July 2007 and-] 62/9 A of 7 May 2008{+ and 62/9 B of 30 June 2008+},",
        ),
        ("its 2018\u20112030 plan", "its 2018–2030 plan", "its [-2018\u20112030-]{+2018–2030+} plan"),
        ("the post-2015 agenda", "the post 2015 agenda", "the [-post-2015-]{+post 2015+} agenda"),
        ("paragraphs 18 and 19 above", "paragraphs 19 and 20 above", "paragraphs[- 18 and-] 19{+ and 20+} above"),
    ],
)
def test_atoms_are_compared_with_atoms(old: str, new: str, expected: str) -> None:
    """One that took another's place stands apart from the words about it; one that stands in both texts stays."""
    assert expected == marked(old, new)


@pytest.mark.parametrize(
    ("language", "old", "new", "expected"),
    [
        ("fr", "la résolution 74/153 a été", "la résolution 75/180 a été", "la résolution [-74/153-]{+75/180+} a été"),
        ("fr", "le respect des droits de l’homme et la paix", "le respect de tous les droits humains et la paix",
         "le respect [-des droits de l’homme-]{+de tous les droits humains+} et la paix"),
        ("fr", "en date du 5 mai 2008, et", "en date du 17 mai 2010 et",
         "en date du [-5 mai 2008-]{+17 mai 2010+}[-,-] et"),
        ("es", "los derechos humanos de todos, lo que", "todos los derechos humanos de todas las personas, lo que",
         "{+todos +}los derechos humanos de [-todos-]{+todas las personas+}, lo que"),
        ("ru", "его шестьдесят шестой сессии", "его шестьдесят седьмой сессии",
         "его [-шестьдесят шестой-]{+шестьдесят седьмой+} сессии"),
        ("ru", "ожидая намеченную в 2023 году выставку картин", "ожидая открытия в мае выставки картин",
         "ожидая [-намеченную в 2023 году выставку-]{+открытия в мае выставки+} картин"),
        ("ar", "تعزيز حقوق الإنسان والحريات", "تعزيز احترام جميع حقوق الإنسان والحريات للجميع",
         "تعزيز{+ احترام جميع+} حقوق الإنسان والحريات{+ للجميع+}"),
        ("ar", "ثقافة قوامها التسامح", "ثقافة قوامها السلام والتسامح", "ثقافة قوامها [-التسامح-]{+السلام والتسامح+}"),
        ("zh", "促进对话", "促进真正对话", "促进{+真正+}对话"),
        ("zh", "保护所有人权", "保护所有人的一切人权", "保护所有{+人的一切+}人权"),
        ("zh", "关系、共处或互惠", "关系、共存或互惠", "关系、[-共处-]{+共存+}或互惠"),
        ("zh", "支持国家努力", "支持各国作出努力", "支持[-国家-]{+各国作出+}努力"),
        ("zh", "共同利益的愿望，", "共同利益之上的问题，", "共同利益[-的愿望-]{+之上的问题+}，"),
        ("zh", "纪念十周年", "纪念二十周年", "纪念[-十-]{+二十+}周年"),
        ("zh", "按照《联合国宪章》所载", "按照《宪章》所载", "按照《[-联合国-]宪章》所载"),
        ("zh", "重要性，其办法有限", "重要意义，该学校新建", "重要[-性-]{+意义+}，[-其办法有限-]{+该学校新建+}"),
        ("zh", "平等和公正，", "团结和进步，", "[-平等-]{+团结+}和[-公正-]{+进步+}，"),
    ],
)  # fmt: skip
def test_an_edit_in_another_language(language: str, old: str, new: str, expected: str) -> None:
    """Ordinals and symbols whole in each; in Chinese a letter takes its word with it, and a joint parts two edits."""
    assert expected == marked(old, new, language)


def test_a_date_with_another_blank_inside_is_still_one_word() -> None:
    """A no-break blank inside a date replaces the date, and nothing around it."""
    assert "of [-16 December 2021-]{+16\u00a0December\u00a02021+}, and" == marked(
        "of 16 December 2021, and", "of 16\u00a0December\u00a02021, and"
    )


def test_crumbs_between_two_rewordings_are_joined() -> None:
    """Two replaced phrases with "of the" between them are one edit."""
    old = "Recalls the strong commitments of the Member States concerned to dialogue"
    new = "Recalls the weaker undertakings of the interested Governments everywhere to dialogue"

    assert (
        "Recalls the [-strong commitments of the Member States concerned-]"
        "{+weaker undertakings of the interested Governments everywhere+} to dialogue"
    ) == marked(old, new)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "the keepers, in particular lighthouse keepers, and asks",
            "the keepers in a friendly way, including better boats, and asks",
            "the keepers[-, in particular lighthouse keepers-]{+ in a friendly way, including better boats+}, and asks",
        ),
        (
            "by spring and that the bridges are built",
            "by spring, where children and doctors and teachers that live here, the bridges are built",
            "by spring[- and that-]{+, where children and doctors and teachers that live here,+} the bridges are built",
        ),
        (
            "praises with joy the launch of the ferry",
            "recalls the daring of Freedonia in the launch of its ferry",
            "[-praises with joy-]{+recalls the daring of Freedonia in+} the launch of [-the-]{+its+} ferry",
        ),
        (
            "in the fields of trade",
            "in all the relevant fields of trade",
            "in{+ all+} the{+ relevant+} fields of trade",
        ),
        ("a new and just order", "a new, fair and truly just order", "a new{+, fair+} and{+ truly+} just order"),
    ],
)
def test_what_is_equal_by_chance_is_no_landmark(old: str, new: str, expected: str) -> None:
    """Small words between halves of one rewording, or in a row of edits, belong to it; two additions stay two."""
    assert expected == marked(old, new)


def test_an_edit_does_not_cross_a_line() -> None:
    """Of paragraphs that were joined or cut, and of the cells of a row, each has its own edits."""
    old, new = "the strong will of peace\nof the large States here", "the weak hope of war\nof the small towns here"
    assert "\nof" in {op.text[:3] for op in diff(old, new) if op.op == "equal"}


def test_a_label_in_brackets_is_a_landmark() -> None:
    """In "(a)" stands no article: what was reworded before it and after it are two edits."""
    old, new = "asks all keepers to (a) paint every lighthouse", "invites good sailors to (a) repair many boats"
    assert " (a) " in {op.text[-5:] for op in diff(old, new) if op.op == "equal"}


def test_single_words_replaced_stay_apart() -> None:
    """One word here and one there are two edits: more would hide what is equal."""
    old, new = "the rights of women and the duties of men", "the hopes of women and the fears of men"

    assert "the [-rights-]{+hopes+} of women and the [-duties-]{+fears+} of men" == marked(old, new)


_SMALL = ["the", "of", "and", "to", "in"]
_LARGE = st.text(alphabet="bcdgklmr", min_size=5, max_size=9)
_PHRASE = st.lists(_LARGE, min_size=2, max_size=4).map(" ".join)


@few
@given(
    edits=st.lists(st.tuples(_PHRASE, _PHRASE), min_size=2, max_size=4),
    between=st.lists(st.lists(st.sampled_from(_SMALL), min_size=1, max_size=4).map(" ".join), min_size=3, max_size=3),
)
def test_no_two_replacements_have_only_small_words_between_them(
    edits: list[tuple[str, str]], between: list[str]
) -> None:
    """Whatever is replaced by whatever else: where no more than a few small words are equal, it is one edit."""
    joints = [*between[: len(edits) - 1], ""]
    old, new = (
        " ".join(f"{edit[side]} {joint}".strip() for edit, joint in zip(edits, joints, strict=True)) for side in (0, 1)
    )
    operations = diff(old, new)
    check(old, new)
    for index in range(2, len(operations) - 2):
        before, here, after = operations[index - 1], operations[index], operations[index + 1 : index + 3]
        replaced = [operations[index - 2].op, before.op] == ["delete", "insert"]
        replaced = replaced and [op.op for op in after] == ["delete", "insert"]
        if here.op == "equal" and replaced and len(here.text.split()) <= config.CRUMB_WORDS:
            assert not set(here.text.split()) <= set(_SMALL), marked(old, new)


_ITEMS = ("States", "civil society", "national institutions", "the media", "the United Nations system", "academia")


@few
@given(
    items=st.permutations(_ITEMS),
    at=st.integers(1, len(_ITEMS) - 2),
    opening=st.sampled_from(("Invites ", "Urges all, ")),
)
def test_an_item_of_a_list_is_put_in_with_its_comma(items: list[str], at: int, opening: str) -> None:
    """Between two items of a list the new one stands after the comma, and brings its own."""
    new = [*items[:at], "parliaments and local authorities", *items[at:]]
    old_text, new_text = (f"{opening}{', '.join(side)}, to join hands" for side in (items, new))

    assert [op.text for op in diff(old_text, new_text) if op.op != "equal"] == [" parliaments and local authorities,"]


def test_where_only_blanks_differ_only_blanks_are_marked() -> None:
    """Every paragraph of 66/152, all its blanks made no-break blanks: each edit is a blank, or a date or other atom."""
    for paragraph in agreed().paragraphs:
        text = paragraph.text.replace(" ", "\u00a0")
        check(paragraph.text, text)
        edits = [op for op in diff(paragraph.text, text) if op.op != "equal"]
        for old, new in zip(edits[::2], edits[1::2], strict=True):
            assert ("delete", "insert") == (old.op, new.op)
            assert old.text == new.text.replace("\u00a0", " ")
            assert len(tokens(old.text.strip())) <= 1


@pytest.mark.parametrize("kind", ["edited", "few words", "letters", "all unlike"])
def test_a_text_without_end_is_matched_in_bounded_memory(kind: str) -> None:
    """Words by the hundred thousand are not all held against each other (5 GB for 200,000): the result says so."""
    many = random.Random(7)  # noqa: S311 - chosen once, the same each time
    if kind == "edited":
        words = [f"word{number}" for number in range(24_000)]
        old, new = (
            " ".join(words),
            " ".join("other" if number % 1000 == 500 else one for number, one in enumerate(words)),
        )
    else:
        letters = [*"中文字汉国人大会"] if kind == "letters" else [f" {letter}" for letter in "abcdefgh"]
        old, new = ("".join(many.choice(letters) for _ in range(24_000)) for _ in range(2))
    if kind == "all unlike":
        old, new = (" ".join(f"{side}{number}" for number in range(24_000)) for side in "ab")
    tracemalloc.start()
    operations = diff(old, new, "zh" if kind == "letters" else "en")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert new == apply(old, operations)
    assert is_coarse(old, new)
    assert peak < 100 << 20
    if kind == "edited":
        assert 24 == sum(op.op == "insert" for op in operations)


def test_an_ordinary_paragraph_is_not_matched_coarsely() -> None:
    """Nor is one of 15,000 words, or one that did not change."""
    long = " ".join(f"word{number}" for number in range(15_000))

    assert not is_coarse(long, long.replace("word7 ", "other "))
    assert not is_coarse(long * 5, long * 5)


def test_a_thousand_dates_in_one_paragraph_are_a_thousand_edits() -> None:
    """A calendar in one paragraph is no deeper than any other."""
    old, new = ("; ".join(f"{day} May {year}" for day in range(1, 29) for _ in range(60)) for year in (2019, 2020))

    assert new == apply(old, diff(old, new))
