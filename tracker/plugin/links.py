"""Addresses of our pages: slugs and labels in, addresses with Datasette's base_url out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from tracker.model import Version
from tracker.render import html_text

ROOT = "/-/tracker"


def home(datasette: Any, database: str | None = None) -> str:
    """The home page."""
    return Links(datasette, database).home()


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses of a database's pages. `database` is None for the only one, `language` for English."""

    datasette: Any
    database: str | None = None
    language: str | None = None

    def home(self) -> str:
        """What is here."""
        return self._path("")

    def search(self) -> str:
        """Where the search form leads, without its words."""
        return str(self.datasette.urls.path(f"{ROOT}/search"))

    def feed(self, series: str | None = None) -> str:
        """The feed of a series, or of all."""
        return self._path(f"/{series}/feed" if series else "/feed")

    def brief(self, series: str, form: str, **more: str) -> str:
        """The brief of a series; `more` may hold the texts from which and to which it goes."""
        return self._path(f"/{series}/brief.{form}", **more)

    def draft(self, series: str) -> str:
        """The next session's base text, a Word file."""
        return self._path(f"/{series}/draft.docx")

    def form(self, address: str, form: str) -> str:
        """The address of a page in another form: its path with the ending .json or .csv, before what is asked."""
        path, mark, query = address.partition("?")
        return f"{path}.{form}{mark}{query}"

    def for_excel(self, address: str) -> str:
        """The address of a page as CSV, or of that CSV, as Excel opens it well."""
        written = address if address.partition("?")[0].endswith(".csv") else self.form(address, "csv")
        return f"{written}{'&' if '?' in written else '?'}excel=1"

    def search_for(self, words: str, language: str | None, **more: str) -> str:
        """A search; `language` None for all."""
        return self._path("/search", language=language, q=words, **more)

    def series(self, series: str, language: str | None = None, **more: str) -> str:
        """A series; `language` None for that of the page."""
        return self._path(f"/{series}", language=language or self.language, **more)

    def bare_series(self, series: str) -> str:
        """Where the form that chooses two texts leads, without what it adds."""
        return str(self.datasette.urls.path(f"{ROOT}/{series}"))

    def comparison(self, series: str, old: str, new: str, *, form: str = "", anchor: str = "", **more: str) -> str:
        """Two texts compared; `form` is that of a download (routes.py)."""
        ending = f".{form}" if form else ""
        return self._path(f"/{series}/{old}...{new}{ending}", **more) + (f"#{anchor}" if anchor else "")

    def languages(self, series: str, old: str, new: str, *, form: str = "") -> str:
        """Two texts compared in all languages; `form` is json."""
        return self._path(f"/{series}/{old}...{new}/languages{f'.{form}' if form else ''}", language=None)

    def version(self, series: str, version: str) -> str:
        """A text as printed."""
        return self._path(f"/{series}/version/{version}")

    def paragraph(self, series: str, version: str, label: str) -> str:
        """A paragraph through the years."""
        return self._path(f"/{series}/paragraph/{version}.{html_text.anchor(label)}")

    def _path(self, path: str, **arguments: str | None) -> str:
        known = {"db": self.database, "language": self.language}
        query = urlencode({key: value for key, value in (known | arguments).items() if value})
        address = str(self.datasette.urls.path(f"{ROOT}{path}"))
        return f"{address}?{query}" if query else address


@dataclass(frozen=True, slots=True)
class SeriesLinks:
    """The addresses that the table of a series leads to, by the index of a version in it."""

    links: Links
    series: str
    versions: tuple[Version, ...]

    def version(self, index: int) -> str:
        """The text itself."""
        return self.links.version(self.series, self.versions[index].slug)

    def comparison(self, index: int) -> str:
        """The comparison that leads to this version."""
        return self.links.comparison(self.series, self.versions[index - 1].slug, self.versions[index].slug)

    def step(self, index: int, label: str) -> str:
        """A paragraph in the comparison that leads to this version; "was OP3" is one that it no longer has."""
        return f"{self.comparison(index)}#{html_text.anchor(label)}"

    def life(self, index: int, label: str) -> str:
        """A paragraph through the years."""
        return self.links.paragraph(self.series, self.versions[index].slug, label)
