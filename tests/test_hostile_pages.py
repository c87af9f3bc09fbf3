"""Hostile texts in every field (hostile_store.py) through every page, feed, export and command: they stay text.

Addresses come from the routes, commands and formats from click: what is new is tried without being named here.
"""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import click
import crawl
import hostile
import hostile_store
import inert
import pytest
from click.testing import CliRunner, Result
from datasette.app import Datasette  # type: ignore[import-untyped]
from datasette.utils import MultiParams  # type: ignore[import-untyped]

from tracker.cli import cli
from tracker.plugin import compat
from tracker.store.describe import DESCRIPTIONS
from tracker.store.questions import QUESTIONS

HOME = "/-/tracker"
DRAFT = "a-c-3-76-l-1-script-evil-script"
VALUES = {
    "series": [hostile_store.SERIES],
    "old": ["72-1"],
    "new": ["75-3", DRAFT],
    "version": ["75-3", DRAFT],
    "label": ["OP1", "PP1", "T1.1", "img-src-x-onerror-evil-Annex-1-a"],
}
OPTIONS = {
    "q": f"evil {hostile_store.HARM}", "find": hostile_store.HARM, "language": "en", "open": "all", "order": "oldest",
    "inline": "1", "apart": "1", "excel": "1", "from": "74-2", "to": "75-3", "db": "tracker", "old": "", "new": "",
}  # fmt: skip


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database."""
    return hostile_store.build(tmp_path_factory.mktemp("hostile") / "tracker.db")


def asked() -> Iterator[str]:
    """Each address as it is, and with every option that any page knows; and what a reader would ask besides."""
    for address in dict.fromkeys(itertools.chain.from_iterable(crawl.addresses(VALUES).values())):
        yield from (address, f"{address}?{urlencode(OPTIONS)}")
    for series in (hostile_store.SERIES, hostile_store.ALONE):
        yield from (f"{HOME}/{series}?language={code}" for code in ("ar", "<script>evil()</script>"))
        yield from (f"{HOME}/{series}", f"{HOME}/{series}/feed", f"{HOME}/{series}/version/specimen-1")
    yield f"{HOME}/{hostile_store.SERIES}/74-2...75-3/languages"
    yield from (f"{HOME}/search?{urlencode({'q': words})}" for words in ("evil", "travellers", "75/3 OP1", "المسافرون"))


def wrong(answer: Any, address: str) -> list[str]:
    """What is wrong with an answer of ours: an error in Datasette's page is looked at as that."""
    kind = answer.headers["content-type"].partition(";")[0]
    if kind == "text/html":
        saved = "attachment" in answer.headers.get("content-disposition", "")
        ours = "content-security-policy" in answer.headers
        return list(inert.html(answer.text, ours=ours, inside=saved))
    if kind == "text/csv":
        return list(inert.rows(answer.text, guarded="excel=1" in address))
    return list(inert.BY_TYPE[kind](answer.content))


