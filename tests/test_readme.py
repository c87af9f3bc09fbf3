"""The README is checked against the program: what it shows is what comes out."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PICTURE_BYTES = 300_000


def test_generated_parts_are_what_the_program_says_now() -> None:
    """Help, example and tables are generated: `make docs` writes them anew."""
    run = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", "--diff", "README.md"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )

    assert 0 == run.returncode, run.stdout + run.stderr


def test_it_opens_with_a_sentence_two_commands_and_a_picture() -> None:
    """Whoever arrives reads one sentence, types two commands, and has seen what they give."""
    opening = README.partition("## ")[0]

    assert opening.index("and since when.") < opening.index("make demo") < opening.index("make test")
    assert opening.index("make test") < opening.index("![")


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\((?!https?:)([^)#]+)\)", README))))
def test_links_lead_to_files_that_are_there(target: str) -> None:
    """A link or a picture of this checkout exists."""
    assert (ROOT / target).is_file()


def test_pictures_are_small() -> None:
    """A picture costs every clone: at most 300 kB each."""
    pictures = list((ROOT / "docs").glob("*.png"))

    assert pictures
    assert [] == [path.name for path in pictures if path.stat().st_size > PICTURE_BYTES]


@pytest.mark.parametrize("name", sorted(set(re.findall(r"make ([a-z]+)\b", README)) - {"it"}))
def test_make_knows_what_the_readme_tells(name: str) -> None:
    """Every `make` command of the README is a target of the Makefile."""
    assert re.search(rf"^{name}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
