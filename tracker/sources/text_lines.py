"""The lines of a text as it was pasted -> the lines that its author wrote.

What a page adds (job numbers, running symbols, page numbers) is taken out; where nothing but its lines' shape says
where a paragraph begins, that is read from indents, from stops and from the opening words of preambular paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.sources.runs import split_number

STOPS = (".", ",", ";", ":", "。", "，", "；", "：", "،", "؛")
_AFTER_STOP = " \t]\"”’'*_0123456789¹²³⁴⁵⁶⁷⁸⁹⁰/"
_SHORT = 60
_WRAPPED = 130
"""The longest line that a wrap leaves in what people paste: mails have 72 columns, pages of A4 90 to 110."""
_STEP = 3
_FURNITURE = re.compile(
    r"""\d{2}-\d{5}\s*(?:\([A-Z]\))?\s*(?:\*\d{7}\*)?(?:\s+\d{1,3}(?:/\d{1,3})?)?   # 11-56802 (E), with its page number
      | (?:\d{1,3}(?:/\d{1,3})?\s+)?\d{2}-\d{5}(?:\s*\([A-Z]\))?
      | GE\.\d{2}-\d{5}\s*(?:\([A-Z]\))? | \*\d{7}\* | \(?\d{6}\)?                    # bar code, date of distribution
      | [A-Z]/[A-Z0-9]+(?:[./-][A-Za-z0-9]+)+(?:\s*\([IVXLC]+\))?                     # running symbol
      | \d{1,3}(?:/\d{1,3})? | -\s?\d{1,3}\s?- | [–—]\s?\d{1,3}\s?[–—]                # page number
      | [Pp]age\s\d{1,3}(?:\s(?:of|/)\s\d{1,3})?
      | Please\srecycle.{0,3} | /\.{2,3} | /… | \.{3}/ | …/""",
    re.VERBOSE,
)
RULE = re.compile(r"\s*[_\-\u2013\u2014=]{5,}\s*")
# How paragraphs open after a comma: participles, and the verbs of a single operative paragraph without a number.
_LEAD = re.compile(
    r"(?:[A-Z][a-z]+ing|Aware|Alarmed|Concerned|Convinced|Mindful|Guided|Determined|Encouraged|Conscious|Inspired|"
    r"Cognizant|Appalled|Disturbed|Desirous|Deeply|Gravely|Fully|Profoundly|Strongly|Seriously|Further|Also|Firmly|"
    r"(?:Vivement |Profond[ée]ment )?[A-ZÉ][a-zé]+ant|[A-Z][a-záéíó]+(?:ando|iendo|yendo)|"
    r"Accepts|Adopts|Appoints|Approves|Authorizes|Calls upon|Commends|Condemns|Decides|Declares|Endorses|Expresses|"
    r"Invites|Proclaims|Reaffirms|Recommends|Requests|Takes note|Urges|Welcomes)\b"
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HYPHENATED = re.compile(
    r"(?<![^\W\d_])(?P<first>[^\W\d_]+)(?P<hyphen>[-\u2010\u00ad])[ \t]*\n[ \t]*(?P<second>[^\W\d_]+)"
)


def is_furniture(line: str) -> bool:
    """Whether a line is what a page adds: job number, bar code, running symbol, page number, "Please recycle"."""
    return _FURNITURE.fullmatch(line.strip()) is not None


@dataclass(frozen=True, slots=True)
class Shape:
    """How a text says where its paragraphs begin.

    spaced: a blank line stands after every line, so that it says nothing. whole: lines are not wrapped, each is a
    paragraph. margin: where lines begin that go on, in a text whose paragraphs have a first line that stands in; None
    in any other.
    """

    spaced: bool
    whole: bool
    margin: int | None


def shape_of(lines: Sequence[str], is_number: Callable[[str], bool]) -> Shape:
    """Read from the lines below the title. is_number: whether a line begins with a paragraph's number."""
    filled = [line for line in lines if line.strip()]
    blocks = _blocks(lines)
    full = sum(len(line.strip()) > _SHORT for line in filled)
    stopped = sum(line.rstrip().endswith(STOPS) for line in filled)
    spaced = len(blocks) > 8 and len(filled) == len(blocks) and stopped * 2 < len(blocks) < full * 2
    whole = sum(len(line) > _WRAPPED for line in filled) * 4 > len(filled) > len(blocks) * 3
    margin = min(map(_indent, filled), default=0)
    back = sum(
        _indent(before) - _indent(line) >= _STEP and _indent(line) == margin and not is_number(line)
        for before, line in pairwise(filled)
    )
    return Shape(spaced, whole, margin if back > 1 else None)


def _blocks(lines: Sequence[str]) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [block for block in found if block]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def opens_number(line: str) -> bool:
    """Whether a line begins with the number of a paragraph."""
    return split_number(f"{line} ")[0] is not None


def is_lead(line: str) -> bool:
    """Whether a line begins as paragraphs do: with a participle, or the verb of an operative paragraph."""
    return _LEAD.match(line.strip().lstrip("*_[")) is not None


def has_ended(line: str) -> bool:
    """Whether a line ends in a stop, behind which quotes, brackets, markup and marks of notes may stand."""
    return line.rstrip(_AFTER_STOP).endswith(STOPS)


def opens(line: str, before: str, shape: Shape) -> bool:
    """Whether a line that follows another (`before`) without a blank one opens a paragraph, by its shape alone."""
    if shape.whole:
        return True
    if not has_ended(before):
        return False
    if shape.margin is not None and _indent(line) - shape.margin >= _STEP:
        return True
    return before.rstrip(_AFTER_STOP).endswith((",", "،", "，")) and is_lead(line)


def joined_words(text: str) -> str:
    r"""Words that a line's end cut, joined as the text elsewhere has them; the rest stays as it is.

    >>> joined_words("co-\noperation, cooperation, non-\nstate and non-state; re-\nform")
    'cooperation, cooperation, non-state and non-state; re-\nform'
    """
    known = {word.casefold() for word in _WORD.findall(text)}

    def one(match: re.Match[str]) -> str:
        first, second = match["first"], match["second"]
        if match["hyphen"] == "\u00ad" or f"{first}{second}".casefold() in known:
            return f"{first}{second}"
        if f"{first}-{second}".casefold() in known:
            return f"{first}{match['hyphen']}{second}"
        return match.group()

    return _HYPHENATED.sub(one, text)
