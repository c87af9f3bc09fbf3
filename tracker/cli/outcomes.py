"""What is said of files that were added or fetched: a few one by one; of many, a table and what needs a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from tracker.cli import output
from tracker.errors import TrackerError

if TYPE_CHECKING:
    from tracker.pipeline.report import Outcome, Report, What

_FEW = 12
"""Files that are told one by one."""
_REASONS = 20
_NAMES = 3
_TO_CHECK = 10
_WHATS: tuple[What, ...] = ("added", "replaced", "unchanged", "refused")


def tell(report: Report, *, dry_run: bool = False, refused: bool = True) -> None:
    """Say what became of the files. Raises TrackerError if one was refused; `refused`: say which, and why."""
    would = "would be " if dry_run else ""
    few = len(report.outcomes) <= _FEW
    for line in _one_by_one(report, would) if few else _many(report):
        output.say(line)
    for line in _uncoded(report):
        output.say(line)
    if refused and report.refused:
        for line in _refused(report.refused):
            output.say(line, err=True)
    for line in [would + _counts(report)] if few else _table(report, would):
        output.say(line)
    if report.refused:
        number = len(report.refused)
        raise TrackerError(
            f"{number:,} of {len(report.outcomes):,} files {'was' if number == 1 else 'were'} refused: see above"
        )


def _one_by_one(report: Report, would: str) -> Iterator[str]:
    for outcome in report.outcomes:
        if outcome.what != "refused":
            yield f"{would}{outcome.what}: {', '.join(outcome.texts)} from {outcome.name}"
            for finding in outcome.findings:
                yield f"   to check: {finding.text}{f' ({finding.where})' if finding.where else ''}"


def _many(report: Report) -> Iterator[str]:
    """What is new about texts that were here, and what their readers noticed: the first few of these, and a number."""
    for outcome in report.outcomes:
        if outcome.what == "replaced":
            yield f"replaced: {', '.join(outcome.texts)} from {outcome.name}"
    found = [
        f"to check: {', '.join(outcome.texts)}: {finding.text}{f' ({finding.where})' if finding.where else ''}"
        for outcome in report.outcomes
        if outcome.what in {"added", "replaced"}
        for finding in outcome.findings
    ]
    shown = found if len(found) <= _TO_CHECK + 2 else found[:_TO_CHECK]
    yield from shown
    if len(found) > len(shown):
        yield f"to check: {len(found) - len(shown):,} more; tracker show SYMBOL --source tells those of a text"


def _uncoded(report: Report) -> Iterator[str]:
    """How many printed names of countries have no code, and the first few of them."""
    names = list(dict.fromkeys(name for outcome in report.outcomes for name in outcome.uncoded))
    if names:
        shown = names if len(names) <= _NAMES + 1 else names[:_NAMES]
        more = f" and {len(names) - len(shown):,} more" if len(names) > len(shown) else ""
        what = "1 printed country name has" if len(names) == 1 else f"{len(names):,} printed country names have"
        yield f"{what} no code: {'; '.join(shown)}{more} (iso is empty)"


def _refused(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Each reason with the files that it is true of."""
    files: dict[str, list[str]] = {}
    for outcome in outcomes:
        files.setdefault(_reason(outcome), []).append(outcome.name)
    for place, (reason, names) in enumerate(files.items()):
        if place == _REASONS:
            yield f"refused: {sum(map(len, list(files.values())[place:])):,} more, for other reasons"
            return
        if len(names) == 1:
            yield f"refused: {names[0]}{reason}"
        else:
            more = f" and {len(names) - _NAMES:,} more" if len(names) > _NAMES else ""
            yield f"refused: {', '.join(names[:_NAMES])}{more}: {reason.lstrip(': ')}"


def _reason(outcome: Outcome) -> str:
    """Why a file was refused, as it follows its name: ": it lies in a folder ...", " is not text ..."."""
    reason = outcome.reason or ""
    for name in (outcome.name, PurePath(outcome.name).name):
        if reason.startswith(name):
            return reason.removeprefix(name)
    return f": {reason}"


def _counts(report: Report) -> str:
    counts = [f"{report.count(what)} {what}" for what in _WHATS if report.count(what)]
    if report.skipped:
        counts.append(f"{report.skipped} skipped (no documents)")
    return ", ".join(counts) or "nothing to do"


def _table(report: Report, would: str) -> Iterator[str]:
    """Files and texts by what became of them."""
    rows = [("", "files", "texts")]
    for what in _WHATS:
        chosen = [outcome for outcome in report.outcomes if outcome.what == what]
        if chosen or what in {"added", "unchanged", "refused"}:
            texts = sum(len(outcome.texts) for outcome in chosen)
            rows.append((would + what, f"{len(chosen):,}", "" if what == "refused" else f"{texts:,}"))
    if report.skipped:
        rows.append(("skipped", f"{report.skipped:,}", "no documents by their names"))
    name, files, texts = (max(len(row[place]) for row in rows[:4]) for place in range(3))
    for row in rows:
        yield f"{row[0]:<{name}}  {row[1]:>{files}}  {row[2]:>{texts}}".rstrip()
