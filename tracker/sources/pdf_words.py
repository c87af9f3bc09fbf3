"""Words that a line's end or a blank cut, put together again as the rest of the document has them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_CUT = re.compile(r"(?P<first>[^\W\d_]+)(?P<hyphen>[-\u2010\u00ad])$")
_NEXT = re.compile(r"[^\W\d_]+")
_PAIR = re.compile(r"(?<![^\W_])([^\W\d_]+) (?=([^\W\d_]+)(?![^\W_]))")
_JOINS = re.compile(r"(?<=[^\W_])[/\u2010\u2011\u2013-]$")
"""What ends a line inside "2015–2030", "COVID-19" and "and/or"."""
_LISTING = frozenset(("and", "or", "to", "et", "ou", "y", "e", "o", "u", "и", "или", "und", "oder"))
_HAN = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]")


@dataclass(frozen=True, slots=True)
class Ending:
    """How a line ends that goes on: how many letters of it are no text (a hyphen), and what stands before the next."""

    cut: int
    blank: str


class Words:
    """The words of a document, counted, to tell a word from a part of one."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._known: Counter[str] = Counter()
        for line in lines:
            self._known.update(word.casefold() for word in _WORD.findall(line))
        self.mended: set[str] = set()

    def ends(self, lines: Sequence[str], index: int) -> Ending:
        """How a line of a paragraph ends: with a blank, or with the hyphen that cut a word, or that is part of one."""
        if index + 1 >= len(lines):
            return Ending(0, "")
        line, after = lines[index].rstrip(), lines[index + 1].lstrip()
        cut, following = _CUT.search(line), _NEXT.match(after)
        if cut and following:
            is_listed = following[0].casefold() in _LISTING
            return Ending(0, " ") if is_listed else Ending(int(self._is_cut(cut, following[0])), "")
        if _JOINS.search(line) and after[:1].isalnum():
            return Ending(0, "")
        return Ending(0, "" if _HAN.fullmatch(line[-1:]) or _HAN.fullmatch(after[:1]) else " ")

    def _is_cut(self, cut: re.Match[str], following: str) -> bool:
        """Whether a hyphen at a line's end is none of the word: the document has the word without it, not with it."""
        if cut["hyphen"] == "\u00ad":
            return True
        first = cut["first"].casefold()
        whole, with_hyphen = f"{first}{following}".casefold(), f"{first}-{following}".casefold()
        return self._known[whole] > 0 and self._known[with_hyphen] == 0

    def joined(self, lines: Sequence[str]) -> str:
        """Lines as one text."""
        out = []
        for index, line in enumerate(lines):
            ending = self.ends(lines, index)
            kept = line.rstrip()
            out += [self.mend(kept[: len(kept) - ending.cut]), ending.blank]
        return "".join(out)

    def mend(self, text: str) -> str:
        """The text with the blanks closed that stand inside words ("Promoti on").

        Two neighbours are one word where the document has that word elsewhere, and neither of them: "in formal" may be
        meant, though "informal" and "in" are there.
        """

        def one(match: re.Match[str]) -> str:
            first, second = match[1], match[2]
            if self._known[f"{first}{second}".casefold()] and self._is_part(first, second):
                self.mended.add(f"{first}{second}")
                return first
            return match[0]

        return _PAIR.sub(one, text)

    def _is_part(self, first: str, second: str) -> bool:
        return max(self._known[first.casefold()], self._known[second.casefold()]) <= 1 and not _HAN.match(first)
