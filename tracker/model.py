"""The values that every stage speaks: documents, paragraphs, comparisons, and what is told about them.

Frozen, without behaviour beyond their own shape, and free of I/O. `Comparison.to_dict` and `from_dict` are the JSON
contract `comparison-1`; the JSON Schema beside it is `tracker/render/comparison-1.schema.json`.

Positions are indices in a resolution's list of paragraphs, from 0. Offsets are counted in code points.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from tracker.symbols import Symbol

Kind = Literal["formula", "preambular", "operative", "heading", "table"]
Status = Literal["adopted", "tabled", "draft", "specimen"]
ChangeKind = Literal["unchanged", "edited", "split", "merged", "inserted", "deleted"]
Significance = Literal["none", "typographic", "technical", "substantive"]
NoteKind = Literal["unchanged", "renumbered", "edited", "inserted", "deleted", "reanchored"]
Op = Literal["equal", "delete", "insert"]
VoteChoice = Literal["in favour", "against", "abstaining"]
Severity = Literal["warning", "contradiction", "recovered"]

CHANGE_KINDS: tuple[ChangeKind, ...] = ("unchanged", "edited", "split", "merged", "inserted", "deleted")
SIGNIFICANCES: tuple[Significance, ...] = ("none", "typographic", "technical", "substantive")


# ---------------------------------------------------------------------------------------------------- documents


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at the place that carries it. `offset` is where its mark stood in the paragraph's text."""

    mark: str
    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One leaf of a resolution.

    `text` is as printed, without its number and note marks. `number` is as printed ("12.", "(a)"), None if there is
    none. `path` is free of language: ("12", "a", "ii"); () for unnumbered paragraphs. `label` is unique in a version
    and the same in every language. `lead` is the length of the lead phrase in code points, 0 where it isn't marked.
    """

    kind: Kind
    text: str
    label: str
    number: str | None = None
    division: str = ""
    path: tuple[str, ...] = ()
    lead: int = 0
    notes: tuple[Footnote, ...] = ()

    @property
    def in_annex(self) -> bool:
        """Whether it stands in an annex, which is numbered by itself and often quotes the text."""
        return self.division.startswith("Annex")


@dataclass(frozen=True, slots=True)
class Vote:
    """How one country voted in plenary; `country` as printed."""

    country: str
    choice: VoteChoice


@dataclass(frozen=True, slots=True)
class Adoption:
    """How a text was adopted in plenary. `mode` None: the source does not say."""

    mode: Literal["without a vote", "recorded vote"] | None = None
    in_favour: int | None = None
    against: int | None = None
    abstaining: int | None = None
    votes: tuple[Vote, ...] = ()

    @property
    def text(self) -> str | None:
        """As "without a vote" or "175-3-2"; None where the source does not say."""
        if self.mode == "recorded vote" and self.in_favour is not None:
            return f"{self.in_favour}-{self.against or 0}-{self.abstaining or 0}"
        return self.mode


@dataclass(frozen=True, slots=True)
class Sponsor:
    """A sponsor as named in the draft or its addition. `behalf` is what stands after "on behalf of", as printed."""

    name: str
    behalf: str | None = None
    stage: Literal["draft", "additional"] = "draft"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a text is about, in the words of a vocabulary.

    `vocabulary`: "UNBIS" (the thesaurus of the United Nations), "SDG" (the goals), "EuroVoc", "agenda" (the title that
    the agenda gives its item), or another as the source names it. `code`: what it is called there: the goal's number,
    the term's address, the agenda's symbol and the item ("A/75/251, item 71 (b)").
    """

    term: str
    vocabulary: str = "UNBIS"
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Masthead:
    """What stands above the title and around the text.

    `lines` is everything as printed, in order, nothing left out; the other fields are read from it (and from the
    file's metadata) and are None where the source does not say. `report` is the document on which the text was
    adopted, with the paragraph as printed; `record` the verbatim record of the meeting (A/78/PV.50).
    """

    lines: tuple[str, ...] = ()
    organ: str | None = None
    issued: date | None = None
    session_text: str | None = None
    agenda_item: str | None = None
    agenda_title: str | None = None
    committee: str | None = None
    report: str | None = None
    draft: str | None = None
    meeting: str | None = None
    job_number: str | None = None
    draft_date: date | None = None
    report_date: date | None = None
    record: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a text was read from: the file's name, the hash of its bytes, its format and what that is worth.

    `format` is one of akn, text, markdown, json, docx, doc, rtf, odt, html, pdf; `quality` is "structured" where the
    file marks its paragraphs, "ocr" where letters were recognised from a scan, "partial" if cut short, else "plain".
    """

    name: str
    sha256: str
    format: str
    quality: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """One version of a text in one language.

    `symbol` is None only for a draft that has none yet. `closing` holds the closing lines as printed. `title_notes`
    are the notes of the title.
    """

    symbol: Symbol | None
    language: str
    title: str
    paragraphs: tuple[Paragraph, ...]
    status: Status = "adopted"
    adopted: date | None = None
    session: int | None = None
    masthead: Masthead = Masthead()
    adoption: Adoption = Adoption()
    sponsors: tuple[Sponsor, ...] = ()
    subjects: tuple[Subject, ...] = ()
    title_notes: tuple[Footnote, ...] = ()
    closing: tuple[str, ...] = ()
    origin: Origin | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a reader noticed: what, and where in the source (empty if nowhere in particular)."""

    code: str
    text: str
    where: str = ""
    severity: Severity = "warning"


