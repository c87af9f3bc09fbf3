"""`Comparison` to and from the JSON contract `comparison-1` (see ARCHITECTURE.md).

A new field keeps the name `comparison-1`; anything else makes `comparison-2`. Unknown facts are null.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from reprlib import repr as shown
from typing import Any

from tracker.errors import BadSource
from tracker.model import (
    CHANGE_KINDS,
    SIGNIFICANCES,
    Between,
    Change,
    Check,
    Comparison,
    Concordance,
    Edition,
    Footnote,
    Group,
    MetadataChange,
    NotApplied,
    NoteChange,
    Passing,
    Place,
    Reason,
    Summary,
    WordOp,
)

SCHEMA = "comparison-1"


def comparison_to_dict(comparison: Comparison) -> dict[str, Any]:
    """A comparison as plain JSON values, in the order in which a person reads them."""
    between = comparison.between
    return {
        "schema": SCHEMA,
        "algorithm": comparison.algorithm,
        "between": {
            "known": between.known,
            "loaded": between.loaded,
            "sessions": list(between.sessions) if between.sessions else None,
            "unsure": between.unsure,
        },
        "old": _edition_to_dict(comparison.old),
        "new": _edition_to_dict(comparison.new),
        "summary": _summary_to_dict(comparison.summary),
        "metadata": [_metadata_to_dict(item) for item in comparison.metadata],
        "groups": [
            {
                "id": group.id,
                "phrase": group.phrase,
                "places": list(group.places),
                "not_applied": [{"label": item.label, "text": item.text} for item in group.not_applied],
            }
            for group in comparison.groups
        ],
        "checks": [check_to_dict(check) for check in comparison.checks],
        **({"passing": [_passing_to_dict(item) for item in comparison.passing]} if comparison.passing else {}),
        "changes": [_change_to_dict(change) for change in comparison.changes],
    }


def comparison_from_dict(data: Mapping[str, Any]) -> Comparison:
    """The comparison that comparison_to_dict wrote. Raises BadSource if the data is not one."""
    schema = data.get("schema") if isinstance(data, Mapping) else data
    if schema != SCHEMA:
        raise BadSource(f"this is not a comparison of the form {SCHEMA} (schema: {shown(schema)})")
    try:
        between = data["between"]
        sessions = between.get("sessions")
        return Comparison(
            algorithm=data["algorithm"],
            old=_edition_from_dict(data["old"]),
            new=_edition_from_dict(data["new"]),
            changes=tuple(_change_from_dict(item) for item in data["changes"]),
            summary=_summary_from_dict(data["summary"]),
            metadata=tuple(_metadata_from_dict(item) for item in data["metadata"]),
            groups=tuple(
                Group(
                    item["id"],
                    item["phrase"],
                    tuple(item["places"]),
                    tuple(NotApplied(one["label"], one["text"]) for one in item["not_applied"]),
                )
                for item in data["groups"]
            ),
            checks=tuple(_check_from_dict(item) for item in data.get("checks", [])),
            between=Between(
                between["known"],
                between["loaded"],
                (sessions[0], sessions[1]) if sessions else None,
                unsure=between.get("unsure", False),
            ),
            passing=tuple(_passing_from_dict(item) for item in data.get("passing", [])),
        )
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        raise BadSource(f"this comparison does not follow the form {SCHEMA}: {shown(error)}") from error


def check_to_dict(check: Check) -> dict[str, Any]:
    """A check as JSON values."""
    return {
        "code": check.code,
        "symbol": check.symbol,
        "label": check.label,
        "text": check.text,
        "labels": list(check.labels),
        "languages": list(check.languages),
        "old": check.old,
        "new": check.new,
    }


def _check_from_dict(data: Mapping[str, Any]) -> Check:
    return Check(
        data["code"],
        data["symbol"],
        data["label"],
        data["text"],
        tuple(data.get("labels", ())),
        tuple(data.get("languages", ())),
        data.get("old"),
        data.get("new"),
    )


def _passing_to_dict(passing: Passing) -> dict[str, Any]:
    return {
        "symbol": passing.symbol,
        "label": passing.label,
        "came": passing.came,
        "went": passing.went,
        "text": passing.text,
        "reworded": list(passing.reworded),
        "whole": passing.whole,
        "ends": passing.ends,
    }


def _passing_from_dict(data: Mapping[str, Any]) -> Passing:
    return Passing(
        data["symbol"],
        data["label"],
        data["came"],
        data["went"],
        data["text"],
        tuple(data["reworded"]),
        data["whole"],
        data["ends"],
    )


def _edition_to_dict(edition: Edition) -> dict[str, Any]:
    return {
        **({"view": edition.view} if edition.view else {}),
        "symbol": edition.symbol,
        "language": edition.language,
        "title": edition.title,
        "adopted": edition.adopted.isoformat() if edition.adopted else None,
        "session": edition.session,
        "sha256": edition.sha256,
        "status": edition.status,
        "format": edition.format,
        "quality": edition.quality,
        "adoption": edition.adoption,
        "against": list(edition.against),
        "abstaining": list(edition.abstaining),
        "sponsors": list(edition.sponsors),
        "preambular": edition.preambular,
        "operative": edition.operative,
        "words": edition.words,
    }


def _edition_from_dict(data: Mapping[str, Any]) -> Edition:
    return Edition(
        symbol=data["symbol"],
        language=data["language"],
        title=data["title"],
        adopted=date.fromisoformat(data["adopted"]) if data["adopted"] else None,
        session=data["session"],
        sha256=data["sha256"],
        status=data.get("status", "adopted"),
        format=data.get("format"),
        quality=data.get("quality"),
        adoption=data.get("adoption"),
        against=tuple(data.get("against", ())),
        abstaining=tuple(data.get("abstaining", ())),
        sponsors=tuple(data.get("sponsors", ())),
        preambular=data.get("preambular", 0),
        operative=data.get("operative", 0),
        words=data.get("words", 0),
        view=data.get("view"),
    )


def _summary_to_dict(summary: Summary) -> dict[str, Any]:
    return {
        **{kind: summary.kinds.get(kind, 0) for kind in CHANGE_KINDS},
        "moved": summary.moved,
        "notes": summary.notes,
        "significance": {name: summary.significance.get(name, 0) for name in SIGNIFICANCES},
        "words_inserted": summary.words_inserted,
        "words_deleted": summary.words_deleted,
    }


def _summary_from_dict(data: Mapping[str, Any]) -> Summary:
    return Summary(
        kinds={kind: data[kind] for kind in CHANGE_KINDS},
        significance={name: data["significance"][name] for name in SIGNIFICANCES},
        moved=data["moved"],
        notes=data["notes"],
        words_inserted=data["words_inserted"],
        words_deleted=data["words_deleted"],
    )


def _metadata_to_dict(item: MetadataChange) -> dict[str, Any]:
    if item.added is None and item.removed is None:
        return {"field": item.field, "old": item.old, "new": item.new}
    return {"field": item.field, "added": list(item.added or ()), "removed": list(item.removed or ())}


def _metadata_from_dict(data: Mapping[str, Any]) -> MetadataChange:
    if "added" in data:
        return MetadataChange(data["field"], added=tuple(data["added"]), removed=tuple(data["removed"]))
    return MetadataChange(data["field"], data["old"], data["new"])


def _change_to_dict(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "moved": change.moved,
        "group": change.group,
        "significance": change.significance,
        "similarity": change.similarity,
        "reason": {"code": change.reason.code, "text": change.reason.text},
        "flags": list(change.flags),
        "old": [_place_to_dict(place) for place in change.old],
        "new": [{**_place_to_dict(place), "moved": place.moved} for place in change.new],
        "segments": segments_to_list(change.segments),
        "notes": [note_to_dict(note) for note in change.notes],
    }


def _change_from_dict(data: Mapping[str, Any]) -> Change:
    return Change(
        kind=data["kind"],
        significance=data["significance"],
        old=tuple(_place_from_dict(item) for item in data["old"]),
        new=tuple(_place_from_dict(item) for item in data["new"]),
        segments=segments_from_list(data["segments"]),
        reason=Reason(data["reason"]["code"], data["reason"]["text"]),
        similarity=data["similarity"],
        moved=data["moved"],
        group=data["group"],
        flags=tuple(data["flags"]),
        notes=tuple(_note_from_dict(item) for item in data["notes"]),
    )


def _place_to_dict(place: Place) -> dict[str, Any]:
    return {
        "position": place.position,
        "label": place.label,
        "number": place.number,
        "kind": place.kind,
        "text": place.text,
    }


def _place_from_dict(data: Mapping[str, Any]) -> Place:
    return Place(data["position"], data["label"], data["number"], data["kind"], data["text"], data.get("moved", False))


def segments_to_list(segments: tuple[WordOp, ...]) -> list[dict[str, Any]]:
    """A word diff as JSON values; also the form in which the store keeps it."""
    return [
        {"op": op.op, "text": op.text, "significance": op.significance, "reason": op.reason, "since": op.since}
        for op in segments
    ]


def segments_from_list(data: list[Mapping[str, Any]]) -> tuple[WordOp, ...]:
    """The word diff that segments_to_list wrote."""
    return tuple(
        WordOp(item["op"], item["text"], item["significance"], item.get("reason"), item["since"]) for item in data
    )


def _footnote(data: Mapping[str, Any] | None) -> Footnote | None:
    return Footnote(data["mark"], data["text"], data.get("offset", 0)) if data else None


def _footnote_to_dict(note: Footnote | None) -> dict[str, Any] | None:
    return {"mark": note.mark, "text": note.text, "offset": note.offset} if note else None


def note_to_dict(note: NoteChange) -> dict[str, Any]:
    """A note's change as JSON values; also the form in which the store keeps it."""
    return {
        "kind": note.kind,
        "significance": note.significance,
        "old": _footnote_to_dict(note.old),
        "new": _footnote_to_dict(note.new),
        "segments": segments_to_list(note.segments),
    }


def _note_from_dict(data: Mapping[str, Any]) -> NoteChange:
    return NoteChange(
        data["kind"],
        data["significance"],
        _footnote(data["old"]),
        _footnote(data["new"]),
        segments_from_list(data["segments"]),
    )


CONCORDANCE_SCHEMA = "languages-1"


def concordance_to_dict(found: Concordance) -> dict[str, Any]:
    """One step in several languages as plain JSON values: `languages-1`. A new field keeps the name."""
    return {
        "schema": CONCORDANCE_SCHEMA,
        "old": found.old,
        "new": found.new,
        "languages": list(found.languages),
        "rows": [
            {"label": row.label, "kind": row.kind, "told": row.told, "standing": dict(row.standing)}
            for row in found.rows
        ],
        "alone": {language: list(labels) for language, labels in found.alone.items()},
        "checks": [check_to_dict(check) for check in found.checks],
    }
