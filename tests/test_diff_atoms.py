"""No edit cuts a date, symbol, session ordinal or number with its unit: counted over real pairs in six languages.

What a date or a symbol is, is said here once more and plainly, apart from the patterns that the program cuts words by.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import LANGUAGE_CODES, few

from tracker import ordinals, sources
from tracker.align import align
from tracker.diff import apply, diff
from tracker.languages import LANGUAGES, OFFICIAL
from tracker.model import Resolution
from tracker.pipeline.compare import read

_GAP = "[ \u00a0\u202f]"
_PLENTY = ("date", "symbol", "ordinal")
_UNITS = {
    "en": r"per cent|million|billion|%|°C",
    "fr": r"pour cent|millions?|milliards?|%|°C",
    "es": r"por ciento|mil millones|millones|%|°C",
    "ru": r"процент\w*|млн|млрд|миллион\w*|миллиард\w*|%",
    "ar": r"في المائة|مليون|بليون|ملايين|%",
    "zh": r"万|亿|%",
}
_SYMBOL = (
    r"\b[AES]/[\w./]*\w|(?<![\d/])\d{1,3}/\d{1,3}(?: [A-Z](?:-[A-Z])?\b)?(?![\d/])|\b\d{1,4}(?: [A-Z])? \([IVXLC]+\)"
    r"|\b\d{3,4} \(\d{4}\)"
)


def _atoms(language: str) -> dict[str, re.Pattern[str]]:
    months = "|".join(LANGUAGES[language].months)
    of = f"{_GAP}(?:de{_GAP})?"
    dates = rf"\d{{1,2}}(?:er|º)?{of}(?:{months})(?:{of}\d{{4}})?"
    if language == "zh":
        dates = r"\d{4}年(?:\d+月(?:\d+日)?)?"
    named = sorted((form for n in range(1, 121) for form in ordinals.forms(n, language)), key=len, reverse=True)
    sessions = "|".join(re.escape(form).replace(r"\ ", _GAP).replace(r"\-", "[-\u2010\u2011]") for form in named)
    border = "" if language == "zh" else r"\b"
    return {
        "date": re.compile(dates, re.IGNORECASE),
        "symbol": re.compile(_SYMBOL.replace(" ", _GAP)),
        "ordinal": re.compile(f"{border}(?:{sessions}){border}", re.IGNORECASE),
        "quantity": re.compile(rf"\d[\d.,]*{_GAP}?(?:{_UNITS[language].replace(' ', _GAP)})|百分之\w+"),
    }


def _cuts(old: str, new: str, language: str) -> tuple[Counter[str], list[str]]:
    """How many atoms both texts have, by kind, and those that a piece of their diff begins or ends inside."""
    operations = diff(old, new, language)
    assert new == apply(old, operations)
    total: Counter[str] = Counter()
    cut = []
    for text, without in ((old, "insert"), (new, "delete")):
        borders = set(accumulate(len(op.text) for op in operations if op.op != without))
        for kind, pattern in _atoms(language).items():
            for match in pattern.finditer(text):
                total[kind] += 1
                if any(match.start() < border < match.end() for border in borders):
                    cut.append(f"{kind} {match.group()}")
    return total, cut


def _counted(pairs: Iterator[tuple[str, str]], language: str = "en") -> tuple[Counter[str], list[str]]:
    total: Counter[str] = Counter()
    cut: list[str] = []
    for old, new in pairs:
        more, found = _cuts(old, new, language)
        total += more
        cut += found
    return total, cut


def _edited(old: Resolution, new: Resolution) -> Iterator[tuple[str, str]]:
    for link in align(old.paragraphs, new.paragraphs):
        before = "\n".join(old.paragraphs[at].text for at in link.old)
        after = "\n".join(new.paragraphs[at].text for at in link.new)
        if before != after:
            yield before, after


# ------------------------------------------------------------------------------------------------------- real texts


@pytest.mark.parametrize(
    ("case", "atoms"),
    [
        ("G1", {"date": 47, "symbol": 47, "ordinal": 19}),
        ("G7", {"date": 14, "symbol": 4, "ordinal": 4}),
        ("G9", {"date": 37, "symbol": 21, "ordinal": 43, "quantity": 3}),
        ("G10", {"date": 31, "symbol": 9, "ordinal": 51, "quantity": 33}),
    ],
)
def test_alignments_made_by_reading(gold: Path, case: str, atoms: dict[str, int]) -> None:
    """Every edited pair of the four, a new paragraph with all the old ones it descends from: nothing is cut."""
    old, new = (json.loads((gold / case / f"{side}.json").read_text("utf-8"))["paragraphs"] for side in ("old", "new"))
    links = json.loads((gold / case / "gold.json").read_text("utf-8"))["links"]
    pairs = (("\n".join(old[at]["text"] for at in link["old"]), new[link["new"]]["text"]) for link in links)
    assert (atoms, []) == _counted((before, after) for before, after in pairs if before and before != after)


@pytest.mark.parametrize("language", OFFICIAL)
def test_the_series_in_six_languages(corpus: Path, language: str) -> None:
    """Four steps of the series in each language: nothing is cut, and there are some that could be."""
    found = [
        read(next((corpus / "series" / f"{session}session" / LANGUAGES[language].name).glob("*.xml")))
        for session in range(74, 79)
    ]
    pairs = (pair for old, new in pairwise(found) for pair in _edited(old, new))
    total, cut = _counted(pairs, language)
    assert [] == cut
    assert {"date": True, "symbol": True, "ordinal": True} == {kind: total[kind] >= 8 for kind in _PLENTY}


_SUCCESSORS = (
    ("77_203", "78_189"),
    ("77_246", "78_163"),
    ("77_308", "78_300"),
    ("77_190", "78_177"),
    ("77_261", "78_249"),
    ("77_62", "78_48"),
    ("77_181", "78_168"),
    ("77_167", "78_156"),
)


@pytest.mark.parametrize(("old", "new"), _SUCCESSORS)
def test_english_texts_and_their_successors(corpus: Path, old: str, new: str) -> None:
    """Texts of many kinds, budgets too, and those that followed them a year later: nothing is cut."""
    texts = []
    for name in (old, new):
        with zipfile.ZipFile(corpus / f"{name[:2]}session-English.zip") as archive:
            (member,) = [item for item in archive.namelist() if re.search(rf"{name}(?!\d)", item)]
            (resolution,) = sources.read(archive.read(member), Path(member).name).resolutions
            texts.append(resolution)
    total, cut = _counted(_edited(*texts))
    assert [] == cut
    assert total["ordinal"] > 0 < total["date"]


# ---------------------------------------------------------------------------------------------------- made-up texts

_PLANTED = {
    "en": ("16 December 2021", "31 August", "75/180", "A/C.3/66/L.32", "217 A (III)", "sixty-first", "5 per cent"),
    "fr": ("1er janvier 2020", "18 décembre 2019", "74/153", "soixante-dix-septième", "10 pour cent", "1,5 milliard"),
    "es": ("16 de diciembre de 2021", "77/213", "septuagésimo séptimo", "10 por ciento", "100 millones", "20º"),
    "ru": ("16 декабря 2021 года", "76/159", "семьдесят седьмой", "10 процентов", "100 млрд"),
    "ar": ("16 كانون الأول/ديسمبر 2021", "78/199", "السابعة والسبعين", "10 في المائة", "5 ملايين"),
    "zh": ("2021年12月16日", "76/159", "第七十七届", "百分之十", "三十", "100亿"),
}  # fmt: skip
_FILLING = {
    "en": ("the", "of", "and", "human", "rights", "States", ",", ";", "from", "to"),
    "fr": ("de", "la", "et", "droits", "de", "l’homme", ",", "un", "vingt"),
    "es": ("de", "la", "y", "derechos", "humanos", ",", "en", "diciembre"),
    "ru": ("и", "в", "права", "человека", ",", "года", "от"),
    "ar": ("في", "من", "حقوق", "الإنسان", "،", "المائة"),
    "zh": ("的", "和", "人", "权", "大", "会", "，", "年", "第"),
}


@st.composite
def planted(draw: st.DrawFn, language: str) -> tuple[list[str], list[str], str]:
    """The words of two texts, with dates and symbols among them, and what stands between two words."""
    words = st.sampled_from((*_PLANTED[language], *_FILLING[language]))
    old = draw(st.lists(words, max_size=24))
    new = list(old)
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(new)))
        new[at : at + draw(st.integers(0, 3))] = draw(st.lists(words, max_size=3))
    return old, new, "" if language == "zh" else draw(st.sampled_from((" ", "\u00a0")))


@pytest.mark.parametrize("language", LANGUAGE_CODES)
@few
@given(data=st.data())
def test_no_planted_atom_is_cut(language: str, data: st.DataObject) -> None:
    """Dates, symbols, ordinals and quantities put among words that repeat: no piece begins or ends inside one."""
    old, new, gap = data.draw(planted(language))
    if language == "zh":  # a mark between any two, so that none runs into its neighbour
        gap = "：" if data.draw(st.booleans()) else "的"
    operations = diff(gap.join(old), gap.join(new), language)
    for words, without in ((old, "insert"), (new, "delete")):
        borders = set(accumulate(len(op.text) for op in operations if op.op != without))
        at = 0
        for word in words:
            whole = range(at + 1, at + len(word)) if word in _PLANTED[language] else range(0)
            assert set() == borders & set(whole), word
            at += len(word) + len(gap)
