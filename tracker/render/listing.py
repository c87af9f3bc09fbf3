"""What is here, as plain text: series, their texts with the gaps, one text as printed, and where it came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby

from tracker.model import Document, Footnote, KnownVersion, Paragraph, Resolution, Series, Version
from tracker.predecessors import period
from tracker.render import vocabulary
from tracker.render.escape import line as one_line
from tracker.render.escape import terminal as safe
from tracker.render.layout import fill, finish, pad, strong, table, width_of
from tracker.render.wording import number
from tracker.symbols import Symbol

_LEAST_LABEL, _MOST_LABEL = 6, 18
_LEAST_SESSIONS = 2  # two sessions make no rule


def series(found: Sequence[tuple[Series, Sequence[Version]]], *, width: int = 80, color: bool = False) -> str:
    """Series with their slugs, which texts of each are here and which known ones are not."""
    blocks = []
    for one, versions in found:
        lines = [strong(one.slug), *fill(safe(one.title), width, first="   ", rest="   ")]
        for text in _about(one, versions):
            lines.extend(fill(text, width, first="   ", rest="   "))
        blocks.append(lines)
    return finish(_apart(blocks), color=color)


_TIES = {"follows": "follows", "apart": "is kept apart from", "known": "known from"}
_PERIODS = {1: "every session", 2: "every second session", 3: "every third session", 4: "every fourth session"}


def evidence(
    sessions: Collection[int], ties: Mapping[tuple[str, str, str], Sequence[str]], said: Sequence[str], width: int = 80
) -> str:
    """How often a series comes, by its sessions; what ties each text (symbol, verdict, other); what a user says."""
    step = period(sessions) if len(set(sessions)) > _LEAST_SESSIONS else None
    lines = fill(f"Comes {_PERIODS[step]}.", width, first="   ", rest="   ") if step in _PERIODS else []
    # What one paragraph tells of many absent texts is one line.
    grouped: dict[tuple[str, str, str], list[str]] = {}
    for (symbol, verdict, other), why in ties.items():
        own = "" if verdict == "known" else symbol
        grouped.setdefault((own, f"{_TIES[verdict]} {Symbol(other).short}", "; ".join(why)), []).append(symbol)
    for (own, tie, why_so), symbols in grouped.items():
        verb = "" if own else ("is " if len(symbols) == 1 else "are ")
        head = f"{', '.join(Symbol(one).short for one in symbols)} {verb}{tie}: {why_so}"
        lines += fill(safe(head), width, first="   ", rest="      ")
    for line in said:
        lines += fill(safe(line), width, first="   ", rest="      ")
    return finish(lines, color=False) if lines else ""


def versions(found: Sequence[tuple[Series | None, Sequence[Version]]], *, color: bool = False) -> str:
    """The texts of each series, oldest first, with a line where known ones are missing; None: those of no series."""
    blocks = []
    for one, here in found:
        title = strong(f"{safe(one.title)} ({one.slug})") if one else strong("In no series")
        blocks.append([title, "", *_timeline(one, here)])
    return finish(_apart(blocks), color=color)


def text(item: Resolution, *, label: str | None = None, width: int = 80, color: bool = False) -> str:
    """A text as printed, with labels in the margin and notes below their paragraphs; or the paragraph `label` alone."""
    shown = [paragraph for paragraph in item.paragraphs if label in {None, paragraph.label}]
    column = min(max((width_of(one.label) + 2 for one in shown), default=0), _MOST_LABEL)
    column = max(column, _LEAST_LABEL)
    lines = _head(item, width, color=color)
    for paragraph in shown:
        lines.extend(["", *_paragraph(paragraph, width, column)])
    if label is None and item.closing:
        lines.extend(["", *_indented(item.closing, width, column)])
    return finish(lines, color=color)


def source(document: Document, item: Resolution, address: str | None, size: int, *, width: int = 80) -> str:
    """Where a text came from: file, address, hash, format; what its reader noticed, and what it could not place.

    Of a file with several texts, such as the parts of a resolution, the others are named too.
    """
    origin = document.origin
    same = (item.symbol, item.language)
    facts = [
        ("Text", _name(item)),
        *(("With it", _name(one)) for one in document.resolutions if (one.symbol, one.language) != same),
        ("Holds", _held(item)),
        ("File", origin.name),
        ("From", address or "given by you"),
        ("sha256", origin.sha256),
        ("Size", f"{size:,} bytes"),
        ("Format", f"{origin.format}, {origin.quality}"),
        ("Source", vocabulary.source(origin.format, item.status, origin.quality)),
        ("Credit", vocabulary.credit([item.status])),
        *((f"{finding.severity.capitalize()}", _finding(finding.text, finding.where)) for finding in document.findings),
        *(("Not placed", piece) for piece in document.unplaced),
    ]
    if not document.unplaced:
        facts.append(("Not placed", "nothing: every piece of its text has its place"))
    column = max(len(name) for name, _ in facts) + 2
    lines = [
        line for name, said in facts for line in fill(one_line(said), width, first=pad(name, column), rest=" " * column)
    ]
    return finish(lines, color=False)


def spans(numbers: Sequence[int]) -> str:
    """Numbers as they are told: "46 and 67 to 73"."""
    runs: list[str] = []
    for _, run in groupby(enumerate(sorted(set(numbers))), key=lambda pair: pair[1] - pair[0]):
        values = [value for _, value in run]
        runs.extend([f"{values[0]} to {values[-1]}"] if len(values) > 2 else map(str, values))
    return " and ".join([", ".join(runs[:-1]), runs[-1]]) if len(runs) > 1 else "".join(runs)


def missing(known: Sequence[KnownVersion]) -> str:
    """A gap in words: "7 known texts are not here: sessions 67 to 73"."""
    sessions = [one.session for one in known if one.session is not None]
    verb = "is" if len(known) == 1 else "are"
    which = f": {'session' if len(sessions) == 1 else 'sessions'} {spans(sessions)}" if sessions else ""
    return f"{number(len(known), 'known text')} {verb} not here{which}"


def _about(one: Series, here: Sequence[Version]) -> Iterator[str]:
    symbols = {version.symbol for version in here}
    body = ", ".join(part for part in (one.body, one.committee) if part)
    body = "Specimens: texts of this project, no documents of the United Nations" if one.specimen else body
    wanted = {"adopted", "specimen"} if one.specimen else {"adopted"}
    years = [version.adopted.year for version in here if version.adopted and version.status in wanted]
    told = f"{number(len(symbols), 'text')} here" + (f": {spans(years)}" if years else "")
    languages = sorted({version.language for version in here}, key=lambda code: (code != "en", code))
    yield safe(". ".join(part for part in (body, told, " ".join(languages)) if part))
    gaps = [known for known in one.known if known.symbol not in symbols]
    if gaps:
        yield safe(missing(gaps))


def _timeline(one: Series | None, here: Sequence[Version]) -> list[str]:
    """One line for each text; between them the known texts that are not here."""
    by_symbol: dict[str, list[Version]] = {}
    for version in here:
        by_symbol.setdefault(version.symbol, []).append(version)
    order = _order(one, list(by_symbol))
    rows = table([_row(by_symbol[symbol]) for symbol in order if symbol in by_symbol])
    known = {item.symbol: item for item in one.known} if one else {}
    lines: list[str] = []
    for is_here, run in groupby(order, key=by_symbol.__contains__):
        symbols = list(run)
        if is_here:
            lines.extend(rows[: len(symbols)])
            rows = rows[len(symbols) :]
        else:
            lines.append(f"   ({safe(missing([known[symbol] for symbol in symbols]))})")
    return lines


def _order(one: Series | None, here: list[str]) -> list[str]:
    """The known texts in their order, and after each what follows it among those that are here."""
    order = [known.symbol for known in one.known] if one else []
    for index, symbol in enumerate(here):
        if symbol not in order:
            order.insert(order.index(here[index - 1]) + 1 if index else 0, symbol)
    return order


def _row(texts: Sequence[Version]) -> list[str]:
    first = texts[0]
    languages = sorted({version.language for version in texts}, key=lambda code: (code != "en", code))
    formats = sorted({version.origin.format for version in texts})
    return [
        safe(first.symbol),
        vocabulary.day(first.adopted) if first.adopted else "no date",
        f"session {first.session}" if first.session else "",
        " ".join(languages),
        first.status,
        ", ".join(formats),
    ]


def _head(item: Resolution, width: int, *, color: bool) -> list[str]:
    name = str(item.symbol) if item.symbol else f"A {item.status} without a symbol"
    day = f", {vocabulary.day(item.adopted)}" if item.adopted else ""
    lines = [f"{safe(name)}{day}     {vocabulary.language(item.language)}"]
    lines.extend(fill(strong(safe(item.title)), width, color=color))
    lines.extend(_indented([_note(note) for note in item.title_notes], width, _LEAST_LABEL))
    return lines


def _paragraph(paragraph: Paragraph, width: int, column: int) -> list[str]:
    said = f"{paragraph.number} {paragraph.text}" if paragraph.number else paragraph.text
    first = pad(safe(paragraph.label), column)
    lines = fill(safe(said), width, first=first, rest=" " * column)
    return [*lines, *_indented([_note(note) for note in paragraph.notes], width, column)]


def _note(note: Footnote) -> str:
    return f"Note {note.mark}: {note.text}"


def _name(item: Resolution) -> str:
    return f"{item.symbol or 'no symbol'}, {vocabulary.language(item.language)}, {item.status}"


def _held(item: Resolution) -> str:
    """How much was read, by kind: "15 preambular, 17 operative, 5 notes"."""
    kinds = Counter(one.kind for one in item.paragraphs)
    said = [f"{kinds['preambular']} preambular", f"{kinds['operative']} operative"]
    further = ((kinds["heading"], "heading"), (kinds["table"], "table row"))
    notes = len(item.title_notes) + sum(len(one.notes) for one in item.paragraphs)
    return ", ".join([*said, *(number(count, name) for count, name in further if count), number(notes, "note")])


def _finding(said: str, where: str) -> str:
    return f"{said} ({where})" if where else said


def _indented(texts: Sequence[str], width: int, column: int) -> list[str]:
    return [line for one in texts for line in fill(safe(one), width, first=" " * column, rest=" " * column)]


def _apart(blocks: Sequence[Sequence[str]]) -> list[str]:
    return [line for index, block in enumerate(blocks) for line in (["", *block] if index else block)]
