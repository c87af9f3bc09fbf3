"""Which paragraph became which: paragraphs x paragraphs -> links.

Strict first, looser only where the stricter left something over (FIELD.md D.1):

1. The same words, where they stand once on either side or next to a pair already found.
2. Likeness, weighted by rarity (similarity.py), assigned globally, first what is plain, then what needs its place as
   evidence: between the same unchanged neighbours less likeness is enough than far from them.
3. Parts: what is left over and stands in another paragraph's words that nothing else explains is a split or a merge
   (parts.py).

Preambular and operative paragraphs, headings and table rows are kept apart unless the words are clearly the same. A
row of a table belongs to its block, and takes from above what its blank cells mean (tables.py).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from tracker import config
from tracker.assignment import Pair, best_pairs, together
from tracker.known import Known, Places
from tracker.model import ChangeKind, Link, Paragraph, Reason
from tracker.order import gap_of, in_order, kept_in_order
from tracker.parts import PROSE, attach_parts
from tracker.similarity import Phrases, Space, masked, printed_words, similarity
from tracker.tables import renamed, rows_of, under
from tracker.tokens import blank_folded, count_words, plain

Fixed = tuple[tuple[int, ...], tuple[int, ...]]
"""A pairing made by hand: positions of old and of new paragraphs that are one change; a side may be empty."""


def align(old: Sequence[Paragraph], new: Sequence[Paragraph], fixed: Sequence[Fixed] = ()) -> tuple[Link, ...]:
    """Link every paragraph of either text: each stands in exactly one link, in the order of DESIGN's contract.

    Takes paragraphs in the order of their texts; positions in the links are indices in them. What is `fixed` is linked
    so, whatever the words say, with the flag "override". Raises ValueError if a position is fixed twice.
    """
    rows = rows_of(old, new)
    sides = tuple(zip((old, new), rows, strict=True))
    texts = [[side[at].text if at in side else plain(one.text) for at, one in enumerate(text)] for text, side in sides]
    standing = [[(one.kind, *under(one, side.get(at))) for at, one in enumerate(text)] for text, side in sides]
    printed = [[printed_words(text) for text in side] for side in texts]
    words = [[masked(one) for one in side] for side in printed]
    work = Known(old, new, texts, words, rows, standing, Space([*words[0], *words[1]]))
    _pair_fixed(work, fixed)
    _pair_identical(work)
    work.same = frozenset(work.pairs)  # or paired by hand: those take no part anyway
    _pair_alike(work)
    work.pairs.update(renamed(work.rows, work.pairs, work.left()))
    _pair_repeated(work)
    _pair_formulaic(work)
    parts = _parts(work, [*printed[0], *printed[1]])
    work.pairs.update({(old, new): _likeness(work, (old,), (new,)) for old, new in parts})
    return in_order(_links(work), len(old))


def _pair_fixed(work: Known, fixed: Sequence[Fixed]) -> None:
    for olds, news in fixed:
        if work.fixed_old & set(olds) or work.fixed_new & set(news):
            raise ValueError("a paragraph is paired by hand twice")
        work.fixed_old.update(olds)
        work.fixed_new.update(news)
        work.pairs.update({(old, new): _likeness(work, (old,), (new,)) for old in olds for new in news})


# ------------------------------------------------------------------------------------------------- 1 the same words


def _exact(work: Known) -> list[list[object]]:
    return _keys(work.standing, work.plain)


def _worded(work: Known) -> list[list[object]]:
    return _keys(work.standing, [[" ".join(words) for words in side] for side in work.words])


def _said(work: Known) -> list[list[object]]:
    """The same words, for rows under whichever heading."""
    return _keys([[item.kind for item in items] for items in (work.old, work.new)], work.plain)


def _keys(places: Sequence[Sequence[object]], texts: Sequence[Sequence[str]]) -> list[list[object]]:
    return [list[object](zip(*both, strict=True)) for both in zip(places, texts, strict=True)]


def _crossed(work: Known) -> list[list[object]]:
    """The words of a whole clause, whichever part of the text it stands in."""
    return [
        [
            text.rstrip(".,;:") if items[index].kind in PROSE and len(words[index]) > 5 else (side, index)
            for index, text in enumerate(texts)
        ]
        for side, (items, texts, words) in enumerate(zip((work.old, work.new), work.plain, work.words, strict=True))
    ]


def _pair_identical(work: Known) -> None:
    for keys in (_exact, _worded, _crossed):
        old_keys, new_keys = keys(work)
        _pair_unique(work, old_keys, new_keys)
        _pair_neighbours(work, old_keys, new_keys)
        _pair_equal_numbers(work, old_keys, new_keys)


def _by_key(keys: Sequence[object], positions: Sequence[int]) -> dict[object, list[int]]:
    found: dict[object, list[int]] = defaultdict(list)
    for position in positions:
        found[keys[position]].append(position)
    return found


def _pair_unique(work: Known, old_keys: Sequence[object], new_keys: Sequence[object]) -> None:
    left_old, left_new = work.left()
    news = _by_key(new_keys, left_new)
    for key, olds in _by_key(old_keys, left_old).items():
        if len(olds) == 1 and len(news.get(key, ())) == 1:
            work.pairs[olds[0], news[key][0]] = 1.0


def _pair_neighbours(
    work: Known, old_keys: Sequence[object], new_keys: Sequence[object], places: Places | None = None
) -> None:
    """Repeated paragraphs belong with neighbours already paired: "Annex" with what follows it, else with what leads."""
    left_old, left_new = (set(side) for side in work.left())
    for step in (-1, 1):
        for old, new in sorted(work.pairs):
            one, other = old + step, new + step
            while one in left_old and other in left_new and old_keys[one] == new_keys[other]:
                if places and not places.may_be(one, other):
                    break
                work.pairs[one, other] = 1.0
                left_old.discard(one)
                left_new.discard(other)
                one, other = one + step, other + step


def _pair_equal_numbers(work: Known, old_keys: Sequence[object], new_keys: Sequence[object]) -> None:
    left_old, left_new = work.left()
    news = _by_key(new_keys, left_new)
    for key, olds in _by_key(old_keys, left_old).items():
        if len(olds) == len(news.get(key, ())) and not work.is_sum(olds[0]):
            work.pairs.update(dict.fromkeys(zip(olds, news[key], strict=True), 1.0))


def _pair_repeated(work: Known) -> None:
    """What stands more often in one text than in the other, and too often to tell by its words: in its order.

    First with the neighbours found by likeness, then between the same neighbours, then wherever it stands. Rows that no
    heading tells apart go last, if all they print is the same: a table in another place is still that table.
    """
    old_keys, new_keys = _said(work)
    _pair_neighbours(work, old_keys, new_keys, Places(work))
    places = Places(work)
    placed = [
        [(gap_of(position, anchors), key) for position, key in enumerate(keys)]
        for anchors, keys in ((places.old_anchors, old_keys), (places.new_anchors, new_keys))
    ]
    for keys, may_be in ((placed, places.may_be), ((old_keys, new_keys), places.may_be), (_bare_rows(work), _any)):
        left_old, left_new = work.left()
        news = _by_key(keys[1], left_new)
        for key, olds in _by_key(keys[0], left_old).items():
            same = (pair for pair in zip(olds, news.get(key, ()), strict=False) if may_be(*pair))
            work.pairs.update(dict.fromkeys(same, 1.0))


def _any(_old: int, _new: int) -> bool:
    return True


def _bare_rows(work: Known) -> list[list[object]]:
    """What rows under no heading print, and in which annex; anything else is equal to nothing."""
    return [
        [
            (one.division, blank_folded(one.text)) if at in rows and rows[at].block < 0 else (side, at)
            for at, one in enumerate(text)
        ]
        for side, (text, rows) in enumerate(zip((work.old, work.new), work.rows, strict=True))
    ]


def _pair_formulaic(work: Known) -> None:
    """What is made only of words that stand everywhere, one by one in its place, where most words are the same."""
    places = Places(work)
    left = [
        _by_key([(gap_of(position, anchors), item.kind) for position, item in enumerate(items)], positions)
        for items, anchors, positions in zip(
            (work.old, work.new), (places.old_anchors, places.new_anchors), work.left(), strict=True
        )
    ]
    for key, olds in left[0].items():
        if len(olds) == len(left[1].get(key, ())):
            for old, new in zip(olds, left[1][key], strict=True):
                likeness = similarity(work.old[old].text, work.new[new].text)
                if likeness >= config.PLAIN and places.may_be(old, new):
                    work.pairs[old, new] = likeness


# ------------------------------------------------------------------------------------------------------- 2 likeness


def _pair_alike(work: Known) -> None:
    left_old, left_new = work.left()
    work.likeness = dict(_candidates(work, left_old, left_new))
    for least in (config.PLAIN, 0.0):
        left = [set(side) for side in work.left()]
        places = Places(work)
        worth = {}
        for (old, new), likeness in work.likeness.items():
            if likeness >= least and old in left[0] and new in left[1]:
                same_place = places.same(old, new)
                if likeness >= _needed(work, old, new, same_place, places):
                    worth[old, new] = likeness + config.PLACE_BONUS * same_place + _nearness(work, old, new)
        chosen, degraded = best_pairs(worth, config.ASSIGN_LIMIT)
        work.pairs.update({pair: work.likeness[pair] for pair in chosen})
        work.degraded |= degraded


def _nearness(work: Known, old: int, new: int) -> float:
    """A hair's breadth for the nearer of two equals, so that repeated paragraphs keep their order."""
    return 0.001 * (1 - abs(old / len(work.old) - new / len(work.new)))


