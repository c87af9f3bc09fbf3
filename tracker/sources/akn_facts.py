"""The facts around a text in AKN4UN XML: masthead, adoption, sponsors, subjects, and where the file disagrees.

Reads: meta, coverPage, preface, conclusions. UN.md C.4 has the encoding, C.6 its defects: what a file says twice is
compared, and a disagreement is a finding.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from lxml import etree

from tracker.errors import BadSymbol
from tracker.languages import BY_ISO, find_date, formula_language
from tracker.letters import figure
from tracker.model import Adoption, Finding, Masthead, Subject, Vote, VoteChoice
from tracker.ordinals import ordinal, pattern
from tracker.symbols import Symbol
from tracker.tokens import normalise

NS = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
UNKNOWN = "0001-01-01"
FIRST_YEAR = 1945
"""Of the United Nations: what a file dates earlier is a slip (0219-12-27 in the Arabic 74/108)."""

_PART = re.compile(r"[A-Z]")
_RANGE = re.compile(r"\s+[A-Z](?:\s?[-\u2013]\s?[A-Z])?$")
_ADDRESS = re.compile(r"/(?:\d{4}-\d\d-\d\d)/([^/]+)/")
_ITEM = re.compile(r"\d+(?:\s*\(?\w\))?")
_REPORT = re.compile(r"[A-Z]/[\w./\-]*\w")
_OUTCOME = re.compile(r"(?<!\d)(\d{1,3})\s*-\s*(\d{1,3})\s*-\s*(\d{1,3})(?!\d)")
_CHOICES: dict[str, VoteChoice] = {"inFavour": "in favour", "against": "against", "abstaining": "abstaining"}


def words(element: etree._Element | None) -> str:
    """All text inside an element, clean."""
    return "" if element is None else normalise("".join(element.itertext()))


def lines(element: etree._Element) -> tuple[str, ...]:
    """The printed lines inside an element: an `eol` ends one."""
    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            parts.append("\0" if node.tag == f"{NS}eol" else "")
            parts.append(node.text or "")
        elif node is not element:
            parts.append(node.tail or "")
    return tuple(line for part in "".join(parts).split("\0") if (line := normalise(part)))


def day(text: str | None) -> date | None:
    """An ISO date of the file; None where it is missing, malformed, or 0001-01-01, which says unknown."""
    try:
        found = None if not text or text.strip() == UNKNOWN else date.fromisoformat(text.strip())
    except ValueError:
        return None
    return found if found and found.year >= FIRST_YEAR else None


def as_symbol(text: str) -> Symbol | None:
    """The symbol that a text is; None if it is none."""
    try:
        return Symbol.parse(text.replace("\u2013", "-"))
    except BadSymbol:
        return None


@dataclass(frozen=True, slots=True)
class Envelope:
    """The elements that belong to one text. In a file of several parts they share cover and workflow."""

    statement: etree._Element
    meta: etree._Element | None
    own_meta: etree._Element | None
    cover: etree._Element | None
    preface: etree._Element | None


# ----------------------------------------------------------------------------------------------- symbol and language


def symbol(box: Envelope, number: str, findings: list[Finding]) -> Symbol | None:
    """Which text this is. Cover, preface (`number`) and address are compared: two against one win, with a finding."""
    cover_text = words(box.cover.find(f".//{NS}docNumber[@refersTo='#symbol']")) if box.cover is not None else ""
    cover = as_symbol(cover_text) if cover_text else None
    letter = number.strip(" .")
    if cover and _PART.fullmatch(letter):
        return as_symbol(f"{_RANGE.sub('', cover.text)} {letter}")
    preface = as_symbol(number.strip(" .-")) if number else None
    address = _address(box.own_meta)
    said = {"cover": _key(cover.text if cover else None), "preface": _key(preface.text if preface else None),
            "address": _key(address)}  # fmt: skip
    known = {place: key for place, key in said.items() if key}
    if len(set(known.values())) > 1 and not _only_parts_differ(known):
        quoted = {"cover": cover_text, "preface": number, "address": address}
        text = "; ".join(f"the {place} says {quoted[place]}" for place in known)
        findings.append(
            Finding("symbol-differs", f"the file gives itself different symbols: {text}", "", "contradiction")
        )
        (winner, times), *_ = Counter(known.values()).most_common(1)
        if times > 1 and winner != said["cover"]:
            return preface or as_symbol(str(address))
    return cover or preface or as_symbol(str(address))


def _address(meta: etree._Element | None) -> str | None:
    uri = meta.find(f".//{NS}FRBRWork/{NS}FRBRuri") if meta is not None else None
    match = _ADDRESS.search(uri.get("value") or "") if uri is not None else None
    return re.sub(r"^((?:e?s-)?\w+?)-", r"\1/", match[1], flags=re.IGNORECASE) if match else None


def _key(text: str | None) -> str:
    return re.sub(r"[^a-z0-9/]", "", text.lower().removeprefix("a/res/")) if text else ""


def _only_parts_differ(known: dict[str, str]) -> bool:
    """74/250 and 74/250 A-B: the address and the preface leave the parts out."""
    return len({re.sub(r"[a-z]+$", "", key) for key in known.values()}) == 1


def language(box: Envelope, findings: list[Finding]) -> str:
    """The language the file declares; what its formula is written in where it declares none."""
    declared = box.own_meta.find(f".//{NS}FRBRlanguage") if box.own_meta is not None else None
    code = BY_ISO.get((declared.get("language") or "").strip()) if declared is not None else None
    written = formula_language(words(box.statement.find(f".//{NS}formula")))
    if code and written and code != written:
        text = f"the file declares {code}, its enacting formula is in {written}"
        findings.append(Finding("language-differs", text, "", "contradiction"))
    if not code and not written:
        findings.append(Finding("language-unknown", "the file does not say its language; read as English"))
    return code or written or "en"


# ----------------------------------------------------------------------------------------------------------- masthead


def masthead(box: Envelope, before: tuple[str, ...], code: str, closing: tuple[str, ...]) -> Masthead:
    """What is printed around the text. `before`: lines of the preface that are not the title."""
    if box.cover is None:
        return Masthead(lines=before, meeting=_meeting(closing))
    printed = tuple(line for p in box.cover for line in lines(p))
    named = {name: [words(e) for e in box.cover.iter(f"{NS}inline") if e.get("name") == name]
             for name in ("agenda item", "agenda item name", "originating document")}  # fmt: skip
    items = [match.group() for text in named["agenda item"] if (match := _ITEM.search(text))]
    issued = box.cover.find(f".//{NS}docDate")
    return Masthead(
        lines=(*printed, *before),
        organ=words(box.cover.find(f".//{NS}docAuthority[@refersTo='#issuingBody']")) or None,
        issued=(day(issued.get("date")) or find_date(words(issued), code)) if issued is not None else None,
        session_text=words(box.cover.find(f".//{NS}session")) or None,
        agenda_item="; ".join(items) or None,
        agenda_title="; ".join(filter(None, named["agenda item name"])) or None,
        committee=_committee(box),
        report="; ".join(filter(None, named["originating document"])) or None,
        draft=_said(box, "draftResolution", "as"),
        meeting=_meeting(closing),
        job_number=words(box.meta.find(f".//{NS}docketNumber")) or None if box.meta is not None else None,
        draft_date=day(_said(box, "draftResolution", "date")),
        report_date=day(_said(box, "recommendedForAdoption", "date")),
        record=_record(_said(box, "adopted", "as")),
    )


def _record(said: str | None) -> str | None:
    """The symbol of a verbatim record, with its resumption; some files say the outcome in its place."""
    return said if said and re.fullmatch(rf"{_REPORT.pattern}(?: \([Rr]esum[^)]*\))?", said) else None


def further(box: Envelope) -> dict[str, str]:
    """What the file says in the record's place: "Adopted through silence procedure" (37 texts of 2020) and the like."""
    said = _said(box, "adopted", "as")
    return {"adopted": said} if said and not _record(said) else {}


