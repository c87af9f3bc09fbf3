"""The database: one SQLite file that holds the documents, what was read from them, and what was derived.

`Store` is all that other rooms use. It says what can be asked and told; the modules beside it do it: opening.py,
migrations.py and views.py (the schema), saving.py and current.py (a document to rows), loading.py (rows to values),
comparisons.py, lineages.py and fresh.py (what is derived, and whether it still stands), found.py (what series are
found from, and why), stated.py and pairings.py (what the user says, over what is read and found), search.py,
describe.py (the words for every table and column), sql.py (every statement by name).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from tracker.store import comparisons, found, fresh, loading
from tracker.store import lineages as lives
from tracker.store import pairings as said_of_paragraphs
from tracker.store import search as searching
from tracker.store.comparisons import Prepared as PreparedComparison
from tracker.store.comparisons import prepared as as_rows
from tracker.store.differing import Difference
from tracker.store.lineages import Prepared as PreparedLineages
from tracker.store.lineages import prepared as lineages_as_rows
from tracker.store.loading import Raw, Source, Stored
from tracker.store.opening import connect, copied, told, told_of, writing
from tracker.store.search import Hit
from tracker.store.stated import Stated
from tracker.store.stated import stated as stated_of

if TYPE_CHECKING:
    from tracker.model import Between, Comparison, Document, Finding, Lineage, Resolution, Series, Version
    from tracker.pairing import Pairing
    from tracker.rulings import Ruling
    from tracker.series import Text
    from tracker.store.found import Each, Link, Witness
    from tracker.store.saving import Saved

__all__ = [
    "Difference", "Hit", "PreparedComparison", "PreparedLineages", "Raw", "Source", "Stated", "Store", "Stored",
    "as_rows", "lineages_as_rows",
]  # fmt: skip

_NOTHING = Stated()


class Store:
    """A tracker database. As a context manager it closes its connection, and says what SQLite says as a StoreError.

    Every method that writes is one transaction: it is done whole or not at all, and raises StoreError with a line that
    says what to do where the file can't be written.
    """

    def __init__(self, conn: sqlite3.Connection, place: str | os.PathLike[str] = "the database") -> None:
        self.conn = conn
        self._place = str(place)

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, create: bool = False, readonly: bool = False) -> Self:
        """Open a database file, bringing an older schema to this one unless `readonly`.

        With `create` a file that isn't there becomes an empty database. Raises StoreError if the file isn't there, is
        no database, not one of ours, of a newer schema, locked, or can't be read or written.
        """
        return cls(connect(path, create=create, readonly=readonly), path)

    def close(self) -> None:
        self.conn.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        if isinstance(error, sqlite3.DatabaseError):  # reading comes upon damage anywhere
            raise told_of(self._place, error) from error

    def transaction(self) -> AbstractContextManager[None]:
        """Several writes as one: what is done inside stands whole or not at all."""
        return writing(self.conn)

    def apart(self) -> Store:
        """A private copy of all that is here, for trying things out: it is gone when it is closed."""
        return Store(copied(self.conn))

    # ------------------------------------------------------------------------------------------------------- documents

    def save(
        self,
        document: Document,
        *,
        data: bytes,
        address: str | None = None,
        stated: Stated = _NOTHING,
        lead: bool = False,
        reader: str | None = None,
        anew: bool = False,
    ) -> Saved:
        """Save a file and every text read from it. What the user states goes over what the file says, and is kept.

        Returns "unchanged" if the same bytes are here with the same reading; "replaced" if a text that was here now
        has another current reading (a whole one; the best format: XML, docx, doc, HTML, text, PDF; the latest); else
        "added". A file that was here keeps its age; with `lead` it counts as the latest, so that of its equals it is
        current. `reader` says which code read it. With `anew` all its rows are written again, whatever is here;
        `settle` must follow.
        Raises StoreError if a text has no symbol, stands twice in the file, or the database can't be written.
        """
        from tracker.store import saving

        return saving.save(self.conn, document, data, address, stated, lead=lead, reader=reader, anew=anew)

    def read_by(self, reader: str) -> dict[str, tuple[tuple[tuple[str, str], ...], tuple[Finding, ...]]]:
        """The files that this code has read and whose readings are all current, by their hashes.

        Each with the symbols and languages of its texts, and what its reader noticed.
        """
        return loading.read_by(self.conn, reader)

    def stated(self, sha256: str) -> Stated:
        """What the user has said of the file with this hash: wanted again when it is read anew."""
        return stated_of(self.conn, sha256)

    def remove(self, symbol: str, language: str | None = None) -> int:
        """Take a text out, in all languages or one. Returns how many versions went."""
        from tracker.store import saving

        return saving.remove(self.conn, symbol, language)

    def finish(self) -> None:
        """After the last write: a compact index, fresh statistics, and one plain file that may be served immutable."""
        from tracker.store import saving

        saving.finish(self.conn)

    def leave_out(self, statuses: Collection[str]) -> dict[str, int]:
        """Take away all texts of these statuses and what names them. Returns how many went, by status."""
        from tracker.store import leaving

        return leaving.leave_out(self.conn, statuses)

    def copy(self, target: Path) -> None:
        """Write everything into a new file, without a trace of what was deleted. Raises StoreError if it exists."""
        from tracker.store import leaving

        leaving.copy(self.conn, target)

    def save_pairings(self, said: Sequence[Pairing]) -> None:
        """Save the user's own pairings, in the place of those that were there; what was made without them goes."""
        from tracker.store import saving

        saving.save_pairings(self.conn, said)

    # ---------------------------------------------------------------------------------------------------------- series

    def save_series(self, series: Series) -> None:
        """Save a series' facts and the list of its known texts, in the place of what was there; links stay."""
        from tracker.store import saving

        saving.save_series(self.conn, series)

    def link(self, series_slug: str, symbol: str, evidence: str) -> None:
        """Say that a text that is here belongs to a series, and why. A text may belong to several."""
        from tracker.store import saving

        saving.link(self.conn, series_slug, symbol, evidence)

    def unlink(self, series_slug: str, symbol: str) -> None:
        """Take a text out of a series; the text stays, what rested on its being there goes."""
        found.unlink(self.conn, series_slug, symbol)

    def drop_series(self, slug: str) -> None:
        """Take a series away, with its links and all that was derived; its texts stay."""
        found.drop_series(self.conn, slug)

    def links(self) -> tuple[Link, ...]:
        """Which texts stand in which series, and why."""
        return found.links(self.conn)

    def series_texts(self, each: Each = map) -> tuple[tuple[Text, ...], tuple[Text, ...], dict[str, str]]:
        """What tells the series of the texts that are here: adopted ones, drafts, and what became of which draft.

        `each` calls the function that sketches a text for all that are new: map does it here, one after the other.
        """
        return found.texts(self.conn, each)

    def save_evidence(self, evidence: Mapping[str, Sequence[Witness]], inputs: str) -> None:
        """Save what speaks for every series, by slug, in the place of what was there; `inputs` as in series_inputs."""
        found.save_evidence(self.conn, evidence, inputs)

    def evidence(self, series_slug: str) -> tuple[Witness, ...]:
        """What speaks for each text of a series, and what was kept apart from it."""
        return found.evidence(self.conn, series_slug)

    def series_inputs(self) -> tuple[str, str]:
        """Hashes over what series are found from: as it was when they were last found, and as it is now."""
        here = [
            (one.symbol, one.language, one.status, one.session, str(one.adopted), one.title, one.origin.sha256)
            for one in self.versions()
        ]
        said = [(one.verb, one.symbol, one.other) for one in self.rulings()]
        held = [(one.symbol, one.series, one.evidence) for one in self.links()]
        return found.inputs(self.conn), found.digest([here, said, held])

    def rulings(self) -> tuple[Ruling, ...]:
        """What the user says of series, in the order in which it was saved."""
        return found.rulings(self.conn)

    def save_rulings(self, said: Sequence[Ruling]) -> None:
        """Save what the user says of series, in the place of what was there."""
        found.save_rulings(self.conn, said)

    # --------------------------------------------------------------------------------------------------------- derived

    def save_comparison(self, series_slug: str, comparison: Comparison) -> None:
        """Save a comparison of two texts of a series that are here, as they are here."""
        comparisons.save_comparison(self.conn, series_slug, comparison)

    def save_lineages(
        self, series_slug: str, language: str, lineages: Sequence[Lineage], versions: Sequence[Version]
    ) -> None:
        """Save the lineages of a series in a language; `versions` are those that the steps count."""
        lives.save_lineages(self.conn, series_slug, language, lineages, versions)

    def save_derived(
        self,
        series_slug: str,
        language: str,
        made: Sequence[PreparedComparison],
        lived: PreparedLineages,
        versions: Sequence[Version],
    ) -> None:
        """Save all that follows from the texts of a series in a language, in the place of what was there."""
        with writing(self.conn):
            fresh.drop(self.conn, series_slug, language)
            base = fresh.ground(self.conn, series_slug, language)
            for one in made:
                comparisons.save_comparison(self.conn, series_slug, one, base)
            lives.save_lineages(self.conn, series_slug, language, lived, versions, base)

    def all_standing(self) -> dict[tuple[str, str], tuple[dict[tuple[str, str], Between], bool]]:
        """`standing` of every series in every language, by slug and language."""
        return fresh.all_standing(self.conn)

    def standing(self, series_slug: str, language: str) -> tuple[dict[tuple[str, str], Between], bool]:
        """What is stored of a series in a language and still stands, found by hashes alone.

        Returns the comparisons, by the slugs of their two texts, each with what it says to lie between these; and
        whether the lineages stand.
        """
        return fresh.standing(self.conn, series_slug, language)

    def drop_derived(self, series_slug: str, language: str | None = None) -> None:
        """Take away the comparisons and lineages of a series, in all languages or one."""
        fresh.drop(self.conn, series_slug, language)

    def clear_derived(self) -> None:
        """Take away all that follows from the texts, and what points at nothing; views and index are made anew."""
        from tracker.store import mending

        mending.clear(self.conn)

    def settle(self) -> None:
        """Renew what follows from the readings of all texts: which is current, facts, votes, sponsors, slugs."""
        from tracker.store import mending

        mending.settle_all(self.conn)

    def flaws(self) -> tuple[str, ...]:
        """What is wrong with the file itself, its schema, its references and its index: a line for each."""
        from tracker.store import soundness

        return tuple(soundness.flaws(self.conn))

    def differences(self, again: Store) -> Iterator[Difference]:
        """What is stored here and not in a database whose rows were all derived again, and the reverse."""
        from tracker.store import differing

        return differing.differences(self.conn, again.conn)

    # --------------------------------------------------------------------------------------------------------- reading

    def series(self) -> tuple[Series, ...]:
        """Every series that is here; specimens after the real ones."""
        return loading.all_series(self.conn)

    def one_series(self, slug: str) -> Series:
        """A series by its slug. Raises UnknownVersion, naming those that are here."""
        return loading.one_series(self.conn, slug)

    def versions(self, series: str | None = None, language: str | None = None) -> tuple[Version, ...]:
        """The texts that are here, oldest first; within a year by symbol."""
        return loading.versions(self.conn, series, language)

    def versions_by_series(self) -> dict[str, tuple[Version, ...]]:
        """The texts of every series by its slug, each as `versions` gives them."""
        return loading.versions_by_series(self.conn)

    def raw(self, version: Version) -> Raw:
        """A version's text as its rows, to be handed to another process. Raises UnknownVersion if it isn't here."""
        return loading.raw(self.conn, version)

    def current(self, symbol: str, language: str) -> Version | None:
        """A text that is here in a language; None if it isn't."""
        return loading.current(self.conn, symbol, language)

    def findings(self, version: Version) -> tuple[Finding, ...]:
        """What the reader noticed in the file of a version's current reading."""
        return loading.findings(self.conn, version)

    def adoptions(self, symbols: Collection[str]) -> dict[str, str | None]:
        """How some texts were adopted: "without a vote", "175-3-2", None where the source does not say."""
        return loading.adoptions(self.conn, symbols)

    def aliases(self) -> dict[str, str]:
        """Names of texts that have got another: what was 75/245 is 75/245 A since 75/245 B came."""
        return loading.aliases(self.conn)

    def languages(self, series: str) -> tuple[str, ...]:
        """The languages in which texts of a series are here, English first."""
        return loading.languages(self.conn, series)

    def resolution(self, version: Version) -> Resolution:
        """A version's whole text and facts, equal to what was saved. Raises UnknownVersion if it isn't here."""
        return loading.resolution(self.conn, version)

    def source(self, version: Version) -> Source:
        """The file of a version's current reading: its bytes, its address, and everything that was read from it."""
        return loading.source(self.conn, version)

    def sources(self) -> Iterator[Source]:
        """Every file that is here, in the order in which they came."""
        return loading.sources(self.conn)

    def count_files(self) -> int:
        """How many files are here."""
        return loading.count_files(self.conn)

    def files(self) -> Iterator[Stored]:
        """Every file as its bytes alone, in the order in which they came, damaged ones too."""
        return loading.files(self.conn)

    def comparison(self, series: str, language: str, old_slug: str, new_slug: str) -> Comparison | None:
        """The stored comparison of two texts; None if there is none, or what it was made from has changed."""
        return comparisons.comparison(self.conn, series, language, old_slug, new_slug)

    def lineages(self, series: str, language: str) -> tuple[Lineage, ...]:
        """The stored lineages of a series in a language; none if what they were made from has changed."""
        return lives.lineages(self.conn, series, language)

    def pairings(self) -> tuple[Pairing, ...]:
        """The user's own pairings, in the order in which they were saved."""
        return said_of_paragraphs.pairings(self.conn)

    def pairings_between(self, old: Version, new: Version) -> tuple[Pairing, ...]:
        """The user's own pairings of two texts in their language; also those said of the newer and the older text."""
        return said_of_paragraphs.among(self.conn, {old.symbol, new.symbol}, old.language)

    def readings(self, versions: Sequence[Version]) -> tuple[tuple[object, ...], ...]:
        """How the files of some texts are read: by which code, and over what the user states of them."""
        return fresh.readings(self.conn, [one.origin.sha256 for one in versions])

    def search(self, words: str, *, language: str | None = None, limit: int = 50) -> tuple[Hit, ...]:
        """The paragraphs of current readings that hold all the words, best first; "in quotes" means as a phrase."""
        with told(self._place):
            return searching.search(self.conn, words, language, limit)

    def count_found(self, words: str, *, language: str | None = None) -> int:
        """How many paragraphs `search` would give without a limit."""
        with told(self._place):
            return searching.count(self.conn, words, language)
