"""What a person should look at in a comparison of one language: found by comparing, judged by nobody here.

What is seen only by comparing several languages is in `concordance.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from tracker import leads, ordinals, terms
from tracker.citations import Citation, citations
from tracker.languages import LANGUAGES
from tracker.model import Change, Check, Resolution
from tracker.sentences import listed
from tracker.tokens import atom_pattern, blank_folded, plain

_YEAR_DAYS = 365
_MARGIN_DAYS = 35
"""A citation that is brought up to date is of the text before; the days of adoption shift by a few weeks."""


def checks(old: Resolution, new: Resolution, changes: Sequence[Change]) -> tuple[Check, ...]:
    """What comes from a scan, what was aligned coarsely, stale citations, other opening words, terms replaced."""
    return (
        *_scanned(old, new, changes),
        *_coarse(new, changes),
        *_stale(old, new, changes),
        *_openings(old, new, changes),
        *_terms(old, new, changes),
    )


def _name(resolution: Resolution) -> str | None:
    return str(resolution.symbol) if resolution.symbol else None


def _coarse(new: Resolution, changes: Sequence[Change]) -> Iterator[Check]:
    labels = tuple(place.label for change in changes if "degraded" in change.flags for place in change.new)
    if labels:
        said = (
            f"{len(labels)} paragraphs from {labels[0]} on are so much alike, and so many, that not every pairing was "
            "tried: whether each became the one it stands with is worth a look."
        )
        yield Check("coarse-pairing", _name(new), labels[0], said, labels)
    for change in changes:
        if "coarse" in change.flags:
            label = change.new[0].label
            said = f"{label} is so long that its words were matched coarsely: more may stand unchanged than is shown."
            yield Check("coarse-pairing", _name(new), label, said, (label,))


def _scanned(old: Resolution, new: Resolution, changes: Sequence[Change]) -> Iterator[Check]:
    labels = tuple(place.label for change in changes if "ocr" in change.flags for place in change.new or change.old)
    if labels:
        scans = [_name(one) or "a text" for one in (old, new) if one.origin and one.origin.quality == "ocr"]
        said = (
            f"{' and '.join(scans)}: letters recognised from a scan. What differs in {len(labels)} paragraphs, from "
            f"{labels[0]} on, may be letters that were taken for others: look it over beside the pages."
        )
        yield Check("ocr", _name(new), labels[0], said, labels)


# -------------------------------------------------------------------------------------------------- stale citations


def _stale(old: Resolution, new: Resolution, changes: Sequence[Change]) -> Iterator[Check]:
    """Citations of a text's own chain that are not of the year before: 74/153 cites 72/169 of 2017.

    The chain is known by its paragraph, which was brought up to date between the two texts, and cites one of the two or
    names their subject: how often other texts return is not known. What both cite is history (70/1), and so is what
    stands beside a later one of the same body. How old a step of the chain may be is a matter of how often it returns;
    the other text is none of its stale steps, however old: whether one lies between the two is told elsewhere.
    """
    for resolution, other, side in ((old, new, "old"), (new, old, "new")):
        cycle = _cycle(resolution, other)
        if cycle is None or resolution.adopted is None:
            continue
        for label, text, counterpart in _rolled(changes, side):
            own, theirs = citations(text, resolution.language), citations(counterpart, resolution.language)
            if not _is_the_chain(text + counterpart, (*own, *theirs), (resolution, other)):
                continue
            steps = [one for one in _steps(own, theirs) if one.symbol != _name(other)]
            stale = [one for one in steps if _is_stale(one, resolution.adopted, cycle)]
            if stale:
                said = _sentence(label, resolution, stale, cycle)
                yield Check("stale-citation", _name(resolution), label, said)


def _is_the_chain(text: str, cited: Iterable[Citation], sides: Sequence[Resolution]) -> bool:
    """Whether a paragraph cites one of the two texts, or has all words of the title of one."""
    if {one.symbol for one in cited} & {_name(side) for side in sides}:
        return True
    words = set(_words(text))
    return any(set(_words(side.title)) <= words for side in sides if side.title)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", plain(text).casefold())


def _steps(own: Sequence[Citation], theirs: Sequence[Citation]) -> Iterator[Citation]:
    """The latest citation of each body, where it is not that of the other text and this has one of the body too."""
    kept = {blank_folded(one.symbol) for one in theirs}
    for body in dict.fromkeys(map(_body, own)):
        dated = [one for one in own if one.dated and _body(one) == body]
        latest = max(dated, key=lambda one: one.dated or date.min, default=None)
        if latest and blank_folded(latest.symbol) not in kept and body in map(_body, theirs):
            yield latest


def _body(citation: Citation) -> str:
    """The body whose document it is: "A", "A/HRC"."""
    return citation.symbol.rpartition("/RES/")[0] or citation.symbol.partition("/")[0]


def _sentence(label: str, resolution: Resolution, stale: Sequence[Citation], cycle: int) -> str:
    whose = resolution.symbol.short if resolution.symbol else "this text"
    names = listed([f"{_short(one)} of {one.dated.year}" for one in stale if one.dated])
    those = "that" if len(stale) == 1 else "those"
    before = "the year before" if cycle == 1 else f"{cycle} years before"
    return f"{label} of {whose} cites {names}, not {those} of {before}."


def _short(citation: Citation) -> str:
    council = citation.symbol.startswith("A/HRC/RES/")
    short = citation.symbol.removeprefix("A/HRC/RES/").removeprefix("A/RES/")
    return f"Human Rights Council {short}" if council else short


def _rolled(changes: Sequence[Change], side: str) -> Iterator[tuple[str, str, str]]:
    for change in changes:
        if change.kind == "edited" and any(op.reason == "citation" for op in change.segments):
            old, new = change.old[0], change.new[0]
            yield (old.label, old.text, new.text) if side == "old" else (new.label, new.text, old.text)


def _is_stale(citation: Citation, adopted: date, cycle: int) -> bool:
    return citation.dated is not None and (adopted - citation.dated).days > cycle * _YEAR_DAYS + _MARGIN_DAYS


def _cycle(resolution: Resolution, other: Resolution) -> int | None:
    """After how many sessions a text returns: by the session that its last such paragraph names, else by the pair.

    None where neither says it: two texts that lie further apart may have others between them.
    """
    if resolution.session is None:
        return None
    facts = LANGUAGES[resolution.language]
    for paragraph in reversed(resolution.paragraphs):
        if paragraph.kind == "operative" and re.search(facts.session, paragraph.text):
            named = [one - resolution.session for one in _ordinals(paragraph.text, resolution.language)]
            if later := [step for step in named if step > 0]:
                return min(later)
    return 1 if other.session is not None and abs(resolution.session - other.session) == 1 else None


def _ordinals(text: str, language: str) -> Iterator[int]:
    for match in atom_pattern(language).finditer(text):
        if match["ordinal"] and (number := ordinals.ordinal(match["ordinal"], language)):
            yield number


# --------------------------------------------------------------------------------------------------- opening words


def _openings(old: Resolution, new: Resolution, changes: Sequence[Change]) -> Iterator[Check]:
    """Verbs that became others, Requests to Invites: which of two is stronger is not for a program to say."""
    for change in changes:
        if change.old and change.new and change.significance == "substantive":
            sides = [
                [side.paragraphs[place.position] for place in places]
                for side, places in ((old, change.old), (new, change.new))
            ]
            words = leads.changed(sides[0], sides[1], new.language)
            if words:
                labels = tuple(place.label for place in change.new)
                said = f'{listed(labels)}: the opening words became "{words[1]}"; before, "{words[0]}".'
                yield Check("operative-verb", _name(new), labels[0], said, labels, (), words[0], words[1])


# ------------------------------------------------------------------------------------------------------------ terms


def _terms(old: Resolution, new: Resolution, changes: Sequence[Change]) -> Iterator[Check]:
    """A term that was replaced through the text, by what it does not explain: its places are told as a change."""
    for term in terms.replaced(changes, new.language):
        labels = tuple(place.label for index in term.places for place in changes[index].new)
        beside = [place.label for index in term.beside for place in changes[index].new]
        said = ["also in the title"] if _in_title(term, old, new) else []
        said += [f"other words changed with it in {listed(beside)}"] if beside else []
        said += [f"the old words still stand in {listed(term.kept)}" if term.kept else "the old words stand nowhere"]
        text = f'The term "{term.new}" for "{term.old}": {"; ".join(said)}.'
        yield Check("term-replaced", _name(new), labels[0], text, labels, (), term.old, term.new)


def _in_title(term: terms.Term, old: Resolution, new: Resolution) -> bool:
    """Whether the title has the new words where it had the old ones."""
    before, after = plain(old.title).casefold(), plain(new.title).casefold()
    was, became = plain(term.old).casefold(), plain(term.new).casefold()
    return was in before and became in after and not (became in before or was in after)
