"""Where a phrase stands: what a search finds, put in the order of series and of the lives of paragraphs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from tracker.model import Lineage, SeriesView, Version
from tracker.pipeline import views
from tracker.render import html_series, standing
from tracker.render.standing import Group, Place, Text
from tracker.store import Store
from tracker.store.search import Hit

HITS = 1000
"""No more paragraphs than these are looked at."""
_FIRST = "en"


def found(store: Store, words: str, language: str | None, *, apart: bool = False) -> tuple[tuple[Hit, ...], bool]:
    """The paragraphs that hold some words as a phrase; if none does, or `apart`, those that hold them all.

    Then whether the words were looked for apart from each other.
    """
    if not any(map(str.isalnum, words)):
        return (), apart
    if not apart and are_several(words):
        hits = store.search(_phrase(words), language=language, limit=HITS)
        if hits:
            return hits, False
        apart = True
    return store.search(words, language=language, limit=HITS), apart


def are_several(words: str) -> bool:
    """Whether several words are given, and it is not said by quotes which of them belong together."""
    return '"' not in words and len(words.split()) > 1


def _phrase(words: str) -> str:
    return f'"{" ".join(words.replace(chr(34), " ").split())}"'


def counted(store: Store, hits: Sequence[Hit], words: str, language: str | None, *, apart: bool) -> str:
    """How many paragraphs were found, and of how many: "11 paragraphs", "The first 1,000 of 12,345 paragraphs"."""
    many = f"{len(hits):,} paragraph{'s' if len(hits) != 1 else ''}"
    if len(hits) < HITS:
        return many
    every = store.count_found(_phrase(words) if are_several(words) and not apart else words, language=language)
    return many if every == len(hits) else f"The first {len(hits):,} of {every:,} paragraphs"


def homes(store: Store) -> dict[str, str]:
    """The series of each text: of several the first, real ones before specimens."""
    return {item.symbol: one.slug for one in reversed(store.series()) for item in store.versions(one.slug)}


def groups(store: Store, hits: Sequence[Hit], series: Mapping[str, str]) -> tuple[Group, ...]:
    """A group for each series and language, in the order of the best hit; then each other text by itself.

    Where not all paragraphs were looked at (HITS), no group says where the words stood first or were dropped.
    """
    by_home: dict[tuple[str, str], list[Hit]] = defaultdict(list)
    for hit in hits:
        home = series.get(hit.version.symbol)
        by_home[home or f"/{hit.version.symbol}", hit.version.language].append(hit)
    adoptions = store.adoptions({hit.version.symbol for hit in hits})
    order = {item: at for at, item in enumerate(store.versions())}
    ordered = sorted(by_home.items(), key=lambda item: (item[0][0].startswith("/"), item[0][1] != _FIRST))
    return tuple(
        _alone(inside, _texts(inside, adoptions, order), adoptions)
        if home.startswith("/")
        else _group(store, home, language, inside, _texts(inside, adoptions, order), partial=len(hits) >= HITS)
        for (home, language), inside in ordered
    )


def _group(
    store: Store, home: str, language: str, hits: Sequence[Hit], texts: tuple[Text, ...], *, partial: bool
) -> Group:
    view = views.series_view(store, home, language)
    specimen = view.series.specimen
    adoptions = {text.version.symbol: text.adoption or None for text in texts}
    return Group(
        title=view.series.title,
        slug=home,
        language=language,
        specimen=specimen,
        of=len(store.versions(home, language)),
        texts=texts,
        places=_places(view, hits, partial=partial),
        dropped=() if partial else standing.dropped(view, {hit.version.symbol for hit in hits}),
        adopted="" if specimen or partial else standing.adopted([text.version for text in texts], adoptions),
        partial=partial,
    )


def _alone(hits: Sequence[Hit], texts: tuple[Text, ...], adoptions: Mapping[str, str | None]) -> Group:
    version = hits[0].version
    return Group(
        title=version.title,
        slug=None,
        language=version.language,
        specimen=version.status == "specimen",
        of=1,
        texts=texts,
        places=tuple(Place(hit.label, None, "", "", hit.text) for hit in hits),
        dropped=(),
        adopted=standing.adopted([version], adoptions),
    )


def _texts(hits: Sequence[Hit], adoptions: Mapping[str, str | None], order: Mapping[Version, int]) -> tuple[Text, ...]:
    by_text: dict[Version, list[str]] = defaultdict(list)
    for hit in hits:
        by_text[hit.version].append(hit.label)
    ordered = sorted(by_text, key=lambda item: order.get(item, 0))
    return tuple(Text(item, adoptions.get(item.symbol) or "", tuple(by_text[item])) for item in ordered)


def _places(view: SeriesView, hits: Sequence[Hit], *, partial: bool) -> tuple[Place, ...]:
    """Each paragraph once, by its life; what has none (a draft, a title) by itself."""
    indices = {item.slug: index for index, item in enumerate(view.versions)}
    lives = {
        (step.version, step.label): at
        for at, lineage in enumerate(view.lineages)
        for step in lineage.steps
        if step.label
    }
    by_life: dict[int, dict[int, Hit]] = defaultdict(dict)
    others = []
    for hit in hits:
        index = indices.get(hit.version.slug)
        life = lives.get((index, hit.label)) if index is not None else None
        if index is None or life is None:
            others.append(Place(hit.label, None, html_series.short(hit.version.symbol), "", hit.text))
        else:
            by_life[life][index] = hit
    return (*(_place(view, view.lineages[at], by_life[at], partial=partial) for at in sorted(by_life)), *others)


def _place(view: SeriesView, lineage: Lineage, by_index: Mapping[int, Hit], *, partial: bool) -> Place:
    index, label = lineage.address
    return Place(
        label=label,
        address=(view.versions[index], label),
        when=standing.when(view, by_index),
        note="" if partial else standing.note(view, lineage, by_index),
        text=by_index[max(by_index)].text,
    )
