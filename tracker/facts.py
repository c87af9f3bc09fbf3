"""The facts around the text: which edition it is, how its adoption differs, and what a person should check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from tracker.citations import Citation, citations
from tracker.model import Change, Check, Edition, MetadataChange, Resolution, VoteChoice
from tracker.tokens import blank_folded, count_words

_STALE_DAYS = 400
"""A citation that is brought up to date every year is of the year before; one of more than about 13 months is not."""


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
    )


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


def checks(old: Resolution, new: Resolution, changes: Sequence[Change]) -> tuple[Check, ...]:
    """What a person should look at: citations that were brought up to date, but not to the year before."""
    found = []
    for resolution, cited in ((old, _cited(old, changes, "old")), (new, _cited(new, changes, "new"))):
        for label, stale in cited.items():
            if resolution.adopted is None:
                continue
            names = " and ".join(f"{_short(one)} of {one.dated.year}" for one in stale if one.dated)
            whose = f"{resolution.symbol.short if resolution.symbol else 'this text'}"
            if names:
                those = "that" if len(stale) == 1 else "those"
                text = f"{label} of {whose} cites {names}, not {those} of the year before."
                found.append(
                    Check("stale-citation", str(resolution.symbol) if resolution.symbol else None, label, text)
                )
    return tuple(found)


def _short(citation: Citation) -> str:
    council = citation.symbol.startswith("A/HRC/RES/")
    short = citation.symbol.removeprefix("A/HRC/RES/").removeprefix("A/RES/")
    return f"Human Rights Council {short}" if council else short


def _cited(resolution: Resolution, changes: Sequence[Change], side: str) -> dict[str, list[Citation]]:
    found: dict[str, list[Citation]] = {}
    for label, text, other in _rolled(changes, side):
        theirs = {one.symbol for one in citations(other, resolution.language)}
        own = [one for one in citations(text, resolution.language) if one.symbol not in theirs]
        stale = [one for one in own if one.dated and _is_stale(one.dated, resolution.adopted)]
        if stale:
            found[label] = stale
    return found


def _rolled(changes: Sequence[Change], side: str) -> Iterator[tuple[str, str, str]]:
    for change in changes:
        if change.kind == "edited" and any(op.reason == "citation" for op in change.segments):
            old, new = change.old[0], change.new[0]
            yield (old.label, old.text, new.text) if side == "old" else (new.label, new.text, old.text)


def _is_stale(cited: date, adopted: date | None) -> bool:
    return adopted is not None and (adopted - cited).days > _STALE_DAYS
