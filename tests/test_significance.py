"""What kind of change each edit is: one example for each rule of DESIGN's contract, and its near misses."""

from __future__ import annotations

import pytest
from documents import resolution

from tracker.diff import diff
from tracker.model import Significance
from tracker.pipeline.compare import compare
from tracker.significance import Context, judge, weightiest


def judged(old: str, new: str, language: str = "en", **facts: object) -> tuple[Significance, str]:
    """The weightiest significance of an edit of a whole paragraph, and the codes of the pieces that bear it."""
    segments = judge(diff(old, new, language), Context(language, **facts))  # type: ignore[arg-type]
    weight = weightiest([one.significance or "none" for one in segments])
    codes = {one.reason or "" for one in segments if one.op != "equal" and one.significance == weight}
    return weight, " ".join(sorted(codes))


# --------------------------------------------------------------------------------------------------- the same words


@pytest.mark.parametrize(
    ("old", "new", "language"),
    [
        ("supplement No.\u00a053 of the year", "supplement No. 53 of the year", "en"),
        ("a bridge and/or a ferry", "a bridge and / or a ferry", "en"),
        ("إلى 8 أيلول/ سبتمبر 2001", "إلى 8 أيلول/سبتمبر 2001", "ar"),
    ],
)
def test_a_blank_is_no_change(old: str, new: str, language: str) -> None:
    """A blank of another kind, or beside a stroke, changes no word."""
    assert ("none", "blanks") == judged(old, new, language)


def test_a_paragraph_in_which_only_a_blank_differs_is_unchanged() -> None:
    """The words decide: neither the kind of a blank nor one too many makes an edit."""
    texts = (
        resolution(symbol, f"OP1 Paints 40{blank}bridges.") for symbol, blank in (("75/1", "\u00a0"), ("76/1", " "))
    )
    (one,) = compare(*texts).changes
    assert ("unchanged", "none", "same-words", 1.0) == (one.kind, one.significance, one.reason.code, one.similarity)
    (other,) = compare(resolution("75/1", "OP1 Paints , bridges."), resolution("76/1", "OP1 Paints, bridges.")).changes
    assert ("unchanged", "none", "same-words", 1.0) == (
        other.kind, other.significance, other.reason.code, other.similarity
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "language"),
    [
        ("the non\u2011political use", "the non-political use", "en"),
        ("bridges, ferries and roads", "bridges, ferries, and roads", "en"),
        ("the “wide” river", 'the "wide" river', "en"),
        ("Member States agree", "member States agree", "en"),
        ("l'eau du fleuve", "l’eau du fleuve", "fr"),
        ("强调必须架桥", "强调，必须架桥", "zh"),
        ("道路、桥梁", "道路，桥梁", "zh"),
        ("تعمل الدول سعياً إلى", "تعمل الدول سعيا إلى", "ar"),
    ],
)
def test_punctuation_hyphens_quotes_capitals_and_vowel_signs_are_typographic(old: str, new: str, language: str) -> None:
    """Nothing but how the same words are printed."""
    assert ("typographic", "punctuation") == judged(old, new, language)


# -------------------------------------------------------------------------------------------------------- technical


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("en", "held from 16 December 2020", "held from 15 November 2021"),
        ("fr", "tenue le 1er décembre 2020", "tenue le 16 décembre 2021"),
        ("es", "celebrada el 16 de diciembre de 2020", "celebrada el 15 de noviembre de 2021"),
        ("ru", "состоявшаяся 16 декабря 2020 года", "состоявшаяся 15 ноября 2021 года"),
        ("ar", "المعقود في 16 كانون الأول/ديسمبر 2020", "المعقود في 15 تشرين الثاني/نوفمبر 2021"),
        ("zh", "于2020年12月16日举行", "于2021年11月15日举行"),
    ],
)
def test_a_date_is_technical_in_every_language(language: str, old: str, new: str) -> None:
    """A date is one atom in its language; another one in its place is technical."""
    assert ("technical", "own-date") == judged(old, new, language)


