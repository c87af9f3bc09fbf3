"""The next session's text: what is known is done, what is not is left open, and nothing else is touched."""

from __future__ import annotations

import re
import warnings
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import word_files
import word_views
from documents import resolution
from lxml import etree

from tracker import sources
from tracker.errors import BadSource
from tracker.model import Footnote, Masthead, Paragraph, Resolution, Version
from tracker.pipeline import drafts, onto
from tracker.pipeline.compare import compare
from tracker.pipeline.rolling import BLANK, Roll, passages, roll, rolled

OWN = {"A/RES/75/1", "A/RES/76/1"}
OLD = (
    "PP1 Recalling its resolution 74/9 of 5 May 2020 and Human Rights Council resolution 44/1 of 6 July 2020,",
    "OP1 Welcomes bridges across all rivers;",
    "OP2 Decides to consider bridges at its seventy-sixth session.",
)
NEW = (
    "PP1 Recalling its resolution 75/1 of 16 December 2020 and Human Rights Council resolution 47/2 of 7 July 2021,",
    "OP1 Welcomes bridges across all rivers and lakes;",
    "OP2 Decides to consider bridges at its seventy-seventh session.",
)
CLOSING = ("50th plenary meeting", "16 December 2021")


def whole(symbol: str, *lines: str) -> Resolution:
    """A text with all that stands around one, as a file needs it to be read again."""
    text = resolution(symbol, *lines, closing=CLOSING)
    head = (
        *("United Nations", f"A/RES/{symbol}", "General Assembly", "Distr.: General", "20 December 2021"),
        *("Seventy-sixth session", "Agenda item 3", "Resolution adopted by the General Assembly on 16 December 2021"),
        f"{symbol}.",
    )
    paragraphs = [
        replace(one, number=f"{one.label[2:]}.", path=(one.label[2:],)) if one.kind == "operative" else one
        for one in text.paragraphs
    ]
    formula = Paragraph("formula", "The General Assembly,", "F")
    return replace(text, masthead=Masthead(head), paragraphs=(formula, *paragraphs))


def pair() -> tuple[Resolution, Resolution]:
    return resolution("75/1", *OLD), whole("76/1", *NEW)


def rolls(base: Resolution, before: Resolution | None) -> Roll:
    return roll(base, compare(before, base) if before else None, OWN)


def told(given: Roll) -> list[tuple[str, str, str]]:
    return [(given.base.paragraphs[one.spot[0]].label, one.was, one.now) for one in passages(given)]


def test_what_is_known_is_done_and_the_rest_left_open() -> None:
    """Its own symbol and day, and the session it names, move on; another body's resolution is to be looked up."""
    before, base = pair()

    assert [
        ("PP1", "75/1 of 16 December 2020", "76/1 of 16 December 2021"),
        ("PP1", "47/2 of 7 July 2021", f"{BLANK} of {BLANK}"),
        ("OP2", "seventy-seventh", "seventy-eighth"),
    ] == told(rolls(base, before))


def test_without_the_text_before_nothing_is_guessed() -> None:
    """What is brought up to date each time is not known then: only the known is done."""
    _, base = pair()

    assert ["PP1", "OP2"] == [label for label, *_ in told(rolls(base, None))]


def test_a_text_of_every_second_year_moves_on_by_two() -> None:
    """The session to come is the one that the text names, not simply the next."""
    base = resolution("76/1", "OP1 Decides to consider bridges at its seventy-eighth session.", closing=CLOSING)

    given = rolls(base, None)

    assert (78, [("OP1", "seventy-eighth", "eightieth")]) == (given.session, told(given))


def test_a_day_that_the_text_does_not_print_is_left_open() -> None:
    """In which words a day is written is read from the closing lines; without them it is not made up."""
    before = resolution("75/1", *OLD)
    base = resolution("76/1", *NEW)

    assert "16 December 2020" in {edit.was for edit in rolls(base, before).edits if edit.new is None}


def test_reworded_words_are_not_brought_up_to_date() -> None:
    """Only technical updates of the last step are due again: what was agreed stays."""
    before, base = pair()

    assert "OP1" not in {label for label, *_ in told(rolls(base, before))}


def noted() -> tuple[Resolution, Resolution]:
    """Both with a note at their first preambular paragraph."""
    found = []
    for text, at, said in zip(pair(), (0, 1), ("See A/75/53, chap. V.", "See A/76/53, chap. VII."), strict=True):
        paragraphs = list(text.paragraphs)
        paragraphs[at] = replace(paragraphs[at], notes=(Footnote("1", said, len(paragraphs[at].text)),))
        found.append(replace(text, paragraphs=tuple(paragraphs)))
    return found[0], found[1]


