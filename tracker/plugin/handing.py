"""What is handed on from a page: the brief of a series, or of a stretch of it, and the next session's base text."""

from __future__ import annotations

from tracker.errors import UnknownVersion
from tracker.pipeline import chain, drafts, spans
from tracker.plugin import texts
from tracker.plugin.pages import Wanted
from tracker.render.provenance import provenance
from tracker.reports import brief as briefs
from tracker.reports.formats import Format, written
from tracker.store import Store

FORMS: dict[str, Format] = {"html": "html", "docx": "docx", "md": "markdown", "txt": "text"}
"""The endings of an address, and the formats they mean."""


def brief(
    store: Store, slug: str, form: str, wanted: Wanted, *, first: str | None = None, last: str | None = None
) -> tuple[bytes, str]:
    """The brief on two pages and what its file is called: of the whole series, or from one text to another.

    `first` and `last` are slugs or symbols. Raises UnknownVersion if they are not here, or there are not two texts.
    """
    language = texts.language(store, slug, wanted.language)
    span = spans.of_series(store, slug, language, first, last)
    made = provenance(span.editions, algorithm=span.whole.algorithm)
    report = briefs.brief(span, made, second_page=True)
    names = "_".join(part for part in ("brief", slug, first, last, language) if part)
    return written(report, FORMS[form]), f"{names}.{form}"


def draft(store: Store, slug: str, wanted: Wanted) -> tuple[bytes, str]:
    """The latest text rolled forward as a Word file with tracked changes, and what the file is called.

    Raises UnknownVersion if no text of the series is here.
    """
    language = texts.language(store, slug, wanted.language)
    main = chain.texts(store.one_series(slug), store.versions(slug, language))
    if not main:
        raise UnknownVersion(f"no text of {slug} is here to be rolled forward")
    given = drafts.draft(store, slug, main[-1])
    return drafts.written(given, author="draft"), f"draft_after_{main[-1].slug}_{language}.docx"