def _said(box: Envelope, outcome: str, what: str) -> str | None:
    """What the workflow says of a step; None where it says nothing."""
    return next((step.get(what) or None for step in _steps(box.meta, outcome)), None)


def report_findings(box: Envelope) -> list[Finding]:
    """Where cover and workflow name different reports: the cover is believed, for that is what is printed."""
    places = box.cover.iter(f"{NS}inline") if box.cover is not None else ()
    printed = "; ".join(filter(None, (words(e) for e in places if e.get("name") == "originating document")))
    step = next(iter(_steps(box.meta, "recommendedForAdoption")), None)
    said = _REPORT.search(step.get("as") or step.get("by") or "") if step is not None else None
    if not said or not printed or said.group() in _REPORT.findall(printed):
        return []
    text = f"the file gives different reports (cover: {printed}; workflow: {said.group()})"
    return [Finding("report-differs", text)]


def _meeting(closing: tuple[str, ...]) -> str | None:
    return closing[0] if len(closing) > 1 else None


def _committee(box: Envelope) -> str | None:
    proponent = box.cover.find(f".//{NS}docProponent") if box.cover is not None else None
    target = (proponent.get("refersTo") or "").lstrip("#") if proponent is not None else ""
    if not target or box.meta is None:
        return None
    return next((term.get("showAs") for term in box.meta.iter(f"{NS}TLCTerm") if term.get("eId") == target), None)


