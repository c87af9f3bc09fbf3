"""What delegates write into a draft while they negotiate it, in every format that is a flow of paragraphs (UN.md E.4).

Struck words are left out and words marked as new stand: the text as it would be adopted; `original` is the other view.
What delegations say of a place ("[EU: delete]", "(agreed)") is kept beside the paragraph. Square brackets around words
that are not agreed are text and stay as printed; where they stand is told. Guarantees: nothing is dropped.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tracker.countries import country
from tracker.model import Finding
from tracker.sources.runs import Aside, Edit, Runs, split_number
from tracker.tokens import normalise

_GROUPS = frozenset(
    """EU|US|USA|UK|UAE|DPRK|DRC|ROK|KSA|G77|G-77|G77 and China|G-77 and China|NAM|OIC|AG|African Group|Arab Group|LAS|
    ASEAN|CANZ|JUSCANZ|JUSSCANNZ|CARICOM|GRULAC|CELAC|SADC|PIF|SIDS|LDCs|LLDCs|AOSIS|Russia|Iran|Syria|Venezuela|Bolivia|
    Holy See|Palestine|Korea|Tanzania|Moldova|Turkey|European Union|Chair|Facilitator|Facilitators|Co-facilitators|
    Sponsors|Main sponsors|Secretariat|Group of 77|Group of 77 and China""".replace("\n    ", "").split("|")
)
"""Names that delegations go by in the margin, beside the countries of countries.py."""

_AGREED = r"(?:provisionally |tentatively )?agreed(?: ad ref(?:erendum)?\.?)?|ad ref(?:erendum)?\.?"
_POSITION = (
    r"(?:(?:please|wish(?:es)? to|would like to|prefers? to|proposes? to|can|could|cannot|can(?:no|['’])t|"
    r"do(?:es)? not|do(?:es)?n['’]t|not|to) )?"
    r"(?:delet|retain|reserv|keep|kept|support|oppos|object|insert|add\b|replac|move\b|merg|accept|agree|consider|"
    r"question|prefer|propos|pending|clarif|scrutin|placeholder|withdr|flexib|join|stud|comment|bracket|streamlin|"
    r"go along|revert|return to|back to|ok\b|no\b|yes\b|alt\b)"
)
_REMARK = re.compile(
    rf"\[(?:(?P<who>[^\[\]:]{{2,120}}):\s*(?=(?:{_POSITION}))[^\[\]]{{1,300}}|(?:{_AGREED})|(?P<names>[^\[\]:]{{2,160}}))\]"
    rf"|\((?:{_AGREED})\)",
    re.IGNORECASE,
)
_NAMES = re.compile(r"\s*[,;/+&]\s*(?:and\s+)?|\s+and\s+")
_NUMBER_IN_BRACKET = re.compile(r"\s*(\[+)\s*")
_BRACKETED = re.compile(r"\[")
_STOPS = (".", ";", ",", ":", "]", "؛", "،", "；", "。", "，")
_CLOSE_UP = re.compile(r"[,.;:)\]]|\s|$")


# ------------------------------------------------------------------------------------------------------- into a text


def settle(paras: Sequence[Runs], *, original: bool) -> list[Runs | None]:
    """Each paragraph as it reads in this view, its marks and remarks made asides; None where nothing of it is left.

    What is said of a paragraph that is gone stands at the end of the one before it, or at the start of the next.
    """
    certain = any(how != "bold" for runs in paras for _, _, how in runs.marked)
    leads = _bold_leads(paras) if certain or original else False
    found: list[Runs | None] = []
    waiting: list[Aside] = []
    last: Runs | None = None
    for runs in paras:
        if not runs.marked and "[" not in (raw := runs.raw) and "(" not in raw:
            now = runs
        else:
            now = _settled(runs, original=original, bold=certain or original, leads=leads)
        if not split_number(f"{now.raw} ")[1].strip() and runs.raw.strip():
            gone = _all_of(now)
            if last is None:
                waiting += gone
            else:
                _append(last, gone)
            found.append(None)
            continue
        if waiting:
            now, waiting = _opened(now, waiting), []
        last = now
        found.append(now)
    return found


def _settled(runs: Runs, *, original: bool, bold: bool, leads: bool) -> Runs:
    struck = _joined((first, last) for first, last, how in runs.marked if how == "struck")
    new = _joined((first, last) for first, last, how in runs.marked if how == "new" or (how == "bold" and bold
                  and _says_new(runs, first, last, leads=leads)))  # fmt: skip
    out, stands = (new, struck) if original else (struck, new)
    raw, edits = runs.raw, []
    for first, last in out:
        aside = Aside("new" if original else "struck", normalise(raw[first:last]))
        close = first > 0 and raw[first - 1].isspace() and _CLOSE_UP.match(raw, last)
        edits.append(Edit(first - bool(close), last, "", aside))
    edits += [
        Edit(first, first, "", Aside("struck" if original else "new", normalise(raw[first:last]), stands=True))
        for first, last in stands
        if not any(left < last and first < right for left, right in out)
    ]
    return _unnumber_bracket(_without_remarks(runs.edited(sorted(edits, key=lambda edit: (edit.start, edit.end)))))


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order; those that touch are one."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def _bold_leads(paras: Sequence[Runs]) -> bool:
    """Whether bold says "lead phrase" in this file, as in Chinese ones: half of what is longer than a line opens so."""
    long = [runs for runs in paras if runs.length > 40]
    return sum(any(_opens(runs, first, last) for first, last, _ in runs.marked) for runs in long) * 2 >= len(long) > 0


def _opens(runs: Runs, first: int, last: int) -> bool:
    raw = runs.raw
    return first <= len(raw) - len(split_number(raw)[1].lstrip()) < last < len(raw.rstrip(" ,;.:"))


def _says_new(runs: Runs, first: int, last: int, *, leads: bool) -> bool:
    """Whether bold words are new ones: not those of a number or a heading, nor lead phrases where they are bold."""
    raw = runs.raw
    number = len(raw) - len(split_number(raw)[1])
    whole = not raw[:first].strip() and not raw[last:].strip()
    if last <= number or (whole and not raw.rstrip().endswith(_STOPS)):
        return False
    return not (leads and _opens(runs, first, last))


def _without_remarks(runs: Runs) -> Runs:
    edits = []
    raw = runs.raw
    for match in _REMARK.finditer(raw):
        if _is_remark(match):
            close = match.start() > 0 and raw[match.start() - 1].isspace() and _CLOSE_UP.match(raw, match.end())
            aside = Aside("remark", normalise(match.group()))
            edits.append(Edit(match.start() - bool(close), match.end(), "", aside))
    return runs.edited(edits) if edits else runs


def _is_remark(match: re.Match[str]) -> bool:
    """Whether it is said by someone: before a colon whatever looks like names, alone only names that are known."""
    if match["who"]:
        return all(name[:1].isupper() and len(name.split()) <= 6 for name in _NAMES.split(match["who"].strip()))
    if match["names"] is None:
        return True
    said = match["names"].strip()
    return said in _GROUPS or all(name in _GROUPS or country(name)[1] for name in _NAMES.split(said))


def _unnumber_bracket(runs: Runs) -> Runs:
    """The number stands before its bracket: "[8 bis. Decides ...]" is "8 bis. [Decides ...]"."""
    raw = runs.raw
    if (bracket := _NUMBER_IN_BRACKET.match(raw)) is None:
        return runs
    number, rest = split_number(raw[bracket.end() :])
    if number is None or number.startswith("("):
        return runs
    return runs.edited([Edit(0, len(raw) - len(rest), f"{number} {bracket[1]}")])


def _all_of(runs: Runs) -> list[Aside]:
    """What a paragraph that is gone leaves: its asides, the first of them with its number."""
    piece = runs.finish()
    asides = list(piece.asides)
    if piece.text:
        first = asides[0] if asides else Aside("remark", "")
        asides[:1] = [Aside(first.kind, normalise(f"{piece.text} {first.text}"))]
    return asides


def _append(runs: Runs, asides: Iterable[Aside]) -> None:
    for aside in asides:
        runs.aside(aside)


def _opened(runs: Runs, asides: Iterable[Aside]) -> Runs:
    other = Runs()
    _append(other, asides)
    other.extend(runs)
    return other


# ------------------------------------------------------------------------------------------------------------- told


def told(
    places: Sequence[tuple[str, str, Sequence[Aside]]],
    *,
    original: bool,
    adopted: bool,
    unplaced: list[str],
    findings: list[Finding],
) -> Mapping[str, Any]:
    """Tell what was found; returns it for `Resolution.extra`, {} where nothing was.

    places: label, text and asides of each paragraph. adopted: brackets in an adopted text are no sign of a draft.
    What does not stand in the text goes to `unplaced`, as printed.
    """
    asides = [(label, aside) for label, _, found in places for aside in found]
    brackets = [(label, match.start()) for label, text, _ in places for match in _BRACKETED.finditer(text)]
    if not asides and (adopted or not brackets):
        return {}
    unplaced += [aside.text for _, aside in asides if not aside.stands]
    stood, left = ("stand, as the original was asked for", "are left out, as the original was asked for")
    sentences = (
        ("struck", "struck out", stood if original else "are left out of the text"),
        ("new", "marked as new", left if original else "stand in the text"),
        ("remark", "", "kept beside the text, for they are said of it"),
    )
    for kind, how, what in sentences:
        labels = [label for label, aside in asides if aside.kind == kind]
        words = sum(len(aside.text.split()) for _, aside in asides if aside.kind == kind)
        if labels and kind == "remark":
            text = f"{_count(labels, 'remark')} {what}: {_places(labels)}"
            findings.append(Finding("draft-remarks", text))
        elif labels:
            text = f"{_count(labels, 'piece')} ({words} words) {how} {what}: {_places(labels)}"
            findings.append(Finding(f"draft-{kind}", text))
    if brackets:
        text = f"{_count(brackets, 'place')} in square brackets not agreed: {_places([label for label, _ in brackets])}"
        findings.append(Finding("draft-brackets", text))
    return {
        "drafting": {
            "view": "original" if original else "as it would stand",
            "asides": [[label, one.kind, one.text, one.offset, one.stands] for label, one in asides],
            "brackets": [list(one) for one in brackets],
        }
    }


def _count(items: Sequence[object], what: str) -> str:
    return f"{len(items)} {what}" if len(items) == 1 else f"{len(items)} {what}s"


def _places(labels: Iterable[str]) -> str:
    """Each place once: "PP4, OP8 (2)"."""
    counted = Counter(labels)
    return ", ".join(f"{label} ({times})" if times > 1 else label for label, times in counted.items())
