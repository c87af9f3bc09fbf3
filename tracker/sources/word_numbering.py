"""The numbers that Word counts by itself: "1.", "(a)", "(ii)", as they are printed (ISO/IEC 29500-1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from tracker.letters import figure
from tracker.sources.numbering import roman
from tracker.sources.word_package import W
from tracker.sources.word_styles import Styles

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_PRIVATE = re.compile("[\ue000-\uf8ff]")  # letters of a picture font: bullets
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_ALPHABET = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_HAN = "〇一二三四五六七八九"
_CAPITALS = frozenset(("upperLetter", "upperRoman"))


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed. heading: it is counted in capitals, as sections are and no paragraph is."""

    text: str
    heading: bool = False


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str = ""


@dataclass(slots=True)
class _List:
    """A list that is counted: its levels, and what each has come to."""

    levels: dict[int, _Level] = field(default_factory=dict)
    linked: str = ""
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Use:
    """One use of a list (w:num): its levels as they differ, and where it begins anew."""

    of: str
    levels: dict[int, _Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)
    begun: set[int] = field(default_factory=set)


class Numbering:
    """Counts the paragraphs of one story in their order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._uses: dict[str, _Use] = {}
        for element in root.iter(f"{W}abstractNum") if root is not None else ():
            levels = {_int(one, "ilvl"): _level(one) for one in element.iter(f"{W}lvl")}
            self._lists[element.get(f"{W}abstractNumId", "")] = _List(levels, _val(element, "numStyleLink"))
        for element in root.iter(f"{W}num") if root is not None else ():
            use = _Use(_val(element, "abstractNumId"))
            for one in element.iter(f"{W}lvlOverride"):
                index, start = _int(one, "ilvl"), _val(one, "startOverride")
                if (level := one.find(f"{W}lvl")) is not None:
                    use.levels[index] = _level(level)
                if (begins := _start(start)) is not None:
                    use.starts[index] = begins
            self._uses[element.get(f"{W}numId", "")] = use

    def next(self, properties: etree._Element | None) -> Number | None:
        """The number of the paragraph with these properties (w:pPr), counted on; None if it has none."""
        found = self._place(properties)
        if found is None:
            return None
        use, items, index = found
        level = _of(use, items, index)
        for above in range(index + 1):
            if above in use.starts and above not in use.begun:
                items.counts.pop(above, None)
                use.begun.add(above)
                if above == index:
                    items.counts[above] = use.starts[above] - 1
        if index in items.counts:
            items.counts[index] += 1
        else:
            items.counts[index] = use.starts.get(index, level.start)
        for deeper in range(index + 1, _LEVELS):
            restart = _of(use, items, deeper).restart
            if restart is None or (restart and index < restart):
                items.counts.pop(deeper, None)
        return self._printed(use, items, index)

    def _printed(self, use: _Use, items: _List, index: int) -> Number | None:
        level = _of(use, items, index)
        if level.form == "bullet":
            return Number(_PRIVATE.sub("•", level.text).strip() or "•")

        def count(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            one = _of(use, items, at)
            value = items.counts.get(at, use.starts.get(at, one.start))
            return counted("decimal" if level.legal else one.form, value)

        text = _PLACE.sub(count, level.text).strip()
        return Number(text, level.form in _CAPITALS) if text else None

    def _place(self, properties: etree._Element | None) -> tuple[_Use, _List, int] | None:
        """The list of a paragraph and its level: said directly, else by its style."""
        own = properties.find(f"{W}numPr") if properties is not None else None
        given, names = self._styles.numbering(properties)
        which = (_val(own, "numId") if own is not None else "") or (_val(given, "numId") if given is not None else "")
        use = self._uses.get(which)
        items = self._lists.get(use.of) if use else None
        if items and items.linked:
            linked = self._styles.linked_numbering(items.linked)
            other = self._uses.get(_val(linked, "numId")) if linked is not None else None
            items = self._lists.get(other.of, items) if other else items
        if use is None or items is None:
            return None
        if own is not None and _val(own, "ilvl"):
            return use, items, _small(_val(own, "ilvl"))
        styled = next((at for name in names for at, one in items.levels.items() if name and one.style == name), None)
        return use, items, _small(_val(given, "ilvl")) if styled is None and given is not None else styled or 0


def counted(form: str, value: int) -> str:
    """A count in one of Word's forms; in plain digits, where the form is not known."""
    return _FORMS.get(form, str)(value)