def test_the_word_file_is_exact_and_says_what_to_look_up() -> None:
    """Reject all is the base; accept all is the text rolled forward; one comment for each place with something open."""
    before, base = noted()
    given = rolls(base, before)
    questions = tuple(drafts.questions(given))

    data = drafts.written(drafts.Draft(given, questions), author="Ann")

    assert word_views.printed(base) == word_views.lines(data, "rejected")
    assert word_views.printed(rolled(given)[0]) == word_views.lines(data, "accepted")
    assert {"Ann": "2021-12-16"} == word_views.authors(data)
    comments = word_views.part(data, "word/comments.xml")
    assert comments is not None
    assert 2 == len(comments)
    assert "47/2 of 7 July 2021" in "".join(comments[0].itertext())
    assert "chap. VII" in "".join(comments[1].itertext())
    assert data == drafts.written(drafts.Draft(given, questions), author="Ann")


def test_read_back_it_is_compared_like_any_draft() -> None:
    """A negotiated copy comes home: only what was rolled forward, and what was agreed on top, differs."""
    before, base = noted()
    given = rolls(base, before)
    data = drafts.written(drafts.Draft(given, ()), author="draft")

    read = sources.read(data, "mine.docx").resolutions[0]

    assert [printed(one.text) for one in rolled(given)[0].paragraphs] == [one.text for one in read.paragraphs]
    changed = [change.new[0].label for change in compare(base, read).changes if change.kind != "unchanged"]
    assert ["PP1", "OP2"] == changed


# ------------------------------------------------------------------------------------------------ into the issued file


def issued(base: Resolution) -> bytes:
    return word_files.of_resolution(base)


def test_the_issued_file_gets_the_same_changes_and_nothing_else() -> None:
    """Rejected it reads as before, accepted as rolled forward; parts that no edit concerns are the same bytes."""
    before, base = noted()
    given = drafts.Draft(rolls(base, before), tuple(drafts.questions(rolls(base, before))))
    data = issued(base)

    made = onto.written(data, "issued.docx", given, author="draft", on=date(2026, 1, 1))

    assert word_views.lines(data, "accepted") == word_views.lines(made, "rejected")
    new = sources.read(made, "issued.docx").resolutions[0]
    assert [printed(one.text) for one in rolled(given.roll)[0].paragraphs] == [one.text for one in new.paragraphs]
    assert [printed(note.text) for note in rolled(given.roll)[0].paragraphs[1].notes] == [
        note.text for note in new.paragraphs[1].notes
    ]
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(BytesIO(made)) as changed:
        same = {name for name in old.namelist() if old.read(name) == changed.read(name)}
        assert {"word/styles.xml", "word/header1.xml", "word/footer1.xml", "_rels/.rels"} <= same
    assert untouched(data) == untouched(made)
    numbers = word_views.ids(made)
    assert len(numbers) == len(set(numbers)) > 0


def untouched(data: bytes) -> list[bytes]:
    """The paragraphs and tables of the file that hold no tracked change and no mark of a comment, in canonical form."""
    root = word_views.part(data, "word/document.xml")
    assert root is not None
    edited = ("its resolution", "seventy-seventh")
    blocks = [one for one in root[0] if not any(word in "".join(one.itertext()) for word in edited)]
    return [etree.tostring(one, method="c14n", exclusive=True) for one in blocks]


def test_another_text_is_refused() -> None:
    """A file that holds another resolution, or is none of Word's, is named, with what to do."""
    before, base = pair()
    other = sources.read(issued(whole("75/1", *OLD)), "other.docx")
    version = Version("76-1", "A/RES/76/1", "en", "adopted", 76, None, "Bridges", other.origin)

    with pytest.raises(BadSource, match="is to be rolled forward"):
        onto.same(other, version, "other.docx")
    given = drafts.Draft(rolls(base, before), ())
    with pytest.raises(BadSource, match="does not stand in one paragraph"):
        onto.written(issued(whole("76/1", "OP1 Something else.")), "cut.docx", given, author="draft")


