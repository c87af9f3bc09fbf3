"""A report in the format that was asked for, as bytes."""

from __future__ import annotations

from typing import Literal

from tracker.render.blocks.model import Report

Format = Literal["text", "markdown", "html", "docx"]
FORMATS: tuple[Format, ...] = ("text", "markdown", "html", "docx")


def written(report: Report, form: Format, *, width: int = 80, color: bool = False) -> bytes:
    """The bytes of a report in a format; `width` and `color` are for text."""
    if form == "docx":
        from tracker.render.blocks import word

        return word.report(report)
    if form == "html":
        from tracker.render.blocks import html

        return html.report(report).encode()
    if form == "markdown":
        from tracker.render.blocks import markdown

        return markdown.report(report).encode()
    from tracker.render.blocks import text

    return text.report(report, width=width, color=color).encode()