@pytest.mark.asyncio
async def test_every_page_and_export_holds_only_text(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a text holds, whatever is asked: no element, handler, address or formula of its own; valid to read."""
    monkeypatch.setattr("datasette.handle_exception.rich", None)
    known: set[str] = set()

    def get(self: Any, name: str, default: Any = None) -> Any:
        known.add(name)
        return found(self, name, default)

    found = MultiParams.get
    monkeypatch.setattr(MultiParams, "get", get)
    datasette = Datasette([str(database)])
    await datasette.invoke_startup()
    counts: dict[str, int] = {}
    for address in asked():
        answer = await datasette.client.get(address, follow_redirects=False)

        assert answer.status_code in {200, 404}, address
        assert [] == wrong(answer, address), address
        if answer.status_code == 200:
            counts[answer.headers["content-type"]] = counts.get(answer.headers["content-type"], 0) + 1
    assert {name for name in known if not name.startswith("_")} <= OPTIONS.keys(), "an option that is not tried"
    assert {kind.partition(";")[0] for kind in counts} == inert.BY_TYPE.keys()
    assert sum(counts.values()) > 60


@pytest.mark.asyncio
async def test_every_table_and_question_of_datasette_too(database: Path) -> None:
    """Its tables, rows and saved questions, with our cells in them."""
    datasette = Datasette([str(database)], settings={"sql_time_limit_ms": 60_000})  # a busy machine is no fault
    await datasette.invoke_startup()
    rows = ("paragraphs/1", "changes/1", "series/1", "sources/1", "pairings/1")
    sql = "-/query" if compat.IS_ONE else ""
    redlines = "select redline(old_text, new_text) as r, redline_text(old_text, new_text) as t, segments from changes"
    paths = [*DESCRIPTIONS, *(one.name for one in QUESTIONS), *rows, f"{sql}?{urlencode({'sql': redlines})}"]
    for path in paths:
        answer = await datasette.client.get(f"/tracker/{path}", follow_redirects=True)

        assert 200 == answer.status_code, path
        assert [] == list(inert.html(answer.text, ours=False)), path


# ------------------------------------------------------------------------------------------------------ commands

TEXTS = ("72/1", "75/3")
CONTEXT = click.Context(cli)
COMMANDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "series": ((), (hostile_store.SERIES,)),
    "versions": ((), (hostile_store.SERIES,)),
    "show": (("75-3",), ("75/3", "OP1"), (DRAFT,)),
    "diff": (TEXTS, ("75/3", DRAFT)),
    "history": (("75/3:OP1",),),
    "origins": (("75/3",), ("75/3", "OP1")),
    "search": (("evil",), (f"<script>{hostile_store.HARM}".replace("\0", ""),)),
    "brief": ((), TEXTS),
    "table": ((), TEXTS),
    "report": ((),),
    "draft": ((hostile_store.SERIES,),),
    "pair": ((),),
    "languages": (("74/2", "75/3"),),
    "check": ((),),
}
"""Each command that shows something of texts, with what is asked of it."""
OTHERS = {"add", "fetch", "serve", "publish", "demo", "remove", "rebuild"}
"""Those that show none of their words, but for names of files: test_names_of_files_do_not_act."""
READ = {"text": inert.text, "markdown": inert.markdown, "json": inert.data}


def calls() -> Iterator[tuple[str, ...]]:
    """Each command in every format, and in each with every flag and choice that it has."""
    for name, arguments in COMMANDS.items():
        command = cli.get_command(CONTEXT, name)
        options = [one for one in command.params if isinstance(one, click.Option)] if command else []
        choices = [one.type.choices for one in options if one.name == "form" and isinstance(one.type, click.Choice)]
        forms: list[tuple[str, ...]] = [("--format", form) for form in itertools.chain(*choices)] or [()]
        more: list[tuple[str, ...]] = [(), *((one.opts[0],) for one in options if one.is_flag and one.name != "remove")]
        more += [("--only", "substantive")] * any(one.name == "only" for one in options)
        more += [("--export", "-")] * any(one.name == "export" for one in options)
        series = ("--series", hostile_store.SERIES) if any("--series" in one.opts for one in options) else ()
        for given, form, flag in itertools.product(arguments, forms, more):
            yield (name, *given, *form, *flag, *series)


def test_every_command_is_tried() -> None:
    """A new command is named here: with what it is asked, or as one that shows no words of texts."""
    assert set(cli.list_commands(CONTEXT)) == COMMANDS.keys() | OTHERS


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_writes_only_text(database: Path, tmp_path: Path, name: str) -> None:
    """In every format, with every flag: nothing acts on a terminal, nothing comes alive in a file, errors included."""
    written = 0
    for call in calls():
        if call[0] != name:
            continue
        target = tmp_path / "made"
        target.unlink(missing_ok=True)
        form = call[call.index("--format") + 1] if "--format" in call else "docx" if name == "draft" else "text"
        saved = ["-o", str(target)] if form == "docx" or (name, form) == ("report", "csv") else []
        run = CliRunner().invoke(cli, [*call, *saved, "--db", str(database)])

        assert run.exception is None or isinstance(run.exception, SystemExit), call
        assert [] == list(inert.text(run.stderr)), call
        assert [] == list(_wrong(run, form, target, call)), call
        written += run.exit_code == 0
    assert written or name == "check"  # what is stored was never in these files


def _wrong(run: Result, form: str, target: Path, call: tuple[str, ...]) -> Iterator[str]:
    if target.exists() and form == "docx":
        yield from inert.word(target.read_bytes())
    elif target.exists():
        yield from inert.tables(target.read_bytes(), guarded="--excel" in call)
    elif run.exit_code == 2:
        yield from inert.text(run.stdout)
    elif "--export" in call:
        yield from ()
    elif form == "html":
        yield from inert.html(run.stdout, inside=True)
    elif form == "csv":
        yield from inert.rows(run.stdout, guarded="--excel" in call)
    else:
        yield from READ[form](run.stdout)


NAME = "a\x1b]0;evil\x07\x1b[31m\u202e\nadded: A evil.{}"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_names_of_files_do_not_act(tmp_path: Path) -> None:
    """Files named to move the cursor or to forge a line: told on one line each, whether they are taken or refused."""
    texts = {name: tmp_path / NAME.format(name) for name in ("json", "txt", "docx", "zip")}
    texts["json"].write_bytes(hostile.in_json(title=hostile_store.HARM.replace("\0", "")))
    for name in ("txt", "docx", "zip"):
        texts[name].write_bytes(b"PK\x03\x04 nothing")
    database = str(tmp_path / "t.db")
    taken = [CliRunner().invoke(cli, ["add", str(file), "--db", database]) for file in (*texts.values(), tmp_path)]
    asked = (
        ["show", "76/10", "--source"],
        ["show", f"./{texts['txt'].name}"],
        ["diff", str(texts["json"]), str(texts["json"])],
        ["diff", str(texts["json"]), str(texts["txt"])],
        ["check"],
        ["publish", str(tmp_path / NAME.format("db"))],
        ["publish", str(tmp_path / NAME.format("of-a-folder") / "x.db")],
        ["diff", str(texts["json"]), str(texts["json"]), "-o", str(tmp_path / NAME.format("of-a-folder") / "x")],
        ["show", NAME.format("none")],
        ["languages", NAME.format("none"), "latest"],
        ["demo", NAME.format("none")],
        ["series", f"--db={tmp_path / NAME.format('none')}"],
        ["series", "--db", str(texts["txt"])],
        ["remove", "76/10"],
        ["add", str(tmp_path / NAME.format("none"))],
    )
    for run in (*taken, *(CliRunner().invoke(cli, [*call, "--db", database]) for call in asked)):
        assert [] == list(inert.text(run.stderr + run.stdout))
        assert [] == [
            line for line in (run.stdout + run.stderr).splitlines() if line.strip().startswith("added: A evil")
        ]
    assert 0 == taken[0].exit_code
    assert {2} == {run.exit_code for run in taken[1:]}


def test_what_is_handed_on_names_no_folder(tmp_path: Path, fixtures: Path) -> None:
    """Every export in every format, of files and of a database, and a published copy: names of files, and no more."""
    folder = tmp_path / "folder-of-a-user"
    folder.mkdir()
    files = [folder / name for name in ("SPECIMEN_2.xml", "SPECIMEN_3.xml")]
    for file in files:
        file.write_bytes((fixtures / file.name).read_bytes())
    database = ["--db", str(folder / "tracker.db")]
    assert 0 == CliRunner().invoke(cli, ["add", *map(str, files), *database]).exit_code
    made = folder / "made"
    for name, given in (
        ("diff", files),
        ("diff", ["SPECIMEN/2", "SPECIMEN/3"]),
        ("brief", []),
        ("table", []),
        ("report", []),
    ):
        command = cli.get_command(CONTEXT, name)
        assert command
        for form in next(
            one.type.choices for one in command.params if isinstance(one.type, click.Choice) and one.name == "form"
        ):
            run = CliRunner().invoke(cli, [name, *map(str, given), "--format", form, "-o", str(made), *database])
            assert (0, "") == (run.exit_code, run.output), (name, form)
            assert b"folder-of-a-user" not in inert.unpacked(made.read_bytes()), (name, form)
    public = tmp_path / "public.db"
    assert 0 == CliRunner().invoke(cli, ["publish", str(public), "--specimens", "--notes", *database]).exit_code
    assert b"folder-of-a-user" not in public.read_bytes()


@pytest.mark.parametrize("form", ["json", "csv", "html", "markdown"])
def test_what_is_exact_in_a_file_does_not_act_on_a_terminal(
    database: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """Formats for programs are exact where a program reads them; printed on a terminal they move no cursor."""
    call = ["diff", *TEXTS, "--format", form, "--series", hostile_store.SERIES, "--db", str(database)]
    exact = CliRunner().invoke(cli, call).stdout
    monkeypatch.setattr("tracker.cli.output.is_terminal", lambda: True)
    shown = CliRunner().invoke(cli, call).stdout

    assert len(exact) == len(shown)
    assert "\x9b" in exact or form in {"html", "markdown"}
    assert [] == re.findall(inert.ACTING, shown)
