"""What holds of every comparison: 66/152 against itself as a drafter might change it."""

from __future__ import annotations

import json
import tracemalloc
from collections import Counter
from dataclasses import replace
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from strategies import LANGUAGE_CODES, agreed, few, fewer, redrafted, relabelled

from tracker.diff import apply, diff
from tracker.model import CHANGE_KINDS, SIGNIFICANCES, Comparison, Resolution
from tracker.pipeline.compare import compare
from tracker.significance import Context, judge, weightiest
from tracker.tokens import count_words

VALIDATOR = Draft202012Validator(
    json.loads(files("tracker.render").joinpath("comparison-1.schema.json").read_text(encoding="utf-8"))
)
NOISE = ((" ", "\u00a0"), (" ", "\u202f"), ("-", "\u2011"), ("-", "\u2010"), ("'", "\u2019"), ('"', "\u201c"))
QUOTED = ('the "right to be heard" of children\'s councils', 'non-governmental partners\' "voices"')


@fewer
@given(new=redrafted())
def test_every_paragraph_is_accounted_for(new: Resolution) -> None:
    """Each paragraph of either text stands in exactly one change, with its label, kind and text; both ways."""
    for one, other in ((agreed(), new), (new, agreed())):
        comparison = compare(one, other)
        for side, resolution in (("old", one), ("new", other)):
            places = [place for change in comparison.changes for place in getattr(change, side)]
            assert list(range(len(resolution.paragraphs))) == sorted(place.position for place in places)
            for place in places:
                paragraph = resolution.paragraphs[place.position]
                assert (paragraph.label, paragraph.kind, paragraph.text) == (place.label, place.kind, place.text)


@fewer
@given(new=redrafted())
def test_the_summary_counts_the_changes(new: Resolution) -> None:
    """By kind and by significance its numbers are those of the changes, and sum to them; so do words and moves."""
    comparison = compare(agreed(), new)
    changes, summary = comparison.changes, comparison.summary

    assert len(changes) == sum(summary.kinds.values()) == sum(summary.significance.values())
    assert {kind: sum(change.kind == kind for change in changes) for kind in CHANGE_KINDS} == summary.kinds
    assert {
        name: sum(change.significance == name for change in changes) for name in SIGNIFICANCES
    } == summary.significance
    assert sum(place.moved for change in changes for place in change.new) == summary.moved
    pieces = [piece for change in changes for piece in change.segments]
    assert (summary.words_deleted, summary.words_inserted) == tuple(
        sum(count_words(piece.text) for piece in pieces if piece.op == op) for op in ("delete", "insert")
    )


@fewer
@given(new=redrafted())
def test_segments_rebuild_both_texts(new: Resolution) -> None:
    """Equal and deleted pieces are the old paragraphs, equal and inserted ones the new; and swapped too."""
    for change in (*compare(agreed(), new).changes, *compare(new, agreed()).changes):
        for op, side in (("delete", change.old), ("insert", change.new)):
            kept = "".join(piece.text for piece in change.segments if piece.op in {"equal", op})
            assert "\n".join(place.text for place in side) == kept


@fewer
@given(new=redrafted())
def test_a_change_is_as_weighty_as_its_weightiest_piece(new: Resolution) -> None:
    """Only changed pieces have a significance; who comes from the preamble to the operative part is substantive."""
    for change in compare(agreed(), new).changes:
        assert all((piece.op == "equal") == (piece.significance is None) for piece in change.segments)
        weight = weightiest([piece.significance or "none" for piece in change.segments])
        assert change.significance == ("substantive" if change.reason.code in {"promoted", "demoted"} else weight)


@fewer
@given(new=redrafted())
def test_there_and_back(new: Resolution) -> None:
    """As JSON it follows the schema and reads back as the same value."""
    comparison = compare(agreed(), new)
    data = json.loads(json.dumps(comparison.to_dict(), ensure_ascii=False))

    assert [] == [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(data)]
    assert comparison == Comparison.from_dict(data)


@fewer
@given(text=redrafted())
def test_a_text_does_not_differ_from_itself(text: Resolution) -> None:
    """Whatever it holds, twice the same sentence too: all unchanged, nothing moved, put in, taken out or grouped."""
    comparison = compare(text, text)

    assert {"unchanged": len(text.paragraphs)} == dict(Counter(change.kind for change in comparison.changes))
    assert {"none"} == {change.significance for change in comparison.changes}
    assert (0, 0, 0, 0) == (
        comparison.summary.moved,
        comparison.summary.notes,
        comparison.summary.words_inserted,
        comparison.summary.words_deleted,
    )
    assert ((), ()) == (comparison.groups, comparison.metadata)


