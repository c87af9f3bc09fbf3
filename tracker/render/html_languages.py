"""One step in several languages as a page shows it: a row for each edit, a column for each language (SKETCHES 6)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from tracker.formulas import Formula
from tracker.model import Concordance, ConcordanceRow, Standing
from tracker.render import html_text, languages, vocabulary

Address = Callable[[str, str], str]
"""Gives the address of a paragraph in the comparison of a language: its code, and the anchor there."""
SAID: dict[Standing, tuple[str, str, str]] = {
    "there": ("✓", "there", "the edit is there"),
    "otherwise": ("≈", "other words", "changed, but in other words"),
    "unchanged": ("–", "not changed", "the same words as before"),
    "absent": ("∅", "no such", "no such paragraph, or paired with another"),
}
"""How a cell is shown: a sign, a word or two, and what they mean."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Whether an edit is there in a language, and where to see it."""

    language: str
    standing: str
    sign: str
    word: str
    said: str
    address: str


@dataclass(frozen=True, slots=True)
class Line:
    """An edit: its place, what it is, and a cell for each language. `even`: it is there in all."""

    label: str
    said: str
    cells: tuple[Cell, ...]
    even: bool


@dataclass(frozen=True, slots=True)
class Alone:
    """What was reworded in a language and not in the one that leads: labels with their addresses."""

    language: str
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The page. `legend` holds the signs that occur; `formulas` edits of several paragraphs, counted text by text."""

    codes: tuple[str, ...]
    headline: str
    lines: tuple[Line, ...]
    alone: tuple[Alone, ...]
    checks: tuple[Markup, ...]
    legend: tuple[tuple[str, str], ...]
    formulas: tuple[tuple[Formula, ...], ...]


def table(found: Concordance, formulas: Sequence[Sequence[Formula]], address: Address) -> Table:
    """Everything that the page says."""
    lines = tuple(_line(row, found.languages, address) for row in languages.joined(found.rows))
    used = {cell.standing for line in lines for cell in line.cells}
    return Table(
        codes=found.languages,
        headline=_headline(found),
        lines=lines,
        alone=tuple(
            Alone(code, tuple((label, address(code, _anchor(label))) for label in labels))
            for code, labels in found.alone.items()
        ),
        checks=tuple(_checks(found, address)),
        legend=tuple((sign, meaning) for standing, (sign, _, meaning) in SAID.items() if standing in used),
        formulas=tuple(map(tuple, formulas)),
    )


def _headline(found: Concordance) -> str:
    """Whether the languages say the same, in a sentence or two."""
    lead = vocabulary.language(found.languages[0])
    wording = [row for row in found.rows if row.kind != "technical"]
    missing = [row for row in wording if set(row.standing.values()) != {"there"}]
    technical = [row for row in found.rows if row.kind == "technical" and set(row.standing.values()) != {"there"}]
    number = len(wording)
    edits = f"{'The one edit' if number == 1 else f'All {number} edits'} of the {lead} wording"
    if not wording:
        first = f"Nothing of the {lead} wording was edited."
    elif not missing:
        first = f"{edits} {'is' if number == 1 else 'are'} there in every language."
    else:
        labels = vocabulary.labels(tuple(row.label for row in missing[:6]))
        more = f" and {len(missing) - 6} more" if len(missing) > 6 else ""
        first = f"{len(missing)} of {number} edits of the {lead} wording {'is' if len(missing) == 1 else 'are'} "
        first += f"not there in every language: {labels}{more}."
    if technical:
        first += f" So are technical updates of {vocabulary.labels(tuple(row.label for row in technical))}."
    alone = [vocabulary.language(code) for code, labels in found.alone.items() if labels]
    second = f"{vocabulary.labels(tuple(alone))} reworded what {lead} did not." if alone else ""
    return f"{first} {second}".strip()


def _line(row: ConcordanceRow, codes: Sequence[str], address: Address) -> Line:
    anchor = _anchor(row.label, deleted=row.kind == "deleted")
    cells = []
    for code in codes:
        standing = row.standing[code]
        cells.append(Cell(code, standing, *SAID[standing], address(code, anchor if standing != "absent" else "")))
    return Line(row.label, languages.said_of(row), tuple(cells), set(row.standing.values()) == {"there"})


def _anchor(label: str, *, deleted: bool = False) -> str:
    """Where a row leads: to the first of its places."""
    anchor = html_text.anchor(re.split(r", | and ", label)[0])
    return f"was-{anchor}" if deleted else anchor


def _checks(found: Concordance, address: Address) -> Iterator[Markup]:
    """What is to check, each leading to its first place in the language that it speaks of."""
    for check in found.checks:
        text = escape(check.text)
        spoken = check.languages[0] if check.languages else found.languages[0]
        for words in dict.fromkeys(word for word in (check.old, check.new) if word):
            text = text.replace(escape(f'"{words}"'), Markup('“<bdi lang="{}">{}</bdi>”').format(spoken, words))
        labels = [label for label in check.labels or (check.label,) if label != "title"]
        yield html_text.with_links(text, {label: address(spoken, _anchor(label)) for label in labels})