def test_a_year_is_technical() -> None:
    """A year alone is a date too."""
    assert ("technical", "own-date") == judged("the meeting in 2021 on bridges", "the meeting in 2022 on bridges")


_SESSIONS = [
    ("en", "at its {} session.", "seventy-sixth", "seventy-seventh", "seventy-eighth"),
    ("fr", "à sa {} session.", "soixante-seizième", "soixante-dix-septième", "soixante-dix-huitième"),
    ("es", "en su {} período de sesiones.", "septuagésimo sexto", "septuagésimo séptimo", "septuagésimo octavo"),
    ("ru", "на своей {} сессии.", "семьдесят шестой", "семьдесят седьмой", "семьдесят восьмой"),
    ("ar", "في دورتها {}.", "السادسة والسبعين", "السابعة والسبعين", "الثامنة والسبعين"),
    ("zh", "在大会{}会议上。", "第七十六届", "第七十七届", "第七十八届"),
]
each_session = pytest.mark.parametrize(("language", "frame", "first", "second", "third"), _SESSIONS)


@each_session
def test_a_session_that_goes_with_the_texts_is_technical(
    language: str, frame: str, first: str, second: str, third: str
) -> None:
    """By one where the sessions are not known; by as many as lie between the two texts where they are."""
    one, two, three = (frame.format(ordinal) for ordinal in (first, second, third))
    assert ("technical", "session") == judged(one, two, language)
    assert ("technical", "session") == judged(one, two, language, session_step=1)
    assert ("technical", "session") == judged(one, three, language, session_step=2)


@each_session
def test_a_session_that_jumps_is_another_cycle(language: str, frame: str, first: str, second: str, third: str) -> None:
    """Another step than that of the texts changes how often the matter is taken up: substantive, `periodicity`."""
    one, two, three = (frame.format(ordinal) for ordinal in (first, second, third))
    assert ("substantive", "periodicity") == judged(one, three, language, session_step=1)
    assert ("substantive", "periodicity") == judged(one, two, language, session_step=2)
    assert ("substantive", "periodicity") == judged(two, one, language, session_step=1)


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("en", "the tenth anniversary of the bridge", "the eleventh anniversary of the bridge"),
        ("en", "the tenth anniversary of the bridge", "the twentieth anniversary of the bridge"),
        ("en", "at this session, on the tenth anniversary", "at this session, on the eleventh anniversary"),
        ("fr", "le dixième anniversaire du pont", "le onzième anniversaire du pont"),
        ("zh", "第三届世界桥梁大会", "第四届世界桥梁大会"),
    ],
)
def test_an_ordinal_that_counts_no_sessions_is_substantive(language: str, old: str, new: str) -> None:
    """Anniversaries and conferences are counted too: "session" must stand next to the ordinal."""
    assert ("substantive", "wording") == judged(old, new, language, session_step=1)


def test_two_sessions_named_together() -> None:
    """The first of two sessions has the word "sessions" only after the second."""
    old, new = "at its seventy-sixth and seventy-eighth sessions", "at its seventy-seventh and seventy-ninth sessions"
    assert ("technical", "session") == judged(old, new, session_step=1)


def test_the_session_of_a_report_goes_with_its_symbol() -> None:
    """A report's session may jump by another step than the texts, if its symbol names the same sessions."""
    note = "Official Records, {} Session, Supplement No. 99 ({}), chap. {}."
    old, new = note.format("Seventy-third", "A/73/99", "VI"), note.format("Seventy-fifth", "A/75/99", "V")
    assert ("technical", "chapter citation session") == judged(old, new, session_step=1)
    other = note.format("Seventy-fourth", "A/75/99", "V")
    assert ("technical", "chapter citation session") == judged(old, other, session_step=1)
    assert "substantive" == judged(old, note.format("Seventy-sixth", "A/75/99", "V"), session_step=1)[0]


