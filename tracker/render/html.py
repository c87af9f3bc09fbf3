"""Values as HTML: fragments for the pages, and one self-contained file for `tracker diff --format html`.

Every function is pure: a value of the model in, escaped `Markup` out, for a page that sets `<html lang dir>` and brings
the style sheet. Templates stand in tracker/render/templates with autoescape on; what they get that is already safe was
made by html_text.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tracker import __version__
from tracker.formulas import Formula
from tracker.model import Comparison, Concordance, Lineage, Resolution, SeriesView, Telling
from tracker.render import (
    escape,
    finding,
    html_languages,
    html_life,
    html_map,
    html_opening,
    html_rows,
    html_series,
    html_text,
    html_version,
    vocabulary,
)

Address = html_languages.Address
STYLE = Path(__file__).parent.parent / "plugin" / "static" / "tracker.css"
"""The one style sheet. Datasette serves it from the plugin's folder and nowhere else; document() carries it inside."""


def opening(comparison: Comparison, telling: Telling, paragraph: html_opening.Address | None = None) -> Markup:
    """What stands above the paragraphs: headline, counts, how adopted, repeated edits, what is to check.

    `paragraph` gives the address of a paragraph by the symbol of a text and its label there.
    """
    facts = html_opening.opening(comparison, telling, paragraph)
    return _render("opening.html", comparison.new.language, facts=facts)


def changes(
    comparison: Comparison,
    *,
    inline: bool = False,
    view: html_rows.View = html_rows.View(),  # noqa: B008  # frozen
) -> Markup:
    """The paragraphs, side by side on a wide page unless `inline`."""
    sides = html_opening.facts(comparison.old), html_opening.facts(comparison.new)
    return _render(
        "changes.html",
        comparison.new.language,
        rows=html_rows.rows(comparison, view),
        inline=inline,
        sides=sides,
        view=view,
    )


def overview(comparison: Comparison) -> Markup:
    """The paragraphs at a glance: a letter for each, that leads to what became of it."""
    parts = html_map.parts(comparison)
    return _render("map.html", comparison.new.language, parts=parts, legend=html_map.legend(parts))


def found(comparison: Comparison, words: str) -> Markup:
    """How often some words stand in either text, and in which paragraphs; empty if there is nothing to look for."""
    said = finding.found(comparison, words)
    sides = html_opening.facts(comparison.old).short, html_opening.facts(comparison.new).short
    return _render("found.html", comparison.new.language, found=said, sides=sides) if said else Markup()


def languages(
    found: Concordance, formulas: Sequence[Sequence[Formula]], texts: Sequence[tuple[str, str]], address: Address
) -> Markup:
    """One step in several languages: the table of edits, what stands in one only, and repeated edits text by text.

    `texts` are the years and symbols by which `formulas` are counted.
    """
    return _render(
        "languages.html",
        found.languages[0],
        table=html_languages.table(found, formulas, address),
        texts=texts,
        names=vocabulary.LANGUAGES,
    )


def sources(comparison: Comparison, telling: Telling) -> Markup:
    """Where both texts come from, what they are worth, and what compared them."""
    facts = html_opening.opening(comparison, telling)
    return _render(
        "sources.html",
        comparison.new.language,
        facts=facts,
        program=__version__,
    )


def table(view: SeriesView, links: html_series.Links) -> Markup:
    """The paragraphs of a series by year: each cell a letter that leads to the change it stands for."""
    return _render("table.html", view.language, table=html_series.table(view, links))


def life(view: SeriesView, lineage: Lineage, links: html_series.Links) -> Markup:
    """One paragraph through the years."""
    return _render("life.html", view.language, life=html_life.life(view, lineage, links))


def text(resolution: Resolution, *, heading: int = 1, margins: html_version.Margins | None = None) -> Markup:
    """A text as printed; its title is a heading of this level. In its margin stands since when it has its words."""
    return _render("text.html", resolution.language, text=html_version.text(resolution, margins), heading=heading)


def feed(**values: Any) -> str:
    """An Atom feed: title, page and own (addresses), latest (a day), credit, entries (feeds.Entry)."""
    return escape.inert(_render("feed.xml", "en", **values))


def document(comparison: Comparison, telling: Telling) -> str:
    """A comparison as one HTML file that needs nothing else: it can be mailed, opened anywhere and printed."""
    old, new = comparison.old, comparison.new
    return escape.inert(
        _render(
            "document.html",
            new.language,
            title=f"{vocabulary.name(old)} to {vocabulary.name(new)}",
            heading=new.title,
            facts=html_opening.opening(comparison, telling),
            language_name=vocabulary.language(new.language),
            style=Markup(STYLE.read_text(encoding="utf-8")),  # noqa: S704  # our own file
            opening=opening(comparison, telling),
            changes=changes(comparison),
            sources=sources(comparison, telling),
        )
    )


def _render(template: str, language: str, **values: Any) -> Markup:
    rendered = (
        _environment()
        .get_template(template)
        .render(language=language, direction=html_text.direction(language), **values)
    )
    return Markup(rendered)  # noqa: S704  # a template with autoescape on made it


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tracker.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["anchor"] = html_text.anchor
    return environment
