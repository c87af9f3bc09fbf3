"""One paragraph through the years: each text in which it stands, and what changed there."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from tracker.model import Change, Comparison, Lineage, SeriesView, Step
from tracker.render import excerpt, html_text, vocabulary
from tracker.render.html_series import Links, missing, short


@dataclass(frozen=True, slots=True)
class LifeStep:
    """What a text did to the paragraph. `when` is a year or an interval; `gap` says what is missing before it."""

    when: str
    short: str
    text_address: str
    label: str
    mark: str
    said: str
    words: Markup
    address: str
    gap: str


@dataclass(frozen=True, slots=True)
class Life:
    """A paragraph's life. `label` in the latest text that has it, `others` what it was called before."""

    label: str
    others: tuple[str, ...]
    since: str
    ended: str
    steps: tuple[LifeStep, ...]


def life(view: SeriesView, lineage: Lineage, links: Links) -> Life:
    """A lineage of a series in words, oldest text first; texts before it began are left out."""
    label = lineage.address[1]
    labels = dict.fromkeys(step.label for step in lineage.steps if step.label and step.label != label)
    return Life(
        label=label,
        others=tuple(labels),
        since=lineage.wording_since.text,
        ended=lineage.ended.text if lineage.ended else "",
        steps=tuple(_step(view, step, links) for step in lineage.steps if step.mark != "absent" or step.from_labels),
    )


def change_of(comparison: Comparison, step: Step) -> Change | None:
    """The change of a comparison that made a step; None if the comparison has none for it."""
    for change in comparison.changes:
        if step.label and any(place.label == step.label for place in change.new):
            return change
        if not step.label and any(place.label in step.from_labels for place in change.old):
            return change
    return None


def _step(view: SeriesView, step: Step, links: Links) -> LifeStep:
    version = view.versions[step.version]
    change = change_of(view.comparisons[step.version - 1], step) if step.version else None
    gap = view.gaps[step.version - 1] if step.version else ()
    label = step.label or (step.from_labels[0] if step.from_labels else "")
    when = step.interval.text if step.interval else str(version.adopted.year) if version.adopted else ""
    return LifeStep(
        when=when,
        short=short(version.symbol),
        text_address=links.version(step.version),
        label=step.label or "",
        mark=step.mark,
        said=vocabulary.phrase(change) if change else vocabulary.WORDS[step.mark],
        words=_words(change),
        address=links.step(step.version, label if step.label else f"was {label}") if change else "",
        gap=f"{missing(gap)} before this one: not here" if gap else "",
    )


def _words(change: Change | None) -> Markup:
    if change is None or all(op.op == "equal" for op in change.segments):
        return Markup()
    if change.kind in {"inserted", "deleted"}:
        items = change.new or change.old
        return escape(excerpt.opening(" ".join(place.text for place in items)).replace(" ...", " …"))
    return html_text.cut(change.segments)
