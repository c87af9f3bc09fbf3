"""The changes of a comparison by the words of the page, each in one of them."""

from __future__ import annotations

from tracker.model import Change, Comparison


def paragraphs(comparison: Comparison) -> list[Change]:
    """The changes that are counted as paragraphs: all but that of an enacting formula that stands as it was."""
    return [
        change
        for change in comparison.changes
        if change.kind != "unchanged" or any(place.kind != "formula" for place in (*change.old, *change.new))
    ]


class Kinds:
    """The changes by the words of the page; each stands in one, so that the counts sum."""

    def __init__(self, comparison: Comparison) -> None:
        changes = paragraphs(comparison)
        self.new = [change for change in changes if change.kind == "inserted"]
        self.deleted = [change for change in changes if change.kind == "deleted"]
        rest = [change for change in changes if change.old and change.new]
        self.small = [change for change in rest if is_small(change)]
        self.reworded = [change for change in rest if change.significance == "substantive" and not is_small(change)]
        self.technical = [change for change in rest if change.significance == "technical"]
        self.typographic = [change for change in rest if change.significance == "typographic"]
        self.unchanged = [change for change in rest if change.significance == "none"]
        self.moved = [place.label for change in rest for place in change.new if place.moved]
        self.split, self.merged, self.recast = (
            [change for change in rest if change.structure == name] for name in ("split", "merged", "recast")
        )
        self.crossed = [change for change in rest if change.reason.code in {"promoted", "demoted"}]
        self.notes = [
            (change, note)
            for change in rest
            for note in change.notes
            if note.significance == "substantive" and change.significance != "substantive"
        ]
        """Notes with other words under paragraphs with the same: else they would not be told."""

    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many of each, by the words of the page's line of counts."""
        return (
            ("New", len(self.new)),
            ("Deleted", len(self.deleted)),
            ("Reworded", len(self.reworded)),
            ("Small wording", len(self.small)),
            ("Technical", len(self.technical)),
            ("Punctuation", len(self.typographic)),
            ("Unchanged", len(self.unchanged)),
        )

    @property
    def wording_stands(self) -> bool:
        """Whether no word with meaning differs and nothing moved."""
        return not (self.new or self.deleted or self.reworded or self.small or self.moved or self.notes)


def is_small(change: Change) -> bool:
    """Whether a change is small wording: house style and nothing weightier."""
    return change.significance == "substantive" and change.reason.code == "house-style"
