"""Where the United Nations publishes: addresses, as UN.md D describes them. Tests put a host of their own in place."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.languages import LANGUAGES

REPOSITORY_NAME = "UNxml/GAresolutions"


@dataclass(frozen=True, slots=True)
class Hosts:
    """Addresses without their ends.

    `raw` and `contents`: the public XML repository's main branch, its files and its lists of what a folder holds;
    `ods`: the symbol API of the Official Document System; `library`: the Digital Library.
    """

    raw: str = f"https://raw.githubusercontent.com/{REPOSITORY_NAME}/main"
    contents: str = f"https://api.github.com/repos/{REPOSITORY_NAME}/contents"
    ods: str = "https://documents.un.org/api/symbol/access"
    library: str = "https://digitallibrary.un.org"


OFFICIAL = Hosts()


def folder_name(language: str) -> str:
    """What the repository calls a language: "English"."""
    return LANGUAGES[language].name