def session(box: Envelope, name: Symbol | None, code: str, findings: list[Finding]) -> int | None:
    """The session: the symbol's, else that of the masthead's words, else the attribute, which is wrong in 18 files."""
    element = box.cover.find(f".//{NS}session") if box.cover is not None else None
    if element is None:
        return name.session if name else None
    value = element.get("value") or ""
    declared = figure(value)
    match = re.search(pattern(code), words(element), re.IGNORECASE)
    printed = ordinal(match.group(), code) if match else None
    regular = name.session if name else None
    if len({number for number in (declared, printed, regular) if number}) > 1 and regular:
        text = f"symbol: {regular}, printed: {printed or '-'}, attribute: {declared or '-'}"
        findings.append(Finding("session-differs", f"the file gives different sessions ({text})"))
    special = name is not None and regular is None and not name.is_specimen  # S-32, ES-11: not a regular session
    return regular or (None if special else printed or declared)


# ----------------------------------------------------------------------------------------------------------- adoption


def adopted(box: Envelope, code: str, findings: list[Finding]) -> date | None:
    """The date of adoption: the closing line's, else the workflow's, else the address's (UN.md C.6, 6)."""
    closing = box.statement.find(f"{NS}conclusions//{NS}docDate")
    title = next((t for t in box.cover.iter(f"{NS}docTitle")), None) if box.cover is not None else None
    work = box.own_meta.find(f".//{NS}FRBRWork/{NS}FRBRdate") if box.own_meta is not None else None
    said = {
        "closing lines": (find_date(words(closing), code) or day(closing.get("date"))) if closing is not None else None,
        "cover": find_date(words(title), code) if title is not None else None,
        "workflow": next((day(step.get("date")) for step in _steps(box.meta, "adopted")), None),
        "address": day(work.get("date")) if work is not None else None,
    }
    known = {place: when for place, when in said.items() if when}
    raw = [step.get("date") for step in _steps(box.meta, "adopted")] + [work.get("date") if work is not None else None]
    findings += [
        Finding("date-unreadable", f"the file gives {text!r} as the date of adoption")
        for text in filter(None, raw)
        if day(text) is None and text.strip() != UNKNOWN
    ]
    if len(set(known.values())) > 1:
        text = "; ".join(f"{place}: {when}" for place, when in known.items())
        findings.append(Finding("date-differs", f"the file gives different dates of adoption ({text})"))
    return next(iter(known.values()), None)


