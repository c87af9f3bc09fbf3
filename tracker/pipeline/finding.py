"""Series found among the texts that are here, and kept: links, known texts that are absent, and what speaks for it all.

A series keeps its slug while one of its texts stays; what the user states, the catalogue and the specimens are as they
were. Nothing is done where nothing that series are found from has changed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tracker import catalogue, config
from tracker.errors import TrackerError
from tracker.model import KnownVersion, Series, Version
from tracker.pipeline import chain
from tracker.pipeline.belonging import free_slug, slug_of
from tracker.pipeline.workers import Died, Workers
from tracker.predecessors import Absent, absent
from tracker.series import SAME_TITLE, Evidence, Found, Text, Tie, find, measure, same_titles
from tracker.store import Store
from tracker.store.found import Link, Witness
from tracker.store.opening import writing
from tracker.symbols import Symbol

SAID = frozenset({"stated", "catalogue", "catalogue title", "specimen", "reference"})
"""Evidence of links that are not found: they stay, unless the user splits a text off."""

_SHORTEST_COMMON = 3  # words that titles must share for a series to be named after them


def find_series(store: Store, workers: Workers | None = None) -> None:
    """Find the series of all texts that are here, if anything has changed since.

    `workers` measure the texts that are new. Raises StoreError, or TrackerError where what measures them crashes.
    """
    before, now = store.series_inputs()
    if before == now:
        return
    with writing(store.conn):
        try:
            adopted, drafts, becomes = store.series_texts((workers or Workers()).results)
        except Died as error:
            raise TrackerError("the texts are here and their series not found: what measures them crashed") from error
        links = [link for link in store.links() if not link.specimen]
        rulings = store.rulings()
        pins, splits = ({one.pair for one in rulings if one.verb == verb} for verb in ("pin", "split"))
        pins |= set(_stated_beside(adopted, links))
        found = find(adopted, {link.symbol: link.series for link in links if link.evidence in SAID}, pins, splits)
        found += _with_drafts(found, drafts, becomes, links)
        absents = dict(zip(map(id, found), absent([one.texts for one in found]), strict=True))
        slugs = _slugs(store, found, links)
        _save(store, found, slugs, absents, links)
        evidence = {slugs[id(one)]: tuple(_witnesses(one, absents[id(one)])) for one in found}
        store.save_evidence(evidence, store.series_inputs()[1])


def _stated_beside(adopted: Sequence[Text], links: Sequence[Link]) -> Iterator[frozenset[str]]:
    """A text that `tracker add --series` put into a found series is of one series with the nearest there."""
    texts = {text.symbol: text for text in adopted}
    members: dict[str, list[Text]] = defaultdict(list)
    for link in links:
        if link.evidence not in SAID and link.symbol in texts:
            members[link.series].append(texts[link.symbol])
    for link in links:
        if link.evidence == "stated" and link.symbol in texts and members[link.series]:
            own = texts[link.symbol]
            older = [text for text in members[link.series] if text.place < own.place]
            by_age = sorted(older or members[link.series], key=lambda text: text.place)
            yield frozenset({own.symbol, by_age[-1 if older else 0].symbol})


# ------------------------------------------------------------------------------------------------------------ drafts


def _with_drafts(
    found: Sequence[Found], drafts: Sequence[Text], becomes: Mapping[str, str], links: Sequence[Link]
) -> list[Found]:
    """Put each draft beside the texts that it became or resembles; those of no series make series of their own."""
    said = {link.symbol: link.series for link in links if link.evidence in SAID}
    by_slug = {one.slug: one for one in found if one.slug}
    home = {text.symbol: one for one in found for text in one.texts}
    more: list[Found] = []
    for draft in sorted(drafts, key=lambda text: text.place):
        adopted = becomes.get(draft.symbol.partition("/Rev.")[0]) or becomes.get(draft.symbol)
        own: Found | None
        slug = said.get(draft.symbol)
        if slug:
            own = by_slug.get(slug) or _that_was(slug, found, links)
        elif adopted:
            own = home[adopted]
            why = Evidence("citation", 0.0, f"{Symbol(adopted).short} names it as its draft")
            own.ties.append(Tie(draft.symbol, adopted, "follows", (why,)))
        else:
            own = _like(draft, [*found, *more])
        if own is None:
            own = Found(slug=slug)
            more.append(own)
        if own.slug:
            by_slug[own.slug] = own
        own.texts.append(draft)
    return more


def _that_was(slug: str, found: Sequence[Found], links: Sequence[Link]) -> Found | None:
    """The found series that holds most of the texts that stood in a series; it is that from now on."""
    stood = {link.symbol for link in links if link.series == slug}
    counts = [(sum(text.symbol in stood for text in one.texts), one) for one in found if one.slug is None]
    count, one = max(counts, key=lambda pair: pair[0], default=(0, None))
    if one is None or not count:
        return None
    one.slug = slug
    return one


def _like(draft: Text, found: Sequence[Found]) -> Found | None:
    """The series with the draft's title, else that of the text it is nearest to."""
    for one in found:
        if any(same_titles(draft, text) for text in one.texts):
            one.ties.append(Tie(draft.symbol, one.texts[-1].symbol, "follows", (Evidence("title", 0.0, SAME_TITLE),)))
            return one
    ties = [(tie, one) for one in found for text in one.texts if (tie := measure(draft, text))]
    best = max(ties, key=lambda pair: pair[0].points, default=None)
    if best is None or best[0].points < config.SERIES_JOIN:
        return None
    best[1].ties.append(best[0])
    return best[1]


