"""The program against the true changes of the specimens, which fixtures/specimens.toml states from their drafting.

Each aspect is a test of its own, so that a failure says which part of the contract is not met, and where.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from typing import Any

import pytest
from conftest import FIXTURES

from tracker import sources
from tracker.model import CHANGE_KINDS, SIGNIFICANCES, Change, Comparison, NoteChange, Resolution
from tracker.pipeline.compare import compare

_TRUTH: dict[str, Any] = tomllib.loads((FIXTURES / "specimens.toml").read_text(encoding="utf-8"))
_FILES = {(v["symbol"], language): v["files"][language] for v in _TRUTH["version"] for language in v["files"]}
_PAIRS = [
    pytest.param(pair, id=f"{pair['old'].removeprefix('A/RES/')} to {pair['new']} ({pair['language']})")
    for pair in _TRUTH["comparison"]
]
each_pair = pytest.mark.parametrize("pair", _PAIRS)
each_text = pytest.mark.parametrize(("symbol", "language"), list(_FILES), ids=str)


@cache
def _read(symbol: str, language: str) -> Resolution:
    name = _FILES[symbol, language]
    (resolution,) = sources.read((FIXTURES / name).read_bytes(), name).resolutions
    return resolution


@cache
def _compared(old: str, new: str, language: str) -> Comparison:
    return compare(_read(old, language), _read(new, language))


def _comparison(pair: dict[str, Any]) -> Comparison:
    return _compared(pair["old"], pair["new"], pair["language"])


def _change_name(old: list[str], new: list[str]) -> str:
    return f"{' + '.join(old) or '(nothing)'} -> {' + '.join(new) or '(nothing)'}"


def _told(change: Change) -> str:
    return _change_name([place.label for place in change.old], [place.label for place in change.new])


def _true(change: dict[str, Any]) -> str:
    return _change_name(change["old"], change["new"])


def _note_said(note: NoteChange) -> str:
    old, new = (side.mark if side else "-" for side in (note.old, note.new))
    return f"{note.kind} {old} -> {new}, {note.significance}"


def _note_true(note: dict[str, str]) -> str:
    return f"{note['kind']} {note.get('old', '-')} -> {note.get('new', '-')}, {note['significance']}"


@each_text
def test_each_text_is_read_whole_and_for_what_it_is(symbol: str, language: str) -> None:
    """Symbol, language, status, session and date are those of the series' facts, and nothing could not be placed."""
    name = _FILES[symbol, language]
    document = sources.read((FIXTURES / name).read_bytes(), name)
    facts = next(version for version in _TRUTH["version"] if version["symbol"] == symbol)
    status = "adopted" if facts["reference"] else "specimen"
    (read,) = document.resolutions
    assert (symbol, language, status) == (str(read.symbol), read.language, read.status)
    assert (facts["session"], facts["adopted"]) == (read.session, read.adopted)
    assert () == document.unplaced


def test_both_languages_of_a_specimen_have_the_same_labels() -> None:
    """A label is the same in every language: SPECIMEN/2 and SPECIMEN/3, English and French."""
    for symbol in ("SPECIMEN/2", "SPECIMEN/3"):
        english, french = ([p.label for p in _read(symbol, language).paragraphs] for language in ("en", "fr"))
        assert english == french


@each_pair
def test_the_truth_names_every_paragraph_once(pair: dict[str, Any]) -> None:
    """Every paragraph of either version stands in exactly one true change: the yardstick itself is whole."""
    for side in ("old", "new"):
        labels = Counter(label for change in pair["changes"] for label in change[side])
        assert Counter(p.label for p in _read(pair[side], pair["language"]).paragraphs) == labels


@each_pair
def test_links_and_kinds(pair: dict[str, Any]) -> None:
    """Which paragraphs became which, what became of them, and in which order the changes stand."""
    expected = [f"{_true(change)}: {change['kind']}" for change in pair["changes"]]
    assert expected == [f"{_told(change)}: {change.kind}" for change in _comparison(pair).changes]


