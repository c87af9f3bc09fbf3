"""Other ways to find out which paragraph became which, read as links: what people use today.

Each takes the paragraphs of two texts and gives pairs (new, old). What moved follows from the pairs by DESIGN's rule:
none is held to a rule that it doesn't know.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from mutations.truth import Pair
from rapidfuzz import fuzz

from tracker.align import align
from tracker.model import Paragraph

Aligner = Callable[[Sequence[Paragraph], Sequence[Paragraph]], frozenset[Pair]]
LEAST_RATIO = 50
"""Per cent of likeness from which the greedy matcher takes two paragraphs for one."""


def tracker(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> frozenset[Pair]:
    """This project's own alignment."""
    return frozenset((after, before) for link in align(old, new) for after in link.new for before in link.old)


def sequence_matcher(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> frozenset[Pair]:
    """difflib.SequenceMatcher over paragraphs; the paragraphs of a replaced block are paired in their order."""
    matcher = difflib.SequenceMatcher(None, _texts(old), _texts(new), autojunk=False)
    return frozenset(
        (after, before)
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag in {"equal", "replace"}
        for before, after in zip(range(a, b), range(c, d), strict=False)
    )


def differ(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> frozenset[Pair]:
    """difflib.Differ, which looks for similar lines inside a replaced block and marks where they differ with "?"."""
    lines = [line[0] for line in difflib.Differ().compare(_lines(old), _lines(new))]
    return frozenset(_marked(lines))


def _marked(lines: Sequence[str]) -> Iterator[Pair]:
    """Pairs in Differ's output: equal lines, and a "-" with its "+" where a "?" stands with either."""
    before = after = 0
    gone: int | None = None  # the place of the "-" line just before
    hinted = False
    for index, mark in enumerate(lines):
        if mark == " ":
            yield after, before
            before, after, gone = before + 1, after + 1, None
        elif mark == "-":
            gone, hinted, before = before, False, before + 1
        elif mark == "?":
            hinted = True
        else:
            if gone is not None and (hinted or lines[index + 1 : index + 2] == ["?"]):
                yield after, gone
            gone, after = None, after + 1


def redlines(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> frozenset[Pair]:
    """The package `redlines`: a word diff of the whole texts, in which a mark stands for each end of a paragraph.

    It links no paragraphs itself. Read kindly: two are linked if at least half of the words of the shorter one are
    equal words of both, so that splits and merges can be seen too.
    """
    from redlines import Redlines

    found = Redlines("\n".join(_texts(old)), "\n".join(_texts(new)))
    operations = found._diff_ops
    sides = (
        [_places(operations[0].source_chunk.text), _places(operations[0].test_chunk.text)] if operations else [[], []]
    )
    sizes = [Counter(side) for side in sides]
    shared: Counter[Pair] = Counter()
    for tag, a, b, c, d in found.opcodes:
        if tag == "equal":
            shared.update(zip(sides[1][c:d], sides[0][a:b], strict=True))
    return frozenset(pair for pair, count in shared.items() if 2 * count >= min(sizes[1][pair[0]], sizes[0][pair[1]]))


def _places(words: Sequence[str]) -> list[int]:
    """For each word the paragraph it stands in; the mark belongs to the paragraph that it ends."""
    place, found = 0, []
    for word in words:
        found.append(place)
        place += word.strip() == "¶"
    return found


def greedy(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> frozenset[Pair]:
    """The likest pair first (rapidfuzz ratio), then the likest of what is left, down to one half."""
    scored = sorted(
        (-ratio, after, before)
        for after, new_text in enumerate(_texts(new))
        for before, old_text in enumerate(_texts(old))
        if (ratio := fuzz.ratio(old_text, new_text, score_cutoff=LEAST_RATIO)) >= LEAST_RATIO
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, after, before in scored:
        if after not in pairs and before not in taken:
            pairs[after] = before
            taken.add(before)
    return frozenset(pairs.items())


def _texts(paragraphs: Sequence[Paragraph]) -> list[str]:
    return [paragraph.text for paragraph in paragraphs]


def _lines(paragraphs: Sequence[Paragraph]) -> list[str]:
    return [f"{paragraph.text}\n" for paragraph in paragraphs]


RIVALS: Mapping[str, Aligner] = MappingProxyType(
    {
        "tracker": tracker,
        "difflib, SequenceMatcher": sequence_matcher,
        "difflib, Differ": differ,
        "redlines": redlines,
        "greedy, rapidfuzz": greedy,
    }
)
