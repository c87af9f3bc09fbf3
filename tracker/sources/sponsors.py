"""Names of sponsors from the sentence that joins them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from tracker.model import Sponsor

# Short names that contain "and": everywhere else, in the last item of a list, "and" joins two sponsors.
_WITH_AND = (
    "Antigua and Barbuda",
    "Bosnia and Herzegovina",
    "Saint Kitts and Nevis",
    "Saint Vincent and the Grenadines",
    "Sao Tome and Principe",
    "Trinidad and Tobago",
    "United Kingdom of Great Britain and Northern Ireland",
)
_GLUE = "\ue000"
_PROTECTED = re.compile("|".join(map(re.escape, _WITH_AND)), re.IGNORECASE)
# "on behalf the", "of behalf of": slips of two files.
_BEHALF = re.compile(
    r"(?:^|[\s(,]+)(?:(?:on|of) behalf(?: of)?\s+(?P<behalf>.*)|(?P<capacity>in its capacity as .*))", re.IGNORECASE
)
_BY_A_COMMITTEE = re.compile(
    r"(?:submitted by|on the basis of|the amendment)\b|[^,;]+, submitted by the (?:Vice-)?(?:Chair|Rapporteur)",
    re.IGNORECASE,
)
_REPRESENTATIVE = re.compile(
    r"^(?:introduced in the Committee by )?(?:the )?representative of (?:the )?", re.IGNORECASE
)
_WITHDRAWN = re.compile(r"(?<=[a-z)])\.\s*-\s*(?=[A-Z][^.]*\bfrom the list of sponsors)")
_AND = re.compile(r"\s+and\s+(?:also\s+)?")


def read_sponsors(text: str, stage: Literal["draft", "additional"] = "draft") -> tuple[Sponsor, ...]:
    """Split "Belarus, Cuba (on behalf of ... A and B), Bosnia and Herzegovina and Chile" into its sponsors, in order.

    Parentheses protect commas and "and"; "on behalf of" stays with its sponsor; a leading "the" is no part of a name.
    What is said of a committee or its officers ("submitted by the Chair of the Committee, ...") is one name, as
    printed; so is a sentence on a sponsor that withdrew.
    """
    line = " ".join(text.split())
    line, *withdrawn = _WITHDRAWN.split(line)
    if _BY_A_COMMITTEE.match(line):
        return tuple(Sponsor(name, None, stage) for name in (line.strip(" ,"), *withdrawn))
    found: list[Sponsor] = []
    line = _REPRESENTATIVE.sub("", line)
    for item in _items(_PROTECTED.sub(lambda match: match.group().replace(" and ", _GLUE), line)):
        name, behalf = _name(item.replace(_GLUE, " and "))
        if not name and behalf and found:  # "Cuba, on behalf of ...": the comma stands inside one sponsor
            found[-1] = Sponsor(found[-1].name, behalf, stage)
        elif name:
            found.append(Sponsor(name, behalf, stage))
    return (*found, *(Sponsor(sentence, None, stage) for sentence in withdrawn))


def is_a_name(printed: str) -> bool:
    """Whether a sponsor is named, rightly or wrongly; else it is said of a committee, its officers or a withdrawal."""
    return not _BY_A_COMMITTEE.match(printed) and "the list of sponsors" not in printed


def _items(line: str) -> Iterator[str]:
    """Pieces between commas outside parentheses, the last ones also at "and"."""
    masked = _masked(line)
    start = 0
    for comma in [index for index, letter in enumerate(masked) if letter in ",;"] + [len(line)]:
        piece, cover = line[start:comma], masked[start:comma]
        start = comma + 1
        if cover.strip().lower().startswith(("on behalf", "of behalf", "in its capacity")):
            yield piece.strip()
            continue
        left = 0
        for joint in [*_AND.finditer(cover)]:
            yield piece[left : joint.start()].strip()
            left = joint.end()
        yield piece[left:].strip()


def _masked(line: str) -> str:
    """The same length, with everything in parentheses covered."""
    depth, out = 0, []
    for letter in line:
        depth += letter == "("
        out.append("\0" if depth else letter)
        depth -= letter == ")" and depth > 0
    return "".join(out)


def _name(item: str) -> tuple[str, str | None]:
    match = _BEHALF.search(item)
    behalf = (match["behalf"] or match["capacity"]).strip() if match else None
    if behalf and behalf.count(")") > behalf.count("("):
        behalf = behalf.removesuffix(")").strip()
    name = (item[: match.start()] if match else item).strip(" ,;")
    name = name.removeprefix("and ").removeprefix("the ").strip()
    return name, behalf
