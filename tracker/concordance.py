"""The same two texts compared in several languages, each by itself: is each edit there, and what is in one only.

Labels are the same in every language, so that comparisons are held against each other without a look at their words. A
paragraph can change for other reasons: for an edit that was made in several paragraphs its own words are the test
(SKETCHES 6). What differs is to check, never an error: a language may have said it already.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tracker import terms
from tracker.languages import LANGUAGES, OFFICIAL
from tracker.model import Change, Check, Comparison, Concordance, ConcordanceRow, Group, Standing, WordOp, places
from tracker.sentences import listed
from tracker.tokens import plain, tokens

LEADS = "en"
_TITLE = "title"
_SHARED_PLACES = 2  # a group of one language is that of another if they share as many paragraphs: one may be chance
_TOLD_WORDS = 6  # of an edit, in the table

Places = tuple[tuple[str, ...], tuple[str, ...]]
"""The old and the new labels of a change: the same change in every language."""


@dataclass(frozen=True, slots=True)
class _Side:
    """One language's comparison by places; `termed` are those in which a term was replaced and nothing else changed."""

    language: str
    comparison: Comparison
    changes: Mapping[Places, Change]
    termed: Mapping[Places, terms.Term]


def concordance(comparisons: Mapping[str, Comparison]) -> Concordance:
    """Comparisons of the same two texts, by language, held against each other; English leads where it is there.

    Raises ValueError if there is none.
    """
    sides = [_side(language, comparisons[language]) for language in _ordered(comparisons)]
    lead = sides[0]
    repeated = _repeated(sides)
    rows = [_row(where, change, sides, repeated) for where, change in lead.changes.items() if _is_told(change)]
    return Concordance(
        old=lead.comparison.old.symbol,
        new=lead.comparison.new.symbol,
        languages=tuple(side.language for side in sides),
        rows=tuple(rows),
        alone={side.language: _alone(side, lead) for side in sides[1:]},
        checks=checks(comparisons),
    )


def checks(comparisons: Mapping[str, Comparison]) -> tuple[Check, ...]:
    """What a person should look at across languages; none for less than two."""
    sides = [_side(language, comparisons[language]) for language in _ordered(comparisons)]
    if len(sides) < 2:
        return ()
    formulas = [check for edit in _repeated(sides) for check in _uneven(edit, sides)]
    told = {(language, label) for check in formulas for language in check.languages for label in check.labels}
    return (*formulas, *_openings(sides), *_in_some(sides, told))


def _ordered(languages: Iterable[str]) -> list[str]:
    order = (LEADS, *(code for code in (*OFFICIAL, *LANGUAGES) if code != LEADS))
    found = [code for code in dict.fromkeys(order) if code in set(languages)]
    if not found:
        raise ValueError("there is no comparison to be held against others")
    return found


def _side(language: str, comparison: Comparison) -> _Side:
    wheres = [(places(change.old), places(change.new)) for change in comparison.changes]
    changes = {
        where: change
        for where, change in zip(wheres, comparison.changes, strict=True)
        if any(place.kind != "formula" for place in (*change.old, *change.new))
    }
    replaced = terms.replaced(comparison.changes, language)
    return _Side(language, comparison, changes, {wheres[at]: term for term in replaced for at in term.alone})


def _name(language: str) -> str:
    return LANGUAGES[language].name


def _label(where: Places) -> str:
    return listed(where[1] or where[0])


# -------------------------------------------------------------------------------------------------------- the table


def _is_told(change: Change) -> bool:
    return change.significance in {"technical", "substantive"} or change.moved


def _row(where: Places, change: Change, sides: Sequence[_Side], repeated: Sequence[_Repeated]) -> ConcordanceRow:
    edit = next((one for one in repeated if _label(where) in one.places(sides[0].language)), None)
    standing = {side.language: _standing(where, change, side, edit) for side in sides}
    return ConcordanceRow(_label(where), _kind(change), _told(change), standing)


def _kind(change: Change) -> str:
    if not (change.old and change.new):
        return "deleted" if change.old else "new"
    if change.significance == "substantive":
        return "small" if change.reason.code == "house-style" else "reworded"
    return "technical" if change.significance == "technical" else "moved"


def _told(change: Change) -> str:
    """The words put in, or those taken out where none were; empty for what the kind says."""
    if not (change.old and change.new) or change.significance != "substantive":
        return ""
    for op in ("insert", "delete"):
        pieces = [
            piece.text.strip(" ,;.:，、；\u00a0") for piece in change.segments if piece.op == op and _counts(piece)
        ]
        words = " … ".join(piece for piece in pieces if piece).split()
        if words:
            told = " ".join(words[:_TOLD_WORDS]) + (" …" if len(words) > _TOLD_WORDS else "")
            return f'without "{told}"' if op == "delete" else told
    return ""