@each_pair
def test_moved(pair: dict[str, Any]) -> None:
    """The fewest paragraphs without which all others stand in their old order; of equals the ones with fewest words."""
    expected = {label for change in pair["changes"] for label in change.get("moved", [])}
    changes = _comparison(pair).changes
    assert expected == {place.label for change in changes for place in change.new if place.moved}
    flagged = {place.label for change in changes if change.moved for place in change.new}
    assert expected == flagged


@each_pair
def test_significance(pair: dict[str, Any]) -> None:
    """What kind of change each is: that of its weightiest piece."""
    expected = {_true(change): change["significance"] for change in pair["changes"]}
    assert expected == {_told(change): change.significance for change in _comparison(pair).changes}


@each_pair
def test_reasons(pair: dict[str, Any]) -> None:
    """Small wording, promoted, demoted and a changed cycle are said to be what they are, and nothing else is."""
    expected = {_true(change): change["reason"] for change in pair["changes"] if "reason" in change}
    codes = {"house-style", "promoted", "demoted", "periodicity"}
    told = {_told(c): c.reason.code for c in _comparison(pair).changes if c.reason.code in codes}
    assert expected == told


@each_pair
def test_notes(pair: dict[str, Any]) -> None:
    """What became of each note, with its marks on either side, under the paragraph that carries it."""
    expected = {_true(c): [_note_true(note) for note in c["notes"]] for c in pair["changes"] if c.get("notes")}
    changes = _comparison(pair).changes
    assert expected == {_told(c): [_note_said(note) for note in c.notes] for c in changes if c.notes}


@each_pair
def test_groups(pair: dict[str, Any]) -> None:
    """One edit made in several places is one group, by the words they came to; who holds the old words is named."""
    told = _comparison(pair).groups
    expected = [(group["phrase"], group["places"], group["not_applied"]) for group in pair["groups"]]
    assert expected == [(g.phrase, list(g.places), [item.label for item in g.not_applied]) for g in told]


@each_pair
def test_a_group_is_true_of_the_text(pair: dict[str, Any]) -> None:
    """Each place of a group carries its phrase; a place left alone carries the words that the group names instead."""
    comparison = _comparison(pair)
    text = {place.label: place.text for change in comparison.changes for place in change.new}
    missing = [
        f"{label} has not {words!r}"
        for group in comparison.groups
        for label, words in [
            *((p, group.phrase) for p in group.places),
            *((i.label, i.text) for i in group.not_applied),
        ]
        if words not in text[label]
    ]
    assert [] == missing


@each_pair
def test_metadata(pair: dict[str, Any]) -> None:
    """How it was adopted, and by whom it was brought; what a source does not say is not told as a change."""
    told = [item for item in _comparison(pair).metadata if item.field in {"adoption", "sponsors"}]
    expected = [
        (item["field"], item.get("old"), item.get("new"), item.get("added"), item.get("removed"))
        for item in pair["metadata"]
    ]
    lists = [[None if names is None else list(names) for names in (item.added, item.removed)] for item in told]
    assert expected == [(item.field, item.old, item.new, *names) for item, names in zip(told, lists, strict=True)]


@each_pair
def test_segments_rebuild_both_texts(pair: dict[str, Any]) -> None:
    """Equal and deleted pieces give the old paragraphs joined by a newline, equal and inserted pieces the new ones."""
    for change in _comparison(pair).changes:
        for op, side in (("delete", change.old), ("insert", change.new)):
            kept = "".join(piece.text for piece in change.segments if piece.op in {"equal", op})
            assert "\n".join(place.text for place in side) == kept, _told(change)


@each_pair
def test_the_summary_counts_what_is_there(pair: dict[str, Any]) -> None:
    """By kind and by significance the summary counts the changes; moves and notes are counted apart."""
    kinds, significance = (Counter(change[key] for change in pair["changes"]) for key in ("kind", "significance"))
    summary = _comparison(pair).summary
    assert {kind: kinds[kind] for kind in CHANGE_KINDS} == dict(summary.kinds)
    assert {name: significance[name] for name in SIGNIFICANCES} == dict(summary.significance)
    assert sum(bool(change.get("moved")) for change in pair["changes"]) == summary.moved
