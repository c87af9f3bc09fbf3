"""Texts and paragraphs for properties: any text, words that repeat, and 66/152 as an editor might change it.

@few, @fewer                              few examples, always the same ones: a property is a fast and steady test
@given(edited(paragraph.text))            the sentence, and what an editor made of it
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Literal

from conftest import FIXTURES
from hypothesis import settings
from hypothesis import strategies as st

from tracker import sources
from tracker.model import Paragraph, Resolution
from tracker.tokens import tokens

few = settings(max_examples=60, derandomize=True, deadline=None, database=None)
fewer = settings(few, max_examples=20)  # for whole resolutions: one comparison takes 20 ms

LANGUAGE_CODES = ("en", "fr", "es", "ru", "ar", "zh")
_LETTERS = (
    "abAB12 \u00a0\u202f\n\t.,;:/()-\u2010\u2011\u00ad\u2019'\"\u201c\u200f\u0640\u0301éñсуйءال٢第七十届年月日大会%$"
)
_WORDS = (
    *(
        "the",
        "of",
        "and",
        "in",
        "human",
        "rights",
        "dialogue",
        "States",
        ";",
        ",",
        ":",
        ".",
        "(a)",
        "non\u2011selectivity",
    ),
    *("74/153", "16 December 2021", "A/66/462/Add.2", "217 A (III)", "seventy-sixth", "10 per cent", "State\u2019s"),
)
_PUT_IN = ("genuine", "and", "of the", "in particular", "75/180", "16 December 2020", "also", ",", "peace,")

Edit = Literal["insert", "delete", "replace", "blank"]


def any_text() -> st.SearchStrategy[str]:
    """Any text: of every kind of letter, or of the letters that the words of six languages are cut by."""
    return st.one_of(st.text(max_size=60), st.text(alphabet=_LETTERS, max_size=60))


def wordy() -> st.SearchStrategy[str]:
    """Words, marks and atoms that stand again and again, with blanks of two kinds between them."""
    pieces = st.tuples(st.sampled_from(_WORDS), st.sampled_from((" ", " ", " ", "\u00a0", "")))
    return st.lists(pieces, max_size=30).map(lambda found: "".join(word + blank for word, blank in found))


@cache
def agreed() -> Resolution:
    """A/RES/66/152 as it is read from the fixture."""
    name = "A_RES_66_152.txt"
    (resolution,) = sources.read((FIXTURES / name).read_bytes(), name).resolutions
    return resolution


@st.composite
def edited(draw: st.DrawFn, text: str, most: int = 6) -> str:
    """A text in which words are put in, taken out and replaced, and blanks (also inside dates) made no-break blanks."""
    words = tokens(text)
    for _ in range(draw(st.integers(1, most))):
        index = draw(st.integers(0, len(words) - 1))
        edit: Edit = draw(st.sampled_from(("insert", "delete", "replace", "blank")))
        if edit == "blank":
            words[index] = words[index].replace(" ", "\u00a0")
        elif edit == "insert":
            words[index] = f"{words[index]} {draw(st.sampled_from(_PUT_IN))}"
        elif not words[index].isspace():
            words[index] = draw(st.sampled_from(_PUT_IN)) if edit == "replace" else ""
    return "".join(words)


@st.composite
def sentence_edits(draw: st.DrawFn) -> tuple[str, str]:
    """A sentence of 66/152 and what an editor made of it."""
    old = draw(st.sampled_from([paragraph.text for paragraph in agreed().paragraphs if len(paragraph.text) > 40]))
    return old, draw(edited(old))


@st.composite
def redrafted(draw: st.DrawFn) -> Resolution:
    """66/152 as next year's text might stand: paragraphs edited, deleted, put in, moved, cut in two, joined."""
    paragraphs = list(agreed().paragraphs)
    for _ in range(draw(st.integers(0, 6))):
        index = draw(st.integers(0, len(paragraphs) - 1))
        action = draw(st.sampled_from(("edit", "edit", "delete", "insert", "move", "split", "merge", "promote")))
        paragraphs[index : index + 1] = _acted(draw, paragraphs, index, action)
    return relabelled(paragraphs)


def _acted(draw: st.DrawFn, paragraphs: list[Paragraph], index: int, action: str) -> Sequence[Paragraph]:
    """What stands in a paragraph's place after an action; another place may lose or gain a paragraph."""
    here = replace(paragraphs[index], lead=0, notes=())
    found: Sequence[Paragraph] = [here]
    if action == "edit":
        found = [replace(here, text=draw(edited(here.text)).strip() or here.text)]
    elif action == "insert":
        found = [paragraphs[index], replace(here, text=draw(st.sampled_from(NEW_SENTENCES)))]
    elif action == "delete" and len(paragraphs) > 1:
        found = []
    elif action == "move":
        target = draw(st.integers(0, len(paragraphs) - 1))
        paragraphs[index], paragraphs[target] = paragraphs[target], paragraphs[index]
        found = [paragraphs[index]]
    elif action == "split" and len(here.text) > 80:
        cut = here.text.index(" ", len(here.text) // 2 - 10)
        found = [replace(here, text=text) for text in (here.text[:cut], here.text[cut + 1 :])]
    elif action == "merge" and index + 1 < len(paragraphs):
        found = [replace(here, text=f"{here.text} {paragraphs.pop(index + 1).text}")]
    elif action == "promote" and here.kind in {"preambular", "operative"}:
        found = [replace(here, kind="operative" if here.kind == "preambular" else "preambular")]
    return found


NEW_SENTENCES = (
    "Mindful that rivers, bridges and ferries carry students, teachers and doctors to one another,",
    "Expresses concern at the slow repair of lighthouses along remote northern coasts;",
    "Welcomes the offer of the Government of Freedonia to host a symposium on tide tables in Marxville;",
)
"""Sentences that share no pair of words with 66/152 or with one another."""


def relabelled(paragraphs: Sequence[Paragraph]) -> Resolution:
    """66/152 with these paragraphs in their place, labelled as they now stand, as a text of the next session."""
    counts = {"preambular": 0, "operative": 0}
    placed = []
    for index, paragraph in enumerate(paragraphs):
        label = f"X{index}"
        if paragraph.kind in counts:
            counts[paragraph.kind] += 1
            label = f"{'PP' if paragraph.kind == 'preambular' else 'OP'}{counts[paragraph.kind]}"
        placed.append(replace(paragraph, label=label, path=()))
    return replace(agreed(), paragraphs=tuple(placed), session=67)
