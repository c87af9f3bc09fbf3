"""A small database of resolutions written for tests: three years of "Bridges" in English, two in Arabic, and specimens.

Its second year rewords, adds, deletes and moves; its third is a technical rollover. The words that a page could take
for markup stand in every place where a document can hold words.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from tracker.model import (
    Adoption,
    Document,
    Footnote,
    KnownVersion,
    Masthead,
    Origin,
    Paragraph,
    Resolution,
    Series,
    Sponsor,
    Status,
    Vote,
)
from tracker.store import Store
from tracker.symbols import Symbol

HOSTILE = "<script>alert('x')</script> & \"quotes\" {{ 7*7 }}"
SERIES = "bridges"
DRILL = "drill"
_KNOWN = (
    KnownVersion("A/RES/72/1", 72, date(2017, 12, 19), "read"),
    KnownVersion("A/RES/73/5", 73, date(2018, 12, 19), "cited"),
    KnownVersion("A/RES/74/2", 74, date(2019, 12, 18), "read"),
    KnownVersion("A/RES/75/3", 75, date(2020, 12, 16), "read"),
)


def build(path: Path, *, only: Sequence[str] = (), derived: bool = False) -> Path:
    """Write the database, of all texts or `only` some, with stored comparisons if `derived`; gives back its path."""
    with Store.open(path, create=True) as store:
        store.save_series(Series(SERIES, f"Bridges {HOSTILE}", "General Assembly", "Third Committee", known=_KNOWN))
        store.save_series(Series(DRILL, "Bridges, a drill (specimens)", specimen=True))
        for resolution in _resolutions():
            assert resolution.symbol
            if only and str(resolution.symbol) not in only:
                continue
            data = repr(resolution).encode()
            origin = Origin(f"{resolution.symbol.slug}.xml", sha256(data).hexdigest(), "akn", "structured")
            store.save(Document(origin, (resolution,)), data=data)
            home = DRILL if resolution.symbol.is_specimen else SERIES
            store.link(home, str(resolution.symbol), "read")
        if derived:
            from tracker.pipeline.derive import derive

            for one in store.series():
                for language in store.languages(one.slug):
                    derive(store, one.slug, language)
        store.finish()
    return path


def _resolutions() -> list[Resolution]:
    first = [
        ("PP1", "Recalling its resolution 71/9 of 19 December 2016, on bridges between peoples,"),
        ("PP2", f"Noting that a bridge holds {HOSTILE} as long as both banks stand,"),
        ("PP3", "Welcoming the fiftieth anniversary of the Stone Bridge,"),
        ("OP1", "Urges all States to keep their bridges open to every traveller, by day and by night;"),
        ("OP2", "Encourages the exchange of knowledge among those who build bridges and those who cross them;"),
        ("OP3", "Decides to continue its consideration of the question at its seventy-third session."),
    ]
    second = [
        ("PP1", "Recalling its resolution 72/1 of 19 December 2017, on bridges between peoples,"),
        ("PP2", f"Noting that a bridge holds {HOSTILE} as long as both banks stand,"),
        ("OP1", "Encourages the exchange of knowledge among those who build bridges and those who cross them;"),
        ("OP2", "Urges all States to keep their bridges open and safe for every traveller, by day and by night;"),
        ("OP3", "Requests the Secretary-General to report on ferries and fords, including their cost;"),
        ("OP4", "Decides to continue its consideration of the question at its seventy-fifth session."),
    ]
    third = [
        ("PP1", "Recalling its resolution 74/2 of 18 December 2019, on bridges between peoples,"),
        *second[1:5],
        ("OP4", "Decides to continue its consideration of the question at its seventy-sixth session."),
    ]
    arabic = [
        ("PP1", "إذ تشير إلى قرارها 72/1 المؤرخ 19 كانون الأول/ديسمبر 2017 بشأن الجسور بين الشعوب،"),
        ("OP1", "تحث جميع الدول على إبقاء جسورها مفتوحة وآمنة لكل مسافر؛"),
    ]
    return [
        _resolution("A/RES/72/1", "en", first, date(2017, 12, 19)),
        _resolution("A/RES/74/2", "en", second, date(2019, 12, 18), adoption=Adoption("without a vote")),
        _resolution("A/RES/75/3", "en", third, date(2020, 12, 16), adoption=_vote()),
        _resolution("A/RES/74/2", "ar", arabic, date(2019, 12, 18)),
        _resolution("A/RES/75/3", "ar", [*arabic[:1], ("OP1", arabic[1][1].replace("وآمنة ", ""))], date(2020, 12, 16)),
        _resolution("SPECIMEN/1", "en", first, date(2018, 12, 3), status="specimen"),
        _resolution("SPECIMEN/2", "en", second, date(2019, 12, 3), status="specimen"),
    ]


def _vote() -> Adoption:
    votes = (Vote("Argentina", "against"), Vote("Ukraine", "abstaining"))
    return Adoption("recorded vote", 175, 1, 1, votes)


def _resolution(
    symbol: str,
    language: str,
    paragraphs: list[tuple[str, str]],
    adopted: date,
    **more: Any,
) -> Resolution:
    named = Symbol.parse(symbol)
    status: Status = more.pop("status", "adopted")
    return Resolution(
        symbol=named,
        language=language,
        title=f"Bridges {HOSTILE}",
        paragraphs=tuple(_paragraph(label, text) for label, text in paragraphs),
        adopted=adopted,
        session=named.session,
        status=status,
        masthead=Masthead(lines=("General Assembly", HOSTILE)),
        sponsors=(Sponsor(f"Cuba {HOSTILE}"),),
        closing=("50th plenary meeting", HOSTILE),
        **more,
    )


def _paragraph(label: str, text: str) -> Paragraph:
    operative = label.startswith("OP")
    notes = (Footnote("1", f"A/72/53, {HOSTILE}", text.index(",")),) if label == "PP1" and "," in text else ()
    return Paragraph(
        kind="operative" if operative else "preambular",
        text=text,
        label=label,
        number=f"{label[2:]}." if operative else None,
        path=(label[2:],) if operative else (),
        lead=len(text.partition(" ")[0]),
        notes=notes,
    )
