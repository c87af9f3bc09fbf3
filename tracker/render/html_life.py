"""One paragraph through the years: each text in which it stands, and what changed there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from tracker.model import Change, Comparison, Lineage, SeriesView, Step, WordOp
from tracker.render import excerpt, html_series, html_text, vocabulary
from tracker.render.html_series import UNSURE, Links, missing, short


@dataclass(frozen=True, slots=True)
class LifeStep:
    """What a text did to the paragraph. `when` is a year or an interval; `gap` says what is missing before it.

    `shared` is how many other paragraphs the same edit was made in; `said` is in plain words.
    """

    when: str
    short: str
    text_address: str
    label: str
    mark: str
    said: str
    words: Markup
    address: str
    gap: str
    shared: int


@dataclass(frozen=True, slots=True)
class Life:
    """A paragraph's life, oldest text first."""

    steps: tuple[LifeStep, ...]


def life(view: SeriesView, lineage: Lineage, links: Links) -> Life:
    """A lineage of a series in words, oldest text first; texts before it began are left out."""
    return Life(tuple(_step(view, step, links) for step in lineage.steps if step.mark != "absent" or step.from_labels))


def words(view: SeriesView, index: int, label: str) -> str:
    """The text of a paragraph of a version that is in at least one comparison; empty if it has none of this label."""
    comparison = view.comparisons[max(index - 1, 0)]
    places = (place for change in comparison.changes for place in (change.new if index else change.old))
    return next((place.text for place in places if place.label == label), "")


def pieces(segments: Iterable[WordOp], step: str | None = None) -> Iterator[tuple[str, str]]:
    """The words of a change's new text, each piece with the year or years in which it came in, or empty.

    Where the two texts are neighbours, no piece bears a year: what was added came in `step`; punctuation is not dated.
    """
    for op in segments:
        if op.op != "delete":
            when = op.since or (step if op.significance in {"technical", "substantive"} else None)
            yield op.text, when if op.op == "insert" and when and op.text.strip() else ""


def change_from(comparison: Comparison, old: str, new: str) -> Change | None:
    """The change that leads from one paragraph to one paragraph, by their labels; None if there is none."""
    for change in comparison.changes:
        if [place.label for place in change.old] == [old] and [place.label for place in change.new] == [new]:
            return change
    return None


def came_in(comparison: Comparison, old: str, new: str, step: str | None = None) -> Markup:
    """The words of a paragraph, those that came after its first text each with their year; empty if it is not known.

    `comparison` leads from the first text that has it to the last, and says when its pieces came in; where the two are
    neighbours, all did in `step`. The labels are those of the paragraph there.
    """
    change = change_from(comparison, old, new)
    return Markup().join(_dated(text, when) for text, when in pieces(change.segments, step)) if change else Markup()


def _dated(text: str, when: str) -> Markup:
    if not when:
        return escape(text)
    core = text.strip()
    before, after = text[: text.index(core)], text[text.index(core) + len(core) :]
    return Markup(
        '{}<span class="came">{} <span class="since"><span class="said">came in </span>{}</span></span>{}'
    ).format(before, core, when, after)


def names(view: SeriesView, lineage: Lineage) -> str:
    """What a paragraph was called before, with the year or years in which it was: "OP7 in 2011"; or empty."""
    label = lineage.address[1]
    spans: list[tuple[str, str, str]] = []
    for step in lineage.steps:
        if step.label:
            year = html_series.year(view.versions[step.version])
            if spans and spans[-1][0] == step.label:
                spans[-1] = (step.label, spans[-1][1], year)
            else:
                spans.append((step.label, year, year))
    told = [
        f"{name} in {first}" if first == last else f"{name} from {first} to {last}"
        for name, first, last in spans
        if name != label
    ]
    return ", ".join(told)


def change_of(comparison: Comparison, step: Step) -> Change | None:
    """The change of a comparison that made a step; None if the comparison has none for it."""
    for change in comparison.changes:
        if step.label and any(place.label == step.label for place in change.new):
            return change
        if not step.label and any(place.label in step.from_labels for place in change.old):
            return change
    return None


def when(view: SeriesView, step: Step) -> str:
    """The year of a step, or the years in which it can have been made."""
    return step.interval.text if step.interval and step.version else html_series.year(view.versions[step.version])


def shared(comparison: Comparison | None, step: Step) -> int:
    """In how many other paragraphs the edit of a step was made."""
    places = next((group.places for group in comparison.groups if group.id == step.group), ()) if comparison else ()
    return max(len(places) - 1, 0)


def _step(view: SeriesView, step: Step, links: Links) -> LifeStep:
    version = view.versions[step.version]
    comparison = view.comparisons[step.version - 1] if step.version else None
    change = change_of(comparison, step) if comparison else None
    gap = view.gaps[step.version - 1] if step.version else ()
    label = step.label or (step.from_labels[0] if step.from_labels else "")
    return LifeStep(
        when=when(view, step),
        short=short(version.symbol),
        text_address=links.version(step.version),
        label=step.label or "",
        mark=step.mark,
        said=said(change, step),
        words=_words(change),
        address=links.step(step.version, label if step.label else f"was {label}") if change else "",
        gap=f"{missing(gap)} in between: not here" if gap else UNSURE * bool(comparison and comparison.between.unsure),
        shared=shared(comparison, step),
    )


def said(change: Change | None, step: Step) -> str:
    """What a text did to the paragraph, in a few words."""
    if change is None:
        return vocabulary.WORDS[step.mark]
    words = "Same words" if vocabulary.words(change) == (vocabulary.WORDS["same"],) else vocabulary.phrase(change)
    return "; ".join([words, *vocabulary.flags(change)])


def _words(change: Change | None) -> Markup:
    if change is None or all(op.op == "equal" for op in change.segments):
        return Markup()
    if change.kind in {"inserted", "deleted"}:
        items = change.new or change.old
        return escape(excerpt.opening(" ".join(place.text for place in items)).replace(" ...", " …"))
    return html_text.cut(change.segments)
