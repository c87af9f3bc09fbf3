"""The facts around the text: which edition it is, and how what stands around it differs."""

from __future__ import annotations

from tracker.model import Edition, MetadataChange, Resolution, VoteChoice
from tracker.tokens import blank_folded, count_words


def edition(resolution: Resolution) -> Edition:
    """One side of a comparison. Words are those of its paragraphs without the enacting formula, numbers and notes."""
    kinds = [paragraph.kind for paragraph in resolution.paragraphs]
    return Edition(
        symbol=str(resolution.symbol) if resolution.symbol else None,
        language=resolution.language,
        title=resolution.title,
        adopted=resolution.adopted,
        session=resolution.session,
        sha256=resolution.origin.sha256 if resolution.origin else None,
        status=resolution.status,
        format=resolution.origin.format if resolution.origin else None,
        adoption=resolution.adoption.text,
        against=_voters(resolution, "against"),
        abstaining=_voters(resolution, "abstaining"),
        sponsors=_sponsors_told(resolution),
        preambular=kinds.count("preambular"),
        operative=kinds.count("operative"),
        words=sum(count_words(one.text) for one in resolution.paragraphs if one.kind != "formula"),
        view=_view(resolution),
        quality=resolution.origin.quality if resolution.origin else None,
    )


def _view(resolution: Resolution) -> str | None:
    """Which of several texts in its file it is: before or after what was changed there, tracked or marked by hand."""
    if tracked := resolution.extra.get("tracked"):
        count = tracked["changes"]
        changes = f"{count} tracked change{'s' if count > 1 else ''}"
        by = f" by {', '.join(tracked['by'])}" if tracked["by"] else ""
        before = tracked["view"] == "original"
        return f"as it was before {changes}{by}" if before else f"with {changes}{by} accepted"
    drafting = resolution.extra.get("drafting")
    if drafting and drafting["view"] == "original":
        return "as it was before what its drafter marked"
    return None


def _voters(resolution: Resolution, choice: VoteChoice) -> tuple[str, ...]:
    from tracker.countries import country

    return tuple(country(vote.country)[0] for vote in resolution.adoption.votes if vote.choice == choice)


def _sponsors(resolution: Resolution) -> tuple[str, ...]:
    return tuple(dict.fromkeys(blank_folded(sponsor.name) for sponsor in resolution.sponsors))


_GROUPS = {
    "Movement of Non-Aligned Countries": "NAM",
    "Group of 77": "G77 and China",
    "European Union": "EU",
    "African States": "African Group",
}
"""How delegates call the groups on whose behalf texts are tabled; another group is told as it is printed."""


def _sponsors_told(resolution: Resolution) -> tuple[str, ...]:
    """Who speaks for a group first, with the group's short name; then the others by name.

    Nobody is given a group that the source prints beside another (77/213 prints it beside the last of three names).
    """
    leading, others = [], []
    for sponsor in resolution.sponsors:
        name = blank_folded(sponsor.name)
        if sponsor.behalf:
            behalf = blank_folded(sponsor.behalf)
            short = next((short for group, short in _GROUPS.items() if group in behalf), behalf)
            leading.append(f"{name} ({short})")
        else:
            others.append(name)
    return tuple(dict.fromkeys((*leading, *sorted(others))))


def metadata(old: Resolution, new: Resolution) -> tuple[MetadataChange, ...]:
    """What differs around the text. A list that one of the sources does not give is no difference."""
    single = [
        ("title", old.title, new.title),
        ("adoption", old.adoption.text, new.adoption.text),
        ("agenda_item", old.masthead.agenda_item, new.masthead.agenda_item),
        ("report", old.masthead.report, new.masthead.report),
        ("committee", old.masthead.committee, new.masthead.committee),
    ]
    found = [MetadataChange(name, before, after) for name, before, after in single if _folded(before) != _folded(after)]
    before, after = _sponsors(old), _sponsors(new)
    if before and after and set(before) != set(after):
        found.append(
            MetadataChange(
                "sponsors",
                added=tuple(name for name in after if name not in before),
                removed=tuple(name for name in before if name not in after),
            )
        )
    return tuple(found)


def _folded(text: str | None) -> str | None:
    return blank_folded(text) if text else None
