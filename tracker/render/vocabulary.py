"""The words of pages, terminal and reports, in one place: what a change is called, how a text was adopted, a date.

Source: DESIGN.md "Words" and the table at the top of SKETCHES.md. "Substantive" and "lineage" are words of the data
and never shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tracker.model import Change, Comparison, Edition, Mark, Significance, Status

HOUSE_STYLE = "house-style"  # the reason code of "Small wording"

WORDS: dict[Mark, str] = {
    "absent": "Not there",
    "first": "First text here",
    "new": "New",
    "deleted": "Deleted",
    "reworded": "Reworded",
    "small": "Small wording",
    "technical": "Technical update",
    "typographic": "Punctuation and hyphens",
    "same": "Unchanged",
}
LETTERS: dict[Mark, str] = {
    "absent": "",
    "first": ".",
    "new": "NEW",
    "deleted": "DEL",
    "reworded": "R",
    "small": "w",
    "technical": "t",
    "typographic": "-",
    "same": ".",
}
MEANINGS: dict[str, str] = {
    "New": "a paragraph that was not there",
    "Deleted": "a paragraph that is no longer there",
    "Moved": "a paragraph that stands elsewhere among the others",
    "Split": "one paragraph that became several",
    "Merged": "several paragraphs that became one",
    "Recast": "several paragraphs that share their words with several: a sentence went from one to another",
    "Reworded": "words with meaning added, removed or replaced",
    "Small wording": "only house style, from a short closed list",
    "Technical update": "only dates, session, citations, report; also or further that follows a new paragraph above",
    "Punctuation and hyphens": "nothing else",
    "Unchanged": "the same words; another blank or another note number is no change",
    "Technical rollover": "a whole text with technical updates only",
    "Paired by hand": "a user said which paragraph became which; the program did not find it, or found something else",
}
BY_HAND = "Paired by hand"
TECHNICAL_ROLLOVER = "Technical rollover"
FORMATS: dict[str, str] = {
    "akn": "official XML, unofficial copy",
    "text": "plain text",
    "markdown": "Markdown text",
    "json": "resolution JSON",
    "docx": "Word file",
    "doc": "Word file (.doc)",
    "rtf": "Rich Text file",
    "odt": "OpenDocument text",
    "html": "HTML",
    "pdf": "PDF",
}
SPECIMEN_FORMATS: dict[str, str] = {"akn": "XML", "text": "text", "markdown": "Markdown", "json": "JSON"}
QUALITIES: dict[str, str] = {
    "structured": "the file marks its paragraphs",
    "plain": "paragraphs recognised by their form",
    "ocr": "letters recognised from a scan, some may be wrong",
    "partial": "perhaps not the whole text, the file is damaged or its end is missing",
}
_DRAFTS: dict[str, str] = {"draft": "a draft", "tabled": "a tabled draft"}
CREDIT = "Texts: United Nations, unofficial copies."
SPECIMEN_CREDIT = "Specimens of this project, not documents of the United Nations."
LANGUAGES: dict[str, str] = {
    "ar": "Arabic",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "ru": "Russian",
    "zh": "Chinese",
}
_MARK_OF: dict[Significance, Mark] = {
    "none": "same",
    "typographic": "typographic",
    "technical": "technical",
    "substantive": "reworded",
}
# fmt: off
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")
# fmt: on


def mark(change: Change) -> Mark:
    """What a change is in one of the marks of the heat map: "new", "reworded", "small", "technical", ...

    A split, a merger or a move says nothing of the words: its mark is that of what happened to them.
    """
    if change.kind == "inserted":
        return "new"
    if change.kind == "deleted":
        return "deleted"
    if change.significance == "substantive" and change.reason.code == HOUSE_STYLE:
        return "small"
    return _MARK_OF[change.significance]


def word(change: Change) -> str:
    """The one word by which a change is counted: "New", "Reworded", "Small wording", "Unchanged", ..."""
    return WORDS[mark(change)]


def words(change: Change) -> tuple[str, ...]:
    """Everything a change is called, the first first: ("Moved", "Reworded"), ("Small wording", "Technical update").

    "Unchanged" stands only alone: a paragraph that moved and kept its words is ("Moved",). What a user paired ends with
    "Paired by hand", what one said to be new or deleted with "Said by hand".
    """
    structure: list[str] = []
    if change.moved:
        structure.append("Moved")
    if change.structure:
        structure.append(change.structure.capitalize())
    said = word(change)
    paired = ((BY_HAND if change.old and change.new else "Said by hand"),) if by_hand(change) else ()
    if said == WORDS["same"] and structure:
        return (*structure, *paired)
    if said == WORDS["small"] and any(op.significance == "technical" for op in change.segments):
        return (*structure, said, WORDS["technical"], *paired)
    return (*structure, said, *paired)


def by_hand(change: Change) -> str:
    """What is said of a change that a user paired: that it was, why, and what the program finds alone; else empty."""
    return change.reason.text if "override" in change.flags else ""


def has_substance(change: Change) -> bool:
    """Whether `--only substantive` shows a change: its words have substance, or it moved, was split or merged."""
    return change.significance == "substantive" or change.moved or change.kind in {"split", "merged"}


def phrase(change: Change) -> str:
    """The words of a change as one phrase: "Small wording, technical update"."""
    first, *others = words(change)
    return ", ".join([first, *(other.lower() for other in others)])


def adoption(edition: Edition) -> str | None:
    """How a text was adopted, in the official words: "without a vote", "recorded vote 175-3-2"; None if unknown."""
    text = edition.adoption
    if text is None or not text[:1].isdigit():
        return text
    return f"recorded vote {text}"


def day(value: date) -> str:
    """A date as the texts write it: "16 December 2021"."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def language(code: str) -> str:
    """The English name of a language, or its code where it is none of the six."""
    return LANGUAGES.get(code, code)