def _counts(piece: WordOp) -> bool:
    return piece.significance == "substantive"


def _standing(where: Places, lead: Change, side: _Side, edit: _Repeated | None) -> Standing:
    """Whether an edit of the language that leads is there in another (in its own, it is)."""
    change = side.changes.get(where)
    if change is None:
        return "absent"
    if edit and side.language in edit.groups:
        return edit.standing(_label(where), change, side)
    there = change.significance == "substantive"
    if _kind(lead) == "technical":
        there = change.significance in {"technical", "substantive"}
    elif _kind(lead) == "moved":
        there = change.moved
    return "there" if there else "unchanged"


def _alone(side: _Side, lead: _Side) -> tuple[str, ...]:
    """Where a language says something else and the one that leads says the same as before."""
    quiet = {"none", "typographic"}
    return tuple(
        _label(where)
        for where, change in side.changes.items()
        if change.significance == "substantive"
        and (where not in lead.changes or lead.changes[where].significance in quiet)
    )


# -------------------------------------------------------------------------------- one edit made in several paragraphs


@dataclass(frozen=True, slots=True)
class _Repeated:
    """One edit made in several paragraphs, as each language's own comparison found it; `widest` has most of them."""

    widest: str
    groups: Mapping[str, Group]

    def places(self, language: str) -> tuple[str, ...]:
        """Where a language has it; where none was found, nowhere."""
        return self.groups[language].places if language in self.groups else ()

    def standing(self, label: str, change: Change, side: _Side) -> Standing:
        """Whether the edit is in a paragraph: its phrase, or the same words put in though they stand apart there."""
        if label in self.places(side.language) or self.is_apart(label, change, side):
            return "there"
        return "otherwise" if change.significance == "substantive" else "unchanged"

    def is_apart(self, label: str, change: Change, side: _Side) -> bool:
        """Whether all words of the phrase stand in a paragraph, and those that came in elsewhere came in here."""
        group = self.groups[side.language]
        if label in group.places or not change.new:
            return False
        phrase, text = _words(group.phrase, side), _words(change.new[0].text, side)
        members = [one for one in side.changes.values() if one.group == group.id]
        came = set(_inserted(change, side))
        return _in_order(phrase, text) and any(set(_inserted(one, side)) & set(phrase) <= came for one in members)


def _words(text: str, side: _Side) -> list[str]:
    return [plain(word).casefold() for word in tokens(text, side.language) if any(letter.isalnum() for letter in word)]


def _inserted(change: Change, side: _Side) -> list[str]:
    return [word for op in change.segments if op.op == "insert" and _counts(op) for word in _words(op.text, side)]


def _in_order(wanted: Sequence[str], words: Sequence[str]) -> bool:
    """Whether some words stand in a text one after the other, whatever stands between them."""
    rest = iter(words)
    return all(word in rest for word in wanted)


def _repeated(sides: Sequence[_Side]) -> list[_Repeated]:
    """The edits that two languages at least made in several paragraphs, by the paragraphs they share."""
    left = [(side.language, group) for side in sides for group in side.comparison.groups]
    found = []
    while left:
        language, widest = max(left, key=lambda one: len(one[1].places))
        groups = {language: widest}
        for other, group in left:
            shared = len(set(group.places) & set(widest.places))
            if other not in groups and shared >= _SHARED_PLACES:
                groups[other] = group
        left = [(code, group) for code, group in left if groups.get(code) is not group]
        if len(groups) > 1:
            found.append(_Repeated(language, groups))
    return found


_LACKING: Mapping[Standing, str] = {
    "otherwise": "changed, but without it",
    "unchanged": "the same words as before",
    "absent": "no such paragraph",
}


def _uneven(edit: _Repeated, sides: Sequence[_Side]) -> Iterable[Check]:
    """An edit that came to more paragraphs in one language than in another: where it is missing, by label."""
    widest = edit.groups[edit.widest]
    for side in sides:
        if side.language == edit.widest or side.language not in edit.groups:
            continue
        here = {_label(where): change for where, change in side.changes.items()}
        lacking = {
            label: standing
            for label in widest.places
            if (standing := edit.standing(label, here[label], side) if label in here else "absent") != "there"
        }
        if lacking:
            where = listed([f"{label} ({_LACKING[standing]})" for label, standing in lacking.items()])
            number, left = len(widest.places), len(widest.places) - len(lacking)
            text = (
                f'{_name(edit.widest)} made one edit in {number} paragraphs ("{widest.phrase}"); '
                f"{_name(side.language)} has it in {left}: not in {where}."
            )
            yield Check(
                "formula-uneven",
                side.comparison.new.symbol,
                next(iter(lacking)),
                text,
                tuple(lacking),
                (side.language,),
            )


