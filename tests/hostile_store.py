"""A database in which every field that holds words holds words that mean harm: filled in by the fields of the model.

Each harm calls evil(), or names it: a page, an export or a line of a terminal on which any of it has come alive is told
from one that only shows it. What a reader keeps out of a text is in here too: the database may be anybody's.
"""

from __future__ import annotations

import itertools
import types
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from tracker.model import (
    Adoption,
    Document,
    Finding,
    Footnote,
    KnownVersion,
    Masthead,
    Origin,
    Paragraph,
    Resolution,
    Series,
    Sponsor,
    Status,
    Subject,
    Vote,
)
from tracker.pairing import Pairing
from tracker.pipeline.derive import derive
from tracker.rulings import Ruling
from tracker.store import Store
from tracker.symbols import Symbol

SERIES, ALONE = "harm", "alone"
STARTS = (
    "=cmd|'/c evil'!A1", "+evil", "-evil", "@evil", "\t=evil", "---", "===", "- - -", "# evil", "1. evil", "    evil",
    "> evil", "***", "~~~", "```", "|---|", "<div>", "javascript:evil()", "data:text/html,<script>evil()</script>",
)  # fmt: skip
HARMS = (
    "<script>evil()</script>", '"><img src=x onerror=evil()>', "'><svg/onload=evil()>", '" onmouseover=evil() x="',
    "</script></title></style></textarea>", "<!-- -->", "]]>", "<![CDATA[", "{{ 'vil' * 3 }}", "{% raw %}",
    "[x](javascript:evil())", "![x](javascript:evil())", "<javascript:evil()>", "<http://evil.example>", "`x`", "|x|",
    "[y]: javascript:evil()", "<a href=javascript:evil()>x</a>", "&lt;b&gt;", "&#60;b&#62;", "&lt;script>", "__x__",
    "\u202egnp\u202c", "\u2066x\u2069", "\u200b\u200d\ufeff", "\x1b]8;;http://evil.example\x07x\x1b]8;;\x07", "*x*",
    "\x1b[31m", "\x9b31m", "\x00\x07\x0b\x0c\x7f\x85\ufffe\uffff", "\u2028\u2029", "%0d%0aevil", "\\", "\ue000evil",
)  # fmt: skip
HARM = " ".join(HARMS)
LINES = "\r\n\n# evil\n\n---\r=evil\n"
"""What only words of a user's hold: no text of a document has lines in it."""

Made = TypeVar("Made")
_starts: Iterator[str] = itertools.cycle(STARTS)


def said(more: str = "") -> str:
    """Words that mean harm; each begins with another one."""
    return f"{next(_starts)} {more} {HARM}"


def filled(model: type[Made], /, **given: Any) -> Made:
    """A value of the model: each of its fields that is not given holds harm, if it holds words, or anything."""
    hints = get_type_hints(model)
    return model(**{one.name: given.get(one.name, _value(hints[one.name])) for one in fields(model)})  # type: ignore[arg-type]


def _value(hint: Any) -> Any:
    origin, inside = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        return _value(inside[0])
    if origin is Literal:
        return inside[0]
    if origin is tuple:
        return (_value(inside[0]),)
    if hint is str:
        return said()
    if is_dataclass(hint) and isinstance(hint, type) and hint is not Symbol:
        return filled(hint)
    return {int: 1, bool: False, date: date(2020, 1, 1)}.get(hint, {})


def build(path: Path) -> Path:
    """Write the database: three texts in English, two in Arabic, a draft, a text of no series; gives back its path."""
    with Store.open(path, create=True) as store:
        known = (filled(KnownVersion, session=76), KnownVersion(said(), 74, None, said()))
        store.save_series(filled(Series, slug=SERIES, title=said() + LINES, known=known))
        store.save_series(filled(Series, slug=ALONE, specimen=True, known=()))
        for number, resolution in enumerate(_resolutions()):
            _save(store, resolution, number)
        first, second = ("A/RES/72/1", ("OP1",)), ("A/RES/74/2", ("OP2",))
        paired = Pairing(
            first[0], second[0], first[1], second[1], "en", said() + LINES, said() + LINES, date(2021, 1, 5)
        )
        store.save_pairings([paired])
        store.save_rulings(
            [Ruling("pin", "A/RES/74/2", "A/RES/72/1", said() + LINES, said() + LINES, date(2021, 1, 5))]
        )
        for one in store.series():
            for language in store.languages(one.slug):
                derive(store, one.slug, language)
        store.finish()
    return path