def adoption(box: Envelope, findings: list[Finding]) -> Adoption:
    """How the text was adopted. The file leaves out a count of zero."""
    voting = box.own_meta.find(f".//{NS}voting") if box.own_meta is not None else None
    if voting is None and box.meta is not None:
        voting = box.meta.find(f".//{NS}voting")
    outcome = (voting.get("outcome") or "") if voting is not None else ""
    if voting is None or "without" in outcome.lower():
        return Adoption("without a vote") if voting is not None else Adoption()
    counts: dict[VoteChoice, int] = {}
    votes: list[Vote] = []
    for count in voting.iter(f"{NS}count"):
        choice = _CHOICES.get((count.get("refersTo") or "").lstrip("#"))
        value = figure((count.get("value") or "").strip())
        if choice and value is not None:
            counts[choice] = value
            votes += [Vote(words(country), choice) for country in count.iter(f"{NS}organization")]
    if not counts or not outcome.startswith("adopted"):
        findings.append(_odd_outcome(outcome))
    if not counts:
        return _told(outcome)
    for choice, number in counts.items():
        named = sum(vote.choice == choice for vote in votes)
        if named and named != number:
            findings.append(Finding("vote-differs", f"{choice}: the file counts {number} and names {named}"))
    figures = [counts.get(choice, 0) for choice in _CHOICES.values()]
    return Adoption("recorded vote", figures[0], figures[1], figures[2], tuple(votes))


def _odd_outcome(outcome: str) -> Finding:
    if not outcome:
        return Finding("vote-unsaid", "the file has a place for the vote, and does not say how the text was adopted")
    return Finding("vote-in-words", f"the file says the vote in words or without counts: {outcome}")


def _told(outcome: str) -> Adoption:
    """24 files say the outcome in words: "Adopted 90-0-47, 87th plenary meeting"."""
    if match := _OUTCOME.search(outcome):
        return Adoption("recorded vote", int(match[1]), int(match[2]), int(match[3]))
    return Adoption("recorded vote") if "RecordedVote" in outcome else Adoption()


def _steps(meta: etree._Element | None, outcome: str) -> list[etree._Element]:
    return [] if meta is None else [step for step in meta.iter(f"{NS}step") if step.get("outcome") == outcome]


def named_sponsors(meta: etree._Element | None) -> tuple[str, str]:
    """The sponsors' names as the file joins them: those of the draft, and those who joined later."""
    draft, more = ("draftResolution", "draftResolutionAdditionalSponsors")
    return tuple(", ".join(step.get("by") or "" for step in _steps(meta, name)) for name in (draft, more))  # type: ignore[return-value]


def subjects(meta: etree._Element | None) -> tuple[Subject, ...]:
    """What the text is about, by vocabulary: UNBIS, EuroVoc, SDG, the agenda's title, the library's own words.

    Until session 78 the file spells terms as lower_snake; the UN's thesaurus prints its own in capitals.
    """
    return tuple(dict.fromkeys(filter(None, map(_subject, meta.iter(f"{NS}keyword"))))) if meta is not None else ()


def _subject(keyword: etree._Element) -> Subject | None:
    term = " ".join((keyword.get("showAs") or "").replace("_", " ").split())
    dictionary, value = keyword.get("dictionary") or "", keyword.get("value") or ""
    if keyword.get("refersTo") == "agenda":
        return Subject(term, "agenda", ", item ".join(filter(None, (dictionary, value))) or None)
    if not term:
        return None
    if dictionary.startswith("UNBIS"):
        return Subject(term.upper(), "UNBIS", keyword.get("href"))
    if dictionary.startswith("SDG"):
        return Subject(term.upper(), "SDG", value or None)
    return Subject(term, dictionary or "unnamed", keyword.get("href"))
