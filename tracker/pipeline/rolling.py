"""The latest adopted text rolled forward: what the next session's text must say otherwise, as far as it is known.

Known is the text's own symbol and day, and the session that it says it will be taken up at. What else the last step
brought up to date (another body's resolution, the report in a note) is left open, and never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from tracker.citations import citations
from tracker.languages import LANGUAGES, find_date
from tracker.model import Change, Comparison, Footnote, NoteChange, Paragraph, Place, Reason, Resolution, WordOp
from tracker.ordinals import forms, ordinal, pattern
from tracker.symbols import Symbol

BLANK = "[  ]"
"""What stands where something is to be looked up."""
Spot = tuple[int, int]
"""A paragraph, and which of its notes; -1: its own words."""
WORDS = -1
_NEAR = 40  # letters between two edits that are told as one: "Session, Supplement No. 53 (" has 29


@dataclass(frozen=True, slots=True)
class Edit:
    """Words of the base that the next text says otherwise. `new` None: not known, to be looked up."""

    paragraph: int
    note: int
    start: int
    end: int
    was: str
    new: str | None

    @property
    def spot(self) -> Spot:
        """Where: the paragraph, and which note."""
        return self.paragraph, self.note


@dataclass(frozen=True, slots=True)
class Roll:
    """A text and its edits in their order. `session`: for which session; `next`: the one it will name."""

    base: Resolution
    session: int | None
    edits: tuple[Edit, ...]

    def words(self, spot: Spot) -> str:
        """The words of a paragraph, or of one of its notes."""
        paragraph = self.base.paragraphs[spot[0]]
        return paragraph.text if spot[1] == WORDS else paragraph.notes[spot[1]].text

    def spots(self) -> tuple[Spot, ...]:
        """The places that have edits."""
        return tuple(dict.fromkeys(edit.spot for edit in self.edits))

    def at(self, spot: Spot) -> tuple[Edit, ...]:
        """The edits of a place."""
        return tuple(edit for edit in self.edits if edit.spot == spot)


@dataclass(frozen=True, slots=True)
class Passage:
    """Edits that stand close together, as one: the words before and after, with what stands in front of them."""

    spot: Spot
    before: str
    was: str
    now: str
    known: bool


def passages(given: Roll) -> tuple[Passage, ...]:
    """The edits as they are told: "75/180 of 16 December 2020" is one."""
    out = []
    for spot in given.spots():
        words = given.words(spot)
        groups: list[list[Edit]] = []
        for edit in given.at(spot):
            near = groups and (groups[-1][-1].new is None) == (edit.new is None)
            if near and edit.start - groups[-1][-1].end <= _NEAR:
                groups[-1].append(edit)
            else:
                groups.append([edit])
        for group in groups:
            start, end = group[0].start, group[-1].end
            inside = [replace(edit, start=edit.start - start, end=edit.end - start) for edit in group]
            before = _in_front(words[:start])
            now = _text(_ops(words[start:end], inside))
            out.append(Passage(spot, before, words[start:end], now, group[0].new is not None))
    return tuple(out)


def _in_front(words: str) -> str:
    """The last few words in front of a place; where words are not set apart, the last few letters."""
    clause = re.split(r"[,;،，、；]", words)[-1]
    last = " ".join(clause.split()[-4:])
    return last if " " in last.strip() else last[-12:]


def roll(base: Resolution, last: Comparison | None, own: Collection[str]) -> Roll:
    """Roll a text forward.

    last: the comparison that leads to it from the one before, if that is here; it tells what is brought up to date each
    time. own: the symbols of the texts of its series.
    """
    session = _taken_up(base)
    found: dict[tuple[Spot, int], Edit] = {}
    for spot, words in _places(base):
        for edit in (
            *_own(base, spot, words, own),
            *(_sessions(base, spot, words, session) if spot[1] == WORDS else ()),
            *_updated(base, spot, words, last),
        ):
            if not any(edit.start < one.end and one.start < edit.end for one in found.values() if one.spot == spot):
                found[spot, edit.start] = edit
    return Roll(base, session, tuple(found[key] for key in sorted(found)))


def _places(base: Resolution) -> Iterator[tuple[Spot, str]]:
    for position, paragraph in enumerate(base.paragraphs):
        yield (position, WORDS), paragraph.text
        for index, note in enumerate(paragraph.notes):
            yield (position, index), note.text


# -------------------------------------------------------------------------------------------------------- what is known


def _own(base: Resolution, spot: Spot, words: str, own: Collection[str]) -> Iterator[Edit]:
    """Where the text cites the one before it, it will cite this one."""
    if base.symbol is None:
        return
    older = [one for one in citations(words, base.language) if one.symbol in own and one.symbol != str(base.symbol)]
    newest = max((Symbol.parse(one.symbol).session or 0 for one in older), default=0)
    day = _day(base)
    for one in older:
        if (Symbol.parse(one.symbol).session or 0) < newest:
            continue
        end = one.offset + len(one.printed)
        yield Edit(*spot, one.offset, end, one.printed, base.symbol.short)
        if one.dated:
            near = [
                match for match in _dates(base.language).finditer(words)
                if find_date(match.group(), base.language) == one.dated
            ]  # fmt: skip
            match = min(near, key=lambda item: min(abs(item.start() - end), abs(item.end() - one.offset)), default=None)
            if match:
                yield Edit(*spot, match.start(), match.end(), match.group(), day)


def _day(base: Resolution) -> str | None:
    """The day of adoption as the text itself prints it; None where it does not."""
    for line in base.closing:
        match = _dates(base.language).search(line)
        if match and base.adopted and find_date(match.group(), base.language) == base.adopted:
            return match.group()
    return None


def _taken_up(base: Resolution) -> int | None:
    """The session at which the text says it will be taken up again: the last that it names after its own."""
    named = [
        number
        for paragraph in base.paragraphs
        if paragraph.kind == "operative"
        for _, number in _ordinals(paragraph.text, base.language)
    ]
    return next((number for number in reversed(named) if base.session and number > base.session), None)


def _sessions(base: Resolution, spot: Spot, words: str, session: int | None) -> Iterator[Edit]:
    """The session at which it will be taken up moves on by as many as lie between the two."""
    if session is None or base.session is None or base.paragraphs[spot[0]].kind != "operative":
        return
    for match, number in _ordinals(words, base.language):
        if number == session:
            new = _same_form(match.group(), number, 2 * session - base.session, base.language)
            yield Edit(*spot, match.start(), match.end(), match.group(), new)


def _ordinals(words: str, language: str) -> list[tuple[re.Match[str], int]]:
    """The sessions that are named: ordinals that the word for a session stands next to."""
    found = []
    for match in _ordinal(language).finditer(words):
        number = ordinal(match.group(), language)
        around = words[max(0, match.start() - 30) : match.start()], words[match.end() : match.end() + 30]
        session = re.compile(LANGUAGES[language].session, re.IGNORECASE)
        near = session.match(around[1].lstrip()) or any(
            not around[0][one.end() :].strip() for one in session.finditer(around[0])
        )
        if number is not None and (near or "届" in match.group()):
            found.append((match, number))
    return found


def _same_form(printed: str, old: int, new: int, language: str) -> str | None:
    """An ordinal in the form in which another is printed; None if that form is not known."""
    plain = printed.replace("\u2011", "-").replace("\u00a0", " ")
    if new > 120:
        return None
    for was, now in zip(forms(old, language), forms(new, language), strict=False):
        if was.casefold() == plain.casefold():
            said = now[0].upper() + now[1:] if plain[0].isupper() else now
            return said.replace("-", "\u2011") if "\u2011" in printed else said
    return None


@cache
def _ordinal(language: str) -> re.Pattern[str]:
    return re.compile(pattern(language), re.IGNORECASE)


@cache
def _dates(language: str) -> re.Pattern[str]:
    return re.compile(LANGUAGES[language].date, re.IGNORECASE)


# ---------------------------------------------------------------------------------------------------- what is left open


def _updated(base: Resolution, spot: Spot, words: str, last: Comparison | None) -> Iterator[Edit]:
    """What the last step brought up to date at this place: that is due again, and not known."""
    for text, segments in _segments(base, spot, last):
        at = 0
        if text != words:  # not the text that was compared: nothing is marked by guess
            return
        for before, op in pairwise((WordOp("equal", ""), *segments)):
            if op.op == "delete":
                continue
            replaced = before.op == "delete" and op.op == "insert"  # what is only new is not due again
            if replaced and op.significance == "technical" and op.reason != "also-further":
                said = op.text.strip()
                start = at + op.text.index(said)
                yield Edit(*spot, start, start + len(said), said, None)
            at += len(op.text)


def _segments(base: Resolution, spot: Spot, last: Comparison | None) -> Iterator[tuple[str, Sequence[WordOp]]]:
    for change in last.changes if last else ():
        if len(change.new) != 1 or change.new[0].position != spot[0] or not change.old:
            continue
        if spot[1] == WORDS:
            yield change.new[0].text, change.segments
            continue
        note = base.paragraphs[spot[0]].notes[spot[1]]
        yield from ((one.new.text, one.segments) for one in change.notes if one.new and _is(one.new, note))


def _is(one: Footnote, other: Footnote) -> bool:
    return (one.mark, one.text) == (other.mark, other.text)


# ----------------------------------------------------------------------------------------------- the text that it makes


def rolled(given: Roll) -> tuple[Resolution, tuple[Change, ...]]:
    """The next text and the changes that lead to it, as a comparison has them."""
    paragraphs = list(given.base.paragraphs)
    changes = []
    for position, paragraph in enumerate(given.base.paragraphs):
        ops = _ops(paragraph.text, given.at((position, WORDS)))
        notes = [_ops(note.text, given.at((position, index))) for index, note in enumerate(paragraph.notes)]
        text = _text(ops)
        made = replace(
            paragraph,
            text=text,
            notes=tuple(
                replace(note, text=_text(words), offset=_moved(note.offset, given.at((position, WORDS))))
                for note, words in zip(paragraph.notes, notes, strict=True)
            ),
        )
        paragraphs[position] = made
        told = tuple(
            NoteChange("edited" if len(words) > 1 else "unchanged", "technical", was, now, words)
            for was, now, words in zip(paragraph.notes, made.notes, notes, strict=True)
        )
        changes.append(
            Change(
                "edited" if len(ops) > 1 else "unchanged",
                "technical" if len(ops) > 1 else "none",
                (_place(position, paragraph),),
                (_place(position, made),),
                ops,
                Reason("technical", "Rolled forward."),
                notes=told,
            )
        )
    return replace(given.base, paragraphs=tuple(paragraphs), status="draft", origin=None), tuple(changes)


def _place(position: int, paragraph: Paragraph) -> Place:
    return Place(position, paragraph.label, paragraph.number, paragraph.kind, paragraph.text)


def _ops(words: str, edits: Iterable[Edit]) -> tuple[WordOp, ...]:
    found: list[WordOp] = []
    at = 0
    for edit in edits:
        found += [WordOp("equal", words[at : edit.start])] if edit.start > at else []
        found.append(WordOp("delete", edit.was, "substantive"))
        found.append(WordOp("insert", edit.new or BLANK, "substantive"))
        at = edit.end
    return (*found, WordOp("equal", words[at:])) if at < len(words) or not found else tuple(found)


def _text(ops: Iterable[WordOp]) -> str:
    return "".join(op.text for op in ops if op.op != "delete")


def _moved(offset: int, edits: Iterable[Edit]) -> int:
    return offset + sum(len(edit.new or BLANK) - len(edit.was) for edit in edits if edit.end <= offset)
