"""Which texts are versions of one recurring resolution, with the evidence. Pure: facts of texts in, series out.

Session by session each text is measured against the series that its title or its citations lead to, and joins the one
that most speaks for, if enough does (config.py has the points and their reasons); of two of one session the nearer has
it: so sister series stay apart. Nothing depends on the order in which texts came. What a person says goes before
everything (a text is pinned to another, or split from it), then what the catalogue and `tracker add --series` say.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Literal

from tracker import config, ordinals
from tracker.model import KnownVersion
from tracker.similarity import measured_words, printed_words
from tracker.sketches import Sketch, likeness
from tracker.symbols import Symbol
from tracker.tokens import plain

Kind = Literal["title", "citation", "place", "agenda item", "session", "text", "pinned", "split"]
Verdict = Literal["follows", "apart"]
Pair = frozenset[str]


@dataclass(frozen=True)
class Passage:
    """A paragraph that cites resolutions: its words, and what it cites, in the order of the text."""

    words: frozenset[str]
    cites: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """A text in one language, as far as it tells the series. `asks`: the sessions named in its last paragraphs."""

    title: str
    sketch: Sketch
    passages: tuple[Passage, ...] = ()
    asks: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Text:
    """An adopted text: its facts, and its readings by language. `dated`: what it cites, with the dates it gives."""

    symbol: str
    session: int | None
    adopted: date | None
    agenda: str | None
    readings: Mapping[str, Reading]
    organ: str | None = None
    committee: str | None = None
    dated: Mapping[str, date | None] = field(default_factory=dict)

    @cached_property
    def titles(self) -> Mapping[str, _Title]:
        return {language: _title(one.title, language) for language, one in self.readings.items()}

    @cached_property
    def place(self) -> tuple[int, int, date, str]:
        """Where it stands in time: by session; a text of a special session after those of the session of its day."""
        day = self.adopted or date.max
        if self.session is not None:
            return self.session, 0, day, self.symbol
        return day.year - (1946 if day.month < _OPENING else 1945), 1, day, self.symbol


@dataclass(frozen=True)
class Evidence:
    """What speaks for a text to follow another (or, of a pin or split, what a person said): points, and a sentence."""

    kind: Kind
    points: float
    text: str


@dataclass(frozen=True)
class Tie:
    """A text measured against an earlier one: it follows it, or was kept apart from its series, and `why`."""

    symbol: str
    other: str
    verdict: Verdict
    evidence: tuple[Evidence, ...]
    why: str = ""

    @property
    def points(self) -> float:
        """What all the evidence weighs together."""
        return sum(one.points for one in self.evidence)


@dataclass
class Found:
    """A series: its texts, oldest first; what ties each to an earlier one; the series that it was known to be."""

    texts: list[Text] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    slug: str | None = None
    known: tuple[KnownVersion, ...] = ()


SAME_TITLE = "the same title"
_OPENING = 9  # the month in which a session opens


def find(
    texts: Sequence[Text],
    anchors: Mapping[str, str],
    pins: Collection[Pair] = (),
    splits: Collection[Pair] = (),
) -> list[Found]:
    """The series of some texts. `anchors` say of some symbols to which series, by its slug, they are known to belong.

    `pins` and `splits` are pairs of symbols that a person says to be of one series, or not. Every text is in exactly
    one series.
    """
    # A split goes before a pin that follows from where texts stand; of the user's own no pair is said both ways.
    pins = [pair for pair in pins if pair not in splits]
    state = _State(anchors, pins, splits)
    ordered = sorted(texts, key=lambda text: text.place)
    for _, group in groupby(ordered, key=_unit):
        state.take(list(group))
    return state.found


def _unit(text: Text) -> tuple[int, str]:
    """What is adopted together: the texts of one regular session; any other text by itself."""
    return (text.session, "") if text.session is not None else (-1, text.symbol)


class _State:
    def __init__(self, anchors: Mapping[str, str], pins: Collection[Pair], splits: Collection[Pair]) -> None:
        self.found: list[Found] = []
        self._anchors, self._pins, self._splits = anchors, pins, splits
        self._home: dict[str, Found] = {}
        self._text: dict[str, Text] = {}
        self._by_slug: dict[str, Found] = {}
        self._by_title: dict[tuple[str, str, str], list[Text]] = defaultdict(list)

    def take(self, group: list[Text]) -> None:
        """Put the texts of one session into the series that are there, or into new ones.

        One that goes on where another of its session left off (the financing of a mission, quarter by quarter) comes
        after it: it may follow it.
        """
        later = [text for text in group if any(_goes_on(text, other) for other in group)]
        self._take([text for text in group if text not in later])
        for text in later:
            self._take([text])

    def _take(self, group: list[Text]) -> None:
        taken: dict[int, str] = {}
        rest = []
        for text in group:
            if said := self._said(text):
                taken[id(said)] = text.symbol
            else:
                rest.append(text)
        ties = {text.symbol: self._ties(text) for text in rest}
        wanted = sorted(
            ((tie, text) for text in rest for tie in ties[text.symbol] if tie.points >= config.SERIES_JOIN),
            key=lambda one: (-one[0].points, one[1].place),
        )
        placed: dict[str, Tie] = {}
        for tie, text in wanted:
            home = self._home[tie.other]
            if text.symbol not in placed and id(home) not in taken:
                taken[id(home)] = text.symbol
                placed[text.symbol] = tie
        for text in rest:
            chosen = placed.get(text.symbol)
            home = self._home[chosen.other] if chosen else self._new()
            home.ties += [chosen] if chosen else []
            home.ties += list(self._apart(ties[text.symbol], chosen, taken))
            self._add(home, text)

    def _said(self, text: Text) -> Found | None:
        """The series that a person, or the catalogue, says it is of; it stands there then."""
        pinned = [self._text[other] for pair in self._pins if (other := _other(pair, text.symbol)) in self._text]
        if pinned:
            last = max(pinned, key=lambda one: one.place)
            home = self._home[last.symbol]
            home.ties.append(Tie(text.symbol, last.symbol, "follows", (Evidence("pinned", 0.0, "you say so"),)))
            self._add(home, text)
            if slug := self._anchors.get(text.symbol):
                home.slug = home.slug or slug
                self._by_slug.setdefault(slug, home)
            return home
        slug = self._anchors.get(text.symbol)
        known = self._by_slug.get(slug) if slug else None
        if slug is None or (known and self._is_split(text, known)):
            return None
        home = known or self._new(slug)
        self._by_slug[slug] = home
        self._add(home, text)
        return home

    def _new(self, slug: str | None = None) -> Found:
        self.found.append(Found(slug=slug))
        return self.found[-1]

    def _add(self, home: Found, text: Text) -> None:
        home.texts.append(text)
        self._home[text.symbol] = home
        self._text[text.symbol] = text
        for language, title in text.titles.items():
            self._by_title[_body(text.symbol), language, title.masked].append(text)

    def _ties(self, text: Text) -> list[Tie]:
        """The best tie to each series that its title or citations lead to, in falling order of points."""
        others = {cited: self._text[cited] for cited in text.dated if cited in self._text}
        for language, title in text.titles.items():
            others.update((one.symbol, one) for one in self._by_title[_body(text.symbol), language, title.masked])
        best: dict[int, Tie] = {}
        for other in sorted(others.values(), key=lambda one: one.place):
            home = self._home[other.symbol]
            tie = measure(text, other)
            if tie and not self._is_split(text, home) and tie.points >= best.get(id(home), tie).points:
                best[id(home)] = tie
        return sorted(best.values(), key=lambda tie: -tie.points)

    def _is_split(self, text: Text, home: Found) -> bool:
        return any(frozenset({text.symbol, one.symbol}) in self._splits for one in home.texts)

    def _apart(self, ties: Sequence[Tie], chosen: Tie | None, taken: Mapping[int, str]) -> Iterator[Tie]:
        """The series it is near to and was kept apart from, and why."""
        for tie in ties[:_TOLD]:
            if tie is chosen or tie.points < config.SERIES_NEAR_MISS:
                continue
            rival = taken.get(id(self._home[tie.other]))
            why = (
                f"{rival} is nearer to it" if rival and tie.points >= config.SERIES_JOIN else "too little speaks for it"
            )
            if chosen and tie.points >= config.SERIES_JOIN and not rival:
                why = f"it is nearer to {chosen.other}"
            yield Tie(tie.symbol, tie.other, "apart", tie.evidence, why)


_BEGINNING = "a title with the same beginning"
_TOLD = 3  # near series that are told with a text


def measure(text: Text, other: Text) -> Tie | None:
    """What speaks for a text to follow an earlier one; None if neither its title nor a citation leads there."""
    if _body(text.symbol) != _body(other.symbol):
        return None
    language = next((code for code in ("en", *text.readings) if code in text.readings and code in other.readings), None)
    cited = other.symbol in text.dated
    found: list[Evidence] = []
    title = _titles(text.titles[language], other.titles[language]) if language else None
    if title and (cited or title.points > config.SERIES_TITLE_NEAR):
        found.append(title)
    if not cited and not found:
        return None
    if cited:
        found.append(Evidence("citation", config.SERIES_CITED, f"cites {_short(other)}"))
    if language:
        mine, theirs = text.readings[language], other.readings[language]
        alike = likeness(mine.sketch, theirs.sketch)
        placed = cited and any(
            _in_place(one, before, other.symbol) for one in mine.passages for before in theirs.passages
        )
        if alike < _least(title, cited=cited, placed=placed):
            return None
        if placed:
            found.append(Evidence("place", config.SERIES_PLACE, f"where {_short(other)} cites its own predecessor"))
        found.append(Evidence("text", round(config.SERIES_TEXT * alike, 2), f"{alike:.0%} of the words are the same"))
        if text.session in theirs.asks and text.session != other.session:
            asked = f"{_short(other)} speaks of session {text.session} to come"
            found.append(Evidence("session", config.SERIES_ASKED, asked))
    if text.agenda and other.agenda and text.agenda.casefold() == other.agenda.casefold():
        found.append(Evidence("agenda item", config.SERIES_AGENDA, "the same agenda item"))
    return Tie(text.symbol, other.symbol, "follows", tuple(found))


def _goes_on(text: Text, other: Text) -> bool:
    """Whether a text follows an earlier one of its own session: the same title, cited instead of its last predecessor.

    A sister of that text, on another part of the subject, cites it beside that predecessor.
    """
    if other.symbol not in text.dated or (other.adopted or date.max) >= (text.adopted or date.min):
        return False
    placed = [
        (one.cites, before.cites)
        for code in text.readings.keys() & other.readings.keys()
        for one in text.readings[code].passages
        for before in other.readings[code].passages
        if _in_place(one, before, other.symbol)
    ]
    instead = all(before[-1] not in cites or set(before) <= set(cites) for cites, before in placed)
    return bool(placed) and instead and same_titles(text, other)


def _least(title: Evidence | None, *, cited: bool, placed: bool) -> float:
    """How much two texts must share at least: more under another title."""
    if title and title.points > config.SERIES_TITLE_NEAR:
        exact = cited and title.points >= config.SERIES_TITLE
        return config.SERIES_TEXT_CITED if exact else config.SERIES_TEXT_LEAST
    same_beginning = title is not None and title.text == _BEGINNING
    return config.SERIES_TEXT_LEAST if same_beginning and placed else config.SERIES_TEXT_RETITLED


def _in_place(one: Passage, before: Passage, symbol: str) -> bool:
    """Whether a paragraph cites a text in the place of what that text cites, or in its list made longer."""
    if symbol not in one.cites or not before.cites:
        return False
    if set(before.cites) - {symbol} <= set(one.cites) and len(before.cites) > 1:
        return True
    return same_passage(one, before) and bool(set(before.cites) - set(one.cites))


def same_passage(one: Passage, other: Passage) -> bool:
    """Whether two paragraphs with citations are one and the same, in two texts."""
    shared = len(one.words & other.words)
    return 2 * shared >= config.SERIES_PASSAGE * (len(one.words) + len(other.words)) > 0


# ---------------------------------------------------------------------------------------------------------- titles


@dataclass(frozen=True)
class _Title:
    """A title as it is compared: hyphens, capitals and quotes apart; its numbers masked; its words before a colon."""

    exact: str
    masked: str
    opening: str
    words: frozenset[str]


def _title(text: str, language: str) -> _Title:
    opening = text.partition(":")[0] if ":" in text else text
    masked = _masked(text, language)
    words = frozenset(masked.split()) - config.SMALL_WORDS
    return _Title(" ".join(_bare(printed_words(plain(text).casefold()))), masked, _masked(opening, language), words)


def _masked(text: str, language: str) -> str:
    """A title without its numbers: years, and ordinals of sessions and reviews."""
    folded = re.sub(ordinals.pattern(language), " 0 ", plain(text), flags=re.IGNORECASE)
    return " ".join(_bare(measured_words(folded)))


def _bare(words: Sequence[str]) -> list[str]:
    """Words without hyphens: 76/43 prints "Confidencebuilding"."""
    return [word.replace("-", "") for word in words]


def _titles(one: _Title, other: _Title) -> Evidence | None:
    if one.exact == other.exact:
        return Evidence("title", config.SERIES_TITLE, SAME_TITLE)
    if one.masked == other.masked:
        return Evidence("title", config.SERIES_TITLE_NUMBERED, "the same title but for its numbers")
    if (
        one.opening == other.opening
        and one.masked != one.opening
        and len(one.opening.split()) >= config.SERIES_TITLE_LEAST
    ):
        return Evidence("title", config.SERIES_TITLE_NEAR, _BEGINNING)
    least = min(len(one.words), len(other.words))
    if least >= config.SERIES_TITLE_LEAST and len(one.words & other.words) >= config.SERIES_TITLE_SHARE * least:
        return Evidence("title", config.SERIES_TITLE_NEAR, "a title with most words the same")
    return None


def same_titles(one: Text, other: Text) -> bool:
    """Whether two texts of one body have the same title in a language, numbers apart."""
    if _body(one.symbol) != _body(other.symbol):
        return False
    return any(title.masked == other.titles[code].masked for code, title in one.titles.items() if code in other.titles)


def _body(symbol: str) -> str:
    """The body of a symbol: the General Assembly and its committees are one, the Human Rights Council another."""
    first, _, rest = symbol.partition("/")
    return "A/HRC" if first == "A" and rest.startswith("HRC/") else first


def _short(text: Text) -> str:
    return Symbol(text.symbol).short


def _other(pair: Pair, symbol: str) -> str | None:
    return next(iter(pair - {symbol}), None) if symbol in pair else None