def test_a_citation_does_not_excuse_another_cycle() -> None:
    """A cited resolution that goes forward by two sessions says nothing of the session named for the next text."""
    old = "recalls its resolution 74/1, and decides to return to it at its seventy-eighth session"
    new = "recalls its resolution 76/1, and decides to return to it at its eightieth session"
    assert ("substantive", "periodicity") == judged(old, new, session_step=1)


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("en", "(A/75/99), chap. V, sect. A.", "(A/75/99), chap. VII, sect. B."),
        ("en", "A/75/99, para. 12", "A/75/99, para. 5"),
        ("fr", "(A/75/99), chap.\u00a0V, sect. A.", "(A/75/99), chap.\u00a0VII, sect. B."),
        ("es", "(A/75/99), cap. V, secc. A.", "(A/75/99), cap. VII, secc. B."),
        ("ru", "(A/75/99), гл. V, разд. A.", "(A/75/99), гл. VII, разд. А."),
        ("ar", "(A/75/99)، الفصل الخامس، الفرع ألف.", "(A/75/99)، الفصل الثاني عشر، الفرع باء."),
        ("zh", "(A/75/99)，第五章，A节。", "(A/75/99)，第十二章，B节。"),
    ],
)
def test_a_chapter_is_technical_in_every_language(language: str, old: str, new: str) -> None:
    """Where a report says it: the number of its chapter, section or paragraph."""
    assert ("technical", "chapter") == judged(old, new, language)


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("en", "with a staff of 12 engineers", "with a staff of 15 engineers"),
        ("es", "destinada para 15 ingenieros", "destinada para 20 ingenieros"),
        ("ru", "на этап 5 работ", "на этап 6 работ"),
        ("zh", "公约第5条", "公约第6条"),
    ],
)
def test_a_number_that_is_no_chapter_is_substantive(language: str, old: str, new: str) -> None:
    """Words that only end or begin like the word for a chapter, and articles, don't make a number technical."""
    assert ("substantive", "wording") == judged(old, new, language)


# -------------------------------------------------------------------------------------------------------- citations


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("resolution 74/153", "resolution 75/180"),
        ("resolution 74/153", "resolution 74/160"),
        ("the report A/75/99", "the report A/76/12"),
        ("resolution 217 A (III)", "resolution 220 A (III)"),
        ("resolution 74/153 of 18 December 2019", "resolution 75/180 of 16 December 2020"),
    ],
)
def test_a_citation_that_goes_forward_is_technical(old: str, new: str) -> None:
    """The same body and form, later; its date belongs to it."""
    assert "technical" == judged(f"Recalling {old} on bridges", f"Recalling {new} on bridges")[0]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("resolution 75/180", "resolution 74/153"),  # backward
        ("resolution 75/180 of 16 December 2020", "resolution 74/153 of 18 December 2019"),
        ("the report A/75/99", "the report E/75/99"),  # another body
        ("the report A/75/99", "the report A/C.3/76/99"),  # another form
        ("resolution 64/292", "resolution S-27/2"),
    ],
)
def test_a_citation_that_is_swapped_is_substantive(old: str, new: str) -> None:
    """Backward, of another body or of another form: what is cited is another thing."""
    assert ("substantive", "citation") == judged(f"Recalling {old} on bridges", f"Recalling {new} on bridges")


def test_a_citation_added_or_dropped_is_substantive() -> None:
    """Nothing takes its place."""
    one, two = "Recalling its resolution 74/153", "Recalling its resolution 74/153 and 75/180"
    assert ("substantive", "wording") == judged(one, two)
    assert ("substantive", "wording") == judged(two, one)


