"""The user's own pairings: said, taken back, read from a file and kept in one beside the database, and in force.

The file and the store say the same after each of these. Where the file was changed since, it is read first: it is the
user's own hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tracker import overrides
from tracker.errors import AmbiguousVersion, BadSource, UnknownVersion
from tracker.languages import LANGUAGES
from tracker.model import Version
from tracker.overrides import Reading
from tracker.pairing import ALL, DEFAULT, Pairing, Side, folded, made, order, shared, typed
from tracker.pipeline import beside
from tracker.pipeline.by_hand import instead
from tracker.pipeline.derive import derive
from tracker.store import Store
from tracker.store.opening import writing


@dataclass(frozen=True, slots=True)
class State:
    """A pairing, and what it does: `instead` says what the program finds alone; `trouble` why it is not in force.

    `waits`: only because a text is not here. All are plain text.
    """

    pairing: Pairing
    instead: str = ""
    trouble: str = ""
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Renewed:
    """What reading the file did to the store; `left_out` says what it could not take, a line for each."""

    file: Path
    count: int
    added: int
    removed: int
    left_out: tuple[str, ...] = ()


def file_of(store: Store) -> Path | None:
    """Where the pairings are kept as TOML: tracker.pairings.toml beside tracker.db. None for a database in memory."""
    return beside.file_of(store, "pairings")


# --------------------------------------------------------------------------------------------------- said, taken back


def pair(store: Store, said: Pairing) -> State:
    """Say which paragraphs became which, and renew what rests on it.

    Said again, it takes the new note and day; said of all languages, it takes the place of the same said of some.

    Labels are taken as a delegate writes them. Raises UnknownVersion, with the nearest labels, if the texts have none
    such; BadSource if another pairing speaks of one of the paragraphs, or the file can't be read.
    """
    one = _as_it_stands(store, said)
    others = list(_now(store))
    for same in [other for other in others if _is_same(one, other) or (one.language == ALL and _agree(one, other))]:
        others.remove(same)
        one = replace(one, note=one.note or same.note, by=one.by or same.by)
    for other in others:
        label = shared(one, other)
        if label and _agree(one, other) and other.language == ALL:
            raise BadSource("that is said of all languages already; a new --note goes with --language all")
        if label:
            raise BadSource(
                f"{label} is paired by hand already, take that back first:\ntracker pair --remove {typed(other)}"
            )
    _keep(store, [*others, one])
    return next(state for state in states(store) if state.pairing == one)


def is_said_of_all(store: Store, said: Pairing) -> bool:
    """Whether the same is said of all languages already. Raises UnknownVersion if the texts have no such labels."""
    one = _as_it_stands(store, said)
    return any(_agree(one, other) and other.language == ALL for other in _now(store))


def unpair(store: Store, old: Side, new: Side, language: str | None = None) -> tuple[Pairing, ...]:
    """Take back the pairing that speaks of these paragraphs of two texts, in a language or whichever it is said in.

    Said of several, it is taken back in English; with "all" in each of them. What stays is in `said_of`.
    Raises UnknownVersion if there is none, or AmbiguousVersion if several are meant; both name those of these texts.
    """
    now = _now(store)
    speaking = [one for one in now if _speaks_of(one, old, new)]
    meant = [one for one in speaking if language in {None, one.language}]
    alike = all(_agree(one, speaking[0]) for one in speaking)
    if language == ALL and not meant and alike:
        meant = speaking
    elif language is None and len(meant) > 1 and alike:
        meant = [one for one in meant if one.language == DEFAULT] or meant
    if not meant or (len(meant) > 1 and language != ALL):
        known = meant or [one for one in now if {one.old, one.new} == {old[0], new[0]}]
        lines = "\n".join(typed(one) for one in known)
        if meant:
            raise AmbiguousVersion(f"{len(meant)} pairings by hand speak of that; say which:\n{lines}")
        here = f"these two texts have:\n{lines}" if known else "these two texts have none: `tracker pair` lists all"
        raise UnknownVersion(f"no pairing by hand says that; {here}")
    _keep(store, [one for one in now if one not in meant])
    return tuple(meant)


def said_of(store: Store, old: Side, new: Side) -> tuple[Pairing, ...]:
    """The pairings that speak of these paragraphs of two texts, in whatever language."""
    return tuple(one for one in store.pairings() if _speaks_of(one, old, new))


def take(store: Store, data: bytes, name: str) -> Renewed:
    """Add the pairings of another file to those that are here. Raises BadSource if it can't be read.

    Those that contradict one that is here are left out.
    """
    reading = overrides.read(beside.decoded(data, name), name)
    kept = list(_now(store))
    before, left_out = len(kept), list(reading.left_out)
    for one in reading.pairings:
        other = next((other for other in kept if shared(one, other)), None)
        if other is None:
            kept.append(one)
        elif not _is_same(one, other):
            label = shared(one, other)
            left_out.append(f"{name}: {typed(one)} is left out: {label} is paired here as {typed(other)}")
    _keep(store, kept)
    return Renewed(Path(name), len(kept), len(kept) - before, 0, (*left_out, *_unfit(store, reading.pairings)))


def _as_it_stands(store: Store, said: Pairing) -> Pairing:
    """A pairing with its labels as the texts have them, in every language in which it is said."""
    pairs = list(_texts(store, said))
    here = languages(store, said.old, said.new)
    if not pairs and here:
        name = LANGUAGES[said.language].name
        raise UnknownVersion(f"{said.old} and {said.new} are not both here in {name}, but in {', '.join(here)}")
    if not pairs:
        raise UnknownVersion(f"no language has both {said.old} and {said.new}: `tracker versions` lists what is here")
    sides = [(_side(store, old, said.old_labels), _side(store, new, said.new_labels)) for old, new in pairs]
    return made(*sides[0], said.language, note=said.note, by=said.by, on=said.on)


def _side(store: Store, version: Version, wanted: Sequence[str]) -> Side:
    labels = [paragraph.label for paragraph in store.resolution(version).paragraphs]
    name = f"{version.symbol} ({version.language})"
    found = {overrides.find_label(label, labels, name) for label in wanted}
    return version.symbol, tuple(sorted(found, key=labels.index))


def _is_same(one: Pairing, other: Pairing) -> bool:
    """Whether two pairings say the same; their notes apart."""
    return _agree(one, other) and one.language == other.language


def _agree(one: Pairing, other: Pairing) -> bool:
    """Whether two pairings say the same, in whatever language."""
    return _said(one) == _said(other)


def _said(one: Pairing) -> set[tuple[str, frozenset[str]]]:
    return {(one.old, frozenset(one.old_labels)), (one.new, frozenset(one.new_labels))}


def _speaks_of(one: Pairing, *sides: Side) -> bool:
    """Whether a pairing is one of these two texts, and has all these paragraphs of theirs."""
    has = {one.old: set(map(folded, one.old_labels)), one.new: set(map(folded, one.new_labels))}
    return all(symbol in has and set(map(folded, labels)) <= has[symbol] for symbol, labels in sides)


# ----------------------------------------------------------------------------------------------------- file and store


def renew(store: Store) -> Renewed | None:
    """Make the store say what the file beside it says. None if there is no file.

    Raises BadSource if it can't be read at all: then the store keeps what it has.
    """
    file = file_of(store)
    reading = _read(file)
    if file is None or reading is None:
        return None
    before, now = set(store.pairings()), set(reading.pairings)
    if before != now:
        store.save_pairings(reading.pairings)
    left_out = (*reading.left_out, *_unfit(store, reading.pairings))
    return Renewed(file, len(now), len(now - before), len(before - now), left_out)


def differences(store: Store, texts: Store) -> tuple[str, ...]:
    """What is not as it should be, a line for each: pairings that fit no more, and a file that says something else.

    `texts` is the store of whose texts they should be.
    """
    found = [f"pairing by hand: {line}" for line in _unfit(texts, store.pairings())]
    file = file_of(store)
    try:
        reading = _read(file)
    except BadSource as error:
        return (*found, str(error))
    if reading:
        found += reading.left_out
        if set(reading.pairings) != set(store.pairings()):
            found.append(f"{file} says something else than the database: tracker rebuild reads it")
    return tuple(found)


def _now(store: Store) -> tuple[Pairing, ...]:
    """The pairings that are said now: by the file, where there is one. Raises BadSource if not all of it can be taken.

    A file that is half understood is never written anew: what it says would be lost.
    """
    reading = _read(file_of(store))
    if reading is None:
        return store.pairings()
    if reading.left_out:
        raise BadSource(f"{reading.left_out[0]}\nPut that right first: nothing was changed.")
    return reading.pairings


def _read(file: Path | None) -> Reading | None:
    text = beside.content(file)
    return None if file is None or text is None else overrides.read(text, file.name)


def _keep(store: Store, said: Sequence[Pairing]) -> None:
    """Save pairings in the store and the file, and renew what rests on them: all of it, or nothing."""
    symbols = {symbol for one in {*said} ^ {*store.pairings()} for symbol in (one.old, one.new)}
    with writing(store.conn):
        store.save_pairings(sorted(said, key=order))
        for series in store.series():
            if symbols & {version.symbol for version in store.versions(series.slug)}:
                for language in store.languages(series.slug):
                    derive(store, series.slug, language)
        beside.keep(file_of(store), overrides.write(said), overrides.write(()), _again)
    store.finish()


def _again(text: str) -> str:
    """What a file of pairings says, as it is written here."""
    return overrides.write(overrides.read(text, "").pairings)


# ------------------------------------------------------------------------------------------------------------ in force


def states(store: Store) -> tuple[State, ...]:
    """Every pairing that is stored, and what it does."""
    return tuple(_state(store, one) for one in store.pairings())


def _unfit(store: Store, said: Sequence[Pairing]) -> tuple[str, ...]:
    """Which of these pairings do not fit the texts that are here, a line for each; those that wait are no trouble."""
    found = (_state(store, one) for one in store.pairings() if one in said)
    troubles = [state.trouble for state in found if state.trouble and not state.waits]
    return tuple(f"{trouble}; not in force: put it right in the file, or --remove it" for trouble in troubles)


def _state(store: Store, one: Pairing) -> State:
    sentence = ""
    for old, new in _texts(store, one):
        texts = store.resolution(old), store.resolution(new)
        placed, unfit = overrides.place(store.pairings_between(old, new), *texts)
        mine = [item for item in placed if item.pairing == one]
        if not mine:
            own = typed(one)
            return State(one, trouble=next(line for line in unfit if line.startswith(own)))
        sentence = sentence or instead(*texts, mine)[0]
    if sentence:
        return State(one, instead=sentence)
    where = "" if one.language == ALL else f" in {one.language}"
    return State(one, trouble=f"{one.old} and {one.new} are not both here{where}", waits=True)


def languages(store: Store, old: str, new: str) -> tuple[str, ...]:
    """The languages in which two texts are both here, by their symbols; English first."""
    here = [{version.language for version in store.versions() if version.symbol == symbol} for symbol in (old, new)]
    return tuple(sorted(here[0] & here[1], key=lambda code: (code != "en", code)))


def _texts(store: Store, one: Pairing) -> Iterator[tuple[Version, Version]]:
    """The two texts of a pairing, in each language in which it is said and both are here; English first."""
    for language in languages(store, one.old, one.new):
        if one.language not in {language, ALL}:
            continue
        old, new = store.current(one.old, language), store.current(one.new, language)
        if old and new:
            yield old, new