def _candidates(work: Known, left_old: Sequence[int], left_new: Sequence[int]) -> Iterator[tuple[Pair, float]]:
    """Pairs that share pairs of words (or rare words), and how alike they are."""
    olds = {old: work.space.profile(work.words[0][old]) for old in left_old}
    asked: dict[int, int] = {}
    index: defaultdict[int, list[int]] = defaultdict(list)
    for old, profile in olds.items():
        telling = work.space.telling(profile)
        asked[old] = min(config.INDEX_LEAST, len(telling))
        for feature in telling:
            index[feature].append(old)
    for new in left_new:
        profile = work.space.profile(work.words[1][new])
        telling = work.space.telling(profile)
        met = Counter(chain.from_iterable(index[feature] for feature in telling & index.keys()))
        for old in sorted(met):
            if met[old] >= min(asked[old], len(telling)):
                likeness = work.space.likeness(olds[old], profile)
                if likeness >= config.ALONE_IN_PLACE:
                    yield (old, new), likeness


def _needed(work: Known, old: int, new: int, same_place: bool, places: Places) -> float:  # noqa: FBT001 - a fact, not a flag
    before, after = work.old[old], work.new[new]
    if before.kind != after.kind:
        return config.ACROSS_PARTS if {before.kind, after.kind} == PROSE else 1.0
    if before.in_annex != after.in_annex:
        return config.ACROSS_ANNEX
    if before.kind == "table":
        if not places.may_be(old, new):
            telling = before.division == after.division and places.blocks.telling(old, new)
            return config.ROW_OUT_OF_PLACE if telling else config.NEVER
        return config.ROW_IN_PLACE if same_place else config.ROW_OUT_OF_PLACE
    if not same_place:
        return config.OUT_OF_PLACE
    return config.ALONE_IN_PLACE if places.alone(old, new) else config.IN_PLACE