# ----------------------------------------------------------------------------------------------------- also, further


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("en", "Recalling the bridges", "Recalling also the bridges"),
        ("en", "Recalling also the bridges", "Recalling further the bridges"),
        ("en", "Emphasizes the role of bridges", "Further emphasizes the role of bridges"),
        ("en", "Also emphasizes the role of bridges", "Emphasizes the role of bridges"),
        ("en", "Recalling also General Assembly decisions", "Recalling further General Assembly decisions"),
        ("fr", "Rappelant les ponts", "Rappelant également les ponts"),
        ("fr", "Rappelant également les ponts", "Rappelant en outre les ponts"),
        ("es", "Recordando los puentes", "Recordando también los puentes"),
        ("ru", "напоминая о мостах", "напоминая также о мостах"),
        ("ar", "وإذ تشير إلى الجسور", "وإذ تشير أيضا إلى الجسور"),
        ("zh", "回顾各座桥梁", "又回顾各座桥梁"),
        ("zh", "又回顾各座桥梁", "还回顾各座桥梁"),
    ],
)
def test_the_adverb_of_a_lead_phrase_is_technical(language: str, old: str, new: str) -> None:
    """Also and further follow the paragraphs above (UN.md E.1): in the opening words they say nothing new."""
    assert ("technical", "also-further") == judged(old, new, language)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Emphasizing the need for progress", "Emphasizing the need for further progress"),
        ("Stressing progress", "Stressing further progress"),
        ("Calls upon States to strengthen bridges", "Calls upon States to further strengthen bridges"),
        ("Calls upon States to build", "Calls upon States also to build"),
        ("Recalling, in this regard, the ferries", "Recalling, in this regard, also the ferries"),
    ],
)
def test_further_elsewhere_is_substantive(old: str, new: str) -> None:
    """Outside the opening words, or as a word of what follows them, an adverb has its meaning."""
    assert ("substantive", "wording") == judged(old, new)


def test_the_mark_of_the_source_says_how_far_a_lead_phrase_reaches() -> None:
    """Where the source marks the lead phrase, an adverb behind it is no part of it."""
    old, new = "Takes note of the bridges", "Takes note also of the bridges"
    assert ("technical", "also-further") == judged(old, new, lead=(10, 15))
    assert ("substantive", "wording") == judged(old, new, lead=(5, 5))


# ------------------------------------------------------------------------------------------------------ substantive


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Requests the engineers", "Urges the engineers"),
        ("respect for rights", "respect for all rights"),
        ("a grant of $5 million", "a grant of $6 million"),
        ("a share of 5 per cent", "a share of 7 per cent"),
        ("a share of 5%", "a share of 5"),
        ("a grant of $5", "a grant of £5"),
        ("within seven days", "within ten days"),
        ("bridges and ferries", "bridges or ferries"),
        ("the upcoming anniversary", "the anniversary"),
        ("bridges shall be built", "bridges shall not be built"),
    ],
)
def test_everything_else_is_substantive(old: str, new: str) -> None:
    """Verbs, scope, amounts, units, deadlines, negations (UN.md E.2)."""
    assert ("substantive", "wording") == judged(old, new)


def test_a_piece_of_words_and_atoms_is_substantive() -> None:
    """When in doubt, substantive: an edit that is part date and part word is not technical."""
    old, new = "to report on 16 December 2020", "to report urgently before 16 December 2021"
    assert "substantive" == judged(old, new)[0]


def test_each_piece_has_its_own_significance() -> None:
    """A paragraph may carry a technical and a substantive piece: the weightiest is the paragraph's."""
    old = "Recalling resolution 74/153 on a culture of respect"
    new = "Recalling resolution 75/180 on a culture of peace and respect"
    segments = judge(diff(old, new), Context())
    expected = [("technical", "74/153"), ("technical", "75/180"), ("substantive", "peace and")]
    assert expected == [(one.significance, one.text.strip()) for one in segments if one.op != "equal"]
    assert ("substantive", "wording") == judged(old, new)


def test_the_weightiest() -> None:
    """Of none at all it is "none"."""
    assert "none" == weightiest([])
    assert "technical" == weightiest(["typographic", "technical", "none"])