@dataclass(frozen=True, slots=True)
class Document:
    """One file, read. `unplaced` is every piece of its text that could not be placed, as printed."""

    origin: Origin
    resolutions: tuple[Resolution, ...]
    unplaced: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


# -------------------------------------------------------------------------------------------------- comparisons


@dataclass(frozen=True, slots=True)
class Link:
    """What the alignment says of a set of paragraphs: which old ones became which new ones.

    `similarity` from 0 to 1, None for inserted and deleted. `moved` are the new positions that moved.
    """

    kind: ChangeKind
    old: tuple[int, ...]
    new: tuple[int, ...]
    similarity: float | None
    reason: Reason
    moved: frozenset[int] = frozenset()
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: a code for programs and a sentence for people."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class WordOp:
    """A piece of a word diff. Concatenating equal+delete gives the old text, equal+insert the new one.

    `reason` is a code for the piece ("citation", "house-style"); `since` the year, or years ("2012-2019"), in which an
    inserted piece came in or a deleted one went out, where versions between are loaded.
    """

    op: Op
    text: str
    significance: Significance | None = None
    reason: str | None = None
    since: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph as one side of a change. `moved` is only ever true on the new side."""

    position: int
    label: str
    number: str | None
    kind: Kind
    text: str
    moved: bool = False


@dataclass(frozen=True, slots=True)
class NoteChange:
    """What became of a note of this change's paragraphs; `old` or `new` is None where it was inserted or deleted."""

    kind: NoteKind
    significance: Significance
    old: Footnote | None
    new: Footnote | None
    segments: tuple[WordOp, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What became of some paragraphs. Every paragraph of either version stands in exactly one change."""

    kind: ChangeKind
    significance: Significance
    old: tuple[Place, ...]
    new: tuple[Place, ...]
    segments: tuple[WordOp, ...]
    reason: Reason
    similarity: float | None = None
    moved: bool = False
    group: int | None = None
    flags: tuple[str, ...] = ()
    notes: tuple[NoteChange, ...] = ()

    @property
    def structure(self) -> Literal["split", "merged", "recast"] | None:
        """One became several, several one, or several share their words with several; None for any other change."""
        if len(self.old) > 1 and len(self.new) > 1:
            return "recast"
        return self.kind if self.kind in {"split", "merged"} else None


@dataclass(frozen=True, slots=True)
class NotApplied:
    """A place where a repeated edit was not made, and the words that were left alone."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """One edit made in several paragraphs, by its result: they all came to carry `phrase`. `places` are new labels."""

    id: int
    phrase: str
    places: tuple[str, ...]
    not_applied: tuple[NotApplied, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """Something for a person to judge, never an error: code, the side's symbol, the label, and a sentence.

    `labels` are all places it speaks of, where they are several (`label` is the first of them); `languages` those it
    speaks of, where several were looked at; `old` and `new` the words that became others, where it is about words.
    """

    code: str
    symbol: str | None
    label: str
    text: str
    labels: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    old: str | None = None
    new: str | None = None


@dataclass(frozen=True, slots=True)
class MetadataChange:
    """A fact around the text that differs. Single facts have `old` and `new`; lists have `added` and `removed`."""

    field: str
    old: str | None = None
    new: str | None = None
    added: tuple[str, ...] | None = None
    removed: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """One side of a comparison: which text it is, and the facts that are told about it.

    `view` is set where a file holds more than one text, as one with tracked changes does: which of them was read.
    """

    symbol: str | None
    language: str
    title: str
    adopted: date | None = None
    session: int | None = None
    sha256: str | None = None
    status: Status = "adopted"
    format: str | None = None
    adoption: str | None = None
    against: tuple[str, ...] = ()
    abstaining: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()
    preambular: int = 0
    operative: int = 0
    words: int = 0
    view: str | None = None
    quality: str | None = None


@dataclass(frozen=True, slots=True)
class Between:
    """Versions between: how many are known, how many loaded, their sessions; unsure: some may be (dating.py)."""

    known: int = 0
    loaded: int = 0
    sessions: tuple[int, int] | None = None
    unsure: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Passing:
    """What came after the older text and went before the newer one, where texts between are here: in neither of them.

    A `whole` paragraph, or words of one that stayed: where it stood last, its years, `ends` if merged away.
    """

    symbol: str | None
    label: str
    came: str
    went: str
    text: str
    reworded: tuple[str, ...] = ()
    whole: bool = False
    ends: str | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of a comparison. By kind, and by significance, they sum to the number of changes."""

    kinds: Mapping[str, int]
    significance: Mapping[str, int]
    moved: int
    notes: int
    words_inserted: int
    words_deleted: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs between two versions in one language."""

    algorithm: str
    old: Edition
    new: Edition
    changes: tuple[Change, ...]
    summary: Summary
    metadata: tuple[MetadataChange, ...] = ()
    groups: tuple[Group, ...] = ()
    checks: tuple[Check, ...] = ()
    between: Between = Between()
    passing: tuple[Passing, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """This comparison in the JSON contract `comparison-1`: only dicts, lists, strings, numbers, booleans, None."""
        from tracker import contract

        return contract.comparison_to_dict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Comparison:
        """Read back what to_dict wrote. Raises BadSource if it is not a `comparison-1`."""
        from tracker import contract

        return contract.comparison_from_dict(data)


# ------------------------------------------------------------------------------- a paragraph through the versions

Mark = Literal["absent", "first", "new", "deleted", "reworded", "small", "technical", "typographic", "same"]


@dataclass(frozen=True, slots=True)
class Interval:
    """A year, or years between which it lies: "2021", "2012-2019", "2011 or before"; undated: "2011 or after"."""

    earliest: int | None
    latest: int | None

    @property
    def exact(self) -> bool:
        """Whether the year is known."""
        return self.earliest is not None and self.earliest == self.latest

    @property
    def text(self) -> str:
        """As it is shown."""
        if self.earliest is None:
            return "year unknown" if self.latest is None else f"{self.latest} or before"
        if self.latest is None:
            return f"{self.earliest} or after"
        return str(self.latest) if self.exact else f"{self.earliest}-{self.latest}"


@dataclass(frozen=True, slots=True)
class Step:
    """A paragraph in one version: its label there (None: not in it) and what changed from the version before.

    `from_labels` are the labels it comes from there; `moved`, `split`, `merged` qualify `mark`; `group` is the group
    of the comparison that leads to this version. `interval` is when the change of this step was made.
    """

    version: int
    label: str | None
    mark: Mark
    from_labels: tuple[str, ...] = ()
    kind: ChangeKind | None = None
    moved: bool = False
    group: int | None = None
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Lineage:
    """A paragraph's life through the loaded versions of a series, oldest first: one step for each version.

    `address` is any of its members: (index of the version, label) of the latest. `wording_since` is when the present
    words came in (hyphens, punctuation and technical updates apart); `ended` when it was deleted.
    """

    kind: Kind
    address: tuple[int, str]
    steps: tuple[Step, ...]
    wording_since: Interval
    began: Interval
    ended: Interval | None = None
    begins: str | None = None
    ends: str | None = None


# --------------------------------------------------------------------------------------------- what is told of it

StoryKind = Literal["term", "formula", "new", "deleted", "reworded", "small", "moved"]


@dataclass(frozen=True, slots=True)
class Story:
    """One change in a reader's eyes: a repeated edit told once, a paragraph reworded, new, deleted or moved.

    `changes` are indices into the comparison's changes, in its order; `labels` those places' labels (new ones, old ones
    for what is deleted); `phrase` the words that tell it, from the text, empty if none can be had. Of a term that was
    replaced, `was` are its old words; a paragraph of it with other edits of substance has a story of its own as well.
    """

    kind: StoryKind
    changes: tuple[int, ...]
    labels: tuple[str, ...]
    phrase: str = ""
    group: int | None = None
    was: str = ""


@dataclass(frozen=True, slots=True)
class TechnicalUpdate:
    """One technical piece, said plainly: ("PP3", "74/153 of 18 December 2019", "75/180 of 16 December 2020")."""

    label: str
    old: str
    new: str
    reason: str


@dataclass(frozen=True, slots=True)
class Telling:
    """A comparison as it is told: first in a sentence, then the stories, the small things after the large.

    `headline` is for pages, `terse` for terminals; both are plain text in English. `counts` are the words of the page's
    line of counts and their numbers, which sum to `paragraphs`: New, Deleted, Reworded, Small wording, Technical,
    Punctuation, Unchanged.
    """

    headline: str
    terse: str
    counts: tuple[tuple[str, int], ...]
    paragraphs: int
    stories: tuple[Story, ...]
    technical: tuple[TechnicalUpdate, ...]
    gap: str | None = None


# ------------------------------------------------------------------------------- one step in several languages

Standing = Literal["there", "otherwise", "unchanged", "absent"]


@dataclass(frozen=True, slots=True)
class ConcordanceRow:
    """An edit and whether it is there in each language: rows of the table, in the order of the text.

    `kind`: new, deleted, reworded, small, technical or moved; `told`: the words of the edit. Each language has the edit
    there, changed otherwise, has the same words as before (unchanged), or has no such paragraph (absent).
    """

    label: str
    kind: str
    told: str
    standing: Mapping[str, Standing]


@dataclass(frozen=True, slots=True)
class Concordance:
    """Two texts compared in several languages, each by itself; the first of `languages` leads, and has the rows.

    `alone` are the labels reworded in a language and not in the one that leads.
    """

    old: str | None
    new: str | None
    languages: tuple[str, ...]
    rows: tuple[ConcordanceRow, ...]
    alone: Mapping[str, tuple[str, ...]]
    checks: tuple[Check, ...]


# ------------------------------------------------------------------------------------------ what a store holds


@dataclass(frozen=True, slots=True)
class Version:
    """A text that is here: one symbol in one language, by its current reading. `slug` is that of the symbol."""

    slug: str
    symbol: str
    language: str
    status: Status
    session: int | None
    adopted: date | None
    title: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class KnownVersion:
    """A text that a catalogue knows to exist, here or not. `evidence`: read, cited, unverified (see the catalogue)."""

    symbol: str
    session: int | None
    adopted: date | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Series:
    """A recurring resolution: its name, its body, and all texts known to belong to it, oldest first."""

    slug: str
    title: str
    body: str | None = None
    committee: str | None = None
    specimen: bool = False
    known: tuple[KnownVersion, ...] = ()


@dataclass(frozen=True, slots=True)
class SeriesView:
    """A series in one language as it is told: all tuples run oldest first.

    `versions` are the adopted (or, in a specimen series, specimen) texts that are here. `comparisons[i]` and
    `tellings[i]` lead from versions[i] to versions[i + 1]; `gaps[i]` are the known texts between the two that are not
    here. `drafts` are the other texts of the series.
    """

    series: Series
    language: str
    languages: tuple[str, ...]
    versions: tuple[Version, ...]
    editions: tuple[Edition, ...]
    comparisons: tuple[Comparison, ...]
    tellings: tuple[Telling, ...]
    gaps: tuple[tuple[KnownVersion, ...], ...]
    lineages: tuple[Lineage, ...]
    drafts: tuple[Version, ...] = ()


def places(items: Sequence[Place]) -> tuple[str, ...]:
    """The labels of some places."""
    return tuple(item.label for item in items)