# ------------------------------------------------------------------------------------------------------------- slugs


def _slugs(store: Store, found: Sequence[Found], links: Sequence[Link]) -> dict[int, str]:
    """The slug of each series: that which most of its texts had, else one made from its titles."""
    had = defaultdict(set)
    for link in links:
        had[link.symbol].add(link.series)
    slugs = {id(one): one.slug for one in found if one.slug}
    taken = {one.slug for one in store.series() if one.specimen} | set(slugs.values())
    votes = [
        (-count, one.texts[0].place, slug, one)
        for one in found
        if not one.slug
        for slug, count in Counter(slug for text in one.texts for slug in had[text.symbol]).items()
    ]
    for _, _, slug, one in sorted(votes, key=lambda vote: vote[:3]):
        if id(one) not in slugs and slug not in taken:
            slugs[id(one)] = slug
            taken.add(slug)
    taken |= {entry.series.slug for entry in catalogue.load()}
    for one in sorted(found, key=lambda one: one.texts[0].place):
        if id(one) not in slugs:
            slugs[id(one)] = free_slug(_named(one), taken)
            taken.add(slugs[id(one)])
    return {key: slug for key, slug in slugs.items() if slug}


def _named(one: Found) -> str:
    """What a series is called in addresses: the words that all its titles have in common, else its first title."""
    titles = [slug_of(_title(text)).split("-") for text in one.texts]
    common = [word for word in titles[0] if all(word in title for title in titles)]
    name = "-".join(common if len(common) >= _SHORTEST_COMMON else titles[0])
    return name or Symbol(one.texts[0].symbol).slug


def _title(text: Text) -> str:
    return next(iter(text.readings.values())).title


# -------------------------------------------------------------------------------------------------------------- kept


def _save(
    store: Store,
    found: Sequence[Found],
    slugs: Mapping[int, str],
    absents: Mapping[int, Sequence[Absent]],
    links: Sequence[Link],
) -> None:
    """Write what is not so already: series, links; what has no text left is no series."""
    stored = {one.slug: one for one in store.series()}
    known_as = {entry.series.slug: entry.series for entry in catalogue.load()}
    wanted = {(text.symbol, slugs[id(one)]): _why(one, text) for one in found for text in one.texts}
    for link in links:
        if (link.symbol, link.series) not in wanted:
            store.unlink(link.series, link.symbol)
    here = {(link.symbol, link.series): link.evidence for link in links}
    versions: dict[str, list[Version]] = defaultdict(list)
    for version in store.versions():
        versions[version.symbol].append(version)
    for one in found:
        slug = slugs[id(one)]
        if slug not in known_as or slug not in stored:
            series = known_as.get(slug) or _series(one, slug, stored.get(slug), absents[id(one)], versions)
            if series != stored.get(slug):
                store.save_series(series)
        for text in one.texts:
            why = here.get((text.symbol, slug), "")
            if why not in SAID and why != wanted[text.symbol, slug]:
                store.link(slug, text.symbol, wanted[text.symbol, slug])
    for slug in sorted({slug for slug, one in stored.items() if not one.specimen} - {*slugs.values()} - set(known_as)):
        store.drop_series(slug)


def _series(
    one: Found,
    slug: str,
    stored: Series | None,
    absents: Sequence[Absent],
    versions: Mapping[str, Sequence[Version]],
) -> Series:
    """A series as its texts make it, named after the latest; a text that was here and is gone is known all the same."""
    latest = one.texts[-1]
    gone = [known for known in (stored.known if stored else ()) if known.evidence == "read"]
    known = {item.symbol: item for item in gone if item.symbol not in versions}
    for item in absents:
        known.setdefault(item.symbol, KnownVersion(item.symbol, item.session, item.adopted, "cited"))
    base = Series(slug, _title(latest), latest.organ, latest.committee, known=tuple(known.values()))
    return chain.with_texts(base, [version for text in one.texts for version in versions[text.symbol]])


def _why(one: Found, text: Text) -> str:
    """The evidence of a link in short: the kinds of what speaks for it."""
    for tie in one.ties:
        if tie.symbol == text.symbol and tie.verdict == "follows":
            return ", ".join(item.kind for item in tie.evidence)
    return "first" if len(one.texts) > 1 else "alone"


def _witnesses(one: Found, absents: Sequence[Absent]) -> Iterator[Witness]:
    for tie in one.ties:
        for item in tie.evidence:
            yield Witness(tie.symbol, tie.other, tie.verdict, item.kind, item.points, item.text)
        if tie.why:
            yield Witness(tie.symbol, tie.other, tie.verdict, "verdict", None, tie.why)
    for known in absents:
        yield Witness(known.symbol, known.said_by, "known", "citation", None, known.how)
