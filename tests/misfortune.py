"""Every command on a database that can't be read, or written, or is none: run in a process of its own.

python misfortune.py FOLDER      what each command says, a line of JSON for each; as a user whom permissions bind
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import crash
from click.testing import CliRunner

from tracker.cli import cli, serve
from tracker.cli.group import COMMANDS
from tracker.pipeline.ingest import add, load_fixtures
from tracker.store import Store, opening

NO_DATABASE = {"add", "fetch", "demo"}
"""What makes a database where there is none."""
WRITES = {*NO_DATABASE, "remove", "rebuild", "pair 1", "series --pin"}
_ROADS = "drafting-exercise-66-152"
_ARGUMENTS: dict[str, tuple[str, ...]] = {
    "add": ("FOLDER/one.json",),
    "fetch": ("--series", "roads", "--from", "FOLDER/texts"),
    "series": (),
    "series --pin": (_ROADS, "--pin", "66/152"),
    "versions": (),
    "show": ("66/152",),
    "diff": ("SPECIMEN/1", "SPECIMEN/2"),
    "history": ("SPECIMEN/2:OP2", "--series", _ROADS),
    "origins": ("SPECIMEN/2", "--series", _ROADS),
    "search": ("cooperation",),
    "brief": ("--series", _ROADS),
    "table": ("--series", _ROADS),
    "report": ("--series", _ROADS),
    "draft": (_ROADS, "-o", "FOLDER/out/draft.docx"),
    "pair": (),
    "pair 1": ("SPECIMEN/1:OP1", "SPECIMEN/2:OP1", "--series", _ROADS),
    "languages": ("40/1", "41/1"),
    "serve": ("--port", "8001"),
    "publish": ("FOLDER/out/public.db",),
    "demo": ("--no-serve",),
    "remove": ("SPECIMEN/1",),
    "rebuild": (),
    "check": (),
}
ALL = tuple(_ARGUMENTS)


@dataclass(frozen=True, slots=True)
class Misfortune:
    """How a database comes to it (in a folder, from a whole one), whether it can be read, and what is said if not.

    `written`: it can be written too; `new`: what makes databases makes one.
    """

    befall: Callable[[Path, Path], Path]
    says: str
    read: bool = False
    written: bool = False
    new: bool = False


def _copied(name: str = "t.db") -> Callable[[Path, Path], Path]:
    return lambda folder, whole: Path(shutil.copy(whole, folder / name))


def _with(change: Callable[[Path], object]) -> Callable[[Path, Path], Path]:
    def befall(folder: Path, whole: Path) -> Path:
        file = Path(shutil.copy(whole, folder / "t.db"))
        change(file)
        return file

    return befall


def _nothing_may_be_written(file: Path) -> None:
    file.chmod(0o444)
    file.parent.chmod(0o555)


def _wal(file: Path) -> None:
    conn = sqlite3.connect(file)
    conn.execute("pragma journal_mode = wal")
    conn.close()
    _nothing_may_be_written(file)


def _inside(folder: Path, whole: Path) -> Path:
    (folder / "closed").mkdir()
    file = Path(shutil.copy(whole, folder / "closed" / "t.db"))
    file.parent.chmod(0o600)
    return file


def _odd(folder: Path, whole: Path) -> Path:
    inside = folder / "a b#c?d%20é&=~"
    inside.mkdir()
    return Path(shutil.copy(whole, inside / "t#?%41 ü.db"))


def _linked(target: str) -> Callable[[Path, Path], Path]:
    def befall(folder: Path, whole: Path) -> Path:
        (folder / "t.db").symlink_to(folder / target)
        return folder / "t.db"

    return befall


def _altered(statement: str) -> Callable[[Path], None]:
    def alter(file: Path) -> None:
        conn = sqlite3.connect(file)
        conn.executescript(f"pragma foreign_keys = off; {statement}")
        conn.close()

    return alter


def _zeros(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[:4096] + bytes(len(content) - 4096))


def _other(file: Path) -> None:
    file.unlink()
    _altered("create table mine (a)")(file)


_held: list[sqlite3.Connection] = []


def _locked(file: Path) -> None:
    conn = sqlite3.connect(file)
    conn.execute("begin exclusive")
    _held.append(conn)


def _replaced(content: Callable[[bytes], bytes]) -> Callable[[Path], object]:
    return lambda file: file.write_bytes(content(file.read_bytes()))


def _folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


MISFORTUNES = {
    "whole, under an odd path": Misfortune(_odd, "", read=True, written=True, new=True),
    "a name that is no text": Misfortune(_copied(os.fsdecode(b"\xff.db")), "", read=True, written=True, new=True),
    "read-only, in a folder that is so too": Misfortune(
        _with(_nothing_may_be_written), "can't be written: the file or its folder is read-only", read=True
    ),
    "in a folder that is read-only": Misfortune(
        _with(lambda file: file.parent.chmod(0o555)), "can't be written: the file or its folder is read-only", read=True
    ),
    "read-only": Misfortune(
        _with(lambda file: file.chmod(0o444)), "can't be written: the file or its folder is read-only", read=True
    ),
    "left in WAL mode, read-only": Misfortune(
        _with(_wal), "can't be written: the file or its folder is read-only", read=True
    ),
    "not to be read": Misfortune(_with(lambda file: file.chmod(0)), "is not readable"),
    "in a folder that can't be entered": Misfortune(_inside, r"can't be reached \(Permission denied\): name another"),
    "locked": Misfortune(_with(_locked), "is locked: another program is writing to it; wait until it is done"),
    "a folder": Misfortune(_with(_folder), "is a directory"),
    "no database": Misfortune(_with(_replaced(lambda _: b"no database, " * 500)), "is not a database: name another"),
    "empty": Misfortune(_with(_replaced(lambda _: b"")), "is empty: `tracker add FILE...` fills it", new=True),
    "cut in its first page": Misfortune(_with(_replaced(lambda data: data[:50])), "is damaged|is not a database"),
    "cut": Misfortune(_with(_replaced(lambda data: data[:100_000])), r"is damaged \(.*\): restore a copy"),
    "overwritten with zeros": Misfortune(_with(_zeros), r"is damaged \(.*\): restore a copy"),
    "of another program": Misfortune(_with(_other), "is a SQLite database but not one of tracker's"),
    "without some tables": Misfortune(
        _with(_altered("drop table versions; drop table series; drop table pairings")),
        r"lacks what tracker put there \(no such table: .*\): another program altered it",
    ),
    "a circle of links": Misfortune(_linked("t.db"), "can't be reached \\(Too many levels of symbolic links\\): name"),
    "a link to nothing": Misfortune(_linked("gone/t.db"), "there is no .*t.db|can't be opened: check that its folder"),
    "a pipe": Misfortune(_with(_pipe), "is a device or a pipe, and no file: name the database"),
}


def whole(folder: Path) -> Path:
    """A database with all that the commands ask for; the texts to add and fetch stand beside it."""
    texts, french = crash.folder_of_texts(folder / "texts"), folder / "french"
    french.mkdir()
    for file in list(texts.iterdir()):
        said = json.loads(file.read_text(encoding="utf-8"))
        if said["symbol"] in {"A/RES/40/1", "A/RES/41/1"}:
            (french / file.name).write_text(json.dumps({**said, "language": "fr"}), encoding="utf-8")
    path = folder / "whole.db"
    with Store.open(path, create=True) as store:
        load_fixtures(store)
        add(store, [*sorted(texts.iterdir())[:4], french])
    (folder / "one.json").write_text(
        json.dumps({**said, "symbol": "A/RES/90/1", "title": "Bridges and roads"}), encoding="utf-8"
    )
    return path


@contextmanager
def befallen(folder: Path, name: str, template: Path) -> Iterator[Path]:
    """A database to which it has happened, in a folder of its own that is gone afterwards."""
    place = folder / "place"
    place.mkdir()
    shutil.rmtree(folder / "out", ignore_errors=True)
    (folder / "out").mkdir()
    try:
        yield MISFORTUNES[name].befall(place, template)
    finally:
        while _held:
            _held.pop().close()
        for one in (place, *place.iterdir()):
            if one.is_dir():
                one.chmod(0o700)
        shutil.rmtree(place)


def be_bound_by_permissions() -> None:
    """Give up what lets root read and write everything (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH): for good."""
    if os.geteuid() != 0:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    sets = (ctypes.c_uint32 * 6)()
    if libc.capget(header, sets):
        raise OSError(ctypes.get_errno(), "capget")
    for place in range(3):
        sets[place] &= ~0b110
    if libc.capset(header, sets):
        raise OSError(ctypes.get_errno(), "capset")


def main(folder: Path) -> None:
    """Let each befall a database before each command, and tell what the command says."""
    be_bound_by_permissions()
    os.environ["TRACKER_MIRROR"] = str(folder / "out")
    opening.BUSY_SECONDS = 0.05
    serve.must_be_free = lambda host, port: None  # noqa: ARG005
    serve.run = lambda path, host, port: None  # noqa: ARG005
    assert {one.partition(" ")[0] for one in _ARGUMENTS} == set(COMMANDS)
    for name in MISFORTUNES:
        for command, arguments in _ARGUMENTS.items():
            world = nullcontext() if command == "check" else crash.fetching(folder / "texts")
            with befallen(folder, name, folder / "whole.db") as database, world:
                given = [one.replace("FOLDER", str(folder)) for one in arguments]
                run = CliRunner().invoke(cli, [command.partition(" ")[0], *given, "--db", str(database)])
            failed = repr(run.exception) if run.exception and not isinstance(run.exception, SystemExit) else ""
            told = {"command": command, "code": run.exit_code, "said": run.stderr.splitlines(), "failed": failed}
            sys.stdout.write(json.dumps({"name": name, **told}) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