# ------------------------------------------------------------------------------------ what changed in some languages


def _openings(sides: Sequence[_Side]) -> Iterable[Check]:
    """Opening words that became others in one language only; not told where another's first words changed as well."""
    for side in sides:
        for check in side.comparison.checks:
            if check.code != "operative-verb":
                continue
            others = [other for other in sides if other is not side]
            if any(_may_open_otherwise(other, check.label) for other in others):
                continue
            text = (
                f'{_name(side.language)}: {check.label} opens with "{check.new}", before with "{check.old}"; '
                f"{_others(others)} open as they did."
            )
            where = (check.label,)
            yield Check(
                "opening-changed-in-one", check.symbol, check.label, text, where, (side.language,), check.old, check.new
            )


def _may_open_otherwise(side: _Side, label: str) -> bool:
    """Whether the first words of a paragraph changed too, also where the source does not mark which words open it."""
    if any(one.code == "operative-verb" and one.label == label for one in side.comparison.checks):
        return True
    change = next((one for where, one in side.changes.items() if label in where[1]), None)
    if change is None or not change.old:
        return True
    first = change.segments[0]  # what is put in before the opening words leaves them as they were
    return first.op == "delete" and first.significance == "substantive"


@dataclass(frozen=True, slots=True)
class _Set:
    """The languages that did something to a paragraph while the others did not, or the few that did not."""

    kind: str
    languages: tuple[str, ...]
    are_those_that_did: bool = True
    term: terms.Term | None = None

    def sentence(self, labels: Sequence[str]) -> str:
        """What a reader is told of such paragraphs."""
        names = listed([_name(language) for language in self.languages])
        where = listed([f"the {label}" if label == _TITLE else label for label in labels])
        if self.term:
            number = f"{len(labels)} paragraphs" if len(labels) > 1 else "one paragraph"
            words = f'"{self.term.old}" became "{self.term.new}"'
            return f"In {names} only, {words}; in {number} nothing else changed: {where}."
        which = f"in {names} only" if self.are_those_that_did else f"in every language but {names}"
        return f"{self.kind.capitalize()} {which}: {where}."


def _in_some(sides: Sequence[_Side], told: set[tuple[str, str]]) -> Iterable[Check]:
    """Paragraphs, and the title, with other words in some languages and not in the others: a check for each such set.

    A term that was replaced through one language is told once, for all paragraphs of which it is all that changed.
    """
    found: dict[_Set, list[str]] = {}
    for where in dict.fromkeys(where for side in sides for where in side.changes):
        changed = [side for side in sides if _is_changed(side, where)]
        same = [side for side in sides if side not in changed]
        if not changed or not same:
            continue
        termed = {side.language: side.termed[where] for side in changed if where in side.termed}
        for language, term in termed.items():
            found.setdefault(_Set("reworded", (language,), term=term), []).append(_label(where))
        changed = [side for side in changed if side.language not in termed]
        few = len(changed) < len(same) or (len(changed) == len(same) and sides[0] in same)
        untold = [side for side in same if (side.language, _label(where)) not in told]
        these = changed if few and untold else untold
        if these:
            kind = "reworded" if all(where) else "deleted" if where[0] else "new"
            one = _Set(kind, tuple(side.language for side in these), are_those_that_did=few)
            found.setdefault(one, []).append(_label(where))
    titled = tuple(side.language for side in sides if _has_other_title(side.comparison))
    if titled and len(titled) < len(sides):
        found.setdefault(_Set("reworded", titled), []).insert(0, _TITLE)
    symbol = sides[0].comparison.new.symbol
    for one, labels in found.items():
        code = "changed-in-some" if one.are_those_that_did else "missing-in-some"
        words = (one.term.old, one.term.new) if one.term else (None, None)
        yield Check(code, symbol, labels[0], one.sentence(labels), tuple(labels), one.languages, *words)


def _is_changed(side: _Side, where: Places) -> bool:
    change = side.changes.get(where)
    return change is not None and change.significance == "substantive"


def _has_other_title(comparison: Comparison) -> bool:
    old, new = (plain(side.title).casefold() for side in (comparison.old, comparison.new))
    return old != new


def _others(sides: Sequence[_Side]) -> str:
    return "the other languages" if len(sides) > 2 else listed([_name(side.language) for side in sides])
