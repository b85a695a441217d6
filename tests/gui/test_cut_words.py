"""No word of the window is cut, in any language, at any size of text."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from curator.gui.window.preferences import ZOOMS
from curator.languages import NAMES

WINDOWS = (f"1440x900:{ZOOMS[0]},100,{ZOOMS[-1]}", f"1100x700:100,{ZOOMS[-1]}")
"""Windows, and the sizes of text in them: the widest and the narrowest for each, and between."""


@pytest.mark.parametrize("language", NAMES)
def test_no_word_is_cut_at_any_size(chat: Path, tmp_path: Path, language: str) -> None:
    settings = tmp_path / "settings.json"
    how = [str(chat), str(settings), language, *WINDOWS]
    done = subprocess.run(
        [sys.executable, "-m", "tests.gui.cut_words", *how],
        env={**os.environ, "HOME": str(tmp_path)},  # where the sample is put
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not done.stdout.strip(), done.stdout