def name(edition: Edition) -> str:
    """How one side of a comparison is called: its symbol, or what it is where it has none."""
    if edition.symbol:
        return edition.symbol
    return "Text without a symbol" if edition.status == "adopted" else f"A {edition.status} without a symbol"


def labels(items: tuple[str, ...]) -> str:
    """Labels in a sentence: "PP13, OP1 and OP4"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def source(file_format: str | None, status: Status, quality: str | None = None) -> str:
    """Whose file a text was read from, its format, and what that is worth.

    "plain text; paragraphs recognised by their form"; "specimen of this project (XML)", whose XML is not official.
    """
    if status == "specimen":
        form = SPECIMEN_FORMATS.get(file_format or "", file_format or "")
        name = f"specimen of this project ({form})" if form else "specimen of this project"
    else:
        name = FORMATS.get(file_format or "", file_format or "source not stated")
        if status in _DRAFTS:
            name = f"{_DRAFTS[status]}, {name.replace('official XML, unofficial copy', 'XML')}"
    return f"{name}; {QUALITIES.get(quality, quality)}" if quality else name


def doubtful(quality: str | None) -> str | None:
    """What is to be said of a source also where there is little room: that letters or parts of it may be missing."""
    return quality if quality in {"ocr", "partial"} else None


FLAGS: dict[str, str] = {
    "degraded": "paired coarsely: too many alike to try every pairing",
    "coarse": "too long to hold every word against every other: the words are matched coarsely",
    "ocr": "read from a scan: letters may be wrong",
}
_CAUTIONS = {"coarse-pairing", "ocr"}


def flags(change: Change) -> tuple[str, ...]:
    """What is to be known of how a change was found, but for what a user paired."""
    return tuple(FLAGS.get(flag, flag) for flag in change.flags if flag != "override")


def cautions(comparisons: Iterable[Comparison]) -> tuple[str, ...]:
    """What a comparison could not do as well as others, in sentences: for every form in which it is handed on."""
    return tuple(dict.fromkeys(check.text for one in comparisons for check in one.checks if check.code in _CAUTIONS))


def credit(statuses: Iterable[Status]) -> str:
    """Whose texts these are, in sentences: those of the United Nations, of this project, or both."""
    specimens = {status == "specimen" for status in statuses}
    said = [*([CREDIT] if False in specimens else []), *([SPECIMEN_CREDIT] if True in specimens else [])]
    return " ".join(said)