def _of(use: _Use, items: _List, index: int) -> _Level:
    return use.levels.get(index) or items.levels.get(index) or _Level(text=f"%{index + 1}.")


def _level(element: etree._Element) -> _Level:
    start, restart = _val(element, "start"), _val(element, "lvlRestart")
    legal = element.find(f"{W}isLgl")
    return _Level(
        1 if (begins := _start(start)) is None else begins,
        _val(element, "numFmt") or "decimal",
        _val(element, "lvlText"),
        figure(restart),
        legal is not None and legal.get(f"{W}val", "1") not in ("0", "false"),
        _val(element, "pStyle"),
    )


def _val(element: etree._Element | None, tag: str) -> str:
    found = element.find(f"{W}{tag}") if element is not None else None
    return found.get(f"{W}val", "") if found is not None else ""


def _int(element: etree._Element, name: str) -> int:
    return _small(element.get(f"{W}{name}", ""))


def _small(value: str) -> int:
    return min(figure(value) or 0, _LEVELS - 1)


def _start(value: str) -> int | None:
    """Where a count begins, as the file says it; None if it says nothing."""
    number = figure(value.removeprefix("-"))
    return -number if number is not None and value.startswith("-") else number


# ------------------------------------------------------------------------------------------------------------- forms


def _letters(alphabet: str, *, upper: bool = False) -> Callable[[int], str]:
    """After the last letter Word doubles it: z, aa, bb."""

    def form(value: int) -> str:
        if value < 1:
            return str(value)
        times, index = divmod(value - 1, len(alphabet))
        letters = alphabet[index] * min(times + 1, 30)
        return letters.upper() if upper else letters

    return form


def _roman(value: int) -> str:
    return roman(value) if 0 < value < 400 else str(value)


def _ordinal(value: int) -> str:
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def _han(value: int) -> str:
    """一, 十, 十二, 二十: to 99."""
    if not 0 < value < 100:
        return str(value)
    tens, ones = divmod(value, 10)
    return ("" if not tens else "十" if tens == 1 else f"{_HAN[tens]}十") + (_HAN[ones] if ones else "")


_FORMS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "decimalZero": lambda value: f"{value:02}",
    "lowerLetter": _letters(_LATIN),
    "upperLetter": _letters(_LATIN, upper=True),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
    "ordinal": _ordinal,
    "decimalFullWidth": lambda value: str(value).translate({48 + n: 0xFF10 + n for n in range(10)}),
    "decimalEnclosedParen": lambda value: chr(0x2473 + value) if 0 < value < 21 else f"({value})",
    "russianLower": _letters(_RUSSIAN),
    "russianUpper": _letters(_RUSSIAN, upper=True),
    "arabicAbjad": _letters(_ABJAD),
    "arabicAlpha": _letters(_ALPHABET),
    "chineseCounting": _han,
    "chineseCountingThousand": _han,
    "taiwaneseCounting": _han,
    "ideographDigital": lambda value: "".join(_HAN[int(digit)] for digit in str(abs(value))),
    "ideographEnclosedCircle": lambda value: chr(0x2460 + value - 1) if 0 < value < 21 else str(value),
    "hindiNumbers": lambda value: str(value).translate({48 + n: 0x966 + n for n in range(10)}),
}
"""By the name that the file gives; any other is counted in plain digits."""