def with_parts(data: bytes, *more: tuple[zipfile.ZipInfo | str, bytes], without: str = "") -> bytes:
    """A Word file with other parts too, or without one."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile's, of a name that is there
        for info in old.infolist():
            if info.filename != without:
                new.writestr(info, old.read(info))
        for name, content in more:
            new.writestr(name, content, compress_type=getattr(name, "compress_type", None) or zipfile.ZIP_DEFLATED)
    return out.getvalue()


def lying(data: bytes) -> bytes:
    """A file whose last part is said to have one byte: in its own head, and in the list."""
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.rindex(mark) + place
        data = data[:at] + (1).to_bytes(4, "little") + data[at + 4 :]
    return data


def locked(data: bytes) -> bytes:
    """A file whose last part is said to be encrypted."""
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.rindex(mark) + place
        data = data[:at] + bytes([data[at] | 1]) + data[at + 1 :]
    return data


PICTURE = "word/media/image1.bmp"


def spoilt() -> dict[str, tuple[bytes, str]]:
    """Files that are the issued text, and more; and what is said of each."""
    data = issued(noted()[1])
    odd = zipfile.ZipInfo(PICTURE)
    odd.compress_type = zipfile.ZIP_LZMA
    twice = "two parts of the name"
    return {
        "a picture that explodes": (
            with_parts(data, (PICTURE, bytes(129 << 20))),
            "unpacks to more than 128 MB",
        ),
        "pictures that explode": (
            with_parts(data, *((f"word/media/image{number}.bmp", bytes(15 << 20)) for number in range(9))),
            "unpacks to more than 128 MB",
        ),
        "a size that is not true": (lying(with_parts(data, (PICTURE, b"picture"))), "image1.bmp is damaged"),
        "too many parts": (with_parts(data, *((f"a{number}", b"") for number in range(5_001))), "parts, which no Word"),
        "a name that climbs": (with_parts(data, ("word/../../../tmp/x", b"x")), "leads out of it"),
        "one that climbs on Windows": (with_parts(data, ("..\\x", b"x")), "leads out of it"),
        "a name from the root": (with_parts(data, ("/etc/x", b"x")), "leads out of it"),
        "a name of lines": (with_parts(data, ("../a\nerror: b\x1b[31m", b"x")), r"'../a\nerror: b\x1b[31m' leads"),
        "a name twice": (with_parts(data, (PICTURE, b"a"), (PICTURE, b"b")), f"{twice} {PICTURE}"),
        "the text twice": (with_parts(data, ("Word/Document.xml", b"<a/>")), f"{twice} Word/Document.xml"),
        "a locked part": (locked(with_parts(data, (PICTURE, b"picture"))), "protected with a password"),
        "packed otherwise": (with_parts(data, (odd, b"picture")), "packed as Word packs nothing"),
        "no relations": (with_parts(data, without="word/_rels/document.xml.rels"), "has no word/_rels"),
        "no types": (with_parts(data, without="[Content_Types].xml"), "has no [Content_Types].xml"),
    }


def test_a_spoilt_file_is_refused_and_not_copied() -> None:
    """What explodes, lies, climbs or stands there twice: one line that says it, and little memory until then."""
    before, base = noted()
    given = drafts.Draft(rolls(base, before), tuple(drafts.questions(rolls(base, before))))
    for what, (data, said) in spoilt().items():
        with pytest.raises(BadSource) as refused:
            onto.written(data, "issued.docx", given, author="draft", on=date(2026, 1, 1))
        assert said in str(refused.value), what
        assert "issued.docx" in str(refused.value), what
        assert "\n" not in str(refused.value), what


def test_a_note_that_the_text_has_no_mark_of_is_named() -> None:
    """A question about a note hangs at its mark; without one nothing is written."""
    before, base = noted()
    given = drafts.Draft(rolls(base, before), tuple(drafts.questions(rolls(base, before))))
    data = issued(base)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        text = re.sub(rb"<w:footnoteReference[^>]*/>", b"", archive.read("word/document.xml"))
    data = with_parts(data, ("word/document.xml", text), without="word/document.xml")

    with pytest.raises(BadSource, match="a note without a mark"):
        onto.written(data, "issued.docx", given, author="draft")


# ------------------------------------------------------------------------------------------------- official documents


@pytest.mark.parametrize("language", ["Arabic", "Chinese", "English", "French", "Russian", "Spanish"])
def test_rolled_forward_it_agrees_with_what_was_adopted(corpus: Path, language: str) -> None:
    """76/159 rolled forward: what is done is what 77/213 says, what is left open is what it brought up to date."""
    texts = []
    for session in (75, 76, 77):
        path = next((corpus / "series" / f"{session}session" / language).glob("*.xml"))
        texts.append(sources.read(path.read_bytes(), path.name).resolutions[0])
    before, base, adopted = texts
    given = roll(base, compare(before, base), {"A/RES/74/153", "A/RES/75/180", "A/RES/76/159"})
    new = rolled(given)[0]

    left = {one.spot for one in passages(given) if not one.known}
    assert {(3, -1), (3, 1)} <= left
    last = new.paragraphs[-1].text
    assert plain_blanks(adopted.paragraphs[-1].text) == plain_blanks(last)
    cited = plain_blanks(new.paragraphs[3].text).partition(BLANK)[0]
    assert "76/159" in cited
    assert plain_blanks(adopted.paragraphs[3].text).startswith(cited)


def printed(text: str) -> str:
    """A text as a reader takes it: a run of blanks is one."""
    return " ".join(text.split())


def plain_blanks(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u2011", "-")
