"""A comparison as Markdown: the words of the terminal, with headings and lists.

Added and deleted words stand in `<ins>` and `<del>`, which Markdown passes on: other than `**` and `~~` they need no
blank beside them, and a screen reader knows them. All text of documents is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from tracker.model import Change, Comparison, Story, Telling
from tracker.render import excerpt, vocabulary, wording
from tracker.render.escape import markdown as safe
from tracker.render.excerpt import Piece

_TAGS = {"insert": ("<ins>", "</ins>"), "delete": ("<del>", "</del>"), "equal": ("", ""), "gap": ("", "")}


def comparison(
    item: Comparison,
    telling: Telling,
    *,
    stat: bool = False,
    full: bool = False,
    only: Literal["substantive"] | None = None,
) -> str:
    """A comparison as Markdown; the options are those of the terminal's."""
    lines = [*_head(item, telling)]
    if stat:
        lines.extend(f"> {safe(said)}\n" for said in vocabulary.cautions([item]))
    else:
        lines.extend(_whole(item, only) if full else _stories(item, telling))
        if not full and not only:
            lines.extend(_technical(telling))
        lines.extend(_facts(item, telling, only, full=full))
    return "\n".join(lines).rstrip("\n") + "\n"


def _head(item: Comparison, telling: Telling) -> Iterator[str]:
    old, new = (safe(vocabulary.name(side)) for side in (item.old, item.new))
    yield from (f"# {old} → {new}", "")
    yield f"**{safe(item.new.title)}**  "
    if former := wording.former_title(item):
        yield f"Before: {safe(former)}  "
    for view in wording.views(item):
        yield f"{safe(view)}  "
    days = [vocabulary.day(side.adopted) if side.adopted else "no date" for side in (item.old, item.new)]
    yield from (f"{days[0]} → {days[1]}. {vocabulary.language(item.new.language)}.", "", safe(telling.terse), "")
    for vote in wording.votes(item):
        yield from (safe(vote), "")
    if telling.gap and telling.gap not in telling.terse:
        yield from (f"> {safe(telling.gap)}", "")


def _stories(item: Comparison, telling: Telling) -> Iterator[str]:
    if telling.stories:
        yield from ("## What changed", "")
    for count, story in enumerate(telling.stories, start=1):
        yield from _story(item, count, story)
    if telling.stories:
        yield ""


def _story(item: Comparison, count: int, story: Story) -> Iterator[str]:
    changes = [item.changes[index] for index in story.changes]
    first, rest = f"{count}. ", " " * len(f"{count}. ")
    phrase = ""
    if story.kind == "term":
        yield from (f"{first}{safe(wording.term(story))}", f"{rest}- {safe(', '.join(story.labels))}")
        return
    if story.kind == "formula":
        phrase = story.phrase
        yield f"{first}{safe(wording.formula(changes, story))} ({wording.weight(changes)})"
        first = f"{rest}- "
    for change in changes:
        yield f"{first}**{safe(wording.label(change))}** {safe(wording.called(change))}{_words(change, phrase)}"
        yield from (f"{' ' * len(first)}- {_redline(note)}" for note in wording.notes(change))
        first = first if story.kind == "formula" else rest
    yield from (f"{rest}- {safe(left)}" for left in wording.not_applied(item, story))


def _technical(telling: Telling) -> Iterator[str]:
    if not telling.technical:
        return
    yield from ("## Technical updates", "", "| Place | Before | After |", "| --- | --- | --- |")
    for update in telling.technical:
        yield f"| {safe(update.label)} | {safe(update.old)} | {safe(update.new)} |"
    yield ""


def _whole(item: Comparison, only: Literal["substantive"] | None) -> Iterator[str]:
    yield from ("## Whole text", "")
    for change in item.changes:
        if only and not vocabulary.has_substance(change):
            continue
        was = wording.former(change)
        head = safe(wording.label(change)) + (f" ({safe(was)})" if was else "")
        yield from (f"**{head}** *{vocabulary.phrase(change)}*  ", _redline(excerpt.whole(change.segments)), "")
        notes = [f"- {_redline(note)}" for note in wording.all_notes(change)]
        yield from [*notes, ""] if notes else []


def _facts(item: Comparison, telling: Telling, only: Literal["substantive"] | None, *, full: bool) -> Iterator[str]:
    folded = not only and not full
    rows: list[tuple[str, str]] = [
        ("Punctuation and hyphens", safe(wording.punctuation(item)) if folded else ""),
        ("Notes", "" if full else "; ".join(_redline(note) for note in wording.notes_elsewhere(item, telling))),
        ("Sponsors", safe(" ".join(wording.sponsors(item)))),
        ("Masthead", safe("; ".join(wording.masthead(item))) if full else ""),
        ("Unchanged", safe(wording.unchanged(item, telling)) if folded else ""),
        ("Not shown", wording.hidden(item) if only else ""),
    ]
    shown = [(name, text) for name, text in rows if text]
    if shown:
        yield from ("## Besides", "", *(f"- {name}: {text}" for name, text in shown), "")
    if paired := [safe(said) for said in wording.by_hand(item)]:
        yield from (f"## {vocabulary.BY_HAND}", "", *(f"- {said}" for said in paired), "")
    if item.checks:
        yield from ("## To check", "", *(f"- {safe(check.text)}" for check in item.checks), "")
    yield safe(wording.credit(item))


def _words(change: Change, phrase: str) -> str:
    return _redline(wording.words(change, phrase))


def _redline(pieces: Iterable[Piece]) -> str:
    return "".join(f"{_TAGS[piece.op][0]}{safe(piece.text)}{_TAGS[piece.op][1]}" for piece in pieces)
