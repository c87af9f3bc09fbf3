"""The same two texts compared in several languages, each by itself: is each edit there, and what is in one only.

Labels are the same in every language, so that comparisons are held against each other without a look at their words. A
paragraph can change for other reasons: for an edit that was made in several paragraphs its own words are the test
(`repeated.py`). What was paired by hand in some languages only is set apart: it can't be held against what the program
found in the others. What differs is to check, never an error: a language may have said it already.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tracker import terms, unlike
from tracker.languages import LANGUAGES, OFFICIAL
from tracker.model import Change, Check, Comparison, Concordance, ConcordanceRow, Standing
from tracker.repeated import Places, Repeated, Side, counts, label_of, repeated, side_of
from tracker.sentences import listed
from tracker.tokens import plain

LEADS = "en"
_TITLE = "title"
_TOLD_WORDS = 6  # of an edit, in the table


def concordance(comparisons: Mapping[str, Comparison]) -> Concordance:
    """Comparisons of the same two texts, by language, held against each other; English leads where it is there.

    Raises ValueError if there is none.
    """
    sides = _sides(comparisons)
    lead = sides[0]
    edits = repeated(sides)
    apart = {where for one in unlike.pairings(sides) for where in one.touched}
    rows = [_row(where, change, sides, edits) for where, change in lead.changes.items() if _is_told(change)]
    return Concordance(
        old=lead.comparison.old.symbol,
        new=lead.comparison.new.symbol,
        languages=tuple(side.language for side in sides),
        rows=tuple(rows),
        alone={side.language: _alone(side, lead, apart) for side in sides[1:]},
        checks=checks(comparisons),
    )


def checks(comparisons: Mapping[str, Comparison], read_in: str | None = None) -> tuple[Check, ...]:
    """What a person should look at across languages; none for less than two.

    `read_in`: only what is said of that language, or of others against it. English is what others are held against:
    where it leads, all that they did and English did not is one sentence.
    """
    if len(comparisons) < 2:
        return ()
    sides = _sides(comparisons)
    unalike = unlike.pairings(sides)
    apart = {where for one in unalike for where in one.touched}
    formulas = [check for edit in repeated(sides) for check in _uneven(edit, sides, apart, read_in)]
    told = {(language, label) for check in formulas for language in check.languages for label in check.labels}
    return (
        *(one.check(sides[0].comparison) for one in unalike if read_in in {None, *one.languages}),
        *formulas,
        *_openings(sides, apart, read_in),
        *_told_of(_sets(sides, told, apart), sides, read_in),
    )


def _sides(comparisons: Mapping[str, Comparison]) -> list[Side]:
    return [side_of(language, comparisons[language]) for language in ordered(comparisons)]


def ordered(languages: Iterable[str]) -> list[str]:
    """Languages in the order of the table: the one that leads, then as the United Nations lists them.

    Raises ValueError if there is none.
    """
    order = (LEADS, *(code for code in (*OFFICIAL, *LANGUAGES) if code != LEADS))
    found = [code for code in dict.fromkeys(order) if code in set(languages)]
    if not found:
        raise ValueError("there is no comparison to be held against others")
    return found


def _name(language: str) -> str:
    return LANGUAGES[language].name


# -------------------------------------------------------------------------------------------------------- the table


def _is_told(change: Change) -> bool:
    return change.significance in {"technical", "substantive"} or change.moved


def _row(where: Places, change: Change, sides: Sequence[Side], edits: Sequence[Repeated]) -> ConcordanceRow:
    edit = next((one for one in edits if label_of(where) in one.places(sides[0].language)), None)
    standing = {side.language: _standing(where, change, side, edit) for side in sides}
    return ConcordanceRow(label_of(where), _kind(change), _told(change), standing)


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
            piece.text.strip(" ,;.:，、；\u00a0") for piece in change.segments if piece.op == op and counts(piece)
        ]
        words = " … ".join(piece for piece in pieces if piece).split()
        if words:
            told = " ".join(words[:_TOLD_WORDS]) + (" …" if len(words) > _TOLD_WORDS else "")
            return f'without "{told}"' if op == "delete" else told
    return ""


def _standing(where: Places, lead: Change, side: Side, edit: Repeated | None) -> Standing:
    """Whether an edit of the language that leads is there in another (in its own, it is)."""
    change = side.changes.get(where)
    if change is None:
        return "absent"
    if edit:
        return edit.standing(where, change, side)
    if where in side.termed and _kind(lead) in {"reworded", "small"}:
        return "otherwise"
    there = change.significance == "substantive"
    if _kind(lead) == "technical":
        there = change.significance in {"technical", "substantive"}
    elif _kind(lead) == "moved":
        there = change.moved
    return "there" if there else "unchanged"


def _alone(side: Side, lead: Side, apart: set[Places]) -> tuple[str, ...]:
    """Where a language says something else and the one that leads says the same as before."""
    quiet = {"none", "typographic"}
    return tuple(
        label_of(where)
        for where, change in side.changes.items()
        if change.significance == "substantive"
        and where not in apart
        and (where not in lead.changes or lead.changes[where].significance in quiet)
    )


# -------------------------------------------------------------------------------- one edit made in several paragraphs

_LACKING: Mapping[Standing, str] = {
    "otherwise": "changed, but in other words",
    "unchanged": "the same words as before",
    "absent": "no such paragraph",
}


def _uneven(edit: Repeated, sides: Sequence[Side], apart: set[Places], read_in: str | None) -> Iterable[Check]:
    """An edit that came to more paragraphs in one language than in another: where it is missing, by label."""
    widest = edit.groups[edit.widest]
    set_apart = {label_of(where) for where in apart}
    for side in sides:
        if side.language == edit.widest or side.language not in edit.groups:
            continue
        if read_in not in {None, LEADS, edit.widest, side.language}:
            continue
        here = {label_of(where): (where, change) for where, change in side.changes.items()}
        lacking = {
            label: standing
            for label in widest.places
            if label not in set_apart
            and (standing := edit.standing(*here[label], side) if label in here else "absent") != "there"
        }
        if lacking:
            yield _missing(edit, side, lacking)


def _missing(edit: Repeated, side: Side, lacking: Mapping[str, Standing]) -> Check:
    where = listed([f"{label} ({_LACKING[standing]})" for label, standing in lacking.items()])
    widest = edit.groups[edit.widest]
    number = len(widest.places)
    text = (
        f'{_name(edit.widest)} made one edit in {number} paragraphs ("{widest.phrase}"); '
        f"{_name(side.language)} has it in {number - len(lacking)}: not in {where}."
    )
    labels = tuple(lacking)
    return Check("formula-uneven", side.comparison.new.symbol, labels[0], text, labels, (side.language,))


# ------------------------------------------------------------------------------------ what changed in some languages


def _openings(sides: Sequence[Side], apart: set[Places], read_in: str | None) -> Iterable[Check]:
    """Opening words that became others in one language only; not told where another's first words changed as well.

    Where a language is read whose opening words these are, its own check has told them: only that others kept theirs.
    """
    set_apart = {label for where in apart for label in where[1]}
    for side in sides:
        for check in side.comparison.checks:
            if check.code != "operative-verb" or check.label in set_apart:
                continue
            others = [other for other in sides if other is not side]
            if read_in not in {None, LEADS, side.language} or any(
                _may_open_otherwise(other, check.label) for other in others
            ):
                continue
            words = f'opens with "{check.new}", before with "{check.old}"; {_others(others)} open as they did.'
            text = f"{_name(side.language)}: {check.label} {words}"
            if side.language == read_in:
                text = f"{check.label} opens with other words in {_name(side.language)} alone."
            where = (check.label,)
            yield Check(
                "opening-changed-in-one", check.symbol, check.label, text, where, (side.language,), check.old, check.new
            )


def _may_open_otherwise(side: Side, label: str) -> bool:
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
        names, where = _names(self.languages), _where(labels)
        if self.term:
            number = f"{len(labels)} paragraphs" if len(labels) > 1 else "one paragraph"
            words = f'"{self.term.old}" became "{self.term.new}"'
            return f"In {names} only, {words}; in {number} nothing else changed: {where}."
        which = f"in {names} only" if self.are_those_that_did else f"in every language but {names}"
        return f"{self.kind.capitalize()} {which}: {where}."

    def check(self, labels: Sequence[str], symbol: str | None) -> Check:
        """The same as a check."""
        code = "changed-in-some" if self.are_those_that_did else "missing-in-some"
        words = (self.term.old, self.term.new) if self.term else (None, None)
        return Check(code, symbol, labels[0], self.sentence(labels), tuple(labels), self.languages, *words)


def _names(languages: Sequence[str]) -> str:
    return listed([_name(language) for language in languages])


def _where(labels: Sequence[str]) -> str:
    return listed([f"the {label}" if label == _TITLE else label for label in labels])


def _sets(sides: Sequence[Side], told: set[tuple[str, str]], apart: set[Places]) -> Mapping[_Set, list[str]]:
    """Paragraphs, and the title, with other words in some languages and not in the others, by these languages.

    A term that was replaced through one language is told once, for all paragraphs of which it is all that changed: what
    others reworded there it did not.
    """
    found: dict[_Set, list[str]] = {}
    for where in _in_order(sides):
        if where in apart:
            continue
        changed = [side for side in sides if _is_changed(side, where)]
        termed = [side for side in changed if where in side.termed]
        if len(termed) == 1:
            one = _Set("reworded", (termed[0].language,), term=termed[0].termed[where])
            found.setdefault(one, []).append(label_of(where))
            changed.remove(termed[0])
        same = [side for side in sides if side not in changed]
        if not changed or not same:
            continue
        few = len(changed) < len(same) or (len(changed) == len(same) and sides[0] in same)
        untold = [side for side in same if (side.language, label_of(where)) not in told]
        these = changed if few and untold else untold
        if these:
            kind = "reworded" if all(where) else "deleted" if where[0] else "new"
            one = _Set(kind, tuple(side.language for side in these), are_those_that_did=few)
            found.setdefault(one, []).append(label_of(where))
    titled = tuple(side.language for side in sides if _has_other_title(side.comparison))
    if titled and len(titled) < len(sides):
        found.setdefault(_Set("reworded", titled), []).insert(0, _TITLE)
    return found


def _in_order(sides: Sequence[Side]) -> list[Places]:
    """All places in the order of the text; what was deleted stands where it stood in the older one."""
    at: dict[Places, int] = {}
    for side in sides:
        for where, change in side.changes.items():
            at.setdefault(where, (change.new or change.old)[0].position)
    return sorted(at, key=lambda where: at[where])


def _told_of(found: Mapping[_Set, Sequence[str]], sides: Sequence[Side], read_in: str | None) -> Iterable[Check]:
    """A check for each set; read in one language, those that it is in, and for English one for what others did."""
    symbol = sides[0].comparison.new.symbol
    own = {one: labels for one, labels in found.items() if read_in is None or read_in in one.languages}
    for one, labels in own.items():
        if not (one.term and read_in):  # a term is told with the paragraphs of its own language already
            yield one.check(labels, symbol)
    if read_in == LEADS:
        for one, labels in found.items():
            if one not in own and not one.are_those_that_did:
                yield one.check(labels, symbol)
        yield from _elsewhere({one: found[one] for one in found if one not in own and one.are_those_that_did}, symbol)


def _elsewhere(found: Mapping[_Set, Sequence[str]], symbol: str | None) -> Iterable[Check]:
    """What other languages did and the one that leads did not, in one sentence."""
    if not found or (len(found) == 1 and not any(one.term for one in found)):
        yield from (one.check(labels, symbol) for one, labels in found.items())
        return
    parts = []
    for one, labels in found.items():
        what = "" if one.kind == "reworded" else f" {one.kind}"
        said = f'{len(labels)} by "{one.term.new}" for "{one.term.old}"' if one.term else _where(labels)
        parts.append(f"{_names(one.languages)}{what} {said}")
    places = tuple(dict.fromkeys(label for labels in found.values() for label in labels))
    languages = tuple(dict.fromkeys(language for one in found for language in one.languages))
    first = next((label for label in places if label != _TITLE), _TITLE)
    text = f"Reworded in other languages, not in {_name(LEADS)}: {'; '.join(parts)}."
    yield Check("changed-in-some", symbol, first, text, places, languages)


def _is_changed(side: Side, where: Places) -> bool:
    change = side.changes.get(where)
    return change is not None and change.significance == "substantive"


def _has_other_title(comparison: Comparison) -> bool:
    old, new = (plain(side.title).casefold() for side in (comparison.old, comparison.new))
    return old != new


def _others(sides: Sequence[Side]) -> str:
    return "the other languages" if len(sides) > 2 else listed([_name(side.language) for side in sides])
