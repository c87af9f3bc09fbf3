"""One resolution, every reader: texts rendered to plain text, Word, HTML and PDF give the same paragraphs and notes.

Texts are compared as `plain` has them (one kind of blank, hyphen and quote). What a form can't carry is named in each
test; nothing else may differ.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from text_files import page, plain_text
from word_files import of_resolution

from tracker.model import Paragraph, Resolution
from tracker.sources import read
from tracker.tokens import plain

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
CHROMIUM = shutil.which("chromium")
LANGUAGES = ["Arabic", "Chinese", "English", "French", "Russian", "Spanish"]
FORMS: dict[str, Callable[[Resolution], bytes]] = {
    "txt": lambda text: plain_text(text).encode(),
    "html": lambda text: page(text).encode(),
    "docx": of_resolution,
}


def told(text: Resolution) -> list[tuple[object, ...]]:
    """All that must be the same: kind, number, label, words, lead; notes with mark, place and words; title, closing."""

    def row(one: Paragraph) -> tuple[object, ...]:
        notes = [(note.mark, note.offset, plain(note.text)) for note in one.notes]
        return one.kind, one.number, one.label, plain(one.text), one.lead, notes

    return [*map(row, text.paragraphs), (plain(text.title), text.closing, text.symbol, text.language, text.adopted)]


def printed(text: Resolution) -> list[tuple[object, ...]]:
    """The same as far as a printed page says it.

    Not whether a blank stands in Chinese, or where a line ends behind a slash; nor bold of a font that has none.
    """

    def words(given: str) -> str:
        return re.sub(r"\s" if text.language == "zh" else r"(?<=/) ", "", plain(given))

    def row(one: Paragraph) -> tuple[object, ...]:
        notes = [(note.mark, len(words(one.text[: note.offset])), words(note.text)) for note in one.notes]
        lead = "" if text.language == "zh" else words(one.text[: one.lead])
        return one.kind, one.number, one.label, words(one.text), lead, notes

    return [*map(row, text.paragraphs), (words(text.title), *map(words, text.closing), text.adopted)]


def official(corpus: Path, session: str, language: str) -> Resolution:
    path = next((corpus / "series" / f"{session}session" / language).glob("*.xml"))
    return read(path.read_bytes(), path.name).resolutions[0]


def of_76(corpus: Path, *numbers: str) -> list[Resolution]:
    """English texts of session 76 by number; without any, all."""
    found: list[Resolution] = []
    with zipfile.ZipFile(corpus / "76session-English.zip") as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".xml") and (not numbers or any(f"_76_{one}-" in name for one in numbers)):
                found += read(archive.read(name), name).resolutions
    return found


@pytest.fixture(scope="session")
def of_66(fixtures: Path) -> Resolution:
    name = "A_RES_66_152.txt"
    return read((fixtures / name).read_bytes(), name).resolutions[0]


# ------------------------------------------------------------------------------------------------- text, HTML and Word


@pytest.mark.parametrize("form", FORMS)
def test_66_152_is_the_same_in_every_form(of_66: Resolution, form: str) -> None:
    """Nothing is lost."""
    assert told(of_66) == told(read(FORMS[form](of_66), f"x.{form}").resolutions[0])


@pytest.mark.corpus
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("session", ["74", "75", "76", "77", "78"])
def test_the_series_is_the_same_in_every_form(corpus: Path, session: str, language: str, form: str) -> None:
    """Thirty files in six languages: nothing is lost."""
    given = official(corpus, session, language)

    assert told(given) == told(read(FORMS[form](given), f"x.{form}").resolutions[0])


@pytest.mark.corpus
@pytest.mark.slow
@pytest.mark.parametrize(("form", "most"), [("txt", 8), ("html", 7)])
def test_a_whole_session_in_every_form(corpus: Path, form: str, most: int) -> None:
    """Of 315 English texts all but a few are the same.

    In the others the form has nothing for what XML says: whether words without a number after a heading belong to the
    preamble, and bullets and letters that are no number there.
    """
    differing = [
        str(given.symbol)
        for given in of_76(corpus)
        if told(given) != told(read(FORMS[form](given), f"x.{form}").resolutions[0])
    ]

    assert len(differing) <= most, differing


# ------------------------------------------------------------------------------------------------------------------ PDF


def through_office(folder: Path, texts: dict[str, Resolution]) -> dict[str, Resolution]:
    """Texts set as the UN sets them, made PDF by LibreOffice in one call, and read."""
    assert OFFICE
    for name, text in texts.items():
        (folder / f"{name}.docx").write_bytes(of_resolution(text, printed=True))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    paths = [str(folder / f"{name}.docx") for name in texts]
    command = [OFFICE, "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), *paths]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {name: read((folder / f"{name}.pdf").read_bytes(), name).resolutions[0] for name in texts}


@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice here")
def test_66_152_is_the_same_from_pdf(of_66: Resolution, tmp_path: Path) -> None:
    """Through LibreOffice: with page breaks, notes at the foot, running symbol and job number."""
    assert printed(of_66) == printed(through_office(tmp_path, {"x": of_66})["x"])


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium here")
def test_66_152_is_the_same_from_a_printed_page(of_66: Resolution, tmp_path: Path) -> None:
    """Through a browser: notes at the end of the text."""
    (tmp_path / "x.html").write_text(page(of_66), encoding="utf-8")
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    command += ["--no-pdf-header-footer", f"--user-data-dir={tmp_path / 'profile'}", "--print-to-pdf=x.pdf", "x.html"]
    subprocess.run(command, check=True, capture_output=True, timeout=120, cwd=tmp_path)

    assert printed(of_66) == printed(read((tmp_path / "x.pdf").read_bytes(), "x.pdf").resolutions[0])


@pytest.mark.corpus
@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice here")
def test_official_texts_are_the_same_from_pdf(corpus: Path, tmp_path: Path) -> None:
    """Four languages; a long text with sections, points and an annex.

    Arabic is not among them: LibreOffice sets its accents and brackets where no reader can tell whose they are. Its
    paragraphs and numbers are, in the next test.
    """
    texts = {
        f"78-{language}": official(corpus, "78", language) for language in ("English", "French", "Russian", "Spanish")
    }
    texts["Chinese"] = official(corpus, "77", "Chinese")
    texts |= {one.symbol.slug: one for one in of_76(corpus, "112", "226") if one.symbol}
    found = through_office(tmp_path, texts)

    for name, given in texts.items():
        assert printed(given) == printed(found[name]), name


@pytest.mark.corpus
@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice here")
def test_arabic_is_read_from_the_right(corpus: Path, tmp_path: Path) -> None:
    """Labels and numbers of an Arabic PDF, and its words but for accents, brackets and blanks."""
    given = official(corpus, "77", "Arabic")
    found = through_office(tmp_path, {"x": given})["x"]

    assert [one.label for one in given.paragraphs] == [one.label for one in found.paragraphs]
    same = sum(letters(a) == letters(b) for a, b in zip(given.paragraphs, found.paragraphs, strict=True))
    assert same >= len(given.paragraphs) - 2


def letters(one: Paragraph) -> str:
    return "".join(filter(str.isalnum, one.text))
