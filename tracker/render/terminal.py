"""A comparison as a terminal shows it: told first, then each change with the words that carry it (SKETCHES.md 3).

Marks are `{+added+}` and `[-deleted-]` where there is no colour, underline and strike-through in colour where there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from tracker.model import Change, Comparison, Story, Telling
from tracker.render import excerpt, vocabulary, wording
from tracker.render.escape import terminal as safe
from tracker.render.layout import fill, finish, pad, redline, strong, width_of

Only = Literal["substantive"]
_MARGIN = 3  # columns before a story's labels
_LEAST_LABEL, _MOST_LABEL = 6, 18
_MORE = "More: --full (whole text), --stat, --format html, markdown, json or csv"


def comparison(
    item: Comparison,
    telling: Telling,
    *,
    width: int = 80,
    color: bool = False,
    stat: bool = False,
    full: bool = False,
    only: Only | None = None,
) -> str:
    """A comparison as text of at most `width` columns.

    `stat` gives the first block alone, `full` every paragraph in place of the stories; `only="substantive"` leaves out
    what has no substance and says how much that is.
    """
    view = _View(item, telling, width, color=color)
    blocks = [view.head(), view.cautions() if stat else []]
    if not stat and full:
        blocks.extend([*view.whole(only), view.facts(only, full=True)])
    elif not stat:
        blocks.extend([*view.stories(), [] if only else view.technical(), view.facts(only, full=False), [_MORE]])
    lines: list[str] = []
    for block in blocks:
        if block:
            lines.extend(["", *block] if lines else block)
    return finish(lines, color=color)


class _View:
    """One comparison laid out for one width."""

    def __init__(self, item: Comparison, telling: Telling, width: int, *, color: bool) -> None:
        self.item, self.telling, self.width, self.color = item, telling, width, color
        told = {index for story in telling.stories for index in story.changes}
        longest = max((width_of(wording.label(item.changes[index])) for index in told), default=0)
        self.label = min(max(longest + 2, _LEAST_LABEL), _MOST_LABEL)

    def head(self) -> list[str]:
        """Which two texts, their title, what is told first, and what is not known."""
        item = self.item
        old, new = (safe(wording.edition(side)) for side in (item.old, item.new))
        language = vocabulary.language(item.new.language)
        line = f"{old}  ->  {new}     {language}"
        lines = [line] if width_of(line) <= self.width else [f"{old}  ->", f"{new}     {language}"]
        lines.extend(self._fill(strong(safe(item.new.title))))
        if former := wording.former_title(item):
            lines.extend(self._fill(f"Before: {safe(former)}"))
        for view in wording.views(item):
            lines.extend(self._fill(safe(view)))
        lines.extend(["", *self._fill(safe(self.telling.terse))])
        for vote in wording.votes(item):
            lines.extend(self._fill(safe(vote), _MARGIN))
        if self.telling.gap and self.telling.gap not in self.telling.terse:
            lines.extend(self._fill(safe(self.telling.gap)))
        return lines

    def cautions(self) -> list[str]:
        """What was compared or read less well; where there is more than the first block, it is among the checks."""
        return [line for said in vocabulary.cautions([self.item]) for line in self._fill(safe(said))]

    def stories(self) -> Iterator[list[str]]:
        """Each story as a numbered block."""
        for count, story in enumerate(self.telling.stories, start=1):
            told = {"term": self._term, "formula": self._formula}.get(story.kind, self._single)
            yield told(count, story)

    def _term(self, count: int, story: Story) -> list[str]:
        """A term that was replaced, with the labels of its places alone: they say the same of most of a text."""
        head = fill(safe(wording.term(story)), self.width, first=pad(str(count), _MARGIN), rest=" " * _MARGIN)
        return [*head, *self._fill(safe(", ".join(story.labels)), _MARGIN)]

    def _formula(self, count: int, story: Story) -> list[str]:
        changes = [self.item.changes[index] for index in story.changes]
        head = safe(wording.formula(changes, story))
        lines = fill(head, self.width, first=pad(str(count), _MARGIN), rest=" " * _MARGIN)
        weight = wording.weight(changes)
        if width_of(lines[-1]) + len(weight) + 1 > self.width:
            lines.append("")
        lines[-1] = pad(lines[-1], self.width - len(weight)) + weight
        for change in changes:
            lines.extend(self._place(" " * _MARGIN, change, story.phrase))
        for left in wording.not_applied(self.item, story):
            lines.extend(self._fill(safe(left), _MARGIN))
        return lines

    def _single(self, count: int, story: Story) -> list[str]:
        lines: list[str] = []
        for index in story.changes:
            margin = pad("" if lines else str(count), _MARGIN)
            lines.extend(self._place(margin, self.item.changes[index]))
        return lines

    def _place(self, margin: str, change: Change, phrase: str = "") -> list[str]:
        """One paragraph of a story: its label, what it is called, the words that carry the change, its notes."""
        column = _MARGIN + self.label
        text = safe(wording.called(change)) + redline(wording.words(change, phrase))
        first = margin + pad(safe(wording.label(change)), self.label)
        lines = fill(text, self.width, first=first, rest=" " * column, color=self.color)
        for note in wording.notes(change):
            lines.extend(self._fill(redline(note), column))
        return lines

    def technical(self) -> list[str]:
        """The technical updates: which words became which."""
        updates = self.telling.technical
        if not updates:
            return []
        column = max(_LEAST_LABEL, *(width_of(update.label) + 2 for update in updates))
        lines = [strong("Technical updates")]
        last = ""
        for update in updates:
            label = safe(update.label) if update.label != last else ""
            last = update.label
            text = f"{safe(update.old)} -> {safe(update.new)}"
            if not (update.old and update.new):
                text = redline([excerpt.Piece("insert" if update.new else "delete", update.new or update.old)])
            first = " " * _MARGIN + pad(label, column)
            lines.extend(fill(text, self.width, first=first, rest=" " * (_MARGIN + column), color=self.color))
        return lines

    def whole(self, only: Only | None) -> Iterator[list[str]]:
        """Every paragraph of both texts, in order."""
        for change in self.item.changes:
            if only and not vocabulary.has_substance(change):
                continue
            was = wording.former(change)
            head = safe(wording.label(change) + (f" ({was})" if was else ""))
            lines = [f"{strong(head)}  {vocabulary.phrase(change)}"]
            lines.extend(self._fill(redline(excerpt.whole(change.segments)), _MARGIN))
            for note in wording.all_notes(change):
                lines.extend(self._fill(redline(note), _MARGIN))
            yield lines

    def facts(self, only: Only | None, *, full: bool) -> list[str]:
        """What stands around the stories, one line each: punctuation, notes, sponsors, unchanged, checks."""
        folded = not only and not full
        hidden = wording.hidden(self.item) if only else ""
        rows: list[tuple[str, Iterable[str]]] = [
            ("Punctuation", [wording.punctuation(self.item)] if folded else []),
            ("Notes", [] if full else [redline(note) for note in wording.notes_elsewhere(self.item, self.telling)]),
            ("Sponsors", map(safe, wording.sponsors(self.item))),
            ("Masthead", map(safe, wording.masthead(self.item)) if full else []),
            ("Unchanged", [wording.unchanged(self.item, self.telling)] if folded else []),
            (vocabulary.BY_HAND, map(safe, wording.by_hand(self.item))),
            ("To check", [safe(check.text) for check in self.item.checks]),
            ("Not shown", [f"{hidden} (--only substantive)"] if hidden else []),
        ]
        shown = [(name, [text for text in texts if text]) for name, texts in rows]
        column = max((len(name) for name, texts in shown if texts), default=0) + 2
        return [
            line
            for name, texts in shown
            for index, text in enumerate(texts)
            for line in self._row("" if index else name, text, column)
        ]

    def _row(self, name: str, text: str, column: int) -> list[str]:
        return fill(text, self.width, first=pad(name, column), rest=" " * column, color=self.color)

    def _fill(self, text: str, margin: int = 0) -> list[str]:
        return fill(text, self.width, first=" " * margin, rest=" " * margin, color=self.color)