def _save(store: Store, resolution: Resolution, number: int) -> None:
    data = f"{number} {HARM}".encode(errors="replace")
    origin = Origin(f"{said()}{LINES}.xml", sha256(data).hexdigest(), "akn", "structured")
    found = (filled(Finding), replace(filled(Finding), severity="contradiction"))
    document = Document(origin, (resolution,), unplaced=(said() + LINES,), findings=found)
    store.save(document, data=data, address=f"javascript:evil()//{LINES}")
    if resolution.title_notes:
        home = ALONE if resolution.symbol and resolution.symbol.is_specimen else SERIES
        store.link(home, str(resolution.symbol), said())


def _resolutions() -> list[Resolution]:
    return [
        _resolution("A/RES/72/1", date(2017, 12, 19), "travellers by day and by night shall pass without toll"),
        _resolution(
            "A/RES/74/2", date(2019, 12, 18), "travellers by day shall pass freely and without any toll at all"
        ),
        _resolution("A/RES/75/3", date(2020, 12, 16), "every traveller may pass by day"),
        _resolution("A/RES/74/2", date(2019, 12, 18), "المسافرون", language="ar"),
        _resolution("A/RES/75/3", date(2020, 12, 16), "كل المسافرون", language="ar"),
        _resolution('A/C.3/76/L.1"><script>evil()</script>', date(2021, 10, 1), "draft of travellers", status="draft"),
        _resolution("SPECIMEN/1", date(2020, 12, 16), "alone", status="specimen"),
        replace(_resolution("A/RES/75/9", date(2020, 12, 16), "without a series"), title_notes=()),
    ]


def _resolution(symbol: str, day: date, words: str, *, language: str = "en", status: Status = "adopted") -> Resolution:
    name = Symbol(symbol)
    votes = tuple(Vote(said(), choice) for choice in ("in favour", "against", "abstaining"))
    return filled(
        Resolution,
        symbol=name,
        language=language,
        status=status,
        adopted=day,
        session=name.session,
        paragraphs=tuple(_paragraphs(words)),
        masthead=filled(Masthead),
        adoption=Adoption("recorded vote", 1, 1, 1, votes),
        sponsors=(Sponsor(said(), said(), "draft"), Sponsor(said(), said(), "additional")),
        subjects=(filled(Subject), Subject(said(), "SDG", "1")),
        origin=None,
        extra={"evil": said()},
    )


def _paragraphs(words: str) -> Iterator[Paragraph]:
    yield filled(Paragraph, kind="formula", label="F", path=(), notes=())
    for count, start in enumerate(STARTS, start=1):
        text = f"{start.strip()} {words}{count} {HARM}"
        notes = (Footnote(f"{count}", said(words), 3), Footnote(said(), said(), 5)) if count < 4 else ()
        kind = "preambular" if count < 8 else "operative"
        label = f"{'PP' if count < 8 else 'OP'}{count if count < 8 else count - 7}"
        yield filled(Paragraph, kind=kind, label=label, text=text, division="", lead=4, notes=notes)
    for count, bare in enumerate(("---", "===", "- - -", "#", "1.", "+", "```", "|", "<b>"), start=len(STARTS) - 6):
        yield filled(Paragraph, kind="operative", label=f"OP{count}", text=bare, division="", lead=0, notes=())
    heading = said(words)
    yield filled(Paragraph, kind="heading", label="H1", text=heading, lead=0, path=(), notes=())
    cells = "\t".join((f"=evil() {words}", "-evil", said(), "12", HARM))
    yield filled(Paragraph, kind="table", label="T1.1", text=cells, lead=0, path=(), notes=())
    label = '"><img src=x onerror=evil()> Annex 1 (a)'
    yield filled(Paragraph, kind="operative", label=label, text=f"{words} {HARM}", lead=0, notes=())