@fewer
@given(text=redrafted(), quoted=st.sampled_from(QUOTED), data=st.data())
def test_noise_is_never_substantive(text: Resolution, quoted: str, data: st.DataObject) -> None:
    """No-break blanks, other hyphens and curly quotes, wherever and how often: blanks are none, the others marks."""
    first = text.paragraphs[0]
    old = replace(text, paragraphs=(replace(first, text=f"{first.text} {quoted}"), *text.paragraphs[1:]))
    chosen = data.draw(st.lists(st.sampled_from(NOISE), min_size=1, max_size=4, unique=True))
    every = data.draw(st.integers(1, 3))
    new = replace(old, paragraphs=tuple(replace(p, text=_noisy(p.text, dict(chosen), every)) for p in old.paragraphs))
    comparison = compare(old, new)

    assert {"none", "typographic"} >= {change.significance for change in comparison.changes}
    assert {"unchanged", "edited"} >= {change.kind for change in comparison.changes}
    assert 0 == comparison.summary.moved
    if set(dict(chosen)) == {" "}:
        assert {"none"} == {change.significance for change in comparison.changes}


_UNSEEN = ("\u200b", "\u200e", "\u200f", "\u2060", "\u00ad", "\ufeff")
_SAMPLES = {
    "en": 'Recalls the non-binding "code" of 16 December 2021, and States\' duties, at its sixty-first session;',
    "fr": 'Rappelle l\'accord "non-officiel" du 16 décembre 2021, et 5 pour cent, à sa soixantième session ;',
    "es": 'Ve el acuerdo "no-oficial" de 16 de diciembre de 2021, y el 5 por ciento, en su décimo período;',
    "ru": 'ссылается на "какой-либо" документ от 16 декабря 2021 года и 10 процентов на своей шестидесятой сессии;',
    "ar": 'تشير إلى الاتفاق "غير-الرسمي" المؤرخ 16 كانون الأول/ديسمبر 2021 و10 في المائة في دورتها الستين؛',
    "zh": '回顾2021年12月16日第76/159号决议，强调"真正"的对话 和百分之十的增长，并决定在第六十届会议上审议；',
}


@pytest.mark.parametrize("language", LANGUAGE_CODES)
@few
@given(data=st.data())
def test_noise_is_noise_in_every_language(language: str, data: st.DataObject) -> None:
    """Each piece is a blank or a mark, also where a date has other blanks; a sign between clauses may print nothing."""
    old = _SAMPLES[language]
    chosen = data.draw(st.lists(st.sampled_from(NOISE), min_size=1, unique_by=lambda pair: pair[0]))
    new = _noisy(old, dict(chosen), data.draw(st.integers(1, 3)))
    mark = data.draw(st.sampled_from([mark for mark in ",;،؛，；" if mark in new]))
    new = new.replace(mark, mark + data.draw(st.sampled_from(("", *_UNSEEN))))
    for one, other in ((old, new), (new, old)):
        pieces = judge(diff(one, other, language), Context(language))
        assert {"none", "typographic"} >= {piece.significance for piece in pieces if piece.op != "equal"}
        assert other == apply(one, pieces)


def _noisy(text: str, noise: dict[str, str], every: int) -> str:
    """Every so-many-th of the plain characters as its look-alike."""
    found, count = [], 0
    for letter in text:
        count += letter in noise
        found.append(noise[letter] if letter in noise and count % every == 0 else letter)
    return "".join(found)


@fewer
@given(new=redrafted())
def test_nothing_real_is_hidden(new: Resolution) -> None:
    """Every changed piece gives its reason; new and deleted paragraphs are substantive; "none" has the same words."""
    for change in compare(agreed(), new).changes:
        for piece in change.segments:
            assert piece.op == "equal" or piece.reason
        if change.kind in {"inserted", "deleted"}:
            assert "substantive" == change.significance
        if change.significance == "none":
            old, new_words = (" ".join(place.text for place in side).split() for side in (change.old, change.new))
            assert old == new_words


def test_a_session_later() -> None:
    """66/152 as adopted again, a session later: its last ordinal and nothing else is a technical update."""
    paragraphs = agreed().paragraphs
    last = replace(paragraphs[-1], text=paragraphs[-1].text.replace("sixty-seventh", "sixty-eighth"))
    comparison = compare(agreed(), replace(agreed(), session=67, paragraphs=(*paragraphs[:-1], last)))

    assert (len(paragraphs) - 1, 1, 0, 0) == tuple(
        comparison.summary.significance[name] for name in ("none", "technical", "typographic", "substantive")
    )


def test_a_long_text_takes_no_more_memory_than_a_few_of_its_own() -> None:
    """What stands above a paragraph is not kept for each of them: 300 such would be 150 times the text."""
    sentence = agreed().paragraphs[-1]
    text = f"{sentence.text} " * 10
    long = relabelled([replace(sentence, text=f"{text}{number}", notes=()) for number in range(300)])
    tracemalloc.start()
    try:
        compare(long, long)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert peak < 80 * sum(len(paragraph.text) for paragraph in long.paragraphs)
