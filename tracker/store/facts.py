"""What a reading says besides its paragraphs, as the JSON that `revisions.facts` holds, and back, without loss."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from tracker.errors import StoreError
from tracker.model import Adoption, Finding, Masthead, Resolution, Sponsor, Subject, Vote

_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode  # json.dumps makes one for each call


def dumps(value: Any) -> str:
    """JSON as it is stored: letters as letters, no blanks, lone halves of a surrogate pair refused by SQLite itself."""
    return _encoded(value)


def iso(day: date | None) -> str | None:
    """A date as it is stored."""
    return day.isoformat() if day else None


def day_of(text: str | None) -> date | None:
    """The date that `iso` stored. Raises StoreError for what is none: somebody else wrote it."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise StoreError(f"the database holds {text!r} for a day: `tracker check` says where") from error


def facts_of(resolution: Resolution) -> str:
    """All of a resolution that has no column of its own in `revisions`, `paragraphs` or `footnotes`."""
    masthead = resolution.masthead
    adoption = resolution.adoption
    values = {
        "masthead": {
            "lines": list(masthead.lines),
            "organ": masthead.organ,
            "issued": iso(masthead.issued),
            "session_text": masthead.session_text,
            "agenda_item": masthead.agenda_item,
            "agenda_title": masthead.agenda_title,
            "committee": masthead.committee,
            "report": masthead.report,
            "draft": masthead.draft,
            "meeting": masthead.meeting,
            "job_number": masthead.job_number,
            "draft_date": iso(masthead.draft_date),
            "report_date": iso(masthead.report_date),
            "record": masthead.record,
        },
        "adoption": {
            "mode": adoption.mode,
            "in_favour": adoption.in_favour,
            "against": adoption.against,
            "abstaining": adoption.abstaining,
            "votes": [[vote.country, vote.choice] for vote in adoption.votes],
        },
        "sponsors": [[sponsor.name, sponsor.behalf, sponsor.stage] for sponsor in resolution.sponsors],
        "subjects": [[subject.term, subject.vocabulary, subject.code] for subject in resolution.subjects],
        "closing": list(resolution.closing),
        "extra": dict(resolution.extra),
    }
    try:
        text = dumps(values)
    except (TypeError, ValueError) as error:
        raise StoreError(
            f"{resolution.symbol}: what its source adds is not JSON ({error}): report this file"
        ) from error
    return text


def masthead_of(facts: Mapping[str, Any]) -> Masthead:
    """The masthead that `facts_of` stored."""
    data = facts["masthead"]
    days = {field: day_of(data.get(field)) for field in ("issued", "draft_date", "report_date")}
    return Masthead(**{**data, "lines": tuple(data["lines"]), **days})


def adoption_of(facts: Mapping[str, Any]) -> Adoption:
    """The adoption that `facts_of` stored."""
    data = facts["adoption"]
    return Adoption(**{**data, "votes": tuple(Vote(country, choice) for country, choice in data["votes"])})


def sponsors_of(facts: Mapping[str, Any]) -> tuple[Sponsor, ...]:
    """The sponsors that `facts_of` stored."""
    return tuple(Sponsor(name, behalf, stage) for name, behalf, stage in facts["sponsors"])


def subjects_of(facts: Mapping[str, Any]) -> tuple[Subject, ...]:
    """The subjects that `facts_of` stored; before schema 3 these were terms of the UN's thesaurus alone."""
    return tuple(Subject(one) if isinstance(one, str) else Subject(*one) for one in facts["subjects"])


def findings_to_json(findings: tuple[Finding, ...]) -> str:
    """A reader's findings as they are stored."""
    return dumps([[item.code, item.text, item.where, item.severity] for item in findings])


def findings_from_json(text: str) -> tuple[Finding, ...]:
    """The findings that `findings_to_json` stored."""
    return tuple(Finding(code, words, where, severity) for code, words, where, severity in json.loads(text))