# ----------------------------------------------------------------------------------------------------------- 3 parts


def _parts(work: Known, printed: Sequence[Sequence[str]]) -> list[Pair]:
    phrases = Phrases([*work.words[0], *work.words[1]], printed)
    pairs = {pair: pair in work.same for pair in work.pairs}
    return attach_parts((work.old, work.new), work.words, phrases, pairs, (work.fixed_old, work.fixed_new))


# --------------------------------------------------------------------------------------------------------- the links


def _links(work: Known) -> list[Link]:
    """One link for each set of paragraphs that hang together, and for each that stands alone."""
    links = [_link(work, olds, news) for olds, news in together(work.pairs)]
    paired_old, paired_new = {old for old, _ in work.pairs}, {new for _, new in work.pairs}
    links.extend(
        Link("deleted", (old,), (), None, _BY_HAND, flags=("override",))
        if old in work.fixed_old
        else Link("deleted", (old,), (), None, _GONE)
        for old in range(len(work.old))
        if old not in paired_old
    )
    links.extend(
        Link("inserted", (), (new,), None, _BY_HAND, flags=("override",))
        if new in work.fixed_new
        else Link("inserted", (), (new,), None, _FRESH)
        for new in range(len(work.new))
        if new not in paired_new
    )
    moved = _moved(work, links)
    return [replace(link, moved=frozenset(link.new) & moved) for link in links]


