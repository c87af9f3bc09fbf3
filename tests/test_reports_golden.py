"""The reports of the specimens, held against files that a person has read; the same bytes each time."""

from __future__ import annotations

import pytest
from golden_reports import FOLDER, files

_FILES = dict(files())


@pytest.mark.parametrize("name", sorted(_FILES))
def test_a_report_is_the_one_that_was_read(name: str) -> None:
    """What a report says changes only with its golden file: PYTHONPATH=tests python -m golden_reports."""
    assert (FOLDER / name).read_bytes() == _FILES[name]


def test_made_again_it_is_the_same() -> None:
    """Byte for byte, Word files too: nothing of the day or the machine is in them."""
    assert _FILES == dict(files())


def test_no_golden_file_is_left_over() -> None:
    """Each file of the folder is one that is written."""
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(_FILES)
