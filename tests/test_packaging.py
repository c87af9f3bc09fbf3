"""What is built: everything the program needs is in the wheel, and the wheel alone is enough."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from email.parser import Parser
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
SCRIPTS = "Scripts" if sys.platform == "win32" else "bin"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source archive and the wheel built from it, as a release builds them."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (path,) = built.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def files(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def project() -> dict[str, Any]:
    """What pyproject.toml says."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def shipped(folder: str) -> set[str]:
    """What stands in a folder of the checkout, as it is named in the wheel."""
    found = (path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(ROOT).as_posix() for path in found}


def test_the_wheel_has_every_file_of_the_package(files: set[str]) -> None:
    """Templates, static files, the schema, the catalogue and py.typed lie beside the modules, and ship with them."""
    assert set() == shipped("tracker") - files
    for ending in (".html", ".css", ".schema.json", ".toml", "py.typed"):
        assert any(name.endswith(ending) for name in files), ending


def test_the_wheel_has_the_documents_that_ship(files: set[str]) -> None:
    """The fixtures lie inside the package, because a wheel has no other place for them."""
    assert set() == {f"tracker/{name}" for name in shipped("fixtures")} - files
    assert "tracker/fixtures/A_RES_66_152.txt" in files


def test_the_wheel_installs_nothing_but_the_package(files: set[str]) -> None:
    """No tests and no other folder land in a user's site-packages."""
    assert {"tracker"} == {name.split("/")[0] for name in files if ".dist-info/" not in name}


def test_the_metadata_says_what_it_is(wheel: Path) -> None:
    """Name, licence, commands and the Datasette plugin are as pyproject.toml has them."""
    with zipfile.ZipFile(wheel) as archive:
        (info,) = {name.split("/")[0] for name in archive.namelist() if ".dist-info/" in name}
        metadata = Parser().parsestr(archive.read(f"{info}/METADATA").decode())
        entry_points = archive.read(f"{info}/entry_points.txt").decode()
        licence = archive.read(f"{info}/licenses/LICENSE").decode()

    assert "resolution-tracker" == metadata["Name"]
    assert "Apache-2.0" == metadata["License-Expression"]
    assert "tracker = tracker.cli:main" in entry_points
    assert "[datasette]\ntracker = tracker.plugin" in entry_points
    assert (ROOT / "LICENSE").read_text(encoding="utf-8") == licence


def test_the_source_archive_can_be_tested(built: Path) -> None:
    """Tests, fixtures and the Makefile are in it: who packages it elsewhere can run what we run."""
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}

    assert {"Makefile", "LICENSE", "README.md", "CHANGELOG.md", "pyproject.toml"} <= names
    assert {"tests/conftest.py", "fixtures/A_RES_66_152.txt", "tracker/ARCHITECTURE.md"} <= names
    assert set() == {name for name in names if name.endswith((".db", ".pyc"))}


def test_every_dependency_is_bounded() -> None:
    """From the oldest version that was tried (`make lowest`) to the next that may break, by its number.

    A version that is a date promises nothing, so two of them have no upper bound.
    """
    dated = ("diff-match-patch", "regex")
    for dependency in project()["project"]["dependencies"]:
        name, _, bounds = dependency.partition(">=")
        oldest, _, next_one = bounds.partition(",<")
        assert oldest[0].isdigit(), dependency
        assert next_one.isdigit() != (name in dated), dependency


def checkout(folder: Path, umask: int, when: float) -> Path:
    """What git knows of this checkout (all of it where there is no git), copied with other rights and another time."""
    asked = subprocess.run(
        ["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, check=False
    )
    names = (
        asked.stdout.decode().split("\0")
        if asked.returncode == 0
        else [path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*") if path.is_file()]
    )
    for name in filter(None, names):
        if not (ROOT / name).is_file():
            continue
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target)
        target.chmod(0o666 & ~umask)
        os.utime(target, (when, when))
    return folder


def test_the_same_checkout_gives_the_same_bytes(tmp_path: Path) -> None:
    """Who builds a release anew, elsewhere and later, gets the archive and the wheel that were given out."""
    sums = []
    for place, umask, when, seed in (("one", 0o022, 1_500_000_000.0, "1"), ("two/deeper", 0o077, 1_790_000_000.0, "2")):
        copy = checkout(tmp_path / place / "tracker", umask, when)
        command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(copy.parent / "dist"), str(copy)]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC+{seed}"}
        environment.pop("SOURCE_DATE_EPOCH", None)
        run = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
        assert run.returncode == 0, run.stdout + run.stderr
        dist = sorted((copy.parent / "dist").iterdir())
        sums.append([(path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in dist])

    assert len(sums[0]) == 2
    assert sums[0] == sums[1]


def test_the_source_archive_has_all_that_git_knows(built: Path) -> None:
    """Nothing of the checkout is missing but the instructions of our own CI."""
    asked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if asked.returncode:
        pytest.skip("no checkout of git: an unpacked archive")
    known = {name for name in asked.stdout.decode().split("\0") if name and not name.startswith(".ci/")}
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}

    assert set() == known - names


def test_the_changelog_tells_of_this_version() -> None:
    """A version that is given out has its words in CHANGELOG.md."""
    import tracker

    assert f"## [{tracker.__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_wheel_alone_compares_its_documents(wheel: Path, tmp_path: Path) -> None:
    """In a clean environment, with the package and its dependencies only, the command runs and compares what ships."""
    venv.create(tmp_path / "venv", with_pip=True)
    home = tmp_path / "venv" / SCRIPTS
    subprocess.run([home / "python", "-m", "pip", "install", "--quiet", wheel], check=True, cwd=tmp_path)

    def run(*arguments: str) -> str:
        command = [str(home / "tracker"), *arguments]
        alone = {"HOME": str(tmp_path)}
        return subprocess.run(
            command, capture_output=True, check=True, cwd=tmp_path, encoding="utf-8", env=alone
        ).stdout

    where = "import pathlib, tracker; print(pathlib.Path(tracker.__file__).parent / 'fixtures')"
    found = subprocess.run([home / "python", "-c", where], capture_output=True, text=True, check=True, cwd=tmp_path)
    specimens = sorted(Path(found.stdout.strip()).glob("SPECIMEN*"))
    assert tmp_path in specimens[0].parents
    assert "Usage: tracker" in run("--help")

    comparison = json.loads(
        run("diff", str(Path(found.stdout.strip()) / "A_RES_66_152.txt"), str(specimens[0]), "--format", "json")
    )
    assert "comparison-1" == comparison["schema"]
    assert comparison["summary"]["edited"] > 0
