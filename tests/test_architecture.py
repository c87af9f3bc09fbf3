"""The project's own picture, tracker/ARCHITECTURE.md, held against the code."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "tracker"
MODULES = sorted(PACKAGE.rglob("*.py"))
PICTURE = (PACKAGE / "ARCHITECTURE.md").read_text(encoding="utf-8")

LINES_OF_A_MODULE = 400
LINES_OF_A_FUNCTION = 60
# model.py holds values without behaviour, one after the other: it is looked up in, not read through.
LONGER = {"tracker.model": 640}
# Comparison.to_dict is promised by the design and opens the JSON contract only when it is called.
DOORS = {("tracker.model", "tracker.contract")}

SQL = re.compile(
    r"\s*(select\b.*\bfrom|with\b.*\bselect|insert\s+(or\s+\w+\s+)?into|update\b.*\bset|delete\s+from|pragma\b"
    r"|(create|drop|alter)\s+(virtual\s+|temp\s+)?(table|view|index|trigger))\b",
    re.IGNORECASE | re.DOTALL,
)


def name_of(path: Path) -> str:
    """`tracker/cli/serve.py` is "tracker.cli.serve", a package is its folder."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


KNOWN = {name_of(path) for path in MODULES}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """All that a module imports, wherever it stands: at the top, in a function, or for types only."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)} has a relative import"
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            yield from names & KNOWN or {str(node.module)}


def room(module: str) -> str:
    """The part of the picture that a module belongs to: "tracker.sources.akn" is in "sources"."""
    return module.split(".")[1]


def layers() -> list[list[str]]:
    """The layers as the picture names them, highest first."""
    sentence = PICTURE[PICTURE.index("Imports go one way:") :].partition("\n\n")[0]
    chain = sentence.partition("`. ")[0] + "`"
    return [re.findall(r"\w+", "".join(re.findall(r"`([^`]*)`", layer))) for layer in chain.split("→")]


LAYERS = layers()
HEIGHT = {name: len(LAYERS) - depth for depth, names in enumerate(LAYERS) for name in names}
STRANGERS = set(next(names for names in LAYERS if "align" in names))


def neighbours(path: Path) -> set[str]:
    """The modules of this project that a module imports."""
    return {target for target in imports(path) if target in KNOWN and target != "tracker"}


def in_rooms() -> list[Path]:
    """The modules that stand in a room; the package's own two files open doors to all of them."""
    return [path for path in MODULES if path.parent != PACKAGE or path.stem not in {"__init__", "__main__"}]


def test_the_picture_names_every_room() -> None:
    """A module that the picture does not name has no place, and a name in the picture is a module."""
    assert {room(name_of(path)) for path in in_rooms()} == set(HEIGHT)


@pytest.mark.parametrize("path", in_rooms(), ids=name_of)
def test_imports_go_down(path: Path) -> None:
    """A module imports from its own layer or from those below it, and a stage knows no other stage."""
    here = room(name_of(path))
    others = {room(target) for target in neighbours(path)} - {here}

    assert set() == {other for other in others if HEIGHT[other] > HEIGHT[here]}
    if here in STRANGERS:
        assert set() == others & STRANGERS


def test_there_is_no_circle() -> None:
    """No module imports itself through others, not even inside a function."""
    edges = {(name_of(path), target) for path in in_rooms() for target in neighbours(path)} - DOORS
    graph: dict[str, set[str]] = {}
    for source, target in edges:
        if source != target:
            graph.setdefault(source, set()).add(target)

    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"a circle of imports: {' -> '.join(error.args[1])}")


@pytest.mark.parametrize(
    ("library", "homes"),
    [
        ("click", ("tracker.cli",)),
        ("click_default_group", ("tracker.cli",)),
        ("datasette", ("tracker.plugin", "tracker.cli.serve")),
        ("sqlite_utils", ("tracker.store",)),
        ("diff_match_patch", ("tracker.diff",)),
    ],
)
def test_a_library_lives_in_its_room(library: str, homes: tuple[str, ...]) -> None:
    """The command line has click, the plugin Datasette, the store sqlite-utils, the word diff diff-match-patch."""
    users = {name_of(path) for path in MODULES if library in {target.partition(".")[0] for target in imports(path)}}

    assert set() == {user for user in users if not user.startswith(homes)}


def docstrings(module: ast.Module) -> set[int]:
    """The docstrings of a module, by identity."""
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    firsts = [node.body[0] for node in ast.walk(module) if isinstance(node, holders) and node.body]
    return {id(first.value) for first in firsts if isinstance(first, ast.Expr)}


@pytest.mark.parametrize("path", [path for path in in_rooms() if room(name_of(path)) != "store"], ids=name_of)
def test_sql_lives_in_the_store(path: Path) -> None:
    """Every statement has its place in tracker/store: nowhere else stands a text that begins like one."""
    told = docstrings(tree(path))
    texts = [
        node.value
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
    ]

    assert [] == [text for text in texts if SQL.match(text)]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_read_in_one_sitting(path: Path) -> None:
    """At most 400 lines, and no function longer than 60."""
    functions = [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    lengths = {node.name: (node.end_lineno or node.lineno) - node.lineno + 1 for node in functions}

    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGER.get(name_of(path), LINES_OF_A_MODULE)
    assert {} == {name: length for name, length in lengths.items() if length > LINES_OF_A_FUNCTION}


def loaded_by(statement: str) -> set[str]:
    """The modules that a statement loads in a fresh interpreter."""
    code = f"import sys; before = set(sys.modules); {statement}; print(*(set(sys.modules) - before))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(run.stdout.split())


def test_importing_the_package_loads_nothing_else() -> None:
    """`import tracker` costs nothing: its functions are loaded when they are first used."""
    loaded = {name for name in loaded_by("import tracker") if name.partition(".")[0] not in sys.stdlib_module_names}

    assert {"tracker"} == loaded


def test_comparing_two_files_loads_no_database() -> None:
    """A comparison of two files needs neither the store nor Datasette nor the command line."""
    text = "fixtures/A_RES_66_152.txt"
    loaded = loaded_by(f"import tracker; tracker.compare(tracker.read({text!r}), tracker.read({text!r}))")

    assert set() == {name.partition(".")[0] for name in loaded} & {"sqlite_utils", "sqlite3", "datasette", "click"}


def tracked() -> list[Path]:
    """All files that git keeps; none outside a checkout."""
    run = subprocess.run(["git", "ls-files", "-z"], capture_output=True, text=True, check=False, cwd=ROOT)
    return [ROOT / name for name in run.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_nothing_of_this_machine_is_committed() -> None:
    """No path of a machine and no package index's address stands in a file that git keeps."""
    if not tracked():
        pytest.skip("not a git checkout")
    hosts = (
        "py" + "pi.org",
        "python" + "hosted.org",
        "--index" + "-url",
        "--extra-index" + "-url",
        "registry." + "npm",
    )
    places = re.compile(r"(?<![\w.])/(?:home|Users)/\w|(?<![\w.])/ro" + r"ot/|" + re.escape(f"{ROOT}/"))
    found = []
    for path in tracked():
        text = path.read_bytes().decode("utf-8", errors="replace")
        if places.search(text) or any(host in text for host in hosts):
            found.append(path.relative_to(ROOT).as_posix())

    assert [] == found


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_constant_has_one_value(path: Path) -> None:
    """A name at the top of a module is given a value once: a second one would change the first's users silently."""
    targets = [
        target
        for node in tree(path).body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    ]
    names = [
        one.id
        for target in targets
        for one in ast.walk(target)
        if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)
    ]
    assert sorted(set(names)) == sorted(names)