_BY_HAND = Reason("override", "Paired by hand.")
_GONE = Reason("deleted", "No paragraph of the new text carries its words.")
_FRESH = Reason("inserted", "No paragraph of the old text has its words.")


def _likeness(work: Known, olds: Sequence[int], news: Sequence[int]) -> float:
    """How alike several paragraphs are together with several."""
    sides = zip((olds, news), work.words, strict=True)
    return work.space.likeness(
        *(work.space.together(work.space.profile(words[position]) for position in side) for side, words in sides)
    )


def _link(work: Known, olds: tuple[int, ...], news: tuple[int, ...]) -> Link:
    if not work.fixed_old.isdisjoint(olds):
        kind: ChangeKind = "edited" if len(olds) == len(news) == 1 else "split" if len(news) > len(olds) else "merged"
        return Link(kind, olds, news, round(_likeness(work, olds, news), 3), _BY_HAND, flags=("override",))
    flags = ("degraded",) if any((old, new) in work.degraded for old in olds for new in news) else ()
    if len(olds) == len(news) == 1:
        return _one_to_one(work, olds[0], news[0], flags)
    kind = "split" if len(news) > len(olds) else "merged"
    likeness = _likeness(work, olds, news)
    if len(olds) > 1 and len(news) > 1:
        text = f"{len(olds)} old paragraphs share their words with {len(news)} new ones."
    elif kind == "split":
        text = f"Its words stand in {len(news)} new paragraphs."
    else:
        text = f"It carries the words of {len(olds)} old paragraphs."
    return Link(kind, olds, news, round(likeness, 3), Reason(kind, text), flags=flags)


def _one_to_one(work: Known, old: int, new: int, flags: tuple[str, ...]) -> Link:
    before, after = work.old[old], work.new[new]
    likeness = round(work.pairs[old, new], 3)
    same = before.text == after.text or blank_folded(before.text) == blank_folded(after.text)
    if same and before.kind == after.kind:
        return Link("unchanged", (old,), (new,), 1.0, Reason("same-words", "The same words."), flags=flags)
    reason = Reason("alike", f"{likeness:.0%} of what is characteristic of the two paragraphs is the same.")
    return Link("edited", (old,), (new,), likeness, reason, flags=flags)


def _moved(work: Known, links: Sequence[Link]) -> frozenset[int]:
    """The fewest new paragraphs without which the places of the others rise (DESIGN: `moved`)."""
    main = {new: _main_ancestor(work, link.old, new) for link in links if link.old for new in link.new}
    news = sorted(main)
    if all(main[one] <= main[other] for one, other in pairwise(news)):
        return frozenset()
    kept = kept_in_order([main[new] for new in news], [count_words(work.new[new].text) for new in news])
    return frozenset(new for index, new in enumerate(news) if index not in kept)


def _main_ancestor(work: Known, olds: Sequence[int], new: int) -> int:
    """The old paragraph with which a new one shares most words, then the earlier."""
    if len(olds) == 1:
        return olds[0]
    words = Counter(work.words[1][new])
    return max(olds, key=lambda old: ((words & Counter(work.words[0][old])).total(), -old))
